"""A note as numbered lines, whatever file it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hyte.errors import InputError
from hyte.sources.notes.folding import mended
from hyte.sources.notes.formats.markup import without_hidden
from hyte.sources.notes.formats.plain_files import read_plain

if TYPE_CHECKING:
    from hyte.sources.notes.lines import NumberedLine
    from hyte.sources.probe import Probe

Format = Literal["plain", "markdown", "word", "odt", "html", "pdf"]
FORMATS: dict[str, Format] = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "word",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
}
"""Endings of file names that are read."""
READ = "docx, odt, pdf, html, md or txt"
"""The endings as messages name them."""
_PICTURE = "Scan it as pdf with text recognition (OCR), or write what it says into a docx."
_SAVE_AS: dict[str, str] = {
    ".docm": "It may hold macros, which are never run. Save it in Word as an ordinary document (.docx).",
    ".dotm": "It may hold macros, which are never run. Save it in Word as an ordinary document (.docx).",
    ".dotx": "Save it in Word as a document (.docx).",
    ".doc": "Open it in Word and save it as docx.",
    ".rtf": "Open it in Word and save it as docx.",
    ".wps": "Open it in Word and save it as docx.",
    ".ott": "Open it in LibreOffice and save it as odt.",
    ".fodt": "Open it in LibreOffice and save it as odt.",
    ".sxw": "Open it in LibreOffice and save it as odt.",
    ".mht": "Open it in a browser or in Word and save it as html, or as pdf.",
    ".mhtml": "Open it in a browser or in Word and save it as html, or as pdf.",
    ".pages": "Export it from Pages as docx.",
    ".ppt": "Export the slides as pdf.",
    ".pptx": "Export the slides as pdf.",
    ".odp": "Export the slides as pdf.",
    ".xlsx": "Put filled registers into the folder registers and answers of surveys into surveys; "
    "save notes as docx.",
    ".xls": "Save notes as docx; workbooks of registers and surveys have the folders registers and surveys.",
    ".csv": "Put answers of surveys into the folder surveys; save notes as docx or txt.",
    ".jpg": _PICTURE,
    ".jpeg": _PICTURE,
    ".png": _PICTURE,
    ".heic": _PICTURE,
    ".tif": _PICTURE,
    ".tiff": _PICTURE,
    ".zip": "Unpack it, and put the documents in it into the folder.",
    ".eml": "Copy its text into a document and save it as docx or txt.",
    ".msg": "Copy its text into a document and save it as docx or txt.",
}
_CALLED: dict[str, tuple[str, str]] = {
    "docx": ("a Word document", ".docx"),
    "odt": ("an OpenDocument text", ".odt"),
    "pdf": ("a PDF", ".pdf"),
    "html": ("a web page", ".html"),
    "xlsx": ("an Excel workbook", ".xlsx"),
    "xls": ("an old Excel workbook", ".xls"),
    "ods": ("an OpenDocument sheet", ".ods"),
}
_NOT_TEXT = (*(kind for kind in _CALLED if kind != "html"), "encrypted", "unknown")
_RICH_TEXT = b"{\\rtf"
_WHOLE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Document:
    """One note.

    `lines` holds every non-empty line once, in order; see `NumberedLine` for what a line is. `unread_parts`
    names what the file holds and what is not among the lines: "hidden text", "inserted files", "embedded
    objects", "charts", and "pictures" when there is nothing else.
    """

    file: str
    lines: tuple[NumberedLine, ...]
    unread_parts: tuple[str, ...] = ()


def read_document(probe: Probe) -> Document:
    """Read one note; the name's ending tells the format, and the content has to bear it out.

    Raises
    ------
    InputError
        The format is not read, or the file is empty, damaged, locked or unsafe.
    """
    suffix = probe.path.suffix.lower()
    if suffix not in FORMATS:
        raise _not_read(probe, suffix)
    if probe.kind == "empty":
        raise _empty(probe.name)
    if probe.data.lstrip(b"\xef\xbb\xbf \r\n").startswith(_RICH_TEXT):
        raise InputError(
            f"The file is in rich text format (RTF), although its name ends in {suffix}.",
            place=probe.name,
            remedy=_SAVE_AS[".rtf"],
        )
    lines, unread_parts = _read(probe, FORMATS[suffix], suffix)
    if not lines and not unread_parts:
        raise _empty(probe.name)
    return Document(probe.name, lines, unread_parts)


def _read(probe: Probe, form: Format, suffix: str) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    # Each reader loads a library of its own, which only notes of its kind need.
    if form == "word":
        _expect(probe, suffix, "docx")
        from hyte.sources.notes.formats.word_files import read_word

        return read_word(probe)
    if form == "odt":
        _expect(probe, suffix, "odt")
        from hyte.sources.notes.formats.odt_files import read_odt

        return read_odt(probe)
    if form == "pdf":
        _expect(probe, suffix, "pdf")
        from hyte.sources.notes.formats.pdf_files import read_pdf

        return read_pdf(probe)
    if probe.kind in _NOT_TEXT:
        _expect(probe, suffix, "text")
        raise InputError(
            f"The file is no plain text, although its name ends in {suffix}.",
            place=probe.name,
            remedy="Open it in the program that wrote it and save it as docx or txt.",
        )
    if form == "html" or (probe.kind == "html" and _WHOLE_PAGE.match(probe.text)):
        from hyte.sources.notes.formats.html_files import read_html

        return read_html(probe)
    lines = tuple(_repaired(mended(line, probe.encoding), probe.encoding) for line in probe.lines)
    if form == "plain":
        return read_plain(lines), ()
    lines, hidden = without_hidden(lines)
    return read_plain(lines, markdown=True), ("hidden text",) if hidden else ()


def _expect(probe: Probe, suffix: str, kind: str) -> None:
    """Refuse a file of another kind than its name promises, with its right name."""
    if probe.kind != kind and probe.kind in _CALLED:
        called, ending = _CALLED[probe.kind]
        known = ending in FORMATS
        raise InputError(
            f"The file is {called}, although its name ends in {suffix}"
            + (", and is no plain text." if kind == "text" else "."),
            place=probe.name,
            remedy=f"Give it a name that ends in {ending}." if known else f"Save the notes as {READ}.",
        )


def _repaired(line: str, encoding: str) -> str:
    """A line in which "½" of Windows is not the French letter that it is in ISO 8859-15."""
    return line.translate({0x0153: "½", 0x0152: "¼", 0x0178: "¾"}) if encoding == "iso-8859-15" else line


def _not_read(probe: Probe, suffix: str) -> InputError:
    return InputError(
        f"Notes of the kind {suffix} are not read." if suffix else "The name of the file has no ending.",
        place=probe.name,
        remedy=_SAVE_AS.get(suffix, f"Save it as {READ}."),
    )


def _empty(name: str) -> InputError:
    return InputError(
        "The note is empty.", place=name, remedy="Write the notes into it, or take it out of the folder."
    )
