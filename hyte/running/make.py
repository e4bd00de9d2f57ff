"""Making one report: execute the notebook, publish what it shows, put the files in place, manifest last."""

from __future__ import annotations

import errno
import importlib
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hyte.errors import HyteError, ReportError
from hyte.running.execute import execute, keep_failed, parameters_of, start_ready_process
from hyte.running.locks import RunEndedError, placing
from hyte.running.manifest import (
    Manifest,
    failed_path,
    manifest_path,
    read_manifest,
    sha256_of,
    stem,
    write_manifest,
)
from hyte.running.place import WORK_PREFIX, put_in_place
from hyte.running.plan import Job, versions
from hyte.running.request import FORMATS
from hyte.settings import Format, Settings

if TYPE_CHECKING:
    from hyte.publishing.document import Document

Result = Literal["made", "failed", "not_started"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a report went: made, failed while it ran, or not even started; and what to tell about it."""

    label: str
    result: Result
    seconds: float
    message: str = ""
    disk_full: bool = False


@dataclass
class _Timer:
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.timings[stage] = round(time.perf_counter() - start, 3)


def make_report(job: Job, settings: Settings, settings_file: Path, token: str = "") -> Outcome:
    """Make one report; never raises for what can go wrong with one.

    What is published already stays as it is until every new file is ready. A worker that may outlive its run
    gives the run's `token`, and publishes nothing when that has ended.
    """
    start = time.perf_counter()
    try:
        _make(job, settings, settings_file, token)
    except HyteError as error:
        return Outcome(job.label, "failed", time.perf_counter() - start, str(error))
    except OSError as error:
        full = error.errno == errno.ENOSPC
        return Outcome(job.label, "failed", time.perf_counter() - start, _disk_problem(error), full)
    return Outcome(job.label, "made", time.perf_counter() - start)


def _make(job: Job, settings: Settings, settings_file: Path, token: str) -> None:
    timed = _Timer()
    forms = _formats(job, settings)
    start_ready_process()
    _import_publishers()
    job.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=WORK_PREFIX, dir=job.folder) as name:
        work = Path(name)
        executed = work / f"{stem(job.wanted.key)}.ipynb"
        with timed("execute"):
            notebook = execute(job, settings, settings_file, executed)
        try:
            _publish_all(job, settings, notebook, executed, forms, timed, token)
        except RunEndedError:
            raise
        except HyteError as error:
            remedy = f"{error.remedy or ''} {keep_failed(job, executed)}".strip()
            place = f"{job.wanted.key.report}.ipynb" + (f", {error.place}" if error.place else "")
            raise ReportError(error.reason, place=place, remedy=remedy) from error


def _import_publishers() -> None:
    """Import now what is needed after the notebook: the first one has to wait for its kernel anyway."""
    for name in ("pyarrow.parquet", "typst", "hyte.publishing.html", "hyte.publishing.pdf"):
        importlib.import_module(name)


def _publish_all(
    job: Job,
    settings: Settings,
    notebook: Any,
    executed: Path,
    forms: tuple[Format, ...],
    timed: _Timer,
    token: str,
) -> None:
    import nbformat

    from hyte.publishing.document import document_of

    work = executed.parent
    with timed("read"):
        document = document_of(notebook)
    _require_asked_for(document, job)
    with timed("ipynb"):
        nbformat.write(_without_traces(notebook), executed)
    files = {"ipynb": executed.name}
    for form in forms:
        with timed(form):
            files[form] = _publish(form, document, job, work, forms)
    place = _manifest(job, settings, work, document, files, timed.timings)
    with placing(settings.folders.output, token):
        put_in_place(work, job.folder, (*files.values(), place.name))
        failed_path(job.folder, job.wanted.key).unlink(missing_ok=True)


def _formats(job: Job, settings: Settings) -> tuple[Format, ...]:
    """What is asked for, and what lies there already: an old PDF beside a new page would contradict it."""
    old = read_manifest(manifest_path(job.folder, job.wanted.key))
    wanted = {*settings.reports.formats, *(old.files if old else ())}
    return tuple(form for form in FORMATS if form in wanted)


def _require_asked_for(document: Document, job: Job) -> None:
    cover, key = document.cover, job.wanted.key
    made = (cover.municipality_code, cover.year, cover.language)
    if made != (key.municipality, key.year, key.language):
        raise ReportError(
            f"The notebook made the report of {' '.join(map(str, made))} and not of {job.label}.",
            remedy="Let it use the parameters municipality, year and language, and set them nowhere else.",
        )


def _publish(form: Format, document: Document, job: Job, work: Path, formats: tuple[Format, ...]) -> str:
    base = stem(job.wanted.key)
    name = f"{base}.{form}"
    if form == "html":
        from hyte.publishing.html import Files, html_page

        beside = Files(
            pdf=f"{base}.pdf" if "pdf" in formats else "", xlsx=f"{base}.xlsx" if "xlsx" in formats else ""
        )
        (work / name).write_text(html_page(document, beside), encoding="utf-8", newline="\n")
    elif form == "pdf":
        from hyte.publishing.pdf import pdf_of

        (work / name).write_bytes(pdf_of(document))
    else:
        from hyte.publishing.workbook import workbook_bytes

        (work / name).write_bytes(workbook_bytes(document))
    return name


def _manifest(
    job: Job,
    settings: Settings,
    work: Path,
    document: Document,
    files: dict[str, str],
    timings: dict[str, float],
) -> Path:
    key, municipality = job.wanted.key, job.wanted.finding.municipality
    sums = {name: sha256_of(work / name) or "" for name in files.values()}
    cover = document.cover
    manifest = Manifest(
        report=key.report,
        title=cover.title,
        municipality=municipality.code,
        municipality_name=cover.municipality,
        county_name=_county_name(document, settings, job),
        year=key.year,
        language=key.language,
        state=cover.state,
        invented=municipality.invented,
        files=files,
        sha256=sums,
        parameters=parameters_of(job, settings.reports.edition),
        inputs=_inputs(document, settings, job),
        parts=dict(job.parts),
        versions=versions(),
        timings=timings,
        memory=_most_memory(),
        written={name: _size_and_time(work / name) for name in files.values()},
    )
    place = manifest_path(work, key)
    write_manifest(place, manifest)
    return place


def _county_name(document: Document, settings: Settings, job: Job) -> str:
    from hyte.store import slices

    areas = slices.areas_of(settings.folders.processed)
    return areas.county(job.wanted.finding.municipality.county).name(document.cover.language)


def _inputs(document: Document, settings: Settings, job: Job) -> dict[str, str]:
    """Raw files behind the report's figures and notes, with their checksums."""
    from hyte.store import slices
    from hyte.store.local_tables import read_local_files

    key, processed = job.wanted.key, settings.folders.processed
    names = {row.file for dataset in document.datasets for row in dataset.rows}
    names |= read_local_files(processed, key.municipality, key.year)
    approval = slices.read_approval(processed, key.municipality, key.year)
    if approval is not None:
        names.add(approval.file)
    sources = slices.read_sources(processed)
    known = dict(zip(sources["file"], sources["sha256"], strict=True))
    return {name: str(known[name]) for name in sorted(names) if name in known}


def _size_and_time(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _most_memory() -> int | None:
    """MiB that this process and the largest one that it started and that has ended took at their most."""
    try:
        import resource
    except ImportError:  # Windows does not tell
        return None
    own, started = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return int((own + started) / (1024 * 1024 if sys.platform == "darwin" else 1024))


def _without_traces(notebook: Any) -> Any:
    """The executed notebook without times, paths and counters that change from run to run."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
    return notebook


def _disk_problem(error: OSError) -> str:
    name = Path(error.filename).name if isinstance(error.filename, str) else "The output folder"
    if error.errno == errno.ENOSPC:
        return f"{name}: the disk is full. Free some space and run again; what was published is untouched."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{name}: writing is not allowed. Close the file or give the right to write, and run again."
    return f"{name}: {error.strerror or error}. Run again; what was published is untouched."
