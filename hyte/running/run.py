"""The coordinator's run: ingest what changed, make what is stale, write the reviewers' page, recap."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from hyte.errors import PublishingError, UsageError
from hyte.running.dispatch import Tally, make_all
from hyte.running.executors import Crew, local_crew, workers_for
from hyte.running.locks import alone_in
from hyte.running.make import make_report
from hyte.running.manifest import failed_path
from hyte.running.place import remove_leftovers
from hyte.running.plan import Job, plan
from hyte.running.progress import progress, recap
from hyte.running.recovery import ended_by_signals, exit_code
from hyte.running.request import Options, check_peers, wanted_reports, with_options
from hyte.running.site_state import note_site, site_is_fresh
from hyte.settings import LOCAL, Settings, read_settings

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
    settings = with_options(read_settings(settings_file), options)
    output = settings.folders.output
    # Before the raw files are read, which may take minutes.
    _check_writable(output)
    tally = Tally()

    def say(text: str) -> None:
        console.print(text, highlight=False, markup=False, soft_wrap=True)

    with ended_by_signals():
        try:
            with alone_in(output, settings.run.wait, say) as token:
                remove_leftovers(output)
                try:
                    return _run(settings_file, options, console, retry, token, tally, force=force)
                finally:
                    remove_leftovers(output)
        except KeyboardInterrupt as stop:
            say(
                f"\nInterrupted. {tally.made} reports were made in this run, and they are kept; what was "
                f"published before is whole. Go on with:\n  {retry}{' --force' if force else ''}"
            )
            return exit_code(stop)


def _run(
    settings_file: Path,
    options: Options,
    console: Console,
    retry: str,
    token: str,
    tally: Tally,
    *,
    force: bool,
) -> int:
    prepared = prepare(settings_file, options, console, force=force)
    settings, output = prepared.settings, prepared.settings.folders.output
    stale = [job for job in prepared.jobs if job.reasons]
    if stale:
        fresh = [job for job in prepared.jobs if not job.reasons]
        with (
            _crew(prepared, settings_file, token, stale, console) as crew,
            progress(console, stale, fresh, crew.size()) as told,
        ):
            make_all(stale, settings, settings_file, crew, told, tally)
    if prepared.ingested.conflicts:
        console.print(
            f"\nFigures that differ between files: {prepared.ingested.conflicts} (see the command check).",
            highlight=False,
        )
    failed = [stale[index] for index in sorted(tally.failed)]
    marked = all(failed_path(job.folder, job.wanted.key).exists() for job in failed)
    page, problem = _site(output)
    recap(
        console,
        tally.made,
        [tally.failed[index] for index in sorted(tally.failed)],
        len(prepared.jobs) - len(stale),
        [str(problem) for problem in prepared.ingested.problems],
        page,
        # Asked for by force alone, a report that failed and left no mark would not be made again.
        retry if marked or not force else f"{retry} --force",
    )
    if problem:
        console.print(f"The reviewers' page is not up to date: {problem}", highlight=False, markup=False)
    return EXIT_FAILED if failed or problem else EXIT_DONE


@contextmanager
def _crew(
    prepared: Prepared, settings_file: Path, token: str, stale: Sequence[Job], console: Console
) -> Iterator[Crew]:
    settings = prepared.settings
    what = f"{len(stale)} of {len(prepared.jobs)} reports to make"
    if settings.run.executor == LOCAL:
        workers = workers_for(settings.run.workers, stale)
        console.print(f"{what} with {workers} worker{'s' if workers > 1 else ''}", highlight=False)
        with local_crew(workers, make_report) as crew:
            yield crew
        return
    from hyte.running.cluster import cluster_crew

    with cluster_crew(settings, settings_file, token, console) as crew:
        console.print(
            f"{what} with {crew.size()} workers of {escape(settings.run.executor)}", highlight=False
        )
        yield crew


def _site(output: Path) -> tuple[str, str]:
    """Write the reviewers' page unless it is as it was; gives its place, and what went wrong."""
    if site_is_fresh(output):
        return str(output / "index.html"), ""
    from hyte.publishing.site import write_site

    try:
        page = write_site(output)
    except PublishingError as error:
        return str(output), str(error)
    note_site(output)
    return str(page), ""


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
