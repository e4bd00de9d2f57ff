"""Which areas add up to which: municipalities to counties and regions, and those to the whole country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hyte.reference.areas import Areas

COUNTRY = "SSS"


@dataclass(frozen=True, slots=True)
class AreaSums:
    """Sums of areas in the division of today, by region id.

    Each of `ways` tells of every part which area it is part of, and has all parts of that area. `county` is
    the county that an area lies in; a region belongs to that of its first municipality.
    """

    ways: tuple[Mapping[str, str], ...]
    county: Mapping[str, str]

    @staticmethod
    def of(areas: Areas) -> AreaSums:
        """Sums of the municipalities of `areas`; the country is the sum of counties, and of regions."""
        municipalities = areas.municipalities(mainland_only=False)
        counties = {one.region_id: f"HVA{one.county}" for one in municipalities}
        regions = {one.region_id: f"MK{one.region}" for one in municipalities if one.region}
        lies_in = counties | {name: name for name in counties.values()}
        for municipality, region in regions.items():
            lies_in.setdefault(region, counties[municipality])
        whole = [dict.fromkeys(sorted(set(parts.values())), COUNTRY) for parts in (counties, regions)]
        return AreaSums((counties, regions, *whole), lies_in)

    def parts(self) -> dict[str, list[tuple[str, ...]]]:
        """The parts of each area that is a sum, once for each way in which it is one."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for way in self.ways:
            members: dict[str, list[str]] = {}
            for part, whole in way.items():
                members.setdefault(whole, []).append(part)
            for whole, names in members.items():
                found.setdefault(whole, []).append(tuple(names))
        return found
