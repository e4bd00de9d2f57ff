"""The notebook by itself: plain papermill gives what the pipeline gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat

from hyte.publishing.document import document_of
from hyte.settings import PROCESSED_VARIABLE, Settings

from .conftest import Ran


def test_slow_papermill_alone_shows_the_same_blocks(
    keksila: Ran, example_settings: Settings, root: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "papermill", str(root / "notebooks/annual_report.ipynb")]
    command += [str(tmp_path / "executed.ipynb"), "-p", "municipality", "Keksilä", "-p", "year", "2024"]
    command += ["-k", "python3", "--no-progress-bar", "--log-level", "ERROR"]
    environment = os.environ | {PROCESSED_VARIABLE: str(example_settings.folders.processed)}
    subprocess.run(command, cwd=root / "notebooks", env=environment, check=True, capture_output=True)
    alone = document_of(nbformat.read(tmp_path / "executed.ipynb", as_version=4))
    made = document_of(nbformat.read(keksila.folder / "annual_report.fi.ipynb", as_version=4))
    assert len(made.blocks) > 100
    assert alone.cover == made.cover
    assert [block.kind for block in alone.blocks] == [block.kind for block in made.blocks]
    differing = [one for one, other in zip(alone.blocks, made.blocks, strict=True) if one != other]
    assert [(block.kind, getattr(block, "anchor", "")) for block in differing] == []
