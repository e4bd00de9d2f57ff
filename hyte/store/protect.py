"""Hides small counts and what would give them back, once and for all reports, before anything is stored.

1. A count of persons below the threshold of its source is hidden, and so is what all but so few are.
2. What sums over sexes, areas and categories would give back is hidden with it; likewise what gives back what
   a publisher hides, by a mark or by leaving the row out.
3. A share without counts goes with the hidden count that it was made of, and one sex of a share goes when the
   other is hidden, since the total would tell it.

A hidden figure keeps its row, with ``suppressed`` and the symbol ``hyte:hidden``. Which of two hidden figures
is the small one is told nowhere, not even to the tables: a manifest has their checksums, by which a guess
could be tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.model import MissingKind
from hyte.reference.areas import Areas
from hyte.settings import Disclosure
from hyte.store.areas_of_sums import AreaSums
from hyte.store.count_table_protection import protect_counts
from hyte.store.counted import counts_of, counts_persons, thresholds
from hyte.store.protected_shares import shares_to_hide, shares_with_their_counts
from hyte.store.protected_traces import with_checksums_of_what_is_shown, without_traces

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

HIDDEN = "hyte:hidden"
"""Symbol of a figure that is hidden here, and not by its publisher."""

_MARKS = (str(MissingKind.SUPPRESSED), str(MissingKind.SUPPRESSED_OR_MISSING))
_FIGURES = ("value", "numerator", "denominator", "ci_low", "ci_high")


def protect(
    tables: Mapping[str, pd.DataFrame], areas: Areas, disclosure: Disclosure
) -> dict[str, pd.DataFrame]:
    """The tables with what must not be seen taken out.

    `tables` has ``observations``, ``indicators``, ``conflicts``, ``refusals`` and ``sources``; no row is
    added or left out. A file of which a figure is hidden gets the checksum of what is shown of it.
    """
    rows, indicators = tables["observations"], tables["indicators"]
    if rows.empty:
        return dict(tables)
    limits = thresholds(rows, tables["sources"], disclosure)
    counts = counts_of(rows, indicators)
    rest = rows["denominator"].to_numpy(dtype=np.float64) - rows["numerator"].to_numpy(dtype=np.float64)
    persons = counts_persons(rows, indicators)
    limits = np.where(persons, limits, 0.0)
    small = _few(counts, limits) | _few(rest, limits)
    marked = rows["missing"].isin(_MARKS).to_numpy()
    hidden = small.copy()
    sums = AreaSums.of(areas)
    for number in (counts, rest):
        hidden |= protect_counts(rows, indicators, number, limits, hidden, small, marked, sums)
    hidden |= shares_with_their_counts(rows, indicators, counts, limits, hidden)
    hidden |= shares_to_hide(rows, counts, hidden | marked)
    if not hidden.any():
        return without_traces(tables, rows, marked)
    gone = rows.loc[:, [*_FIGURES, "missing", "symbol"]].copy()
    gone.loc[hidden, list(_FIGURES)] = np.nan
    gone.loc[hidden, "missing"] = _MARKS[0]
    gone.loc[hidden, "symbol"] = HIDDEN
    protected = rows.assign(**{str(name): gone[name] for name in gone})
    made = without_traces(dict(tables) | {"observations": protected}, protected, hidden | marked)
    return made | {"sources": with_checksums_of_what_is_shown(made["sources"], protected, hidden)}


def _few(counts: Floats, limits: Floats) -> Flags:
    return np.asarray((counts > 0) & (counts < limits), dtype=bool)
