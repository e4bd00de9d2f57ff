"""The bodies that meet, found in running text by the ends of their names, Finnish and Swedish."""

from __future__ import annotations

import re

from hyte.sources.notes.folding import fold

_FINNISH = (
    # ending as printed (folded) → how the body is called; longest first
    ("lautakunta", r"lautakun(?:ta\w*|na\w*|nissa|tien)"),
    ("valiokunta", r"valiokun(?:ta\w*|na\w*|nissa|tien)"),
    ("toimikunta", r"toimikun(?:ta\w*|na\w*)"),
    ("neuvottelukunta", r"neuvottelukun(?:ta\w*|na\w*)"),
    ("työryhmä", r"tyoryhma\w*"),
    ("ohjausryhmä", r"ohjausryhma\w*"),
    ("johtoryhmä", r"johtoryhma\w*"),
    ("ryhmä", r"ryhma\w*"),
    ("kunnanhallitus", r"kunnanhallitu\w+"),
    ("kaupunginhallitus", r"kaupunginhallitu\w+"),
    ("valtuusto", r"valtuusto\w*"),
    ("neuvosto", r"neuvosto\w*"),
    ("jaosto", r"jaosto\w*"),
    ("tiimi", r"tiimi\w*"),
    ("foorumi", r"foorumi\w*"),
)
_SWEDISH = (
    ("nämnd", r"namnd"),
    ("utskott", r"utskott"),
    ("styrelse", r"(?:kommun|stads)styrelse"),
    ("fullmäktige", r"fullmaktige"),
    ("grupp", r"grupp"),
    ("sektion", r"sektion"),
    ("team", r"team"),
    ("råd", r"(?:ungdoms|aldre|handikapp|invanar|barn)rad"),
)
_DEFINITE = {"nämnd": "en", "utskott": "et", "styrelse": "n", "fullmäktige": ""} | {
    "grupp": "en",
    "sektion": "en",
    "team": "et",
    "råd": "et",
}
_WHOSE = (
    "lasten|nuorten|perheiden|lapsiperheiden|tyoikaisten|ikaihmisten|ikaantyneiden|vanhusten|vammaisten"
    "|seniorien|aikuisten|maahanmuuttajien|asukkaiden"
)
_WHOM = (
    "barn|unga|ungdomar|aldre|seniorer|familjer|barnfamiljer|valfard|halsa|bildning|kultur|fritid|vuxna"
    "|personer i arbetsfor alder|integration"
)
_BODY = re.compile(
    rf"(?<![\w-])(?P<before>(?:(?:{_WHOSE})(?:,? (?:ja|seka) |, | ))*"
    r"(?:[a-z]+(?:palvelujen|palveluiden|toimen|toimialan) )?[a-z]*(?:- ja [a-z]+|-)?)"
    + "(?P<end>"
    + "|".join(f"(?P<b{number}>{pattern})" for number, (_, pattern) in enumerate(_FINNISH))
    + r")(?![\w-])"
)
_ORGAN = re.compile(
    r"(?<![\w-])(?P<before>[a-z]*(?:- och [a-z]+|-)?)"
    + "(?P<end>"
    + "|".join(f"(?P<b{number}>{pattern})" for number, (_, pattern) in enumerate(_SWEDISH))
    + rf")(?P<ending>(?:en|et|n)?)s?(?P<after> for (?:{_WHOM})(?: och (?:{_WHOM}))?)?(?![\w-])"
)
_NO_BODY = (
    "vaesto",
    "ika",
    "kohde",
    "asiakas",
    "ammatti",
    "valtuustoryhma",
    "vertailu",
    "verrokki",
    "kaverus",
    "kayttaja",
    "harrastus",
    "vertaistuki",
    "tukihenkilo",
)
_NO_ORGAN = (
    "befolknings",
    "mal",
    "alders",
    "kund",
    "yrkes",
    "jamforelse",
    "fullmaktige",
    "diagnos",
    "hobby",
    "stod",
    "minoritets",
    "sprak",
    "risk",
)


def first_body(text: str) -> str | None:
    """The first body that `text` names, in the nominative ("Lautakunnan" gives "Lautakunta")."""
    return _finnish_body(text) or _swedish_body(text)


def _finnish_body(text: str) -> str | None:
    for match in _BODY.finditer(fold(text)):
        if match["before"].endswith(_NO_BODY) or fold(match[0]) in ("ryhma", "ryhman", "ryhmat", "ryhmien"):
            continue
        number = next(n for n in range(len(_FINNISH)) if match[f"b{n}"])
        # The adjective before "lautakunta" belongs to its name; an ordinary genitive of a place does not.
        name = text[match.start() : match.start("end")] + _FINNISH[number][0]
        return name[:1].upper() + name[1:]
    return None


def _swedish_body(text: str) -> str | None:
    for match in _ORGAN.finditer(fold(text)):
        if match["before"].endswith(_NO_ORGAN) or (not match["before"] and match["end"] in ("grupp", "team")):
            continue
        number = next(n for n in range(len(_SWEDISH)) if match[f"b{n}"])
        stem = text[match.start() : match.end("end")]
        ending = _DEFINITE[_SWEDISH[number][0]] if match["ending"] else ""
        after = text[match.start("after") : match.end("after")] if match["after"] else ""
        name = stem + ending + after
        return name[:1].upper() + name[1:]
    return None
