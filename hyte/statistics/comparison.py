"""Whether a municipality's figure differs from that of a larger area, or from its peers, by more than chance.

Against the country and the county the rule is that of England's local health profiles: the figure differs
when its whole interval lies on one side of the other's value. The other's own chance is left out, as it is
little. That the municipality is a part of the other makes the rule cautious: with a share s of the other's
people, the difference varies with only (1 - s) times the variance of the municipality's own figure.

Against peers, of whom there are few, the difference of the two figures has an interval (`differences`), and
that must not hold zero.

Figures are rounded. Two of them differ only when they do so by more than rounding can explain, and never when
they are printed alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

from scipy.special import gammainc, gammaincc, ndtr

from hyte.model import Direction
from hyte.statistics.differences import difference_p_value, rate_difference_p_value, square_and_add
from hyte.statistics.estimate import counted_intervals
from hyte.statistics.finding import (
    LEVELS,
    LIKELY,
    Basis,
    Comparison,
    ComparisonOutcome,
    Estimate,
    Untestable,
)
from hyte.statistics.intervals import normal_quantile
from hyte.statistics.peers import FEWEST_PEERS

How = Literal["interval", "difference"]

ALL_OF_IT = 0.999
"""From this share of the other's people on, the two are one area."""

_RATES = ("byar", "exact")


def compare(
    own: Estimate,
    other: Estimate | None,
    direction: Direction,
    *,
    decimals: int,
    part_of: bool = False,
    how: How = "interval",
) -> Comparison:
    """Compare a figure with another of the same year and sex.

    The p-value is two-sided and of the test that belongs to the interval: the score test against Wilson's,
    the exact Poisson test against Byar's and the exact interval, a normal distribution as wide as the
    source's own; between two figures those of `differences`. It is 1 when rounding alone explains the
    difference. The outcome follows the interval and the printed figures, not the p-value.

    Parameters
    ----------
    own, other : Estimate
        The municipality's figure, and that which it is compared with; without another nothing is tested.
    direction : Direction
        Whether more is better; a neutral indicator is only higher or lower.
    decimals : int
        Decimals that the indicator is printed with.
    part_of : bool
        Whether the municipality is inside the other area.
    how : {"interval", "difference"}
        Own interval against the other's value, or the interval of the difference against zero.

    Raises
    ------
    ValueError
        When the two are not of one year or not per the same number.
    """
    if other is None:
        share = None if part_of else 0.0
        return Comparison("not_testable", own, None, None, own_share=share, reason="no_benchmark")
    if own.year != other.year or (own.base or other.base) != (other.base or own.base):
        raise ValueError("only figures of one year and per the same number are compared")
    difference = round(round(own.value, decimals) - round(other.value, decimals), decimals) + 0.0
    share = _share(own, other) if part_of else 0.0
    reason = _untestable(own, other, share, how)
    if reason is not None:
        return Comparison("not_testable", own, other, difference, own_share=share, reason=reason)
    gap = _figure(own) - _figure(other)
    roundings = _rounding(own, decimals), _rounding(other, decimals)
    slack = sum(roundings)
    # What is printed must differ too, and in the same direction.
    seen = difference * gap > 0
    differs = [level for level in LEVELS if seen and _apart(own, other, level, slack, how)]
    p_value = 1.0
    if abs(gap) > slack:
        test = _p_against_value if how == "interval" else _p_of_difference
        p_value = test(own, other, gap, roundings)
    outcome = _outcome(difference, direction) if differs else "no_difference"
    return Comparison(
        outcome, own, other, difference, max(differs, default=None), float(p_value), own_share=share
    )


def pooled(estimates: Iterable[Estimate]) -> Estimate | None:
    """The figure of several municipalities together: their numerators by their denominators.

    Those without both are left out; with fewer than three left there is none. The basis is the weakest of
    theirs: derived before population before given.

    Raises
    ------
    ValueError
        When they are not of one year, or not per the same number.
    """
    members = [
        each for each in estimates if each.intervals and each.numerator is not None and each.denominator
    ]
    if len(members) < FEWEST_PEERS:
        return None
    if len({(each.year, each.base) for each in members}) > 1 or members[0].base is None:
        raise ValueError("only figures of one year and per the same number are put together")
    year, base = members[0].year, members[0].base
    x = math.fsum(each.numerator or 0.0 for each in members)
    n = math.fsum(each.denominator or 0.0 for each in members)
    methods = {each.intervals[0].method for each in members}
    # Of sources that give intervals of their own the kind is not known here; that of a rate is the wider one.
    rate = "wilson" not in methods
    found: set[Basis | None] = {each.basis for each in members}
    order: tuple[Basis, ...] = ("derived", "population", "given")
    weakest = next(basis for basis in order if basis in found)
    return Estimate(year, base * x / n, base, x, n, weakest, counted_intervals(x, n, base, rate=rate))


