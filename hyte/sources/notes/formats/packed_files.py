"""Documents that are packed as zip files of XML parts (docx, odt): looked through before anything is read.

No part is parsed that declares entities, nothing outside the file is ever opened, and a file that unpacks to
an unreasonable size is refused before memory is taken for it.
"""

from __future__ import annotations

import io
import lzma
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hyte.errors import InputError
from hyte.sources.workbooks import BROKEN_ZIP

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

MAX_BYTES = 500_000_000
"""All parts of a document when unpacked, pictures too."""
MAX_XML_BYTES = 60_000_000
"""One part with text; 300 pages take about a tenth of it."""
_BROKEN = (*BROKEN_ZIP, lzma.LZMAError)
_MAX_RATIO = 300
_RATIO_MATTERS_FROM = 10_000_000
_MAX_PARTS = 5000
_OLE = b"\xd0\xcf\x11\xe0"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
}


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a packed document; `program` and `ending` are for what messages say."""

    place: str
    names: tuple[str, ...]
    program: str
    ending: str
    _data: bytes

    def raw(self, name: str) -> bytes:
        """The bytes of one part, b"" when there is none.

        Raises
        ------
        InputError
            The part is damaged or unreasonably big.
        """
        if name not in self.names:
            return b""
        with _opened(self) as archive:
            if archive.getinfo(name).file_size > MAX_XML_BYTES:
                raise too_big(self.place, archive.getinfo(name).file_size)
            try:
                return archive.read(name)
            except _BROKEN as error:
                raise self.damaged() from error

    def xml(self, name: str) -> Any:
        """The root element of one part, None when there is no such part.

        Raises
        ------
        InputError
            The part is damaged, unreasonably big, nested too deeply or declares entities.
        """
        data = self.raw(name)
        if not data.strip():
            return None
        if declares_entities(data):
            raise InputError(
                "The document refers to outside entities, which no document needs.",
                place=self.place,
                remedy="Copy its text into a new document.",
            )
        if _STRICT in data:
            for strict, transitional in _TRANSITIONAL.items():
                data = data.replace(strict, transitional)
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.doctype:
            raise self.damaged()
        return root

    def damaged(self) -> InputError:
        """The error for a document that cannot be opened."""
        return InputError(
            f"The document is damaged or is no {self.program} document.",
            place=self.place,
            remedy=f"Open it in {self.program} and save it anew as {self.ending}.",
        )

    def guarded(self, read: Callable[[], Any]) -> Any:
        """What `read` gives; whatever a malformed document makes it stumble over becomes `damaged`."""
        try:
            return read()
        except InputError:
            raise
        except Exception as error:
            raise self.damaged() from error


def open_package(probe: Probe, program: str, ending: str) -> Package:
    """Look through a packed document without unpacking it.

    Parameters
    ----------
    probe : Probe
        The file.
    program : str
        What coordinators call the program that writes it: "Word", "LibreOffice".
    ending : str
        The ending that messages tell to save it with: "docx".

    Raises
    ------
    InputError
        The file is no zip file, damaged, locked with a password or unreasonably big when unpacked.
    """
    empty = Package(probe.name, (), program, ending, probe.data)
    if probe.kind == "encrypted":
        raise locked(probe.name, program, ending)
    if probe.data.startswith(_OLE):
        raise InputError(
            "The file is an old Word document (.doc), whatever its name ends in.",
            place=probe.name,
            remedy="Open it in Word and save it as docx.",
        )
    with _opened(empty) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = max(1, len(probe.data))
        bomb = unpacked > _RATIO_MATTERS_FROM and unpacked / packed > _MAX_RATIO
        if unpacked > MAX_BYTES or len(parts) > _MAX_PARTS or bomb:
            raise too_big(probe.name, unpacked)
        if any(part.flag_bits & 1 for part in parts):
            raise locked(probe.name, program, ending)
        names = tuple(dict.fromkeys(part.filename for part in parts))
    return Package(probe.name, names, program, ending, probe.data)


def _opened(package: Package) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(package._data))
    except _BROKEN as error:
        raise package.damaged() from error


def declares_entities(data: bytes) -> bool:
    """Whether XML holds a document type, in which entities are declared; UTF-16 does not hide it."""
    plain = data.replace(b"\0", b"") if b"\0" in data[:200] else data
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def locked(place: str, program: str, ending: str) -> InputError:
    """The error for a document that asks for a password."""
    return InputError(
        "The document is locked with a password.",
        place=place,
        remedy=f"Open it in {program}, take the password away and save it as {ending}.",
    )


def too_big(place: str, unpacked: int) -> InputError:
    """The error for a document of `unpacked` bytes."""
    return InputError(
        f"The document is unreasonably big when unpacked ({unpacked // 1_000_000} MB).",
        place=place,
        remedy="Copy its text into a new document.",
    )
