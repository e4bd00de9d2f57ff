"""One line of a note: what every reader of a file format makes and every rule reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["heading", "list", "table", "paragraph"]


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A heading, a list item, a table row or a paragraph.

    `number` is where it begins and `last` where it ends, counted from 1: in a text file the line (a wrapped
    paragraph is one NumberedLine over several lines), in a Word document the ordinal of the paragraph or
    table row in the body, empty ones counted. `level` is the depth of a heading or list item from 1.
    `cells` are a table row's cells in which lines stay apart; a cell merged downwards repeats its text here
    but not in `text`. `label` is what stood before a list item or heading ("-", "3.", "§ 12").
    `page` is the page or slide that it begins on, from 1, where the format has pages. `part` names where it
    stands when that is not the running text: "comment", "footnote", "page header", "text box".
    """

    number: int
    last: int
    text: str
    style: Style = "paragraph"
    level: int = 0
    cells: tuple[str, ...] = ()
    label: str = ""
    page: int | None = None
    part: str = ""

    @property
    def numbered(self) -> bool:
        """Whether the line carries a number of its own ("3.", "§ 12")."""
        return any(letter.isdigit() for letter in self.label)
