"""The source annex: every file behind the report, its producer, licence and dates."""

from __future__ import annotations

from typing import Any

from hyte.chapters.noted import day
from hyte.chapters.report_data import ReportData, rows_of
from hyte.presentation.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import Blocks, line


def blocks(data: ReportData) -> Blocks:
    """A table of the files that gave this report a figure or a note."""
    w = data.w
    files = set(data.observations["file"]) | set(data.notes["file"]) | set(data.note_lines["file"])
    found = data.sources[data.sources["file"].isin(files)].sort_values("file", kind="stable")
    made: list[Block] = [Heading(level=3, text=w("annex.sources"))]
    if found.empty:
        return Blocks((*made, Paragraph(spans=line(w("annex.no_sources")))))
    rows = [_row(data, item) for item in rows_of(found)]
    columns = ("file", "publisher", "licence", "updated", "retrieved", "figures")
    made += [
        Paragraph(spans=line(w("annex.sources_lead"))),
        Table(
            caption=w("annex.sources_caption"),
            columns=tuple(Column(label=w(f"annex.{name}"), numeric=name == "figures") for name in columns),
            rows=tuple(rows),
        ),
    ]
    return Blocks(made)


def _row(data: ReportData, item: Any) -> Row:
    w = data.w
    if item.file in set(data.notes["file"]) | set(data.note_lines["file"]):
        return Row(
            header=item.file,
            cells=(Cell(text=w("annex.meeting_notes")), *(Cell(text="–") for _ in range(4))),
        )
    parts = [text for text in (item.publisher, item.title, item.table) if isinstance(text, str)]
    unknown = w("annex.unknown")
    return Row(
        header=item.file,
        cells=(
            Cell(text=": ".join(dict.fromkeys(parts)) or unknown),
            Cell(text=item.licence if isinstance(item.licence, str) else unknown),
            Cell(text=day(data, item.updated) or unknown),
            Cell(text=day(data, item.retrieved) or unknown),
            Cell(text=f"{item.figures_read} / {item.kept} / {item.refused}"),
        ),
    )
