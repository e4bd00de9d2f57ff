"""Writing cells that stay what they are: texts are never formulas; and archives without a clock."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

_FORBIDDEN_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
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
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_OPENS_A_FORMULA):
        cell.quotePrefix = True
    return cell


def with_fixed_times(content: bytes, moment: datetime) -> bytes:
    """The archive with one time for its members and its last change, which openpyxl takes from the clock."""
    earliest = datetime(1980, 1, 1)  # noqa: DTZ001 - zip archives know no zones and no earlier day
    stamp = max(moment, earliest)
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
