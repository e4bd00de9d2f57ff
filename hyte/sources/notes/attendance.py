"""Which lines of a note only tell who was there: their text never leaves this room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.vocabulary import Label, boilerplate, label_of
from hyte.sources.privacy import Withholder

_LONGEST = 160
_MOST_WORDS = 7
_CHUNKS = re.compile(r"[,;\n|]|\sja\s|\soch\s")


def labelled(line: NumberedLine) -> str:
    """The line as "label: text" when it is a table row of two filled cells, else its text."""
    filled = [cell for cell in line.cells if cell]
    if line.style == "table" and len(filled) == 2 and label_of(filled[1]) is None:
        return f"{filled[0].rstrip(': ')}: " + filled[1].replace("\n", "; ")
    return line.text


def attendance_lines(lines: Sequence[NumberedLine], names: Withholder) -> frozenset[int]:
    """Numbers of the lines in blocks of names ("Läsnä") and of lines with one name ("Sihteeri").

    A block ends at a heading, at another label, and at text that is not about persons.
    """
    return frozenset(_attendance(lines, names))


def _attendance(lines: Sequence[NumberedLine], names: Withholder) -> Iterator[int]:
    inside: Label | None = None
    filled = False
    for position, line in enumerate(lines):
        label = label_of(labelled(line))
        if label is not None and label.role in ("people", "person") and not _counted(label.rest, names):
            yield line.number
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
        yield line.number
        filled = True
        if inside.role == "person":
            inside = None


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
