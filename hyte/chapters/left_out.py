"""Indicators that were left out on purpose, and why: so the reader knows that it was a choice."""

from __future__ import annotations

from hyte.chapters.lists import cells, limited
from hyte.chapters.register_records import records, source, value
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Heading, Paragraph, Row
from hyte.presentation.show import line


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The register of indicators left out; a warning for those that the report shows all the same."""
    rows = records(data, "left_out")
    if not rows:
        return ()
    w = data.w
    used = {measure.id: measure.title for measure in data.used}
    shown = dict.fromkeys(
        used[id_] for row in rows for id_ in (row.get("indicators") or "").split(";") if id_ in used
    )
    made: list[Block] = [
        Heading(level=3, text=w("left_out.title")),
        Paragraph(spans=line(w("left_out.lead"))),
    ]
    if shown:
        made.append(Paragraph(spans=line(w("left_out.shown", names=", ".join(shown)))))
    columns = ("indicator", "reason", "decided_by")
    made += limited(
        data,
        w("left_out.caption"),
        (*(w(f"left_out.{name}") for name in columns), w("notes.place")),
        rows,
        lambda row: Row(
            header=value(data, row, "indicators"),
            cells=cells(
                " ".join(value(data, row, "reason").split()),
                value(data, row, "decided_by"),
                source(data, row),
            ),
        ),
        "workbook.registers",
    )
    return tuple(made)
