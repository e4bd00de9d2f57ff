"""Whether the first sheet of a workbook names the municipality and the year of its folder."""

from __future__ import annotations

from hyte.errors import UsageError
from hyte.model import LANGUAGES
from hyte.reference.areas import Areas
from hyte.sources.registers.matching import name_key
from hyte.sources.registers.problems import Problems
from hyte.sources.registers.values import as_text
from hyte.sources.registers.words import word
from hyte.sources.workbooks import Sheet, cell_name

_SEARCHED_ROWS = 12


def check_owner(sheet: Sheet, municipality: str, year: int, areas: Areas, problems: Problems) -> None:
    """Compare the sheet of instructions with the folder; empty cells say nothing and are no problem."""
    told, place = _answer(sheet, "municipality")
    if told and not _same_municipality(told, municipality, areas):
        problems.add(
            f"The workbook names the municipality {told!r}, but lies in the folder of another one"
            f" ({_name(municipality, areas)}), for which it was read.",
            "Move the workbook to its own folder, or correct the name on its first sheet.",
            sheet=sheet.name,
            cell=place,
        )
    told, place = _answer(sheet, "year")
    if told and told != str(year):
        problems.add(
            f"The workbook names the year {told}, but lies in the folder of {year}, for which it was read.",
            "Move the workbook to the folder of its year, or correct the year on its first sheet.",
            sheet=sheet.name,
            cell=place,
        )


def _answer(sheet: Sheet, question: str) -> tuple[str, str]:
    labels = {name_key(word(f"instructions.{question}", language)) for language in LANGUAGES}
    for position, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if len(row) > 1 and isinstance(row[0], str) and name_key(row[0].rstrip(": ")) in labels:
            return as_text(row[1]), cell_name(position, 1)
    return "", ""


def _same_municipality(told: str, municipality: str, areas: Areas) -> bool:
    if name_key(told) == name_key(municipality):
        return True
    try:
        wanted = areas.find(municipality, reportable=False).municipality.code
    except UsageError:
        return True  # a folder that nobody knows is told elsewhere
    try:
        return areas.find(told, reportable=False).municipality.code == wanted
    except UsageError:
        return False


def _name(municipality: str, areas: Areas) -> str:
    try:
        return areas.find(municipality, reportable=False).municipality.name_fi
    except UsageError:
        return municipality
