"""What the coordinator corrected in the records of the notes, and corrections that found no record."""

from __future__ import annotations

from collections import Counter

from hyte.chapters import noted
from hyte.chapters.lists import cells, count_cell, figure_column, limited
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import line
from hyte.process.rows import rows_of
from hyte.process.statements import Source

ACTIONS = ("changed", "left_out", "made", "not_found", "refused")
"""What became of a correction, in the order of the report."""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Counts of corrections, and those that could not be applied; nothing without any."""
    rows = rows_of(data.local.corrections)
    if not rows:
        return ()
    w = data.w
    counts = Counter(row["action"] for row in rows)
    lost = [row for row in rows if row["action"] in ("not_found", "refused")]
    return (
        Heading(level=3, text=w("corrections.title")),
        Paragraph(spans=line(w("corrections.lead"))),
        Table(
            caption=w("corrections.caption"),
            columns=(Column(label=w("corrections.action")), figure_column(w("corrections.count"))),
            rows=tuple(
                Row(header=w(f"corrections.{action}"), cells=(count_cell(data, counts[action]),))
                for action in ACTIONS
                if counts[action]
            ),
        ),
        *limited(
            data,
            w("corrections.lost_caption"),
            (w("corrections.text"), w("corrections.action"), w("notes.place")),
            lost,
            lambda row: Row(
                header=noted.opened(data, row["detail"] or row["record"]),
                cells=cells(
                    w(f"corrections.{row['action']}"),
                    noted.place(data, Source(row["file"], sheet=row["sheet"], cell=row["cell"])),
                ),
            ),
            "workbook.corrections",
        ),
    )
