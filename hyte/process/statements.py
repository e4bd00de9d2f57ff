"""What was said of the residents' wellbeing in notes, registers and surveys, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hyte.process.rows import Row, listed, rows_of, whole
from hyte.reference.word_lists import groups_of, sector_of, themes_of

if TYPE_CHECKING:
    import pandas as pd

STATEMENT_KINDS = ("concern", "joy", "phenomenon", "deed", "brake", "measure", "resident_input")
"""Kinds of records that say something of wellbeing or do something for it, in the order of the report."""

_REGISTERS = ("concerns_and_joys", "deeds_and_brakes")
_CELL = re.compile(r"(?P<column>[A-Z]*)(?P<row>\d+)$")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: a file, and the line and page of a note or the sheet and cell of a workbook."""

    file: str
    line: int | None = None
    page: int | None = None
    part: str | None = None
    sheet: str | None = None
    cell: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, int, str]:
        """What sources are sorted by: file, then line or sheet and row."""
        match = _CELL.search(self.cell or "")
        row = int(match["row"]) if match else 0
        return (self.file, self.line or 0, self.page or 0, self.sheet or "", row, self.cell or "")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that somebody said or did, as a note, a register or a survey has it.

    `id` is that of the notes or survey texts, or "<register>/<record>". `body` is the group of origin, `date`
    an ISO date or month. `groups` and `themes` are ids, the most certain first. `phenomenon` is the
    phenomenon that a deed or brake of the register names. `rule` tells how it was found: a rule of the notes
    reader, "register" or "survey"; a register's row whose theme, group or sector is empty gets them from its
    words, and the rule says so ("register, themes by words").
    """

    id: str
    kind: str
    text: str
    source: Source
    body: str | None = None
    date: str | None = None
    groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sector: str | None = None
    channel: str | None = None
    owner: str | None = None
    schedule: str | None = None
    state: str | None = None
    programme: str | None = None
    agenda: str | None = None
    heading: str | None = None
    parent: str | None = None
    phenomenon: str | None = None
    rule: str | None = None


def statements(
    notes: pd.DataFrame, registers: pd.DataFrame, survey_texts: pd.DataFrame | None = None
) -> tuple[Statement, ...]:
    """All statements of one municipality and year, in the order of their sources.

    Parameters
    ----------
    notes, registers : pandas.DataFrame
        Rows of the tables `notes` and `registers`. Of the registers, those of concerns and joys and of deeds
        and brakes are read; a row without a text or of an unknown kind is no statement.
    survey_texts : pandas.DataFrame, optional
        Rows of the table `survey_texts`; each free answer is resident input that came by a survey.
    """
    found = [
        *records(notes, STATEMENT_KINDS),
        *_of_registers(rows_of(registers)),
        *(_of_survey(row) for row in (rows_of(survey_texts) if survey_texts is not None else ())),
    ]
    return in_order(found)


def records(notes: pd.DataFrame, kinds: Sequence[str]) -> tuple[Statement, ...]:
    """The records of the given kinds in the table `notes`, in the order of their sources."""
    return in_order(_of_note(row) for row in rows_of(notes) if row["kind"] in kinds)


def in_order(found: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements by file and place, whatever the order in which they come."""
    return tuple(sorted(found, key=lambda said: (said.source.order, said.id, said.kind, said.text)))


def _of_note(row: Row) -> Statement:
    return Statement(
        id=row["id"],
        kind=row["kind"],
        text=row["text"],
        source=Source(row["file"], whole(row.get("line")), whole(row.get("page")), row.get("part")),
        body=row.get("body"),
        date=row.get("date"),
        groups=listed(row.get("groups")),
        themes=listed(row.get("themes")),
        sector=row.get("sector"),
        channel=row.get("channel"),
        owner=row.get("owner"),
        schedule=row.get("schedule"),
        state=row.get("state"),
        programme=row.get("programme"),
        agenda=row.get("agenda"),
        heading=row.get("heading"),
        parent=row.get("parent"),
        rule=row.get("rule"),
    )


def _of_registers(rows: Sequence[Row]) -> Iterable[Statement]:
    by_record: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        if row["register"] in _REGISTERS and not row.get("extra"):
            by_record.setdefault((row["register"], row["record"]), {})[row["field"]] = row
    for (register, record), fields in by_record.items():
        values = {field: row["value"] for field, row in fields.items()}
        if "text" not in values or values.get("kind") not in STATEMENT_KINDS:
            continue
        yield _of_record(f"{register}/{record}", values, fields["text"])


def _of_record(id_: str, values: dict[str, Any], place: Row) -> Statement:
    text = values["text"]
    guessed = [field for field in ("themes", "groups") if not values.get(field)]
    themes = listed(values.get("themes")) or themes_of(text)
    groups = listed(values.get("groups")) or groups_of(text)
    sector = values.get("sector")
    if not sector and (sector := sector_of(values.get("actor") or values.get("origin") or "")):
        guessed.append("sector")
    by_words = [field for field in guessed if {"themes": themes, "groups": groups, "sector": sector}[field]]
    return Statement(
        id=id_,
        kind=values["kind"],
        text=text,
        source=Source(place["file"], sheet=place["sheet"], cell=place["cell"]),
        body=values.get("origin") or values.get("actor"),
        date=values.get("date"),
        groups=groups,
        themes=themes,
        sector=sector or None,
        channel=values.get("channel"),
        owner=values.get("actor"),
        phenomenon=values.get("phenomenon"),
        rule=f"register, {' and '.join(by_words)} by words" if by_words else "register",
    )


def _of_survey(row: Row) -> Statement:
    return Statement(
        id=row["id"],
        kind="resident_input",
        text=row["text"],
        source=Source(row["file"], line=whole(row.get("line")), sheet=row.get("sheet")),
        groups=listed(row.get("groups")),
        themes=listed(row.get("themes")),
        channel="survey",
        heading=row.get("question_text"),
        rule="survey",
    )
