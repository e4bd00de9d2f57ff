"""Dated steps of a process: rows and lines that begin with a month, a season or a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hyte.sources.notes.arrangements.arrangement import kind_of_heading, words
from hyte.sources.notes.arrangements.programme_list import programme_items
from hyte.sources.notes.arrangements.timeline_tables import RULE, paths_of_step, timed_rows
from hyte.sources.notes.arrangements.times import time_at_end, time_at_start
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.topics import weak
from hyte.sources.notes.vocabulary import kinds_within

_LONGEST_HEADING = 60


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
    if below is None or line.style != "paragraph":
        return False
    timed = is_timeline(line.text) and time_at_start(below.text, True) is not None
    return (
        (timed or below.style == "list")
        and len(line.text) <= _LONGEST_HEADING
        and not line.text.endswith((".", ","))
    )


def _run(lines: Sequence[NumberedLine], at: int, heading: NumberedLine | None) -> tuple[list[Record], int]:
    """The records of the timeline that begins at a position, and the position behind it."""
    kind = kind_of_heading(heading.text) if heading else None
    if lines[at].style == "table":
        return timed_rows(lines, at, kind)
    if kind is not None:
        return [], at
    for reader in (_lines, _groups):
        found, end = reader(lines, at, heading)
        if found:
            return found, end
    return [], at


def is_timeline(heading: str) -> bool:
    """Whether a heading announces steps in time ("Aikajana", "Milstolpar")."""
    return any(re.search(pattern, fold(heading)) for pattern in words("timeline", "headings"))


def _lines(lines: Sequence[NumberedLine], at: int, heading: NumberedLine | None) -> tuple[list[Record], int]:
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
                    RULE,
                    schedule=time[0],
                    lines=frozenset({line.number}),
                )
            )
            parent = len(found) - 1
            found.extend(replace(record, parent=parent) for record in paths_of_step(line, time[1], time[0]))
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


def _groups(lines: Sequence[NumberedLine], at: int, heading: NumberedLine | None) -> tuple[list[Record], int]:
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
                    RULE,
                    heading=line.text.strip(" :"),
                    schedule=time[0],
                    lines=numbers,
                )
            )
        end += 1 + len(below)
    return (found, end) if groups > 1 else ([], at)
