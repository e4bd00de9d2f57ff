"""Excel exports of PxWeb: classic ones with and without code columns, and those of PxWeb 2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hyte.errors import InputError
from hyte.model import Language
from hyte.sources.dimensions.roles import Dimension, Role, assign_roles, split_year
from hyte.sources.dimensions.table import DimensionTable, Measure, tidy
from hyte.sources.numbers import figures_of
from hyte.sources.only_measure import measure_of
from hyte.sources.probe import column_name
from hyte.sources.reading import Reading, SourceFacts
from hyte.sources.statfin.pxweb_block import dimensions_of, find_block, text_of
from hyte.sources.statfin.pxweb_foot import Foot, read_foot, section_of
from hyte.sources.statfin.pxweb_titles import language_of_title, latest, table_id, title_without_id

if TYPE_CHECKING:
    from hyte.sources.only_measure import measure_of
from hyte.sources.probe import Probe, Sheet


class PxWebSheet:
    """Reads Excel exports of PxWeb, with or without code columns, also of PxWeb 2 (without a title)."""

    layout = "pxweb-xlsx"

    def recognises(self, probe: Probe) -> bool:
        """Whether a sheet has PxWeb's lines below its table, or the name that stands last in column A."""
        return probe.kind in ("xlsx", "xls", "ods") and any(map(_is_pxweb, probe.sheets))

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read every sheet with a PxWeb table; `InputError` when one has no figures where they should be."""
        tables = [sheet for sheet in probe.sheets if _is_pxweb(sheet)]
        left_out = [
            f"Sheet {sheet.name!r} holds no PxWeb table and was not read."
            for sheet in probe.sheets
            if sheet.rows and sheet not in tables
        ]
        for number, sheet in enumerate(tables):
            hidden = [f"Sheet {sheet.name!r} is hidden; it was read."] if sheet.hidden else []
            yield _read_sheet(probe, sheet, [*hidden, *(left_out if number == 0 else [])])


def _is_pxweb(sheet: Sheet) -> bool:
    column = [row[0] for row in sheet.rows if row and isinstance(row[0], str) and row[0].strip()]
    sections = {opened[0] for text in column if (opened := section_of(text)) is not None}
    if "matrix" in sections or {"updated", "source"} <= sections:
        return True
    return len(column) > 1 and str(column[-1]).strip() == sheet.name.strip()


def _read_sheet(probe: Probe, sheet: Sheet, notes: Sequence[str]) -> Reading:
    block = find_block(sheet.rows)
    if block is None or block.body[0] == block.body[1] or not block.columns:
        raise InputError(
            "The sheet ends like a table of PxWeb, but has no figures below a row of headings.",
            place=probe.place(sheet=sheet.name),
            remedy="Export the table from PxWeb again and leave its rows and columns as they are.",
        )
    dimensions, positions = dimensions_of(sheet.rows, block)
    (begin, end), width = block.body, len(block.columns)
    below = [text_of(row[0]) for row in sheet.rows[end:]]
    foot = read_foot(below, _possible_measures(dimensions))
    named = _with_measure(dimensions, foot)
    language = foot.language or language_of_title(block.title)
    if width == len(sheet.rows[begin]) - block.stub:
        printed = list(chain.from_iterable(row[block.stub :] for row in sheet.rows[begin:end]))
    else:
        printed = [row[c] for row in sheet.rows[begin:end] for c in block.columns]
    letters = [column_name(c) for c in block.columns]
    title = block.title
    matrix = foot.matrix or (sheet.name if below and below[-1] == sheet.name else None)
    updated = foot.updated.get("")
    told: tuple[str, ...] = ()
    measure = title_without_id(title)
    if measure is None:
        measure, told = measure_of(probe, named)
    table = DimensionTable(
        layout=PxWebSheet.layout,
        producer="statfin",
        file=probe.name,
        dimensions=named,
        positions=positions,
        figures=figures_of(printed, "statfin"),
        printed=printed,
        language=language,
        table=table_id(matrix, title, probe.name),
        sheet=sheet.name,
        cells=_cell_names(letters, begin + 1, end),
        only_measure=measure,
        measures=_measures(named, foot, language),
        updated=None if updated is None else updated.isoformat(),
    )
    facts = SourceFacts(
        publisher=foot.source,
        title=title,
        table=table.table,
        updated=latest([day.isoformat() for day in foot.updated.values()]),
        notes=(*foot.notes, *notes, *told),
    )
    return tidy(table, facts)


def _cell_names(letters: Sequence[str], first: int, last: int) -> Any:
    """Names of the cells in all `letters` of the rows `first` to `last`, row by row."""
    rows = pd.array([str(row) for row in range(first, last + 1)], dtype="str")
    columns = pd.array(list(letters), dtype="str")
    width, height = len(letters), last + 1 - first
    names: Any = columns.take(np.tile(np.arange(width), height))
    return names + rows.take(np.repeat(np.arange(height), width))


def _possible_measures(dimensions: Sequence[Dimension]) -> set[str]:
    labels = {label for d in dimensions for label in d.labels}
    return labels | {split[0] for label in labels if (split := split_year(label)) is not None}


def _with_measure(dimensions: Sequence[Dimension], foot: Foot) -> tuple[Dimension, ...]:
    """Give the measures their role: the lines below the table speak of each, or they are what is left over.

    Where the title names no variables, the last one that is no area, time or sex holds the measures, which
    the tables of Statistics Finland always have.
    """
    assigned = assign_roles(dimensions)
    if any(d.role is Role.MEASURE for d in assigned):
        return assigned
    others = [i for i, d in enumerate(assigned) if d.role is Role.OTHER]
    told = {label for label in (*foot.updated, *foot.units) if label}
    chosen = next((i for i in others if told & _possible_measures([assigned[i]])), None)
    if chosen is None and others and not any(d.name for d in assigned):
        chosen = others[-1]
    if chosen is None:
        return assigned
    return tuple(replace(d, role=Role.MEASURE) if i == chosen else d for i, d in enumerate(assigned))


def _measures(dimensions: Sequence[Dimension], foot: Foot, language: Language | None) -> dict[str, Measure]:
    measures = {}
    for label in next((d.labels for d in dimensions if d.role is Role.MEASURE), ()):
        split = split_year(label)
        names = [label, *([split[0]] if split else []), ""]
        updated = next((foot.updated[name] for name in names if name in foot.updated), None)
        unit = next((foot.units[name] for name in names if name in foot.units), None)
        measures[label] = Measure(
            units={language: unit} if unit and language else {},
            updated=None if updated is None else updated.isoformat(),
        )
    return measures
