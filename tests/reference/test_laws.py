"""The act that a report cites depends on the report's year."""

from __future__ import annotations

import pytest

from hyte.model import LANGUAGES, Language
from hyte.reference.laws import law_of


@pytest.mark.parametrize(
    ("year", "language", "title", "number", "section"),
    [
        (2012, "fi", "Terveydenhuoltolaki", "1326/2010", "12 §"),
        (2022, "fi", "Terveydenhuoltolaki", "1326/2010", "12 §"),
        (2022, "sv", "Hälso- och sjukvårdslag", "1326/2010", "12 §"),
        (2022, "en", "Health Care Act", "1326/2010", "section 12"),
        (2023, "fi", "Laki sosiaali- ja terveydenhuollon järjestämisestä", "612/2021", "6 §"),
        (2024, "sv", "Lag om ordnande av social- och hälsovård", "612/2021", "6 §"),
        (2030, "en", "Act on Organising Healthcare and Social Welfare Services", "612/2021", "section 6"),
    ],
)
def test_the_act_changes_in_2023(
    year: int, language: Language, title: str, number: str, section: str
) -> None:
    law = law_of(year, language)
    assert (law.title, law.number, law.section) == (title, number, section)


@pytest.mark.parametrize("year", [2022, 2023])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_names_number_and_section(year: int, language: Language) -> None:
    law = law_of(year, language)
    assert law.number in law.sentence
    assert law.section in law.sentence.replace("\u00a0", " ")
    assert law.sentence.endswith(".")


def test_the_county_act_is_never_cited_by_mistake() -> None:
    assert all(
        "611/2021" not in law_of(year, language).sentence for year in (2022, 2023) for language in LANGUAGES
    )
