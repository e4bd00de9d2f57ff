"""What most deserves attention, good and bad: candidates for concerns and joys, ranked by size and certainty.

Each candidate is scored, and the sign of the score tells its side:

    score = (position + trend) × age

    position = Σ weight × certainty × size over the comparators that it differs from, the good ones positive;
        weight: country 1, county and peers ½ each, because both lie inside the country;
        certainty: 1 at 99.8 per cent, 0.6 at 95 per cent;
        size: distance in units of the municipalities' middle half (q3 − q1), at most 3.
    position = 0.3 × size from the median, for a figure that cannot be tested and lies in the outer quarter;
    trend = ½ × certainty × size of five years' change at its slope, the improving one positive;
    age = ½ when the figure is more than three years older than the report, else 1.

A tested position decides the side: what is worse than the country and improving stays a candidate for a
concern, with both reasons, and the trend takes at most half of its score. So does a tested trend beside a
position that was not tested. Where the municipalities' spread is not known, a quarter of the larger of the
two figures stands in for it. Of indicators that ask one question of several groups the strongest is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from hyte.model import Direction
from hyte.statistics.finding import CERTAIN, Comparison, Finding

Side = Literal["concern", "joy"]
Against = Literal["country", "county", "peers"]

_WEIGHTS: tuple[tuple[Against, float], ...] = (("country", 1.0), ("county", 0.5), ("peers", 0.5))
LIKELY_WEIGHT = 0.6
"""What a difference at 95 per cent counts beside one at 99.8 per cent: one in twenty of them is chance."""
UNTESTED_WEIGHT = 0.3
"""Half of a difference at 95 per cent: a place among municipalities that nothing has tested."""
TREND_WEIGHT = 0.5
TREND_YEARS = 5
MOST = 3.0
"""Beyond three middle halves a figure is extreme anyway; how extreme would drown all others."""
OLD = 3
OLD_WEIGHT = 0.5
STAND_IN = 0.25
"""The middle half of Finnish municipalities' figures is typically a quarter of their level, or wider."""

_NEVER = ("projection", "hidden", "count")
"""Reasons for which a figure's place among municipalities means nothing."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A candidate with its reasons.

    `better` and `worse` are the comparators that the figure differs from, in the order country, county,
    peers. `quarter` is its quarter among all municipalities (1 the lowest or 4 the highest) when the figure
    could not be tested. `trend` is "improving" or "worsening" when there is a trend. `old` marks a figure
    more than three years older than the report.
    """

    finding: Finding
    side: Side
    score: float
    better: tuple[Against, ...] = ()
    worse: tuple[Against, ...] = ()
    quarter: int | None = None
    trend: Literal["improving", "worsening"] | None = None
    old: bool = False

    @property
    def tested(self) -> bool:
        """Whether a test speaks for the side that it is on."""
        mine = self.worse if self.side == "concern" else self.better
        return bool(mine) or self.trend == ("worsening" if self.side == "concern" else "improving")


@dataclass(frozen=True, slots=True)
class Signals:
    """Candidates for concerns and for joys, the strongest first."""

    concerns: tuple[Signal, ...] = ()
    joys: tuple[Signal, ...] = ()


def signals(
    findings: Iterable[Finding],
    *,
    report_year: int,
    key_facts: Collection[str] = (),
    left_out: Collection[str] = (),
    questions: Mapping[str, str] | None = None,
    limit: int = 6,
) -> Signals:
    """Rank findings as candidates; only indicators of which a higher figure is better or worse.

    Parameters
    ----------
    findings : iterable of Finding
        Those of one municipality, one sex each.
    report_year : int
        Year of the report, for the age of the figures.
    key_facts, left_out : collection of str
        Indicators that come first among equals, and such as are no candidates (parts of a total).
    questions : mapping, optional
        The question by indicator, for those that ask the same of several groups.
    limit : int
        At most so many of each side.
    """
    asked = questions or {}
    found = (signal_of(finding, report_year) for finding in findings if finding.indicator not in left_out)
    ranked = sorted(
        (signal for signal in found if signal is not None),
        key=lambda signal: (
            -round(abs(signal.score), 9),
            signal.finding.indicator not in key_facts,
            signal.finding.indicator,
            signal.finding.sex,
        ),
    )
    sides: dict[Side, dict[str, Signal]] = {"concern": {}, "joy": {}}
    for signal in ranked:
        indicator = signal.finding.indicator
        sides[signal.side].setdefault(asked.get(indicator, indicator), signal)
    return Signals(*(tuple(side.values())[:limit] for side in (sides["concern"], sides["joy"])))


