"""One indicator through the years: own line with its interval, comparators, each labelled at its end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hyte.language.numbers import number
from hyte.model import Language
from hyte.presentation.charts.labels import printable, spread, text_width
from hyte.presentation.charts.sheet import svg_of
from hyte.presentation.charts.theme import BAND, LETTERS, STYLES, WIDTH, Role, prepare
from hyte.presentation.charts.ticks import value_limits, value_ticks, year_ticks
from hyte.presentation.palette import PALETTE
from hyte.statistics.series import Point, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

SIZE = (WIDTH / 72, 2.2)
"""Width and height in inches of a panel's chart."""

_PLOT = (0.135, 0.15, 0.535, 0.81)
"""Left, bottom, width and height of the plot as shares of the picture; the labels stand to its right."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: its series, its label, the part it plays, and its interval.

    `band` has year, low and high of each year whose interval is known, in the unit of the series; that of a
    year without a figure is not drawn. `ValueError` when a year is told twice or low is above high.
    """

    label: str
    series: Series
    role: Role
    band: tuple[tuple[int, float, float], ...] = ()

    def __post_init__(self) -> None:
        if len({year for year, _, _ in self.band}) < len(self.band):
            raise ValueError("a band has each year once")
        if any(not low <= high for _, low, high in self.band):
            raise ValueError("an interval's low end is above its high end")


def series_chart(
    lines: Sequence[Line],
    *,
    decimals: int,
    language: Language,
    breaks: Sequence[int] = (),
    break_label: str = "",
) -> str:
    """Draw series by year as SVG; gaps in the data stay gaps, and each line is labelled at its end.

    Parameters
    ----------
    lines : sequence of Line
        At least one with a figure.
    decimals : int
        Decimals of the indicator; the axis uses as few of them as its steps need.
    breaks : sequence of int
        Years in which the series is broken: a thin vertical line before the first figure of the new series.

    Raises
    ------
    ValueError
        When no line has a figure.
    """
    return svg_of(drawn(lines, decimals=decimals, language=language, breaks=breaks, break_label=break_label))


