"""What the rules say of one indicator's newest figure: the values that statistics hand to chapters.

Only data and what follows from them at once; each rule has a module of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hyte.model import Direction
from hyte.statistics.series import Point

CERTAIN = 0.998
LIKELY = 0.95
LEVELS: tuple[float, float] = (LIKELY, CERTAIN)
"""Confidence levels of every comparison, as in England's local health profiles."""

IntervalMethod = Literal["wilson", "byar", "exact", "t", "source"]
"""Wilson's score, Byar's approximation, exact Poisson, Student's t, or given by the source itself."""

Basis = Literal["given", "derived", "population"]
"""Where the denominator is from: the file, the file's numerator and value, or the table of population."""

Untestable = Literal[
    "no_figure",
    "no_denominator",
    "index",
    "money",
    "count",
    "mean",
    "projection",
    "no_benchmark",
    "same_area",
    "hidden",
]
"""Why a figure is not tested: an index, a sum of money, a count and a mean without n have no interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval in the indicator's own unit; `level` is its confidence between 0 and 1."""

    low: float
    high: float
    level: float
    method: IntervalMethod


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure of one year with its interval at each of `LEVELS`, or the reason why it has none.

    `numerator` and `denominator` are persons or events; `value` is per `base` of the denominator.
    """

    year: int
    value: float
    base: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    basis: Basis | None = None
    intervals: tuple[Interval, ...] = ()
    reason: Untestable | None = None

    def interval(self, level: float = LIKELY) -> Interval | None:
        """The interval at a confidence level, None when there is none."""
        return next((item for item in self.intervals if item.level == level), None)


ComparisonOutcome = Literal["better", "worse", "higher", "lower", "no_difference", "not_testable"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The newest figure beside that of a larger area or of the peers, same year and sex.

    `level` is the highest of `LEVELS` at which the two differ, None when they do not. `difference` is own
    minus the other, of the printed figures. `own_share` is the municipality's share of the other's
    denominator when it is part of it, else 0; None when it is part and the share is not known.
    """

    outcome: ComparisonOutcome
    own: Estimate
    other: Estimate | None
    difference: float | None
    level: float | None = None
    p_value: float | None = None
    own_share: float | None = 0.0
    reason: Untestable | None = None


TrendOutcome = Literal["rising", "falling", "no_trend", "not_computable"]
TrendMethod = Literal["weighted_regression", "chi_squared", "mann_kendall"]
NoTrend = Literal[
    "too_few", "broken", "border_change", "gap", "projection", "hidden", "no_figure", "too_few_rounds"
]
"""Why a trend is not computed."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Where the last unbroken figures are going, by a published rule.

    `slope` is in the indicator's unit per year. `points` are those that the rule saw, in the order of years.
    `since` is the year of the break that cut the series, when one did. `level` is as in `Comparison`.
    """

    outcome: TrendOutcome
    points: tuple[Point, ...] = ()
    method: TrendMethod | None = None
    slope: float | None = None
    p_value: float | None = None
    level: float | None = None
    since: int | None = None
    survey: bool = False
    reason: NoTrend | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of the figures of many municipalities in one year: how many, and their percentiles."""

    municipalities: int
    p10: float
    q1: float
    median: float
    q3: float
    p90: float

    def quarter(self, value: float) -> int:
        """Quarter of the municipalities that a value lies in, 1 with the lowest to 4 with the highest."""
        return 1 + sum(value > border for border in (self.q1, self.median, self.q3))


@dataclass(frozen=True, slots=True)
class Finding:
    """All that the rules say of one indicator and sex of one municipality, for its newest figure."""

    indicator: str
    sex: str
    direction: Direction
    own: Estimate
    country: Comparison | None
    county: Comparison | None
    peers: Comparison | None
    trend: Trend
    spread: Spread | None = None
    """Of all municipalities that have a figure of that year."""

    @property
    def quarters(self) -> tuple[int, int] | None:
        """Quarters of all municipalities that the interval reaches (the figure's own twice without one)."""
        if self.spread is None:
            return None
        ends = self.own.interval(LIKELY)
        low, high = (ends.low, ends.high) if ends else (self.own.value, self.own.value)
        return self.spread.quarter(low), self.spread.quarter(high)

    @property
    def tendency(
        self,
    ) -> Literal["improving", "worsening", "rising", "falling", "no_trend", "not_computable"]:
        """The trend judged by the indicator's direction; a neutral one is never judged."""
        outcome = self.trend.outcome
        if outcome not in ("rising", "falling") or self.direction is Direction.NEUTRAL:
            return outcome
        better = (outcome == "rising") == (self.direction is Direction.HIGHER_IS_BETTER)
        return "improving" if better else "worsening"
