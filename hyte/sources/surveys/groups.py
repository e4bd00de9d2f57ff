"""Population groups of respondents: from options of a question on age or family, and from ages in numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hyte.reference.ages import groups_of_ages
from hyte.reference.word_lists import groups_of
from hyte.sources.privacy.letters import fold
from hyte.sources.surveys.words import is_one, speaks_of

OLDEST = 120
AGE_CLASSES: tuple[tuple[str, int, int], ...] = (("0–12", 0, 12), ("13–29", 13, 29), ("30–59", 30, 59))
"""Classes of ages in numbers: where the project's population groups part, see `hyte.reference.ages`."""
LAST_CLASS = "60–"

_RANGE = re.compile(r"(\d{1,3})\s*(?:[-–—]|\.\.|to|till)\s*(\d{1,3})(?!\d)")
_UNDER = re.compile(
    r"\b(?:alle|under|below|hogst|enintaan|korkeintaan)\D{0,3}(\d{1,3})|^\s*[-–<]\s*(\d{1,3})"
)
_OVER = re.compile(
    r"\b(?:yli|over|vahintaan|minst|above)\D{0,3}(\d{1,3})|>\s*(\d{1,3})"
    r"|(\d{1,3})\D{0,12}(?:tai (?:yli|enemman|vanhempi)|eller (?:aldre|mer|over)|or (?:over|older|more))"
    r"|(\d{1,3})\D{0,12}(?:taytta|fyllda)"
    r"|(\d{1,3})\s*(?:[-–—+]\s*$|v\.?\s*[-–]\s*$)"
)


@lru_cache(maxsize=4096)
def ages_of(option: str) -> tuple[int, int] | None:
    """The ages that an option such as "18–29", "alle 18", "65+" or "75 år eller äldre" stands for."""
    text = fold(option)
    if match := _RANGE.search(text):
        low, high = int(match[1]), int(match[2])
        return (low, high) if low <= high <= OLDEST else None
    if match := _OVER.search(text):
        low = int(next(part for part in match.groups() if part))
        strictly = re.search(rf"\b(?:yli|over|above)\D{{0,3}}{low}\b|>\s*{low}", text)
        return (low + bool(strictly), OLDEST) if low <= OLDEST else None
    if match := _UNDER.search(text):
        high = int(next(part for part in match.groups() if part))
        strictly = re.search(r"alle|under|below|<", text)
        return (0, high - bool(strictly)) if high <= OLDEST else None
    return None


def group_of(option: str, heading: str) -> str | None:
    """The population group that an option means; None when it means none, or more than one."""
    found = groups_of(option)
    if len(found) == 1 and found != ("everyone",):
        return found[0]
    ages = ages_of(option) if speaks_of(heading, "headings", "age") else None
    if ages is None:
        return None
    low, high = ages
    told = groups_of_ages(f"{low}–{high}-vuotiaat") or groups_of_ages(f"yli {low}-vuotiaat")
    if not told and low >= AGE_CLASSES[1][1]:
        # The word list knows ranges of its own; a range across them goes where most of it lies.
        middle = (low + min(high, 90)) // 2
        told = groups_of_ages(f"{middle}-vuotiaat") or ("working_age",)
    return told[0] if told else None


def age_order(option: str) -> int | None:
    """By what age an option is placed among others."""
    ages = ages_of(option)
    return ages[0] if ages else None


def group_of_class(name: str) -> str:
    """The population group of one of the classes of ages in numbers."""
    low = {label: first for label, first, _ in AGE_CLASSES}.get(name, 60)
    return {0: "children", 13: "young", 30: "working_age"}.get(low, "older")


def age_class(number: float, year: int, born: bool) -> str | None:
    """The class of an age, or of a year of birth told in a survey of `year`; None when it is neither."""
    age = year - number if born or 1900 <= number <= year else number
    if not 0 <= age <= OLDEST:
        return None
    return next((label for label, low, high in AGE_CLASSES if low <= age < high + 1), LAST_CLASS)


def makes_groups(heading: str, groups: Sequence[str | None]) -> bool:
    """Whether a question tells who answers: it asks for age, family or role, and its options are groups."""
    asked = any(speaks_of(heading, "headings", name) for name in ("age", "family"))
    return (asked or is_one(heading, "headings", "who")) and any(groups)
