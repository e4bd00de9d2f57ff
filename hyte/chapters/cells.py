"""Cells of the processed tables as ordinary values: pandas has three ways of saying that one is empty."""

from __future__ import annotations

from math import isnan
from typing import Any


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
