"""A theme at a glance: one small chart for each indicator, two beside each other, all on the same years."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from hyte.language.numbers import number
from hyte.model import Language
from hyte.presentation.charts.labels import text_width, wrapped
from hyte.presentation.charts.legend import Key, band_sample, draw_legend, line_sample, placed, stroke_sample
from hyte.presentation.charts.series import Line, band_pieces, values_of
from hyte.presentation.charts.sheet import Sheet
from hyte.presentation.charts.theme import BAND, LEADING, MIDDLE, STYLES, WIDTH, Role
from hyte.presentation.charts.ticks import Scale, value_limits, value_ticks
from hyte.presentation.palette import PALETTE

COLUMNS = 2
_PLOT = 62.0
_GUTTER = 12.0
_THIN = 0.72
"""Lines are thinner than in a large chart by this factor."""
_BREAK = {"color": PALETTE.ink, "linewidth": 0.8, "linestyle": (0, (2, 2))}
_LABELLED: tuple[Role, ...] = ("own", "women", "men")
"""Lines whose newest figure is written beside it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One indicator: its title, its lines (labels are not drawn; the legend names the roles), its breaks.

    At least one line must have a figure; `title` is broken into as many lines as it needs.
    """

    title: str
    lines: tuple[Line, ...]
    decimals: int
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MultiplesTexts:
    """The legend: each role that occurs with its label, the interval's band, and a break in a series."""

    roles: tuple[tuple[Role, str], ...]
    band: str = ""
    break_: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a tile is drawn, in points: its title's base line, its plot, and whether years stand below it."""

    tile: Tile
    title: tuple[str, ...]
    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float
    years_below: bool
    ticks: tuple[tuple[float, str], ...]
    limits: tuple[float, float]


def small_multiples(tiles: Sequence[Tile], texts: MultiplesTexts, *, language: Language) -> str:
    """Draw up to about eight indicators as a grid of small charts with one legend above; SVG text.

    Each tile has its own value axis; the years are the same in all of them. The newest own figure is marked
    and written. Letters are those of every chart; the height follows from the tiles.

    Raises
    ------
    ValueError
        When there is no tile, a tile has no figure, or a role that occurs has no label.
    """
    return drawn(tiles, texts, language=language).svg()


def drawn(tiles: Sequence[Tile], texts: MultiplesTexts, *, language: Language) -> Sheet:
    """The chart before it is written down, so that its extents can be measured."""
    keys, above = placed(_keys(tiles, texts))
    years = sorted({point.year for tile in tiles for line in tile.lines for point in line.series.figures})
    frames, height = frames_of(tiles, language, above)
    sheet = Sheet(height)
    draw_legend(sheet, keys)
    for frame in frames:
        _draw(sheet, frame, years, language)
    return sheet


def frames_of(tiles: Sequence[Tile], language: Language, top: float) -> tuple[tuple[Frame, ...], float]:
    """Where each tile is drawn, row by row, and the height of the whole."""
    if not tiles:
        raise ValueError("small multiples need at least one tile")
    limits = [value_limits(values_of(tile.lines), tile.decimals) for tile in tiles]
    ticks = [
        _ticks(low, high, tile.decimals, language) for (low, high), tile in zip(limits, tiles, strict=True)
    ]
    width = (WIDTH - _GUTTER * (COLUMNS - 1)) / COLUMNS
    # Plots below each other have the same edges, so that their years meet.
    lefts = [
        max(text_width(text) for own in ticks[n::COLUMNS] for _, text in own)
        for n in range(COLUMNS)
        if ticks[n::COLUMNS]
    ]
    rights = [max(map(text_width, _newest(tiles[n::COLUMNS], language)), default=0.0) for n in range(COLUMNS)]
    frames: list[Frame] = []
    y = top + LEADING
    for start in range(0, len(tiles), COLUMNS):
        row = tiles[start : start + COLUMNS]
        titles = [wrapped(tile.title, width - 2, weight=600) for tile in row]
        deepest = max(map(len, titles))
        for column, (tile, title) in enumerate(zip(row, titles, strict=True)):
            x = column * (width + _GUTTER)
            plot_top = y + (deepest - 1) * LEADING + 7
            frames.append(
                Frame(
                    tile,
                    title,
                    x + 1,
                    y + (deepest - len(title)) * LEADING,
                    x + lefts[column] + 7,
                    x + width - rights[column] - 7,
                    plot_top,
                    plot_top + _PLOT,
                    start + column + COLUMNS >= len(tiles),
                    ticks[start + column],
                    limits[start + column],
                )
            )
        last_row = start + COLUMNS >= len(tiles)
        under = 17.0 if any(frame.years_below for frame in frames[start:]) else 5.0
        y += (deepest - 1) * LEADING + 7 + _PLOT + under + (0 if last_row else LEADING + 4)
    return tuple(frames), y


def _keys(tiles: Sequence[Tile], texts: MultiplesTexts) -> list[Key]:
    labels = dict(texts.roles)
    lines = [line for tile in tiles for line in tile.lines]
    found = {line.role for line in lines if line.series.figures}
    unnamed = sorted(found - labels.keys())
    if unnamed:
        raise ValueError(f"the legend has no label for {', '.join(unnamed)}")
    keys = [Key(label, line_sample(role, _THIN)) for role, label in texts.roles if role in found]
    banded = [line.role for line in lines if line.band]
    if banded:
        keys.append(Key(texts.band, band_sample(STYLES[banded[0]]["color"])))
    if any(_breaks(tile) for tile in tiles):
        keys.append(Key(texts.break_, stroke_sample(**_BREAK)))
    return keys


