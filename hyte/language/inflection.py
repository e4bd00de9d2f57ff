"""Finnish place names in cases by rules, for names that no list has; what is not certain is left out.

Which of the two series of local cases a name takes (Heinolassa, Ruokolahdella) is usage, not grammar. It is
answered only for endings that municipalities' names use in one way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Case(StrEnum):
    """Forms of a place's name in sentences; other languages have prepositions for Finnish local cases."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    PARTITIVE = "partitive"
    IN = "in"
    """Heinolassa, i Heinola, in Heinola."""
    FROM = "from"
    """Heinolasta, från Heinola, from Heinola."""
    TO = "to"
    """Heinolaan, till Heinola, to Heinola."""


_OUTER, _INNER, _EITHER = "outer", "inner", "either"

# Last part of a compound: genitive, partitive, illative, and the series that names of municipalities use.
_LAST_PARTS = {
    "harju": ("harjun", "harjua", "harjuun", _OUTER),
    "joki": ("joen", "jokea", "jokeen", _OUTER),
    "järvi": ("järven", "järveä", "järveen", _OUTER),
    "kangas": ("kankaan", "kangasta", "kankaaseen", _EITHER),
    "kaupunki": ("kaupungin", "kaupunkia", "kaupunkiin", _INNER),
    "koski": ("kosken", "koskea", "koskeen", _OUTER),
    "lahti": ("lahden", "lahtea", "lahteen", _EITHER),
    "linna": ("linnan", "linnaa", "linnaan", _INNER),
    "luoto": ("luodon", "luotoa", "luotoon", _EITHER),
    "maa": ("maan", "maata", "maahan", _EITHER),
    "mäki": ("mäen", "mäkeä", "mäkeen", _OUTER),
    "niemi": ("niemen", "niemeä", "niemeen", _OUTER),
    "nummi": ("nummen", "nummea", "nummeen", _OUTER),
    "pelto": ("pellon", "peltoa", "peltoon", _EITHER),
    "perä": ("perän", "perää", "perään", _EITHER),
    "pää": ("pään", "päätä", "päähän", _INNER),
    "ranta": ("rannan", "rantaa", "rantaan", _INNER),
    "saari": ("saaren", "saarta", "saareen", _EITHER),
    "salmi": ("salmen", "salmea", "salmeen", _OUTER),
    "salo": ("salon", "saloa", "saloon", _EITHER),
    "suu": ("suun", "suuta", "suuhun", _INNER),
    "vaara": ("vaaran", "vaaraa", "vaaraan", _EITHER),
    "vesi": ("veden", "vettä", "veteen", _OUTER),
    "virta": ("virran", "virtaa", "virtaan", _EITHER),
    "vuori": ("vuoren", "vuorta", "vuoreen", _EITHER),
}
# A word of its own after a genitive: the Helsingin kaupunki of the list of counties.
_LAST_WORDS = {
    "hyvinvointialue": ("hyvinvointialueen", "hyvinvointialuetta", "hyvinvointialueeseen", _OUTER),
    "kaupunki": _LAST_PARTS["kaupunki"],
    "kunta": ("kunnan", "kuntaa", "kuntaan", _INNER),
    "sairaanhoitopiiri": ("sairaanhoitopiirin", "sairaanhoitopiiriä", "sairaanhoitopiiriin", _INNER),
    "seutukunta": ("seutukunnan", "seutukuntaa", "seutukuntaan", _INNER),
}
# Isokyrö is Isonkyrön, but Isojoki is Isojoen: whether an adjective in front is inflected differs by name.
_ADJECTIVES = (
    *("hyvä", "iso", "korkea", "kuiva", "kylmä", "musta", "pieni", "pitkä"),
    *("pyhä", "suuri", "syvä", "uusi", "valkea", "vanha"),
)
_WEAK = {
    "kk": "k",
    "pp": "p",
    "tt": "t",
    "nk": "ng",
    "nt": "nn",
    "lt": "ll",
    "rt": "rr",
    "mp": "mm",
    "ht": "hd",
}
_UNCHANGED = ("sk", "st", "sp", "tk")
_FINNISH = re.compile(r"([adehijklmnoprstuvyäö-]|(?<=n)g)+")
_LAST_CONSONANTS = re.compile(r"[^aeiouyäö]+(?=[aouyäö]$)")
_LONG_VOWEL = re.compile(r"(aa|ee|ii|oo|uu|yy|ää|öö|i[aäoö]|ua|yä)$")


