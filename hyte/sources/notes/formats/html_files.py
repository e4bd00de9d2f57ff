"""Web pages as notes, also those that Word and minutes systems export: what a reader of the page sees.

Nothing that a page refers to is fetched, and no script in it runs.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from hyte.errors import InputError
from hyte.sources.notes.folding import mended
from hyte.sources.notes.formats.blocks import Paragraph, numbered_lines
from hyte.sources.notes.formats.html_text import PageText, title_of
from hyte.sources.notes.formats.html_tree import Element, TreeBuilder
from hyte.sources.notes.lines import NumberedLine

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

MAX_BYTES = 60_000_000
_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_HEAD = 4096
# Pictures within the page, which may be millions of letters long.
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60}(?:;[\w=-]{1,40})*;base64,[A-Za-z0-9+/=\s%]+")
_WINDOWS = ("iso8859-1", "ascii", "cp1252")


def read_html(probe: Probe) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    """Give the lines of a web page and the names of what it holds and what is not read.

    Raises
    ------
    InputError
        The page is unreasonably big or no text.
    """
    if len(probe.data) > MAX_BYTES:
        raise InputError(
            f"The web page is unreasonably big ({len(probe.data) // 1_000_000} MB).",
            place=probe.name,
            remedy="Copy its text into a new document.",
        )
    root = _tree(_EMBEDDED.sub("", decoded(probe)))
    page = PageText()
    lines = numbered_lines(page.blocks(root))
    title = title_of(root)
    if title and all(title != line.text for line in lines):
        last = lines[-1].last if lines else 0
        lines += tuple(
            replace(line, number=last + line.number, last=last + line.last, part="page header")
            for line in numbered_lines([Paragraph(title)])
        )
    unread = ("hidden text",) if page.hidden else ()
    return lines, unread


def _tree(text: str) -> Element:
    from lxml import etree

    builder = TreeBuilder()
    parser = etree.HTMLParser(
        target=builder, encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True
    )
    data = text.replace("\0", "").encode("utf-8", errors="replace")
    # A page without any element is an error for the parser; what there was has been taken.
    with suppress(etree.XMLSyntaxError, etree.ParserError):
        etree.fromstring(data, parser)
    return builder.root


def decoded(probe: Probe) -> str:
    """The page as text: in the encoding that it names, when the bytes bear that out, else as they look."""
    match = _CHARSET.search(probe.head)
    named = match[1].decode("ascii", errors="ignore").lower() if match else ""
    if probe.encoding in ("utf-16", "utf-8-sig"):
        return mended(probe.text)  # a byte order mark, or valid UTF-8, whatever the page claims
    try:
        known = codecs.lookup(named).name if named else ""
    except LookupError:
        known = ""
    if known and known not in _WINDOWS and not known.startswith("utf"):
        try:
            return probe.data.decode(known)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    if known in _WINDOWS:
        return mended(probe.data.decode("cp1252", errors="replace"))
    return mended(probe.text, probe.encoding)
