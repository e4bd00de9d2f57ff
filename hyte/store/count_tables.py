"""The counts of related indicators in one year as cells, and the sums between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from hyte.statistics.protection import Cells, Sum
from hyte.store.areas_of_sums import COUNTRY, AreaSums
from hyte.store.gaps_in_counts import SEXES
from hyte.store.relations import Relation

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

Key = tuple[int, str, str]
"""Indicator's number, region id, sex."""

_TOTAL_COST, _SUM_COST, _COUNTY_COST, _COUNTRY_COST = 50.0, 10.0, 1_000.0, 1_000_000.0
_ZERO_COST = 1.0
_TOTAL = SEXES[0]


@dataclass(slots=True)
class CountTable:
    """Cells of one year: `row` is the position among the observations, -1 where there is no row."""

    keys: list[Key] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    at: dict[Key, int] = field(default_factory=dict)

    def add(self, key: Key, row: int, value: float) -> None:
        """Add a cell."""
        self.at[key] = len(self.keys)
        self.keys.append(key)
        self.rows.append(row)
        self.values.append(value)

    def sums(
        self,
        relations: Sequence[Relation],
        parts: Mapping[str, Sequence[Sequence[str]]],
        not_added: Mapping[str, frozenset[int]],
    ) -> list[Sum]:
        """All sums of which at least two cells are there; a cell without a row is added where a sum has it.

        `parts` are the parts of areas by region id; `not_added` names indicators that do not add up over
        ``"sexes"`` or ``"areas"``.
        """
        found: list[Sum] = []
        indicators = sorted({key[0] for key in self.keys})
        regions = sorted({key[1] for key in self.keys})
        sexes = [sex for sex in SEXES if any(key[2] == sex for key in self.keys)]
        for indicator in indicators:
            for region in regions if indicator not in not_added["sexes"] else ():
                found += self._sum(
                    [((indicator, region, sex), -1.0 if sex != _TOTAL else 1.0) for sex in SEXES]
                )
            for region in regions if indicator not in not_added["areas"] else ():
                for names in parts.get(region, ()):
                    for sex in sexes:
                        whole = (indicator, region, sex)
                        if whole in self.at:
                            members = [((indicator, part, sex), -1.0) for part in names]
                            found += self._sum([(whole, 1.0), *members])
        for relation in relations:
            for region in regions:
                for sex in sexes:
                    found += self._sum([((column, region, sex), factor) for column, factor in relation])
        return found

    def _sum(self, members: Sequence[tuple[Key, float]]) -> list[Sum]:
        present = [key for key, _ in members if key in self.at]
        if len(present) < 2:
            return []
        for key, _ in members:
            if key not in self.at:
                self.add(key, -1, float("nan"))
        return [tuple((self.at[key], factor) for key, factor in members)]

    def cells(self, hidden: Flags, widths: Floats, areas: AreaSums, totals: set[int]) -> Cells:
        """The table for protection: `hidden` and `widths` by cell, and the indicators that are sums."""
        values = np.array(self.values, dtype=np.float64)
        counties = {name: number for number, name in enumerate(sorted(set(areas.county.values())))}
        places = np.array(
            [counties.get(areas.county.get(key[1], ""), -1) for key in self.keys], dtype=np.intp
        )
        return Cells(values, hidden | np.isnan(values), widths, self._costs(values, totals), places)

    def _costs(self, values: Floats, totals: set[int]) -> Floats:
        """What it costs to hide each cell: the other sex first, then smaller counts, last the country's."""
        largest = max(1.0, float(np.nanmax(values))) if len(values) and not np.isnan(values).all() else 1.0
        costs = 1.0 + np.nan_to_num(values) / largest + _ZERO_COST * (values == 0)
        for cell, (indicator, region, sex) in enumerate(self.keys):
            if sex == _TOTAL:
                costs[cell] *= _TOTAL_COST
            if indicator in totals:
                costs[cell] *= _SUM_COST
            if region == COUNTRY:
                costs[cell] *= _COUNTRY_COST
            elif not region.startswith("KU"):
                costs[cell] *= _COUNTY_COST
        # Equal costs would leave the choice to the solver.
        return np.asarray(costs * (1.0 + 1e-6 * np.arange(len(costs)) / max(1, len(costs))))


def follows(values: Floats, sums: Sequence[Sum]) -> dict[int, float]:
    """Counts of cells without a value that follow from the others, one sum after the other."""
    known = values.copy()
    found: dict[int, float] = {}
    open_, changed = list(sums), True
    while changed:
        changed, rest = False, []
        for one in open_:
            gaps = [(cell, factor) for cell, factor in one if np.isnan(known[cell])]
            if len(gaps) == 1:
                (cell, factor), changed = gaps[0], True
                known[cell] = found[cell] = -sum(f * known[c] for c, f in one if c != cell) / factor
            elif gaps:
                rest.append(one)
        open_ = rest
    return found
