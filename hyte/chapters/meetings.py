"""Meetings held against those that are due, each meeting with its notes, and who took part by sector."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from hyte.chapters import noted
from hyte.chapters.lists import cells, count_cell, figure_column, limited
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import listed, number
from hyte.presentation.blocks import Block, Cell, Heading, Paragraph, Row
from hyte.presentation.show import line
from hyte.process.meetings_due import BodyMeetings, meetings_due
from hyte.process.rows import rows_of
from hyte.process.statements import Source
from hyte.reference.word_lists import SECTORS
from hyte.store.local_tables import LocalTables

_STATUS = ("present", "absent", "invited")


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Due and held, the list of meetings, participation; nothing without any notes or agreed rhythm."""
    compared = by_body(data.local, data.year)
    files = rows_of(data.local.meetings)
    if not compared and not files:
        return ()
    w = data.w
    held, other = held_and_due(data)[0], sum(len(one.other_years) for one in compared)
    made: list[Block] = [Heading(level=3, text=w("meetings.title"))]
    if files:
        counts = {"files": len(files), "held": held}
        told = {name: number(count, 0, data.language) for name, count in counts.items()}
        made.append(Paragraph(spans=line(w("meetings.lead", **told))))
    if other:
        made.append(Paragraph(spans=line(w("meetings.other_year", count=other, year=data.year))))
    return (*made, *_due(data, compared), *_list(data, files), *_participation(data))


@lru_cache(maxsize=2)
def by_body(local: LocalTables, year: int) -> tuple[BodyMeetings, ...]:
    """The year's meetings, held and due, of each body."""
    return meetings_due(year, local.meetings, local.notes, local.registers)


def held_and_due(data: ReportData) -> tuple[int, int, int]:
    """Meetings held in the year; those due, of bodies whose rhythm is known; how many of these were held."""
    compared = by_body(data.local, data.year)
    known = [(one.due, one.missing) for one in compared if one.due is not None and one.missing is not None]
    due = sum(times for times, _ in known)
    return sum(len(one.held) for one in compared), due, due - sum(missing for _, missing in known)


def _due(data: ReportData, compared: Sequence[BodyMeetings]) -> tuple[Block, ...]:
    w = data.w
    if all(one.due is None for one in compared):
        return ()
    return limited(
        data,
        w("meetings.due_caption"),
        (
            w("meetings.body"),
            figure_column(w("meetings.held")),
            figure_column(w("meetings.due")),
            w("meetings.missing"),
            w("meetings.rule"),
        ),
        [one for one in compared if one.held or one.due is not None],
        lambda one: _body(data, one),
        "workbook.meetings",
        notes=(w("meetings.due_note"),),
    )


def _body(data: ReportData, one: BodyMeetings) -> Row:
    w = data.w
    unknown = Cell(text=w("meetings.unknown"))
    missing = number(one.missing or 0, 0, data.language)
    if one.missing_months:
        months = listed([w(f"month.{month:02}") for month in one.missing_months], data.language)
        missing = w("meetings.missing_months", count=missing, months=months)
    return Row(
        header=noted.opened(data, one.body) if one.body else w("shown.no_body"),
        cells=(
            count_cell(data, len(one.held)),
            unknown if one.due is None else count_cell(data, one.due),
            unknown if one.missing is None else Cell(text=missing, value=one.missing, strong=one.missing > 0),
            Cell(text=noted.place(data, one.source) if one.source else w("shown.empty")),
        ),
    )


def _list(data: ReportData, files: Sequence[dict[str, Any]]) -> tuple[Block, ...]:
    w = data.w
    records = Counter(data.notes["file"])
    unread = Counter(data.note_lines[data.note_lines["reason"] == "unread"]["file"])
    ordered = sorted(files, key=lambda row: (row["date"] or "9", row["file"]))
    return limited(
        data,
        w("meetings.list_caption"),
        (
            w("meetings.body"),
            w("meetings.when"),
            w("meetings.present"),
            figure_column(w("meetings.records")),
            figure_column(w("meetings.unread")),
            w("meetings.file"),
        ),
        ordered,
        lambda row: _meeting(data, row, records[row["file"]], unread[row["file"]]),
        "workbook.meetings",
    )


def _meeting(data: ReportData, row: dict[str, Any], records: int, unread: int) -> Row:
    w = data.w
    body = noted.opened(data, row["body"]) if row["body"] else w("shown.no_body")
    when = [noted.day(data, row["date"]) or w("meetings.no_date")]
    if row["place"]:
        when.append(noted.shown(data, row["place"]))
    file = Path(row["file"]).name
    if row["same_as"]:
        file = w("meetings.same_as", file=file, other=Path(row["same_as"]).name)
    # No list of attendance was found: that is not the same as nobody having been there.
    told = row["present"] or row["absent"]
    return Row(
        header=f"{body} {noted.shown(data, row['number'])}" if row["number"] else body,
        cells=(
            Cell(text=", ".join(when)),
            Cell(text=f"{row['present']} / {row['absent']}" if told else w("shown.empty")),
            count_cell(data, records),
            count_cell(data, unread),
            Cell(text=file),
        ),
    )


def _participation(data: ReportData) -> tuple[Block, ...]:
    w = data.w
    same = {row["file"] for row in rows_of(data.local.meetings) if row["same_as"]}
    found: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of(data.local.attendance):
        if row["file"] not in same:
            found[row["sector"]].append(row)
    return limited(
        data,
        w("meetings.participation_caption"),
        (
            w("meetings.sector"),
            figure_column(w("meetings.attended")),
            w("meetings.times"),
            w("meetings.roles"),
            w("notes.place"),
        ),
        [(sector, found[sector]) for sector in (*SECTORS, None) if found.get(sector)],
        lambda one: _sector(data, *one),
        "workbook.meetings",
        notes=(w("meetings.participation_note"),),
    )


def _sector(data: ReportData, sector: str | None, rows: Sequence[dict[str, Any]]) -> Row:
    counts = {status: sum(row["count"] for row in rows if row["status"] == status) for status in _STATUS}
    roles = dict.fromkeys(noted.shown(data, row["role"]) for row in rows if row["role"])
    return Row(
        header=noted.opened(data, noted.sector(data, sector)),
        cells=(
            count_cell(data, len({row["file"] for row in rows if row["status"] == "present"})),
            *cells(
                " / ".join(number(count, 0, data.language) for count in counts.values()),
                "; ".join(roles) or data.w("shown.empty"),
                noted.places(data, (Source(file) for file in sorted({row["file"] for row in rows}))),
            ),
        ),
    )
