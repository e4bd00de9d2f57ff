"""How many kernels come and go: none is left, no descriptor, no port; whoever is ended takes them along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import nbformat
import psutil
import pytest
from jupyter_core.utils import ensure_event_loop

from hyte.kernels.execution import KernelEndedError

from .conftest import Execute, linux, ready_process, write_notebook

pytestmark = linux
T = TypeVar("T")

OWNER = """
import sys
import papermill
papermill.execute_notebook(sys.argv[1], sys.argv[2], engine_name="hyte_warm", progress_bar=False)
"""


def test_many_kernels_leave_nothing(execute: Execute) -> None:
    execute("1")
    process, ready = psutil.Process(), ready_process()
    before = (process.num_fds(), ready.num_fds(), process.num_threads(), ready.num_threads())
    pids = [execute("import os; os.getpid()").texts[0] for _ in range(12)]
    assert len(set(pids)) == 12
    assert ready_process() == ready
    assert ready.children() == []
    assert not any(psutil.pid_exists(int(pid)) for pid in pids)
    assert (process.num_fds(), ready.num_fds(), process.num_threads(), ready.num_threads()) == before


def test_the_ready_process_has_one_thread_and_no_open_file(execute: Execute) -> None:
    execute("1")
    ready = ready_process()
    assert ready.num_threads() == 1
    assert _open(ready.pid) == {"/dev/null", "socket", "pipe"}


def test_a_kernel_has_no_descriptor_of_others_and_no_port(execute: Execute) -> None:
    look = """
import pathlib, psutil
print(len([end for end in pathlib.Path("/proc/self/fd").iterdir() if end.is_socket()]))
print(psutil.Process().net_connections("inet"))
"""
    first = execute(look).texts
    with ThreadPoolExecutor(1) as pool:
        meanwhile = pool.submit(_with_loop, execute, "import time; time.sleep(3)")
        time.sleep(1)
        assert execute(look).texts == first
        meanwhile.result()
    assert first[0].endswith("\n[]")


def _open(pid: int) -> set[str]:
    return {str(end.readlink()).partition(":")[0] for end in Path(f"/proc/{pid}/fd").iterdir()}


def _with_loop(execute: Callable[..., T], *arguments: Any) -> T:
    """Call a function in a thread, and close the loop that it opens there."""
    try:
        return execute(*arguments)
    finally:
        ensure_event_loop().close()


def test_two_at_once_do_not_meet(tmp_path: Path) -> None:
    import papermill

    def one(number: int) -> str:
        cell = f"import os, time; mine = {number}; time.sleep(0.5); print(mine, os.getpid())"
        source = write_notebook(tmp_path / f"{number}.ipynb", cell, "print(mine)")
        target = tmp_path / f"{number}.out.ipynb"
        node = papermill.execute_notebook(source, target, engine_name="hyte_warm", progress_bar=False)
        return str(node.cells[1].outputs[0].text).strip()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda number: _with_loop(one, number), range(8))) == [
            str(number) for number in range(8)
        ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=lambda n: n.name)
def test_an_owner_that_is_ended_takes_everything_along(tmp_path: Path, number: signal.Signals) -> None:
    mark = tmp_path / "pids"
    cell = f"""
import os, pathlib, subprocess, time
below = subprocess.Popen(["sleep", "600"])
pathlib.Path({str(mark)!r}).write_text(f"{{os.getpid()}} {{os.getppid()}} {{below.pid}}")
time.sleep(600)
"""
    source = write_notebook(tmp_path / "long.ipynb", cell)
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(source), str(tmp_path / "long.out.ipynb")],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert _soon(lambda: mark.exists() and len(mark.read_text().split()) == 3, 60)
    pids = [int(pid) for pid in mark.read_text().split()]
    assert all(psutil.pid_exists(pid) for pid in pids)
    owner.send_signal(number)
    owner.wait(30)
    assert _soon(lambda: not any(_lives(pid) for pid in pids), 15)
    if number == signal.SIGINT:
        cells = nbformat.read(tmp_path / "long.out.ipynb", as_version=4).cells
        assert cells[0].metadata.papermill.start_time


def test_a_ready_process_that_is_killed_costs_its_own_notebook_only(execute: Execute) -> None:
    look = "import os; os.getppid()"
    (first,) = execute(look).texts
    with pytest.raises(KernelEndedError):
        execute("import os, signal, time; os.kill(os.getppid(), signal.SIGKILL); time.sleep(30)")
    (second,) = execute(look).texts
    assert second == str(ready_process().pid) != first


def _soon(holds: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def _lives(pid: int) -> bool:
    # Who has been ended and has nobody to wait for it is dead for our purposes.
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
