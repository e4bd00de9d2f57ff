"""Projects in a temporary folder for the benchmarks that run the pipeline's own command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ran:
    """One run of the command: exit code, what it told, and wall-clock seconds."""

    code: int
    told: str
    seconds: float


def write_project(
    folder: Path, raw: Path, municipalities: Sequence[str], years: Sequence[int], *, run: str = ""
) -> Path:
    """Write a `pipeline.toml` for the annual report; gives its path. `run` are lines of `[run]`."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ", ".join(json.dumps(name, ensure_ascii=False) for name in municipalities)
    (folder / "pipeline.toml").write_text(
        f'[folders]\nraw = "{raw.as_posix()}"\nprocessed = "processed"\noutput = "output"\n'
        f'notebooks = "{(ROOT / "notebooks").as_posix()}"\n'
        f"[reports]\nmunicipalities = [{names}]\nyears = {list(years)}\n[run]\n{run}\n",
        encoding="utf-8",
    )
    return folder / "pipeline.toml"


def command(settings_file: Path, *words: str) -> list[str]:
    """The pipeline's command with these words."""
    return [sys.executable, str(ROOT / "pipeline.py"), *words, "--settings", str(settings_file)]


def timed(settings_file: Path, *words: str) -> Ran:
    """Run the command to its end."""
    start = time.perf_counter()
    done = subprocess.run(
        command(settings_file, *words), capture_output=True, text=True, check=False, env=environment()
    )
    return Ran(done.returncode, done.stdout + done.stderr, time.perf_counter() - start)


def environment() -> dict[str, str]:
    """The environment in which this very tree's package is imported, by every process."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def finish(result: dict[str, Any], path: Path | None, failures: Sequence[str]) -> int:
    """Write the JSON that is asked for, print failures; gives the exit code."""
    if path is not None:
        path.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for failure in failures:
        print(f"FAILED: {failure}")
    return 1 if failures else 0
