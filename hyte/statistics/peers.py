"""The middle of a group of municipalities, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Protocol

from hyte.statistics.finding import Spread
from hyte.statistics.series import Point, Series

FEWEST_PEERS = 3
"""With fewer figures than this a median would point at single municipalities."""

FEWEST_FOR_QUARTILES = 5
"""With fewer figures than this each quartile would be the figure of one municipality, or next to it."""


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The middle half of a group of municipalities in one year, in the indicator's unit."""

    municipalities: int
    q1: float
    median: float
    q3: float


class DistributionRow(Protocol):
    """A row of the table ``distributions``, a column's value by its name."""

    municipalities: int
    p10: float
    q1: float
    median: float
    q3: float
    p90: float


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


def quartiles(members: Iterable[Series], year: int) -> Quartiles | None:
    """Quartiles of the members' figures of a year; None when fewer than five of them have one.

    A quartile lies between two of the ordered figures in proportion to its place, as in the table of all
    municipalities.
    """
    figures = [value for member in members if (value := member.value(year)) is not None]
    if len(figures) < FEWEST_FOR_QUARTILES:
        return None
    q1, middle, q3 = quantiles(figures, n=4, method="inclusive")
    return Quartiles(len(figures), float(q1), float(middle), float(q3))


def spread_of(row: DistributionRow) -> Spread:
    """The spread of all municipalities that a row of ``distributions`` tells."""
    return Spread(
        int(row.municipalities),
        float(row.p10),
        float(row.q1),
        float(row.median),
        float(row.q3),
        float(row.p90),
    )
