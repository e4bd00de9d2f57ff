"""Canonical values of registers as a person sees them in a cell."""

from __future__ import annotations

from datetime import date

from hyte.model import Language
from hyte.sources.registers.choice_lists import choice_lists
from hyte.sources.registers.indicator_names import indicator_names
from hyte.sources.registers.layout import Field

FORMATS = {
    "date": "dd.mm.yyyy",
    "month": "m/yyyy",
    "year": "0",
    "whole": "#,##0",
    "number": "General",
    "money": "#,##0.00",
    "person_years": "0.00",
}
"""Number formats by type of field; all others are text."""
TEXT_FORMAT = "@"
_NUMBERS = ("year", "whole", "number", "money", "person_years")
_DIGITS = 15


def cell_value(field: Field, value: str, language: Language) -> str | float | date:
    """What to write into a cell so that it shows a canonical value and is read as the same again."""
    if field.type in ("date", "month"):
        return _day(value, whole_months=field.type == "month")
    if field.type in _NUMBERS:
        digits = value.strip("-").replace(".", "").lstrip("0")
        # More digits than a spreadsheet's numbers have stay a text.
        return value if len(digits) > _DIGITS else float(value) if "." in value else int(value)
    if field.type in ("choice", "yes_no", "choices"):
        options = choice_lists()[field.choices or ""]
        return "; ".join(options.label(id, language) for id in value.split(";"))
    if field.type == "indicators":
        return "; ".join(indicator_names().label(id, language) for id in value.split(";"))
    return value


def _day(value: str, *, whole_months: bool) -> str | date:
    year, month, *day = (int(part) for part in value.split("-"))
    if day:
        return date(year, month, day[0])
    # In a column of days a month stays a text, so that nobody takes it for the first of the month.
    return date(year, month, 1) if whole_months else f"{month}/{year}"
