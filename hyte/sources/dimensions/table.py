"""A table with dimensions, whatever file it came from, made into the tidy rows of a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.errors import Place
from hyte.model import Language
from hyte.sources.dimensions.roles import (
    Dimension,
    Producer,
    Role,
    assign_roles,
    breakdown_text,
    is_total,
    language_of_table,
    regions_of,
    split_year,
    time_of,
)
from hyte.sources.dimensions.rows import Refused, frame, take, take_flags, take_numbers
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.sources.sexes import sex_of_word
from hyte.sources.tidy import INDICATOR_COLUMNS

if TYPE_CHECKING:
    import numpy.typing as npt

    from hyte.sources.numbers import FigureColumn

    Floats = npt.NDArray[np.float64]
    Positions = npt.NDArray[np.intp]

_UNNAMED: dict[Language, str] = {"fi": "Luokka", "sv": "Klass", "en": "Class"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a file tells of one measure: titles and units by language, decimals, its last update."""

    titles: Mapping[Language, str] = field(default_factory=dict)
    units: Mapping[Language, str] = field(default_factory=dict)
    decimals: int | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class DimensionTable:
    """Figures and where each stands in every dimension.

    `positions[d][i]` is the category of figure i in dimension d; -1 says that the file leaves it empty.
    `cells` or `lines` tell where figure i stands in the file. `only_measure` is the label of the measure of a
    table without a measure dimension; `measures` goes by label. `unread` are rows of the file that could not
    be laid out at all. `language` is that of the labels; None asks the labels.
    """

    layout: str
    producer: Producer
    file: str
    dimensions: tuple[Dimension, ...]
    positions: tuple[Positions, ...]
    figures: FigureColumn
    printed: Sequence[object]
    """The cells themselves, to quote one that is no figure."""
    language: Language | None = None
    table: str | None = None
    sheet: str | None = None
    cells: Sequence[str] | pd.api.extensions.ExtensionArray | None = None
    lines: npt.NDArray[np.int64] | None = None
    only_measure: str | None = None
    measures: Mapping[str, Measure] = field(default_factory=dict)
    updated: str | None = None
    bounds: Mapping[str, Floats] = field(default_factory=dict)
    """Values for ci_low, ci_high and denominator, one per figure."""
    unread: tuple[Refusal, ...] = ()

    def place_of(self, figure: int) -> Place:
        """Where a figure stands in the file."""
        return Place(
            self.file,
            sheet=self.sheet,
            cell=None if self.cells is None else self.cells[figure],
            line=None if self.lines is None else int(self.lines[figure]),
        )


