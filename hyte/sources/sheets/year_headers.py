"""Finds the rows of years in a sheet, and tells them from figures that only look like years."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hyte.sources.grids import Grid
from hyte.sources.numbers import figure_of, parse_number
from hyte.sources.sexes import sex_of
from hyte.sources.sheets.year_words import is_generic
from hyte.sources.years import Year, year_of

_YEAR_AND_WORD = re.compile(
    r"(?P<before>.*?)\b(?P<year>(?:19|20)[0-9]{2})(?P<mark>\*)?(?![0-9])(?P<after>.*)"
)
_PRELIMINARY = frozenset({"ennakko", "ennakkotieto", "ennakkotiedot", "preliminär", "preliminary"})
_MAX_STEP = 5


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A column of figures: its year, and the headings above or below that year (sex, unit, indicator)."""

    column: int
    year: Year
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of years."""

    row: int
    years: tuple[YearColumn, ...]


def is_figure(cell: object) -> bool:
    """Whether a cell holds a number or a mark of a missing one."""
    if cell in ("", None):
        return False
    return figure_of(cell, "sheet") is not None


def is_number(cell: object) -> bool:
    """Whether a cell holds a number."""
    figure = figure_of(cell, "sheet")
    return figure is not None and figure.value is not None


def has_year_row(grid: Grid) -> bool:
    """Whether any row could be a row of years."""
    return any(_candidate(grid, row) is not None for row in range(len(grid.rows)))


def _header_cell(cell: object) -> tuple[Year, tuple[str, ...]] | None:
    year = year_of(cell)
    if year is not None:
        return year, ()
    match = _YEAR_AND_WORD.fullmatch(" ".join(cell.split())) if isinstance(cell, str) else None
    if match is None:
        return None
    word = f"{match['before']} {match['after']}".strip(" ,;:-–()")
    if word.casefold() in _PRELIMINARY:
        return Year(int(match["year"]), preliminary=True), ()
    if sex_of(word) is not None:
        return Year(int(match["year"]), preliminary=bool(match["mark"])), (word,)
    return None


def _candidate(grid: Grid, row: int) -> YearRow | None:
    columns = []
    for column in grid.filled(row):
        cell = grid.cell(row, column)
        found = _header_cell(cell)
        if found is not None:
            columns.append(YearColumn(column, *found))
        elif columns and (isinstance(cell, (int, float, date)) or parse_number(str(cell)) is not None):
            return None
    if len(columns) < 2 or not _in_order([column.year.year for column in columns]):
        return None
    dated = [column.year.year for column in columns if column.year.from_date]
    return YearRow(row, tuple(columns)) if len(set(dated)) == len(dated) else None


def _in_order(years: list[int]) -> bool:
    """Whether years rise or fall, perhaps several times over, each perhaps repeated for the sexes."""
    distinct = [year for position, year in enumerate(years) if position == 0 or year != years[position - 1]]
    if len(distinct) < 2:
        return False
    rising = distinct[1] > distinct[0]
    runs: list[list[int]] = [[distinct[0]]]
    for earlier, later in pairwise(distinct):
        if (later > earlier) == rising:
            runs[-1].append(later)
        else:
            runs.append([later])
    return all(len(run) > 1 for run in runs)


def year_rows(grid: Grid, is_region: Callable[[str], bool]) -> list[YearRow]:
    """Rows of years from top to bottom.

    A row of figures that happen to look like years is told from a heading by what surrounds it: figures that
    are no years, the name of an area, or figures right above.
    """
    accepted: list[YearRow] = []
    for row in range(len(grid.rows)):
        candidate = _candidate(grid, row)
        if candidate is not None and (not accepted or _starts_table(grid, candidate, accepted, is_region)):
            accepted.append(candidate)
    return accepted


def _starts_table(
    grid: Grid, candidate: YearRow, accepted: list[YearRow], is_region: Callable[[str], bool]
) -> bool:
    same = {(column.column, column.year.year) for column in candidate.years}
    if any(same == {(column.column, column.year.year) for column in header.years} for header in accepted):
        return True
    labels = [
        grid.text(candidate.row, column)
        for column in grid.filled(candidate.row, 0, candidate.years[0].column - 1)
    ]
    if any(is_region(label) for label in labels):
        return False
    if (
        any(isinstance(grid.cell(candidate.row, column.column), str) for column in candidate.years)
        and grid.sheet
    ):
        return True  # figures of a workbook are numbers; years as text are a heading
    if not labels or all(is_generic(label) for label in labels):
        return True
    years = [column.year.year for column in candidate.years]
    steps = {later - earlier for earlier, later in pairwise(years)}
    even = len(steps) == 1 and abs(steps.pop()) <= _MAX_STEP
    return even and len(grid.filled(candidate.row - 1)) <= 1
