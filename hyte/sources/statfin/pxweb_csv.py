"""CSV exports of PxWeb: with or without a title, separated by comma, semicolon, tab or blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from hyte.errors import InputError
from hyte.sources.dimensions.roles import Dimension, Role, assign_roles
from hyte.sources.dimensions.table import DimensionTable, tidy
from hyte.sources.numbers import figures_of
from hyte.sources.only_measure import measure_of
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.sources.statfin.pxweb_block import factorize
from hyte.sources.statfin.pxweb_text import TextTable, is_long_table, split_heads, split_table
from hyte.sources.statfin.pxweb_titles import language_of_title, table_id, title_without_id, variables_in

if TYPE_CHECKING:
    import numpy.typing as npt

    from hyte.sources.probe import Probe

_MOST_HEADINGS = 4
_DOWNLOAD = re.compile(r"(?:\d{3}_)?[0-9a-zåäö]+(?:_\d{4})?_\d{8}-\d{6}", re.IGNORECASE)


class PxWebCsv:
    """Reads CSV exports of PxWeb, also when they were saved anew in a spreadsheet."""

    layout = "pxweb-csv"

    def recognises(self, probe: Probe) -> bool:
        """Whether the text is a table in PxWeb's way: a title or quoted names, labels, then bare figures."""
        if probe.kind != "text":
            return False
        try:
            lines = probe.lines
        except InputError:
            return False
        table = split_table(lines, most=20)
        if table is None:
            return False
        stem = PurePosixPath(probe.name).stem
        return (
            table.quoted
            or table_id(None, table.title, "") is not None
            or language_of_title(table.title) is not None
            or _DOWNLOAD.fullmatch(stem) is not None
            or is_long_table(table.names)
        ) and "val" not in table.names

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read the table; `InputError` when it has no rows."""
        text = split_table(probe.lines)
        if text is None:
            raise InputError(
                "The table has no rows of figures below its names.",
                place=probe.name,
                remedy="Download the table again.",
            )
        dimensions, positions = _dimensions(text)
        dimensions = _with_measure(dimensions, text.stub)
        printed = [field for row in text.rows for field in row[text.stub :]]
        measure = title_without_id(text.title)
        notes: tuple[str, ...] = ()
        if measure is None:
            measure, notes = measure_of(probe, dimensions)
        table = DimensionTable(
            layout=self.layout,
            producer="statfin",
            file=probe.name,
            dimensions=dimensions,
            positions=positions,
            figures=figures_of(printed, "statfin"),
            printed=printed,
            language=language_of_title(text.title),
            table=table_id(None, text.title, probe.name),
            lines=np.repeat(np.asarray(text.lines, dtype=np.int64), len(text.names) - text.stub),
            only_measure=measure,
            unread=tuple(
                Refusal("bad_row", line[:200], probe.place(line=number)) for number, line in text.bad
            ),
        )
        yield tidy(table, SourceFacts(title=text.title, table=table.table, notes=notes))


def _dimensions(text: TextTable) -> tuple[tuple[Dimension, ...], tuple[npt.NDArray[np.intp], ...]]:
    height, width = len(text.rows), len(text.names) - text.stub
    dimensions: list[Dimension] = []
    positions: list[npt.NDArray[np.intp]] = []
    for c in range(text.stub):
        where, labels = factorize([row[c] for row in text.rows])
        dimensions.append(Dimension(text.names[c], labels))
        positions.append(np.repeat(where, width))
    names = _heading_names(text)
    parts = split_heads(text.names[text.stub :], names)
    if names is None or len(names) != len(parts):
        names = ("",) * len(parts)
    for name, part in zip(names, parts, strict=True):
        where, labels = factorize(part)
        dimensions.append(Dimension(name, labels))
        positions.append(np.tile(where, height))
    return tuple(dimensions), tuple(positions)


def _heading_names(text: TextTable) -> tuple[str, ...] | None:
    """Names of the variables in the head, when the title lists all and the head's own names agree with it."""
    for count in range(1, _MOST_HEADINGS + 1):
        names = variables_in(text.title, text.stub + count)
        if names is not None and names[: text.stub] == text.names[: text.stub]:
            return names[text.stub :]
    return None


def _with_measure(dimensions: Sequence[Dimension], stub: int) -> tuple[Dimension, ...]:
    """The last heading holds the measures when no name says so and its labels are nothing else."""
    assigned = assign_roles(dimensions)
    if any(d.role is Role.MEASURE for d in assigned):
        return assigned
    chosen = next(
        (
            i
            for i in reversed(range(stub, len(assigned)))
            if assigned[i].role is Role.OTHER and not assigned[i].name
        ),
        None,
    )
    return tuple(replace(d, role=Role.MEASURE) if i == chosen else d for i, d in enumerate(assigned))
