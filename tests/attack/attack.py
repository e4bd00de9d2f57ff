"""Tries to recompute what was hidden from what was published.

The attacker knows how the figures hang together (women and men make all, ages make all ages, municipalities
make their county) and that no count is below zero, and has everything that was published of them. Nothing of
the package is used here, so that a mistake there cannot hide itself.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

Sum = Mapping[Hashable, int]
"""Figures with their factors that add up to zero: a total with 1, its parts with -1."""

_NEARLY = 1e-6


@dataclass(frozen=True)
class Recovered:
    """A hidden figure and the whole numbers, from the lowest to the highest, that it can be."""

    key: Hashable
    low: int
    high: int


def pinned(published: Mapping[Hashable, float], sums: Iterable[Sum]) -> dict[Hashable, Fraction]:
    """Figures that were not published and follow from those that were, by elimination in fractions."""
    rows: list[tuple[dict[Hashable, Fraction], Fraction]] = []
    for one in sums:
        left: dict[Hashable, Fraction] = {}
        right = Fraction(0)
        for key, factor in one.items():
            if key in published:
                right -= factor * Fraction(published[key])
            else:
                left[key] = left.get(key, Fraction(0)) + factor
        rows.append((left, right))
    solved: list[tuple[Hashable, dict[Hashable, Fraction], Fraction]] = []
    for left, right in rows:
        for pivot, other, value in solved:
            if pivot in left:
                left, right = _minus(left, right, other, value, left[pivot])
        left = {key: factor for key, factor in left.items() if factor}
        if not left:
            continue
        pivot = min(left, key=repr)
        by = left[pivot]
        left, right = {key: factor / by for key, factor in left.items()}, right / by
        solved = [
            (name, *_minus(other, value, left, right, other[pivot]))
            if pivot in other
            else (name, other, value)
            for name, other, value in solved
        ]
        solved.append((pivot, left, right))
    return {pivot: right for pivot, left, right in solved if set(_used(left)) == {pivot}}


def _minus(
    left: Mapping[Hashable, Fraction],
    right: Fraction,
    other: Mapping[Hashable, Fraction],
    value: Fraction,
    times: Fraction,
) -> tuple[dict[Hashable, Fraction], Fraction]:
    made = dict(left)
    for key, factor in other.items():
        made[key] = made.get(key, Fraction(0)) - times * factor
    return {key: factor for key, factor in made.items() if factor}, right - times * value


def _used(left: Mapping[Hashable, Fraction]) -> list[Hashable]:
    return [key for key, factor in left.items() if factor]


def ranges(
    published: Mapping[Hashable, float],
    sums: Sequence[Sum],
    wanted: Iterable[Hashable],
) -> dict[Hashable, tuple[int, int]]:
    """The lowest and highest whole number that each wanted figure can be."""
    keys = sorted({key for one in sums for key in one} | set(wanted), key=repr)
    open_ = [key for key in keys if key not in published]
    at = {key: number for number, key in enumerate(open_)}
    entries, right = [], []
    for one in sums:
        if any(key in at for key in one):
            entries += [(len(right), at[key], factor) for key, factor in one.items() if key in at]
            right.append(-sum(factor * published[key] for key, factor in one.items() if key in published))
    rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
    matrix = sparse.csr_matrix((factors, (rows, columns)), shape=(len(right), len(open_)))
    found = {}
    for key in wanted:
        if key not in at:
            continue
        goal = np.zeros(len(open_))
        goal[at[key]] = 1
        low = linprog(goal, A_eq=matrix, b_eq=right, method="highs")
        high = linprog(-goal, A_eq=matrix, b_eq=right, method="highs")
        top = 10**9 if high.status != 0 else math.floor(-high.fun + _NEARLY)
        found[key] = (math.ceil(low.fun - _NEARLY) if low.status == 0 else 0, top)
    return found


def recover(
    published: Mapping[Hashable, float],
    sums: Sequence[Sum],
    secret: Mapping[Hashable, float],
    limit: int = 5,
) -> list[Recovered]:
    """The secrets that the published figures give away.

    Given away is a figure that can be one number only, and a small one (1 to ``limit - 1``) of which fewer
    than `limit` whole numbers are left.
    """
    exact = pinned(published, sums)
    found = []
    for key, (low, high) in ranges(published, sums, list(secret)).items():
        if key in exact:
            assert low <= exact[key] <= high
            found.append(Recovered(key, int(exact[key]), int(exact[key])))
        elif low == high or (0 < secret[key] < limit and high - low + 1 < limit):
            found.append(Recovered(key, low, high))
    found += [Recovered(key, int(published[key]), int(published[key])) for key in secret if key in published]
    return sorted(found, key=repr)
