"""Finds the tables in a sheet: rows of years, and which cells belong to each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from hyte.sources.grids import Grid
from hyte.sources.numbers import figure_of, parse_number
from hyte.sources.sexes import sex_of
from hyte.sources.year_words import column_role, is_generic
from hyte.sources.years import Year, year_of

_YEAR_AND_WORD = re.compile(
    r"(?P<before>.*?)\b(?P<year>(?:19|20)[0-9]{2})(?P<mark>\*)?(?![0-9])(?P<after>.*)"
)
_PRELIMINARY = frozenset({"ennakko", "ennakkotieto", "ennakkotiedot", "preliminär", "preliminary"})
_MAX_STEP = 5
_HEADER_ROWS_BESIDE = 2


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A column of figures: its year, and the headings above or below that year (sex, unit, indicator)."""

    column: int
    year: Year
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearTable:
    """One table of a sheet; rows and columns are counted from 0, `end` is the first row after it."""

    header: int
    above: int
    """First row of the headings, at or above `header`."""
    body: int
    end: int
    labels: tuple[int, ...]
    years: tuple[YearColumn, ...]
    first: int
    last: int
    unnamed: tuple[int, ...]
    """Columns between and behind the years whose heading is no year."""


@dataclass(frozen=True, slots=True)
class _Header:
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


def year_tables(grid: Grid, is_region: Callable[[str], bool]) -> tuple[YearTable, ...]:
    """Tables of a sheet from top to bottom and left to right; () when no row holds two years.

    A row of figures that happen to look like years is told from a heading by what surrounds it: figures that
    are no years, the name of an area, or figures right above.
    """
    headers = _headers(grid, is_region)
    tables: list[YearTable] = []
    for position, header in enumerate(headers):
        following = headers[position + 1].row if position + 1 < len(headers) else len(grid.rows)
        end = _preamble(grid, header, following)
        tables.extend(_side_by_side(grid, header, end))
    return tuple(tables)


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


def _candidate(grid: Grid, row: int) -> _Header | None:
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
    return _Header(row, tuple(columns)) if len(set(dated)) == len(dated) else None


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


def _headers(grid: Grid, is_region: Callable[[str], bool]) -> list[_Header]:
    accepted: list[_Header] = []
    for row in range(len(grid.rows)):
        candidate = _candidate(grid, row)
        if candidate is not None and (not accepted or _starts_table(grid, candidate, accepted, is_region)):
            accepted.append(candidate)
    return accepted


