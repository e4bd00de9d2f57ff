"""Any sheet with a row of years: Sotkanet's Excel files and sheets that people made themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from hyte.errors import InputError
from hyte.reference.areas import Areas
from hyte.sources.grids import Grid, grids
from hyte.sources.probe import Probe
from hyte.sources.reading import Reading, SourceFacts
from hyte.sources.sheets.year_columns import TableContext
from hyte.sources.sheets.year_context import (
    above_table,
    areas_around,
    folder_municipality,
    publisher_in,
    region_test,
    updated_in,
)
from hyte.sources.sheets.year_headers import has_year_row
from hyte.sources.sheets.year_rows import TableReader, TableRows
from hyte.sources.sheets.year_tables import year_tables
from hyte.sources.sheets.year_words import is_default_sheet_name
from hyte.sources.tidy import indicator_frame, rows_of

_FILE_TITLE = (
    "No cell names the indicator, so the file's own name {stem!r} is used; "
    "a sidecar with a measure can name it better."
)


class YearSheet:
    """Two years or more side by side in a row; areas or indicators below one another.

    The indicator of a table of areas is the nearest lone text above it, or stands in the corner; the area of
    a table of indicators is in a column, in a lone cell above, in the sheet's name, or in the folder
    ``<municipality>/<year>/`` that the file lies in, and in that order.
    """

    layout = "year-sheet"

    def recognises(self, probe: Probe) -> bool:
        """Whether any sheet has a row with two years."""
        return any(has_year_row(grid) for grid in grids(probe))

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read each sheet as one table of rows, hidden sheets too."""
        areas = areas_around(probe)
        is_region = region_test(areas)
        readings: list[Reading] = []
        without: list[str] = []
        for grid in grids(probe):
            reading = self._sheet(grid, probe, areas, is_region)
            if reading is not None:
                readings.append(reading)
            elif grid.sheet is not None and any(grid.filled(row) for row in range(len(grid.rows))):
                without.append(grid.sheet)
        if not any(reading.figures_read for reading in readings):
            raise InputError(
                "The file has a row of years and no figures below it.",
                place=probe.name,
                remedy="Export it again with at least one area or indicator, or take it out of the folder.",
            )
        for position, reading in enumerate(readings):
            if position == 0 and without:
                names = ", ".join(repr(name) for name in without)
                yield with_notes(reading, f"Without a row of years, and not read: sheet {names}.")
            else:
                yield reading

    def _sheet(
        self, grid: Grid, probe: Probe, areas: Areas, is_region: Callable[[str], bool]
    ) -> Reading | None:
        tables = year_tables(grid, is_region)
        if not tables:
            return None
        found = TableRows()
        sheet_title = None if grid.sheet is None or is_default_sheet_name(grid.sheet) else grid.sheet
        sheet_region = sheet_title if sheet_title and is_region(sheet_title) else None
        if sheet_region:
            sheet_title = None
        measure = probe.sidecar.measure if probe.sidecar else None
        first_title = last_title = last_region = None
        for table in tables:
            top = max((other.body for other in tables if other.header < table.header), default=0)
            around = above_table(grid, table, top, is_region)
            first_title = first_title or around.title
            # A table that goes on under a repeated heading has no title of its own.
            last_title, last_region = around.title or last_title, around.region or last_region
            context = TableContext(
                region=last_region or sheet_region or folder_municipality(probe.name, areas),
                title=last_title or measure or sheet_title,
                file_title=PurePosixPath(probe.name).stem,
                unit=around.unit,
                is_region=is_region,
            )
            TableReader(grid, table, context, found).read()
        self._tail(grid, tables[-1].end, found)
        notes = [f"Column {heading!r} was left out." for heading in dict.fromkeys(found.left_out)]
        if found.titled_by_file:
            notes.insert(0, _FILE_TITLE.format(stem=PurePosixPath(probe.name).stem))
        if grid.hidden:
            notes.insert(0, f"Sheet {grid.sheet!r} is hidden; it was read.")
        remarks = [remark for remark in dict.fromkeys(found.remarks) if remark]
        units = [
            {"source": "sheet", "title_fi": title, "unit_fi": unit} for title, unit in found.units.items()
        ]
        return Reading(
            self.layout,
            rows_of(found.records),
            len(found.records) + sum(refusal.count for refusal in found.refusals),
            tuple(found.refusals),
            SourceFacts(
                publisher=publisher_in(remarks),
                title=first_title or sheet_title,
                updated=updated_in(remarks),
                notes=tuple(notes + remarks),
            ),
            indicators=indicator_frame(units) if units else None,
        )

    def _tail(self, grid: Grid, end: int, found: TableRows) -> None:
        for row in range(end, len(grid.rows)):
            found.remarks.append(" ".join(grid.text(row, column) for column in grid.filled(row)))


def with_notes(reading: Reading, *notes: str) -> Reading:
    """The reading with notes added to its facts."""
    return replace(reading, facts=replace(reading.facts, notes=(*reading.facts.notes, *notes)))
