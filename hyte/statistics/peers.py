"""The middle of a group of municipalities, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from hyte.statistics.series import Point, Series

FEWEST_PEERS = 3
"""With fewer figures than this a median would point at single municipalities."""


def median_series(members: Iterable[Series]) -> Series:
    """Median of the members' figures for each year in which at least three of them have one.

    Members without a figure, for whatever reason, are left out of that year; nothing is filled in.
    """
    values: dict[int, list[float]] = {}
    for member in members:
        for point in member.figures:
            assert point.value is not None
            values.setdefault(point.year, []).append(point.value)
    return Series(
        tuple(
            Point(year, float(median(figures)))
            for year, figures in sorted(values.items())
            if len(figures) >= FEWEST_PEERS
        )
    )
