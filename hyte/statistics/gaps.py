"""The gap between two population groups of one municipality, and which gaps are the widest.

Whether there is one follows the rule for two figures of `hyte.statistics.comparison`: the interval of the
difference leaves zero out, and rounding cannot explain it. The interval adds the distances of both figures to
their own limits in squares; for proportions that is Newcombe's, for rates that of Zou and Donner
(`hyte.statistics.differences`).

How wide a gap is, is told by Cohen's h (J. Cohen: Statistical power analysis for the behavioral sciences,
2nd edition, 1988, chapter 6): the difference of two shares on the arcsine scale, where their standard
deviation is the same everywhere. Two percentage points weigh more at 3 per cent than at 50, and a share and
its complement give the same width. For rates, which have no complement, it is the limit of the same measure
for rare events; for means the difference in pooled standard deviations (Cohen's d). A ratio would put what
touches a handful of people first; h puts first what touches many.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Literal

from hyte.model import Direction
from hyte.statistics.finding import LEVELS, LIKELY, Estimate, Untestable

Outcome = Literal["differs", "no_difference", "not_testable"]

_RATES = ("byar", "exact")


@dataclass(frozen=True, slots=True)
class Gap:
    """What parts two groups that have no members in common, in the same year.

    `difference` is the first group's printed figure minus the second's; `low` and `high` are the ends of
    its 95 per cent interval, in the indicator's own unit, None when it is not testable. `level` is the
    highest of `LEVELS` at which the groups differ, None when they do not. `width` is Cohen's h or d with
    its sign, None when it cannot be told.
    """

    first: Estimate
    second: Estimate
    direction: Direction
    difference: float
    outcome: Outcome
    low: float | None = None
    high: float | None = None
    level: float | None = None
    p_value: float | None = None
    width: float | None = None
    reason: Untestable | None = None

    @property
    def worse_off(self) -> Literal["first", "second"] | None:
        """The group that is worse off; None without a difference or when no direction is better."""
        if self.outcome != "differs" or self.direction is Direction.NEUTRAL:
            return None
        higher_is_worse = self.direction is Direction.LOWER_IS_BETTER
        return "first" if (self.difference > 0) == higher_is_worse else "second"


def gap(first: Estimate, second: Estimate, direction: Direction, decimals: int) -> Gap:
    """Compare two groups' figures of one year.

    Parameters
    ----------
    first, second : Estimate
        In the same unit and of the same year; nobody belongs to both groups.
    direction : Direction
        Whether a higher figure is better.
    decimals : int
        Decimals that are printed. Figures that are printed alike do not differ, however large the groups.

    Raises
    ------
    ValueError
        When the two are of different years or bases.
    """
    if first.year != second.year or first.base != second.base:
        raise ValueError("only figures of one year and base can be compared")
    # Imported late: numpy and scipy are slow to start, and most of the report does not need them.
    from hyte.statistics.comparison import compare
    from hyte.statistics.differences import square_and_add

    found = compare(first, second, direction, decimals=decimals, how="difference")
    assert found.difference is not None
    one, other = first.interval(LIKELY), second.interval(LIKELY)
    if found.outcome == "not_testable" or one is None or other is None:
        reason = found.reason or "no_denominator"
        return Gap(first, second, direction, found.difference, "not_testable", reason=reason)
    low, high = square_and_add(first.value, (one.low, one.high), second.value, (other.low, other.high))
    return Gap(
        first,
        second,
        direction,
        found.difference,
        "no_difference" if found.level is None else "differs",
        low=float(low),
        high=float(high),
        level=found.level,
        p_value=found.p_value,
        width=_width(first, second),
    )


def among_pairs(found: Gap, pairs: int) -> Gap:
    """The same gap as one of several pairs that were compared at once, by Bonferroni's correction.

    Of four school levels, six pairs can be made, and the widest of them would differ by chance alone in
    about a fifth of all cases. The level never rises by it.
    """
    if found.p_value is None or found.level is None or pairs <= 1:
        return found
    corrected = min(1.0, found.p_value * pairs)
    reached = [level for level in LEVELS if level <= found.level and corrected <= 1 - level]
    level = max(reached) if reached else None
    return replace(found, p_value=corrected, level=level, outcome="differs" if level else "no_difference")


def widest(gaps: Mapping[str, Gap], count: int) -> tuple[tuple[str, Gap], ...]:
    """The widest gaps by id: those that are certain first, as chance is widest where groups are small.

    Only gaps that exist are given. Within a level the wider comes first, and of equally wide ones the id that
    is first in the alphabet.
    """
    existing = [(id, found) for id, found in gaps.items() if found.outcome == "differs"]
    existing.sort(key=lambda item: (-(item[1].level or 0.0), -abs(item[1].width or 0.0), item[0]))
    return tuple(existing[:count])


def _width(first: Estimate, second: Estimate) -> float | None:
    if first.base:
        if any(estimate.intervals[0].method in _RATES for estimate in (first, second)):
            return 2 * (_root(first) - _root(second))
        return 2 * (math.asin(min(1.0, _root(first))) - math.asin(min(1.0, _root(second))))
    deviations = [_deviation(estimate) for estimate in (first, second)]
    if any(not deviation for deviation in deviations):
        return None
    sizes = [(estimate.denominator or 0.0) - 1 for estimate in (first, second)]
    pooled = math.sqrt(sum(n * (d or 0.0) ** 2 for n, d in zip(sizes, deviations, strict=True)) / sum(sizes))
    return (first.value - second.value) / pooled


def _root(estimate: Estimate) -> float:
    return math.sqrt(max(0.0, estimate.value) / (estimate.base or 1.0))


def _deviation(estimate: Estimate) -> float | None:
    """Standard deviation of a mean's answers, from its interval and the number of answers."""
    ends, number = estimate.interval(LIKELY), estimate.denominator
    if ends is None or number is None or number < 2:
        return None
    half = (ends.high - ends.low) / 2
    return half / NormalDist().inv_cdf((1 + LIKELY) / 2) * math.sqrt(number)
