"""The summary: key facts, how many indicators differ from the country, and which way they are going."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hyte.chapters import noted, summary
from hyte.chapters.findings import judged, tending
from hyte.chapters.gathered import joined_of
from hyte.language.numbers import NBSP
from hyte.model import LANGUAGES

from .found import every_block, of_kind, texts

Open = Any
TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")


def counted(report: Any) -> dict[str, int]:
    """How many judged indicators have each outcome against the country."""
    found = [one.country.outcome if one.country else "not_testable" for one in judged(report.data)]
    return {name: found.count(name) for name in dict.fromkeys(found)}


def test_three_could_be_tested_and_two_could_not(tested: Open) -> None:
    told = texts(tested().summary())
    assert (
        "Of the indicators whose direction is judged, 3 could be tested against the whole country: the "
        "municipality is better off in 1 and worse off in 1, and in 1 the difference cannot be told from "
        "chance."
    ) in told
    # Social assistance and low income have no country to stand beside.
    assert (
        "The report also has 2 judged indicators whose difference from the whole country cannot be tested."
    ) in told


def test_how_many_differences_chance_would_give(tested: Open) -> None:
    # Tested: unemployed against country, county and peers, and pension, single parents and placed children
    # against the country. The county and the pension do not differ.
    (told,) = re.findall("Statistical comparisons made.*", texts(tested().summary()))
    assert told == (
        "Statistical comparisons made: 6 (confidence level 95%). Even if there were no real differences, "
        "chance would give fewer than one difference. Differences found: 4; at the confidence level 99.8%: 4."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOWNS)
def test_the_counts_add_up(example: Open, name: str, language: str) -> None:
    report = example(name, 2024, language)
    w, counts = report.data.w, counted(report)
    untested = counts.pop("not_testable", 0)
    assert set(counts) <= {"better", "worse", "no_difference"}
    told = texts(report.summary())
    shown = {key: counts.get(key, 0) for key in ("better", "worse", "no_difference")}
    assert w("summary.compared", tested=sum(shown.values()), **shown) in told
    assert sum(shown.values()) + untested == len(judged(report.data))
    assert not untested or w("summary.untested", count=untested) in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOWNS)
def test_chance_is_counted_once_in_a_report(example: Open, name: str, language: str) -> None:
    report = example(name, 2024, language)
    start = report.data.w.texts["told.chance.made"].partition("{")[0]
    blocks = every_block(report)
    assert texts(blocks).count(start) == 1
    assert texts(report.summary()).count(start) == 1
    made = [
        each
        for one in report.data.findings.values()
        for each in (one.country, one.county, one.peers)
        if each is not None and each.outcome != "not_testable"
    ]
    (sentence,) = [line for line in texts(blocks).splitlines() if start in line]
    numbers = [int(number) for number in re.findall(r"\d+", sentence)]
    assert len(made) in numbers
    assert sum(each.outcome != "no_difference" for each in made) in numbers


@pytest.mark.parametrize("name", TOWNS)
def test_the_relatively_largest_trends_come_first_and_six_of_a_kind_are_listed(
    example: Open, name: str
) -> None:
    data = example(name).data
    lists = iter(of_kind(example(name).summary(), "listing"))
    for tendency in ("improving", "worsening"):
        found = tending(data, tendency)
        if not found:
            assert data.w(f"summary.none_{tendency}") in texts(example(name).summary())
            continue
        items = next(lists).items
        assert len(items) == min(len(found), summary.LISTED)
        for one, item in zip(found, items, strict=False):
            first, newest = one.trend.points[0], one.trend.points[-1]
            said = "".join(span.text for span in item)
            assert said.startswith(data.measures[one.indicator].short_title)
            assert f"({newest.year})" in said and said.endswith(f"({first.year})")
            assert one.trend.level is not None


def test_a_trend_is_told_by_its_first_and_its_newest_figure(tested: Open) -> None:
    (found,) = of_kind(tested().summary(), "listing")
    assert [texts([found])] == ["- Unemployed: 12.0% (2023), previously 10.0% (2019)"]
    assert tested().data.w("summary.none_improving") in texts(tested().summary())


def test_what_is_shortened_is_said_to_be(example: Open) -> None:
    data, told = example("Keksilä").data, texts(example("Keksilä").summary())
    long = [len(tending(data, tendency)) > summary.LISTED for tendency in ("improving", "worsening")]
    assert (data.w("summary.chosen") in told) is any(long)
    assert any(long)
    data, told = example("Hiljala").data, texts(example("Hiljala").summary())
    assert data.w("summary.chosen") not in told


def test_key_facts_are_the_registers_with_their_trend(example: Open) -> None:
    (facts,) = of_kind(example("Hiljala", 2024, "fi").summary(), "key_facts")
    assert [(fact.label, fact.value, fact.context) for fact in facts.facts] == [
        ("Väkiluku", f"1{NBSP}835{NBSP}henkilöä", "2024 · laskeva"),
        ("Työttömät", f"9,0{NBSP}%", f"2024 · ei{NBSP}selvää muutosta"),
    ]


def test_a_key_fact_says_which_way_is_better_only_of_what_is_judged(tested: Open, example: Open) -> None:
    (facts,) = of_kind(tested().summary(), "key_facts")
    assert {fact.label: fact.context.replace(NBSP, " ") for fact in facts.facts} == {
        "At-risk-of-poverty rate": "2023 · not computable",
        "Unemployed": "2023 · rising, worsening",
    }
    shown = of_kind(example("Keksilä").summary(), "key_facts")[0].facts
    assert {fact.label: fact.context for fact in shown}["Population"] == "2024 · falling"


def test_without_an_indicator_that_can_be_judged_nothing_is_sorted(small: Open) -> None:
    report = small("Esimerkkilä")
    assert report.data.w("summary.none_judged") in texts(report.summary())
    assert of_kind(report.summary(), "listing") == []


def test_where_nothing_could_be_tested_the_summary_says_so_and_counts_nothing(small: Open) -> None:
    told = texts(small().summary())
    assert small().data.w("summary.none_tested") in told
    assert "chance would give" not in told
    # A trend needs no comparator.
    assert "Unemployed: 15.0% (2023), previously 10.0% (2018)" in told


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
