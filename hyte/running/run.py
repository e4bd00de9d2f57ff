"""The coordinator's run: ingest what changed, make what is stale, write the reviewers' page, recap."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from rich.console import Console

from hyte.errors import PublishingError, UsageError
from hyte.running.execute import one_line
from hyte.running.make import Outcome, make_report
from hyte.running.manifest import failed_path
from hyte.running.place import remove_leftovers
from hyte.running.plan import Job, plan
from hyte.running.progress import Told, progress, recap
from hyte.running.request import Options, check_peers, wanted_reports, with_options
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
    check_peers(settings, areas)
    wanted = wanted_reports(settings, areas, present)
    facts = slices.read_municipality_facts(settings.folders.processed)
    return Prepared(settings, ingested, plan(settings, areas, fingerprints, facts, wanted, force=force))


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

            result = ingest(
                settings.folders.raw,
                settings.folders.processed,
                progress=show,
                disclosure=settings.disclosure,
            )
    else:
        result = ingest(settings.folders.raw, settings.folders.processed, disclosure=settings.disclosure)
    if not any(file.usable for file in result.files):
        details = "".join(f"\n  - {problem}" for problem in result.problems)
        raise UsageError(
            "There is no file in the raw folder that can be used.",
            place=str(settings.folders.raw),
            remedy=f"Put the downloaded exports there.{details}",
        )
    return result


def run(settings_file: Path, options: Options, console: Console, *, retry: str, force: bool = False) -> int:
    """Everything from raw to published; returns the exit code.

    `retry` is the command that makes again what failed: the same one, without --force, since what was made
    is not stale then.
    """
    output = with_options(read_settings(settings_file), options).folders.output
    # Before the raw files are read, which may take minutes.
    _check_writable(output)
    with _alone_in(output):
        remove_leftovers(output)
        try:
            return _run(settings_file, options, console, retry, force=force)
        finally:
            remove_leftovers(output)


def _run(settings_file: Path, options: Options, console: Console, retry: str, *, force: bool) -> int:
    prepared = prepare(settings_file, options, console, force=force)
    settings, output = prepared.settings, prepared.settings.folders.output
    stale = [job for job in prepared.jobs if job.reasons]
    outcomes: tuple[Outcome, ...] = ()
    if stale:
        workers = min(settings.run.workers or os.cpu_count() or 1, len(stale))
        console.print(
            f"{len(stale)} of {len(prepared.jobs)} reports to make with {workers} workers", highlight=False
        )
        with progress(console, len(stale)) as told:
            outcomes = make_all(stale, settings, settings_file, workers, told)
    if prepared.ingested.conflicts:
        console.print(
            f"\nFigures that differ between files: {prepared.ingested.conflicts} (see the command check).",
            highlight=False,
        )
    failed = [job for job, outcome in zip(stale, outcomes, strict=True) if outcome.result != "made"]
    marked = all(failed_path(job.folder, job.wanted.key).exists() for job in failed)
    page, problem = _site(output)
    recap(
        console,
        outcomes,
        len(prepared.jobs) - len(stale),
        [str(problem) for problem in prepared.ingested.problems],
        page,
        # Asked for by force alone, a report that failed and left no mark would not be made again.
        retry if marked or not force else f"{retry} --force",
    )
    if problem:
        console.print(f"The reviewers' page is not up to date: {problem}", highlight=False, markup=False)
    return EXIT_FAILED if failed or problem else EXIT_DONE


def _site(output: Path) -> tuple[str, str]:
    """Write the reviewers' page; gives its place, and what went wrong."""
    from hyte.publishing.site import write_site

    try:
        return str(write_site(output)), ""
    except PublishingError as error:
        return str(output), str(error)


def make_all(
    jobs: Sequence[Job], settings: Settings, settings_file: Path, workers: int, told: Told
) -> tuple[Outcome, ...]:
    """Make reports in worker processes; outcomes come back in the order of the jobs.

    When a worker process is ended from outside, as the system does when memory runs out, what is left is
    made with half as many. A single worker shows which report it dies of: that one fails, the others go on.
    """
    outcomes: dict[int, Outcome] = {}

    def keep(index: int, outcome: Outcome) -> None:
        outcomes[index] = outcome
        told.finished(outcome)

    while left := [index for index in range(len(jobs)) if index not in outcomes]:
        died = _make_some({index: jobs[index] for index in left}, settings, settings_file, workers, keep)
        if not died:
            continue
        if workers == 1:
            index = next(index for index in left if index not in outcomes)
            reason = "its worker process was ended from outside (out of memory?). Free some memory first."
            keep(index, Outcome(jobs[index].label, "failed", 0.0, reason))
        workers = max(1, workers // 2)
    return tuple(outcomes[index] for index in range(len(jobs)))


def _make_some(
    jobs: Mapping[int, Job],
    settings: Settings,
    settings_file: Path,
    workers: int,
    keep: Callable[[int, Outcome], None],
) -> bool:
    """Make reports until all are made or a worker process dies; gives whether one did."""
    died = False
    with _executor(workers) as executor:
        futures = {
            executor.submit(make_report, job, settings, settings_file): index for index, job in jobs.items()
        }
        try:
            for future in as_completed(futures):
                index = futures[future]
                try:
                    keep(index, future.result())
                except BrokenProcessPool:
                    died = True
                except Exception as error:  # noqa: BLE001 - one report's surprise must not end the others
                    reason = f"an unexpected fault ({one_line(repr(error))}). Tell the project's maintainers."
                    keep(index, Outcome(jobs[index].label, "failed", 0.0, reason))
        except BaseException:
            # Somebody interrupts: the executor alone would make all the rest before it ends. What a worker
            # leaves half-done is cleared away as after a broken-off run.
            for worker in multiprocessing.active_children():
                worker.terminate()
            executor.shutdown(wait=True, cancel_futures=True)
            raise
    return died


def _executor(workers: int) -> Executor:
    # A forked worker would inherit locks and open files; a spawned one starts alike on every system.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let this worker process end when the run itself is ended from outside; it would wait for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _alone_in(output: Path) -> Iterator[None]:
    try:
        lock = FileLock(output / ".lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise UsageError(
            "Another run is writing into the output folder.",
            place=str(output),
            remedy="Wait until it has ended, or choose another folder with --output.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _check_writable(output: Path) -> None:
    probe = output / f".writable-{os.getpid()}"
    try:
        output.mkdir(parents=True, exist_ok=True)
        try:
            probe.write_bytes(b"hyte")
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"Nothing can be written into the output folder ({error.strerror or error}).",
            place=str(output),
            remedy="Give the right to write or free some space, or choose another folder with --output.",
        ) from error


def _code_and_year(key: str) -> tuple[str, int]:
    code, year = key.split("/")
    return code, int(year)
