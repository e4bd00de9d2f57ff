"""Who does the work: bodies with their tasks and members by role, and roles that the notes name."""

from __future__ import annotations

from collections import defaultdict

from hyte.chapters import noted
from hyte.chapters.lists import cells, limited
from hyte.chapters.register_records import Record, records, source, value, written
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Heading, Row
from hyte.process.statements import Statement
from hyte.process.statements import records as of_notes


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Bodies of the register, then roles and meeting rhythms of the notes; nothing without any."""
    w = data.w
    rows, roles = records(data, "bodies"), of_notes(data.notes, ("role",))
    rhythms = of_notes(data.notes, ("meeting_rhythm",))
    if not (rows or roles or rhythms):
        return ()
    by_body: dict[str, list[Statement]] = defaultdict(list)
    for said in roles:
        by_body[said.body or said.heading or ""].append(said)
    return (
        Heading(level=3, text=w("bodies.title")),
        *limited(
            data,
            w("bodies.caption"),
            (*(w(f"bodies.{name}") for name in ("name", "task", "members", "meetings")), w("notes.place")),
            rows,
            lambda row: _body(data, row),
            "workbook.registers",
        ),
        *limited(
            data,
            w("bodies.roles_caption"),
            (w("bodies.name"), w("bodies.roles"), w("notes.place")),
            list(by_body.items()),
            lambda item: Row(
                header=noted.opened(data, item[0]) if item[0] else w("shown.no_body"),
                cells=cells(
                    ", ".join(dict.fromkeys(noted.shown(data, said.text) for said in item[1])),
                    noted.places(data, (said.source for said in item[1])),
                ),
            ),
            "workbook.records",
        ),
        *limited(
            data,
            w("meetings.rhythm_caption"),
            (w("meetings.rhythm"), w("bodies.name"), w("notes.place")),
            rhythms,
            lambda said: Row(
                header=noted.opened(data, said.text),
                cells=cells(noted.shown(data, said.owner or said.body), noted.place(data, said.source)),
            ),
            "workbook.records",
        ),
    )


def _body(data: ReportData, row: Record) -> Row:
    w = data.w
    task, kind = value(data, row, "task"), written(data, row, "kind")
    chair, times = written(data, row, "chair"), written(data, row, "meetings_per_year")
    members = " ".join(value(data, row, "members_by_role").split())
    months = written(data, row, "months")
    return Row(
        header=noted.opened(data, row.get("name")),
        cells=cells(
            w("bodies.kind_and_task", kind=kind, task=task) if kind else task,
            w("bodies.chair_and_members", chair=chair, members=members) if chair else members,
            ", ".join(part for part in (times, months) if part) or w("shown.empty"),
            source(data, row),
        ),
    )
