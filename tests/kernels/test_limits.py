"""What ends one notebook: its own faults, its limits, or somebody else; always told, never for long."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError

from hyte.kernels.execution import EndlessOutputError, KernelEndedError, NotebookTimeoutError

from .conftest import Execute, linux, saved

KINDS = [pytest.param("1", id="warm", marks=linux), pytest.param("0", id="cold")]


@pytest.fixture(params=KINDS, autouse=True)
def _kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYTE_WARM", request.param)


def status_of(cell: Any) -> tuple[bool | None, str]:
    return cell.metadata.papermill.exception, cell.metadata.papermill.status


def test_an_error_in_a_cell_is_saved_and_marked(execute: Execute, tmp_path: Path) -> None:
    with pytest.raises(PapermillExecutionError) as caught:
        execute("print('before')", "1 / 0", "print('never')")
    assert (caught.value.ename, caught.value.cell_index, caught.value.exec_count) == (
        "ZeroDivisionError",
        1,
        2,
    )
    cells = saved(tmp_path).cells
    assert ["papermill-error-cell-tag" in cell.metadata.get("tags", ()) for cell in cells] == [
        *(True, False, True),
        *(False, False),
    ]
    assert cells[1].outputs[0].text == "before\n"
    assert cells[3].outputs[0].ename == "ZeroDivisionError"
    assert status_of(cells[3]) == (True, "failed")
    assert cells[4].outputs == []


def test_leaving_python_in_a_cell(execute: Execute) -> None:
    with pytest.raises(PapermillExecutionError) as caught:
        execute("import sys; sys.exit('no figures')")
    assert (caught.value.ename, caught.value.evalue) == ("SystemExit", "no figures")


@pytest.mark.parametrize(
    ("cell", "status", "text"),
    [
        ("import os; os._exit(3)", 3, "Kernel died"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9, "Kernel died: SIGKILL"),
        ("import ctypes; ctypes.string_at(0)", -11, "Kernel died: SIGSEGV"),
    ],
)
def test_a_kernel_that_ends_is_told_with_how_it_ended(
    execute: Execute, tmp_path: Path, cell: str, status: int, text: str
) -> None:
    with pytest.raises(KernelEndedError) as caught:
        execute("print('before')", f"import time; time.sleep(0.2)\n{cell}")
    assert (caught.value.status, str(caught.value)) == (status, text)
    assert saved(tmp_path).cells[0].outputs[0].text == "before\n"
    assert saved(tmp_path).cells[1].metadata.papermill.start_time


@pytest.mark.parametrize(
    "cell",
    [
        "while True: pass",
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "while True:\n    try: time.sleep(9)\n    except BaseException: pass",
    ],
    ids=["loops", "is stopped", "ignores signals"],
)
def test_a_cell_that_never_ends(execute: Execute, tmp_path: Path, cell: str) -> None:
    start = time.monotonic()
    with pytest.raises(CellTimeoutError) as caught:
        execute("print('before')", cell, execution_timeout=1, report_timeout=50)
    assert not isinstance(caught.value, NotebookTimeoutError)
    assert time.monotonic() - start < 40
    assert saved(tmp_path).cells[0].outputs[0].text == "before\n"


def test_a_notebook_that_takes_too_long_though_no_cell_does(execute: Execute, tmp_path: Path) -> None:
    with pytest.raises(NotebookTimeoutError, match="The notebook took longer than 12 seconds"):
        execute(*["import time; time.sleep(4.5)"] * 4, report_timeout=12)
    started = [cell.metadata.papermill.start_time is not None for cell in saved(tmp_path).cells]
    assert started[0]
    assert not started[-1]


def test_a_notebook_may_not_take_all_memory(execute: Execute) -> None:
    with pytest.raises(PapermillExecutionError) as caught:
        execute("held = []\nwhile True: held.append(bytearray(2**24))", memory=700)
    assert caught.value.ename == "MemoryError"
    with pytest.raises(PapermillExecutionError) as caught:
        execute("import numpy; numpy.ones(2**30)", memory=700)
    assert caught.value.ename.endswith("MemoryError")
    assert execute("import numpy; numpy.ones(2**24).sum()", memory=700).texts == ["np.float64(16777216.0)"]


def test_a_cell_that_shows_without_end(execute: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hyte.kernels.execution._MOST_OUTPUT", 2**20)
    with pytest.raises(EndlessOutputError, match="More than 1 MiB were shown"):
        execute("while True: print('x' * 1000)")


def test_processes_that_a_notebook_started_end_with_it(execute: Execute) -> None:
    import psutil

    (pid,) = execute("import subprocess; subprocess.Popen(['sleep', '600']).pid").texts
    for _ in range(100):
        if not psutil.pid_exists(int(pid)):
            break
        time.sleep(0.05)
    assert not psutil.pid_exists(int(pid))