def inflect(name: str) -> Mapping[Case, str]:
    """The forms of a Finnish place name that are certain.

    Parameters
    ----------
    name : str
        A name in the nominative: "Haavemäki", "Esimerkkimaakunnan hyvinvointialue".

    Returns
    -------
    Mapping of Case to str
        Always the nominative; the genitive, the partitive and the three local cases as far as they are
        certain. The local cases are there together or not at all.
    """
    forms = {Case.NOMINATIVE: name}
    genitive_before, _, last_word = name.rpartition(" ")
    if genitive_before:
        if genitive_before.endswith("n") and last_word in _LAST_WORDS:
            forms |= _forms(f"{genitive_before} ", *_LAST_WORDS[last_word])
        return MappingProxyType(forms)
    folded = name.casefold()
    if not _FINNISH.fullmatch(folded) or folded.startswith(_ADJECTIVES):
        return MappingProxyType(forms)
    compound = _compound(name, folded)
    if compound:
        forms |= compound
    elif _is_in_la(folded):
        ending = "ä" if folded.endswith("ä") else "a"
        forms |= _forms("", f"{name}n", f"{name}{ending}", f"{name}{ending}n", _INNER)
    else:
        genitive = _genitive(name, folded)
        if genitive:
            forms[Case.GENITIVE] = genitive
    return MappingProxyType(forms)


def _compound(name: str, folded: str) -> dict[Case, str]:
    for part, forms in _LAST_PARTS.items():
        first = folded.removesuffix(part)
        # Shorter beginnings are no words: Iisalmi is not inflected like other names in -salmi.
        if first != folded and len(first) > 2 and not first.endswith("-"):
            return _forms(name[: len(first)], *forms)
    return {}


def _is_in_la(folded: str) -> bool:
    stem = folded.rpartition("-")[2]
    if not re.search(r"[aeiouyäö]l[aä]$", stem) or len(re.findall(r"[aeiouyäö]+", stem[:-2])) < 2:
        return False
    # "Kangas" and "ala" make Kangasalla: an s before -ala may be the end of a word.
    return not stem.endswith(("sala", "sälä"))


def _forms(before: str, genitive: str, partitive: str, illative: str, series: str) -> dict[Case, str]:
    stem = genitive[:-1]
    a = "ä" if partitive.endswith("ä") else "a"
    found = {Case.GENITIVE: before + genitive, Case.PARTITIVE: before + partitive}
    if series == _INNER:
        local = (f"{stem}ss{a}", f"{stem}st{a}", illative)
    elif series == _OUTER:
        local = (f"{stem}ll{a}", f"{stem}lt{a}", f"{stem}lle")
    else:
        return found
    return found | {
        case: before + form for case, form in zip((Case.IN, Case.FROM, Case.TO), local, strict=True)
    }


def _genitive(name: str, folded: str) -> str | None:
    if _LONG_VOWEL.search(folded):
        return f"{name}n"
    found = _LAST_CONSONANTS.search(folded)
    if not found or found.start() == 0:
        return None
    last, pair = found[0][-1], found[0][-2:]
    if last not in "kpt" or pair in _UNCHANGED:
        return f"{name}n"
    # A single k, p or t (Lieto: Liedon, but Posio's village Auto: Auton) and lk, rk, hk go either way.
    if pair not in _WEAK:
        return None
    end = found.end()
    return f"{name[: end - 2]}{_WEAK[pair]}{name[end:]}n"