def tidy(table: DimensionTable, facts: SourceFacts) -> Reading:
    """Make the rows, the refusals and the list of measures; every figure is in a row or refused."""
    dimensions = assign_roles(table.dimensions)
    by_role: dict[Role | None, int] = {d.role: i for i, d in enumerate(dimensions)}
    count = len(table.figures.value)
    refused = Refused(count, table.place_of)
    columns: dict[str, object] = {}

    texts = [str(cell) for cell in np.asarray(table.printed, dtype=object)[table.figures.refused]]
    refused.mark_each("not_a_number", np.flatnonzero(table.figures.refused), texts)

    def at(role: Role) -> tuple[Dimension, Positions] | None:
        index = by_role.get(role)
        return None if index is None else (dimensions[index], table.positions[index])

    notes = [*facts.notes, *_areas(table, at(Role.AREA), columns, refused)]
    measure = at(Role.MEASURE)
    labels: tuple[str, ...] = measure[0].labels if measure is not None else (table.only_measure or "",)
    codes = [measure[0].code(i) for i in range(len(labels))] if measure is not None else [None]
    which = measure[1] if measure is not None else np.zeros(count, dtype=np.intp)
    known = [table.measures.get(label, Measure()) for label in labels]
    time = at(Role.TIME)
    if time is not None:
        years, early = _years(table, dimensions, time, refused)
    else:
        labels, years, early = _years_in_labels(labels, which, refused)
    refused.mark_where("no_indicator", which, [not label.strip() for label in labels], labels)

    columns["source"], columns["table"] = table.producer, table.table
    columns["indicator_code"] = take(codes, which)
    columns["indicator_label"] = take(list(labels), which)
    columns["updated"] = take([m.updated or table.updated for m in known], which)
    columns["breakdown"] = _breakdown(table, dimensions)
    columns["year"] = years

    sex = at(Role.SEX)
    sexes = "total"
    if sex is None:
        columns["sex"] = "total"
    else:
        words = [sex_of_word(label) for label in sex[0].labels]
        columns["sex"] = take([None if word is None else word.value for word in words], sex[1])
        refused.mark_where("unknown_sex", sex[1], [word is None for word in words], sex[0].labels)
        sexes = " ".join(dict.fromkeys(word.value for word in words if word is not None))

    figures = table.figures
    columns |= {"value": figures.value, "missing": figures.missing, "symbol": figures.symbol}
    columns |= {"preliminary": figures.preliminary | early, "sheet": table.sheet, **table.bounds}
    columns["cell"] = table.cells
    columns["line"] = table.lines
    return Reading(
        layout=table.layout,
        rows=frame(columns, count, refused.kept()),
        figures_read=count + sum(refusal.count for refusal in table.unread),
        refusals=(*table.unread, *refused.refusals()),
        facts=_with_notes(facts, notes),
        indicators=_indicators(table, facts, labels, codes, known, sexes),
    )


def dense_positions(sizes: Sequence[int]) -> tuple[Positions, ...]:
    """Positions of the figures of a full table whose last dimension varies fastest."""
    return tuple(p.reshape(-1) for p in np.indices(tuple(sizes), dtype=np.intp))


def _areas(
    table: DimensionTable,
    area: tuple[Dimension, Positions] | None,
    columns: dict[str, object],
    refused: Refused,
) -> tuple[str, ...]:
    """Fill the columns of the region; the answer is what the reader of the report must know of it."""
    if area is not None:
        regions = regions_of(area[0], table.producer)
        columns["region_code"] = take([r.code for r in regions], area[1])
        columns["region_label"] = take([r.label for r in regions], area[1])
        columns["region_category"] = take([r.category for r in regions], area[1])
        refused.mark_where("no_area", area[1], [not (r.code or r.label) for r in regions], area[0].labels)
    elif table.producer == "statfin":
        columns["region_code"] = "SSS"
        return (
            "The table has no area variable: PxWeb then gives the total, so its figures are read as those "
            "of the whole country (SSS).",
        )
    else:
        refused.mark_all("no_area", "The table names no area.")
    return ()


