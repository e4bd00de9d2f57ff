"""Samples of trends, and of why there is none."""

from __future__ import annotations

from sample_values import Sample, finding, moving, share, stopped, variants

from hyte.chapters import told
from hyte.chapters.measure import Measure
from hyte.chapters.told import Names
from hyte.statistics.finding import LIKELY, Estimate, Finding, Trend


def trends() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        return told.trend(found, measure)

    own = share(13.4, 1000)

    def one(indicator: str, made: Trend, own: Estimate = own) -> Finding:
        return finding(indicator, own, trend=made)

    falling = (13.4, 12.4, 11.6, 11.0, 10.1)
    people = (18_900.0, 18_700.0, 18_510.0, 18_330.0, 18_131.0)
    return [
        Sample("worsening share", one("bullied_grades_8_9", moving("rising", slope=0.81)), say),
        Sample(
            "worsening share, other variant",
            one("bullied_upper_secondary", moving("rising", slope=0.81)),
            say,
        ),
        Sample("improving share", one("bullied_grades_8_9", moving("falling", falling, slope=-0.81)), say),
        Sample(
            "improving share where higher is better, likely",
            one("turnout_municipal_elections", moving("rising", slope=0.81, level=LIKELY)),
            say,
        ),
        Sample("neutral share", one("single_parent_families", moving("rising", slope=0.4)), say),
        Sample(
            "one percentage point a year",
            one("bullied_grades_8_9", moving("rising", slope=1.0)),
            say,
            {"decimals": 0},
        ),
        Sample(
            "slope smaller than the figures' decimals",
            one("bullied_grades_8_9", moving("rising", slope=0.04)),
            say,
        ),
        Sample(
            "rate, from the source's intervals",
            one("property_offences", moving("falling", falling, slope=-1.2, method="weighted_regression")),
            say,
        ),
        Sample(
            "number of people",
            one(
                "population",
                moving("falling", people, slope=-192.3, method="mann_kendall", level=LIKELY),
                Estimate(2023, 18_131, reason="count"),
            ),
            say,
        ),
        Sample(
            "growing number of people",
            one(
                "population",
                moving("rising", people[::-1], slope=192.3, method="mann_kendall", level=LIKELY),
                Estimate(2023, 18_900, reason="count"),
            ),
            say,
        ),
        Sample(
            "money",
            one(
                "loans",
                moving(
                    "rising",
                    (2_810.0, 2_900.0, 3_020.0, 3_100.0, 3_250.0),
                    slope=108.0,
                    method="mann_kendall",
                    level=LIKELY,
                ),
                Estimate(2023, 3_250, reason="money"),
            ),
            say,
        ),
        Sample(
            "index, slope not known",
            one(
                "sickness_index_thl",
                moving("falling", (118.0, 117.1, 115.9, 114.0, 112.3), method="mann_kendall", level=LIKELY),
                Estimate(2023, 112.3, reason="index"),
            ),
            say,
        ),
        Sample("slope not known, other variant", one("bullied_upper_secondary", moving("rising")), say),
        Sample("years not known", one("bullied_grades_8_9", moving("rising", ())), say),
        Sample("since a break", one("bullied_grades_8_9", moving("rising", slope=0.81, since=2019)), say),
    ]


def no_trends() -> list[Sample]:
    def say(found: Finding, measure: Measure, names: Names) -> str:
        return told.trend(found, measure)

    own = share(13.4, 1000)

    def one(indicator: str, made: Trend) -> Finding:
        return finding(indicator, own, trend=made)

    flat = (12.9, 13.6, 12.7, 13.9, 13.4)
    a = "bullied_grades_8_9"
    reasons_given: list[tuple[str, Trend]] = [
        ("too few years", stopped("too_few", 3)),
        ("one year", stopped("too_few", 1)),
        ("too few years, not known how many", stopped("too_few")),
        ("too few rounds of a survey", stopped("too_few_rounds", 3)),
        ("one round", stopped("too_few_rounds", 1)),
        ("too few rounds, not known how many", stopped("too_few_rounds")),
        ("break", stopped("broken", 2, 2021)),
        ("break, year not known", stopped("broken", 2)),
        ("border change", stopped("border_change", 2, 2021)),
        ("border change, year not known", stopped("border_change", 2)),
        ("gap", stopped("gap", 2)),
        ("projection", stopped("projection")),
        ("hidden", stopped("hidden")),
        ("no figure", stopped("no_figure")),
    ]
    return [
        *(
            Sample(f"no trend, variant {letter}", one(id, moving("no_trend", flat, p_value=0.4)), say)
            for letter, id in variants("told.trend.no_trend")
        ),
        Sample("no trend, years not known", one(a, moving("no_trend", ())), say),
        Sample("too small or too uneven for the rule", one(a, moving("no_trend", flat, p_value=0.03)), say),
        Sample("no trend since a break", one(a, moving("no_trend", flat, since=2019)), say),
        *(Sample(about, one(a, made), say) for about, made in reasons_given),
        *(
            Sample(f"too few years, variant {letter}", one(id, stopped("too_few", 3)), say)
            for letter, id in variants("told.trend.not_computable")
        ),
    ]
