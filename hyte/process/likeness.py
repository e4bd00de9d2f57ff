"""Whether two statements say the same: like words, and nothing that tells them apart."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from hyte.process.stems import Word, same_stem, words_of
from hyte.reference.word_patterns import WordPattern, parsed_patterns

LIKE_ENOUGH = 0.85
"""The share of words in common from which two statements are near-duplicates."""

_SUBSTITUTED = 0.9
_FEWEST_WORDS = 2
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a statement says, for comparing: `stems` of its telling words, sorted, and what must agree.

    `numbers` as digits, `names` the stems of words with a capital within a sentence, `first` the stems that
    begin a sentence, `negated` whether something is denied or missing, `poles` which side of each pair of
    opposites it is on, `places` pairs of a place word and what stands before it, `groups` population groups.
    """

    stems: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]
    first: frozenset[str]
    negated: bool
    poles: frozenset[tuple[int, int]]
    places: frozenset[tuple[str, str]]
    groups: frozenset[str]


def gist_of(text: str, groups: Collection[str] = ()) -> Gist:
    """The gist of a statement with the population groups that it is about."""
    return _gist(text, frozenset(groups) - {"everyone"})


@lru_cache(maxsize=32768)
def _gist(text: str, groups: frozenset[str]) -> Gist:
    words = words_of(text)
    marks = [_marks(word.low) for word in words]
    telling = [
        word
        for word, marked in zip(words, marks, strict=True)
        if not marked.hollow and not word.low[0].isdigit() and len(word.low) > 1
    ]
    shouted = all(word.capital for word in words)
    numbers = {number.replace(",", ".") for number in _NUMBERS.findall(text)}
    return Gist(
        stems=tuple(sorted(word.stem for word in telling)),
        numbers=frozenset(numbers | {marked.number for marked in marks if marked.number}),
        names=frozenset(word.stem for word in telling if word.capital and not word.first and not shouted),
        first=frozenset(word.stem for word in telling if word.first),
        negated=any(marked.negates for marked in marks),
        poles=frozenset(pole for marked in marks for pole in marked.poles),
        places=frozenset(_places(words, marks)),
        groups=groups,
    )


def likeness(one: Gist, other: Gist) -> float:
    """How much two statements say the same: 0 when something tells them apart, 1 when all words agree.

    Between them is the share of words in common (2 × common / all words); forms of one word count as one.
    What may not differ: numbers, names, negation, opposites ("lisääntynyt", "vähentynyt"), which place of its
    kind, population groups.
    """
    if one.numbers != other.numbers or one.negated != other.negated or _apart(one, other):
        return 0.0
    left, right = _unmatched(one.stems, other.stems)
    count = len(one.stems) + len(other.stems)
    if not left and not right:
        return 1.0 if count else 0.0
    if min(len(one.stems), len(other.stems)) < _FEWEST_WORDS:
        return 0.0
    if _any_of(left, one.names) or _any_of(right, other.names):
        return 0.0
    share = (count - len(left) - len(right)) / count
    if left and right and (share < _SUBSTITUTED or _any_of(left, one.first) or _any_of(right, other.first)):
        return 0.0
    return share


def _apart(one: Gist, other: Gist) -> bool:
    if one.groups and other.groups and not one.groups & other.groups:
        return True
    for number in {pair for pair, _ in one.poles & other.poles} | {pair for pair, _ in one.poles} & {
        pair for pair, _ in other.poles
    }:
        if {side for pair, side in one.poles if pair == number} != {
            side for pair, side in other.poles if pair == number
        }:
            return True
    return any(
        same_stem(place, other_place) and before != other_before and not same_stem(before, other_before)
        for place, before in one.places
        for other_place, other_before in other.places
    )


def _unmatched(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """The stems of each that the other has not, after forms of one word have been paired."""
    common = Counter(one) & Counter(other)
    left, right = sorted((Counter(one) - common).elements()), sorted((Counter(other) - common).elements())
    for stem in tuple(left):
        found = next((candidate for candidate in right if same_stem(stem, candidate)), None)
        if found is not None:
            left.remove(stem)
            right.remove(found)
    return left, right


def _any_of(stems: Sequence[str], wanted: frozenset[str]) -> bool:
    return any(stem in wanted for stem in stems)


@dataclass(frozen=True, slots=True)
class _Marks:
    hollow: bool
    negates: bool
    number: str
    poles: tuple[tuple[int, int], ...]
    place: bool


def _places(words: Sequence[Word], marks: Sequence[_Marks]) -> list[tuple[str, str]]:
    return [
        (word.stem, "" if not place or marks[place - 1].hollow else words[place - 1].stem)
        for place, (word, marked) in enumerate(zip(words, marks, strict=True))
        if marked.place
    ]


@lru_cache(maxsize=65536)
def _marks(word: str) -> _Marks:
    lists = _lists()
    negates = _fits(word, lists["negations"])
    number = next((str(n) for n, names in enumerate(lists["numbers"], start=1) if _fits(word, names)), "")
    poles = tuple(
        (pair, side)
        for pair, sides in enumerate(lists["opposites"])
        for side, patterns in enumerate(sides)
        if _fits(word, patterns)
    )
    return _Marks(
        hollow=negates or bool(number) or _fits(word, lists["fillers"]),
        negates=negates,
        number=number,
        poles=poles,
        place=_fits(word, lists["places"]),
    )


def _fits(word: str, patterns: Sequence[tuple[WordPattern, ...]]) -> bool:
    return any(pattern[0].fits_word(word) for pattern in patterns if len(pattern) == 1)


@cache
def _lists() -> dict[str, Any]:
    text = resources.files("hyte.process").joinpath("likeness.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return {
        "fillers": parsed_patterns(lists["fillers"]),
        "negations": parsed_patterns(lists["negations"]),
        "numbers": [parsed_patterns(names) for names in lists["numbers"]],
        "opposites": [[parsed_patterns(side) for side in pair] for pair in lists["opposites"]],
        "places": parsed_patterns(lists["places"]),
    }
