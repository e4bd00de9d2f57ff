"""Writing an empty register workbook into the folder of each municipality and year that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from hyte.errors import HyteError, UsageError
from hyte.model import LANGUAGES, Language
from hyte.reference.nearest import nearest_names
from hyte.running.request import Options, with_options
from hyte.running.run import EXIT_DONE, EXIT_FAILED
from hyte.settings import Settings, read_settings

if TYPE_CHECKING:
    from hyte.reference.areas import Areas
    from hyte.reference.division import Municipality
    from hyte.sources.registers.layout import RegisterLayout

FOLDER = "registers"
_FILE_NAMES: dict[Language, str] = {"fi": "rekisterit", "sv": "register", "en": "registers"}


def tell_template(
    settings_file: Path, options: Options, console: Console, registers: Sequence[str], language: str
) -> int:
    """Write the workbook, one for each municipality and year; a file that is there already is left alone.

    Parameters
    ----------
    settings_file : pathlib.Path
        The `pipeline.toml`.
    options : Options
        Municipalities and years, else those of the settings; and the raw folder.
    console : rich.console.Console
        Where it tells what it wrote.
    registers : sequence of str
        Ids or sheet names of the registers to have; all of them when empty.
    language : str
        fi, sv or en; "own" or "" for the municipality's first language.

    Raises
    ------
    UsageError
        When no municipality or year is named, or a name is not known. Nothing is written then.
    """
    from hyte.sources.registers.layout import find_register

    settings = with_options(read_settings(settings_file), options)
    layouts = tuple(find_register(name) for name in registers)
    _check_language(language)
    areas = _areas(settings)
    municipalities, years = _wanted(settings, areas)
    code = EXIT_DONE
    for municipality in municipalities:
        spoken = next((known for known in LANGUAGES if known == language), municipality.first_language)
        for year in years:
            target = _folder(settings.folders.raw, municipality, year, areas) / _file_name(layouts, spoken)
            try:
                _write(target, spoken, layouts, municipality, year)
            except HyteError as error:
                console.print(f"Not written: {error}", highlight=False, markup=False)
                code = EXIT_FAILED
            else:
                console.print(f"Written: {target}", highlight=False, markup=False)
    if code == EXIT_DONE:
        console.print("Fill it in and save it there; the next run reads it.", highlight=False, markup=False)
    return code


def _check_language(language: str) -> None:
    if language not in (*LANGUAGES, "own", ""):
        near = nearest_names(language, (*LANGUAGES, "own"), 1)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise UsageError(f"Unknown language {language!r}.", remedy=f"{hint}Known: fi, sv, en, own.")


def _areas(settings: Settings) -> Areas:
    from hyte.reference.areas import Areas
    from hyte.store.files import take_inventory
    from hyte.store.own_areas import areas_of_inventory

    if not settings.folders.raw.is_dir():
        return Areas.official()
    return areas_of_inventory(take_inventory(settings.folders.raw, leave_out=settings.folders.processed))


def _wanted(settings: Settings, areas: Areas) -> tuple[list[Municipality], Sequence[int]]:
    names, years = settings.reports.municipalities, settings.reports.years
    if not names:
        raise UsageError(
            "No municipality is named.",
            remedy="Give --municipality NAME, or list municipalities in pipeline.toml.",
        )
    if not years:
        raise UsageError("No year is named.", remedy="Give --year 2024, or list years in pipeline.toml.")
    found = {areas.find(name).municipality.code: areas.find(name).municipality for name in names}
    return list(found.values()), tuple(dict.fromkeys(years))


def _folder(raw: Path, municipality: Municipality, year: int, areas: Areas) -> Path:
    """The folder that the municipality has already, for this year or another one; else a new one."""
    theirs = list(_folders_of(raw, municipality, areas))
    of_year = [folder for folder in theirs if folder.name == str(year)]
    if of_year:
        return of_year[0] / FOLDER
    if theirs:
        return theirs[0].parent / str(year) / FOLDER
    name = municipality.name_sv if municipality.language.startswith("sv") else municipality.name_fi
    return raw / name / str(year) / FOLDER


def _folders_of(raw: Path, municipality: Municipality, areas: Areas) -> Iterator[Path]:
    """Folders `<municipality>/<year>` at any depth, sorted."""
    for folder in sorted(raw.rglob("[12][0-9][0-9][0-9]")):
        if not folder.is_dir() or folder.parent == raw:
            continue
        try:
            found = areas.find(folder.parent.name).municipality
        except UsageError:
            continue
        if found.code == municipality.code:
            yield folder


def _file_name(layouts: Sequence[RegisterLayout], language: Language) -> str:
    from hyte.reference.labels import slug

    name = slug(layouts[0].sheets.of(language)) if len(layouts) == 1 else _FILE_NAMES[language]
    return f"{name}.xlsx"


def _write(
    target: Path,
    language: Language,
    layouts: Sequence[RegisterLayout],
    municipality: Municipality,
    year: int,
) -> None:
    from hyte.sources.registers.template import template_bytes

    name = municipality.name_sv if language == "sv" else municipality.name_fi
    content = template_bytes(
        language, [layout.id for layout in layouts] or None, municipality=name, year=year
    )
    if target.exists():
        raise _there_already(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_new(target, content)
    except OSError as error:
        raise UsageError(
            f"The workbook cannot be written ({error.strerror or error}).",
            place=str(target),
            remedy="See that the folder may be written and that there is room.",
        ) from error


def _write_new(target: Path, content: bytes) -> None:
    """Make the file only when it is not there: what a coordinator has filled in is never lost."""
    try:
        stream = target.open("xb")
    except FileExistsError as error:
        raise _there_already(target) from error
    try:
        with stream:
            stream.write(content)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _there_already(target: Path) -> UsageError:
    return UsageError(
        "The workbook is there already and was left as it is.",
        place=str(target),
        remedy="Fill in that one, or rename it and give the command again.",
    )
