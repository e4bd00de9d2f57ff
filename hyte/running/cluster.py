"""Reports made by the workers of a Dask cluster: the same work, on other machines that see the same folders.

Nothing of Dask is imported elsewhere, and nothing here when there is no cluster.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from hyte.errors import UsageError
from hyte.running.cluster_work import Expected, make_on_worker, problems_here
from hyte.running.executors import Crew
from hyte.running.manifest import sha256_of
from hyte.running.plan import package, versions
from hyte.settings import Settings
from hyte.store.fingerprints import STORED_AS

CONNECT_SECONDS = 20
WORKERS_SECONDS = 300.0
"""How long to wait for the first worker, which a queue may start late."""

_COUNT_AGAIN = 2.0
_SHOWN = 5


@contextmanager
def cluster_crew(settings: Settings, settings_file: Path, token: str, console: Console) -> Iterator[Crew]:
    """The workers of the scheduler that `[run] executor` names, seen to be able to make these reports.

    Workers may come and go: those that come later are used, and a report that is lost with one is begun again
    elsewhere. What a worker has begun when the run ends goes on there, but is not published.

    Raises
    ------
    UsageError
        Without Dask, a scheduler or a worker; when a worker has other versions, or does not see the folders.
    """
    address = settings.run.executor
    client = _connected(address)
    try:
        _wait_for_workers(client, console)
        _same_versions(client)
        with _probe(settings, settings_file, token) as expected:
            _same_places(client, expected)
            from distributed.scheduler import KilledWorker

            yield Crew(
                client.get_executor(pure=False),
                _Workers(client, settings.run.workers),
                (CancelledError,),
                partial(make_on_worker, expected=expected, token=token),
                # Dask itself begins again elsewhere what was on a worker that is lost, three times.
                (KilledWorker,),
            )
    finally:
        with suppress(Exception):
            client.close(timeout=5)


class _Workers:
    """How many workers there are, asked not more often than needed; raises `UsageError` when the scheduler
    is gone."""

    def __init__(self, client: Any, most: int) -> None:
        self._client, self._most = client, most
        self._count, self._asked = 0, -_COUNT_AGAIN

    def __call__(self) -> int:
        now = time.monotonic()
        if now - self._asked >= _COUNT_AGAIN:
            try:
                self._count, self._asked = len(_workers_of(self._client)), now
            except Exception as error:
                raise UsageError(
                    "The connection to the scheduler was lost.",
                    place=self._client.scheduler.address if self._client.scheduler else None,
                    remedy="Start it again, and run the same command: it goes on where this run stopped.",
                ) from error
        return min(self._count, self._most) if self._most else self._count


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "The package distributed is not installed, so no cluster can be used.",
            remedy="Install it with: python -m pip install 'distributed>=2025.5'",
        ) from error
    # It tells of every worker that comes or goes; what matters is told by us.
    for name in ("distributed", "distributed.client", "distributed.comm", "distributed.core", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="hyte")
    except (OSError, TimeoutError, ValueError, TypeError, RuntimeError) as error:
        raise UsageError(
            f"No scheduler answers ({' '.join(str(error).split()) or type(error).__name__}).",
            place=address,
            remedy="Start one with `dask scheduler`, and give the address that it tells (docs/cluster.md).",
        ) from error


def _workers_of(client: Any) -> Mapping[str, int]:
    """Threads of each worker by its address."""
    found: Mapping[str, int] = client.nthreads()
    return found


def _wait_for_workers(client: Any, console: Console) -> None:
    end = time.monotonic() + WORKERS_SECONDS
    told = False
    while not _workers_of(client):
        if time.monotonic() > end:
            raise UsageError(
                "The scheduler has no worker.",
                place=client.scheduler.address,
                remedy=f"Start some with `dask worker {client.scheduler.address} --nthreads 1`.",
            )
        if not told:
            console.print(f"Waiting for workers, at most {WORKERS_SECONDS:.0f} s", highlight=False)
            told = True
        time.sleep(0.5)


def _same_versions(client: Any) -> None:
    """Each worker has this Python and these packages: others would make other bytes."""
    ours = versions()
    found = client.get_versions(packages=list(ours))
    python = _python(found["client"])
    problems = []
    for worker, told in sorted(found["workers"].items()):
        theirs = told.get("packages", {}) if told else {}
        differing = [
            f"{name} {theirs.get(name) or 'missing'} instead of {version}"
            for name, version in sorted(ours.items())
            if theirs.get(name) != version
        ]
        if _python(told) != python:
            differing.insert(0, f"Python {_python(told)} instead of {python}")
        if differing:
            problems.append(f"{worker}: {', '.join(differing)}")
    if problems:
        raise UsageError(
            f"Workers have other versions: {_listed(problems)}.",
            remedy="Install the same requirements.lock there (see docs/cluster.md).",
        )


def _python(told: Any) -> str:
    parts = str((told or {}).get("packages", {}).get("python", "unknown")).split(".")
    return ".".join(parts[:2])


@contextmanager
def _probe(settings: Settings, settings_file: Path, token: str) -> Iterator[Expected]:
    """What every worker must find, with a file in the output folder that only this run can have written."""
    folders = settings.folders
    probe = folders.output / f".probe-{token}"
    probe.write_text(token, encoding="ascii")
    notebooks = sorted(folders.notebooks.glob("*.ipynb"))
    files = {
        str(path): sha256_of(path) or ""
        for path in (settings_file.resolve(), folders.processed / STORED_AS, probe, *notebooks)
    }
    try:
        yield Expected(package(), files, str(folders.output))
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _same_places(client: Any, expected: Expected) -> None:
    found: Mapping[str, Any] = client.run(problems_here, expected, on_error="return")
    problems = []
    for worker, told in sorted(found.items()):
        told = [repr(told)] if isinstance(told, BaseException) else told
        problems += [f"{worker}: {problem}" for problem in told]
    if problems:
        raise UsageError(
            f"Workers cannot make these reports: {_listed(problems)}.",
            remedy="The project and its folders must lie on a shared folder that has the same path on every "
            "machine, and workers be started anew when the program has changed (docs/cluster.md).",
        )


def _listed(problems: list[str]) -> str:
    more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    return "; ".join(problems[:_SHOWN]) + more
