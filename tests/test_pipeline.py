"""The command line: quick help, exit codes, options as people type them."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner

from hyte.settings import Settings

HEAVY = ("pandas", "numpy", "matplotlib", "seaborn", "papermill", "pyarrow", "pandera", "nbformat", "typst")
COMMANDS = ("run", "plan", "status", "check")


@pytest.fixture(scope="module")
def pipeline(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("pipeline", root / "pipeline.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def settings_file(example_settings: Settings, tmp_path: Path) -> Path:
    folders = example_settings.folders.model_copy(update={"output": tmp_path / "output"}).model_dump()
    lines = [f'{name} = "{folder.as_posix()}"' for name, folder in folders.items()]
    path = tmp_path / "pipeline.toml"
    path.write_text("\n".join(["[folders]", *lines, "[reports]", "years = [2024]", ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["check", "--help"]])
def test_help_imports_nothing_heavy(root: Path, arguments: list[str]) -> None:
    code = (
        "import runpy, sys\n"
        f"sys.argv = ['pipeline.py', *{arguments!r}]\n"
        "try:\n"
        f"    runpy.run_path({str(root / 'pipeline.py')!r}, run_name='__main__')\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        f"print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert "LOADED []" in done.stdout
    assert "Usage" in done.stdout


def test_the_help_names_the_four_commands_and_every_option_is_explained(pipeline: ModuleType) -> None:
    runner = CliRunner()
    told = runner.invoke(pipeline.app, ["--help"], env={"COLUMNS": "200"}).output
    assert all(re.search(rf"\b{command}\b", told) for command in COMMANDS)
    told = runner.invoke(pipeline.app, ["run", "--help"], env={"COLUMNS": "200"}).output
    for option in ("raw", "processed", "output", "municipality", "year", "report", "language", "format"):
        assert f"--{option}" in told
    assert "--workers" in told
    assert "--force" in told


def test_plan_reads_options_as_they_are_typed(pipeline: ModuleType, settings_file: Path) -> None:
    arguments = ["plan", "--settings", str(settings_file), "--municipality", "KU995", "--municipality"]
    arguments += ["Sagoviken", "--year", "2023", "--language", "own"]
    done = CliRunner().invoke(pipeline.app, arguments)
    assert done.exit_code == 0, done.output
    lines = [line.split(":")[0] for line in done.output.splitlines()]
    assert lines == [
        "make  Hiljala 2023 fi (annual_report)",
        "make  Satulahti 2023 fi (annual_report)",
        "make  Satulahti 2023 sv (annual_report)",
        "3 of 3 reports would be made.",
    ]


@pytest.mark.parametrize("command", ["status", "check"])
def test_looking_ends_with_zero(pipeline: ModuleType, settings_file: Path, command: str) -> None:
    done = CliRunner().invoke(pipeline.app, [command, "--settings", str(settings_file)])
    assert done.exit_code == 0, done.output


def test_wrong_use_ends_with_two_and_one_clear_line(pipeline: ModuleType, settings_file: Path) -> None:
    arguments = ["plan", "--settings", str(settings_file), "--municipality", "Keksila"]
    done = CliRunner().invoke(pipeline.app, arguments)
    assert done.exit_code == 2
    assert "Keksilä" in done.output
    assert "Traceback" not in done.output


def test_a_failed_run_ends_with_one_and_names_the_command_to_try_again(
    pipeline: ModuleType, settings_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hyte.running import run as running
    from hyte.running.make import Outcome

    def fail(jobs: Any, settings: Any, file: Any, crew: Any, told: Any, tally: Any) -> None:
        tally.failed |= {index: Outcome(job.label, "failed", 0.1, "no") for index, job in enumerate(jobs)}

    monkeypatch.setattr(running, "make_all", fail)
    arguments = ["run", "--settings", str(settings_file), "--municipality", "Hiljala"]
    monkeypatch.setattr(sys, "argv", ["pipeline.py", *arguments])
    done = CliRunner().invoke(pipeline.app, arguments)
    assert done.exit_code == 1, done.output
    assert "1 failed" in done.output
    assert "--municipality Hiljala" in done.output
