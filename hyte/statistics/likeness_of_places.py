"""Which municipalities are most alike: in size, age structure, group, language and county.

How far two municipalities are from each other is a weighted sum of five parts:

- size: difference of the logarithms of their populations,
- age: how large a share of one's population would have to be of another age for the structures to be equal,
- group: 0 in the same group of municipalities, else 1,
- language: 0 with the same languages and the same majority, 1/2 when only one of the two is bilingual or the
  majorities of two bilingual ones differ, 1 between a Finnish one and one with a Swedish majority,
- county: 0 in the same wellbeing services county, else 1.

Size and age are divided by the median distance of all compared municipalities from the middle one, so that 1
is a usual distance there too, and single very large cities do not set the measure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Literal

from hyte.reference.division import Municipality, MunicipalLanguage
from hyte.settings import Likeness

Criterion = Literal["size", "age", "group", "language", "county"]
CRITERIA: tuple[Criterion, ...] = ("size", "age", "group", "language", "county")

FEWEST_CANDIDATES = 3
"""With fewer there is nothing to choose from, and no median of peers either."""

LEAST_INDICATORS = 0.5
"""Share of the municipality's own indicators that a candidate must have: one of which hardly any figures were
downloaded would leave most comparisons empty."""

AGE_GROUPS: Mapping[str, tuple[int, int]] = {
    "share_aged_0_6": (0, 6),
    "share_aged_0_14": (0, 14),
    "share_aged_0_17": (0, 17),
    "share_aged_7_15": (7, 15),
    "share_aged_15_64": (15, 64),
    "share_aged_16_24": (16, 24),
    "share_aged_16_64": (16, 64),
    "share_aged_25_64": (25, 64),
    "share_aged_65_74": (65, 74),
    "share_aged_65_over": (65, 99),
    "share_aged_75_over": (75, 99),
    "share_aged_85_over": (85, 99),
}
"""Register ids of shares of the population (per cent) with their first and last year of age."""

_MAJORITY: Mapping[MunicipalLanguage, float] = {"fi": 0.0, "fi-sv": 0.5, "sv-fi": 1.0, "sv": 1.5}


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known of a municipality for the search.

    `population` is in persons, of 31 December of `year`; `ages` in per cent of the population by id of
    `AGE_GROUPS`; `indicators` is the number of its indicators that can serve comparison.
    """

    population: float
    year: int
    ages: Mapping[str, float]
    indicators: int


@dataclass(frozen=True, slots=True)
class Alike:
    """The most alike municipalities, the most alike first, and what they were compared by."""

    municipalities: tuple[Municipality, ...]
    criteria: tuple[Criterion, ...]


def most_alike(
    own: Municipality,
    others: Iterable[Municipality],
    facts: Mapping[str, PlaceFacts],
    likeness: Likeness,
) -> Alike | None:
    """The `likeness.peers` municipalities that are most like `own`; equal distances go by code.

    `facts` are by municipality code. A municipality without facts, or with fewer than half as many indicators
    as `own`, is no candidate. Ages count by the groups that `own` and at least half of the candidates have; a
    candidate that lacks one of these is left out, and ages do not count when that would leave too few. None
    without facts of `own` or with fewer than three candidates.
    """
    if own.code not in facts:
        return None
    needed = LEAST_INDICATORS * facts[own.code].indicators
    candidates = [
        other
        for other in sorted(others, key=lambda each: each.code)
        if other.code != own.code and other.code in facts and facts[other.code].indicators >= needed
    ]
    if len(candidates) < FEWEST_CANDIDATES:
        return None
    groups: tuple[str, ...] = ()
    if likeness.age:
        groups, candidates = _compared_ages(own, candidates, facts)
    places = [own, *candidates]
    parts: dict[Criterion, _Part] = {
        "size": _size(places, facts),
        "age": _age(places, facts, groups),
        "group": lambda one, other: float(one.group != other.group),
        "language": lambda one, other: min(1.0, abs(_MAJORITY[one.language] - _MAJORITY[other.language])),
        "county": lambda one, other: float(one.county != other.county),
    }
    weights: dict[Criterion, float] = {name: getattr(likeness, name) for name in CRITERIA}
    criteria = tuple(name for name in CRITERIA if weights[name] and (name != "age" or groups))
    if not criteria:
        return None

    def distance(other: Municipality) -> float:
        return math.fsum(weights[name] * parts[name](own, other) for name in criteria)

    # Rounded, so that the last bits of a logarithm, which differ between machines, decide nothing.
    nearest = sorted(candidates, key=lambda other: (round(distance(other), 9), other.code))
    return Alike(tuple(nearest[: likeness.peers]), criteria)


_Part = Callable[[Municipality, Municipality], float]


def _compared_ages(
    own: Municipality, candidates: list[Municipality], facts: Mapping[str, PlaceFacts]
) -> tuple[tuple[str, ...], list[Municipality]]:
    """Age groups to compare by, and the candidates that have them all."""
    known = frozenset(
        group
        for group in facts[own.code].ages
        if 2 * sum(group in facts[other.code].ages for other in candidates) >= len(candidates)
    )
    groups = disjoint_ages(known)
    whole = [other for other in candidates if all(group in facts[other.code].ages for group in groups)]
    return (groups, whole) if groups and len(whole) >= FEWEST_CANDIDATES else ((), candidates)


@cache
def disjoint_ages(known: frozenset[str]) -> tuple[str, ...]:
    """Of the known age groups as many as do not overlap, of these choices the one that covers most years."""
    by_age = sorted((group for group in AGE_GROUPS if group in known), key=lambda group: AGE_GROUPS[group])

    def choices(rest: Sequence[str], covered: int) -> Iterable[tuple[str, ...]]:
        yield ()
        for position, group in enumerate(rest):
            low, high = AGE_GROUPS[group]
            if low > covered:
                for further in choices(rest[position + 1 :], high):
                    yield (group, *further)

    return max(choices(by_age, -1), key=lambda groups: (len(groups), _years(groups), groups))


def _years(groups: Iterable[str]) -> int:
    return sum(high - low + 1 for low, high in map(AGE_GROUPS.__getitem__, groups))


def _size(places: Sequence[Municipality], facts: Mapping[str, PlaceFacts]) -> _Part:
    size = {place.code: math.log(facts[place.code].population) for place in places}
    middle = median(size.values())
    scale = _scale([abs(value - middle) for value in size.values()])
    return lambda one, other: abs(size[one.code] - size[other.code]) / scale


def _age(places: Sequence[Municipality], facts: Mapping[str, PlaceFacts], groups: Sequence[str]) -> _Part:
    shares = {place.code: [facts[place.code].ages[group] for group in groups] for place in places}
    if _years(groups) < _years(("share_aged_0_14", "share_aged_15_64", "share_aged_65_over")):
        # All other ages are one more group.
        shares = {code: [*found, 100 - math.fsum(found)] for code, found in shares.items()}
    middle = [median(column) for column in zip(*shares.values(), strict=True)]
    scale = _scale([_moved(found, middle) for found in shares.values()])
    return lambda one, other: _moved(shares[one.code], shares[other.code]) / scale


def _moved(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(abs(a - b) for a, b in zip(one, other, strict=True)) / 2


def _scale(distances: Sequence[float]) -> float:
    """The median distance; where half of the municipalities are equal the largest one."""
    return median(distances) or max(distances) or 1.0
