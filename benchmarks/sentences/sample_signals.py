"""Samples of marks, table cells, candidates for concerns and joys, and whole indicators."""

from __future__ import annotations

from sample_values import REPORT_YEAR, Sample, Say, against, finding, moving, share

from hyte.chapters import told
from hyte.chapters.measure import Measure
from hyte.chapters.signals import told_of
from hyte.chapters.told import Names
from hyte.language.wording import wording
from hyte.statistics.finding import CERTAIN, LIKELY, Estimate, Finding, Spread
from hyte.statistics.signals import signal_of


def short() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        style, text = told.short_verdict(found, measure)
        cells = told.cell_texts(found, measure)
        words = " · ".join((cells.country, cells.county, cells.peers, cells.trend))
        return f"[{style}] {text} | {words}"

    own, small = share(15.0, 1000), share(15.0, 80)
    bad, neutral, index = "bullied_grades_8_9", "single_parent_families", "sickness_index_thl"
    worse, better = against(own, 10.8, "worse", CERTAIN), against(own, 19.9, "better", LIKELY)
    none = against(small, 10.8)
    untested = against(Estimate(2023, 112.3), 100.0, "not_testable", reason="index")
    return [
        Sample(
            "worse, getting worse",
            finding(bad, own, country=worse, county=better, peers=none, trend=moving("rising", slope=0.8)),
            say,
        ),
        Sample(
            "better, getting better",
            finding(bad, own, country=better, trend=moving("falling", slope=-0.8)),
            say,
        ),
        Sample("no difference, no trend", finding(bad, small, country=none, trend=moving("no_trend")), say),
        Sample("no difference from the county", finding(bad, small, county=none), say),
        Sample("no difference from the peers", finding(bad, small, peers=none), say),
        Sample("the same", finding(bad, own, country=against(own, 15.0)), say),
        Sample(
            "neutral, higher, rising",
            finding(
                neutral, own, country=against(own, 10.8, "higher", CERTAIN), trend=moving("rising", slope=0.8)
            ),
            say,
        ),
        Sample(
            "neutral, lower, falling",
            finding(
                neutral, own, country=against(own, 19.9, "lower", LIKELY), trend=moving("falling", slope=-0.8)
            ),
            say,
        ),
        Sample("not testable", finding(index, Estimate(2023, 112.3, reason="index"), country=untested), say),
        Sample(
            "projection",
            finding("population_projection_2040", Estimate(2023, 14_310, reason="projection")),
            say,
        ),
    ]


def chance() -> list[Sample]:
    own = share(15.0, 1000)
    worse = finding("bullied_grades_8_9", own, country=against(own, 10.8, "worse", CERTAIN))
    likely = finding("bullied_grades_8_9", own, country=against(own, 12.6, "worse", LIKELY))
    alike = finding("bullied_grades_8_9", own, country=against(own, 14.8))

    def of(*findings: Finding) -> Say:
        return lambda found, measure, names: told.counted_by_chance(findings, measure.language)

    return [
        Sample("many", worse, of(*[worse] * 60, *[likely] * 14, *[alike] * 106)),
        Sample("about one", worse, of(worse, *[alike] * 19)),
        Sample("fewer than one", worse, of(worse, likely, alike)),
        Sample("none", worse, of(finding("bullied_grades_8_9", own))),
    ]


def candidates() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        signal = signal_of(found, REPORT_YEAR)
        assert signal is not None
        w = wording(measure.language)
        return f"{w(f'signals.{signal.side}s')} – {measure.short_title}: {told_of(signal, measure)}"

    def texts(*keys: str) -> Say:
        return lambda found, measure, names: " | ".join(
            wording(measure.language)(key, years=3) for key in keys
        )

    bad, index = "bullied_grades_8_9", "sickness_index_thl"
    own, aged = share(15.0, 1000), share(15.0, 1000, 2019)
    up, down = moving("rising", slope=0.8), moving("falling", slope=-0.8)
    worse, less = against(own, 10.8, "worse", CERTAIN), against(own, 12.6, "worse", LIKELY)
    better, rather = against(own, 19.9, "better", CERTAIN), against(own, 17.6, "better", LIKELY)
    spread = Spread(292, 84.0, 93.5, 104.2, 115.1, 126.0)
    high, low = Estimate(2023, 121.0, reason="index"), Estimate(2023, 88.0, reason="index")
    return [
        Sample(
            "the head of the page", finding(bad, own), texts("signals.title", "signals.lead", "signals.rule")
        ),
        Sample("nothing", finding(bad, own), texts("signals.none", "signals.no_concerns", "signals.no_joys")),
        Sample("worse than all", finding(bad, own, country=worse, county=less, peers=worse), say),
        Sample("worse and getting worse", finding(bad, own, country=worse, trend=up), say),
        Sample("worse but improving", finding(bad, own, country=worse, trend=down), say),
        Sample(
            "worse than the country but better than the county",
            finding(bad, own, country=worse, county=rather),
            say,
        ),
        Sample("better", finding(bad, own, country=better, trend=down), say),
        Sample(
            "better than the country but worse than the peers",
            finding(bad, own, country=better, peers=less),
            say,
        ),
        Sample("better but getting worse", finding(bad, own, country=better, trend=up), say),
        Sample("only improving", finding(bad, own, trend=down), say),
        Sample("highest quarter, not tested", finding(index, high, spread=spread), say),
        Sample("lowest quarter, not tested", finding(index, low, spread=spread), say),
        Sample("highest quarter but improving", finding(index, high, spread=spread, trend=down), say),
        Sample("lowest quarter but getting worse", finding(index, low, spread=spread, trend=up), say),
        Sample("old", finding(bad, aged, country=against(aged, 10.8, "worse", CERTAIN)), say),
    ]


def whole() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        return " ".join(told.sentences(found, measure, names, 2023))

    own, small = share(15.0, 1000), share(15.0, 80)
    index = Estimate(2023, 112.3, reason="index")
    return [
        Sample(
            "a school survey",
            finding(
                "bullied_grades_8_9",
                small,
                country=against(small, 10.8),
                county=against(small, 11.0),
                peers=against(small, 10.5),
                trend=moving("no_trend", p_value=0.4),
            ),
            say,
        ),
        Sample(
            "unemployment",
            finding(
                "unemployed",
                own,
                country=against(own, 10.8, "worse", CERTAIN),
                county=against(own, 12.8, "worse", LIKELY),
                peers=against(own, 14.1),
                trend=moving("falling", slope=-0.8),
            ),
            say,
        ),
        Sample(
            "an index",
            finding(
                "sickness_index_thl",
                index,
                country=against(index, 100.0, "not_testable", reason="index"),
                peers=against(index, 109.8, "not_testable", reason="index", persons=None),
                trend=moving("falling", slope=-1.4, method="mann_kendall", level=LIKELY),
                spread=Spread(292, 84.0, 93.5, 104.2, 115.1, 126.0),
            ),
            say,
        ),
    ]
