"""What many tests do together: how many differences chance alone gives, and which of them remain.

The control of false discoveries is that of Y. Benjamini and Y. Hochberg (Journal of the Royal Statistical
Society B 57, 1995, 289-300). It holds for independent tests and for such as tend to agree, as the figures of
one municipality do (Y. Benjamini and D. Yekutieli: Annals of Statistics 29, 2001, 1165-1188).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hyte.statistics.intervals import checked_level, floats


def expected_by_chance(tests: int, level: float) -> float:
    """How many of so many comparisons differ at a level if nothing differs at all: 180 at 0.95 give 9.

    Parameters
    ----------
    tests : int
        Comparisons that were tested, those without a difference included.
    level : float
        Confidence level of each of them, between 0 and 1.

    Raises
    ------
    ValueError
        When the level is not between 0 and 1 or the number of tests is negative.
    """
    if tests < 0:
        raise ValueError(f"{tests} is no number of tests")
    return tests * (1 - float(checked_level(level)))


def benjamini_hochberg(p_values: ArrayLike, rate: float = 0.05) -> NDArray[np.bool_]:
    """Tell which differences remain when at most a share `rate` of them may be false, on average.

    Parameters
    ----------
    p_values : array_like
        One for each test; NaN (or None) stands for what was not tested, is not counted and never remains.
    rate : float
        Expected share of false ones among those that remain, between 0 and 1.

    Returns
    -------
    array of bool
        In the order of the p-values.

    Raises
    ------
    ValueError
        When a p-value or the rate is not between 0 and 1.
    """
    if not 0 < rate < 1:
        raise ValueError(f"{rate} is no share between 0 and 1")
    values = np.atleast_1d(floats(p_values))
    tested = ~np.isnan(values)
    seen = np.sort(values[tested])
    if seen.size and not (seen[0] >= 0 and seen[-1] <= 1):
        raise ValueError("a p-value lies between 0 and 1")
    passed = np.flatnonzero(seen <= rate * np.arange(1, seen.size + 1) / max(seen.size, 1))
    if not passed.size:
        return np.zeros(values.shape, dtype=np.bool_)
    remaining: NDArray[np.bool_] = tested & (np.nan_to_num(values, nan=2.0) <= seen[passed[-1]])
    return remaining
