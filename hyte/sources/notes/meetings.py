"""The meeting that a note is of, and which notes are of the same meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.header import Header
from hyte.sources.notes.lines import NumberedLine

_FEWEST = 5
_SHORTEST = 15
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Meeting:
    """One note's meeting; `present` and `absent` count persons, `same_as` is an earlier file of it."""

    file: str
    header: Header
    said: frozenset[str] = frozenset()
    present: int = 0
    absent: int = 0
    language: str | None = None
    same_as: str | None = None

    def row(self) -> dict[str, object]:
        """The row of the table of meetings, without its municipality and year."""
        day = self.header.day if self.header.origin != "event" else None
        return {
            "file": self.file,
            "line": self.header.line if day else None,
            "body": self.header.body,
            "number": self.header.number,
            "date": day.isoformat() if day else None,
            "place": self.header.place,
            "present": self.present,
            "absent": self.absent,
            "language": self.language,
            "same_as": self.same_as,
        }


def said_in(lines: Sequence[NumberedLine]) -> frozenset[str]:
    """The longer lines of a note in a form that survives another format: what its likeness is told by."""
    return frozenset(said for line in lines if len(said := squeezed(line.text)) >= _SHORTEST)


def with_same(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings, each that an earlier one is the same as with that one's file."""
    done: list[Meeting] = []
    for meeting in meetings:
        first = next((other for other in done if other.same_as is None and _same(other, meeting)), None)
        done.append(replace(meeting, same_as=first.file) if first else meeting)
    return tuple(done)


def _same(first: Meeting, second: Meeting) -> bool:
    days = [meeting.header.day if meeting.header.origin != "event" else None for meeting in (first, second)]
    bodies = [meeting.header.body for meeting in (first, second)]
    if None not in days and days[0] != days[1]:
        return False
    if None not in days and None not in bodies and _key(bodies[0]) == _key(bodies[1]):
        return True
    fewest = min(len(first.said), len(second.said))
    return fewest >= _FEWEST and len(first.said & second.said) >= _ALIKE * fewest


def _key(body: str | None) -> str:
    return re.sub(r"(?:en|et|n)$", "", squeezed(fold(body or "")))
