"""Words by which a sheet made by people tells what its columns and lines are."""

from __future__ import annotations

import re
from enum import StrEnum

from hyte.sources.sexes import sex_of


class ColumnRole(StrEnum):
    """What a column beside the years holds."""

    REGION = "region"
    CODE = "code"
    CATEGORY = "category"
    SEX = "sex"
    UNIT = "unit"
    INDICATOR = "indicator"
    REMARK = "remark"
    GROUP = "group"
    """A further breakdown, for example an age group."""


_HEADINGS = {
    ColumnRole.REGION: (
        "alue, alueet, aluenimi, alueen nimi, kunta, kunnat, kunnan nimi, kuntanimi, vertailualue, "
        "paikkakunta, område, områden, områdets namn, kommun, kommuner, kommunens namn, area, areas, "
        "region, regions, municipality, municipalities"
    ),
    ColumnRole.CODE: (
        "koodi, kuntakoodi, aluekoodi, kuntanumero, kuntanro, kuntatunnus, kod, kommunkod, kommunnummer, "
        "områdeskod, code, area code, region code, municipality code"
    ),
    ColumnRole.CATEGORY: (
        "alueluokitus, alueluokka, aluetaso, aluetyyppi, områdestyp, områdesnivå, regionindelning, "
        "area type, region type, region category"
    ),
    ColumnRole.SEX: "sukupuoli, kön, sex, gender",
    ColumnRole.UNIT: "yksikkö, mittayksikkö, enhet, måttenhet, unit",
    ColumnRole.INDICATOR: (
        "mittari, mittarit, indikaattori, indikaattorit, tunnusluku, tunnusluvut, muuttuja, tieto, tiedot, "
        "indikator, indikatorer, mätare, nyckeltal, variabel, uppgift, uppgifter, indicator, indicators, "
        "measure, variable, information"
    ),
    ColumnRole.REMARK: (
        "lähde, tietolähde, lähteet, huom, huomautus, huomautukset, huomioita, lisätieto, lisätiedot, "
        "kommentti, kommentit, linkki, vastuutaho, källa, källor, anmärkning, kommentar, länk, source, note, "
        "notes, remark, comment, link"
    ),
}
_ROLE_OF = {word: role for role, words in _HEADINGS.items() for word in words.split(", ")}
_YEAR_WORDS = frozenset({"vuosi", "vuodet", "aika", "år", "tid", "year", "years", "time"})
_UNIT_WORDS = (
    "%, prosentti, prosenttia, prosenttiosuus, osuus, osuus %, lkm, lukumäärä, kpl, hlö, henkilöä, henkilö, "
    "as., asukasta, €, eur, euro, euroa, 1000 €, te, t€, milj. €, €/as., euroa/asukas, ‰, promillea, "
    "indeksi, indeksiluku, vuotta, päivää, tuntia, antal, procent, andel, personer, index, år, invånare, "
    "number, percent, per cent, share, persons, years, days, per 1000, /1000, /1 000, 1/1000, /100000, "
    "/100 000, pistettä, pisteet, poäng, points, litraa, l"
)
_UNITS = frozenset(_UNIT_WORDS.split(", "))
_FOOTER = re.compile(
    r"(?:lähde|lähteet|tietolähde|källa|källor|source|sources|©|\(c\)|päivitetty|viimeksi päivitetty|"
    r"uppdaterad|updated|last updated|tulostettu|haettu|hämtad|retrieved|huom|huomautus|huomautukset|anm|obs|"
    r"note|notes|copyright|sotkanet\.fi|https?:)\b|©|\(c\)|\*",
    re.I,
)
_NAMED = re.compile(r"(?P<heading>[^:]{2,30}):\s*(?P<text>\S.*)")
_PLACE_WORD = re.compile(r"[A-ZÅÄÖ][\w\-'’]*")
_DEFAULT_SHEET = re.compile(r"(?:sheet|taul|taulukko|blad|tabell|arkki|table|worksheet)\s*[0-9]*", re.I)


def column_role(heading: str) -> ColumnRole | None:
    """The role that a column's heading tells, in any letter case; "Alue / Vuosi" is a region."""
    text = heading.strip().rstrip(":*").strip().casefold()
    if text in _ROLE_OF:
        return _ROLE_OF[text]
    words = [word.strip() for word in re.split(r"[/\\|,]", text) if word.strip()]
    roles = {_ROLE_OF.get(word) for word in words if word not in _YEAR_WORDS}
    return roles.pop() if len(roles) == 1 and len(words) > 1 else None


def is_generic(heading: str) -> bool:
    """Whether a heading is only a word such as Alue or Vuosi, and no title of an indicator."""
    return column_role(heading) is not None or heading.strip().rstrip(":").casefold() in _YEAR_WORDS


def is_unit(text: str) -> bool:
    """Whether a text is a unit of measurement."""
    return text.strip().strip("()").strip().casefold() in _UNITS


def is_footer(text: str) -> bool:
    """Whether a line tells source, update or remarks instead of figures."""
    return _FOOTER.match(text) is not None


def named_text(text: str) -> tuple[ColumnRole, str] | None:
    """Split "Kunta: Heinola" into its role and its text."""
    match = _NAMED.fullmatch(text)
    role = column_role(match["heading"]) if match else None
    return (role, match["text"].strip()) if match and role else None


def is_default_sheet_name(name: str) -> bool:
    """Whether a sheet has the name that Excel gave it: Sheet1, Taul1, Blad1."""
    return _DEFAULT_SHEET.fullmatch(name.strip()) is not None


def looks_like_place(text: str) -> bool:
    """Whether a label could be an area's name: up to four words, a capital first, no digits or signs."""
    words = text.split()
    return (
        0 < len(words) <= 4
        and _PLACE_WORD.fullmatch(words[0]) is not None
        and all(re.fullmatch(r"[\w\-'’]+", word) for word in words)
        and not any(character.isdigit() for character in text)
        and sex_of(text) is None
    )
