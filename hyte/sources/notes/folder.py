"""The notes of one municipality and year: records, meetings, and every line that became no record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hyte.errors import HyteError, InputError
from hyte.reference.tables import rows_of
from hyte.reference.word_lists import sector_of
from hyte.sources.file_names import shown_below
from hyte.sources.notes import frames
from hyte.sources.notes.agenda import agenda_of, under_items
from hyte.sources.notes.arrangements.structures import announcing_lines, find_structures
from hyte.sources.notes.attendance import attendance_lines, attendance_roles
from hyte.sources.notes.documents import Document, read_document
from hyte.sources.notes.header import Header, read_header
from hyte.sources.notes.hidden import Hidden, hide
from hyte.sources.notes.language import language_of
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.meetings import Meeting, said_in, with_same
from hyte.sources.notes.problems import questions, same_meetings
from hyte.sources.notes.record import Record, in_order
from hyte.sources.notes.records import Unread, read_records
from hyte.sources.notes.rows import ids, originals_of, row_of, with_bodies
from hyte.sources.privacy import Withholder, withholder
from hyte.sources.probe import Probe

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class NotesReading:
    """What the notes of one municipality and year say.

    `notes`, `lines` (the table `note_lines`), `meetings`, `attendance`, `withheld` and `originals` are
    tables; dates are ISO text. `lines_in` counts the non-empty lines of all documents (a wrapped paragraph
    is one line), `lines_used` those of which a record was made; the others are in `lines`, one row each.
    Rows of `lines` with the reason "rest" are parts of used lines. `problems` are the files that could not be
    read and what a coordinator should look at. `names` hides personal data in the municipality's other texts.
    """

    notes: pd.DataFrame
    lines: pd.DataFrame
    meetings: pd.DataFrame
    attendance: pd.DataFrame
    withheld: pd.DataFrame
    originals: pd.DataFrame
    names: Withholder
    problems: tuple[HyteError, ...]
    lines_in: int
    lines_used: int

    def __post_init__(self) -> None:
        listed = int((self.lines["reason"] != "rest").sum())
        if self.lines_used + listed != self.lines_in:
            raise AssertionError(
                f"{self.lines_in} lines of notes, but {self.lines_used} used and {listed} listed"
            )


@dataclass(slots=True)
class _Rows:
    """Rows of the tables, gathered note by note."""

    origin: dict[str, object]
    notes: list[dict[str, object]] = field(default_factory=list)
    lines: list[dict[str, object]] = field(default_factory=list)
    attendance: list[dict[str, object]] = field(default_factory=list)
    withheld: list[dict[str, object]] = field(default_factory=list)
    originals: list[dict[str, object]] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    problems: list[HyteError] = field(default_factory=list)
    used: int = 0


def read_notes(
    files: Sequence[Path],
    raw_root: Path,
    municipality: str,
    year: int,
    *,
    places: Collection[str] = (),
    persons: Collection[str] = (),
    others: Collection[str] = (),
) -> NotesReading:
    """Read the notes of one municipality and year; personal data stay out of every text.

    Parameters
    ----------
    files : sequence of pathlib.Path
        Files of one ``notes`` folder, or of several of the same municipality and year.
    raw_root : pathlib.Path
        The raw folder: `file` in the tables is relative to it.
    municipality : str
        What the column `municipality` holds: a code, or a name.
    year : int
        The year of the folder.
    places : collection of str, optional
        Names of places that are never taken for persons' names, such as invented municipalities.
    persons : collection of str, optional
        Names of persons that are known from elsewhere, such as from register workbooks.
    others : collection of str, optional
        The municipality's other texts, such as answers to surveys: names that they give are hidden as well.

    Notes
    -----
    A file that cannot be read becomes a problem and does not stop the others.
    """
    rows = _Rows({"municipality": municipality, "year": year})
    documents: list[Document] = []
    for path in sorted(files, key=lambda path: path.as_posix()):
        try:
            documents.append(read_document(Probe(path, shown_below(path, raw_root))))
        except InputError as error:
            rows.problems.append(error)
    present, names = _names(documents, {*places, *_called(municipality)}, persons, others)
    for document, attendance in zip(documents, present, strict=True):
        _read_note(document, attendance, names, year, rows)
    meetings = with_same(rows.meetings)
    rows.problems.extend(same_meetings(meetings))
    return NotesReading(
        frames.frame(rows.notes, frames.NOTES),
        frames.frame(rows.lines, frames.LINES),
        frames.frame([rows.origin | meeting.row() for meeting in meetings], frames.MEETINGS),
        frames.frame(rows.attendance, frames.ATTENDANCE),
        frames.frame(rows.withheld, frames.WITHHELD),
        frames.frame(rows.originals, frames.ORIGINALS),
        names,
        tuple(rows.problems),
        sum(len(document.lines) for document in documents),
        rows.used,
    )


def _read_note(
    document: Document, attendance: frozenset[int], names: Withholder, year: int, rows: _Rows
) -> None:
    """Add what one note says to the rows of all."""
    hidden = hide(document.lines, names)
    header = read_header(
        [line for line in hidden.lines if line.number not in attendance], Path(document.file).stem
    )
    records, unread = _records(hidden.lines, header, attendance)
    file = rows.origin | {"file": document.file}
    at = {line.number: {"page": line.page, "part": line.part or None} for line in document.lines}
    keys = ids(document.file, records, hidden)
    for position, (record, body) in enumerate(with_bodies(records, header)):
        parent = None if record.parent is None else keys[record.parent]
        named = {"id": keys[position], "parent": parent}
        rows.notes.append(file | named | at[record.line] | row_of(record, body, header, hidden))
        rows.originals.extend(
            rows.origin | {"table": "notes", "id": keys[position]} | told
            for told in originals_of(rows.notes[-1], record, hidden)
        )
    for left in unread:
        rows.lines.append(
            file
            | at[left.line]
            | {"line": left.line, "text": hidden.published(left.text), "reason": left.reason}
        )
    for line in document.lines:
        place = {"line": line.number, "page": line.page}
        counts = sorted(hidden.counts.get(line.number, {}).items())
        rows.withheld.extend(file | place | {"kind": kind, "count": count} for kind, count in counts)
    rows.used += len({number for record in records for number in record.lines})
    language = language_of(document.lines)
    shown = _published(header, hidden)
    there = attendance_roles(document.lines, names)
    day = shown.day.isoformat() if shown.day and shown.origin != "event" else None
    for one in there:
        told = {"line": one.line, "role": one.role, "status": one.status, "count": one.count}
        sector = sector_of(one.role) if one.role else None
        rows.attendance.append(file | {"body": shown.body, "date": day, "sector": sector} | told)
    present, absent = (
        sum(one.count for one in there if one.status == status) for status in ("present", "absent")
    )
    rows.meetings.append(Meeting(document.file, shown, said_in(hidden.lines), present, absent, language))
    rows.problems.extend(questions(document, shown, records, year, language))


def _called(municipality: str) -> set[str]:
    """What a municipality is called, given by name or code."""
    rows = (row for row in rows_of("municipalities.csv") if row["code"] == municipality)
    return {municipality, *(row[key] for row in rows for key in ("name_fi", "name_sv"))}


def _names(
    documents: Sequence[Document],
    places: Collection[str],
    persons: Collection[str],
    others: Collection[str],
) -> tuple[list[frozenset[int]], Withholder]:
    """Lines of attendance by document, and what hides every name that is in any of the documents."""
    plain = withholder((), (), places)
    present = [attendance_lines(document.lines, plain) for document in documents]
    there = [
        text
        for document, numbers in zip(documents, present, strict=True)
        for line in document.lines
        if line.number in numbers
        for text in (line.text, *line.cells)
    ]
    texts = [text for document in documents for line in document.lines for text in (line.text, *line.cells)]
    return present, withholder([*texts, *others], there, places, persons)


def _records(
    lines: Sequence[NumberedLine], header: Header, attendance: frozenset[int]
) -> tuple[tuple[Record, ...], tuple[Unread, ...]]:
    """The records of whole arrangements and those of the other lines, in the order of the note."""
    others = [line for line in lines if line.number not in attendance]
    found = find_structures(others)
    claimed = frozenset(number for record in found for number in record.lines)
    headings = announcing_lines(others, found)
    read, unread = read_records(lines, header.lines, attendance, claimed, headings)
    items = agenda_of(lines, {*header.lines, *attendance, *claimed})
    return under_items(in_order(found, read), lines, items), unread


def _published(header: Header, hidden: Hidden) -> Header:
    # A street address where a group meets is nobody's home.
    place = hidden.published(header.place)
    if place and "[osoite]" in place and place.count("[") == 1:
        place = hidden.restored(header.place)
    return replace(header, body=hidden.published(header.body), place=place)
