"""Which dimension of a table is area, time, sex or measure: from its name, its codes and its labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from hyte.model import Language, Sex
from hyte.sources.area_names import contradicts, is_area_name
from hyte.sources.dimensions.words import (
    AREA_ENDINGS,
    AREA_NAMES,
    COUNTRY,
    MEASURE_NAMES,
    SEX_NAMES,
    TIME_NAMES,
    TOTAL_CODES,
    TOTALS,
    language_of,
)
from hyte.sources.sexes import sex_of_word

Producer = Literal["statfin", "thl"]


class Role(StrEnum):
    """What a dimension of a table tells about a figure."""

    AREA = "area"
    TIME = "time"
    SEX = "sex"
    MEASURE = "measure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of a table and its categories, in file order.

    `name` is empty where the file does not name it. `codes`, where the file has them, go with `labels` one to
    one. `role` is None until the file or `assign_roles` tells it.
    """

    name: str
    labels: tuple[str, ...]
    codes: tuple[str | None, ...] | None = None
    role: Role | None = None

    def code(self, position: int) -> str | None:
        """Code of one category, None where the file gives none."""
        return self.codes[position] if self.codes is not None else None


@dataclass(frozen=True, slots=True)
class TimeLabel:
    """A label of a time dimension; `whole_year` is False for a day, a month, a quarter or a span of years."""

    year: int
    whole_year: bool
    preliminary: bool


@dataclass(frozen=True, slots=True)
class RegionLabel:
    """An area as the raw columns want it: code and category where known, and the label without its code."""

    code: str | None
    label: str | None
    category: str | None


_NAMES = {
    Role.AREA: AREA_NAMES,
    Role.TIME: TIME_NAMES,
    Role.SEX: SEX_NAMES,
    Role.MEASURE: MEASURE_NAMES,
}
_AREA_CODE = re.compile(
    r"SSS|(?:KU|MK|HVA|SK|SA|MA|AVI|ELY|EVK|ERVA|SHP|TK|VP|HO|KO|PL|TY|NUTS)\d+[A-Z]?|FI[0-9][0-9A-Z]*"
)
_CODED_LABEL = re.compile(r"((?:[A-ZÅÄÖ]{2,4}\d+|FI[0-9][0-9A-Z]*))\s+(\S.*)")

_YEAR = re.compile(r"(?:(?:vuosi|vuonna|år|year)\s+)?((?:19|20)\d\d)\s*(\*?)", re.IGNORECASE)
_MONTH = (
    r"(?:(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu"
    r"|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october)"
)
_PART_OF_YEAR = re.compile(
    r"""(?P<first>(?:19|20)\d\d)\s*(?:
        [MQKmqk]\s?\d{1,2}                          # 2023M05, 2023Q1, 2023K1
      | [-/.–]\s?(?:0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\d|3[01]))?(?:[T ]\d\d:\d\d(?::\d\d)?)?
      | \s?[-–/]\s?(?:(?:19|20)?\d\d)               # 2019-2021, 2021/22
      | \s?[/.]?(?:I{1,3}|IV)
      | \s+{MONTH}                               # 2023 tammikuu
    )\s*\*?
  | (?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?P<second>(?:19|20)\d\d)
  | (?:0?[1-9]|1[0-2])[/.](?P<third>(?:19|20)\d\d)
  | {MONTH}\s(?P<fourth>(?:19|20)\d\d)
    """.replace("{MONTH}", _MONTH),
    re.VERBOSE | re.IGNORECASE,
)
_YEAR_AT_END = re.compile(r"(?P<measure>.*\S)\s*,\s*(?P<year>(?:19|20)\d\d)(?P<star>\*?)")


def time_of(label: str) -> TimeLabel | None:
    """Read a label of a time dimension; None when it speaks of no year."""
    text = label.strip()
    match = _YEAR.fullmatch(text)
    if match is not None:
        return TimeLabel(int(match[1]), True, bool(match[2]))
    match = _PART_OF_YEAR.fullmatch(text)
    if match is not None:
        year = next(group for group in match.groups() if group is not None)
        return TimeLabel(int(year), False, text.endswith("*"))
    return None


def split_year(label: str) -> tuple[str, TimeLabel] | None:
    """Take the year off a measure's label ("Väkiluku, 2016"); None when it does not end with one."""
    match = _YEAR_AT_END.fullmatch(label.strip())
    return (
        None
        if match is None
        else (match["measure"], TimeLabel(int(match["year"]), True, bool(match["star"])))
    )


def is_total(label: str, code: str | None = None) -> bool:
    """Whether a category is the total of its dimension, and so says nothing of its own."""
    return label.strip().casefold() in TOTALS or (code is not None and code.casefold() in TOTAL_CODES)


def is_country(label: str) -> bool:
    """Whether an area's label means the whole country."""
    return label.strip().casefold() in COUNTRY


def is_area_code(text: str) -> bool:
    """Whether a text is an area code of Statistics Finland (SSS, KU111, HVA09 …)."""
    return _AREA_CODE.fullmatch(text) is not None


