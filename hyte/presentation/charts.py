"""Charts on one theme, drawn as SVG with their glyphs as paths: the same bytes on every machine."""

from __future__ import annotations

import io
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from hyte.language.numbers import number
from hyte.model import Language
from hyte.presentation.palette import PALETTE
from hyte.statistics.series import Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

Role = Literal["own", "county", "country", "peers", "women", "men"]

SIZE = (4.1, 2.2)
"""Width and height in inches of a panel's chart."""

_PLOT = (0.135, 0.15, 0.535, 0.81)
"""Left, bottom, width and height of the plot as shares of the picture; the labels stand to its right."""

_LETTERS = 9.5
"""Size in points: about 9 points on paper beside a table, and no less than 12 pixels on a phone."""

_STYLES: dict[Role, dict[str, Any]] = {
    "own": {"color": PALETTE.blue, "linewidth": 2.6, "marker": "o", "markersize": 4.2, "zorder": 5},
    "county": {"color": PALETTE.ochre, "linewidth": 1.5, "linestyle": (0, (5, 1.6)), "zorder": 4},
    "country": {"color": PALETTE.slate, "linewidth": 1.5, "zorder": 3},
    "peers": {"color": PALETTE.olive, "linewidth": 1.5, "linestyle": (0, (1.2, 1.4)), "zorder": 2},
    "women": {"color": PALETTE.blue, "linewidth": 2.4, "marker": "o", "markersize": 4.2, "zorder": 5},
    "men": {
        "color": PALETTE.ochre,
        "linewidth": 2.4,
        "marker": "s",
        "markersize": 3.8,
        "linestyle": (0, (4, 1.2)),
        "zorder": 4,
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: its series, its label, and the part it plays."""

    label: str
    series: Series
    role: Role


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
    """
    canvas, axes = _canvas()
    for line in lines:
        _draw(axes, line)
    years = sorted({point.year for line in lines for point in line.series.figures})
    if not years:
        raise ValueError("a chart needs at least one figure")
    for year in breaks:
        if years[0] < year <= years[-1]:
            axes.axvline(year - 0.5, color=PALETTE.ink, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    _scale(axes, years, decimals, language)
    for year in breaks:
        if years[0] < year <= years[-1]:
            _name_break(axes, year, years, break_label)
    _label_ends(axes, [line for line in lines if line.series.latest])
    return _svg(canvas)


def _name_break(axes: Axes, year: int, years: Sequence[int], label: str) -> None:
    """Write beside a break's line what it is, on the side where there is room, above all lines."""
    low, high = axes.get_ylim()
    axes.set_ylim(low, high + (high - low) * 0.12)
    late = year - years[0] > 0.6 * (years[-1] - years[0])
    axes.text(
        year - 0.5 + (-0.15 if late else 0.15),
        1.0,
        label,
        transform=axes.get_xaxis_transform(),
        fontsize=_LETTERS,
        va="top",
        ha="right" if late else "left",
    )


def _canvas() -> tuple[Canvas, Axes]:
    from matplotlib.figure import Figure as Canvas

    _prepare()
    canvas = Canvas(figsize=SIZE)
    axes = canvas.add_axes(_PLOT)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALETTE.rule_strong)
    axes.grid(axis="y", color=PALETTE.rule, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", length=0, labelsize=_LETTERS, colors=PALETTE.ink, pad=4)
    axes.tick_params(axis="x", length=3, color=PALETTE.rule_strong)
    return canvas, axes


def _draw(axes: Axes, line: Line) -> None:
    import seaborn

    style = dict(_STYLES[line.role])
    for run in line.series.runs():
        x = [point.year for point in run]
        y = [point.value for point in run]
        alone = {"marker": "o", "markersize": 3.6} if len(run) == 1 and "marker" not in style else {}
        seaborn.lineplot(
            x=x,
            y=y,
            ax=axes,
            errorbar=None,
            estimator=None,
            legend=False,
            markeredgewidth=0,
            **style,
            **alone,
        )
    axes.set_xlabel("")
    axes.set_ylabel("")


def _scale(axes: Axes, years: Sequence[int], decimals: int, language: Language) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    span = years[-1] - years[0]
    axes.set_xlim(years[0] - 0.4, years[-1] + max(0.4, span * 0.02))
    step = next(step for step in (1, 2, 3, 4, 5, 10, 20) if span / step <= 6)
    axes.set_xticks(list(range(years[-1], years[0] - 1, -step))[::-1])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    low, high = axes.get_ylim()
    # Steps finer than the figures are printed would show differences that are none.
    least = 4 * 10.0**-decimals
    if high - low < least:
        middle = (low + high) / 2
        low, high = middle - least / 2, middle + least / 2
    if low > 0 and low < 0.45 * high:
        low = 0.0
    axes.set_ylim(low, high + (high - low) * 0.04)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], integer=decimals == 0))
    ticks = axes.get_yticks()
    size = min((abs(b - a) for a, b in itertools.pairwise(ticks)), default=1.0)
    shown = next((n for n in range(4) if math.isclose(size * 10**n, round(size * 10**n), abs_tol=1e-6)), 3)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, shown, language)))


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
        color = _STYLES[line.role]["color"]
        weight = 600 if line.role in ("own", "women", "men") else 400
        if abs(place - height) > 0.03:
            axes.plot(
                [1.005, 1.025],
                [place, height],
                transform=axes.transAxes,
                color=color,
                linewidth=0.8,
                clip_on=False,
            )
        axes.text(
            1.035,
            height,
            line.label,
            transform=axes.transAxes,
            color=color,
            fontsize=_fitting(line.label, weight),
            fontweight=weight,
            va="center",
            linespacing=0.95,
        )


