"""How much faster reports are made than by the stock commands in a loop, and how near to plain Python.

python benchmarks/throughput.py --raw ../shared/real               # 12 municipalities
python benchmarks/throughput.py --raw ../shared/real --reports 2 --json measured.json

The annual report as HTML and PDF of municipalities from the smallest to the largest, each in its own
languages, from tables that are there already. One run measures, from start to end and writing their files:

stock   for each report `papermill`, `jupyter nbconvert --to hyte_html` and `--to hyte_pdf`, one after another
ours    `pipeline.py run --force` with one and with two workers
plain   the notebook's cells and the rendering in one Python process that has made a report before

Each way has made one report before it is timed, so that none pays for files that nobody has read yet. Prints
the ratios, the share of each stage, and whether all ways give the same bytes. The stock page names no files
beside it, because `jupyter nbconvert` cannot be told any: it is compared with the page that this document
gives without them, and ours with the one that its document gives with them. Exit code 1 when bytes differ
or, with at least 6 municipalities, when an aim is missed.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

from in_process import executed
from projects import ROOT, command, environment, finish, timed, write_project
from rich.console import Console
from watched import Followed, follow, spread

from hyte.reference.areas import Areas
from hyte.running.execute import parameters_of
from hyte.running.manifest import manifest_path, read_manifest, stem
from hyte.running.plan import package
from hyte.running.request import Options
from hyte.settings import PROCESSED_VARIABLE, SETTINGS_VARIABLE

REAL = ROOT.parent / "shared" / "real"
BIN = Path(sys.executable).parent
NOTEBOOK = ROOT / "notebooks" / "annual_report.ipynb"
STOCK_STAGES = ("papermill", "html", "pdf")
FEWEST = 6
"""Municipalities from which on the aims must be met: with fewer, starting counts too much."""
LEAST = {"stock ÷ ours, one worker": 6.0, "stock ÷ ours, two workers": 11.0}
MOST = {"ours, one worker ÷ plain": 1.35}


@dataclass(frozen=True)
class Report:
    """What is made: the notebook's parameters, the start of its files' names, and where ours lies."""

    label: str
    parameters: dict[str, str | int]
    base: str
    folder: Path
    manifest: Path

    @property
    def name(self) -> str:
        """A file name that no other report has."""
        return f"{self.parameters['municipality']}.{self.base}"


@dataclass(frozen=True)
class Way:
    """One way to make all reports: wall-clock and processor seconds, seconds by stage, checksums by file."""

    seconds: float
    cpu_seconds: float
    stages: dict[str, float]
    reports: tuple[float, ...]
    sums: dict[str, str]


def reports_of(settings_file: Path) -> list[Report]:
    """The reports that the project asks for."""
    from hyte.running.run import prepare

    prepared = prepare(settings_file, Options(formats=("html", "pdf")), Console(file=io.StringIO()))
    edition = prepared.settings.reports.edition
    return [
        Report(
            job.label,
            parameters_of(job, edition),
            stem(job.wanted.key),
            job.folder,
            manifest_path(job.folder, job.wanted.key),
        )
        for job in prepared.jobs
    ]


def stock(reports: Sequence[Report], target: Path, variables: dict[str, str]) -> Way:
    """Papermill's and Jupyter's own commands, one after another."""
    target.mkdir()
    stages = dict.fromkeys(STOCK_STAGES, 0.0)
    each = []
    used, start = _children_cpu(), time.perf_counter()
    for report in reports:
        made = target / f"{report.name}.ipynb"
        words: list[str] = []
        for name, value in report.parameters.items():
            # Papermill would make a number of a code such as 005.
            words += ["-p" if isinstance(value, int) else "-r", name, str(value)]
        convert = [str(BIN / "jupyter"), "nbconvert", str(made), "--to"]
        commands = (
            [
                str(BIN / "papermill"),
                str(NOTEBOOK),
                str(made),
                *("-k", "python3", "--cwd", str(NOTEBOOK.parent)),
                *words,
            ],
            [*convert, "hyte_html"],
            [*convert, "hyte_pdf"],
        )
        begun = time.perf_counter()
        for stage, line in zip(STOCK_STAGES, commands, strict=True):
            at = time.perf_counter()
            done = subprocess.run(
                line, capture_output=True, text=True, check=False, env=environment() | variables
            )
            stages[stage] += time.perf_counter() - at
            if done.returncode:
                sys.exit(f"{' '.join(line)}\n{done.stdout}{done.stderr}")
        each.append(time.perf_counter() - begun)
    seconds = time.perf_counter() - start
    sums = {
        f"{report.name}.{form}": _sum((target / f"{report.name}.{form}").read_bytes())
        for report in reports
        for form in ("html", "pdf")
    }
    return Way(seconds, _children_cpu() - used, stages, tuple(each), sums)


def ours(settings_file: Path, reports: Sequence[Report], workers: int, words: Sequence[str] = ()) -> Way:
    """The pipeline's command, start to end."""
    used = _children_cpu()
    run = follow(
        command(
            settings_file,
            *("run", "--force", "--workers", str(workers), "--format", "html", "--format", "pdf"),
            *words,
        )
    )
    used = _children_cpu() - used
    if run.code or len(run.made) != len(reports):
        sys.exit(run.told)
    sums = {
        f"{report.name}.{form}": _sum((report.folder / f"{report.base}.{form}").read_bytes())
        for report in reports
        for form in ("html", "pdf")
    }
    each = tuple(made.seconds for made in run.made)
    return Way(run.seconds, used, _stages(run, reports), each, sums)


