"""Sotkanet's two figures of a row, the value and the absolute value, as the raw columns want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hyte.model import MissingKind
from hyte.sources.numbers import FigureColumn


@dataclass(frozen=True, slots=True, eq=False)
class JoinedValues:
    """Values of all rows; `from_absolute` marks those whose value is the absolute value."""

    value: np.ndarray[Any, np.dtype[np.float64]]
    numerator: np.ndarray[Any, np.dtype[np.float64]]
    missing: np.ndarray[Any, np.dtype[np.object_]]
    symbol: np.ndarray[Any, np.dtype[np.object_]]
    preliminary: np.ndarray[Any, np.dtype[np.bool_]]
    from_absolute: np.ndarray[Any, np.dtype[np.bool_]]

    def columns(self, kept: Sequence[int]) -> dict[str, object]:
        """Raw columns of the rows at the positions `kept`."""
        names = ("value", "numerator", "missing", "symbol", "preliminary")
        return {name: getattr(self, name)[kept] for name in names}

    def absolute_only(self, kept: Sequence[int]) -> int:
        """How many of the rows at the positions `kept` have no primary value."""
        return int(self.from_absolute[kept].sum())


def notes_on(absolute_only: int) -> tuple[str, ...]:
    """What has to be told about so many rows without a primary value."""
    told = f"{absolute_only} rows have an absolute value only; it was taken as the value."
    return (told,) if absolute_only else ()


def join_values(primary: FigureColumn, absolute: FigureColumn) -> JoinedValues:
    """The primary value is the value and the absolute value its numerator.

    Where the primary value is empty and unmarked, the absolute value is the value: some indicators are counts
    that have nothing else. A marked primary value ("..") stays missing, whatever stands beside it.
    """
    unmarked = primary.missing == MissingKind.EMPTY.value
    from_absolute = unmarked & ~np.isnan(absolute.value) & ~primary.refused
    mark_only = unmarked & np.isnan(absolute.value) & ~absolute.refused & ~primary.refused
    value = np.where(from_absolute, absolute.value, primary.value)
    numerator = np.where(np.isnan(primary.value), np.nan, absolute.value)
    missing = np.where(mark_only, absolute.missing, primary.missing)
    missing[from_absolute] = None
    symbol = np.where(from_absolute | mark_only, absolute.symbol, primary.symbol)
    return JoinedValues(
        value, numerator, missing, symbol, primary.preliminary | absolute.preliminary, from_absolute
    )