def _fitting(label: str, weight: int) -> float:
    """The size of a label's letters: smaller where a long word would run out of the picture."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    font = FontProperties(family="Source Sans 3", weight=weight)
    widest = max(TextPath((0, 0), part, _LETTERS, prop=font).get_extents().x1 for part in label.split("\n"))
    room = (1 - _PLOT[0] - _PLOT[2] * 1.035) * SIZE[0] * 72
    return float(_LETTERS * min(1.0, room / widest))


def spread(places: Sequence[float], halves: Sequence[float]) -> list[float]:
    """Move ordered places apart so that no two labels overlap, with the least sum of squared moves.

    Isotonic regression by pooling adjacent violators; then the whole is kept within 0 and 1 where it fits.

    Parameters
    ----------
    places : sequence of float
        Wanted middles, ascending, as shares of the axis.
    halves : sequence of float
        Half the height of each label, as shares of the axis.
    """
    offsets = [0.0]
    for before, after in itertools.pairwise(halves):
        offsets.append(offsets[-1] + before + after)
    pools: list[list[float]] = []
    for place, offset in zip(places, offsets, strict=False):
        pools.append([place - offset, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean, weight), (other, more) = pools.pop(-2), pools.pop()
            pools.append([(mean * weight + other * more) / (weight + more), weight + more])
    levels = [mean for mean, weight in pools for _ in range(round(weight))]
    moved = [level + offset for level, offset in zip(levels, offsets, strict=False)]
    for index, half in enumerate(halves):
        floor = half if index == 0 else moved[index - 1] + halves[index - 1] + half
        moved[index] = max(moved[index], floor)
    for index in range(len(moved) - 1, -1, -1):
        half = halves[index]
        ceiling = 1 - half if index == len(moved) - 1 else moved[index + 1] - halves[index + 1] - half
        moved[index] = min(moved[index], ceiling)
    return moved


@cache
def _prepare() -> None:
    """Set the theme once for each process: fonts from the package, ids that do not change from run to run."""
    import matplotlib
    import seaborn
    from matplotlib import font_manager

    fonts = resources.files("hyte.publishing") / "fonts"
    for name in ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "SourceSans3-Bold.ttf"):
        with resources.as_file(fonts / name) as path:
            font_manager.fontManager.addfont(str(path))
    seaborn.set_theme(style="white")
    matplotlib.rcParams.update(
        {
            "font.family": "Source Sans 3",
            "svg.fonttype": "path",
            "svg.hashsalt": "hyte",
            "text.color": PALETTE.ink,
            "axes.unicode_minus": True,
        }
    )


def _svg(canvas: Canvas) -> str:
    store = io.StringIO()
    canvas.savefig(store, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return store.getvalue()