def _stages(run: Followed, reports: Sequence[Report]) -> dict[str, float]:
    """Seconds by stage of a run with one worker, as the manifests tell them; of several they overlap."""
    # Until the first report was begun.
    stages = {"start-up": run.made[0].at - run.made[0].seconds}
    for report in reports:
        manifest = read_manifest(report.manifest)
        assert manifest is not None
        for stage, seconds in manifest.timings.items():
            stages[stage] = stages.get(stage, 0.0) + seconds
    stages["rest"] = run.seconds - sum(stages.values())
    return stages


def plain(
    reports: Sequence[Report], target: Path, variables: dict[str, str], channel: Connection | None = None
) -> Way:
    """The same cells and rendering in this very process, which has made the first report before."""
    os.environ.update(variables)
    target.mkdir()
    stages = dict.fromkeys(("execute", "html", "pdf"), 0.0)

    def make(report: Report) -> float:
        from hyte.publishing.document import document_of
        from hyte.publishing.html import Files, html_page
        from hyte.publishing.pdf import pdf_of

        times = [time.perf_counter()]
        notebook = executed(NOTEBOOK, report.parameters)
        times.append(time.perf_counter())
        document = document_of(notebook)
        page = html_page(document, Files(pdf=f"{report.base}.pdf"))
        (target / f"{report.name}.html").write_text(page, encoding="utf-8", newline="\n")
        times.append(time.perf_counter())
        (target / f"{report.name}.pdf").write_bytes(pdf_of(document))
        times.append(time.perf_counter())
        for stage, begun, ended in zip(stages, times, times[1:], strict=False):
            stages[stage] += ended - begun
        return times[-1] - times[0]

    make(reports[0])
    stages |= dict.fromkeys(stages, 0.0)
    used, start = time.process_time(), time.perf_counter()
    each = tuple(make(report) for report in reports)
    seconds, used = time.perf_counter() - start, time.process_time() - used
    sums = {path.name: _sum(path.read_bytes()) for path in sorted(target.iterdir())}
    way = Way(seconds, used, stages, each, sums)
    if channel is not None:
        channel.send(way)
    return way