def _untestable(own: Estimate, other: Estimate, share: float | None, how: How) -> Untestable | None:
    if own.reason is not None or not own.intervals:
        return own.reason or "no_denominator"
    if other.reason in ("projection", "hidden"):
        return other.reason
    if share is not None and share >= ALL_OF_IT:
        return "same_area"
    if how == "difference" and not other.intervals:
        return other.reason or "no_denominator"
    return None


def _share(own: Estimate, other: Estimate) -> float | None:
    if not own.denominator or not other.denominator:
        return None
    return min(own.denominator / other.denominator, 1.0)


def _apart(own: Estimate, other: Estimate, level: float, slack: float, how: How) -> bool:
    mine = own.interval(level)
    if mine is None:
        return False
    if how == "interval":
        value = _figure(other)
        return mine.low > value + slack or mine.high < value - slack
    theirs = other.interval(level)
    if theirs is None:
        return False
    low, high = square_and_add(_figure(own), (mine.low, mine.high), _figure(other), (theirs.low, theirs.high))
    return bool(low > slack or high < -slack)


def _p_against_value(own: Estimate, other: Estimate, gap: float, roundings: tuple[float, float]) -> float:
    slack = math.copysign(sum(roundings), gap)
    method = own.intervals[0].method
    if method == "source" or own.numerator is None or own.denominator is None or not own.base:
        mine = own.interval(LIKELY)
        assert mine is not None
        figure = _figure(own)
        return _p_of_distance(gap - slack, figure - mine.low if gap > 0 else mine.high - figure)
    x, n, value = own.numerator, own.denominator, (_figure(other) + slack) / own.base
    if method in _RATES:
        expected = value * n
        tail = gammainc(x, expected) if gap > 0 else gammaincc(x + 1, expected)
        return min(2 * float(tail), 1.0)
    spread = value * (1 - value) / n
    return 2 * float(ndtr(-abs(x / n - value) / math.sqrt(spread))) if spread > 0 else 0.0


def _p_of_difference(own: Estimate, other: Estimate, gap: float, roundings: tuple[float, float]) -> float:
    # Both figures are moved towards each other by what rounding may have moved them apart.
    first, second = (math.copysign(each, gap) for each in roundings)
    methods = {own.intervals[0].method, other.intervals[0].method}
    if "source" in methods or None in (own.numerator, own.denominator, other.numerator, other.denominator):
        mine, theirs = own.interval(LIKELY), other.interval(LIKELY)
        assert mine is not None and theirs is not None
        low, high = square_and_add(
            _figure(own), (mine.low, mine.high), _figure(other), (theirs.low, theirs.high)
        )
        return _p_of_distance(gap - first - second, gap - float(low) if gap > 0 else float(high) - gap)
    assert own.numerator is not None and own.denominator is not None and own.base
    assert other.numerator is not None and other.denominator is not None
    x1 = own.numerator - first * own.denominator / own.base
    x2 = other.numerator + second * other.denominator / own.base
    test = rate_difference_p_value if methods <= set(_RATES) else difference_p_value
    return float(test(x1, own.denominator, x2, other.denominator))


def _p_of_distance(distance: float, half_width: float) -> float:
    if half_width <= 0:
        return 0.0
    return 2 * float(ndtr(-abs(distance) / half_width * float(normal_quantile(LIKELY))))


def _figure(one: Estimate) -> float:
    counted = one.intervals and one.intervals[0].method != "source"
    if not counted or one.numerator is None or not one.denominator or not one.base:
        return one.value
    return one.base * one.numerator / one.denominator


def _rounding(one: Estimate, decimals: int) -> float:
    """How far the figure may lie from the exact one; 0 when one person more would be printed otherwise."""
    unit = 10.0**-decimals
    counted = one.basis == "given" and bool(one.intervals) and one.intervals[0].method != "source"
    if counted and one.base and one.denominator and one.base / one.denominator > unit:
        return 0.0
    return unit / 2


def _outcome(difference: float, direction: Direction) -> ComparisonOutcome:
    if direction is Direction.NEUTRAL:
        return "higher" if difference > 0 else "lower"
    return "better" if (difference > 0) == (direction is Direction.HIGHER_IS_BETTER) else "worse"
