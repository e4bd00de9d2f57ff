"""Kills runs at random moments, resumes each, and compares with a run that nobody disturbed.

python benchmarks/crash.py                    # 30 kills
python benchmarks/crash.py --kills 4 --seed 7

The reports are small (those of the tests), six of them by two workers. A run is killed in turn by SIGKILL of
the run itself, of one of the processes that it started, by SIGTERM and by Ctrl-C, from nothing or with
everything made already (--force), after a random share of the time that an undisturbed run takes. After each
kill every manifest must fit the files beside it, and no report that was there before may be lost; after the
next run every html, pdf and ipynb and the reviewers' page must have the bytes of the undisturbed run.
Exit code 1 otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
from projects import ROOT, command, environment, finish, timed

from hyte.running.manifest import read_manifest, sha256_of
from hyte.running.place import remove_leftovers

WAYS = ("SIGKILL", "a process", "SIGTERM", "Ctrl-C")
PLACES = 6


def small_project() -> ModuleType:
    """The tests' own writer of small projects."""
    spec = importlib.util.spec_from_file_location("tiny", ROOT / "tests" / "running" / "tiny.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bytes_of(output: Path) -> dict[str, str]:
    """Checksums of all that is published; manifests hold times, which differ."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.suffix in (".html", ".pdf", ".ipynb")
    }


def unfit(output: Path) -> list[str]:
    """Files that are not as the manifest beside them says."""
    found = []
    for path in sorted(output.glob("*/*/*.manifest.json")):
        manifest = read_manifest(path)
        if manifest is None:
            found.append(path.name)
            continue
        found += [name for name, sum_ in manifest.sha256.items() if sha256_of(path.parent / name) != sum_]
    return found


def disturbed(settings_file: Path, way: str, after: float, words: list[str], chance: random.Random) -> int:
    """Start a run and kill it after so many seconds; gives its exit code."""
    run = subprocess.Popen(
        command(settings_file, "run", *words),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )
    time.sleep(after)
    children = psutil.Process(run.pid).children(recursive=True) if run.poll() is None else []
    if run.poll() is None:
        if way == "a process" and children:
            with suppress(psutil.NoSuchProcess):
                chance.choice(children).kill()
        elif way == "Ctrl-C":
            os.killpg(run.pid, signal.SIGINT)
        else:
            run.send_signal(signal.SIGTERM if way == "SIGTERM" else signal.SIGKILL)
    code = run.wait()
    psutil.wait_procs(children, timeout=30)
    return code


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    chance, failures = random.Random(options.seed), []
    kills: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        settings_file = small_project().make_tiny(
            base / "undisturbed", PLACES, 0.3, '"html", "pdf"', run="workers = 2\n"
        )
        first = timed(settings_file, "run")
        wanted = bytes_of(settings_file.parent / "output")
        if first.code or len(wanted) != 3 * PLACES + 1:
            print(first.told)
            return 1
        print(f"undisturbed: {first.seconds:.1f} s, {len(wanted)} files")
        for number in range(options.kills):
            way, anew = WAYS[number % len(WAYS)], number // len(WAYS) % 2 == 0
            after = chance.uniform(0.1, 1.0) * first.seconds
            project = base / f"killed-{number}"
            shutil.copytree(settings_file.parent, project)
            if anew:
                shutil.rmtree(project / "output")
                shutil.rmtree(project / "processed")
            output = project / "output"
            before = {} if anew else bytes_of(output)
            words = [] if anew else ["--force"]
            code = disturbed(project / "pipeline.toml", way, after, words, chance)
            problems = [f"{file} does not fit its manifest" for file in unfit(output)]
            whole = len(list(output.glob("*/*/*.manifest.json")))
            # What the next run does first: a report whose files were just being moved comes back.
            remove_leftovers(output)
            now = bytes_of(output)
            problems += [f"{file} is lost" for file in before if now.get(file) != before[file]]
            again = timed(project / "pipeline.toml", "run")
            after_all = bytes_of(output)
            problems += [
                f"{file} differs" for file in {*wanted, *after_all} if wanted.get(file) != after_all.get(file)
            ]
            if again.code:
                problems.append(f"the next run ended with {again.code}: {again.told[-300:]}")
            if list(output.rglob(".making-*")):
                problems.append("folders of unfinished work are left")
            start = "from nothing" if anew else "with all made"
            print(
                f"{number + 1:3} {way:10} {start:14} after {after:5.1f} s (exit code {code:4}), "
                f"{whole} whole; resumed in {again.seconds:5.1f} s",
                *problems,
            )
            failures += [f"kill {number + 1} ({way}, {start}): {problem}" for problem in problems]
            kills.append(
                {
                    "way": way,
                    "anew": anew,
                    "after": after,
                    "code": code,
                    "whole": whole,
                    "resumed_in": again.seconds,
                    "problems": problems,
                }
            )
            shutil.rmtree(project)
        same = sum(not kill["problems"] for kill in kills)
        resumed = sum(kill["resumed_in"] for kill in kills if kill["anew"])
        fresh = first.seconds * sum(kill["anew"] for kill in kills)
        print(f"{same} of {len(kills)} killed runs end with the same bytes")
        if fresh:
            print(f"going on ÷ beginning again: {resumed / fresh:.2f} of the time")
    result = {"undisturbed_seconds": first.seconds, "kills": kills, "same": same}
    return finish(result, options.json, failures)


if __name__ == "__main__":
    sys.exit(main())
