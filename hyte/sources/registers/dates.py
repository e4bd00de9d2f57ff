"""Days and months as people write them in a workbook, read to ISO text."""

from __future__ import annotations

import re
from datetime import date, datetime

from hyte.sources.notes.folding import fold, tidy

_MONTHS = (
    ("tammi", "januari", "january", "jan"),
    ("helmi", "februari", "february", "feb"),
    ("maalis", "mars", "march", "mar"),
    ("huhti", "april", "apr"),
    ("touko", "maj", "may"),
    ("kesa", "juni", "june", "jun"),
    ("heina", "juli", "july", "jul"),
    ("elo", "augusti", "august", "aug"),
    ("syys", "september", "sept", "sep"),
    ("loka", "oktober", "october", "okt", "oct"),
    ("marras", "november", "nov"),
    ("joulu", "december", "dec"),
)
_CASES = ("kuu", "kuun", "kuuta", "kuussa", "kuuhun", "kuusta", "")
_NUMBERS = {
    name + case: number
    for number, (finnish, *others) in enumerate(_MONTHS, start=1)
    for name, cases in ((finnish, _CASES), *((other, ("",)) for other in others))
    for case in cases
}
_IN_WORDS = re.compile(r"(?:(?:den )?(?P<day>\d{1,2})\.? )?(?P<month>[a-z]+)\.?,? (?P<year>\d{4})")
_DAY = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?")
_MONTH = re.compile(r"(?P<month>\d{1,2}) ?[/.] ?(?P<year>\d{4})")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})")
_CENTURY = 2000
FIRST_YEAR, LAST_YEAR = 1900, 2100


def read_day(cell: object) -> str | None:
    """A day as ``2024-06-05``, or a month as ``2024-06`` where no day is told; None when it is neither.

    Two digits are a year of this century. "6/5/2024" is no day: nobody knows which of the two is the month.
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat() if FIRST_YEAR <= cell.year <= LAST_YEAR else None
    if not isinstance(cell, str):
        return None
    text = fold(tidy(cell)).strip()
    for form in (_DAY, _ISO_DAY):
        if match := form.fullmatch(text):
            year = int(match["year"])
            return _day(year if year > 99 else _CENTURY + year, int(match["month"]), int(match["day"]))
    if (match := _IN_WORDS.fullmatch(text)) and (month := _NUMBERS.get(match["month"])):
        if match["day"]:
            return _day(int(match["year"]), month, int(match["day"]))
        return _month(int(match["year"]), month)
    for form in (_MONTH, _ISO_MONTH):
        if match := form.fullmatch(text):
            return _month(int(match["year"]), int(match["month"]))
    return None


def read_month(cell: object) -> str | None:
    """A month as ``2024-06``; None when it is none. Of a day the month is taken."""
    if isinstance(cell, float):
        # "6.2024" typed where a point is a decimal mark.
        cell = f"{cell:.4f}"
    day = read_day(cell)
    return day[:7] if day else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None


def _month(year: int, month: int) -> str | None:
    return f"{year:04d}-{month:02d}" if 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR else None
