"""Stopped by Ctrl-C, SIGTERM, kill -9, a full disk: what was published stays, and the next run goes on."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

from hyte.errors import UsageError
from hyte.running.locks import RUN, RunEndedError, alone_in, placing
from hyte.running.manifest import read_manifest, sha256_of

from .tiny import bytes_of, command, make_tiny, started, write_notebook

PATIENCE = 300.0
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no signals to end a process by")


def until(look: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def made(output: Path) -> list[str]:
    """Municipalities whose report is whole: every file is as its manifest says."""
    found = []
    for path in sorted(output.glob("*/*/*.manifest.json")):
        manifest = read_manifest(path)
        assert manifest is not None
        for name, checksum in manifest.sha256.items():
            assert sha256_of(path.parent / name) == checksum, path
        found.append(path.parent.name)
    return found


def processes_of(run: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(run.pid).children(recursive=True)


def gone(processes: list[psutil.Process]) -> bool:
    return not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in processes)


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, subprocess.Popen[str]]:
    """A project with one finished report and a run that is making the two others, which take minutes."""
    settings_file = make_tiny(tmp_path / "world", 3, run="workers = 2\n")
    first = [*command(settings_file, "run"), "--municipality", "Heinola"]
    assert subprocess.run(first, check=False, stdout=subprocess.DEVNULL).returncode == 0
    write_notebook(tmp_path / "world", 200)
    run = started(settings_file, "run", "--municipality", "Iitti", "--municipality", "Kotka")
    output = tmp_path / "world" / "output"
    until(lambda: len(list(output.glob("*/*/.making-*"))) == 2 or run.poll() is not None)
    return settings_file, run


@posix
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_stopped_run_ends_all_that_it_started_and_the_next_goes_on(
    begun: tuple[Path, subprocess.Popen[str]], number: int, code: int
) -> None:
    settings_file, run = begun
    world, output = settings_file.parent, settings_file.parent / "output"
    before = bytes_of(output)
    others = processes_of(run)
    assert others
    # As a terminal does for Ctrl-C: to every process of the group.
    (os.killpg if number == signal.SIGINT else os.kill)(run.pid, number)
    told = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode == code, told
    until(lambda: gone(others))
    assert bytes_of(output) == before
    assert made(output) == ["111-heinola"]
    if number != signal.SIGKILL:
        assert "Interrupted. 0 reports were made in this run, and they are kept" in told
        assert "Go on with:\n" in told
        assert told.rstrip().endswith("--municipality Kotka --settings " + str(settings_file))
        assert "Traceback" not in told
        assert not list(output.rglob(".making-*"))
        assert not (output / RUN).exists()
    write_notebook(world, 0)
    done = subprocess.run(command(settings_file, "run"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert made(output) == ["111-heinola", "142-iitti", "285-kotka"]
    assert not list(output.rglob(".making-*"))


@posix
def test_a_second_run_says_so_at_once_waits_and_goes_on(tmp_path: Path) -> None:
    settings_file = make_tiny(tmp_path / "world", 1)
    output = settings_file.parent / "output"
    output.mkdir()
    lock = FileLock(output / ".lock")
    with lock:
        (output / RUN).write_text(json.dumps({"started": "14:03", "machine": "desk"}), encoding="utf-8")
        run = started(settings_file, "run")
        assert run.stdout is not None
        told = run.stdout.readline()
        assert "Another run has been writing into" in told
        assert "since 14:03 (desk). Waiting until it ends, at most 60 min more; Ctrl-C gives up." in told
        time.sleep(1)
        assert run.poll() is None
    told = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode == 0, told
    assert "1 made" in told


def test_a_run_that_waits_in_vain_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    with (
        FileLock(tmp_path / ".lock"),
        pytest.raises(UsageError, match="Another run is writing"),
        alone_in(tmp_path, 0.5, said.append),
    ):
        pass
    assert len(said) == 1
    with alone_in(tmp_path, 0, said.append):
        assert (tmp_path / RUN).exists()
    assert len(said) == 1
    assert not (tmp_path / RUN).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_told_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    said: list[str] = []
    with alone_in(tmp_path, 0, said.append) as token, placing(tmp_path, token):
        assert said == [f"The disk of {tmp_path} knows no locks: see that no other run writes there."]
    with pytest.raises(RunEndedError), placing(tmp_path, token):
        pass


def test_a_worker_publishes_for_a_run_that_is_on_and_for_no_other(tmp_path: Path) -> None:
    with alone_in(tmp_path, 0, print) as token, placing(tmp_path, token):
        pass
    with pytest.raises(RunEndedError), placing(tmp_path, token):
        pass
    with alone_in(tmp_path, 0, print), pytest.raises(RunEndedError), placing(tmp_path, token):
        pass
    with placing(tmp_path, ""):
        pass


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not Path("/usr/bin/unshare").exists(),
    reason="a small disk can only be mounted by root",
)
def test_a_full_disk_keeps_what_is_published_and_nothing_more_is_begun(tmp_path: Path) -> None:
    settings_file = make_tiny(tmp_path / "world", 7, run="workers = 1\n")
    world = settings_file.parent
    (world / "output").mkdir()
    (world / "kept").mkdir()
    # Room for a few reports (300 KiB for the page of each) and not for all.
    script = (
        f"mount -t tmpfs -o size=1100k none {world}/output && {' '.join(command(settings_file, 'run'))}; "
        f"code=$?; cp -a {world}/output/. {world}/kept/; exit $code"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("mounting is not allowed here")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "the disk is full. Free some space and run again" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    whole = made(world / "kept")
    assert 1 <= len(whole) < 5
    assert f"{len(whole)} made, 0 unchanged, {7 - len(whole)} failed." in done.stdout
    assert done.stdout.count("FAILED") == 1
    assert not list((world / "kept").rglob(".making-*"))
