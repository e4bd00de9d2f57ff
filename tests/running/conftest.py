"""Runs of the pipeline on the shipped example, each made once for all tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from hyte.reference.areas import Areas
from hyte.running.request import Options
from hyte.running.run import run
from hyte.settings import Settings
from hyte.store import slices

RETRY = "python pipeline.py run"
Once = Callable[[str, Callable[[Path], None]], Path]


@dataclass(frozen=True)
class Ran:
    """One run: its settings file, its output folder, its exit code and what it told."""

    settings_file: Path
    output: Path
    code: int
    told: str

    @property
    def folder(self) -> Path:
        """The folder of its one municipality and year."""
        (manifest,) = self.output.glob("*/*/*.fi.manifest.json")
        return manifest.parent


def settings_text(root: Path, work: Path, processed: Path | None = None) -> str:
    folders = {
        "raw": root / "data" / "raw",
        "processed": processed or work / "processed",
        "output": work / "output",
        "notebooks": root / "notebooks",
    }
    lines = [f'{name} = "{folder.as_posix()}"' for name, folder in folders.items()]
    reports = ["[reports]", "years = [2024]", 'languages = ["own"]']
    return "\n".join(["[folders]", *lines, *reports, "[run]", "workers = 1", ""])


def run_in(work: Path, text: str, municipality: str) -> None:
    (work / "pipeline.toml").write_text(text, encoding="utf-8")
    told = io.StringIO()
    options = Options(municipalities=(municipality,))
    code = run(work / "pipeline.toml", options, Console(file=told, soft_wrap=True), retry=RETRY)
    (work / "told.txt").write_text(f"{code}\n{told.getvalue()}", encoding="utf-8")


def ran_in(work: Path) -> Ran:
    code, told = (work / "told.txt").read_text(encoding="utf-8").split("\n", 1)
    return Ran(work / "pipeline.toml", work / "output", int(code), told)


@pytest.fixture(scope="session")
def hiljala(once: Once, root: Path) -> Ran:
    """The smallest report of the example, from scratch."""
    return ran_in(once("hiljala", lambda work: run_in(work, settings_text(root, work), "Hiljala")))


@pytest.fixture(scope="session")
def hiljala_again(once: Once, root: Path) -> Ran:
    """The same in another place, from scratch again."""
    return ran_in(once("hiljala-again", lambda work: run_in(work, settings_text(root, work), "Hiljala")))


@pytest.fixture(scope="session")
def keksila(once: Once, root: Path, example_settings: Settings) -> Ran:
    """The largest report of the example."""
    processed = example_settings.folders.processed
    return ran_in(once("keksila", lambda work: run_in(work, settings_text(root, work, processed), "Keksilä")))


@pytest.fixture(scope="session")
def areas(example_settings: Settings) -> Areas:
    """The official areas and the example's own."""
    return slices.areas_of(example_settings.folders.processed)
