"""Writing cells that stay what they are: texts are never formulas; and archives without a clock."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORBIDDEN_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001 - zip archives know no zones and no earlier day
# Excel reads _x0041_ as the letter A; written with its underscore spelt out, it stays what it is.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""


def clean(text: str) -> str:
    """The text without the control characters that a spreadsheet file cannot hold."""
    return _FORBIDDEN_IN_TEXT.sub("", text)


def put_text(cell: Any, text: str) -> Any:
    """Set a cell to a text, whatever it begins with, so that no spreadsheet runs it as a formula."""
    text = clean(text)
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1] + "…"
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    if text.startswith(_OPENS_A_FORMULA):
        cell.quotePrefix = True
    return cell


def saved(book: Workbook) -> bytes:
    """The workbook's bytes, without the time at which it was written."""
    book.properties.created = book.properties.modified = _EARLIEST
    stream = io.BytesIO()
    book.save(stream)
    return with_fixed_times(stream.getvalue(), _EARLIEST)


def with_fixed_times(content: bytes, moment: datetime) -> bytes:
    """The archive with one time for its members and its last change, which openpyxl takes from the clock."""
    stamp = max(moment, _EARLIEST)
    when = (stamp.year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                iso = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + iso, data)
            member = zipfile.ZipInfo(name, when)
            member.compress_type, member.external_attr, member.create_system = (
                zipfile.ZIP_DEFLATED,
                0o600 << 16,
                3,
            )
            new.writestr(member, data, compresslevel=6)
    return target.getvalue()
