"""Who met and when: the head of a note, and dates and bodies in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hyte.sources.notes.bodies import first_body, title_body
from hyte.sources.notes.dates import days, first_day
from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.places import place_alone, place_beside, place_labelled_within, place_told, tidy_place
from hyte.sources.notes.vocabulary import Label, header_label, label_within

DateOrigin = Literal["label", "title", "event", "file name"]

_HEAD = 14
_LONGEST_TITLE = 160
_OTHER_MEETING = re.compile(r"seuraava|edelli|aiempi|viime|liite|luonnos")
_EVENT = re.compile(
    r"(?:kokoukse|seminaari|tapaamise|tyopaja|neuvottelu|iltakoulu|palaveri|keskustelutilaisuu)"
)
_TITLE = re.compile(
    r"\bkokous\b|\bkokouksen\b|muistio|poytakirja|palaveri|seminaari\b|mote\b|sammantrade\b|protokoll|promemoria"
    r"|tapaaminen\b|\bminnesanteckningar"
)
_NUMBERED = re.compile(
    r"kokous|muistio|poytakirja|mote\b|sammantrade|protokoll|promemoria|\bnro\b|\bnr\b|palaveri"
)
_NUMBER = re.compile(r"(?<![\d./])(?P<number>\d{1,2})\s?/\s?(?P<year>20\d\d|\d\d)(?![\d./])")
_WITH_PLACE = re.compile(r"paikka|plats")
_HOURS = re.compile(r"^[\s,;]*(?:(?:klo|kello|kl|klockan)\b\.?\s*)?[\d.:–—\s-]*(?:alkaen)?[\s,;]*")
_FIRST_LINES = 3
_FIRST_PLACES = 5
_MET = re.compile(
    r"\b(?:kokoontui|kokoonnuttiin|tavattiin|tapasimme|istuttiin|istuimme|pidettiin|eilis\w+|pidimme|palaveri\w*|traff(?:en|ades)?"
    r"|motet|motte?s|samlades|sammantradde|hollos|snabbanteckning\w*|pikamuistio\w*|muistiinpano\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a note.

    `day` is the first day of the meeting and `origin` where it was found; "event" is a date that the text
    gives for what `body` did, so it says nothing about another body. `lines` are the numbers of its lines.
    `number` is that of the meeting ("2/2024"), `place` as printed.
    """

    body: str | None = None
    day: date | None = None
    origin: DateOrigin | None = None
    line: int | None = None
    lines: frozenset[int] = frozenset()
    number: str | None = None
    place: str | None = None


