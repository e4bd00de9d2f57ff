"""The values of the municipal division: municipalities, counties, regions, mergers, a project's own areas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hyte.errors import Place
from hyte.model import Language

MunicipalLanguage = Literal["fi", "sv", "fi-sv", "sv-fi"]
"""Official languages of a municipality, that of the majority first."""
MunicipalityGroup = Literal["urban", "semi_urban", "rural"]
"""Statistical grouping of municipalities: kaupunkimainen, taajaan asuttu, maaseutumainen."""

LANGUAGE_STATUSES: tuple[MunicipalLanguage, ...] = ("fi", "sv", "fi-sv", "sv-fi")
GROUPS: tuple[MunicipalityGroup, ...] = ("urban", "semi_urban", "rural")


def fold(text: str) -> str:
    """Form of a name in which case, blanks, dash marks and Unicode composition make no difference."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"\s*-\s*", "-", text)
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today's division.

    `code` has three characters ("005"), `county` two ("09"; "90" Helsinki and "91" Åland are no wellbeing
    services counties), `region` two (maakunta; empty for a municipality of one's own). `mainland` is False in
    Åland.
    """

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    language: MunicipalLanguage
    county: str
    region: str
    group: MunicipalityGroup
    mainland: bool
    invented: bool = False

    def name(self, language: Language) -> str:
        """Official name in one of the three languages."""
        return _name(self, language)

    @property
    def first_language(self) -> Language:
        """The language of the majority: what workbooks for the municipality are written in."""
        return "sv" if self.language.startswith("sv") else "fi"

    @property
    def bilingual(self) -> bool:
        """Whether both Finnish and Swedish are official languages here."""
        return "-" in self.language

    @property
    def region_id(self) -> str:
        """Id in the processed tables, for example "KU111"."""
        return f"KU{self.code}"


@dataclass(frozen=True, slots=True)
class County:
    """A wellbeing services county, or Helsinki (90) or Åland (91), which stand beside them in the list."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    is_county: bool = True
    invented: bool = False

    def name(self, language: Language) -> str:
        """Official name in one of the three languages."""
        return _name(self, language)

    @property
    def region_id(self) -> str:
        """Id in the processed tables, for example "HVA09"."""
        return f"HVA{self.code}"


@dataclass(frozen=True, slots=True)
class Region:
    """A region (maakunta), for example code "07" Päijät-Häme."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str

    def name(self, language: Language) -> str:
        """Official name in one of the three languages."""
        return _name(self, language)

    @property
    def region_id(self) -> str:
        """Id in the processed tables, for example "MK07"."""
        return f"MK{self.code}"


@dataclass(frozen=True, slots=True)
class Merger:
    """A municipality that became part of another on 1 January of `year`."""

    old_code: str
    old_name_fi: str
    old_name_sv: str
    new_code: str
    year: int

    def name(self, language: Language) -> str:
        """Name that the former municipality had."""
        return self.old_name_sv if language == "sv" else self.old_name_fi


@dataclass(frozen=True, slots=True)
class FoundMunicipality:
    """The municipality that was meant, and the merger that led there when a former one was asked for."""

    municipality: Municipality
    merged_from: Merger | None = None


@dataclass(frozen=True, slots=True)
class OwnArea:
    """One row of an ``areas.csv``: a municipality of one's own; the columns are those of the file."""

    code: str
    name_fi: str
    name_sv: str
    language: str
    county: str
    county_fi: str
    county_sv: str
    county_en: str
    group: str
    merged_into: str = ""
    merged_year: int | None = None
    invented: bool = True
    place: Place | None = None
    """Where the row stands, for messages."""


def _name(area: Municipality | County | Region, language: Language) -> str:
    return {"fi": area.name_fi, "sv": area.name_sv, "en": area.name_en}[language]


def either(words: Iterable[str]) -> str:
    """The words as a choice: "fi, sv or en"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
