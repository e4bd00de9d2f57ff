"""Turns one table of years into tidy rows, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from hyte.errors import Place
from hyte.sources.grids import Grid
from hyte.sources.numbers import figure_of
from hyte.sources.probe import column_name
from hyte.sources.reading import Refusal
from hyte.sources.sexes import sex_of
from hyte.sources.sheets.year_columns import TableContext, column_roles
from hyte.sources.sheets.year_context import region_columns
from hyte.sources.sheets.year_headers import YearColumn, is_figure, is_number
from hyte.sources.sheets.year_tables import YearTable
from hyte.sources.sheets.year_words import ColumnRole, column_role, is_footer, is_unit, looks_like_place

_LEVELS = frozenset({ColumnRole.REGION, ColumnRole.INDICATOR, ColumnRole.GROUP, ColumnRole.SEX})
"""Columns whose text may be written once for several lines."""
_COMPANION_OF = {
    ColumnRole.CODE: ColumnRole.REGION,
    ColumnRole.CATEGORY: ColumnRole.REGION,
    ColumnRole.UNIT: ColumnRole.INDICATOR,
}


@dataclass(slots=True)
class TableRows:
    """What was read from tables, added to as they are read."""

    records: list[dict[str, object]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    """Unit of an indicator, by its title."""
    remarks: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Headings of columns whose text is not used."""
    titled_by_file: bool = False
    """Whether an indicator got its title from the file's name for want of any other."""


