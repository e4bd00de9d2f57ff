"""Paragraphs and tables as a document format holds them, and the numbered lines that they become.

Word, OpenDocument and web pages are read into these blocks, so that all three give the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hyte.sources.notes.folding import tidy, without_tags
from hyte.sources.notes.formats.list_marks import items_within, mark_of
from hyte.sources.notes.formats.plain_files import read_plain
from hyte.sources.notes.lines import NumberedLine, Style

_SHORT = 80
_MAX_COLUMNS = 200
_IN_PLACE = ("", "text box")
_ORDER = ("footnote", "comment", "contents", "page header")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item; tabs and manual line breaks are still in `text`.

    `bold` tells for each line of `text` whether the whole of it is bold. `label` is the number or bullet that
    the program that shows the document puts before it.
    """

    text: str
    style: Style = "paragraph"
    level: int = 0
    label: str = ""
    bold: tuple[bool, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of `width` grid columns; `merged` when it goes on with the cell above."""

    blocks: tuple[Block, ...] = ()
    width: int = 1
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, each a tuple of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    part: str = ""


Block = Paragraph | Table


@dataclass(slots=True)
class TextRuns:
    """The text of a paragraph while it is gathered, with what of it is bold."""

    runs: list[tuple[str, bool]] = field(default_factory=list)

    def add(self, text: str, bold: bool = False) -> None:
        """Put a piece of text at the end."""
        if text:
            self.runs.append((text, bold))

    def paragraph(self, style: Style = "paragraph", level: int = 0, label: str = "") -> Paragraph:
        """The paragraph of what was gathered."""
        text = "".join(run for run, _ in self.runs)
        bold: list[bool | None] = [None]
        for run, is_bold in self.runs:
            for position, piece in enumerate(run.split("\n")):
                if position:
                    bold.append(None)
                if piece.strip():
                    bold[-1] = is_bold and bold[-1] is not False
        return Paragraph(text, style, level, label, tuple(map(bool, bold)))


def numbered_lines(blocks: Iterable[Block]) -> tuple[NumberedLine, ...]:
    """Give the lines of a document's blocks.

    `number` is the ordinal of a paragraph, a line after a manual break, or a table row; empty ones count. A
    table of one column only frames its text, and a row that holds headings or little but another table is
    layout: what they hold is read as if it stood in the body. Other nested tables follow the row that they
    stand in, with `level` telling how deep. Text boxes stay where they are; footnotes, comments, tables of
    contents and page headers (each once) come at the end.
    """
    apart: list[Block] = []
    numbering = _Numbering()
    found = list(numbering.lines(blocks, apart))
    seen: set[str] = set()
    while apart:
        apart.sort(key=lambda block: _ORDER.index(block.part) if block.part in _ORDER else len(_ORDER))
        block = apart.pop(0)
        for line in numbering.lines([replace(block, part="")], apart):
            if block.part == "page header":
                if line.text in seen:
                    continue
                seen.add(line.text)
            found.append(replace(line, part=block.part))
    return tuple(found)


class _Numbering:
    """Counts paragraphs and rows while lines are made of them."""

    def __init__(self) -> None:
        self._last = 0

    def _next(self) -> int:
        self._last += 1
        return self._last

    def lines(
        self, blocks: Iterable[Block], apart: list[Block], depth: int = 0, part: str = ""
    ) -> Iterator[NumberedLine]:
        for block in blocks:
            if block.part not in _IN_PLACE:
                apart.append(block)
            elif isinstance(block, Paragraph):
                for line in self._paragraph(block):
                    yield replace(line, part=block.part or part)
            else:
                yield from self._table(block, apart, depth, block.part or part)

    def _table(self, table: Table, apart: list[Block], depth: int, part: str) -> Iterator[NumberedLine]:
        if _frames_only(table):
            for row in table.rows:
                for cell in row:
                    yield from self.lines(cell.blocks, apart, depth, part)
            return
        above: dict[int, str] = {}
        for row in table.rows:
            if _is_layout(row):
                for cell in row:
                    yield from self.lines(cell.blocks, apart, depth, part)
                continue
            number = self._next()
            line = _row(row, number, depth, above)
            if line is not None:
                yield replace(line, part=part)
            for cell in row:
                others = [block for block in cell.blocks if block.part or _is_real(block)]
                yield from self.lines(others, apart, depth + 1, part)

    def _paragraph(self, block: Paragraph) -> Iterator[NumberedLine]:
        pieces = _cleaned(block)
        if block.style == "paragraph" and len(pieces) > 1:
            yield from self._broken(pieces, block)
            return
        texts = [text for text, _ in pieces]
        typed = [n for n, text in enumerate(texts) if n and mark_of(text)]
        groups = [texts[a:b] for a, b in zip([0, *typed], [*typed, len(texts)], strict=True)]
        for position, group in enumerate(groups):
            text = " ".join(piece for piece in group if piece)
            inner = Paragraph(text, "list", block.level + 1) if position else block
            yield from _line(inner, text, self._next())

    def _broken(self, pieces: Sequence[tuple[str, bool]], block: Paragraph) -> Iterator[NumberedLine]:
        """Read lines with manual breaks between them as the lines of a text file are read."""
        start = self._last
        self._last += len(pieces)
        group: list[str] = []
        for position, (text, bold) in enumerate(pieces):
            heads = bold and _may_head(text)
            if not heads:
                group.append(text)
            if heads or position + 1 == len(pieces):
                first = start + position - len(group) + (0 if heads else 1)
                for line in read_plain(group):
                    yield replace(line, number=line.number + first, last=line.last + first)
                group = []
            if heads:
                yield from _line(replace(block, bold=(True,)), text, start + position + 1)


def _line(block: Paragraph, text: str, number: int) -> Iterator[NumberedLine]:
    style, level, label = block.style, block.level, block.label
    if not text.strip():
        return
    mark = mark_of(text)
    if style == "paragraph" and "\t" in text.strip() and mark is None:
        cells = tuple(tidy(cell) for cell in text.strip().split("\t"))
        if sum(map(bool, cells)) > 1:
            joined = " | ".join(cell for cell in cells if cell)
            yield NumberedLine(number, number, joined, "table", cells=cells)
            return
    if mark is not None and mark[1] and not any(letter.isdigit() for letter in label):
        label, text = mark
        if style == "paragraph":
            style, level = "list", 1
    text = tidy(text.replace("\t", " "))
    if "§" in label:
        style, level = "heading", level if style == "heading" else 2
    if style == "paragraph" and _may_head(text) and (block.bold[:1] == (True,) or _is_capital(text)):
        style, level = "heading", 6
    items = () if style == "heading" else items_within(text, label)
    if items and style == "paragraph":
        style, level = "list", 1
    yield NumberedLine(number, number, text, style, level, items, label)


def _may_head(text: str) -> bool:
    return len(text) <= _SHORT and not text.endswith((".", ":")) and mark_of(text) is None


def _is_capital(text: str) -> bool:
    # "HIRKNO-2023-88" is a number of a file.
    return text.isupper() and len(text) > 3 and sum(map(str.isalpha, text)) > 2 * sum(map(str.isdigit, text))


def _cleaned(block: Paragraph) -> list[tuple[str, bool]]:
    """The lines of a paragraph without pasted tags, and whether each is bold; tabs within them stay."""
    found: list[tuple[str, bool]] = []
    for position, line in enumerate(block.text.split("\n")):
        bold = position < len(block.bold) and block.bold[position]
        found.extend((tidy(piece), bold) for piece in without_tags(line).split("\n"))
    while len(found) > 1 and not found[-1][0]:
        found.pop()
    return found


def _frames_only(table: Table) -> bool:
    return all(len(row) <= 1 for row in table.rows)


def _is_real(block: Block) -> bool:
    """Whether a block within a cell is a table whose rows become lines of their own."""
    return isinstance(block, Table) and (
        not _frames_only(block)
        or any(_is_real(inner) for row in block.rows for c in row for inner in c.blocks)
    )


def _is_layout(row: Sequence[Cell]) -> bool:
    """Whether a row only arranges parts of the text beside each other."""
    filled = [cell for cell in row if _cell_text(cell)]
    for cell in row:
        inner = [block for block in cell.blocks if not block.part and _has_text(block)]
        headings = [b for b in inner if isinstance(b, Paragraph) and b.style == "heading"]
        if headings and len(inner) > len(headings):
            return True
    return len(filled) <= 1 and any(
        _is_real(block) for cell in row for block in cell.blocks if not block.part
    )


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(tidy(block.text))
    return any(_has_text(inner) for row in block.rows for cell in row for inner in cell.blocks)


def _row(row: Sequence[Cell], number: int, depth: int, above: dict[int, str]) -> NumberedLine | None:
    """One table row; `above` remembers, per grid column, the text of cells that are merged downwards."""
    cells: list[str] = []
    own: list[str] = []
    for cell in row:
        column = len(cells)
        text = _cell_text(cell)
        if cell.merged and not text:
            text = above.get(column, "")
        elif text:
            own.append(text)
        above[column] = text
        cells.append(text)
        cells.extend("" for _ in range(min(cell.width, _MAX_COLUMNS) - 1))
    while len(cells) > _MAX_COLUMNS and not cells[-1]:
        cells.pop()
    joined = " | ".join(text.replace("\n", "; ") for text in own)
    return NumberedLine(number, number, joined, "table", depth, cells=tuple(cells)) if own else None


def _cell_text(cell: Cell) -> str:
    """What stands in a cell itself, a line for each paragraph; tables that become rows are left out."""
    found: list[str] = []
    for block in cell.blocks:
        if block.part:
            continue
        if isinstance(block, Paragraph):
            found.extend(tidy(text.replace("\t", " ")) for text, _ in _cleaned(block))
        elif not _is_real(block):
            found.extend(_cell_text(inner) for row in block.rows for inner in row)
    return "\n".join(text for text in found if text)
