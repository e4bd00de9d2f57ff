"""Reads real exports and makes the annual report of every municipality of mainland Finland.

python benchmarks/mainland.py                      # all 292, each in its own languages
python benchmarks/mainland.py --reports 12         # a spread over sizes, special cases first
python benchmarks/mainland.py --json measured.json --keep /some/folder

Reports are made in worker processes without a notebook kernel (`in_process.py`); a few are then made again by
the real pipeline, notebook and all, and their html, pdf and xlsx must have the same bytes. Exit code 1 when a
report fails or differs.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

from in_process import executed

from hyte.reference.areas import Areas, Municipality
from hyte.running.make import make_report
from hyte.running.manifest import sha256_of, stem
from hyte.running.plan import Job, plan
from hyte.running.request import Options, wanted_reports, with_options
from hyte.settings import PROCESSED_VARIABLE, SETTINGS_VARIABLE, Settings, read_settings
from hyte.store import slices
from hyte.store.fingerprints import read_fingerprints
from hyte.store.ingest import ingest

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "real"
FORMATS = ("html", "pdf", "xlsx")


@dataclass
class Made:
    """One report: seconds by stage (wall and processor), sizes and checksums by format, and the failure."""

    municipality: str
    language: str
    seconds: dict[str, float] = field(default_factory=dict)
    cpu_seconds: dict[str, float] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    figures: int = 0
    panels: int = 0
    peak_mib: float = 0.0
    failure: str = ""

    @property
    def label(self) -> str:
        return f"{self.municipality} {self.language}"

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        start, used = time.perf_counter(), time.process_time()
        yield
        self.seconds[stage] = round(time.perf_counter() - start, 3)
        self.cpu_seconds[stage] = round(time.process_time() - used, 3)


def make_without_kernel(job: Job, settings: Settings, settings_file: Path) -> Made:
    """Execute the notebook's cells in this process and publish what they show."""
    from hyte.publishing.document import document_of
    from hyte.publishing.html import Files, html_page
    from hyte.publishing.pdf import pdf_of
    from hyte.publishing.workbook import workbook_bytes

    os.environ[PROCESSED_VARIABLE] = str(settings.folders.processed)
    os.environ[SETTINGS_VARIABLE] = str(settings_file)
    key = job.wanted.key
    made = Made(job.wanted.finding.municipality.name_fi, key.language)
    base = stem(key)
    try:
        with made.timed("cells"):
            notebook = executed(
                settings.folders.notebooks / f"{key.report}.ipynb",
                {"municipality": key.municipality, "year": key.year, "language": key.language},
            )
        with made.timed("document"):
            document = document_of(notebook)
        with made.timed("html"):
            page = html_page(document, Files(pdf=f"{base}.pdf", xlsx=f"{base}.xlsx")).encode()
        with made.timed("pdf"):
            pdf = pdf_of(document)
        with made.timed("xlsx"):
            workbook = workbook_bytes(document)
        job.folder.mkdir(parents=True, exist_ok=True)
        for form, content in zip(FORMATS, (page, pdf, workbook), strict=True):
            path = job.folder / f"{base}.{form}"
            path.write_bytes(content)
            made.bytes[form] = len(content)
            made.sha256[form] = sha256_of(path) or ""
        made.figures = sum(len(dataset.rows) for dataset in document.datasets)
        made.panels = sum(block.kind == "panel" for block in document.blocks)
    except Exception:  # noqa: BLE001 - the point is to meet every failure, of any kind
        made.failure = traceback.format_exc(limit=-6)
    made.peak_mib = _peak_mib()
    return made


def spread(areas: Areas, processed: Path, year: int, number: int) -> list[Municipality]:
    """Municipalities with special cases first, then evenly over population; all when `number` is 0."""
    mainland = areas.municipalities()
    if not 0 < number < len(mainland):
        return list(mainland)
    people = slices.read_observations(
        processed, [m.region_id for m in mainland], invented=False, until_year=year
    )
    people = people[(people["indicator"] == "population") & (people["sex"] == "total")].dropna(
        subset=["value"]
    )
    newest = people.sort_values("year").groupby("region")["value"].last()
    by_size = sorted(mainland, key=lambda m: (newest.get(m.region_id, 0.0), m.code))
    successors = {merger.new_code for merger in areas.mergers}
    special = [
        by_size[0],
        max(by_size, key=lambda m: (len(m.name_fi), m.code)),
        next(m for m in by_size if m.language == "fi-sv"),
        next(m for m in by_size if m.language == "sv-fi"),
        next(m for m in by_size if m.code in successors),
        by_size[-1],
    ][:number]
    steps = max(number, 2) - 1
    even = [by_size[round(i * (len(by_size) - 1) / steps)] for i in range(number)]
    return list(dict.fromkeys([*special, *even]))[:number]


def make_all(jobs: Sequence[Job], settings: Settings, settings_file: Path, workers: int) -> list[Made]:
    """Make the reports in worker processes; a line for every 20th and for each failure."""
    made: list[Made] = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as executor:
        futures = [executor.submit(make_without_kernel, job, settings, settings_file) for job in jobs]
        for done, future in enumerate(as_completed(futures), start=1):
            made.append(future.result())
            if made[-1].failure:
                print(f"FAILED {made[-1].label}\n{made[-1].failure}", flush=True)
            elif done % 20 == 0:
                print(f"{done}/{len(jobs)}", flush=True)
    return sorted(made, key=lambda one: (one.municipality, one.language))


