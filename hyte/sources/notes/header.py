"""Who met and when: the head of a note, and dates and bodies in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hyte.sources.notes.bodies import first_body
from hyte.sources.notes.dates import first_day
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.vocabulary import label_of

DateOrigin = Literal["label", "title", "event", "file name"]

_HEAD = 14
_LONGEST_TITLE = 160
_OTHER_MEETING = re.compile(r"seuraava|edelli|aiempi|viime|liite|luonnos")
_EVENT = re.compile(
    r"(?:kokoukse|seminaari|tapaamise|tyopaja|neuvottelu|iltakoulu|palaveri|keskustelutilaisuu)"
)
_TITLE = re.compile(r"\bkokous\b|muistio|poytakirja|palaveri|seminaari\b|mote\b|protokoll")


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a note.

    `day` is the first day of the meeting and `origin` where it was found; "event" is a date that the text
    gives for what `body` did, so it says nothing about another body. `lines` are the numbers of its lines.
    """

    body: str | None = None
    day: date | None = None
    origin: DateOrigin | None = None
    line: int | None = None
    lines: frozenset[int] = frozenset()


def read_header(lines: Sequence[NumberedLine], file_name: str) -> Header:
    """Find the body and the day of the meeting in the first lines of a note, else in the name of its file."""
    body: str | None = None
    day: tuple[date, DateOrigin, int | None] | None = None
    used: set[int] = set()
    events: list[tuple[date, str, int]] = []
    for line in lines[:_HEAD]:
        label = label_of(_labelled(line))
        if label is not None and label.role in ("date", "place", "body"):
            used.add(line.number)
            if label.role == "body":
                body = first_body(label.rest) or label.rest.strip() or body
            found = first_day(label.rest)
            if label.role == "date" and found and (day is None or day[1] != "label"):
                day = (found, "label", line.number)
            continue
        if label is not None or line.style == "list":
            if label is not None and label.role == "kind":
                break
            continue
        found = None if _OTHER_MEETING.search(fold(line.text)) else first_day(line.text)
        titled = len(line.text) <= _LONGEST_TITLE and not line.text.endswith(".")
        named = first_body(line.text)
        if (
            titled
            and (found or named)
            and (
                line.style != "paragraph"
                or found
                or _TITLE.search(fold(line.text))
                or line.text.endswith(":")
            )
        ):
            used.add(line.number)
            body = body or named
            day = day or ((found, "title", line.number) if found else None)
        elif found and named and _EVENT.search(fold(line.text)):
            events.append((found, named, line.number))
    if lines and not used and lines[0].style == "heading":
        used.add(lines[0].number)
    if day is None and events and body in (None, events[0][1]):
        body, day = events[0][1], (events[0][0], "event", events[0][2])
    if day is None and (
        found := first_day(re.sub(r"[_ ]", "-", file_name)) or first_day(file_name.replace("_", "."))
    ):
        day = (found, "file name", None)
    if day is None:
        return Header(body, lines=frozenset(used))
    return Header(body, day[0], day[1], day[2], frozenset(used))


def _labelled(line: NumberedLine) -> str:
    if line.style == "table" and len([cell for cell in line.cells if cell]) == 2:
        first, second = (cell for cell in line.cells if cell)
        return f"{first.rstrip(':')}: {second}"
    return line.text
