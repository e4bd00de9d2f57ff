"""Word documents: the body in its order, then footnotes, comments, contents and page headers.

The ordinal of a line counts every paragraph, manual line and table row from 1, empty ones too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hyte.errors import InputError
from hyte.sources.notes.formats.blocks import Block, Paragraph, numbered_lines
from hyte.sources.notes.formats.packed_files import Package, open_package
from hyte.sources.notes.formats.word_numbering import W
from hyte.sources.notes.formats.word_styles import WordStyles
from hyte.sources.notes.formats.word_text import WordText
from hyte.sources.notes.lines import NumberedLine

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

_MAIN = re.compile(rb"<Relationship\b[^>]*/officeDocument\"[^>]*>")
_TARGET = re.compile(rb"\bTarget=\"/?([^\"]+)\"")
_PAGE_PART = re.compile(r"(header|footer)(\d*)\.xml$")
_DIAGRAM = re.compile(r"diagrams/data\d*\.xml$")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NOTES = (
    ("footnotes.xml", "footnote", "footnote"),
    ("endnotes.xml", "endnote", "footnote"),
    ("comments.xml", "comment", "comment"),
)
"""File, element and the part that lines of it belong to."""
_UNREAD = (("embeddings/", "embedded objects"), ("charts/chart", "charts"))


def read_word(probe: Probe) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    """Give the lines of a .docx file and the names of what it holds and what is not read.

    Hidden text is never among the lines: who hid it does not expect it in a report.

    Raises
    ------
    InputError
        The file is damaged, locked, holds macros or outside entities, or is unreasonably big when unpacked.
    """
    package = open_package(probe, "Word", "docx")
    macros = any("vbaproject" in name.lower() for name in package.names)
    if macros or b"macroEnabled" in package.raw("[Content_Types].xml"):
        raise InputError(
            "The document holds macros, which are never run.",
            place=probe.name,
            remedy="Save it in Word as an ordinary document (.docx).",
        )
    read: tuple[tuple[NumberedLine, ...], tuple[str, ...]] = package.guarded(lambda: _read(package))
    return read


def _read(package: Package) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    main = _main_part(package)
    folder = main.rpartition("/")[0] + "/" if "/" in main else ""
    root = package.xml(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise package.damaged()
    styles = WordStyles(package.xml(f"{folder}styles.xml"), package.xml(f"{folder}numbering.xml"))
    text = WordText(styles)
    blocks = text.blocks(body)
    blocks.extend(_diagrams(package, folder))
    blocks.extend(_notes(package, folder, text))
    blocks.extend(_page_parts(package, folder, text))
    lines = numbered_lines(blocks)
    unread = [label for begin, label in _UNREAD if any(n.startswith(folder + begin) for n in package.names)]
    if text.inserted_files:
        unread.append("inserted files")
    if text.hidden:
        unread.append("hidden text")
    if not lines and any(name.startswith(f"{folder}media/") for name in package.names):
        unread.append("pictures")
    return lines, tuple(unread)


def _main_part(package: Package) -> str:
    if match := _MAIN.search(package.raw("_rels/.rels")):
        target = _TARGET.search(match[0])
        name = target[1].decode("utf-8", errors="replace") if target else ""
        if name in package.names:
            return name
    return "word/document.xml"


def _notes(package: Package, folder: str, text: WordText) -> Iterator[Block]:
    for file, tag, part in _NOTES:
        root = package.xml(folder + file)
        for note in () if root is None else root.iter(W + tag):
            # Word keeps the line above the footnotes as footnotes of their own type.
            typed = note.get(f"{W}type", "normal") != "normal"
            if typed or (tag, note.get(f"{W}id", "")) in text.taken_out:
                continue
            for block in text.blocks(note):
                yield replace(block, part=part)


def _page_parts(package: Package, folder: str, text: WordText) -> Iterator[Block]:
    found = [
        (match[1] == "footer", int(match[2] or 0), name)
        for name in package.names
        if (match := _PAGE_PART.fullmatch(name.removeprefix(folder)))
    ]
    text.page_numbers = False
    for _, _, name in sorted(found):
        root = package.xml(name)
        for block in () if root is None else text.blocks(root):
            if isinstance(block, Paragraph) and not any(map(str.isalnum, block.text)):
                continue
            yield replace(block, part="page header")


def _diagrams(package: Package, folder: str) -> Iterator[Block]:
    """The words in SmartArt graphics, which show text as text boxes do."""
    for name in sorted(name for name in package.names if _DIAGRAM.fullmatch(name.removeprefix(folder))):
        root = package.xml(name)
        for paragraph in () if root is None else root.iter(f"{_A}p"):
            words = "".join(_diagram_text(paragraph))
            if words.strip():
                yield Paragraph(words, part="text box")


def _diagram_text(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(f"{_A}t", f"{_A}br"):
        yield "\n" if element.tag == f"{_A}br" else element.text or ""
