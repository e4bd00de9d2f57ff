"""Background, purpose and goals: the law, the meetings, proposals and decisions."""

from __future__ import annotations

from pathlib import Path

from hyte.chapters import noted
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Callout, Cell, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import Blocks, line
from hyte.reference.laws import law_of


def blocks(data: ReportData) -> Blocks:
    """The law by report year, then what the notes tell of the work."""
    w = data.w
    made: list[Block] = [
        Heading(level=2, text=w("background.title")),
        Paragraph(spans=line(w("background.purpose"))),
        Paragraph(spans=line(law_of(data.year, data.language).sentence)),
    ]
    if data.notes.empty and data.note_lines.empty:
        text = w("background.no_notes", municipality=data.municipality.name("fi"), year=data.year)
        return Blocks(
            (*made, Callout(tone="info", title=w("background.no_notes_title"), lines=(line(text),)))
        )
    made += [Heading(level=3, text=w("background.meetings")), _meetings(data)]
    made += noted.section(
        data, "background.decisions", "background.decisions_caption", None, "proposal", "decision"
    )
    made += noted.section(
        data, "background.practice", "background.practice_caption", None, "meeting_rhythm", "approval_path"
    )
    return Blocks(made)


def _meetings(data: ReportData) -> Table:
    w = data.w
    rows = []
    for file in sorted({*data.notes["file"], *data.note_lines["file"]}):
        found = data.notes[data.notes["file"] == file]
        unread = data.note_lines[(data.note_lines["file"] == file) & (data.note_lines["reason"] == "unread")]
        first = found.iloc[0] if len(found) else None
        body = first["body"] if first is not None and isinstance(first["body"], str) else None
        held = noted.day(data, first["date"]) if first is not None else ""
        rows.append(
            Row(
                header=body or w("background.unknown_body"),
                cells=(
                    Cell(text=held or w("background.unknown_date")),
                    Cell(text=Path(file).name),
                    Cell(text=str(len(found)), value=len(found)),
                    Cell(text=str(len(unread)), value=len(unread)),
                ),
            )
        )
    return Table(
        caption=w("background.meetings_caption"),
        columns=(
            Column(label=w("background.meeting_body")),
            Column(label=w("background.meeting_date")),
            Column(label=w("background.meeting_file")),
            Column(label=w("background.meeting_records"), numeric=True),
            Column(label=w("background.meeting_unread"), numeric=True),
        ),
        rows=tuple(rows),
    )
