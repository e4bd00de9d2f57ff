"""Where a meeting was, when no label says so: beside its date, or in a sentence."""

from __future__ import annotations

import re

from hyte.sources.notes.bodies import first_body
from hyte.sources.notes.dates import days
from hyte.sources.notes.folding import fold

_MOST_WORDS = 6
_PARTS = re.compile(r"\s+[|/·•]\s+|\s+[–—-]\s+|;\s*")
_HOURS = re.compile(
    r"^[\s,;(|/]*(?:(?:klo|kello|kl|klockan)\b\.?\s*)?(?:\d[\d.:–—\s-]*)?(?:alkaen\b)?[\s,;]*", re.I
)
_NO_PLACE = re.compile(
    r"\b(?:osallistuj\w*|lasna|paikalla|hlo\w*|henkil\w*|deltagare|narvarande|pa plats|muistio|poytakirja|kokous|protokoll"
    r"|luonnos|utkast|promemoria|kooste|koonti|mukana|pvm|liite|versio|vuosi|kevat|syksy|esityslista|dia|sivu|sida"
    r"|hyvinvoin\w*|valfard\w*|tiedote|tyopaja|workshop|seminaari|teema|tema|aihe|kirjasi|laati|laatinut)\b"
)
_TOLD = re.compile(
    r"(?:(?<!\w)(?:i|pa|vid)\s+(?P<sv>[A-ZÅÄÖ][\w-]+(?:\s[a-zåäö]+){0,2})"
    r"|(?P<fi>(?:[A-ZÅÄÖ]?[\w-]+n\s)?[A-ZÅÄÖ]?[\w-]{4,}(?:ssa|ssä|lla|llä)))(?![\w-])"
)
_BASES = (
    ("salissa", "sali"), ("salilla", "sali"), ("talossa", "talo"), ("talolla", "talo"), ("kirjastossa", "kirjasto"),
    ("kirjastolla", "kirjasto"), ("koululla", "koulu"), ("koulussa", "koulu"), ("kerroksessa", "kerros"),
    ("vintillä", "vintti"), ("virastolla", "virasto"), ("virastossa", "virasto"), ("huoneessa", "huone"),
    ("kahvilassa", "kahvila"), ("tuvalla", "tupa"), ("tuvassa", "tupa"), ("tilassa", "tila"), ("tiloissa", "tilat"),
    ("teamsissa", "Teams"), ("pappilassa", "pappila"), ("keittiössä", "keittiö"), ("auditoriossa", "auditorio"),
    ("keskuksessa", "keskus"), ("asemalla", "asema"), ("seuralla", "seura"), ("majalla", "maja"), ("hallissa", "halli"),
)  # fmt: skip


def place_beside(title: str) -> str | None:
    """The place in a title that gives the day ("Palaveri 3.12.2024 klo 9, kirjasto", "… | 3.12.2024 | Teams")."""
    ends = [end for _, end, _ in days(title)]
    if not ends:
        return None
    rest = _HOURS.sub("", title[max(ends) :])
    for part in _PARTS.split(rest):
        place = re.sub(r"^(?:i|på|vid)\s+(?=[A-ZÅÄÖ])", "", part.strip(" ,;.:|/()-–"))
        folded = fold(place)
        if (
            2 < len(place) <= 60
            and len(place.split()) <= _MOST_WORDS
            and place[0].isalpha()
            and not re.search(r"\d{4}|[.!?:]\s", place)
            and not _NO_PLACE.search(folded)
            and first_body(place) is None
        ):
            return place
    return None


def place_told(sentence: str) -> str | None:
    """The place that a sentence tells beside the day, in its basic form ("pappilan salissa": "pappilan sali")."""
    for match in _TOLD.finditer(sentence):
        if (found := match["fi"]) and (
            base := next((pair for pair in _BASES if found.lower().endswith(pair[0])), None)
        ):
            return found[: -len(base[0])] + base[1]
    return None
