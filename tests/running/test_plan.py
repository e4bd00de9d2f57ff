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
from hyte.running.manifest import Manifest, manifest_path, sha256_of, stem, write_manifest
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


def changed(fingerprints: Fingerprints, part: str, key: str) -> Fingerprints:
    slices = dict(getattr(fingerprints, part))
    slices[key] = "0" * 64
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
    assert planned().reasons == ("changed: notebook",)


@pytest.mark.parametrize("region", ["KU991", "HVA99", "SSS", "KU993"])
def test_changed_figures_of_an_area_that_the_report_reads(
    planned: Plan, made: Job, fingerprints: Fingerprints, region: str
) -> None:
    job = planned(fingerprints=changed(fingerprints, "invented", region))
    assert job.reasons == (f"changed: figures of {region}",)


@pytest.mark.parametrize(("part", "key"), [("real", "KU991"), ("real", "SSS"), ("invented", "KU111")])
def test_figures_that_it_does_not_read_leave_it_fresh(
    planned: Plan, made: Job, fingerprints: Fingerprints, part: str, key: str
) -> None:
    assert planned(fingerprints=changed(fingerprints, part, key)).reasons == ()


def test_a_changed_note(planned: Plan, made: Job, fingerprints: Fingerprints) -> None:
    job = planned(fingerprints=changed(fingerprints, "notes", "991/2024"))
    assert job.reasons == ("changed: notes and workbooks of 991 2024",)
    for other in ("991/2023", "990/2024"):
        assert planned(fingerprints=changed(fingerprints, "notes", other)).reasons == ()


def test_changed_descriptions_of_indicators_or_sources(
    planned: Plan, made: Job, fingerprints: Fingerprints
) -> None:
    assert planned(fingerprints=replace(fingerprints, indicators="0")).reasons == ("changed: indicators",)
    assert planned(fingerprints=replace(fingerprints, sources="0")).reasons == ("changed: sources",)


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
    assert planned(shorter).reasons == ("changed: settings of [comparison]",)
    chosen = Comparison(peers={"Haavemäki": ("Keksilä", "Satulahti", "Heinola")})
    reasons = planned(settings.model_copy(update={"comparison": chosen})).reasons
    assert "new: figures of KU111" in reasons
    assert "changed: figures of KU993" in reasons


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
    assert planned(facts=replace(facts, invented=grown)).reasons == ("changed: peers",)
    assert planned(facts=replace(facts, real=grown)).reasons == ()
    few = {code: grown[code] for code in ("991", "993", "994")}
    assert "new: figures of KU995" in planned(facts=replace(facts, invented=few)).reasons


def test_workers_and_timeout_are_no_reason(planned: Plan, made: Job, settings: Settings) -> None:
    run = settings.run.model_copy(update={"workers": 7, "timeout": 99})
    assert planned(settings.model_copy(update={"run": run})).reasons == ()


def test_changed_code_or_packages(planned: Plan, made: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_package", lambda: "other")
    assert planned().reasons == ("changed: package",)
    monkeypatch.undo()
    monkeypatch.setattr(planning, "versions", lambda: versions() | {"pandas": "99"})
    assert planned().reasons == ("changed: versions",)


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