def _starts_table(
    grid: Grid, candidate: _Header, accepted: list[_Header], is_region: Callable[[str], bool]
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


def _preamble(grid: Grid, header: _Header, following: int) -> int:
    """First row after a table: where the title of the following one, or the footer, begins."""
    columns = [column.column for column in header.years]
    last_figures = header.row
    for row in range(following - 1, header.row, -1):
        if any(is_figure(grid.cell(row, column)) for column in columns):
            last_figures = row
            break
    for row in range(last_figures + 1, following):
        if not grid.filled(row) and row > header.row + 1:
            return row
    if following == len(grid.rows):
        return following
    while following - 1 > last_figures and len(grid.filled(following - 1)) == 1:
        following -= 1
    return following


def _side_by_side(grid: Grid, header: _Header, end: int) -> list[YearTable]:
    groups: list[list[YearColumn]] = [[header.years[0]]]
    start = header.years[0].column
    body = _body(grid, header.row, tuple(range(start)), start, max(len(row) for row in grid.rows), end)
    for left, right in pairwise(header.years):
        between = range(left.column + 1, right.column)
        if any(_is_label_column(grid, header.row, column, body, end) for column in between):
            groups.append([])
        groups[-1].append(right)
    tables: list[YearTable] = []
    left_edge = 0
    for position, group in enumerate(groups):
        right_edge = max(len(row) for row in grid.rows) - 1
        if position + 1 < len(groups):
            right_edge = groups[position + 1][0].column - 1
        behind = range(group[-1].column + 1, right_edge + 1)
        limit = next(
            (
                column
                for column in behind
                if position + 1 < len(groups) and _is_label_column(grid, header.row, column, body, end)
            ),
            right_edge + 1,
        )
        tables.append(_table(grid, header.row, group, left_edge, limit - 1, end))
        left_edge = limit
    return tables


def _is_label_column(grid: Grid, header: int, column: int, body: int, end: int) -> bool:
    if column_role(grid.text(header, column)) is not None:
        return True
    cells = [cell for row in range(body, end) if (cell := grid.cell(row, column)) not in ("", None)]
    texts = [cell for cell in cells if isinstance(cell, str) and not is_figure(cell) and sex_of(cell) is None]
    return bool(texts) and len(texts) * 2 >= len(cells)


def _table(grid: Grid, header: int, group: list[YearColumn], left: int, right: int, end: int) -> YearTable:
    start = group[0].column
    labels = tuple(
        column
        for column in range(left, start)
        if any(grid.cell(row, column) not in ("", None) for row in range(header, end))
    )
    body = _body(grid, header, labels, start, right, end)
    above = header
    while (
        above > 0
        and header - above < _HEADER_ROWS_BESIDE
        and _is_upper_heading(grid, above - 1, labels, start, right)
    ):
        above -= 1
    years = _spread(grid, header, group, right, range(above, header), range(header + 1, body))
    taken = {column.column for column in years}
    last = max(taken)
    return YearTable(
        header=header,
        above=above,
        body=body,
        end=end,
        labels=labels,
        years=years,
        first=labels[0] if labels else start,
        last=last,
        unnamed=tuple(column for column in range(start, right + 1) if column not in taken),
    )


def _body(grid: Grid, header: int, labels: tuple[int, ...], start: int, right: int, end: int) -> int:
    """First row behind the row of years and the headings below it."""
    body = header + 1
    while body < min(end, header + 1 + _HEADER_ROWS_BESIDE) and _is_heading_row(
        grid, body, labels, start, right
    ):
        body += 1
    return body


def _is_heading_row(grid: Grid, row: int, labels: tuple[int, ...], start: int, right: int) -> bool:
    cells = [grid.cell(row, column) for column in grid.filled(row, start, right)]
    texts = [grid.text(row, column) for column in labels if grid.text(row, column)]
    return (
        bool(cells)
        and all(isinstance(cell, str) and not is_figure(cell) for cell in cells)
        and all(is_generic(text) for text in texts)
    )


def _is_upper_heading(grid: Grid, row: int, labels: tuple[int, ...], start: int, right: int) -> bool:
    cells = [grid.cell(row, column) for column in grid.filled(row, start, right)]
    texts = [grid.text(row, column) for column in labels if grid.text(row, column)]
    merged = any(top == row and first >= start and last > first for top, first, _, last in grid.merged)
    return (
        (len(cells) > 1 or (merged and bool(cells) and not texts))
        and all(isinstance(cell, str) and not is_figure(cell) and year_of(cell) is None for cell in cells)
        and all(is_generic(text) for text in texts)
    )


def _spread(
    grid: Grid, header: int, group: list[YearColumn], right: int, above: range, below: range
) -> tuple[YearColumn, ...]:
    """Carry years over blank headings that a sex or another heading below divides, and add those headings."""
    by_column = {column.column: column for column in group}
    spread: list[YearColumn] = []
    current: YearColumn | None = None
    for column in range(group[0].column, right + 1):
        if column in by_column:
            current = by_column[column]
            spread.append(current)
        elif current is not None and grid.cell(header, column) in ("", None):
            if any(grid.text(row, column) for row in below) or _merged_over(
                grid, header, current.column, column
            ):
                spread.append(replace(current, column=column))
        else:
            current = None
    if not above and not below:
        return tuple(spread)
    carried: dict[int, str] = {}
    result = []
    for year in spread:
        texts = []
        for row in above:
            for covered in range(group[0].column, year.column + 1):
                carried[row] = grid.text(row, covered) or carried.get(row, "")
            texts.append(carried[row])
        texts += [grid.text(row, year.column) for row in below]
        result.append(replace(year, headings=(*year.headings, *(text for text in texts if text))))
    return tuple(result)


def _merged_over(grid: Grid, row: int, first: int, column: int) -> bool:
    return any(
        top <= row <= bottom and left == first and left < column <= last
        for top, left, bottom, last in grid.merged
    )
