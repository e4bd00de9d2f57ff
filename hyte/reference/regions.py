"""From every form in which a file names an area to the id of the area, and from the id to its official names.

Ids are Statistics Finland's codes: ``SSS`` whole country, ``MANNER`` mainland, ``KU111`` municipality,
``HVA09`` wellbeing services county, ``MK07`` region, ``SK071``, ``SHP07``, ``ELY04``, ``AVI1``, ``SA2`` and
so on. A former municipality keeps its own id (``KU413``): its figures are not those of its successor.
"""

from __future__ import annotations

import re

from hyte.model import Language
from hyte.reference.area_index import COUNTRY, AreaIndex, index_of, sotkanet_ids
from hyte.reference.areas import Areas, fold

MAINLAND = "MANNER"
OTHER = "MUU"
"""Category of an area that only its unknown name tells."""

_PREFIX_OF_CATEGORY = {
    "KUNTA": ("KU", 3),
    "HYVINVOINTIALUE": ("HVA", 2),
    "MAAKUNTA": ("MK", 2),
    "SEUTUKUNTA": ("SK", 3),
    "SAIRAANHOITOPIIRI": ("SHP", 2),
    "ELY-KESKUS": ("ELY", 2),
    "ALUEHALLINTOVIRASTO": ("AVI", 1),
    "ERVA": ("ERVA", 1),
    "SUURALUE": ("SA", 1),
    "YTA": ("YTA", 1),
    "EUROOPPA": ("EUROOPPA", 0),
    "EURALUEET": ("EURALUEET", 0),
    "POHJOISMAAT": ("POHJOISMAAT", 0),
}
_CATEGORY_OF_PREFIX = {prefix: category for category, (prefix, _) in _PREFIX_OF_CATEGORY.items()} | {
    "TK": "KUNTARYHMÄ",
    "VP": "VAALIPIIRI",
    "HO": "HOVIOIKEUS",
    "KO": "KÄRÄJÄOIKEUS",
    "PL": "POLIISILAITOS",
    "FI": "NUTS",
    "MA": "NUTS1",
}
_SAME_AREA = {"MA1": MAINLAND, "SHP22": "SHP00"}
_CATEGORY_WORDS = {
    "kunta": "KUNTA",
    "kunnat": "KUNTA",
    "kommun": "KUNTA",
    "municipality": "KUNTA",
    "hyvinvointialueet": "HYVINVOINTIALUE",
    "hva": "HYVINVOINTIALUE",
    "välfärdsområde": "HYVINVOINTIALUE",
    "wellbeing services county": "HYVINVOINTIALUE",
    "maakunnat": "MAAKUNTA",
    "landskap": "MAAKUNTA",
    "region": "MAAKUNTA",
    "koko maa": "MAA",
    "land": "MAA",
    "country": "MAA",
    "ekonomisk region": "SEUTUKUNTA",
    "sub-region": "SEUTUKUNTA",
    "sjukvårdsdistrikt": "SAIRAANHOITOPIIRI",
    "hospital district": "SAIRAANHOITOPIIRI",
    "ely": "ELY-KESKUS",
    "avi": "ALUEHALLINTOVIRASTO",
    "storområde": "SUURALUE",
    "major region": "SUURALUE",
}
# Countries and EU areas are found by name only with their category: "Suomi" alone means the whole country.
_ONLY_WITH_CATEGORY = ("EUROOPPA", "EURALUEET", "POHJOISMAAT", "NUTS")
_CODE = re.compile(r"(SSS|[A-ZÅÄÖ]{2,3}\d[0-9A-Z]*)")
_LABEL_WITH_CODE = re.compile(r"(SSS|[A-ZÅÄÖ]{2,3}\d[0-9A-Z]*)[\s:\u2013-]+(\S.*)", re.DOTALL)


def region_id(
    source: str, code: str | None, category: str | None, label: str | None, areas: Areas
) -> tuple[str, str]:
    """Id and category of the area that a file means.

    Parameters
    ----------
    source : str
        Where the file is from: "sotkanet", "thl", "statfin", "tea" or "sheet". A bare number from Sotkanet
        without a category is Sotkanet's own id (44 is Heinola), from any other source a municipality code.
    code : str or None
        As printed: "44", "KU111", "005", "5", "358".
    category : str or None
        What kind of area the file says it is, in Sotkanet's words (KUNTA, HYVINVOINTIALUE …) or as its web
        page prints them in Finnish, Swedish or English.
    label : str or None
        The name as printed, with or without a code in front ("MK07 Päijät-Häme").
    areas : Areas
        The areas that are known, official and one's own.

    Returns
    -------
    tuple of str
        The id and Sotkanet's word for the category. An unknown area is kept: ``SOTKANET9001`` or
        ``NAME:<label>``.
    """
    index = index_of(areas)
    code = " ".join((code or "").split()) or None
    label = " ".join((label or "").split()) or None
    kind = _category(category)
    if code:
        upper = code.upper()
        if _CODE.fullmatch(upper):
            return _known(_SAME_AREA.get(upper, _padded(upper)), kind, index)
        if code.isascii() and code.isdigit():
            found = _by_number(source, code, kind, label, index)
            if found:
                return found
    if label:
        found = _by_label(label, kind, index)
        if found:
            return found
    if code and source == "sotkanet" and kind is None:
        return f"SOTKANET{code}", OTHER
    return f"NAME:{label or code or ''}", kind or OTHER


