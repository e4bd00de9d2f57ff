"""Running again: nothing that is fresh is made, and what has changed is made alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from hyte.running import run as running
from hyte.running.dispatch import Tally
from hyte.running.make import Outcome
from hyte.running.plan import Job
from hyte.running.request import Options

from .conftest import RETRY, Ran, settings_text

HILJALA = Options(municipalities=("Hiljala",))


def console() -> Console:
    return Console(file=io.StringIO(), soft_wrap=True)


def text_of(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_second_run_executes_nothing(hiljala: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing is stale")

    monkeypatch.setattr(running, "make_all", never)
    before = {path: path.stat().st_mtime_ns for path in hiljala.folder.iterdir()}
    told = console()
    assert running.run(hiljala.settings_file, HILJALA, told, retry=RETRY) == 0
    assert "0 made, 1 unchanged, 0 failed" in text_of(told)
    assert {path: path.stat().st_mtime_ns for path in hiljala.folder.iterdir()} == before


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Labels of the reports that a run would make; they are not made."""
    labels: list[str] = []

    def note(jobs: Sequence[Job], settings: Any, file: Any, crew: Any, told: Any, tally: Tally) -> None:
        labels.extend(job.label for job in jobs)
        tally.made += len(jobs)

    monkeypatch.setattr(running, "make_all", note)
    return labels


def test_only_what_is_stale_is_made(hiljala: Ran, asked: list[str], root: Path, tmp_path: Path) -> None:
    options = Options(municipalities=("Hiljala", "Haavemäki"))
    told = console()
    processed = hiljala.settings_file.parent / "processed"
    text = settings_text(root, tmp_path, processed).replace(
        f"{tmp_path.as_posix()}/output", hiljala.output.as_posix()
    )
    (tmp_path / "pipeline.toml").write_text(text, encoding="utf-8")
    assert running.run(tmp_path / "pipeline.toml", options, told, retry=RETRY) == 0
    assert asked == ["Haavemäki 2024 fi (annual_report)"]
    assert "1 of 2 reports to make" in text_of(told)


def test_force_makes_what_is_fresh(hiljala: Ran, asked: list[str]) -> None:
    assert running.run(hiljala.settings_file, HILJALA, console(), retry=RETRY, force=True) == 0
    assert asked == ["Hiljala 2024 fi (annual_report)"]


def test_without_names_every_municipality_with_a_folder_is_made(
    hiljala: Ran, asked: list[str], root: Path, tmp_path: Path
) -> None:
    text = settings_text(root, tmp_path, hiljala.settings_file.parent / "processed")
    (tmp_path / "pipeline.toml").write_text(text, encoding="utf-8")
    assert running.run(tmp_path / "pipeline.toml", Options(), console(), retry=RETRY) == 0
    assert asked == [
        "Keksilä 2024 fi (annual_report)",
        "Haavemäki 2024 fi (annual_report)",
        "Tarinakylä 2024 fi (annual_report)",
        "Satulahti 2024 fi (annual_report)",
        "Satulahti 2024 sv (annual_report)",
        "Hiljala 2024 fi (annual_report)",
    ]


def test_a_failure_gives_its_exit_code_and_the_command_to_try_again(
    hiljala: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(jobs: Sequence[Job], settings: Any, file: Any, crew: Any, told: Any, tally: Tally) -> None:
        tally.failed |= {
            index: Outcome(job.label, "failed", 0.1, "because") for index, job in enumerate(jobs)
        }

    monkeypatch.setattr(running, "make_all", fail)
    told = console()
    assert running.run(hiljala.settings_file, HILJALA, told, retry=RETRY, force=True) == 1
    assert "0 made, 0 unchanged, 1 failed" in text_of(told)
    assert "Hiljala 2024 fi (annual_report): because" in text_of(told)
    assert RETRY in text_of(told)
