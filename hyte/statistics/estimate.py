"""A figure with its interval: which one it gets follows from the kind of its indicator.

A proportion gets Wilson's interval and a rate Byar's (exact under ten events), both from numerator and
denominator. The denominator is what the file gives; else the table of population, where the numerator or the
figure agrees with it; else what follows from numerator and figure. All else has an interval only where the
source itself gives one, and then the source's is used for proportions and rates too: it knows its own design.

An interval tells how much chance is in a figure of so few people, also where everybody was counted: the
figure is then one year's outcome of what could have been a little otherwise. Of a weighted survey the
respondents are counted as if they had been drawn at random, since the files do not tell what weighting costs.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import expit, logit, stdtrit

from hyte.model import Kind
from hyte.statistics.finding import (
    CERTAIN,
    LEVELS,
    LIKELY,
    Basis,
    Estimate,
    Interval,
    IntervalMethod,
    Untestable,
)
from hyte.statistics.intervals import EXACT_BELOW, byar_interval, normal_quantile, wilson_interval
from hyte.statistics.series import Point

NEAR = 0.1
"""A denominator that follows from numerator and figure may be so far from the table of population, which may
be of the end of the year where the source took the mean. What is farther off was counted among others."""

_WITHOUT: dict[Kind, Untestable] = {
    Kind.PROPORTION: "no_denominator",
    Kind.RATE: "no_denominator",
    Kind.MEAN: "mean",
    Kind.INDEX: "index",
    Kind.MONEY: "money",
}
_COUNTED = (Kind.PROPORTION, Kind.RATE)
_Counts = tuple[float, float, Basis]


def estimate(
    point: Point,
    *,
    kind: Kind,
    base: float | None,
    survey: bool = False,
    projection: bool = False,
    population: float | None = None,
    registered: bool = True,
    decimals: int | None = None,
) -> Estimate:
    """Give a figure its interval at both levels, in the indicator's own unit, or the reason why it has none.

    A numerator and a denominator that contradict the figure by more than its rounding are not used, since
    nobody can know which of the three is right. Neither is a figure of zero without a numerator, when a few
    persons among so many would be printed as zero too.

    At 99.8 per cent the source's own interval is widened as a normal distribution widens, on the scale of log
    odds for a proportion, of logarithms for a rate, else as it is (a mean of n answers as Student's t); where
    numerator and denominator are known, it is at least as wide as theirs.

    Parameters
    ----------
    point : Point
        A figure; `low` and `high` are taken for the source's 95 per cent interval.
    kind : Kind
        Kind of the indicator.
    base : float, optional
        Per how many a proportion or a rate is given.
    survey : bool
        Whether it is what people answered; `population` is then not what they were counted among.
    projection : bool
        Whether it is a forecast; it has no interval.
    population : float, optional
        Figure of the indicator that counts the denominator, of the same region, year and sex.
    registered : bool
        Whether the register knows the indicator; of others the kind is not known, and they have no interval.
    decimals : int, optional
        Decimals that the source gives; without it, those that the figure itself shows.

    Raises
    ------
    ValueError
        When the point has no figure.
    """
    value = point.value
    if value is None or not math.isfinite(value):
        raise ValueError("without a figure there is no estimate")
    if projection:
        return Estimate(point.year, value, base, reason="projection")
    if not registered:
        return Estimate(point.year, value, base, reason="no_denominator")
    if kind is Kind.COUNT:
        return Estimate(point.year, value, base, reason="count")
    rounding = half_unit(value, decimals)
    counts = None
    if kind in _COUNTED and base is not None and base > 0:
        counts = _counts(point, kind, base, rounding, None if survey else _known(population))
    own = _from_counts(value, kind, base or 1.0, counts)
    intervals = _from_source(point, kind, base, rounding, own) or own
    numerator, denominator, basis = counts or (None, None, None)
    reason = None if intervals else _WITHOUT[kind]
    return Estimate(point.year, value, base, numerator, denominator, basis, intervals, reason)


def half_unit(value: float, decimals: int | None = None) -> float:
    """How far a rounded figure may lie from the one that it was rounded from.

    The figure has at least the decimals that it shows, and `decimals` when the source is known to give them.
    """
    shown = np.format_float_positional(value, trim="-").partition(".")[2]
    return 0.5 * 10.0 ** -max(len(shown), decimals or 0)


def counted_intervals(
    numerator: float, denominator: float, base: float, *, rate: bool
) -> tuple[Interval, ...]:
    """Intervals at both levels, per `base`: Byar's or the exact ones of a rate, Wilson's of a proportion."""
    compute = byar_interval if rate else wilson_interval
    method: IntervalMethod = ("exact" if numerator < EXACT_BELOW else "byar") if rate else "wilson"
    low, high = compute(numerator, denominator, LEVELS)
    return tuple(
        Interval(base * float(low[i]), base * float(high[i]), level, method) for i, level in enumerate(LEVELS)
    )


def _counts(
    point: Point, kind: Kind, base: float, rounding: float, population: float | None
) -> _Counts | None:
    value, x, n = point.value, _known(point.numerator), _known(point.denominator)
    assert value is not None
    if value < 0 or (kind is Kind.PROPORTION and value > base) or (x is not None and x < 0):
        return None
    if n is not None:
        x = _numerator(value, n, base, rounding) if x is None else x
        fits = x is not None and _agree(value, x, n, base, rounding, kind)
        return (x, n, "given") if x is not None and fits else None
    if population is not None and population <= 0:
        population = None
    if x is None:
        x = None if population is None else _numerator(value, population, base, rounding)
        return None if x is None or population is None else (x, population, "population")
    if population is not None and _agree(value, x, population, base, rounding, kind):
        return x, population, "population"
    n = _denominator(value, x, base, rounding, population)
    return None if n is None or (kind is Kind.PROPORTION and n < x) else (x, n, "derived")


def _numerator(value: float, n: float, base: float, rounding: float) -> float | None:
    if n <= 0 or (value == 0 and base / n <= rounding):
        return None
    exact = value * n / base
    whole = float(round(exact))
    return whole if 0 <= whole <= n and _rounds(base * whole / n, value, rounding) else exact


def _denominator(
    value: float, x: float, base: float, rounding: float, population: float | None
) -> float | None:
    if x == 0 or value == 0:
        return None
    fewest = base * x / (value + rounding)
    most = base * x / (value - rounding) if value > rounding else math.inf
    if population is not None and not (1 - NEAR) * fewest <= population <= (1 + NEAR) * most:
        return None
    exact = base * x / value
    whole = float(round(exact))
    return whole if whole >= 1 and _rounds(base * x / whole, value, rounding) else exact


def _agree(value: float, x: float, n: float, base: float, rounding: float, kind: Kind) -> bool:
    possible = n > 0 and (x <= n or kind is Kind.RATE)
    return possible and _rounds(base * x / n, value, rounding)


def _rounds(exact: float, printed: float, rounding: float) -> bool:
    return abs(exact - printed) <= rounding + 1e-9 * max(abs(exact), abs(printed))


def _from_counts(value: float, kind: Kind, base: float, counts: _Counts | None) -> tuple[Interval, ...]:
    if counts is None:
        return ()
    # A rounded figure of very many people may lie outside the narrow interval of the one that was rounded.
    return tuple(
        _joined(item, (value, value))
        for item in counted_intervals(counts[0], counts[1], base, rate=kind is Kind.RATE)
    )


def _from_source(
    point: Point, kind: Kind, base: float | None, rounding: float, own: tuple[Interval, ...]
) -> tuple[Interval, ...]:
    value, low, high = point.value, _known(point.low), _known(point.high)
    if value is None or low is None or high is None or not low < high:
        return ()
    if not low - rounding <= value <= high + rounding:
        return ()
    likely = _joined(Interval(low, high, LIKELY, "source"), (value, value))
    wider = _widened(likely, value, kind, base, _known(point.denominator))
    if wider is None and not own:
        return (likely,)
    certain = Interval(likely.low, likely.high, CERTAIN, "source")
    for ends in (wider, *((item.low, item.high) for item in own if item.level == CERTAIN)):
        certain = certain if ends is None else _joined(certain, ends)
    return likely, certain


def _widened(
    source: Interval, value: float, kind: Kind, base: float | None, n: float | None
) -> tuple[float, float] | None:
    likely, certain = (float(each) for each in normal_quantile(LEVELS))
    ratio = certain / likely
    if kind not in _COUNTED or base is None:
        if n is not None and n >= 2:
            ratio = float(stdtrit(n - 1, (1 + CERTAIN) / 2) / stdtrit(n - 1, (1 + LIKELY) / 2))
        return value - ratio * (value - source.low), value + ratio * (source.high - value)
    proportion = kind is Kind.PROPORTION
    if value <= 0 or (proportion and value >= base):
        return None

    def scaled(end: float) -> float:
        # An end at none or at all is there already.
        if end <= 0 or (proportion and end >= base):
            return end
        if not proportion:
            return float(value * (end / value) ** ratio)
        centre, there = float(logit(value / base)), float(logit(end / base))
        return float(base * expit(centre + ratio * (there - centre)))

    return scaled(source.low), scaled(source.high)


def _joined(interval: Interval, ends: tuple[float, float]) -> Interval:
    low, high = min(interval.low, ends[0]), max(interval.high, ends[1])
    return Interval(low, high, interval.level, interval.method)


def _known(number: float | None) -> float | None:
    return float(number) if number is not None and math.isfinite(number) else None
