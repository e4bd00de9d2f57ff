"""What one change in the raw folder makes stale: the reports that show it, and no other."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from hyte.running.manifest import Manifest, manifest_path, sha256_of, stem, write_manifest
from hyte.running.plan import Job, versions
from hyte.running.request import Options
from hyte.running.run import prepare

from .tiny import CODES, PLACES, SOTKANET, make_tiny

COUNTRY = 658
HEADER = "indicator;region;year;gender;primary value;absolute value\r\n"
REAL = {f"{name} {year}" for name in PLACES for year in (2021, 2022)}


def write(path: Path, rows: dict[tuple[int, int], float], indicator: int = 127) -> None:
    lines = [f"{indicator};{place};{year};total;{value};\r\n" for (place, year), value in rows.items()]
    path.write_bytes((HEADER + "".join(lines)).encode())


@pytest.fixture
def rows() -> dict[tuple[int, int], float]:
    """Population of each place and of the country."""
    return {
        (place, year): 10_000 + 500 * position + year
        for year in (2020, 2021, 2022)
        for position, place in enumerate((*SOTKANET, COUNTRY))
    }


@pytest.fixture
def world(tmp_path: Path, rows: dict[tuple[int, int], float]) -> Path:
    """Reports of two years of each place, all of them made, as far as the plan can see."""
    settings_file = make_tiny(tmp_path / "world", len(PLACES))
    folder = settings_file.parent
    text = settings_file.read_text(encoding="utf-8").replace("[2022]", "[2021, 2022]")
    settings_file.write_text(f"{text}[comparison.likeness]\npeers = 3\n", encoding="utf-8")
    (folder / "raw" / "population.csv").unlink()
    write(folder / "raw" / "population.csv", rows)
    for year in (2021, 2022):
        notes = folder / "raw" / "Heinola" / str(year) / "notes"
        notes.mkdir(parents=True)
        (notes / "kokous.txt").write_text("Huolet\n- Nuorten yksinäisyys\n", encoding="utf-8")
    for job in planned(folder):
        finish(job)
    assert stale(folder) == {}
    return folder


def planned(world: Path) -> tuple[Job, ...]:
    return prepare(world / "pipeline.toml", Options(), Console(file=io.StringIO())).jobs


def stale(world: Path) -> dict[str, tuple[str, ...]]:
    return {
        f"{job.wanted.finding.municipality.name_fi} {job.wanted.key.year}": job.reasons
        for job in planned(world)
        if job.reasons
    }


def finish(job: Job) -> None:
    """Leave what a run leaves of a report."""
    key = job.wanted.key
    job.folder.mkdir(parents=True, exist_ok=True)
    page = job.folder / f"{stem(key)}.html"
    page.write_text("page", encoding="utf-8")
    manifest = Manifest(
        report=key.report,
        title="T",
        municipality=key.municipality,
        municipality_name="M",
        county_name="C",
        year=key.year,
        language=key.language,
        state="draft",
        invented=False,
        files={"html": page.name},
        sha256={page.name: sha256_of(page) or ""},
        parameters={},
        inputs={"population.csv": "0" * 64},
        parts=dict(job.parts),
        versions=versions(),
        timings={"execute": 2.0},
    )
    write_manifest(manifest_path(job.folder, key), manifest)


def test_a_country_value_makes_stale_the_reports_of_its_year_and_later(
    world: Path, rows: dict[tuple[int, int], float]
) -> None:
    write(world / "raw" / "population.csv", rows | {(COUNTRY, 2022): 1.0})
    found = stale(world)
    assert set(found) == {name for name in REAL if name.endswith("2022")}
    assert set(found.values()) == {("figures of the whole country have changed (population.csv)",)}
    write(world / "raw" / "population.csv", rows | {(COUNTRY, 2021): 1.0})
    assert set(stale(world)) == REAL


def test_a_municipalitys_value_makes_stale_its_own_report_and_those_that_compare_with_it(
    world: Path, rows: dict[tuple[int, int], float]
) -> None:
    showing = {
        f"{job.wanted.finding.municipality.name_fi} {job.wanted.key.year}"
        for job in planned(world)
        if "figures of KU285" in job.parts
    }
    # Of 2020, so that neither the peers nor the spread of the newest year are others.
    write(world / "raw" / "population.csv", rows | {(151, 2020): rows[151, 2020] + 7})
    found = {
        name
        for name, reasons in stale(world).items()
        if any(reason.startswith("figures of Kotka") for reason in reasons)
    }
    assert found == showing
    assert {"Kotka 2021", "Kotka 2022"} < found < REAL


def test_a_note_makes_stale_one_report(world: Path) -> None:
    note = world / "raw" / "Heinola" / "2022" / "notes" / "kokous.txt"
    note.write_text("Huolet\n- Nuorten yksinäisyys\n- Päihteet\n", encoding="utf-8")
    (name,), (reasons,) = stale(world).keys(), stale(world).values()
    assert name == "Heinola 2022"
    assert reasons == ("its own notes, workbooks or surveys have changed (Heinola/2022/notes/kokous.txt)",)


def test_a_file_that_no_report_shows_makes_nothing_stale(world: Path) -> None:
    # The region of Sotkanet that stands for Lapland's wellbeing services county.
    (place,) = [
        int(line.split(",")[0])
        for line in (Path(__file__).parents[2] / "hyte" / "reference" / "sotkanet_regions.csv")
        .read_text(encoding="utf-8")
        .splitlines()
        if ",HVA21," in line or ",HVA19," in line
    ][:1]
    write(world / "raw" / "lapland.csv", {(place, 2022): 1.0})
    assert stale(world) == {}


def test_a_file_that_cannot_be_used_is_told_by_every_report_but_not_anothers_own(world: Path) -> None:
    (world / "raw" / "Heinola" / "2022" / "registers").mkdir()
    (world / "raw" / "Heinola" / "2022" / "registers" / "huolet.xlsx").write_bytes(b"no workbook")
    assert set(stale(world)) == {"Heinola 2022"}
    (world / "raw" / "broken.csv").write_bytes(b"\x00\x01")
    assert set(stale(world)) == REAL


def test_the_same_bytes_under_another_date_make_nothing_stale(world: Path) -> None:
    path = world / "raw" / "population.csv"
    path.write_bytes(path.read_bytes())
    assert stale(world) == {}
    page = next(world.glob("output/*/111-heinola/*.html"))
    page.write_bytes(page.read_bytes())
    assert stale(world) == {}
    page.write_bytes(b"gape")
    (reasons,) = stale(world).values()
    assert reasons == ("tiny.fi.html is missing or has been changed",)


def test_the_codes_of_this_test_are_those_of_its_places(world: Path) -> None:
    codes = {int(job.wanted.key.municipality) for job in planned(world)}
    assert codes == set(CODES)
