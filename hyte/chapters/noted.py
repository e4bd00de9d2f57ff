"""Records of meeting notes as tables: what was noted, by whom and when, and the line it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hyte.chapters.cells import whole_of
from hyte.chapters.report_data import ReportData, rows_of
from hyte.language.numbers import date_text
from hyte.presentation.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import line


def records(data: ReportData, *kinds: str) -> list[Any]:
    """Rows of the notes table that have one of the kinds, in the order of file and line."""
    if data.notes.empty:
        return []
    chosen = data.notes[data.notes["kind"].isin(kinds)]
    return rows_of(chosen.sort_values(["file", "line"], kind="stable"))


def records_table(data: ReportData, found: Sequence[Any], caption: str, *, with_kind: bool = False) -> Table:
    """A table of records; the text is the row's header, so that a screen reader says it with each cell."""
    w = data.w
    columns = [Column(label=w("notes.record"))]
    if with_kind:
        columns.append(Column(label=w("notes.kind")))
    columns += [Column(label=w("notes.group")), Column(label=w("notes.place"))]
    rows = []
    for record in found:
        cells = [Cell(text=w(f"kind.{record.kind}"))] if with_kind else []
        cells += [Cell(text=meeting(data, record)), Cell(text=place(data, record))]
        rows.append(Row(header=opened(record.text), cells=tuple(cells)))
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows))


def opened(text: str) -> str:
    """A record with a capital letter: in the notes it may stand in the middle of a sentence."""
    return text[:1].upper() + text[1:]


def section(data: ReportData, title: str, caption: str, none: str | None, *kinds: str) -> tuple[Block, ...]:
    """A section with a table of records, or with the advice how to note them; nothing when `none` is None."""
    found = records(data, *kinds)
    w = data.w
    if found:
        return (
            Heading(level=3, text=w(title)),
            records_table(data, found, w(caption), with_kind=len(kinds) > 1),
        )
    if none is None or data.notes.empty:
        return ()
    return (Heading(level=3, text=w(title)), Paragraph(spans=line(w(none))))


def meeting(data: ReportData, record: Any) -> str:
    """Body and date of the meeting that a record comes from."""
    parts = [record.body if isinstance(record.body, str) else "", day(data, record.date)]
    return " ".join(part for part in parts if part) or data.w("background.unknown_body")


def day(data: ReportData, text: object) -> str:
    """An ISO date in the report's language; other text as it stands; empty when there is none."""
    if not isinstance(text, str):
        return ""
    try:
        return date_text(date.fromisoformat(text), data.language)
    except ValueError:
        return text


def place(data: ReportData, record: Any) -> str:
    """File and line of a record."""
    file = Path(record.file).name
    line_number = whole_of(record.line)
    return file if line_number is None else data.w("table.place_line", file=file, line=line_number)
