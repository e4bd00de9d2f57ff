"""Sheets of cells from workbooks and from csv files alike, so that one reader serves both."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from hyte.errors import InputError, Place
from hyte.sources.probe import Probe, cell_name

_SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A sheet; `rows` may be of different lengths, and a cell beyond a row's end is empty.

    `sheet` is None for a text file, whose rows have their line numbers in `lines`.
    """

    file: str
    sheet: str | None
    hidden: bool
    rows: list[list[object]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    lines: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> object:
        """The cell, "" where there is none; text is stripped."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        value = cells[column] if 0 <= column < len(cells) else ""
        return value.strip() if isinstance(value, str) else value

    def text(self, row: int, column: int) -> str:
        """The cell as printed: 5.0 is "5"."""
        value = self.cell(row, column)
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return " ".join(str(value).split())

    def filled(self, row: int, first: int = 0, last: int | None = None) -> list[int]:
        """Columns of a row, from `first` to `last`, whose cell is not empty."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        stop = len(cells) if last is None else min(len(cells), last + 1)
        return [column for column in range(first, stop) if self.cell(row, column) not in ("", None)]

    def place(self, row: int, column: int) -> Place:
        """Where Excel or an editor shows the cell."""
        if self.sheet is None:
            return Place(self.file, line=self.lines[row])
        return Place(self.file, sheet=self.sheet, cell=cell_name(row, column))

    def origin(self, row: int, column: int) -> dict[str, object]:
        """The place as columns of the raw rows."""
        if self.sheet is None:
            return {"line": self.lines[row]}
        return {"sheet": self.sheet, "cell": cell_name(row, column)}


def grids(probe: Probe) -> tuple[Grid, ...]:
    """Sheets of a workbook, or the one sheet of a text file; () for every other kind."""
    if probe.kind in ("xlsx", "xls", "ods"):
        return tuple(
            Grid(probe.name, sheet.name, sheet.hidden, sheet.rows, sheet.merged) for sheet in probe.sheets
        )
    return (text_grid(probe),) if probe.kind == "text" else ()


def separator_of(lines: tuple[str, ...]) -> str | None:
    """The separator that most lines have: semicolon, tab or comma; None when few lines have any."""
    filled = [line for line in lines[:500] if line.strip()]
    shares = {separator: sum(separator in line for line in filled) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: shares[separator])
    return best if filled and shares[best] * 2 >= len(filled) else None


def text_grid(probe: Probe) -> Grid:
    """Cells of a text file; one column when it has no separator."""
    separator = separator_of(probe.lines)
    reader = csv.reader([line + "\n" for line in probe.lines], delimiter=separator or "\t")
    rows: list[list[object]] = []
    numbers: list[int] = []
    start = 1
    try:
        for cells in reader:
            rows.append(list(cells))
            numbers.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"The line cannot be split into fields ({error}).",
            place=probe.place(line=start),
            remedy="Look for a quotation mark that is opened and never closed.",
        ) from error
    return Grid(probe.name, None, False, rows, (), tuple(numbers))
