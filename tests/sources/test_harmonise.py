"""Rows of one file in the project's words."""

from __future__ import annotations

import time
from datetime import date

import numpy as np
import pandas as pd
import pytest

from hyte.errors import InputError, Place
from hyte.reference.areas import Areas
from hyte.reference.register import Register
from hyte.sources.found_lists import FoundList, FoundLists, ListsByFolder
from hyte.sources.harmonise import Harmonised, harmonise
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.sources.sidecar import Sidecar
from hyte.sources.tidy import indicator_frame, region_frame, rows_of

LIST = region_frame(
    [
        {
            "sotkanet_id": "9001",
            "code": "998",
            "category": "KUNTA",
            "name_fi": "Esimerkkilä",
            "name_sv": "Exempelby",
        },
        {
            "sotkanet_id": "9101",
            "code": "99",
            "category": "HYVINVOINTIALUE",
            "name_fi": "Kuvitteellinen alue",
        },
    ]
)


def reading(
    *records: dict[str, object], updated: date | None = None, refusals: tuple[Refusal, ...] = ()
) -> Reading:
    base = {
        "source": "sotkanet",
        "indicator_code": "127",
        "region_code": "44",
        "year": 2022,
        "value": 1.0,
        "line": 2,
    }
    rows = rows_of([base | record for record in records])
    count = len(rows) + sum(refusal.count for refusal in refusals)
    return Reading("test", rows, count, refusals, SourceFacts(updated=updated))


def run(*readings: Reading, lists: FoundLists | None = None, sidecar: Sidecar | None = None) -> Harmonised:
    return harmonise(
        "a.csv",
        readings,
        areas=Areas.official(),
        register=Register.load(),
        lists=lists or FoundLists(),
        sidecar=sidecar,
    )


def lists_of(*lists: FoundList, file: str = "a.csv", invented: bool = False) -> FoundLists:
    return ListsByFolder(lists).of(file, invented=invented)


def test_sotkanet_ids_become_region_and_register_ids() -> None:
    found = run(reading({}, {"region_code": "658", "line": 3}, {"region_code": "895", "line": 4}))
    assert found.observations["region"].tolist() == ["KU111", "SSS", "HVA09"]
    assert set(found.observations["indicator"]) == {"population"}
    assert found.observations["file"].tolist() == ["a.csv"] * 3
    assert found.unknown_regions == found.unknown_indicators == ()
    row = found.regions.set_index("region").loc["KU111"]
    assert (row["name_sv"], row["county"], row["country_part"], row["category"]) == (
        "Heinola",
        "HVA09",
        "mainland",
        "KUNTA",
    )


def test_a_merged_municipality_keeps_its_id_and_names_its_successor() -> None:
    row = run(
        reading({"region_code": "413", "source": "sheet", "indicator_label": "Väestö 31.12."})
    ).regions.iloc[0]
    assert row["region"] == "KU413"
    assert row["successor"].startswith("KU")
    assert row["successor_year"] >= 2013


def test_a_region_list_elsewhere_in_the_folder_explains_ids() -> None:
    lists = lists_of(FoundList("lists/regions.json", False, LIST, None))
    found = run(reading({"region_code": "9001"}, {"region_code": "9101"}), lists=lists)
    assert found.observations["region"].tolist() == ["KU998", "HVA99"]
    assert found.regions.set_index("region").loc["KU998", "name_sv"] == "Exempelby"
    assert found.unknown_regions == ()


def test_a_name_that_only_a_list_knows_is_found() -> None:
    lists = lists_of(FoundList("lists/regions.json", False, LIST, None))
    found = run(reading({"source": "thl", "region_code": None, "region_label": "Esimerkkilä"}), lists=lists)
    assert found.observations["region"].tolist() == ["KU998"]


def test_the_nearest_list_is_right_and_invented_lists_stay_out_of_real_files() -> None:
    other = LIST.assign(code=["997", "98"])
    near, far = FoundList("x/regions.json", True, LIST, None), FoundList("a/regions.json", False, other, None)
    assert lists_of(near, far, file="x/data.csv", invented=True).region_by_id["9001"].code == "998"
    assert lists_of(near, far, file="x/data.csv", invented=False).region_by_id["9001"].code == "997"


def test_unknown_regions_and_indicators_are_kept_and_counted() -> None:
    found = run(reading({"region_code": "9001", "indicator_code": "99999", "value": 2.25}))
    assert found.observations["region"].tolist() == ["SOTKANET9001"]
    assert found.unknown_regions == (("SOTKANET9001", 1),)
    assert found.unknown_indicators == (("sotkanet-99999", 1),)
    row = found.indicators.iloc[0]
    assert (row["direction"], row["registered"], row["decimals"]) == ("neutral", False, 2)


