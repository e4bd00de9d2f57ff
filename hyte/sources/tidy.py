"""Builds the data frames that every reader gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.errors import Place
from hyte.sources.reading import RAW_COLUMNS, Reading, Refusal

if TYPE_CHECKING:
    import numpy.typing as npt

REGION_COLUMNS = ("code", "category", "name_fi", "name_sv", "name_en", "sotkanet_id", "member_of")
"""Columns of `Reading.regions`, all text; `member_of` holds Sotkanet ids with blanks between."""

INDICATOR_COLUMNS = (
    "source",
    "code",
    "table",
    "title_fi",
    "title_sv",
    "title_en",
    "unit_fi",
    "unit_sv",
    "unit_en",
    "decimals",
    "updated",
    "publisher",
    "sexes",
    "limits_fi",
)
"""Columns of `Reading.indicators`, text except `decimals` (Int64)."""

_KEY = [
    "source",
    "table",
    "indicator_code",
    "indicator_label",
    "breakdown",
    "region_code",
    "region_category",
    "region_label",
    "year",
    "sex",
]


def tidy_rows(count: int, columns: Mapping[str, object]) -> pd.DataFrame:
    """Make `Reading.rows` of `count` rows.

    A column may be a scalar (the same in every row) or a sequence of `count` values; a column that is not
    given is empty: "" for the breakdown, "total" for sex, False for preliminary, nothing for the others.
    """
    unknown = set(columns) - set(RAW_COLUMNS)
    if unknown:
        raise AssertionError(f"no such columns: {sorted(unknown)}")
    frame: dict[str, pd.Series] = {}
    defaults: dict[str, object] = {"breakdown": "", "sex": "total", "preliminary": False}
    for name, kind in RAW_COLUMNS.items():
        given = columns.get(name, defaults.get(name))
        if given is None or isinstance(given, (str, int, float, bool)):
            empty: object = np.nan if kind == "float64" else pd.NA if kind == "Int64" else given
            given = [empty if given is None else given] * count
        frame[name] = pd.Series(given, dtype=kind, index=range(count))
    return pd.DataFrame(frame)


def rows_of(records: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Make `Reading.rows` of records with any of the raw columns; for small tables read cell by cell."""
    names = [name for name in RAW_COLUMNS if any(name in record for record in records)]
    defaults: dict[str, object] = {"breakdown": "", "sex": "total", "preliminary": False}
    return tidy_rows(
        len(records),
        {name: [record.get(name, defaults.get(name)) for record in records] for name in names},
    )


def region_frame(records: Sequence[Mapping[str, str | None]]) -> pd.DataFrame:
    """Make `Reading.regions`."""
    return pd.DataFrame(
        {name: pd.Series([record.get(name) for record in records], dtype="str") for name in REGION_COLUMNS}
    )


def indicator_frame(records: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Make `Reading.indicators`."""
    return pd.DataFrame(
        {
            name: pd.Series(
                [record.get(name) for record in records], dtype="Int64" if name == "decimals" else "str"
            )
            for name in INDICATOR_COLUMNS
        }
    )


def refuse_contradictions(reading: Reading, file: str) -> Reading:
    """Refuse rows that repeat an earlier row's key with another value.

    The first row stays, because nothing in the file tells which of the two is right; each later one is
    refused as `duplicate`, naming both values. Rows that repeat key and value stay and are merged in the
    store.
    """
    rows = reading.rows
    repeated = rows.duplicated(_KEY, keep=False).to_numpy()
    if not repeated.any():
        return reading
    candidates = rows[repeated]
    first = candidates.drop_duplicates(_KEY)
    merged = candidates[_KEY].merge(first.assign(_first=first.index)[[*_KEY, "_first"]], on=_KEY, how="left")
    earlier = rows.loc[merged["_first"].to_numpy()]
    differs: npt.NDArray[np.bool_] = np.zeros(len(candidates), dtype=bool)
    for name in ("value", "numerator", "missing"):
        mine, theirs = candidates[name].to_numpy(), earlier[name].to_numpy()
        differs |= ~((mine == theirs) | (pd.isna(mine) & pd.isna(theirs)))
    if not differs.any():
        return reading
    refusals = list(reading.refusals)
    for (_, row), (_, kept) in zip(
        candidates[differs].iterrows(),
        earlier[differs].iterrows(),
        strict=True,
    ):
        refusals.append(
            Refusal(
                "duplicate",
                f"{_printed(row)}, earlier {_printed(kept)} in {_where(kept)}",
                place_of(row, file),
            )
        )
    stay = rows.drop(index=candidates.index[differs]).reset_index(drop=True)
    return replace(reading, rows=stay, refusals=tuple(refusals))


def place_of(row: pd.Series, file: str) -> Place:
    """Where a row of `Reading.rows` was read."""
    return Place(
        file,
        sheet=None if pd.isna(row["sheet"]) else str(row["sheet"]),
        cell=None if pd.isna(row["cell"]) else str(row["cell"]),
        line=None if pd.isna(row["line"]) else int(row["line"]),
    )


def _printed(row: pd.Series) -> str:
    if pd.isna(row["value"]):
        return str(row["symbol"]) if not pd.isna(row["symbol"]) else "(empty)"
    return f"{row['value']:.15g}"


def _where(row: pd.Series) -> str:
    return f"cell {row['cell']}" if not pd.isna(row["cell"]) else f"line {row['line']}"
