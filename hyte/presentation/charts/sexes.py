"""Women and men, or girls and boys, side by side: two marks for each indicator, joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hyte.model import Language
from hyte.presentation.charts.axis import AXIS_HEIGHT, ValueAxis, draw_axis, draw_grid, value_axis
from hyte.presentation.charts.labels import text_width, wrapped
from hyte.presentation.charts.legend import (
    Key,
    draw_legend,
    mark_sample,
    placed,
    stroke_sample,
    whisker_sample,
)
from hyte.presentation.charts.sheet import Sheet
from hyte.presentation.charts.theme import LEADING, LETTERS, MIDDLE, SHAPES, STYLES, WIDTH, Role
from hyte.presentation.palette import PALETTE

_LEFT = 3.0
_GAP = 9.0
_NARROWEST = 130.0
_ROW = 15.0
_APART = 3.4
"""How far above and below the row's middle the sexes stand: intervals must not cover each other."""
_CERTAIN = {"color": PALETTE.rule_strong, "linewidth": 4.0}
_UNCERTAIN = {"color": PALETTE.rule_strong, "linewidth": 0.9}


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure, how it is printed, and its 95 per cent interval where known.

    Without a value (None) the text says why; `low` and `high` are both given or neither.
    """

    value: float | None
    text: str
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval has both ends or none")

    @property
    def values(self) -> list[float]:
        """What an axis must hold: the figure and the ends of its interval."""
        if self.value is None:
            return []
        return [value for value in (self.value, self.low, self.high) if value is not None]


@dataclass(frozen=True, slots=True)
class SexRow:
    """One indicator of one year; `certain` when the difference of the sexes is more than chance."""

    title: str
    women: Mark
    men: Mark
    certain: bool = False


@dataclass(frozen=True, slots=True)
class SexTexts:
    """Every word of the chart; `certain` and `uncertain` explain the joining line."""

    women: str
    men: str
    interval: str
    certain: str
    uncertain: str


def sexes_chart(rows: Sequence[SexRow], texts: SexTexts, *, decimals: int, language: Language) -> str:
    """Draw indicators of one unit on one axis, in the order that is given; SVG text.

    A certain difference has a thick line, filled marks and a stronger title; an uncertain one a thin line and
    hollow marks.

    Raises
    ------
    ValueError
        When no row has a figure.
    """
    return drawn(rows, texts, decimals=decimals, language=language).svg()


def drawn(rows: Sequence[SexRow], texts: SexTexts, *, decimals: int, language: Language) -> Sheet:
    """The chart before it is written down, so that its extents can be measured."""
    keys, above = placed(_keys(rows, texts))
    women, men = (_column(rows, texts, name) for name in ("women", "men"))
    shrink = min(1.0, (WIDTH - 2 * _LEFT - _NARROWEST - 2 * _GAP) / (women + men))
    women, men, size = women * shrink, men * shrink, LETTERS * shrink
    right = WIDTH - _LEFT - women - men - 2 * _GAP
    values = [value for row in rows for mark in (row.women, row.men) for value in mark.values]
    axis = value_axis(values, decimals, language, _LEFT + 6, right - 6)
    columns = (right + _GAP + women, WIDTH - _LEFT)
    heads = [wrapped(text, width + 2, weight=600) for text, width in ((texts.women, women), (texts.men, men))]
    titles = [wrapped(row.title, WIDTH - 2 * _LEFT, weight=600 if row.certain else 400) for row in rows]
    deep = max(map(len, heads))
    height = above + deep * LEADING + 4 + AXIS_HEIGHT
    sheet = Sheet(height + sum(len(title) * LEADING + _ROW + 7 for title in titles))
    draw_legend(sheet, keys)
    for x, lines, role in zip(columns, heads, ("women", "men"), strict=True):
        for number, line in enumerate(lines, start=1):
            y = above + (deep - len(lines) + number) * LEADING
            sheet.text(x, y, line, align="right", weight=600, size=size, color=_color(role))  # type: ignore[arg-type]
    y = above + deep * LEADING + 4
    rules = []
    for row, title in zip(rows, titles, strict=True):
        rules.append(((_LEFT, y), (WIDTH - _LEFT, y)))
        for number, line in enumerate(title, start=1):
            sheet.text(_LEFT, y + number * LEADING, line, weight=600 if row.certain else 400)
        y += len(title) * LEADING + 4
        middle = y + _ROW / 2
        draw_grid(sheet, axis, y, y + _ROW)
        _draw(sheet, row, axis, middle)
        for x, mark in zip(columns, (row.women, row.men), strict=True):
            sheet.text(
                x, middle + MIDDLE, mark.text, align="right", size=size, weight=600 if row.certain else 400
            )
        y += _ROW + 3
    sheet.lines(rules, color=PALETTE.rule, linewidth=0.6)
    draw_axis(sheet, axis, y)
    return sheet


def _color(role: Role) -> str:
    return str(STYLES[role]["color"])


def _style(role: Role, certain: bool) -> dict[str, object]:
    color = _color(role)
    size = 7.0 if role == "women" else 6.2
    return {"marker": SHAPES[role], "size": size, "fill": color if certain else PALETTE.paper, "edge": color}


def _column(rows: Sequence[SexRow], texts: SexTexts, name: str) -> float:
    figures = [text_width(getattr(row, name).text, weight=600 if row.certain else 400) for row in rows]
    return max(*figures, *(text_width(word, weight=600) for word in getattr(texts, name).split(" ")), 1.0)


def _keys(rows: Sequence[SexRow], texts: SexTexts) -> list[Key]:
    keys = [
        Key(texts.women, mark_sample(**_style("women", True))),
        Key(texts.men, mark_sample(**_style("men", True))),
    ]
    if any(mark.low is not None for row in rows for mark in (row.women, row.men)):
        keys.append(Key(texts.interval, whisker_sample()))
    both = [row for row in rows if row.women.value is not None and row.men.value is not None]
    if any(row.certain for row in both):
        keys.append(Key(texts.certain, stroke_sample(**_CERTAIN)))
    if any(not row.certain for row in both):
        keys.append(Key(texts.uncertain, stroke_sample(**_UNCERTAIN)))
    return keys


def _draw(sheet: Sheet, row: SexRow, axis: ValueAxis, y: float) -> None:
    x = axis.scale
    if row.women.value is not None and row.men.value is not None:
        style = _CERTAIN if row.certain else _UNCERTAIN
        sheet.line([x(row.women.value), x(row.men.value)], [y, y], zorder=1, **style)
    parts: tuple[tuple[Role, Mark, float], ...] = (("women", row.women, -_APART), ("men", row.men, _APART))
    for role, mark, offset in parts:
        if mark.value is None:
            continue
        if mark.low is not None and mark.high is not None:
            ends = [x(mark.low), x(mark.high)]
            sheet.line(ends, [y + offset] * 2, color=_color(role), linewidth=1.2, zorder=5)
        sheet.mark(x(mark.value), y + offset, **_style(role, row.certain))  # type: ignore[arg-type]
