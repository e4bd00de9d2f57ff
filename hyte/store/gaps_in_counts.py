"""Counts that are not there but follow from those that are: found in all figures at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.model import Sex
from hyte.store.areas_of_sums import AreaSums

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Whole = npt.NDArray[np.int64]

FEW = 5
"""A count below this that a publisher left out is taken for one that it hides."""

SEXES = (str(Sex.TOTAL), str(Sex.FEMALE), str(Sex.MALE))
_ADDED = 0.5
"""In which share of the complete tables an indicator must add up to be treated as one that does."""
_YEARS = 4096


@dataclass(frozen=True, slots=True)
class Gaps:
    """What all figures together tell.

    `tables` are the pairs (indicator, year) in which a count follows that is not there and is small;
    `not_added` names the indicators that do not add up over ``"sexes"`` or ``"areas"``; `sexes` the triples
    (indicator, year, sex) of which some area has a count.
    """

    tables: frozenset[tuple[int, int]]
    not_added: Mapping[str, frozenset[int]]
    sexes: frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Counts as numbers, one of each for a count; nothing is told twice.

    `indicator` is a number, `region` a position in `names`, `sex` one in `SEXES`. `limit` tells from how many
    on a count of the file is shown, 0 for a publisher's.
    """

    names: Sequence[str]
    indicator: Whole
    region: Whole
    year: Whole
    sex: Whole
    count: Floats
    limit: Floats


def find_gaps(rows: pd.DataFrame, areas: AreaSums) -> Gaps:
    """Look through counts with the columns indicator (a number), region, year, sex, count and limit."""
    region, names = pd.factorize(rows["region"])
    return gaps_in(
        Counts(
            [str(name) for name in names],
            rows["indicator"].to_numpy(dtype=np.int64),
            region.astype(np.int64),
            rows["year"].to_numpy(dtype=np.int64),
            sex_numbers(rows["sex"]),
            rows["count"].to_numpy(dtype=np.float64),
            rows["limit"].to_numpy(dtype=np.float64),
        ),
        areas,
    )


def gaps_in(counts: Counts, areas: AreaSums) -> Gaps:
    """As `find_gaps`, of counts that are numbers already."""
    table, told = pd.factorize((counts.indicator * _YEARS + counts.year) * len(SEXES) + counts.sex)
    rest, sex = np.divmod(told, len(SEXES))
    indicator, year = np.divmod(rest, _YEARS)
    sexes = frozenset(
        zip(indicator.tolist(), year.tolist(), [SEXES[each] for each in sex.tolist()], strict=True)
    )
    tables, not_by_sex = _over_sexes(counts, sexes)
    found = [_over_areas(counts, table, indicator, year, way) for way in areas.ways if way]
    return Gaps(
        frozenset(tables.union(*(gaps for gaps, _, _ in found))),
        {
            "sexes": not_by_sex,
            "areas": _seldom(
                np.concatenate([of for _, of, _ in found] or [np.empty(0, dtype=np.int64)]),
                np.concatenate([holds for _, _, holds in found] or [np.empty(0, dtype=bool)]),
            ),
        },
        sexes,
    )


def sex_numbers(sexes: pd.Series) -> npt.NDArray[np.intp]:
    """The place of each sex in `SEXES`."""
    codes, names = pd.factorize(sexes)
    return np.asarray(np.array([SEXES.index(str(name)) for name in names], dtype=np.intp)[codes])


def _seldom(indicator: Whole, holds: Flags) -> frozenset[int]:
    """Indicators of which less than the usual share of sums hold."""
    number = np.bincount(indicator)
    share = np.bincount(indicator, weights=holds, minlength=len(number)) / np.maximum(number, 1)
    return frozenset(np.flatnonzero((number > 0) & (share < _ADDED)).tolist())


def _over_sexes(
    rows: Counts, sexes: frozenset[tuple[int, int, str]]
) -> tuple[set[tuple[int, int]], frozenset[int]]:
    with_sexes = np.bincount(rows.indicator, weights=rows.sex > 0) > 0
    at = np.flatnonzero(with_sexes[rows.indicator]) if len(with_sexes) else np.empty(0, dtype=np.intp)
    if not len(at):
        return set(), frozenset()
    key = (rows.indicator[at] * len(rows.names) + rows.region[at]) * _YEARS + rows.year[at]
    place, known = pd.factorize(key)
    indicators, years = known // (_YEARS * len(rows.names)), known % _YEARS
    counts = np.full((len(known), 3), np.nan)
    counts[place, rows.sex[at]] = rows.count[at]
    limits = np.zeros(len(known))
    if rows.limit.any():
        np.maximum.at(limits, place, rows.limit[at])
    total, female, male = counts.T
    whole = ~np.isnan(counts).any(axis=1)
    adds = np.abs(total - female - male)[whole] < 0.5
    tables = set()
    for number, follows in enumerate((female + male, total - female, total - male)):
        # The third of three columns: all, men from women, women from men.
        absent = (0, 2, 1)[number]
        few = np.isnan(counts[:, absent]) & (follows > 0.5) & (follows < np.maximum(limits, FEW) - 0.5)
        for at_place in np.flatnonzero(few).tolist():
            pair = int(indicators[at_place]), int(years[at_place])
            if limits[at_place] or (*pair, SEXES[absent]) in sexes:
                tables.add(pair)
    return tables, _seldom(indicators[whole], adds)


def _over_areas(
    rows: Counts, table: Whole, indicator: Whole, year: Whole, way: Mapping[str, str]
) -> tuple[set[tuple[int, int]], Whole, Flags]:
    """Tables in which exactly one part of an area is absent and small; the complete sums of parts, each with
    its indicator and whether it holds.

    `table` tells of each count in which table it is, `indicator` and `year` what each table is of.
    """
    wholes = sorted(set(way.values()))
    number = {name: at for at, name in enumerate(wholes)}
    sizes = np.bincount([number[name] for name in way.values()], minlength=len(wholes))
    own = np.array([number.get(name, -1) for name in rows.names], dtype=np.int64)
    into = np.array([number.get(way.get(name, ""), -1) for name in rows.names], dtype=np.int64)
    at = np.flatnonzero((own >= 0)[rows.region])
    # Only where there is a sum to compare with.
    compared = np.zeros(len(indicator), dtype=bool)
    compared[table[at]] = True
    position = np.cumsum(compared) - 1
    parts = np.flatnonzero((into >= 0)[rows.region] & compared[table])
    cell = position[table[parts]] * len(wholes) + into[rows.region[parts]]
    cells = int(compared.sum()) * len(wholes)
    sums = np.bincount(cell, weights=rows.count[parts], minlength=cells)
    size = np.bincount(cell, minlength=cells)
    cell = position[table[at]] * len(wholes) + own[rows.region[at]]
    some = size[cell] > 0
    at, cell = at[some], cell[some]
    left = rows.count[at] - sums[cell]
    absent = sizes[own[rows.region[at]]] - size[cell]
    few = (absent == 1) & (left > 0.5) & (left < np.maximum(rows.limit[at], FEW) - 0.5)
    found, complete = table[at[few]], absent == 0
    pairs = set(zip(indicator[found].tolist(), year[found].tolist(), strict=True))
    return pairs, indicator[table[at[complete]]], np.abs(left[complete]) < 0.5
