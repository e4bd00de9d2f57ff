"""Hides in a portion of large files what must not be seen.

Sotkanet hides small counts before it publishes, so that few indicators have to be looked at closely: those
with a mark of secrecy, and those in which something is left out that follows from the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hyte.model import MissingKind
from hyte.sources.sotkanet.blocks import KINDS, SEXES
from hyte.store.areas_of_sums import AreaSums
from hyte.store.counted import counts_by_code
from hyte.store.gaps_in_counts import SEXES as TOLD_SEXES
from hyte.store.gaps_in_counts import Counts, gaps_in
from hyte.store.large_plan import LAYOUT, Plan, category_of, frame_of
from hyte.store.protect import HIDDEN, protect
from hyte.store.schemas import empty_table

if TYPE_CHECKING:
    import numpy.typing as npt

    Flags = npt.NDArray[np.bool_]
    Columns = dict[str, npt.NDArray[Any]]

TRACES = ["region", "indicator", "year", "sex", "file", "sheet", "cell", "line"]
_SECRET = (str(MissingKind.SUPPRESSED), str(MissingKind.SUPPRESSED_OR_MISSING))
_YEARS = 4096


def protect_portion(plan: Plan, columns: Columns) -> pd.DataFrame:
    """Hide in `columns` what must not be seen; gives the rows that are hidden or marked.

    Only indicators of which something could have to be hidden are looked at more closely.
    """
    areas = plan.areas
    at = np.flatnonzero(_touched(plan, columns, AreaSums.of(areas))[columns["indicator"]])
    chosen = {name: column[at] for name, column in columns.items()}
    rows = frame_of(plan, chosen)
    if not len(at):
        return rows[TRACES]
    # A file of so many indicators is not searched for sums between them, and one of a few of its indicators
    # must not be either: each indicator is a file by itself here.
    files, names = pd.factorize(chosen["file"].astype(np.int64) * len(plan.indicators) + chosen["indicator"])
    apart = rows.assign(file=category_of(files, [str(name) for name in names]))
    sources = pd.DataFrame({"file": [str(name) for name in names], "layout": LAYOUT, "sha256": "-"})
    tables = {
        "observations": apart,
        "indicators": plan.described,
        "sources": sources,
        "conflicts": empty_table("conflicts"),
        "refusals": empty_table("refusals"),
    }
    found = protect(tables, areas, plan.disclosure)["observations"]
    hidden = (found["symbol"] == HIDDEN).to_numpy(dtype=bool)
    if hidden.any():
        for name in ("value", "numerator"):
            columns[name] = columns[name].copy()
            columns[name][at] = found[name].to_numpy()
        columns["missing"], columns["symbol"] = columns["missing"].copy(), columns["symbol"].copy()
        columns["missing"][at[hidden]] = KINDS.index(_SECRET[0])
        columns["symbol"][at[hidden]] = 0
    secret = hidden | rows["missing"].isin(_SECRET).to_numpy()
    return rows.loc[secret, TRACES].astype({name: "str" for name in TRACES if name not in ("year", "line")})


def _touched(plan: Plan, columns: Columns, sums: AreaSums) -> Flags:
    """Indicators of which a figure is secret or follows from others, or of which one sex is left out.

    Of all others `protect` hides nothing, where no count is below a threshold of ours.
    """
    indicator, sex = columns["indicator"].astype(np.int64), _SEX_NUMBERS[columns["sex"]]
    size = len(plan.indicators)
    secret = np.isin(columns["missing"], [KINDS.index(kind) for kind in _SECRET])
    found = np.bincount(indicator, weights=secret, minlength=size) > 0
    counts = counts_by_code(
        columns["value"], columns["numerator"], indicator, plan.indicators, plan.described
    )
    region, year = columns["region"].astype(np.int64), columns["year"].astype(np.int64)
    none = np.isnan(counts)
    for world in np.unique(columns["world"]).tolist():
        at = np.flatnonzero((columns["world"] == world) & ~none & ~secret)
        gaps = gaps_in(
            Counts(plan.regions, indicator[at], region[at], year[at], sex[at], counts[at], np.zeros(len(at))),
            sums,
        )
        found[[number for number, _ in gaps.tables]] = True
    # Shares whose total is told with that of one sex only; see `shares_to_hide`.
    counted = np.bincount(indicator, weights=~none, minlength=size) > 0
    at = np.flatnonzero(~counted[indicator] & ~np.isnan(columns["value"]))
    place = (columns["world"][at].astype(np.int64) * len(plan.regions) + region[at]) * size + indicator[at]
    cell, cells = pd.factorize(place * _YEARS + year[at])
    told = np.bincount(cell, weights=1 << sex[at], minlength=len(cells))
    found[cells[np.isin(told, (0b011, 0b101))] // _YEARS % size] = True
    return found


_SEX_NUMBERS = np.array([TOLD_SEXES.index(sex) for sex in SEXES], dtype=np.int64)
