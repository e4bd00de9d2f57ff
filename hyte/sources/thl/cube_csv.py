"""CSV export of a THL cube: one figure a line, a header of dimension names that ends with "val"."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.errors import InputError
from hyte.sources.dimensions.roles import Dimension
from hyte.sources.dimensions.table import DimensionTable, tidy
from hyte.sources.numbers import figures_of
from hyte.sources.only_measure import measure_of
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.sources.thl.cube import cube_id, finest_level

if TYPE_CHECKING:
    import numpy.typing as npt

    from hyte.sources.probe import Probe

LAYOUT = "thl-cube-csv"


def _header(probe: Probe) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader(probe.lines[:1], delimiter=";"), [])]
    except (csv.Error, InputError):
        return []


class ThlCubeCsv:
    """Reads the CSV export of a THL cube, with or without codes (`sc=1`)."""

    layout = LAYOUT

    def recognises(self, probe: Probe) -> bool:
        """Whether the first line is a header of dimension names that ends with "val"."""
        if probe.kind != "text":
            return False
        header = _header(probe)
        folded = {name.casefold() for name in header}
        return (
            len(header) >= 2
            and header[-1].casefold() == "val"
            and all(header)
            and not {"toimiala", "ulottuvuus"} <= folded  # TEAviisari's scores have a reader of their own
        )

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read the table; `InputError` when no row follows the header."""
        header = _header(probe)
        rows, lines, bad = _rows(probe, len(header))
        if not rows:
            raise InputError(
                "The table has a header and no rows.",
                place=probe.place(line=1),
                remedy="Choose rows and columns that have figures, and export the table again.",
            )
        columns = [[field.strip() for field in column] for column in zip(*rows, strict=True)]
        dimensions, positions = dimensions_of(header[:-1], columns[:-1])
        measure, notes = measure_of(probe, dimensions)
        table = DimensionTable(
            layout=self.layout,
            producer="thl",
            file=probe.name,
            dimensions=dimensions,
            positions=positions,
            figures=figures_of(columns[-1], "thl"),
            printed=columns[-1],
            table=cube_id(probe),
            lines=np.asarray(lines, dtype=np.int64),
            only_measure=measure,
            unread=tuple(bad),
        )
        yield tidy(table, SourceFacts(table=table.table, notes=notes))


def _rows(probe: Probe, width: int) -> tuple[list[list[str]], list[int], list[Refusal]]:
    reader = csv.reader(iter(f"{line}\n" for line in probe.lines[1:]), delimiter=";")
    rows: list[list[str]] = []
    lines: list[int] = []
    bad: list[Refusal] = []
    last = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise InputError(
                f"The text cannot be split into fields ({error}).",
                place=probe.place(line=reader.line_num + 1),
                remedy="Export the table again.",
            ) from error
        first, last = last + 1, reader.line_num + 1
        if len(row) == width:
            rows.append(row)
            lines.append(first)
        elif any(field.strip() for field in row):
            bad.append(Refusal("bad_row", ";".join(row)[:200], probe.place(line=first)))
    return rows, lines, bad


def dimensions_of(
    names: Sequence[str], columns: Sequence[Sequence[str]]
) -> tuple[tuple[Dimension, ...], tuple[npt.NDArray[np.intp], ...]]:
    """Dimensions of columns with repeated names, and where each row stands in them.

    A name stands twice when the export has codes (code first), or when two levels of one dimension are shown;
    of the levels the most detailed filled one counts.
    """
    coded = _has_codes(names, columns)
    dimensions: list[Dimension] = []
    positions: list[npt.NDArray[np.intp]] = []
    for name in dict.fromkeys(names):
        own = [column for other, column in zip(names, columns, strict=True) if other == name]
        labels = own[1::2] if coded else own
        codes = own[0::2] if coded else own
        finest = finest_level(labels)
        label = [labels[level][row] for row, level in enumerate(finest)]
        code = [codes[level][row] for row, level in enumerate(finest)]
        keys = pd.Series(code, dtype=object).str.cat(pd.Series(label, dtype=object), sep="\x1f")
        where, _ = pd.factorize(keys)
        where = where.astype(np.intp)
        _, first = np.unique(where, return_index=True)
        where[[not text for text in label]] = -1
        dimensions.append(
            Dimension(
                name,
                tuple(label[i] for i in first),
                tuple(code[i] or None for i in first) if coded else None,
            )
        )
        positions.append(where)
    return tuple(dimensions), tuple(positions)


def _has_codes(names: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Whether every dimension stands twice, code and label one to one, and some code is no label."""
    if len(names) % 2 or any(names[i] != names[i + 1] for i in range(0, len(names), 2)):
        return False
    telling = False
    for codes, labels in zip(columns[0::2], columns[1::2], strict=True):
        pairs = set(zip(codes, labels, strict=True))
        if len({code for code, _ in pairs}) != len(pairs) or len({label for _, label in pairs}) != len(pairs):
            return False
        if any(" " in code for code, label in pairs if code != label):
            return False
        telling = telling or any(
            code != label and any(sign.isdigit() or sign == "_" for sign in code) for code, label in pairs
        )
    return telling
