"""Runs again after nothing, one note, and one figure of the whole country has changed.

python benchmarks/incremental.py --raw ../shared/real             # all 292 municipalities
python benchmarks/incremental.py --raw ../shared/real --reports 8 # a small run, the rest as if it were made
python benchmarks/incremental.py                                  # the shipped example

Prints the full run ÷ a run with nothing to do (the aim is 500). With fewer reports than the country has, the
rest is laid beside them as copies with fitting manifests, and the time of the full run is that of the made
ones scaled up; what is printed then says so. A changed note must run its municipality's report alone, and a
changed figure of the whole country exactly the reports whose data workbook holds it. Exit code 1 otherwise.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from projects import ROOT, finish, timed, write_project
from rich.console import Console

from hyte.publishing.document import document_of
from hyte.reference.areas import Areas
from hyte.running.manifest import manifest_path, read_manifest, stem, write_manifest
from hyte.running.plan import Job
from hyte.running.request import Options
from hyte.running.run import prepare
from hyte.store.tables import read_table

AIM = 500
COUNTRY, SOTKANET_COUNTRY = "SSS", "658"
EXAMPLE = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")


def jobs_of(settings_file: Path) -> tuple[Job, ...]:
    return prepare(settings_file, Options(), Console(file=io.StringIO())).jobs


def stale(settings_file: Path) -> set[str]:
    return {job.label for job in jobs_of(settings_file) if job.reasons}


def lay_beside(settings_file: Path) -> int:
    """Copy a made report to each place where one is missing; gives how many reports there are then."""
    jobs = jobs_of(settings_file)
    made = next(job for job in jobs if not job.reasons)
    old = read_manifest(manifest_path(made.folder, made.wanted.key))
    assert old is not None
    for job in jobs:
        if not job.reasons:
            continue
        job.folder.mkdir(parents=True, exist_ok=True)
        files = {form: f"{stem(job.wanted.key)}.{form}" for form in old.files}
        written = {}
        for form, name in files.items():
            shutil.copy(made.folder / old.files[form], job.folder / name)
            found = (job.folder / name).stat()
            written[name] = [found.st_size, found.st_mtime_ns]
        sums = {name: old.sha256[old.files[form]] for form, name in files.items()}
        manifest = replace(
            old,
            municipality=job.wanted.key.municipality,
            municipality_name=job.wanted.finding.municipality.name_fi,
            year=job.wanted.key.year,
            language=job.wanted.key.language,
            files=files,
            sha256=sums,
            parts=dict(job.parts),
            written=written,
        )
        write_manifest(manifest_path(job.folder, job.wanted.key), manifest)
    return len(jobs)


def showing(jobs: tuple[Job, ...], indicator: str, year: int) -> set[str]:
    """Reports whose data workbook holds the country's figure of an indicator and year."""
    found = set()
    for job in jobs:
        notebook = nbformat.read(job.folder / f"{stem(job.wanted.key)}.ipynb", as_version=4)
        rows = (row for dataset in document_of(notebook).datasets for row in dataset.rows)
        if any((row.indicator, row.region, row.year) == (indicator, COUNTRY, year) for row in rows):
            found.add(job.label)
    return found


