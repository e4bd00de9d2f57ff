"""A section at a glance: figures of one year in a row, and the words of comparison and trend."""

from __future__ import annotations

from typing import Any

import pytest

from hyte.chapters import told
from hyte.chapters.overview import overview
from hyte.language.numbers import NBSP
from hyte.language.wording import wording
from hyte.model import LANGUAGES

from .found import column, of_kind

Open = Any


def of(report: Any, *ids: str) -> Any:
    data = report.data
    return overview(data, [data.measures[id] for id in ids], "Section")


def cells(found: Any, row: int) -> list[str]:
    return [cell.text.replace(NBSP, " ") for cell in found.rows[row].cells]


def test_a_row_has_year_figures_and_what_was_tested(tested: Open) -> None:
    found = of(tested(), "unemployed", "placed_children_0_17", "single_parent_families", "low_income")
    labels = ["Indicator", "Year", "Heinola", "Päijät-Häme wellbeing services county", "Whole country"]
    assert [one.label for one in found.columns] == [*labels, "Against the country", "Trend"]
    assert cells(found, 0) == ["2023", "12.0", "11.5", "10.0", "worse", "rising, worsening"]
    assert cells(found, 1) == ["2023", "1.0", "–", "4.0", "better", "not computable"]
    assert cells(found, 2) == ["2023", "30.0", "–", "20.0", "higher", "not computable"]
    assert cells(found, 3) == ["2023", "15.0", "–", "–", "–", "not computable"]
    assert [row.href for row in found.rows[:2]] == ["#osoitin-unemployed", "#osoitin-placed-children-0-17"]
    assert [cell.value for cell in found.rows[0].cells] == [None, 12.0, 11.5, 10.0, None, None]
    assert [cell.strong for cell in found.rows[0].cells] == [False, True, False, False, False, False]


def test_figures_printed_alike_are_said_to_be_the_same(tested: Open) -> None:
    found = of(tested(), "disability_pension_25_64", "unemployed")
    assert cells(found, 0)[1:5] == ["5.0", "–", "5.0", "the same"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("huonompi", "nouseva, huononee", "ei testattavissa")),
        ("sv", ("sämre", "stigande, blir sämre", "kan inte testas")),
    ],
)
def test_the_words_are_of_the_reports_language(tested: Open, language: str, words: tuple[str, ...]) -> None:
    found = of(tested(language=language), "unemployed", "sotkanet-987654")
    assert (cells(found, 0)[4], cells(found, 0)[5], cells(found, 1)[4]) == words


def test_a_projection_is_named_and_not_compared(small: Open) -> None:
    found = of(small(), "population", "population_projection_2030")
    assert cells(found, 1)[-2:] == ["–", "projection"]
    # Numbers of residents are compared with nothing, but they have a trend.
    assert cells(found, 0)[-2:] == ["–", "falling"]


def test_figures_by_sex_alone_stand_in_one_cell(small: Open) -> None:
    found = of(small(), "living_at_home_75_over", "drunk_monthly_grades_8_9")
    assert cells(found, 0) == ["2024", "women 94.0, men 95.5", "–", "–"]
    assert cells(found, 1) == ["2023", "girls 8.0, boys 9.5", "–", "–"]
    assert "Whole country" not in [one.label for one in found.columns]


def test_an_area_without_any_figure_has_no_column(small: Open) -> None:
    labels = [one.label for one in of(small(), "unemployed", "net_migration").columns]
    assert labels[2:5] == ["Heinola", "Päijät-Häme wellbeing services county", "Whole country"]
    alone = [one.label for one in of(small(), "net_migration", "relative_indebtedness").columns]
    assert alone == ["Indicator", "Year", "Heinola", "Against the country", "Trend"]


def test_one_indicator_needs_no_table(tested: Open) -> None:
    assert of(tested(), "unemployed") is None
    assert of(tested()) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["Keksilä", "Tarinakylä", "Satulahti"])
def test_every_word_in_the_table_is_that_of_the_finding(example: Open, name: str, language: str) -> None:
    report = example(name, 2024, language)
    data, w = report.data, wording(language)  # type: ignore[arg-type]
    found = overview(data, list(data.used), "Section")
    assert found is not None
    assert len(column(found, 0)) == len(data.used)
    for measure, row in zip(data.used, found.rows, strict=True):
        year, own, *_, country, trend = row.cells
        one = data.findings.get(measure.id)
        if one is None:
            assert not data.get(measure.id, data.own).figures
            assert (own.value, country.text, trend.text) == (None, "–", "–")
            continue
        words = told.cell_texts(one, measure)
        assert (year.text, own.value) == (str(one.own.year), one.own.value)
        assert (country.text, trend.text) == (words.country, words.trend)
        if one.trend.outcome not in ("rising", "falling"):
            assert trend.text == w(f"told.word.{one.trend.outcome}")
    assert of_kind([found], "table") == [found]
