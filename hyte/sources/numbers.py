"""One parser for every number and every mark of a missing number that the exports write."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from hyte.model import MissingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

Dialect = Literal["statfin", "thl", "sotkanet", "sheet"]

_BLANK = r"[ \u00a0\u2007\u2009\u202f]"
_DASHES = r"\-\u2212\u2013\u2010\u2011"
_NUMBER = re.compile(
    rf"""(?P<sign>[+{_DASHES}])?
    (?P<body>
        (?P<plain>[0-9]*[.,])?[0-9]+(?:[eE](?P<exponent>[+\-\u2212]?[0-9]{{1,3}}))?
      | [0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}})+(?:[.,][0-9]+)?
      | [0-9]{{1,3}}(?:\.[0-9]{{3}})+,[0-9]+
      | [0-9]{{1,3}}(?:,[0-9]{{3}})+\.[0-9]+
      | [0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}
      | [0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}}
    )
    (?:{_BLANK}*%)?""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_BLANKS = re.compile(_BLANK)
_STRIP = " \t\r\n\u00a0\u2007\u2009\u202f"

_DOTS = {
    ".": MissingKind.MISSING,
    "..": MissingKind.NOT_APPLICABLE,
    "...": MissingKind.SUPPRESSED,
    "\u2026": MissingKind.SUPPRESSED,  # office programs turn three dots into one character
    "....": MissingKind.NOT_AVAILABLE,
    ".....": MissingKind.NOT_COLLECTED,
    "......": MissingKind.EMPTY,
}
_NIL = frozenset({"-", "\u2212", "\u2013", "\u2014"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell that holds a figure or a mark; `value` is None exactly when `missing` is given."""

    value: float | None
    missing: MissingKind | None
    symbol: str | None
    """The text of the cell when it was a mark and no number, as printed."""
    preliminary: bool


def parse_number(text: str) -> float | None:
    """Read a number as Finnish, Swedish and English exports print it; None when it is none.

    Takes a decimal comma or point, thousands in blanks (also no-break and thin ones), a minus sign or a dash
    before the number, and a percent sign after it. One separator followed by three digits is a decimal
    separator: "1,234" is 1.234, because no Finnish export groups thousands with a comma.
    """
    match = _NUMBER.fullmatch(text.strip(_STRIP))
    if match is None:
        return None
    body = _BLANKS.sub("", match["body"]).replace("\u2212", "-")
    if match["plain"] is not None or match["exponent"] is not None:
        body = body.replace(",", ".")
    elif "," in body and "." in body:
        thousands = "," if body.index(",") < body.index(".") else "."
        body = body.replace(thousands, "").replace(",", ".")
    elif max(body.count(","), body.count(".")) > 1:
        body = body.replace(",", "").replace(".", "")
    else:
        body = body.replace(",", ".")
    number = float(body)
    if not math.isfinite(number):
        return None
    return -number if match["sign"] not in (None, "+") else number


def figure_of(cell: object, dialect: Dialect) -> Figure | None:
    """Read one cell as a figure; None for text that is neither a number nor a mark of the dialect.

    Parameters
    ----------
    cell : object
        What the reading library gave: a number, text, None. Booleans and dates are no figures.
    dialect : {"statfin", "thl", "sotkanet", "sheet"}
        Whose marks count. Statistics Finland's dots are understood everywhere, but ".." is "suppressed or
        missing" in THL's cubes and "not applicable" elsewhere. A lone dash is zero ("magnitude nil") only in
        Statistics Finland's tables; elsewhere nobody has promised that, and it marks a missing figure.
    """
    if cell is None:
        return Figure(None, MissingKind.EMPTY, None, False)
    if isinstance(cell, (bool, np.bool_)):
        return None
    if isinstance(cell, (int, float, np.integer, np.floating)):
        number = float(cell)
        if math.isnan(number):
            return Figure(None, MissingKind.EMPTY, None, False)
        return Figure(number, None, None, False) if math.isfinite(number) else None
    if not isinstance(cell, str):
        return None
    printed = cell.strip(_STRIP)
    if not printed:
        return Figure(None, MissingKind.EMPTY, None, False)
    text = printed.rstrip("*").rstrip(_STRIP)
    preliminary = text != printed
    if text in _DOTS:
        kind = MissingKind.SUPPRESSED_OR_MISSING if (dialect, text) == ("thl", "..") else _DOTS[text]
        return Figure(None, kind, printed, preliminary)
    if text in _NIL:
        if dialect == "statfin":
            return Figure(0.0, None, printed, preliminary)
        return Figure(None, MissingKind.MISSING, printed, preliminary)
    parsed = parse_number(text)
    return None if parsed is None else Figure(parsed, None, None, preliminary)


@dataclass(frozen=True, slots=True, eq=False)
class FigureColumn:
    """A column of cells read at once; the arrays have one element per cell, in order."""

    value: npt.NDArray[np.float64]
    """NaN where there is no value."""
    missing: npt.NDArray[np.object_]
    """A `MissingKind`'s text, or None where there is a value."""
    symbol: npt.NDArray[np.object_]
    """The mark as printed, or None."""
    preliminary: npt.NDArray[np.bool_]
    refused: npt.NDArray[np.bool_]
    """True where the text is neither a number nor a mark; everything else about that cell is empty then."""


def figures_of(cells: Sequence[object], dialect: Dialect) -> FigureColumn:
    """Read many cells as `figure_of` reads one; some million numbers a second."""
    count = len(cells)
    value = np.full(count, np.nan)
    missing = np.full(count, None, dtype=object)
    symbol = np.full(count, None, dtype=object)
    preliminary = np.zeros(count, dtype=bool)
    refused = np.zeros(count, dtype=bool)
    _take_plain(cells, value)
    known: dict[object, Figure | None] = {}
    for position in np.flatnonzero(~np.isfinite(value)).tolist():
        cell = cells[position]
        key = (type(cell), cell)
        if key not in known:
            known[key] = figure_of(cell, dialect)
        figure = known[key]
        if figure is None:
            value[position], refused[position] = np.nan, True
            continue
        value[position] = np.nan if figure.value is None else figure.value
        if figure.missing is not None:
            missing[position] = figure.missing.value
        symbol[position] = figure.symbol
        preliminary[position] = figure.preliminary
    return FigureColumn(value, missing, symbol, preliminary, refused)


def _take_plain(cells: Sequence[object], value: npt.NDArray[np.float64]) -> None:
    """Put the cells that are plain numbers into `value`; what is not finite there still has to be read."""
    kinds = list(map(type, cells))
    if kinds.count(float) == len(kinds):
        value[:] = np.array(cells, dtype=np.float64)
        return
    if float in kinds:
        numbers = np.fromiter((kind is float for kind in kinds), dtype=bool, count=len(kinds))
        value[numbers] = [cell for cell in cells if type(cell) is float]
    if str in kinds:
        texts = np.fromiter((kind is str for kind in kinds), dtype=bool, count=len(kinds))
        written = [cell for cell in cells if type(cell) is str]
        plain = _PLAIN.fullmatch
        # Each different text once: marks and small counts come again and again.
        read = {text: float(text.replace(",", ".")) if plain(text) else math.nan for text in set(written)}
        value[texts] = [read[text] for text in written]
