"""What improved and worsened, and what is better or worse than in the whole country."""

from __future__ import annotations

from typing import Any

import pytest

from hyte.chapters import noted, strengths, summary, teaviisari
from hyte.chapters.gathered import joined_of
from hyte.model import Direction

from .found import of_kind, table, texts

Open = Any
TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")
VERDICTS = ("improved", "worsened", "unchanged")


@pytest.mark.parametrize("name", TOWNS)
def test_the_counts_add_up_to_the_indicators_that_can_be_judged(example: Open, name: str) -> None:
    data = example(name).data
    judged = {
        m.id
        for m in data.used
        if m.direction is not Direction.NEUTRAL
        and data.change(m).difference is not None
        and not teaviisari.is_part(m)
    }
    found = {verdict: [m.id for m, _ in summary.changed(data, verdict)] for verdict in VERDICTS}
    assert sorted(id for ids in found.values() for id in ids) == sorted(judged)
    counts = {verdict: len(ids) for verdict, ids in found.items()}
    sentence = data.w("summary.judged", years=5, **counts)
    assert sentence in texts(example(name).summary())


@pytest.mark.parametrize("name", TOWNS)
def test_the_relatively_largest_changes_come_first_and_six_of_a_kind_are_listed(
    example: Open, name: str
) -> None:
    data = example(name).data
    lists = iter(of_kind(example(name).summary(), "listing"))
    for verdict in ("improved", "worsened"):
        found = summary.changed(data, verdict)
        sizes = [abs(change.relative or 0.0) for _, change in found]
        assert sizes == sorted(sizes, reverse=True)
        if found:
            items = next(lists).items
            assert len(items) == min(len(found), summary.LISTED)
            assert items[0][0].text.startswith(found[0][0].short_title)


def test_improved_is_a_change_in_the_indicators_own_direction(example: Open) -> None:
    data = example("Keksilä").data
    for verdict, sign in (("improved", 1), ("worsened", -1)):
        for measure, change in summary.changed(data, verdict):
            good = 1 if measure.direction is Direction.HIGHER_IS_BETTER else -1
            assert change.difference * good * sign > 0
    improved = {measure.id for measure, _ in summary.changed(data, "improved")}
    assert {"unemployed", "employment_rate"} <= improved


def test_the_difference_is_that_of_the_two_printed_figures(example: Open) -> None:
    data = example("Keksilä").data
    for measure in data.used:
        change = data.change(measure)
        if change.difference is not None:
            latest, baseline = (
                round(point.value, measure.decimals) for point in (change.latest, change.baseline)
            )
            assert change.difference == round(latest - baseline, measure.decimals)
            assert 0 < change.latest.year - change.baseline.year <= data.comparison.change_years


def test_the_dimensions_of_teaviisari_are_counted_by_their_sectors_total_alone(example: Open) -> None:
    data = example("Keksilä").data
    changed = {m.id for verdict in VERDICTS for m, _ in summary.changed(data, verdict)}
    compared = {item[0].id for item in strengths.compared(data)}
    for found in (changed, compared):
        assert "tea_basic_education_total" in found
        assert "tea_basic_education_commitment" not in found


def test_key_facts_are_the_registers(example: Open) -> None:
    (facts,) = of_kind(example("Hiljala", 2024, "fi").summary(), "key_facts")
    assert [(fact.label, fact.value) for fact in facts.facts] == [
        ("Väkiluku", "1\u00a0835\u00a0henkilöä"),
        ("Työttömät", "9,0\u00a0%"),
    ]
    assert all("2024" in fact.context and "2019" in fact.context for fact in facts.facts)


def test_without_an_indicator_that_can_be_judged_nothing_is_sorted(small: Open) -> None:
    report = small("Esimerkkilä")
    told = texts(report.summary())
    assert report.data.w("summary.none_judged") in told
    assert of_kind(report.summary(), "listing") == []
    assert of_kind(report.strengths(), "table") == []


def test_without_any_figure_the_summary_says_so(example: Open) -> None:
    report = example("Hiljala", 2005)
    w = report.data.w
    wanted = w("no_data.text", municipality="Hiljala", first=2000, last=2005)
    assert wanted in texts(report.summary())
    assert w("no_data.remedy") in texts(report.cover())
    assert of_kind(report.summary(), "key_facts") == []


def test_what_was_noted_is_in_the_summary(example: Open) -> None:
    data = example("Keksilä").data
    blocks = example("Keksilä").summary()
    assert data.w("summary.work") in [block.text for block in of_kind(blocks, "heading")]
    (facts,) = [
        block for block in of_kind(blocks, "key_facts") if block.caption == data.w("summary.work_facts")
    ]
    assert facts.facts[0].label == data.w("summary.meetings")
    first = joined_of(data.local, "concern")[0]
    assert first.times > 1
    assert noted.opened(data, first.text) in texts(blocks)


def test_it_is_said_that_chance_is_not_tested(example: Open) -> None:
    (box,) = of_kind(example("Keksilä").summary(), "callout")
    assert box.title == example("Keksilä").data.w("summary.untested_title")


@pytest.mark.parametrize("name", TOWNS[:4])
def test_strengths_and_needs_follow_the_direction_and_leave_neutral_ones_out(
    example: Open, name: str
) -> None:
    data = example(name).data
    blocks = example(name).strengths()
    by_title = {m.short_title: m for m in data.used}
    better, worse = (table(blocks, data.w(f"strengths.{side}")) for side in ("better", "worse"))
    for found, sign in ((better, 1), (worse, -1)):
        assert found.rows
        for row in found.rows:
            measure = by_title[row.header]
            assert measure.direction is not Direction.NEUTRAL
            good = 1 if measure.direction is Direction.HIGHER_IS_BETTER else -1
            own, whole, difference = (cell.value for cell in row.cells[1:])
            assert difference * good * sign > 0
            assert difference == round(
                round(own, measure.decimals) - round(whole, measure.decimals), measure.decimals
            )
            year = int(row.cells[0].text)
            assert own == data.get(measure.id, data.own).value(year)
            assert whole == data.get(measure.id, "SSS").value(year)


def test_counts_are_not_set_against_the_country(example: Open) -> None:
    assert all(item[0].comparable for item in strengths.compared(example("Keksilä").data))


def test_a_country_without_figures_is_said_to_have_none(small: Open) -> None:
    report = small(year=2017)  # unemployed begins in 2018, so that nothing judged has a whole country
    assert report.data.w("strengths.no_country") in texts(report.strengths())


def test_the_lists_of_changes_are_whole(example: Open) -> None:
    data = example("Keksilä").data
    for verdict in ("improved", "worsened"):
        found = table(example("Keksilä").strengths(), data.w(f"strengths.{verdict}_caption"))
        assert [row.header for row in found.rows] == [
            measure.short_title for measure, _ in summary.changed(data, verdict)
        ]