def in_new_process(reports: Sequence[Report], target: Path, variables: dict[str, str]) -> Way:
    """`plain` in a process that nothing else has used, with one thread as kernels have."""
    threads = dict.fromkeys(("MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    context = multiprocessing.get_context("spawn")
    ours_end, theirs = context.Pipe()
    process = context.Process(target=plain, args=(reports, target, variables | threads, theirs))
    process.start()
    theirs.close()
    try:
        way: Way = ours_end.recv()
    except EOFError:
        sys.exit("The plain process has failed.")
    process.join()
    return way


def pages_of(reports: Sequence[Report], notebook_of: Callable[[Report], Path], *, linked: bool) -> set[str]:
    """Checksums, with the reports' names, of the pages that executed notebooks give."""
    import nbformat

    from hyte.publishing.document import document_of
    from hyte.publishing.html import Files, html_page

    found = set()
    for report in reports:
        document = document_of(nbformat.read(notebook_of(report), as_version=4))
        page = html_page(document, Files(pdf=f"{report.base}.pdf") if linked else Files())
        found.add(f"{report.name}.html {_sum(page.encode())}")
    return found


def differences(
    reports: Sequence[Report], by_stock: Way, folder: Path, ways: dict[str, Way], in_pipeline: str
) -> list[str]:
    """What is not the same in all ways, in words."""
    wanted = ways[in_pipeline].sums
    found = [
        f"{name}: other bytes by {way}"
        for way, measured in ways.items()
        for name in wanted
        if measured.sums[name] != wanted[name]
    ]
    found += [
        f"{name}: other bytes by stock"
        for name in wanted
        if name.endswith(".pdf") and by_stock.sums[name] != wanted[name]
    ]
    # The stock page has no links to files beside it: both ways round.
    pages = {f"{name} {value}" for name, value in by_stock.sums.items() if name.endswith(".html")}
    without = pages_of(reports, lambda one: one.folder / f"{one.base}.ipynb", linked=False)
    found += [f"{page.split()[0]}: other bytes by stock" for page in sorted(pages - without)]
    pages = {f"{name} {value}" for name, value in wanted.items() if name.endswith(".html")}
    linked = pages_of(reports, lambda one: folder / f"{one.name}.ipynb", linked=True)
    return found + [
        f"{page.split()[0]}: other bytes from the stock notebook" for page in sorted(pages - linked)
    ]


def best(ways: Sequence[Way]) -> Way:
    """The quickest of several."""
    return min(ways, key=lambda way: way.seconds)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def tell(ways: dict[str, Way], count: int) -> dict[str, Any]:
    """Print the times, the shares and the ratios; gives them for the JSON file."""
    print(f"\n{'':20}{'seconds':>9}{'of a processor':>16}{'per report':>12}{'median':>9}")
    for name, way in ways.items():
        print(
            f"{name:20}{way.seconds:9.1f}{way.cpu_seconds:16.1f}"
            f"{way.seconds / count:12.2f}{median(way.reports):9.2f}"
        )
    for name in ("stock", "ours, one worker", "plain"):
        way = ways[name]
        shares = ", ".join(
            f"{stage} {seconds:.1f} s ({100 * seconds / way.seconds:.0f} %)"
            for stage, seconds in way.stages.items()
        )
        print(f"{name}: {shares}")
    first, *others = ways["ours, one worker"].reports
    if others:
        # The first one also makes the process ready that kernels are forked from.
        print(
            f"ours, one worker: first report {first:.1f} s, the others {sum(others) / len(others):.1f} s each"
        )
    one, two, by_stock, by_plain = (
        ways[name] for name in ("ours, one worker", "ours, two workers", "stock", "plain")
    )
    ratios = {
        "stock ÷ ours, one worker": by_stock.seconds / one.seconds,
        "stock ÷ ours, two workers": by_stock.seconds / two.seconds,
        "ours, one worker ÷ plain": one.seconds / by_plain.seconds,
        "the same without start-up of the command": sum(one.reports) / by_plain.seconds,
        "the same, median report": median(one.reports) / median(by_plain.reports),
    }
    aims = {**LEAST, **MOST}
    print()
    for name, ratio in ratios.items():
        sign = "≥" if name in LEAST else "≤"
        print(f"{name}: {ratio:.2f}" + (f" (aim {sign} {aims[name]:g})" if name in aims else ""))
    return {"ratios": ratios, "ways": {name: _numbers(way) for name, way in ways.items()}}


def _numbers(way: Way) -> dict[str, Any]:
    return {
        "seconds": way.seconds,
        "cpu_seconds": way.cpu_seconds,
        "stages": way.stages,
        "report_seconds": list(way.reports),
    }


def missed(ratios: dict[str, float]) -> list[str]:
    """Aims that are not met, in words."""
    return [
        *(f"{name} is {ratios[name]:.2f}, not {aim:g}" for name, aim in LEAST.items() if ratios[name] < aim),
        *(f"{name} is {ratios[name]:.2f}, not {aim:g}" for name, aim in MOST.items() if ratios[name] > aim),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raw", type=Path, default=REAL, help="folder with real exports")
    parser.add_argument("--year", type=int, default=2022)
    parser.add_argument("--reports", type=int, default=12, help="municipalities")
    parser.add_argument("--repeats", type=int, default=1, help="measure so often; the quickest counts")
    parser.add_argument("--json", type=Path, help="write all numbers into this file")
    options = parser.parse_args()
    if not options.raw.is_dir():
        print(f"{options.raw} is not here: give a folder with real exports as --raw.")
        return 2
    with tempfile.TemporaryDirectory(prefix="hyte-throughput-") as name:
        return measure(options, Path(name))


def measure(options: argparse.Namespace, base: Path) -> int:
    from hyte.store.slices import read_municipality_facts

    raw, areas = options.raw.resolve(), Areas.official()
    anybody = areas.municipalities()[0].code
    settings_file = write_project(base / "project", raw, [anybody], [options.year])
    read = timed(settings_file, "plan")
    if read.code:
        print(read.told)
        return 1
    processed = settings_file.parent / "processed"
    facts = read_municipality_facts(processed).real
    chosen = spread(areas, {code: fact.population for code, fact in facts.items()}, options.reports)
    write_project(base / "project", raw, chosen, [options.year])
    reports = reports_of(settings_file)
    variables = {PROCESSED_VARIABLE: str(processed), SETTINGS_VARIABLE: str(settings_file)}
    print(f"{len(chosen)} municipalities, {len(reports)} reports of {options.year}", flush=True)

    first = [report for report in reports if report.parameters["municipality"] == chosen[0]]
    stock(first[:1], base / "warm", variables)
    ours(settings_file, first, 1, ["--municipality", chosen[0]])
    every: dict[str, list[Way]] = {
        name: [] for name in ("stock", "ours, one worker", "ours, two workers", "plain")
    }
    failures: list[str] = []
    package.cache_clear()
    measured_of = package()
    for turn in range(max(1, options.repeats)):
        folder = base / f"stock-{turn}"
        measured = {
            "stock": stock(reports, folder, variables),
            "ours, one worker": ours(settings_file, reports, 1),
            "ours, two workers": ours(settings_file, reports, 2),
            "plain": in_new_process(reports, base / f"plain-{turn}", variables),
        }
        for name, way in measured.items():
            every[name].append(way)
        by_stock = measured.pop("stock")
        failures += differences(reports, by_stock, folder, measured, "ours, one worker")
        print(f"measured {turn + 1} of {max(1, options.repeats)}", flush=True)
    same = "not all ways give the same bytes" if failures else "all ways give the same bytes"
    package.cache_clear()
    if package() != measured_of:
        # The command then reads raw files anew, and ways are compared that are not of the same code.
        failures.append("the package was changed while it was measured; measure again")
    result = tell({name: best(ways) for name, ways in every.items()}, len(reports))
    print(same)
    if len(chosen) >= FEWEST:
        failures += missed(result["ratios"])
    result |= {
        "municipalities": len(chosen),
        "reports": len(reports),
        "labels": [report.label for report in reports],
        "repeats": {name: [way.seconds for way in ways] for name, ways in every.items()},
        "failures": failures,
    }
    return finish(result, options.json, failures)


if __name__ == "__main__":
    sys.exit(main())
