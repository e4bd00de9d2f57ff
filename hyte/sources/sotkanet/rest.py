"""Figures from Sotkanet's programming interface, as csv or json."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

import numpy as np

from hyte.errors import InputError
from hyte.sources.numbers import figures_of
from hyte.sources.probe import Probe
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.sources.sexes import sex_of
from hyte.sources.sotkanet.values import join_values
from hyte.sources.tidy import tidy_rows
from hyte.sources.years import year_of

HEADER = ("indicator", "region", "year", "gender", "primary value", "absolute value")
_SEPARATORS = (";", "\t", ",")


def _separator(line: str) -> str | None:
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
        return probe.kind == "text" and bool(probe.lines) and _separator(probe.lines[0]) is not None

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read every line after the header; refused lines keep their number."""
        separator = _separator(probe.lines[0]) or ";"
        fields: list[Sequence[str]] = []
        lines: list[int] = []
        refusals: list[Refusal] = []
        for line, text in enumerate(probe.lines[1:], start=2):
            row = next(csv.reader([text], delimiter=separator)) if '"' in text else text.split(separator)
            if len(row) == len(HEADER):
                fields.append(row)
                lines.append(line)
            elif text.strip(f"{separator} \t"):
                refusals.append(Refusal("bad_row", text[:200], probe.place(line=line)))
        columns = [[field.strip() for field in column] for column in zip(*fields, strict=True)] or [[]] * 6
        filled = np.array([any(row) for row in zip(*columns, strict=True)], dtype=bool)
        if not filled.any() and not refusals:
            raise InputError(
                "The file has a header and no figures.",
                place=probe.name,
                remedy="Export it again with at least one year and one region, or take it out of the folder.",
            )
        kept = [[cell for cell, full in zip(column, filled, strict=True) if full] for column in columns]
        positions = [line for line, full in zip(lines, filled, strict=True) if full]
        yield _reading(self.layout, probe, kept, positions, refusals)


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
        yield _reading(self.layout, probe, columns, positions, refusals)


def _reading(
    layout: str,
    probe: Probe,
    columns: Sequence[Sequence[object]],
    lines: Sequence[int],
    refusals: list[Refusal],
) -> Reading:
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
        refusals.append(Refusal(code, detail, probe.place(line=lines[position])))
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
    facts = SourceFacts(notes=figures.notes(kept))
    return Reading(layout, rows, len(rows) + len(refusals), tuple(refusals), facts)


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
