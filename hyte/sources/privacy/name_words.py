"""Single words: is it a given name, a title, a place, or something else that no person is called?"""

from __future__ import annotations

import re
from functools import cache

from hyte.reference.tables import rows_of
from hyte.sources.privacy.inflection import bare, form_of, stems
from hyte.sources.privacy.letters import fold
from hyte.sources.privacy.words import words


def given_name(word: str) -> bool:
    """Whether a word is a listed given name in the nominative; "Anna-Zork" is one too."""
    return any(_listed(part, *_given_names()) for part in {word, word.split("-")[0]})


def given_name_in_case(word: str) -> bool:
    """Whether a word is a listed given name, also with the ending of a case."""
    return given_name(word) or _listed(word, *_cased_given_names())


def _listed(word: str, exact: frozenset[str], folded: frozenset[str]) -> bool:
    # "Mikä" is not "Mika", but "Paivi" is "Päivi" that lost its dots.
    low = word.lower().replace(":", "").rstrip(".")
    return low in exact or (low.isascii() and low in folded)


def surname(word: str) -> bool:
    """Whether a word is a listed surname that is no other word, in any case."""
    return form_of(bare(word), _surnames()[0])


def surname_or_word(word: str) -> bool:
    """Whether a word is a listed surname in any case, also one that is an ordinary word ("Mäki")."""
    return form_of(bare(word), _surnames()[1])


def abbreviation(letters: str) -> bool:
    """Whether capital letters are known to stand for something else than a person."""
    return letters in _abbreviations()


def ordinary_word(word: str) -> bool:
    """Whether a given name is an ordinary word too."""
    return bare(word) in _also_words()


def title(word: str) -> bool:
    """Whether a word is what a person is or does ("toimialajohtaja", "pj.")."""
    folded = bare(word).strip("(),")
    short, long = _titles()
    if folded in short:
        return True
    stripped = re.sub(r"(?:n|en|lle|lta|a|t|na|iksi|ksi)$", "", folded)
    return len(folded) > 3 and (folded.endswith(long) or stripped.endswith(long))


def never_a_name(word: str) -> bool:
    """Whether a word is listed as no part of a person's name (places are asked separately)."""
    folded = bare(word)
    return len(folded) > 1 and (folded in _not_names() or folded.endswith(_not_name_endings()))


@cache
def said_by() -> str:
    """Pattern of verbs that only a person is the subject of."""
    return "|".join(fold(verb) for verb in words("titles")["verbs"])


@cache
def places() -> frozenset[str]:
    """Folded names of Finland's municipalities, former ones too, its regions and counties."""
    names = {row[key] for row in rows_of("municipalities.csv") for key in ("name_fi", "name_sv")}
    names |= {row[key] for row in rows_of("mergers.csv") for key in ("old_name_fi", "old_name_sv")}
    names |= {row["name_fi"] for row in rows_of("regions.csv")}
    names |= {row["name_fi"].split(" ")[0] for row in rows_of("counties.csv")}
    return frozenset(fold(name) for name in names)


@cache
def place_stems(names: frozenset[str]) -> frozenset[str]:
    """Beginnings of the folded names of places in every case: "ruokolahti" gives "ruokolahde" too."""
    found = {name for name in names if len(name) < 4}
    for name in names:
        found.update(stem for stem in stems(name) if len(stem) >= 4)
    return frozenset(found)


def owner_label(word: str) -> bool:
    """Whether a word is the label before the name of who is responsible ("Vastuuhenkilö")."""
    return bare(word) in _owner_labels()


@cache
def _owner_labels() -> frozenset[str]:
    return frozenset(fold(word) for word in words("titles")["owners"].split())


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    names = frozenset(name.lower() for name in words("first_names")["words"].split())
    return names, frozenset(map(fold, names))


@cache
def _cased_given_names() -> tuple[frozenset[str], frozenset[str]]:
    cased = frozenset(
        stem + ending
        for name in _given_names()[0]
        if len(name) > 3
        for stem in stems(name)
        if len(stem) >= len(name) - 1 and stem != name[:-1]
        for ending in ("n", "lle", "lta", "lla", "ltä", "llä")
    )
    return cased, frozenset(map(fold, cased)) - _not_names()


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    lists = words("surnames")
    unsure = frozenset(lists["also_words"].split())
    certain = frozenset(
        fold(stem) for name in lists["names"].split() if name not in unsure for stem in stems(name)
    )
    return certain, certain | {fold(stem) for name in unsure for stem in stems(name)}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(words("not_names")["abbreviations"].split())


@cache
def _also_words() -> frozenset[str]:
    return frozenset(fold(name) for name in words("first_names")["also_words"].split())


@cache
def _titles() -> tuple[frozenset[str], tuple[str, ...]]:
    listed = [fold(word) for word in words("titles")["words"]]
    return frozenset(listed), tuple(word for word in listed if len(word) > 3)


@cache
def _not_names() -> frozenset[str]:
    lists = words("not_names")
    return frozenset(fold(word) for word in (*lists["words"], *lists["labels"].split()))


@cache
def _not_name_endings() -> tuple[str, ...]:
    return tuple(fold(word) for word in words("not_names")["endings"])
