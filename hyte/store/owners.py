"""Whose notes, registers, surveys, corrections and approval lie where: by municipality and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hyte.errors import HyteError, InputError
from hyte.reference.areas import Areas
from hyte.store.files import Inventory, RawFile, Role

OWN_ROLES = (Role.NOTE, Role.REGISTER, Role.SURVEY, Role.REVIEW, Role.APPROVAL)
"""Roles of the files that a municipality itself brings."""

Blame = Callable[[str, HyteError], None]
"""Called with the name of a file and a problem of it."""


@dataclass(slots=True)
class OwnFiles:
    """What one municipality brings for one year, by role, each list sorted by name."""

    files: dict[Role, list[RawFile]] = field(default_factory=dict)

    def of(self, role: Role) -> list[RawFile]:
        """Its files with this role."""
        return self.files.get(role, [])


def own_files(
    inventory: Inventory, hashes: Mapping[str, tuple[str, int]], areas: Areas, blame: Blame
) -> dict[tuple[str, int], OwnFiles]:
    """Files by (municipality code, year), in that order; files that could not be opened are left out."""
    found: dict[tuple[str, int], OwnFiles] = {}
    for file in inventory.files:
        if file.role not in OWN_ROLES or file.name not in hashes:
            continue
        owner = _owner(file, areas, blame)
        if owner is not None:
            found.setdefault(owner, OwnFiles()).files.setdefault(file.role, []).append(file)
    return dict(sorted(found.items()))


def _owner(file: RawFile, areas: Areas, blame: Blame) -> tuple[str, int] | None:
    if file.municipality is None or file.year is None:
        return None
    try:
        return areas.find(file.municipality).municipality.code, file.year
    except HyteError as error:
        reason = f"The folder {file.municipality!r} does not name a municipality. {error.reason}"
        remedy = f"{error.remedy or ''} Rename the folder; until then nothing in it is read.".strip()
        blame(file.name, InputError(reason, place=file.name, remedy=remedy))
        return None
