"""Names of areas as sentences need them: Heinolassa, Ruokolahdella, på Åland, in the whole country."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Protocol

from hyte.language.inflection import Case, inflect
from hyte.language.wording import wording
from hyte.model import Language
from hyte.reference.area_index import index_of

if TYPE_CHECKING:
    from hyte.reference.areas import Areas

__all__ = ["Case", "HasRegion", "PlaceNames"]

_MUNICIPALITY = "KUNTA"
_UNNAMED = "NAME:"
"""Beginning of the id of an area of which only the name was given."""


class HasRegion(Protocol):
    """A municipality, a county or a region."""

    @property
    def region_id(self) -> str:
        """Id in the processed tables."""


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Names of the areas that a report knows, official and one's own, in their cases."""

    areas: Areas

    def inflected(self, area: str | HasRegion, case: Case, language: Language) -> str:
        """An area's name in a case, as it stands inside a sentence: "koko maassa", "Heinolan", "i Lovisa".

        Parameters
        ----------
        area : str or HasRegion
            An id ("KU111", "HVA09", "MK07", "SSS") or a municipality, county or region.
        case : Case
            Swedish and English have a preposition where Finnish has a local case, and no partitive.
        language : {"fi", "sv", "en"}
            Language of the sentence.

        Returns
        -------
        str
            A Finnish name that no list has and whose form is not certain is told in the safe way:
            "Satulahden kunnassa" or "kunnassa X". An id that nobody knows stands for its own name.
        """
        region = area if isinstance(area, str) else area.region_id
        listed = _listed(language).get(region)
        if listed:
            return listed[case]
        known = index_of(self.areas).by_region.get(region)
        if known is None:
            return _told("area", region.removeprefix(_UNNAMED), case, language)
        kind = "municipality" if known.category == _MUNICIPALITY else "area"
        if language == "sv":
            return _told(kind, known.name_sv, case, language)
        if language == "en":
            # The list has the names as headings.
            article = "the " if known.name_en.endswith("wellbeing services county") else ""
            return _told(kind, article + known.name_en, case, language)
        return _by_rule(kind, known.name_fi, case)


@cache
def _listed(language: Language) -> Mapping[str, Mapping[Case, str]]:
    file = resources.files("hyte.language").joinpath(f"place_names_{language}.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["region"]: {case: row[case] for case in Case} for row in rows}


def _by_rule(kind: str, name: str, case: Case) -> str:
    forms = inflect(name)
    if case not in forms and kind == "municipality" and Case.GENITIVE in forms:
        forms = inflect(f"{forms[Case.GENITIVE]} kunta")
    return forms[case] if case in forms else _told(kind, name, case, "fi")


def _told(kind: str, name: str, case: Case, language: Language) -> str:
    if case == Case.NOMINATIVE or (
        case == Case.GENITIVE and language == "sv" and name.endswith(("s", "x", "z"))
    ):
        return name
    return wording(language)(f"place.{kind}.{case}", name=name)
