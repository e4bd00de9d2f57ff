"""Numbers, years and dates as a reader of each language expects them; formatted here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from hyte.model import Language

MINUS = "\u2212"
NBSP = "\u00a0"
_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_DATES = {"fi": "d.M.yyyy", "sv": "d.M.yyyy", "en": "d MMMM yyyy"}


def number(value: float, decimals: int, language: Language) -> str:
    """A figure with a fixed number of decimals: `18 131`, `2,4`, `−0,3` (no-break blanks, true minus)."""
    shown = round(value, decimals) + 0.0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text: str = format_decimal(abs(shown), format=pattern, locale=_LOCALES[language])
    text = text.replace("\u202f", NBSP)
    return f"{MINUS}{text}" if shown < 0 else text


def signed(value: float, decimals: int, language: Language) -> str:
    """A difference with its sign: `+1,2`, `−0,4`, `±0`."""
    shown = round(value, decimals)
    if shown == 0:
        return "±" + number(0, decimals, language)
    return ("+" if shown > 0 else "") + number(value, decimals, language)


def with_unit(text: str, unit: str, language: Language = "fi") -> str:
    """A formatted figure and its unit, kept on one line: `2,4 %`, `12 / 1 000`; in English `2.4%`."""
    if unit == "%" and language == "en":
        return f"{text}%"
    return f"{text}{NBSP}{unit.replace(' ', NBSP)}" if unit else text


def year_range(first: int, last: int) -> str:
    """Years with an en dash, or the one year."""
    return str(first) if first == last else f"{first}–{last}"


def date_text(day: date, language: Language) -> str:
    """A date: `12.6.2023`, in English `12 June 2023`."""
    text: str = format_date(day, format=_DATES[language], locale=_LOCALES[language])
    return text.replace(" ", NBSP)


def listed(items: Sequence[str], language: Language) -> str:
    """Words joined as a sentence does it: `a, b ja c`."""
    text: str = format_list(list(items), locale=_LOCALES[language])
    return text
