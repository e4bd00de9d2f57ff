"""Single words: is it a given name, a title, a place, or something else that no person is called?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from hyte.reference.tables import rows_of
from hyte.sources.privacy.letters import fold

_GRADES = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nt", "nn"), ("rt", "rr"), ("lt", "ll"), ("mp", "mm"),
    ("nk", "ng"), ("ht", "hd"), ("t", "d"), ("p", "v"), ("k", ""),
)  # fmt: skip
_NEN_FORMS = ("nen", "sen", "sta", "selle", "sella", "selta", "seen", "sia")


def bare(word: str) -> str:
    """Folded word without the colon of endings ("Maija:n") and without a full stop."""
    return fold(word).replace(":", "").rstrip(".")


def stems(name: str) -> Iterator[str]:
    """Beginnings that the cases of a name share, in lower case: "Lahti" gives "lahde" too."""
    low = name.lower().replace(":", "").rstrip(".")
    if match := re.fullmatch(r"(\w{4,})(?:nen|sen|sell[ea]|sellä|selt[aä]|seen)", low):
        yield match[1]
        return
    yield low
    for ending in ("lle", "lta", "ltä", "lla", "llä", "n", "a", "ä"):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            yield low[: -len(ending)]
    if low[-1:] not in "aeiouyäö" or len(low) < 4:
        return
    body, vowel = low[:-1], low[-1]
    if vowel == "i":
        yield body + "e"
    for strong, weak in _GRADES:
        if body.endswith(strong) and len(body) - len(strong) >= 2:
            weakened = body[: -len(strong)] + weak
            yield weakened + vowel
            if vowel == "i":
                yield weakened + "e"
            return


def form_of(folded: str, known: frozenset[str]) -> bool:
    """Whether a folded word is one of the `known` stems with the ending of a case."""
    endings = _case_endings()
    return any(folded[:cut] in known and folded[cut:] in endings for cut in range(3, len(folded) + 1))


def person_form_of(folded: str, known: frozenset[str]) -> bool:
    """As `form_of`, also for surnames in -nen, whose stem has lost that ending."""
    return form_of(folded, known) or any(
        folded.endswith(ending) and folded[: -len(ending)] in known for ending in _NEN_FORMS
    )


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


def ordinary_word(word: str) -> bool:
    """Whether a given name is an ordinary word too."""
    return bare(word) in _also_words()


def title(word: str) -> bool:
    """Whether a word is what a person is or does ("toimialajohtaja", "pj.")."""
    folded = bare(word).strip("(),")
    short, long = _titles()
    if folded in short:
        return True
    stripped = re.sub(r"(?:n|lle|lta|a|t|na|iksi|ksi)$", "", folded)
    return len(folded) > 3 and (folded.endswith(long) or stripped.endswith(long))


def never_a_name(word: str) -> bool:
    """Whether a word is listed as no part of a person's name (places are asked separately)."""
    folded = bare(word)
    return len(folded) > 1 and (folded in _not_names() or folded.endswith(_not_name_endings()))


@cache
def said_by() -> str:
    """Pattern of verbs that only a person is the subject of."""
    return "|".join(fold(verb) for verb in _data()["titles"]["verbs"])


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
def _data() -> dict[str, Any]:
    text = resources.files("hyte.sources.privacy").joinpath("names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _owner_labels() -> frozenset[str]:
    return frozenset(fold(word) for word in _data()["titles"]["owners"].split())


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    names = frozenset(name.lower() for name in _data()["first_names"]["words"].split())
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
def _also_words() -> frozenset[str]:
    return frozenset(fold(name) for name in _data()["first_names"]["also_words"].split())


@cache
def _titles() -> tuple[frozenset[str], tuple[str, ...]]:
    words = [fold(word) for word in _data()["titles"]["words"]]
    return frozenset(words), tuple(word for word in words if len(word) > 3)


@cache
def _not_names() -> frozenset[str]:
    lists = _data()["not_names"]
    return frozenset(fold(word) for word in (*lists["words"], *lists["labels"].split()))


@cache
def _not_name_endings() -> tuple[str, ...]:
    return tuple(fold(word) for word in _data()["not_names"]["endings"])


@cache
def _case_endings() -> frozenset[str]:
    return frozenset(fold(word) for word in _data()["endings"]["words"])
