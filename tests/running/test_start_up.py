"""What does not make a report imports nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hyte.running.executors import local_crew

from .tiny import ROOT, make_tiny

HEAVY = (
    *("pandas", "numpy", "scipy", "pyarrow", "matplotlib", "seaborn", "pandera", "papermill", "nbformat"),
    *("nbclient", "jupyter_client", "ipykernel", "typst", "jinja2", "lxml", "openpyxl", "distributed"),
)
CODE = """\
import runpy, sys
sys.argv = {argv!r}
try:
    runpy.run_path({pipeline!r}, run_name="__main__")
except SystemExit as end:
    print("CODE", end.code or 0)
print("LOADED", sorted(set({heavy!r}) & set(sys.modules)))
"""


def loaded(*words: str) -> tuple[str, str]:
    """What a command tells, and the last line: the heavy modules that it imported."""
    pipeline = str(ROOT / "pipeline.py")
    code = CODE.format(argv=["pipeline.py", *words], pipeline=pipeline, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *told, last = done.stdout.splitlines()
    return "\n".join(told), last


@pytest.fixture(scope="module")
def settings_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has been run."""
    path = make_tiny(tmp_path_factory.mktemp("start") / "world", 2)
    told, last = loaded("run", "--settings", str(path))
    assert "2 made" in told
    # The run itself may import what it likes: this shows that the test sees it.
    assert "pandas" in last
    return path


def test_a_run_with_nothing_to_do_imports_nothing_heavy(settings_file: Path) -> None:
    told, last = loaded("run", "--settings", str(settings_file))
    assert "0 made, 2 unchanged, 0 failed." in told
    assert "CODE 0" in told
    assert last == "LOADED []"


def test_plan_imports_nothing_heavy_whether_something_is_stale_or_not(settings_file: Path) -> None:
    told, last = loaded("plan", "--settings", str(settings_file))
    assert "0 of 2 reports would be made." in told
    assert last == "LOADED []"
    told, last = loaded("plan", "--settings", str(settings_file), "--format", "pdf")
    assert "no pdf yet" in told
    assert "2 of 2 reports would be made, in about " in told
    assert last == "LOADED []"


def test_status_and_help_import_nothing_heavy(settings_file: Path) -> None:
    assert loaded("status", "--settings", str(settings_file))[1] == "LOADED []"
    assert loaded("--help")[1] == "LOADED []"


def test_the_page_of_reports_is_written_again_when_a_report_is_gone(settings_file: Path) -> None:
    output = settings_file.parent / "output"
    page = (output / "index.html").read_bytes()
    (output / "index.html").unlink()
    loaded("run", "--settings", str(settings_file))
    assert (output / "index.html").read_bytes() == page


AFTER_NBFORMAT = """[
    __import__("nbformat"),
    [name for name in ("jsonschema", "rfc3987_syntax.syntax_helpers") if name in __import__("sys").modules],
][1]"""


def test_a_worker_leaves_out_what_takes_long_and_is_never_used() -> None:
    with local_crew(1, print) as crew:
        assert crew.executor.submit(eval, AFTER_NBFORMAT).result() == ["jsonschema"]
