"""Numbers, years and dates as a reader of each language expects them; formatted here and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from hyte.language.wording import wording
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


def interval_text(low: float, high: float, decimals: int, language: Language) -> str:
    """A range or an interval: `8,8–24,4`; with a negative end `−1,2 – 3,4`, in English `−1.2 to 3.4`.

    Raises
    ------
    ValueError
        When an end is not a number; whoever has no interval says so in words.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError(f"no interval from {low} to {high}")
    ends = number(low, decimals, language), number(high, decimals, language)
    if any(end.startswith(MINUS) for end in ends):
        return wording(language)("quantity.between", low=ends[0], high=ends[1])
    return "–".join(ends)


def points(value: float, decimals: int, language: Language, *, sign: bool = False) -> str:
    """A difference of percentages: `1 prosenttiyksikkö`, `1,0 prosenttiyksikköä`; signed when asked."""
    text = signed(value, decimals, language) if sign else number(value, decimals, language)
    # "1,0" is read with decimals and takes the form for several.
    single = "one" if text.lstrip(f"+{MINUS}") == "1" else "other"
    return wording(language)(f"quantity.points.{single}", count=text)


def per_residents(base: int, language: Language) -> str:
    """What a rate is a rate of: `1 000 asukasta kohti`, `per 1 000 invånare`, `per 1,000 residents`."""
    return wording(language)("quantity.per", base=number(base, 0, language))


def year_range(first: int, last: int) -> str:
    """Years with an en dash, or the one year."""
    return str(first) if first == last else f"{first}–{last}"


def years_text(years: Iterable[int], language: Language) -> str:
    """Years with unbroken runs drawn together: `2013, 2015 ja 2017–2019`; two in a row stay apart."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts = [[year_range(run[0], run[-1])] if len(run) > 2 else [str(year) for year in run] for run in runs]
    return listed([text for part in parts for text in part], language)


def in_years(first: int, last: int, language: Language) -> str:
    """When: `vuonna 2019` or `vuosina 2019–2023`, `år 2019`, `åren 2019–2023`, `in 2019–2023`."""
    key = "quantity.in_year" if first == last else "quantity.in_years"
    return wording(language)(key, years=year_range(first, last))


def date_text(day: date, language: Language) -> str:
    """A date: `12.6.2023`, in English `12 June 2023`."""
    text: str = format_date(day, format=_DATES[language], locale=_LOCALES[language])
    return text.replace(" ", NBSP)


def listed(items: Sequence[str], language: Language) -> str:
    """Words joined as a sentence does it: `a, b ja c`."""
    text: str = format_list(list(items), locale=_LOCALES[language])
    return text
