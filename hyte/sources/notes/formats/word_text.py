"""Paragraphs and tables of a Word part as blocks, with tracked changes as accepted.

Insertions are kept and deletions left out; paragraphs between which the mark was deleted are joined. Of
fields only the results are read. Hidden text is left out, and that there was some is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hyte.sources.notes.folding import tidy
from hyte.sources.notes.formats.blocks import Block, Cell, Table, TextRuns
from hyte.sources.notes.formats.word_numbering import W, attribute, number_of
from hyte.sources.notes.formats.word_styles import WordStyles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_WRAPPERS = tuple(W + n for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_TAKEN_OUT = (f"{W}del", f"{W}moveFrom")
_NO_TEXT = tuple(
    W + n for n in ("pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "rt", "object")
)
_REFERENCES = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_LETTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Field:
    """A field that began: its instruction, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def is_page(self) -> bool:
        return (self.instruction.split() or [""])[0].upper() in _PAGE_FIELDS


@dataclass(slots=True)
class _Gathered:
    """What a paragraph holds: its text, and the text boxes that are anchored in it."""

    runs: TextRuns = field(default_factory=TextRuns)
    boxes: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class WordText:
    """Reads the parts of one document.

    `hidden` and `inserted_files` become true when such things were met and left out; `taken_out` holds the
    (kind, id) of footnotes and comments whose reference was deleted. With `page_numbers` false the numbers of
    pages, which differ on each page, are left out.
    """

    styles: WordStyles
    page_numbers: bool = True
    hidden: bool = False
    inserted_files: bool = False
    taken_out: set[tuple[str, str]] = field(default_factory=set)
    _fields: list[_Field] = field(default_factory=list)

    def blocks(self, container: Any) -> list[Block]:
        """The paragraphs and tables of a body, a cell, a text box, a footnote or a comment."""
        found: list[Block] = []
        joined: _Gathered | None = None
        for element in self._elements(container):
            if element.tag == f"{W}tbl":
                found.extend(_ended(joined))
                joined = None
                found.append(self._table(element))
                continue
            gathered = joined or _Gathered()
            properties = element.find(f"{W}pPr")
            self._inline(element, gathered, attribute(properties, "pStyle"))
            for unfinished in self._fields:
                unfinished.result = True  # an instruction never goes on in the next paragraph
            mark = None if properties is None else properties.find(f"{W}rPr")
            if mark is not None and any(mark.find(tag) is not None for tag in _TAKEN_OUT):
                joined = gathered
                continue
            joined = None
            found.extend(self._paragraph(gathered, properties))
        found.extend(_ended(joined))
        return found

    def _paragraph(self, gathered: _Gathered, properties: Any) -> Iterable[Block]:
        form = self.styles.form_of(properties)
        paragraph = gathered.runs.paragraph(form.style, form.level, form.label)
        if form.contents:
            paragraph = replace(paragraph, text=paragraph.text.replace("\t", " "), part="contents")
        return (paragraph, *gathered.boxes)

    def _elements(self, container: Any) -> Iterator[Any]:
        """Paragraphs and tables, also those within content controls and other wrappers."""
        for child in container:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif child.tag in _WRAPPERS and not _is_placeholder(child):
                yield from self._elements(child)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._elements(_alternative(child))
            elif child.tag == f"{W}altChunk":
                self.inserted_files = True
            elif child.tag in _TAKEN_OUT:
                self._forget(child)

    def _inline(
        self, element: Any, gathered: _Gathered, style: str | None, bold: bool = False, hidden: bool = False
    ) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag in _TAKEN_OUT:
                self._forget(child)
            elif tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                run_hidden = self.styles.is_on("vanish", properties, style)
                self._inline(child, gathered, style, self.styles.is_on("b", properties, style), run_hidden)
            elif tag in (f"{W}t", _MATH_TEXT):
                self._add(child.text or "", gathered, bold, hidden)
            elif tag in _LETTERS:
                self._add(_LETTERS[tag], gathered, bold, hidden)
            elif tag == f"{W}sym":
                self._add(_symbol(child), gathered, bold, hidden)
            elif tag == f"{W}fldChar":
                self._field(child)
            elif tag == f"{W}instrText" and self._fields:
                self._fields[-1].instruction += child.text or ""
            elif tag == f"{W}fldSimple":
                self._fields.append(_Field(child.get(f"{W}instr", ""), result=True))
                self._inline(child, gathered, style, bold, hidden)
                self._fields.pop()
            elif tag == f"{W}txbxContent":
                gathered.boxes.extend(replace(block, part="text box") for block in self.blocks(child))
            elif tag == f"{_MC}AlternateContent":
                self._inline(_alternative(child), gathered, style, bold, hidden)
            elif tag not in _NO_TEXT and not _is_placeholder(child):
                self._inline(child, gathered, style, bold, hidden)

    def _add(self, text: str, gathered: _Gathered, bold: bool, hidden: bool) -> None:
        if any(not entry.result for entry in self._fields):
            return
        if not self.page_numbers and any(entry.is_page for entry in self._fields):
            return
        if hidden:
            self.hidden = self.hidden or bool(text.strip())
            return
        gathered.runs.add(text, bold)

    def _field(self, mark: Any) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _forget(self, deleted: Any) -> None:
        for reference in deleted.iter(*_REFERENCES):
            self.taken_out.add((_REFERENCES[reference.tag], reference.get(f"{W}id", "")))

    def _table(self, table: Any) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for row in _inner(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._forget(row)
                continue
            if properties is not None and _is_set(properties.find(f"{W}hidden")):
                self.hidden = True
                continue
            before = number_of(properties, "gridBefore") or 0
            cells = [Cell(width=before)] if before > 0 else []
            for cell in _inner(row, f"{W}tc"):
                settings = cell.find(f"{W}tcPr")
                if settings is not None and settings.find(f"{W}cellDel") is not None:
                    self._forget(cell)
                    continue
                merge = None if settings is None else settings.find(f"{W}vMerge")
                merged = merge is not None and merge.get(f"{W}val") != "restart"
                width = max(1, number_of(settings, "gridSpan") or 1)
                cells.append(Cell(tuple(self.blocks(cell)), width, merged))
            rows.append(tuple(cells))
        return Table(tuple(rows))


def _ended(gathered: _Gathered | None) -> list[Block]:
    """A paragraph whose mark was deleted and that nothing follows."""
    if gathered is None or not (gathered.runs.runs or gathered.boxes):
        return []
    return [gathered.runs.paragraph(), *gathered.boxes]


def _inner(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, also those within content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS and not _is_placeholder(child):
            yield from _inner(child, tag)


def _is_set(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val") not in _OFF


def _is_placeholder(element: Any) -> bool:
    """Whether a content control only shows what to fill in."""
    return element.tag == f"{W}sdt" and _is_set(element.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _alternative(element: Any) -> Any:
    """The one of several forms of the same content that holds text; they say the same."""
    choices = [child for child in element if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    for choice in choices:
        if any((text.text or "").strip() for text in choice.iter(f"{W}t")):
            return choice
    return ()


def _symbol(element: Any) -> str:
    """A letter of a symbol font as Unicode has it, "" for mere decoration."""
    try:
        letter = chr(int(element.get(f"{W}char", ""), 16))
    except (ValueError, OverflowError):
        return ""
    shown = tidy(letter)
    return shown if not 0xE000 <= ord(shown[:1] or "\ue000") <= 0xF8FF else ""
