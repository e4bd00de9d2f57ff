"""Long lists in a report: the first rows printed, the rest pointed to; and what empty lists need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from hyte.chapters.report_data import ReportData
from hyte.language.numbers import number
from hyte.presentation.blocks import Block, Callout, Cell, Column, Line, Paragraph, Row, Span, Table
from hyte.presentation.show import line
from hyte.sources.registers.layout import register_layouts

LISTED = 60
"""Rows that are printed of one table; the workbook has them all."""

T = TypeVar("T")

_SHEETS = {
    "meetings": "bodies",
    "concerns": "concerns_and_joys",
    "deeds": "deeds_and_brakes",
    "bodies": "bodies",
    "approvals": "approvals",
    "process": "process",
    "programmes": "programmes",
    "answers": "teaviisari_answers",
    "plan": "plan",
    "priorities": "priorities",
    "projects": "projects",
    "resources": "resources",
    "residents": "surveys",
}


def limited(
    data: ReportData,
    caption: str,
    columns: Sequence[str | Column],
    items: Sequence[T],
    row: Callable[[T], Row],
    sheet: str,
    notes: Sequence[str] = (),
) -> tuple[Block, ...]:
    """A table of the first `LISTED` items, and a sentence that tells where the others are; nothing for none.

    `columns` are labels or columns, `sheet` is the key of the name of the workbook's sheet with all items.
    """
    if not items:
        return ()
    made: list[Block] = [
        Table(
            caption=caption,
            columns=tuple(Column(label=one) if isinstance(one, str) else one for one in columns),
            rows=tuple(row(item) for item in items[:LISTED]),
            notes=tuple(notes),
        )
    ]
    if len(items) > LISTED:
        left = number(len(items) - LISTED, 0, data.language)
        text = data.w("shown.in_workbook", listed=LISTED, left=left, sheet=data.w(sheet))
        made.append(Paragraph(spans=line(text), style="note"))
    return tuple(made)


def cells(*texts: str) -> tuple[Cell, ...]:
    """Cells of plain text."""
    return tuple(Cell(text=text) for text in texts)


def count_cell(data: ReportData, count: int, *, strong: bool = False) -> Cell:
    """A whole number; zero is one too."""
    return Cell(text=number(count, 0, data.language), value=count, strong=strong)


def figure_column(label: str) -> Column:
    """A column of figures."""
    return Column(label=label, numeric=True)


def advice(data: ReportData, missing: Sequence[str]) -> tuple[Block, ...]:
    """One box for the sections of a chapter that have nothing yet: what to note, and where.

    `missing` are keys of the texts under `advice`.
    """
    if not missing:
        return ()
    w = data.w
    told = [_item(data, key) for key in missing]
    folders = {
        name: f"data/raw/{data.municipality.name('fi')}/{data.year}/{name}/"
        for name in ("notes", "registers", "surveys")
    }
    command = f"pipeline.py template --municipality {data.municipality.code} --year {data.year}"
    told.append(line(w("advice.how", command=command, **folders)))
    return (Callout(tone="info", title=w("advice.title"), lines=tuple(told)),)


def _item(data: ReportData, key: str) -> Line:
    w = data.w
    sheet = register_layouts()[_SHEETS[key]].sheets.of(data.language) if key in _SHEETS else ""
    name = w(f"advice.name_{key}")
    return (Span(text=f"{name}: ", strong=True), Span(text=w(f"advice.{key}", sheet=sheet)))
