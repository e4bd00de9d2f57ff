"""Sheets of the data workbook: the registers, corrections and what was withheld, with places."""

from __future__ import annotations

from collections.abc import Iterable

from hyte.chapters import noted, withheld
from hyte.chapters.register_records import Record, all_records, heading, records, value
from hyte.chapters.report_data import ReportData
from hyte.chapters.workbook_sheets import PLACE, SheetRow, at, sheet, text_in
from hyte.presentation.blocks import DataSheet
from hyte.process.rows import rows_of
from hyte.sources.registers.layout import TEXT_TYPES, RegisterLayout, register_layouts

_FIGURES = ("whole", "number", "money", "person_years", "year")


def sheets(data: ReportData) -> tuple[DataSheet, ...]:
    """The plan, the other registers, corrections and what was withheld; some may have no rows."""
    return (
        _plan(data),
        sheet(data, "workbook.registers", _REGISTER, _registers(data)),
        sheet(data, "workbook.corrections", _CORRECTION, _corrections(data)),
        sheet(data, "workbook.withheld", _WITHHELD, _withheld(data)),
    )


def _plan(data: ReportData) -> DataSheet:
    """The plan with a column for each field, figures as figures, and the municipality's own columns."""
    layout, rows = register_layouts()["plan"], records(data, "plan")
    own = sorted({name for row in rows for name in row.extra})
    columns = [field.heading(data.language) for field in layout.fields]
    return DataSheet(
        name=data.w("workbook.plan"),
        columns=(*columns, *(noted.shown(data, name) for name in own), *(data.w(key) for key in PLACE)),
        rows=tuple(
            (
                *(_value(data, layout, row, field.id) for field in layout.fields),
                *(text_in(data, row.extra.get(name)) for name in own),
                row.source.file,
                noted.place(data, row.source),
            )
            for row in rows
        ),
    )


def _value(data: ReportData, layout: RegisterLayout, row: Record, name: str) -> str | float | int | None:
    given, kind = row.get(name), layout.field(name).type
    if given is None:
        return None
    if kind in _FIGURES:
        return float(given) if "." in given else int(given)
    return noted.shown(data, given) if kind in TEXT_TYPES else value(data, row, name)


_REGISTER = ("workbook.register", "workbook.row", "workbook.field", "workbook.value", *PLACE)


def _registers(data: ReportData) -> Iterable[SheetRow]:
    """Every value of the other registers on a row of its own; names of members are never among them."""
    for name, layout in register_layouts().items():
        persons = {field.id for field in layout.fields if field.type == "person"}
        for record in all_records(data.local).get(name, ()) if name != "plan" else ():
            for field, given in (*record.values.items(), *record.extra.items()):
                if field in persons and field in record.values and data.edition != "working":
                    continue
                known = field in record.values and layout.has(field)
                yield (
                    layout.sheets.of(data.language),
                    record.id,
                    heading(data, name, field) if known else noted.shown(data, field),
                    value(data, record, field) if known else noted.shown(data, given),
                    record.source.file,
                    noted.place(data, record.source),
                )


_CORRECTION = ("corrections.action", "workbook.id", "workbook.fields", "corrections.text", *PLACE)


def _corrections(data: ReportData) -> Iterable[SheetRow]:
    for row in rows_of(data.local.corrections):
        yield (
            data.w(f"corrections.{row['action']}"),
            row["record"],
            row["fields"],
            text_in(data, row["detail"]),
            *at(data, row),
        )


_WITHHELD = (*PLACE, "withheld.kind", "withheld.count")


def _withheld(data: ReportData) -> Iterable[SheetRow]:
    for row in rows_of(data.local.withheld):
        yield (
            row["file"],
            withheld.where(data, row),
            withheld.kind_of(data, row["kind"]),
            row["count"],
        )