def drawn(
    lines: Sequence[Line], *, decimals: int, language: Language, breaks: Sequence[int], break_label: str
) -> Canvas:
    """The chart before it is written down, so that its extents can be measured."""
    years = sorted({point.year for line in lines for point in line.series.figures})
    if not years:
        raise ValueError("a chart needs at least one figure")
    canvas, axes = _canvas()
    for line in lines:
        _draw(axes, line)
    told = [year for year in breaks if years[0] < year <= years[-1]]
    for year in told:
        axes.axvline(year - 0.5, color=PALETTE.ink, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    _scale(axes, lines, years, decimals, language, bool(told and break_label))
    for year in told:
        _name_break(axes, year, years, break_label)
    _label_ends(axes, [line for line in lines if line.series.latest])
    return canvas


def band_pieces(line: Line, run: Sequence[Point]) -> Iterator[tuple[tuple[int, float, float], ...]]:
    """The intervals of one unbroken run of figures, cut where a year's interval is not known."""
    known = {year: (low, high) for year, low, high in line.band}
    for told, points in itertools.groupby(run, key=lambda point: point.year in known):
        if told:
            yield tuple((point.year, *known[point.year]) for point in points)


def values_of(lines: Sequence[Line]) -> list[float]:
    """Every value that an axis must hold: figures, and the ends of the intervals beside them."""
    found = []
    for line in lines:
        years = {point.year for point in line.series.figures}
        found += [point.value for point in line.series.figures if point.value is not None]
        found += [end for year, low, high in line.band if year in years for end in (low, high)]
    return found


def _name_break(axes: Axes, year: int, years: Sequence[int], label: str) -> None:
    """Write beside a break's line what it is, on the side where there is room, above all lines."""
    late = year - years[0] > 0.6 * (years[-1] - years[0])
    axes.annotate(
        label,
        (year - 0.5, 1.0),
        xycoords=axes.get_xaxis_transform(),
        xytext=(-3 if late else 3, 0),
        textcoords="offset points",
        fontsize=LETTERS,
        va="top",
        ha="right" if late else "left",
    )


def _canvas() -> tuple[Canvas, Axes]:
    from matplotlib.figure import Figure as Canvas

    prepare()
    canvas = Canvas(figsize=SIZE)
    axes = canvas.add_axes(_PLOT)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALETTE.rule_strong)
    axes.grid(axis="y", color=PALETTE.rule, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", length=0, labelsize=LETTERS, colors=PALETTE.ink, pad=4)
    axes.tick_params(axis="x", length=3, color=PALETTE.rule_strong)
    return canvas, axes


def _draw(axes: Axes, line: Line) -> None:
    # seaborn.lineplot would take longer than all the rest of the chart, and knows no gaps.
    style: dict[str, Any] = {"markeredgewidth": 0, **STYLES[line.role]}
    for run in line.series.runs():
        alone = len(run) == 1 and "marker" not in style
        drawn_as = style | {"marker": "o", "markersize": 3.6} if alone else style
        axes.plot([point.year for point in run], _values(run), **drawn_as)
        for piece in band_pieces(line, run):
            years, lows, highs = zip(*piece, strict=True)
            if len(piece) == 1:
                axes.vlines(years, lows, highs, color=style["color"], linewidth=1.1, zorder=style["zorder"])
            else:
                axes.fill_between(years, lows, highs, color=style["color"], alpha=BAND, linewidth=0, zorder=1)


def _values(points: Sequence[Point]) -> list[float]:
    return [point.value for point in points if point.value is not None]


def _scale(
    axes: Axes, lines: Sequence[Line], years: Sequence[int], decimals: int, language: Language, headroom: bool
) -> None:
    span = years[-1] - years[0]
    axes.set_xlim(years[0] - 0.4, years[-1] + max(0.4, span * 0.02))
    shown = year_ticks(years, 6)
    axes.set_xticks(shown, [str(year) for year in shown])
    low, high = value_limits(values_of(lines), decimals)
    high += 0.12 * (high - low) if headroom else 0
    axes.set_ylim(low, high)
    ticks, exact = value_ticks(low, high, decimals, 5)
    labels = [number(tick, exact, language) for tick in ticks]
    axes.set_yticks(ticks, labels)
    # Figures of many digits take their room from the plot.
    left = max(_PLOT[0], (max(map(text_width, labels), default=0.0) + 7) / WIDTH)
    axes.set_position((left, _PLOT[1], _PLOT[0] + _PLOT[2] - left, _PLOT[3]))


def _label_ends(axes: Axes, lines: Sequence[Line]) -> None:
    """Put each label at its line's end, pushed apart as little as is needed where they would touch."""
    low, high = axes.get_ylim()
    wanted = []
    for line in lines:
        latest = line.series.latest
        assert latest is not None and latest.value is not None
        wanted.append(((latest.value - low) / (high - low), line))
    wanted.sort(key=lambda item: (item[0], item[1].label))
    heights = spread(
        [place for place, _ in wanted], [0.049 * (1 + line.label.count("\n")) for _, line in wanted]
    )
    for (place, line), height in zip(wanted, heights, strict=True):
        color = STYLES[line.role]["color"]
        weight = 600 if line.role in ("own", "women", "men") else 400
        if abs(place - height) > 0.03:
            ends: dict[str, Any] = {"transform": axes.transAxes, "clip_on": False}
            axes.plot([1.005, 1.025], [place, height], color=color, linewidth=0.8, **ends)
        axes.text(
            1.035,
            height,
            "\n".join(printable(part) for part in line.label.split("\n")),
            transform=axes.transAxes,
            color=color,
            fontsize=_fitting(line.label, weight),
            fontweight=weight,
            va="center",
            linespacing=0.95,
        )


def _fitting(label: str, weight: int) -> float:
    """The size of a label's letters: smaller where a long word would run out of the picture."""
    widest = max(text_width(printable(part), weight=weight) for part in label.split("\n"))
    room = (1 - _PLOT[0] - _PLOT[2] * 1.035) * WIDTH - 1
    return LETTERS * min(1.0, room / widest)
