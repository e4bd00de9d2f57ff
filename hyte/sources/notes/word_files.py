"""Word documents: paragraphs, lists and table rows in the order of the body, tracked changes as accepted.

The ordinal of a line counts every paragraph and table row of the body from 1, empty ones too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hyte.errors import InputError
from hyte.sources.notes.folding import tidy, without_tags
from hyte.sources.notes.lines import NumberedLine, Style

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TAKEN_OUT = (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", _MC_FALLBACK)
_WRAPPERS = (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo", f"{_W}smartTag")
_HEADING = re.compile(r"(?:heading|otsikko|rubrik)\s*(\d)?|title$|subtitle$|alaotsikko", re.I)
_LIST = re.compile(r"list|luettelo|lista|bullet|numrerad|punkt", re.I)
_TYPED_LABEL = re.compile(
    r"(§\s*\d+|\d+\s*§|\(?\d{1,3}[.)](?!\d)|[a-zåäö]\)|[-*•▪■□❑❏➢➤·–](?=\s))\s*(\S.*)$", re.S
)
_MAX_BYTES = 200_000_000
_MAX_RATIO = 300
_MAX_PARTS = 5000
_SHORT = 80
_UNREAD_PARTS = {"comments": "comments", "footnotes": "footnotes", "endnotes": "endnotes"}
_PAGE_PART = re.compile(r"word/(?:header|footer)\d*\.xml$")
_TEXT = re.compile(rb"<w:t(?:\s[^>]*)?>\s*([^<\s][^<]*)</w:t>")


def read_word(probe: Probe) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    """Give the lines of a .docx file and the names of its parts that hold text but are not read.

    Raises
    ------
    InputError
        The file is damaged, locked, holds macros or outside entities, or is unreasonably big when unpacked.
    """
    if probe.kind == "encrypted" or (probe.kind == "unknown" and probe.head.startswith(b"\xd0\xcf\x11\xe0")):
        raise InputError(
            "The document is locked with a password or is an old Word file.",
            place=probe.name,
            remedy="Open it in Word, take the password away and save it as docx.",
        )
    unread_parts = _inspected(probe)
    import docx

    try:
        document = docx.Document(io.BytesIO(probe.data))
        lines = tuple(_lines(document))
    except InputError:
        raise
    except Exception as error:
        raise _damaged(probe.name) from error
    return lines, unread_parts


def _damaged(name: str) -> InputError:
    return InputError(
        "The Word document is damaged or is no Word document.",
        place=name,
        remedy="Open it in Word and save it anew as docx.",
    )


def _inspected(probe: Probe) -> tuple[str, ...]:
    """Refuse what is unsafe before any XML is parsed; name the parts that hold text and are not read."""
    unread: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(probe.data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(1, len(probe.data))
            if (
                unpacked > _MAX_BYTES
                or len(parts) > _MAX_PARTS
                or (unpacked > 10_000_000 and unpacked / packed > _MAX_RATIO)
            ):
                raise InputError(
                    f"The document is unreasonably big when unpacked ({unpacked // 1_000_000} MB).",
                    place=probe.name,
                    remedy="Copy its text into a new document.",
                )
            for part in parts:
                name = part.filename.lower()
                if "vbaproject" in name:
                    raise InputError(
                        "The document holds macros, which are never run.",
                        place=probe.name,
                        remedy="Save it in Word as an ordinary document (.docx).",
                    )
                if not name.endswith((".xml", ".rels")):
                    continue
                data = archive.read(part)
                if any(word in data.replace(b"\0", b"") for word in (b"<!DOCTYPE", b"<!ENTITY")):
                    raise InputError(
                        "The document refers to outside entities, which no Word document needs.",
                        place=probe.name,
                        remedy="Copy its text into a new document.",
                    )
                if label := _unread_part(name, data):
                    unread.append(label)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise _damaged(probe.name) from error
    except zipfile.LargeZipFile as error:  # pragma: no cover - caught by the size above
        raise _damaged(probe.name) from error
    return tuple(dict.fromkeys(unread))


def _unread_part(name: str, data: bytes) -> str | None:
    stem = name.removeprefix("word/").removesuffix(".xml")
    label = _UNREAD_PARTS.get(stem) or ("page headers or footers" if _PAGE_PART.match(name) else None)
    return label if label and any(t.strip(b" .0123456789") for t in _TEXT.findall(data)) else None


def _lines(document: Any) -> Iterator[NumberedLine]:
    ordinal = 0
    for block in _blocks(document.element.body):
        if block.tag == f"{_W}p":
            ordinal += 1
            line = _paragraph(block, document, ordinal)
            if line is not None:
                yield line
            continue
        above: dict[int, str] = {}
        for row in block.iter(f"{_W}tr"):
            if _table_of(row) is not block:
                continue  # a row of a table within a cell belongs to that cell's text
            ordinal += 1
            line = _row(row, ordinal, above)
            if line is not None:
                yield line


def _table_of(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{_W}tbl":
        parent = parent.getparent()
    return parent


def _blocks(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _text(element: Any) -> str:
    """Text of a paragraph: insertions kept, deletions and field codes out, text boxes after a line end."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _TAKEN_OUT or not isinstance(tag, str):
            continue
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag == f"{_W}tab":
            parts.append("\t")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif tag == f"{_W}p":
            parts.append("\n" + _text(child))
        else:
            parts.append(_text(child))
    return "".join(parts)


