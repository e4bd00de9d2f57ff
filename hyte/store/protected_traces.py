"""What other tables tell of a hidden figure: another figure, one that stood twice, the file's checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import numpy.typing as npt

    Flags = npt.NDArray[np.bool_]

_KEY = ["region", "indicator", "year", "sex"]


def without_traces(
    tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame, hidden: Flags
) -> dict[str, pd.DataFrame]:
    """The tables, with the figures of hidden observations taken out of ``conflicts`` and ``refusals``."""
    made = dict(tables)
    if not hidden.any():
        return made
    gone = rows[hidden]
    conflicts = tables["conflicts"]
    if len(conflicts):
        touched = pd.MultiIndex.from_frame(conflicts[_KEY]).isin(pd.MultiIndex.from_frame(gone[_KEY]))
        values = {name: conflicts[name].mask(touched) for name in ("value_used", "value_other")}
        made["conflicts"] = conflicts.assign(**values)
    refusals = tables["refusals"]
    twice = (refusals["code"] == "duplicate").to_numpy() & refusals["file"].isin(gone["file"]).to_numpy()
    if twice.any():
        spots: dict[str, list[str]] = {}
        for file, sheet, cell, line in _places(gone):
            spots.setdefault(file, []).append(f" in {_spot(sheet, cell, line)}")
        details = refusals["detail"].copy()
        for at in np.flatnonzero(twice).tolist():
            detail, file = details.iloc[at], str(refusals["file"].iloc[at])
            if isinstance(detail, str) and detail.endswith(tuple(spots.get(file, ()))):
                details.iloc[at] = None
        made["refusals"] = refusals.assign(detail=details)
    return made


def with_checksums_of_what_is_shown(sources: pd.DataFrame, rows: pd.DataFrame, hidden: Flags) -> pd.DataFrame:
    """The table ``sources``, in which a file with hidden figures has the checksum of its shown rows.

    With the checksum of the file itself, whoever knows the rest of it could try out what is hidden.
    """
    columns = ["region", "indicator", "year", "sex", "value", "missing", "sheet", "cell", "line"]
    sums = sources["sha256"].copy()
    for file in sorted(rows.loc[hidden, "file"].unique()):
        shown = rows.loc[rows["file"] == file, columns]
        content = pd.util.hash_pandas_object(shown, index=False).to_numpy().astype("<u8").tobytes()
        sums[sources["file"] == file] = hashlib.sha256(content).hexdigest()
    return sources.assign(sha256=sums)


def _places(rows: pd.DataFrame) -> list[tuple[str, str | None, str | None, int | None]]:
    columns = (
        rows[name].astype(object).where(rows[name].notna(), None) for name in ("sheet", "cell", "line")
    )
    return [
        (str(file), sheet, cell, None if line is None else int(line))
        for file, sheet, cell, line in zip(rows["file"], *columns, strict=True)
    ]


def _spot(sheet: str | None, cell: str | None, line: int | None) -> str:
    within = f"sheet {sheet!r} " if sheet else ""
    return f"{within}cell {cell}" if cell else f"{within}line {line}"
