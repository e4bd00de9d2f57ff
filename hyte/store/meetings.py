"""Meeting notes and approvals of all municipalities and years, gathered from the raw folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from hyte.errors import HyteError, InputError, Place
from hyte.reference.areas import Areas
from hyte.store.approval import Approval, parse_approval
from hyte.store.files import Inventory, RawFile, Role
from hyte.store.schemas import conform

if TYPE_CHECKING:
    from hyte.sources.notes import NotesReading


@dataclass(slots=True)
class Meetings:
    """Both tables of notes, approvals by (municipality code, year), and problems by file name."""

    notes: pd.DataFrame
    note_lines: pd.DataFrame
    approvals: dict[tuple[str, int], Approval] = field(default_factory=dict)
    problems: dict[str, list[InputError]] = field(default_factory=dict)

    def blame(self, file: str, problem: HyteError) -> None:
        """Note a problem of one file."""
        told = InputError(problem.reason, place=problem.place or file, remedy=problem.remedy)
        self.problems.setdefault(file, []).append(told)


def gather_meetings(
    raw: Path, inventory: Inventory, hashes: Mapping[str, tuple[str, int]], areas: Areas
) -> Meetings:
    """Read all notes and every approval; a file that cannot be used gets a problem and the others go on."""
    found = Meetings(conform("notes", None), conform("note_lines", None))
    meetings: dict[tuple[str, int], list[RawFile]] = {}
    for file in inventory.files:
        if file.role not in (Role.NOTE, Role.APPROVAL) or file.name not in hashes:
            continue
        owner = _owner(found, file, areas)
        if owner is not None and file.role is Role.NOTE:
            meetings.setdefault(owner, []).append(file)
        elif owner is not None:
            _take_approval(found, file, owner)
    places = {name for m in areas.all_municipalities if m.invented for name in (m.name_fi, m.name_sv)}
    notes, lines = [], []
    for (code, year), files in sorted(meetings.items()):
        read = _read(found, files, raw, code, year, places)
        if read is None:
            continue
        notes.append(read.notes)
        lines.append(read.lines)
        for problem in read.problems:
            place = problem.place.file if isinstance(problem.place, Place) else str(problem.place or "")
            found.blame(next((file.name for file in files if file.name == place), files[0].name), problem)
    found.notes, found.note_lines = _sorted("notes", notes), _sorted("note_lines", lines)
    return found


def _read(
    found: Meetings, files: Sequence[RawFile], raw: Path, code: str, year: int, places: Collection[str]
) -> NotesReading | None:
    """Read the notes of one municipality and year; a fault of the reader costs only the files it comes of."""
    from hyte.sources.notes import read_notes

    def read(some: Iterable[RawFile]) -> NotesReading:
        # Together, because a name on the attendance list of one note is kept out of the others as well.
        return read_notes([file.path for file in some], raw, code, year, places=sorted(places))

    faults: dict[str, Exception] = {}
    try:
        return read(files)
    except Exception as fault:  # noqa: BLE001 - the other notes go on, and these say what happened
        for file in files:
            try:
                read([file])
            except Exception as error:  # noqa: BLE001 - the same
                faults[file.name] = error
        if not faults:
            faults = dict.fromkeys((file.name for file in files), fault)
    for name, told in faults.items():
        reason = f"The note could not be read ({type(told).__name__}: {str(told)[:200]})."
        remedy = "Save it as txt; if that does not help, tell the project's maintainers."
        found.blame(name, InputError(reason, place=name, remedy=remedy))
    sound = [file for file in files if file.name not in faults]
    return _read(found, sound, raw, code, year, places) if sound else None


def _owner(found: Meetings, file: RawFile, areas: Areas) -> tuple[str, int] | None:
    if file.municipality is None or file.year is None:
        return None
    try:
        return areas.find(file.municipality).municipality.code, file.year
    except HyteError as error:
        reason = f"The folder {file.municipality!r} does not name a municipality. {error.reason}"
        found.blame(file.name, InputError(reason, place=file.name, remedy=error.remedy))
        return None


def _take_approval(found: Meetings, file: RawFile, owner: tuple[str, int]) -> None:
    earlier = found.approvals.get(owner)
    try:
        if earlier:
            raise InputError(
                f"The report of {owner[0]} {owner[1]} has an approval already, in {earlier.file}.",
                place=file.name,
                remedy="Remove one of the two.",
            )
        found.approvals[owner] = parse_approval(file.path.read_bytes(), file.name)
    except InputError as problem:
        found.blame(file.name, problem)


def _sorted(name: str, parts: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    rows = conform(name, pd.concat(filled, ignore_index=True) if filled else None)
    return rows.sort_values(["municipality", "year", "file", "line"], kind="stable", ignore_index=True)
