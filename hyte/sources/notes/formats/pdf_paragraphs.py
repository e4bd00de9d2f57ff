"""From the lines of a PDF in reading order to headings, list items, paragraphs and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from hyte.sources.notes.folding import tidy, without_tags
from hyte.sources.notes.formats.list_marks import items_within, mark_of
from hyte.sources.notes.formats.pdf_joining import Words, ends_in_hyphen, join, loose
from hyte.sources.notes.formats.pdf_layout import TextLine
from hyte.sources.notes.formats.pdf_rows import Piece
from hyte.sources.notes.formats.pdf_ruled import Cell, Table
from hyte.sources.notes.formats.pdf_type import LARGER, Type, rounded
from hyte.sources.notes.lines import NumberedLine, Style
from hyte.sources.notes.vocabulary import known_label, label_of

_OTHER_BULLETS = "‣❒◻→➔✗☑\ufffd"
_LABEL = re.compile(r"[A-ZÅÄÖ][^.:!?\n]{1,40}:(?:\s|$)")
_HANGING = ("ja", "sekä", "tai", "eli", "että", "och", "samt", "eller", "att")
_SHORT = 80
_LONGEST_HEADING = 200
_SMALL_HEADING = 6
_BLANK = 1.45
_INDENT = 3.0


@dataclass(slots=True)
class _Draft:
    """A line of the note in the making; `edge` is where its text begins, `left` where its label does."""

    text: str
    style: Style
    level: int
    label: str
    page: int
    last: Piece | None = None
    limit: float = 0.0
    place: int = -1
    left: float = 0.0
    edge: float = 0.0
    bold: bool = False
    cells: tuple[str, ...] = ()
    blank: bool = False
    lines: int = 1


@dataclass(slots=True)
class Paragraphs:
    """Takes lines and tables in reading order, page after page; `numbered` gives what they make."""

    type: Type
    words: Words
    drafts: list[_Draft] = field(default_factory=list)
    indents: list[float] = field(default_factory=list)
    table: Table | None = None
    """The last table."""

    def add(self, part: TextLine | Table) -> None:
        """Take the next line or table."""
        if isinstance(part, Table):
            self._table(part)
            return
        before = self.drafts[-1] if self.drafts else None
        if before is not None and self._goes_on(before, part):
            text = part.line.text
            before.text = join(before.text, text, self.words)
            before.bold = before.bold and part.line.bold
            if before.lines == 1 and before.style == "list":
                before.edge = part.line.x0
            before.last, before.limit, before.place = part.line, part.limit, part.place
            before.lines += 1
        else:
            self.drafts.append(self._draft(part, before))

    def _draft(self, part: TextLine, before: _Draft | None) -> _Draft:
        line = part.line
        if before is not None and before.place != part.place and not self._indented_as_before(line):
            self.indents.clear()
        label, text, style, level = self._labelled(line, before)
        blank = False
        if before is not None and before.last is not None and before.last.page == line.page:
            blank = line.top - before.last.bottom > _BLANK * self.type.body and before.place == part.place
        words = line.words
        edge = words[min(len(label.split()), len(words) - 1)].x0 if label else line.x0
        return _Draft(
            text,
            style,
            level,
            label,
            line.page,
            line,
            part.limit,
            part.place,
            line.x0,
            edge,
            line.bold,
            blank=blank,
        )

    def _indented_as_before(self, line: Piece) -> bool:
        return any(abs(line.x0 - indent) <= _INDENT for indent in self.indents)

    def _labelled(self, line: Piece, before: _Draft | None) -> tuple[str, str, Style, int]:
        text = line.text
        large = line.size >= LARGER * self.type.body and len(text) <= _LONGEST_HEADING
        rank = (
            min(5, self.type.headings.index(rounded(line.size)) + 1)
            if large and rounded(line.size) in self.type.headings
            else 0
        )
        mark = _mark(text)
        label, rest = mark or ("", text)
        if "§" in label:
            self.indents.clear()
            return label, rest or text, "heading", rank or 2
        numbered = any(letter.isdigit() for letter in label)
        if mark and not (numbered and (rank or (line.bold and len(text) <= _SHORT))):
            return label, rest, "list", self._depth(line.x0)
        if not mark and (not self.indents or line.x0 <= self.indents[0] + _INDENT):
            self.indents.clear()
        return label, rest, "heading" if rank else "paragraph", rank

    def _depth(self, x0: float) -> int:
        while self.indents and self.indents[-1] > x0 + _INDENT:
            self.indents.pop()
        if not self.indents or self.indents[-1] < x0 - _INDENT:
            self.indents.append(x0)
        return len(self.indents)

    def _goes_on(self, before: _Draft, part: TextLine) -> bool:
        """Whether a line is the rest of the paragraph before it."""
        line, last = part.line, before.last
        if last is None or before.style == "table" or abs(line.size - last.size) > 0.08 * last.size + 0.3:
            return False
        text = line.text
        hyphen = ends_in_hyphen(before.text)
        small = text[0].islower() and not before.text.endswith((".", ":", "!", "?"))
        full = self._filled(before, line)
        if before.place != part.place:
            return (hyphen or (small and full)) and not _mark(text)
        step = (line.base - last.base) / line.size
        if not 0 < step <= max(1.2 * self.type.leading, 1.3) + 0.05:
            return False
        if _mark(text) and not (full and self._mid_sentence(before, text, line)):
            return False
        if hyphen:
            return True
        if before.bold != line.bold and before.lines == 1 and len(before.text) <= _SHORT and not full:
            return False
        if line.bold and not before.bold and text[0].isupper() and before.text.endswith((".", ":", "!", "?")):
            return False
        if before.style == "list" and line.x0 < before.left - _INDENT:
            return False
        if (
            before.style != "list"
            and before.lines >= 1
            and line.x0 > before.left + 0.8 * line.size
            and not full
        ):
            return False
        if _LABEL.match(text) and (before.text.endswith(".") or label_of(text)):
            return False
        if before.text.endswith(":") and not full:
            return False
        if full or small:
            return True
        return before.text.split()[-1].lower() in _HANGING

    def _filled(self, before: _Draft, line: Piece) -> bool:
        """Whether the first word of `line` had no room on the line before."""
        last = before.last
        if last is None:
            return False
        first = line.words[0]
        return last.x1 + 0.2 * last.size + first.x1 - first.x0 > before.limit - 0.5

    def _mid_sentence(self, before: _Draft, text: str, line: Piece) -> bool:
        """Whether "3. luokan" or "– eli" at the beginning of a line is in the middle of a sentence."""
        if before.text.endswith((".", ":", ";", "!", "?")) or before.style == "heading":
            return False
        edge = before.edge if before.style == "list" else before.left if before.lines == 1 else before.last.x0  # type: ignore[union-attr]
        rest = text.split(None, 1)[1:] or [""]
        return abs(line.x0 - edge) <= _INDENT and rest[0][:1].islower()

    def _table(self, table: Table) -> None:
        """A draft for each row; a table that goes on upon the next page does not repeat its heading."""
        before = self.table if self.drafts and self.drafts[-1].style == "table" else None
        same = before is not None and len(before.rows[0]) == len(table.rows[0])
        goes_on = same and before is not None and (before.page < table.page or table.top < before.top)
        blank = before is not None and not goes_on
        for row in table.rows:
            cells = tuple(self.cell_text(cell) for cell in row)
            own = [text for text, cell in zip(cells, row, strict=True) if text and not cell.above]
            if not own:
                continue
            heads = goes_on and all(line.bold for cell in row for line in cell.lines)
            if heads or (goes_on and any(known_label(text) for text in own)):
                heading = self._heading_of_table()
                if heading is not None and heading.cells == cells:
                    continue
            if goes_on and _rest_of_row(self.drafts[-1].cells, cells):
                last = self.drafts[-1]
                last.cells = tuple(
                    join(*both, self.words) if all(both) else "".join(both)
                    for both in zip(last.cells, cells, strict=True)
                )
                last.text = _row_text(last.cells)
            else:
                self.drafts.append(
                    _Draft(_row_text(own), "table", 0, "", table.page, cells=cells, blank=blank)
                )
            goes_on, blank = False, False
        self.indents.clear()
        self.table = table

    def _heading_of_table(self) -> _Draft | None:
        """The first row of the table that the drafts end with."""
        found = None
        for draft in reversed(self.drafts):
            if draft.style != "table" or (found is not None and found.blank):
                break
            found = draft
        # A table of one row so far has no heading that its next page would repeat.
        return found if found is not self.drafts[-1] else None

    def cell_text(self, cell: Cell) -> str:
        """The text of a cell: wrapped lines joined, paragraphs and list items on lines of their own."""
        inner = Paragraphs(replace(self.type, headings=()), self.words)
        for line in cell.lines:
            inner.add(TextLine(line, cell.limit, 0))
        return "\n".join(
            f"{draft.label} {text}"
            if any(map(str.isdigit, draft.label)) or draft.label.endswith(")")
            else text
            for draft in inner.drafts
            for text in without_tags(tidy(loose(draft.text))).split("\n")
            if text
        )

    def numbered(self, start: int = 0) -> tuple[NumberedLine, ...]:
        """The lines, numbered from `start` + 1; an empty line above a line is counted too."""
        found: list[NumberedLine] = []
        number = start
        for draft in self.drafts:
            number += 1 + (draft.blank and bool(found))
            text = draft.text if draft.style == "table" else _plain(draft.text)
            style, level = _finished(draft, text)
            cells = draft.cells if style in ("table", "heading") else items_within(text, draft.label)
            if cells and style == "paragraph":
                style, level = "list", 1
            found.append(NumberedLine(number, number, text, style, level, cells, draft.label, draft.page))
        return tuple(found)


def _mark(text: str) -> tuple[str, str] | None:
    """The bullet or number before an item and the item; with the signs that symbol fonts use as bullets."""
    rest = text[1:].strip()
    return (text[0], rest) if text[0] in _OTHER_BULLETS and rest else mark_of(text)


def _row_text(cells: Iterable[str]) -> str:
    return " | ".join(text.replace("\n", "; ") for text in cells if text)


def _rest_of_row(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row at the top of a page is the rest of the one at the foot of the page before."""
    if len(above) != len(cells):
        return False
    halved = any(start.endswith("-") and rest[:1].islower() for start, rest in zip(above, cells, strict=True))
    return halved or (not cells[0] and all(rest[:1].islower() for rest in cells if rest))


def _plain(text: str) -> str:
    """Text without pasted tags, on one line."""
    text = tidy(loose(text))
    return tidy(" ".join(without_tags(text).split("\n"))) or text


def _finished(draft: _Draft, text: str) -> tuple[Style, int]:
    """Style and level: a short paragraph in bold letters or in capitals is a heading."""
    if draft.style != "paragraph":
        return draft.style, draft.level
    capital = text.isupper() and sum(map(str.isalpha, text)) >= 3
    if len(text) <= _SHORT and not text.endswith((".", ":")) and (draft.bold or capital):
        return "heading", _SMALL_HEADING
    if draft.label:
        return "list", 1
    return "paragraph", 0
