"""The invented county and its municipalities: codes outside the official list, names of no real place."""

from __future__ import annotations

from dataclasses import dataclass

YEARS = tuple(range(2013, 2025))
COUNTY = "99"
COUNTY_NAMES = (
    "Esimerkkimaakunnan hyvinvointialue",
    "Exempellandskapets välfärdsområde",
    "Example Region wellbeing services county",
)
COUNTRY = "SSS"
COUNTRY_NAMES = ("Koko maa", "Hela landet", "Whole country")
COUNTRY_POPULATION_2013 = 5_451_000
COUNTRY_GROWTH = 14_200


@dataclass(frozen=True)
class Place:
    """One invented municipality.

    `growth` is persons a year. `strain` multiplies the burdens of the country level (unemployment, illness)
    and lowers its strengths. `older` adds percentage points to the share of those over 64.
    """

    code: str
    name_fi: str
    name_sv: str
    language: str
    group: str
    population_2013: int
    growth: int
    strain: float
    older: float


KEKSILA = Place("990", "Keksilä", "", "fi", "urban", 31_480, -62, 1.09, 1.4)
HAAVEMAKI = Place("991", "Haavemäki", "", "fi", "semi_urban", 9_420, 11, 0.91, -1.2)
TARINAKYLA = Place("993", "Tarinakylä", "", "fi", "rural", 792, -9, 1.13, 11.5)
SATULAHTI = Place("994", "Satulahti", "Sagoviken", "fi-sv", "semi_urban", 6_130, 24, 0.84, 0.6)
HILJALA = Place("995", "Hiljala", "", "fi", "rural", 2_065, -21, 1.04, 7.0)
PLACES = (KEKSILA, HAAVEMAKI, TARINAKYLA, SATULAHTI, HILJALA)

MERGED_CODE, MERGED_NAME, MERGED_YEAR = "996", "Vanhapitäjä", 2020
"""Became part of Keksilä; the national series count it in from the start, its own sheet shows it."""
MERGED_POPULATION = {
    2013: 2_310,
    2014: 2_287,
    2015: 2_251,
    2016: 2_236,
    2017: 2_204,
    2018: 2_178,
    2019: 2_149,
}

SOTKANET_IDS = {"990": 9990, "991": 9991, "993": 9993, "994": 9994, "995": 9995, COUNTY: 9999, COUNTRY: 658}
"""Ids of a Sotkanet region list; only that of the whole country is a real one."""

REGIONS = (*(place.code for place in PLACES), COUNTY, COUNTRY)
"""Every area that has figures, in the order of the files."""

NAMES = {place.code: place.name_fi for place in PLACES} | {COUNTY: COUNTY_NAMES[0], COUNTRY: COUNTRY_NAMES[0]}
STATFIN_CODES = {place.code: f"KU{place.code}" for place in PLACES} | {
    COUNTY: f"HVA{COUNTY}",
    COUNTRY: COUNTRY,
}


def population(code: str, year: int) -> int:
    """Persons on 31 December; the county is the sum of its municipalities."""
    since = year - YEARS[0]
    if code == COUNTRY:
        return COUNTRY_POPULATION_2013 + COUNTRY_GROWTH * since + (since * since * 37) % 211
    if code == COUNTY:
        return sum(population(place.code, year) for place in PLACES)
    place = next(place for place in PLACES if place.code == code)
    wobble = (since * 7 + int(code)) % 5 * place.population_2013 // 4000
    return place.population_2013 + place.growth * since + wobble


def areas_csv() -> str:
    """Text of ``areas.csv``, by which the project knows these municipalities and that they are invented."""
    header = (
        "code;name_fi;name_sv;language;county;county_fi;county_sv;county_en;group;"
        "merged_into;merged_year;invented"
    )
    county = ";".join((COUNTY, *COUNTY_NAMES))
    lines = [f"{p.code};{p.name_fi};{p.name_sv};{p.language};{county};{p.group};;;1" for p in PLACES]
    lines.append(f"{MERGED_CODE};{MERGED_NAME};;fi;{county};rural;{KEKSILA.code};{MERGED_YEAR};1")
    return "\n".join((header, *lines)) + "\n"
