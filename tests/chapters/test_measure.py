"""Figures, units and sources of one indicator in a report's language."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from hyte.chapters.measure import Measure, measure_of
from hyte.language.numbers import MINUS, NBSP
from hyte.language.wording import wording
from hyte.model import LANGUAGES, Direction, Kind
from hyte.reference.register import Register

REGISTER = Register.load()


def row(**told: object) -> SimpleNamespace:
    names = "source code table title_fi title_sv title_en unit_fi unit_sv unit_en decimals kind direction"
    empty = dict.fromkeys((*names.split(), "theme", "group"), float("nan"))
    return SimpleNamespace(**(empty | {"indicator": "sotkanet-9999"} | told))


def registered(id: str, language: str = "en", **told: object) -> Measure:
    found = REGISTER.get(id)
    assert found is not None
    return measure_of(row(indicator=id, **told), found, wording(language))


def test_a_registered_indicator_speaks_the_reports_language() -> None:
    titles = {language: registered("unemployed", language).title for language in LANGUAGES}
    assert titles == {
        "fi": "Työttömät, % työvoimasta",
        "sv": "Arbetslösa, % av arbetskraften",
        "en": "Unemployed people, as % of labour force",
    }
    assert registered("unemployed", "sv").short_title == "Arbetslösa"


def test_decimals_and_thousands_follow_the_register_and_the_language() -> None:
    assert registered("unemployed", "fi").figure(9.25) == "9,2"
    assert registered("population", "fi").figure(18131.0) == f"18{NBSP}131"
    assert registered("population", "en").figure(18131.0) == "18,131"
    assert registered("economic_dependency_ratio", "sv").figure(1.3) == "1,30"


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("unemployed", f"9,7{NBSP}%"),
        ("population", f"10{NBSP}henkilöä"),
        ("net_migration", f"9,7{NBSP}/{NBSP}1{NBSP}000{NBSP}asukasta"),  # an index that has a unit
        ("relative_indebtedness", f"9,7{NBSP}%"),  # an index in per cent
        ("income_gini", "9,7"),  # "Gini-kerroin (0–100)" cannot follow a figure
        ("sickness_index", "9,7"),
        ("tea_basic_education_total", "10"),
    ],
)
def test_a_unit_follows_its_figure_where_it_can_be_said(id: str, text: str) -> None:
    assert registered(id, "fi").figure_with_unit(9.7) == text


def test_a_further_figure_repeats_only_the_sign() -> None:
    assert registered("unemployed", "fi").figure_beside(9.7) == f"9,7{NBSP}%"
    assert registered("population", "fi").figure_beside(9.7) == "10"


def test_percentages_differ_by_percentage_points() -> None:
    assert registered("unemployed", "fi").difference(-1.25, "yksikköä") == f"{MINUS}1,2{NBSP}yksikköä"
    assert registered("population", "fi").difference(310, "yksikköä") == f"+310{NBSP}henkilöä"
    assert registered("population", "fi").difference(0, "yksikköä") == f"±0{NBSP}henkilöä"


def test_only_counts_cannot_share_an_axis_with_a_larger_area() -> None:
    one = registered("population")
    assert not one.comparable
    assert all(replace(one, kind=kind).comparable for kind in Kind if kind is not Kind.COUNT)


def test_an_unregistered_indicator_is_neutral_and_says_so() -> None:
    found = measure_of(
        row(source="sotkanet", code="9999", title_fi="Jokin", unit_fi="%", decimals=2.0, kind="proportion"),
        None,
        wording("sv"),
    )
    assert (found.title, found.unit, found.decimals, found.kind) == ("Jokin", "%", 2, Kind.PROPORTION)
    assert (found.direction, found.registered) == (Direction.NEUTRAL, False)
    assert (found.theme, found.group) == ("other", "everyone")
    assert found.direction_reason == wording("sv")("panel.unregistered")
    assert found.source_text == "Sotkanet, indikator 9999"


def test_an_indicator_without_any_description_is_shown_by_its_id() -> None:
    found = measure_of(row(), None, wording("en"))
    assert (found.title, found.unit, found.decimals, found.kind) == ("sotkanet-9999", "", 1, None)
    assert found.comparable


@pytest.mark.parametrize(
    ("layout", "table", "text"),
    [
        ("sotkanet-rest-csv", "", "Sotkanet, indicator 127"),
        ("sotkanet-web-csv", "", "Sotkanet, indicator 127"),
        ("px", "12c1", "Statistics Finland, table 12c1"),
        ("pxweb-xlsx", "11ra", "Statistics Finland, table 11ra"),
        ("json-stat2", "", "Statistics Finland"),
        ("thl-cube-csv", "", "THL"),
        ("teaviisari-long", "", "TEAviisari, THL"),
        ("year-sheet", "", "The municipality's own sheet"),
    ],
)
def test_the_source_is_that_of_the_file(layout: str, table: str, text: str) -> None:
    assert registered("population", source="sheet").source_in(layout, table) == text


def test_a_file_of_several_tables_leaves_the_table_to_the_indicator() -> None:
    found = registered("families", source="statfin", table="12c1", code="perhlkm")
    assert found.source_in("px", "11ra; 12c1") == "Statistics Finland, table 12c1"
