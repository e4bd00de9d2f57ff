"""One question asked of several groups: ranked marks with intervals, beside reference values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hyte.model import Language
from hyte.presentation.charts.axis import AXIS_HEIGHT, draw_axis, draw_grid, value_axis
from hyte.presentation.charts.labels import text_width, wrapped
from hyte.presentation.charts.legend import (
    Key,
    draw_legend,
    mark_sample,
    placed,
    upright_sample,
    whisker_sample,
)
from hyte.presentation.charts.sexes import Mark
from hyte.presentation.charts.sheet import Sheet
from hyte.presentation.charts.theme import LEADING, MIDDLE, SHAPES, STYLES, WIDTH, Role
from hyte.presentation.palette import PALETTE

_LEFT = 3.0
_GAP = 8.0
_WIDEST_LABEL = 112.0
_NARROWEST = 80.0
_OWN = {"marker": SHAPES["own"], "size": 7.4, "fill": STYLES["own"]["color"], "edge": PALETTE.paper}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group (school level, age, area) and its figure; without a figure, the mark's text says why."""

    label: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that all groups are held against, drawn as an upright line in its role's style."""

    label: str
    value: float
    role: Role


def ranked(rows: Sequence[GroupRow]) -> tuple[GroupRow, ...]:
    """Rows with the largest figure first, equal ones by label, those without a figure last."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.mark.value is None,
                -(row.mark.value or 0.0),
                row.label.casefold(),
                row.label,
            ),
        )
    )


def group_chart(
    rows: Sequence[GroupRow],
    *,
    decimals: int,
    language: Language,
    group_label: str = "",
    interval_label: str = "",
    references: Sequence[Reference] = (),
    in_order: bool = False,
) -> str:
    """Draw groups by the size of their figures, or as they are given when `in_order`; SVG text.

    Raises
    ------
    ValueError
        When no group has a figure.
    """
    return drawn(
        rows if in_order else ranked(rows),
        decimals=decimals,
        language=language,
        group_label=group_label,
        interval_label=interval_label,
        references=references,
    ).svg()


def drawn(
    rows: Sequence[GroupRow],
    *,
    decimals: int,
    language: Language,
    group_label: str,
    interval_label: str,
    references: Sequence[Reference],
) -> Sheet:
    """The chart before it is written down, so that its extents can be measured."""
    if all(row.mark.value is None for row in rows):
        raise ValueError("a chart needs at least one figure")
    keys, above = placed(_keys(rows, group_label, interval_label, references))
    figures = max(text_width(row.mark.text, weight=600) for row in rows)
    widest = min(_WIDEST_LABEL, WIDTH - 2 * _LEFT - 2 * _GAP - _NARROWEST - figures)
    labels = [wrapped(row.label, max(50.0, widest)) for row in rows]
    left = _LEFT + max(text_width(line) for lines in labels for line in lines) + _GAP
    right = WIDTH - _LEFT - figures - _GAP
    values = [value for row in rows for value in row.mark.values] + [item.value for item in references]
    axis = value_axis(values, decimals, language, left + 4, right - 4)
    heights = [max(17.0, len(lines) * LEADING + 5) for lines in labels]
    sheet = Sheet(above + 3 + sum(heights) + AXIS_HEIGHT)
    draw_legend(sheet, keys)
    y = above + 3
    draw_grid(sheet, axis, y, y + sum(heights))
    for item in references:
        x = axis.scale(item.value)
        sheet.line([x, x], [y, y + sum(heights)], zorder=3, **_upright(item.role))
    for row, lines, height in zip(rows, labels, heights, strict=True):
        middle = y + height / 2
        base = middle + MIDDLE - (len(lines) - 1) * LEADING / 2
        for number, line in enumerate(lines):
            sheet.text(_LEFT, base + number * LEADING, line)
        sheet.text(WIDTH - _LEFT, middle + MIDDLE, row.mark.text, align="right", weight=600)
        if row.mark.value is not None:
            if row.mark.low is not None and row.mark.high is not None:
                ends = [axis.scale(row.mark.low), axis.scale(row.mark.high)]
                sheet.line(ends, [middle, middle], color=PALETTE.blue, linewidth=1.5, zorder=5)
            sheet.mark(axis.scale(row.mark.value), middle, **_OWN)
        y += height
    draw_axis(sheet, axis, y)
    return sheet


def _upright(role: Role) -> dict[str, object]:
    kept = ("color", "linestyle")
    return {name: STYLES[role][name] for name in kept if name in STYLES[role]} | {"linewidth": 1.5}


def _keys(
    rows: Sequence[GroupRow], group_label: str, interval_label: str, references: Sequence[Reference]
) -> list[Key]:
    keys = [Key(group_label, mark_sample(**_OWN))]
    if any(row.mark.low is not None for row in rows):
        keys.append(Key(interval_label, whisker_sample(PALETTE.blue)))
    keys += [Key(item.label, upright_sample(**_upright(item.role))) for item in references]
    return keys
