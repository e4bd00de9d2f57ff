"""The manifest beside each report: what it was made from, with what, and how long it took.

It is written last: a report without a manifest that fits it is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from hyte.model import ReportKey
from hyte.reference.areas import Municipality
from hyte.reference.labels import slug


@dataclass(frozen=True)
class Manifest:
    """What `<report>.<language>.manifest.json` holds.

    `files` are names in the same folder by format; `sha256` their checksums by name; `inputs` the raw files
    with their checksums; `parts` the fingerprints by which the next run decides; `timings` seconds by stage;
    `memory` the most MiB that the making took; `written` size in bytes and time in ns of each file by name,
    so that the next run need not read them to see that they are whole.
    """

    report: str
    title: str
    municipality: str
    municipality_name: str
    county_name: str
    year: int
    language: str
    state: str
    invented: bool
    files: dict[str, str]
    sha256: dict[str, str]
    parameters: dict[str, str | int]
    inputs: dict[str, str]
    parts: dict[str, str]
    versions: dict[str, str]
    timings: dict[str, float] = field(default_factory=dict)
    memory: int | None = None
    written: dict[str, list[int]] = field(default_factory=dict)


def report_folder(output: Path, key: ReportKey, municipality: Municipality) -> Path:
    """Folder of a municipality's reports of a year: `output/2022/111-heinola`."""
    return output / str(key.year) / f"{municipality.code}-{slug(municipality.name_fi)}"


def stem(key: ReportKey) -> str:
    """First part of the names of a report's files: `annual_report.fi`."""
    return f"{key.report}.{key.language}"


def manifest_path(folder: Path, key: ReportKey) -> Path:
    """Where a report's manifest is."""
    return folder / f"{stem(key)}.manifest.json"


def failed_path(folder: Path, key: ReportKey) -> Path:
    """Where the notebook of a report that could not be made is kept; it goes when the report is made."""
    return folder / f"{stem(key)}.failed.ipynb"


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest in one step."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)


def read_manifest(path: Path) -> Manifest | None:
    """Read a manifest; None when there is none or it is damaged."""
    try:
        data: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(**data)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    tables = (manifest.files, manifest.sha256, manifest.inputs, manifest.parts, manifest.versions)
    whole = all(
        isinstance(value, str) for table in tables if isinstance(table, dict) for value in table.values()
    )
    named = isinstance(manifest.title, str) and isinstance(manifest.state, str)
    timed = isinstance(manifest.timings, dict) and all(
        isinstance(value, int | float) for value in manifest.timings.values()
    )
    seen = isinstance(manifest.written, dict) and isinstance(manifest.memory, int | None)
    return (
        manifest if whole and named and timed and seen and all(isinstance(t, dict) for t in tables) else None
    )


def sha256_of(path: Path) -> str | None:
    """Checksum of a file; None when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
