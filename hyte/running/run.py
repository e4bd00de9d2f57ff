"""The coordinator's run: ingest what changed, make what is stale, write the reviewers' page, recap."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from hyte.errors import UsageError
from hyte.running.make import Outcome, make_report
from hyte.running.plan import Job, plan
from hyte.running.progress import Told, progress, recap
from hyte.running.request import Options, wanted_reports, with_options
from hyte.settings import Settings, read_settings

if TYPE_CHECKING:
    from hyte.store.ingest import IngestResult

EXIT_DONE, EXIT_FAILED, EXIT_WRONG_USE = 0, 1, 2


@dataclass(frozen=True)
class Prepared:
    """Settings with options, the ingest's result, and the jobs."""

    settings: Settings
    ingested: IngestResult
    jobs: tuple[Job, ...]


def prepare(settings_file: Path, options: Options, console: Console, *, force: bool = False) -> Prepared:
    """Ingest what changed and decide what has to be made.

    Raises
    ------
    UsageError
        For wrong options, an unknown municipality, or a raw folder without anything that can be used.
    """
    from hyte.store import slices
    from hyte.store.fingerprints import read_fingerprints

    settings = with_options(read_settings(settings_file), options)
    ingested = ingest_with_progress(settings, console)
    fingerprints = read_fingerprints(settings.folders.processed)
    areas = slices.areas_of(settings.folders.processed)
    present = [_code_and_year(key) for key in fingerprints.notes]
    wanted = wanted_reports(settings, areas, present)
    return Prepared(settings, ingested, plan(settings, areas, fingerprints, wanted, force=force))


def ingest_with_progress(settings: Settings, console: Console) -> IngestResult:
    """Read the raw files that changed; a line for each one on a terminal.

    Raises
    ------
    UsageError
        When the raw folder holds nothing that can be used.
    """
    from hyte.store.ingest import ingest

    if console.is_terminal:
        with console.status("Reading the raw files") as status:

            def show(name: str, done: int, total: int) -> None:
                status.update(f"Reading the raw files ({done}/{total}) {name}")

            result = ingest(settings.folders.raw, settings.folders.processed, progress=show)
    else:
        result = ingest(settings.folders.raw, settings.folders.processed)
    data = [file for file in result.files if file.role in ("data", "note")]
    if not any(file.problem is None for file in data):
        details = " ".join(str(problem) for problem in result.problems)
        raise UsageError(
            "There is no file in the raw folder that can be used.",
            place=str(settings.folders.raw),
            remedy=f"Put the downloaded exports there. {details}".strip(),
        )
    return result


def run(settings_file: Path, options: Options, console: Console, *, retry: str, force: bool = False) -> int:
    """Everything from raw to published; returns the exit code."""
    prepared = prepare(settings_file, options, console, force=force)
    settings, output = prepared.settings, prepared.settings.folders.output
    _check_writable(output)
    stale = [job for job in prepared.jobs if job.reasons]
    outcomes: tuple[Outcome, ...] = ()
    if stale:
        workers = min(settings.run.workers or os.cpu_count() or 1, len(stale))
        console.print(
            f"{len(stale)} of {len(prepared.jobs)} reports to make with {workers} workers", highlight=False
        )
        with progress(console, len(stale)) as told:
            outcomes = make_all(stale, settings, settings_file, workers, told)
    from hyte.publishing.site import write_site

    page = write_site(output)
    recap(
        console,
        outcomes,
        len(prepared.jobs) - len(stale),
        [str(problem) for problem in prepared.ingested.problems],
        str(page),
        retry,
    )
    return EXIT_DONE if all(outcome.result == "made" for outcome in outcomes) else EXIT_FAILED


def make_all(
    jobs: Sequence[Job], settings: Settings, settings_file: Path, workers: int, told: Told
) -> tuple[Outcome, ...]:
    """Make reports in worker processes; outcomes come back in the order of the jobs."""
    outcomes: dict[int, Outcome] = {}
    with _executor(workers) as executor:
        futures = {
            executor.submit(make_report, job, settings, settings_file): index
            for index, job in enumerate(jobs)
        }
        for future in as_completed(futures):
            index = futures[future]
            try:
                outcome = future.result()
            except BrokenProcessPool:
                outcome = Outcome(
                    jobs[index].label,
                    "not_started",
                    0.0,
                    "a worker process died (out of memory?). Run again with fewer --workers.",
                )
            except Exception as error:  # noqa: BLE001 - one report's surprise must not end the others
                outcome = Outcome(jobs[index].label, "failed", 0.0, f"unexpected: {error!r}")
            outcomes[index] = outcome
            told.finished(outcome)
    return tuple(outcomes[index] for index in range(len(jobs)))


def _executor(workers: int) -> Executor:
    # A forked worker would inherit locks and open files; a spawned one starts alike on every system.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _check_writable(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        probe = output / f".writable-{os.getpid()}"
        probe.write_bytes(b"hyte")
        probe.unlink()
    except OSError as error:
        raise UsageError(
            f"Nothing can be written into the output folder ({error.strerror or error}).",
            place=str(output),
            remedy="Give the right to write or free some space, or choose another folder with --output.",
        ) from error


def _code_and_year(key: str) -> tuple[str, int]:
    code, year = key.split("/")
    return code, int(year)
