"""What `plan`, `status` and `check` tell."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hyte.running.estimate import expected_seconds, in_words
from hyte.running.executors import workers_for
from hyte.running.manifest import read_manifest, sha256_of
from hyte.running.request import Options, with_options
from hyte.running.run import EXIT_DONE, EXIT_FAILED, EXIT_WRONG_USE, prepare
from hyte.settings import read_settings

_SHOWN_DIFFERENCES = 20


def tell_plan(settings_file: Path, options: Options, console: Console) -> int:
    """Which reports would be made, why, and how long it took last time."""
    prepared = prepare(settings_file, options, console)
    stale = [job for job in prepared.jobs if job.reasons]
    fresh = [job for job in prepared.jobs if not job.reasons]
    for job in prepared.jobs:
        seconds = f", last time {job.last_seconds:.0f} s" if job.last_seconds else ""
        if job.reasons:
            console.print(
                f"make  {escape(job.label)}{seconds}: {escape('; '.join(job.reasons))}", highlight=False
            )
        else:
            console.print(f"keep  {escape(job.label)}: nothing has changed", highlight=False)
    told = f"{len(stale)} of {len(prepared.jobs)} reports would be made"
    if expected := expected_seconds(stale, fresh):
        workers = workers_for(prepared.settings.run.workers, stale)
        # None can be done sooner than the longest.
        duration = max(sum(expected) / workers, *expected)
        told += f", in about {in_words(duration)} with {workers} worker{'s' if workers > 1 else ''}"
    console.print(f"{told}.", highlight=False)
    return EXIT_DONE


def tell_status(settings_file: Path, options: Options, console: Console) -> int:
    """Which reports exist, in which state, from which inputs."""
    settings = with_options(read_settings(settings_file), options)
    output = settings.folders.output
    found = sorted(output.glob("*/*/*.manifest.json"))
    failed = sorted(output.glob("*/*/*.failed.ipynb"))
    if not found and not failed:
        console.print(
            f"No reports in {escape(str(output))} yet: run `python pipeline.py run`.", highlight=False
        )
        return EXIT_DONE
    for path in found:
        manifest = read_manifest(path)
        if manifest is None:
            console.print(
                f"{escape(str(path))}: damaged; the next run makes the report again.", highlight=False
            )
            continue
        console.print(
            f"[bold]{escape(manifest.title)}[/bold] ({manifest.language}, {manifest.state})", highlight=False
        )
        for name in manifest.files.values():
            whole = sha256_of(path.parent / name) == manifest.sha256.get(name)
            console.print(
                f"  {escape(str(path.parent / name))}{'' if whole else '  MISSING OR CHANGED'}",
                highlight=False,
            )
        table = Table("input", "sha256", box=None, padding=(0, 2), show_header=False)
        for name, checksum in manifest.inputs.items():
            table.add_row(f"  from {escape(name)}", checksum[:12])
        console.print(table)
    for path in failed:
        console.print(
            f"The last try failed; the notebook as far as it got: {escape(str(path))}", highlight=False
        )
    return EXIT_DONE


def tell_check(settings_file: Path, options: Options, console: Console) -> int:
    """The raw files only: what each was recognised as, what was kept, what was refused and where."""
    from hyte.store.check import check
    from hyte.store.summary import check_text

    settings = with_options(read_settings(settings_file), options)
    result = check(settings.folders.raw, settings.folders.processed)
    text = check_text(result.files, result.ignored, result.problems)
    console.print(text, highlight=False, markup=False, soft_wrap=True)
    for difference in result.differences[:_SHOWN_DIFFERENCES]:
        console.print(f"Differs: {difference}", highlight=False, markup=False, soft_wrap=True)
    if len(result.differences) > _SHOWN_DIFFERENCES:
        console.print(f"… and {len(result.differences) - _SHOWN_DIFFERENCES} more differences")
    console.print(
        f"{len(result.files)} files read, {len(result.problems)} problems, {len(result.ignored)} left alone.",
        highlight=False,
    )
    if not any(file.usable for file in result.files):
        console.print(
            "There is no file in the raw folder that can be used. Put the downloaded exports there.",
            highlight=False,
        )
        return EXIT_WRONG_USE
    return EXIT_FAILED if result.problems else EXIT_DONE