@dataclass(slots=True)
class _Head:
    """What has been found in the head of a note so far."""

    body: str | None = None
    day: tuple[date, DateOrigin, int | None] | None = None
    number: str | None = None
    place: str | None = None
    used: set[int] = field(default_factory=set)
    events: list[tuple[date, str, int]] = field(default_factory=list)
    met: tuple[date, int] | None = None
    """When it was, as a sentence tells it ("Tavattiin 12.11.2024 pappilassa")."""

    def labelled(self, line: NumberedLine, label: Label) -> None:
        """Take in a line such as "Aika: 5.6.2024 klo 9, kunnantalo"."""
        self.used.add(line.number)
        found = first_day(label.rest)
        if label.role == "body":
            named = title_body(label.rest) or first_body(label.rest)
            if named is None and line.style == "table":
                self.used.discard(line.number)  # the head of a table: "Ryhmä | Kuinka usein"
                return
            self.number = self.number or meeting_number(f"kokous {label.rest}")
            said = (
                ""
                if meeting_number(f"kokous {label.rest}") or label.rest[:1].isdigit()
                else label.rest.strip()
            )
            self.body = named or self.body or said or None
        elif label.role == "place":
            self.place = self.place or tidy_place(label.rest)
        elif found is not None and (self.day is None or self.day[1] != "label"):
            self.day = (found, "label", line.number)
            self.place = self.place or place_labelled_within(label.rest)
            if _WITH_PLACE.search(fold(label.printed)):
                self.place = self.place or _place_after(label.rest)
            self.place = self.place or place_beside(label.rest)

    def titled(self, line: NumberedLine, place: int) -> None:
        """Take in a title such as "Hyvinvointityöryhmän kokous 2/2024", the line at `place`."""
        folded = fold(line.text)
        found = None if _OTHER_MEETING.search(folded) else first_day(line.text)
        named = title_body(line.text) or first_body(line.text)
        number = meeting_number(line.text)
        short = len(line.text) <= _LONGEST_TITLE and not line.text.endswith(".")
        whole = named is not None and squeezed(named) == squeezed(line.text)
        heading = line.style == "heading" and (place < _FIRST_LINES or self.body is None)
        alike = _TITLE.search(folded) is not None or line.text.endswith(":") or heading or whole
        if short and (found or (named and alike) or (number and _TITLE.search(folded))):
            self.used.add(line.number)
            self.body = self.body or named
            self.number = self.number or number
            self.day = self.day or ((found, "title", line.number) if found else None)
            if found and place < _FIRST_LINES:
                self.place = self.place or place_beside(line.text)
        elif self.place is None and place < _FIRST_PLACES and (alone := place_alone(line.text)):
            self.place = alone
            self.used.add(line.number)
        elif found and self.day is None and place <= _HEAD // 2 and _MET.search(folded):
            self.met = self.met or (found, line.number)
            self.place = self.place or place_told(line.text)
            self.body = self.body or named
        elif found and named and _EVENT.search(folded):
            self.events.append((found, named, line.number))


def read_header(lines: Sequence[NumberedLine], file_name: str) -> Header:
    """Find the body and the day of the meeting in the first lines of a note, else in the name of its file."""
    head = _Head()
    for place, line in enumerate(lines[:_HEAD]):
        label = header_label(_labelled(line))
        if label is not None and label.role == "schedule" and first_day(label.rest):
            head.labelled(line, label)  # "Ajankohta: 5.6.2024" stands above everything that has a schedule
        elif label is not None and label.role in ("date", "place", "body") and label.rest:
            head.labelled(line, label)
        elif "§" in line.label or (label is not None and label.role == "kind"):
            break
        elif label is None and line.style in ("heading", "paragraph") and not label_within(line.text):
            head.titled(line, place)
    used, body, day = head.used, head.body, head.day
    first = lines[0] if lines else None
    title = first is not None and first.style == "heading" and not first.numbered
    if first is not None and title and not used and not label_within(first.text):
        used.add(first.number)
    if day is None and head.met:
        day = (head.met[0], "title", head.met[1])
    if day is None and head.events and body in (None, head.events[0][1]):
        body, day = head.events[0][1], (head.events[0][0], "event", head.events[0][2])
    if day is None and (
        found := first_day(re.sub(r"[_ ]", "-", file_name)) or first_day(file_name.replace("_", "."))
    ):
        day = (found, "file name", None)
    if day is None:
        return Header(body, lines=frozenset(used), number=head.number, place=head.place)
    return Header(body, day[0], day[1], day[2], frozenset(used), head.number, head.place)


def meeting_number(text: str) -> str | None:
    """The number of a meeting ("2/2024", "3/23") beside the word for it, None when the line names none."""
    match = _NUMBER.search(text)
    if match is None or not _NUMBERED.search(fold(text)):
        return None
    return f"{int(match['number'])}/{match['year']}"


def _place_after(text: str) -> str | None:
    """The place behind a day and its hours ("5.6.2024 klo 9–11, kunnantalo")."""
    ends = [end for _, end, _ in days(text)]
    rest = text[max(ends, default=0) :]
    return tidy_place(_HOURS.sub("", rest))


def _labelled(line: NumberedLine) -> str:
    filled = [cell for cell in line.cells if cell]
    if line.style == "table" and len(filled) == 2:
        return f"{filled[0].rstrip(': ')}: {filled[1]}".replace("\n", ", ")
    return line.text
