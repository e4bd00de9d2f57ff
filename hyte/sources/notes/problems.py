"""What a coordinator should look at in notes that were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hyte.errors import HyteError, InputError, Place
from hyte.sources.notes.documents import Document
from hyte.sources.notes.header import Header
from hyte.sources.notes.meetings import Meeting
from hyte.sources.notes.record import Record


def questions(
    document: Document, header: Header, records: Sequence[Record], year: int, language: str | None
) -> Iterable[HyteError]:
    """What is doubtful in one note: its year, date and language, unread parts, and that nothing was found."""
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
    if language in ("other", "en"):
        named = "in English" if language == "en" else "neither in Finnish nor in Swedish"
        yield InputError(
            f"The note seems to be {named}: its lines are listed, but hardly anything in it is recognised.",
            place=document.file,
            remedy="Write what belongs into the report in Finnish or Swedish.",
        )
    elif not records:
        yield InputError(
            "Nothing in the note was recognised as a concern, a joy, a deed, a decision or a measure.",
            place=document.file,
            remedy="Give its parts headings such as Huolenaiheet, Ilonaiheet, Hyvinvointiteot, Päätökset.",
        )


def same_meetings(meetings: Sequence[Meeting]) -> Iterable[HyteError]:
    """Notes of which another note of the same meeting exists."""
    for meeting in meetings:
        if meeting.same_as is None:
            continue
        day = meeting.header.day.isoformat() if meeting.header.day else None
        which = ", ".join(part for part in (meeting.header.body, day) if part)
        told = f" ({which})" if which else ""
        yield InputError(
            f"The note is of the same meeting as {meeting.same_as}{told}; both are read.",
            place=meeting.file,
            remedy="Take one of them out if they say the same.",
        )
