"""The chart of TEAviisari: sectors by dimensions, and what those hear who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from hyte.chapters import teaviisari
from hyte.chapters.measure import measure_of
from hyte.chapters.report_data import ReportData
from hyte.presentation import charts
from hyte.reference.register import Register
from hyte.store.schemas import conform

from .conftest import Open
from .found import of_kind
from .hand_made import data_of

REGISTER = Register.load()
Row = dict[str, Any]


def score(sector: str, dimension: str, value: float | None, year: int = 2021) -> Row:
    row: Row = {"region": "KU111", "indicator": f"tea_{sector}_{dimension}", "sex": "total", "year": year}
    row |= {"file": "tea.csv", "line": 2, "preliminary": False, "invented": False, "value": value}
    return row if value is not None else row | {"missing": "missing", "symbol": "-"}


def report(*rows: Row, language: str = "fi") -> ReportData:
    data = data_of(language)
    measures = {}
    for id in sorted({row["indicator"] for row in rows}):
        stored = SimpleNamespace(indicator=id, source="tea", code="", table="")
        measures[id] = measure_of(stored, REGISTER.get(id), data.w)
    return replace(data, measures=measures, observations=conform("observations", pd.DataFrame(list(rows))))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[str], Sequence[charts.ScoreRow], Any]]:
    """Columns, rows and words of each chart; it is drawn too, so that a chart that cannot be fails."""
    found: list[tuple[Sequence[str], Sequence[charts.ScoreRow], Any]] = []

    def draw(columns: Sequence[str], rows: Sequence[charts.ScoreRow], **options: Any) -> str:
        found.append((columns, rows, options))
        return charts.sector_chart(columns, rows, **options)

    monkeypatch.setattr(teaviisari, "sector_chart", draw)
    return found


ROWS = [
    score("municipal_management", "total", 62),
    score("municipal_management", "commitment", 80),
    score("municipal_management", "management", 40),
    score("municipal_management", "total", 90, 2019),
    score("culture", "total", 48),
    score("culture", "commitment", 48),
    score("culture", "management", None),
]


def figure_of(data: ReportData) -> Any:
    (gallery,) = of_kind(teaviisari.blocks(data), "gallery")
    (figure,) = gallery.figures
    return figure


def test_sectors_stand_down_and_dimensions_across(asked: list[Any]) -> None:
    figure = figure_of(report(*ROWS))
    ((columns, rows, options),) = asked
    assert list(columns) == ["Kokonaistulos", "Sitoutuminen", "Johtaminen"]
    assert [(row.label, row.scores) for row in rows] == [
        ("Kuntajohto", (62.0, 80.0, 40.0)),
        ("Kulttuuri", (48.0, 48.0, None)),
    ]
    assert options["missing_label"] == "ei tulosta"
    assert figure.caption == "TEAviisarin pisteet (0–100) 2021"
    assert figure.source == "TEAviisari, THL"


def test_the_alternative_tells_totals_and_the_ends_of_each_sector() -> None:
    assert figure_of(report(*ROWS)).alt == (
        "Korkein kokonaistulos: Kuntajohto (62). Matalin kokonaistulos: Kulttuuri (48). "
        "Kuntajohto 2021: kokonaistulos 62, korkein sitoutuminen (80), matalin johtaminen (40). "
        "Kulttuuri 2021: kokonaistulos 48, sitoutuminen 48."
    )


def test_equal_scores_are_told_together() -> None:
    rows = [score("culture", part, 50) for part in ("commitment", "management")]
    rows += [score("culture", "resources", 70), score("physical_activity", "total", 55)]
    alt = figure_of(report(*rows, score("culture", "total", 55), language="en")).alt
    assert alt.startswith("Physical activity 2021: total score 55. Culture 2021: total score 55, ")
    assert "highest resources (70), lowest commitment and management (50)." in alt


def test_sectors_of_other_rounds_have_their_year_beside_them(asked: list[Any]) -> None:
    figure = figure_of(report(*ROWS, score("physical_activity", "total", 70, 2020)))
    labels = [row.label for row in asked[0][1]]
    assert labels == ["Kuntajohto 2021", "Liikunta 2020", "Kulttuuri 2021"]
    assert figure.caption.endswith("2020–2021")


def test_a_change_is_told_in_the_table_and_never_as_tested() -> None:
    made = teaviisari.blocks(report(*ROWS))
    (found,) = of_kind(made, "table")
    assert found.rows[0].cells[0].text == "62 (−28)"
    assert found.notes == (
        "Sulkeissa on muutos edellisestä tiedonkeruusta. Muutosta ei voi testata tilastollisesti.",
    )
    assert "28" not in figure_of(report(*ROWS)).alt and "Sulkeissa" not in made[0].spans[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_chart_and_table_of_the_example_agree(example: Open, asked: list[Any], language: str) -> None:
    data = example("Keksilä", language=language).data
    (found,) = of_kind(teaviisari.blocks(data), "table")
    ((columns, rows, _),) = asked
    assert [row.header for row in found.rows] == list(columns)
    for place, row in enumerate(rows):
        assert found.columns[place + 1].label.startswith(row.label)
        assert tuple(line.cells[place].value for line in found.rows) == row.scores


def test_without_results_there_is_no_chart(example: Open) -> None:
    assert [block.kind for block in teaviisari.blocks(example("Hiljala").data)] == ["paragraph"]
