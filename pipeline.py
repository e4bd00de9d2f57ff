"""The coordinator's commands: from the raw exports in data/raw to published reports in output.

python pipeline.py run --municipality Heinola --year 2022
python pipeline.py check
python pipeline.py plan
python pipeline.py status
python pipeline.py template --municipality Heinola --year 2022
python pipeline.py review --municipality Heinola --year 2022
"""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from hyte.running.request import Options

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Welfare reports from raw exports and notes: check the files, plan, run, see the status, "
    "write workbooks to fill in and to correct.",
)

Raw = Annotated[Path | None, typer.Option(help="Folder with the downloaded exports and notes.")]
Processed = Annotated[Path | None, typer.Option(help="Folder for the tables that are made from them.")]
Output = Annotated[Path | None, typer.Option(help="Folder for the finished reports.")]
Municipality = Annotated[
    list[str] | None, typer.Option(help="Name or code (Heinola, 111, KU111); repeatable.")
]
Year = Annotated[list[int] | None, typer.Option(help="Report year; repeatable.")]
Report = Annotated[list[str] | None, typer.Option(help="Name of a notebook in notebooks/; repeatable.")]
Register = Annotated[
    list[str] | None, typer.Option(help="Id or sheet name of a register (plan, programmes); repeatable.")
]
Language = Annotated[list[str] | None, typer.Option(help="fi, sv, en or own; repeatable.")]
Format = Annotated[list[str] | None, typer.Option("--format", help="html, pdf or xlsx; repeatable.")]
Workers = Annotated[
    int | None, typer.Option(help="Worker processes; 0 means one for each core, as far as memory goes.")
]
Executor = Annotated[
    str | None, typer.Option(help="tcp://host:8786, the scheduler of a Dask cluster, or local.")
]
Settings = Annotated[Path, typer.Option(help="The settings file.")]
Edition = Annotated[
    str | None, typer.Option(help="public, or working: with names; goes to the folder `working`.")
]
Force = Annotated[bool, typer.Option("--force", help="Make the reports even where nothing has changed.")]

DEFAULT_SETTINGS = Path(__file__).resolve().parent / "pipeline.toml"


@app.command()
def run(
    raw: Raw = None,
    processed: Processed = None,
    output: Output = None,
    municipality: Municipality = None,
    year: Year = None,
    report: Report = None,
    language: Language = None,
    formats: Format = None,
    workers: Workers = None,
    executor: Executor = None,
    edition: Edition = None,
    settings: Settings = DEFAULT_SETTINGS,
    force: Force = False,
) -> None:
    """Read what changed in the raw folder, make the reports that are stale, and publish them."""
    from hyte.running.run import run as run_all

    options = _options(
        raw, processed, output, municipality, year, report, language, formats, workers, executor, edition
    )
    retry = _same_command_again()
    _exit(lambda console: run_all(settings, options, console, retry=retry, force=force))


@app.command()
def plan(
    raw: Raw = None,
    processed: Processed = None,
    output: Output = None,
    municipality: Municipality = None,
    year: Year = None,
    report: Report = None,
    language: Language = None,
    formats: Format = None,
    edition: Edition = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> None:
    """Tell which reports would be made, and why."""
    from hyte.running.tell import tell_plan

    options = _options(raw, processed, output, municipality, year, report, language, formats, edition=edition)
    _exit(lambda console: tell_plan(settings, options, console))


@app.command()
def status(output: Output = None, settings: Settings = DEFAULT_SETTINGS) -> None:
    """Tell which reports exist, and from which inputs they were made."""
    from hyte.running.tell import tell_status

    _exit(lambda console: tell_status(settings, _options(output=output), console))


@app.command()
def check(raw: Raw = None, settings: Settings = DEFAULT_SETTINGS) -> None:
    """Look at the raw files only: what was recognised, kept and refused, with places."""
    from hyte.running.tell import tell_check

    _exit(lambda console: tell_check(settings, _options(raw=raw), console))


@app.command()
def template(
    raw: Raw = None,
    municipality: Municipality = None,
    year: Year = None,
    register: Register = None,
    language: Annotated[str, typer.Option(help="fi, sv or en; else the municipality's own.")] = "own",
    settings: Settings = DEFAULT_SETTINGS,
) -> None:
    """Write an empty register workbook to fill in: concerns, deeds, plan, programmes and so on."""
    from hyte.running.template import tell_template

    options = _options(raw, municipality=municipality, year=year)
    _exit(lambda console: tell_template(settings, options, console, register or (), language))


@app.command()
def review(
    raw: Raw = None,
    municipality: Municipality = None,
    year: Year = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> None:
    """Write a workbook with all that was read from the notes, to correct what is wrong."""
    from hyte.running.review import write_reviews

    options = _options(raw, municipality=municipality, year=year)
    _exit(lambda console: write_reviews(settings, options, console))


def _options(
    raw: Path | None = None,
    processed: Path | None = None,
    output: Path | None = None,
    municipality: list[str] | None = None,
    year: list[int] | None = None,
    report: list[str] | None = None,
    language: list[str] | None = None,
    formats: list[str] | None = None,
    workers: int | None = None,
    executor: str | None = None,
    edition: str | None = None,
) -> Options:
    from hyte.running.request import Options

    return Options(
        raw=raw,
        processed=processed,
        output=output,
        municipalities=tuple(municipality or ()),
        years=tuple(year or ()),
        reports=tuple(report or ()),
        languages=tuple(language or ()),
        formats=tuple(formats or ()),
        workers=workers,
        executor=executor,
        edition=edition,
    )


def _same_command_again() -> str:
    """What was typed, for the shell to take again; without --force, since only what failed is to be made."""
    words = [sys.orig_argv[0], sys.argv[0], *(word for word in sys.argv[1:] if word != "--force")]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _exit(command: Callable[[Console], int]) -> None:
    from rich.console import Console

    from hyte.errors import HyteError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console of another encoding shows a letter that it does not have as its number.
            stream.reconfigure(errors="backslashreplace")
    console = Console(soft_wrap=True, emoji=False)
    try:
        code = command(console)
    except HyteError as error:
        console.print(f"Error: {error}", highlight=False, markup=False)
        code = 2
    except OSError as error:
        console.print(
            f"Error: {error.filename or 'A file'}: {error.strerror or error}. "
            "See that there is room on the disk and that the folders may be read and written.",
            highlight=False,
            markup=False,
        )
        code = 2
    except KeyboardInterrupt:
        console.print("Interrupted. What was finished is kept; the same command goes on from there.")
        code = 130
    raise typer.Exit(code)


if __name__ == "__main__":
    app()
