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
from hyte.presentation.charts import series_chart

from .found import column

Open = Any


def of(report: Any, indicator: str) -> Any:
    return panel(report.data, report.data.measures[indicator])


def charted(report: Any, indicator: str) -> Any:
    """The panel with a chart of its own, as it is made for one indicator alone."""
    return panel(report.data, report.data.measures[indicator], charted=True)


def plain(sentences: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.replace(NBSP, " ") for text in sentences)


def labels(found: Any) -> list[str]:
    return [one.label for one in found.table.columns]


def test_county_country_and_peers_stand_beside_the_municipality(example: Open, drawn: Any) -> None:
    found = charted(example("Keksilä"), "unemployed")
    wanted = ["Keksilä", "Example Region wellbeing services county", "Whole country", "Median of peers"]
    assert labels(found) == ["Year", *wanted]
    (lines,) = drawn.series
    assert [line.label.replace("\n", " ") for line in lines] == wanted
    assert [line.role for line in lines] == ["own", "county", "country", "peers"]
    last = found.table.rows[-1]
    assert (last.header, [cell.text for cell in last.cells]) == ("2024", ["9.7", "9.2", "9.2", "8.3"])
    assert [cell.strong for cell in last.cells] == [True, False, False, False]


def test_a_panel_has_a_chart_only_where_it_is_asked_for(example: Open, drawn: Any) -> None:
    assert of(example("Keksilä"), "unemployed").figure is None
    assert drawn.series == []
    (found,) = example("Keksilä").indicator("unemployed")
    assert found.figure is not None
    assert len(drawn.series) == 1


def test_the_own_line_has_its_interval(tested: Open, drawn: Any) -> None:
    charted(tested(), "unemployed")
    own, *others = drawn.series[0]
    assert [year for year, _, _ in own.band] == [2019, 2020, 2021, 2022, 2023]
    assert own.band[-1][1:] == pytest.approx((11.306, 12.731), abs=0.001)
    assert all(line.band == () for line in others)


def test_a_panel_says_what_was_tested(tested: Open) -> None:
    found = of(tested(), "unemployed")
    assert plain(found.sentences) == (
        "According to the newest data, the share in Heinola was 12.0% (confidence interval 11.3–12.7%) "
        "in 2023.",
        "The share was clearly higher than in the whole country (10.0%) and in the peer municipalities "
        "(7.5%) but did not differ statistically from the share in the Päijät-Häme wellbeing services "
        "county (11.5%). A lower share is better, so the situation was worse than in the whole country and "
        "in the peer municipalities.",
        "The share rose from 2019 to 2023, by about 0.5 percentage points a year. "
        "The change is for the worse and stands out clearly from chance variation.",
    )
    assert (found.verdict, found.verdict_text) == ("worse", "Clearly worse than in the whole country")


@pytest.mark.parametrize(
    ("indicator", "verdict", "words"),
    [
        ("placed_children_0_17", "better", "Much better than in the whole country"),
        ("disability_pension_25_64", "no_difference", "The same as in the whole country"),
        ("single_parent_families", "higher", "Clearly higher than in the whole country"),
        ("social_assistance_25_64", "not_testable", "Not testable"),
        ("low_income", "not_testable", "Not testable"),
        ("sotkanet-987654", "not_testable", "Not testable"),
    ],
)
def test_the_mark_is_the_comparison_with_the_country(
    tested: Open, indicator: str, verdict: str, words: str
) -> None:
    found = of(tested(), indicator)
    assert (found.verdict, found.verdict_text) == (verdict, words)


def test_what_the_source_does_not_tell_is_left_out_and_named(example: Open) -> None:
    found = of(example("Keksilä"), "sheet-kirjastolainat-asukasta-kohti-kpl")
    assert labels(found) == ["Year", "Keksilä", "Median of peers"]
    w = example("Keksilä").data.w
    names = "Example Region wellbeing services county and whole country"
    assert found.notes == (w("panel.left_out", names=names), w("panel.unregistered"))
    assert (found.verdict, found.verdict_text) == ("not_testable", w("told.chip.not_testable"))
    assert "cannot be tested statistically" in found.sentences[1]


