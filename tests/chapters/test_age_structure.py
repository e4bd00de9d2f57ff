"""The chart of the age structure: which ages of which year, and what those hear who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.chapters import age_structure, population
from hyte.chapters.age_structure import Ages, figures, finest
from hyte.chapters.measure import Measure, measure_of
from hyte.chapters.report_data import COUNTRY, ReportData
from hyte.language.wording import wording
from hyte.presentation import charts
from hyte.reference.register import Register
from hyte.store.schemas import conform

from .conftest import Open
from .found import of_kind
from .hand_made import data_of

REGISTER = Register.load()
FINE = {"0_6": 5.5, "7_15": 9.0, "16_24": 8.5, "25_64": 45.0, "65_74": 16.0, "75_over": 16.0}
COARSE = {"0_14": 14.0, "15_64": 54.0, "65_over": 32.0}
COUNTRYWIDE = {"0_6": 5.8, "7_15": 10.6, "16_24": 10.1, "25_64": 49.0, "65_74": 12.2, "75_over": 12.3}

Row = dict[str, Any]


def shares(ages: dict[str, float], year: int = 2022, region: str = "KU111", sex: str = "total") -> list[Row]:
    origin = {"file": "ikä.csv", "line": 2, "preliminary": False, "invented": False}
    key = {"region": region, "sex": sex, "year": year}
    return [{**origin, **key, "indicator": f"share_aged_{name}", "value": x} for name, x in ages.items()]


def report(*rows: Row, language: str = "fi") -> ReportData:
    data = data_of(language)
    return replace(
        data,
        measures={id: measure(id, language) for id in sorted({row["indicator"] for row in rows})},
        observations=conform("observations", pd.DataFrame(list(rows)) if rows else None),
    )


def measure(id: str, language: Any = "fi") -> Measure:
    stored = SimpleNamespace(indicator=id, source="sotkanet", code="", table="")
    return measure_of(stored, REGISTER.get(id), wording(language))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Sequence[Any], Any]]:
    """Name, bars and texts of each chart; they are drawn too, so that a chart that cannot be fails."""
    found: list[tuple[str, Sequence[Any], Any]] = []

    def drawing(name: str) -> Any:
        def draw(bars: Sequence[Any], texts: Any, **options: Any) -> str:
            found.append((name, bars, texts))
            svg: str = getattr(charts, name)(bars, texts, **options)
            return svg

        return draw

    for name in ("age_chart", "pyramid_chart"):
        monkeypatch.setattr(age_structure, name, drawing(name))
    return found


def test_the_finest_ages_of_the_newest_year_are_drawn_beside_the_country(asked: list[Any]) -> None:
    older = shares({**FINE, "25_64": 44.0, "65_74": 17.0}, 2021)
    data = report(*shares(FINE), *shares({"65_over": 32.0}), *older, *shares(COUNTRYWIDE, region=COUNTRY))
    (figure,) = figures(data)
    ((name, groups, texts),) = asked
    assert name == "age_chart"
    assert [group.own for group in groups] == list(FINE.values())
    assert [group.other for group in groups] == list(COUNTRYWIDE.values())
    assert (groups[0].label, groups[0].own_text) == ("0–6-vuotiaat", "5,5\xa0%")
    assert (texts.own, texts.other) == ("Heinola", "Koko maa")
    assert figure.caption == "Ikärakenne 2022, %\xa0väestöstä"
    assert figure.alt == (
        "Ikärakenne vuonna 2022: Heinola, suluissa koko maa. Osuudet väestöstä: "
        "0–6-vuotiaat 5,5\xa0% (5,8\xa0%); 7–15-vuotiaat 9,0\xa0% (10,6\xa0%); "
        "16–24-vuotiaat 8,5\xa0% (10,1\xa0%); 25–64-vuotiaat 45,0\xa0% (49,0\xa0%); "
        "65–74-vuotiaat 16,0\xa0% (12,2\xa0%); 75 vuotta täyttäneet 16,0\xa0% (12,3\xa0%)."
    )
    assert figure.source == "Sotkanet, osoittimet 7, 167, 168, 169, 170, 171"


def test_what_was_tested_is_told_first_and_nothing_else_is_called_a_difference() -> None:
    people = [
        {**row, "indicator": "population", "value": count}
        for region, count in (("KU111", 18000.0), (COUNTRY, 5500000.0))
        for row in shares({"0_6": 0.0}, region=region)
    ]
    rows = [*shares({**FINE, "0_6": 5.8, "75_over": 15.7}), *shares(COUNTRYWIDE, region=COUNTRY), *people]
    (figure,) = figures(report(*rows))
    assert (
        "Osuus on suurempi kuin koko maassa: 65–74-vuotiaat ja 75 vuotta täyttäneet. Osuus on pienempi kuin "
        "koko maassa: 7–15-vuotiaat, 16–24-vuotiaat ja 25–64-vuotiaat. Osuus ei eroa koko maasta: "
        "0–6-vuotiaat." in figure.alt
    )


def test_a_coarser_set_serves_where_an_age_is_missing(asked: list[Any]) -> None:
    without = {name: value for name, value in FINE.items() if name not in ("16_24", "75_over")}
    figures(report(*shares(without), *shares(COARSE)))
    assert [group.own for group in asked[0][1]] == [14.0, 54.0, 32.0]
    assert all(group.other is None and not group.other_text for group in asked[0][1])


@pytest.mark.parametrize(
    "rows",
    [
        [],
        shares({name: value for name, value in FINE.items() if name != "0_6"}),
        shares({**FINE, "25_64": 44.0}),
        [*shares({"0_14": 14.0}, 2021), *shares({"15_64": 54.0, "65_over": 32.0}, 2022)],
        shares(FINE, 2008),
    ],
    ids=["nothing", "an age is missing", "not the whole", "of several years", "too old"],
)
def test_no_complete_set_no_chart(rows: list[Row]) -> None:
    assert figures(report(*rows)) == ()


def test_a_hidden_share_makes_the_set_incomplete() -> None:
    rows = shares(COARSE)
    rows[0] = {**rows[0], "value": None, "missing": "suppressed", "symbol": ".."}
    assert figures(report(*rows)) == ()


def test_both_sexes_make_a_pyramid(asked: list[Any]) -> None:
    women, men = {**COARSE, "15_64": 52.0, "65_over": 34.0}, {**COARSE, "15_64": 56.0, "65_over": 30.0}
    rows = [*shares(women, sex="female"), *shares(men, sex="male"), *shares(COARSE)]
    (figure,) = figures(report(*rows))
    ((name, bars, _),) = asked
    assert name == "pyramid_chart"
    assert [(bar.male, bar.female) for bar in bars] == [(14.0, 14.0), (56.0, 52.0), (30.0, 34.0)]
    assert figure.caption == "Ikärakenne 2022, %\xa0naisista ja miehistä"
    assert figure.alt.index("Naiset: ") < figure.alt.index("Miehet: ")
    assert "Miehet: 0–14-vuotiaat 14,0\xa0%; 15–64-vuotiaat 56,0\xa0%" in figure.alt


def test_shares_of_all_residents_by_sex_are_told_as_such() -> None:
    half = {name: value / 2 for name, value in COARSE.items()}
    (figure,) = figures(report(*shares(half, sex="female"), *shares(half, sex="male")))
    assert figure.caption.endswith("%\xa0väestöstä")


def test_finer_ages_of_all_residents_go_before_coarser_ones_by_sex(asked: list[Any]) -> None:
    figures(report(*shares(FINE), *shares(COARSE, sex="female"), *shares(COARSE, sex="male")))
    assert asked[0][0] == "age_chart"


AHEAD = {"7_15_projection_2040": 7.5, "16_64_projection_2040": 50.0, "65_over_projection_2040": 38.0}
MATCHING = {"0_6": 5.5, "7_15": 9.0, "16_64": 53.5, "65_over": 32.0}


def test_a_projection_of_the_same_ages_is_drawn_and_named_as_one(asked: list[Any]) -> None:
    (figure,) = figures(report(*shares(MATCHING), *shares(AHEAD, 2021)))
    (_, groups, texts) = asked[0]
    assert [group.projected for group in groups] == [None, 7.5, 50.0, 38.0]
    assert groups[1].projected_text == "7,5\xa0%" and groups[0].projected_text == ""
    assert texts.projected == "Ennuste 2040 (laadittu 2021)"
    assert figure.caption == "Ikärakenne 2022 ja väestöennuste vuodelle 2040, %\xa0väestöstä"
    assert "Ennuste vuodelle 2040: 7–15-vuotiaat 7,5\xa0%; 16–64-vuotiaat 50,0\xa0%" in figure.alt


def test_a_projection_of_other_ages_is_left_out(asked: list[Any]) -> None:
    (figure,) = figures(report(*shares(FINE), *shares(AHEAD, 2021)))
    assert all(group.projected is None for group in asked[0][1])
    assert asked[0][2].projected == "" and "2040" not in figure.caption + figure.alt


@pytest.mark.parametrize("language", ["sv", "en"])
def test_other_languages(language: str) -> None:
    (figure,) = figures(report(*shares(MATCHING), *shares(AHEAD, 2021), language=language))
    assert "2040" in figure.caption and "2022" in figure.caption
    assert {"sv": "7–15-åringar 9,0\xa0%", "en": "Aged 7–15 9.0%"}[language] in figure.alt


def test_it_stands_first_in_the_section_of_everyone(example: Open) -> None:
    for section in ("everyone", "older"):
        captions = [
            figure.caption
            for gallery in of_kind(population.section(example("Keksilä").data, section), "gallery")
            for figure in gallery.figures
        ]
        assert captions.count("Age structure 2024, % of residents") == (section == "everyone")
        assert section == "older" or captions[0] == "Age structure 2024, % of residents"
    assert len(of_kind(population.section(example("Keksilä").data, "everyone"), "gallery")) == 1


ONE = measure("share_aged_0_6")


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=12))
def test_the_finest_ages_hold_everybody_once(spans: list[tuple[int, int | None]]) -> None:
    known = [Ages(low, high, ONE) for low, high in dict.fromkeys(spans) if high is None or high >= low]
    chosen = finest(known)
    if not chosen:
        return
    assert chosen[0].low == 0 and chosen[-1].high is None
    assert all(left.high is not None for left in chosen[:-1])
    assert [left.high + 1 for left in chosen[:-1]] == [right.low for right in chosen[1:]]  # type: ignore[operator]
    assert finest(known[::-1]) == chosen


def test_more_ages_go_before_fewer() -> None:
    known = [Ages(low, high, ONE) for low, high in ((0, None), (0, 64), (65, None), (0, 14), (15, 64))]
    assert [(ages.low, ages.high) for ages in finest(known)] == [(0, 14), (15, 64), (65, None)]
    assert finest(known[3:]) == ()
