"""From the inventory of the raw folder to the finished tables, in memory.

Two passes over the data files: the first has each read by its reader into the cache and collects the region
and indicator lists, the second brings the figures into the project's words. In between nothing but the lists
is held.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from hyte.errors import InputError, Place
from hyte.reference.areas import OwnArea
from hyte.reference.register import Register
from hyte.settings import Disclosure
from hyte.sources.found_lists import FoundList, ListsByFolder
from hyte.sources.harmonise import harmonise
from hyte.sources.sidecar import Sidecar, read_sidecar
from hyte.store.approval import Approval
from hyte.store.cache import CachedFile, ReadingCache
from hyte.store.distributions import distributions
from hyte.store.file_names import plain_withholder, shown_names
from hyte.store.files import Inventory, RawFile, Role
from hyte.store.local_inputs import gather_read_inputs, own_tasks
from hyte.store.municipality_facts import MunicipalityFacts, facts_of
from hyte.store.own_areas import own_areas_in
from hyte.store.owner_cache import OwnerCache
from hyte.store.protect import protect
from hyte.store.reading import reading_tasks
from hyte.store.shares import Shares, join, take
from hyte.store.summary import FileSummary
from hyte.store.tasks import Progress, do_all
from hyte.store.versions import readers_hash

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """The finished tables and what became of each file; `read_again` were not in the cache."""

    tables: dict[str, pd.DataFrame]
    approvals: dict[tuple[str, int], Approval]
    own_areas: tuple[OwnArea, ...]
    facts: MunicipalityFacts
    files: tuple[FileSummary, ...]
    problems: tuple[InputError, ...]
    read_again: tuple[str, ...]
    cache_keys: tuple[str, ...]
    own_cache_keys: tuple[str, ...]


def build(
    raw: Path,
    inventory: Inventory,
    hashes: Mapping[str, tuple[str, int]],
    cache: ReadingCache,
    own_cache: OwnerCache,
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    disclosure: Disclosure | None = None,
) -> Built:
    """Read what changed and make all tables. A file that cannot be used gets a problem, and the others go on.

    `hashes` gives (sha256, bytes) by file name; a file that is not in it could not be opened. `disclosure`
    tells from how many on counts are shown.
    """
    problems = list(inventory.problems)
    areas, own_areas, invented_folders = own_areas_in(inventory, problems)
    data = [file for file in inventory.of(Role.DATA) if file.name in hashes]
    keys = {file.name: _key(file, inventory, hashes) for file in data}
    reading = reading_tasks(data, hashes, keys, cache)
    own_keys, own_reading = own_tasks(raw, inventory, hashes, areas, own_areas, own_cache)
    crashed = do_all([*reading, *own_reading], workers=workers, progress=progress)
    invented = {file.name: _lies_in(file, invented_folders) for file in inventory.files}
    sidecars, sidecar_problems = _sidecars(data, inventory)
    for name, beside in sidecars.items():
        invented[name] = invented[name] or beside.invented
    lists = ListsByFolder(_lists(data, keys, cache, invented))

    shares = Shares()
    register = Register.load()
    for file in data:
        cached = cache.load(keys[file.name])
        harmonised, problem = None, cached.problem or sidecar_problems.get(file.name)
        sidecar = sidecars.get(file.name)
        if problem is None:
            try:
                harmonised = harmonise(
                    file.name,
                    cached.readings,
                    areas=areas,
                    register=register,
                    lists=lists.of(file.name, invented=invented[file.name]),
                    sidecar=sidecar,
                )
            except InputError as error:
                problem = error
        if problem is not None:
            problems.append(problem)
        found = [problem] if problem else []
        take(shares, file, hashes[file.name], cached, harmonised, sidecar, invented[file.name], found)
    local = gather_read_inputs(raw, inventory, hashes, areas, own_areas, own_cache, own_keys, crashed)
    problems += [problem for of_file in local.problems.values() for problem in of_file]
    records = _records(local.tables)
    for file in inventory.files:
        if file.role in _LAYOUTS and file.name in hashes:
            found = [p for p in problems if _file_of(p) == file.name]
            cached = CachedFile(_LAYOUTS[file.role])
            take(shares, file, hashes[file.name], cached, None, None, invented[file.name], found)
            shares.files[-1] = replace(shares.files[-1], records=records.get(file.name, 0))
    plain = plain_withholder(name for area in own_areas for name in (area.name_fi, area.name_sv) if name)
    shown = shown_names(inventory.files, lambda file: local.names.get(file.name, plain))
    figures = protect(join(shares), areas, disclosure or Disclosure())
    tables = {name: shown.table(name, table) for name, table in (figures | local.tables).items()}
    tables["distributions"] = distributions(tables["observations"], tables["indicators"], areas)
    return Built(
        tables,
        {key: replace(found, file=shown.file(found.file)) for key, found in local.approvals.items()},
        own_areas,
        facts_of(tables["observations"], areas),
        tuple(shown.summary(file) for file in sorted(shares.files, key=lambda file: file.file)),
        tuple(map(shown.problem, problems)),
        tuple(sorted(task.name for task in reading)),
        tuple(keys.values()),
        tuple(own_keys.values()),
    )


_LAYOUTS = {
    Role.NOTE: "notes",
    Role.REGISTER: "registers",
    Role.SURVEY: "survey",
    Role.REVIEW: "review",
    Role.APPROVAL: "approval",
    Role.AREAS: "areas",
}


def _records(tables: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """What came of each file of a municipality's own, by its name."""
    counts = (
        tables["notes"].groupby("file").size(),
        tables["registers"].groupby("file")["record"].nunique(),
        tables["surveys"].groupby("file")["answers"].sum(),
        tables["corrections"].groupby("file").size(),
    )
    return {str(name): int(number) for each in counts for name, number in each.items()}


