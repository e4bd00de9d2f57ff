"""Paragraphs, lists and tables of an OpenDocument text as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hyte.errors import InputError
from hyte.sources.notes.formats.blocks import Block, Cell, Paragraph, Table, TextRuns
from hyte.sources.notes.formats.odt_styles import TEXT, OdtStyles, label_at
from hyte.sources.notes.lines import Style

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_NO_TEXT = (
    f"{TEXT}tracked-changes",
    f"{TEXT}number",
    f"{TEXT}placeholder",
    f"{TEXT}script",
    f"{TEXT}ruby-text",
    f"{TEXT}note-citation",
    f"{TEXT}sequence-decls",
    f"{TEXT}variable-decls",
    f"{TEXT}user-field-decls",
    f"{TEXT}alphabetical-index-auto-mark-file",
    f"{TEXT}table-of-content-source",
    f"{_SVG}title",
    f"{_SVG}desc",
    f"{OFFICE}forms",
    f"{OFFICE}event-listeners",
    f"{_DRAW}object",
    f"{_DRAW}object-ole",
)
_PAGE_FIELDS = (f"{TEXT}page-number", f"{TEXT}page-count")
_INDEXES = tuple(
    TEXT + name for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index")
)
_NO_LABEL = f"{TEXT}list-header"
_MAX_REPEATED_CELLS = 64
_MAX_ROWS = 20_000


@dataclass(slots=True)
class _ListState:
    """Where in nested lists a paragraph stands."""

    style: str | None
    level: int
    counts: dict[int, int]
    label: str | None = None
    """What stands before the next paragraph, None once it was used."""


@dataclass(slots=True)
class OdtText:
    """Reads the parts of one document.

    `apart` gathers footnotes and comments; `hidden` becomes true when hidden text was met and left out. With
    `page_numbers` false the numbers of pages are left out.
    """

    styles: OdtStyles
    place: str = ""
    page_numbers: bool = True
    hidden: bool = False
    apart: list[Block] = field(default_factory=list)
    _outline: dict[int, int] = field(default_factory=dict)
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)
    _rows: int = 0

    def blocks(self, container: Any, state: _ListState | None = None) -> list[Block]:
        """The paragraphs and tables of a body, a section, a cell, a text box, a footnote or a comment."""
        found: list[Block] = []
        for child in container:
            tag = child.tag
            if not isinstance(tag, str) or tag in _NO_TEXT:
                continue
            if tag in _PARAGRAPHS:
                found.extend(self._paragraph(child, state))
            elif tag == f"{TEXT}list":
                found.extend(self._list(child, state))
            elif tag == f"{_TABLE}table":
                found.append(self._table(child))
            elif tag in _INDEXES:
                found.extend(
                    replace(block, part="contents", text=block.text.replace("\t", " "))
                    if isinstance(block, Paragraph)
                    else block
                    for block in self.blocks(child)
                )
            elif tag == f"{TEXT}section" and child.get(f"{TEXT}display") == "none":
                self.hidden = self.hidden or bool("".join(child.itertext()).strip())
            elif tag.startswith(_DRAW):
                gathered = TextRuns()
                boxes: list[Block] = []
                self._inline(child, gathered, boxes)
                shown = gathered.paragraph()
                found.extend([shown] if shown.text.strip() else [])
                found.extend(boxes)
            else:
                found.extend(self.blocks(child, state))
        return found

    def _paragraph(self, element: Any, state: _ListState | None) -> Iterator[Block]:
        name = element.get(f"{TEXT}style-name")
        bold, hidden = self.styles.marks("paragraph", name)
        marks = element.iter(f"{TEXT}hidden-paragraph")
        hidden = hidden or any(mark.get(f"{TEXT}is-hidden") == "true" for mark in marks)
        runs, boxes = TextRuns(), list[Block]()
        self._inline(element, runs, boxes, bold, hidden)
        style: Style = "paragraph"
        level, label = self.styles.heading_level(name), ""
        if element.tag == f"{TEXT}h":
            level = min(max(1, int(element.get(f"{TEXT}outline-level") or 1)), 10)
            if element.get(f"{TEXT}is-list-header") != "true" and runs.runs:
                label = label_at(self.styles.outline, self._outline, level, None)
        if state is not None and state.label is not None:
            label = label or state.label
            state.label = None
            if not level:
                style, level = "list", state.level
        if level and style == "paragraph":
            style, label = "heading", "" if label == "•" else label
        yield runs.paragraph(style, level, label)
        yield from boxes

    def _list(self, element: Any, outer: _ListState | None) -> Iterator[Block]:
        style = element.get(f"{TEXT}style-name") or (outer.style if outer else None)
        if style is None:
            first = next(element.iter(*_PARAGRAPHS), None)
            style = None if first is None else self.styles.list_style(first.get(f"{TEXT}style-name"))
        level = outer.level + 1 if outer else 1
        counts = outer.counts if outer else {}
        if outer is None:
            goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(
                f"{TEXT}continue-list"
            )
            if goes_on and style:
                counts = self._counted.get(style, counts)
            if style:
                self._counted[style] = counts
        else:
            counts.pop(level, None)
        levels = self.styles.lists.get(style or "", {})
        for item in element:
            state = _ListState(style, level, counts)
            if item.tag != _NO_LABEL and any(child.tag in _PARAGRAPHS for child in item):
                begin = item.get(f"{TEXT}start-value") or ""
                number = int(begin) if begin.isdigit() and len(begin) < 7 else None
                state.label = label_at(levels, counts, level, number) or "•"
            yield from self.blocks(item, state)

    def _inline(
        self, element: Any, runs: TextRuns, boxes: list[Block], bold: bool = False, hidden: bool = False
    ) -> None:
        self._add(_collapsed(element.text), runs, bold, hidden)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, runs, boxes, bold, hidden)
            self._add(_collapsed(child.tail), runs, bold, hidden)

    def _child(self, child: Any, runs: TextRuns, boxes: list[Block], bold: bool, hidden: bool) -> None:
        tag = child.tag
        if tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            self._add(" " * (min(int(count), 100) if count.isdigit() else 1), runs, bold, hidden)
        elif tag == f"{TEXT}tab":
            self._add("\t", runs, bold, hidden)
        elif tag == f"{TEXT}line-break":
            self._add("\n", runs, bold, hidden)
        elif tag == f"{TEXT}note":
            for body in child.iter(f"{TEXT}note-body"):
                self.apart.extend(replace(block, part="footnote") for block in self.blocks(body))
        elif tag == f"{OFFICE}annotation":
            self.apart.extend(replace(block, part="comment") for block in self.blocks(_said(child)))
        elif tag in (f"{_DRAW}text-box", f"{_DRAW}custom-shape", f"{_DRAW}rect", f"{_DRAW}ellipse"):
            boxes.extend(replace(block, part="text box") for block in self.blocks(child))
        elif tag == f"{TEXT}hidden-text":
            self.hidden = True
        elif tag in _NO_TEXT or (tag in _PAGE_FIELDS and not self.page_numbers):
            pass
        elif tag in _PARAGRAPHS or tag in (f"{TEXT}list", f"{_TABLE}table"):
            boxes.extend(replace(block, part="text box") for block in self.blocks([child]))
        else:
            if tag == f"{TEXT}span":
                own_bold, own_hidden = self.styles.marks("text", child.get(f"{TEXT}style-name"))
                bold, hidden = bold or own_bold, hidden or own_hidden
            self._inline(child, runs, boxes, bold, hidden)

    def _add(self, text: str, runs: TextRuns, bold: bool, hidden: bool) -> None:
        if hidden:
            self.hidden = self.hidden or bool(text.strip())
            return
        runs.add(text, bold)

    def _table(self, table: Any) -> Table:
        rows: list[tuple[Cell, ...]] = []
        covered: dict[int, int] = {}
        for row in _rows_of(table):
            cells = self._cells(row, covered)
            filled = any(cell.blocks for cell in cells)
            times = _repeated(row, "rows") if filled else 1
            self._rows += times
            if self._rows > _MAX_ROWS:
                raise InputError(
                    "The document has a table of thousands of equal rows.",
                    place=self.place,
                    remedy="Copy its text into a new document.",
                )
            rows.extend([cells] * times)
        return Table(tuple(rows))

    def _cells(self, row: Any, covered: dict[int, int]) -> tuple[Cell, ...]:
        """The cells of a row; `covered` tells for how many more rows a cell above reaches into a column."""
        cells: list[Cell] = []
        column = 0
        skip = 0
        for element in row:
            if element.tag == f"{_TABLE}covered-table-cell":
                for _ in range(min(_repeated(element, "columns"), _MAX_REPEATED_CELLS)):
                    if skip:
                        skip -= 1
                    elif covered.get(column, 0) > 0:
                        covered[column] -= 1
                        cells.append(Cell(merged=True))
                    else:
                        cells.append(Cell())
                    column += 1
                continue
            if element.tag != f"{_TABLE}table-cell":
                continue
            width = min(_count(element.get(f"{_TABLE}number-columns-spanned")), _MAX_REPEATED_CELLS)
            height = _count(element.get(f"{_TABLE}number-rows-spanned"))
            blocks = tuple(self.blocks(element))
            for _ in range(min(_repeated(element, "columns"), _MAX_REPEATED_CELLS)):
                cells.append(Cell(blocks, width))
                for spanned in range(column, column + width):
                    covered[spanned] = height - 1
                column += 1
            skip = width - 1
        return tuple(cells)


def _said(annotation: Any) -> list[Any]:
    """The paragraphs of a comment, without its author and date."""
    return [child for child in annotation if child.tag in (*_PARAGRAPHS, f"{TEXT}list")]


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (
            f"{_TABLE}table-header-rows",
            f"{_TABLE}table-rows",
            f"{_TABLE}table-row-group",
        ):
            yield from _rows_of(child)


def _repeated(element: Any, what: str) -> int:
    return _count(element.get(f"{_TABLE}number-{what}-repeated"))


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdigit() and len(text) < 8 else 1


def _collapsed(text: str | None) -> str:
    """Text as OpenDocument means it: line ends and several blanks are one blank."""
    if not text:
        return ""
    words = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + words + (" " if words and text[-1:].isspace() else "")
