"""Sheets of the data workbook: named, filled with a table, and fit to be printed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hyte.errors import PublishingError
from hyte.presentation.palette import PALETTE
from hyte.sources.workbook_cells import clean, put_text

Value = str | float | int | None
"""What a cell may hold; None leaves it empty."""

_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
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
        put_text(cell, value)
    elif value is not None and not math.isfinite(value):
        raise PublishingError(
            f"a figure of the data workbook is {value}, which is no number.",
            place=f"sheet {cell.parent.title!r}, cell {cell.coordinate}",
            remedy="A figure without a value is None, with the reason why it is missing.",
        )
    else:
        cell.value = value
    return cell  # type: ignore[no-any-return]


def _width(header: str, values: Iterable[object]) -> float:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    # Room for the filter's button beside the header.
    return float(min(_WIDEST, max(longest + 2, len(header) + 4, 8)))
