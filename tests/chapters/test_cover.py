"""Title page and notices."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hyte.model import LANGUAGES

from .found import of_kind, texts

Open = Any


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_approved_report_names_body_date_and_section(example: Open, language: str) -> None:
    cover = example("Satulahti", 2024, language).cover()[0]
    assert cover.state == "approved"
    day = {"fi": "19.5.2025", "sv": "19.5.2025", "en": "19\u00a0May\u00a02025"}[language]
    for words in ("Kunnanvaltuusto", day, "§ 31"):
        assert words.replace("\u00a0", " ") in cover.state_text.replace("\u00a0", " ")


@pytest.mark.parametrize(("name", "year"), [("Keksilä", 2024), ("Satulahti", 2023)])
def test_a_report_without_approval_of_its_year_is_a_draft(example: Open, name: str, year: int) -> None:
    cover = example(name, year).cover()[0]
    assert (cover.state, cover.state_text) == ("draft", example(name, year).data.w("report.draft"))


def test_title_municipality_and_data_date(example: Open) -> None:
    cover = example("Sagoviken", 2024, "sv").cover()[0]
    assert (cover.municipality, cover.municipality_code, cover.year) == ("Sagoviken", "994", 2024)
    assert "Sagoviken" in cover.title
    assert "2024" in cover.title
    assert cover.language == "sv"
    assert cover.data_date == date(2025, 4, 22)
    assert "22.4.2025" in cover.data_date_text


def test_a_merged_municipality_leads_to_its_successor_and_says_so(example: Open) -> None:
    report = example("Vanhapitäjä")
    cover, notice = report.cover()[:2]
    assert (cover.municipality, cover.municipality_code) == ("Keksilä", "990")
    told = report.data.w("report.merged", old="Vanhapitäjä", new="Keksilä", year=2020)
    assert notice.lines[0][0].text == told
    assert report.data.own == "KU990"


def test_the_successor_names_those_that_joined_it(example: Open) -> None:
    (notice,) = of_kind(example("Keksilä").cover(), "callout")
    assert "Vanhapitäjä (2020)" in notice.lines[0][0].text
    assert of_kind(example("Haavemäki").cover(), "callout") == []


def test_invented_data_say_so_on_the_cover(example: Open, small: Open) -> None:
    assert example("Keksilä").cover()[0].notice == example("Keksilä").data.w("report.invented")
    assert small("Heinola").cover()[0].notice == ""


def test_a_year_without_any_figure_is_a_warning(example: Open) -> None:
    report = example("Haavemäki", 2005)
    cover, notice = report.cover()
    assert notice.tone == "warning"
    assert report.data.w("no_data.text", municipality="Haavemäki", first=2000, last=2005) in texts([notice])
    assert cover.data_date == date(2005, 12, 31)
    assert cover.data_date_text == report.data.w("report.no_data_date")
