"""A whole country: every mainland municipality's annual report by the pipeline's own command.

python benchmarks/country.py                           # all 292 of ../shared/real, each in its own languages
python benchmarks/country.py --raw FOLDER --reports 12 # special cases first, then a spread over sizes
python benchmarks/country.py --json measured.json --keep /some/folder

One run of `pipeline.py run` from an empty folder for tables to the last report. Prints seconds in all, until
the first report was begun and of the reports, their sizes, what failed, and memory: of the command itself
(resident, sampled), of the largest worker and kernel, and of all processes together. Exit code 1 when a
report failed or is missing, or when the command, with at least 60 reports, takes more than 1.2 times as much
memory at its end as after 30 reports.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

from projects import ROOT, command, finish, timed, write_project
from watched import ROLES, Followed, MemoryWatch, Sample, follow, is_made, special_first

from hyte.reference.areas import Areas

REAL = ROOT.parent / "shared" / "real"
FORMS = ("html", "pdf", "xlsx", "ipynb")
EARLY = 30
"""Reports after which the command's memory should be what it is at the end."""
FEWEST = 60
"""Reports from which on its growth is judged."""
AIM = 1.2


def populations(settings_file: Path) -> dict[str, float]:
    """People by municipality code, from tables of their own: those of the run must not be there before."""
    from hyte.store.slices import read_municipality_facts

    read = timed(settings_file, "plan")
    if read.code:
        sys.exit(read.told)
    facts = read_municipality_facts(settings_file.parent / "processed").real
    return {code: fact.population for code, fact in facts.items()}


def expected(areas: Areas, codes: Sequence[str]) -> int:
    """Reports of these municipalities in their own languages."""
    places = [areas.municipality(code) for code in codes]
    return sum(len(place.language.split("-")) for place in places if place is not None)


def spread_of(values: Sequence[float]) -> dict[str, float]:
    """Median, mean, tail and most; nothing of nothing."""
    if not values:
        return {}
    cuts = quantiles(values, n=20, method="inclusive") if len(values) > 1 else [values[0]] * 19
    row = {"p5": cuts[0], "median": cuts[9], "mean": mean(values), "p95": cuts[18], "most": max(values)}
    return {name: round(value, 2) for name, value in row.items()}


def memory(watch: MemoryWatch) -> dict[str, Any]:
    """MiB by role: after the first 30 reports, with the last 30, and at most."""

    def last(sample: Sample) -> bool:
        return sample.reports >= watch.total - EARLY

    rows: dict[str, Any] = {
        role: {
            "early": watch.largest(role, lambda sample: 0 < sample.reports <= EARLY),
            "late": watch.largest(role, last),
            "most": watch.largest(role),
        }
        for role in ROLES
    }
    # Of the command itself it is told to the report, and its end includes the reviewers' page.
    rows["command"]["early"] = watch.largest("command", lambda sample: sample.reports == EARLY)
    rows["command"]["late"] = watch.largest("command", lambda sample: sample.last_told)
    return rows


def growth(rows: dict[str, Any]) -> float | None:
    """The command's memory at its end ÷ that after 30 reports; None when there were fewer."""
    early, late = rows["command"]["early"], rows["command"]["late"]
    return late / early if early and late else None


