"""Which reports are stale, and why: decided from fingerprints, without opening a table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import hyte
from hyte.chapters.report_regions import Peers, peers_of, regions_of
from hyte.reference.areas import Areas, Municipality
from hyte.running.manifest import (
    Manifest,
    failed_path,
    manifest_path,
    read_manifest,
    report_folder,
    sha256_of,
    stem,
)
from hyte.running.request import Wanted
from hyte.settings import Settings
from hyte.store.fingerprints import Fingerprints
from hyte.store.municipality_facts import MunicipalityFacts
from hyte.store.scopes import scopes_of

MEASURED = (
    "babel",
    "hyte",
    "matplotlib",
    "nbclient",
    "openpyxl",
    "pandas",
    "papermill",
    "pikepdf",
    "seaborn",
    "typst",
)
"""Packages whose version can change a report's bytes; they are named in the manifest."""

_CODE = ("*.py", "*.toml", "*.csv", "*.typ", "*.j2", "*.css", "*.js", "*.ttf", "*.woff2")


@dataclass(frozen=True, slots=True)
class Job:
    """One report, what it depends on, and why it has to be made; no reasons when it is fresh."""

    wanted: Wanted
    folder: Path
    parts: Mapping[str, str]
    reasons: tuple[str, ...]
    last_seconds: float | None = None

    @property
    def label(self) -> str:
        """How messages name the report: "Heinola 2022 fi (annual_report)"."""
        key = self.wanted.key
        name = self.wanted.finding.municipality.name_fi
        return f"{name} {key.year} {key.language} ({key.report})"


def plan(
    settings: Settings,
    areas: Areas,
    fingerprints: Fingerprints,
    facts: MunicipalityFacts,
    wanted: Iterable[Wanted],
    *,
    force: bool = False,
) -> tuple[Job, ...]:
    """What would run, and why; `facts` tell who is compared with whom."""
    jobs = []
    of_municipality: dict[Municipality, Peers] = {}
    for item in wanted:
        folder = report_folder(settings.folders.output, item.key, item.finding.municipality)
        municipality = item.finding.municipality
        if municipality not in of_municipality:
            known = facts.of(invented=municipality.invented)
            of_municipality[municipality] = peers_of(municipality, areas, settings.comparison, known)
        parts = _parts(settings, areas, fingerprints, item, of_municipality[municipality])
        old = read_manifest(manifest_path(folder, item.key))
        reasons = ("asked for",) if force else _reasons(folder, old, parts, item, settings)
        seconds = sum(old.timings.values()) if old else None
        jobs.append(Job(item, folder, parts, reasons, seconds))
    return tuple(jobs)


def versions() -> dict[str, str]:
    """Versions of the packages that make the reports."""
    return {name: metadata.version(name) for name in MEASURED}


def _parts(
    settings: Settings, areas: Areas, fingerprints: Fingerprints, item: Wanted, peers: Peers
) -> dict[str, str]:
    municipality = item.finding.municipality
    notebook = settings.folders.notebooks / f"{item.key.report}.ipynb"
    chosen = json.dumps(settings.comparison.model_dump(mode="json"), sort_keys=True)
    merger = item.finding.merged_from
    return {
        "package": _package(),
        "versions": _digest(json.dumps(versions(), sort_keys=True)),
        "notebook": sha256_of(notebook) or "",
        "settings of [comparison]": _digest(chosen),
        "edition": settings.reports.edition,
        "merged from": merger.old_code if merger else "",
        "peers": peers.told,
        **fingerprints.slices(
            regions_of(municipality, areas, peers),
            invented=municipality.invented,
            municipality=municipality.code,
            year=item.key.year,
            scopes=scopes_of(municipality),
        ),
    }


def _reasons(
    folder: Path, old: Manifest | None, parts: Mapping[str, str], item: Wanted, settings: Settings
) -> tuple[str, ...]:
    failed = ["the last try failed"] if failed_path(folder, item.key).exists() else []
    if old is None:
        if failed:
            return tuple(failed)
        exists = any(folder.glob(f"{stem(item.key)}.*")) if folder.is_dir() else False
        return ("an earlier run was broken off",) if exists else ("not made yet",)
    reasons = failed
    for name in sorted({*parts, *old.parts}):
        if name not in old.parts:
            reasons.append(f"new: {name}")
        elif parts.get(name) != old.parts[name]:
            reasons.append(f"changed: {name}")
    for form in settings.reports.formats:
        file = old.files.get(form)
        if file is None:
            reasons.append(f"no {form} yet")
        elif sha256_of(folder / file) != old.sha256.get(file):
            reasons.append(f"{file} is missing or has been changed")
    return tuple(reasons)


@cache
def _package() -> str:
    """One fingerprint of everything in the package that can change a report."""
    root = Path(hyte.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _CODE for path in root.rglob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
