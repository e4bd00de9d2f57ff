"""Looking at the raw files only: what was recognised, kept and refused; no processed table is touched."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hyte.store.files import take_inventory
from hyte.store.ingest import IngestResult, Progress, hash_raw_files, ignored_files


def check(raw: Path, processed: Path | None = None, progress: Progress | None = None) -> IngestResult:
    """Read all raw files and tell what became of each, with the places of refused figures; writes no table.

    `processed` is left out of the search when it lies inside `raw`. Raises `UsageError` when `raw` is not
    there.
    """
    from hyte.store.build import build
    from hyte.store.cache import ReadingCache

    inventory = take_inventory(raw, leave_out=processed)
    hashes, unreadable = hash_raw_files(inventory)
    with tempfile.TemporaryDirectory(prefix="hyte-check-") as folder:
        built = build(raw, inventory, hashes, ReadingCache(Path(folder)), progress=progress)
    return IngestResult(
        changed=False,
        files=built.files,
        problems=(*unreadable, *built.problems),
        ignored=ignored_files(inventory),
        read_again=built.read_again,
        observations=len(built.tables["observations"]),
        conflicts=len(built.tables["conflicts"]),
    )
