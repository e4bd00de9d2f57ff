"""TEAviisari: sectors by dimensions, each score printed in a cell whose shade says how high it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hyte.language.numbers import number
from hyte.model import Language
from hyte.presentation.charts.labels import text_width, wrapped
from hyte.presentation.charts.legend import Key, bar_sample, draw_legend, placed
from hyte.presentation.charts.seaborn_alone import seaborn_alone
from hyte.presentation.charts.sheet import Sheet
from hyte.presentation.charts.theme import LEADING, MIDDLE, WIDTH
from hyte.presentation.palette import HEAT, HEAT_INK, PALETTE

BORDERS = (25, 50, 75)
"""From these scores on a cell is one shade darker; TEAviisari itself parts at 25 and 75."""

_WIDEST_LABEL = 118.0
_TALLEST_HEAD = 130
_HATCHED = {"facecolor": PALETTE.wash, "edgecolor": PALETTE.rule_strong, "hatch": "////"}


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One sector (or dimension) with its score in each column, 0 to 100; None where there is none."""

    label: str
    scores: tuple[float | None, ...]


def shade(score: float) -> int:
    """Which of the four shades a score gets, in whole points as printed: 0 the lightest to 3 the darkest."""
    return sum(round(score) >= border for border in BORDERS)


def sector_chart(
    columns: Sequence[str],
    rows: Sequence[ScoreRow],
    *,
    language: Language,
    missing_label: str,
) -> str:
    """Draw scores in whole points as a table of shades, in the order of rows and columns; SVG text.

    The legend tells the bounds of the shades in figures, and what a hatched cell means when there is one.

    Raises
    ------
    ValueError
        When there is no score, a row does not fit the columns, or a score is not within 0 and 100.
    """
    return drawn(columns, rows, language=language, missing_label=missing_label).svg()


def drawn(
    columns: Sequence[str],
    rows: Sequence[ScoreRow],
    *,
    language: Language,
    missing_label: str,
) -> Sheet:
    """The chart before it is written down, so that its extents can be measured."""
    _check(columns, rows)
    keys, above = placed(_keys(rows, missing_label))
    labels = [wrapped(row.label, _WIDEST_LABEL) for row in rows]
    left = max(text_width(line) for lines in labels for line in lines) + 9
    width = (WIDTH - left - 2) / len(columns)
    heads = _heads(columns, width)
    top = above + max(text_width(line) for lines in heads for line in lines) + 6
    height = max(17.0, max(map(len, labels)) * LEADING + 4)
    sheet = Sheet(top + height * len(rows) + 2)
    draw_legend(sheet, keys)
    for column, lines in enumerate(heads):
        middle = left + (column + 0.5) * width
        for line, text in enumerate(lines):
            sheet.text(middle + MIDDLE + (line - (len(lines) - 1) / 2) * LEADING, top - 4, text, turned=True)
    _shades(sheet, rows, (left, top, width, height))
    for index, (row, lines) in enumerate(zip(rows, labels, strict=True)):
        middle = top + (index + 0.5) * height
        for line, text in enumerate(lines):
            sheet.text(2, middle + MIDDLE + (line - (len(lines) - 1) / 2) * LEADING, text)
        for column, score in enumerate(row.scores):
            if score is None:
                continue
            at = left + (column + 0.5) * width
            ink = HEAT_INK[shade(score)]
            text = number(score, 0, language)
            sheet.text(at, middle + MIDDLE, text, align="center", color=ink, weight=600)
    return sheet


def _check(columns: Sequence[str], rows: Sequence[ScoreRow]) -> None:
    scores = [score for row in rows for score in row.scores if score is not None]
    if not scores:
        raise ValueError("a chart needs at least one figure")
    if any(len(row.scores) != len(columns) for row in rows):
        raise ValueError("each row has one score for each column")
    if any(not 0 <= score <= 100 for score in scores):
        raise ValueError("a score lies between 0 and 100")


def _heads(columns: Sequence[str], width: float) -> list[tuple[str, ...]]:
    """Headings that stand upright, each in as few lines as its column is wide."""
    most = max(1, int((width + 1) // LEADING))
    heads = []
    for text in columns:
        # A word that fits whole is not parted.
        widest = int(max(60.0, *(text_width(word) for word in text.split()))) + 1
        rooms = (wrapped(text, room) for room in range(widest, max(widest + 1, _TALLEST_HEAD), 8))
        heads.append(next((lines for lines in rooms if len(lines) <= most), wrapped(text, 400.0)))
    return heads


def _keys(rows: Sequence[ScoreRow], missing_label: str) -> list[Key]:
    lows = (0, *BORDERS)
    highs = (*(border - 1 for border in BORDERS), 100)
    edge = {"edgecolor": PALETTE.rule_strong, "linewidth": 0.5}
    keys = [
        Key(f"{low}–{high}", bar_sample(facecolor=color, **edge))
        for low, high, color in zip(lows, highs, HEAT, strict=True)
    ]
    if any(score is None for row in rows for score in row.scores):
        keys.append(Key(missing_label, bar_sample(**_HATCHED)))
    return keys


def _shades(sheet: Sheet, rows: Sequence[ScoreRow], box: tuple[float, float, float, float]) -> None:
    import numpy as np
    from matplotlib.colors import ListedColormap

    left, top, width, height = box
    steps = np.array([[-1 if score is None else shade(score) for score in row.scores] for row in rows])
    axes = sheet.axes(left, top, width * steps.shape[1], height * steps.shape[0])
    seaborn_alone().heatmap(
        steps,
        mask=steps < 0,
        cmap=ListedColormap(HEAT),
        vmin=-0.5,
        vmax=len(HEAT) - 0.5,
        cbar=False,
        linewidths=1.4,
        linecolor=PALETTE.paper,
        xticklabels=False,
        yticklabels=False,
        ax=axes,
    )
    for row, column in zip(*np.nonzero(steps < 0), strict=True):
        x, y = left + float(column) * width, top + float(row) * height
        sheet.bar(x + 0.7, y + 0.7, width - 1.4, height - 1.4, **_HATCHED)
