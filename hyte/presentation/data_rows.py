"""The figures of the data workbook, and the one text as which a notebook keeps thousands of them.

A notebook is written, sent and read as JSON several times on its way to a report. Beside an object for each
figure, a text in which repeated words stand once is a tenth of the size, and takes no time to pass on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from hyte.model import MissingKind


class DataRow(NamedTuple):
    """One figure of the data workbook with its origin."""

    indicator: str
    indicator_title: str
    unit: str
    region: str
    region_name: str
    year: int
    sex: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    missing: MissingKind | None = None
    missing_text: str = ""
    preliminary: bool = False
    source: str = ""
    file: str = ""
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None


_FIGURES = frozenset({"value", "numerator", "denominator", "ci_low", "ci_high"})
_NUMBERS = _FIGURES | {"line"}
_KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(DataRow._fields, (str,)),
    **dict.fromkeys(_NUMBERS, (float, int)),
    "year": (int,),
    "line": (int,),
    "preliminary": (bool,),
}
_MAY_LACK = _NUMBERS | {"missing", "sheet", "cell"}


def pack_rows(rows: Sequence[DataRow]) -> str:
    """Write the rows as one JSON text.

    It has for each field its values, or its different values and each row's place among them.
    """
    packed: dict[str, tuple[Sequence[Any], Sequence[int] | None]] = {}
    for name, values in zip(DataRow._fields, zip(*rows, strict=True) if rows else repeat(()), strict=False):
        place_of = {value: place for place, value in enumerate(dict.fromkeys(values))}
        few = 2 * len(place_of) <= len(values)
        packed[name] = (list(place_of), [place_of[value] for value in values]) if few else (values, None)
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def unpack_rows(text: str) -> tuple[DataRow, ...]:
    """Read rows back.

    Raises
    ------
    ValueError
        When the text is none that `pack_rows` writes.
    """
    try:
        packed = json.loads(text)
    except RecursionError:
        raise ValueError("the rows are nested too deeply") from None
    if not isinstance(packed, dict) or set(packed) != set(DataRow._fields):
        raise ValueError(f"the rows do not have the fields {', '.join(DataRow._fields)}")
    columns = [_column(name, packed[name]) for name in DataRow._fields]
    return tuple(map(DataRow._make, zip(*columns, strict=True)))


def _column(name: str, content: Any) -> Sequence[Any]:
    try:
        values, places = content
        for value in values:
            # True is an int by its class, and would be shown as 1.
            if type(value) not in _KINDS[name] and not (value is None and name in _MAY_LACK):
                raise ValueError(f"{name}: {value!r} is not what such a field holds")
        if name in _FIGURES:
            values = [None if value is None else float(value) for value in values]
        elif name == "missing":
            values = [None if kind is None else MissingKind(kind) for kind in values]
        if places is None:
            return list(values)
        if places and min(places) < 0:
            raise ValueError(f"{name}: a place before the first")
        return [values[place] for place in places]
    except (TypeError, IndexError) as error:
        raise ValueError(f"{name}: {error}") from error