def _lies_in(file: RawFile, folders: Sequence[str]) -> bool:
    return any(folder in ("", file.folder) or file.folder.startswith(f"{folder}/") for folder in folders)


def _key(file: RawFile, inventory: Inventory, hashes: Mapping[str, tuple[str, int]]) -> str:
    sidecar = inventory.sidecar_of(file)
    parts = (
        file.name,
        hashes[file.name][0],
        hashes[sidecar.name][0] if sidecar and sidecar.name in hashes else "",
        # A sheet's reader tells areas from indicators by name, and own areas add names.
        *(hashes[areas.name][0] for areas in inventory.of(Role.AREAS) if areas.name in hashes),
    )
    return hashlib.sha256("\n".join((*parts, readers_hash())).encode()).hexdigest()[:40]


def _sidecars(
    data: Sequence[RawFile], inventory: Inventory
) -> tuple[dict[str, Sidecar], dict[str, InputError]]:
    """Sidecars and their problems by the export's name; an export with a wrong sidecar is not used at all.

    What was meant may be that its data are invented.
    """
    found, problems = {}, {}
    for file in data:
        beside = inventory.sidecar_of(file)
        if beside:
            try:
                found[file.name] = read_sidecar(beside.path, beside.name)
            except InputError as problem:
                problems[file.name] = problem
            except OSError as error:
                reason = f"The sidecar cannot be opened ({error.strerror or error})."
                problems[file.name] = InputError(
                    reason, place=beside.name, remedy="See that you may read it."
                )
    return found, problems


def _lists(
    data: Sequence[RawFile], keys: Mapping[str, str], cache: ReadingCache, invented: Mapping[str, bool]
) -> list[FoundList]:
    return [
        FoundList(file.name, invented[file.name], regions, indicators)
        for file in data
        for regions, indicators in cache.lists(keys[file.name])
    ]


def _file_of(problem: InputError) -> str:
    return problem.place.file if isinstance(problem.place, Place) else str(problem.place or "")
