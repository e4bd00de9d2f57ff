"""Tables in notes: which column says what, and the records of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record, made
from hyte.sources.notes.states import progress_of
from hyte.sources.notes.topics import actor, topics_of
from hyte.sources.notes.vocabulary import FIELDS, Role, about, column_role, known_label, label_within

_BULLETS = "-•*·–❑▪o"
_LONGEST_HINT = 60
_TASKS = (
    "tehtava",
    "tehtavat",
    "mita tekee",
    "vastuu",
    "jasenet",
    "rooli",
    "uppgift",
    "uppgifter",
    "roll",
    "ansvar",
    "medlemmar",
    "kokoonpano",
    "vad",
    "vastaa",
    "ansvarar for",
    "sammansattning",
    "tehtavat ja vastuut",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Kinds by column, and the columns of fields."""

    kinds: tuple[tuple[int, str, str], ...]
    """Column, kind, heading as printed."""
    fields: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    typed: tuple[int, int] | None = None
    """The column that names the kind of each row, and that of its text."""

    def cells_of(self, role: str) -> tuple[int, ...]:
        """The columns of a field."""
        return self.fields.get(role, ())


def columns_of(row: NumberedLine, kind: str | None, within: bool = False) -> Columns | None:
    """The columns that a heading row names, None when it is no heading row.

    `kind` is that of the part in which the table stands: it is the kind of the first column that has no known
    heading, when another column is one of owners or schedules. `within` tells that a table is being read, so
    that only an unmistakable heading begins another one.
    """
    kinds: list[tuple[int, str, str]] = []
    fields: dict[str, list[int]] = {}
    unknown: list[int] = []
    typed: dict[str, int] = {}
    for number, cell in enumerate(row.cells):
        text = cell.replace("\n", " ").strip()
        if not text:
            continue
        role, found = _heading(text)
        if role == "kind" and found:
            kinds.append((number, found, text))
        elif role in ("kind", "text"):
            typed.setdefault(role, number)
            unknown.append(number)
        elif role in FIELDS:
            fields.setdefault(role, []).append(number)
        else:
            unknown.append(number)
    if kinds and {kind for _, kind, _ in kinds} <= {"goal", "change", "means", "priority"}:
        # "Painopiste | Tavoite | Keinot": a theme beside goals is what comes first.
        themes = [
            number for number in fields.pop("theme", ()) if topics_of(row.cells[number]) == ("priority",)
        ]
        kinds = sorted([*kinds, *((number, "priority", row.cells[number]) for number in themes)])
    owned = "owner" in fields or "schedule" in fields
    if not kinds and kind is not None and owned and unknown and not within:
        kinds.append((unknown[0], kind, row.cells[unknown[0]].replace("\n", " ")))
    if not kinds and "owner" in fields and "text" in typed and not within:
        # "Mitä | Kuka | Milloin": what somebody is to do.
        kinds.append((typed["text"], "measure", row.cells[typed["text"]].replace("\n", " ")))
        unknown.remove(typed["text"])
    if not within and (told := _actors(row, kinds, fields, kind)):
        return told
    filled = sum(1 for cell in row.cells if cell)
    if not kinds and {"kind", "text"} <= typed.keys():
        return Columns(
            (), {role: tuple(found) for role, found in fields.items()}, (typed["kind"], typed["text"])
        )
    known = len(kinds) + len(fields)
    # "Huolenaiheet | melu" is a label with its text; a single known heading needs columns beside it.
    if not kinds or filled < 2 or (known < 2 and (filled == 2 or len(unknown) > 3 or len(row.text) > 120)):
        return None
    if within and known < filled:
        return None
    return Columns(tuple(kinds), {role: tuple(found) for role, found in fields.items()})


def _actors(
    row: NumberedLine, kinds: list[tuple[int, str, str]], fields: dict[str, list[int]], kind: str | None
) -> Columns | None:
    """The columns of "Toimija | Tehtävä", "Ryhmä | Kuinka usein": who, and what is told of them."""
    filled = [number for number, cell in enumerate(row.cells) if cell]
    if len(filled) not in (2, 3) or not actor(row.cells[filled[0]]) or fields.keys() & {"schedule", "state"}:
        return None
    said = {found for _, found, _ in kinds}
    of_actors = ("role", "meeting_rhythm", "approval_path")
    told = [one for one in kinds if one[0] != filled[0] and one[1] in (*of_actors, "measure")]
    others = [number for number in filled[1:] if fold(row.cells[number]) in _TASKS]
    if not said - {"role", "measure"} and (told or others):
        at = told[0][0] if told else others[0]
        return Columns(((at, "role", row.cells[at]),), {"owner": (filled[0],)})
    if kind in of_actors or (told and said <= {*of_actors}):
        at, found = (told[0][0], told[0][1]) if told else (filled[1], str(kind))
        return Columns(((at, found, row.cells[at]),), {"owner": (filled[0],)})
    return None


