"""The Mann-Kendall test: whether figures go one way through time, with no more than their order.

H. B. Mann: Nonparametric tests against trend. Econometrica 13, 1945, 245-259; M. G. Kendall: Rank
correlation methods, 4th edition, 1975. The slope is the median of all slopes between two figures (H. Theil
1950; P. K. Sen: Estimates of the regression coefficient based on Kendall's tau. Journal of the American
Statistical Association 63, 1968, 1379-1389).

The test assumes that the years are independent. Where a year resembles the one before it, it finds trends
too easily: docs/statistics.md has the numbers.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

EXACT_UP_TO = 10
"""Number of figures up to which every order is counted; above it the normal approximation is used."""


@dataclass(frozen=True, slots=True)
class MannKendall:
    """Pairs of figures that rise minus pairs that fall, its variance, the p-value, and the slope per year."""

    score: int
    variance: float
    p_value: float
    slope: float


def mann_kendall(years: Sequence[int], values: Sequence[float]) -> MannKendall:
    """Test figures for going one way.

    Parameters
    ----------
    years : sequence of int
        Years in ascending order, at least two.
    values : sequence of float
        The figure of each year; equal ones are ties.

    Raises
    ------
    ValueError
        When there are fewer than two figures, or not one for each year.
    """
    if len(values) != len(years) or len(values) < 2:
        raise ValueError("the test needs one figure for each of at least two years")
    pairs = list(itertools.combinations(range(len(values)), 2))
    score = sum((values[later] > values[early]) - (values[later] < values[early]) for early, later in pairs)
    ties = tuple(sorted(Counter(values).values()))
    slope = median((values[later] - values[early]) / (years[later] - years[early]) for early, later in pairs)
    return MannKendall(score, score_variance(ties), score_p_value(abs(score), ties), slope)


def score_variance(ties: Sequence[int]) -> float:
    """Variance of the score when there is no trend.

    `ties` tells how many times each different value occurs, for example (1, 1, 3).
    """

    def part(size: int) -> int:
        return size * (size - 1) * (2 * size + 5)

    return (part(sum(ties)) - sum(part(size) for size in ties)) / 18


@lru_cache(maxsize=4096)
def score_p_value(distance: int, ties: tuple[int, ...]) -> float:
    """Chance that the score is at least `distance` from zero when every order of the figures is as likely.

    Up to `EXACT_UP_TO` figures all orders are counted, ties included. Beyond, the score is taken as normal,
    with the variance for ties and a correction for continuity.
    """
    if sum(ties) > EXACT_UP_TO:
        variance = score_variance(ties)
        if variance == 0 or distance == 0:
            return 1.0
        return math.erfc((distance - 1) / math.sqrt(2 * variance))
    orders = _orders_by_inversions(ties)
    pairs = len(orders) - 1
    extreme = sum(count for fallen, count in enumerate(orders) if abs(pairs - 2 * fallen) >= distance)
    return extreme / sum(orders)


def _orders_by_inversions(ties: Sequence[int]) -> list[int]:
    """How many orders of the figures have 0, 1, 2 ... falling pairs.

    These are the coefficients of the Gaussian multinomial (P. A. MacMahon: Combinatory analysis I, 1915).
    """
    orders, placed = [1], 0
    for size in ties:
        orders = _product(orders, _gaussian(placed, size))
        placed += size
    return orders


@lru_cache(maxsize=256)
def _gaussian(others: int, equals: int) -> tuple[int, ...]:
    """Coefficients of the Gaussian binomial: ways to place equal figures among others, by falling pairs."""
    if others == 0 or equals == 0:
        return (1,)
    first, second = _gaussian(others - 1, equals), _gaussian(others, equals - 1)
    result = [0] * (others * equals + 1)
    for power, count in enumerate(first):
        result[power + equals] += count
    for power, count in enumerate(second):
        result[power] += count
    return tuple(result)


def _product(first: Sequence[int], second: Sequence[int]) -> list[int]:
    result = [0] * (len(first) + len(second) - 1)
    for power, count in enumerate(first):
        for other, more in enumerate(second):
            result[power + other] += count * more
    return result
