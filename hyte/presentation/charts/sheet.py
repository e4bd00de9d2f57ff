"""A picture measured in points from its top left corner, to draw on without matplotlib's axes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from hyte.presentation.charts.labels import printable
from hyte.presentation.charts.theme import LETTERS, WIDTH, prepare
from hyte.presentation.palette import PALETTE
from hyte.presentation.svg import compact_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas


def svg_of(canvas: Canvas) -> str:
    """The picture as compact SVG text with a fixed size, without a date."""
    store = io.StringIO()
    canvas.savefig(store, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return compact_svg(store.getvalue())


class Sheet:
    """A canvas of the width of all charts; x grows to the right, y downwards, both in points."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        from matplotlib.figure import Figure as Canvas
        from matplotlib.transforms import Affine2D

        prepare()
        self.width, self.height = width, height
        self.canvas = Canvas(figsize=(width / 72, height / 72))
        downwards = Affine2D().scale(1 / 72, -1 / 72).translate(0, height / 72)
        self._points = downwards + self.canvas.dpi_scale_trans

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        align: Literal["left", "center", "right"] = "left",
        color: str = PALETTE.ink,
        weight: int = 400,
        size: float = LETTERS,
        halo: bool = False,
        turned: bool = False,
    ) -> None:
        """One line of text on the base line `y`; with a halo it stays readable above lines."""
        from matplotlib.patheffects import withStroke

        effects = [withStroke(linewidth=2.6, foreground=PALETTE.paper)] if halo else None
        self.canvas.text(
            x,
            y,
            printable(text),
            transform=self._points,
            ha=align,
            va="baseline",
            color=color,
            fontweight=weight,
            fontsize=size,
            path_effects=effects,
            rotation=90 if turned else 0,
            rotation_mode="anchor",
            zorder=20,
        )

    def line(self, xs: Sequence[float], ys: Sequence[float], **style: Any) -> None:
        """A line through points, with matplotlib's names of style."""
        from matplotlib.lines import Line2D

        style = {"solid_capstyle": "butt", "markeredgewidth": 0, **style}
        self.canvas.add_artist(Line2D(xs, ys, transform=self._points, **style))

    def lines(self, pairs: Sequence[Sequence[tuple[float, float]]], **style: Any) -> None:
        """Many lines of one style, each from one point to another: faster than one by one."""
        from matplotlib.collections import LineCollection

        self.canvas.add_artist(LineCollection(pairs, transform=self._points, **{"capstyle": "butt"} | style))

    def mark(
        self,
        x: float,
        y: float,
        *,
        marker: str = "o",
        size: float = 7.0,
        fill: str = PALETTE.blue,
        edge: str = PALETTE.paper,
        edge_width: float = 1.1,
        dot: str | None = None,
        zorder: float = 10,
    ) -> None:
        """A mark of one figure; `dot` is a small dot within it."""
        style: dict[str, Any] = {
            "marker": marker,
            "markersize": size,
            "markerfacecolor": fill,
            "markeredgecolor": edge,
        }
        style |= {"markeredgewidth": edge_width, "linestyle": "none"}
        self.line([x], [y], zorder=zorder, **style)
        if dot:
            inner = {"marker": "o", "markersize": size * 0.36, "markerfacecolor": dot, "linestyle": "none"}
            self.line([x], [y], zorder=zorder + 0.1, **inner)

    def area(self, xs: Sequence[float], lows: Sequence[float], highs: Sequence[float], **style: Any) -> None:
        """The area between two lines."""
        from matplotlib.patches import Polygon

        corners = [*zip(xs, lows, strict=True), *zip(reversed(xs), reversed(highs), strict=True)]
        self.canvas.add_artist(
            Polygon(corners, closed=True, transform=self._points, **{"linewidth": 0} | style)
        )

    def bar(self, left: float, top: float, width: float, height: float, **style: Any) -> None:
        """A rectangle."""
        from matplotlib.patches import Rectangle

        box = Rectangle((left, top), width, height, transform=self._points, **{"linewidth": 0} | style)
        self.canvas.add_artist(box)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes of matplotlib for seaborn to draw on, without edges and ticks."""
        box = (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        axes = self.canvas.add_axes(box)
        axes.set_axis_off()
        return axes

    def svg(self) -> str:
        """The picture as SVG text."""
        return svg_of(self.canvas)
