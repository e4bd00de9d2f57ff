"""What stands around a table of years: the title above it, the area it is about, the remarks below."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from hyte.errors import HyteError
from hyte.reference.areas import Areas
from hyte.reference.own_areas import read_own_areas
from hyte.reference.regions import region_id
from hyte.sources.grids import Grid
from hyte.sources.probe import Probe
from hyte.sources.sheets.year_headers import is_number
from hyte.sources.sheets.year_tables import YearTable
from hyte.sources.sheets.year_words import ColumnRole, column_role, is_footer, is_unit, named_text
from hyte.sources.years import year_of

AREA_LIST = "areas.csv"
_ROWS_LOOKED_AT = 15
_CODED_MUNICIPALITY = re.compile(r"(?P<code>(?:KU)?[0-9]{3})[\s:–-]+(?P<label>\D.*)", re.I)
_UPDATED = re.compile(r"(?:päivitetty|uppdaterad|updated)\D*([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", re.I)
_SOURCE = re.compile(r"(?:lähde|tietolähde|källa|source)\s*:\s*(\S.*)", re.I)


def areas_around(probe: Probe) -> Areas:
    """Official areas and those of every ``areas.csv`` in the file's folder and the folders above it.

    A broken list is left to whoever reads the lists themselves.
    """
    areas = Areas.official()
    folder = probe.path.parent
    for _ in PurePosixPath(probe.name).parts:
        list_path = folder / AREA_LIST
        if list_path.is_file() and list_path != probe.path:
            try:
                areas = areas.extended(read_own_areas(list_path))
            except HyteError:
                return areas
        folder = folder.parent
    return areas


def region_test(areas: Areas) -> Callable[[str], bool]:
    """A function that says whether a label is the name of a known area."""
    known: dict[str, bool] = {}

    def is_region(label: str) -> bool:
        if label not in known:
            plain = region_columns(label)["region_label"]
            found, _ = region_id("sheet", None, None, plain, areas)
            known[label] = bool(plain) and not found.startswith(("NAME:", "SOTKANET"))
        return known[label]

    return is_region


def region_columns(label: str) -> dict[str, str | None]:
    """Raw columns for a label such as "Heinola" or "111 Heinola"."""
    coded = _CODED_MUNICIPALITY.fullmatch(label)
    if coded:
        return {"region_code": coded["code"].upper(), "region_label": coded["label"]}
    return {"region_code": None, "region_label": label or None}


def folder_municipality(name: str, areas: Areas) -> str | None:
    """The municipality whose folder ``<municipality>/<year>/`` a file lies in, by its Finnish name."""
    parts = PurePosixPath(name).parts[:-1]
    for part, following in pairwise(parts):
        if re.fullmatch(r"(?:19|20)[0-9]{2}", following):
            try:
                return areas.find(part, reportable=False).municipality.name_fi
            except HyteError:
                continue
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the lines above a table tell; None where they tell nothing."""

    title: str | None = None
    region: str | None = None
    unit: str | None = None


def above_table(grid: Grid, table: YearTable, top: int, is_region: Callable[[str], bool]) -> Surroundings:
    """Look upwards from a table's headings to row `top`: the nearest lone text is the title or the area."""
    title = region = unit = None
    for row in range(table.above - 1, max(top, table.above - _ROWS_LOOKED_AT) - 1, -1):
        columns = grid.filled(row, table.first, table.last)
        texts = [grid.text(row, column) for column in columns]
        if any(
            is_number(grid.cell(row, column)) and not year_of(grid.cell(row, column)) for column in columns
        ):
            break  # figures: the table before this one
        named = named_text(texts[0]) if len(texts) == 1 else None
        if len(texts) == 2 and (role := column_role(texts[0])) is not None:
            named = role, texts[1]
        if named is not None:
            role, text = named
            region = region or (text if role is ColumnRole.REGION else None)
            title = title or (text if role is ColumnRole.INDICATOR else None)
            unit = unit or (text if role is ColumnRole.UNIT else None)
        elif len(texts) != 1 or is_footer(texts[0]) or year_of(texts[0]) is not None:
            continue
        elif is_region(texts[0]):
            region = region or texts[0]
        elif is_unit(texts[0]):
            unit = unit or texts[0].strip("() ")
        else:
            title = title or texts[0]
    return Surroundings(title, region, unit)


def updated_in(lines: list[str]) -> date | None:
    """The latest day that a line such as "Päivitetty 18.9.2025" tells."""
    days = []
    for line in lines:
        for day, month, year in _UPDATED.findall(line):
            try:
                days.append(date(int(year), int(month), int(day)))
            except ValueError:
                continue
    return max(days, default=None)


def publisher_in(lines: list[str]) -> str | None:
    """What stands behind "Lähde:", the first time it does."""
    found = (_SOURCE.match(line) for line in lines)
    return next((match[1].strip() for match in found if match), None)
