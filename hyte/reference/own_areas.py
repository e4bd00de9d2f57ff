"""Reading ``areas.csv``: the municipalities of one's own that a project adds to the official ones."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hyte.errors import InputError, Place
from hyte.reference.division import GROUPS, LANGUAGE_STATUSES, OwnArea, either, fold

if TYPE_CHECKING:
    from hyte.reference.areas import Areas

COLUMNS = (
    "code",
    "name_fi",
    "name_sv",
    "language",
    "county",
    "county_fi",
    "county_sv",
    "county_en",
    "group",
    "merged_into",
    "merged_year",
    "invented",
)


def read_own_areas(path: Path, *, shown_as: str | None = None) -> tuple[OwnArea, ...]:
    """Rows of an ``areas.csv`` (UTF-8, separator ``;``, a header with exactly `COLUMNS`).

    Parameters
    ----------
    path : Path
        The file.
    shown_as : str, optional
        How messages call the file; its path when not given.

    Raises
    ------
    InputError
        When the file is no UTF-8 text, its header differs, or a field is not of its kind. Whether the codes
        fit the official list is checked by `Areas.extended`.
    """
    file = shown_as or str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("The file is not UTF-8 text.", place=file, remedy="Save it as CSV UTF-8.") from error
    lines = list(csv.reader(text.splitlines(), delimiter=";"))
    header = tuple(name.strip() for name in lines[0]) if lines else ()
    _check_header(header, file)
    rows = []
    for number, fields in enumerate(lines[1:], start=2):
        if not any(value.strip() for value in fields):
            continue
        place = Place(file, line=number)
        if len(fields) != len(header):
            raise InputError(
                f"The line has {len(fields)} fields and the header {len(header)}.",
                place=place,
                remedy="Write one field per column, separated by semicolons.",
            )
        row = {name: value.strip() for name, value in zip(header, fields, strict=True)}
        rows.append(_own_area(row, place))
    return tuple(rows)


def _own_area(row: dict[str, str], place: Place) -> OwnArea:
    year = row["merged_year"]
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise InputError(f"The merger year {year!r} is not a year.", place=place, remedy="Write it as 2020.")
    if row["invented"] not in {"0", "1"}:
        raise InputError(
            f"The column invented holds {row['invented']!r}.",
            place=place,
            remedy="Write 1 for an invented municipality and 0 for a real one.",
        )
    texts = {name: row[name] for name in COLUMNS if name not in {"merged_year", "invented"}}
    return OwnArea(
        **texts, merged_year=int(year) if year else None, invented=row["invented"] == "1", place=place
    )


def _check_header(header: tuple[str, ...], file: str) -> None:
    place = Place(file, line=1)
    for name in header:
        if name not in COLUMNS:
            nearest = difflib.get_close_matches(name, COLUMNS, n=1)
            remedy = f"Did you mean {nearest[0]!r}?" if nearest else f"The columns are {';'.join(COLUMNS)}."
            raise InputError(f"The column {name!r} is not known.", place=place, remedy=remedy)
    missing = [name for name in COLUMNS if name not in header]
    if missing or len(set(header)) != len(header):
        what = f"The column {missing[0]!r} is missing." if missing else "A column is there twice."
        raise InputError(what, place=place, remedy=f"The header is {';'.join(COLUMNS)}.")


def check_own_area(row: OwnArea, before: Sequence[OwnArea], rows: Sequence[OwnArea], areas: Areas) -> None:
    """Raise `InputError` when a row does not fit the areas, the rows before it or the other rows."""

    def refuse(reason: str, remedy: str) -> None:
        raise InputError(reason, place=row.place, remedy=remedy)

    if not re.fullmatch(r"\d{3}", row.code):
        refuse(
            f"The municipality code {row.code!r} is not three digits.",
            "Write it with its zeros, such as 005.",
        )
    taken = areas.municipality(row.code) or areas.merger(row.code)
    if taken:
        refuse(
            f"The code {row.code} belongs to {taken.name('fi')} already.",
            "Choose a code that is not in the official list, for example 990.",
        )
    if row.code in {other.code for other in before}:
        refuse(f"The code {row.code} is there twice.", "Give each municipality a code of its own.")
    for name in (row.name_fi, row.name_sv):
        if name and areas.knows_name(name):
            refuse(f"A municipality is called {name} already.", "Give the municipality another name.")
    if not row.name_fi.strip():
        refuse(f"The municipality {row.code} has no name_fi.", "Write its Finnish name.")
    if row.language not in LANGUAGE_STATUSES:
        refuse(f"The language {row.language!r} is not known.", f"Write {either(LANGUAGE_STATUSES)}.")
    if row.group not in GROUPS:
        refuse(f"The municipality group {row.group!r} is not known.", f"Write {either(GROUPS)}.")
    if not re.fullmatch(r"\d{2}", row.county):
        refuse(f"The county code {row.county!r} is not two digits.", "Write it with its zero, such as 09.")
    county = next((c for c in areas.counties if c.code == row.county), None)
    if county is None and not row.county_fi.strip():
        refuse(f"The county {row.county} is not in the official list and has no name.", "Fill in county_fi.")
    if county and row.county_fi and fold(row.county_fi) != fold(county.name_fi):
        refuse(
            f"The county code {row.county} belongs to {county.name_fi}.",
            "Use a code that is free, such as 99.",
        )
    if bool(row.merged_into) != (row.merged_year is not None):
        refuse("A merger needs both merged_into and merged_year.", "Fill in both, or neither.")
    known = row.merged_into in {other.code for other in rows if other.code != row.code} or areas.successor(
        row.merged_into
    )
    if row.merged_into and not known:
        refuse(
            f"Nobody knows the municipality {row.merged_into} that {row.code} was merged into.",
            "Correct it.",
        )
