"""Making register workbooks for tests, and reading what is in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from hyte.errors import Place
from hyte.model import Language
from hyte.sources.registers import RegistersReading, read_registers
from hyte.sources.registers.template import Rows, template_bytes

MEASURE = {
    "goal": "Vähemmän yksinäisyyttä",
    "measure": "Kahvihetket kirjastossa",
    "responsible": "Kirjasto",
    "schedule": "syksy 2024",
    "indicators": "kävijämäärä",
    "state": "under_way",
}
"""A row of the plan that has all that is required."""


def book(rows: Rows | None = None, language: Language = "fi") -> Workbook:
    """A workbook to change before it is read."""
    return openpyxl.load_workbook(io.BytesIO(template_bytes(language, rows=rows)))


def plan(*changes: Mapping[str, str], language: Language = "fi") -> Workbook:
    """A workbook whose plan has one row for each of the changes."""
    return book({"plan": [MEASURE | change for change in changes or ({},)]}, language)


def read(
    folder: Path, *books: Workbook | bytes, municipality: str = "111", year: int = 2024
) -> RegistersReading:
    """Save the workbooks in a folder of registers, and read them."""
    files = []
    for number, content in enumerate(books, start=1):
        path = folder / "111" / "2024" / "registers" / f"kirja{number}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            content.save(path)
        files.append(path)
    return read_registers(files, folder, municipality, year)


def records(reading: RegistersReading, register: str, *, extra: bool = False) -> list[dict[str, str]]:
    """The records of a register in their order: values by field, with the extra columns when asked for."""
    found: dict[str, dict[str, str]] = {}
    for row in reading.cells.itertuples():
        if row.register == register and (extra or not row.extra):
            found.setdefault(row.record, {})[row.field] = row.value
    return list(found.values())


def column(book: Workbook, sheet: str, heading: str) -> str:
    """The letter of the column with this heading."""
    return next(cell.column_letter for cell in book[sheet][1] if str(cell.value).rstrip(" *") == heading)


def told(reading: RegistersReading, *, where: Callable[[Place], bool] = lambda place: True) -> list[str]:
    """Every problem as it is printed."""
    return [
        str(problem)
        for problem in reading.problems
        if not isinstance(problem.place, Place) or where(problem.place)
    ]
