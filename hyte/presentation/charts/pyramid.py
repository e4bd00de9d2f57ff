"""The population by age: men left and women right, or both together where the sexes are not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hyte.model import Language
from hyte.presentation.charts.axis import AXIS_HEIGHT, ValueAxis, draw_axis, draw_grid, value_axis
from hyte.presentation.charts.labels import text_width, wrapped
from hyte.presentation.charts.legend import SAMPLE, Key, bar_sample, draw_legend, placed, stroke_sample
from hyte.presentation.charts.sheet import Sheet
from hyte.presentation.charts.theme import LEADING, MIDDLE, STYLES, WIDTH
from hyte.presentation.charts.ticks import Scale
from hyte.presentation.palette import PALETTE

_EDGE = 3.0
_ROW = 12.0
_PROJECTED_ROW = 14.0
_PALE = 0.62
_WOMEN = {"facecolor": PALETTE.blue, "alpha": _PALE}
_MEN = {"facecolor": PALETTE.ochre, "alpha": _PALE}
_OWN = {"facecolor": PALETTE.blue}
_OTHER = {"facecolor": PALETTE.paper, "edgecolor": STYLES["country"]["color"], "linewidth": 1.2}
_OUTLINE = {"color": STYLES["country"]["color"], "linewidth": 1.3}


@dataclass(frozen=True, slots=True)
class AgeBar:
    """One age group: shares in per cent of all residents, or persons, all in the same unit.

    `*_other` is the country (or another area), `*_projected` what is expected in a later year. None where the
    figure is not known: nothing is drawn then but the text for it.
    """

    label: str
    male: float | None
    female: float | None
    male_other: float | None = None
    female_other: float | None = None
    male_projected: float | None = None
    female_projected: float | None = None

    def sides(self) -> tuple[tuple[float | None, float | None, float | None], ...]:
        """Own, other and projected figures of men and then of women."""
        return (
            (self.male, self.male_other, self.male_projected),
            (self.female, self.female_other, self.female_projected),
        )


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """One age group of both sexes: own figure, another area's, and a projection; texts as they are printed.

    A figure that is None is left out, but its text is printed when there is one (why it is missing).
    """

    label: str
    own: float | None
    own_text: str
    other: float | None = None
    other_text: str = ""
    projected: float | None = None
    projected_text: str = ""

    def parts(self) -> tuple[tuple[float | None, str], ...]:
        """Figures with their texts: own, other, projected."""
        return (
            (self.own, self.own_text),
            (self.other, self.other_text),
            (self.projected, self.projected_text),
        )


@dataclass(frozen=True, slots=True)
class AgeTexts:
    """Every word of both charts; `projected` names the year, `missing` stands in the place of a bar."""

    women: str = ""
    men: str = ""
    own: str = ""
    other: str = ""
    projected: str = ""
    missing: str = "–"


def pyramid_chart(bars: Sequence[AgeBar], texts: AgeTexts, *, decimals: int, language: Language) -> str:
    """Draw a population pyramid from ages in ascending order, the youngest at the bottom; SVG text.

    The other area is an outline, the projection a hatched bar below each own bar.

    Raises
    ------
    ValueError
        When no age group has an own figure, or a figure is below zero.
    """
    return drawn_pyramid(bars, texts, decimals=decimals, language=language).svg()


def age_chart(groups: Sequence[AgeGroup], texts: AgeTexts, *, decimals: int, language: Language) -> str:
    """Draw ages without sexes as pairs of bars, own and other, in the order that is given; SVG text.

    Raises
    ------
    ValueError
        When no age group has an own figure, or a figure is below zero.
    """
    return drawn_ages(groups, texts, decimals=decimals, language=language).svg()


def drawn_pyramid(bars: Sequence[AgeBar], texts: AgeTexts, *, decimals: int, language: Language) -> Sheet:
    """The pyramid before it is written down, so that its extents can be measured."""
    sides = [side for bar in bars for side in bar.sides()]
    values = _checked([side[0] for side in sides], [value for side in sides for value in side])
    projected = any(side[2] is not None for side in sides)
    keys = [Key(texts.own, _both_sample)]
    if any(side[1] is not None for side in sides):
        keys.append(Key(texts.other, stroke_sample(**_OUTLINE)))
    if projected:
        keys.append(Key(texts.projected, bar_sample(**_hatched(PALETTE.slate))))
    found, above = placed(keys)
    gap = max(text_width(bar.label) for bar in bars) + 8
    right = value_axis([0.0, *values], decimals, language, (WIDTH + gap) / 2, WIDTH - _EDGE)
    mirrored = Scale(right.scale.low, right.scale.high, (WIDTH - gap) / 2, _EDGE)
    left = ValueAxis(mirrored, right.ticks)
    row = _PROJECTED_ROW if projected else _ROW
    heads = [wrapped(text, (WIDTH - gap) / 2 - _EDGE, weight=600) for text in (texts.men, texts.women)]
    top = above + max(map(len, heads)) * LEADING + 5
    bottom = top + row * len(bars)
    sheet = Sheet(bottom + AXIS_HEIGHT)
    draw_legend(sheet, found)
    for axis, lines, color in zip((left, right), heads, (PALETTE.ochre, PALETTE.blue), strict=True):
        middle = (axis.scale.start + axis.scale.end) / 2
        for number, line in enumerate(lines, start=1):
            sheet.text(middle, above + number * LEADING, line, align="center", weight=600, color=color)
        draw_grid(sheet, axis, top, bottom)
        draw_axis(sheet, axis, bottom)
    tops = [bottom - (index + 1) * row for index in range(len(bars))]
    for bar, y in zip(bars, tops, strict=True):
        sheet.text(WIDTH / 2, y + row / 2 + MIDDLE, bar.label, align="center")
        for axis, style, (own, _, later) in zip((left, right), (_MEN, _WOMEN), bar.sides(), strict=True):
            if own is None:
                end = axis is left
                x = axis.scale.start + (-4 if end else 4)
                sheet.text(x, y + row / 2 + MIDDLE, texts.missing, align="right" if end else "left")
            else:
                _bar(sheet, axis.scale, own, y + 1, row * 0.5 if projected else row - 2, style)
            if later is not None:
                hatched = _hatched(PALETTE.ochre if axis is left else PALETTE.blue)
                _bar(sheet, axis.scale, later, y + 1 + row * 0.5, row * 0.5 - 2, hatched)
    for index, axis in enumerate((left, right)):
        _outline(sheet, axis.scale, [bar.sides()[index][1] for bar in bars], tops, row)
    return sheet


def drawn_ages(groups: Sequence[AgeGroup], texts: AgeTexts, *, decimals: int, language: Language) -> Sheet:
    """The chart without sexes before it is written down, so that its extents can be measured."""
    values = _checked(
        [group.own for group in groups], [value for group in groups for value, _ in group.parts()]
    )
    styles = (_OWN, _OTHER, _hatched(PALETTE.blue))
    shown = [
        any(value is not None or text for value, text in (group.parts()[part] for group in groups))
        for part in range(3)
    ]
    words = (texts.own, texts.other, texts.projected)
    keys = [
        Key(word, bar_sample(**style))
        for word, style, is_shown in zip(words, styles, shown, strict=True)
        if is_shown
    ]
    found, above = placed(keys)
    labels = [wrapped(group.label, 100.0) for group in groups]
    figures = max(text_width(_printed(part, texts), weight=600) for group in groups for part in group.parts())
    left = _EDGE + max(text_width(line) for lines in labels for line in lines) + 8
    axis = value_axis([0.0, *values], decimals, language, left, WIDTH - _EDGE - figures - 6)
    least = max(map(len, labels)) * LEADING
    height = max(sum(shown) * LEADING, least) + 7
    bottom = above + 2 + height * len(groups)
    sheet = Sheet(bottom + AXIS_HEIGHT)
    draw_legend(sheet, found)
    draw_grid(sheet, axis, above + 2, bottom)
    draw_axis(sheet, axis, bottom)
    for index, (group, lines) in enumerate(zip(groups, labels, strict=True)):
        middle = above + 2 + (index + 0.5) * height
        base = middle + MIDDLE - (len(lines) - 1) * LEADING / 2
        for number, line in enumerate(lines):
            sheet.text(_EDGE, base + number * LEADING, line)
        y = middle - sum(shown) * LEADING / 2
        for part, ((value, text), style) in enumerate(zip(group.parts(), styles, strict=True)):
            if not shown[part]:
                continue
            if value is not None:
                _bar(sheet, axis.scale, value, y + 1, LEADING - 2.2, style)
            at = axis.scale(value) if value is not None else axis.scale.start
            sheet.text(
                at + 4,
                y + LEADING / 2 + MIDDLE,
                _printed((value, text), texts),
                weight=600 if part == 0 else 400,
            )
            y += LEADING
    return sheet


def _both_sample(sheet: Sheet, x: float, y: float) -> None:
    for left, style in ((x, _MEN), (x + SAMPLE / 2, _WOMEN)):
        sheet.bar(left, y - 4, SAMPLE / 2, 8, **style)


def _checked(own: Sequence[float | None], every: Sequence[float | None]) -> list[float]:
    values = [value for value in every if value is not None]
    if all(value is None for value in own):
        raise ValueError("a chart needs at least one figure")
    if any(value < 0 for value in values):
        raise ValueError("a share or a number of persons is not below zero")
    return values


def _printed(part: tuple[float | None, str], texts: AgeTexts) -> str:
    value, text = part
    return text or ("" if value is not None else texts.missing)


def _hatched(color: str) -> dict[str, Any]:
    return {"facecolor": PALETTE.paper, "edgecolor": color, "hatch": "//////", "linewidth": 0.8}


def _bar(sheet: Sheet, scale: Scale, value: float, top: float, height: float, style: dict[str, Any]) -> None:
    ends = sorted((scale(0.0), scale(value)))
    sheet.bar(ends[0], top, ends[1] - ends[0], height, zorder=3, **style)


def _outline(
    sheet: Sheet, scale: Scale, values: Sequence[float | None], tops: Sequence[float], row: float
) -> None:
    """Steps along the other area's figures, broken where one is not known."""
    run: list[tuple[float, float]] = []
    for value, top in [*zip(values, tops, strict=True), (None, 0.0)]:
        if value is not None:
            run += [(scale(value), top + row), (scale(value), top)]
        elif run:
            xs, ys = zip(*run, strict=True)
            sheet.line(xs, ys, zorder=6, color=PALETTE.paper, linewidth=2.8)
            sheet.line(xs, ys, zorder=7, **_OUTLINE)
            run = []
