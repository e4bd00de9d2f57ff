"""One line of a note: what every reader of a file format makes and every rule reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["heading", "list", "table", "paragraph"]


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A heading, a list item, a table row or a paragraph.

    `number` is where it begins and `last` where it ends, counted from 1, unique and rising: in a text file
    the line (a wrapped paragraph is one NumberedLine over several lines), in Word, OpenDocument and web pages
    the ordinal of the paragraph, of the line after a manual break or of the table row, empty ones counted.
    `level` is the depth of a heading or list item from 1, and of a table within a table (0 for one that
    stands in the text). `cells` are a table row's cells in which lines stay apart; a cell merged downwards
    repeats its text here but not in `text`. In a list line that holds several items ("Toimet • a • b" on one
    line) `cells` are the items, and `text` is the whole. `label` is what stood before a list item or heading
    ("-", "3.", "§ 12"), typed or put there by the program. `page` is the page or slide that it begins on,
    from 1, where the format has pages. `part` names where it stands when that is not the running text:
    "comment", "footnote", "contents" (a line of a table of contents), "page header" (footers too) and "text
    box". Text boxes lie where they are anchored, the other parts after the running text.
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