def change_country(raw: Path, processed: Path, year: int) -> tuple[str, str]:
    """Change a figure of the whole country of a year that came from a Sotkanet export.

    Gives the export's name and the figure's indicator; both are "" where no export has such a figure.
    """
    rows = read_table(processed, "observations", [("region", "==", COUNTRY), ("year", "==", year)])
    rows = rows[(rows["sex"] == "total") & rows["value"].notna() & rows["line"].notna()]
    for indicator, file, line in zip(rows["indicator"], rows["file"], rows["line"], strict=True):
        path = raw / file
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        if "\ufffd" in text or not text.startswith("indicator;region;year"):
            continue
        lines = text.splitlines(keepends=True)
        fields = next(csv.reader([lines[line - 1].rstrip("\r\n")], delimiter=";"))
        if fields[1] == SOTKANET_COUNTRY and fields[4]:
            whole = fields[4].replace(",", ".").split(".")[0].strip() or "0"
            lines[line - 1] = lines[line - 1].replace(f";{fields[4]};", f";{int(whole) + 3};", 1)
            path.write_text("".join(lines), encoding="utf-8", newline="")
            return path.name, str(indicator)
    return "", ""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raw", type=Path, help="raw folder with real exports; else the shipped example")
    parser.add_argument("--year", type=int, default=2022)
    parser.add_argument("--reports", type=int, default=0, help="municipalities to make; 0: all")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        raw = base / "raw"
        shutil.copytree(options.raw or ROOT / "data" / "raw", raw)
        for path in (raw, *raw.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        names = [place.name_fi for place in Areas.official().municipalities() if place.mainland]
        names, year = (names, options.year) if options.raw else (list(EXAMPLE), 2024)
        chosen = names[: options.reports] if options.reports else names
        settings_file = write_project(base, raw, chosen, [year])

        full = timed(settings_file, "run")
        if full.code:
            print(full.told)
            return 1
        made = len(jobs_of(settings_file))
        print(f"full run: {made} reports in {full.seconds:.1f} s")

        # The figure of the country first, as long as every report is a real one; also of the year before.
        write_project(base, raw, chosen[:1], [year - 1])
        timed(settings_file, "run")
        write_project(base, raw, chosen, [year - 1, year])
        real = tuple(job for job in jobs_of(settings_file) if not job.reasons)
        kept = shutil.copytree(raw, base / "kept")
        before = {job.label: job.parts for job in real}
        changed_file, indicator = change_country(raw, base / "processed", year)
        after = {job.label: job for job in jobs_of(settings_file) if job.label in before}
        changed = {label for label, job in after.items() if job.reasons}
        shown = showing(real, indicator, year) if changed_file else set()
        print(
            f"one figure of the country changed ({changed_file}): {len(changed)} of {len(real)} reports "
            f"would run, {len(shown)} show it; for example: {next(iter(after.values())).reasons}"
            if changed_file
            else f"one figure of the country changed: not measured, no Sotkanet export here has one of {year}"
        )
        if changed != shown:
            failures.append(f"not exactly those that show the figure: {sorted(changed ^ shown)}")
        shutil.rmtree(raw)
        kept.rename(raw)

        write_project(base, raw, chosen, [year])
        one = next(job for job in jobs_of(settings_file))
        notes = raw / one.wanted.finding.municipality.name_fi / str(year) / "notes"
        notes.mkdir(parents=True, exist_ok=True)
        (notes / "kokous.txt").write_text("Huolet\n- Nuorten yksinäisyys\n", encoding="utf-8")
        noted = timed(settings_file, "run")
        own = {
            job.label
            for job in jobs_of(settings_file)
            if job.wanted.key.municipality == one.wanted.key.municipality
        }
        ran = {
            line.split("made ", 1)[1].split(" in ")[0]
            for line in noted.told.splitlines()
            if "] made " in line
        }
        print(f"one note changed: {len(ran)} of {made} reports made in {noted.seconds:.1f} s: {sorted(ran)}")
        if ran != own:
            failures.append(f"not exactly the reports of that municipality: {sorted(ran ^ own)}")

        write_project(base, raw, names, [year])
        count = lay_beside(settings_file)
        nothing = min((timed(settings_file, "run") for _ in range(5)), key=lambda run: run.seconds)
        planned = min((timed(settings_file, "plan") for _ in range(3)), key=lambda run: run.seconds)
        if f"0 made, {count} unchanged, 0 failed" not in nothing.told:
            failures.append(f"something was made although nothing had changed: {nothing.told[-300:]}")
    scaled = full.seconds * count / made
    ratio = scaled / nothing.seconds
    how = "" if count == made else f" (of {made} made ones, scaled up)"
    print(f"nothing changed: {count} reports in {nothing.seconds:.2f} s; plan {planned.seconds:.2f} s")
    print(f"full run{how} ÷ nothing changed: {ratio:.0f} (aim {AIM})")
    if options.raw and ratio < AIM:
        failures.append(f"a run with nothing to do takes 1/{ratio:.0f} of a full one, not 1/{AIM}")
    result: dict[str, Any] = {
        "reports": count,
        "made": made,
        "full_seconds": full.seconds,
        "full_seconds_scaled": scaled,
        "nothing_seconds": nothing.seconds,
        "plan_seconds": planned.seconds,
        "ratio": ratio,
        "note_made": sorted(ran),
        "country_stale": sorted(changed),
        "country_shown": sorted(shown),
    }
    return finish(result, options.json, failures)


if __name__ == "__main__":
    sys.exit(main())
