"""Excel export of a THL cube: nameless dimensions in the head and on the left, filters and date below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from hyte.errors import InputError
from hyte.sources.dimensions.roles import Dimension, Role, assign_roles
from hyte.sources.dimensions.table import DimensionTable, tidy
from hyte.sources.numbers import figures_of
from hyte.sources.only_measure import measure_of
from hyte.sources.probe import column_name
from hyte.sources.reading import Reading, SourceFacts
from hyte.sources.statfin.pxweb_block import factorize, text_of
from hyte.sources.statfin.pxweb_titles import date_of
from hyte.sources.thl.cube import cube_id, finest_level

if TYPE_CHECKING:
    import numpy.typing as npt

    from hyte.sources.probe import Probe, Sheet

    Rows = Sequence[Sequence[object]]
    Positions = npt.NDArray[np.intp]

_FILTERS = ("käytössä olevat rajoitukset", "valda filter", "selected filters")
_UPDATED = ("kuutio päivitetty", "kuben uppdaterad", "cube updated")
_LICENCE = re.compile(
    r"(?:\(c\)|©)\s*(?P<publisher>.*?)\s*\d{4}\s*(?:,\s*(?P<licence>\S.*?))?\s*", re.IGNORECASE
)
_CODED = re.compile(r"(\S+) - (\S.*)")


@dataclass(frozen=True, slots=True)
class CubeFoot:
    """What stands below a cube: filters in file order, date of the update, publisher and licence."""

    filters: tuple[tuple[str, str], ...]
    updated: date | None
    publisher: str | None
    licence: str | None


class ThlCubeSheet:
    """Reads the Excel export of a THL cube, with or without codes."""

    layout = "thl-cube-xlsx"

    def recognises(self, probe: Probe) -> bool:
        """Whether a sheet has a cube's lines (filters, date of update) in column A."""
        return probe.kind in ("xlsx", "xls", "ods") and any(
            _foot_row(sheet.rows) is not None for sheet in probe.sheets
        )

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read every sheet with a cube; `InputError` when one has no figures where they should be."""
        cubes = [sheet for sheet in probe.sheets if _foot_row(sheet.rows) is not None]
        left_out = tuple(
            f"Sheet {sheet.name!r} holds no cube and was not read."
            for sheet in probe.sheets
            if sheet.rows and sheet not in cubes
        )
        for number, sheet in enumerate(cubes):
            hidden = (f"Sheet {sheet.name!r} is hidden; it was read.",) if sheet.hidden else ()
            yield _read_sheet(probe, sheet, (*hidden, *(left_out if number == 0 else ())))


def _foot_row(rows: Rows) -> int | None:
    """First row below a cube that is known by its words; None when there is none."""
    for r, row in enumerate(rows):
        text = text_of(row[0]).casefold() if row else ""
        if text.startswith((*_FILTERS, *_UPDATED)):
            return r
    return None


def read_foot(rows: Rows) -> CubeFoot:
    """Read the lines below a cube, from the first one on."""
    filters: list[tuple[str, str]] = []
    updated = publisher = licence = None
    listing = False
    for row in rows:
        text = text_of(row[0])
        folded = text.casefold()
        copyright_line = _LICENCE.fullmatch(text)
        if folded.startswith(_FILTERS):
            listing = True
        elif folded.startswith(_UPDATED):
            listing = False
            updated = date_of(re.sub(r"^\D*", "", text))
        elif copyright_line is not None:
            publisher, licence = copyright_line["publisher"] or None, copyright_line["licence"]
        elif listing and text:
            value = next((text_of(cell) for cell in row[1:] if text_of(cell)), "")
            filters.append((text, value))
        elif listing:
            listing = False
    return CubeFoot(tuple(filters), updated, publisher, licence)


def layout_of(rows: Rows) -> tuple[int, int]:
    """How many header rows and header columns a cube has.

    The block in the upper left corner is empty but for its first cell: the header rows end where column A
    goes on, the header columns where the first row does.
    """
    head = next((r for r in range(1, len(rows)) if text_of(rows[r][0])), len(rows))
    stub = next((c for c in range(1, len(rows[0])) if text_of(rows[0][c])), len(rows[0])) if rows else 0
    return head, stub


def _read_sheet(probe: Probe, sheet: Sheet, notes: tuple[str, ...]) -> Reading:
    foot_row = _foot_row(sheet.rows) or 0
    foot = read_foot(sheet.rows[foot_row:])
    end = foot_row
    while end and not any(text_of(cell) for cell in sheet.rows[end - 1]):
        end -= 1
    rows = sheet.rows[:end]
    head, stub = layout_of(rows)
    width = len(rows[0]) if rows else 0
    while width > stub and not any(text_of(row[width - 1]) for row in rows):
        width -= 1
    if head >= end or stub >= width:
        raise InputError(
            "The sheet ends like a THL cube, but has no figures below its headings.",
            place=probe.place(sheet=sheet.name),
            remedy="Choose rows and columns that have figures, and export the cube again.",
        )
    dimensions, positions = _dimensions(rows, head, stub, width)
    corner = text_of(rows[0][0])
    coded = _are_coded(dimensions)
    if coded:
        dimensions = tuple(_without_codes(d) for d in dimensions)
        corner = _CODED.sub(r"\2", corner)
    printed = [cell for row in rows[head:] for cell in row[stub:width]]
    for name, label in foot.filters:
        dimensions = (*dimensions, Dimension(name, (label,)))
        positions = (*positions, np.zeros(len(printed), dtype=np.intp))
    if corner and not any(d.role is Role.MEASURE for d in assign_roles(dimensions)):
        measure: str | None = corner
    else:
        dimensions = _with_measure(dimensions, len(foot.filters))
        measure, told = measure_of(probe, dimensions)
        notes = (*notes, *told)
    updated = None if foot.updated is None else foot.updated.isoformat()
    letters = [column_name(c) for c in range(stub, width)]
    table = DimensionTable(
        layout=ThlCubeSheet.layout,
        producer="thl",
        file=probe.name,
        dimensions=dimensions,
        positions=positions,
        figures=figures_of(printed, "thl"),
        printed=printed,
        table=cube_id(probe),
        sheet=sheet.name,
        cells=[f"{letter}{row}" for row in range(head + 1, end + 1) for letter in letters],
        only_measure=measure,
        updated=updated,
    )
    facts = SourceFacts(
        publisher=foot.publisher,
        title=sheet.name,
        table=table.table,
        licence=foot.licence,
        updated=foot.updated,
        notes=notes,
    )
    return tidy(table, facts)


def _dimensions(
    rows: Rows, head: int, stub: int, width: int
) -> tuple[tuple[Dimension, ...], tuple[Positions, ...]]:
    """Dimensions of the head, then of the left side; neighbouring levels of one dimension are one."""
    across: list[list[str]] = []
    for r in range(head):
        texts = [text_of(cell) for cell in rows[r][stub:width]]
        above = across[-1] if across else [""] * len(texts)
        for c in range(1, len(texts)):
            # Only the first cell of a merged run has text; a run never goes on under another heading.
            if not texts[c] and above[c] == above[c - 1]:
                texts[c] = texts[c - 1]
        across.append(texts)
    down = [[text_of(row[c]) for row in rows[head:]] for c in range(stub)]
    for c in range(stub - 1):
        for r in range(1, len(down[c])):
            down[c][r] = down[c][r] or down[c][r - 1]
    dimensions: list[Dimension] = []
    positions: list[Positions] = []
    for texts in _joined_levels(across):
        where, labels = factorize(texts)
        dimensions.append(Dimension("", labels))
        positions.append(np.tile(where, len(rows) - head))
    for texts in _joined_levels(down):
        where, labels = factorize(texts)
        dimensions.append(Dimension("", labels))
        positions.append(np.repeat(where, width - stub))
    return tuple(dimensions), tuple(positions)


def _joined_levels(levels: list[list[str]]) -> list[list[str]]:
    """Join neighbouring levels of areas or of times: nothing names them, so their labels decide."""
    joined: list[list[list[str]]] = []
    roles: list[Role | None] = []
    for level in levels:
        labels = tuple(dict.fromkeys(text for text in level if text))
        role = assign_roles([Dimension("", labels)])[0].role if labels else Role.OTHER
        if joined and role == roles[-1] and role in (Role.AREA, Role.TIME):
            joined[-1].append(level)
        else:
            joined.append([level])
            roles.append(role)
    return [
        [group[index][i] for i, index in enumerate(finest_level(group))] if len(group) > 1 else group[0]
        for group in joined
    ]


def _are_coded(dimensions: Sequence[Dimension]) -> bool:
    """Whether every label is "code - label", years too ("2021 - 2021"): then the export has codes."""
    return all(_CODED.fullmatch(label) for d in dimensions for label in d.labels)


def _without_codes(dimension: Dimension) -> Dimension:
    matches = [_CODED.fullmatch(label) for label in dimension.labels]
    pairs = [(match[1], match[2]) for match in matches if match is not None]
    return replace(
        dimension,
        labels=tuple(label for _, label in pairs),
        codes=tuple(code for code, _ in pairs),
    )


def _with_measure(dimensions: tuple[Dimension, ...], filters: int) -> tuple[Dimension, ...]:
    """Without a name in the corner a cube shows several measures: the dimension that is nothing else."""
    assigned = assign_roles(dimensions)
    others = [i for i, d in enumerate(assigned[: len(assigned) - filters]) if d.role is Role.OTHER]
    if any(d.role is Role.MEASURE for d in assigned) or not others:
        return dimensions
    telling = [
        i for i in others if any(re.search(r"%|\blkm\b|osuus|andel|share", t) for t in assigned[i].labels)
    ]
    chosen = telling[0] if telling else others[0] if len(others) == 1 else None
    return tuple(replace(d, role=Role.MEASURE) if i == chosen else d for i, d in enumerate(dimensions))
