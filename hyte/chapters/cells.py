"""Rows and cells of processed tables as ordinary values: pandas has three ways to say that one is empty."""

from __future__ import annotations

from collections import namedtuple
from math import isnan
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import pandas as pd


def text_of(cell: Any) -> str | None:
    """The text of a cell; None when it is empty."""
    return cell if isinstance(cell, str) else None


def number_of(cell: Any) -> float | None:
    """The number in a cell; None when it is empty (None, NaN or NA)."""
    if isinstance(cell, float):
        return None if isnan(cell) else float(cell)
    return None if cell is None or str(cell) == "<NA>" else float(cell)


def whole_of(cell: Any) -> int | None:
    """The whole number in a cell; None when it is empty."""
    number = number_of(cell)
    return None if number is None else int(number)


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """Rows of a table, a column's value by its name."""
    row = cast("Any", namedtuple)("row", list(frame.columns), rename=True)
    # As objects at once: to ask Arrow for one value after another takes ten times as long.
    columns = [frame[name].to_numpy(dtype=object) for name in frame.columns]
    return list(map(row._make, zip(*columns, strict=True)))