def _breaks(tile: Tile) -> list[int]:
    years = [point.year for line in tile.lines for point in line.series.figures]
    return [year for year in tile.breaks if years and min(years) < year <= max(years)]


def _ticks(low: float, high: float, decimals: int, language: Language) -> tuple[tuple[float, str], ...]:
    ticks, exact = value_ticks(low, high, decimals, 3)
    return tuple((tick, number(tick, exact, language)) for tick in ticks)


def _newest(tiles: Sequence[Tile], language: Language) -> list[str]:
    return [
        number(line.series.latest.value, tile.decimals, language)
        for tile in tiles
        for line in tile.lines
        if line.role in _LABELLED and line.series.latest and line.series.latest.value is not None
    ]


def _draw(sheet: Sheet, frame: Frame, years: Sequence[int], language: Language) -> None:
    for number_, line in enumerate(frame.title):
        sheet.text(frame.x, frame.y + number_ * LEADING, line, weight=600)
    across = Scale(years[0] - 0.3, max(years[-1], years[0] + 1) + 0.1, frame.left, frame.right)
    up = Scale(*frame.limits, frame.bottom, frame.top)
    for tick, text in frame.ticks:
        sheet.line([frame.left, frame.right], [up(tick)] * 2, color=PALETTE.rule, linewidth=0.8, zorder=0)
        sheet.text(frame.left - 4, up(tick) + MIDDLE, text, align="right")
    sheet.line(
        [frame.left, frame.right], [frame.bottom] * 2, color=PALETTE.rule_strong, linewidth=0.8, zorder=1
    )
    for year in _years_told(years, across):
        sheet.line(
            [across(year)] * 2, [frame.bottom, frame.bottom + 3], color=PALETTE.rule_strong, linewidth=0.8
        )
        if frame.years_below:
            sheet.text(across(year), frame.bottom + 13, str(year), align="center")
    for year in _breaks(frame.tile):
        sheet.line([across(year - 0.5)] * 2, [frame.top, frame.bottom], zorder=1, **_BREAK)
    for drawn_line in frame.tile.lines:
        _draw_line(sheet, drawn_line, across, up)
    _label_newest(sheet, frame, across, up, language)


def _years_told(years: Sequence[int], across: Scale) -> list[int]:
    """The first and the newest year, and the one in the middle where there is room."""
    told = sorted({years[0], years[-1]})
    middle = (years[0] + years[-1]) // 2
    apart = text_width("2000") + 5
    if all(abs(across(middle) - across(year)) >= apart for year in told):
        told.insert(1, middle)
    return told if across(told[-1]) - across(told[0]) >= apart or len(told) == 1 else told[-1:]


def _draw_line(sheet: Sheet, line: Line, across: Scale, up: Scale) -> None:
    style = dict(STYLES[line.role])
    marker = style.pop("marker", None)
    size = style.pop("markersize", 3.6) * 0.8
    style["linewidth"] *= _THIN
    latest = line.series.latest
    for run in line.series.runs():
        xs = [across(point.year) for point in run]
        ys = [up(point.value) for point in run if point.value is not None]
        sheet.line(xs, ys, **style)
        if len(run) == 1 or (marker and run[-1] is latest):
            newest = marker and run[-1] is latest
            mark = {"marker": marker or "o", "markersize": size * 1.5 if newest else size}
            sheet.line(xs[-1:], ys[-1:], color=style["color"], zorder=style["zorder"] + 1, **mark)
        for piece in band_pieces(line, run):
            px = [across(year) for year, _, _ in piece]
            lows, highs = [up(low) for _, low, _ in piece], [up(high) for _, _, high in piece]
            if len(piece) == 1:
                sheet.line(px * 2, [*lows, *highs], color=style["color"], linewidth=1, zorder=style["zorder"])
            else:
                sheet.area(px, lows, highs, facecolor=style["color"], alpha=BAND, zorder=1)


def _label_newest(sheet: Sheet, frame: Frame, across: Scale, up: Scale, language: Language) -> None:
    """Write the newest own figures beside their marks, apart from each other and within the tile."""
    found = []
    for line in frame.tile.lines:
        latest = line.series.latest
        if line.role in _LABELLED and latest is not None and latest.value is not None:
            found.append((up(latest.value), across(latest.year), line.role, latest.value))
    found.sort()
    heights = [min(max(y, frame.top + 2), frame.bottom - 3) for y, *_ in found]
    for before, after in itertools.pairwise(range(len(heights))):
        heights[after] = max(heights[after], heights[before] + LEADING - 1)
    over = max(0.0, heights[-1] - (frame.bottom - 3)) if heights else 0.0
    for height, (_, x, role, value) in zip(heights, found, strict=True):
        text = number(value, frame.tile.decimals, language)
        sheet.text(x + 5, height - over + MIDDLE, text, color=STYLES[role]["color"], weight=600, halo=True)
