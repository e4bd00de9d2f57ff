"""Executing one notebook in a kernel of its own, and saying in words what stopped it."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from hyte import errors
from hyte.errors import HyteError, ReportError
from hyte.model import Edition
from hyte.running.manifest import failed_path
from hyte.running.plan import Job
from hyte.settings import PROCESSED_VARIABLE, SETTINGS_VARIABLE, Settings

PARAMETERS = "parameters"
"""Tag of the cell whose values the pipeline replaces."""

_NOT_OF_THE_SOURCE = frozenset({"injected-parameters", "papermill-error-cell-tag"})
_OWN_ERRORS = frozenset(
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, HyteError)
)
_LONGEST_REASON = 600
_MORE_MEMORY = "Raise memory in pipeline.toml, or let the notebook keep less at a time."


def parameters_of(job: Job, edition: Edition = "public") -> dict[str, str | int]:
    """What the notebook is executed with; a merged municipality's own code, so that the report can say so."""
    key, merger = job.wanted.key, job.wanted.finding.merged_from
    return {
        "municipality": merger.old_code if merger else key.municipality,
        "year": key.year,
        "language": key.language,
        "edition": edition,
    }


def start_ready_process() -> None:
    """Let the process that kernels are forked from make itself ready while this one does something else."""
    from hyte.kernels import client

    with suppress(client.NoWarmKernelError):
        client.start()


def execute(job: Job, settings: Settings, settings_file: Path, target: Path) -> Any:
    """Execute the job's notebook into `target`; gives it as an nbformat 4 node too.

    Raises
    ------
    ReportError
        When the notebook cannot be read, a cell fails or takes too long, or the kernel ends. The notebook as
        far as it got then lies beside the report as `<report>.<language>.failed.ipynb`.
    """
    start_ready_process()
    import papermill
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient.exceptions import CellTimeoutError
    from papermill.exceptions import PapermillExecutionError

    from hyte.kernels.engine import ENGINE
    from hyte.kernels.execution import EndlessOutputError, NotebookTimeoutError

    source = settings.folders.notebooks / f"{job.wanted.key.report}.ipynb"
    _require_parameters(source)
    os.environ[PROCESSED_VARIABLE] = str(settings.folders.processed)
    os.environ[SETTINGS_VARIABLE] = str(settings_file.resolve())
    # What papermill warns of is raised as well, and told once.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    try:
        return papermill.execute_notebook(
            _literally(source),
            _literally(target),
            parameters=parameters_of(job, settings.reports.edition),
            engine_name=ENGINE,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            log_output=False,
            execution_timeout=settings.run.timeout,
            report_timeout=settings.run.report_timeout,
            memory=settings.run.memory,
            start_timeout=120,
            cwd=str(source.parent),
            # ipykernel warns at every start of plain text on its local sockets (nothing leaves the machine),
            # and shows a traceback of its own when it is ended in the middle of a cell.
            extra_arguments=["--log-level=CRITICAL"],
        )
    except PapermillExecutionError as error:
        if error.ename.endswith("MemoryError"):
            raise _stopped(job, source, target, _too_much_memory(settings), _MORE_MEMORY) from None
        reason = error.evalue if error.ename in _OWN_ERRORS else f"{error.ename}: {error.evalue}"
        reason = one_line(reason)
        reason += "" if reason.endswith((".", "!", "?")) else "."
        raise _stopped(job, source, target, reason, "Correct the cause and run again.") from None
    except NotebookTimeoutError:
        raise _stopped(
            job,
            source,
            target,
            f"The notebook took longer than {settings.run.report_timeout} seconds.",
            "Run again with fewer --workers, or with a longer report_timeout in pipeline.toml.",
        ) from None
    except CellTimeoutError:
        raise _stopped(
            job,
            source,
            target,
            f"The cell took longer than {settings.run.timeout} seconds.",
            "Run again with fewer --workers, or with a longer timeout in pipeline.toml.",
        ) from None
    except EndlessOutputError as error:
        raise _stopped(
            job,
            source,
            target,
            f"The cell shows more and more without end ({one_line(str(error))}).",
            "Let it show less.",
        ) from None
    except (RuntimeError, TimeoutError) as error:
        # nbclient's own errors for a kernel that does not start or that ends share no nearer ancestor.
        raise _stopped(
            job,
            source,
            target,
            f"The notebook's process ended before its time ({one_line(str(error))}).",
            "It may have run out of memory: run again with fewer --workers.",
        ) from None
    except NoSuchKernel:
        raise ReportError(
            "Jupyter's Python kernel is not installed, so no notebook can be executed.",
            place=source.name,
            remedy="Install the project's packages anew (see README.md).",
        ) from None


def one_line(text: str) -> str:
    """A text of several lines, or with control characters, as one line of a bearable length."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST_REASON else line[: _LONGEST_REASON - 1] + "…"


def keep_failed(job: Job, executed: Path) -> str:
    """Lay an executed notebook beside the report for people to look at; gives the sentence that says so."""
    if not executed.exists():
        return ""
    kept = failed_path(job.folder, job.wanted.key)
    executed.replace(kept)
    return f"The notebook as far as it got: {'/'.join(kept.parts[-3:])} in the output folder."


def _require_parameters(source: Path) -> None:
    import nbformat

    try:
        notebook: Any = nbformat.read(source, as_version=4)
        tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", ())]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, nbformat.ValidationError) as error:
        raise ReportError(
            "The notebook cannot be read.",
            place=source.name,
            remedy="Restore it, or save it anew in JupyterLab.",
        ) from error
    if PARAMETERS not in tags:
        raise ReportError(
            f"The notebook has no cell with the tag {PARAMETERS!r}, so it would make one report for all.",
            place=source.name,
            remedy=f"Give the cell with municipality, year and language the tag {PARAMETERS!r}.",
        )


def _too_much_memory(settings: Settings) -> str:
    limit = settings.run.memory
    return (
        f"The notebook needs more memory than the {limit} MiB that it may use."
        if limit
        else ("The notebook needs more memory than there is.")
    )


def _literally(path: Path) -> str:
    # papermill takes braces in a path for places to fill in.
    return str(path).replace("{", "{{").replace("}", "}}")


def _stopped(job: Job, source: Path, target: Path, reason: str, remedy: str) -> ReportError:
    number = _last_cell(target)
    place = source.name if number is None else f"{source.name}, cell {number}"
    return ReportError(reason, place=place, remedy=f"{remedy} {keep_failed(job, target)}".rstrip())


def _last_cell(target: Path) -> int | None:
    """Number of the cell at which an execution stopped, counted as in the source notebook."""
    import nbformat

    try:
        cells: Any = nbformat.read(target, as_version=4).cells
    except (OSError, ValueError, AttributeError, nbformat.ValidationError):
        return None
    own = [cell for cell in cells if not _NOT_OF_THE_SOURCE & set(cell.metadata.get("tags", ()))]
    started = [
        number
        for number, cell in enumerate(own, start=1)
        if cell.metadata.get("papermill", {}).get("start_time")
    ]
    return started[-1] if started else None
