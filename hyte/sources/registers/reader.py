"""Reading the register workbooks of one municipality and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hyte.errors import HyteError, InputError
from hyte.reference.areas import Areas
from hyte.sources.file_names import shown_below
from hyte.sources.probe import FileKind, Probe
from hyte.sources.registers.front_page import check_owner
from hyte.sources.registers.headings import SheetColumns, find_columns
from hyte.sources.registers.problems import Problems
from hyte.sources.registers.rows import Row, read_rows
from hyte.sources.registers.values import as_text, names_in
from hyte.sources.registers.words import other_sheets
from hyte.sources.registers.workbook_facts import SheetFacts, read_facts
from hyte.sources.workbooks import Sheet, read_sheets

if TYPE_CHECKING:
    import pandas as pd

REGISTER_COLUMNS: dict[str, str] = {
    "municipality": "str",
    "year": "int64",
    "file": "str",
    "register": "str",
    "record": "str",
    "field": "str",
    "value": "str",
    "extra": "bool",
    "sheet": "str",
    "cell": "str",
}
_SAVE = "Open it in Excel and save it as an Excel workbook (.xlsx)."
_COPY = (
    "Copy its rows into a workbook that `pipeline.py template` writes; if it is a note of a meeting, "
    "put it into the folder notes."
)
_KINDS: dict[FileKind, tuple[str, str]] = {
    "xls": ("a workbook of the old kind (.xls)", _SAVE),
    "ods": ("an OpenDocument sheet (.ods)", _SAVE),
    "docx": ("a Word document", _COPY),
    "odt": ("an OpenDocument text", _COPY),
    "pdf": ("a PDF", _COPY),
    "text": ("plain text", _COPY),
    "html": ("a web page", _COPY),
}
_SHOWN_ROWS = 8


@dataclass(frozen=True, slots=True, eq=False)
class RegistersReading:
    """What the register workbooks of one municipality and year say.

    `cells` has the columns of the table `registers`, raw and unmasked. `persons` are the names in fields of
    names, each once. `rows_in` counts the filled rows below the headings, without the examples that came with
    the template; each is read or refused, and a problem tells of each that was refused.
    """

    cells: pd.DataFrame
    problems: tuple[HyteError, ...]
    persons: tuple[str, ...]
    rows_in: int
    rows_read: int
    rows_refused: int

    def __post_init__(self) -> None:
        if self.rows_read + self.rows_refused != self.rows_in:
            raise AssertionError(
                f"{self.rows_in} rows of registers, but {self.rows_read} read and {self.rows_refused} refused"
            )


@dataclass(slots=True)
class _Gathered:
    municipality: str
    year: int
    areas: Areas
    cells: list[tuple[object, ...]] = field(default_factory=list)
    problems: list[HyteError] = field(default_factory=list)
    persons: dict[str, None] = field(default_factory=dict)
    read: int = 0
    refused: int = 0


def read_registers(
    files: Sequence[Path],
    raw_root: Path,
    municipality: str,
    year: int,
    *,
    areas: Areas | None = None,
) -> RegistersReading:
    """Read any number of register workbooks, each with any of the sheets of the template.

    Parameters
    ----------
    files : sequence of pathlib.Path
        Workbooks of one municipality and year.
    raw_root : pathlib.Path
        The raw folder: `file` in the cells is relative to it.
    municipality : str
        What the column `municipality` holds: a code, or a name.
    year : int
        The year of the folder.
    areas : Areas, optional
        Where the workbooks' names of municipalities are looked up; the official ones when left out.

    Notes
    -----
    A workbook that cannot be read becomes a problem and does not stop the others. Macros are never run:
    only the values of cells are read.
    """
    found = _Gathered(municipality, year, areas or Areas.official())
    for path in sorted(files, key=lambda path: path.as_posix()):
        try:
            _read_workbook(Probe(path, shown_below(path, raw_root)), found)
        except InputError as error:
            found.problems.append(error)
    return RegistersReading(
        cells=_frame(found.cells),
        problems=tuple(found.problems),
        persons=tuple(found.persons),
        rows_in=found.read + found.refused,
        rows_read=found.read,
        rows_refused=found.refused,
    )


def _read_workbook(probe: Probe, found: _Gathered) -> None:
    _refuse_other_kinds(probe)
    sheets = read_sheets(probe.data, probe.name, "xlsx")
    facts = read_facts(probe.data, probe.name)
    problems = Problems(probe.name)
    before = found.read + found.refused
    for sheet in sheets:
        other = other_sheets().find(sheet.name)
        if other == "instructions":
            check_owner(sheet, found.municipality, found.year, found.areas, problems)
        elif other is None and any(as_text(cell) for row in sheet.rows for cell in row):
            _read_sheet(sheet, facts.get(sheet.name, SheetFacts()), probe.name, found, problems)
    if found.read + found.refused == before:
        problems.add("The workbook has no filled row yet.", "Fill it in, or take it out of the folder.")
    found.problems.extend(problems.told())


def _refuse_other_kinds(probe: Probe) -> None:
    if probe.kind == "xlsx":
        return
    if probe.kind == "encrypted":
        raise InputError(
            "The workbook is locked with a password.",
            place=probe.name,
            remedy="Open it in Excel, remove the password (File, Info, Protect Workbook) and save it again.",
        )
    if probe.kind == "empty":
        raise InputError(
            "The file is empty.",
            place=probe.name,
            remedy="Write a new one with `pipeline.py template`, or take it out of the folder.",
        )
    called, remedy = _KINDS.get(probe.kind, ("no Excel workbook", _COPY))
    raise InputError(
        f"The file is {called}; registers are read from Excel workbooks (.xlsx).",
        place=probe.name,
        remedy=remedy,
    )


def _read_sheet(sheet: Sheet, facts: SheetFacts, file: str, found: _Gathered, problems: Problems) -> None:
    columns = find_columns(sheet, problems)
    if columns is None:
        found.refused += sum(any(as_text(cell) for cell in row) for row in sheet.rows)
        return
    numbers = []
    for row in read_rows(sheet, columns, facts, problems):
        numbers.append(row.number)
        _keep(row, sheet, columns, file, found)
    _tell_hidden(sheet, facts, columns, numbers, problems)


def _keep(row: Row, sheet: Sheet, columns: SheetColumns, file: str, found: _Gathered) -> None:
    if not row.entries:
        found.refused += 1
        return
    found.read += 1
    register = columns.layout.id
    record = f"{file}#{sheet.name}!{row.number}"
    names = {column.field or column.name for column in columns.columns if column.persons}
    for entry in row.entries:
        found.cells.append(
            (
                *(found.municipality, found.year, file, register, record),
                *(entry.field, entry.value, entry.extra, sheet.name, entry.cell),
            )
        )
        if entry.field in names:
            found.persons |= dict.fromkeys(names_in(entry.value))


def _tell_hidden(
    sheet: Sheet, facts: SheetFacts, columns: SheetColumns, numbers: Sequence[int], problems: Problems
) -> None:
    """What is hidden is read like everything else; people may not remember that it is there."""
    if sheet.hidden and numbers:
        problems.add(
            f"The sheet is hidden; its {len(numbers)} filled rows were read like the others.",
            "Unhide it, or delete it if it is not meant for the report.",
            sheet=sheet.name,
        )
    rows = [number for number in numbers if number - 1 in facts.hidden_rows]
    if rows:
        shown = ", ".join(map(str, rows[:_SHOWN_ROWS])) + (" …" if len(rows) > _SHOWN_ROWS else "")
        problems.add(
            f"Rows are hidden, perhaps by a filter, and were read like the others: {shown}.",
            "Unhide them, or delete them if they are not meant for the report.",
            sheet=sheet.name,
        )
    hidden = [column.name for column in columns.columns if column.position in facts.hidden_columns]
    if hidden and numbers:
        problems.add(
            f"Hidden columns were read like the others: {', '.join(hidden[:_SHOWN_ROWS])}.",
            "Unhide them, or delete them if they are not meant for the report.",
            sheet=sheet.name,
        )


def _frame(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    import pandas as pd

    columns = list(zip(*rows, strict=True)) or [()] * len(REGISTER_COLUMNS)
    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=kind)
            for (name, kind), values in zip(REGISTER_COLUMNS.items(), columns, strict=True)
        },
        columns=list(REGISTER_COLUMNS),
    )
