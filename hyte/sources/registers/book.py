"""Workbooks that are the same bytes whenever they are written, with texts that no spreadsheet runs."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook

from hyte.errors import UsageError
from hyte.sources.registers.values import as_text

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The day that zip archives begin with; members of the workbook bear it instead of the clock's."""
LONGEST_TEXT = 32_767
_OPENS_A_FORMULA = ("=", "+", "-", "@")
# Excel reads _x0041_ as the letter A; written with its underscore spelt out, it stays what it is.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put(cell: Any, value: str | float | date | None) -> None:
    """Set a cell; a text is a text whatever it begins with. Raises `UsageError` when it is too long."""
    if value is None or value == "":
        return
    if not isinstance(value, str):
        cell.value = value
        return
    text = _ESCAPE.sub("_x005F_", as_text(value))
    if len(text) > LONGEST_TEXT:
        raise UsageError(
            f"A text of {len(text)} characters does not fit into a cell, which holds {LONGEST_TEXT}.",
            place=f"sheet {cell.parent.title!r}, cell {cell.coordinate}",
            remedy="Part it into two rows.",
        )
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_OPENS_A_FORMULA):
        cell.quotePrefix = True


def saved(book: Workbook) -> bytes:
    """The workbook's bytes, without the time at which it was written."""
    book.properties.created = book.properties.modified = datetime(*EARLIEST)  # noqa: DTZ001 - spreadsheets know no zones
    stream = io.BytesIO()
    book.save(stream)
    target = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", data)
            member = zipfile.ZipInfo(name, EARLIEST)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 3
            member.external_attr = 0o600 << 16
            new.writestr(member, data, compresslevel=6)
    return target.getvalue()
