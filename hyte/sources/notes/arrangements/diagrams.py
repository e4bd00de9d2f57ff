"""Slides whose boxes became lines: a row of boxes with numbered lists below, and boxes that come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from hyte.sources.notes.arrangements.arrangement import Item, grouped
from hyte.sources.notes.folding import squeezed
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.section import ordinal

_LIKENESS, _SHORTEST = 95, 8


def same(first: str, second: str) -> bool:
    """Whether two texts say the same, a slip of the pen in twenty letters forgiven."""
    first, second = squeezed(first), squeezed(second)
    return min(len(first), len(second)) >= _SHORTEST and fuzz.ratio(first, second) >= _LIKENESS


def numbered_lists(
    lines: Sequence[NumberedLine], records: Sequence[Record]
) -> tuple[tuple[NumberedLine, int], ...]:
    """Give each change the numbered list that stands in its place below a row of changes.

    The lines come with the position of their change, or of their goal when there are no changes; () when
    there are not as many lists as changes, or the changes do not stand just above.
    """
    parents = [n for n, record in enumerate(records) if record.kind == "change"]
    parents = parents or [n for n, record in enumerate(records) if record.kind == "goal"]
    if len(parents) < 2:
        return ()
    taken = {number for record in records for number in record.lines}
    at = 0
    while at < len(lines):
        lists, end = _lists_from(lines, at)
        free = not any(line.number in taken for found in lists for line in found)
        row = _row_above(lines[:at], records, parents) if free and len(lists) == len(parents) else None
        if row is not None:
            return tuple((line, parent) for parent, found in zip(row, lists, strict=True) for line in found)
        at = max(end, at + 1)
    return ()


def _lists_from(lines: Sequence[NumberedLine], at: int) -> tuple[list[list[NumberedLine]], int]:
    """Numbered lists one after another, each from 1 on without a gap."""
    lists: list[list[NumberedLine]] = []
    end = at
    while end < len(lines) and lines[end].style == "list" and lines[end].numbered:
        number = ordinal(lines[end])
        if number == 1:
            lists.append([lines[end]])
        elif lists and number == ordinal(lists[-1][-1]) + 1:
            lists[-1].append(lines[end])
        else:
            break
        end += 1
    return lists, end


def _row_above(
    lines: Sequence[NumberedLine], records: Sequence[Record], parents: Sequence[int]
) -> list[int] | None:
    """The parents in the order in which they stand at the end of `lines`, None when they do not."""
    above: list[NumberedLine] = []
    for line in reversed(lines):
        if line.style != "paragraph" or len(above) > 5 * len(parents):
            break
        above.append(line)
    found = [
        parent
        for item in grouped(above[::-1])
        for parent in parents
        if item.lines <= records[parent].lines or same(item.text, records[parent].text)
    ]
    row = found[-len(parents) :]
    return row if sorted(row) == sorted(parents) else None


def with_repeats(lines: Sequence[NumberedLine], records: Sequence[Record]) -> tuple[Record, ...]:
    """The records with the lines in which another slide shows the same boxes again."""
    taken = {number for record in records for number in record.lines}
    free = [line for line in lines if line.style == "paragraph" and line.number not in taken]
    again: dict[int, set[int]] = {}
    singles = [Item(line.text, line.number, frozenset({line.number})) for line in free]
    for item in (*grouped(free), *singles):
        if item.lines & taken:
            continue
        for number, record in enumerate(records):
            slogan = (record.heading or "").partition(": ")[2] if record.kind == "vision" else ""
            if same(item.text, record.text) or (slogan and same(item.text, slogan)):
                again.setdefault(number, set()).update(item.lines)
                taken |= item.lines
                break
    return tuple(
        replace(record, lines=record.lines | again[number]) if number in again else record
        for number, record in enumerate(records)
    )