def tell(run: Followed, watch: MemoryWatch, wanted: int, output: Path) -> dict[str, Any]:
    """Print the figures; gives them for the JSON file."""
    made = run.made
    making = run.seconds - run.begun
    per_minute = 60 * len(made) / making if making else 0.0
    print(f"\n{len(made)} of {wanted} reports made, {len(run.failures)} failed; {run.seconds:.0f} s in all")
    print(f"{run.begun:.1f} s until they were begun (start, reading the raw files, planning), ", end="")
    print(f"then {per_minute:.1f} reports per minute")
    sizes = {
        form: spread_of([path.stat().st_size / 1024 for path in sorted(output.glob(f"*/*/*.{form}"))])
        for form in FORMS
    }
    rows = {"report, s": spread_of([one.seconds for one in made])}
    rows |= {f"{form}, KiB": row for form, row in sizes.items()}
    print(f"\n{'':14}{'5 %':>9}{'median':>9}{'mean':>9}{'95 %':>9}{'most':>9}")
    for name, row in rows.items():
        print(f"{name:14}" + "".join(f"{value:9.1f}" for value in row.values()))
    slowest = sorted(made, key=lambda one: -one.seconds)[:5]
    print("slowest: " + "; ".join(f"{one.label} {one.seconds:.1f} s" for one in slowest))

    used = memory(watch)
    titles = (f"first {EARLY}", f"last {EARLY}", "most")
    print(f"\n{'memory, MiB':14}" + "".join(f"{title:>10}" for title in titles))
    for role, row in used.items():
        print(
            f"{role:14}"
            + "".join(f"{'–' if value is None else f'{value:.0f}':>10}" for value in row.values())
        )
    ratio, together = growth(used), watch.all_together()
    if together is not None:
        print(f"all together {together:.0f} MiB at most, what they share counted once")
    if ratio is None:
        print(f"the command's memory at its end ÷ after {EARLY} reports: there were fewer")
    else:
        print(f"the command's memory at its end ÷ after {EARLY} reports: {ratio:.2f} (aim ≤ {AIM})")
    return {
        "seconds": run.seconds,
        "begun_seconds": run.begun,
        "reports_per_minute": per_minute,
        "report_seconds": rows["report, s"],
        "kib": sizes,
        "mib": used,
        "mib_together": together,
        "growth": ratio,
        "made": {one.label: one.seconds for one in made},
        "failed": run.failures,
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raw", type=Path, default=REAL, help="folder with real exports")
    parser.add_argument("--year", type=int, default=2022)
    parser.add_argument("--reports", type=int, default=0, help="this many municipalities; 0: all")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write every figure here")
    parser.add_argument("--keep", type=Path, help="an empty folder in which tables and reports are kept")
    options = parser.parse_args()
    if not options.raw.is_dir():
        print(f"{options.raw} is not here: give a folder with real exports as --raw.")
        return 2
    if options.keep and options.keep.exists() and any(options.keep.iterdir()):
        print(f"{options.keep} is not empty.")
        return 2
    with tempfile.TemporaryDirectory(prefix="hyte-country-") as name:
        return measure(options, (options.keep or Path(name)).resolve(), Path(name) / "before")


def measure(options: argparse.Namespace, base: Path, before: Path) -> int:
    raw, areas = options.raw.resolve(), Areas.official()
    chosen = [place.code for place in areas.municipalities()]
    if 0 < options.reports < len(chosen):
        people = populations(write_project(before, raw, chosen[:1], [options.year]))
        chosen = special_first(areas, people, options.reports)
    settings_file = write_project(base, raw, chosen, [options.year])
    wanted = expected(areas, chosen)
    watch = MemoryWatch()

    def told(text: str) -> None:
        watch.told(text)
        # A long run tells that it goes on, and what went wrong, at once.
        if not is_made(text) or watch.reports % 20 == 0:
            print(text, flush=True)

    print(f"{len(chosen)} municipalities, {wanted} reports of {options.year}", flush=True)
    run = follow(
        command(settings_file, "run", "--workers", str(options.workers)), started=watch.start, told=told
    )
    watch.end()
    result = tell(run, watch, wanted, settings_file.parent / "output")
    # What is told before the reports are begun takes as long in a plan, but for the reading.
    planned = timed(settings_file, "plan")
    reading = run.begun - planned.seconds
    print(f"reading the raw files {reading:.1f} s; a plan when they are read {planned.seconds:.2f} s")

    failures = list(run.failures)
    if run.code and not failures:
        failures.append(f"the command ended with {run.code}")
    if len(run.made) + len(run.failures) != wanted:
        failures.append(f"{wanted} reports were wanted, {len(run.made)} were made")
    ratio = result["growth"]
    if ratio is not None and len(run.made) >= FEWEST and ratio > AIM:
        failures.append(f"the command's memory grows: {ratio:.2f} times that after {EARLY} reports")
    result |= {
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "municipalities": len(chosen),
        "year": options.year,
        "workers": options.workers,
        "plan_seconds": planned.seconds,
        "read_seconds": reading,
        "failures": failures,
    }
    return finish(result, options.json, failures)


if __name__ == "__main__":
    sys.exit(main())
