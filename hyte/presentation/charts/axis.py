"""A value axis below rows: ticks with their figures, and thin lines that lead the eye up."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hyte.language.numbers import number
from hyte.model import Language
from hyte.presentation.charts.labels import text_width
from hyte.presentation.charts.sheet import Sheet
from hyte.presentation.charts.ticks import Scale, value_limits, value_ticks
from hyte.presentation.palette import PALETTE

AXIS_HEIGHT = 16.0
"""Room in points below the last row: ticks and their figures."""


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """A scale along x with the ticks that are written below it."""

    scale: Scale
    ticks: tuple[tuple[float, str], ...]


def value_axis(
    values: Iterable[float], decimals: int, language: Language, left: float, right: float
) -> ValueAxis:
    """An axis that holds all values between two places; as many ticks as do not touch each other."""
    low, high = value_limits(values, decimals)
    scale = Scale(low, high, left, right)
    for most in (6, 5, 4, 3, 2, 1):
        places, exact = value_ticks(low, high, decimals, most)
        ticks = tuple((place, number(place, exact, language)) for place in places)
        if _apart(scale, ticks):
            return ValueAxis(scale, ticks)
    return ValueAxis(scale, ticks[-1:])


def _apart(scale: Scale, ticks: Sequence[tuple[float, str]]) -> bool:
    needs = [(scale(place), text_width(text) / 2 + 3) for place, text in ticks]
    return all(
        abs(after - before) >= half + other for (before, half), (after, other) in itertools.pairwise(needs)
    )


def draw_axis(sheet: Sheet, axis: ValueAxis, bottom: float) -> None:
    """The axis line at `bottom`, its ticks and figures; figures at the ends stay within the sheet."""
    scale = axis.scale
    sheet.line([scale.start, scale.end], [bottom, bottom], color=PALETTE.rule_strong, linewidth=0.8)
    for value, text in axis.ticks:
        x, half = scale(value), text_width(text) / 2
        sheet.line([x, x], [bottom, bottom + 3], color=PALETTE.rule_strong, linewidth=0.8)
        sheet.text(min(max(x, half + 1), sheet.width - half - 1), bottom + 13, text, align="center")


def draw_grid(sheet: Sheet, axis: ValueAxis, top: float, bottom: float) -> None:
    """Thin lines at the ticks behind one row."""
    places = [axis.scale(value) for value, _ in axis.ticks]
    sheet.lines([((x, top), (x, bottom)) for x in places], color=PALETTE.rule, linewidth=0.8, zorder=0)
