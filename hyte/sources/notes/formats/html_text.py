"""Elements of a web page as blocks: what a reader of the page sees, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hyte.sources.notes.folding import tidy
from hyte.sources.notes.formats.blocks import Block, Cell, Table, TextRuns
from hyte.sources.notes.formats.html_tree import Element
from hyte.sources.notes.lines import Style

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dir|div|dt|fieldset|figcaption"
    "|figure|footer|form|header|hr|html|legend|li|main|menu|nav|p|pre|section|summary|tbody|td|textarea"
    "|tfoot|th|thead|tr"
)
_NOT_SHOWN = re.compile(
    "applet|audio|canvas|datalist|del|embed|head|iframe|map|noscript|object|rp|rt|script|select|style"
    "|svg|template|video"
)
_BOLD = frozenset(("b", "strong", "th"))
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_WORD_LEVEL = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.I)
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.I)
_WORD_PART = re.compile(r"mso-element\s*:\s*(footnote|endnote|comment|header|footer)(?![\w-])", re.I)
_PARTS = {
    "footnote": "footnote",
    "endnote": "footnote",
    "comment": "comment",
    "header": "page header",
    "footer": "page header",
}
_SHOWN_INPUTS = ("", "text", "date", "number", "email", "tel", "url", "month", "time")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MAX_SPAN = 200
"""Columns of a cell, and columns into which cells may reach downwards."""
_REACHED = Cell(merged=True)
_MAX_TABLES = 20
"""Tables within tables; deeper ones are read as running text."""


@dataclass(frozen=True, slots=True)
class _Inside:
    """What the elements around a piece of text make of it."""

    bold: bool = False
    part: str = ""
    raw: bool = False
    lists: int = 0
    tables: int = 0


@dataclass(slots=True)
class _Flow:
    """Blocks in the making: the paragraph that is being gathered, and what it will be."""

    blocks: list[Block] = field(default_factory=list)
    runs: TextRuns = field(default_factory=TextRuns)
    style: Style = "paragraph"
    level: int = 0
    label: str = ""

    def becomes(self, style: Style, level: int, label: str = "") -> None:
        """Say what the next paragraph is."""
        self.style, self.level, self.label = style, level, label

    def end(self, part: str, keep_empty: bool = False) -> None:
        """End the paragraph; an empty one is kept where it is an empty line of the page."""
        block = self.runs.paragraph(self.style, self.level, self.label)
        seen = bool(tidy(block.text))
        empty = keep_empty and bool(self.runs.runs)
        self.runs = TextRuns()
        if seen:
            self.blocks.append(replace(block, part=part))
            self.becomes("paragraph", 0)
        elif empty:
            self.blocks.append(replace(block, text="", style="paragraph", level=0, label="", part=part))


class PageText:
    """Reads a page; `hidden` becomes true when text that a style hides was met and left out."""

    def __init__(self) -> None:
        self.hidden = False

    def blocks(self, element: Element) -> list[Block]:
        """The paragraphs, lists and tables within an element."""
        return self._within(element, _Inside())

    def _within(self, element: Element, inside: _Inside) -> list[Block]:
        flow = _Flow()
        self._walk(element, flow, inside)
        flow.end(inside.part)
        return flow.blocks

    def _walk(self, element: Element, flow: _Flow, inside: _Inside) -> None:
        for child in element.children:
            if isinstance(child, str):
                text = child.replace("\r\n", "\n") if inside.raw else _BLANKS.sub(" ", child)
                flow.runs.add(text, inside.bold)
            elif not self._is_hidden(child):
                self._element(child, flow, _inner(child, inside))

    def _element(self, element: Element, flow: _Flow, inside: _Inside) -> None:
        tag = element.tag
        style = element.attributes.get("style", "")
        if tag == "br":
            flow.runs.add("\n")
        elif tag == "input":
            flow.runs.add(_entered(element))
        elif tag in ("ul", "ol", "menu", "dir"):
            flow.end(inside.part)
            self._list(element, flow, replace(inside, lists=inside.lists + 1))
        elif tag == "table" and inside.tables < _MAX_TABLES:
            flow.end(inside.part)
            self._table(element, flow, inside)
        elif tag == "dl" and inside.tables < _MAX_TABLES:
            flow.end(inside.part)
            self._terms(element, flow, inside)
        elif re.fullmatch("h[1-6]", tag):
            flow.end(inside.part)
            label = flow.label if flow.label != "•" else ""
            flow.becomes("heading", int(tag[1]), label)
            self._walk(element, flow, inside)
            flow.end(inside.part)
            flow.becomes("paragraph", 0)
        elif _WORD_MARK.search(style):
            flow.label = _word_label(tidy(element.text()))
        elif _BLOCKS.fullmatch(tag) or tag in ("dl", "table"):
            flow.end(inside.part)
            if match := _WORD_LEVEL.search(style):
                flow.becomes("list", int(match[1]), "•")
            self._walk(element, flow, inside)
            flow.end(inside.part, keep_empty=tag == "p")
            if match:
                flow.becomes("paragraph", 0)
        else:
            self._walk(element, flow, inside)

    def _is_hidden(self, element: Element) -> bool:
        if _NOT_SHOWN.fullmatch(element.tag) or "hidden" in element.attributes:
            return True
        if "msocomanchor" in element.attributes.get("class", ""):
            return True  # initials of who commented, in brackets
        hides = bool(_HIDING.search(element.attributes.get("style", "")))
        self.hidden = self.hidden or (hides and bool(tidy(element.text())))
        return hides

    def _list(self, element: Element, flow: _Flow, inside: _Inside) -> None:
        count = _whole(element.attributes.get("start"), 1) - 1
        for child in element.children:
            if isinstance(child, Element) and child.tag == "li" and not self._is_hidden(child):
                count = _whole(child.attributes.get("value"), count + 1)
                label = _number(count, element.attributes.get("type", "1")) if element.tag == "ol" else "•"
                flow.end(inside.part)
                flow.becomes("list", inside.lists, label)
                self._walk(child, flow, _inner(child, inside))
                flow.end(inside.part)
                flow.becomes("paragraph", 0)
            else:
                self._walk(Element("", {}, [child]), flow, inside)

    def _terms(self, element: Element, flow: _Flow, inside: _Inside) -> None:
        """Read terms and what belongs to them as a table of two columns."""
        within = replace(inside, part="", tables=inside.tables + 1, lists=0)
        rows: list[tuple[list[Block], list[Block]]] = []
        for child in _parts(element, ("dt", "dd"), ("div",)):
            if isinstance(child, str) or child.tag not in ("dt", "dd"):
                self._walk(Element("", {}, [child]), flow, inside)
            elif not self._is_hidden(child):
                blocks = self._within(child, _inner(child, within))
                if not rows or (child.tag == "dt" and rows[-1][1]):
                    rows.append(([], []))
                rows[-1][child.tag == "dd"].extend(blocks)
        flow.end(inside.part)
        if rows:
            cells = (tuple(Cell(tuple(blocks)) for blocks in row) for row in rows)
            flow.blocks.append(Table(tuple(cells), part=inside.part))

    def _table(self, table: Element, flow: _Flow, inside: _Inside) -> None:
        within = replace(inside, part="", bold=False, tables=inside.tables + 1, lists=0)
        below: dict[int, int] = {}
        rows: list[tuple[Cell, ...]] = []
        for child in _parts(table, ("tr",), ("thead", "tbody", "tfoot", "form", "colgroup")):
            if isinstance(child, Element) and child.tag in ("tr", "td", "th"):
                if not self._is_hidden(child):
                    row = child if child.tag == "tr" else Element("tr", {}, [child])
                    rows.append(self._row(row, below, flow, within))
            else:
                self._walk(Element("", {}, [child]), flow, inside)
        flow.end(inside.part)
        if rows:
            flow.blocks.append(Table(tuple(rows), part=inside.part))

    def _row(self, row: Element, below: dict[int, int], flow: _Flow, inside: _Inside) -> tuple[Cell, ...]:
        """The cells of a row; `below` tells for how many more rows a cell above reaches into a column."""
        cells: list[Cell] = []
        reaching = {column for column, rows in below.items() if rows > 0}
        for column in reaching:
            below[column] -= 1
        column = 0
        for child in _parts(row, ("td", "th"), ("form",)):
            if isinstance(child, str) or child.tag not in ("td", "th"):
                self._walk(Element("", {}, [child]), flow, inside)
            elif not self._is_hidden(child):
                while column in reaching:
                    cells.append(_REACHED)
                    column += 1
                width = max(1, min(_whole(child.attributes.get("colspan"), 1), _MAX_SPAN))
                height = max(1, min(_whole(child.attributes.get("rowspan"), 1), 1000))
                cells.append(Cell(tuple(self._within(child, _inner(child, inside))), width))
                for position in range(column, min(column + width, _MAX_SPAN)):
                    below[position] = height - 1
                column += width
        while column in reaching:
            cells.append(_REACHED)
            column += 1
        return tuple(cells)


def _parts(element: Element, wanted: tuple[str, ...], wrappers: tuple[str, ...]) -> Iterator[Element | str]:
    """Children, those within wrapping elements too."""
    for child in element.children:
        if isinstance(child, Element) and child.tag in wrappers and child.tag not in wanted:
            yield from _parts(child, wanted, wrappers)
        else:
            yield child


def _inner(element: Element, inside: _Inside) -> _Inside:
    """What an element makes of the text in it."""
    style = element.attributes.get("style", "")
    part = inside.part
    if match := _WORD_PART.search(style):
        part = _PARTS[match[1].lower()]
    elif element.tag in ("nav", "footer"):
        part = "page header"
    bold = inside.bold or element.tag in _BOLD or bool(_HEAVY.search(style))
    return replace(inside, bold=bold, part=part, raw=inside.raw or element.tag in ("pre", "textarea"))


def _entered(element: Element) -> str:
    """What somebody has written or ticked in a form."""
    kind = element.attributes.get("type", "").lower()
    if kind in _SHOWN_INPUTS:
        return element.attributes.get("value", "")
    if kind in ("checkbox", "radio"):
        return "☒ " if "checked" in element.attributes else "☐ "
    return ""


def _word_label(mark: str) -> str:
    """A list mark as Word exports it: letters of symbol fonts stand for bullets."""
    return mark if any(letter.isdigit() for letter in mark) or mark.endswith((".", ")")) else "•"


def _number(count: int, kind: str) -> str:
    if kind in ("a", "A") and 0 < count <= 26:
        return chr(ord(kind) + count - 1) + "."
    return f"{count}."


def _whole(text: str | None, other: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*\d{1,6}\s*", text) else other


def title_of(root: Element) -> str:
    """What ``<title>`` holds, "" when there is none."""
    open_elements = [root]
    while open_elements:
        element = open_elements.pop()
        if element.tag == "title":
            return tidy(_BLANKS.sub(" ", element.text()))
        open_elements.extend(
            child for child in element.elements() if child.tag in ("", "html", "head", "title", "body")
        )
    return ""
