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
from hyte.sources.harmonise import Harmonised, harmonise
from hyte.sources.reading import Reading
from hyte.sources.sidecar import Sidecar, read_sidecar
from hyte.sources.tidy import tidy_rows
from hyte.store.approval import Approval
from hyte.store.cache import CachedFile, ReadingCache
from hyte.store.distributions import distributions
from hyte.store.file_names import plain_withholder, shown_names
from hyte.store.files import Inventory, RawFile, Role
from hyte.store.large_build import (
    make_share,
    protect_beside,
    rows_for_facts,
    with_conflicts,
    with_distributions,
)
from hyte.store.large_reading import PART, choose, read_large, tasks_of_parts
from hyte.store.large_tables import know
from hyte.store.large_writing import LargeObservations
from hyte.store.local_inputs import gather_read_inputs, own_tasks
from hyte.store.municipality_facts import MunicipalityFacts, facts_of
from hyte.store.own_areas import own_areas_in
from hyte.store.owner_cache import OwnerCache
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
    large: LargeObservations | None = None
    """Where most observations are when they are too many to be held; else None."""

    @property
    def observations(self) -> int:
        """How many observations there are."""
        return self.large.rows if self.large else len(self.tables["observations"])


def build(
    raw: Path,
    inventory: Inventory,
    hashes: Mapping[str, tuple[str, int]],
    cache: ReadingCache,
    own_cache: OwnerCache,
    work: Path,
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    disclosure: Disclosure | None = None,
) -> Built:
    """Read what changed and make all tables. A file that cannot be used gets a problem, and the others go on.

    `hashes` gives (sha256, bytes) by file name; a file that is not in it could not be opened. `disclosure`
    tells from how many on counts are shown. `work` is a folder for what large files need on the way; it must
    stay until all is written.
    """
    problems = list(inventory.problems)
    shown_from = disclosure or Disclosure()
    areas, own_areas, invented_folders = own_areas_in(inventory, problems)
    data = [file for file in inventory.of(Role.DATA) if file.name in hashes]
    keys = {file.name: _key(file, inventory, hashes) for file in data}
    invented = {file.name: _lies_in(file, invented_folders) for file in inventory.files}
    sidecars, sidecar_problems = _sidecars(data, inventory)
    for name, beside in sidecars.items():
        invented[name] = invented[name] or beside.invented
    choice = choose(
        [file for file in data if file.name not in sidecar_problems], hashes, sidecars, shown_from
    )
    reading = reading_tasks([file for file in data if file.name not in choice], hashes, keys, cache)
    parts, part_reading = tasks_of_parts(data, choice, keys, cache)
    own_keys, own_reading = own_tasks(raw, inventory, hashes, areas, own_areas, own_cache)
    crashed = do_all([*reading, *part_reading, *own_reading], workers=workers, progress=progress)
    large, unfit = read_large(data, parts, cache)
    if unfit:
        reading += (late := reading_tasks(unfit, hashes, keys, cache))
        do_all(late, workers=1)
    small = [file for file in data if file.name not in large]
    lists = ListsByFolder(_lists(small, keys, cache, invented))

    register = Register.load()
    found_by_file: dict[str, tuple[CachedFile, Harmonised | None]] = {}
    for file in small:
        cached = cache.load(keys[file.name])
        harmonised, problem = None, cached.problem or sidecar_problems.get(file.name)
        if problem is None:
            try:
                harmonised = harmonise(
                    file.name,
                    cached.readings,
                    areas=areas,
                    register=register,
                    lists=lists.of(file.name, invented=invented[file.name]),
                    sidecar=sidecars.get(file.name),
                )
            except InputError as error:
                problem = error
        found_by_file[file.name] = CachedFile(cached.layout, _without_rows(cached), problem), harmonised
    share = None
    if large:
        known = [
            know(
                one,
                areas=areas,
                register=register,
                lists=lists.of(name, invented=invented[name]),
                sidecar=sidecars.get(name),
                invented=invented[name],
            )
            for name, one in sorted(large.items())
        ]
        share = make_share(
            known,
            {name: (told.layout, one) for name, (told, one) in found_by_file.items() if one is not None},
            next(iter(choice.values())),
            work,
            areas=areas,
            own_areas=own_areas,
            register=register,
            disclosure=shown_from,
            workers=workers,
            progress=progress,
        )
        found_by_file |= {name: (share.facts[name], share.harmonised[name]) for name in large}
    shares = Shares()
    for file in data:
        cached, harmonised = found_by_file.pop(file.name)
        found = [cached.problem] if cached.problem else []
        problems += found
        sidecar, kept = sidecars.get(file.name), share.in_portions.get(file.name, 0) if share else 0
        take(shares, file, hashes[file.name], cached, harmonised, sidecar, invented[file.name], found, kept)
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
    elsewhere = share.portions if share else None
    joined = join(shares, elsewhere.indicators, elsewhere.regions) if elsewhere else join(shares)
    joined["conflicts"] = with_conflicts(joined["conflicts"], share)
    figures = protect_beside(joined, share, areas, shown_from)
    tables = {name: shown.table(name, table) for name, table in (figures | local.tables).items()}
    observations = tables["observations"]
    tables["distributions"] = distributions(observations, tables["indicators"], areas)
    if share:
        tables["distributions"] = with_distributions(tables["distributions"], share)
    return Built(
        tables,
        {key: replace(found, file=shown.file(found.file)) for key, found in local.approvals.items()},
        own_areas,
        facts_of(rows_for_facts(observations, share) if share else observations, areas),
        tuple(shown.summary(file) for file in sorted(shares.files, key=lambda file: file.file)),
        tuple(map(shown.problem, problems)),
        tuple(sorted({task.name.partition(PART)[0] for task in [*reading, *part_reading]})),
        (*keys.values(), *(key for own in parts.values() for key in own)),
        tuple(own_keys.values()),
        LargeObservations(share, observations, shown.names, work, workers) if share else None,
    )


def _without_rows(cached: CachedFile) -> tuple[Reading, ...]:
    """What the tables of a file tell of it, without their rows: all files' together would fill the memory."""
    return tuple(Reading(one.layout, tidy_rows(0, {}), 0, facts=one.facts) for one in cached.readings)


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
