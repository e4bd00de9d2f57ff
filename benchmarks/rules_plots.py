"""The pictures of docs/statistics.md, from the numbers of `simulate_rules.py`: the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hyte.presentation.charts.theme import prepare
from hyte.presentation.palette import PALETTE
from hyte.presentation.svg import compact_svg

SIZE = (8.2, 3.5)
LETTERS = 10
Numbers = Mapping[tuple[str, str], float]
Line = tuple[str, Sequence[float], Sequence[float], dict[str, Any]]

BLUE: dict[str, Any] = {"color": PALETTE.blue, "marker": "o"}
OCHRE: dict[str, Any] = {"color": PALETTE.ochre, "marker": "s", "linestyle": (0, (5, 1.6))}
OLIVE: dict[str, Any] = {"color": PALETTE.olive, "marker": "^", "linestyle": (0, (1.2, 1.4))}
STYLES = (BLUE, OCHRE, OLIVE)


def write_plots(numbers: Numbers, folder: Path, sizes: Sequence[int], asked: Sequence[int]) -> None:
    """Write both pictures into `folder`.

    Parameters
    ----------
    numbers : mapping
        Per cent or percentage points by part and case of the simulation.
    sizes, asked : sequence of int
        Residents and respondents that were simulated.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "smallest_change.svg").write_text(_smallest_change(numbers, sizes, asked), encoding="utf-8")
    (folder / "false_trends.svg").write_text(_false_trends(numbers, sizes), encoding="utf-8")


def _smallest_change(numbers: Numbers, sizes: Sequence[int], asked: Sequence[int]) -> str:
    part = "seen 80 of 100 times, percentage points"
    canvas, (left, right) = _canvas()
    persons = [
        (f"from {share} %", sizes, [numbers[part, f"{share} %, {size:,} residents"] for size in sizes], style)
        for share, style in zip((30, 10, 2), STYLES, strict=True)
    ]
    _lines(
        left,
        persons,
        "Five years, persons among residents",
        "residents",
        "percentage points",
        log_y=True,
        nudges=(5, -5, 0),
    )
    rounds = [
        (
            f"{number} rounds",
            asked,
            [numbers[part, f"survey 15 %, {number} rounds of {n}"] for n in asked],
            style,
        )
        for number, style in ((4, OCHRE), (5, BLUE))
    ]
    title = "A survey every second year, from 15 %"
    _lines(right, rounds, title, "respondents in each round", "percentage points", nudges=(7, -5))
    right.set_ylim(0, 65)
    return _svg(canvas)


def _false_trends(numbers: Numbers, sizes: Sequence[int]) -> str:
    canvas, (left, right) = _canvas()
    rules = [
        (
            label,
            sizes,
            [numbers[part, f"{size:,} residents, varies 5 %, correlation 0"] for size in sizes],
            style,
        )
        for label, part, style in (
            ("as published", "restless years, rule as published", OCHRE),
            ("our rule", "restless years, our rule", BLUE),
        )
    ]
    _lines(left, rules, "Five years that vary by 5 % of themselves", "residents", "false trends of 100")
    years = (5, 6, 8, 10)
    kinds = (("random walk", "random walk"), ("correlation 0.6", "0.6"), ("correlation 0.3", "0.3"))
    styles = (OLIVE, OCHRE, BLUE)
    orders = [
        (label, years, [numbers["false trend, Mann-Kendall", f"{kind}, {n} years"] for n in years], style)
        for (kind, label), style in zip(kinds, styles, strict=True)
    ]
    title = "Mann-Kendall, by the correlation of years"
    _lines(right, orders, title, "years", "false trends of 100", log_x=False, nudges=(0, 0, -3))
    for axes, top in ((left, 50), (right, 42)):
        axes.axhline(5, color=PALETTE.ink, linewidth=0.8, linestyle=(0, (2, 2)))
        axes.set_ylim(0, top)
    left.text(sizes[0], 6, "5 of 100", fontsize=LETTERS, color=PALETTE.ink, va="bottom")
    return _svg(canvas)


def _canvas() -> tuple[Any, tuple[Any, Any]]:
    from matplotlib.figure import Figure

    prepare()
    canvas = Figure(figsize=SIZE, facecolor=PALETTE.paper)
    return canvas, (canvas.add_axes((0.065, 0.15, 0.335, 0.68)), canvas.add_axes((0.575, 0.15, 0.325, 0.68)))


def _lines(
    axes: Any,
    lines: Sequence[Line],
    title: str,
    across: str,
    up: str,
    *,
    log_x: bool = True,
    log_y: bool = False,
    nudges: Sequence[float] = (0, 0, 0),
) -> None:
    """Lines labelled at their last point, moved up by `nudges`; what is measured stands above the plot."""
    for (label, xs, ys, style), nudge in zip(lines, nudges, strict=False):
        axes.plot(xs, ys, linewidth=2, markersize=4.5, clip_on=False, **style)
        axes.annotate(
            label,
            (xs[-1], ys[-1]),
            xytext=(8, nudge),
            textcoords="offset points",
            va="center",
            fontsize=LETTERS,
            color=style["color"],
        )
    if log_x:
        axes.set_xscale("log")
    if log_y:
        axes.set_yscale("log")
        ticks = (0.1, 0.2, 0.5, 1, 2, 5, 10)
        axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    xs = lines[0][1]
    axes.set_xticks(xs, [f"{x:,}" for x in xs])
    axes.minorticks_off()
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALETTE.rule_strong)
    axes.grid(axis="y", color=PALETTE.rule, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=LETTERS, length=0, labelcolor=PALETTE.muted)
    axes.set_xlabel(across, fontsize=LETTERS, color=PALETTE.muted)
    axes.text(0, 1.14, title, transform=axes.transAxes, fontsize=LETTERS + 1, fontweight=600, va="bottom")
    axes.text(0, 1.045, up, transform=axes.transAxes, fontsize=LETTERS, color=PALETTE.muted, va="bottom")


def _svg(canvas: Any) -> str:
    store = io.StringIO()
    canvas.savefig(store, format="svg", metadata={"Date": None, "Creator": None}, facecolor=PALETTE.paper)
    return compact_svg(store.getvalue()) + "\n"