def _heading(text: str) -> tuple[str | None, str]:
    """The role of a column's heading, and the kind if it is one."""
    label = known_label(text)
    if label is None and len(text.split()) <= 5:
        label = label_within(text) or about(text)
    if label is not None and label.role in ("kind", *FIELDS):
        return label.role, label.kind
    return column_role(text), ""


def row_records(
    row: NumberedLine, columns: Columns, heading: str | None, state: str | None
) -> tuple[Record, ...]:
    """The records of one row: a line in a cell of a kind is a record of that kind.

    A measure's `parent` is the position of the phenomenon (else of the concern) of its row.
    """
    fields = {role: _cell(row, columns.cells_of(role)) for role in FIELDS}
    owner, schedule = fields["owner"], fields["schedule"]
    about_row = _about(row, columns, fields)
    filled = [
        column for column in _kinds(row, columns) if column[0] < len(row.cells) and row.cells[column[0]]
    ]
    # A cell that is merged downwards made its record in the row where it stands.
    own = [column for column in filled if row.cells[column[0]].replace("\n", "; ") in row.text]
    found: list[Record] = []
    for number, kind, printed in own or filled:
        cell = row.cells[number]
        shown = f"{heading}: {printed}" if heading and heading != printed else printed
        for part in _parts(cell, bool(owner or schedule)):
            shift = len(found)
            for record in made(kind, part, row.text, row.number, "table", shown):
                parent = None if record.parent is None else record.parent + shift
                record = replace(record, parent=parent, about=_joined(record.about, about_row))
                if record.takes_fields:
                    record = replace(
                        record, owner=owner or record.owner, schedule=schedule or record.schedule
                    )
                if record.kind == "measure":
                    said = progress_of(fields["state"]) if fields["state"] else None
                    record = replace(record, state=said or record.state or state)
                found.append(record)
    return _with_causes(found)


def within_row(inner: NumberedLine, row: NumberedLine, columns: Columns) -> NumberedLine:
    """The row of a table within a cell, laid into the cell of `row` that was left empty for it."""
    empty = [n for n, _, _ in columns.kinds if n >= len(row.cells) or not row.cells[n]]
    filled = [cell for cell in inner.cells if cell]
    if len(empty) != 1 or not filled:
        return inner
    cells = [""] * max(len(row.cells), empty[0] + 1)
    cells[empty[0]] = filled[0]
    return replace(inner, cells=tuple(cells))


def _kinds(row: NumberedLine, columns: Columns) -> tuple[tuple[int, str, str], ...]:
    if columns.typed is None:
        return columns.kinds
    kind, text = columns.typed
    if max(kind, text) >= len(row.cells):
        return ()
    label = known_label(row.cells[kind]) or about(row.cells[kind])
    return ((text, label.kind, label.printed),) if label is not None and label.role == "kind" else ()


def _parts(cell: str, owned: bool) -> list[str]:
    # Beside an owner a wrapped cell is one measure; in "Huolet | Ilot" every line is one record.
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    bulleted = sum(1 for line in lines if re.match(rf"[{_BULLETS}]\s", line))
    if owned and bulleted < max(1, len(lines) - 1):
        lines = [" ".join(lines)]
    return [re.sub(rf"^[{_BULLETS}]\s+|^[-•*·–❑▪]", "", line).strip() for line in lines]


def _with_causes(records: list[Record]) -> tuple[Record, ...]:
    kinds = [record.kind for record in records]
    cause = next((kinds.index(kind) for kind in ("phenomenon", "concern") if kind in kinds), None)
    return tuple(
        replace(record, parent=cause) if record.kind == "measure" and record.parent is None else record
        for record in records
    )


def _about(row: NumberedLine, columns: Columns, fields: Mapping[Role, str | None]) -> str | None:
    """What a row says beside its records: group, sector, theme, and short cells without a known heading."""
    roles: tuple[Role, ...] = ("group", "sector", "theme", "channel")
    named = [text for role in roles if (text := fields[role])]
    taken = {column for column, _, _ in columns.kinds} | {
        n for found in columns.fields.values() for n in found
    }
    taken |= set(columns.typed or ())
    others = [
        cell.replace("\n", ", ")
        for number, cell in enumerate(row.cells)
        if number not in taken and cell and len(cell) <= _LONGEST_HINT
    ]
    return "; ".join([*named, *others]) or None


def _joined(first: str | None, second: str | None) -> str | None:
    return "; ".join(text for text in (first, second) if text) or None


def _cell(row: NumberedLine, columns: tuple[int, ...]) -> str | None:
    found = [row.cells[number].replace("\n", ", ") for number in columns if number < len(row.cells)]
    return "; ".join(text for text in found if text.strip(" -–")) or None
