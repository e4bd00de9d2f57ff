"""Finds the tables in which something is hidden, and hides what sums would give it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.statistics.protection import what_else_to_hide
from hyte.store.areas_of_sums import AreaSums
from hyte.store.count_tables import CountTable, follows
from hyte.store.gaps_in_counts import FEW, Gaps, find_gaps
from hyte.store.relations import MOST_COLUMNS, Relation, relations, same_counts

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]


def protect_counts(
    rows: pd.DataFrame,
    indicators: pd.DataFrame,
    counts: Floats,
    limits: Floats,
    hidden: Flags,
    small: Flags,
    marked: Flags,
    areas: AreaSums,
) -> Flags:
    """Observations that must be hidden too, so that no sum gives back what is hidden or left out.

    Parameters
    ----------
    rows, indicators : pandas.DataFrame
        The tables observations and indicators.
    counts : array of float
        The count of each observation, NaN where it has none.
    limits : array of float
        From how many on a count is shown; 0 for those of a publisher.
    hidden, small, marked : array of bool
        What is hidden already, what of it must be protected, and what the publisher marks as secret.
    areas : AreaSums
        Which areas add up to which.
    """
    found = np.zeros(len(rows), dtype=bool)
    if np.isnan(counts).all():
        return found
    for invented in (False, True):
        at = np.flatnonzero((rows["invented"] == invented).to_numpy() & (~np.isnan(counts) | marked))
        if len(at):
            found[at] = _World(rows, indicators, counts, limits, hidden, small, marked, areas, at).protected()
    return found


@dataclass(slots=True)
class _Family:
    """Indicators that have sums between them; the relations name indicators by their numbers."""

    members: list[int]
    relations: list[Relation]
    totals: set[int]


class _World:
    """The real figures, or the invented ones: the two never meet."""

    def __init__(
        self,
        rows: pd.DataFrame,
        indicators: pd.DataFrame,
        counts: Floats,
        limits: Floats,
        hidden: Flags,
        small: Flags,
        marked: Flags,
        areas: AreaSums,
        at: npt.NDArray[np.intp],
    ) -> None:
        part = rows[["indicator", "region", "year", "sex", "file"]].iloc[at]
        numbers, self.ids = pd.factorize(part["indicator"], sort=True)
        self.titles: list[str] = (
            indicators.set_index("indicator")["title_fi"].reindex(self.ids).fillna("").tolist()
        )
        self.hidden, self.small, self.marked, self.areas = hidden[at], small[at], marked[at], areas
        self.frame = pd.DataFrame(
            {
                "indicator": numbers,
                "region": part["region"].to_numpy(),
                "year": part["year"].to_numpy(),
                "sex": part["sex"].to_numpy(),
                "file": part["file"].to_numpy(),
                "count": np.where(self.marked, np.nan, counts[at]),
                "limit": limits[at],
            }
        )

    def protected(self) -> Flags:
        """Which of these rows must be hidden besides those that are."""
        more = np.zeros(len(self.frame), dtype=bool)
        gaps = find_gaps(self.frame[self.frame["count"].notna()], self.areas)
        secret = self.frame[self.small | self.marked]
        wanted = {*zip(secret["indicator"].tolist(), secret["year"].tolist(), strict=True), *gaps.tables}
        if not wanted:
            return more
        parts = self.areas.parts()
        touched = sorted({indicator for indicator, _ in wanted})
        for family in self._families(touched):
            years = sorted({year for indicator, year in wanted if indicator in family.members})
            of_family = np.flatnonzero(self.frame["indicator"].isin(family.members).to_numpy())
            of_year = self.frame["year"].to_numpy()[of_family]
            for year in years:
                at = of_family[of_year == year]
                more[self._protect_table(family, at, gaps, parts)] = True
        return more

    def _protect_table(
        self,
        family: _Family,
        at: npt.NDArray[np.intp],
        gaps: Gaps,
        parts: dict[str, list[tuple[str, ...]]],
    ) -> list[int]:
        """The rows of one year of a family that must be hidden too."""
        table = CountTable()
        frame = self.frame.iloc[at]
        columns = (frame[name].tolist() for name in ("indicator", "region", "sex", "count"))
        for row, (indicator, region, sex, count) in zip(at.tolist(), zip(*columns, strict=True), strict=True):
            table.add((indicator, region, sex), row, count)
        sums = table.sums(family.relations, parts, gaps.not_added)
        here = np.array(table.rows)
        has_row = here >= 0
        hidden, widths = np.zeros(len(here), dtype=bool), np.zeros(len(here))
        hidden[has_row] = self.hidden[here[has_row]]
        # The rows of the frame come first among the cells, in its order.
        limits, rows = frame["limit"].to_numpy(), len(frame)
        widths[:rows] = np.where(self.marked[at], np.maximum(limits, 1.0), 0.0)
        widths[:rows] = np.where(self.small[at], limits, widths[:rows])
        limit: dict[int, float] = {}
        for indicator, most in zip(frame["indicator"].tolist(), limits.tolist(), strict=True):
            limit[indicator] = max(most, limit.get(indicator, 0.0))
        year = int(frame["year"].iloc[0])
        for cell, count in follows(np.array(table.values), sums).items():
            indicator, _, sex = table.keys[cell]
            shown_from = limit.get(indicator, 0.0)
            usual = shown_from > 0 or (indicator, year, sex) in gaps.sexes
            if usual and 0.5 < count < max(shown_from, FEW) - 0.5:
                widths[cell] = max(1.0, shown_from)
        if not widths.any():
            return []
        cells = table.cells(hidden, widths, self.areas, family.totals)
        return [int(here[cell]) for cell in np.flatnonzero(what_else_to_hide(cells, sums)) if here[cell] >= 0]

    def _families(self, touched: Sequence[int]) -> list[_Family]:
        """The touched indicators, each with all that have sums with it."""
        found: dict[Relation, None] = {}
        files = self.frame.loc[self.frame["indicator"].isin(touched), "file"]
        for file in sorted(files.unique()):
            for relation in self._relations_in(file):
                found.setdefault(relation)
        for first, second in self._same(touched):
            found.setdefault(((first, 1.0), (second, -1.0)))
        root = {indicator: indicator for indicator in range(len(self.ids))}

        def of(indicator: int) -> int:
            while root[indicator] != indicator:
                indicator = root[indicator]
            return indicator

        for relation in found:
            first, *others = (of(indicator) for indicator, _ in relation)
            for other in others:
                root[max(of(first), of(other))] = min(of(first), of(other))
        families: dict[int, _Family] = {of(one): _Family([], [], set()) for one in touched}
        for indicator in root:
            if of(indicator) in families:
                families[of(indicator)].members.append(indicator)
        for relation in found:
            family = families.get(of(relation[0][0]))
            if family is not None:
                family.relations.append(relation)
                signs = [factor for _, factor in relation]
                if len(signs) > 2:
                    side = 1 if signs.count(1.0) == 1 else -1
                    family.totals |= {indicator for indicator, factor in relation if factor == side}
        return [families[name] for name in sorted(families)]

    def _relations_in(self, file: str) -> list[Relation]:
        """Sums between the indicators of one file."""
        part = self.frame[self.frame["file"] == file]
        columns = sorted(int(one) for one in part["indicator"].unique())
        if not 2 <= len(columns) <= MOST_COLUMNS:
            return []
        place = part.groupby(["region", "year", "sex"]).ngroup().to_numpy()
        table = np.full((place.max() + 1, len(columns)), np.nan)
        table[place, np.searchsorted(columns, part["indicator"].to_numpy())] = part["count"]
        found = relations(table, [self.titles[column] for column in columns])
        return [tuple((columns[column], factor) for column, factor in one) for one in found]

    def _same(self, touched: Sequence[int]) -> list[tuple[int, int]]:
        """Indicators that print the counts of a municipality's own that are hidden in part."""
        own = self.frame.loc[self.small, "indicator"].unique()
        wanted = sorted(int(one) for one in own if one in touched)
        if not wanted:
            return []
        key = self.frame.groupby(["region", "year", "sex"]).ngroup()
        return same_counts(self.frame[["indicator", "count"]].assign(key=key), wanted)
