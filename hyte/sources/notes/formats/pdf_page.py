"""A page of a PDF as it is looked at: words with their places, ruling lines, pictures.

Lengths are points (1/72 inch). x grows to the right and y downwards on the page as it is read: a page whose
letters stand on their side is turned first.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between them.

    `base` is the line that the letters stand on, `size` the height of the font, `order` the place in the
    file's own order, which is the order of writing in most files.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    order: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line, level or upright."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its words in the file's order, and what is drawn.

    `turned` is text that stands at another angle than the rest. `picture` is the largest share of the page
    that one picture covers, `drawn` whether there is anything beside text, `unknown` the share of letters
    that the file gives no meaning.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    turned: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    picture: float = 0.0
    drawn: bool = False
    unknown: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """From the file's coordinates, in which y grows upwards, to those of the page as it is read.

    `turn` counts the quarter turns, against the clock, at which the letters stand.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """Width of the page as it is read."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the page as it is read."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the page."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom on the page of a box of the file."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def sides(
        self, box: tuple[float, float, float, float], base: tuple[float, float]
    ) -> tuple[float, float, float]:
        """Left side, right side and base line of a letter on the page."""
        if self.turn == 0:
            return box[0] - self.left, box[2] - self.left, self.top - base[1]
        x0, _, x1, _ = self.box(*box)
        return x0, x1, self.point(*base)[1]
