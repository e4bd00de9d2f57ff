"""Dated steps of a process: rows and lines that begin with a month, a season or a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hyte.sources.notes.arrangement import kind_of_heading, path_cue, words
from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.programme_list import programme_items
from hyte.sources.notes.record import Record
from hyte.sources.notes.times import time_at_end, time_at_start
from hyte.sources.notes.topics import weak
from hyte.sources.notes.vocabulary import FIELDS, kinds_within, known_label, role_of

_BULLET = re.compile(r"^\s*[-–—•*·▪❑]\s*")
_MONTH_NUMBER = re.compile(r"(?:[1-9]|1[0-2])(?:\s?[-–]\s?(?:[1-9]|1[0-2]))?\.?")
_LONGEST_HEADING = 60
_RULE = "timeline"


def timeline(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the steps of the timelines in a note, and the programmes that are listed within a step.

    `schedule` is the time as printed, `text` what is done then; items below a step that are no programmes are
    part of its text. A list of months under a heading such as "Toimenpiteet" is left to the rules for lists.
    """
    found: list[Record] = []
    heading: NumberedLine | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        run, end = _run(lines, at, heading)
        if run:
            shift = len(found)
            printed = heading.text.strip(" :") if heading else None
            found.extend(
                replace(
                    record,
                    heading=record.heading or printed,
                    parent=None if record.parent is None else record.parent + shift,
                )
                for record in run
            )
            heading = heading if heading is not None and heading.style == "heading" else None
            at = end
            continue
        if line.style == "heading" or line.text.endswith(":") or _heads_list(lines, at):
            heading = line
        at += 1
    return tuple(found)


def _heads_list(lines: Sequence[NumberedLine], at: int) -> bool:
    line, below = lines[at], next(iter(lines[at + 1 : at + 2]), None)
    listed = below is not None and below.style == "list" and line.style == "paragraph"
    return listed and len(line.text) <= _LONGEST_HEADING and not line.text.endswith((".", ","))


def _run(
    lines: Sequence[NumberedLine], at: int, heading: NumberedLine | None
) -> tuple[list[Record], int]:
    """The records of the timeline that begins at a position, and the position behind it."""
    kind = kind_of_heading(heading.text) if heading else None
    if lines[at].style == "table":
        return _rows(lines, at, kind)
    if kind is not None:
        return [], at
    for reader in (_lines, _groups):
        found, end = reader(lines, at, heading)
        if found:
            return found, end
    return [], at


def _rows(lines: Sequence[NumberedLine], at: int, kind: str | None) -> tuple[list[Record], int]:
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


def is_timeline(heading: str) -> bool:
    """Whether a heading announces steps in time ("Aikajana", "Milstolpar")."""
    return any(re.search(pattern, fold(heading)) for pattern in words("timeline", "headings"))


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
    if len(head) < 3 or fold(head[0]).strip(" .:") not in words("timeline", "months_column"):
        return None
    if any(role_of(cell) in FIELDS or kinds_within(cell) for cell in head[1:]):
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
                            _RULE,
                            schedule=month,
                            about=body or None,
                            lines=frozenset({line.number}),
                        )
                    )
        end += 1
    return (found, end) if end - at > 2 and found else None


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
        _RULE,
        schedule=time,
        owner=owner.replace("\n", ", ") if owner else None,
        lines=numbers,
    )
    return [
        step,
        *(replace(record, parent=0) for record in programmes),
        *_paths(line, text, time),
    ]


def _paths(line: NumberedLine, text: str, time: str) -> list[Record]:
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


def _lines(
    lines: Sequence[NumberedLine], at: int, heading: NumberedLine | None
) -> tuple[list[Record], int]:
    """Lines that begin with a time: "9/2016 Alatyöryhmien yhteenvedot", "Syyskuu: kysely"."""
    found: list[Record] = []
    steps: list[int] = []
    marked = 0
    end = at
    style, level = lines[at].style, lines[at].level
    loosely = bool(heading and is_timeline(heading.text))
    at_end = style == "list" and time_at_start(lines[at].text, loosely) is None
    if at_end and not loosely and heading and kinds_within(heading.text) and not weak(heading.text):
        return [], at  # "Tehtävät" with the month by which each is done
    while end < len(lines):
        line = lines[end]
        time = _timed(line.text, at_end, loosely) if (line.style, line.level) == (style, level) else None
        if time is not None and time[1] and sum(map(str.isalpha, time[1])) > 2:
            marked += time[2]
            steps.append(len(found))
            found.append(
                Record(
                    line.number,
                    "process_step",
                    time[1],
                    line.text,
                    _RULE,
                    schedule=time[0],
                    lines=frozenset({line.number}),
                )
            )
            parent = len(found) - 1
            found.extend(replace(record, parent=parent) for record in _paths(line, time[1], time[0]))
        elif steps and line.style == "list" and (style != "list" or line.level > level):
            below = _below(lines, end, level if style == "list" else 0)
            found, end = _with_below(found, steps[-1], below), end + len(below) - 1
        else:
            break
        end += 1
    enough = 2 if marked == len(steps) else 3
    if style == "heading" or len(steps) < enough:
        return [], at
    return found, end


def _timed(text: str, at_end: bool, loosely: bool) -> tuple[str, str, bool] | None:
    """The time, what is done then, and whether a mark parts them, for lines of one sort."""
    if not at_end:
        return time_at_start(text, loosely)
    found = time_at_end(text)
    return (*found, True) if found else None


def _below(lines: Sequence[NumberedLine], at: int, level: int) -> list[NumberedLine]:
    below: list[NumberedLine] = []
    for line in lines[at:]:
        if line.style != "list" or line.level <= level:
            break
        below.append(line)
    return below


def _with_below(found: list[Record], parent: int, below: Sequence[NumberedLine]) -> list[Record]:
    """The records with what stands below a step: programmes of their own, the rest in the step's text."""
    step = found[parent]
    programmes = programme_items(
        [(line.text, line.number) for line in below], [line.text for line in below], step.text
    )
    claimed = {number for record in programmes for number in record.lines}
    for line in below:
        if line.number not in claimed:
            step = replace(
                step,
                text=f"{step.text}{' ' if len(step.lines) == 1 else '; '}{line.text}",
                quote=f"{step.quote} {line.text}",
                lines=step.lines | {line.number},
            )
    whole = [*found, *(replace(record, parent=parent) for record in programmes)]
    whole[parent] = step
    return whole


def _groups(
    lines: Sequence[NumberedLine], at: int, heading: NumberedLine | None
) -> tuple[list[Record], int]:
    """Times that stand alone with items below them: "Kevät 2024" and its bullets."""
    found: list[Record] = []
    groups = 0
    end = at
    while end < len(lines):
        line = lines[end]
        time = (
            time_at_start(line.text.rstrip(" :")) if line.style in ("heading", "paragraph", "list") else None
        )
        below = _below(lines, end + 1, line.level if line.style == "list" else 0)
        if time is None or time[1] or not below:
            break
        groups += 1
        for position, item in enumerate(below):
            numbers = frozenset(
                {item.number, *([line.number] if position == 0 and line.style != "heading" else ())}
            )
            found.append(
                Record(
                    item.number,
                    "process_step",
                    item.text,
                    item.text,
                    _RULE,
                    heading=line.text.strip(" :"),
                    schedule=time[0],
                    lines=numbers,
                )
            )
        end += 1 + len(below)
    return (found, end) if groups > 1 else ([], at)
