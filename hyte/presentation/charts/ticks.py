"""Axes as pure numbers: from where to where, which ticks, and where a value lies."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight axis from `low` at the place `start` to `high` at `end` (points of the sheet)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def value_limits(values: Iterable[float], decimals: int) -> tuple[float, float]:
    """Ends of a value axis: room around the figures, zero where it is near, no finer than is printed.

    Raises
    ------
    ValueError
        When there is no value.
    """
    every = list(values)
    if not every:
        raise ValueError("an axis needs at least one figure")
    lowest, highest = min(every), max(every)
    room = 0.05 * (highest - lowest)
    low, high = lowest - room, highest + room
    # Steps finer than the figures are printed would show differences that are none.
    least = 4 * 10.0**-decimals
    if high - low < least:
        middle = (low + high) / 2
        low, high = middle - least / 2, middle + least / 2
    if lowest >= 0 and (low < 0 or low < 0.45 * high):
        low, high = 0.0, max(high, least)
    return low, high + (high - low) * 0.04


def value_ticks(low: float, high: float, decimals: int, most: int) -> tuple[tuple[float, ...], int]:
    """Round ticks within the ends, about `most` of them, and the decimals that they are written with."""
    from matplotlib.ticker import MaxNLocator

    locator = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10], integer=decimals == 0)
    slack = 1e-9 * (high - low)
    ticks = tuple(
        float(tick) for tick in locator.tick_values(low, high) if low - slack <= tick <= high + slack
    )
    step = min((abs(b - a) for a, b in itertools.pairwise(ticks)), default=1.0)
    exact = (n for n in range(4) if math.isclose(step * 10**n, round(step * 10**n), abs_tol=1e-6))
    return ticks, next(exact, 3)


def year_ticks(years: Sequence[int], most: int) -> tuple[int, ...]:
    """Years to be written below an axis, in even steps back from the newest."""
    span = years[-1] - years[0]
    step = next(step for step in (1, 2, 3, 4, 5, 10, 20, 50, 100) if span / step <= most)
    return tuple(range(years[-1], years[0] - 1, -step))[::-1]
