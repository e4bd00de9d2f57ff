"""Who met and when: the head of a note, and dates and bodies in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.vocabulary import label_of

DateOrigin = Literal["label", "title", "event", "file name"]

_HEAD = 14
_LONGEST_TITLE = 160
_MONTHS = (
    "tammi",
    "helmi",
    "maalis",
    "huhti",
    "touko",
    "kesa",
    "heina",
    "elo",
    "syys",
    "loka",
    "marras",
    "joulu",
)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_RANGE = re.compile(r"(?<!\d)(\d{1,2})\.(?:\d{1,2}\.)?\s?[-–]\s?\d{1,2}\.\s?(\d{1,2})\.\s?(\d{4})")
_DAY = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?![\d.]?\d)")
_WRITTEN = re.compile(rf"(?<!\d)(\d{{1,2}})\.\s?({'|'.join(_MONTHS)})kuuta\s(\d{{4}})")
_OTHER_MEETING = re.compile(r"seuraava|edelli|aiempi|viime|liite|luonnos")
_EVENT = re.compile(
    r"(?:kokoukse|seminaari|tapaamise|tyopaja|neuvottelu|iltakoulu|palaveri|keskustelutilaisuu)"
)
_TITLE = re.compile(r"\bkokous\b|muistio|poytakirja|palaveri|seminaari\b|mote\b|protokoll")
_BODY_STEMS = (
    # ending as printed (folded) → how the body is called; longest first
    ("lautakunta", r"lautakun(?:ta\w*|na\w*|nissa|tien)"),
    ("valiokunta", r"valiokun(?:ta\w*|na\w*|nissa|tien)"),
    ("toimikunta", r"toimikun(?:ta\w*|na\w*)"),
    ("neuvottelukunta", r"neuvottelukun(?:ta\w*|na\w*)"),
    ("työryhmä", r"tyoryhma\w*"),
    ("ohjausryhmä", r"ohjausryhma\w*"),
    ("johtoryhmä", r"johtoryhma\w*"),
    ("ryhmä", r"ryhma\w*"),
    ("kunnanhallitus", r"kunnanhallitu\w+"),
    ("kaupunginhallitus", r"kaupunginhallitu\w+"),
    ("valtuusto", r"valtuusto\w*"),
    ("neuvosto", r"neuvosto\w*"),
    ("jaosto", r"jaosto\w*"),
    ("tiimi", r"tiimi\w*"),
    ("foorumi", r"foorumi\w*"),
)
_BODY = re.compile(
    r"(?<![\w-])(?P<before>(?:[a-z]+(?:palvelujen|palveluiden|toimen|toimialan) )?[a-z]*(?:- ja [a-z]+|-)?)"
    + "(?P<end>"
    + "|".join(f"(?P<b{number}>{pattern})" for number, (_, pattern) in enumerate(_BODY_STEMS))
    + r")(?![\w-])"
)
_NO_BODY = (
    "vaesto",
    "ika",
    "kohde",
    "asiakas",
    "ammatti",
    "valtuustoryhma",
    "vertailu",
    "verrokki",
    "kaverus",
    "kayttaja",
)
_COMPOUND_JA = re.compile(r"[a-zäöå]+- ja $")


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


def first_day(text: str) -> date | None:
    """The first whole date in `text` ("5.–6.6.2024", "5. kesäkuuta 2024", "2024-06-05"), if any."""
    found: list[tuple[int, date]] = []
    folded = fold(text)
    for pattern, order in ((_ISO, (1, 2, 3)), (_RANGE, (3, 2, 1)), (_DAY, (3, 2, 1)), (_WRITTEN, (3, 2, 1))):
        for match in pattern.finditer(folded):
            year, month, day = (match[position] for position in order)
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            try:
                whole_year = int(year) if len(year) == 4 else 2000 + int(year)
                found.append((match.start(), date(whole_year, number, int(day))))
            except ValueError:
                continue
    return min(found)[1] if found else None


def first_body(text: str) -> str | None:
    """The first body that `text` names, in the nominative ("Lautakunnan" gives "Lautakunta")."""
    for match in _BODY.finditer(fold(text)):
        if match["before"].endswith(_NO_BODY) or fold(match[0]) in ("ryhma", "ryhman", "ryhmat", "ryhmien"):
            continue
        number = next(n for n in range(len(_BODY_STEMS)) if match[f"b{n}"])
        start = match.start()
        before = text[start : match.start("end")]
        # The adjective before "lautakunta" belongs to its name; an ordinary genitive of a place does not.
        name = before + _BODY_STEMS[number][0]
        return name[:1].upper() + name[1:]
    return None


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
