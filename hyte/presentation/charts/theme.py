"""What every chart has in common: the size of letters, and which colour and shape stands for what.

A meaning never rests on colour alone: each role has its own line style or mark as well, so that charts are
read in grey print and by readers who do not tell colours apart.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, Literal

from hyte.presentation.charts.seaborn_alone import seaborn_alone
from hyte.presentation.palette import PALETTE
from hyte.statistics.finding import ComparisonOutcome

Role = Literal["own", "county", "country", "peers", "women", "men"]

WIDTH = 295.2
"""Width of every chart in points (4.1 inches): on a phone of 390 pixels a point is 1.27 pixels."""

LETTERS = 9.5
"""Size of letters in points: no less than 12 pixels on a phone."""

LEADING = 11.6
"""Distance in points of two lines of text."""

MIDDLE = 3.1
"""Half the height of capitals: so far below the middle of a mark stands the base line of its label."""

STYLES: dict[Role, dict[str, Any]] = {
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
"""Lines through the years."""

SHAPES: dict[Role, str] = {
    "own": "o",
    "county": "^",
    "country": "|",
    "peers": "v",
    "women": "o",
    "men": "s",
}
"""Marks of single figures."""

OUTCOMES: dict[ComparisonOutcome, dict[str, Any]] = {
    "better": {"marker": "o", "size": 8.4, "fill": PALETTE.improved, "edge": PALETTE.paper},
    "worse": {"marker": "D", "size": 7.4, "fill": PALETTE.worsened, "edge": PALETTE.paper},
    "no_difference": {"marker": "o", "size": 7.6, "fill": PALETTE.paper, "edge": PALETTE.unchanged},
    "higher": {"marker": "o", "size": 8.4, "fill": PALETTE.paper, "edge": PALETTE.ink, "dot": PALETTE.ink},
    "lower": {"marker": "o", "size": 8.4, "fill": PALETTE.paper, "edge": PALETTE.ink, "dot": PALETTE.ink},
    "not_testable": {"marker": "s", "size": 5.2, "fill": PALETTE.paper, "edge": PALETTE.muted},
}
"""Marks of a comparison, shaped as the verdicts in the text: filled circle better, diamond worse. What is not
judged is white; a dot within says that it differs."""

BAND = 0.17
"""Opacity of an interval's band; two of them may lie on each other."""


@cache
def prepare() -> None:
    """Set the theme once for each process: fonts from the package, ids that do not change from run to run."""
    import matplotlib
    from matplotlib import font_manager

    fonts = resources.files("hyte.publishing") / "fonts"
    for name in ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "SourceSans3-Bold.ttf"):
        with resources.as_file(fonts / name) as path:
            font_manager.fontManager.addfont(str(path))
    seaborn_alone().set_theme(style="white")
    matplotlib.rcParams.update(
        {
            "font.family": "Source Sans 3",
            "svg.fonttype": "path",
            "svg.hashsalt": "hyte",
            "text.color": PALETTE.ink,
            # A title with two dollar signs is no formula.
            "text.parse_math": False,
            "axes.unicode_minus": True,
            "hatch.linewidth": 0.9,
        }
    )
