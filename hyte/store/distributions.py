"""The middle of all municipalities' figures: percentiles for each indicator, year and sex.

A percentile lies between two figures of the ordered ones in proportion to its place (numpy's and Excel's
usual definition, the one that Hyndman and Fan call type 7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.model import Kind
from hyte.reference.areas import Areas, Municipality
from hyte.store.schemas import conform, empty_table
from hyte.store.scopes import scopes_of

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

PERCENTILES: Mapping[str, float] = {"p10": 0.1, "q1": 0.25, "median": 0.5, "q3": 0.75, "p90": 0.9}

FEWEST = 10
"""Municipalities of the country, or of a group, that must have a figure: the tenth and the ninetieth
percentile of fewer would be single municipalities."""

FEWEST_IN_COUNTY = 5
"""Municipalities of a county that must have a figure; most counties have fewer than twenty in all."""


def distributions(observations: pd.DataFrame, indicators: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """The table ``distributions`` of finished, protected observations.

    Counts are left out: they tell how large a municipality is. So are municipalities of Åland, former ones
    and larger areas. Invented figures count among invented municipalities only.
    """
    counts = indicators.loc[indicators["kind"] == str(Kind.COUNT), "indicator"]
    places = areas.municipalities()
    wanted = observations["value"].notna() & ~observations["indicator"].isin(list(counts))
    rows = observations.loc[wanted, ["region", "indicator", "year", "sex", "invented", "value"]]
    place = _place(rows, places)
    rows, place = rows[place >= 0], place[place >= 0]
    if not len(rows):
        return empty_table("distributions")
    # Sorted codes in the order of the table's rows, so that one number names a cell and puts it in its place.
    key = {name: pd.factorize(rows[name], sort=True) for name in ("invented", "indicator", "sex", "year")}
    order = np.argsort(rows["value"].to_numpy(), kind="stable")
    values, place = rows["value"].to_numpy()[order], place[order]
    codes = {name: found[0][order] for name, found in key.items()}
    made = []
    for position, fewest in enumerate((FEWEST, FEWEST, FEWEST_IN_COUNTY)):
        names = [scopes_of(each)[position] for each in places]
        scopes = sorted(set(names))
        codes["scope"] = np.array([scopes.index(name) for name in names])[place]
        labels = {name: found[1] for name, found in key.items()} | {"scope": np.array(scopes, dtype=object)}
        size = tuple(len(labels[name]) for name in _ORDER)
        cell = np.ravel_multi_index(tuple(codes[name] for name in _ORDER), size)
        cells, table = _percentiles(cell, values, fewest)
        which = dict(zip(_ORDER, np.unravel_index(cells, size), strict=True))
        made.append(table.assign(**{name: labels[name].take(which[name]) for name in _ORDER}))
    table = conform("distributions", pd.concat(made))
    return table.sort_values(["invented", "scope"], kind="stable", ignore_index=True)


_ORDER = ("invented", "scope", "indicator", "sex", "year")


def _place(rows: pd.DataFrame, places: Sequence[Municipality]) -> Whole:
    """Position of each row's municipality among `places`; -1 for other areas and for the other world."""
    codes, regions = pd.factorize(rows["region"])
    known = {place.region_id: position for position, place in enumerate(places)}
    place = np.array([known.get(region, -1) for region in regions], dtype=np.int64)[codes]
    invented = np.array([each.invented for each in places])
    return np.where((place >= 0) & (invented[place] == rows["invented"].to_numpy()), place, -1)


def _percentiles(cell: Whole, values: Numbers, fewest: int) -> tuple[Whole, pd.DataFrame]:
    """Cells with at least `fewest` values, in order, with their number and percentiles; `values` ascend."""
    order = np.argsort(cell, kind="stable")
    cells, start, number = np.unique(cell[order], return_index=True, return_counts=True)
    values, enough = values[order], number >= fewest
    cells, start, number = cells[enough], start[enough], number[enough]
    columns: dict[str, npt.NDArray[np.generic]] = {"municipalities": number}
    for name, share in PERCENTILES.items():
        at = (number - 1) * share
        below = np.floor(at).astype(np.int64)
        low, high = values[start + below], values[start + np.minimum(below + 1, number - 1)]
        columns[name] = low + (high - low) * (at - below)
    return cells, pd.DataFrame(columns)
