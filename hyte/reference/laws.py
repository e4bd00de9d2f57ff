"""The act and section that a report of a given year rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from hyte.model import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Law:
    """An act in one language.

    `title`, `section` and `number` name it ("Terveydenhuoltolaki", "12 §", "1326/2010"); `sentence` says in
    the report what it obliges the municipality to.
    """

    title: str
    section: str
    number: str
    sentence: str


def law_of(report_year: int, language: Language) -> Law:
    """The act that governs the report of a year.

    Until 2022 it is the Health Care Act (1326/2010, section 12), from 2023 the Act on Organising Healthcare
    and Social Welfare Services (612/2021, section 6); the year is the report's, not that of its data.
    """
    in_force = [laws for from_year, laws in _laws() if from_year <= report_year]
    return in_force[-1][language]


@cache
def _laws() -> tuple[tuple[int, Mapping[Language, Law]], ...]:
    text = resources.files("hyte.reference").joinpath("laws.toml").read_text(encoding="utf-8")
    entries = sorted(tomllib.loads(text)["law"], key=lambda entry: int(entry["from_year"]))
    return tuple(
        (
            int(entry["from_year"]),
            {language: Law(number=entry["number"], **entry[language]) for language in LANGUAGES},
        )
        for entry in entries
    )
