"""Where no kernel can be forked an ordinary one is started, with the same outputs."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from hyte.errors import UsageError
from hyte.kernels import client
from hyte.settings import read_settings

from .conftest import Execute, linux, write_notebook

PARENT = "import psutil; ' '.join(psutil.Process().parent().cmdline())"


@pytest.fixture
def afresh() -> Iterator[None]:
    """A ready process of one's own, which is ended after the test."""
    client.stop()
    yield
    client.stop()


def forked(execute: Execute) -> bool:
    (parent,) = execute(PARENT).texts
    return "hyte.kernels.zygote" in parent


@linux
def test_kernels_are_forked_where_they_can_be(execute: Execute) -> None:
    assert forked(execute)


def test_switched_off(execute: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYTE_WARM", "0")
    assert not forked(execute)


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_have_none(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(client.NoWarmKernelError):
        client.start()


def test_a_ready_process_that_fails_is_told_once(
    execute: Execute, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, afresh: None
) -> None:
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setenv("HYTE_WARM", "1")
    monkeypatch.setattr(client, "_MODULE", "hyte.kernels.nothing")
    with caplog.at_level(logging.DEBUG, logger="traitlets"):
        assert not forked(execute)
        assert not forked(execute)
    told = [record.message for record in caplog.records if "ordinary kernel" in record.message]
    assert len(told) == 2 if not client.available() else told and "No module named" in told[0]
    assert all(record.levelno == logging.DEBUG for record in caplog.records if "ordinary" in record.message)


@linux
def test_a_notebook_that_counts_with_many_threads_gets_them(
    execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    assert not forked(execute)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert forked(execute)


def test_without_a_folder_for_sockets_messages_are_encrypted(
    execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hyte.kernels.provisioner._private_folder", lambda: "")
    look = "app = get_ipython().kernel.parent; print(app.transport, app.curve_secretkey is not None)"
    assert execute(look).texts == ["tcp True"]


def test_a_long_path_for_temporary_files_is_no_hindrance(
    execute: Execute, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    monkeypatch.setattr("hyte.kernels.provisioner.tempfile.gettempdir", lambda: str(deep))
    assert execute("get_ipython().kernel.parent.transport").texts == ["'ipc'"]
    assert list(deep.iterdir()) == []


def test_the_plain_command_of_papermill_takes_the_engine(tmp_path: Path) -> None:
    source, target = write_notebook(tmp_path / "in.ipynb", "print(1)", "1 / 0"), tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "--engine", "hyte_warm", str(source), str(target)]
    done = subprocess.run([*command, "-k", "python3"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ZeroDivisionError: division by zero" in done.stderr
    cells = nbformat.read(target, as_version=4).cells
    assert "papermill-error-cell-tag" in cells[0].metadata.tags
    assert cells[1].outputs[0].text == "1\n"
    assert cells[1].metadata.papermill.status == "completed"


def test_a_limit_that_no_kernel_starts_with_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text("[run]\nmemory = 100\n", encoding="utf-8")
    with pytest.raises(UsageError, match="100 MiB are too few for any notebook; give 512 or more, or 0"):
        read_settings(path)
    path.write_text("[run]\nreport_timeout = 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"run\.report_timeout: 1 must be 10 or more"):
        read_settings(path)
