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
from hyte.sources.registers.layout import register_layouts
from hyte.statistics.intervals import wilson_interval
from hyte.store.approval import parse_approval
from hyte.store.files import take_inventory
from hyte.store.ingest import hash_raw_files
from hyte.store.local_inputs import LocalInputs, gather_local_inputs
from hyte.store.own_areas import areas_of_inventory

OWN_LISTS = {"areas.csv", "indicators.json", "regions.json"}
REVIEW = "990/2024/review.xlsx"
"""Written on demand only: what it lists beside its corrections hangs on how well notes are read."""


@pytest.fixture(scope="module")
def example(root: Path) -> Path:
    return root / "data/raw/esimerkkimaakunta"


@pytest.fixture(scope="module")
def readings(example: Path) -> list[tuple[str, Reading]]:
    found = []
    for path in sorted(example.rglob("*")):
        name = path.relative_to(example).as_posix()
        table = path.is_file() and path.suffix != ".toml" and path.name not in OWN_LISTS
        if table and "2024" not in path.parts:
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
    assert len(committed.pop(REVIEW)) < 150_000
    assert sorted(again) == sorted(committed)
    assert [name for name in again if again[name] != committed[name]] == []
    assert sum(map(len, committed.values())) < 2_500_000


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
        "thl-cube-json",
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
        "Nuorten työpajan asiakkaat, hlö",
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


def by_level(rows: pd.DataFrame, question: str, year: int, sex: str) -> pd.DataFrame:
    """Figures of a cube as json: a row for each area, columns by school level."""
    found = rows[
        (rows["indicator_label"] == question)
        & rows["file"].str.endswith(".json")
        & (rows["year"] == year)
        & (rows["sex"] == sex)
    ]
    levels = found["breakdown"].str.removeprefix("Kouluaste=")
    return found.assign(level=levels).pivot(index="region_label", columns="level")


def test_school_cubes_have_the_limits_of_their_answers(rows: pd.DataFrame) -> None:
    cubes = rows[rows["ci_low"].notna()]
    assert cubes.groupby("indicator_label").size().to_list() == [108, 228, 270]
    assert (cubes["file"].str.endswith(".json")).all()
    answers = cubes["denominator"]
    # A share that is rounded may come from several counts; one of them must give the limits.
    counts = (cubes["value"] / 100 * answers).round()
    low, high = wilson_interval(counts.to_numpy(), answers.to_numpy())
    exact = (cubes["value"] == (100 * counts / answers).round(1)) & (answers < 1000)
    assert exact.sum() > 400
    # Halves may be rounded either way.
    assert abs(100 * low - cubes["ci_low"])[exact].max() < 0.0501
    assert abs(100 * high - cubes["ci_high"])[exact].max() < 0.0501
    assert ((cubes["ci_low"] <= cubes["value"]) & (cubes["value"] <= cubes["ci_high"])).all()


def test_a_year_class_answers_as_one_of_its_size_would(rows: pd.DataFrame) -> None:
    now, before = (
        by_level(rows, "Tuntee itsensä yksinäiseksi, %", year, "total")["denominator"]
        for year in (2023, 2019)
    )
    assert now["8. ja 9. lk"].dropna().to_dict() == {
        "Esimerkkimaakunnan hyvinvointialue": 982,
        "Haavemäki": 188,
        "Keksilä": 614,
        "Koko maa": 112_900,
        "Satulahti": 129,
    }
    # Until 2020 Keksilä was smaller; its county was not.
    grown = (now - before)[["4. ja 5. lk", "8. ja 9. lk"]].sum(axis=1)
    assert grown["Keksilä"] > 50
    assert abs(grown["Esimerkkimaakunnan hyvinvointialue"]) < 50


def test_towns_differ_for_certain_and_the_smallest_shows_nothing(rows: pd.DataFrame) -> None:
    question = "Tuntee itsensä yksinäiseksi, %"
    girls, boys = (by_level(rows, question, 2023, sex) for sex in ("female", "male"))
    assert (girls["ci_low"] > boys["ci_high"]).loc["Keksilä"].to_dict() == {
        "4. ja 5. lk": False,
        "8. ja 9. lk": True,
        "Ammatillinen oppilaitos": False,
        "Lukio": True,
    }
    everyone = by_level(rows, question, 2023, "total")
    for town in ("Keksilä", "Haavemäki"):
        assert everyone["ci_low"].loc[town, "Lukio"] > everyone["ci_high"].loc[town, "4. ja 5. lk"]
    tiny = rows[
        (rows["region_label"] == "Tarinakylä") & rows["file"].str.contains("kouluterveyskysely.*json")
    ]
    # It has no schools for those over 15, so that those cells are empty.
    assert tiny["value"].notna().sum() == 0
    assert set(tiny["missing"]) == {"suppressed_or_missing", "empty"}


