"""Writing the review workbooks: what was read from the notes, for the coordinator to correct."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from hyte.errors import HyteError, UsageError
from hyte.reference.areas import Areas
from hyte.running.request import Options, with_options
from hyte.running.run import EXIT_DONE, EXIT_FAILED
from hyte.settings import Settings, read_settings

if TYPE_CHECKING:
    from hyte.store.files import Inventory
    from hyte.store.local_inputs import OwnInputs

_SHOWN = 5


def write_reviews(settings_file: Path, options: Options, console: Console) -> int:
    """Write `review.xlsx` beside the notes of every municipality and year that is asked for.

    Corrections that a workbook has already are taken over. What cannot be written is told, and the others go
    on.
    """
    from hyte.store.files import take_inventory
    from hyte.store.ingest import hash_raw_files
    from hyte.store.own_areas import areas_of_inventory
    from hyte.store.owners import own_files

    settings = with_options(read_settings(settings_file), options)
    inventory = take_inventory(settings.folders.raw, leave_out=settings.folders.processed)
    hashes, _ = hash_raw_files(inventory)
    areas = areas_of_inventory(inventory)
    owners = list(_wanted(settings, areas, own_files(inventory, hashes, areas, lambda *_: None)))
    code = EXIT_DONE
    for owner in owners:
        try:
            _write(settings, inventory, hashes, areas, owner, console)
        except HyteError as error:
            console.print(f"Not written: {error}", highlight=False, markup=False)
            code = EXIT_FAILED
    return code


def _wanted(settings: Settings, areas: Areas, owners: Iterable[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    present = list(owners)
    codes = {areas.find(name).municipality.code for name in settings.reports.municipalities}
    years = set(settings.reports.years)
    chosen = [
        owner for owner in present if (not codes or owner[0] in codes) and (not years or owner[1] in years)
    ]
    if not chosen:
        raise UsageError(
            "No notes were found of the municipality and year that were asked for.",
            place=str(settings.folders.raw),
            remedy="Put the notes into <municipality>/<year>/notes in the raw folder, "
            "or name others with --municipality and --year.",
        )
    return chosen


def _write(
    settings: Settings,
    inventory: Inventory,
    hashes: dict[str, tuple[str, int]],
    areas: Areas,
    owner: tuple[str, int],
    console: Console,
) -> None:
    from hyte.sources.review import review_bytes
    from hyte.store.files import NOTES_FOLDER, REVIEW, Role
    from hyte.store.local_inputs import read_owner
    from hyte.store.owners import own_files

    files = own_files(inventory, hashes, areas, lambda *_: None)[owner]
    notes = files.of(Role.NOTE)
    if not notes:
        name = areas.find(owner[0]).municipality.name_fi
        console.print(f"{name} {owner[1]}: no notes, so nothing to review.", highlight=False, markup=False)
        return
    municipality = areas.find(owner[0]).municipality
    inputs, found = read_owner(settings.folders.raw, inventory, hashes, areas, owner)
    tables = inputs.uncorrected or inputs.tables
    reviewed = files.of(Role.REVIEW)
    if reviewed:
        _require_whole(inputs, found.problems.get(reviewed[0].name, []), reviewed[0].name)
    content = review_bytes(
        tables["notes"],
        tables["note_lines"],
        tables["withheld"],
        inputs.applied,
        municipality.first_language,
    )
    target = reviewed[0].path if reviewed else _folder_above(notes[0].path, NOTES_FOLDER) / REVIEW
    _put(content, target)
    lines = tables["note_lines"]
    unread = int(lines["reason"].isin(["unread", "rest"]).sum())
    told = f"{municipality.name_fi} {owner[1]}: {len(tables['notes'])} records, {unread} unread lines"
    if inputs.applied and (found_again := len(inputs.applied.found)):
        told += f", {found_again} correction{'s' if found_again > 1 else ''} taken over"
    if inputs.applied and inputs.applied.lost:
        told += f", {len(inputs.applied.lost)} without a place any more"
    console.print(f"{target}: {told}.", highlight=False, markup=False)


def _require_whole(inputs: OwnInputs, problems: Sequence[HyteError], file: str) -> None:
    """Writing the workbook anew would lose what could not be read of the one that is there."""
    if inputs.applied is None:
        reason = problems[0].reason if problems else "The review workbook that is there could not be read."
        raise UsageError(
            reason,
            place=file,
            remedy="It was left as it is. Mend it or move it elsewhere, and give the command again.",
        )
    refused = inputs.applied.refused
    if refused:
        told = "; ".join(str(problem) for problem in refused[:_SHOWN])
        more = f"; and {len(refused) - _SHOWN} more" if len(refused) > _SHOWN else ""
        raise UsageError(
            f"Cells of the review workbook could not be used: {told}{more}",
            place=file,
            remedy="It was left as it is. Mend these cells and give the command again.",
        )


def _folder_above(path: Path, name: str) -> Path:
    folder = path.parent
    while folder.name.casefold() != name:
        folder = folder.parent
    return folder.parent


def _put(content: bytes, target: Path) -> None:
    """Replace the workbook in one step; one that is open in Excel stays as it is."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"The workbook cannot be written ({error.strerror or error}).",
            place=target.name,
            remedy="Close it in Excel, see that the folder may be written, and give the command again.",
        ) from error
