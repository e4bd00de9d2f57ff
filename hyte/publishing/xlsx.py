"""Spreadsheet cells that stay what they are: texts are never formulas; and archives without a clock."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hyte.errors import PublishingError
from hyte.presentation.palette import PALETTE

Value = str | float | int | None
"""What a cell may hold; None leaves it empty."""

_FORBIDDEN_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_MOST_ROWS = 1_048_576
_WIDEST = 60
_MEASURED_ROWS = 400
_HEAD_FONT = Font(name="Calibri", bold=True, color=f"FF{PALETTE.paper[1:]}")
_HEAD_FILL = PatternFill("solid", fgColor=f"FF{PALETTE.blue[1:]}")
_HEAD_PLACE = Alignment(vertical="center", wrap_text=True)
_BOTTOM = Border(bottom=Side(style="thin", color=f"FF{PALETTE.rule_strong[1:]}"))


def add_sheet(book: Workbook, wanted: str) -> Worksheet:
    """A new sheet at the end, under a name that spreadsheets allow and the book does not have yet."""
    name = _FORBIDDEN_IN_NAME.sub(" ", clean(wanted)).strip().strip("'").strip()[:_LONGEST_NAME] or "1"
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    free, count = name, 1
    while free.casefold() in taken:
        count += 1
        mark = f" ({count})"
        free = name[: _LONGEST_NAME - len(mark)] + mark
    sheet: Worksheet = book.create_sheet(free)
    return sheet


def fill(
    sheet: Worksheet,
    headers: Sequence[str],
    rows: Sequence[Sequence[Value]],
    formats: Sequence[Sequence[str]],
) -> None:
    """Write a table with a frozen, filterable header; `formats` has a number format for each cell.

    Raises
    ------
    PublishingError
        When the table has more rows than a sheet can hold, or a number is not finite.
    """
    if len(rows) >= _MOST_ROWS:
        raise PublishingError(
            f"the sheet {sheet.title!r} would have {len(rows)} rows; a spreadsheet holds {_MOST_ROWS - 1}.",
            remedy="Report fewer regions or years at a time.",
        )
    for place, header in enumerate(headers, start=1):
        cell = put(sheet.cell(1, place), header)
        cell.font, cell.fill, cell.alignment, cell.border = _HEAD_FONT, _HEAD_FILL, _HEAD_PLACE, _BOTTOM
    for number, (row, shown) in enumerate(zip(rows, formats, strict=True), start=2):
        for place, (value, form) in enumerate(zip(row, shown, strict=True), start=1):
            if value is not None and value != "":
                cell = put(sheet.cell(number, place), value)
                if not isinstance(value, str) and form != "General":
                    cell.number_format = form
    for place, header in enumerate(headers, start=1):
        seen = (row[place - 1] for row in rows[:_MEASURED_ROWS])
        sheet.column_dimensions[get_column_letter(place)].width = _width(header, seen)
    sheet.freeze_panes = "A2"
    if headers:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{max(len(rows) + 1, 2)}"
    sheet.sheet_view.zoomScale = 100
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def put(cell: Any, value: Value) -> Cell:
    """Set a cell; a text is a text whatever it begins with, so that no spreadsheet runs it as a formula.

    Raises
    ------
    PublishingError
        When a number is not finite: a spreadsheet has no such value.
    """
    if isinstance(value, str):
        text = clean(value)
        if len(text) > _LONGEST_TEXT:
            text = text[: _LONGEST_TEXT - 1] + "…"
        cell.value = text
        cell.data_type = "s"
        if text.startswith(_OPENS_A_FORMULA):
            cell.quotePrefix = True
    elif value is not None and not math.isfinite(value):
        raise PublishingError(
            f"a figure of the data workbook is {value}, which is no number.",
            place=f"sheet {cell.parent.title!r}, cell {cell.coordinate}",
            remedy="A figure without a value is None, with the reason why it is missing.",
        )
    else:
        cell.value = value
    return cell  # type: ignore[no-any-return]


def clean(text: str) -> str:
    """The text without the control characters that a spreadsheet file cannot hold."""
    return _FORBIDDEN_IN_TEXT.sub("", text)


def _width(header: str, values: Iterable[object]) -> float:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    # Room for the filter's button beside the header.
    return float(min(_WIDEST, max(longest + 2, len(header) + 4, 8)))


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
