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
from hyte.chapters.report_regions import COUNTRY, Peers, regions_of
from hyte.reference.areas import Areas
from hyte.running.known_peers import peers_of_all
from hyte.running.manifest import manifest_path, read_manifest, report_folder, sha256_of
from hyte.running.request import Wanted
from hyte.running.why import reasons
from hyte.settings import Settings
from hyte.store.fingerprints import Fingerprints
from hyte.store.municipality_facts import MunicipalityFacts
from hyte.store.scopes import scopes_of

MEASURED = (
    "babel",
    "hyte",
    "jinja2",
    "matplotlib",
    "nbclient",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "pikepdf",
    "pyarrow",
    "scipy",
    "seaborn",
    "typst",
)
"""Packages whose version can change a report's bytes; they are named in the manifest."""

_CODE = frozenset({".py", ".toml", ".csv", ".typ", ".j2", ".css", ".js", ".ttf", ".woff2"})


@dataclass(frozen=True, slots=True)
class Job:
    """One report, what it depends on, and why it has to be made; no reasons when it is fresh."""

    wanted: Wanted
    folder: Path
    parts: Mapping[str, str]
    reasons: tuple[str, ...]
    last_seconds: float | None = None
    last_memory: int | None = None
    """MiB that the making took at its most, the last time."""

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
    items = tuple(wanted)
    peers = peers_of_all(
        (item.finding.municipality for item in items),
        areas,
        settings.comparison,
        facts,
        settings.folders.processed,
        package(),
    )
    same = _same_for_all(settings)
    installed = versions()
    jobs = []
    for item in items:
        municipality = item.finding.municipality
        folder = report_folder(settings.folders.output, item.key, municipality)
        parts = same | _parts(settings, areas, fingerprints, item, peers[municipality])
        old = read_manifest(manifest_path(folder, item.key))
        found: tuple[str, ...] = ("asked for",)
        if not force:
            found = reasons(
                folder,
                old,
                parts,
                item,
                formats=settings.reports.formats,
                versions=installed,
                fingerprints=fingerprints,
                areas=areas,
            )
        seconds = sum(old.timings.values()) if old and old.timings else None
        memory = old.memory if old else None
        jobs.append(Job(item, folder, parts, found, seconds, memory))
    return tuple(jobs)


def versions() -> dict[str, str]:
    """Versions of the packages that make the reports."""
    return dict(_versions())


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    return tuple((name, metadata.version(name)) for name in MEASURED)


def _same_for_all(settings: Settings) -> dict[str, str]:
    # Peers that were chosen by hand count for their own municipality alone, among its peers.
    chosen = json.dumps(settings.comparison.model_dump(mode="json", exclude={"peers"}), sort_keys=True)
    return {
        "package": package(),
        "versions": _digest(json.dumps(versions(), sort_keys=True)),
        "settings of [comparison]": _digest(chosen),
        "edition": settings.reports.edition,
    }


def _parts(
    settings: Settings, areas: Areas, fingerprints: Fingerprints, item: Wanted, peers: Peers
) -> dict[str, str]:
    municipality, merger = item.finding.municipality, item.finding.merged_from
    county = areas.county(municipality.county)
    mergers = [each for each in areas.mergers if each.new_code == municipality.code]
    return {
        "notebook": _notebook(settings.folders.notebooks / f"{item.key.report}.ipynb"),
        "merged from": merger.old_code if merger else "",
        "peers": peers.told,
        "areas": _digest(repr((municipality, county, mergers, *peers.municipalities))),
        **fingerprints.slices(
            regions_of(municipality, areas, peers),
            areas=areas,
            municipality=municipality,
            year=item.key.year,
            compared=(municipality.region_id, county.region_id, COUNTRY),
            scopes=scopes_of(municipality),
        ),
    }


def _notebook(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return _sum_of(path, found.st_mtime_ns, found.st_size)


@cache
def _sum_of(path: Path, time: int, size: int) -> str:
    return sha256_of(path) or ""


@cache
def package() -> str:
    """One fingerprint of everything in the package that can change a report."""
    root = Path(hyte.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in _CODE):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
