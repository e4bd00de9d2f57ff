"""Reports made by a Dask cluster: a real scheduler and worker processes, started here and killed here."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from hyte.errors import UsageError
from hyte.running import cluster
from hyte.running.cluster_work import Expected, problems_here
from hyte.running.plan import package, versions
from hyte.running.request import Options, with_options
from hyte.settings import read_settings

from .tiny import bytes_of, command, make_tiny, started

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("distributed") is None, reason="distributed is not installed"
    ),
    pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be killed in the same way"),
]
PATIENCE = 300.0


class Cluster:
    """A scheduler on a free port, and workers to start and to kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        found = folder / "scheduler.json"
        words = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self._start([*words, "--scheduler-file", str(found)])
        self.address = str(json.loads(until(lambda: found.read_text() if found.exists() else ""))["address"])

    def worker(self) -> subprocess.Popen[bytes]:
        words = ["worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        return self._start([*words, "--local-directory", str(self.folder)])

    def end(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()

    def _start(self, words: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / "log.txt").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]],
                stdout=log,
                stderr=log,
                env=os.environ | {"PYTHONWARNINGS": "ignore"},
            )
        self.processes.append(process)
        return process


def until(look: Callable[[], Any]) -> Any:
    """What `look` gives as soon as it is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "dask"
    folder.mkdir()
    made = Cluster(folder)
    yield made
    made.end()


def test_a_cluster_makes_the_same_bytes_although_a_worker_is_killed_and_another_comes(
    dask: Cluster, tmp_path: Path
) -> None:
    here, there = make_tiny(tmp_path / "here", 5), make_tiny(tmp_path / "there", 5)
    assert (
        subprocess.run(
            command(here, "run", "--workers", "1"), check=False, stdout=subprocess.DEVNULL
        ).returncode
        == 0
    )
    workers = [dask.worker(), dask.worker()]
    run = started(there, "run", "--executor", dask.address)
    making = tmp_path / "there" / "output"
    until(lambda: len(list(making.glob("*/*/.making-*"))) == 2)
    workers[0].kill()
    dask.worker()
    told = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode == 0, told
    assert "with 2 workers" in told
    assert "5 made, 0 unchanged, 0 failed" in told
    assert told.count("] made ") == 5
    assert bytes_of(making) == bytes_of(tmp_path / "here" / "output")
    assert len(bytes_of(making)) == 11  # five reports in two formats, and the page that lists them
    left = [path.name for path in making.rglob(".*") if path.name not in (".lock", ".index.state")]
    assert left == []


def test_workers_that_come_late_are_waited_for(dask: Cluster, tmp_path: Path) -> None:
    run = started(make_tiny(tmp_path / "world", 1), "run", "--executor", dask.address)
    assert run.stdout is not None
    first = run.stdout.readline()
    dask.worker()
    told = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode == 0, told
    assert "Waiting for workers" in first
    assert "1 made" in told


def test_no_scheduler_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    settings_file = make_tiny(tmp_path / "world", 1)
    settings = with_options(read_settings(settings_file), Options(executor="tcp://127.0.0.1:9"))
    console = Console(file=io.StringIO())
    with (
        pytest.raises(UsageError, match="No scheduler answers"),
        cluster.cluster_crew(settings, settings_file, "t", console),
    ):
        pass


def test_without_dask_the_message_names_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    settings_file = make_tiny(tmp_path / "world", 1)
    settings = with_options(read_settings(settings_file), Options(executor="tcp://127.0.0.1:9"))
    with (
        pytest.raises(UsageError, match="python -m pip install 'distributed"),
        cluster.cluster_crew(settings, settings_file, "t", Console(file=io.StringIO())),
    ):
        pass


class _Told:
    """Stands for a client whose workers tell certain versions."""

    def __init__(self, **workers: dict[str, str]) -> None:
        self.workers = workers

    def get_versions(self, packages: list[str]) -> dict[str, object]:
        assert set(packages) == set(versions())
        ours = {"packages": {"python": "3.11.9.final.0", **versions()}}
        theirs = {
            f"tcp://{name}:1": {"packages": ours["packages"] | told} for name, told in self.workers.items()
        }
        return {"client": ours, "workers": theirs}


def test_workers_with_other_versions_are_refused_by_name() -> None:
    cluster._same_versions(_Told(one={}, two={"python": "3.11.2.final.0", "dask": "0"}))
    with pytest.raises(UsageError) as caught:
        cluster._same_versions(_Told(one={}, two={"pandas": "1.5"}, three={"python": "3.10.1.final.0"}))
    told = str(caught.value)
    assert f"tcp://two:1: pandas 1.5 instead of {versions()['pandas']}" in told
    assert "tcp://three:1: Python 3.10 instead of 3.11" in told
    assert "tcp://one" not in told


def test_a_worker_tells_what_it_does_not_see(tmp_path: Path) -> None:
    (tmp_path / "same").write_bytes(b"")
    (tmp_path / "other").write_bytes(b"other")
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    files = {str(tmp_path / name): nothing for name in ("same", "other", "absent")}
    assert problems_here(Expected(package(), files, str(tmp_path / "nowhere"))) == [
        f"{tmp_path / 'other'} is another file there",
        f"{tmp_path / 'absent'} is not there",
        f"{tmp_path / 'nowhere'} cannot be written (No such file or directory)",
    ]
    assert problems_here(Expected("0", {}, str(tmp_path))) == ["the program there is not the same"]


@pytest.mark.parametrize("address", ["localhost:8786", "http://x", "tcp:/x", ""])
def test_what_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    settings = read_settings(make_tiny(tmp_path / "world", 1))
    with pytest.raises(UsageError, match="is no executor"):
        with_options(settings, Options(executor=address))
