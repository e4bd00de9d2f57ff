"""Sheets of the data workbook: what was said, recorded and decided in the meetings, with places."""

from __future__ import annotations

from collections.abc import Iterable

from hyte.chapters import noted, unread
from hyte.chapters.decisions import all_matters, outcome, title_of
from hyte.chapters.gathered import joined_of
from hyte.chapters.report_data import ReportData
from hyte.chapters.residents import heard
from hyte.chapters.workbook_sheets import PLACE, SheetRow, about, at, sheet, state_in, text_in
from hyte.presentation.blocks import DataSheet
from hyte.process.rows import Row, listed, rows_of
from hyte.process.statements import STATEMENT_KINDS, Statement


def sheets(data: ReportData) -> tuple[DataSheet, ...]:
    """Statements, records, meetings, attendance, decisions and unread lines; some may have no rows."""
    return (
        sheet(data, "workbook.statements", _STATEMENT, _statements(data)),
        sheet(data, "workbook.records", _RECORD, (_record(data, row) for row in rows_of(data.notes))),
        sheet(data, "workbook.meetings", _MEETING, _meetings(data)),
        sheet(data, "workbook.attendance", _ATTENDANCE, _attendance(data)),
        sheet(data, "workbook.decisions", _DECISION, _decisions(data)),
        sheet(data, "workbook.unread", _UNREAD, _unread(data)),
    )


_STATEMENT = (
    "workbook.same",
    "notes.kind",
    "notes.record",
    "workbook.groups",
    "workbook.themes",
    "workbook.sector",
    "workbook.channel",
    "meetings.body",
    "workbook.date",
    "plan.owner",
    "plan.schedule",
    "plan.state",
    "kind.phenomenon",
    *PLACE,
    "notes.rule",
)


def _statements(data: ReportData) -> list[SheetRow]:
    """Statements that say the same have one number; the free answers of surveys are not among them."""
    kinds = (kind for kind in STATEMENT_KINDS if kind != "resident_input")
    items = (item for kind in kinds for item in joined_of(data.local, kind))
    rows = [
        _statement(data, said, number)
        for number, item in enumerate(items, start=1)
        for said in item.originals
    ]
    return [*rows, *(_statement(data, said, None) for said in heard(data))]


def _statement(data: ReportData, said: Statement, number: int | None) -> SheetRow:
    return (
        number,
        data.w(f"kind.{said.kind}"),
        noted.shown(data, said.text),
        *about(data, said.groups, said.themes, said.sector, said.channel),
        text_in(data, said.body),
        said.date,
        text_in(data, said.owner),
        text_in(data, said.schedule),
        state_in(data, said.state),
        text_in(data, said.phenomenon),
        said.source.file,
        noted.place(data, said.source),
        said.rule,
    )


_RECORD = (
    "notes.kind",
    "notes.record",
    "workbook.groups",
    "workbook.themes",
    "workbook.sector",
    "workbook.channel",
    "plan.owner",
    "plan.schedule",
    "plan.state",
    "goals.programme",
    "workbook.agenda",
    "workbook.heading",
    "meetings.body",
    "workbook.date",
    *PLACE,
    "notes.quote",
    "notes.rule",
    "workbook.id",
    "workbook.parent",
    "workbook.corrected",
)


def _record(data: ReportData, row: Row) -> SheetRow:
    return (
        data.w(f"kind.{row['kind']}"),
        noted.shown(data, row["text"]),
        *about(data, listed(row["groups"]), listed(row["themes"]), row["sector"], row["channel"]),
        text_in(data, row["owner"]),
        text_in(data, row["schedule"]),
        state_in(data, row["state"]),
        text_in(data, row["programme"]),
        text_in(data, row["agenda"]),
        text_in(data, row["heading"]),
        text_in(data, row["body"]),
        row["date"],
        *at(data, row),
        text_in(data, row["quote"]),
        row["rule"],
        row["id"],
        row["parent"],
        row["corrected"],
    )


_MEETING = (
    "meetings.body",
    "workbook.number",
    "workbook.date",
    "workbook.place",
    "workbook.present",
    "workbook.absent",
    "workbook.language",
    "workbook.same_as",
    "annex.file",
)


def _meetings(data: ReportData) -> Iterable[SheetRow]:
    for row in rows_of(data.local.meetings):
        known = bool(row["present"] or row["absent"])
        yield (
            text_in(data, row["body"]),
            text_in(data, row["number"]),
            row["date"],
            text_in(data, row["place"]),
            row["present"] if known else None,
            row["absent"] if known else None,
            row["language"],
            row["same_as"],
            row["file"],
        )


_ATTENDANCE = (
    "meetings.body",
    "workbook.date",
    "meetings.roles",
    "meetings.sector",
    "workbook.status",
    "workbook.count",
    *PLACE,
)


def _attendance(data: ReportData) -> Iterable[SheetRow]:
    for row in rows_of(data.local.attendance):
        yield (
            text_in(data, row["body"]),
            row["date"],
            text_in(data, row["role"]),
            noted.sector(data, row["sector"]) if row["sector"] else None,
            data.w(f"status.{row['status']}"),
            row["count"],
            *at(data, row),
        )


_DECISION = (
    "decisions.matter",
    "decisions.proposal",
    "decisions.decision",
    "workbook.outcome",
    "kind.measure",
    "meetings.body",
    "workbook.date",
    *PLACE,
)


def _decisions(data: ReportData) -> Iterable[SheetRow]:
    for matter in all_matters(data.local):
        texts = (
            "\n".join(noted.shown(data, said.text) for said in found) or None
            for found in (matter.proposals, matter.decisions, matter.measures)
        )
        proposal, decision, measures = texts
        said = (*matter.proposals, *matter.decisions)
        yield (
            title_of(data, matter) or None,
            proposal,
            decision,
            outcome(data, matter) or None,
            measures,
            text_in(data, matter.body),
            matter.date,
            matter.file,
            "; ".join(noted.place(data, one.source) for one in said),
        )


_UNREAD = (*PLACE, "annex.text", "annex.reason")


def _unread(data: ReportData) -> Iterable[SheetRow]:
    for row in rows_of(data.note_lines):
        yield (
            row["file"],
            unread.where(data, row),
            text_in(data, row["text"]),
            unread.reason_of(data, row["reason"]),
        )
