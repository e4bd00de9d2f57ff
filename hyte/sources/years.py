"""Years as people and Excel write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

_YEAR = re.compile(
    r"(?:(?:vuosi|vuonna|v\.|år|year)\s*)?(?P<year>(?:19|20)[0-9]{2})(?:\.0)?\s*(?P<mark>\*{1,2})?", re.I
)
_DATE = re.compile(
    r"[0-9]{1,2}\.[0-9]{1,2}\.(?P<year>(?:19|20)[0-9]{2})"
    r"|(?P<iso>(?:19|20)[0-9]{2})-[0-9]{2}-[0-9]{2}(?:[T ]00:00(?::00)?)?"
)
_FIRST, _LAST = 1900, 2099


@dataclass(frozen=True, slots=True)
class Year:
    """A year as a header or a column shows it."""

    year: int
    preliminary: bool = False
    """A star behind the year: preliminary figures."""
    from_date: bool = False
    """The cell held a date, and only its year is meant."""


def year_of(cell: object) -> Year | None:
    """Read a cell as a year: 2022, 2022.0, "2022", "2022*", "Vuosi 2022", or a date of that year.

    The number 2022 in a cell with a date format looks like 14 July 1905, the 2022nd day of Excel's calendar;
    no series in these exports is that old, so that such a date is taken as the number.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float)):
        return Year(int(cell)) if _FIRST <= cell <= _LAST and float(cell).is_integer() else None
    if isinstance(cell, (date, datetime)):
        day = cell.date() if isinstance(cell, datetime) else cell
        serial = (day - date(1899, 12, 30)).days
        if _FIRST <= serial <= _LAST:
            return Year(serial)
        return Year(day.year, from_date=True) if _FIRST <= day.year <= _LAST else None
    if not isinstance(cell, str):
        return None
    text = " ".join(cell.split())
    match = _YEAR.fullmatch(text)
    if match:
        return Year(int(match["year"]), preliminary=bool(match["mark"]))
    day_match = _DATE.fullmatch(text)
    return Year(int(day_match["year"] or day_match["iso"]), from_date=True) if day_match else None
