"""What the benchmark of a whole country makes of a run, and when it says that something is wrong."""

import argparse
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks")]

import country  # noqa: E402
from watched import Followed, Line, MemoryWatch, Sample  # noqa: E402

from hyte.reference.areas import Areas  # noqa: E402


def watch_of(command: list[float]) -> MemoryWatch:
    """A run of so many reports, with the command's MiB after each."""
    watch = MemoryWatch(total=len(command), reports=len(command))
    for at, mib in enumerate(command, start=1):
        watch.samples.append(Sample(at, at == len(command), {"command": mib, "kernel": 200.0 + at}))
    return watch


def test_growth_is_of_the_end_against_thirty_reports() -> None:
    rows = country.memory(watch_of([500.0, *[100.0] * 39, 150.0]))
    assert country.growth(rows) == pytest.approx(1.5)
    assert rows["command"] == {"early": 100.0, "late": 150.0, "most": 500.0}
    assert rows["kernel"] == {"early": 230.0, "late": 241.0, "most": 241.0}
    assert rows["worker"] == {"early": None, "late": None, "most": None}
    assert country.growth(country.memory(watch_of([100.0] * 29))) is None


def test_every_municipality_has_its_own_languages() -> None:
    codes = [place.code for place in Areas.official().municipalities()]
    bilingual = [place for place in Areas.official().municipalities() if "-" in place.language]
    assert len(codes) == 292
    assert country.expected(Areas.official(), codes) == 292 + len(bilingual) > 300


def test_spread_of_values() -> None:
    assert country.spread_of([]) == {}
    assert country.spread_of([3.0]) == dict.fromkeys(("p5", "median", "mean", "p95", "most"), 3.0)
    assert country.spread_of([float(n) for n in range(101)]) == {
        "p5": 5.0, "median": 50.0, "mean": 50.0, "p95": 95.0, "most": 100.0
    }  # fmt: skip


def measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, code: int = 0, missing: int = 0, late: float = 100.0
) -> tuple[int, list[str]]:
    """Exit code and failures of a run of the whole country that went like this."""
    wanted = country.expected(Areas.official(), [place.code for place in Areas.official().municipalities()])
    lines = [Line(2.0, f"{wanted} of {wanted} reports to make with 2 workers")]
    lines += [Line(3.0 + at, f"[{at}/{wanted}] made M{at} in 4.0 s") for at in range(1, wanted + 1 - missing)]
    run = Followed(code, 500.0, tuple(lines))

    def follow(words: list[str], **_: object) -> Followed:
        return run

    monkeypatch.setattr(country, "follow", follow)
    monkeypatch.setattr(country, "timed", lambda *_: country.Followed(0, 1.0, ()))
    filled = watch_of([*[100.0] * (wanted - 1), late])
    monkeypatch.setattr(country, "MemoryWatch", lambda: filled)
    options = argparse.Namespace(
        raw=tmp_path, reports=0, year=2022, workers=2, json=tmp_path / "measured.json"
    )
    exit_code = country.measure(options, tmp_path / "project", tmp_path / "before")
    failures = json.loads((tmp_path / "measured.json").read_text(encoding="utf-8"))["failures"]
    return exit_code, failures


def test_a_whole_run_passes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert measured(monkeypatch, tmp_path, late=119.0) == (0, [])


def test_a_growing_command_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    exit_code, failures = measured(monkeypatch, tmp_path, late=121.0)
    assert exit_code == 1
    assert failures == ["the command's memory grows: 1.21 times that after 30 reports"]


def test_a_missing_report_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    exit_code, failures = measured(monkeypatch, tmp_path, code=143, missing=2)
    assert exit_code == 1
    assert failures[0] == "the command ended with 143" and "were wanted" in failures[1]
