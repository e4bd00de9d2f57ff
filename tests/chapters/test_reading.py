"""The reading guide: what is said of it holds, in three languages, and it is short."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hyte.chapters import reading, summary
from hyte.language.wording import wording
from hyte.model import LANGUAGES, Language, MissingKind
from hyte.settings import Comparison, Likeness
from hyte.statistics import trend
from hyte.statistics.finding import LEVELS

from .found import of_kind, texts

Open = Any


def told(data: Any) -> str:
    return texts(reading.blocks(data)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_the_peers_tells_how_they_were_found_and_explains_every_mark(
    example: Open, language: Language
) -> None:
    data = example("Keksilä", 2024, language).data
    text = texts(reading.blocks(data))
    for name in ("Haavemäki", "Tarinakylä", data.areas.find("Satulahti").municipality.name(language)):
        assert name in text
    assert data.peers_found.rule == "likeness"
    half = {"fi": "kuntaryhmä (paino 0,5)", "sv": "kommungrupp (vikt 0,5)", "en": "group (weight 0.5)"}
    assert half[language] in told(data)
    assert data.w("peers.scale") in text
    marks = of_kind(reading.blocks(data), "listing")[-1]
    assert len(marks.items) == len(MissingKind) + 1
    assert all(data.w(f"missing_long.{kind}") in text for kind in MissingKind)


def test_the_weights_are_those_of_the_settings(example: Open) -> None:
    data = example("Keksilä").data
    likeness = Likeness(size=2, age=0.25, group=10)
    changed = replace(data, comparison=Comparison(likeness=likeness))
    for words in ("population (weight 2)", "age structure (weight 0.25)", "municipality group (weight 10)"):
        assert words in told(changed)


def test_chosen_peers_are_said_to_be_chosen(small: Open) -> None:
    data = small().data
    assert data.w("peers.rule_chosen") in told(data)
    assert "likeness" not in told(data)


def test_peers_of_the_county_are_said_to_be_so(example: Open) -> None:
    data = example("Keksilä").data
    by_rule = replace(data, peers_found=replace(data.peers_found, rule="county_and_group"))
    assert data.w("peers.rule_county_and_group") in told(by_rule)


def test_a_municipality_alone_in_its_county_has_no_peers(small: Open) -> None:
    data = small("Esimerkkilä").data
    assert data.peers == ()
    assert data.w("reading.peers_none") in told(data)
    assert data.w("reading.peers_figure", fewest=3) not in told(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_in_it_are_those_of_the_rules(language: Language) -> None:
    w = wording(language)
    percent = [f"{100 * level:g}".replace(".", "." if language == "en" else ",") for level in LEVELS]
    assert percent[0] == "95"
    assert all(level in w("reading.better") for level in percent)
    assert percent[1] in w("reading.trend_counted")
    assert pytest.approx(1 - LEVELS[1]) == trend.YEARLY_LIMIT
    assert trend.ROUNDS_LIMIT == 0.01
    assert "99" in w("reading.trend_rounds")
    assert (trend.NOTEWORTHY, trend.NOTEWORTHY_SMALL, trend.MANY_RESPONDENTS) == (2, 5, 100)
    assert f"{trend.NOTEWORTHY:g}\u00a0" in w("reading.trend_rounds")
    assert f" {trend.NOTEWORTHY_SMALL:g}" in w("reading.trend_rounds")
    # In words: five years, ten years, five figures, four or five rounds.
    assert (trend.FIGURES, trend.YEARS_BY_ORDER, trend.FEWEST_ROUNDS) == (5, 10, 4)


def test_where_nothing_was_tested_no_number_by_chance_is_promised(example: Open, small: Open) -> None:
    assert "The summary tells how many" in told(example("Keksilä").data)
    assert "The summary tells how many" not in told(small("Esimerkkilä").data)


@pytest.mark.parametrize(
    ("language", "share"), [("fi", "enintään 5 %"), ("sv", "högst 5 %"), ("en", "at most 5%")]
)
def test_a_control_of_false_differences_is_told_in_guide_and_summary(
    example: Open, language: Language, share: str
) -> None:
    data = example("Keksilä", 2024, language).data
    assert "Hochberg" not in told(data) + texts(summary.blocks(data))
    on = replace(data, comparison=Comparison(false_discovery=0.05))
    for text in (told(on), texts(summary.blocks(on)).replace("\u00a0", " ")):
        assert "Hochberg" in text
        assert share in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_about_a_page(example: Open, language: Language) -> None:
    assert len(told(example("Keksilä", 2024, language).data)) < 6600


def test_the_sheet_that_it_names_is_in_the_workbook(example: Open) -> None:
    report = example("Keksilä")
    (dataset,) = of_kind(report.workbook(), "dataset")
    (sheet,) = [each for each in dataset.sheets if each.name in told(report.data) and "compar" in each.name]
    assert sheet.rows
    assert report.data.w("reading.title") in texts(report.annexes())
