"""Makes reports with one and with two workers of a Dask cluster on this machine, and kills one on the way.

python benchmarks/cluster.py                        # 12 annual reports of the shipped example or --raw
python benchmarks/cluster.py --raw ../shared/real --reports 24

Scheduler and workers are started by this script as `dask scheduler` and `dask worker --nthreads 1`. Workers
have made one report each before anything is timed, as in a run of a whole country. Prints two workers ÷ one,
one Dask worker ÷ one local worker, and what a worker costs that is killed: reports that were begun again.
All ways must give the same bytes. Exit code 1 when they do not, when a killed worker costs more than what it
was making, or, with at least 12 reports, when two workers are less than 1.8 times as fast as one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crash import bytes_of
from projects import ROOT, command, environment, finish, timed, write_project

from hyte.reference.areas import Areas

AIM = 1.8


class Cluster:
    """A scheduler on a free port, and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.workers: list[subprocess.Popen[bytes]] = []
        found = folder / "scheduler.json"
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(found)]
        self.scheduler = self._start("scheduler", words)
        while not found.exists() or not found.read_text():
            time.sleep(0.05)
        self.address = str(json.loads(found.read_text())["address"])

    def add_worker(self) -> None:
        words = [self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        self.workers.append(self._start("worker", [*words, "--local-directory", str(self.folder)]))

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, what: str, words: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / "log.txt").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", f"distributed.cli.dask_{what}", *words],
                stdout=log,
                stderr=log,
                env=environment(),
            )


class Begun:
    """Counts the reports that were begun, by the folders in which they are made."""

    def __init__(self, output: Path) -> None:
        self.output, self.seen, self._on = output, set[str](), True
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while self._on:
            self.seen |= {str(path) for path in self.output.glob("*/*/.making-*")}
            time.sleep(0.02)

    def end(self) -> int:
        self._on = False
        self._thread.join()
        return len(self.seen)


def run(settings_file: Path, cluster: Cluster, during: Callable[[], None] | None = None) -> dict[str, Any]:
    """Make all reports anew by the cluster; gives seconds, reports begun, and the checksums."""
    output = settings_file.parent / "output"
    begun, start = Begun(output), time.perf_counter()
    process = subprocess.Popen(
        command(settings_file, "run", "--force", "--executor", cluster.address),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
    )
    if during is not None:
        during()
    told = process.communicate()[0]
    seconds, count = time.perf_counter() - start, begun.end()
    if process.returncode:
        print(told)
        raise SystemExit(1)
    return {"seconds": seconds, "begun": count, "bytes": bytes_of(output)}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raw", type=Path, help="raw folder with real exports; else the shipped example")
    parser.add_argument("--year", type=int, default=2022)
    parser.add_argument("--reports", type=int, default=12)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    failures = []
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        if options.raw:
            # An even number of reports: those of one language.
            places = [place for place in Areas.official().municipalities() if place.language == "fi"]
            names = [place.name_fi for place in places[: options.reports]]
            settings_file = write_project(base / "project", options.raw.resolve(), names, [options.year])
            count = options.reports
        else:
            # The example has five municipalities, one of them in two languages.
            years = list(range(2024, 2024 - -(-options.reports // 6), -1))
            names = ["Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala"]
            settings_file = write_project(base / "project", ROOT / "data" / "raw", names, years)
            count = 6 * len(years)
        output = settings_file.parent / "output"
        local = timed(settings_file, "run", "--workers", "1")
        if local.code:
            print(local.told)
            return 1
        local = timed(settings_file, "run", "--force", "--workers", "1")
        wanted = bytes_of(output)
        result: dict[str, Any] = {"reports": count, "local_one": local.seconds}
        cluster = Cluster(base / "dask")
        try:
            cluster.add_worker()
            run(settings_file, cluster)  # so that the worker is warm
            one = run(settings_file, cluster)
            cluster.add_worker()
            run(settings_file, cluster)
            two = run(settings_file, cluster)

            def kill_one() -> None:
                while len(list(output.glob("*/*/.making-*"))) < 2:
                    time.sleep(0.02)
                cluster.workers[0].kill()

            killed = run(settings_file, cluster, kill_one)
        finally:
            cluster.end()
        shutil.rmtree(output)
    for what, found in (("one worker", one), ("two workers", two), ("one of two killed", killed)):
        result[what] = {"seconds": found["seconds"], "begun": found["begun"]}
        print(f"{what:18} {found['seconds']:7.1f} s, {found['begun']} reports begun of {count}")
        if found["bytes"] != wanted:
            failures.append(f"{what}: other bytes than a local run")
    result["two_over_one"] = one["seconds"] / two["seconds"]
    result["dask_over_local"] = one["seconds"] / local.seconds
    result["begun_again"] = killed["begun"] - count
    print(f"two Dask workers are {result['two_over_one']:.2f} times as fast as one (aim {AIM})")
    print(f"one Dask worker ÷ one local worker, its start included: {result['dask_over_local']:.2f}")
    print(f"a killed worker cost {result['begun_again']} of {count} reports, which were begun again")
    if result["two_over_one"] < AIM and count >= 12:
        failures.append(f"two workers are {result['two_over_one']:.2f} times as fast as one, not {AIM}")
    if not 0 <= result["begun_again"] <= 1:
        failures.append("the killed worker cost more than the report that it was making")
    return finish(result, options.json, failures)


if __name__ == "__main__":
    sys.exit(main())
