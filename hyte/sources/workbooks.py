"""Sheets of .xlsx, .xls and .ods files, each cell at the row and column where Excel shows it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from hyte.errors import InputError, Place

MAX_UNPACKED_BYTES = 1_000_000_000
MAX_PACKING_RATIO = 200
MAX_CELLS = 12_000_000
"""Rows × columns up to the farthest filled cell; the reading library takes memory for all of them."""
_RATIO_MATTERS_FROM = 50_000_000
_BLOCK = 1 << 20
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What the standard library raises for zip files with wrong bytes in them."""

_OPEN_AND_SAVE = (
    "Open it in Excel and save it anew as .xlsx; if it does not open, copy or download the file again."
)

_XLSX_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*?(/?)>")
_XLSX_COLUMN = re.compile(rb"r=\"([A-Z]{1,3})[0-9]")
_XLSX_FAR = re.compile(rb"r=\"(?:[A-Z]{2}|[A-Z][0-9]{%d})" % len(str(MAX_CELLS // 26)))
_ODS_REPEAT = re.compile(
    rb"<table:table-(cell|row)\b[^>]*?\btable:number-(?:columns|rows)-repeated=\"([0-9]+)\"[^>]*?(/?)>"
)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One worksheet.

    `rows[r][c]` is the cell at row r and column c counted from 0, so `cell_name(r, c)` is where Excel shows
    it. All rows are equally long; a cell without content is "". Numbers are float (or int), dates are
    `datetime.date` or `datetime.datetime`. `merged` holds (first row, first column, last row, last column).
    """

    name: str
    hidden: bool
    rows: list[list[object]]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def column_name(column: int) -> str:
    """Letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Name of the cell at a row and a column counted from 0: (13, 3) is D14."""
    return f"{column_name(column)}{row + 1}"


def read_sheets(data: bytes, name: str, kind: str) -> tuple[Sheet, ...]:
    """Read every worksheet of a workbook, hidden ones too; chart sheets hold no cells and are left out.

    Raises
    ------
    InputError
        The workbook is cut short, damaged, locked with a password, or unpacks to an unreasonable size.
    """
    if kind in ("xlsx", "ods"):
        _guard(data, name, kind)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = []
            for position, entry in enumerate(workbook.sheets_metadata):
                if entry.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = workbook.get_sheet_by_index(position)
                merged = sheet.merged_cell_ranges or []
                sheets.append(
                    Sheet(
                        name=entry.name,
                        hidden=entry.visible != SheetVisibleEnum.Visible,
                        rows=sheet.to_python(skip_empty_area=False),  # type: ignore[arg-type]
                        merged=tuple((*first, *last) for first, last in merged),
                    )
                )
            return tuple(sheets)
    except PasswordError as error:
        raise locked(name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(
            "The workbook is damaged and cannot be opened.",
            place=name,
            remedy=_OPEN_AND_SAVE,
        ) from error


def locked(name: str) -> InputError:
    """The error for a workbook that asks for a password."""
    return InputError(
        "The workbook is locked with a password.",
        place=name,
        remedy="Open it in Excel, remove the password (File, Info, Protect Workbook) and save it again.",
    )


def _guard(data: bytes, name: str, kind: str) -> None:
    """Unpack once, counting: damage, bombs and far-away cells are found before memory is taken for them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = 0
            for entry in archive.infolist():
                if entry.flag_bits & 1:
                    raise locked(name)
                wanted = (kind == "xlsx" and entry.filename.startswith("xl/worksheets/")) or (
                    kind == "ods" and entry.filename == "content.xml"
                )
                content = bytearray()
                with archive.open(entry) as stream:
                    while block := stream.read(_BLOCK):
                        unpacked += len(block)
                        if unpacked > MAX_UNPACKED_BYTES or (
                            unpacked > _RATIO_MATTERS_FROM and unpacked > MAX_PACKING_RATIO * len(data)
                        ):
                            raise InputError(
                                "The workbook is unreasonably big: a file of "
                                f"{_amount(len(data))} unpacks to more than {_amount(unpacked)}.",
                                place=name,
                                remedy="Copy the table alone into a new workbook, or download it again.",
                            )
                        if wanted:
                            content += block
                if wanted and kind == "xlsx":
                    _guard_xlsx_cells(bytes(content), name)
                elif wanted:
                    _guard_ods_cells(bytes(content), name)
    except BROKEN_ZIP as error:
        raise InputError(
            "The workbook is cut short or damaged.",
            place=name,
            remedy=_OPEN_AND_SAVE,
        ) from error


def _amount(size: int) -> str:
    return f"{size / 1e6:.0f} MB" if size >= 1_000_000 else f"{max(size / 1e3, 1):.0f} kB"


def _guard_xlsx_cells(content: bytes, name: str) -> None:
    # First what is quick: a sheet of one-letter columns, or one whose row numbers have too few digits to
    # reach so far, whatever is empty.
    if not _XLSX_FAR.search(content):
        return
    width = max(map(_column_number, set(_XLSX_COLUMN.findall(content))), default=1)
    digits = len(str(MAX_CELLS // width))
    if re.search(rb"r=\"[A-Z]{1,3}[0-9]{%d}" % digits, content):
        _guard_far_cells(content, name)


def _column_number(letters: bytes) -> int:
    """The number of a column counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _guard_far_cells(content: bytes, name: str) -> None:
    last_row, last_column = 0, 0
    far_row, far_column = "", ""
    for match in _XLSX_CELL.finditer(content):
        if match[3]:
            continue
        row = int(match[2])
        column = _column_number(match[1])
        if row > last_row:
            last_row, far_row = row, (match[1] + match[2]).decode()
        if column > last_column:
            last_column, far_column = column, (match[1] + match[2]).decode()
    if last_row * last_column > MAX_CELLS:
        raise _too_wide(name, far_row if last_row > 100_000 else far_column)


def _guard_ods_cells(content: bytes, name: str) -> None:
    columns = rows = 1
    for match in _ODS_REPEAT.finditer(content):
        if match[3]:  # repeats nothing: calamine skips it at the end of a sheet
            continue
        if match[1] == b"cell":
            columns = max(columns, int(match[2]))
        else:
            rows = max(rows, int(match[2]))
    if columns * rows > MAX_CELLS or max(columns, rows) > 1_100_000:
        raise _too_wide(name, None)


def _too_wide(name: str, cell: str | None) -> InputError:
    return InputError(
        "A sheet reaches over millions of cells, because a cell far away from the table is filled.",
        place=Place(name, cell=cell),
        remedy="Delete the far-away cell in Excel (Ctrl+End shows it) and save the file again.",
    )
