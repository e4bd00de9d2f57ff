"""Reading one cell of a register by the type of its field: strict about meaning, kind about spelling."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from hyte.sources.notes.folding import fold, tidy
from hyte.sources.numbers import parse_number
from hyte.sources.registers.choice_lists import ChoiceList, choice_lists
from hyte.sources.registers.dates import FIRST_YEAR, LAST_YEAR, read_day, read_month
from hyte.sources.registers.indicator_names import indicator_names
from hyte.sources.registers.layout import Field, FieldType

_FORBIDDEN = re.compile("[\ufffe\uffff]")
_PLAIN = re.compile("[ -~ÅÄÖåäöÉé€§–—’”·×…]*")
_PARTS = re.compile(r"\s*[;\n]\s*")
_NAME_PARTS = re.compile(r"\s*[;\n&]\s*|\s+(?:ja|sekä|och|samt|and)\s+")
_SMALLER_PARTS = re.compile(r"\s*[,/&+]\s*|\s+(?:ja|sekä|och|samt|and)\s+", re.IGNORECASE)
_COMMAS = re.compile(r"\s*,\s*")
_AMOUNT = re.compile(r"(?P<number>[+\-−–]? ?[\d\s.,]*\d)\s*(?P<unit>[^\d\s][^\d]*)?")
_THOUSANDS_OR_CENTS = re.compile(r"[+\-−–]? ?\d{1,3}[.,]\d{3}")
_EUROS: Mapping[int, tuple[str, ...]] = {
    1: ("", "€", "e", "eur", "euro", "euroa", "euros"),
    1_000: ("t€", "te", "k€", "teur", "keur", "tuhatta euroa", "tuhatta €", "tusen euro", "thousand euros"),
    1_000_000: (
        *("m€", "me", "meur", "milj. €", "milj. euroa", "miljoona euroa", "miljoonaa euroa"),
        *("mn €", "mn euro", "miljon euro", "miljoner euro", "million euros"),
    ),
}
_PERSON_YEARS = (
    *("", "htv", "htv:tä", "henkilötyövuosi", "henkilötyövuotta", "årsverke", "årsverken", "årsv."),
    *("person-year", "person-years", "person years", "py", "fte"),
)
_OF_NUMBERS = (
    "",
    "%",
    "h",
    "tunti",
    "tuntia",
    "timme",
    "timmar",
    "hour",
    "hours",
    "pistettä",
    "poäng",
    "points",
)
_LONGEST_AMOUNT = 60
_LONGEST_QUOTE, _QUOTED = 40, 3
_SMALLEST, _LARGEST = 1e-9, 1e15
"""Nothing of a municipality is smaller or larger, and a spreadsheet has no more digits."""
_WRITE_NUMBER = "Write the number alone, for example 12,5; words belong in a column of words."


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell says: its canonical value, "" when there is none.

    `rest` is the text that could not be read, "" when all of it was; `reason` and `remedy` say why.
    """

    value: str
    rest: str = ""
    reason: str = ""
    remedy: str | None = None


def read_value(field: Field, cell: object, *, percent: bool = False) -> Parsed:
    """Read a cell that is not empty.

    Parameters
    ----------
    field : Field
        The field of the cell's column.
    cell : object
        Text, a number, a truth value, or a date, as the reading library gives it.
    percent : bool, optional
        Whether the cell is shown as a percentage: 0.125 shown as 12.5 % means 12.5 in a field of numbers.
    """
    if percent and isinstance(cell, float):
        cell = float(number_text(cell * 100)) if field.type == "number" else f"{number_text(cell * 100)} %"
    return _READERS[field.type](field, cell)


