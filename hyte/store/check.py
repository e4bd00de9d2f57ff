"""Looking at the raw files only: what was recognised, kept and refused; no processed table is touched."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path
from typing import Any

from hyte.store.files import take_inventory
from hyte.store.ingest import IngestResult, Progress, hash_raw_files, ignored_files


def check(raw: Path, processed: Path | None = None, progress: Progress | None = None) -> IngestResult:
    """Read all raw files and tell what became of each, with the places of refused figures; writes no table.

    `processed` is left out of the search when it lies inside `raw`. Raises `UsageError` when `raw` is not
    there.
    """
    from hyte.store.build import build
    from hyte.store.cache import ReadingCache
    from hyte.store.owner_cache import OwnerCache

    inventory = take_inventory(raw, leave_out=processed)
    hashes, unreadable = hash_raw_files(inventory)
    with tempfile.TemporaryDirectory(prefix="hyte-check-") as folder:
        caches = ReadingCache(Path(folder, "cache")), OwnerCache(Path(folder, "own"))
        built = build(raw, inventory, hashes, *caches, Path(folder, "work"), progress=progress)
        observations = built.observations
    return IngestResult(
        changed=False,
        files=built.files,
        problems=(*unreadable, *built.problems),
        ignored=ignored_files(inventory),
        read_again=built.read_again,
        observations=observations,
        conflicts=len(built.tables["conflicts"]),
        differences=tuple(_difference(row) for row in built.tables["conflicts"].itertuples(index=False)),
    )


def _difference(row: Any) -> str:
    used = _side(row.value_used, row.file_used, row.place_used)
    other = _side(row.value_other, row.file_other, row.place_other)
    return f"{row.region} {row.indicator} {row.year} {row.sex}: {used} is used, {other} is not."


def _side(value: float, file: str, place: str | None) -> str:
    where = f"line {place}" if str(place).isdigit() else place
    return f"{'no value' if math.isnan(value) else f'{value:.12g}'} ({file}, {where})"