def _years(
    table: DimensionTable,
    dimensions: Sequence[Dimension],
    time: tuple[Dimension, Positions],
    refused: Refused,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Year of each figure, and whether the label marks it as preliminary."""
    labels, positions = time[0].labels, time[1]
    moments = [time_of(label) for label in labels]
    years = take_numbers([m.year if m else 0 for m in moments], positions)
    refused.mark_where("no_year", positions, [not label.strip() for label in labels], labels)
    refused.mark_where("not_a_year", positions, [m is None for m in moments], labels)
    partial = [m is not None and not m.whole_year for m in moments]
    if any(partial) and not (
        table.producer == "thl" and _one_date_per_year(table, dimensions, years, positions)
    ):
        refused.mark_where("not_a_year", positions, partial, labels)
    return years, take_flags([bool(m and m.preliminary) for m in moments], positions)


def _years_in_labels(
    labels: tuple[str, ...], which: Positions, refused: Refused
) -> tuple[tuple[str, ...], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Labels of the measures without their year ("Väkiluku, 2016"), years, and what is preliminary."""
    split = [split_year(label) for label in labels]
    if not any(split):
        refused.mark_all("no_year", "The table names no year.")
        return labels, np.zeros(len(which), dtype=np.int64), np.zeros(len(which), dtype=bool)
    refused.mark_where("no_year", which, [s is None for s in split], labels)
    return (
        tuple(s[0] if s else label for s, label in zip(split, labels, strict=True)),
        take_numbers([s[1].year if s else 0 for s in split], which),
        take_flags([bool(s and s[1].preliminary) for s in split], which),
    )


def _one_date_per_year(
    table: DimensionTable, dimensions: Sequence[Dimension], years: npt.NDArray[np.int64], positions: Positions
) -> bool:
    """Whether no series has two dates in one year, so that a date may stand for its year."""
    others = {str(i): p for i, p in enumerate(table.positions) if dimensions[i].role is not Role.TIME}
    dates = pd.DataFrame({**others, "year": years, "date": positions}).drop_duplicates()
    return not bool(dates.duplicated(subset=[*others, "year"]).any())


def _breakdown(table: DimensionTable, dimensions: Sequence[Dimension]) -> pd.api.extensions.ExtensionArray:
    unnamed = _UNNAMED[table.language or language_of_table(dimensions)]
    shown = [
        (dimension, table.positions[i])
        for i, dimension in enumerate(dimensions)
        if dimension.role is Role.OTHER
        and not all(is_total(label, dimension.code(p)) for p, label in enumerate(dimension.labels))
    ]
    count = len(table.figures.value)
    names = [d.name or unnamed for d, _ in shown]
    if len(names) > len(set(names)):
        names = [f"{name} {i}" if names.count(name) > 1 else name for i, name in enumerate(names, start=1)]
    combined = np.zeros(count, dtype=np.int64)
    for dimension, positions in shown:
        combined = combined * (len(dimension.labels) + 1) + positions + 1
    unique, inverse = np.unique(combined, return_inverse=True)
    texts = []
    for number in unique.tolist():
        parts: list[tuple[str, str]] = []
        for (dimension, _), name in zip(reversed(shown), reversed(names), strict=True):
            number, position = divmod(number, len(dimension.labels) + 1)
            if position and not is_total(dimension.labels[position - 1], dimension.code(position - 1)):
                parts.append((name, dimension.labels[position - 1]))
        pairs = parts[::-1]
        texts.append(breakdown_text([name for name, _ in pairs], [label for _, label in pairs]))
    return take(texts, inverse.astype(np.intp))


def _indicators(
    table: DimensionTable,
    facts: SourceFacts,
    labels: Sequence[str],
    codes: Sequence[str | None],
    known: Sequence[Measure],
    sexes: str,
) -> pd.DataFrame | None:
    rows = []
    language = table.language or language_of_table(table.dimensions)
    for label, code, measure in zip(labels, codes, known, strict=True):
        if not label.strip():
            continue
        titles: dict[Language, str] = {language: label, **measure.titles}
        row: dict[str, object] = dict.fromkeys(INDICATOR_COLUMNS)
        row |= {"source": table.producer, "code": code, "table": table.table, "sexes": sexes}
        row |= {f"title_{other}": title for other, title in titles.items()}
        row |= {f"unit_{other}": unit for other, unit in measure.units.items()}
        row |= {"decimals": measure.decimals, "updated": measure.updated or table.updated}
        row["publisher"] = facts.publisher
        rows.append(row)
    if not rows:
        return None
    data = pd.DataFrame(rows, columns=list(INDICATOR_COLUMNS)).drop_duplicates(ignore_index=True)
    texts = {name: "str" for name in INDICATOR_COLUMNS if name != "decimals"}
    return data.astype({**texts, "decimals": "Int64"})


def _with_notes(facts: SourceFacts, notes: Sequence[str]) -> SourceFacts:
    return SourceFacts(
        publisher=facts.publisher,
        title=facts.title,
        table=facts.table,
        licence=facts.licence,
        updated=facts.updated,
        retrieved=facts.retrieved,
        notes=tuple(dict.fromkeys(notes)),
    )
