"""Names of Finland's areas as exports print them, to tell an area from any other label."""

from __future__ import annotations

from functools import cache

from hyte.reference.areas import Areas, County, Municipality, Region, fold


@cache
def _ids() -> dict[str, str]:
    areas = Areas.official()
    ids: dict[str, str] = {}
    for merger in areas.mergers:
        for name in (merger.old_name_fi, merger.old_name_sv):
            ids[fold(name)] = f"KU{merger.old_code}"
    known: tuple[Region | County | Municipality, ...] = (
        *areas.regions,
        *areas.counties,
        *areas.all_municipalities,
    )
    for area in known:
        for name in (area.name_fi, area.name_sv, area.name_en):
            ids[fold(name)] = area.region_id
    return ids


def is_area_name(label: str) -> bool:
    """Whether a label is the name of a municipality, a wellbeing services county or a region (maakunta)."""
    return fold(label) in _ids()


@cache
def _county_ids() -> dict[str, str]:
    return {
        fold(name): county.region_id
        for county in Areas.official().counties
        for name in (county.name_fi, county.name_sv, county.name_en)
    }


def contradicts(code: str, label: str) -> bool:
    """Whether a county's code and name belong to two different counties; False where either is unknown.

    Statistics Finland prints "HVA06 Kanta-Hämeen hyvinvointialue" for the county 07.
    """
    known = _county_ids().get(fold(label))
    return code.startswith("HVA") and known is not None and known != code
