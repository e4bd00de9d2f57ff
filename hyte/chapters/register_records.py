"""Rows of the register workbooks, and their values as a report shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from hyte.chapters import noted
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import NBSP, number
from hyte.process.rows import rows_of
from hyte.process.statements import Source
from hyte.sources.registers.choice_lists import choice_lists
from hyte.sources.registers.indicator_names import indicator_names
from hyte.sources.registers.layout import Field, register_layouts
from hyte.store.local_tables import LocalTables

_FIGURES = ("whole", "number", "money", "person_years")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a register: canonical values by field, and the texts of the municipality's own columns.

    `source` is the cell of its first value.
    """

    register: str
    id: str
    source: Source
    values: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        """The canonical value of a field; None when it is empty."""
        return self.values.get(name)

    def figure(self, name: str) -> float | None:
        """The value of a field of figures; None when it is empty."""
        value = self.values.get(name)
        return None if value is None else float(value)


@lru_cache(maxsize=2)
def all_records(local: LocalTables) -> Mapping[str, tuple[Record, ...]]:
    """The rows of every register by its id, in the order of files and sheets."""
    found: dict[tuple[str, str], Record] = {}
    for row in rows_of(local.registers):
        source = Source(row["file"], sheet=row["sheet"], cell=row["cell"])
        key = (row["register"], row["record"])
        record = found.setdefault(key, Record(*key, source, {}, {}))
        own = record.extra if row["extra"] else record.values
        own[row["field"]] = row["value"]  # type: ignore[index]
    by_register: dict[str, list[Record]] = {}
    for record in found.values():
        by_register.setdefault(record.register, []).append(record)
    return {
        name: tuple(sorted(rows, key=lambda one: (*one.source.order[:5], one.id)))
        for name, rows in by_register.items()
    }


def records(data: ReportData, register: str) -> tuple[Record, ...]:
    """The rows of one register; empty when it was not brought."""
    return all_records(data.local).get(register, ())


def heading(data: ReportData, register: str, name: str) -> str:
    """The heading of a column, as the workbook has it in the report's language."""
    return register_layouts()[register].field(name).heading(data.language)


def value(data: ReportData, record: Record, name: str) -> str:
    """A value in words or figures; "–" when the cell was empty."""
    given = record.get(name)
    if given is None:
        return data.w("shown.empty")
    return _text(data, register_layouts()[record.register].field(name), given)


def written(data: ReportData, record: Record, name: str) -> str:
    """A value as `value` gives it; "" when the cell was empty."""
    return value(data, record, name) if record.get(name) is not None else ""


def amount(data: ReportData, figure: float) -> str:
    """A figure with as many decimals as it has, four at most."""
    decimals = len(f"{round(figure, 4):.4f}".rstrip("0").partition(".")[2])
    return number(figure, decimals, data.language)


def euros(data: ReportData, figure: float) -> str:
    """An amount of money with its unit; cents only where there are any."""
    return f"{number(figure, 0 if figure == int(figure) else 2, data.language)}{NBSP}€"


def person_years(data: ReportData, figure: float) -> str:
    """An amount of work with its unit."""
    return data.w("shown.person_years", figure=amount(data, figure))


def _text(data: ReportData, column: Field, given: str) -> str:
    if column.type in ("date", "month"):
        return noted.day(data, given)
    if column.type in _FIGURES:
        told = {"money": euros, "person_years": person_years}.get(column.type, amount)
        return told(data, float(given))
    if column.type in ("choice", "choices", "yes_no"):
        options = choice_lists()[column.choices or ""]
        return ", ".join(options.label(id_, data.language) for id_ in given.split(";"))
    if column.type == "indicators":
        labels = (indicator_names().label(id_.strip(), data.language) for id_ in given.split(";"))
        return ", ".join(noted.shown(data, label) for label in labels)
    return noted.shown(data, given)


def source(data: ReportData, record: Record) -> str:
    """File, sheet and first cell of a row."""
    return noted.place(data, record.source)