def cross_check(
    jobs: Sequence[Job], made: Sequence[Made], settings: Settings, settings_file: Path, output: Path
) -> list[str]:
    """Make reports by the real notebook, too; gives what is not the same, in words."""
    known = {one.label: one for one in made}
    problems = []
    for job in jobs:
        real = Job(job.wanted, output / job.folder.name, job.parts, job.reasons)
        outcome = make_report(real, settings, settings_file)
        label = f"{job.wanted.finding.municipality.name_fi} {job.wanted.key.language}"
        if outcome.result != "made":
            problems.append(f"{label}: {outcome.message}")
            continue
        print(f"{label} through the notebook: {outcome.seconds:.1f} s", flush=True)
        for form in FORMATS:
            checksum = sha256_of(real.folder / f"{stem(job.wanted.key)}.{form}")
            if checksum != known[label].sha256.get(form):
                problems.append(f"{label}: the {form} differs from that of the notebook")
    return problems


def tell(made: Sequence[Made], wall: float, workers: int) -> dict[str, Any]:
    """Print the figures, and give them for the JSON file."""
    whole = [one for one in made if not one.failure]
    stages = _by_stage([one.seconds for one in whole])
    used = _by_stage([one.cpu_seconds for one in whole])
    sizes = {form: _spread_of([one.bytes[form] / 1024 for one in whole]) for form in FORMATS}
    for title, rows, unit in (("wall", stages, "s"), ("processor", used, "s"), ("size", sizes, "KiB")):
        print(f"\n{title:10} {'median':>9} {'mean':>9} {'95 %':>9} {'most':>9}")
        for name, row in rows.items():
            print(f"{name:10} " + " ".join(f"{value:9.2f}" for value in row.values()) + f" {unit}")
    peak = max((one.peak_mib for one in whole), default=0.0)
    print(
        f"\n{len(whole)} made, {len(made) - len(whole)} failed; {wall:.0f} s with {workers} workers, ", end=""
    )
    print(f"{wall / max(len(made), 1):.2f} s per report; largest worker {peak:.0f} MiB")
    return {
        "seconds": stages,
        "cpu_seconds": used,
        "kib": sizes,
        "wall_seconds": round(wall, 1),
        "peak_mib": round(peak),
    }


def _by_stage(reports: Sequence[dict[str, float]]) -> dict[str, dict[str, float]]:
    stages = {name: _spread_of([one[name] for one in reports]) for name in ("cells", "document", *FORMATS)}
    return {**stages, "report": _spread_of([sum(one.values()) for one in reports])}


def _spread_of(values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {}
    high = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    row = {"median": median(values), "mean": mean(values), "p95": high, "max": max(values)}
    return {name: round(value, 3) for name, value in row.items()}


def _peak_mib() -> float:
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--raw", type=Path, default=REAL, help="folder with the exports")
    parser.add_argument("--year", type=int, default=2022)
    parser.add_argument("--reports", type=int, default=0, help="this many municipalities; 0: all")
    parser.add_argument("--language", default="own", choices=["own", "fi", "sv", "en"])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--notebook", type=int, default=3, help="reports to make by the notebook, too")
    parser.add_argument("--json", type=Path, help="write every figure here")
    parser.add_argument("--keep", type=Path, help="keep tables and reports in this folder")
    return parser.parse_args()


def main() -> int:
    """Everything; the exit code."""
    arguments = _arguments()
    if not arguments.raw.is_dir():
        print(f"{arguments.raw} is not here: give a folder with real exports as --raw.")
        return 2
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory(prefix="hyte-mainland-") as temporary:
        return _measure(arguments, arguments.keep or Path(temporary))


def _measure(arguments: argparse.Namespace, base: Path) -> int:
    settings_file = ROOT / "pipeline.toml"
    processed, output = base / "processed", base / "output"
    start = time.perf_counter()
    result = ingest(arguments.raw, processed)
    reading = time.perf_counter() - start
    start = time.perf_counter()
    ingest(arguments.raw, processed)
    again = time.perf_counter() - start
    print(f"{result.observations} figures of {len(result.files)} files read in {reading:.1f} s; ", end="")
    print(f"nothing changed: {again:.2f} s")
    areas = slices.areas_of(processed)
    chosen = spread(areas, processed, arguments.year, arguments.reports)
    options = Options(
        raw=arguments.raw,
        processed=processed,
        output=output,
        municipalities=tuple(m.code for m in chosen),
        years=(arguments.year,),
        reports=("annual_report",),
        languages=(arguments.language,),
        formats=FORMATS,
    )
    settings = with_options(read_settings(settings_file), options)
    wanted = wanted_reports(settings, areas, ())
    facts = slices.read_municipality_facts(processed)
    jobs = plan(settings, areas, read_fingerprints(processed), facts, wanted, force=True)
    start = time.perf_counter()
    made = make_all(jobs, settings, settings_file, arguments.workers)
    figures = tell(made, time.perf_counter() - start, arguments.workers)
    every = max(len(jobs) // max(arguments.notebook, 1), 1)
    again_by_notebook = jobs[::every][: arguments.notebook]
    problems = cross_check(again_by_notebook, made, settings, settings_file, base / "by-notebook")
    print("\n".join(problems) or f"{len(again_by_notebook)} by the notebook: the same bytes")
    if arguments.json:
        machine = {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
        content = {
            "machine": machine,
            "year": arguments.year,
            "workers": arguments.workers,
            "figures": result.observations,
            "read_seconds": round(reading, 2),
            "unchanged_seconds": round(again, 3),
            **figures,
            "different": problems,
            "reports": [asdict(one) for one in made],
        }
        arguments.json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if problems or any(one.failure for one in made) else 0


if __name__ == "__main__":
    sys.exit(main())
