"""Samples of what figures are called, of the newest figure, and of its place among municipalities."""

from __future__ import annotations

from dataclasses import replace

from sample_values import REPORT_YEAR, Sample, Say, finding, share, variants

from hyte.chapters import told
from hyte.chapters.measure import Measure
from hyte.chapters.told import Names
from hyte.language.wording import wording
from hyte.model import Kind
from hyte.statistics.estimate import estimate
from hyte.statistics.finding import Estimate, Finding, Spread
from hyte.statistics.series import Point


def nouns() -> list[Sample]:
    def forms(key: str) -> Say:
        names = ("noun", "from", "larger", "smaller", "same", "risen", "fallen")
        rules = ("larger_is_better", "smaller_is_better")

        def say(found: Finding, measure: Measure, _: Names) -> str:
            w = wording(measure.language)
            return " · ".join(w(f"told.noun.{key}.{form}") for form in (*names, *rules))

        return say

    found = finding("unemployed", share(15.0, 1000))
    every = ("share", "rate", "figure", "number", "amount", "index", "score")
    return [Sample(key, found, forms(key)) for key in every]


def levels() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        return told.level(found, measure, names, REPORT_YEAR - 1)

    def later(found: Finding, measure: Measure, names: Names) -> str:
        return told.level(found, measure, names, REPORT_YEAR, preliminary=found.own.year == 2023)

    def one(indicator: str, own: Estimate, **more: object) -> Finding:
        return finding(indicator, own, **more)  # type: ignore[arg-type]

    def rate(value: float, events: float, persons: float, indicator: str = "property_offences") -> Finding:
        point = Point(2023, value, numerator=events, denominator=persons)
        return one(indicator, estimate(point, kind=Kind.RATE, base=1000))

    large = share(15.0, 1000)
    return [
        *(
            Sample(f"share, variant {letter}", one(id, large), say)
            for letter, id in variants("told.level.now")
        ),
        Sample("small numbers of respondents", one("bullied_grades_8_9", share(15.0, 80)), say),
        Sample(
            "small numbers of persons", one("unemployed", share(12.0, 90)), say, {"share_of": "population"}
        ),
        Sample("small numbers of neither", one("unemployed", share(12.0, 90)), say, {"share_of": None}),
        Sample(
            "numbers too small to print", one("unemployed", share(2.5, 120)), say, {"share_of": "population"}
        ),
        Sample(
            "numerator reckoned from the population",
            one("unemployed", replace(share(12.0, 90), basis="population")),
            say,
            {"share_of": "population"},
        ),
        Sample("rate", rate(24.1, 437, 18_131), say),
        Sample("rate of few events", rate(1.7, 12, 7_000), say),
        Sample("rate of no events", rate(0.0, 0, 7_000), say),
        Sample("number of people", one("population", Estimate(2023, 18_131, reason="count")), say),
        Sample("one", one("population", Estimate(2023, 1, reason="count")), say),
        Sample("loss", one("net_migration_persons", Estimate(2023, -118, reason="count")), say),
        Sample("money", one("loans", Estimate(2023, 3_250, reason="money")), say),
        Sample("index", one("sickness_index_thl", Estimate(2023, 112.3, reason="index")), say),
        Sample("women", one("unemployed", large, sex="female"), say),
        Sample("men", one("unemployed", large, sex="male"), say),
        Sample("girls", one("bullied_grades_8_9", large, sex="female"), say),
        Sample("boys", one("bullied_grades_8_9", large, sex="male"), say),
        Sample("a year before the report, preliminary", one("unemployed", large), later),
        Sample("a year before the report, other variant", one("bullied_grades_8_9", large), later),
        Sample("old", one("bullied_grades_8_9", share(15.0, 1000, 2019)), later),
        Sample(
            "projection",
            one("population_projection_2040", Estimate(2023, 14_310, reason="projection")),
            say,
        ),
    ]


def positions() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        return told.position(found, measure)

    spread = Spread(292, 84.0, 93.5, 104.2, 115.1, 126.0)
    index = "sickness_index_thl"
    made = [
        Sample(about, finding(index, Estimate(2023, value, reason="index"), spread=spread), say)
        for about, value in (("lowest quarter", 90.1), ("middle half", 101.4), ("highest quarter", 118.7))
    ]
    wide = replace(share(15.0, 40))
    shares = Spread(203, 5.1, 7.4, 9.2, 12.0, 15.5)
    return [
        *made,
        Sample(
            "interval over several quarters",
            finding("bullied_grades_8_9", share(11.0, 80), spread=shares),
            say,
        ),
        Sample(
            "whole interval in the highest quarter",
            finding("bullied_grades_8_9", replace(wide, intervals=()), spread=shares),
            say,
        ),
    ]
