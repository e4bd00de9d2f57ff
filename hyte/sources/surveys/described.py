"""What the register workbook tells of a survey: its title, design, channel, and how many were asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hyte.errors import HyteError, InputError, Place
from hyte.reference.nearest import nearest_names

if TYPE_CHECKING:
    import pandas as pd

REGISTER = "surveys"
SHEET = "Kyselyt"


@dataclass(frozen=True, slots=True)
class Description:
    """One row of the register; `fields` are its canonical texts by field id."""

    file: str
    fields: Mapping[str, str]
    place: Place

    def text(self, field: str) -> str | None:
        """A field's text, None when it is not filled."""
        return self.fields.get(field)

    def whole(self, field: str) -> int | None:
        """A field's whole number, None when it is not filled or is none."""
        text = self.fields.get(field, "")
        return int(text) if text.isascii() and text.isdigit() else None


def descriptions(registers: pd.DataFrame | None) -> tuple[Description, ...]:
    """The rows of the register `surveys` in the long table `registers`, in its order."""
    if registers is None or registers.empty:
        return ()
    chosen = registers[(registers["register"] == REGISTER) & ~registers["extra"].astype(bool)]
    found = []
    for _, rows in chosen.groupby("record", sort=False):
        fields = dict(zip(rows["field"], rows["value"], strict=True))
        first = rows.iloc[0]
        named = rows[rows["field"] == "file"]
        cell = (named.iloc[0] if len(named) else first)["cell"]
        place = Place(str(first["file"]), sheet=str(first["sheet"]), cell=str(cell))
        if "file" in fields:
            found.append(Description(str(fields["file"]), fields, place))
    return tuple(found)


def find_description(found: Sequence[Description], name: str) -> Description | None:
    """The description of a file: by its name, else by its name without the ending."""
    for form in (_name, _stem):
        for description in found:
            if form(description.file) == form(name):
                return description
    return None


def unused(found: Sequence[Description], names: Iterable[str]) -> list[HyteError]:
    """Problems of descriptions whose file is not there."""
    names = list(names)
    shown = [PurePosixPath(name).name for name in names]
    problems: list[HyteError] = []
    for description in found:
        if any(find_description([description], name) for name in names):
            continue
        near = nearest_names(PurePosixPath(description.file).name, shown, 1)
        hint = f"Did you mean {near[0]}? " if near else ""
        problems.append(
            InputError(
                f"The survey's file {description.file} is not in the folder surveys.",
                place=description.place,
                remedy=f"{hint}Write the file's name as it is in the folder.",
            )
        )
    return problems


def odd_numbers(description: Description, answers: int) -> list[HyteError]:
    """Problems of numbers that cannot be right together."""
    population, invited = description.whole("population"), description.whole("invited")
    faults = []
    if invited is not None and answers > invited:
        faults.append(f"{answers} answered, but only {invited} are said to have been invited.")
    if population is not None and max(invited or 0, answers) > population:
        faults.append(f"The population of {population} is smaller than the number of those asked.")
    return [
        InputError(fault, place=description.place, remedy=f"Correct the sheet {SHEET}.") for fault in faults
    ]


def _name(file: str) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(file.replace("\\", "/")).name).casefold().strip()


def _stem(file: str) -> str:
    return PurePosixPath(_name(file)).stem
