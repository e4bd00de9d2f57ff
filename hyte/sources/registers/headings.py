"""Finding the register of a sheet, the row of its headings, and what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hyte.errors import Place
from hyte.reference.nearest import nearest_names
from hyte.sources.registers.layout import Field, RegisterLayout, register_layouts, sheet_names
from hyte.sources.registers.problems import Problems
from hyte.sources.registers.values import as_text
from hyte.sources.workbooks import Sheet, cell_name, column_name

UNREAD_MARK = "(?)"
"""Ends the name of an extra column that holds what could not be read in a column of the register."""
_SEARCHED_ROWS = 20
_SURE, _TIMES = 3, 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field of the register, or the coordinator's own when `field` is None."""

    position: int
    field: str | None
    name: str
    """The heading as printed; unique on its sheet."""
    persons: bool = False
    """Whether it holds names of persons."""


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """Which register a sheet holds, in which row (counted from 0) its headings are, and its columns."""

    layout: RegisterLayout
    row: int
    columns: tuple[Column, ...]


def find_columns(sheet: Sheet, problems: Problems) -> SheetColumns | None:
    """The register and the columns of a sheet; None, with a problem, when it is not known.

    The sheet's name decides, in any language; when its headings are clearly those of another register, or
    the name is not known, the headings do.
    """
    layout = _layout_of(sheet)
    if layout is None:
        near = nearest_names(sheet.name, sheet_names().printed(), 1)
        hint = f"Is it {near[0]!r}? " if near else ""
        problems.add(
            f"The sheet {sheet.name!r} is not one of the registers and was not read.",
            f"{hint}Copy its rows into a sheet of the template, or delete it if the report does not need it.",
            sheet=sheet.name,
        )
        return None
    count, row = _most(sheet, layout)
    if count == 0:
        first = layout.fields[0].headings
        problems.add(
            "The sheet has none of the register's headings and was not read.",
            f"Copy the row of headings from a new template; it begins with {first.fi!r} or {first.sv!r}.",
            sheet=sheet.name,
        )
        return None
    return SheetColumns(layout, row, _columns(sheet, layout, row, problems))


def _layout_of(sheet: Sheet) -> RegisterLayout | None:
    named = sheet_names().find(sheet.name)
    layout = register_layouts()[named] if named else None
    best = max(register_layouts().values(), key=lambda each: (_most(sheet, each)[0], -each.order))
    count = _most(sheet, best)[0]
    # Registers share some headings, such as those of themes and groups.
    clearly = count >= _SURE and (layout is None or count >= _TIMES * _most(sheet, layout)[0])
    return best if clearly else layout


def _known(row: Sequence[object], layout: RegisterLayout) -> int:
    return len({layout.names.find(cell) for cell in row if isinstance(cell, str)} - {None})


def _most(sheet: Sheet, layout: RegisterLayout) -> tuple[int, int]:
    """How many headings the best of the first rows has, and which row that is."""
    counts = [_known(row, layout) for row in sheet.rows[:_SEARCHED_ROWS]]
    best = max(counts, default=0)
    return best, counts.index(best) if best else 0


def _columns(sheet: Sheet, layout: RegisterLayout, row: int, problems: Problems) -> tuple[Column, ...]:
    heads = [as_text(cell) for cell in sheet.rows[row]]
    fields = [None if head.endswith(UNREAD_MARK) else layout.names.find(head) for head in heads]
    missing = [field for field in layout.fields if field.id not in fields]
    columns: list[Column] = []
    meant: set[str] = set()
    for position, (head, field) in enumerate(zip(heads, fields, strict=True)):
        cell = cell_name(row, position)
        if not head:
            if any(as_text(line[position]) for line in sheet.rows[row + 1 :]):
                problems.add(
                    f"Column {column_name(position)} has no heading; what it holds is kept under its letter.",
                    "Write a heading above it.",
                    sheet=sheet.name,
                    cell=cell,
                )
                columns.append(Column(position, None, _free(column_name(position), columns)))
            continue
        if field and any(column.field == field for column in columns):
            problems.add(
                f"The heading {head!r} is there twice; the second column is kept as a column of your own.",
                "Give it a heading of its own, or join the two columns.",
                sheet=sheet.name,
                cell=cell,
            )
            persons = layout.field(field).type == "person"
            columns.append(Column(position, None, _free(head, columns), persons))
            continue
        if field is None and not head.endswith(UNREAD_MARK):
            free = [each for each in missing if all(column.field != each.id for column in columns)]
            like = _renamed(head, free, problems, Place(problems.file, sheet.name, cell))
            meant |= {like.id} if like else set()
            field = like.id if like and like.type == "person" else None
        persons = field is not None and layout.field(field).type == "person"
        name = head.rstrip(" *") if field else head
        columns.append(Column(position, field, _free(name, columns), persons))
    for id in layout.required:
        if id not in fields and id not in meant:
            problems.add(
                f"The column {layout.field(id).headings.fi!r} ({layout.field(id).headings.sv!r}) is missing.",
                "Add it; every row needs it.",
                sheet=sheet.name,
                cell=cell_name(row, 0),
            )
    return tuple(columns)


def _renamed(head: str, missing: Sequence[Field], problems: Problems, place: Place) -> Field | None:
    """Tell of a heading that is like the one of a missing field, and give the field.

    A column of names is taken for what it was: its names must be known to be withheld.
    """
    named = {name: field for field in missing for name in field.headings.all()}
    near = nearest_names(head, named, 1)
    if not near:
        return None
    field = named[near[0]]
    persons = field.type == "person"
    kept = f"taken for {near[0]!r}" if persons else "kept as a column of your own"
    problems.add(
        f"The heading {head!r} is not known; the column is {kept}.",
        f"Did you mean {near[0]!r}? Then write the heading so.",
        sheet=place.sheet,
        cell=place.cell,
    )
    return field


def _free(wanted: str, columns: Sequence[Column]) -> str:
    taken = {column.name for column in columns}
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted} ({count})"
    return name
