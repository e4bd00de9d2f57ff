"""Why a report is stale: each thing that it depends on, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hyte.reference.areas import Areas
from hyte.running import plan as planning
from hyte.running.execute import parameters_of
from hyte.running.manifest import (
    Manifest,
    manifest_path,
    read_manifest,
    sha256_of,
    stem,
    write_manifest,
)
from hyte.running.plan import Job, plan, versions
from hyte.running.request import wanted_reports
from hyte.settings import Comparison, Reports, Settings
from hyte.store.fingerprints import Fingerprints, read_fingerprints
from hyte.store.municipality_facts import MunicipalityFacts, read_municipality_facts

Plan = Callable[..., Job]


@pytest.fixture
def settings(example_settings: Settings, tmp_path: Path, root: Path) -> Settings:
    shutil.copytree(root / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_*"))
    folders = example_settings.folders.model_copy(
        update={"output": tmp_path / "output", "notebooks": tmp_path / "notebooks"}
    )
    reports = Reports(municipalities=("Haavemäki",), years=(2024,), formats=("html", "xlsx"))
    return example_settings.model_copy(update={"folders": folders, "reports": reports})


@pytest.fixture
def fingerprints(example_settings: Settings) -> Fingerprints:
    return read_fingerprints(example_settings.folders.processed)


@pytest.fixture
def facts(example_settings: Settings) -> MunicipalityFacts:
    return read_municipality_facts(example_settings.folders.processed)


@pytest.fixture
def planned(settings: Settings, areas: Areas, fingerprints: Fingerprints, facts: MunicipalityFacts) -> Plan:
    def job(
        settings: Settings = settings,
        fingerprints: Fingerprints = fingerprints,
        facts: MunicipalityFacts = facts,
        **options: bool,
    ) -> Job:
        (found,) = plan(settings, areas, fingerprints, facts, wanted_reports(settings, areas, ()), **options)
        return found

    return job


@pytest.fixture
def made(planned: Plan) -> Job:
    """The report as a finished run leaves it, but for what its files hold."""
    job = planned()
    key = job.wanted.key
    job.folder.mkdir(parents=True)
    files = {form: f"{stem(key)}.{form}" for form in ("html", "xlsx", "ipynb")}
    for form, name in files.items():
        (job.folder / name).write_text(form)
    manifest = Manifest(
        report=key.report,
        title="Raportti",
        municipality=key.municipality,
        municipality_name="Haavemäki",
        county_name="Esimerkkimaakunta",
        year=key.year,
        language=key.language,
        state="draft",
        invented=True,
        files=files,
        sha256={name: sha256_of(job.folder / name) or "" for name in files.values()},
        parameters=parameters_of(job),
        inputs={},
        parts=dict(job.parts),
        versions=versions(),
        timings={"execute": 2.0, "html": 0.5},
    )
    write_manifest(manifest_path(job.folder, key), manifest)
    return job


def changed(fingerprints: Fingerprints, part: str, key: str, since: int = 0) -> Fingerprints:
    """With another fingerprint of a slice; of one kept by year, from the year `since` on."""
    slices = dict(getattr(fingerprints, part))
    old = slices.get(key, "")
    if isinstance(old, str):
        slices[key] = "0" * 64 if part == "notes" else {str(since): "0" * 64}
    else:
        slices[key] = {year: "0" * 64 if int(year) >= since else digest for year, digest in old.items()}
    parts: dict[str, Any] = {part: slices}
    return replace(fingerprints, **parts)


def test_a_report_that_is_not_there_is_not_made_yet(planned: Plan) -> None:
    job = planned()
    assert job.reasons == ("not made yet",)
    assert job.last_seconds is None
    assert job.folder.parts[-2:] == ("2024", "991-haavemaki")
    assert job.label == "Haavemäki 2024 fi (annual_report)"


def test_a_finished_report_is_fresh(planned: Plan, made: Job) -> None:
    assert planned().reasons == ()
    assert planned().last_seconds == 2.5


def test_a_finished_report_is_made_again_when_it_is_asked_for(planned: Plan, made: Job) -> None:
    assert planned(force=True).reasons == ("asked for",)


def test_files_without_a_manifest_are_of_a_run_that_was_broken_off(planned: Plan, made: Job) -> None:
    manifest_path(made.folder, made.wanted.key).unlink()
    assert planned().reasons == ("an earlier run was broken off",)


def test_a_changed_notebook(planned: Plan, made: Job, settings: Settings) -> None:
    notebook = settings.folders.notebooks / "annual_report.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert planned().reasons == ("annual_report.ipynb has changed",)


@pytest.mark.parametrize(
    ("region", "name"),
    [("KU991", "Haavemäki"), ("HVA99", "HVA99"), ("SSS", "the whole country"), ("KU993", "Tarinakylä")],
)
def test_changed_figures_of_an_area_that_the_report_reads(
    planned: Plan, made: Job, fingerprints: Fingerprints, region: str, name: str
) -> None:
    job = planned(fingerprints=changed(fingerprints, "invented", region))
    assert job.reasons == (f"figures of {name} have changed",)


def test_figures_of_later_years_leave_it_fresh(planned: Plan, made: Job, fingerprints: Fingerprints) -> None:
    assert planned(fingerprints=changed(fingerprints, "invented", "SSS", since=2025)).reasons == ()
    assert planned(fingerprints=changed(fingerprints, "invented", "SSS", since=2024)).reasons != ()
    later = {"invented": {**fingerprints.invented["SSS"], "2031": "0" * 64}}["invented"]
    further = replace(fingerprints, invented={**fingerprints.invented, "SSS": later})
    assert planned(fingerprints=further).reasons == ()


def test_the_files_that_have_changed_are_named(
    planned: Plan, made: Job, fingerprints: Fingerprints, tmp_path: Path
) -> None:
    notes = "esimerkkimaakunta/991/2024/notes/uusi.txt"
    inputs = {"a.csv": "1" * 64, "b.csv": "2" * 64, "gone.csv": "3" * 64}
    path = manifest_path(made.folder, made.wanted.key)
    old = read_manifest(path)
    assert old is not None
    write_manifest(path, replace(old, inputs=inputs))
    now = replace(
        changed(fingerprints, "invented", "SSS"),
        files={"a.csv": "1" * 64, "b.csv": "9" * 64, notes: "4" * 64},
    )
    assert planned(fingerprints=now).reasons == (
        "figures of the whole country have changed (b.csv, gone.csv is gone)",
    )
    now = replace(changed(now, "notes", "991/2024"), own_files={"991/2024": [notes]})
    assert f"its own notes, workbooks or surveys have changed ({notes})" in planned(fingerprints=now).reasons


@pytest.mark.parametrize(("part", "key"), [("real", "KU991"), ("real", "SSS"), ("invented", "KU111")])
def test_figures_that_it_does_not_read_leave_it_fresh(
    planned: Plan, made: Job, fingerprints: Fingerprints, part: str, key: str
) -> None:
    assert planned(fingerprints=changed(fingerprints, part, key)).reasons == ()


def test_a_changed_note(planned: Plan, made: Job, fingerprints: Fingerprints) -> None:
    job = planned(fingerprints=changed(fingerprints, "notes", "991/2024"))
    (reason,) = job.reasons
    assert reason.startswith("its own notes, workbooks or surveys have changed (")
    assert "/991/2024/" in reason
    for other in ("991/2023", "990/2024"):
        assert planned(fingerprints=changed(fingerprints, "notes", other)).reasons == ()


def test_changed_descriptions_of_indicators_of_its_own_world(
    planned: Plan, made: Job, fingerprints: Fingerprints
) -> None:
    for world, expected in (("invented", ("descriptions of indicators have changed",)), ("real", ())):
        other = replace(fingerprints, indicators={**fingerprints.indicators, world: "0"})
        assert planned(fingerprints=other).reasons == expected


def test_files_that_gave_nothing_are_told_but_not_those_of_others(
    planned: Plan, made: Job, fingerprints: Fingerprints
) -> None:
    for world, file, expected in (
        ("invented", "x.csv", ("other raw files could not be used",)),
        ("invented", "maakunta/991/2024/notes/x.pdf", ("other raw files could not be used",)),
        ("invented", "maakunta/991/2023/notes/x.pdf", ()),
        ("invented", "maakunta/990/2024/registers/x.xlsx", ()),
        ("real", "x.csv", ()),
    ):
        failed = {**fingerprints.failed, world: {**fingerprints.failed[world], file: "0"}}
        assert planned(fingerprints=replace(fingerprints, failed=failed)).reasons == expected, file


def test_differing_figures_of_its_own_places_alone(
    planned: Plan, made: Job, fingerprints: Fingerprints
) -> None:
    for region, stale in (("KU991", True), ("HVA99", True), ("SSS", True), ("KU993", False)):
        before = fingerprints.conflicts["invented"]
        conflicts = {"invented": {**before, region: {"2020": "0"}}, "real": {}}
        job = planned(fingerprints=replace(fingerprints, conflicts=conflicts))
        assert job.reasons == (("other figures differ between files",) if stale else ()), region


def test_a_missing_and_a_changed_file(planned: Plan, made: Job) -> None:
    (made.folder / "annual_report.fi.html").unlink()
    assert planned().reasons == ("annual_report.fi.html is missing or has been changed",)
    (made.folder / "annual_report.fi.html").write_text("by hand")
    assert planned().reasons == ("annual_report.fi.html is missing or has been changed",)


def test_a_further_format(planned: Plan, made: Job, settings: Settings) -> None:
    more = settings.reports.model_copy(update={"formats": ("html", "pdf", "xlsx")})
    assert planned(settings.model_copy(update={"reports": more})).reasons == ("no pdf yet",)


def test_fewer_formats_are_no_reason(planned: Plan, made: Job, settings: Settings) -> None:
    fewer = settings.reports.model_copy(update={"formats": ("html",)})
    assert planned(settings.model_copy(update={"reports": fewer})).reasons == ()


def test_other_peers_and_another_age_of_data(planned: Plan, made: Job, settings: Settings) -> None:
    shorter = settings.model_copy(update={"comparison": Comparison(oldest_data=3)})
    assert planned(shorter).reasons == ("[comparison] in the settings has changed",)
    chosen = Comparison(peers={"Haavemäki": ("Keksilä", "Satulahti", "Heinola")})
    reasons = planned(settings.model_copy(update={"comparison": chosen})).reasons
    assert "it is compared with other municipalities" in reasons
    assert any(reason.startswith("figures of") and "Tarinakylä" in reason for reason in reasons)
    others = Comparison(peers={"Keksilä": ("Haavemäki", "Satulahti", "Heinola")})
    assert planned(settings.model_copy(update={"comparison": others})).reasons == ()


def test_a_changed_distribution_of_its_own_scopes(
    planned: Plan, settings: Settings, fingerprints: Fingerprints
) -> None:
    before = planned().parts
    assert {name for name in before if name.startswith("distributions")} == {
        "distributions of all",
        "distributions of county:99",
        "distributions of group:semi_urban",
    }
    for scope, differs in (("invented all", True), ("all", False), ("invented group:rural", False)):
        after = planned(fingerprints=changed(fingerprints, "distributions", scope)).parts
        assert (after != before) == differs, scope


def test_other_facts_give_other_peers(planned: Plan, made: Job, facts: MunicipalityFacts) -> None:
    # Satulahti, which was the most like Haavemäki, is a city now.
    grown = {code: replace(each) for code, each in facts.invented.items()}
    grown["994"] = replace(grown["994"], population=900_000)
    assert planned(facts=replace(facts, invented=grown)).reasons == (
        "what is known of its area or its peers has changed",
        "it is compared with other municipalities",
    )
    assert planned(facts=replace(facts, real=grown)).reasons == ()
    few = {code: grown[code] for code in ("991", "993", "994")}
    assert "figures of Hiljala have changed" in planned(facts=replace(facts, invented=few)).reasons


def test_workers_and_timeout_are_no_reason(planned: Plan, made: Job, settings: Settings) -> None:
    run = settings.run.model_copy(update={"workers": 7, "timeout": 99})
    assert planned(settings.model_copy(update={"run": run})).reasons == ()


def test_changed_code_or_packages(planned: Plan, made: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "package", lambda: "other")
    assert planned().reasons == ("the program is another",)
    monkeypatch.undo()
    monkeypatch.setattr(planning, "versions", lambda: versions() | {"pandas": "99"})
    ours = versions()["pandas"]
    assert planned().reasons == (f"other packages: pandas {ours} → 99",)


def test_a_report_asked_for_by_its_old_name_is_another(
    planned: Plan, settings: Settings, areas: Areas, fingerprints: Fingerprints
) -> None:
    parts = []
    for name in ("Keksilä", "Vanhapitäjä"):
        reports = settings.reports.model_copy(update={"municipalities": (name,)})
        job = planned(settings.model_copy(update={"reports": reports}))
        assert job.wanted.key.municipality == "990"
        parts.append((job.parts["merged from"], parameters_of(job)["municipality"]))
    assert parts == [("", "990"), ("996", "996")]