def signal_of(finding: Finding, report_year: int) -> Signal | None:
    """The candidate that a finding makes, None when nothing about it stands out."""
    if finding.direction is Direction.NEUTRAL or finding.own.reason in ("projection", "hidden"):
        return None
    better = tuple(name for name, _ in _WEIGHTS if _outcome(finding, name) == "better")
    worse = tuple(name for name, _ in _WEIGHTS if _outcome(finding, name) == "worse")
    position = _tested_position(finding)
    untested, quarter = (0.0, None) if better or worse else _untested_position(finding)
    moving = _trend(finding)
    lead, follow = (position, moving) if position else (moving, untested) if moving else (untested, 0.0)
    if not lead:
        return None
    if lead * follow < 0:
        follow = -lead * min(abs(follow) / abs(lead), 0.5)
    old = report_year - finding.own.year > OLD
    score = (lead + follow) * (OLD_WEIGHT if old else 1.0)
    tendency = finding.tendency
    return Signal(
        finding,
        "joy" if score > 0 else "concern",
        abs(score),
        better,
        worse,
        quarter,
        tendency if tendency in ("improving", "worsening") else None,
        old,
    )


def _outcome(finding: Finding, against: Against) -> str:
    made = _comparison(finding, against)
    return made.outcome if made is not None and made.other is not None else "not_testable"


def _comparison(finding: Finding, against: Against) -> Comparison | None:
    return {"country": finding.country, "county": finding.county, "peers": finding.peers}[against]


def _tested_position(finding: Finding) -> float:
    total = 0.0
    for against, weight in _WEIGHTS:
        made = _comparison(finding, against)
        if made is None or made.other is None or made.outcome not in ("better", "worse"):
            continue
        sign = 1.0 if made.outcome == "better" else -1.0
        size = _size(finding, made.own.value - made.other.value, made.other.value)
        total += sign * weight * _certainty(made.level) * size
    return total


def _untested_position(finding: Finding) -> tuple[float, int | None]:
    """The place of a figure that nothing could test, when it lies in the outer quarter of municipalities."""
    spread, own = finding.spread, finding.own
    made = (finding.country, finding.county, finding.peers)
    untestable = own.reason is not None and own.reason not in _NEVER
    if spread is None or not untestable or any(each is not None and each.level for each in made):
        return 0.0, None
    # Where many figures are equal the borders meet, and only what lies beyond them is in an outer quarter.
    quarter = 1 if own.value < spread.q1 else 4 if own.value > spread.q3 else None
    if quarter is None:
        return 0.0, None
    good = (quarter == 4) == (finding.direction is Direction.HIGHER_IS_BETTER)
    size = UNTESTED_WEIGHT * _size(finding, own.value - spread.median, spread.median)
    return (size if good else -size), quarter


def _trend(finding: Finding) -> float:
    if finding.tendency not in ("improving", "worsening"):
        return 0.0
    trend = finding.trend
    values = [point.value for point in trend.points if point.value is not None]
    change = 0.0
    if trend.slope is not None:
        change = trend.slope * TREND_YEARS
    elif len(values) > 1:
        change = values[-1] - values[0]
    size = TREND_WEIGHT * _certainty(trend.level) * _size(finding, change, finding.own.value)
    return size if finding.tendency == "improving" else -size


def _size(finding: Finding, distance: float, beside: float) -> float:
    spread = finding.spread
    unit = spread.q3 - spread.q1 if spread is not None else 0.0
    if unit <= 0:
        unit = STAND_IN * max(abs(finding.own.value), abs(beside))
    return min(abs(distance) / unit, MOST) if unit > 0 else 0.0


def _certainty(level: float | None) -> float:
    return 1.0 if level == CERTAIN else LIKELY_WEIGHT
