"""Municipalities of one's own: every `areas.csv` of the raw folder."""

from __future__ import annotations

from hyte.errors import InputError
from hyte.reference.areas import Areas, OwnArea
from hyte.reference.own_areas import read_own_areas
from hyte.store.files import Inventory, Role


def areas_of_inventory(inventory: Inventory) -> Areas:
    """The official areas and those of the raw folder; a list that cannot be read is passed over."""
    return own_areas_in(inventory, [])[0]


def own_areas_in(
    inventory: Inventory, problems: list[InputError]
) -> tuple[Areas, tuple[OwnArea, ...], tuple[str, ...]]:
    """All areas, those of one's own, and the folders in which every file is invented."""
    areas = Areas.official()
    rows: list[OwnArea] = []
    folders: list[str] = []
    for file in inventory.of(Role.AREAS):
        try:
            own = read_own_areas(file.path, shown_as=file.name)
            areas = areas.extended(own)
        except InputError as problem:
            problems.append(problem)
            continue
        except OSError as error:
            problems.append(InputError(f"The file cannot be opened ({error.strerror}).", place=file.name))
            continue
        rows += own
        if own and all(area.invented for area in own):
            folders.append(file.folder)
    return areas, tuple(rows), tuple(folders)
