"""Figures from Sotkanet's programming interface, as csv or json."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hyte.errors import InputError, Place
from hyte.sources.numbers import figures_of
from hyte.sources.probe import Probe
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.sources.sexes import sex_of
from hyte.sources.sotkanet.values import join_values, notes_on
from hyte.sources.tidy import tidy_rows
from hyte.sources.years import year_of

if TYPE_CHECKING:
    import pandas as pd

HEADER = ("indicator", "region", "year", "gender", "primary value", "absolute value")
_SEPARATORS = (";", "\t", ",")


def separator_of(line: str) -> str | None:
    """What separates the fields of a header line; None for every other line."""
    for separator in _SEPARATORS:
        fields = [field.strip().strip('"').strip().lower() for field in line.split(separator)]
        if tuple(field.replace(".", " ").replace("_", " ") for field in fields) == HEADER:
            return separator
    return None


class SotkanetRestCsv:
    """``indicator;region;year;gender;primary value;absolute value``, also when Excel has saved it again."""

    layout = "sotkanet-rest-csv"

    def recognises(self, probe: Probe) -> bool:
        """Whether the first line is the header."""
        return probe.kind == "text" and bool(probe.lines) and separator_of(probe.lines[0]) is not None

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read every line after the header; refused lines keep their number."""
        separator = separator_of(probe.lines[0]) or ";"
        found = read_lines(probe.name, probe.lines[1:], separator, 2)
        if not len(found.rows) and not found.refusals:
            raise InputError(
                "The file has a header and no figures.",
                place=probe.name,
                remedy="Export it again with at least one year and one region, or take it out of the folder.",
            )
        yield found.reading(self.layout)


class SotkanetRestJson:
    """A list of ``{"indicator":…,"region":…,"year":…,"gender":…,"value":…,"absValue":…}``."""

    layout = "sotkanet-rest-json"

    def recognises(self, probe: Probe) -> bool:
        """Whether the first item has Sotkanet's keys."""
        return {"region", "year", "gender"} <= keys_of_first(probe)

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read every item; its position in the list, from 1, stands for the line."""
        records: list[tuple[object, ...]] = []
        positions: list[int] = []
        refusals: list[Refusal] = []
        names = ("indicator", "region", "year", "gender", "value", "absValue")
        for position, item in enumerate(probe.json(), start=1):
            if isinstance(item, dict):
                records.append(tuple(_scalar(item.get(name)) for name in names))
                positions.append(position)
            else:
                refusals.append(Refusal("bad_row", str(item)[:200], probe.place(line=position)))
        columns: list[list[object]] = [list(column) for column in zip(*records, strict=True)] or [[]] * 6
        yield _found(probe.name, columns, positions, refusals).reading(self.layout)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Rows of a part of a file; `absolute_only` have no primary value."""

    rows: pd.DataFrame
    refusals: tuple[Refusal, ...]
    absolute_only: int

    def reading(self, layout: str) -> Reading:
        """The part as a whole file."""
        facts = SourceFacts(notes=notes_on(self.absolute_only))
        return Reading(layout, self.rows, len(self.rows) + len(self.refusals), self.refusals, facts)


def read_lines(file: str, lines: Sequence[str], separator: str, first: int) -> Found:
    """Read lines of the csv, of which the first has the number `first`; empty ones are passed over."""
    fields: list[Sequence[str]] = []
    numbers: list[int] = []
    refusals: list[Refusal] = []
    for line, text in enumerate(lines, start=first):
        row = next(csv.reader([text], delimiter=separator)) if '"' in text else text.split(separator)
        if len(row) == len(HEADER):
            fields.append(row)
            numbers.append(line)
        elif text.strip(f"{separator} \t"):
            refusals.append(Refusal("bad_row", text[:200], Place(file, line=line)))
    columns = [[field.strip() for field in column] for column in zip(*fields, strict=True)] or [[]] * 6
    filled = np.array([any(row) for row in zip(*columns, strict=True)], dtype=bool)
    kept = [[cell for cell, full in zip(column, filled, strict=True) if full] for column in columns]
    return _found(file, kept, [line for line, full in zip(numbers, filled, strict=True) if full], refusals)


def _found(
    file: str, columns: Sequence[Sequence[object]], lines: Sequence[int], refusals: list[Refusal]
) -> Found:
    """Turn six columns (indicator, region, year, gender, value, absolute value) into tidy rows."""
    indicators, regions, years, genders = (list(column) for column in columns[:4])
    first, second = figures_of(columns[4], "sotkanet"), figures_of(columns[5], "sotkanet")
    year_by_cell = {cell: year_of(cell) for cell in set(years)}
    sex_by_cell = {cell: sex_of(cell) for cell in set(genders)}
    year_cells = [year_by_cell[cell] for cell in years]
    sexes = [sex_by_cell[cell] for cell in genders]
    code_by_cell = {cell: code_of(cell) for cell in {*indicators, *regions}}
    codes = [code_by_cell[cell] for cell in indicators]
    areas = [code_by_cell[cell] for cell in regions]

    total = len(lines)
    suspect = first.refused | second.refused
    for column in (codes, areas, year_cells, sexes):
        suspect |= np.fromiter((cell is None for cell in column), dtype=bool, count=total)
    faults: dict[int, tuple[str, str]] = {}
    for position in map(int, np.flatnonzero(suspect)):
        if codes[position] is None:
            faults[position] = ("no_indicator", _shown(indicators[position]))
        elif areas[position] is None:
            faults[position] = ("no_area", _shown(regions[position]))
        elif year_cells[position] is None:
            given = _shown(years[position])
            faults[position] = ("not_a_year" if given else "no_year", given)
        elif sexes[position] is None:
            faults[position] = ("unknown_sex", _shown(genders[position]))
        elif first.refused[position]:
            faults[position] = ("not_a_number", _shown(columns[4][position]))
        elif second.refused[position]:
            faults[position] = ("not_a_number", _shown(columns[5][position]))
    for position, (code, detail) in faults.items():
        refusals.append(Refusal(code, detail, Place(file, line=lines[position])))
    refusals.sort(key=lambda refusal: refusal.place.line or 0)

    good = np.ones(total, dtype=bool)
    good[list(faults)] = False
    figures = join_values(first, second)
    kept: list[int] = np.flatnonzero(good).tolist()
    rows = tidy_rows(
        len(kept),
        {
            "source": "sotkanet",
            "indicator_code": [codes[position] for position in kept],
            "region_code": [areas[position] for position in kept],
            "year": [year.year for position in kept if (year := year_cells[position]) is not None],
            "sex": [sex.value for position in kept if (sex := sexes[position]) is not None],
            **figures.columns(kept),
            "line": [lines[position] for position in kept],
        },
    )
    return Found(rows, tuple(refusals), figures.absolute_only(kept))


def _scalar(value: object) -> object:
    return value if isinstance(value, (str, int, float, type(None))) else repr(value)


def code_of(cell: object) -> str | None:
    """An id as text: 127.0 is "127"; None for what cannot be an id."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else None
    text = str(cell).strip() if isinstance(cell, (str, int)) else ""
    return text or None


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell).strip()[:200]


def keys_of_first(probe: Probe) -> set[str]:
    """Keys of the first item of a JSON list, or of a lone object; nothing for every other file."""
    if probe.kind != "json":
        return set()
    content = probe.json()
    first = content[0] if isinstance(content, list) and content else content
    return set(first) if isinstance(first, dict) else set()
