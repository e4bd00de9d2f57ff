"""THL's cubes as json: one question by school level, with limits of error and the number of answers.

Beside the other exports of the survey, which have shares alone, these can be tested. Every limit is computed
from the invented answers (Wilson, 95 per cent).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from itertools import product

from example.figures import noise
from example.places import (
    COUNTRY,
    COUNTY,
    HAAVEMAKI,
    HILJALA,
    KEKSILA,
    MERGED_POPULATION,
    NAMES,
    PLACES,
    SATULAHTI,
    Place,
    population,
)
from example.tables import SCHOOL_LEVEL, SCHOOL_REGIONS, SCHOOL_SEXES

FEWEST_ANSWERS = 20
"""With fewer answers nothing is shown. How many of them said yes is no reason to hide a share."""
ROUNDS = (2015, 2017, 2019, 2021, 2023)
PARTS = (("v", "Arvo"), ("ci_lower", "95 % LV alaraja"), ("ci_upper", "95 % LV yläraja"), ("n", "N"))

_Z = 1.959963984540054
"""Quantile of the normal distribution, for 95 per cent."""


@dataclass(frozen=True)
class Level:
    """A school level: answers of two year classes for each resident, girls' share of them, who has it."""

    label: str
    answers: float
    girls: float
    places: tuple[Place, ...]


PRIMARY = Level("4. ja 5. lk", 0.0208, 0.49, PLACES)
LOWER = Level(SCHOOL_LEVEL, 0.0201, 0.49, PLACES)
UPPER = Level("Lukio", 0.0126, 0.57, (KEKSILA, HAAVEMAKI, SATULAHTI))
VOCATIONAL = Level("Ammatillinen oppilaitos", 0.0088, 0.44, (KEKSILA, HAAVEMAKI))


@dataclass(frozen=True)
class Question:
    """One question: percent of girls and of boys in 2015 and what part of that it changes a year, by level.

    `first` is the first round of the youngest; `effect` is 1 for a burden, -1 for a strength. `worsens` is
    where it changes for the worse faster than elsewhere.
    """

    file: str
    measure: str
    rounds: tuple[int, ...]
    levels: dict[Level, tuple[float, float, float]]
    effect: int
    first: int = 2017
    worsens: tuple[Place, Level] | None = None


QUESTIONS = (
    Question(
        "yksinaisyys",
        "Tuntee itsensä yksinäiseksi, %",
        ROUNDS,
        {
            PRIMARY: (3.6, 2.9, 0.02),
            LOWER: (14.2, 6.0, 0.055),
            UPPER: (14.6, 8.2, 0.04),
            VOCATIONAL: (15.4, 7.8, 0.03),
        },
        1,
    ),
    Question(
        "koulunkaynnista_pitaminen",
        "Pitää koulunkäynnistä, %",
        ROUNDS[1:],
        {
            PRIMARY: (83.0, 72.0, -0.009),
            LOWER: (56.5, 55.0, -0.016),
            UPPER: (75.0, 71.5, -0.008),
            VOCATIONAL: (74.0, 77.0, -0.003),
        },
        -1,
        worsens=(HAAVEMAKI, LOWER),
    ),
    # The young of lower secondary school are in an export without answers, as most exports are.
    Question(
        "ahdistuneisuus_toinen_aste",
        "Kohtalainen tai vaikea ahdistuneisuus, %",
        ROUNDS[1:],
        {UPPER: (16.0, 5.4, 0.09), VOCATIONAL: (14.6, 6.2, 0.07)},
        1,
    ),
)


def wilson(number: int, answers: int) -> tuple[float, float]:
    """Limits of a share in percent that `number` of `answers` have."""
    share, square = number / answers, _Z * _Z
    middle = share + square / (2 * answers)
    half = _Z * math.sqrt(share * (1 - share) / answers + square / (4 * answers * answers))
    whole = 1 + square / answers
    return max(0.0, 100 * (middle - half) / whole), min(100.0, 100 * (middle + half) / whole)


def _answers(question: Question, level: Level, year: int, code: str, sex: str, *, then: bool = True) -> int:
    """Answers by the borders of that time, as the survey is not recounted, or by those of today."""
    residents = population(code, year)
    if then and code == KEKSILA.code:
        residents -= MERGED_POPULATION.get(year, 0)
    part = level.girls if sex == "female" else 1 - level.girls
    wobble = 1 + 0.06 * noise("answers", question.file, level.label, code, year, sex)
    return round(residents * level.answers * part * wobble)


