"""OpenDocument texts: the body in its order, then footnotes, comments, contents and page headers.

Tracked deletions are stored apart from the text and are not read; insertions stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hyte.sources.notes.formats.blocks import Block, Paragraph, numbered_lines
from hyte.sources.notes.formats.odt_styles import STYLE, OdtStyles
from hyte.sources.notes.formats.odt_text import OFFICE, OdtText
from hyte.sources.notes.formats.packed_files import Package, locked, open_package
from hyte.sources.notes.lines import NumberedLine

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

_PAGE_PARTS = tuple(
    f"{STYLE}{part}{which}" for part in ("header", "footer") for which in ("-first", "", "-left")
)


def read_odt(probe: Probe) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    """Give the lines of an .odt file and the names of what it holds and what is not read.

    Macros that the file may hold are never looked at. Hidden text is not among the lines.

    Raises
    ------
    InputError
        The file is damaged, locked, refers to outside entities or is unreasonably big when unpacked.
    """
    package = open_package(probe, "LibreOffice", "odt")
    # Only looked at as bytes: old programs declare a document type in it.
    manifest = package.raw("META-INF/manifest.xml")
    if b"encryption-data" in manifest or "encrypted-package" in package.names:
        raise locked(probe.name, "LibreOffice", "odt")
    read: tuple[tuple[NumberedLine, ...], tuple[str, ...]] = package.guarded(lambda: _read(package))
    return read


def _read(package: Package) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    content = package.xml("content.xml")
    styles = package.xml("styles.xml")
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise package.damaged()
    text = OdtText(OdtStyles.of((content, styles)), package.place)
    blocks = text.blocks(body)
    blocks.extend(text.apart)
    text.apart = []
    blocks.extend(_page_parts(styles, text))
    blocks.extend(text.apart)
    lines = numbered_lines(blocks)
    unread = [label for begin, label in (("Object ", "embedded objects"),) if _holds(package, begin)]
    if text.hidden:
        unread.append("hidden text")
    if not lines and _holds(package, "Pictures/"):
        unread.append("pictures")
    return lines, tuple(unread)


def _holds(package: Package, begin: str) -> bool:
    return any(name.startswith(begin) for name in package.names)


def _page_parts(styles: Any, text: OdtText) -> Iterator[Block]:
    text.page_numbers = False
    for part in () if styles is None else styles.iter(*_PAGE_PARTS):
        if part.get(f"{STYLE}display") == "false":
            continue
        for block in text.blocks(part):
            if not (isinstance(block, Paragraph) and not any(map(str.isalnum, block.text))):
                yield replace(block, part="page header")
