"""Finds the tables in a sheet: rows of years, and which cells belong to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from hyte.sources.grids import Grid
from hyte.sources.sexes import sex_of
from hyte.sources.sheets.year_headers import YearColumn, YearRow, is_figure, year_rows
from hyte.sources.sheets.year_words import column_role, is_generic
from hyte.sources.years import year_of

_HEADER_ROWS_BESIDE = 2


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


def year_tables(grid: Grid, is_region: Callable[[str], bool]) -> tuple[YearTable, ...]:
    """Tables of a sheet from top to bottom and left to right; () when no row holds two years."""
    headers = year_rows(grid, is_region)
    tables: list[YearTable] = []
    for position, header in enumerate(headers):
        following = headers[position + 1].row if position + 1 < len(headers) else len(grid.rows)
        end = _preamble(grid, header, following)
        tables.extend(_side_by_side(grid, header, end))
    return tuple(tables)


def _preamble(grid: Grid, header: YearRow, following: int) -> int:
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


def _side_by_side(grid: Grid, header: YearRow, end: int) -> list[YearTable]:
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
