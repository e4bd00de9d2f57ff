"""The plan part: measures with owner and schedule, and the phenomena that they answer."""

from __future__ import annotations

from hyte.chapters import noted
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import Blocks, line


def blocks(data: ReportData) -> Blocks:
    """Measures as the notes name them; advice when there are none."""
    w = data.w
    made: list[Block] = [
        Heading(level=2, text=w("plan.title")),
        Paragraph(spans=line(w("plan.lead"))),
        Heading(level=3, text=w("plan.measures")),
    ]
    found = noted.records(data, "measure")
    if not found:
        made.append(Paragraph(spans=line(w("plan.none"))))
    else:
        rows = tuple(
            Row(
                header=noted.opened(record.text),
                cells=(
                    Cell(text=record.owner if isinstance(record.owner, str) else w("plan.open")),
                    Cell(text=record.schedule if isinstance(record.schedule, str) else w("plan.open")),
                    Cell(text=noted.place(data, record)),
                ),
            )
            for record in found
        )
        columns = (w("plan.measure"), w("plan.owner"), w("plan.schedule"), w("notes.place"))
        made.append(
            Table(
                caption=w("plan.measures_caption"),
                columns=tuple(Column(label=label) for label in columns),
                rows=rows,
            )
        )
    made += noted.section(data, "plan.phenomena", "plan.phenomena_caption", None, "phenomenon")
    return Blocks(made)
