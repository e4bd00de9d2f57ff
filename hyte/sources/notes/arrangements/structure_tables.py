"""Tables of bodies and what they do, and tables of plans with their goals, changes, means and measures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hyte.sources.notes.arrangements.actors import is_actor
from hyte.sources.notes.arrangements.arrangement import words
from hyte.sources.notes.arrangements.doings import does_something
from hyte.sources.notes.arrangements.part_stems import frequency, heading_parts, plan_parts
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.tables import Columns, row_records, within_row
from hyte.sources.notes.topics import topics_of
from hyte.sources.notes.vocabulary import FIELDS, column_role, known_label

_KINDS = {
    "tasks": "role",
    "members": "role",
    "meeting_rhythm": "meeting_rhythm",
    "approval_path": "approval_path",
}
_PLAN = {"priorities": "priority", "goals": "goal", "changes": "change", "means": "means"}
_LEVELS = ("priority", "goal", "change", "means", "measure")
"""What belongs to what in a row of a plan: each to the nearest before it that the row has."""
_LONGEST_HEADING = 60


def structure_tables(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the records of tables whose heading row names bodies and what they do, or the parts of a plan.

    In the first sort `owner` is what stands in the first column, in the second `parent` is what a record
    belongs to in its row. Tables with columns of other records, such as concerns, are left to other rules.
    """
    found: list[Record] = []
    heading: NumberedLine | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.style != "table":
            heading = line if line.style == "heading" or line.text.endswith(":") else heading
            at += 1
            continue
        end = at + 1
        while end < len(lines) and lines[end].style == "table" and not _begins(lines, end):
            end += 1
        above = heading.text.strip(" :") if heading is not None else None
        for reader in (_actors, _plan):
            records = reader(lines[at], lines[at + 1 : end], above)
            if records:
                shift = len(found)
                found.extend(
                    record if record.parent is None else replace(record, parent=record.parent + shift)
                    for record in records
                )
                break
        at = end
    return tuple(found)


def _begins(lines: Sequence[NumberedLine], at: int) -> bool:
    """Whether a row is the heading of the next table: behind a blank line, and all of it headings."""
    line = lines[at]
    if line.level or line.number == lines[at - 1].last + 1:
        return False
    return len(line.cells) != len(lines[at - 1].cells) or len(_columns(line, None)) > 1


def _columns(row: NumberedLine, above: str | None) -> dict[int, str]:
    """What each column of a heading row holds: a part, "actor", or the role of a field."""
    found: dict[int, str] = {}
    for number, cell in enumerate(row.cells):
        text = cell.replace("\n", " ").strip(" :")
        if text and len(text) <= _LONGEST_HEADING and (part := _column(text, number, above)) is not None:
            found[number] = part
    return found


def _column(text: str, number: int, above: str | None) -> str | None:
    folded = fold(text)
    label = known_label(text)
    if number == 0 and folded in words("roles", "columns"):
        return "actor"
    for part in ("tasks", "members"):
        if number and folded in words("roles", f"column_{part}"):
            return part
    if label is not None and label.role in FIELDS and folded not in words("plan_columns", "priorities"):
        return label.role
    parts = heading_parts(text, weak=number > 0)
    for part in ("members", "meeting_rhythm", "approval_path", "tasks"):
        if part in parts:
            return part
    if folded in words("plan_columns", "priorities"):
        return "priorities"
    if folded in words("plan_columns", "means"):
        return "means"
    if wanted := plan_parts(text):
        return wanted[0]
    kinds = topics_of(text)
    if len(kinds) == 1:
        return next((part for part, kind in _PLAN.items() if kind == kinds[0]), kinds[0])
    if label is not None and label.role == "kind":
        return label.kind
    return column_role(text)


def _actors(head: NumberedLine, rows: Sequence[NumberedLine], above: str | None) -> list[Record]:
    columns = _columns(head, above)
    asked = [part for part in heading_parts(above or "", weak=True) if part in _KINDS]
    columns = columns | _by_content(columns, rows)
    parts = {number: part for number, part in columns.items() if number and part in _KINDS}
    filled = [number for number, cell in enumerate(head.cells) if cell]
    if not parts and asked and len(filled) == 2 and columns.get(1) in (None, "text", "measure", "owner"):
        # "Toimija | Kuvaus" below "Vastuut": the heading tells what stands beside each.
        parts = {1: asked[0]}
    others = set(columns.values()) - {*_KINDS, "actor", "text", "owner", "group", "body", "sector", "measure"}
    paths = set(parts.values()) <= {"approval_path"}
    named = [row.cells[0] for row in rows if row.cells and row.cells[0]]
    actors = sum(map(is_actor, named))
    if not parts or others & {"schedule", "state", "date", *_PLAN, "concern", "joy", "deed", "brake"}:
        return []
    if not paths and (2 * actors < len(named) or not named) and columns.get(0) != "actor":
        return []
    if set(parts.values()) == {"tasks"} and "tasks" not in asked and not _lasting(head, actors, named):
        return []
    return [
        record
        for row in rows
        for number, part in parts.items()
        for record in _of_actor(row, number, part, above)
    ]