def regions_of(dimension: Dimension, producer: Producer) -> tuple[RegionLabel, ...]:
    """Areas of an area dimension.

    Statistics Finland's labels carry the code ("MK07 Päijät-Häme"), and sometimes a wrong one ("HVA06
    Kanta-Hämeen hyvinvointialue"). Where the file has no codes of its own, a code that contradicts its name,
    or that stands before two names, is left out: the name decides.
    """
    found = [_region_of(label, dimension.code(i), producer) for i, label in enumerate(dimension.labels)]
    if dimension.codes is None:
        found = [replace(r, code=None) if r.code and contradicts(r.code, r.label or "") else r for r in found]
        named: dict[str, set[str]] = {}
        for region in found:
            if region.code is not None and region.label is not None:
                named.setdefault(region.code, set()).add(region.label)
        found = [replace(r, code=None) if r.code and len(named.get(r.code, ())) > 1 else r for r in found]
    return tuple(found)


def _region_of(label: str, code: str | None, producer: Producer) -> RegionLabel:
    text = label.strip()
    category = "MAA" if is_country(text) else None
    match = _CODED_LABEL.fullmatch(text)
    if match is not None:
        code, text = code or match[1], match[2]
    if producer == "statfin":
        if code is None and category == "MAA":
            code = "SSS"
        elif code is not None and re.fullmatch(r"\d{3}", code):
            category = "KUNTA"  # tables before 2018 have no prefix before a municipality's code
    return RegionLabel(code or None, text or None, category)


def role_by_name(name: str) -> Role | None:
    """Role that a dimension's name tells ("Alue 2023", "contentscode", "Kön"); None for other names."""
    key = re.sub(r"(?:[ _]\d[\d_.\-]*)+$", "", name.strip().casefold()).replace("_", " ").strip()
    return next((role for role, names in _NAMES.items() if key in names), None)


def _looks_like_time(dimension: Dimension) -> bool:
    return all(time_of(label) is not None for label in dimension.labels)


def _looks_like_sex(dimension: Dimension) -> bool:
    sexes = [sex_of_word(label) for label in dimension.labels]
    return None not in sexes and any(sex is not Sex.TOTAL for sex in sexes)


def _looks_like_area(dimension: Dimension) -> bool:
    if dimension.codes is not None and any(
        code is not None and is_area_code(code) and code != "SSS" for code in dimension.codes
    ):
        return True
    return any(
        is_country(label)
        or label.casefold().endswith(AREA_ENDINGS)
        or ((match := _CODED_LABEL.fullmatch(label)) is not None and is_area_code(match[1]))
        for label in dimension.labels
    )


_LOOKS: tuple[tuple[Role, Callable[[Dimension], bool]], ...] = (
    (Role.TIME, _looks_like_time),
    (Role.SEX, _looks_like_sex),
    (Role.AREA, _looks_like_area),
)


def assign_roles(dimensions: Sequence[Dimension]) -> tuple[Dimension, ...]:
    """Give every dimension its role; each role but OTHER goes to one dimension at most.

    What the file itself says wins, then the dimension's name, then its labels: their form first, and last
    whether half of them are names of Finnish areas.
    """
    roles: list[Role | None] = []
    taken: set[Role] = set()
    for dimension in dimensions:
        told = None if dimension.role in taken else dimension.role
        roles.append(told)
        if told is not None and told is not Role.OTHER:
            taken.add(told)
    for index, dimension in enumerate(dimensions):
        role = role_by_name(dimension.name) if roles[index] is None else None
        if role is not None and role not in taken:
            rivals = [d for d in dimensions[index + 1 :] if d.role is None and role_by_name(d.name) is role]
            if role is Role.TIME and not _looks_like_time(dimension) and any(map(_looks_like_time, rivals)):
                continue
            roles[index] = role
            taken.add(role)
    for role, looks_like in _LOOKS:
        for index, dimension in enumerate(dimensions):
            if roles[index] is None and role not in taken and dimension.labels and looks_like(dimension):
                roles[index] = role
                taken.add(role)
    if Role.AREA not in taken:
        shares = [
            sum(map(is_area_name, d.labels)) / len(d.labels) if roles[i] is None and d.labels else 0.0
            for i, d in enumerate(dimensions)
        ]
        if shares and max(shares) >= 0.5:
            roles[shares.index(max(shares))] = Role.AREA
    return tuple(replace(d, role=role or Role.OTHER) for d, role in zip(dimensions, roles, strict=True))


def breakdown_text(names: Sequence[str], labels: Sequence[str]) -> str:
    """Write the other dimensions of one figure as "Name=label; Name=label"; both marks stay unambiguous."""
    return "; ".join(
        f"{name.replace('=', ':').replace(';', ',')}={label.strip().replace(';', ',')}"
        for name, label in zip(names, labels, strict=True)
    )


def language_of_table(dimensions: Sequence[Dimension]) -> Language:
    """Language of a table's names and labels; Finnish when none tells."""
    return language_of(text for d in dimensions for text in (d.name, *d.labels))