def _share(question: Question, level: Level, year: int, sex: str) -> float:
    girls, boys, change = question.levels[level]
    share = (girls if sex == "female" else boys) * (1 + change * (year - ROUNDS[0]))
    return share * (1 + 0.01 * noise(question.file, level.label, COUNTRY, year, sex)) / 100


def _counted(
    question: Question, level: Level, year: int, place: Place, sex: str, *, then: bool
) -> tuple[int, int]:
    answers = _answers(question, level, year, place.code, sex, then=then)
    # Burdens are multiplied by the strain, strengths lose a quarter of it.
    strain = place.strain if question.effect > 0 else 1 - (place.strain - 1) / 4
    share = _share(question, level, year, sex) * strain
    share *= 1 + 0.04 * noise(question.file, level.label, place.code)
    if (place, level) == question.worsens:
        share *= 1.14 - 0.03 * (year - question.rounds[0])
    chance = 2 * noise(question.file, level.label, place.code, year, sex)
    share += chance * math.sqrt(share * (1 - share) / answers)
    return round(answers * min(max(share, 0.0), 1.0)), answers


Counts = dict[str, tuple[int, int]]
"""How many of how many answers, by sex."""


def _both(girls: tuple[int, int], boys: tuple[int, int]) -> Counts:
    return {"female": girls, "male": boys, "total": (girls[0] + boys[0], girls[1] + boys[1])}


def answers_of(question: Question, level: Level, year: int) -> dict[str, Counts]:
    """Answers of one level and round by area, of every area that has the level."""
    found: dict[str, dict[str, tuple[int, int]]] = {"female": {}, "male": {}}
    for sex, by_area in found.items():
        for place in level.places:
            by_area[place.code] = _counted(question, level, year, place, sex, then=True)
        # The county has had the merged municipality's answers all along.
        whole = [_counted(question, level, year, place, sex, then=False) for place in level.places]
        by_area[COUNTY] = sum(number for number, _ in whole), sum(answers for _, answers in whole)
        answers = _answers(question, level, year, COUNTRY, sex)
        by_area[COUNTRY] = round(answers * _share(question, level, year, sex)), answers
        by_area.pop(HILJALA.code, None)
    return {code: _both(girls, found["male"][code]) for code, girls in found["female"].items()}


def _hidden(counts: Counts) -> set[str]:
    """Sexes of which nothing may be shown; one alone would follow from the other and the total."""
    few = {sex for sex, (_, answers) in counts.items() if answers < FEWEST_ANSWERS}
    return few | {"female", "male"} if few else few


def cube_json(question: Question) -> str:
    """A cube's json: texts for figures, decimal comma, ".." where nothing may be shown, gaps left out."""
    levels = tuple(question.levels)
    answers = {
        (year, level): answers_of(question, level, year)
        for year, level in product(question.rounds, levels)
        if level is not PRIMARY or year >= question.first
    }
    cells: dict[str, str] = {}
    order = product(SCHOOL_REGIONS, question.rounds, (sex for sex, _ in SCHOOL_SEXES), levels)
    for place, (region, year, sex, level) in enumerate(order):
        counts = answers.get((year, level), {}).get(region)
        if counts is not None:
            shown = [".."] * len(PARTS) if sex in _hidden(counts) else _printed(*counts[sex])
            cells |= {str(place * len(PARTS) + part): text for part, text in enumerate(shown)}
    described = {
        "area": ("Alue", [(f"a{code}", NAMES[code]) for code in SCHOOL_REGIONS]),
        "time": ("Vuosi", [(f"t{year}", str(year)) for year in question.rounds]),
        "gender": ("Sukupuoli", [(f"g{sex}", label) for sex, label in SCHOOL_SEXES]),
        "level": ("Kouluaste", [(f"l{place}", level.label) for place, level in enumerate(levels)]),
        "tiku_vtype": ("Arvo", list(PARTS)),
    }
    dimension: dict[str, object] = {"id": list(described), "size": [len(c) for _, c in described.values()]}
    for name, (label, categories) in described.items():
        index = {code: place for place, (code, _) in enumerate(categories)}
        dimension[name] = {"label": label, "category": {"index": index, "label": dict(categories)}}
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": "Kouluterveyskysely (keksitty)",
        "dimension": dimension,
        "value": cells,
    }
    return json.dumps({"dataset": dataset}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _printed(number: int, answers: int) -> list[str]:
    figures = (100 * number / answers, *wilson(number, answers))
    return [*(f"{figure:.1f}".replace(".", ",") for figure in figures), str(answers)]