def as_text(cell: object) -> str:
    """A cell's content as text, as people would have typed it; without control characters."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, (int, float)):
        return number_text(cell)
    if isinstance(cell, datetime):
        day = f"{cell.day}.{cell.month}.{cell.year}"
        return day if cell.time() == time() else f"{day} {cell:%H:%M}"
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return _clean(str(cell))


@lru_cache(maxsize=65_536)
def _clean(text: str) -> str:
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip(" ")
    # Twice: taking a character out can bring two others together that compose.
    return tidy(tidy(_FORBIDDEN.sub("", text)))


def number_text(number: float) -> str:
    """A number without an exponent and with a point, rounded to the 15 digits that a spreadsheet has."""
    if not math.isfinite(number):
        return str(number)
    text = format(Decimal(format(number, ".15g")), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def names_in(text: str) -> tuple[str, ...]:
    """Names of persons in a field of names: without titles in brackets or behind a dash."""
    found: list[str] = []
    for part in _NAME_PARTS.split(text):
        bare = re.sub(r"\([^)]*\)?|\s[–-]\s.*", "", part)
        pieces = _COMMAS.split(bare)
        # "Surname, Given" is one name, "Given Surname, Given Surname" are two.
        apart = len(pieces) > 1 and all(" " in piece for piece in pieces if piece)
        found += pieces if apart else [" ".join(reversed(pieces))] if len(pieces) == 2 else pieces
    return tuple(dict.fromkeys(name.strip() for name in found if name.strip()))


def _text(field: Field, cell: object) -> Parsed:
    return Parsed(as_text(cell))


def _date(field: Field, cell: object) -> Parsed:
    found = read_day(cell)
    if found:
        return Parsed(found)
    return _refused(
        cell, "is not a date", "Write day.month.year, for example 5.6.2024, or the month as 6/2024."
    )


def _month(field: Field, cell: object) -> Parsed:
    found = read_month(cell)
    return Parsed(found) if found else _refused(cell, "is not a month", "Write it as 6/2024.")


def _year(field: Field, cell: object) -> Parsed:
    text = as_text(cell)
    if re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return Parsed(text)
    return _refused(cell, "is not a year", "Write the year with four digits, for example 2024.")


def _whole(field: Field, cell: object) -> Parsed:
    number = _amount(cell, {1: ("",)})
    if number is None:
        return _refused(cell, "is not a number", _WRITE_NUMBER)
    if number < 0 or not float(number).is_integer():
        return _refused(cell, "is not a whole number", "Write a whole number, for example 45.")
    return Parsed(number_text(number))


def _number(field: Field, cell: object) -> Parsed:
    number = _amount(cell, {1: _OF_NUMBERS})
    return (
        Parsed(number_text(number))
        if number is not None
        else _refused(cell, "is not a number", _WRITE_NUMBER)
    )


def _money(field: Field, cell: object) -> Parsed:
    if isinstance(cell, str):
        cell = re.sub(r"^€ ?", "", tidy(cell))
        bare = re.sub(r"\s*(?:€|e|eur|euroa?)$", "", cell, flags=re.I)
        if _THOUSANDS_OR_CENTS.fullmatch(bare):
            plain = re.sub(r"[.,]", "", bare)
            return _refused(
                cell,
                "can be read in two ways",
                f"Write {plain}, or the cents with two digits, without a point.",
            )
    number = _amount(cell, _EUROS)
    if number is None:
        return _refused(cell, "is not an amount of money", "Write the euros alone, for example 12000.")
    return Parsed(number_text(number))


def _person_years(field: Field, cell: object) -> Parsed:
    number = _amount(cell, {1: _PERSON_YEARS})
    if number is None or number < 0:
        return _refused(
            cell, "is not a number of person-years", "Write for example 0,5: half of one person's year."
        )
    return Parsed(number_text(number))


def _choice(field: Field, cell: object) -> Parsed:
    options, text = _options(field), as_text(cell)
    if isinstance(cell, bool) and field.type == "yes_no":
        return Parsed("yes" if cell else "no")
    found = options.find(text)
    return Parsed(found) if found else _unknown_choice(options, [text])


def _choices(field: Field, cell: object) -> Parsed:
    options, text = _options(field), as_text(cell)
    found: list[str] = []
    unknown: list[str] = []
    for part in _pieces(text, options.find):
        id = options.find(part)
        if id is None:
            unknown.append(part)
        else:
            found.append(id)
    value = ";".join(dict.fromkeys(found))
    if not unknown:
        return Parsed(value)
    refused = _unknown_choice(options, unknown)
    return Parsed(value, refused.rest, refused.reason, refused.remedy)


def _pieces(text: str, find: Callable[[str], object]) -> Iterable[str]:
    """Parts between semicolons or line ends, parted further where every smaller part is known by itself.

    "Barn, familjer" is two groups, although "barnfamiljer" without its comma is one.
    """
    for part in filter(None, _PARTS.split(text)):
        smaller = [piece for piece in _SMALLER_PARTS.split(part) if piece]
        yield from smaller if all(find(piece) is not None for piece in smaller) else [part]


def _indicators(field: Field, cell: object) -> Parsed:
    names, text = indicator_names(), as_text(cell)
    whole = names.find_whole(text)
    if whole:
        return Parsed(whole)
    parts = (names.find(part) or part for part in _PARTS.split(text) if part)
    return Parsed(";".join(dict.fromkeys(parts)))


def _options(field: Field) -> ChoiceList:
    return choice_lists()[field.choices or ""]


def _unknown_choice(options: ChoiceList, unknown: list[str]) -> Parsed:
    near = [name for text in unknown[:_QUOTED] if (name := options.nearest(text))]
    hint = f"Did you mean {', '.join(map(repr, near))}? " if near else ""
    shown = " and ".join(map(_quoted, unknown[:_QUOTED]))
    verb = "are" if len(unknown) > 1 else "is"
    return Parsed(
        "",
        "; ".join(unknown),
        f"{shown} {verb} not in the list of choices.",
        f"{hint}Choose from the list in the cell.",
    )


def _amount(cell: object, units: Mapping[int, Iterable[str]]) -> float | None:
    """The number in a cell, times what its unit says; None when there is none, or the unit is another."""
    number = _number_in(cell, units)
    if number is None or not (number == 0 or _SMALLEST <= abs(number) < _LARGEST):
        return None
    return number


def _number_in(cell: object, units: Mapping[int, Iterable[str]]) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return None
    if not isinstance(cell, str):
        return float(cell) if abs(cell) < _LARGEST else None
    text = tidy(cell).replace("\n", " ")
    match = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST_AMOUNT else None
    if match is None:
        return None
    unit = fold(match["unit"] or "").strip().rstrip(".")
    number = parse_number(re.sub(r"^([+\-−–]) ", r"\1", match["number"].strip()))
    for times, known in units.items():
        if number is not None and unit in {fold(name).rstrip(".") for name in known}:
            return float(number_text(number * times))
    return None


def _refused(cell: object, is_what: str, remedy: str) -> Parsed:
    text = as_text(cell)
    return Parsed("", text, f"{_quoted(text)} {is_what}.", remedy)


def _quoted(text: str) -> str:
    """The text in quotes; a long one is cut, so that a message does not repeat a whole story."""
    return repr(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…")


_READERS: Mapping[FieldType, Callable[[Field, object], Parsed]] = MappingProxyType(
    {
        "text": _text,
        "long_text": _text,
        "person": _text,
        "file_name": _text,
        "date": _date,
        "month": _month,
        "year": _year,
        "whole": _whole,
        "number": _number,
        "money": _money,
        "person_years": _person_years,
        "choice": _choice,
        "yes_no": _choice,
        "choices": _choices,
        "indicators": _indicators,
    }
)
