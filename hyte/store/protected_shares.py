"""Shares without a count beside them that would give back what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.store.gaps_in_counts import SEXES, sex_numbers

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

_PLACE = ["file", "region", "year", "sex", "invented"]


def shares_with_their_counts(
    rows: pd.DataFrame, indicators: pd.DataFrame, counts: Floats, limits: Floats, hidden: Flags
) -> Flags:
    """Shares of a municipality's own sheet whose count, titled alike in the same file, is hidden.

    "Nuorten työpaja, % ikäluokasta" goes with "Nuorten työpaja, osallistujia".
    """
    own = hidden & (limits > 0)
    if not own.any():
        return np.zeros(len(rows), dtype=bool)
    stems = dict(zip(indicators["indicator"], map(_stem, indicators["title_fi"].fillna("")), strict=True))
    named = rows[_PLACE].assign(stem=rows["indicator"].map(stems).to_numpy())
    gone = pd.MultiIndex.from_frame(named[own])
    shares = np.isnan(counts) & rows["value"].notna().to_numpy()
    return np.asarray(shares & pd.MultiIndex.from_frame(named).isin(gone), dtype=bool)


def shares_to_hide(rows: pd.DataFrame, counts: Floats, hidden: Flags) -> Flags:
    """Shares of one sex beside a total, where that of the other is hidden or left out and no count is known.

    A share is left out where its indicator has that sex in other areas of the year.
    """
    found = np.zeros(len(rows), dtype=bool)
    codes, ids = pd.factorize(rows["indicator"])
    one_sex = (rows["sex"] != SEXES[0]).to_numpy()
    with_sexes = np.bincount(codes[one_sex], minlength=len(ids)) > 0
    counted = np.bincount(codes[~np.isnan(counts)], minlength=len(ids)) > 0
    at = np.flatnonzero(with_sexes[codes] & (~counted[codes] | hidden))
    if not len(at):
        return found
    part = rows[["indicator", "region", "year", "sex", "invented", "value"]].iloc[at]
    place = part.groupby(["indicator", "region", "year", "invented"], sort=False).ngroup().to_numpy()
    table = part.groupby(["indicator", "year", "invented"], sort=False).ngroup().to_numpy()
    sex = sex_numbers(part["sex"])
    shown = part["value"].notna().to_numpy() & ~hidden[at] & np.isnan(counts[at])
    usual = np.zeros((table.max() + 1, 3), dtype=bool)
    usual[table[shown], sex[shown]] = True
    row = np.full((place.max() + 1, 3), -1)
    row[place[shown], sex[shown]] = at[shown]
    secret = np.zeros((place.max() + 1, 3), dtype=bool)
    secret[place[hidden[at]], sex[hidden[at]]] = True
    of_table = np.zeros(place.max() + 1, dtype=np.intp)
    of_table[place] = table
    has = row >= 0
    for one, other in ((1, 2), (2, 1)):
        absent = ~has[:, other] & (secret[:, other] | usual[of_table, other])
        found[row[has[:, 0] & has[:, one] & absent, one]] = True
    return found


def _stem(title: str) -> str:
    return re.split(r"[,(:;]", title.casefold(), maxsplit=1)[0].strip()
