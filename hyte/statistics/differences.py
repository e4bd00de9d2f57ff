"""Differences of two independent proportions or rates: their interval, and how likely chance alone is.

Intervals add the distances of each figure to its own limits in squares: for proportions from Wilson's
limits (R. G. Newcombe: Interval estimation for the difference between independent proportions. Statistics in
Medicine 17, 1998, 873-890, method 10), for rates from Byar's or the exact limits (G. Y. Zou and A. Donner:
Construction of confidence limits about effect measures. Statistics in Medicine 27, 2008, 1693-1702).

The p-values are two-sided: for proportions the score test with the pooled share (Pearson's chi-squared
without a correction), for rates the conditional binomial test, exact and with the smaller tail doubled
(J. Przyborowski and H. Wilenski: Biometrika 31, 1940, 313-323), which errs on the side of caution when
events are few. An interval and a p-value are different approximations and may disagree at the border.

Every function takes numbers or arrays that broadcast; where nothing can be computed, the result is NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, ndtr

from hyte.statistics.intervals import Floats, byar_interval, floats, wilson_interval


def difference_interval(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: ArrayLike = 0.95
) -> tuple[Floats, Floats]:
    """Newcombe's interval of `x1 / n1 - x2 / n2`, between -1 and 1.

    Parameters
    ----------
    x1, n1, x2, n2 : array_like
        Persons, and persons among whom they were counted, of two groups without common members.
    level : array_like
        Confidence, between 0 and 1.

    Raises
    ------
    ValueError
        When a level is not between 0 and 1.
    """
    return square_and_add(
        _ratio(x1, n1), wilson_interval(x1, n1, level), _ratio(x2, n2), wilson_interval(x2, n2, level)
    )


def rate_difference_interval(
    events1: ArrayLike,
    exposure1: ArrayLike,
    events2: ArrayLike,
    exposure2: ArrayLike,
    level: ArrayLike = 0.95,
) -> tuple[Floats, Floats]:
    """Interval of `events1 / exposure1 - events2 / exposure2`, per one unit of exposure.

    Parameters
    ----------
    events1, exposure1, events2, exposure2 : array_like
        Events, and persons or person-years, of two groups without common members.
    level : array_like
        Confidence, between 0 and 1.

    Raises
    ------
    ValueError
        When a level is not between 0 and 1.
    """
    return square_and_add(
        _ratio(events1, exposure1),
        byar_interval(events1, exposure1, level),
        _ratio(events2, exposure2),
        byar_interval(events2, exposure2, level),
    )


def square_and_add(
    first: ArrayLike,
    first_limits: tuple[ArrayLike, ArrayLike],
    second: ArrayLike,
    second_limits: tuple[ArrayLike, ArrayLike],
) -> tuple[Floats, Floats]:
    """Interval of `first - second` from the limits of each, in their common unit and at their common level.

    The lower limit is as far below the difference as the first figure's lower and the second figure's upper
    limit are away, squared and added, the upper one correspondingly.
    """
    one, other = floats(first), floats(second)
    (low1, high1), (low2, high2) = first_limits, second_limits
    difference = one - other
    low = difference - np.hypot(one - floats(low1), floats(high2) - other)
    high = difference + np.hypot(floats(high1) - one, other - floats(low2))
    return low, high


def difference_p_value(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Floats:
    """Two-sided p-value of the score test that two independent proportions are the same.

    Where nobody or everybody of both groups was counted, the p-value is 1.
    """
    a, n, b, m = np.broadcast_arrays(floats(x1), floats(n1), floats(x2), floats(n2))
    known = _shares(a, n) & _shares(b, m)
    a, n, b, m = (np.where(known, each, np.nan) for each in (a, n, b, m))
    pooled = (a + b) / (n + m)
    variance = pooled * (1 - pooled) * (1 / n + 1 / m)
    varies = variance > 0
    z = np.where(varies, (a / n - b / m) / np.sqrt(np.where(varies, variance, 1.0)), 0.0)
    return np.where(known, 2 * ndtr(-np.abs(z)), np.nan)


def rate_difference_p_value(
    events1: ArrayLike, exposure1: ArrayLike, events2: ArrayLike, exposure2: ArrayLike
) -> Floats:
    """Two-sided p-value of the exact conditional test that two independent Poisson rates are the same.

    Of all events, the first group's are binomial with its share of the exposure when the rates are the same.
    The smaller tail is doubled, at most to 1. Numbers with decimals are taken by the continuous tail.
    """
    a, e, b, f = np.broadcast_arrays(floats(events1), floats(exposure1), floats(events2), floats(exposure2))
    known = _rates(a, e) & _rates(b, f)
    a, b = np.where(known, a, 0.0), np.where(known, b, 0.0)
    e, f = np.where(known, e, 1.0), np.where(known, f, 1.0)
    share = e / (e + f)
    # The tails of the binomial distribution, each with the number that was seen.
    above = np.where(a > 0, betainc(np.where(a > 0, a, 1.0), b + 1, share), 1.0)
    below = np.where(b > 0, betainc(np.where(b > 0, b, 1.0), a + 1, 1 - share), 1.0)
    return np.where(known, np.minimum(2 * np.minimum(above, below), 1.0), np.nan)


def _ratio(numerator: ArrayLike, denominator: ArrayLike) -> Floats:
    below = floats(denominator)
    return floats(numerator) / np.where(below > 0, below, np.nan)


def _shares(x: Floats, n: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return (n > 0) & np.isfinite(n) & (x >= 0) & (x <= n)


def _rates(x: Floats, n: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return (n > 0) & np.isfinite(n) & (x >= 0) & np.isfinite(x)
