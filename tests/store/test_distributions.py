"""Percentiles of all municipalities: whose figures, from how many on, and exactly where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.reference.areas import Areas, OwnArea
from hyte.store.distributions import FEWEST, FEWEST_IN_COUNTY, distributions
from hyte.store.schemas import check_table, conform
from hyte.store.scopes import scopes_of

AREAS = Areas.official()
PLACES = AREAS.municipalities()
INDICATORS = conform(
    "indicators",
    pd.DataFrame(
        {
            "indicator": ["unemployed", "population"],
            "kind": ["proportion", "count"],
            "direction": "neutral",
            "registered": True,
        }
    ),
)


def rows(values: Mapping[str, float | None], **more: Any) -> pd.DataFrame:
    found = pd.DataFrame({"region": list(values), "value": list(values.values())})
    found["missing"] = [None if value is not None else "suppressed" for value in values.values()]
    common = {"indicator": "unemployed", "year": 2022, "sex": "total", "preliminary": False}
    return found.assign(**{**common, "invented": False, "file": "a.csv", **more})


def made(*parts: pd.DataFrame, areas: Areas = AREAS) -> pd.DataFrame:
    observations = conform("observations", pd.concat(parts, ignore_index=True))
    return check_table("distributions", distributions(observations, INDICATORS, areas))


def scopes(table: pd.DataFrame) -> dict[str, int]:
    return dict(zip(table["scope"], table["municipalities"], strict=True))


def test_all_groups_and_counties_of_the_mainland() -> None:
    values = {place.region_id: float(number) for number, place in enumerate(PLACES)}
    found = scopes(made(rows(values)))
    assert found["all"] == 292
    assert [found[f"group:{name}"] for name in ("urban", "semi_urban", "rural")] == [55, 67, 170]
    assert found["county:09"] == 10
    assert sum(number for scope, number in found.items() if scope.startswith("county")) == 292 - 1 - 2
    assert {"county:90", "county:04", "county:91"}.isdisjoint(found)


@given(st.lists(st.floats(-1e9, 1e9), min_size=FEWEST, max_size=60))
def test_percentiles_are_those_of_numpy(numbers: list[float]) -> None:
    values = {place.region_id: number for place, number in zip(PLACES, numbers, strict=False)}
    table = made(rows(values))
    every = table[table["scope"] == "all"]
    expected = np.percentile(numbers, [10, 25, 50, 75, 90])
    (found,) = every[["p10", "q1", "median", "q3", "p90"]].to_numpy().tolist()
    assert found == pytest.approx(expected.tolist(), rel=1e-9, abs=1e-6)


def test_too_few_municipalities_give_none() -> None:
    nine = {place.region_id: 1.0 for place in PLACES[: FEWEST - 1]}
    assert "all" not in scopes(made(rows(nine)))
    ten = {place.region_id: 1.0 for place in PLACES[:FEWEST]}
    assert scopes(made(rows(ten)))["all"] == FEWEST
    county = [place.region_id for place in PLACES if place.county == "09"]
    four, five = (dict.fromkeys(county[:number], 2.0) for number in (FEWEST_IN_COUNTY - 1, FEWEST_IN_COUNTY))
    assert made(rows(four)).empty
    assert scopes(made(rows(five))) == {"county:09": FEWEST_IN_COUNTY}


def test_only_figures_of_todays_mainland_municipalities_count() -> None:
    aland = [place for place in AREAS.municipalities(mainland_only=False) if not place.mainland]
    former = [f"KU{merger.old_code}" for merger in AREAS.mergers]
    values = {place.region_id: 1.0 for place in PLACES[:12]} | {PLACES[0].region_id: None}
    others = dict.fromkeys([*(place.region_id for place in aland), *former, "SSS", "HVA09"], 99.0)
    table = made(rows(values), rows(others))
    assert scopes(table)["all"] == 11
    assert set(table["p90"]) == {1.0}


def test_counts_are_left_out() -> None:
    values = {place.region_id: 1.0 for place in PLACES}
    assert made(rows(values, indicator="population")).empty


def test_sexes_years_and_worlds_stay_apart() -> None:
    own = [
        OwnArea(
            name_sv="",
            county_sv="",
            county_en="",
            code=f"9{number}",
            name_fi=f"Keksilä {number}",
            language="fi",
            county="99",
            county_fi="Keksitty hyvinvointialue",
            group="rural",
            merged_year=None,
            invented=True,
        )
        for number in range(50, 62)
    ]
    areas = AREAS.extended(own)
    invented = dict.fromkeys((f"KU{each.code}" for each in own), 7.0)
    real = {place.region_id: 1.0 for place in PLACES[:20]}
    table = made(
        rows(invented, invented=True),
        rows(real),
        rows(real, invented=True),
        rows(invented),
        rows(dict.fromkeys(real, 3.0), sex="female"),
        rows(dict.fromkeys(real, 4.0), year=2021),
        areas=areas,
    )
    every = table[table["scope"] == "all"]
    columns = ["invented", "sex", "year", "municipalities", "median"]
    assert every[columns].to_numpy().tolist() == [
        [False, "female", 2022, 20, 3.0],
        [False, "total", 2021, 20, 4.0],
        [False, "total", 2022, 20, 1.0],
        [True, "total", 2022, 12, 7.0],
    ]
    assert set(table.loc[table["invented"], "scope"]) == {"all", "group:rural", "county:99"}


def test_rows_do_not_depend_on_the_order_of_the_observations() -> None:
    values = {place.region_id: number * 0.37 % 11 for number, place in enumerate(PLACES)}
    parts = [rows(values, year=year, sex=sex) for year in (2022, 2020) for sex in ("total", "female")]
    table = made(*parts)
    shuffled = pd.concat(parts).sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(table, made(shuffled))
    ordered = table.sort_values(["invented", "scope", "indicator", "sex", "year"], ignore_index=True)
    pd.testing.assert_frame_equal(table, ordered)


def test_no_observations_give_an_empty_table() -> None:
    assert made(conform("observations", None)).empty


def test_a_municipality_belongs_to_three_scopes() -> None:
    assert scopes_of(AREAS.find("Heinola").municipality) == ("all", "group:urban", "county:09")
