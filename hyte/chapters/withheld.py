"""What personal data were withheld, by kind and place; the data themselves are never repeated."""

from __future__ import annotations

from collections import Counter

from hyte.chapters import noted
from hyte.chapters.lists import cells, count_cell, figure_column, limited
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import line
from hyte.process.rows import Row as TableRow
from hyte.process.rows import rows_of
from hyte.process.statements import Source


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Counts by kind, then by file and place; nothing when nothing was withheld."""
    rows = rows_of(data.local.withheld)
    if not rows:
        return ()
    w = data.w
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["kind"]] += row["count"]
    by_kind = sorted(counts, key=lambda kind: (-counts[kind], kind))
    lead = "withheld.lead_working" if data.edition == "working" else "withheld.lead"
    return (
        Heading(level=3, text=w("withheld.title")),
        Paragraph(spans=line(w(lead))),
        Table(
            caption=w("withheld.caption"),
            columns=(Column(label=w("withheld.kind")), figure_column(w("withheld.count"))),
            rows=tuple(
                Row(header=kind_of(data, kind), cells=(count_cell(data, counts[kind]),)) for kind in by_kind
            ),
        ),
        *limited(
            data,
            w("withheld.places_caption"),
            (w("notes.place"), w("withheld.kind"), figure_column(w("withheld.count"))),
            rows,
            lambda row: Row(
                header=where(data, row),
                cells=(*cells(kind_of(data, row["kind"])), count_cell(data, row["count"])),
            ),
            "workbook.withheld",
        ),
    )


def kind_of(data: ReportData, kind: str) -> str:
    """A kind of personal data in words."""
    key = f"withheld.kind_{kind}"
    return data.w(key) if key in data.w.texts else data.w("withheld.kind_other")


def where(data: ReportData, row: TableRow) -> str:
    """File and place that something was withheld from."""
    return noted.place(
        data, Source(row["file"], row["line"], row["page"], sheet=row["sheet"], cell=row["cell"])
    )
