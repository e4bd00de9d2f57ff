"""Which lines of a note only tell who was there, and who was there by role: no name leaves this module."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hyte.sources.notes.attendance_table import Columns, columns_of
from hyte.sources.notes.counted import told_present
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.present import Person, Status, persons
from hyte.sources.notes.vocabulary import Label, boilerplate, label_of
from hyte.sources.privacy import Withholder

_LONGEST = 160
_MOST_WORDS = 7
_CHUNKS = re.compile(r"[,;\n|]|\sja\s|\soch\s")
_ABSENT = re.compile(r"poissa|\bpois\b|ei paassyt|deltog inte|estyn|este\b|franvarande|forhind|hinder")
_INVITED = re.compile(r"kutsut|inbj|asiantuntija|sakkunnig")
_NO_MEETING = re.compile(r"jakelu|distribution|allekirjoit|underskrift|vakuudeksi")
# A sentence or a bare word instead of a label: "Kokoukseen osallistuivat …", "Mukana …".
_TOLD = re.compile(
    r"(?:(?:Kokoukseen|Palaveriin|Tapaamiseen|Tilaisuuteen)\s+(?:osallistui(?:vat)?|ottivat osaa)"
    r"|(?:I|På) mötet (?:deltog|var)|(?:Närvarande|På plats|Med) (?:var )?"
    r"|(?:Mukana|Paikalla|Läsnä|Kokouksessa)\s+(?:oli(?:vat)? )?(?:läsnä |mukana |paikalla )?)"
    r"(?=\s*[^\W\d_])\s*(?!:)"
)
_CHAIR = re.compile(
    r"(?:vara)?puheenjohtaja|pj|vpj|(?:kokouksen )?sihteeri|poytakirjanpitaja|(?:vice )?ordforande"
    r"|(?:motets )?sekreterare|protokollforare"
)
# A label in the middle of a line: "Läsnä: … Poissa: …".
_LABEL_WITHIN = re.compile(
    r"(?:(?<=[.;,])|(?<=\s))\s*\b(?=(?:Poissa|Poissaolijat|Estynyt|Estyneet|Kutsuttuna|Kutsuttuina|Kutsutut"
    r"|Muut läsnä|Frånvarande|Förhindrade?|Inbjudna|Övriga närvarande)\s*:)"
)


@dataclass(frozen=True, slots=True)
class Present:
    """How many persons of a role were there or not: `role` is as printed, None where only a name stands.

    `line` is NumberedLine.number; `status` is present, absent or invited.
    """

    line: int
    role: str | None
    status: Status
    count: int


@dataclass(frozen=True, slots=True)
class _Listed:
    """A line of attendance: the label that it stands under, and the columns when a table has named them."""

    line: NumberedLine
    label: Label
    text: str
    columns: Columns | None = None
    head: bool = False


def labelled(line: NumberedLine) -> str:
    """The line as "label: text" when it is a table row of two filled cells, else its text."""
    filled = [cell for cell in line.cells if cell]
    if line.style == "table" and len(filled) == 2 and label_of(filled[1]) is None:
        return f"{filled[0].rstrip(': ')}: " + filled[1].replace("\n", "; ")
    return line.text


def attendance_lines(lines: Sequence[NumberedLine], names: Withholder) -> frozenset[int]:
    """Numbers of the lines in blocks of names ("Läsnä") and of lines with one name ("Sihteeri").

    A block ends at a heading, at another label, and at text that is not about persons. A table whose columns
    say that it tells who was there ("Nimi | Rooli | Läsnä") is one too.
    """
    return frozenset(listed.line.number for listed in _attendance(lines, names))


def attendance_roles(lines: Sequence[NumberedLine], names: Withholder) -> tuple[Present, ...]:
    """Who was there by role, in the order of the lines; equal roles of one line are counted together.

    The chair and the secretary, where they stand by themselves, are counted unless the list has them already.
    """
    found: list[tuple[int, Person]] = []
    leading: list[tuple[int, Person]] = []
    for listed in _attendance(lines, names):
        number, label = listed.line.number, fold(listed.label.printed)
        if listed.label.role == "person":
            if _CHAIR.fullmatch(label.strip(" :.")) and listed.text:
                there = persons(listed.text, "present", names)[:1]
                leading.extend((number, _led(person, listed.label.printed)) for person in there)
        elif not (listed.head or _NO_MEETING.search(label)):
            found.extend((number, person) for person in _persons(listed, names))
    led = {person.key: person for _, person in leading}
    known = {person.key for _, person in found if person.key}
    found = [
        (
            number,
            replace(person, role=led[person.key].role) if not person.role and person.key in led else person,
        )
        for number, person in found
    ]
    found.extend((number, person) for number, person in leading if person.key and person.key not in known)
    # Whoever is on two lists of a note ("Jäsenet", "Läsnä") was there once.
    seen: set[str] = set()
    counts: Counter[tuple[int, str | None, Status]] = Counter()
    for number, person in sorted(found, key=lambda one: one[0]):
        if person.key is None or person.key not in seen:
            counts[number, person.role, person.status] += person.count
        if person.key is not None:
            seen.add(person.key)
    roles = tuple(Present(number, role, status, count) for (number, role, status), count in counts.items())
    present = sum(one.count for one in roles if one.status == "present")
    told = told_present(lines, max((one.line for one in roles), default=None))
    # "Paikalla 4" is a number of persons; the list beside it may name only some of them.
    more = (Present(told[0], None, "present", told[1] - present),) if told and told[1] > present else ()
    return (*roles, *more)


def _led(person: Person, printed: str) -> Person:
    title = printed.strip(" :.")
    return replace(person, role=f"{person.role}, {title}" if person.role else title)


def _persons(listed: _Listed, names: Withholder) -> Iterator[Person]:
    if listed.columns is not None:
        yield from listed.columns.persons(listed.line.cells, names)
        return
    status = _status(listed.label)
    for part in _LABEL_WITHIN.split(listed.text):
        label = label_of(part) if part is not None else None
        if label is not None and label.role == "people":
            yield from persons(label.rest, _status(label), names)
        elif part:
            yield from persons(part, status, names)


def _status(label: Label) -> Status:
    printed = fold(label.printed)
    if _ABSENT.search(printed):
        return "absent"
    return "invited" if _INVITED.search(printed) else "present"


def _attendance(lines: Sequence[NumberedLine], names: Withholder) -> Iterator[_Listed]:
    inside: Label | None = None
    columns: Columns | None = None
    filled = False
    for position, line in enumerate(lines):
        if line.style != "table":
            # What stands below a table of persons is none of its rows.
            inside = None if columns is not None else inside
            columns = None
        elif (head := columns_of(line.cells)) is not None:
            columns = head
            yield _Listed(line, inside or Label("people", "", "läsnä", ""), "", columns, head=True)
            inside = inside or Label("people", "", "läsnä", "")
            filled = True
            continue
        if columns is not None and _another_head(line):
            inside = columns = None
            continue
        if columns is not None and columns.holds(line.cells):
            yield _Listed(line, inside or Label("people", "", "läsnä", ""), "", columns)
            continue
        label = label_of(labelled(line))
        if label is None and (told := _TOLD.match(line.text)) and names.has_name(line.text):
            label = Label("people", "", "läsnä", told[0].strip(), line.text[told.end() :].rstrip(" ."))
        if label is not None and label.role in ("people", "person") and not _counted(label.rest, names):
            yield _Listed(line, label, label.rest)
            inside, filled = label, bool(label.rest)
            if label.role == "person" and label.rest:
                inside = None
            continue
        if inside is None:
            continue
        gap = line.number - lines[position - 1].last > 1
        if label is not None or line.style == "heading" or not _goes_on(line, names, gap, filled):
            inside = None
            continue
        yield _Listed(line, inside, _row(line))
        filled = True
        if inside.role == "person":
            inside = None


def _another_head(line: NumberedLine) -> bool:
    """Whether a row names the columns of a table about something else ("Toimenpide | Vastuu")."""
    return sum(bool((label := label_of(cell)) and not label.rest) for cell in line.cells if cell) > 1


def _row(line: NumberedLine) -> str:
    """The text of a line in a block; in a table row, the cell behind a name is what the person is."""
    cells = [cell.strip() for cell in line.cells if cell.strip()]
    return ", ".join(cell.replace("\n", "; ") for cell in cells) if line.style == "table" else line.text


def _goes_on(line: NumberedLine, names: Withholder, gap: bool, filled: bool) -> bool:
    if boilerplate(line.text) or len(line.text) > 4 * _LONGEST:
        return False
    named = names.has_name(line.text)
    if named and (len(line.text) <= _LONGEST or _only_persons(line.text)) and not line.text.endswith("."):
        return True
    if line.style == "table":
        return named or not gap
    if line.numbered or (gap and filled):
        return named and _only_persons(line.text)
    return _only_persons(line.text)


def _counted(rest: str, names: Withholder) -> bool:
    """Whether "Osallistujat: 25 nuorta" tells a number instead of persons."""
    return any(letter.isdigit() for letter in rest) and not names.has_name(rest)


def _only_persons(text: str) -> bool:
    """Whether every part of an enumeration is short and the whole is no sentence."""
    chunks = [chunk.strip() for chunk in _CHUNKS.split(text) if chunk.strip()]
    if not chunks or any(len(chunk.split()) > _MOST_WORDS for chunk in chunks):
        return False
    return not re.search(r"[a-zåäö]{3,}[.!?]$", text)
