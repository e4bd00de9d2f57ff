"""A name in its Finnish cases and the Swedish genitive, with letters that may have lost their dots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hyte.sources.privacy.letters import fold

_GRADES = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nt", "nn"), ("rt", "rr"), ("lt", "ll"), ("mp", "mm"),
    ("nk", "ng"), ("ht", "hd"), ("rk", "rj"), ("lk", "lj"), ("t", "d"), ("p", "v"), ("k", ""),
)  # fmt: skip
_STRENGTHENED = (("pp", "p"), ("kk", "k"), ("tt", "t"), ("ng", "nk"), ("nn", "nt"), ("d", "t"), ("v", "p"))
_CASES = (
    "n a ä ta tä na nä ksi lle lla llä lta ltä ssa ssä sta stä seen hin hun han hän hen hyn hon hön an än en"
    " in on un yn ön s t ille illa illä ilta iltä issa issä ista istä iin ia iä iksi ina inä ien jen kse"
)
_NEN = re.compile(
    r"(\w{2,})(?:nen|s(?:e(?:n|n[aä]|lle|ll[aä]|lt[aä]|ksi|ss[aä]|st[aä]|en|t)|t[aä]|i[aä]|ten|ille|ill[aä]|ilt[aä]))"
)
_CLITIC = re.compile(r"(?:kin|kaan|han|ko|pa)$")


def bare(word: str) -> str:
    """Folded word without the colon of endings ("Maija:n") and without a full stop."""
    return fold(word).replace(":", "").rstrip(".")


def stems(name: str) -> Iterator[str]:
    """Beginnings that the cases of a name share, in lower case: "Lahti" gives "lahde" too."""
    low = name.lower().replace(":", "").rstrip(".")
    yield low
    if found := _NEN.fullmatch(low):
        yield from (found[1] + ending for ending in ("nen", "s", "se", "si", "ste"))
        return
    if len(low) > 3 and (ending := re.search(r"(?:[aä]s|is|[uyoe]s)$", low)):
        # Mallikas: mallikkaa-; Kaunis: kaunii-; Markus, Johannes: markukse-, johannekse-.
        body = low[: -len(ending[0])]
        yield low[:-1] + "kse"
        for lengthened in (body, *_strengthened(body)):
            yield lengthened + 2 * ending[0][0]
    if low[-1:] not in "aeiouyäö" or len(low) < 4:
        return
    body, vowel = low[:-1], low[-1]
    if vowel == "e":
        yield low + "e"
        for strong in _strengthened(body):
            yield strong + "ee"
    if vowel == "i":
        yield body + "e"
    for strong, weak in _GRADES:
        if body.endswith(strong) and len(body) - len(strong) >= 1:
            weakened = body[: -len(strong)] + weak
            yield weakened + vowel
            if vowel == "i":
                yield weakened + "e"
            return


def uninflected(name: str) -> Iterator[str]:
    """What a name may be in the nominative when it stands in a case: "anna" of "Annalle"."""
    low = name.lower().replace(":", "").rstrip(".")
    for ending in ("lle", "lta", "ltä", "lla", "llä", "n", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            yield low[: -len(ending)]


def _strengthened(body: str) -> Iterator[str]:
    for strong, weak in _STRENGTHENED:
        if body.endswith(weak) and not body.endswith(strong):
            yield body[: -len(weak)] + strong


@cache
def case_endings() -> frozenset[str]:
    """Folded endings of the cases, the empty one of the nominative too."""
    return frozenset(fold(ending) for ending in _CASES.split()) | {""}


def form_of(folded: str, known: frozenset[str]) -> bool:
    """Whether a folded word is one of the `known` stems with the ending of a case."""
    endings = case_endings()
    for word in {folded, _CLITIC.sub("", folded)}:
        if any(word[:cut] in known and word[cut:] in endings for cut in range(2, len(word) + 1)):
            return True
    return False
