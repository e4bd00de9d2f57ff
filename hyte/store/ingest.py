"""From the raw folder to the processed tables; when nothing has changed, nothing is read or written."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from hyte.errors import InputError, UsageError
from hyte.settings import Disclosure
from hyte.store.approval import store_approvals
from hyte.store.exchange import exchange, fresh_incoming, recover
from hyte.store.file_names import shown_path
from hyte.store.files import Inventory, Role, hash_file, take_inventory
from hyte.store.summary import FileSummary
from hyte.store.tables import STATE
from hyte.store.tasks import is_starting
from hyte.store.versions import ingest_hash

if TYPE_CHECKING:
    from hyte.store.build import Built

OWN_AREAS = "areas.json"
CACHE = "cache"
OWN_CACHE = "cache_of_own_files"
WORK = ".work"
LOCK = ".lock"
_LONGEST_WAIT = 600.0
"""Seconds to wait for another ingest into the same folder."""

Progress = Callable[[str, int, int], None]
"""Called after each file that was read, or all files of a municipality together: its name, how many are done,
how many there are."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What an ingest found.

    `changed` tells whether tables were written, `read_again` which files had to be read for it. `problems`
    holds every file that could not be used; `ignored` is (file, reason) for files that are not meant to be
    read.
    """

    changed: bool
    files: tuple[FileSummary, ...]
    problems: tuple[InputError, ...]
    ignored: tuple[tuple[str, str], ...]
    read_again: tuple[str, ...]
    observations: int
    conflicts: int
    differences: tuple[str, ...] = ()
    """Each conflict in words; only what looks at the raw files alone tells them."""


def ingest(
    raw: Path,
    processed: Path,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
    disclosure: Disclosure | None = None,
) -> IngestResult:
    """Bring the processed tables up to date with the raw folder.

    The tables depend on the content and the names of the raw files, on the code and on `disclosure` (from how
    many on counts are shown), and on nothing else: not on dates of files, not on the order in which they are
    found, not on `workers` (processes that read files, None for as many as are worth while).

    Raises
    ------
    UsageError
        The raw folder is not there, or the processed folder cannot be written.
    """
    if is_starting():
        raise UsageError(
            "A worker process runs the script that has started it from the beginning.",
            remedy='Put what the script does under: if __name__ == "__main__".',
        )
    inventory = take_inventory(raw, leave_out=processed)
    hashes, unreadable = hash_raw_files(inventory)
    shown_from = disclosure or Disclosure()
    key = _key(inventory, hashes, shown_from)
    state = _state(processed, key)
    if state is not None:
        return _unchanged(state, inventory, unreadable)
    try:
        processed.mkdir(parents=True, exist_ok=True)
        with FileLock(processed / LOCK, timeout=_LONGEST_WAIT):
            recover(processed)
            state = _state(processed, key)
            if state is not None:
                return _unchanged(state, inventory, unreadable)
            return _make(raw, processed, inventory, hashes, unreadable, key, progress, workers, shown_from)
    except Timeout as error:
        raise UsageError(
            "Another run is working on the processed tables.",
            place=str(processed),
            remedy="Wait until it has ended, or give another folder with --processed.",
        ) from error
    except OSError as error:
        raise UsageError(
            f"The processed tables cannot be written ({error.strerror or error}).",
            place=str(processed),
            remedy="See that the folder may be written and the disk is not full; the old tables are whole.",
        ) from error


def _make(
    raw: Path,
    processed: Path,
    inventory: Inventory,
    hashes: Mapping[str, tuple[str, int]],
    unreadable: tuple[InputError, ...],
    key: str,
    progress: Progress | None,
    workers: int | None,
    disclosure: Disclosure,
) -> IngestResult:
    # Only here, because pandas alone takes longer to import than an ingest without changes to run.
    from hyte.store.build import build
    from hyte.store.cache import ReadingCache
    from hyte.store.owner_cache import OwnerCache

    cache, own_cache = ReadingCache(processed / CACHE), OwnerCache(processed / OWN_CACHE)
    work = processed / WORK
    shutil.rmtree(work, ignore_errors=True)
    try:
        built = build(
            raw,
            inventory,
            hashes,
            cache,
            own_cache,
            work,
            progress=progress,
            workers=workers,
            disclosure=disclosure,
        )
        names = _write(fresh_incoming(processed), built, key)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    exchange(processed, names)
    cache.forget_others(built.cache_keys)
    own_cache.forget_others(built.own_cache_keys)
    return IngestResult(
        changed=True,
        files=built.files,
        problems=(*unreadable, *built.problems),
        ignored=ignored_files(inventory),
        read_again=built.read_again,
        observations=built.observations,
        conflicts=len(built.tables["conflicts"]),
    )


def _write(folder: Path, built: Built, key: str) -> list[str]:
    """Write everything into `folder`; gives the names of the files, that of the state last."""
    from hyte.store.fingerprints import make_fingerprints, store_fingerprints
    from hyte.store.large_writing import finish_large
    from hyte.store.municipality_facts import store_municipality_facts
    from hyte.store.tables import footer_hash, write_table

    tables, paths, large = built.tables, [], None
    if built.large:
        large = finish_large(folder, built.large, tables)
        tables = large.tables
        paths.append(large.path)
    paths += [
        write_table(folder, name, table)
        for name, table in sorted(tables.items())
        if not (large and name == "observations")
    ]
    paths.append(store_approvals(folder, built.approvals))
    own = [
        {name: value for name, value in asdict(area).items() if name != "place"} for area in built.own_areas
    ]
    paths.append(_write_json(folder / OWN_AREAS, own))
    paths.append(store_municipality_facts(folder, built.facts))
    prints = make_fingerprints(tables, built.approvals)
    paths.append(store_fingerprints(folder, large.complete(prints) if large else prints))
    state = {
        "key": key,
        "written": {path.name: hash_file(path)[0] for path in paths},
        "footers": {path.name: footer_hash(path) for path in paths if path.suffix == ".parquet"},
        "observations": built.observations,
        "conflicts": len(tables["conflicts"]),
        "problems": [[str(p.place) if p.place else None, p.reason, p.remedy] for p in built.problems],
        "files": [file.stored() for file in built.files],
    }
    paths.append(_write_json(folder / STATE, state))
    return [path.name for path in paths]


def _write_json(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return path


def hash_raw_files(inventory: Inventory) -> tuple[dict[str, tuple[str, int]], tuple[InputError, ...]]:
    """sha256 and size of every file that counts, by name, and the problem of each that cannot be opened."""
    hashes: dict[str, tuple[str, int]] = {}
    problems = []
    for file in inventory.files:
        if file.role is Role.IGNORED:
            continue
        try:
            hashes[file.name] = hash_file(file.path)
        except OSError as error:
            problems.append(
                InputError(
                    f"The file cannot be opened ({error.strerror or error}).",
                    place=shown_path(file.name),
                    remedy="Close it in other programs and see that you may read it.",
                )
            )
    return hashes, tuple(problems)


def _key(inventory: Inventory, hashes: Mapping[str, tuple[str, int]], disclosure: Disclosure) -> str:
    files = [
        (file.name, str(file.role), hashes[file.name][0]) for file in inventory.files if file.name in hashes
    ]
    problems = [str(problem) for problem in inventory.problems]
    content = json.dumps([ingest_hash(), files, problems, disclosure.model_dump()], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _state(processed: Path, key: str) -> dict[str, Any] | None:
    """The state of the last ingest when it had the same input and what it wrote is still there unharmed."""
    try:
        state: dict[str, Any] = json.loads((processed / STATE).read_text(encoding="utf-8"))
        if state["key"] != key or (processed / ".outgoing").exists():
            return None
        intact = all(hash_file(processed / name)[0] == known for name, known in state["written"].items())
        return state if intact else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _unchanged(
    state: Mapping[str, Any], inventory: Inventory, unreadable: tuple[InputError, ...]
) -> IngestResult:
    problems = (InputError(reason, place=place, remedy=remedy) for place, reason, remedy in state["problems"])
    return IngestResult(
        changed=False,
        files=tuple(FileSummary.restored(content) for content in state["files"]),
        problems=(*unreadable, *problems),
        ignored=ignored_files(inventory),
        read_again=(),
        observations=state["observations"],
        conflicts=state["conflicts"],
    )


def ignored_files(inventory: Inventory) -> tuple[tuple[str, str], ...]:
    """Files that are not meant to be read, each with the reason."""
    return tuple((shown_path(file.name), file.reason or "") for file in inventory.of(Role.IGNORED))
