"""The notes of one municipality and year: records, and every line that became none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hyte.errors import HyteError, InputError, Place
from hyte.reference.tables import rows_of
from hyte.sources.file_names import shown_name
from hyte.sources.notes.attendance import attendance_lines
from hyte.sources.notes.bodies import first_body
from hyte.sources.notes.documents import Document, read_document
from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.header import Header, read_header
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record, in_order
from hyte.sources.notes.records import Unread, read_records
from hyte.sources.notes.structures import find_structures
from hyte.sources.privacy import TOKENS, Withholder, withholder
from hyte.sources.probe import Probe

if TYPE_CHECKING:
    import pandas as pd

NOTE_COLUMNS: dict[str, str] = {
    "municipality": "str",
    "year": "int64",
    "id": "str",
    "file": "str",
    "line": "Int64",
    "page": "Int64",
    "part": "str",
    "kind": "str",
    "text": "str",
    "quote": "str",
    "body": "str",
    "date": "str",
    "owner": "str",
    "schedule": "str",
    "state": "str",
    "themes": "str",
    "groups": "str",
    "sector": "str",
    "channel": "str",
    "programme": "str",
    "heading": "str",
    "agenda": "str",
    "parent": "str",
    "rule": "str",
    "corrected": "str",
}
LINE_COLUMNS: dict[str, str] = {
    "municipality": "str",
    "year": "int64",
    "file": "str",
    "line": "Int64",
    "page": "Int64",
    "part": "str",
    "text": "str",
    "reason": "str",
}


_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class NotesReading:
    """What the notes of one municipality and year say.

    `notes` and `lines` are the tables `notes` and `note_lines`; `date` is ISO text. `lines_in` counts the
    non-empty lines of all documents (a wrapped paragraph is one line), `lines_used` those of which a record
    was made; the others are in `lines`, one row each. Rows of `lines` with the reason "rest" are parts of
    used lines. `problems` are the files that could not be read and what a coordinator should look at.
    """

    notes: pd.DataFrame
    lines: pd.DataFrame
    problems: tuple[HyteError, ...]
    lines_in: int
    lines_used: int

    def __post_init__(self) -> None:
        listed = int((self.lines["reason"] != "rest").sum())
        if self.lines_used + listed != self.lines_in:
            raise AssertionError(
                f"{self.lines_in} lines of notes, but {self.lines_used} used and {listed} listed"
            )


def read_notes(
    files: Sequence[Path],
    raw_root: Path,
    municipality: str,
    year: int,
    *,
    places: Collection[str] = (),
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

    Notes
    -----
    A file that cannot be read becomes a problem and does not stop the others.
    """
    problems: list[HyteError] = []
    documents: list[Document] = []
    for path in sorted(files, key=lambda path: path.as_posix()):
        try:
            documents.append(read_document(Probe(path, _name(path, raw_root))))
        except InputError as error:
            problems.append(error)
    present, names = _names(documents, {*places, *_called(municipality)})
    notes: list[dict[str, object]] = []
    listed: list[dict[str, object]] = []
    headers: list[tuple[str, Header]] = []
    used = 0
    for document, attendance in zip(documents, present, strict=True):
        lines = tuple(_masked(line, names) for line in document.lines)
        header = read_header(
            [line for line in lines if line.number not in attendance], Path(document.file).stem
        )
        records, unread = _records(lines, header, attendance)
        origin = {"municipality": municipality, "year": year, "file": document.file}
        at = {line.number: {"page": line.page, "part": line.part or None} for line in lines}
        keys = _ids(document.file, records)
        for position, found in enumerate(_with_bodies(records, header)):
            record = found[0]
            parent = None if record.parent is None else keys[record.parent]
            row = {"id": keys[position], "parent": parent} | at[record.line] | _row(found, header, names)
            notes.append(dict.fromkeys(NOTE_COLUMNS) | origin | row)
        for left in unread:
            listed.append(
                origin | at[left.line] | {"line": left.line, "text": left.text, "reason": left.reason}
            )
        used += len({number for record in records for number in record.lines})
        headers.append((document.file, header))
        problems.extend(_questions(document, header, records, year))
    problems.extend(_same_meetings(headers))
    return NotesReading(
        _frame(notes, NOTE_COLUMNS),
        _frame(listed, LINE_COLUMNS),
        tuple(problems),
        sum(len(document.lines) for document in documents),
        used,
    )


def _name(path: Path, raw_root: Path) -> str:
    try:
        return shown_name(path.relative_to(raw_root).parts)
    except ValueError:
        return shown_name([path.name])


def _called(municipality: str) -> set[str]:
    """What a municipality is called, given by name or code."""
    rows = (row for row in rows_of("municipalities.csv") if row["code"] == municipality)
    return {municipality, *(row[key] for row in rows for key in ("name_fi", "name_sv"))}


