"""What the region lists and indicator lists in the raw folder tell about the files that hold figures.

Sotkanet's data files carry ids without names; its lists, saved anywhere in the raw folder, name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hyte.reference.areas import fold
from hyte.reference.labels import normalised

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class ListedRegion:
    """A region as a list has it: code within its category, and its names."""

    code: str
    category: str | None
    name_fi: str | None
    name_sv: str | None
    name_en: str | None

    @property
    def label(self) -> str | None:
        """The first name that the list gives."""
        return self.name_fi or self.name_sv or self.name_en

    def names(self) -> tuple[str | None, str | None, str | None]:
        """The names in Finnish, Swedish and English; one that is missing is taken from another language."""
        return self.name_fi or self.label, self.name_sv or self.label, self.name_en or self.label


@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """An indicator as a list or a table has it; texts are None and decimals too where it says nothing."""

    source: str
    code: str | None
    table: str | None
    titles: tuple[str | None, str | None, str | None]
    units: tuple[str | None, str | None, str | None]
    decimals: int | None


@dataclass(frozen=True, slots=True)
class FoundList:
    """One list: the file it is in, whether that is invented, and its two tables (either may be None)."""

    file: str
    invented: bool
    regions: pd.DataFrame | None
    indicators: pd.DataFrame | None


@dataclass(frozen=True, slots=True, eq=False)
class FoundLists:
    """The lists that count for one file.

    `region_by_id` is by Sotkanet's own region id, `region_by_name` by folded name (names that several regions
    share are left to municipalities, or left out). `indicator_by_code` is by (source, table or "", code), and
    `code_by_title` by (source, normalised title); a title of several indicators is left out.
    """

    region_by_id: Mapping[str, ListedRegion] = field(default_factory=dict)
    region_by_name: Mapping[str, ListedRegion] = field(default_factory=dict)
    indicator_by_code: Mapping[tuple[str, str, str], ListedIndicator] = field(default_factory=dict)
    code_by_title: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def indicator(self, source: str, table: str | None, code: str | None) -> ListedIndicator | None:
        """The listed indicator of a source's id, in the table first, then in lists without tables."""
        if not code:
            return None
        in_table = self.indicator_by_code.get((source, table or "", code))
        return in_table or self.indicator_by_code.get((source, "", code))


class ListsByFolder:
    """The lists of the raw folder, merged once for each folder that holds data files."""

    def __init__(self, lists: Iterable[FoundList]) -> None:
        self._lists = [
            (one, _regions(one.regions), _indicators(one.indicators))
            for one in sorted(lists, key=lambda one: one.file)
        ]
        self._merged: dict[tuple[str, bool], FoundLists] = {}

    def of(self, file: str, *, invented: bool) -> FoundLists:
        """The lists that count for one data file; where they disagree, that in the nearest folder is right.

        Lists of invented areas never speak for real files; for invented files they go before the real ones.
        """
        folder = file.rpartition("/")[0]
        if (folder, invented) not in self._merged:
            self._merged[folder, invented] = self._merge(folder, invented)
        return self._merged[folder, invented]

    def _merge(self, folder: str, invented: bool) -> FoundLists:
        usable = [entry for entry in self._lists if invented or not entry[0].invented]
        usable.sort(key=lambda entry: (not entry[0].invented, -_shared_folders(entry[0].file, folder)))
        regions: dict[str, ListedRegion] = {}
        names: dict[str, set[ListedRegion]] = {}
        indicators: dict[tuple[str, str, str], ListedIndicator] = {}
        codes: dict[tuple[str, str], set[str]] = {}
        for _, listed_regions, listed_indicators in usable:
            for sotkanet_id, listed in listed_regions:
                region = regions.setdefault(sotkanet_id, listed) if sotkanet_id else listed
                for name in (region.name_fi, region.name_sv, region.name_en):
                    if name:
                        names.setdefault(fold(name), set()).add(region)
            for indicator in listed_indicators:
                if not indicator.code:
                    continue
                key = (indicator.source, indicator.table or "", indicator.code)
                indicators.setdefault(key, indicator)
                for title in indicator.titles:
                    if title:
                        codes.setdefault((indicator.source, normalised(title)), set()).add(indicator.code)
        return FoundLists(
            regions,
            {name: only for name, same in names.items() if (only := _only(same)) is not None},
            indicators,
            {title: min(found) for title, found in codes.items() if len(found) == 1},
        )


def _only(same: set[ListedRegion]) -> ListedRegion | None:
    areas = {(region.category, region.code): region for region in sorted(same, key=str)}
    if len(areas) > 1:
        areas = {key: region for key, region in areas.items() if key[0] == "KUNTA"}
    return next(iter(areas.values())) if len(areas) == 1 else None


def _shared_folders(file: str, folder: str) -> int:
    shared = 0
    for mine, theirs in zip(file.split("/")[:-1], folder.split("/"), strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared


def _regions(table: pd.DataFrame | None) -> list[tuple[str | None, ListedRegion]]:
    return [
        (row["sotkanet_id"], ListedRegion(row["code"], row["category"], *_texts(row, "name")))
        for row in _records(table)
        if row["code"]
    ]


def _indicators(table: pd.DataFrame | None) -> list[ListedIndicator]:
    return [
        ListedIndicator(
            row["source"] or "",
            row["code"],
            row["table"],
            _texts(row, "title"),
            _texts(row, "unit"),
            None if row["decimals"] is None else int(row["decimals"]),
        )
        for row in _records(table)
    ]


def _texts(row: Mapping[str, str | None], name: str) -> tuple[str | None, str | None, str | None]:
    return row[f"{name}_fi"] or None, row[f"{name}_sv"] or None, row[f"{name}_en"] or None


def _records(table: pd.DataFrame | None) -> Sequence[Mapping[str, str | None]]:
    if table is None:
        return ()
    plain = table.astype(object).where(table.notna(), None)
    return plain.to_dict("records")  # type: ignore[return-value]
