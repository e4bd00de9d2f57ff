"""What a command asks for: settings and options together, checked before any work starts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from hyte.errors import UsageError
from hyte.model import EDITIONS, LANGUAGES, Language, ReportKey
from hyte.reference.areas import Areas, FoundMunicipality
from hyte.settings import Folders, Format, Run, Settings

FORMATS: tuple[Format, ...] = ("html", "pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Options:
    """The command line's own words; empty means the settings decide."""

    raw: Path | None = None
    processed: Path | None = None
    output: Path | None = None
    municipalities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    reports: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    workers: int | None = None
    executor: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One report to have: its key, and the municipality with the merger that led to it."""

    key: ReportKey
    finding: FoundMunicipality


def with_options(settings: Settings, options: Options) -> Settings:
    """Settings with the command line's options in their place.

    Raises
    ------
    UsageError
        When a report, language or format is not known.
    """
    folders = settings.folders.model_copy(
        update={
            name: folder.resolve()
            for name in ("raw", "processed", "output")
            if (folder := getattr(options, name)) is not None
        }
    )
    edition = options.edition or settings.reports.edition
    _all_known("edition", [edition], EDITIONS)
    if edition == "working":
        chosen = folders.output if options.output else folders.working
        _not_published(chosen, settings.folders.output)
        folders = folders.model_copy(update={"output": chosen})
    reports = settings.reports.model_copy(
        update={
            name: chosen
            for name in ("municipalities", "years", "reports", "languages", "formats")
            if (chosen := getattr(options, name))
        }
        | {"edition": edition}
    )
    run = settings.run
    if options.workers is not None:
        if options.workers < 0:
            raise UsageError("--workers must be 0 or more.", remedy="0 means one for each core.")
        run = run.model_copy(update={"workers": options.workers})
    if options.executor is not None:
        try:
            run = Run.model_validate(run.model_dump() | {"executor": options.executor})
        except ValidationError:
            raise UsageError(
                f"{options.executor!r} is no executor.",
                remedy="Give the address of a Dask scheduler such as tcp://host:8786, or local.",
            ) from None
    _all_known("language", reports.languages, (*LANGUAGES, "own"))
    _all_known("format", reports.formats, FORMATS)
    _on_a_disk(folders)
    _apart(folders)
    known = sorted(path.stem for path in folders.notebooks.glob("*.ipynb"))
    if not known:
        raise UsageError(
            "There is no notebook in the folder of notebooks.",
            place=str(folders.notebooks),
            remedy="Restore annual_report.ipynb, or correct notebooks in pipeline.toml.",
        )
    _all_known("report", reports.reports, known)
    for year in reports.years:
        if not 1990 <= year <= 2100:
            raise UsageError(f"{year} is not a report year.", remedy="Give a year such as 2022.")
    return settings.model_copy(update={"folders": folders, "reports": reports, "run": run})


def _not_published(chosen: Path, public: Path) -> None:
    """The working edition names persons: it may not lie where the public one does."""
    if chosen == public or public in chosen.parents:
        raise UsageError(
            "The working edition names persons and may not lie in the folder of what is published.",
            place=str(chosen),
            remedy="Leave --output out, or give another folder; the working edition has one of its own.",
        )


def check_peers(settings: Settings, areas: Areas) -> None:
    """See that every municipality in the settings' `[comparison.peers]` is known; raises `UsageError`."""
    for name, peers in settings.comparison.peers.items():
        for each in (name, *peers):
            try:
                areas.find(each)
            except UsageError as error:
                raise UsageError(
                    error.reason, place="pipeline.toml, [comparison.peers]", remedy=error.remedy
                ) from None


def wanted_reports(
    settings: Settings, areas: Areas, present: Sequence[tuple[str, int]]
) -> tuple[Wanted, ...]:
    """Every report that is asked for, in a fixed order, each once.

    Parameters
    ----------
    settings : Settings
        With the command line's options in it.
    areas : Areas
        Official municipalities and the raw data's own.
    present : sequence of (municipality code, year)
        Folders of municipalities in the raw data, for when the settings name none.
    """
    names = settings.reports.municipalities or tuple(dict.fromkeys(code for code, _ in present))
    if not names:
        raise UsageError(
            "No municipality is named.",
            remedy="Give --municipality NAME, or list municipalities in pipeline.toml.",
        )
    years = settings.reports.years or _newest_years(present)
    wanted: dict[ReportKey, Wanted] = {}
    for name in names:
        finding = areas.find(name)
        for year in years:
            for report in settings.reports.reports:
                for language in _languages(settings.reports.languages, finding):
                    key = ReportKey(report, finding.municipality.code, year, language)
                    wanted.setdefault(key, Wanted(key, finding))
    return tuple(wanted.values())


def _on_a_disk(folders: Folders) -> None:
    for name, folder in folders:
        scheme = next((part for part in folder.parts if re.fullmatch(r"[a-z][a-z0-9+]+:", part)), None)
        if scheme:
            raise UsageError(
                f"The {name} folder must be a folder of a disk; addresses as {scheme}//… cannot be used.",
                remedy="Use a folder, for a cluster a shared one, and copy the finished reports from there.",
            )


def _apart(folders: Folders) -> None:
    """Reports among the raw files would be read as exports in the next run, and tables swept away."""
    for name, folder, other_name, other in (
        ("output", folders.output, "raw", folders.raw),
        ("output", folders.output, "processed", folders.processed),
    ):
        if folder == other or other in folder.parents:
            raise UsageError(
                f"The {name} folder lies in the {other_name} folder.",
                place=str(folder),
                remedy=f"Choose another folder with --{name}.",
            )
    if folders.processed == folders.raw or folders.processed in folders.raw.parents:
        raise UsageError(
            "The raw folder lies in the processed folder.",
            place=str(folders.raw),
            remedy="Choose another folder with --processed.",
        )


def _newest_years(present: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    if not present:
        raise UsageError("No year is named.", remedy="Give --year 2024, or list years in pipeline.toml.")
    return (max(year for _, year in present),)


def _languages(chosen: Iterable[str], finding: FoundMunicipality) -> tuple[Language, ...]:
    own: dict[str, tuple[Language, ...]] = {
        "fi": ("fi",),
        "sv": ("sv",),
        "fi-sv": ("fi", "sv"),
        "sv-fi": ("sv", "fi"),
    }
    languages: dict[Language, None] = {}
    for word in chosen:
        if word == "own":
            languages |= dict.fromkeys(own[finding.municipality.language])
        else:
            languages |= {known: None for known in LANGUAGES if known == word}
    return tuple(languages)


def _all_known(what: str, words: Iterable[str], known: Sequence[str]) -> None:
    for word in words:
        if word not in known:
            near = difflib.get_close_matches(word, known, n=1, cutoff=0.4)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise UsageError(f"Unknown {what} {word!r}.", remedy=f"{hint}Known: {', '.join(known)}.")
