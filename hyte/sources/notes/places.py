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
    r"\b(?:osallistuj\w*|lasna|paikalla|hlo\w*|henkil\w*|deltagare|narvarande|pa plats|muistio|poytakirja"
    r"|kokous|protokoll|luonnos|utkast|promemoria|kooste|koonti|mukana|pvm|liite|versio|vuosi|kevat|syksy|esityslista"
    r"|dia|sivu|sida"
    r"|hyvinvoin\w*|valfard\w*|tiedote|tyopaja|workshop|seminaari|teema|tema|aihe|kirjasi|laati|laatinut)\b"
)
_TOLD = re.compile(r"(?P<fi>(?:[A-ZÅÄÖ]?[\w-]+n\s)?[A-ZÅÄÖ]?[\w-]{4,}(?:ssa|ssä|lla|llä))(?![\w-])")
# Words for places where people meet: what else stands beside a date may be anything.
_PLACE_WORD = re.compile(
    r"(?:talo|kirjasto|koulu|sali|huone|keskus|tupa|virasto|kabinetti|kahvila|auditorio|neuvotteluhuone|luokka|nuorisotila"
    r"|kampus|pappila|hotelli|kerros|bibliotek\w*|skola\w*|rum(?:met)?|hus(?:et)?|gard(?:en)?|sal(?:en)?|kansli\w*|lokal\w*)$"
    r"|^(?:teams|zoom|meet|etana|etakokous|hybridi|hybrid|distans|pa distans|webex)\b|\bteams\b|\bzoom\b"
)
_BEFORE = re.compile(r"\s+[|/·–—-]\s+|[()]|\s(?=på\s|Teams|Zoom)|-(?=kokous|palaveri)")
_COUNT_BEHIND = re.compile(
    r"\s*[,;(]\s*\d+\s+[^\W\d_]+\)?$|\s*,?\s*(?:klo|kello|kl|klockan)\b\.?\s*\d.*$", re.I
)
_LABELLED = re.compile(r"(?<!\w)(?:Paikka|Plats|Missä|Kokouspaikka|Mötesplats)\s*:\s*(?P<place>[^|;.]{3,60})")
_BASES = (
    ("salissa", "sali"),
    ("salilla", "sali"),
    ("talossa", "talo"),
    ("talolla", "talo"),
    ("kirjastossa", "kirjasto"),
    ("kirjastolla", "kirjasto"),
    ("koululla", "koulu"),
    ("koulussa", "koulu"),
    ("kerroksessa", "kerros"),
    ("vintillä", "vintti"),
    ("virastolla", "virasto"),
    ("virastossa", "virasto"),
    ("huoneessa", "huone"),
    ("kahvilassa", "kahvila"),
    ("tuvalla", "tupa"),
    ("tuvassa", "tupa"),
    ("tilassa", "tila"),
    ("tiloissa", "tilat"),
    ("teamsissa", "Teams"),
    ("teamsissä", "Teams"),
    ("zoomissa", "Zoom"),
    ("pappilassa", "pappila"),
    ("keittiössä", "keittiö"),
    ("auditoriossa", "auditorio"),
    ("keskuksessa", "keskus"),
    ("asemalla", "asema"),
    ("seuralla", "seura"),
    ("majalla", "maja"),
    ("hallissa", "halli"),
)


def tidy_place(text: str) -> str | None:
    """A place as a label gives it, without hours and numbers of persons, in its basic form if known."""
    place = _COUNT_BEHIND.sub("", re.sub(r"^(?:i|på|vid)\s+(?=\S)", "", text.strip(" .;,-–|")))
    for ending, whole in _BASES:
        if place.lower().endswith(ending):
            place = place[: -len(ending)] + (
                whole.capitalize() if place[: -len(ending)] == "" and place[:1].isupper() else whole
            )
            break
    return place.strip(" .;,-–|") or None


def place_labelled_within(text: str) -> str | None:
    """The place in "5.6.2024 klo 9. Paikka: Kirjasto"."""
    match = _LABELLED.search(text)
    return tidy_place(match["place"]) if match else None


def place_alone(line: str) -> str | None:
    """The place that a short line is as a whole ("Kirjaston kokoushuone, 14 osallistujaa")."""
    place = _COUNT_BEHIND.sub("", line.strip())
    if (
        len(place.split()) > _MOST_WORDS
        or len(place) > 60
        or re.search(r"[.!?:]", place)
        or not place[:1].isupper()
    ):
        return None
    known = any(_PLACE_WORD.search(fold(part).strip(" .")) for part in re.split(r",\s*", place))
    return place if known and not _NO_PLACE.search(fold(place)) and first_body(place) is None else None


def place_beside(title: str, certain: bool = False) -> str | None:
    """The place in a title with a day ("Palaveri 3.12.2024 klo 9, kirjasto", "… | 3.12.2024 | Teams").

    What stands before the day must be a word for a place; `certain` tells that the line is labelled as one of
    time and place.
    """
    found = [(start, end) for start, end, _ in days(title)]
    if not found:
        return None
    rest = title[max(end for _, end in found) :]
    # "Palaveri 5.6.2024: nuorten päihteet" says what it was about.
    for part in () if rest.lstrip().startswith(":") else _PARTS.split(_HOURS.sub("", rest)):
        place = tidy_place(part.strip(" ,;.:|/()-–")) or ""
        if _may_be(place, certain):
            return place
    before = title[: min(start for start, _ in found)].strip(" ,;.:|/(-–")
    before = re.sub(r"^.*\((?=[^()]+$)", "", before).strip(" )")
    for part in (before, *_BEFORE.split(before)):
        if alone := place_alone(tidy_place(part.strip(" ,;:|/()")) or ""):
            return alone
    return None


def _may_be(place: str, certain: bool) -> bool:
    folded = fold(place)
    return (
        2 < len(place) <= 60
        and len(place.split()) <= _MOST_WORDS
        and place[0].isalpha()
        and not re.search(r"\d{4}|[.!?:]\s", place)
        and (certain or not _NO_PLACE.search(folded))
        and first_body(place) is None
    )


def place_told(sentence: str) -> str | None:
    """The place that a sentence tells beside the day, in its basic form ("pappilan sali")."""
    for match in _TOLD.finditer(sentence):
        found = match["fi"]
        if any(found.lower().endswith(ending) for ending, _ in _BASES):
            return tidy_place(found)
    return None