def test_an_indicator_list_gives_an_unknown_indicator_its_titles() -> None:
    listed = indicator_frame(
        [
            {
                "source": "sotkanet",
                "code": "99999",
                "title_fi": "Keksitty, %",
                "title_sv": "Påhittad, %",
                "decimals": 1,
            }
        ]
    )
    lists = lists_of(FoundList("i.json", False, None, listed))
    by_code = run(reading({"indicator_code": "99999"}), lists=lists)
    by_title = run(reading({"indicator_code": None, "indicator_label": "påhittad, %"}), lists=lists)
    assert (
        by_code.indicators["indicator"].tolist()
        == by_title.indicators["indicator"].tolist()
        == ["sotkanet-99999"]
    )
    row = by_code.indicators.iloc[0]
    assert (row["title_fi"], row["title_sv"], row["decimals"]) == ("Keksitty, %", "Påhittad, %", 1)


def test_a_title_of_two_listed_indicators_is_not_guessed() -> None:
    records = [
        {"source": "sotkanet", "code": code, "title_fi": "Sama otsikko"} for code in ("99998", "99999")
    ]
    lists = lists_of(FoundList("i.json", False, None, indicator_frame(records)))
    found = run(reading({"indicator_code": None, "indicator_label": "Sama otsikko"}), lists=lists)
    assert "9999" not in found.indicators["indicator"].iloc[0]


def test_the_sidecar_names_the_indicator_and_its_date_goes_before_the_files() -> None:
    sidecar = Sidecar(indicator="unemployed", updated=date(2024, 5, 2))
    found = run(reading({"indicator_code": None, "updated": None}, updated=date(2020, 1, 1)), sidecar=sidecar)
    assert found.observations["indicator"].tolist() == ["unemployed"]
    assert found.observations["updated"].tolist() == ["2024-05-02"]


def test_the_date_of_a_figure_goes_before_that_of_the_file() -> None:
    found = run(reading({"updated": "2023-01-01"}, {"updated": None, "year": 2021}, updated=date(2020, 1, 1)))
    assert found.observations["updated"].tolist() == ["2023-01-01", "2020-01-01"]


def test_a_sidecar_with_an_unknown_indicator_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"a\.csv\.meta\.toml.*unemployd.*unemployed"):
        run(reading({}), sidecar=Sidecar(indicator="unemployd"))


def test_a_sidecar_cannot_name_one_indicator_for_two() -> None:
    with pytest.raises(InputError, match="holds 2: 127; 181"):
        run(reading({}, {"indicator_code": "181"}), sidecar=Sidecar(indicator="unemployed"))


def test_a_repeated_row_is_refused_with_its_place() -> None:
    found = run(reading({}, {"line": 3}, {"line": 4, "value": 5.0}))
    assert found.observations["line"].tolist() == [2]
    assert [(r.code, r.detail, r.place.line) for r in found.refusals] == [
        ("duplicate", "1 twice, first in line 2", 3),
        ("duplicate", "5, earlier 1 in line 2", 4),
    ]


def test_an_empty_cell_gives_way_to_a_figure_of_the_same_key() -> None:
    empty = {"value": np.nan, "missing": "empty"}
    found = run(reading(empty, {"line": 3}))
    assert found.observations["value"].tolist() == [1.0]
    assert [r.detail for r in found.refusals] == ["(empty), earlier 1 in line 3"]


def test_two_tables_of_one_file_are_checked_together() -> None:
    found = run(reading({"cell": "B2", "sheet": "A"}), reading({"cell": "B2", "sheet": "B", "value": 3.0}))
    assert len(found.observations) == 1
    assert found.refusals[0].detail == "3, earlier 1 in sheet 'A' cell B2"


def test_nothing_is_lost() -> None:
    earlier = Refusal("not_a_number", "x", Place("a.csv", line=9), 4)
    readings = reading(
        {},
        {"line": 3},
        {"year": 1492, "line": 4},
        {"sex": "robot", "line": 5},
        {"region_code": None, "line": 6},
        {"indicator_code": None, "line": 7},
        {"value": np.inf, "line": 8},
        {"ci_low": 3.0, "ci_high": 2.0, "year": 2020, "line": 10},
        refusals=(earlier,),
    )
    found = run(readings)
    assert len(found.observations) + sum(r.count for r in found.refusals) == readings.figures_read
    assert sorted(r.code for r in found.refusals) == [
        "duplicate",
        "no_area",
        "no_indicator",
        "not_a_number",
        "not_a_number",
        "not_a_number",
        "not_a_year",
        "unknown_sex",
    ]


def test_a_value_without_reason_gets_one() -> None:
    found = run(reading({"value": np.nan}))
    assert found.observations["missing"].tolist() == ["empty"]


def test_a_file_without_rows_gives_empty_tables() -> None:
    found = run()
    assert len(found.observations) == len(found.indicators) == len(found.regions) == 0


def test_a_big_table_takes_about_a_second() -> None:
    count = 300_000
    rows = reading({}).rows.loc[[0] * count].reset_index(drop=True)
    position = np.arange(count)
    rows["region_code"] = pd.array([str(n) for n in range(300)], dtype="str").take(position % 300)
    rows["indicator_code"] = pd.array([str(n) for n in range(5000, 5050)], dtype="str").take(
        position // 300 % 50
    )
    rows["year"] = 2000 + position // 15_000
    table = Reading("test", rows, count)
    run(table)
    started = time.process_time()
    found = run(table)
    assert time.process_time() - started < 3  # measured 0.4 s on an idle core
    assert len(found.observations) == count