def region_name(region_id: str, language: Language, areas: Areas) -> str | None:
    """Official name of an area, None for one that is not in the official lists nor among one's own."""
    area = index_of(areas).by_region.get(region_id)
    if area is None:
        return None
    return {"fi": area.name_fi, "sv": area.name_sv, "en": area.name_en}[language]


def region_category(region_id: str, areas: Areas) -> str | None:
    """Sotkanet's word for the kind of an area, None for one that nobody knows."""
    area = index_of(areas).by_region.get(region_id)
    return area.category if area else None


def _category(text: str | None) -> str | None:
    word = fold(text or "")
    if not word:
        return None
    return _CATEGORY_WORDS.get(word, word.upper())


def _padded(code: str) -> str:
    match = re.fullmatch(r"([A-ZÅÄÖ]+)(\d+)", code)
    if not match:
        return code
    width = _PREFIX_OF_CATEGORY.get(_CATEGORY_OF_PREFIX.get(match[1], ""), ("", 0))[1]
    return match[1] + match[2].zfill(width)


def _known(region: str, kind: str | None, index: AreaIndex) -> tuple[str, str]:
    area = index.by_region.get(region)
    if area:
        return region, area.category
    prefix = re.match(r"[A-ZÅÄÖ]+", region)
    return region, kind or _CATEGORY_OF_PREFIX.get(prefix[0] if prefix else "", OTHER)


def _by_number(
    source: str, code: str, kind: str | None, label: str | None, index: AreaIndex
) -> tuple[str, str] | None:
    named = _by_label(label, kind, index) if label else None
    if kind is None and source == "sotkanet":
        region = sotkanet_ids().get(int(code))
        # A label that names another area than Sotkanet's id shows that the number is no id of Sotkanet.
        if region and (named is None or named[0] == region):
            return _known(region, None, index)
        return named
    if kind is None:
        if named:
            return named
        if int(code) == 358:
            return COUNTRY, "MAA"
        return _known(f"KU{code.zfill(3)}", None, index) if len(code) <= 3 else None
    if kind == "MAA":
        return (COUNTRY, "MAA") if int(code) == 358 else named
    if kind == "NUTS1":
        return {1: (MAINLAND, "MANNER-SUOMI"), 2: ("MA2", "NUTS1")}.get(int(code), named)
    # Sotkanet's older county rows carry other numbers; where the name is known, it decides.
    if kind == "HYVINVOINTIALUE" and named:
        return named
    if kind not in _PREFIX_OF_CATEGORY:
        return named
    prefix, width = _PREFIX_OF_CATEGORY[kind]
    region = f"{prefix}{code.zfill(width)}"
    return _known(_SAME_AREA.get(region, region), kind, index)


def _by_label(label: str, kind: str | None, index: AreaIndex) -> tuple[str, str] | None:
    coded = _LABEL_WITH_CODE.fullmatch(label)
    if coded:
        region = _SAME_AREA.get(coded[1], _padded(coded[1]))
        by_code = _known(region, kind, index)
        named = index.by_name.get(fold(coded[2]), ())
        if any(area.region == region for area in named):
            return by_code
        # Table 12c1 prints "HVA06 Kanta-Hämeen hyvinvointialue", which is HVA07: the name is right.
        return _best(coded[2], by_code[1], index) or by_code
    if label.upper() == COUNTRY:
        return COUNTRY, "MAA"
    if _CODE.fullmatch(label) and index.by_region.get(_padded(label)):
        return _known(_padded(label), kind, index)
    return _best(label, kind, index)


def _best(label: str, kind: str | None, index: AreaIndex) -> tuple[str, str] | None:
    candidates = index.by_name.get(fold(label), ())
    if kind is not None:
        same_kind = [area for area in candidates if area.category == kind]
        if kind == "NUTS1":
            same_kind = [area for area in candidates if area.region in {MAINLAND, "MA2"}]
        return (same_kind[0].region, same_kind[0].category) if same_kind else None
    usual = [area for area in candidates if area.category not in _ONLY_WITH_CATEGORY]
    return (usual[0].region, usual[0].category) if usual else None
