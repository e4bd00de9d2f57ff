"""One indicator's figures of one region and sex through the years."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property

from hyte.model import MissingKind


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one year, or the reason why there is none.

    `numerator` and `denominator` are persons or events as the source gives them, `low` and `high` the ends of
    the 95 per cent interval that the source itself gives; all in the same unit as the source's. `row` is the
    position of the figure in the table that it was read from, by which its origin is found.
    """

    year: int
    value: float | None
    missing: MissingKind | None = None
    preliminary: bool = False
    row: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Series:
    """Points in the order of the years, one for each year that the source mentions."""

    points: tuple[Point, ...] = ()

    def __post_init__(self) -> None:
        years = [point.year for point in self.points]
        if years != sorted(set(years)):
            raise ValueError("a series has each year once, in order")

    @cached_property
    def by_year(self) -> dict[int, Point]:
        """Points by year."""
        return {point.year: point for point in self.points}

    @cached_property
    def figures(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def latest(self) -> Point | None:
        """The newest point that has a value."""
        return self.figures[-1] if self.figures else None

    def value(self, year: int) -> float | None:
        """Value of a year; None when there is none."""
        point = self.by_year.get(year)
        return point.value if point else None

    def runs(self) -> tuple[tuple[Point, ...], ...]:
        """Figures cut where the source's usual rhythm is broken.

        The rhythm is the most common distance between successive figures (one year for registers, two for the
        school health survey). A longer distance is a gap, and a chart may not draw a line across it.
        """
        figures = self.figures
        if not figures:
            return ()
        steps = [after.year - before.year for before, after in itertools.pairwise(figures)]
        rhythm = min(set(steps), key=lambda step: (-steps.count(step), step)) if steps else 1
        marked = {point.year for point in self.points if point.value is None}
        runs: list[list[Point]] = [[figures[0]]]
        for before, after in itertools.pairwise(figures):
            told_missing = any(before.year < year < after.year for year in marked)
            if after.year - before.year > rhythm or told_missing:
                runs.append([])
            runs[-1].append(after)
        return tuple(tuple(run) for run in runs)