def _clean(text: str) -> str:
    lines = (tidy(line.replace("\t", " ")) for line in without_tags(tidy(text)).split("\n"))
    return "\n".join(line for line in lines if line)


def _paragraph(element: Any, document: Any, ordinal: int) -> NumberedLine | None:
    raw = _text(element)
    text = _clean(raw)
    if not text:
        return None
    style, level = _style(element, document)
    cells: tuple[str, ...] = ()
    if style == "paragraph" and "\t" in raw.strip() and not _TYPED_LABEL.match(text):
        cells = tuple(_clean(cell) for cell in raw.strip().split("\t"))
        cells = cells if sum(map(bool, cells)) > 1 else ()
    label = ""
    if match := _TYPED_LABEL.match(text):
        label, text = match[1], match[2]
        if "§" in label:
            style, level = "heading", level or 2
        elif style == "paragraph":
            style, level = "list", 1
    elif style == "list":
        label = "•"
    text = text.replace("\n", " ")
    short = style == "paragraph" and not cells and len(text) <= _SHORT and not text.endswith((".", ":"))
    if short and ((text.isupper() and len(text) > 3) or _all_bold(element)):
        style, level = "heading", 6
    if cells:
        return NumberedLine(ordinal, ordinal, " | ".join(c for c in cells if c), "table", cells=cells)
    return NumberedLine(ordinal, ordinal, text, style, level, label=label)


def _style(element: Any, document: Any) -> tuple[Style, int]:
    properties = element.find(f"{_W}pPr")
    numbering = None if properties is None else properties.find(f"{_W}numPr")
    named = None if properties is None else properties.find(f"{_W}pStyle")
    name, depth = "", 0
    if named is not None:
        style = next((s for s in document.styles if s.style_id == named.get(f"{_W}val")), None)
        name = (style.name or "") if style is not None else str(named.get(f"{_W}val"))
        while style is not None and depth < 20:
            depth += 1
            own = style.element.find(f"{_W}pPr")
            if _HEADING.match(style.name or ""):
                name = style.name or ""
                break
            if numbering is None and own is not None:
                numbering = own.find(f"{_W}numPr")
            style = getattr(style, "base_style", None)
    if match := _HEADING.match(name):
        return "heading", int(match[1] or 1)
    if numbering is not None or _LIST.search(name):
        level = None if numbering is None else numbering.find(f"{_W}ilvl")
        digits = re.search(r"(\d)$", name)
        depth = int(level.get(f"{_W}val") or 0) + 1 if level is not None else int(digits[1]) if digits else 1
        return "list", depth
    return "paragraph", 0


def _all_bold(element: Any) -> bool:
    runs = [run for run in element.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
    return bool(runs) and all(_is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


def _row(row: Any, ordinal: int, above: dict[int, str]) -> NumberedLine | None:
    """One table row; `above` remembers, per grid column, the text of cells that are merged downwards."""
    properties = row.find(f"{_W}trPr")
    if properties is not None and properties.find(f"{_W}del") is not None:
        return None
    cells: list[str] = []
    own: list[str] = []
    column = int(_value(properties, "gridBefore") or 0)
    cells.extend("" for _ in range(column))
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        settings = cell.find(f"{_W}tcPr")
        span = int(_value(settings, "gridSpan") or 1)
        merge = None if settings is None else settings.find(f"{_W}vMerge")
        text = _cell_text(cell)
        if merge is not None and merge.get(f"{_W}val") != "restart":
            cells.append(above.get(column, text))
        else:
            cells.append(text)
            above[column] = text
            own.append(text)
        cells.extend("" for _ in range(span - 1))
        column += span
    text = " | ".join(part.replace("\n", "; ") for part in own if part)
    return NumberedLine(ordinal, ordinal, text, "table", cells=tuple(cells)) if text else None


def _cell_text(cell: Any) -> str:
    paragraphs: list[str] = []
    for block in _blocks(cell):
        inner = [block] if block.tag == f"{_W}p" else list(block.iter(f"{_W}p"))
        paragraphs.extend(_clean(_text(paragraph)) for paragraph in inner)
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _value(properties: Any, name: str) -> str | None:
    found = None if properties is None else properties.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")
