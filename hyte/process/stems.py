"""The words of a Finnish or Swedish statement brought back to their stems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import snowballstemmer
from rapidfuzz import fuzz

from hyte.reference.word_patterns import lowered

KEY_LENGTH = 4
"""Stems that count as the same have their first letters in common, as many as this."""

_WORDS = re.compile(r"[^\W_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•–-]\s+)\W*$")
_LOST = str.maketrans("åäö", "aao")
_IRREGULAR = {
    "last": "laps",
    "lasten": "laps",
    "lapse": "laps",
    "lapsi": "laps",
    "mies": "mieh",
    "miest": "mieh",
}
_SWEDISH_WORDS = """
och att det den är har inte som på för med av till i om ett bland hos ska kan från finns ökar ökat
behöver flera efter ar pa for fran okar okat
"""
_SWEDISH = frozenset(_SWEDISH_WORDS.split())
_SMALL_SHARE = 1 / 12
_SAME_PREFIX, _SAME_RATIO, _LONGER_BY = 0.65, 75, 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word: in lower case, its stem without dots, and whether it has a capital or begins a sentence."""

    low: str
    stem: str
    capital: bool
    first: bool


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in their order; parts of a word with hyphens count as words."""
    found = list(_WORDS.finditer(text))
    low = [lowered(match[0]) for match in found]
    language = "swedish" if is_swedish(low) else "finnish"
    return tuple(
        Word(
            small,
            _stem(small, language),
            match[0][:1].isupper(),
            _SENTENCE_START.search(text[max(0, match.start() - 4) : match.start()] if place else "")
            is not None,
        )
        for place, (match, small) in enumerate(zip(found, low, strict=True))
    )


def is_swedish(words: Sequence[str]) -> bool:
    """Whether words in lower case are Swedish rather than Finnish, told by the small words among them."""
    small = sum(word in _SWEDISH or "å" in word for word in words)
    return small > 0 and small >= len(words) * _SMALL_SHARE


@lru_cache(maxsize=262144)
def same_stem(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: the stemmer leaves some endings, and letters may be damaged.

    A stem that only goes on further is another word: "koulu" is not "koulutus".
    """
    if one == other:
        return True
    shared = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    if shared < KEY_LENGTH or shared < _SAME_PREFIX * longer:
        return False
    if shared == shorter and longer - shorter >= _LONGER_BY:
        return False
    return bool(fuzz.ratio(one, other) >= _SAME_RATIO)


@lru_cache(maxsize=65536)
def _stem(word: str, language: str) -> str:
    stem = str(_stemmer(language).stemWord(word)).translate(_LOST)
    return _IRREGULAR.get(stem, stem)


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(language)
