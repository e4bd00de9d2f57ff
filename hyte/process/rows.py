"""Rows of a processed table as plain dictionaries: a missing value is None, a whole number an int."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def rows_of(table: pd.DataFrame) -> list[Row]:
    """The rows of a table in its order, without the values that pandas puts in for a missing one."""
    names = [str(name) for name in table.columns]
    columns = [[_plain(value) for value in table[name].to_numpy(dtype=object)] for name in table.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def whole(value: Any) -> int | None:
    """A whole number, None for a missing one and for what is no whole number."""
    try:
        return None if value is None else int(value)
    except (TypeError, ValueError):
        return None


def listed(value: Any) -> tuple[str, ...]:
    """The ids of a field that holds several, joined by ";"."""
    return tuple(part.strip() for part in str(value or "").split(";") if part.strip())


def _plain(value: Any) -> Any:
    # NaN, NaT and pandas' NA are what does not equal itself, or cannot tell whether it does.
    try:
        return value if value == value else None
    except TypeError:
        return None