def test_counts_are_compared_in_the_table_and_not_in_the_chart(example: Open, drawn: Any) -> None:
    found = charted(example("Keksilä", 2024, "fi"), "population")
    w = example("Keksilä", 2024, "fi").data.w
    assert len(labels(found)) == 5
    assert [line.role for line in drawn.series[0]] == ["own"]
    assert w("panel.count_note") in found.notes
    assert w("panel.count_note") not in of(example("Keksilä", 2024, "fi"), "population").notes
    # Falling from 31,387 to 30,813 in nine years; Theil and Sen's slope is 63.1.
    assert plain(found.sentences) == (
        "Määrä oli Keksilässä 30 813 henkilöä vuonna 2024.",
        "Määrä on vähentynyt vuosina 2015–2024, noin 63 henkilöä vuodessa. "
        "Muutos erottuu satunnaisvaihtelusta.",
    )
    assert (found.verdict, found.verdict_text) == (None, "")


def test_the_source_of_the_newest_figure_is_named_with_its_place(example: Open) -> None:
    found = charted(example("Keksilä"), "population")
    place = "001_99x1_2024.xlsx, sheet 001_99x1_2024, cell C27"
    assert found.table.source == f"Statistics Finland, table 99x1 ({place})"
    assert found.figure.source == "Statistics Finland, table 99x1"


def test_an_older_figure_is_told_to_be_old_and_compared_in_its_own_year(small: Open) -> None:
    found = of(small("Heinola", 2024, "fi"), "unemployed")
    assert plain(found.sentences) == (
        "Uusimman tiedon mukaan osuus oli Heinolassa 15,0 % vuonna 2023.",
        "Koko maassa osuus oli 9,5 % ja Päijät-Hämeen hyvinvointialueella 0,0 %; eroja ei voi testata "
        "tilastollisesti, koska lähde ei kerro, kuinka suuresta joukosta luku on laskettu. "
        "Pienempi osuus on parempi.",
        "Osuus on suurentunut vuosina 2018–2023, noin 1,0 prosenttiyksikköä vuodessa. "
        "Muutos on huonompaan suuntaan ja erottuu satunnaisvaihtelusta.",
    )
    assert (found.verdict, found.verdict_text) == ("not_testable", "Ei testattavissa")


def test_zero_is_a_figure(small: Open) -> None:
    cell = of(small(), "unemployed").table.rows[-1].cells[1]
    assert (cell.text, cell.value, cell.missing) == ("0.0", 0.0, None)


def test_series_by_sex_alone_stand_side_by_side(small: Open, drawn: Any) -> None:
    found = charted(small(), "living_at_home_75_over")
    assert labels(found) == ["Year", "Women", "Men", "Whole country, women"]
    assert (found.verdict, found.verdict_text) == (None, "")
    assert [line.role for line in drawn.series[0]] == ["women", "men"]
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
    assert found.sentences[-1] == (
        "The direction of change cannot be calculated, because the series is broken in 2023 and there are "
        "not enough figures after that."
    )
    assert data.w("panel.break_note", year=2023, reason=reason) in found.notes
    before = of(small(year=2022), "relative_indebtedness")
    assert not any("2023" in text for text in (*before.notes, *before.sentences))
    assert before.sentences[-1].endswith("because there are comparable figures for only 4\u00a0years.")


def test_two_figures_are_no_trend(small: Open) -> None:
    found = of(small(), "net_migration")
    assert plain(found.sentences) == (
        "In Heinola the figure was 4.0 per 1,000 residents in 2024.",
        "The change cannot be calculated, because there are comparable figures for only 2 years.",
    )


def test_a_lone_figure_gets_no_chart(small: Open, drawn: Any) -> None:
    found = charted(small(), "social_assistance_spending")
    assert found.figure is None
    assert drawn.series == []
    assert column(found.table, 0) == ["2024"]


def test_the_table_has_the_last_six_years_and_the_chart_all(small: Open, drawn: Any) -> None:
    found = charted(small(), "population")
    assert column(found.table, 0) == [str(year) for year in range(2019, 2025)]
    w = small().data.w
    assert found.table.caption == f"{w('table.caption', years='2019–2024')}, persons"
    assert [point.year for point in drawn.series[0][0].series.points] == list(range(2010, 2025))
    assert found.figure.caption == f"{w('chart.caption', years='2010–2024')}, persons"


def test_the_alt_text_states_the_figures(small: Open) -> None:
    w = small().data.w
    alt = charted(small(), "unemployed").figure.alt
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
    example: Open, monkeypatch: pytest.MonkeyPatch, drawn: Any
) -> None:
    monkeypatch.setattr(panels, "series_chart", series_chart)
    svg = charted(example("Keksilä"), "unemployed").figure.svg
    assert "<svg" in svg
    assert "<text" not in svg
    assert drawn.series == []
