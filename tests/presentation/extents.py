"""Where the letters of a chart stand, measured by matplotlib itself."""

from __future__ import annotations

import io
import itertools
from typing import Any

_SLACK = 1.6
"""Points above and below the letters that belong to a line of text and hold no ink."""


def boxes(canvas: Any) -> list[tuple[str, float, float, float, float]]:
    """Every text with its left, bottom, right and top in points."""
    from matplotlib.backends.backend_svg import RendererSVG
    from matplotlib.text import Text

    canvas.set_dpi(72)
    width, height = canvas.get_size_inches()
    renderer = RendererSVG(width * 72, height * 72, io.StringIO(), image_dpi=72)
    canvas.draw(renderer)
    found = []
    for text in canvas.findobj(Text):
        if text.get_visible() and text.get_text().strip():
            box = text.get_window_extent(renderer)
            turned = text.get_rotation() != 0
            side, end = (_SLACK, 0.0) if turned else (0.0, _SLACK)
            found.append((text.get_text(), box.x0 + side, box.y0 + end, box.x1 - side, box.y1 - end))
    return found


def drawn_on(sheet: Any, kind: str) -> list[Any]:
    """The artists of one class on a sheet, by the class's name."""
    return [artist for artist in sheet.canvas.artists if type(artist).__name__ == kind]


def assert_letters_are_apart(canvas: Any) -> list[str]:
    """No text leaves the picture, none touches another; gives all texts."""
    width, height = (side * 72 for side in canvas.get_size_inches())
    found = boxes(canvas)
    for text, left, bottom, right, top in found:
        assert left >= -0.5, (text, left)
        assert right <= width + 0.5, (text, right)
        assert bottom >= -0.5, (text, bottom)
        assert top <= height + 0.5, (text, top)
    for one, other in itertools.combinations(found, 2):
        across = min(one[3], other[3]) - max(one[1], other[1])
        up = min(one[4], other[4]) - max(one[2], other[2])
        assert across <= 0.3 or up <= 0.3, (one, other)
    return [text for text, *_ in found]
