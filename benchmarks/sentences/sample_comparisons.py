"""Samples of comparisons with the country, the county and the peers."""

from __future__ import annotations

from sample_values import Sample, against, finding, share

from hyte.chapters import told
from hyte.chapters.measure import Measure
from hyte.chapters.told import Names
from hyte.statistics.finding import CERTAIN, LIKELY, Comparison, Estimate, Finding, Untestable


def compared() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        return told.comparison(found, measure, names)

    bad, own = "bullied_grades_8_9", share(15.0, 1000)
    good, neutral = "turnout_municipal_elections", "single_parent_families"
    small = share(15.0, 80)
    huge = share(15.0, 400_000)

    def one(
        indicator: str,
        own: Estimate,
        country: Comparison | None,
        county: Comparison | None = None,
        peers: Comparison | None = None,
    ) -> Finding:
        return finding(indicator, own, country=country, county=county, peers=peers)

    def up(value: float, level: float = CERTAIN, own: Estimate = own, **more: float) -> Comparison:
        return against(own, value, "worse", level, **more)  # type: ignore[arg-type]

    def down(value: float, level: float = CERTAIN, own: Estimate = own) -> Comparison:
        return against(own, value, "better", level)

    def no(value: float, own: Estimate = own) -> Comparison:
        return against(own, value)

    return [
        Sample("clearly worse than all three", one(bad, own, up(10.8), up(11.0), up(10.5)), say),
        Sample(
            "clearly worse, worse, no difference", one(bad, own, up(10.8), up(12.8, LIKELY), no(14.1)), say
        ),
        Sample(
            "worse than the country, no difference otherwise",
            one(bad, own, up(12.6, LIKELY), no(14.1), no(14.4)),
            say,
        ),
        Sample("much worse", one(bad, own, up(7.2)), say),
        Sample("slightly worse, likely", one(bad, own, up(14.6, LIKELY)), say),
        Sample("slightly worse, certain, in a large city", one(bad, huge, up(14.6, own=huge)), say),
        Sample("better", one(bad, own, down(17.6, LIKELY), down(19.9), down(18.0, LIKELY)), say),
        Sample("better than one", one(bad, own, down(17.6, LIKELY), no(15.4)), say),
        Sample("better and worse", one(bad, own, down(19.9), up(10.8), no(15.4)), say),
        Sample("better, worse and the same", one(bad, own, down(19.9), up(10.8), no(15.0)), say),
        Sample("no difference", one(bad, small, no(10.8, small), no(11.0, small), no(10.5, small)), say),
        Sample("no difference from one", one(bad, small, no(10.8, small)), say),
        Sample("the same", one(bad, own, no(15.0), no(15.0)), say),
        Sample("the same, and no difference", one(bad, own, no(15.0), no(14.7), no(15.1)), say),
        Sample("worse than one, the same as another", one(bad, own, up(10.8), no(15.0)), say),
        Sample(
            "higher is better",
            one(good, own, against(own, 12.0, "better", LIKELY), against(own, 20.1, "worse", CERTAIN)),
            say,
        ),
        Sample(
            "neutral, higher and lower",
            one(neutral, own, against(own, 10.8, "higher", CERTAIN), against(own, 18.2, "lower", LIKELY)),
            say,
        ),
        Sample(
            "neutral, lower than all",
            one(neutral, own, *(against(own, 18.2, "lower", LIKELY) for _ in range(3))),
            say,
        ),
        Sample(
            "rate",
            one(
                "property_offences",
                Estimate(2023, 31.2, 1000, 566, 18_131),
                against(Estimate(2023, 31.2, 1000), 24.5, "worse", CERTAIN),
            ),
            say,
        ),
        Sample(
            "county and peers missing", one(bad, own, up(10.8), against(own, None), against(own, None)), say
        ),
    ]


def untested() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        return told.comparison(found, measure, names)

    def one(indicator: str, value: float, others: tuple[float, ...], reason: Untestable) -> Finding:
        own = Estimate(2023, value, reason=reason)
        made = [against(own, other, "not_testable", reason=reason) for other in others]
        made += [None] * (3 - len(made))  # type: ignore[list-item]
        return finding(indicator, own, country=made[0], county=made[1], peers=made[2])

    index, own = "sickness_index_thl", share(15.0, 1000)
    median = finding(
        index,
        Estimate(2023, 112.3, reason="index"),
        country=against(Estimate(2023, 112.3), 100.0, "not_testable", reason="index"),
        peers=against(Estimate(2023, 112.3), 109.8, "not_testable", reason="index", persons=None),
    )
    mixed = finding(
        "bullied_grades_8_9",
        own,
        country=against(own, 10.8, "worse", CERTAIN),
        peers=against(own, 12.2, "not_testable", reason="no_denominator", persons=None),
    )
    same = finding(
        "bullied_grades_8_9",
        own,
        country=against(own, 10.8, "worse", CERTAIN),
        county=against(own, 15.0, "not_testable", reason="same_area"),
    )
    return [
        Sample("index, and the peers' median", median, say),
        Sample("score", one("tea_basic_education_total", 71.0, (74.0, 70.0, 69.0), "index"), say),
        Sample("money", one("loans", 3_250.0, (3_410.0, 2_980.0), "money"), say),
        Sample("mean", one("trust_in_decisions_adults", 3.1, (3.0,), "mean"), say),
        Sample("no denominator", one("bullied_grades_8_9", 15.0, (10.8, 11.0, 10.5), "no_denominator"), say),
        Sample("hidden", one("bullied_grades_8_9", 15.0, (10.8,), "hidden"), say),
        Sample("count", one("population", 18_131.0, (5_600_000.0,), "count"), say),
        Sample("projection", one("population_projection_2040", 14_310.0, (5_700_000.0,), "projection"), say),
        Sample("one tested, the peers not", mixed, say),
        Sample("the county is the municipality", same, say),
    ]