def _by_content(columns: Mapping[int, str], rows: Sequence[NumberedLine]) -> dict[int, str]:
    """What unknown columns beside one of bodies hold, by their cells: how often, or what is done."""
    if not set(columns.values()) & set(_KINDS):
        return {}
    found: dict[int, str] = {}
    for number in range(1, max((len(row.cells) for row in rows), default=0)):
        cells = [
            row.cells[number] for row in rows if number < len(row.cells) and row.cells[number].strip(" -–")
        ]
        if number in columns or not cells:
            continue
        if all((said := frequency(cell)) is not None and said[0] < 4 for cell in cells):
            found[number] = "meeting_rhythm"
        elif all(map(does_something, cells)):
            found[number] = "tasks"
    return found


def _lasting(head: NumberedLine, actors: int, named: Sequence[str]) -> bool:
    """Whether a table of tasks is of what bodies are there to do, and no list of who does what next."""
    first = fold(head.cells[0]).strip(" :")
    return 2 * actors >= len(named) and first in words("roles", "columns") - {"kuka", "vem"}


def _of_actor(row: NumberedLine, number: int, part: str, above: str | None) -> list[Record]:
    text = row.cells[number].strip() if number < len(row.cells) else ""
    if not any(map(str.isalpha, text)):
        return []
    kind = "meeting_rhythm" if frequency(text) == (0, len(text)) else _KINDS[part]
    owner = row.cells[0].replace("\n", ", ").strip(" :") or None
    pieces = [re.sub(r"^[-–•*·▪]\s*", "", piece).strip() for piece in text.split("\n")]
    pieces = pieces if part == "tasks" else [", ".join(piece.rstrip(",;") for piece in pieces)]
    return [
        Record(
            row.number, kind, piece, row.text, "structure_table", above, owner, lines=frozenset({row.number})
        )
        for piece in pieces
        if any(map(str.isalpha, piece))
    ]


def _plan(head: NumberedLine, rows: Sequence[NumberedLine], above: str | None) -> list[Record]:
    columns = _columns(head, above)
    kinds = [
        (number, _PLAN.get(part, part), head.cells[number].replace("\n", " "))
        for number, part in sorted(columns.items())
        if part in _PLAN or part == "measure"
    ]
    of_plan = {kind for _, kind, _ in kinds} - {"measure"}
    others = set(columns.values()) - {*_PLAN, *FIELDS, "measure", "text", "actor", *_KINDS}
    if not of_plan or others or (len(kinds) < 2 and not _asked(kinds[0][1], above)):
        return []
    if of_plan == {"priority"} and len(kinds) > 1:
        # "Painopiste | Toimenpide | Vastuu": the theme of a measure.
        return []
    fields: Mapping[str, tuple[int, ...]] = {
        role: tuple(n for n, part in columns.items() if part == role or (role == "owner" and part in _KINDS))
        for role in FIELDS
    }
    table = Columns(tuple(kinds), {role: numbers for role, numbers in fields.items() if numbers})
    found: list[Record] = []
    row: NumberedLine | None = None
    for line in rows:
        if line.level == 0:
            row = line
        elif row is not None:
            line = within_row(line, row, table)
        records = list(row_records(line, table, above, None))
        shift = len(found)
        before = found if line.level else []
        found.extend(_with_parents(records, shift, before))
    return found


def _asked(kind: str, above: str | None) -> bool:
    """Whether the heading above a table is about the only kind that the table has."""
    return kind in (*topics_of(above or ""), *(_PLAN[part] for part in plan_parts(above or "")))


def _with_parents(records: Sequence[Record], shift: int, before: Sequence[Record]) -> list[Record]:
    """The records of a row with their parents; those of a table within a cell belong to the row before."""
    whole = [*before, *records]
    offset = 0 if before else shift
    found: list[Record] = []
    for record in records:
        levels = _LEVELS[: _LEVELS.index(record.kind)] if record.kind in _LEVELS else ()
        above = [n for n, other in enumerate(whole) if other.kind in levels and other is not record]
        nearest = max(above, key=lambda n: (_LEVELS.index(whole[n].kind), n), default=None)
        found.append(replace(record, parent=None if nearest is None else nearest + offset))
    return found
