"""Confidence intervals of proportions, rates and means, for one figure or for whole columns of them.

Proportions: the score interval of E. B. Wilson (Probable inference, the law of succession, and statistical
inference. Journal of the American Statistical Association 22, 1927, 209-212), which L. D. Brown, T. T. Cai
and A. DasGupta recommend for small and large numbers alike (Statistical Science 16, 2001, 101-133). Rates:
Byar's approximation of the Poisson limits (N. E. Breslow and N. E. Day: Statistical methods in cancer
research, volume II, 1987, page 69) from ten events on, the exact limits by the chi-squared distribution
below. Means: Student's t. They are the methods of England's public health statistics (Public Health England:
Technical guide, Confidence intervals, 2018).

Every function takes numbers or arrays that broadcast, the level too, and gives two arrays: the lower and the
upper limits. Where nothing can be computed, because a number is missing or impossible, both are NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainccinv, gammaincinv, ndtri, stdtrit

Floats = NDArray[np.float64]

EXACT_BELOW = 10
"""Events below which Byar's approximation gives way to the exact limits."""


def wilson_interval(
    numerator: ArrayLike, denominator: ArrayLike, level: ArrayLike = 0.95
) -> tuple[Floats, Floats]:
    """Wilson's interval of the share `numerator / denominator`, between 0 and 1.

    The lower limit of none is exactly 0, the upper limit of all exactly 1. Weighted numbers may have
    decimals.

    Parameters
    ----------
    numerator, denominator : array_like
        Persons; NaN is given unless 0 <= numerator <= denominator and denominator > 0.
    level : array_like
        Confidence, between 0 and 1.

    Raises
    ------
    ValueError
        When a level is not between 0 and 1.
    """
    x, n, z = np.broadcast_arrays(floats(numerator), floats(denominator), normal_quantile(level))
    known = (n > 0) & np.isfinite(n) & (x >= 0) & (x <= n)
    x, n = np.where(known, x, np.nan), np.where(known, n, np.nan)
    share = x / n
    square = z * z / n
    centre = share + square / 2
    half = z * np.sqrt((share * (1 - share) + square / 4) / n)
    # The product of the two roots is share² / (1 + square): no digits are lost when the lower one is tiny.
    low = np.asarray(share * share / (centre + half))
    high = np.where(x == n, 1.0, np.minimum((centre + half) / (1 + square), 1.0))
    return low, np.where(known, high, np.nan)


def byar_interval(events: ArrayLike, exposure: ArrayLike, level: ArrayLike = 0.95) -> tuple[Floats, Floats]:
    """Interval of the rate `events / exposure`: Byar's from ten events on, exact Poisson limits below.

    The lower limit of no events is exactly 0. Events may be more than the exposure, since one person can have
    several.

    Parameters
    ----------
    events, exposure : array_like
        Events and persons (or person-years); NaN is given unless events >= 0 and exposure > 0.
    level : array_like
        Confidence, between 0 and 1.

    Raises
    ------
    ValueError
        When a level is not between 0 and 1.
    """
    x, n, z, tail = np.broadcast_arrays(
        floats(events), floats(exposure), normal_quantile(level), (1 - floats(level)) / 2
    )
    known = (n > 0) & np.isfinite(n) & (x >= 0) & np.isfinite(x)
    n = np.where(known, n, np.nan)
    few = x < EXACT_BELOW
    # The numbers outside each method's reach are replaced, so that neither of them meets what it cannot take.
    many = np.where(known & ~few, x, EXACT_BELOW)
    rare = np.where(known & few, x, 0.0)
    next_one = many + 1
    low_many = many * (1 - 1 / (9 * many) - z / (3 * np.sqrt(many))) ** 3
    high_many = next_one * (1 - 1 / (9 * next_one) + z / (3 * np.sqrt(next_one))) ** 3
    low_rare = np.where(rare > 0, gammaincinv(np.where(rare > 0, rare, 1.0), tail), 0.0)
    high_rare = gammainccinv(rare + 1, tail)
    return np.where(few, low_rare, low_many) / n, np.where(few, high_rare, high_many) / n


def mean_interval(
    mean: ArrayLike, sd: ArrayLike, n: ArrayLike, level: ArrayLike = 0.95
) -> tuple[Floats, Floats]:
    """Student's interval of a mean, in the unit of the mean.

    Parameters
    ----------
    mean, sd, n : array_like
        Mean, standard deviation (with n - 1) and number of answers; NaN is given unless sd >= 0 and n >= 2.
    level : array_like
        Confidence, between 0 and 1.

    Raises
    ------
    ValueError
        When a level is not between 0 and 1.
    """
    centre, spread, number, tail = np.broadcast_arrays(
        floats(mean), floats(sd), floats(n), (1 + checked_level(level)) / 2
    )
    known = (number >= 2) & np.isfinite(number) & (spread >= 0) & np.isfinite(centre + spread)
    size = np.where(known, number, 2.0)
    half = stdtrit(size - 1, tail) * np.where(known, spread, np.nan) / np.sqrt(size)
    return centre - half, centre + half


def normal_quantile(level: ArrayLike) -> Floats:
    """Standard errors to each side that hold a share `level` of a normal distribution: 1.96 for 0.95.

    Raises
    ------
    ValueError
        When a level is not between 0 and 1.
    """
    return np.asarray(ndtri((1 + checked_level(level)) / 2), dtype=np.float64)


def checked_level(level: ArrayLike) -> Floats:
    """Give the level as an array.

    Raises
    ------
    ValueError
        When a level is not between 0 and 1.
    """
    levels = floats(level)
    if not np.all((levels > 0) & (levels < 1)):
        raise ValueError(f"{levels} is no confidence between 0 and 1")
    return levels


def floats(values: ArrayLike) -> Floats:
    """Give values as an array of floats; None becomes NaN."""
    return np.asarray(values, dtype=np.float64)
