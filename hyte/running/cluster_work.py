"""What runs on a worker of a cluster: seeing that it is fit, and making one report."""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hyte.running.make import Outcome, make_report
from hyte.running.manifest import sha256_of
from hyte.running.plan import Job, package
from hyte.settings import Settings


@dataclass(frozen=True, slots=True)
class Expected:
    """What a worker must have: the same code (`package`, its fingerprint), the same `files` (sha256 by path)
    and an output folder that it may write into."""

    package: str
    files: Mapping[str, str]
    output: str


_one_report = threading.Lock()
"""Drawing is not made for threads: a worker makes one report at a time, however many threads it has."""

_seen: dict[str, tuple[str, ...]] = {}


def problems_here(expected: Expected) -> list[str]:
    """Why reports cannot be made by this process, in words; nothing when they can."""
    problems = []
    if package() != expected.package:
        problems.append("the program there is not the same")
    for name, checksum in expected.files.items():
        found = sha256_of(Path(name))
        if found is None:
            problems.append(f"{name} is not there")
        elif found != checksum:
            problems.append(f"{name} is another file there")
    try:
        trial = Path(expected.output) / f".probe-{uuid.uuid4().hex}"
        trial.write_bytes(b"hyte")
        trial.unlink()
    except OSError as error:
        problems.append(f"{expected.output} cannot be written ({error.strerror or error})")
    return problems


def make_on_worker(
    job: Job, settings: Settings, settings_file: Path, *, expected: Expected, token: str
) -> Outcome:
    """Make one report; a worker that joined later and is not fit says so instead."""
    with _one_report:
        if token not in _seen:
            _seen.clear()
            _seen[token] = tuple(problems_here(expected))
        if _seen[token]:
            reason = f"the worker on {socket.gethostname()} is not fit: {'; '.join(_seen[token])}."
            return Outcome(job.label, "failed", 0.0, reason)
        return make_report(job, settings, settings_file.resolve(), token)
