"""What other tables tell of a hidden figure: the figure of another file, and the figure that stood twice."""

from __future__ import annotations

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
