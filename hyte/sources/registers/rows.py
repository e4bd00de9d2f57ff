"""The rows of one sheet of a register: values by field, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hyte.model import LANGUAGES
from hyte.sources.registers.headings import UNREAD_MARK, Column, SheetColumns
from hyte.sources.registers.layout import RegisterLayout
from hyte.sources.registers.problems import Problems
from hyte.sources.registers.values import Parsed, as_text, read_value
from hyte.sources.registers.words import without_example_mark
from hyte.sources.registers.workbook_facts import SheetFacts
from hyte.sources.workbooks import Sheet, cell_name


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a row: a field's canonical value, or the text of a column of one's own."""

    field: str
    value: str
    extra: bool
    cell: str


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row; `entries` is empty when it was refused."""

    number: int
    """As the spreadsheet counts it, from 1."""
    entries: tuple[Entry, ...]


def read_rows(sheet: Sheet, found: SheetColumns, facts: SheetFacts, problems: Problems) -> Iterator[Row]:
    """Every filled row below the headings; example rows that came with the template are passed over."""
    covered = _covered(sheet, found, problems)
    reader = _RowReader(sheet, found, facts, problems)
    for position in range(found.row + 1, len(sheet.rows)):
        own = sheet.rows[position]
        if not any(_filled(own[column.position]) for column in found.columns) and not reader.faulty(position):
            continue
        cells = {column.position: own[column.position] for column in found.columns}
        for column in found.columns:
            if (position, column.position) in covered and not _filled(cells[column.position]):
                cells[column.position] = covered[position, column.position]
        row = reader.read(position, cells)
        if row is not None:
            yield row


def _covered(sheet: Sheet, found: SheetColumns, problems: Problems) -> Mapping[tuple[int, int], object]:
    """What merged cells say for the rows below their first one; told once for the sheet.

    A merged cell counts only for rows that hold something else, so that it makes no rows of its own.
    """
    values: dict[tuple[int, int], object] = {}
    told: list[str] = []
    last_filled = len(sheet.rows) - 1
    for top, left, bottom, right in sheet.merged:
        if bottom <= found.row or top <= found.row or top > last_filled:
            continue
        told.append(f"{cell_name(top, left)}:{cell_name(bottom, right)}")
        for position in range(top + 1, min(bottom, last_filled) + 1):
            values[position, left] = sheet.rows[top][left]
    if told:
        shown = ", ".join(told[:5]) + (f" and {len(told) - 5} more" if len(told) > 5 else "")
        problems.add(
            f"Cells are merged ({shown}); what they say was taken for each row that they cover.",
            "Unmerge them and write the text on each row.",
            sheet=sheet.name,
            cell=told[0].split(":")[0],
        )
    return values


@dataclass(frozen=True, slots=True)
class _RowReader:
    sheet: Sheet
    found: SheetColumns
    facts: SheetFacts
    problems: Problems
    known: dict[tuple[str, type, object, bool], Parsed] = field(default_factory=dict)
    """What was read before: the same few choices, years and owners fill thousands of cells."""

    def faulty(self, position: int) -> bool:
        """Whether a cell of the row has a fault where the reading library saw nothing."""
        return any(
            (position, column.position) in self.facts.without_value
            or (position, column.position) in (self.facts.errors or {})
            for column in self.found.columns
        )

    def read(self, position: int, cells: Mapping[int, object]) -> Row | None:
        """One row; None for the template's own example."""
        marked = self._without_mark(cells)
        entries = tuple(
            self._entries(position, cells if marked is None else marked, quiet=marked is not None)
        )
        number = position + 1
        if marked is not None:
            if _is_example(self.found.layout, entries):
                return None
            self.problems.add(
                "The row begins like the template's example, but says something else; it was not read.",
                "Take the word before the colon away if the row is yours, or delete the row.",
                sheet=self.sheet.name,
                cell=cell_name(position, self.found.columns[0].position),
            )
            return Row(number, ())
        self._check(position, {entry.field: entry.value for entry in entries if not entry.extra}, cells)
        return Row(number, entries)

    def _without_mark(self, cells: Mapping[int, object]) -> Mapping[int, object] | None:
        """The cells without "Esimerkki:" before the first field; None when it is not there."""
        first = self.found.layout.fields[0].id
        for column in self.found.columns:
            cell = cells[column.position]
            if column.field == first and isinstance(cell, str):
                rest = without_example_mark(cell)
                return None if rest is None else {**cells, column.position: rest}
        return None

    def _entries(self, position: int, cells: Mapping[int, object], *, quiet: bool) -> Iterator[Entry]:
        for column in self.found.columns:
            place = (position, column.position)
            name = cell_name(*place)
            if not quiet:
                self._tell_faults(place, column, name)
            cell = cells[column.position]
            if not _filled(cell) or place in (self.facts.errors or {}):
                continue
            if column.field is None:
                text = as_text(cell)
                if text:
                    yield Entry(column.name, text, True, name)
                continue
            parsed = self._parsed(column.field, cell, place in self.facts.percent)
            if parsed.value:
                yield Entry(column.field, parsed.value, False, name)
            if parsed.rest:
                yield Entry(f"{column.name} {UNREAD_MARK}", parsed.rest, True, name)
                if not quiet:
                    self.problems.add(
                        parsed.reason,
                        parsed.remedy,
                        sheet=self.sheet.name,
                        cell=name,
                        kind=f"not understood in column {column.name!r}",
                    )

    def _parsed(self, id: str, cell: object, percent: bool) -> Parsed:
        key = (id, type(cell), cell, percent)
        if key not in self.known:
            self.known[key] = read_value(self.found.layout.field(id), cell, percent=percent)
        return self.known[key]

    def _tell_faults(self, place: tuple[int, int], column: Column, name: str) -> None:
        error = (self.facts.errors or {}).get(place)
        if error:
            self.problems.add(
                f"The cell holds the error {error}.",
                "Mend the formula, or write the value itself.",
                sheet=self.sheet.name,
                cell=name,
                kind=f"an error in column {column.name!r}",
            )
        elif place in self.facts.without_value:
            self.problems.add(
                "The cell holds a formula that was never calculated, so its value is not known.",
                "Open the workbook in Excel and save it, or write the value itself.",
                sheet=self.sheet.name,
                cell=name,
                kind=f"a formula without a value in column {column.name!r}",
            )

    def _empty(self, position: int, column: Column, cells: Mapping[int, object]) -> bool:
        """Whether a cell holds nothing at all; what it holds and cannot be read is told already."""
        place = (position, column.position)
        faulty = place in self.facts.without_value or place in (self.facts.errors or {})
        return not faulty and not _filled(cells[column.position])

    def _check(self, position: int, values: Mapping[str, str], cells: Mapping[int, object]) -> None:
        layout = self.found.layout
        places = {column.field: column for column in self.found.columns if column.field}
        for id in layout.required:
            if id in places and id not in values and self._empty(position, places[id], cells):
                column = places[id]
                self.problems.add(
                    f"Row {position + 1} has no value in the required column {column.name!r}.",
                    "Fill the cell.",
                    sheet=self.sheet.name,
                    cell=cell_name(position, column.position),
                    kind=f"no value in the required column {column.name!r}",
                )
        for first, second in layout.before:
            if first in values and second in values and _after(values[first], values[second]):
                self.problems.add(
                    f"{places[first].name!r} ({values[first]}) is later than"
                    f" {places[second].name!r} ({values[second]}).",
                    "Correct one of the two.",
                    sheet=self.sheet.name,
                    cell=cell_name(position, places[second].position),
                    kind=f"{places[first].name!r} later than {places[second].name!r}",
                )
        some, least = layout.least
        filled = [id for id in some if id in values]
        if filled and len(filled) < least:
            self.problems.add(
                f"Row {position + 1} has {len(filled)} choice; a programme makes {least} to {len(some)}.",
                "Write the others too.",
                sheet=self.sheet.name,
                cell=cell_name(position, places[filled[0]].position),
                kind="too few choices of a programme",
            )


def _filled(cell: object) -> bool:
    return cell != "" and cell is not None and (not isinstance(cell, str) or as_text(cell) != "")


def _after(first: str, second: str) -> bool:
    """Whether a year, a month or a day is after another; a month and a day are compared by the month."""
    length = min(len(first), len(second))
    return first[:length] > second[:length]


def _is_example(layout: RegisterLayout, entries: tuple[Entry, ...]) -> bool:
    """Whether the values are those of the template's example in one of the languages, or fewer of them."""
    values = {(entry.field, entry.value) for entry in entries}
    return any(values <= set(layout.example(language).items()) for language in LANGUAGES)
