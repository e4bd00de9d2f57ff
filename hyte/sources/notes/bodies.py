"""The bodies that meet, found in running text by the ends of their names, Finnish and Swedish."""

from __future__ import annotations

import re
from functools import cache

from hyte.reference.tables import rows_of
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
    ("råd", r"(?:ungdoms|aldre|handikapp|invanar|barn|bya|by|funktions|pensionars|kultur|idrotts)rad"),
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
    "|personer i arbetsfor alder|integration|halsoframjande|hyte|trygghet|sakerhet|aldres halsa"
    "|barns valfard|delaktighet"
)
_BODY = re.compile(
    rf"(?<![\w-])(?P<before>(?:(?:{_WHOSE})(?:,? (?:ja|seka) |, | ))*"
    r"(?:[a-z]+(?:palvelujen|palveluiden|toimen|toimialan) )?(?:[a-z]+-)*[a-z]*(?:- ja [a-z]+|-)?)"
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


_GENERIC = frozenset(
    (
        "ryhma",
        "tyoryhma",
        "ohjausryhma",
        "johtoryhma",
        "tiimi",
        "toimikunta",
        "verkosto",
        "neuvosto",
        "jaosto",
    )
)
_IN_TITLE = re.compile(
    r"(?<![\w-])(?P<before>(?:[a-z]*-)?[a-z]*)(?P<end>(?P<group>ryhma)\w*|(?P<network>verkosto)\w*|(?P<jury>raati|raadin)|"
    r"(?P<team>tiimi)\w*|(?P<council>neuvosto)\w*|(?P<committee>toimikunta|toimikunnan|toimikunnassa))(?![\w-])"
)
_CALLED = {"group": "ryhmä", "network": "verkosto", "jury": "raati", "team": "tiimi"} | {
    "council": "neuvosto",
    "committee": "toimikunta",
}
_SEGMENT = re.compile(r"[,:|/(]|\s[–—-]\s|\d")
_OF_PLACE = ("kunnan", "kaupungin", "stadens", "kommunens")


def _no_body(before: str) -> bool:
    """Whether a compound with "ryhmä" is none that meets ("ikäryhmä"); "vapaa-aikalautakunta" does."""
    return before.endswith(_NO_BODY) and not before.endswith("aika")


def title_body(text: str) -> str | None:
    """The body that a title is of, with the words that belong to its name ("Ehkäisevän päihdetyön ryhmä")."""
    for segment in _SEGMENT.split(text):
        segment = segment.strip()
        for match in _IN_TITLE.finditer(fold(segment)):
            word = fold(match[0])
            stem = match["before"] + fold(next(_CALLED[name] for name in _CALLED if match[name]))
            if _no_body(match["before"]) or word in ("ryhmat", "ryhmien"):
                continue
            before = segment[: match.start()].rstrip()
            if match["before"].startswith("-") and before:
                name = f"{before} {segment[match.start() : match.end()]}"
            elif stem in _GENERIC or before:
                kept = _genitives(before) if stem in _GENERIC or stem.endswith("verkosto") else ""
                if not kept and stem in ("ryhma", "verkosto", "tiimi", "neuvosto"):
                    continue
                name = f"{kept} {segment[match.start() : match.end()]}".strip()
            else:
                name = segment[match.start() : match.end()]
            return _base(name, match)
    return None


def _genitives(before: str) -> str:
    """The words right before a body that belong to its name: genitives that name no place."""
    kept: list[str] = []
    for word in reversed(before.split()):
        folded = fold(word)
        if folded in _OF_PLACE or not (folded.endswith(("n", "en")) or (kept and folded in ("ja", "seka"))):
            break
        kept.insert(0, word)
    if kept and fold(kept[0]) in ("ja", "seka"):
        kept = kept[1:]
    if kept and _place(kept[0]):
        kept = kept[1:]
    return " ".join(kept)


@cache
def _place_names() -> frozenset[str]:
    return frozenset(fold(row["name_fi"]) for row in rows_of("municipalities.csv"))


def _place(word: str) -> bool:
    folded = fold(word)
    return word[:1].isupper() and any(
        folded.startswith(name[:-2]) and len(folded) <= len(name) + 2 for name in _place_names()
    )


def _base(name: str, match: re.Match[str]) -> str:
    """The name with its last word in the nominative, capital letters undone."""
    called = next(_CALLED[group] for group in _CALLED if match[group])
    if name.isupper():
        name = name.lower()
    end = len(match["end"])
    if not name.endswith(called):
        name = (name[:-end] if fold(name).endswith(match["end"]) else name) + (
            called if fold(name).endswith(match["end"]) else ""
        )
    return _capital(name)


def _capital(name: str) -> str:
    if sum(map(str.isupper, name)) > len(name) / 2:
        name = name.lower()
    return name[:1].upper() + name[1:]


def first_body(text: str) -> str | None:
    """The first body that `text` names, in the nominative ("Lautakunnan" gives "Lautakunta")."""
    return _finnish_body(text) or _swedish_body(text)


def _finnish_body(text: str) -> str | None:
    for match in _BODY.finditer(fold(text)):
        if _no_body(match["before"]) or fold(match[0]) in ("ryhma", "ryhman", "ryhmat", "ryhmien"):
            continue
        number = next(n for n in range(len(_FINNISH)) if match[f"b{n}"])
        # The adjective before "lautakunta" belongs to its name; an ordinary genitive of a place does not.
        before = text[match.start() : match.start("end")]
        ending = _FINNISH[number][0]
        return _capital(before + (ending.upper() if before.isupper() else ending))
    return None


def _swedish_body(text: str) -> str | None:
    for match in _ORGAN.finditer(fold(text)):
        if match["before"].endswith(_NO_ORGAN) or (not match["before"] and match["end"] in ("grupp", "team")):
            continue
        number = next(n for n in range(len(_SWEDISH)) if match[f"b{n}"])
        stem = text[match.start() : match.end("end")]
        ending = _DEFINITE[_SWEDISH[number][0]] if match["ending"] else ""
        after = text[match.start("after") : match.end("after")] if match["after"] else ""
        return _capital(stem + (ending.upper() if stem.isupper() else ending) + after)
    return None
