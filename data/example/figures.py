"""The invented figures: a level, a change a year and noise, counted as persons.

Only arithmetic that every machine rounds alike is used, and texts seed the random numbers.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from example.indicators import AGE_INDICATORS, SPECS, Spec
from example.places import COUNTRY, COUNTY, HILJALA, PLACES, REGIONS, YEARS, Place, population

SEED = "esimerkkimaakunta-1"
SMALLEST_COUNT = 5
"""A count under this is kept secret in a series about persons."""
SCHOOL_YEARS = tuple(year for year in YEARS if year % 2)
TEA_YEARS = (2019, 2021, 2023)
ELECTION_YEARS = (2017, 2021)

_AGE_LEVELS = (7.7, 10.6, 11.0, 52.3, 10.3, 8.1)
_AGE_SLOPES = (-0.17, 0.0, -0.08, -0.30, 0.17, 0.38)
_OLDER = (-0.12, -0.14, -0.14, -0.60, 0.45, 0.55)


@dataclass(frozen=True)
class Figure:
    """A value and, where it is a share of persons, how many they are."""

    value: float
    count: int | None = None


Key = tuple[str, int, str]
"""Region, year, sex (total, male, female)."""


def noise(*parts: object) -> float:
    """A number between -1 and 1, most often near 0, that depends on nothing but the parts."""
    numbers = random.Random("/".join(map(str, (SEED, *parts))))
    return (numbers.random() + numbers.random() + numbers.random()) * 2 / 3 - 1


def populations() -> dict[Key, Figure]:
    """Persons on 31 December by sex."""
    figures = {}
    for region in (*(place.code for place in PLACES), COUNTRY):
        for year in YEARS:
            total = population(region, year)
            male = round(total * (0.4935 + 0.004 * noise("sex", region)))
            for sex, number in (("total", total), ("male", male), ("female", total - male)):
                figures[region, year, sex] = Figure(number)
    for year in YEARS:
        for sex in ("total", "male", "female"):
            figures[COUNTY, year, sex] = Figure(sum(figures[p.code, year, sex].value for p in PLACES))
    return figures


def age_counts() -> dict[tuple[str, int], list[int]]:
    """Persons in each of the age groups of `AGE_INDICATORS`, adding up to the population."""
    counts: dict[tuple[str, int], list[int]] = {}
    for region, older in (*((p.code, p.older) for p in PLACES), (COUNTRY, 0.0)):
        for year in YEARS:
            since = year - YEARS[0]
            shares = [
                level + slope * since + older * tilt
                for level, slope, tilt in zip(_AGE_LEVELS, _AGE_SLOPES, _OLDER, strict=True)
            ]
            total = population(region, year)
            parts = [round(total * share / 100) for share in shares]
            parts[3] += total - sum(parts)
            counts[region, year] = parts
    for year in YEARS:
        counts[COUNTY, year] = [
            sum(column) for column in zip(*(counts[place.code, year] for place in PLACES), strict=True)
        ]
    return counts


def age_shares(indicator: int) -> dict[Key, Figure]:
    """Percent of the population in one age group, with the persons."""
    group = AGE_INDICATORS.index(indicator)
    return {
        (region, year, "total"): Figure(round(100 * parts[group] / population(region, year), 1), parts[group])
        for (region, year), parts in age_counts().items()
    }


def series_of(spec: Spec) -> dict[Key, Figure | None]:
    """Figures of one indicator; None where it is kept secret, no key where it does not exist."""
    if spec.kind == "ratio":
        figures = _ratio(spec, YEARS)
    elif spec.kind == "turnout":
        figures = _ratio(spec, ELECTION_YEARS)
    elif spec.kind == "school":
        figures = _ratio(spec, SCHOOL_YEARS)
    else:
        figures = _level(spec)
    if spec.id not in _KNOWN_OF_HILJALA:
        figures = {key: figure for key, figure in figures.items() if key[0] != HILJALA.code}
    return {key: figure for key, figure in figures.items() if key[1] <= spec.last}


_KNOWN_OF_HILJALA = (74, 181)
"""Beside its population, the municipality with almost nothing has these."""


def _factor(spec: Spec, place: Place) -> float:
    strain = {1: place.strain, -1: 2 - place.strain, 0: 1.0}[spec.effect]
    # A strength such as living at home lies close to the country's level everywhere; spread says how close.
    strain = 1 + (strain - 1) * min(1.0, spec.spread * 8)
    return strain * (1 + spec.spread * noise(spec.id, place.code))


def _country(spec: Spec, year: int) -> float:
    since = year - YEARS[0]
    bump = 0.06 * spec.effect if year in (2020, 2021) and spec.id in (181, 189, 5) else 0.0
    return (spec.level + spec.slope * since) * (1 + bump + 0.008 * noise(spec.id, COUNTRY, year))


def _ratio(spec: Spec, years: tuple[int, ...]) -> dict[Key, Figure | None]:
    sexes = (("male", spec.male), ("female", 2 - spec.male)) if spec.male is not None else (("total", 1.0),)
    figures: dict[Key, Figure | None] = {}
    for year in years:
        level = _country(spec, year)
        county: dict[str, list[int]] = {"male": [0, 0], "female": [0, 0], "total": [0, 0]}
        for region in REGIONS:
            if region == COUNTY:
                continue
            place = next((p for p in PLACES if p.code == region), None)
            whole = population(region, year) * (0.0205 if spec.kind == "school" else spec.part)
            counted = {"male": [0, 0], "female": [0, 0], "total": [0, 0]}
            for sex, relative in sexes:
                base = max(1, round(whole * (0.5 if spec.male is not None else 1.0)))
                share = level * relative / spec.base
                if place is not None:
                    # Chance moves small places more: about one standard deviation of a count.
                    spread = math.sqrt(max(share * (1 - min(share, 0.95)), 0.0001) / base) / max(
                        share, 0.0001
                    )
                    chance = noise(spec.id, region, year, sex) * 1.5 * min(spread, 0.5)
                    share *= _factor(spec, place) * (1 + chance)
                number = round(base * (min(share, 0.99) if spec.base == 100 else share))
                for name in {sex, "total"}:
                    counted[name][0] += number
                    counted[name][1] += base
            shown = {
                sex: _published(spec, *counted[sex], region) for sex in (*(s for s, _ in sexes), "total")
            }
            if None in shown.values():
                # One sex kept secret could be counted from the total and the other sex.
                shown |= dict.fromkeys((sex for sex in shown if sex != "total"), None)
            for sex, figure in shown.items():
                figures[region, year, sex] = figure
                if place is not None:
                    county[sex][0] += counted[sex][0]
                    county[sex][1] += counted[sex][1]
        for sex in dict.fromkeys((*(s for s, _ in sexes), "total")):
            figures[COUNTY, year, sex] = _published(spec, *county[sex], COUNTY)
    return figures


def _published(spec: Spec, number: int, base: int, region: str) -> Figure | None:
    few = number < SMALLEST_COUNT or (spec.kind == "school" and base < 15)
    if spec.protected and region not in (COUNTY, COUNTRY) and few:
        return None
    value = round(spec.base * number / base, 2 if spec.id == 699 else 1)
    return Figure(value, None if spec.kind == "turnout" else number)


def _level(spec: Spec) -> dict[Key, Figure | None]:
    decimals = spec.base
    figures: dict[Key, Figure | None] = {}
    for year in YEARS:
        level = _country(spec, year)
        values = {}
        for place in PLACES:
            if spec.kind == "plain":
                values[place.code] = place.growth * 1000 / place.population_2013 + 5.5 * noise(
                    spec.id, place.code, year
                )
            else:
                values[place.code] = (
                    level * _factor(spec, place) * (1 + 0.02 * noise(spec.id, place.code, year))
                )
            digits = 1 if spec.kind == "plain" else decimals
            figures[place.code, year, "total"] = Figure(_rounded(values[place.code], digits))
        weighted = sum(values[p.code] * population(p.code, year) for p in PLACES) / population(COUNTY, year)
        digits = 1 if spec.kind == "plain" else decimals
        figures[COUNTY, year, "total"] = Figure(_rounded(weighted, digits))
        figures[COUNTRY, year, "total"] = Figure(_rounded(level, digits))
    return figures


def _rounded(value: float, digits: int) -> float:
    return round(value, digits) if digits else float(round(value))


def specs_in(file: str) -> tuple[Spec, ...]:
    """The indicators that lie in one of the files."""
    return tuple(spec for spec in SPECS if spec.file == file)
