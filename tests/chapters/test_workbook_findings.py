"""The workbook's sheet of comparisons: a row for each finding, with the numbers that the rules used."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hyte.chapters import workbook_findings
from hyte.model import LANGUAGES, Language, MissingKind
from hyte.settings import Comparison
from hyte.statistics.series import Point, Series

from .found import of_kind

Open = Any
Row = dict[str, Any]


def rows(data: Any) -> dict[str, Row]:
    """The sheet's rows by indicator, their cells by English heading."""
    sheet, _ = workbook_findings.sheets(data)
    made = {row[0]: dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows}
    assert len(made) == len(sheet.rows)
    return made


@pytest.mark.parametrize("name", ["Keksilä", "Tarinakylä", "Hiljala"])
def test_every_finding_has_its_row_and_nothing_else_has(example: Open, name: str) -> None:
    data = example(name).data
    assert list(rows(data)) == list(data.findings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_whole_in_three_languages(example: Open, language: Language) -> None:
    report = example("Keksilä", 2024, language)
    (dataset,) = of_kind(report.workbook(), "dataset")
    names = {
        "fi": ("Tilastolliset vertailut", "Ryhmien erot"),
        "sv": ("Statistiska jämförelser", report.data.w("gaps.sheet")),
        "en": ("Statistical comparisons", report.data.w("gaps.sheet")),
    }[language]
    assert [sheet.name for sheet in dataset.sheets][1:3] == list(names)
    for sheet in dataset.sheets[1:3]:
        assert len(set(sheet.columns)) == len(sheet.columns)
        assert all(len(row) == len(sheet.columns) for row in sheet.rows)
        assert not any("\u00a0" in heading for heading in sheet.columns)


def test_the_figures_are_those_of_the_finding(example: Open) -> None:
    data = example("Keksilä").data
    found = data.findings["unemployed"]
    row = rows(data)["unemployed"]
    ends = found.own.interval()
    assert row["Value"] == found.own.value
    assert row["Confidence interval 95%, lower"] == pytest.approx(ends.low, abs=0.0006)
    assert row["Confidence interval 95%, upper"] == pytest.approx(ends.high, abs=0.0006)
    assert row["Count"] == pytest.approx(found.own.numerator, abs=0.006)
    assert row["Denominator"] == pytest.approx(found.own.denominator, abs=0.006)
    assert row["Method of the interval, or why there is none"] == "Wilson"
    assert row["Whole country: value"] == found.country.other.value
    assert row["Whole country: difference"] == found.country.difference
    assert row["Whole country: p-value"] == pytest.approx(found.country.p_value, rel=0.005)
    assert row["Whole country: reason, if not tested"] is None
    assert row["Wellbeing services county: municipality's share, %"] == pytest.approx(
        100 * found.county.own_share, abs=0.006
    )
    assert row["Trend: first year"] == found.trend.points[0].year
    assert row["Trend: last value"] == found.trend.points[-1].value


def test_the_level_is_told_where_something_differs(example: Open) -> None:
    data = example("Keksilä").data
    levels = set()
    for indicator, row in rows(data).items():
        made = data.findings[indicator].country
        level = None if made is None or made.level is None else round(100 * made.level, 1)
        assert row["Whole country: confidence level, %"] == level
        levels.add(level)
    assert levels == {None, 95.0, 99.8}


def test_every_outcome_is_in_words_and_what_is_not_tested_has_a_reason(example: Open) -> None:
    data = example("Keksilä").data
    for indicator, row in rows(data).items():
        finding = data.findings[indicator]
        for label, made in (
            ("Whole country", finding.country),
            ("Wellbeing services county", finding.county),
            ("Peers", finding.peers),
        ):
            tested = made is not None and made.outcome != "not_testable"
            words = made.outcome.replace("_", " ") if tested else "cannot be tested"
            assert row[f"{label}: outcome"] in (words, "not testable"), indicator
            assert (row[f"{label}: reason, if not tested"] is None) == tested, indicator
            assert (row[f"{label}: p-value"] is not None) == tested, indicator
        assert (row["Trend: reason, if not tested"] is None) == (finding.trend.method is not None)


def test_a_neutral_trend_is_not_judged(example: Open) -> None:
    data = example("Keksilä").data
    found = rows(data)
    for indicator, finding in data.findings.items():
        if finding.trend.outcome in ("rising", "falling"):
            judged = {"improving": "for the better", "worsening": "for the worse"}
            expected = judged.get(finding.tendency, "not judged")
            assert found[indicator]["Trend: assessment"] == expected
        else:
            assert found[indicator]["Trend: assessment"] is None


def test_numbers_are_numbers(example: Open) -> None:
    data = example("Keksilä").data
    texts = ("outcome", "reason", "kind of value", "direction", "assessment", "method", "Method", "Where")
    words = {"Id", "Indicator", "Sex", "Unit"}
    for row in rows(data).values():
        for heading, value in row.items():
            if heading in words or any(part in heading for part in texts):
                assert value is None or isinstance(value, str), heading
            else:
                assert value is None or isinstance(value, int | float), heading


def test_peers_added_up_and_their_median_are_told_apart(example: Open) -> None:
    data = example("Keksilä").data
    kinds = {
        indicator: row["Peers: kind of value"]
        for indicator, row in rows(data).items()
        if row["Peers: value"] is not None
    }
    for indicator, kind in kinds.items():
        tested = data.findings[indicator].peers.outcome != "not_testable"
        assert not tested or kind == "added together", indicator
    assert set(kinds.values()) == {"added together", "median"}


def test_a_hidden_figure_has_no_row(example: Open) -> None:
    data = example("Tarinakylä").data
    found = rows(data)
    hidden = {
        indicator
        for (indicator, region, sex), series in data.series.items()
        if region == data.own
        and sex == "total"
        and series.points
        and all(point.missing == MissingKind.SUPPRESSED for point in series.points)
    }
    assert hidden
    assert not hidden & set(found)
    # Where the newest figure is hidden, the row is that of an older year.
    for indicator, row in found.items():
        point = data.get(indicator, data.own).by_year[row["Year"]]
        assert point.missing is None


def with_figures(data: Any, indicator: str, points: tuple[Point, ...]) -> Any:
    changed = replace(data)
    vars(changed)["series"] = {**data.series, (indicator, data.own, "total"): Series(points)}
    return changed


@pytest.mark.parametrize(
    ("value", "numerator", "expected"),
    [
        (2.0, None, None),  # computed here, 4 of 200: nobody published it
        (98.0, None, None),  # all but 4
        (2.0, 4.0, 4),  # the source itself gives it
        (10.0, None, 20),
        (0.5, 1.0, 1),
    ],
)
def test_a_small_count_that_only_we_computed_is_not_written(
    example: Open, value: float, numerator: float | None, expected: int | None
) -> None:
    data = example("Keksilä").data
    point = Point(2024, value, numerator=numerator, denominator=200.0)
    changed = with_figures(data, "unemployed", (point,))
    row = rows(changed)["unemployed"]
    assert row["Count"] == expected
    assert row["Denominator"] == 200
    assert row["Where the denominator is from"] == "from the source"


def test_without_a_finding_no_sheet_is_written(example: Open) -> None:
    report = example("Hiljala", 2005)
    assert workbook_findings.sheets(report.data)[0].rows == ()
    (dataset,) = of_kind(report.workbook(), "dataset")
    assert "Statistical comparisons" not in [sheet.name for sheet in dataset.sheets]


def test_the_sheet_agrees_with_the_control_of_false_differences(example: Open) -> None:
    data = example("Keksilä").data
    on = replace(data, comparison=Comparison(false_discovery=0.0001))
    plain, strict = rows(data), rows(on)
    heading = "Whole country: outcome"
    taken_back = [id for id in plain if plain[id][heading] != strict[id][heading]]
    assert taken_back
    for indicator in taken_back:
        assert strict[indicator][heading].replace("\u00a0", " ") == "no difference"
        assert strict[indicator]["Whole country: confidence level, %"] is None
        assert strict[indicator]["Whole country: p-value"] == plain[indicator]["Whole country: p-value"]
