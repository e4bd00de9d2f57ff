"""Lines of the command are understood as it tells them, its processes are seen, and choices are as told."""

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks")]

from watched import Followed, Line, MemoryWatch, follow, special_first, spread  # noqa: E402

from hyte.reference.areas import Areas  # noqa: E402
from hyte.running.make import Outcome  # noqa: E402
from hyte.running.progress import progress, recap  # noqa: E402

AREAS = Areas.official()
PEOPLE = {place.code: 1000.0 + 7 * at for at, place in enumerate(AREAS.municipalities())}


def told_by_the_run() -> str:
    """What the run's own code tells of three reports."""
    made = Outcome("Heinola 2022 fi (annual_report)", "made", 4.04)
    failed = Outcome("Inkoo 2022 sv (annual_report)", "failed", 1.0, "annual_report.ipynb, cell 3: no room.")
    other = Outcome("Inkoo 2022 fi (annual_report)", "made", 12.0)
    text = io.StringIO()
    console = Console(file=text, soft_wrap=True, emoji=False)
    with progress(console, [], [], 2) as told:
        for outcome in (made, failed, other):
            told.finished(outcome)
    recap(console, 2, [failed], 0, ["some.csv: damaged"], "output/index.html", "pipeline.py run")
    return text.getvalue()


def test_the_lines_of_a_run_are_understood() -> None:
    text = "3 of 3 reports to make with 2 workers\n" + told_by_the_run()
    run = Followed(1, 9.0, tuple(Line(float(at), line) for at, line in enumerate(text.splitlines())))
    assert [(one.at, one.label, one.seconds) for one in run.made] == [
        (1.0, "Heinola 2022 fi (annual_report)", 4.0),
        (3.0, "Inkoo 2022 fi (annual_report)", 12.0),
    ]
    assert run.failures == ["Inkoo 2022 sv (annual_report): annual_report.ipynb, cell 3: no room."]
    assert run.begun == 0.0


def test_the_time_left_is_no_part_of_the_report() -> None:
    line = "[3/292] made Kemi 2022 fi (annual_report) in 5.2 s, about 12 min left"
    assert [one.label for one in Followed(0, 1.0, (Line(0.5, line),)).made] == [
        "Kemi 2022 fi (annual_report)"
    ]


def test_a_command_is_followed_to_its_end() -> None:
    seen: list[str] = []
    program = "import time; print('ä', flush=True); time.sleep(0.3); print('b'); raise SystemExit(3)"
    run = follow([sys.executable, "-c", program], told=seen.append)
    assert (run.code, run.told, seen) == (3, "ä\nb", ["ä", "b"])
    assert run.lines[0].at + 0.25 < run.lines[1].at <= run.seconds


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of other processes is read as Linux tells it")
def test_memory_is_told_of_each_generation() -> None:
    grandchild = "x = bytearray(90 * 2**20); input()"
    child = (
        "import subprocess, sys; x = bytearray(40 * 2**20); "
        f"p = subprocess.Popen([sys.executable, '-c', {grandchild!r}], stdin=subprocess.PIPE); "
        "input(); p.communicate(b'\\n')"
    )
    program = (
        "import subprocess, sys, time; "
        f"p = subprocess.Popen([sys.executable, '-c', {child!r}], stdin=subprocess.PIPE); time.sleep(1.5); "
        "print('[1/2] made A in 1.0 s', flush=True); time.sleep(0.2); "
        "print('[2/2] FAILED B: no', flush=True); x = bytearray(150 * 2**20); time.sleep(0.3); "
        "p.communicate(b'\\n')"
    )
    watch = MemoryWatch(every=0.1)
    run = follow([sys.executable, "-c", program], started=watch.start, told=watch.told)
    watch.end()
    assert run.code == 0
    early = watch.largest("command", lambda sample: sample.reports == 1)
    late = watch.largest("command", lambda sample: sample.last_told)
    assert early is not None and late is not None and 140 < late - early < 160
    worker, ready = watch.largest("worker"), watch.largest("ready process")
    assert worker is not None and 40 < worker < 80
    assert ready is not None and 90 < ready < 130
    assert watch.largest("kernel") is None
    together = watch.all_together()
    assert together is not None and together > worker + ready - 20


def test_a_spread_goes_from_the_smallest_to_the_largest() -> None:
    by_size = sorted(PEOPLE, key=PEOPLE.__getitem__)
    chosen = spread(AREAS, PEOPLE, 12)
    assert (chosen[0], chosen[-1], len(set(chosen))) == (by_size[0], by_size[-1], 12)
    assert chosen == sorted(chosen, key=PEOPLE.__getitem__)
    assert spread(AREAS, PEOPLE, 0) == by_size
    assert spread(AREAS, PEOPLE, 1) == by_size[:1]


@pytest.mark.parametrize("number", [1, 3, 6, 12, 40, 291])
def test_special_cases_come_first(number: int) -> None:
    chosen = special_first(AREAS, PEOPLE, number)
    assert len(chosen) == len(set(chosen)) == number
    languages = {
        place.language for place in (AREAS.municipality(code) for code in chosen[:6]) if place is not None
    }
    assert number < 6 or {"fi-sv", "sv-fi"} <= languages
