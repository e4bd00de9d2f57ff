"""The columns of a table of answers: its one or two rows of headings, and a text for every respondent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hyte.errors import Place
from hyte.sources.grids import Grid
from hyte.sources.notes.folding import tidy, without_tags
from hyte.sources.registers.values import as_text
from hyte.sources.surveys.words import is_one

_IN_BRACKETS = re.compile(r"(?P<stem>.*\S)\s*\[(?P<option>[^\[\]]+)\]\s*", re.S)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_PARTS = (" | ", ": ", ":", " - ", " – ", " — ", " / ", " → ", " > ", "? ", ".")
_SEARCHED_ROWS = 25
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of answers.

    `stem` is the question and `option` what its own part of it is, "" when the column is the whole question.
    `texts` has one text for each row of answers, "" where nothing was answered.
    """

    position: int
    stem: str
    option: str
    texts: tuple[str, ...]
    place: Place

    @property
    def heading(self) -> str:
        """The column's heading as messages call it."""
        return f"{self.stem} [{self.option}]" if self.option else self.stem


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """A table of answers: title above it, columns, and the row of the grid of each respondent."""

    title: str | None
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    heading_row: int
    data_row: int


def read_answers(grid: Grid) -> Answers | None:
    """The table of answers in a grid; None when there is no row of headings with rows below it."""
    top = _heading_row(grid)
    if top is None:
        return None
    two = _two_rows(grid, top)
    first = top + 2 if two else top + 1
    width = max((max(grid.filled(row), default=-1) for row in range(top, len(grid.rows))), default=-1) + 1
    rows = tuple(row for row in range(first, len(grid.rows)) if grid.filled(row))
    shown: dict[object, str] = {}
    names = _spread(grid, top, two, width)
    columns = []
    for position in range(width):
        texts = tuple(_text(grid, row, position, shown) for row in rows)
        stem, option = names[position]
        if stem or option or any(texts):
            place = grid.place(top + 1 if two and option else top, position)
            columns.append(Column(position, stem, option, texts, place))
    return Answers(_title(grid, top), tuple(_with_parts(columns)), rows, top, first)


def is_number(text: str) -> bool:
    """Whether an answer is nothing but a number."""
    return _NUMBER.fullmatch(text) is not None


def _text(grid: Grid, row: int, position: int, shown: dict[object, str]) -> str:
    cells = grid.rows[row]
    cell = cells[position] if position < len(cells) else ""
    if cell in ("", None):
        return ""
    key = (type(cell), cell)
    if key not in shown:
        shown[key] = as_text(cell)
    return shown[key]


def _name(grid: Grid, row: int, position: int) -> str:
    text = as_text(grid.cell(row, position)) if grid.cell(row, position) not in ("", None) else ""
    return " ".join(tidy(without_tags(text)).split())


def _heading_row(grid: Grid) -> int | None:
    """The first row that is nearly as wide as the table; what stands above it are titles."""
    upper = [row for row in range(min(len(grid.rows), _SEARCHED_ROWS)) if grid.filled(row)]
    if len(upper) < 1:
        return None
    widest = max(len(grid.filled(row)) for row in upper)
    for row in upper:
        filled = grid.filled(row)
        # A row of questions over their options has gaps, but it begins a table whose next row fills them.
        reach = len(set(filled) | set(grid.filled(row + 1))) if len(filled) > 1 else len(filled)
        if max(len(filled), reach) * 2 > widest and (len(filled) > 1 or widest == 1):
            return row
    return None


def _two_rows(grid: Grid, top: int) -> bool:
    """Whether the row of questions is followed by one of options: merged cells, or gaps that it fills."""
    if any(first == last == top and left < right for first, left, last, right in grid.merged):
        return bool(grid.filled(top + 1))
    upper, lower = grid.filled(top), grid.filled(top + 1)
    if not upper or not lower:
        return False
    last = max(*upper, *lower)
    gaps = [position for position in range(min(upper), last + 1) if position not in upper]
    if not gaps or any(position not in lower for position in gaps):
        return False
    opening = {position for position in upper if position + 1 in gaps}
    words = [_name(grid, top + 1, position) for position in gaps]
    # An option is a word; a row of answers under an incomplete row of headings has marks and numbers.
    named = all(not is_number(word) and not is_one(word, "marks", "yes") for word in words)
    return named and set(lower) <= opening | set(gaps)


def _spread(grid: Grid, top: int, two: bool, width: int) -> list[tuple[str, str]]:
    if not two:
        return [(_name(grid, top, position), "") for position in range(width)]
    names, stem, open_until = [], "", -1
    spans = {left: right for first, left, last, right in grid.merged if first == last == top}
    for position in range(width):
        upper, lower = _name(grid, top, position), _name(grid, top + 1, position)
        if upper:
            stem, open_until = upper, spans.get(position, width)
        inside = bool(stem) and (bool(upper) or position <= open_until) and bool(lower)
        names.append((stem if inside else upper, lower if inside or not upper else ""))
    return names


def _title(grid: Grid, top: int) -> str | None:
    for row in range(top):
        filled = grid.filled(row)
        if filled:
            return _name(grid, row, filled[0]) or None
    return None


def _with_parts(columns: Sequence[Column]) -> list[Column]:
    """Columns whose headings share a question, "Question [option]" or "Question: option", are told so."""
    renamed: dict[int, tuple[str, str]] = {}
    for find in (_bracketed, _separated):
        run: list[tuple[int, str, str]] = []
        for number, column in enumerate([*columns, None]):
            named = column is not None and not column.option and number not in renamed
            parts = find(column.stem) if column is not None and named else {}
            same = parts.get(run[0][1]) if run else None
            if same is not None:
                run.append((number, run[0][1], same))
                continue
            _take(run, columns, renamed)
            run = _begun(number, parts, columns, find)
    return [
        column
        if number not in renamed
        else Column(column.position, *renamed[number], column.texts, column.place)
        for number, column in enumerate(columns)
    ]


def _begun(
    number: int, parts: Mapping[str, str], columns: Sequence[Column], find: Any
) -> list[tuple[int, str, str]]:
    """A run begins with the longest question that the next column's heading begins with as well."""
    if number + 1 >= len(columns) or not parts:
        return []
    after = find(columns[number + 1].stem)
    stem = next((stem for stem in parts if stem in after), None)
    return [] if stem is None else [(number, stem, parts[stem])]


def _take(
    run: Sequence[tuple[int, str, str]], columns: Sequence[Column], renamed: dict[int, tuple[str, str]]
) -> None:
    if len({option for _, _, option in run}) >= 2:
        renamed |= {number: (stem, option) for number, stem, option in run}


def _bracketed(heading: str) -> dict[str, str]:
    match = _IN_BRACKETS.fullmatch(heading)
    return {match["stem"]: match["option"].strip()} if match else {}


def _separated(heading: str) -> dict[str, str]:
    """Every question that the heading may begin with, the longest first, and what is left of it."""
    found = {}
    for part in _PARTS:
        start = heading.find(part, _SHORTEST_STEM)
        while start >= 0:
            stem, rest = heading[: start + (part == "? ")].strip(), heading[start + len(part) :].strip()
            if rest and not (part in (":", ".") and rest[0].isdigit()):
                found[stem] = rest
            start = heading.find(part, start + 1)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