def _names(documents: Iterable[Document], places: Collection[str]) -> tuple[list[frozenset[int]], Withholder]:
    """Lines of attendance by document, and what hides every name that is in any of the documents."""
    documents = tuple(documents)
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
    return present, withholder(texts, there, places)


def _masked(line: NumberedLine, names: Withholder) -> NumberedLine:
    return replace(line, text=names(line.text), cells=tuple(names(cell) for cell in line.cells))


def _records(
    lines: Sequence[NumberedLine], header: Header, attendance: frozenset[int]
) -> tuple[tuple[Record, ...], tuple[Unread, ...]]:
    """The records of whole arrangements and those of the other lines, in the order of the note."""
    found = find_structures([line for line in lines if line.number not in attendance])
    claimed = frozenset(number for record in found for number in record.lines)
    read, unread = read_records(lines, header.lines, attendance, claimed)
    return in_order(found, read), unread


def _with_bodies(records: Sequence[Record], header: Header) -> Iterable[tuple[Record, str | None]]:
    """Each record with its body: the one it names, that of the proposal before it, or the meeting's."""
    proposed: str | None = None
    for record in records:
        own = first_body(record.text) if record.kind in ("proposal", "decision") else None
        # "Lautakunta nimesi" names no other body than the one that the proposal named.
        if own is not None and fold(own) in ("lautakunta", "valiokunta", "valtuusto", "tyoryhma", "jaosto"):
            own = None
        if record.kind == "proposal":
            proposed = own or proposed
        yield record, own if record.kind == "proposal" and own else proposed or header.body


def _ids(file: str, records: Sequence[Record]) -> list[str]:
    """A short name for each record: it stays the same while its quote does, wherever in the note it moves."""
    seen: dict[tuple[str, str], int] = {}
    keys = []
    for record in records:
        said = (record.kind, squeezed(record.quote))
        seen[said] = seen.get(said, 0) + 1
        content = "\n".join((file, *said, str(seen[said])))
        keys.append(hashlib.sha256(content.encode()).hexdigest()[:12])
    return keys


def _row(found: tuple[Record, str | None], header: Header, names: Withholder) -> dict[str, object]:
    record, body = found
    day = header.day
    if (
        header.origin == "event"
        and body is not None
        and header.body is not None
        and fold(body) != fold(header.body)
    ):
        day = None  # the date is that of what another body did
    owner = names.owner(record.owner) if record.owner else None
    quote = record.quote
    # What only a field of owners gives away must not stand in the quote either.
    for word in sorted(set(_WORD.findall(record.owner or "")) - set(_WORD.findall(owner or ""))):
        quote = re.sub(rf"\b{re.escape(word)}\b", TOKENS["name"], quote)
    return {
        "line": record.line,
        "kind": record.kind,
        "text": record.text,
        "quote": quote,
        "body": body,
        "date": day.isoformat() if day else None,
        "owner": owner,
        "schedule": record.schedule,
        "state": record.state,
        "channel": record.channel,
        "programme": record.programme,
        "agenda": record.agenda,
        "heading": record.heading,
        "rule": record.rule,
    }


def _questions(
    document: Document, header: Header, records: Sequence[Record], year: int
) -> Iterable[HyteError]:
    """What a coordinator should look at in a note that was read."""
    if header.day is not None and header.day.year != year and header.origin != "event":
        yield InputError(
            f"The note is dated {header.day.isoformat()}, but lies in the folder of {year}.",
            place=Place(document.file, line=header.line),
            remedy=f"Move it to the folder of {header.day.year}, or correct its date.",
        )
    if records and (header.day is None or header.origin == "event"):
        seen = f"; line {header.line} mentions {header.day.isoformat()}" if header.day else ""
        yield InputError(
            f"The date of the meeting was not found in the note{seen}.",
            place=document.file,
            remedy='Write a line such as "Aika: 5.6.2024" at its top.',
        )
    if document.unread_parts:
        yield InputError(
            f"The document has {' and '.join(document.unread_parts)}, which are not read yet.",
            place=document.file,
            remedy="Copy what belongs into the report into the document's text.",
        )
    if not records:
        yield InputError(
            "Nothing in the note was recognised as a concern, a joy, a deed, a decision or a measure.",
            place=document.file,
            remedy="Give its parts headings such as Huolenaiheet, Ilonaiheet, Hyvinvointiteot, Päätökset.",
        )


def _same_meetings(headers: Sequence[tuple[str, Header]]) -> Iterable[HyteError]:
    seen: dict[tuple[str, str], str] = {}
    for file, header in headers:
        if header.body is None or header.day is None or header.origin == "event":
            continue
        key = (re.sub(r"\W", "", fold(header.body)), header.day.isoformat())
        if key in seen:
            yield InputError(
                f"The note is of the same meeting as {seen[key]} ({header.body}, {key[1]}); both are read.",
                place=file,
                remedy="Take one of them out if they say the same.",
            )
        else:
            seen[key] = file


def _frame(rows: Sequence[dict[str, object]], columns: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in columns.items()},
        columns=list(columns),
    )
