"""Columns of figures built from categories, and the account of figures that were refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from hyte.errors import Place
from hyte.sources.reading import RAW_COLUMNS, Refusal

if TYPE_CHECKING:
    import numpy.typing as npt

    Positions = npt.NDArray[np.intp]


def frame(columns: Mapping[str, object], count: int, kept: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Build `Reading.rows` from whole columns, single values and None, and keep the rows marked so."""
    data: dict[str, object] = {}
    for name, kind in RAW_COLUMNS.items():
        values = columns.get(name)
        if kind == "str":
            if values is None or isinstance(values, str):
                array: Any = pd.array([values], dtype="str").take(np.zeros(count, dtype=np.intp))
            else:
                array = _text(values)
            data[name] = array[kept]
        elif kind == "Int64":
            whole = pd.array([pd.NA], dtype="Int64").take(np.zeros(count, dtype=np.intp))
            data[name] = (whole if values is None else pd.array(np.asarray(values), dtype="Int64"))[kept]
        elif kind == "bool":
            data[name] = np.asarray(values, dtype=bool)[kept]
        elif values is None:
            data[name] = np.full(int(kept.sum()), np.nan)
        else:
            data[name] = np.asarray(values, dtype=kind)[kept]
    return pd.DataFrame(data)


def _text(values: object) -> Any:
    if isinstance(values, pd.api.extensions.ExtensionArray):
        return values
    # Through Arrow, because pandas looks at each text in Python first.
    objects = np.asarray(values, dtype=object)
    return pd.array(pa.array(objects, type=pa.large_string(), from_pandas=True), dtype="str")


def take(categories: Sequence[str | None], positions: Positions) -> pd.api.extensions.ExtensionArray:
    """Text column of one category per figure; -1 is no text."""
    # Not one string per figure but one per category, taken by position: that is what makes big tables fast.
    return pd.array(list(categories), dtype="str").take(positions, allow_fill=True)


def take_numbers(categories: Sequence[int], positions: Positions) -> npt.NDArray[np.int64]:
    """Whole numbers of one category per figure; -1 is zero."""
    return np.asarray([*categories, 0], dtype=np.int64)[positions]


def take_flags(categories: Sequence[bool], positions: Positions) -> npt.NDArray[np.bool_]:
    """Flags of one category per figure; -1 is False."""
    return np.asarray([*categories, False], dtype=bool)[positions]


class Refused:
    """Collects refusals; a figure is refused once, for the first reason that is found.

    Parameters
    ----------
    count : int
        How many figures there are.
    place_of : callable
        Place of a figure by its number.
    """

    def __init__(self, count: int, place_of: Callable[[int], Place]) -> None:
        self._place_of = place_of
        self._open = np.ones(count, dtype=bool)
        self._found: list[Refusal] = []

    def mark_all(self, code: str, detail: str) -> None:
        """Refuse every figure that is still open."""
        self._mark(code, detail, np.flatnonzero(self._open))

    def mark_each(self, code: str, positions: npt.NDArray[np.intp], details: Sequence[str]) -> None:
        """Refuse single figures, each with its own text."""
        for position, detail in zip(positions.tolist(), details, strict=True):
            self._mark(code, detail, np.asarray([position]))

    def mark_where(self, code: str, positions: Positions, bad: Sequence[bool], labels: Sequence[str]) -> None:
        """Refuse the figures whose category is bad; a figure without a category (-1) is refused too."""
        categories = [i for i, is_bad in enumerate(bad) if is_bad]
        if len(positions) and positions.min() < 0:
            categories.append(-1)
        for category in categories:
            where = np.flatnonzero(self._open & (positions == category))
            self._mark(code, "" if category < 0 else labels[category], where)

    def _mark(self, code: str, detail: str, where: npt.NDArray[np.intp]) -> None:
        where = where[self._open[where]]
        if not len(where):
            return
        self._open[where] = False
        self._found.append(Refusal(code, detail, self._place_of(int(where[0])), len(where)))

    def kept(self) -> npt.NDArray[np.bool_]:
        """True for each figure that was not refused."""
        return self._open

    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused, in the order of finding."""
        return tuple(self._found)
