"""The legend above a chart: samples with their labels in lines that are filled from left to right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hyte.presentation.charts.labels import text_width, wrapped
from hyte.presentation.charts.sheet import Sheet
from hyte.presentation.charts.theme import BAND, LEADING, MIDDLE, STYLES, WIDTH, Role
from hyte.presentation.palette import PALETTE

SAMPLE = 19.0
_GAP = 4.0
_BETWEEN = 12.0
_LEFT = 2.0

Draw = Callable[[Sheet, float, float], None]
"""Draws a sample on a sheet, `SAMPLE` wide, from a left end and a middle height."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend."""

    label: str
    draw: Draw


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """An entry with the left end of its sample, the base line of its first line of text, and its lines."""

    key: Key
    x: float
    y: float
    lines: tuple[str, ...]


def placed(keys: Sequence[Key], width: float = WIDTH) -> tuple[tuple[PlacedKey, ...], float]:
    """Where each entry stands, and the height that all of them take; entries without a label are left out."""
    found: list[PlacedKey] = []
    x, y, deepest = _LEFT, LEADING - 2, 0
    room = width - _LEFT - SAMPLE - _GAP - 2
    for key in keys:
        if not key.label:
            continue
        lines = wrapped(key.label, room)
        wide = SAMPLE + _GAP + max(text_width(line) for line in lines)
        if found and x + wide > width - 2:
            x, y, deepest = _LEFT, y + (deepest + 1) * (LEADING + 1), 0
        found.append(PlacedKey(key, x, y, lines))
        x += wide + _BETWEEN
        deepest = max(deepest, len(lines) - 1)
    return tuple(found), y + deepest * (LEADING + 1) + 5 if found else 0.0


def draw_legend(sheet: Sheet, keys: Sequence[PlacedKey], top: float = 0.0) -> None:
    """Draw placed entries, the first line of them below `top`."""
    for item in keys:
        item.key.draw(sheet, item.x, top + item.y - MIDDLE)
        for number, line in enumerate(item.lines):
            sheet.text(item.x + SAMPLE + _GAP, top + item.y + number * LEADING, line)


def line_sample(role: Role, scale: float = 1.0) -> Draw:
    """A piece of a role's line, as thick as in the chart."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        style = dict(STYLES[role])
        style["linewidth"] *= scale
        # Of the mark only one, in the middle, as on the line itself.
        sheet.line([x, x + SAMPLE / 2, x + SAMPLE], [y] * 3, **style | {"markevery": [1]})

    return draw


def band_sample(color: str) -> Draw:
    """A piece of an interval's band."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.bar(x, y - 4.5, SAMPLE, 9, facecolor=color, alpha=2 * BAND)

    return draw


def bar_sample(**style: Any) -> Draw:
    """A filled, hatched or outlined bar."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.bar(x, y - 4, SAMPLE, 8, **style)

    return draw


def mark_sample(**style: Any) -> Draw:
    """One mark."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.mark(x + SAMPLE / 2, y, **style)

    return draw


def whisker_sample(color: str = PALETTE.ink) -> Draw:
    """An interval's whisker."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line([x + 1, x + SAMPLE - 1], [y, y], color=color, linewidth=1.2)

    return draw


def stroke_sample(**style: Any) -> Draw:
    """A line in any style."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line([x, x + SAMPLE], [y, y], **style)

    return draw


def upright_sample(**style: Any) -> Draw:
    """An upright line, as that of a reference value."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line([x + SAMPLE / 2] * 2, [y - 5.5, y + 5.5], **style)

    return draw
