"""Strengths, development needs and trends: exactly those that were tested and found, with their figures."""

from __future__ import annotations

from typing import Any

import pytest

from hyte.chapters.findings import certainty, judged
from hyte.language.numbers import MINUS, NBSP
from hyte.model import LANGUAGES, Direction

from .found import column, of_kind, table, texts

Open = Any
TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")


def rows_of(blocks: Any, caption: str) -> list[Any]:
    """Rows of the table with this caption; none when there is no such table."""
    found = [block for block in of_kind(blocks, "table") if block.caption == caption]
    return [row for block in found for row in block.rows]


def test_one_indicator_is_better_and_one_worse_and_what_does_not_differ_is_in_no_table(tested: Open) -> None:
    report = tested()
    w, blocks = report.data.w, report.strengths()
    worse, better = (table(blocks, w(f"strengths.{side}")) for side in ("worse", "better"))
    assert [one.label for one in worse.columns] == [
        "Indicator",
        "Year",
        "Heinola",
        "Whole country",
        "Difference",
        "Certainty",
    ]
    told = [[row.header, *(cell.text for cell in row.cells)] for row in (*worse.rows, *better.rows)]
    assert told == [
        ["Unemployed", "2023", "12.0%", "10.0%", f"+2.0{NBSP}pp", "very certain"],
        ["Placed outside the home, aged 0–17", "2023", "1.0%", "4.0%", f"{MINUS}3.0{NBSP}pp", "very certain"],
    ]
    # 5.04 and 4.96 are printed alike, single parents are not judged, nobody knows what 987654 is.
    said = "\n".join(texts([found]) for found in of_kind(blocks, "table"))
    for title in ("disability pension", "Single-parent", "987654", "poverty"):
        assert title not in said


def test_a_trend_stands_between_its_first_and_its_newest_figure(tested: Open) -> None:
    report = tested()
    w, blocks = report.data.w, report.strengths()
    found = table(blocks, w("strengths.worsening_caption"))
    told = [[row.header, *(cell.text for cell in row.cells)] for row in found.rows]
    assert told == [["Unemployed", "10.0 (2019)", "12.0 (2023)", f"+2.0{NBSP}pp", "very certain"]]
    assert rows_of(blocks, w("strengths.improving_caption")) == []
    assert w("summary.none_improving") in texts(blocks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOWNS)
def test_the_tables_hold_exactly_the_tested_differences(example: Open, name: str, language: str) -> None:
    report = example(name, 2024, language)
    data, w, blocks = report.data, report.data.w, report.strengths()
    for side in ("better", "worse"):
        rows = rows_of(blocks, w(f"strengths.{side}"))
        wanted = {
            data.measures[one.indicator].short_title: one
            for one in judged(data)
            if one.country is not None and one.country.outcome == side
        }
        assert sorted(row.header for row in rows) == sorted(wanted)
        assert bool(rows) is (w(f"strengths.none_{side}") not in texts(blocks))
        for row in rows:
            one = wanted[row.header]
            measure = data.measures[one.indicator]
            good = 1 if measure.direction is Direction.HIGHER_IS_BETTER else -1
            year, own, country, difference, certain = row.cells
            assert (year.text, own.value, country.value) == (
                str(one.own.year),
                data.get(measure.id, data.own).value(one.own.year),
                data.get(measure.id, "SSS").value(one.own.year),
            )
            # What is printed alike is neither better nor worse.
            assert measure.figure(own.value) != measure.figure(country.value)
            assert difference.value * good * (1 if side == "better" else -1) > 0
            assert difference.value == round(
                round(own.value, measure.decimals) - round(country.value, measure.decimals), measure.decimals
            )
            assert one.country.level in (0.95, 0.998)
            assert certain.text == certainty(data, one.country.level)


@pytest.mark.parametrize("name", TOWNS)
def test_the_tables_hold_exactly_the_trends_that_stand_out_from_chance(example: Open, name: str) -> None:
    report = example(name)
    data, w, blocks = report.data, report.data.w, report.strengths()
    for tendency, good in (("improving", 1), ("worsening", -1)):
        rows = rows_of(blocks, w(f"strengths.{tendency}_caption"))
        wanted = {}
        for one in judged(data):
            sign = {"rising": 1, "falling": -1}.get(one.trend.outcome, 0)
            if sign * (1 if one.direction is Direction.HIGHER_IS_BETTER else -1) == good:
                wanted[data.measures[one.indicator].short_title] = one
        assert sorted(row.header for row in rows) == sorted(wanted)
        for row in rows:
            one, measure = wanted[row.header], data.measures[wanted[row.header].indicator]
            first, newest, difference, _ = row.cells
            points = one.trend.points
            assert (first.value, newest.value) == (points[0].value, points[-1].value)
            assert first.text.endswith(f"({points[0].year})") and newest.text.endswith(f"({points[-1].year})")
            printed = [round(point.value, measure.decimals) for point in (points[0], points[-1])]
            assert difference.value == round(printed[1] - printed[0], measure.decimals)


def test_the_dimensions_of_teaviisari_are_in_no_table(example: Open) -> None:
    report = example("Keksilä")
    data, w, blocks = report.data, report.data.w, report.strengths()
    parts = {
        data.measures[id].short_title
        for id in data.findings
        if id.startswith("tea_") and not id.endswith("_total")
    }
    assert len(parts) > 30
    for found in of_kind(blocks, "table"):
        assert not parts & set(column(found, 0))
    assert w("tea.totals_only") in texts(blocks)


def test_a_country_without_figures_is_said_to_have_none(small: Open) -> None:
    report = small(year=2017)  # unemployed begins in 2018, so that nothing judged has a whole country
    assert report.data.w("strengths.no_country") in texts(report.strengths())


def test_without_an_indicator_that_can_be_judged_there_is_no_table(small: Open) -> None:
    report = small("Esimerkkilä")
    assert of_kind(report.strengths(), "table") == []
    assert report.data.w("summary.none_judged") in texts(report.strengths())
