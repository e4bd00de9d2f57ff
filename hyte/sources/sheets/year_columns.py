"""What the columns beside the years hold: areas, indicators, sexes, units, codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hyte.sources.grids import Grid
from hyte.sources.sexes import sex_of
from hyte.sources.sheets.year_headers import is_figure, is_number
from hyte.sources.sheets.year_tables import YearTable
from hyte.sources.sheets.year_words import ColumnRole, column_role, is_footer, is_unit, looks_like_place


@dataclass(frozen=True, slots=True)
class TableContext:
    """What is known of a table before its lines are read.

    `region` is the area of the whole table where its lines are indicators; `title` the indicator where its
    lines are areas, and `file_title` what it is called when nothing names it.
    """

    region: str | None
    title: str | None
    file_title: str
    unit: str | None
    is_region: Callable[[str], bool]


def column_roles(
    grid: Grid, table: YearTable, context: TableContext
) -> tuple[dict[int, ColumnRole], list[int]]:
    """Roles of the columns beside the years, and those columns whose figures belong to no year."""
    roles: dict[int, ColumnRole] = {}
    yearless: list[int] = []
    undecided: list[int] = []
    for column in table.labels:
        heading = grid.text(table.header, column)
        if not heading:
            heading = next((grid.text(row, column) for row in range(table.above, table.body)), "")
        role = column_role(heading) if heading else None
        cells = [
            cell for row in range(table.body, table.end) if (cell := grid.cell(row, column)) not in ("", None)
        ]
        texts = [cell for cell in cells if isinstance(cell, str)]
        if role is not None:
            roles[column] = role
        elif texts and sum(sex_of(text) is not None for text in texts) * 5 >= len(cells) * 4:
            roles[column] = ColumnRole.SEX
        elif texts and sum(is_unit(text) for text in texts) * 5 >= len(cells) * 4:
            roles[column] = ColumnRole.UNIT
        elif cells and all(_is_area_code(cell) for cell in cells) and (texts or not heading):
            roles[column] = ColumnRole.CODE
        elif cells and all(is_number(cell) for cell in cells):
            if [cell for cell in cells if is_number(cell)] != list(range(1, len(cells) + 1)):
                yearless.append(column)
        else:
            undecided.append(column)
    _decide(grid, table, context, roles, undecided)
    return roles, yearless


def _is_area_code(cell: object) -> bool:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    text = text.upper().removeprefix("KU")
    return text.isascii() and text.isdigit() and len(text) <= 3


def _decide(
    grid: Grid,
    table: YearTable,
    context: TableContext,
    roles: dict[int, ColumnRole],
    undecided: list[int],
) -> None:
    """Tell areas from indicators where no heading does: by known names, then by what else is missing."""
    for column in undecided:
        labels = _labels(grid, table, column)
        known = sum(context.is_region(label) for label in labels)
        places = sum(context.is_region(label) or looks_like_place(label) for label in labels)
        if (
            ColumnRole.REGION not in roles.values()
            and known
            and (known * 2 >= len(labels) or places == len(labels))
        ):
            roles[column] = ColumnRole.REGION
    open_columns = [column for column in undecided if column not in roles]
    if (
        len(open_columns) == 1
        and not {ColumnRole.REGION, ColumnRole.CODE, ColumnRole.INDICATOR} & set(roles.values())
        and context.region is None
        and context.title is not None
        and all(looks_like_place(label) for label in _labels(grid, table, open_columns[0]))
    ):
        roles[open_columns.pop()] = ColumnRole.REGION
    for column in reversed(open_columns):
        has_indicator = ColumnRole.INDICATOR in roles.values()
        roles[column] = ColumnRole.GROUP if has_indicator else ColumnRole.INDICATOR


def _labels(grid: Grid, table: YearTable, column: int) -> list[str]:
    """Different labels of the lines with figures, or of all lines when none has any."""
    rows = [
        row
        for row in range(table.body, table.end)
        if any(is_figure(grid.cell(row, year.column)) for year in table.years)
    ]
    texts = (grid.text(row, column) for row in rows or range(table.body, table.end))
    return list(dict.fromkeys(text for text in texts if text and not is_footer(text)))
