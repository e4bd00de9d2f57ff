"""Lines of the notes that became no record: how many for which reason, and those that nobody understood."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hyte.chapters import noted
from hyte.chapters.lists import cells, limited
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import number
from hyte.presentation.blocks import Block, Heading, Paragraph, Row
from hyte.presentation.show import line
from hyte.process.rows import rows_of
from hyte.process.statements import Source


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Counts by reason, then the unread lines with their places; nothing without any notes."""
    w = data.w
    rows = rows_of(data.note_lines)
    if not rows:
        return ()
    reasons = Counter(row["reason"] for row in rows)
    parts = [
        w("unread.part", reason=reason_of(data, reason), count=number(count, 0, data.language))
        for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    ]
    made: list[Block] = [
        Heading(level=3, text=w("annex.unread")),
        Paragraph(
            spans=line(
                w("annex.unread_lead", total=number(len(rows), 0, data.language), parts="; ".join(parts))
            )
        ),
    ]
    unread = [row for row in rows if row["reason"] == "unread"]
    if not unread:
        return (*made, Paragraph(spans=line(w("annex.unread_none"))))
    made += limited(
        data,
        w("annex.unread_caption"),
        (w("annex.line"), w("annex.text")),
        unread,
        lambda row: Row(header=where(data, row), cells=cells(noted.shown(data, row["text"]))),
        "workbook.unread",
    )
    return tuple(made)


def reason_of(data: ReportData, reason: str) -> str:
    """Why a line became no record, in words."""
    key = f"line_reason.{reason}"
    return data.w(key) if key in data.w.texts else reason


def where(data: ReportData, row: dict[str, Any]) -> str:
    """File and place of a line."""
    return noted.place(data, Source(row["file"], row["line"], row["page"], row["part"]))
