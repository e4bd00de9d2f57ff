"""The areas that reports can be made of, and finding a municipality by what people write.

The division is that of 2026 (308 municipalities); those that were merged since 2013 lead to their successor.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import cast

from hyte.errors import UsageError
from hyte.reference.division import (
    County,
    FoundMunicipality,
    Merger,
    Municipality,
    MunicipalityGroup,
    MunicipalLanguage,
    OwnArea,
    Region,
    either,
    fold,
)
from hyte.reference.nearest import nearest_names
from hyte.reference.own_areas import check_own_area
from hyte.reference.tables import rows_of

__all__ = ["Areas", "County", "FoundMunicipality", "Merger", "Municipality", "OwnArea", "Region", "fold"]

ALAND_REGION = "21"

_COUNTRY = ("sss", "koko maa", "hela landet", "whole country", "suomi", "finland")
_MAINLAND = ("manner-suomi", "fastlandsfinland", "mainland finland")
# Names that are in use beside the official one of 2026.
_OTHER_NAMES = {
    "koski": "284",
    "pedersören": "599",
    "helsingin kaupunki": "091",
    "helsingfors stad": "091",
    "city of helsinki": "091",
}


@dataclass(frozen=True, eq=False)
class Areas:
    """All areas that reports can be made of. Make one with `Areas.official()`, add to it with `extended`."""

    all_municipalities: tuple[Municipality, ...]
    counties: tuple[County, ...]
    regions: tuple[Region, ...]
    mergers: tuple[Merger, ...]

    @staticmethod
    def official() -> Areas:
        """Municipalities of 2026, counties, regions and the mergers since 2013; read once."""
        return _official()

    def municipalities(self, mainland_only: bool = True) -> tuple[Municipality, ...]:
        """Municipalities by code; those of Åland only when `mainland_only` is False."""
        return tuple(m for m in self.all_municipalities if m.mainland or not mainland_only)

    def municipality(self, code: str) -> Municipality | None:
        """The municipality of today with this three-character code, if there is one."""
        return self._by_code.get(code)

    def county(self, code: str) -> County:
        """The county of a two-character code; raises `UsageError` for an unknown one."""
        found = self._county_by_code.get(code)
        if found is None:
            raise UsageError(
                f"There is no wellbeing services county with the code {code!r}.",
                remedy=f"The codes are {', '.join(c.code for c in self.counties)}.",
            )
        return found

    def merger(self, code: str) -> Merger | None:
        """The merger in which the municipality of this code ended, if it did."""
        return self._merger_by_code.get(code)

    def successor(self, code: str) -> Municipality | None:
        """Municipality of today that a code belongs to, through all mergers; None for an unknown code."""
        seen = set()
        while code not in self._by_code and code in self._merger_by_code and code not in seen:
            seen.add(code)
            code = self._merger_by_code[code].new_code
        return self._by_code.get(code)

    def knows_name(self, name: str) -> bool:
        """Whether a municipality, of today or a former one, has this name in any language."""
        return fold(name) in self._code_by_name

    def peers(self, code: str) -> tuple[Municipality, ...]:
        """Municipalities to compare with, by code.

        They are the other municipalities of the same county and the same municipality group. Where these are
        fewer than three, they are all other municipalities of the county; Helsinki, alone there, has none.
        """
        own = self._by_code[code]
        county = [m for m in self.all_municipalities if m.county == own.county and m.code != code]
        same_group = [m for m in county if m.group == own.group]
        return tuple(same_group if len(same_group) >= 3 else county)

    def find(self, text: str | int, *, reportable: bool = True) -> FoundMunicipality:
        """The municipality that is meant by a code or a name.

        Parameters
        ----------
        text : str or int
            5, "5", "005", "KU005" or a Finnish, Swedish or English name in any case. A merged municipality
            leads to its successor.
        reportable : bool
            Whether a report is to be made; then a municipality of Åland is refused.

        Raises
        ------
        UsageError
            For an unknown name or code (with the nearest names), for a county, a region or the country, and
            for a municipality of Åland when `reportable`.
        """
        code = self._code_of(text)
        found = self.successor(code) if code is not None else None
        if code is None or found is None:
            raise self._not_found(text)
        if reportable and not found.mainland:
            raise UsageError(
                f"{found.name_sv} ({found.code}) is in Åland, whose municipalities have their own "
                "legislation and no duty to make a welfare report under the Finnish act.",
                remedy="Give a municipality of mainland Finland.",
            )
        return FoundMunicipality(found, self._merger_by_code.get(code))

    def extended(self, own: Iterable[OwnArea]) -> Areas:
        """These areas and a project's own municipalities and counties.

        Rows with `merged_into` become mergers. Raises `InputError` for a row that clashes with an official
        code or name or that is not complete.
        """
        rows = tuple(own)
        for position, row in enumerate(rows):
            check_own_area(row, rows[:position], rows, self)
        new_counties = {
            row.county: County(
                row.county,
                row.county_fi,
                row.county_sv or row.county_fi,
                row.county_en or row.county_fi,
                invented=row.invented,
            )
            for row in reversed(rows)
            if row.county not in self._county_by_code
        }
        municipalities = [
            Municipality(
                code=row.code,
                name_fi=row.name_fi,
                name_sv=row.name_sv or row.name_fi,
                name_en=(row.name_sv or row.name_fi) if row.language.startswith("sv") else row.name_fi,
                language=cast(MunicipalLanguage, row.language),
                county=row.county,
                region="",
                group=cast(MunicipalityGroup, row.group),
                mainland=True,
                invented=row.invented,
            )
            for row in rows
            if not row.merged_into
        ]
        mergers = [
            Merger(row.code, row.name_fi, row.name_sv or row.name_fi, row.merged_into, row.merged_year)
            for row in rows
            if row.merged_into and row.merged_year is not None
        ]
        return replace(
            self,
            all_municipalities=tuple(
                sorted((*self.all_municipalities, *municipalities), key=lambda m: m.code)
            ),
            counties=tuple(sorted((*self.counties, *new_counties.values()), key=lambda c: c.code)),
            mergers=(*self.mergers, *sorted(mergers, key=lambda m: (m.year, m.old_code))),
        )

    @cached_property
    def _by_code(self) -> Mapping[str, Municipality]:
        return {m.code: m for m in self.all_municipalities}

    @cached_property
    def _county_by_code(self) -> Mapping[str, County]:
        return {c.code: c for c in self.counties}

    @cached_property
    def _merger_by_code(self) -> Mapping[str, Merger]:
        return {m.old_code: m for m in self.mergers}

    @cached_property
    def _code_by_name(self) -> Mapping[str, str]:
        names = dict(_OTHER_NAMES)
        for merger in self.mergers:
            names[fold(merger.old_name_fi)] = names[fold(merger.old_name_sv)] = merger.old_code
        for m in self.all_municipalities:
            fi, sv, en = fold(m.name_fi), fold(m.name_sv), fold(m.name_en)
            for name in (fi, sv, en, f"{fi}-{sv}", f"{sv}-{fi}", f"{fi}/{sv}", f"{sv}/{fi}"):
                names[name] = m.code
        return names

    @cached_property
    def _larger_by_name(self) -> Mapping[str, tuple[str, str]]:
        larger = dict.fromkeys(_COUNTRY, ("the whole country", ""))
        larger |= dict.fromkeys(_MAINLAND, ("mainland Finland", ""))
        for region in self.regions:
            for name in (region.name_fi, region.name_sv, region.name_en, region.region_id):
                larger.setdefault(fold(name), ("a region", region.code))
        for county in self.counties:
            what = "a wellbeing services county" if county.is_county else "an area of health services"
            bare = fold(county.name_fi).removesuffix(" hyvinvointialue")
            names = (county.name_fi, county.name_sv, county.name_en, county.region_id, bare, f"{bare} hva")
            for name in names:
                larger.setdefault(fold(name), (what, county.code))
        return larger

    def _code_of(self, text: str | int) -> str | None:
        wanted = fold(str(text))
        number = re.fullmatch(r"(?:ku)?(\d{1,3})", wanted)
        if number:
            code = number[1].zfill(3)
            return code if code in self._by_code or code in self._merger_by_code else None
        return self._code_by_name.get(wanted)

    def _not_found(self, text: str | int) -> UsageError:
        shown = str(text).strip()
        wanted = fold(str(text))
        if not wanted:
            return UsageError(
                "The municipality is empty.", remedy="Give its name or its code, for example Heinola or 111."
            )
        larger = self._larger_by_name.get(wanted)
        if larger:
            what, code = larger
            return UsageError(f"{shown} is {what}, not a municipality.", remedy=self._instead(what, code))
        nearest = self._nearest(wanted)
        if nearest:
            remedy = f"Did you mean {either(nearest)}?"
        else:
            remedy = "Give the name or the three-digit code of a municipality, for example Heinola or 111."
        return UsageError(f"There is no municipality {shown!r}.", remedy=remedy)

    def _instead(self, what: str, code: str) -> str:
        if not code:
            return "Give one municipality, for example Heinola or 111."
        members = [
            m.name_fi for m in self.municipalities() if code == (m.region if what == "a region" else m.county)
        ]
        if not members:
            return "Give a municipality of mainland Finland; Åland has no duty to make these reports."
        return f"Give one of its municipalities: {', '.join(sorted(members))}."

    def _nearest(self, wanted: str) -> list[str]:
        if re.fullmatch(r"(?:ku)?\d+", wanted):
            digits = wanted.removeprefix("ku").zfill(3)
            codes = difflib.get_close_matches(digits, self._by_code, n=4, cutoff=0.6)
            return [f"{code} {self._by_code[code].name_fi}" for code in codes]
        names = nearest_names(wanted, (name for name in self._code_by_name if "/" not in name))
        return list(dict.fromkeys(self._shown(name) for name in names))[:4]

    def _shown(self, name: str) -> str:
        code = self._code_by_name[name]
        merger = self._merger_by_code.get(code)
        if merger:
            return merger.old_name_fi
        m = self._by_code[code]
        return m.name_sv if fold(m.name_sv) == name else m.name_fi


@cache
def _official() -> Areas:
    municipalities = tuple(
        Municipality(
            code=row["code"],
            name_fi=row["name_fi"],
            name_sv=row["name_sv"],
            name_en=row["name_en"],
            language=cast(MunicipalLanguage, row["language"]),
            county=row["county"],
            region=row["region"],
            group=cast(MunicipalityGroup, row["group"]),
            mainland=row["region"] != ALAND_REGION,
        )
        for row in rows_of("municipalities.csv")
    )
    counties = tuple(
        County(row["code"], row["name_fi"], row["name_sv"], row["name_en"], is_county=row["is_county"] == "1")
        for row in rows_of("counties.csv")
    )
    regions = tuple(
        Region(row["code"], row["name_fi"], row["name_sv"], row["name_en"]) for row in rows_of("regions.csv")
    )
    mergers = tuple(
        Merger(row["old_code"], row["old_name_fi"], row["old_name_sv"], row["new_code"], int(row["year"]))
        for row in rows_of("mergers.csv")
    )
    return Areas(municipalities, counties, regions, mergers)
