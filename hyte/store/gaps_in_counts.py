"""Counts that are not there but follow from those that are: found in all figures at once."""

from __future__ import annotations

from collections.abc import Mapping
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

FEW = 5
"""A count below this that a publisher left out is taken for one that it hides."""

SEXES = (str(Sex.TOTAL), str(Sex.FEMALE), str(Sex.MALE))
_ADDED = 0.5
"""In which share of the complete tables an indicator must add up to be treated as one that does."""


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


def find_gaps(rows: pd.DataFrame, areas: AreaSums) -> Gaps:
    """Look through counts with the columns indicator (a number), region, year, sex, count and limit.

    `limit` tells from how many on a count of the file is shown, 0 for a publisher's.
    """
    told = rows[["indicator", "year", "sex"]].drop_duplicates()
    columns = (told[name].tolist() for name in ("indicator", "year", "sex"))
    sexes = frozenset(zip(*columns, strict=True))
    tables, not_by_sex = _over_sexes(rows, sexes)
    found = [_over_areas(rows, way) for way in areas.ways if way]
    complete = pd.concat([sums for _, sums in found]) if found else pd.Series(dtype=bool)
    share = complete.groupby(level=0).mean()
    not_by_area = frozenset(int(one) for one in share.index[share < _ADDED])
    return Gaps(
        frozenset(tables.union(*(gaps for gaps, _ in found))),
        {"sexes": not_by_sex, "areas": not_by_area},
        sexes,
    )


def sex_numbers(sexes: pd.Series) -> npt.NDArray[np.intp]:
    """The place of each sex in `SEXES`."""
    codes, names = pd.factorize(sexes)
    return np.asarray(np.array([SEXES.index(str(name)) for name in names], dtype=np.intp)[codes])


def _over_sexes(
    rows: pd.DataFrame, sexes: frozenset[tuple[int, int, str]]
) -> tuple[set[tuple[int, int]], frozenset[int]]:
    rows = rows[rows["indicator"].isin({indicator for indicator, _, sex in sexes if sex != SEXES[0]})]
    if rows.empty:
        return set(), frozenset()
    place = rows.groupby(["indicator", "region", "year"], sort=False).ngroup().to_numpy()
    counts = np.full((place.max() + 1, 3), np.nan)
    counts[place, sex_numbers(rows["sex"])] = rows["count"]
    limits, indicators, years = (np.zeros(len(counts)) for _ in range(3))
    indicators[place], years[place] = rows["indicator"], rows["year"]
    np.maximum.at(limits, place, rows["limit"].to_numpy())
    total, female, male = counts.T
    whole = ~np.isnan(counts).any(axis=1)
    adds = pd.Series(np.abs(total - female - male)[whole] < 0.5, index=indicators[whole])
    share = adds.groupby(level=0).mean()
    tables = set()
    for number, follows in enumerate((female + male, total - female, total - male)):
        # The third of three columns: all, men from women, women from men.
        absent = (0, 2, 1)[number]
        few = np.isnan(counts[:, absent]) & (follows > 0.5) & (follows < np.maximum(limits, FEW) - 0.5)
        for at in np.flatnonzero(few):
            pair = int(indicators[at]), int(years[at])
            if limits[at] or (*pair, SEXES[absent]) in sexes:
                tables.add(pair)
    return tables, frozenset(int(one) for one in share.index[share < _ADDED])


def _over_areas(rows: pd.DataFrame, way: Mapping[str, str]) -> tuple[set[tuple[int, int]], pd.Series]:
    """Tables in which exactly one part of an area is absent and small; which complete sums of parts hold."""
    names = ["indicator", "year", "sex"]
    sizes = pd.Series(way).value_counts()
    codes, regions = pd.factorize(rows["region"])
    known = np.array([name in sizes.index for name in regions], dtype=bool)
    wholes = rows[known[codes]]
    part_of = np.array([way.get(name) for name in regions], dtype=object)[codes]
    # Only where there is a sum to compare with.
    years = wholes[["indicator", "year"]].drop_duplicates()
    parts = rows.assign(whole=part_of)[pd.notna(part_of)].merge(years, on=["indicator", "year"])
    sums = parts.groupby([*names, "whole"], sort=False)["count"].agg(["sum", "size"]).reset_index()
    both = sums.merge(wholes, left_on=[*names, "whole"], right_on=[*names, "region"])
    if both.empty:
        return set(), pd.Series(dtype=bool)
    left = both["count"] - both["sum"]
    absent = both["whole"].map(sizes) - both["size"]
    few = (absent == 1) & (left > 0.5) & (left < both["limit"].clip(lower=FEW) - 0.5)
    found = both[few]
    complete = absent == 0
    pairs = set(zip(found["indicator"].astype(int).tolist(), found["year"].astype(int).tolist(), strict=True))
    return pairs, pd.Series((left[complete].abs() < 0.5).to_numpy(), index=both["indicator"][complete])
