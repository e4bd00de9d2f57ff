"""Tables in notes: which column says what, and the records of a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record, made
from hyte.sources.notes.vocabulary import known_label, label_within


@dataclass(frozen=True, slots=True)
class Columns:
    """Kinds by column, and the columns of owners and schedules."""

    kinds: tuple[tuple[int, str, str], ...]
    """Column, kind, heading as printed."""
    owners: tuple[int, ...] = ()
    schedules: tuple[int, ...] = ()


def columns_of(row: NumberedLine, kind: str | None) -> Columns | None:
    """The columns that a heading row names, None when it is no heading row.

    `kind` is that of the part in which the table stands: it is the kind of the first column that has no known
    heading, when another column is one of owners or schedules.
    """
    kinds: list[tuple[int, str, str]] = []
    owners: list[int] = []
    schedules: list[int] = []
    unknown: list[int] = []
    for number, cell in enumerate(row.cells):
        text = cell.replace("\n", " ")
        label = known_label(text) or (label_within(text) if len(text.split()) <= 4 else None)
        if label is None or label.role not in ("kind", "owner", "schedule"):
            if text:
                unknown.append(number)
        elif label.role == "kind":
            kinds.append((number, label.kind, text))
        elif label.role == "owner":
            owners.append(number)
        else:
            schedules.append(number)
    if not kinds and kind is not None and (owners or schedules) and unknown:
        kinds.append((unknown[0], kind, row.cells[unknown[0]].replace("\n", " ")))
    filled = sum(1 for cell in row.cells if cell)
    known = len(kinds) + len(owners) + len(schedules)
    # "Huolenaiheet | melu" is a label with its text; a single known heading needs columns beside it.
    if not kinds or filled < 2 or (known < 2 and (filled == 2 or len(unknown) > 3 or len(row.text) > 120)):
        return None
    return Columns(tuple(kinds), tuple(owners), tuple(schedules))


def row_records(row: NumberedLine, columns: Columns, heading: str | None) -> Iterator[Record]:
    """The records of one row: a line in a cell of a kind is a record of that kind."""
    owner = _cell(row, columns.owners)
    schedule = _cell(row, columns.schedules)
    filled = [column for column in columns.kinds if column[0] < len(row.cells) and row.cells[column[0]]]
    # A cell that is merged downwards made its record in the row where it stands.
    own = [column for column in filled if row.cells[column[0]].replace("\n", "; ") in row.text]
    for number, kind, printed in own or filled:
        cell = row.cells[number]
        # Beside an owner a wrapped cell is one measure; in "Huolet | Ilot" every line is one record.
        parts = [" ".join(cell.split("\n"))] if owner or schedule else cell.split("\n")
        shown = f"{heading}: {printed}" if heading and heading != printed else printed
        for part in parts:
            for record in made(kind, part.lstrip("-•*·– "), row.text, row.number, "table", shown):
                if record.takes_fields:
                    record = replace(
                        record, owner=owner or record.owner, schedule=schedule or record.schedule
                    )
                yield record


def _cell(row: NumberedLine, columns: tuple[int, ...]) -> str | None:
    found = [row.cells[number].replace("\n", ", ") for number in columns if number < len(row.cells)]
    return "; ".join(text for text in found if text) or None
