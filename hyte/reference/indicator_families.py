"""Families of indicators: one question that is put to groups which exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from hyte.errors import InputError
from hyte.model import Language
from hyte.reference.indicator import Indicator, Translated
from hyte.reference.indicator_files import Entry, read_toml
from hyte.reference.register import FOLDER, Register

DIMENSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "school_level": ("grades_4_5", "grades_8_9", "upper_secondary", "vocational"),
        "age": ("0_15", "0_17", "15_24", "16_24", "18_24", "20_64", "25_64", "65_over"),
    }
)
"""What the groups differ in, and the groups from the youngest on; an age is `from_to` or `from_over`."""


@dataclass(frozen=True, slots=True)
class Member:
    """An indicator of a family and the group that it is about, one of `DIMENSIONS`."""

    indicator: str
    group: str


@dataclass(frozen=True, slots=True)
class Family:
    """Indicators of one question; `dimension` is what their groups differ in.

    `whole` is the indicator of all groups together, None when there is none.
    """

    id: str
    titles: Translated
    dimension: str
    members: tuple[Member, ...]
    whole: str | None = None

    def title(self, language: Language) -> str:
        """Give the question without the group."""
        return self.titles.of(language)


class Families:
    """All families, in the order of the file.

    Raises `InputError` when an indicator belongs to two families.
    """

    def __init__(self, families: Iterable[Family]) -> None:
        self._families = tuple(families)
        self._by_indicator: dict[str, Family] = {}
        for family in self._families:
            whole = (family.whole,) if family.whole else ()
            for indicator in (*(member.indicator for member in family.members), *whole):
                other = self._by_indicator.setdefault(indicator, family)
                if other is not family:
                    raise InputError(f"Two families hold {indicator!r}: {other.id!r} and {family.id!r}.")

    @classmethod
    def load(cls) -> Families:
        """Give the families that ship with the package; read once."""
        return _shipped()

    def __iter__(self) -> Iterator[Family]:
        return iter(self._families)

    def __len__(self) -> int:
        return len(self._families)

    def of(self, indicator: str) -> Family | None:
        """Give the family of an indicator, be it of a group or of the whole, None when it has none."""
        return self._by_indicator.get(indicator)


def read_families(path: Path, register: Register) -> tuple[Family, ...]:
    """Read the file of families strictly.

    Raises `InputError` for keys, indicators and groups that are not known, for groups that overlap or stand
    out of order, and for members that differ in kind, unit, base, direction or in being a survey.
    """
    found = []
    known = {indicator.id: indicator for indicator in register}
    for id, table in read_toml(path).items():
        if not isinstance(table, dict):
            raise InputError(f"{id!r} is not a table.", place=path.name)
        found.append(_family(Entry(table, path.name, id), known))
    return tuple(found)


def _family(entry: Entry, known: Mapping[str, Indicator]) -> Family:
    entry.only(("title", "dimension", "whole", "members"))
    dimension = entry.one_of("dimension", tuple(DIMENSIONS))
    members = []
    for item in entry.tables("members"):
        item.only(("indicator", "group"))
        indicator = item.one_of("indicator", tuple(known))
        members.append(Member(indicator, item.one_of("group", DIMENSIONS[dimension])))
    if len(members) < 2:
        raise entry.fail("A family has at least two members.")
    _check_groups(entry, dimension, [member.group for member in members])
    whole = entry.one_of("whole", tuple(known)) if "whole" in entry.values else None
    indicators = [member.indicator for member in members] + ([whole] if whole else [])
    _check_alike(entry, [known[indicator] for indicator in indicators])
    return Family(entry.name, entry.translated("title"), dimension, tuple(members), whole)


def _check_groups(entry: Entry, dimension: str, groups: list[str]) -> None:
    for before, after in pairwise(groups):
        if DIMENSIONS[dimension].index(before) >= DIMENSIONS[dimension].index(after):
            raise entry.fail(f"The group {after!r} must stand before {before!r}, and each group once.")
        if dimension == "age" and _first_age(after) <= _last_age(before):
            raise entry.fail(
                f"The groups {before!r} and {after!r} overlap.",
                "Somebody in both groups would be compared with themselves; keep one of the two.",
            )


def _check_alike(entry: Entry, indicators: list[Indicator]) -> None:
    first = indicators[0]
    for other in indicators[1:]:
        for name in ("kind", "base", "units", "direction", "survey", "projection"):
            if getattr(other, name) != getattr(first, name):
                raise entry.fail(f"{first.id!r} and {other.id!r} differ in {name}, so no gap can be told.")


def _first_age(group: str) -> int:
    return int(group.split("_")[0])


def _last_age(group: str) -> float:
    last = group.split("_")[1]
    return float("inf") if last == "over" else float(last)


@lru_cache(maxsize=1)
def _shipped() -> Families:
    return Families(read_families(FOLDER / "_families.toml", Register.load()))
