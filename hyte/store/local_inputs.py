"""What the municipalities themselves bring, gathered into tables: notes, registers, surveys and corrections.

What each brings for a year is read once, and read anew only when one of its files or the code has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from hyte.errors import InputError
from hyte.reference.areas import Areas, OwnArea
from hyte.store.files import Inventory, Role
from hyte.store.local_columns import LOCAL_INPUTS
from hyte.store.owner_cache import OwnerCache, open_note, owner_key, read_owner_into_cache
from hyte.store.owner_inputs import LocalInputs, OwnInputs, read_own
from hyte.store.owners import OwnFiles, own_files
from hyte.store.schemas import conform
from hyte.store.tasks import Task

__all__ = [
    "LocalInputs",
    "OwnInputs",
    "gather_local_inputs",
    "gather_read_inputs",
    "own_tasks",
    "read_owner",
]

_ORDER = ("municipality", "year", "file", "line", "sheet", "register", "survey")
_SECONDS_PER_FILE = 0.4
_CRASHED = "The program that reads PDF ended without a word over this file; it is probably damaged."
_REMEDY = "Save it as PDF anew in the program that wrote it, or save it as docx or txt."

Owner = tuple[str, int]
"""A municipality's code and a year."""


def gather_local_inputs(
    raw: Path, inventory: Inventory, hashes: Mapping[str, tuple[str, int]], areas: Areas
) -> LocalInputs:
    """Read all that the municipalities bring; a file that cannot be used gets a problem, the others go on."""
    found = LocalInputs()
    parts = []
    for owner, files in own_files(inventory, hashes, areas, found.blame).items():
        parts.append(read_own(raw, files, areas, owner, found).tables)
    found.tables = _gathered(parts)
    return found


def own_tasks(
    raw: Path,
    inventory: Inventory,
    hashes: Mapping[str, tuple[str, int]],
    areas: Areas,
    own_areas: Sequence[OwnArea],
    cache: OwnerCache,
) -> tuple[dict[Owner, str], list[Task]]:
    """The key of what each municipality and year brings, and a task for each that has to be read.

    A task that reads PDFs is done in a process of its own, since the library for them can end its process.
    """
    keys, tasks = {}, []
    for owner, files in own_files(inventory, hashes, areas, lambda name, problem: None).items():
        keys[owner] = key = owner_key(owner, files, hashes, inventory)
        if cache.has(key):
            continue
        every = [file for of_role in files.files.values() for file in of_role]
        tasks.append(
            Task(
                name=_name(owner),
                seconds=_SECONDS_PER_FILE * len(every),
                call=read_owner_into_cache,
                arguments=(raw, files, tuple(own_areas), owner, key, cache.folder),
                risky=tuple(
                    (file.name, open_note, (file.path, file.name))
                    for file in files.of(Role.NOTE)
                    if file.path.suffix.casefold() == ".pdf"
                ),
            )
        )
    return keys, tasks


def gather_read_inputs(
    raw: Path,
    inventory: Inventory,
    hashes: Mapping[str, tuple[str, int]],
    areas: Areas,
    own_areas: Sequence[OwnArea],
    cache: OwnerCache,
    keys: dict[Owner, str],
    crashed: Mapping[str, Sequence[str]],
) -> LocalInputs:
    """As `gather_local_inputs`, from the cache.

    `crashed` names the files that ended their process, by task; each gets a problem and is not opened again.
    `keys` has afterwards what was used.
    """
    found = LocalInputs()
    parts = []
    for owner, files in own_files(inventory, hashes, areas, found.blame).items():
        names = crashed.get(_name(owner), ())
        broken = {name: InputError(_CRASHED, place=name, remedy=_REMEDY) for name in names}
        if broken:
            # Not kept under the key of all files: the next ingest tries again.
            keys[owner] = owner_key(owner, files, hashes, inventory, broken)
        entry = cache.load(keys[owner])
        if entry is None:
            read_owner_into_cache(raw, files, tuple(own_areas), owner, keys[owner], cache.folder, broken)
            entry = cache.load(keys[owner])
        assert entry is not None, owner
        found.approvals |= entry.approvals
        found.names |= entry.names
        for name, problems in entry.problems.items():
            found.problems.setdefault(name, []).extend(problems)
        parts.append(entry.tables)
    found.tables = _gathered(parts)
    return found


def _name(owner: Owner) -> str:
    return f"notes and workbooks of {owner[0]} {owner[1]}"


def _gathered(parts: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    tables = {}
    for name in LOCAL_INPUTS:
        filled = [part[name] for part in parts if name in part and len(part[name])]
        rows = conform(name, pd.concat(filled, ignore_index=True) if filled else None)
        order = [column for column in _ORDER if column in rows.columns]
        tables[name] = rows.sort_values(order, kind="stable", ignore_index=True)
    return tables


def read_owner(
    raw: Path,
    inventory: Inventory,
    hashes: Mapping[str, tuple[str, int]],
    areas: Areas,
    owner: Owner,
) -> tuple[OwnInputs, LocalInputs]:
    """What one (municipality code, year) brings, and the problems that came up."""
    found = LocalInputs()
    files = own_files(inventory, hashes, areas, found.blame).get(owner, OwnFiles())
    return read_own(raw, files, areas, owner, found), found
