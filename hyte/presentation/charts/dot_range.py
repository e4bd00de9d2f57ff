"""Many indicators against the whole country: a mark on the range of all municipalities, one row for each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hyte.model import Direction
from hyte.presentation.charts.labels import text_width, wrapped
from hyte.presentation.charts.legend import (
    Key,
    bar_sample,
    draw_legend,
    mark_sample,
    placed,
    upright_sample,
    whisker_sample,
)
from hyte.presentation.charts.sheet import Sheet
from hyte.presentation.charts.theme import LEADING, LETTERS, MIDDLE, OUTCOMES, STYLES, WIDTH
from hyte.presentation.palette import PALETTE
from hyte.statistics.finding import ComparisonOutcome, Spread

LIMIT = 3.0
"""Half the width of the range, in standard deviations; what lies farther out gets an arrow at the edge."""

NORMAL_P90 = 1.2815515655446004
"""Distance of the 90th percentile from the middle of a normal distribution, in standard deviations."""

SHARE = 0.12
"""Without the municipalities' range this share of the country's value stands for one standard deviation; many
indicators of municipalities vary by about so much."""

_ROW = 13.0
_LEFT = 3.0
_GAP = 9.0
_NARROWEST = 130.0
_CENTRE = {"color": STYLES["country"]["color"], "linewidth": 1.5}
_WIDE = {"facecolor": PALETTE.rule}
_HALF = {"facecolor": PALETTE.rule_strong}


@dataclass(frozen=True, slots=True)
class DotRow:
    """One indicator of one year: figures in its own unit, and how they are printed.

    `low` and `high` are the ends of the own figure's 95 per cent interval, both or neither.
    """

    title: str
    own: float
    country: float
    own_text: str
    country_text: str
    outcome: ComparisonOutcome
    direction: Direction
    low: float | None = None
    high: float | None = None
    spread: Spread | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval has both ends or none")


@dataclass(frozen=True, slots=True)
class DotTexts:
    """Every word of the chart. `ends` are left and right of judged rows, `neutral_ends` of the others."""

    own: str
    country: str
    ends: tuple[str, str]
    neutral_ends: tuple[str, str]
    outcomes: tuple[tuple[ComparisonOutcome, str], ...]
    """Legend of the marks in its order; equal labels (higher, lower) are shown once."""
    interval: str
    middle_half: str
    most: str
    """The bar from the 10th to the 90th percentile."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a row's parts lie: 0 is the country, 1 a standard deviation, positive is to the right.

    Bars are cut at the edges; `mark` and `whisker` are too, and then `beyond` says -1 or 1 for an arrow.
    """

    mark: float
    beyond: int
    whisker: tuple[float, float] | None
    whisker_beyond: tuple[bool, bool]
    wide: tuple[float, float] | None
    half: tuple[float, float] | None


def places_of(row: DotRow) -> Places:
    """Put a row on the common scale.

    One unit is the standard deviation of a normal distribution with the same 10th and 90th percentile; with
    no spread (or one of no width) it is `SHARE` of the country's value. Where a low figure is better the
    row is mirrored, so that better is always to the right.
    """
    sign = -1.0 if row.direction is Direction.LOWER_IS_BETTER else 1.0
    unit = (row.spread.p90 - row.spread.p10) / (2 * NORMAL_P90) if row.spread else 0.0
    spread = row.spread if unit > 0 else None
    if spread is None:
        unit = SHARE * abs(row.country)

    def place(value: float) -> float:
        distance = sign * (value - row.country)
        return distance / unit if unit > 0 else math.copysign(math.inf, distance) if distance else 0.0

    def cut(low: float, high: float) -> tuple[float, float] | None:
        ends = sorted((place(low), place(high)))
        left, right = (min(LIMIT, max(-LIMIT, end)) for end in ends)
        return (left, right) if left < right else None

    mark = place(row.own)
    whisker, outside = None, (False, False)
    if row.low is not None and row.high is not None:
        ends = sorted((place(row.low), place(row.high)))
        whisker = cut(row.low, row.high)
        outside = (ends[0] < -LIMIT, ends[1] > LIMIT)
    return Places(
        mark=min(LIMIT, max(-LIMIT, mark)),
        beyond=(mark > LIMIT) - (mark < -LIMIT),
        whisker=whisker,
        whisker_beyond=outside,
        wide=cut(spread.p10, spread.p90) if spread else None,
        half=cut(spread.q1, spread.q3) if spread else None,
    )


def dot_range_chart(rows: Sequence[DotRow], texts: DotTexts) -> str:
    """Draw up to about twenty indicators against the country; SVG text.

    Judged rows come first, then, below their own ends of the axis, those that are not judged; within both in
    the order that is given. Titles stand above their ranges, printed figures at the right.

    Raises
    ------
    ValueError
        When there is no row, or an outcome that occurs has no label.
    """
    return drawn(rows, texts).svg()


def drawn(rows: Sequence[DotRow], texts: DotTexts) -> Sheet:
    """The chart before it is written down, so that its extents can be measured."""
    if not rows:
        raise ValueError("a chart needs at least one row")
    keys, above = placed(_keys(rows, texts))
    own, country = (_column(rows, texts, name) for name in ("own", "country"))
    shrink = min(1.0, (WIDTH - 2 * _LEFT - _NARROWEST - 2 * _GAP) / (own + country))
    own, country, size = own * shrink, country * shrink, LETTERS * shrink
    right = WIDTH - _LEFT - own - country - 2 * _GAP
    columns = (right + _GAP + own, WIDTH - _LEFT)
    judged = [row for row in rows if row.direction is not Direction.NEUTRAL]
    neutral = [row for row in rows if row.direction is Direction.NEUTRAL]
    parts = [part for part in ((judged, texts.ends), (neutral, texts.neutral_ends)) if part[0]]
    heads = [wrapped(text, width + 2) for text, width in ((texts.own, own), (texts.country, country))]
    ends = [[wrapped(text, (right - _LEFT) / 2 - 6) for text in part[1]] for part in parts]
    deep = [
        max(len(lines) for lines in [*found, *(heads if not index else [])])
        for index, found in enumerate(ends)
    ]
    titles = [[wrapped(row.title, WIDTH - 2 * _LEFT) for row in part] for part, _ in parts]
    height = above + sum(deep) * LEADING + 9.0 * len(parts)
    height += sum(len(title) * LEADING + _ROW + 6 for part in titles for title in part)
    sheet = Sheet(height)
    draw_legend(sheet, keys)
    y = above
    rules = []
    for index, (part, _) in enumerate(parts):
        for column, lines in zip(columns, heads if not index else [], strict=False):
            _lines(sheet, column, y + (deep[index] - len(lines)) * LEADING, lines, "right", 600, size)
        for x, lines, align in zip((_LEFT, right), ends[index], ("left", "right"), strict=True):
            _lines(sheet, x, y + (deep[index] - len(lines)) * LEADING, lines, align, 400, LETTERS)
        y += deep[index] * LEADING + 4
        sheet.line([_LEFT, WIDTH - _LEFT], [y, y], color=PALETTE.rule_strong, linewidth=0.8)
        for row, title in zip(part, titles[index], strict=True):
            _lines(sheet, _LEFT, y, title, "left", 400, LETTERS)
            y += len(title) * LEADING + 4
            _draw(sheet, row, y + _ROW / 2, right)
            for column, text, weight in zip(
                columns, (row.own_text, row.country_text), (600, 400), strict=True
            ):
                sheet.text(column, y + _ROW / 2 + MIDDLE, text, align="right", weight=weight, size=size)
            y += _ROW + 2
            rules.append(((_LEFT, y), (WIDTH - _LEFT, y)))
        y += 5
    sheet.lines(rules, color=PALETTE.rule, linewidth=0.6)
    return sheet


def _column(rows: Sequence[DotRow], texts: DotTexts, name: str) -> float:
    """Width of a column of figures: its widest figure, or the longest word above it."""
    weight = 600 if name == "own" else 400
    figures = [text_width(getattr(row, f"{name}_text"), weight=weight) for row in rows]
    return max(*figures, *(text_width(word, weight=600) for word in getattr(texts, name).split(" ")), 1.0)


def _keys(rows: Sequence[DotRow], texts: DotTexts) -> list[Key]:
    labels = dict(texts.outcomes)
    found = {row.outcome for row in rows}
    unnamed = sorted(found - labels.keys())
    if unnamed:
        raise ValueError(f"the legend has no label for {', '.join(unnamed)}")
    told = {label: outcome for outcome, label in reversed(texts.outcomes) if outcome in found}
    keys = [Key(label, mark_sample(**OUTCOMES[outcome])) for label, outcome in reversed(told.items())]
    if any(row.low is not None for row in rows):
        keys.append(Key(texts.interval, whisker_sample()))
    if any(places_of(row).wide for row in rows):
        keys.append(Key(texts.middle_half, bar_sample(**_HALF)))
        keys.append(Key(texts.most, bar_sample(**_WIDE)))
    keys.append(Key(texts.country, upright_sample(**_CENTRE)))
    return keys


def _lines(
    sheet: Sheet, x: float, top: float, lines: Sequence[str], align: str, weight: int, size: float
) -> None:
    for number, line in enumerate(lines, start=1):
        sheet.text(x, top + number * LEADING, line, align=align, weight=weight, size=size)  # type: ignore[arg-type]


def _draw(sheet: Sheet, row: DotRow, y: float, right: float) -> None:
    centre, half = (_LEFT + right) / 2, (right - _LEFT) / 2 - 8
    found = places_of(row)

    def x(place: float) -> float:
        return centre + place / LIMIT * half

    for ends, height, style in ((found.wide, 8.0, _WIDE), (found.half, 8.0, _HALF)):
        if ends:
            sheet.bar(x(ends[0]), y - height / 2, x(ends[1]) - x(ends[0]), height, zorder=1, **style)
    sheet.line([centre, centre], [y - _ROW / 2, y + _ROW / 2], zorder=3, **_CENTRE)
    if found.whisker:
        left, end = map(x, found.whisker)
        sheet.line([left, end], [y, y], color=PALETTE.paper, linewidth=2.8, zorder=4)
        sheet.line([left, end], [y, y], color=PALETTE.ink, linewidth=1.2, zorder=5)
        for outside, at, step in zip(found.whisker_beyond, (left, end), (-1, 1), strict=True):
            if outside and found.beyond != step:
                _arrow(sheet, at + step * 2, y, step, PALETTE.ink, 4.0)
    mark = OUTCOMES[row.outcome]
    sheet.mark(x(found.mark), y, **mark)
    if found.beyond:
        color = mark["fill"] if mark["fill"] != PALETTE.paper else mark["edge"]
        _arrow(sheet, x(found.mark) + found.beyond * 7, y, found.beyond, color, 5.0)


def _arrow(sheet: Sheet, x: float, y: float, step: int, color: str, size: float) -> None:
    sheet.mark(x, y, marker=">" if step > 0 else "<", size=size, fill=color, edge=color, edge_width=0)