def test_clients_of_workshops_are_few_in_small_places(rows: pd.DataFrame) -> None:
    clients = rows[rows["indicator_label"] == "Nuorten työpajan asiakkaat, hlö"]
    table = clients.pivot(index=["region_label", "year"], columns="sex", values="value")
    assert (table["total"] == table["male"] + table["female"]).all()
    smallest = table.groupby("region_label").min().min(axis=1)
    assert (smallest["Keksilä"] > 10, smallest["Satulahti"] < 5, smallest["Tarinakylä"]) == (True, True, 0)


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


def test_one_report_is_approved(example: Path) -> None:
    approval = parse_approval((example / "Satulahti/2024/approval.toml").read_bytes(), "approval.toml")
    assert (approval.state, approval.body, approval.section) == ("approved", "Kunnanvaltuusto", "§ 31")


@pytest.fixture(scope="module")
def local(root: Path) -> LocalInputs:
    raw = root / "data/raw"
    inventory = take_inventory(raw)
    hashes, unreadable = hash_raw_files(inventory)
    assert unreadable == ()
    return gather_local_inputs(raw, inventory, hashes, areas_of_inventory(inventory))


def texts(table: pd.DataFrame, **wanted: str) -> set[str]:
    """Texts of the rows whose columns hold these values; `file` may be a part of the name."""
    for column, value in wanted.items():
        table = table[table[column].fillna("").str.contains(value, regex=False)]
    return set(table["text"])


def test_what_the_municipalities_bring_is_read_without_a_problem(local: LocalInputs) -> None:
    assert local.problems == {}
    notes = local.tables["notes"]
    assert notes.groupby("municipality")["file"].nunique().to_dict() == {"990": 11, "991": 1, "994": 3}
    assert {Path(file).suffix for file in notes["file"]} == {".docx", ".html", ".md", ".odt", ".pdf", ".txt"}


def test_notes_give_the_records_that_their_writers_meant(local: LocalInputs) -> None:
    notes = local.tables["notes"]
    assert texts(notes, file="lape-tyoryhma", kind="concern") == {
        "Koulupoissaolot ovat lisääntyneet, ja ne alkavat entistä nuorempina.",
        "Nuuska ja sähkösavukkeet näkyvät jo kuudesluokkalaisten arjessa.",
        "Yhden vanhemman perheissä asumismenot vievät yhä suuremman osan tuloista.",
        "Vasta maahan muuttaneet perheet jäävät usein palvelujen ulkopuolelle.",
    }
    assert texts(notes, file="ikaihmisten", kind="concern") >= {
        "Yksin asuvat ikääntyneet eivät aina löydä palveluihin.",
        "Kaatumiset ja lonkkamurtumat ovat lisääntyneet talvikuukausina.",
    }
    assert texts(notes, file="asukasilta", kind="resident_input") == {
        "Bussivuoroja kylille myös viikonloppuisin",
        "Koulun liikuntasali asukkaiden käyttöön iltaisin",
        "Penkkejä kävelyreittien varsille, jotta jaksaa lähteä",
        "Palveluista pitäisi saada tieto paperilla, ei vain verkosta",
    }
    assert texts(notes, file="tyoikaisten", kind="brake") == {
        "Iltavuoroihin ei ole riittävästi henkilöstöä.",
        "Sisäliikuntavuorot ovat täynnä arki-iltaisin.",
        "Pyöräteiden valaistukselle ei ole määrärahaa.",
    }
    assert texts(notes, file="valfardsgruppen", kind="joy") == {
        "Byaskolornas föräldraföreningar ordnar klubbar varje vecka.",
        "Allt fler seniorer deltar i motionsgrupperna.",
    }
    assert texts(notes, file="styrgruppen", kind="measure") == {"Utreda anropsstyrd trafik till skärgården"}


