"""Dated steps in tables: rows that begin with a time, columns of times, and year clocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hyte.sources.notes.arrangements.arrangement import path_cue, words
from hyte.sources.notes.arrangements.programme_list import programme_items
from hyte.sources.notes.arrangements.times import time_at_start
from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import FIELDS, kinds_within, known_label, role_of

RULE = "timeline"
_BULLET = re.compile(r"^\s*[-–—•*·▪❑]\s*")
_MONTH_NUMBER = re.compile(r"(?:[1-9]|1[0-2])(?:\s?[-–]\s?(?:[1-9]|1[0-2]))?\.?")


def timed_rows(lines: Sequence[NumberedLine], at: int, kind: str | None) -> tuple[list[Record], int]:
    """The steps of the table at a position, and the position behind it; none when it has no times."""
    columns: dict[str, int] = {}
    end = at
    first = lines[at]
    if time_at_start(first.cells[0]) is None:
        if clock := _clock(lines, at):
            return clock
        columns = _columns(first)
        if not columns:
            return [], at
        end += 1
    found: list[Record] = []
    steps = 0
    while end < len(lines) and lines[end].style == "table":
        row = _row(lines[end], columns, kind)
        if not row:
            break
        shift = len(found)
        found.extend(
            record if record.parent is None else replace(record, parent=record.parent + shift)
            for record in row
        )
        steps += 1
        end += 1
    return (found, end) if steps > 1 else ([], at)


def _columns(row: NumberedLine) -> dict[str, int]:
    """Columns of times, of what is done and of who does it; {} when the row is no heading of a timeline."""
    found: dict[str, int] = {}
    for number, cell in enumerate(row.cells):
        label = known_label(cell)
        if label is not None and label.role == "kind":
            return {}
        if fold(cell).strip(" :") in words("timeline", "times"):
            found.setdefault("time", number)
        elif cell and role_of(cell) == "owner":
            found.setdefault("owner", number)
        elif cell:
            if "time" not in found and kinds_within(cell):
                return {}  # "Tehtävä | Kuka | Milloin"
            found.setdefault("what", number)
    return found if "time" in found and "what" in found and len(found) <= 3 else {}


def _row(line: NumberedLine, columns: dict[str, int], kind: str | None) -> list[Record]:
    cells = [cell for cell in line.cells if cell]
    if len(cells) < 2 or len(line.cells) > 4:
        return []
    at = columns.get("time", 0)
    time = time_at_start(line.cells[at]) if at < len(line.cells) else None
    if time is None or (time[1] and "/" not in line.cells[at]):
        return []
    what = line.cells[columns["what"]] if columns.get("what", 9) < len(line.cells) else cells[1]
    if not columns and len(cells) > 2:
        return []
    parts = [part.strip() for part in what.split("\n") if part.strip()]
    if not parts or sum(map(str.isalpha, parts[0])) < 3:
        return []
    if time[0].isdigit() and len(parts[0].split()) < 2:
        return []  # "2024 | Kyllä" is a figure of a year
    owner = line.cells[columns["owner"]] if columns.get("owner", 9) < len(line.cells) else None
    return _step(line, line.cells[at].strip(), parts, owner or None, kind)


def _clock(lines: Sequence[NumberedLine], at: int) -> tuple[list[Record], int] | None:
    """A year clock: months in the first column, and in each other column what a body does then."""
    head = lines[at].cells
    first = fold(head[0]).strip(" .:")
    if len(head) < 3 or (first and first not in words("timeline", "months_column")):
        return None
    if any(_is_field(cell) or kinds_within(cell) for cell in head[1:]):
        return None
    found: list[Record] = []
    end = at + 1
    while end < len(lines) and lines[end].style == "table" and len(lines[end].cells) == len(head):
        line = lines[end]
        month = line.cells[0].strip()
        if not _MONTH_NUMBER.fullmatch(month) and time_at_start(month) is None:
            break
        for body, cell in zip(head[1:], line.cells[1:], strict=True):
            for part in cell.split("\n"):
                if sum(map(str.isalpha, part)) > 2:
                    found.append(
                        Record(
                            line.number,
                            "process_step",
                            _BULLET.sub("", part).strip(),
                            line.text,
                            RULE,
                            schedule=month,
                            about=body or None,
                            lines=frozenset({line.number}),
                        )
                    )
        end += 1
    return (found, end) if end - at > 2 and found else None


def _is_field(cell: str) -> bool:
    role = role_of(cell)
    # "Sektorerna" do something in a month, "Sektori" tells of what a row is.
    several = role == "sector" and fold(cell).endswith(("t", "na"))
    return role in FIELDS and not several


def _step(
    line: NumberedLine, time: str, parts: Sequence[str], owner: str | None, kind: str | None
) -> list[Record]:
    """The step of a table row, the programmes that it lists and the path of approval that it tells."""
    head, below = parts[0], [_BULLET.sub("", part) for part in parts[1:]]
    numbers = frozenset({line.number})
    programmes = programme_items([(text, line.number) for text in below], parts[1:], None)
    named = {record.quote for record in programmes}
    others = [text for text in below if text not in named]
    text = " ".join([head, "; ".join(others)]).strip()
    quote = " ".join([head, *(others if not programmes else ())])
    step = Record(
        line.number,
        kind or "process_step",
        text,
        quote,
        RULE,
        schedule=time,
        owner=owner.replace("\n", ", ") if owner else None,
        lines=numbers,
    )
    return [
        step,
        *(replace(record, parent=0) for record in programmes),
        *paths_of_step(line, text, time),
    ]


def paths_of_step(line: NumberedLine, text: str, time: str) -> list[Record]:
    """What a step says of who handles the matter: it is read here, for no other rule reads the line."""
    return [
        Record(
            line.number,
            cue.kind,
            sentence,
            sentence,
            cue.rule,
            schedule=time,
            lines=frozenset({line.number}),
            parent=0,
        )
        for sentence in sentences(text)
        if (cue := path_cue(sentence)) is not None
    ]
