"""A first look into a file: what it is by its content, its text, its sheets and its sidecar."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from hyte.errors import InputError, Place
from hyte.sources.sidecar import SUFFIX, Sidecar, read_sidecar, sidecar_path
from hyte.sources.workbooks import BROKEN_ZIP, Sheet, cell_name, column_name, locked, read_sheets

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FileKind", "Probe", "Sheet", "cell_name", "column_name"]

FileKind = Literal[
    "xlsx", "xls", "ods", "px", "json", "text", "docx", "odt", "pdf", "html", "empty", "encrypted", "unknown"
]

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LINE_END = re.compile(r"\r\n|\n|\r")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table)\b", re.I | re.S
)
_PX = re.compile(rb"\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|CREATION-DATE|MATRIX)\s*(?:\[\w+\])?=", re.I)
_JSONP = re.compile(r"\s*[A-Za-z_$][\w$.]*\s*\((.*)\)\s*;?\s*", re.S)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Probe:
    """One file of the raw folder, looked into step by step; nothing is read before it is asked for.

    Parameters
    ----------
    path : pathlib.Path
        Where the file lies.
    name : str
        Its POSIX path relative to the raw folder: what tables and messages print.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name

    def place(self, *, sheet: str | None = None, cell: str | None = None, line: int | None = None) -> Place:
        """A place in this file."""
        return Place(self.name, sheet=sheet, cell=cell, line=line)

    @cached_property
    def data(self) -> bytes:
        """The whole file."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise InputError(
                f"The file cannot be opened ({error.strerror or error}).",
                place=self.name,
                remedy="Close it in other programs and see that you may read it.",
            ) from error

    @property
    def head(self) -> bytes:
        """The first 4096 bytes."""
        return self.data[:_HEAD]

    @cached_property
    def kind(self) -> FileKind:
        """What the file is, by its content and never by its name's ending."""
        head = self.head
        if not self.data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            return "empty"
        if head.startswith(b"PK"):
            return self._zip_kind()
        if head.startswith(_OLE):
            return self._ole_kind()
        if head.startswith(b"\x09\x08\x10\x00") or head.startswith(b"\x09\x08\x08\x00"):
            return "xls"
        if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"%PDF-"):
            return "pdf"
        plain = head.removeprefix(b"\xef\xbb\xbf")
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            plain = head.decode("utf-16", errors="ignore").encode()
        if _HTML.match(plain):
            return "html"
        if _PX.match(plain):
            return "px"
        if plain.lstrip()[:1] in (b"{", b"[") or plain.lstrip().startswith(b"thl.pivot."):
            return "json"
        return "unknown" if _CONTROL.search(plain) else "text"

    def _zip_kind(self) -> FileKind:
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                names = set(archive.namelist())
                is_text = "mimetype" in names and b"opendocument.text" in archive.open("mimetype").read(200)
        except BROKEN_ZIP:
            # Cut short: the list of contents stood at the end, but the names stand before each part too.
            if b"word/" in self.data and b"xl/" not in self.data:
                return "docx"
            return (
                "xlsx" if b"xl/" in self.data or self.path.suffix.lower() in (".xlsx", ".xlsm") else "unknown"
            )
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        if any(name.startswith("word/") for name in names):
            return "docx"
        if is_text:
            return "odt"
        return "ods" if {"mimetype", "content.xml"} <= names else "unknown"

    def _ole_kind(self) -> FileKind:
        if "EncryptedPackage".encode("utf-16-le") in self.data:
            return "encrypted"
        streams = ("Workbook".encode("utf-16-le"), b"B\x00o\x00o\x00k\x00\x00\x00")
        return "xls" if any(stream in self.data for stream in streams) else "unknown"

    @cached_property
    def encoding(self) -> str:
        """The text's encoding: utf-8-sig, utf-16, iso-8859-15 or cp1252."""
        for bom, encoding in _BOMS:
            if self.data.startswith(bom):
                return encoding
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError as error:
            whole = self.data[: error.start]
            if error.reason == "unexpected end of data" and not whole.isascii():
                raise InputError(
                    "The file ends in the middle of a letter.",
                    place=self.name,
                    remedy="Download it again; the transfer has probably stopped half-way.",
                ) from error
        else:
            return "utf-8-sig"
        # Bytes 80-9F are letters and quotes in Windows; in ISO 8859 they are controls that nobody writes.
        return "cp1252" if any(0x80 <= byte <= 0x9F for byte in self.data) else "iso-8859-15"

    @cached_property
    def text(self) -> str:
        """The file as text.

        Raises
        ------
        InputError
            The bytes are no text in the encoding that they start with.
        """
        try:
            return self.data.decode(self.encoding)
        except UnicodeDecodeError as error:
            if self.encoding == "cp1252":
                return self.data.decode("iso-8859-15")
            raise InputError(
                f"The file is not readable as text ({self.encoding}).",
                place=self.name,
                remedy="Download it again, or open it in Excel and save it as CSV UTF-8.",
            ) from error

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text's lines without their ends; `lines[n]` is line n + 1 of the file."""
        lines = _LINE_END.split(self.text)
        if lines and not lines[-1]:
            lines.pop()
        return tuple(lines)

    @cached_property
    def _json(self) -> Any:
        text = self.text
        wrapped = _JSONP.fullmatch(text) if not text.lstrip().startswith(("{", "[")) else None
        try:
            return json.loads(wrapped[1] if wrapped else text, parse_constant=self._refuse_constant)
        except json.JSONDecodeError as error:
            raise InputError(
                f"The file is not readable JSON ({error.msg}).",
                place=self.place(line=error.lineno),
                remedy="Download it again; the transfer has probably stopped half-way.",
            ) from error
        except RecursionError as error:
            raise InputError(
                "The JSON is nested too deeply to be a table.", place=self.name, remedy="Download it again."
            ) from error

    def _refuse_constant(self, constant: str) -> object:
        raise InputError(
            f"The JSON holds {constant}, which is no number.", place=self.name, remedy="Download it again."
        )

    def json(self) -> Any:
        """The file as JSON, with a JSONP wrapper stripped; `InputError` when it is broken."""
        return self._json

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets of an .xlsx, .xls or .ods file, () for every other kind of file.

        Raises
        ------
        InputError
            The workbook is damaged, cut short, locked or unreasonably big.
        """
        if self.kind == "encrypted":
            raise locked(self.name)
        if self.kind not in ("xlsx", "xls", "ods"):
            return ()
        return read_sheets(self.data, self.name, self.kind)

    @cached_property
    def sidecar(self) -> Sidecar | None:
        """What "<file>.meta.toml" beside the file tells, None when there is none."""
        path = sidecar_path(self.path)
        return read_sidecar(path, self.name + SUFFIX) if path.is_file() else None

    def require_readable(self) -> None:
        """Raise `InputError` for a file that holds no data at all, whatever its name's ending promises."""
        reason, remedy = _UNREADABLE.get(self.kind, ("", ""))
        if self.kind == "encrypted":
            raise locked(self.name)
        if reason:
            raise InputError(reason, place=self.name, remedy=remedy)
        if self.kind in ("xlsx", "xls", "ods") and not any(sheet.rows for sheet in self.sheets):
            raise InputError(
                "The workbook has no filled cell.", place=self.name, remedy="Export the table again."
            )


_UNREADABLE: dict[str, tuple[str, str]] = {
    "empty": ("The file is empty.", "Download it again, or take it out of the folder."),
    "html": (
        "The file is a web page and no table, whatever its name says; a server probably sent an error page.",
        "Open it in a browser to see what it says, then export the table again.",
    ),
    "pdf": ("The file is a PDF.", "Export the same table as Excel, CSV or PX."),
    "docx": ("The file is a Word document.", "Put meeting notes into a folder called notes."),
    "odt": ("The file is an OpenDocument text.", "Put meeting notes into a folder called notes."),
}
