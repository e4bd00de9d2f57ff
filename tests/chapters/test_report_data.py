"""What a report reads: its own world's figures, up to its year, of its own areas."""

from __future__ import annotations

from typing import Any

import pytest

from hyte.chapters import open_report
from hyte.errors import UsageError
from hyte.settings import Settings
from hyte.statistics.series import Series

Open = Any


def test_no_figure_after_the_report_year(small: Open) -> None:
    data = small(year=2020).data
    assert data.observations["year"].max() == 2020
    assert data.get("population", "KU111").latest.year == 2020
    assert small(year=2024).data.get("population", "KU111").latest.year == 2024


def test_own_area_county_country_and_peers_and_no_other(small: Open) -> None:
    data = small().data
    assert [peer.name_fi for peer in data.peers] == ["Hollola", "Iitti", "Orimattila"]
    assert data.peers_chosen
    assert set(data.observations["region"]) == {"KU111", "HVA09", "SSS", "KU098", "KU142", "KU560"}


def test_peers_are_the_most_alike_where_none_are_chosen(example: Open) -> None:
    data = example("Keksilä").data
    # Hiljala has hardly any figures to compare with.
    assert [peer.name_fi for peer in data.peers] == ["Satulahti", "Haavemäki", "Tarinakylä"]
    assert not data.peers_chosen
    assert (data.peers_found.rule, len(data.peers_found.criteria)) == ("likeness", 5)


def test_distributions_are_of_the_whole_mainland_the_own_group_and_the_own_county(
    real_settings: Settings,
) -> None:
    data = open_report("Iitti", 2010, "fi", settings=real_settings).data
    assert set(data.distributions["scope"]) == {"all", "group:rural", "county:09"}
    assert data.distributions["year"].max() == 2010
    every, rural = (data.spread("unemployed", 2010, scope=scope) for scope in ("all", "group:rural"))
    assert every is not None
    assert rural is not None
    assert (every.municipalities, rural.municipalities) == (291, 169)
    assert every.p10 < every.q1 < every.median < every.q3 < every.p90
    assert data.spread("population", 2010) is None


def test_invented_and_real_figures_never_meet(small: Open) -> None:
    real, invented = small().data, small("Esimerkkilä").data
    assert real.get("population", "SSS").value(2024) == 5_500_000
    assert real.get("population", "KU998") == Series()
    assert invented.get("population", "SSS").value(2024) == 1_000_000
    assert set(invented.observations["file"]) == {"example/data.csv"}
    assert set(invented.measures) == {"population"}
    assert "example/data.csv" not in set(real.observations["file"])
    assert set(real.sources["invented"]) == {False}


def test_a_median_needs_three_peers(small: Open) -> None:
    median = small().data.peer_median("population")
    assert [(point.year, point.value) for point in median.points] == [(2024, 16000.0)]


def test_used_are_measures_with_a_figure_that_is_not_too_old(small: Open) -> None:
    data = small(year=2024).data
    used = {measure.id for measure in data.used}
    assert {"population", "unemployed", "living_at_home_75_over", "sotkanet-987654"} <= used
    assert "disability_pension_25_64" not in used  # 2012
    assert "social_assistance_25_64" not in used  # begins in 2025
    assert "social_assistance_long_term" not in used  # only the whole country has it
    assert "disability_pension_25_64" in {measure.id for measure in small(year=2017).data.used}
    assert "disability_pension_25_64" not in {measure.id for measure in small(year=2018).data.used}


def test_the_newest_figure_may_be_of_one_sex(small: Open) -> None:
    data = small().data
    assert data.newest(data.measures["living_at_home_75_over"]) == 2024
    assert data.newest(data.measures["social_assistance_long_term"]) is None


def test_figures_that_begin_later_are_remembered(small: Open) -> None:
    assert small(year=2024).data.later["social_assistance_25_64"] == 2025
    assert small(year=2017).data.later["unemployed"] == 2018


def test_the_source_is_that_of_the_newest_own_figure(example: Open) -> None:
    data = example("Keksilä").data
    population = data.measures["population"]
    assert data.source_of(population) == "Statistics Finland, table 99x1"
    own_sheet = "esimerkkimaakunta/kuntien_omat/kuntien_omat.xlsx"
    assert data.source_in(population, own_sheet) == "The municipality's own sheet"
    assert data.source_of(data.measures["unemployed"]) == "Sotkanet, indicator 181"


def test_names_and_wording_are_of_the_reports_language(example: Open) -> None:
    assert [example("994", 2024, language).data.name for language in ("fi", "sv", "en")] == [
        "Satulahti",
        "Sagoviken",
        "Satulahti",
    ]


@pytest.mark.parametrize(
    ("municipality", "year", "language", "words"),
    [
        ("Keksilä", 2024, "de", "fi, sv, en"),
        ("Keksilä", "tänään", "fi", "such as 2022"),
        ("Keksilä", 1066, "fi", "such as 2022"),
        ("Keksila", 2024, "fi", "Keksilä"),
        ("Esimerkkimaakunnan hyvinvointialue", 2024, "fi", "Keksilä"),
        ("Maarianhamina", 2024, "fi", "mainland"),
    ],
)
def test_what_cannot_be_reported_is_refused_with_advice(
    example_settings: Settings, municipality: str, year: Any, language: str, words: str
) -> None:
    with pytest.raises(UsageError) as caught:
        open_report(municipality, year, language, settings=example_settings)
    assert words in str(caught.value)


@pytest.mark.parametrize("text", ["990", 990, "KU990", "keksilä", " Keksilä "])
def test_a_municipality_is_found_by_any_of_its_names(example_settings: Settings, text: str | int) -> None:
    assert open_report(text, "2024", "fi", settings=example_settings).data.own == "KU990"


def test_findings_are_of_every_measure_that_has_a_figure_of_both_sexes(small: Open, tested: Open) -> None:
    data = small().data
    with_figures = {measure.id for measure in data.used if data.get(measure.id, data.own).figures}
    assert set(data.findings) == with_figures
    assert "living_at_home_75_over" not in data.findings  # only known by sex
    assert {one.sex for one in data.findings.values()} == {"total"}
    assert data.findings is data.findings


def test_an_estimate_of_any_area_year_and_sex(tested: Open) -> None:
    data = tested().data
    measure = data.measures["unemployed"]
    newest, women = data.estimate(measure, data.own), data.estimate(measure, data.own, "female")
    assert newest is not None and women is not None
    assert (newest.year, newest.value, women.value) == (2023, 12.0, 10.0)
    early, later = data.estimate(measure, data.own, year=2019), data.estimate(measure, "SSS", year=2024)
    assert early is not None and later is not None
    assert (early.value, early.numerator, later.value) == (10.0, 800, 20.0)
    assert data.estimate(measure, data.own, year=1999) is None
    assert data.estimate(measure, "KU999") is None


def test_the_names_are_in_the_cases_that_sentences_need(tested: Open, example: Open) -> None:
    assert tested(language="fi").data.names.own.inside == "Heinolassa"
    assert tested(language="fi").data.names.county.genitive == "Päijät-Hämeen hyvinvointialueen"
    assert tested(language="sv").data.names.county.inside == "i Päijänne-Tavastlands välfärdsområde"
    assert example("994", 2024, "sv").data.names.own.inside == "i Sagoviken"
