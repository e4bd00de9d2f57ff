"""One indicator's panel: what is set beside it, what is said of it, and what is left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from hyte.chapters import panel as panels
from hyte.chapters.panel import panel
from hyte.language.numbers import NBSP
from hyte.model import LANGUAGES, MissingKind
from hyte.presentation.charts import Line, series_chart

from .found import column

Open = Any


def of(report: Any, indicator: str) -> Any:
    return panel(report.data, report.data.measures[indicator])


def labels(found: Any) -> list[str]:
    return [one.label for one in found.table.columns]


def test_county_country_and_peers_stand_beside_the_municipality(example: Open, drawn: list[Any]) -> None:
    found = of(example("Keksilä"), "unemployed")
    wanted = ["Keksilä", "Example Region wellbeing services county", "Whole country", "Median of peers"]
    assert labels(found) == ["Year", *wanted]
    assert [line.label.replace("\n", " ") for line in drawn[0]] == wanted
    assert [line.role for line in drawn[0]] == ["own", "county", "country", "peers"]
    last = found.table.rows[-1]
    assert (last.header, [cell.text for cell in last.cells]) == ("2024", ["9.7", "9.2", "9.2", "8.3"])
    assert [cell.strong for cell in last.cells] == [True, False, False, False]


def test_what_the_source_does_not_tell_is_left_out_and_named(example: Open) -> None:
    found = of(example("Keksilä"), "sheet-kirjastolainat-asukasta-kohti-kpl")
    assert labels(found) == ["Year", "Keksilä", "Median of peers"]
    w = example("Keksilä").data.w
    names = "Example Region wellbeing services county and whole country"
    assert found.notes == (w("panel.left_out", names=names), w("panel.unregistered"))
    assert (found.verdict, found.verdict_text) == ("not_judged", w("verdict.not_judged"))


def test_counts_are_compared_in_the_table_and_not_in_the_chart(example: Open, drawn: list[Any]) -> None:
    found = of(example("Keksilä", 2024, "fi"), "population")
    w = example("Keksilä", 2024, "fi").data.w
    assert len(labels(found)) == 5
    assert [line.role for line in drawn[0]] == ["own"]
    assert w("panel.count_note") in found.notes
    assert found.sentences == (
        w("panel.latest", value=f"30{NBSP}813{NBSP}henkilöä", year=2024),
        w("panel.change", year=2019, difference=f"−310{NBSP}henkilöä"),
    )


def test_the_source_of_the_newest_figure_is_named_with_its_place(example: Open) -> None:
    found = of(example("Keksilä"), "population")
    place = "001_99x1_2024.xlsx, sheet 001_99x1_2024, cell C27"
    assert found.table.source == f"Statistics Finland, table 99x1 ({place})"
    assert found.figure.source == "Statistics Finland, table 99x1"


def test_an_older_figure_is_told_to_be_old_and_compared_in_its_own_year(small: Open) -> None:
    found = of(small("Heinola", 2024, "fi"), "unemployed")
    w = small("Heinola", 2024, "fi").data.w
    parts = f"Päijät-Hämeen hyvinvointialue 0,0{NBSP}% ja koko maa 9,5{NBSP}%"
    assert found.sentences == (
        w("panel.latest_older", value=f"15,0{NBSP}%", year=2023, report_year=2024),
        w("panel.compared", parts=parts),
        w("panel.change", year=2018, difference=f"+5,0{NBSP}{w('panel.points')}"),
    )
    assert (found.verdict, found.verdict_text) == ("worsened", w("verdict.worsened", year=2018))


def test_zero_is_a_figure(small: Open) -> None:
    cell = of(small(), "unemployed").table.rows[-1].cells[1]
    assert (cell.text, cell.value, cell.missing) == ("0.0", 0.0, None)


def test_series_by_sex_alone_stand_side_by_side(small: Open, drawn: list[Any]) -> None:
    found = of(small(), "living_at_home_75_over")
    assert labels(found) == ["Year", "Women", "Men", "Whole country, women"]
    assert [line.role for line in drawn[0]] == ["women", "men"]
    assert "whole country, men" in " ".join(found.notes).lower()
    assert "women" not in " ".join(found.notes).lower()
    assert [cell.value for cell in found.table.rows[-1].cells] == [94.0, 95.5, 92.5]


def test_the_young_are_girls_and_boys(small: Open) -> None:
    assert labels(of(small(), "drunk_monthly_grades_8_9"))[1:] == ["Girls", "Boys"]


def test_units_follow_the_figures_of_both_sexes(small: Open) -> None:
    data = small("Heinola", 2024, "fi").data
    measure = data.measures["living_at_home_75_over"]
    for unit in ("%", "kertaa"):
        value = f"naiset 94,0{NBSP}{unit} ja miehet 95,5{NBSP}{unit}"
        told = panel(data, replace(measure, unit=unit)).sentences
        assert told == (data.w("panel.latest", value=value, year=2024),)


def test_a_projection_is_said_to_be_one_and_not_judged(small: Open) -> None:
    found = of(small(), "population_projection_2030")
    assert (found.verdict, found.verdict_text) == (None, "")
    assert small().data.w("panel.projection") in found.notes


def test_a_series_that_has_ended_says_when(small: Open) -> None:
    found = of(small(year=2010), "jobs_agriculture_until_2007")
    assert small().data.w("panel.ended", year=2007) in found.notes


def test_no_change_is_computed_across_a_break(small: Open) -> None:
    found = of(small(), "relative_indebtedness")
    data = small().data
    ((year, reason),) = data.measures["relative_indebtedness"].breaks
    assert year == 2023
    assert data.w("panel.broken", year=2023) in found.sentences
    assert data.w("panel.break_note", year=2023, reason=reason) in found.notes
    assert (found.verdict, found.verdict_text) == ("not_computable", data.w("verdict.not_computable"))
    before = of(small(year=2022), "relative_indebtedness")
    assert not any("2023" in text for text in (*before.notes, *before.sentences))
    assert before.verdict == "worsened"


def test_the_same_figure_again_is_no_change(small: Open) -> None:
    found = of(small(), "net_migration")
    assert small().data.w("panel.no_change", year=2019) in found.sentences
    assert found.verdict == "unchanged"


def test_a_lone_figure_gets_no_chart(small: Open, drawn: list[Any]) -> None:
    found = of(small(), "social_assistance_spending")
    assert found.figure is None
    assert drawn == []
    assert column(found.table, 0) == ["2024"]


def test_the_table_has_the_last_eight_years_and_the_chart_all(small: Open, drawn: list[Any]) -> None:
    found = of(small(), "population")
    assert column(found.table, 0) == [str(year) for year in range(2017, 2025)]
    w = small().data.w
    assert found.table.caption == f"{w('table.caption', years='2017–2024')}, persons"
    assert [point.year for point in drawn[0][0].series.points] == list(range(2010, 2025))
    assert found.figure.caption == f"{w('chart.caption', years='2010–2024')}, persons"


def test_the_alt_text_states_the_figures(small: Open) -> None:
    w = small().data.w
    alt = of(small(), "unemployed").figure.alt
    assert "Unemployed people, as % of labour force" in alt
    own = {"first": "10.0", "first_year": 2018, "last": "15.0", "last_year": 2023}
    own |= {"lowest": "10.0", "lowest_year": 2018, "highest": "15.0", "highest_year": 2023}
    assert w("chart.alt_part", name="Heinola", **own) in alt
    flat = {"first": "9.5", "first_year": 2018, "last": "9.5", "last_year": 2023}
    flat |= {"lowest": "9.5", "lowest_year": 2018, "highest": "9.5", "highest_year": 2018}
    assert w("chart.alt_part", name="Whole country", **flat) in alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_marks_are_told_by_kind_and_are_never_a_figure(example: Open, language: str) -> None:
    report = example("Tarinakylä", 2024, language)
    w = report.data.w
    kinds = set()
    for measure in report.data.used:
        for row in panel(report.data, measure).table.rows:
            for cell in row.cells:
                if cell.missing is not None:
                    kinds.add(cell.missing)
                    assert (cell.text, cell.value) == (w(f"missing.{cell.missing}"), None)
                elif cell.value is None:
                    assert cell.text == "–"
    assert {MissingKind.MISSING, MissingKind.SUPPRESSED_OR_MISSING, MissingKind.EMPTY} <= kinds


def test_every_printed_figure_is_the_stored_one_rounded(example: Open) -> None:
    data = example("Haavemäki").data
    for measure in data.used:
        found = panel(data, measure)
        for row in found.table.rows:
            own = data.get(measure.id, data.own).by_year.get(int(row.header))
            cell = row.cells[0]
            assert cell.value == (own.value if own else None)
            if cell.value is not None:
                assert cell.text.rstrip("*") == measure.figure(cell.value)


def test_a_mark_after_the_newest_figure_is_told(example: Open) -> None:
    w = example("Keksilä").data.w
    found = of(example("Keksilä"), "employment_rate")
    assert w("panel.missing_latest", year=2024, reason=w("missing_long.missing")) in found.sentences
    assert [cell.missing for cell in found.table.rows[-1].cells[:1]] == [MissingKind.MISSING]


def test_the_real_chart_is_svg_without_text_to_load(
    example: Open, monkeypatch: pytest.MonkeyPatch, drawn: list[Sequence[Line]]
) -> None:
    monkeypatch.setattr(panels, "series_chart", series_chart)
    svg = of(example("Keksilä"), "unemployed").figure.svg
    assert "<svg" in svg
    assert "<text" not in svg
    assert drawn == []
