"""The shipped example: written by its script to the byte, complete, invented, and read without loss."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from hyte.reference.areas import Areas
from hyte.reference.indicator import GROUPS, THEMES, Indicator
from hyte.reference.own_areas import read_own_areas
from hyte.reference.register import Register
from hyte.sources.probe import Probe
from hyte.sources.readers import read_file
from hyte.sources.reading import Reading
from hyte.store.approval import parse_approval

NO_TABLES = {".toml", ".txt", ".docx"}
OWN_LISTS = {"areas.csv", "indicators.json", "regions.json"}


@pytest.fixture(scope="module")
def example(root: Path) -> Path:
    return root / "data/raw/esimerkkimaakunta"


@pytest.fixture(scope="module")
def readings(example: Path) -> list[tuple[str, Reading]]:
    found = []
    for path in sorted(example.rglob("*")):
        if path.is_file() and path.suffix not in NO_TABLES and path.name not in OWN_LISTS:
            name = path.relative_to(example).as_posix()
            found += [(name, reading) for reading in read_file(Probe(path, name)).readings]
    return found


@pytest.fixture(scope="module")
def rows(readings: list[tuple[str, Reading]]) -> pd.DataFrame:
    return pd.concat([reading.rows.assign(file=name) for name, reading in readings], ignore_index=True)


@pytest.fixture(scope="module")
def indicators(rows: pd.DataFrame) -> dict[tuple[str, ...], Indicator | None]:
    columns = ["source", "table", "indicator_code", "indicator_label", "breakdown"]
    keys = rows[columns].drop_duplicates().astype(object)
    keys = keys.where(keys.notna(), None)
    register = Register.load()
    return {key: register.resolve(*key) for key in keys.itertuples(index=False, name=None)}


def files_under(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_script_writes_the_committed_bytes(root: Path, example: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(root / "data/make_example.py"), str(tmp_path)], check=True)
    again, committed = files_under(tmp_path), files_under(example)
    assert sorted(again) == sorted(committed)
    assert [name for name in again if again[name] != committed[name]] == []
    assert sum(map(len, committed.values())) < 1_500_000


def test_the_municipalities_are_invented_and_outside_the_official_list(example: Path) -> None:
    own = read_own_areas(example / "areas.csv")
    areas = Areas.official().extended(own)
    assert all(row.invented for row in own)
    assert len(own) == 6
    satulahti = areas.find("Sagoviken").municipality
    assert (satulahti.name_fi, satulahti.bilingual, satulahti.invented) == ("Satulahti", True, True)
    merged = areas.find("Vanhapitäjä")
    assert merged.municipality.name_fi == "Keksilä"
    assert merged.merged_from is not None
    assert merged.merged_from.year == 2020
    assert len(areas.peers("990")) == 4


def test_every_layout_is_there_and_nothing_is_refused(readings: list[tuple[str, Reading]]) -> None:
    assert {reading.layout for _, reading in readings} == {
        "sotkanet-rest-csv",
        "sotkanet-rest-json",
        "sotkanet-web-csv",
        "thl-cube-csv",
        "thl-cube-xlsx",
        "pxweb-xlsx",
        "pxweb-csv",
        "px",
        "json-stat2",
        "teaviisari-long",
        "year-sheet",
    }
    assert [(name, reading.refusals) for name, reading in readings if reading.refusals] == []


def test_at_least_forty_indicators_over_all_themes_groups_and_years(
    rows: pd.DataFrame, indicators: dict[tuple[str, ...], Indicator | None]
) -> None:
    known = [indicator for indicator in indicators.values() if indicator is not None]
    unknown = {label for (_, _, _, label, _), indicator in indicators.items() if indicator is None}
    # A municipality's own figures, and a measure of an invented table: they work without the register.
    assert unknown <= {
        "Kirjastolainat asukasta kohti, kpl",
        "Kunnan avustusta saaneet yhdistykset, lkm",
        "Vuokra-asunnossa asuvien asuntokuntien osuus, %",
    }
    assert len({indicator.id for indicator in known}) >= 40
    assert {indicator.theme for indicator in known} >= set(THEMES) - {"other"}
    assert {indicator.group for indicator in known} == set(GROUPS)
    assert sorted(rows["year"].unique()) == list(range(2013, 2025))


def test_the_small_municipality_has_figures_kept_secret_and_another_almost_none(rows: pd.DataFrame) -> None:
    tiny = rows[rows["region_label"] == "Tarinakylä"]
    assert (tiny["missing"] == "suppressed_or_missing").sum() >= 100
    assert (tiny["missing"] == "suppressed").sum() == 12
    bare = rows[(rows["region_label"] == "Hiljala") & rows["value"].notna()]
    assert set(bare["indicator_label"]) == {"Väkiluku", "Työttömät, % työvoimasta"}


def test_population_is_equal_in_two_files_but_for_the_planted_conflict(
    example: Path, rows: pd.DataFrame
) -> None:
    ids = {
        str(item["id"]): item["code"] for item in json.loads((example / "sotkanet/regions.json").read_text())
    }
    names = {
        str(item["id"]): item["title"]["fi"]
        for item in json.loads((example / "sotkanet/regions.json").read_text())
    }
    sotkanet = rows[(rows["indicator_code"] == "127") & (rows["sex"] == "total")]
    statfin = rows[rows["indicator_label"] == "Väkiluku"]
    table = {
        ("Koko maa" if label == "KOKO MAA" else label, year): value
        for label, year, value in zip(statfin["region_label"], statfin["year"], statfin["value"], strict=True)
    }
    differing = [
        (ids[code], year, value - table[names[code], year])
        for code, year, value in zip(
            sotkanet["region_code"], sotkanet["year"], sotkanet["value"], strict=True
        )
        if value != table[names[code], year]
    ]
    assert len(sotkanet) == 84
    assert differing == [("991", 2021, -14.0)]


def test_titles_are_those_of_the_source(shared: Path, example: Path) -> None:
    real = {
        item["id"]: item["title"]
        for item in json.loads((shared / "real/sotkanet/indicators.json").read_text(encoding="utf-8"))
    }
    listed = json.loads((example / "sotkanet/indicators.json").read_text(encoding="utf-8"))
    assert len(listed) >= 25
    for item in listed:
        for language, title in item["title"].items():
            assert title == " ".join(real[item["id"]][language].split())
    web = (example / "sotkanet/sotkanet_taulukko.csv").read_text(encoding="utf-8").splitlines()
    assert {line.rsplit(";", 7)[0] for line in web} <= {title["fi"].strip() for title in real.values()}


def test_counts_and_shares_agree(rows: pd.DataFrame) -> None:
    ages = rows[(rows["file"] == "sotkanet/sotkanet_vaesto.csv") & (rows["region_code"] == "9990")]
    shares = ages[ages["indicator_code"].isin(["7", "167", "168", "169", "170", "171"])]
    for year in range(2013, 2025):
        assert shares[shares["year"] == year]["value"].sum() == pytest.approx(100, abs=0.3)


def test_one_report_is_approved_and_two_meetings_have_notes(example: Path) -> None:
    approval = parse_approval((example / "Satulahti/2024/approval.toml").read_bytes(), "approval.toml")
    assert (approval.state, approval.body, approval.section) == ("approved", "Kunnanvaltuusto", "§ 31")
    notes = sorted(path.suffix for path in (example / "990/2024/notes").iterdir())
    assert notes == [".docx", ".txt"]
