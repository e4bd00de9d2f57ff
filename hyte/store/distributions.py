"""The middle of all municipalities' figures: percentiles for each indicator, year and sex.

A percentile lies between two figures of the ordered ones in proportion to its place (numpy's and Excel's
usual definition, the one that Hyndman and Fan call type 7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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


_AT_ONCE = 4096
"""Tables that are laid out together."""


@dataclass(frozen=True, slots=True, eq=False)
class Percentiles:
    """Rows of the table as numbers: the position in `scopes`, the number of the table, the municipalities,
    and the columns of `PERCENTILES`; in the order of scopes, then of tables."""

    scopes: tuple[str, ...]
    scope: Whole
    table: Whole
    municipalities: Whole
    values: Mapping[str, Numbers]


def distributions(observations: pd.DataFrame, indicators: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """The table ``distributions`` of finished, protected observations.

    Counts are left out: they tell how large a municipality is. So are municipalities of Åland, former ones
    and larger areas. Invented figures count among invented municipalities only.
    """
    places = areas.municipalities()
    wanted = observations["value"].notna() & ~observations["indicator"].isin(list(counts_among(indicators)))
    rows = observations.loc[wanted, ["region", "indicator", "year", "sex", "invented", "value"]]
    place = _place(rows, places)
    rows, place = rows[place >= 0], place[place >= 0]
    if not len(rows):
        return empty_table("distributions")
    # Sorted codes in the order of the table's rows, so that one number names and places a table.
    key = {name: pd.factorize(rows[name], sort=True) for name in _ORDER}
    size = tuple(len(labels) for _, labels in key.values())
    tables, table = np.unique(
        np.ravel_multi_index(tuple(codes for codes, _ in key.values()), size), return_inverse=True
    )
    found = percentiles_of(table, len(tables), place, rows["value"].to_numpy(), places)
    which = np.unravel_index(tables[found.table], size)
    columns: dict[str, Any] = {name: key[name][1].take(at) for name, at in zip(_ORDER, which, strict=True)}
    columns |= {
        "scope": np.array(found.scopes, dtype=object)[found.scope],
        "municipalities": found.municipalities,
        **found.values,
    }
    made = conform("distributions", pd.DataFrame(columns))
    return made.sort_values(["invented"], kind="stable", ignore_index=True)


_ORDER = ("invented", "indicator", "sex", "year")


def counts_among(indicators: pd.DataFrame) -> frozenset[str]:
    """Ids of the indicators that have no distribution, because they are counts."""
    return frozenset(indicators.loc[indicators["kind"] == str(Kind.COUNT), "indicator"])


def scopes_among(places: Sequence[Municipality]) -> tuple[str, ...]:
    """All scopes of some municipalities, sorted."""
    return tuple(sorted({scope for place in places for scope in scopes_of(place)}))


def percentiles_of(
    table: Whole, tables: int, place: Whole, values: Numbers, places: Sequence[Municipality]
) -> Percentiles:
    """Percentiles of `values`, one for a place in each of so many `tables`; `place` is a position in
    `places`."""
    names = [scopes_of(each) for each in places]
    members: dict[str, tuple[list[int], int]] = {}
    for at, of_place in enumerate(names):
        for name, fewest in zip(of_place, (FEWEST, FEWEST, FEWEST_IN_COUNTY), strict=True):
            members.setdefault(name, ([], fewest))[0].append(at)
    scopes = scopes_among(places)
    # Zero has no sign for a reader, and where it stands among equal ones must not depend on the machine.
    values = values + 0.0
    if tables > _AT_ONCE:
        order = np.argsort(table, kind="stable")
        table, place, values = table[order], place[order], values[order]
    made: dict[int, list[tuple[Whole, Whole, list[Numbers]]]] = {at: [] for at in range(len(scopes))}
    # Once at least, so that there is something to join.
    for first in range(0, max(1, tables), _AT_ONCE):
        here = slice(None)
        if tables > _AT_ONCE:
            here = slice(*np.searchsorted(table, (first, first + _AT_ONCE)))
        laid_out = np.full((min(_AT_ONCE, tables - first), len(places)), np.nan)
        laid_out[table[here] - first, place[here]] = values[here]
        for at, scope in enumerate(scopes):
            columns, fewest = members[scope]
            found, number, percentiles = _percentiles(laid_out[:, columns], fewest)
            made[at].append((found + first, number, percentiles))
    return Percentiles(
        scopes,
        np.repeat(np.arange(len(scopes)), [sum(len(each) for each, _, _ in made[at]) for at in made]),
        np.concatenate([found for of_scope in made.values() for found, _, _ in of_scope]),
        np.concatenate([number for of_scope in made.values() for _, number, _ in of_scope]),
        {
            name: np.concatenate([each[at] for of_scope in made.values() for _, _, each in of_scope])
            for at, name in enumerate(PERCENTILES)
        },
    )


def _place(rows: pd.DataFrame, places: Sequence[Municipality]) -> Whole:
    """Position of each row's municipality among `places`; -1 for other areas and for the other world."""
    codes, regions = pd.factorize(rows["region"])
    known = {place.region_id: position for position, place in enumerate(places)}
    place = np.array([known.get(region, -1) for region in regions], dtype=np.int64)[codes]
    invented = np.array([each.invented for each in places])
    return np.where((place >= 0) & (invented[place] == rows["invented"].to_numpy()), place, -1)


def _percentiles(laid_out: Numbers, fewest: int) -> tuple[Whole, Whole, list[Numbers]]:
    """Rows with at least `fewest` values, with their number and percentiles; NaN is no value."""
    number = np.count_nonzero(~np.isnan(laid_out), axis=1)
    rows = np.flatnonzero(number >= fewest)
    laid_out, number = np.sort(laid_out[rows], axis=1), number[rows]
    columns, every = [], np.arange(len(rows))
    for share in PERCENTILES.values():
        at = (number - 1) * share
        below = np.floor(at).astype(np.int64)
        low, high = laid_out[every, below], laid_out[every, np.minimum(below + 1, number - 1)]
        columns.append(low + (high - low) * (at - below))
    return rows, number, columns