def test_awkward_places_of_notes_are_read(local: LocalInputs) -> None:
    notes = local.tables["notes"]
    concerns = texts(notes, kind="concern")
    # Changes that were tracked count as accepted; hyphens that a program left in a word are gone.
    assert "Pitkäaikaistyöttömyys on selvästi yleistynyt yli 55-vuotiailla." in concerns
    assert "Nikotiinipussien käyttö on yleistynyt nopeasti kahdeksasluokkalaisilla." in concerns
    assert "Palvelulinjan puuttuminen eristää kylien asukkaat keskustan palveluista." in concerns
    assert not any("Vuokra-asuntoja" in text for text in texts(notes))
    assert "Työkykykahvit kirjastossa" in texts(notes, kind="measure", owner="Työllisyyspalvelut")
    assert "yhteinen ruokailu kylätalolla kerran viikossa" in texts(notes, kind="measure")


def test_the_committee_decided_in_every_way(local: LocalInputs) -> None:
    notes = local.tables["notes"]
    minutes = notes[notes["file"].str.contains("hyvinvointilautakunta") & (notes["kind"] == "decision")]
    assert dict(zip(minutes["agenda"], minutes["state"], strict=True)) == {
        "§ 39": "amended",
        "§ 40": "approved",
        "§ 41": "returned",
        "§ 42": "approved",
        "§ 43": "tabled",
        "§ 44": "noted",
    }
    measure = notes[
        notes["text"].str.startswith("Poissaolojen puuttumismalli") & (notes["kind"] == "measure")
    ]
    assert list(measure["owner"]) == ["opetuspäällikkö"]


def test_nobody_is_named_and_nobody_can_be_rung(local: LocalInputs) -> None:
    withheld = local.tables["withheld"]
    assert {"name", "phone", "email"} <= set(withheld["kind"])
    published = "\n".join(
        local.tables[name].drop(columns="file").astype(str).to_string()
        for name in ("notes", "note_lines", "attendance", "meetings", "registers", "survey_texts")
    )
    for trace in ("Mallikorpi", "Kuvitelmala", "Exempelström", "Sepite Tyyppi", "040 000", "@"):
        assert trace not in published
    # A role or a unit in a column of owners is nobody's name.
    owners = local.tables["notes"]["owner"].dropna()
    assert not owners.str.contains("[nimi]", regex=False).any()


def test_every_register_is_filled_and_a_column_of_ones_own_is_kept(local: LocalInputs) -> None:
    registers = local.tables["registers"]
    town = registers[registers["municipality"] == "990"]
    assert set(town["register"]) == set(register_layouts())
    own = town[town["extra"]]
    assert list(zip(own["field"], own["value"], strict=True)) == [("Keskustelussa (§)", "§ 2")]
    plan = town[town["register"] == "plan"].pivot(index="record", columns="field", values="value")
    assert len(plan) == 10
    assert set(plan["state"]) == {"done", "under_way", "not_begun", "dropped"}
    # Zero is something else than empty.
    assert (plan["resources_euros"] == "0").sum() == 2
    assert (registers["municipality"] == "994").sum() > 80
    left_out = town[(town["register"] == "left_out") & (town["field"] == "indicators")]
    assert set(left_out["value"]) == {"alcohol_sales", "jobs_industry"}


def test_surveys_are_told_apart_and_counted(local: LocalInputs) -> None:
    surveys = local.tables["surveys"]
    assert list(zip(surveys["design"], surveys["answers"], strict=True)) == [
        ("open", 184),
        ("sample", 500),
        ("open", 23),
    ]
    counts = local.tables["survey_counts"]
    assert {"single", "multiple", "scale", "agree"} <= set(counts["kind"])
    everyone = counts[counts["group"].isna()]
    few = everyone[everyone["count"].between(1, 4)]
    assert {"Alle 18 vuotta", "Kielikahvila", "Liikuntahalli"} <= set(few["option_text"])
    services = local.tables["survey_texts"]["themes"].fillna("").str.contains("services").sum()
    assert services >= 10


def test_every_correction_of_the_review_workbook_finds_its_place(local: LocalInputs) -> None:
    assert sorted(local.tables["corrections"]["action"]) == ["changed", "changed", "left_out", "made"]
    notes = local.tables["notes"]
    assert texts(notes, corrected="text") == {"Päihteiden käyttö näkyy keskustan puistossa viikonloppuisin."}
    assert "Liikkuminen kylien ja keskustan välillä vaikeutuu." in texts(notes, kind="concern")
    assert len(texts(notes, rule="review")) == 1
    assert "Lautakunta merkitsee tilannekatsauksen tiedoksi." not in texts(notes)