class TableReader:
    """Reads the lines of one table into `into`."""

    def __init__(self, grid: Grid, table: YearTable, context: TableContext, into: TableRows) -> None:
        self.grid = grid
        self.table = table
        self.context = context
        self.into = into
        self.roles, self.yearless = column_roles(grid, table, context)
        self.region_lines = ColumnRole.REGION in self.roles.values() or ColumnRole.CODE in self.roles.values()
        self.region = context.region
        self.title = self._corner() or context.title if self.region_lines else context.title
        self.carried: dict[int, str] = {}

    def _corner(self) -> str | None:
        """The title that stands in the heading of the areas' column instead of "Kunta"."""
        columns = [column for column, role in self.roles.items() if role is ColumnRole.REGION]
        texts = [self.grid.text(self.table.header, column) for column in columns]
        return next((text for text in texts if text and column_role(text) is None), None)

    def read(self) -> None:
        """Read every line; a line without figures is a title, an area, a remark, or an area without data."""
        grid, table = self.grid, self.table
        in_footer = after_blank = False
        for row in range(table.body, table.end):
            labels = {column: grid.text(row, column) for column in table.labels if grid.text(row, column)}
            filled = [year for year in table.years if grid.cell(row, year.column) not in ("", None)]
            figures = any(is_figure(grid.cell(row, year.column)) for year in filled)
            first = next(iter(labels.values()), "")
            if not labels and not filled:
                after_blank = True
                continue
            in_footer = (in_footer and not figures) or (is_footer(first) and not figures)
            if in_footer:
                self.into.remarks.append(" ".join(grid.text(row, column) for column in grid.filled(row)))
            elif (labels or figures) if filled else not self._is_title(row, labels, after_blank):
                self._line(row, labels)
            after_blank = False
        self._yearless_figures()
        for column, role in self.roles.items():
            if role is ColumnRole.REMARK:
                self.into.left_out.append(grid.text(table.header, column))

    def _is_title(self, row: int, labels: Mapping[int, str], after_blank: bool) -> bool:
        """Whether a line without figures heads the lines after it; if so, remember what it says."""
        if len(labels) > 1:
            return False
        (column, text), *_ = labels.items()
        if not self.region_lines:
            if self.context.is_region(text):
                self.region = text
            return True
        if self.roles.get(column) is ColumnRole.REGION and not self._heads_areas(
            row, column, text, after_blank
        ):
            return False
        self.title = text
        return True

    def _heads_areas(self, row: int, column: int, text: str, after_blank: bool) -> bool:
        """Whether a label without figures among areas is the title of a section, and no area without data.

        Sections show by areas that come again. Where nothing decides, an unknown name is an area.
        """
        if self.context.is_region(text):
            return False
        if after_blank or self.title is None or not looks_like_place(text):
            return True
        before = {self.grid.text(at, column) for at in range(self.table.body, row)} - {""}
        after = [label for at in range(row + 1, self.table.end) if (label := self.grid.text(at, column))]
        return bool(before.intersection(after)) or len(set(after)) < len(after)

    def _texts(self, row: int, labels: Mapping[int, str]) -> dict[ColumnRole, list[tuple[int, str]]]:
        """Label texts by role; an area or indicator written once for several lines is carried down."""
        levels = {column: role for column, role in self.roles.items() if role in _LEVELS}
        rightmost = max((column for column in levels if column in labels), default=-1)
        carried_roles = {
            role
            for column, role in levels.items()
            if column not in labels and (column < rightmost or self._merged_down(row, column))
        }
        if carried_roles:  # the line goes on with what stood above
            carried_roles |= {role for column, role in levels.items() if column not in labels}
        texts: dict[ColumnRole, list[tuple[int, str]]] = {}
        for column, role in self.roles.items():
            text = labels.get(column, "")
            if text:
                if column in levels and role is not ColumnRole.SEX:
                    self.carried = {
                        at: kept for at, kept in self.carried.items() if at < column or at not in levels
                    }
                self.carried[column] = text
            elif _COMPANION_OF.get(role, role) in carried_roles:
                text = self.carried.get(column, "")
            if text:
                texts.setdefault(role, []).append((column, text))
        return texts

    def _merged_down(self, row: int, column: int) -> bool:
        return any(
            top < row <= bottom and left <= column <= right for top, left, bottom, right in self.grid.merged
        )

    def _line(self, row: int, labels: Mapping[int, str]) -> None:
        texts = self._texts(row, labels)

        def first(role: ColumnRole) -> str | None:
            return texts[role][0][1] if role in texts else None

        region: dict[str, str | None] = {}
        label, code = first(ColumnRole.REGION), first(ColumnRole.CODE)
        if label or code:
            region = {**region_columns(label or ""), "region_category": first(ColumnRole.CATEGORY)}
            region["region_code"] = code or region["region_code"]
        elif not self.region_lines and self.region:
            region = region_columns(self.region)
        groups = [
            f"{self.grid.text(self.table.header, column) or 'Ryhmä'}={text}"
            for column, text in texts.get(ColumnRole.GROUP, [])
        ]
        word = first(ColumnRole.SEX)
        fault: tuple[str, str] | None = None
        if not region:
            fault = "no_area", first(ColumnRole.INDICATOR) or ""
        elif word is not None and sex_of(word) is None:
            fault = "unknown_sex", word
        title = first(ColumnRole.INDICATOR) or self.title
        unit = first(ColumnRole.UNIT) or self.context.unit
        for year in self.table.years:
            self._figure(row, year, fault, region, title, unit, word, "; ".join(groups))

    def _figure(
        self,
        row: int,
        year: YearColumn,
        fault: tuple[str, str] | None,
        region: Mapping[str, str | None],
        title: str | None,
        unit: str | None,
        sex_word: str | None,
        breakdown: str,
    ) -> None:
        cell = self.grid.cell(row, year.column)
        place = self.grid.place(row, year.column)
        empty = cell in ("", None)
        sex = sex_of(sex_word) if sex_word else None
        for heading in year.headings:
            if sex_of(heading) is not None:
                sex = sex_of(heading)
            elif is_unit(heading):
                unit = heading.strip("() ")
            else:
                # Where the lines are indicators too, a heading over the years divides them further.
                title = heading if self.region_lines or not title else f"{title}, {heading}"
        if not title and self.region_lines and ColumnRole.INDICATOR not in self.roles.values():
            title = self.context.file_title
            self.into.titled_by_file = True
        fault = fault or (("no_indicator", "") if not title else None)
        if fault is not None:
            if not empty:
                self.into.refusals.append(Refusal(fault[0], fault[1] or _printed(cell), place))
            return
        figure = figure_of(cell, "sheet")
        if figure is None:
            self.into.refusals.append(Refusal("not_a_number", _printed(cell), place))
            return
        assert title is not None
        if unit:
            self.into.units.setdefault(title, unit)
        self.into.records.append(
            {
                "source": "sheet",
                "indicator_label": title,
                "breakdown": breakdown,
                **region,
                "year": year.year.year,
                "sex": sex.value if sex else "total",
                "value": figure.value,
                "missing": figure.missing.value if figure.missing else None,
                "symbol": figure.symbol,
                "preliminary": figure.preliminary or year.year.preliminary,
                **self.grid.origin(row, year.column),
            }
        )

    def _yearless_figures(self) -> None:
        """Count the figures of columns without a year, such as a change or a mean of the years."""
        for column in (*self.yearless, *self.table.unnamed):
            cells = [(row, self.grid.cell(row, column)) for row in range(self.table.body, self.table.end)]
            rows = [row for row, cell in cells if is_number(cell)]
            heading = self.grid.text(self.table.header, column)
            if rows:
                place: Place = self.grid.place(rows[0], column)
                self.into.refusals.append(Refusal("no_year", heading, place, len(rows)))
            elif heading or any(cell not in ("", None) for _, cell in cells):
                self.into.left_out.append(heading or column_name(column))


def _printed(cell: object) -> str:
    if isinstance(cell, (date, datetime)):
        return f"{cell.isoformat()} (a date)"
    return f"{cell:.15g}" if isinstance(cell, float) else " ".join(str(cell).split())[:200]
