"""Every area that has an official name or a Sotkanet id, by its id and by every name in use for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from hyte.reference.areas import Areas, fold
from hyte.reference.tables import rows_of

COUNTRY = "SSS"

# A name that several kinds of area share means the first of these, unless the file tells the category.
_PREFERENCE = (
    "KUNTA",
    "MAA",
    "MANNER-SUOMI",
    "MAAKUNTA",
    "HYVINVOINTIALUE",
    "SUURALUE",
    "SAIRAANHOITOPIIRI",
    "ELY-KESKUS",
    "ALUEHALLINTOVIRASTO",
    "SEUTUKUNTA",
    "ERVA",
    "KUNTARYHMÄ",
    "NUTS1",
    "VAALIPIIRI",
    "POLIISILAITOS",
    "KÄRÄJÄOIKEUS",
    "HOVIOIKEUS",
)
_ENDINGS = (
    ("hyvinvointialue", ("hva", "")),
    ("välfärdsområde", ("",)),
    ("wellbeing services county", ("",)),
    ("sairaanhoitopiiri", ("shp",)),
    ("sjukvårdsdistrikt", ("svd",)),
    ("avin alue", ("avi",)),
    ("suuralue", ("",)),
)


@dataclass(frozen=True, slots=True)
class KnownArea:
    """An area with its id, its kind in Sotkanet's words and its official names."""

    region: str
    category: str
    name_fi: str
    name_sv: str
    name_en: str


@dataclass(frozen=True, slots=True, eq=False)
class AreaIndex:
    """Known areas by id, and by every name in use in the form that `fold` gives, the likeliest kind first."""

    by_region: Mapping[str, KnownArea]
    by_name: Mapping[str, tuple[KnownArea, ...]]


@cache
def sotkanet_ids() -> Mapping[int, str]:
    """Ids of areas by Sotkanet's own ids."""
    return {int(row["sotkanet_id"]): row["region"] for row in rows_of("sotkanet_regions.csv")}


@lru_cache(maxsize=8)
def index_of(areas: Areas) -> AreaIndex:
    """The index of these areas; the last few are kept."""
    known: dict[str, KnownArea] = {}
    for m in areas.all_municipalities:
        known[m.region_id] = KnownArea(m.region_id, "KUNTA", m.name_fi, m.name_sv, m.name_en)
    for merger in areas.mergers:
        region = f"KU{merger.old_code}"
        known[region] = KnownArea(region, "KUNTA", merger.old_name_fi, merger.old_name_sv, merger.old_name_fi)
    for county in areas.counties:
        known[county.region_id] = KnownArea(
            county.region_id, "HYVINVOINTIALUE", county.name_fi, county.name_sv, county.name_en
        )
    for maakunta in areas.regions:
        known[maakunta.region_id] = KnownArea(
            maakunta.region_id, "MAAKUNTA", maakunta.name_fi, maakunta.name_sv, maakunta.name_en
        )
    for row in (*rows_of("other_regions.csv"), *rows_of("sotkanet_regions.csv")):
        area = KnownArea(row["region"], row["category"], row["name_fi"], row["name_sv"], row["name_en"])
        known.setdefault(area.region, area)
    by_name: dict[str, list[KnownArea]] = {}
    for area in known.values():
        for name in _names_in_use(area):
            same = by_name.setdefault(name, [])
            if area not in same:
                same.append(area)
    order = {category: place for place, category in enumerate(_PREFERENCE)}
    return AreaIndex(
        known,
        {
            name: tuple(sorted(same, key=lambda area: order.get(area.category, 99)))
            for name, same in by_name.items()
        },
    )


def _names_in_use(area: KnownArea) -> set[str]:
    fi, sv, en = fold(area.name_fi), fold(area.name_sv), fold(area.name_en)
    names = {fi, sv, en}
    for name in (fi, sv, en):
        for ending, others in _ENDINGS:
            if name.endswith(f" {ending}"):
                stem = name.removesuffix(ending).rstrip()
                names |= {f"{stem} {other}".rstrip() for other in others}
    if area.category == "KUNTA":
        names |= {f"{fi}-{sv}", f"{sv}-{fi}", f"{fi}/{sv}", f"{sv}/{fi}"}
        names |= {"koski"} if area.region == "KU284" else set()
    if area.region == COUNTRY:
        names |= {"koko suomi", "suomi", "finland"}
    if area.category == "HYVINVOINTIALUE" and en.endswith(" wellbeing services county"):
        names.add(f"wellbeing services county of {en.removesuffix(' wellbeing services county')}")
    return names - {""}
