"""The same observation from several files: one row is kept, and what contradicts it is listed.

The rules, for the rows that share region, indicator, year, sex and the mark of invented data:

1. A figure beats a missing mark. Only a mark that says *secret* (`suppressed`) competes with figures, because
a
   producer that withdraws a figure does it to protect persons.
2. Among figures and secrecy marks the later update date of the source wins; a dated row beats one without a
date.
   A secrecy mark without a date beats every figure, and with the same date too: when in doubt, nothing is
   disclosed.
3. With equal dates or none, the first file by name decides. Such a conflict is undecided, which its two
columns
   ``updated_…`` show. The date of the file on disk never plays a part.
4. Among mere missing marks the one that says most is kept; they are not listed.
5. Rows with equal values are one. The kept one has the winner's date and, among these, the most of numerator,
   denominator and interval, then the first file name.

Listed as conflicts: different figures; a figure against a secrecy mark; a figure used although another file
marks it as `suppressed_or_missing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hyte.model import MissingKind
from hyte.sources.harmonise import KEY, SAME_VALUE
from hyte.sources.identify import combinations
from hyte.store.schemas import conform

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.intp]
    Flags = npt.NDArray[np.bool_]

_BY_MEANING = (
    MissingKind.SUPPRESSED,
    MissingKind.SUPPRESSED_OR_MISSING,
    MissingKind.NOT_APPLICABLE,
    MissingKind.NOT_AVAILABLE,
    MissingKind.NOT_COLLECTED,
    MissingKind.MISSING,
    MissingKind.EMPTY,
)
_DETAILS = ("numerator", "denominator", "ci_low", "ci_high")
_ORDER = ("invented", "region", "indicator", "sex", "year")


def merge(parts: Sequence[pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables ``observations`` and ``conflicts`` of the files' shares, in the order of file names."""
    filled = [part for part in parts if len(part)]
    rows = conform("observations", pd.concat(filled, ignore_index=True) if filled else None)
    _, key = combinations(rows, (*KEY, "invented"))
    repeated = np.flatnonzero(pd.Series(key).duplicated(keep=False).to_numpy())
    conflicts = conform("conflicts", None)
    if len(repeated):
        stay = np.ones(len(rows), dtype=bool)
        stay[repeated] = False
        kept, used, other = _decide(rows.iloc[repeated], key[repeated])
        stay[repeated[kept]] = True
        conflicts = _conflicts(rows.iloc[repeated[used]], rows.iloc[repeated[other]])
        rows = rows[stay]
    return in_order(rows, _ORDER), conflicts


def _decide(rows: pd.DataFrame, key: Whole) -> tuple[Whole, Whole, Whole]:
    """Positions of the kept rows, and of both sides of each conflict: the row used and the other one."""
    position = np.arange(len(rows))
    value = rows["value"].to_numpy()
    ranks = {str(kind): rank for rank, kind in enumerate(_BY_MEANING)}
    meaning = rows["missing"].map(ranks).to_numpy(dtype=float)
    secret, mere_mark = meaning == 0, meaning > 0
    date, _ = pd.factorize(rows["updated"], sort=True)
    newest = np.where(secret & (date < 0), len(rows) + 1, date)
    mark = np.where(mere_mark, meaning, 0)
    order = np.lexsort((position, ~secret, -newest, mark, mere_mark, key))
    starts = np.r_[True, key[order][1:] != key[order][:-1]]
    winner = np.empty(len(rows), dtype=np.intp)
    winner[order] = order[starts][np.cumsum(starts) - 1]

    both_marks = ~np.isnan(meaning) & (meaning == meaning[winner])
    same = both_marks | (np.abs(value - value[winner]) <= SAME_VALUE * np.abs(value[winner]))
    detail = rows[list(_DETAILS)].notna().sum(axis=1).to_numpy()
    best = np.lexsort((position, -detail, date != date[winner], ~same, key))
    kept = best[np.r_[True, key[best][1:] != key[best][:-1]]]

    of_key = np.empty(int(key.max()) + 1, dtype=np.intp)
    of_key[key[kept]] = kept
    figure = np.isnan(meaning)
    either = figure | secret
    unclear = meaning == _BY_MEANING.index(MissingKind.SUPPRESSED_OR_MISSING)
    differs = ~same & ((either & either[winner]) | (unclear & figure[winner]))
    other = np.flatnonzero(differs)
    return kept, of_key[key[other]], other


def _conflicts(used: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    columns: dict[str, Any] = {name: used[name].to_numpy() for name in KEY}
    for side, rows in (("used", used), ("other", other)):
        columns[f"value_{side}"] = rows["value"].to_numpy()
        columns[f"file_{side}"] = rows["file"].to_numpy()
        columns[f"place_{side}"] = _place(rows)
        columns[f"updated_{side}"] = rows["updated"].to_numpy()
    table = conform("conflicts", pd.DataFrame(columns))
    return in_order(table, ("region", "indicator", "sex", "year", "file_used", "file_other", "place_other"))


def _place(rows: pd.DataFrame) -> list[str | None]:
    """``Sheet!D14`` for a workbook, the bare line number for a text file."""
    places: list[str | None] = []
    for sheet, cell, line in zip(rows["sheet"], rows["cell"], rows["line"], strict=True):
        if not pd.isna(cell):
            places.append(str(cell) if pd.isna(sheet) else f"{sheet}!{cell}")
        else:
            places.append(None if pd.isna(line) else str(int(line)))
    return places


def in_order(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The rows sorted by `columns`."""
    # By code points and never by the machine's language, so that the order is the same everywhere.
    ranks = [pd.factorize(rows[name], sort=True)[0] for name in columns]
    return rows.iloc[np.lexsort(ranks[::-1])].reset_index(drop=True)
