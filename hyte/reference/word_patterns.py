"""Finding the words of a list in running text: stems, parts of compounds, words after each other, lost dots.

A pattern is a word with stars for any letters at its ends ("yksinäi*", "*päihde*"), or several such words one
after the other ("paha* olo*"). "=" before a word tells that its dots and rings must be there.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any

NOTHING = "nothing"
"""The list of words that only look like others: what stands within them does not count."""

_WORDS = re.compile(r"[^\W_]+")
_PATTERNS = re.compile(r"[,\n]")
_MOST_REMEMBERED = 20_000
_LOST = str.maketrans("åäö", "aao")
_KEPT = frozenset("åäö")
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_LONGEST_WORD = 60
_SURE, _MAYBE = 3, 1


@dataclass(frozen=True, slots=True)
class WordPattern:
    """One word of a pattern: its letters, and whether other letters may stand before and after them."""

    letters: str
    open_start: bool
    open_end: bool
    exact: bool

    def fits(self, word: str, start: int, end: int) -> bool:
        """Whether the letters from `start` to `end` of `word` (lower case) are this pattern's.

        A dot or ring may be lost, but none may be there that the pattern has not: "väärä" is not "vaara".
        """
        if (start and not self.open_start) or (end < len(word) and not self.open_end):
            return False
        part = word[start:end]
        if part == self.letters:
            return True
        if self.exact:
            return False
        return all(
            letter in (wanted, wanted.translate(_LOST))
            for letter, wanted in zip(part, self.letters, strict=True)
        )

    def fits_word(self, word: str) -> bool:
        """Whether it is found in `word` at the place that its stars allow."""
        plain, wanted = word.translate(_LOST), self.letters.translate(_LOST)
        start = plain.find(wanted)
        while start >= 0:
            if self.fits(word, start, start + len(wanted)):
                return True
            start = plain.find(wanted, start + 1)
        return False


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern of a list: the label that it tells, its words and how much it weighs."""

    label: str
    weight: int
    words: tuple[WordPattern, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found in a text, from `start` to `end` (places in the text in lower case)."""

    entry: Entry
    start: int
    end: int


class WordList:
    """Labels and the patterns that tell them.

    Parameters
    ----------
    lists : mapping
        Label → language → "sure" and "maybe" → patterns, with commas or line ends between them.
    order : sequence of str
        The labels in the order that decides between equally certain ones.
    """

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, str]]], order: Sequence[str]) -> None:
        unknown = sorted(set(lists) - {NOTHING, *order})
        if unknown:
            raise ValueError(f"the word list has labels that nobody knows: {', '.join(unknown)}")
        self._index: dict[str, list[Entry]] = {}
        self._seen: dict[str, tuple[tuple[Entry, int, int], ...]] = {}
        self._order = {label: number for number, label in enumerate((NOTHING, *order))}
        for label in self._order:
            for patterns in lists.get(label, {}).values():
                for certainty, weight in (("sure", _SURE), ("maybe", _MAYBE)):
                    for pattern in _PATTERNS.split(patterns.get(certainty, "")):
                        if pattern.strip():
                            self._add(_entry(label, weight, pattern))

    def _add(self, entry: Entry) -> None:
        self._index.setdefault(entry.words[0].letters.translate(_LOST), []).append(entry)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(letters) for letters in self._index}))

    def labels(self, text: str, also: Sequence[str] = ()) -> tuple[str, ...]:
        """The labels that `text` tells, the most certain first; what "maybe" tells only if nothing else does.

        The more different words tell a label, the more certain it is; then the first in the text counts.
        The labels in `also` are as certain as a sure word at the beginning of the text.
        """
        weights: dict[str, dict[tuple[WordPattern, ...], int]] = {label: {(): _SURE} for label in also}
        first: dict[str, int] = dict.fromkeys(also, 0)
        for hit in self.hits(text):
            first.setdefault(hit.entry.label, hit.start)
            words = weights.setdefault(hit.entry.label, {})
            words[hit.entry.words] = max(hit.entry.weight, words.get(hit.entry.words, 0))
        sure = {label: words for label, words in weights.items() if max(words.values()) >= _SURE}
        weights = sure or weights
        return tuple(
            sorted(
                weights, key=lambda label: (-sum(weights[label].values()), first[label], self._order[label])
            )
        )

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The patterns found in `text` that do not lie within a longer one, in the order of the text."""
        words = _words(text)
        found = [hit for place in range(len(words)) for hit in self._hits_at(words, place)]
        starts = [hit.start for hit in found]
        longest = max((hit.end - hit.start for hit in found), default=0)
        return tuple(
            hit
            for hit in found
            if hit.entry.label != NOTHING
            and not any(
                _hidden(hit, other)
                for other in found[bisect_left(starts, hit.start - longest) : bisect_left(starts, hit.end)]
            )
        )

    def _hits_at(self, words: Sequence[tuple[str, int]], place: int) -> Iterable[Hit]:
        word, offset = words[place]
        for entry, start, end in self._entries(word):
            rest = entry.words[1:]
            following = words[place + 1 : place + 1 + len(rest)]
            if len(following) < len(rest):
                continue
            if all(pattern.fits_word(next_) for pattern, (next_, _) in zip(rest, following, strict=True)):
                last = following[-1] if following else None
                yield Hit(entry, offset + start, last[1] + len(last[0]) if last else offset + end)

    def _entries(self, word: str) -> tuple[tuple[Entry, int, int], ...]:
        """The patterns whose first word is in `word`, with their places, from left to right."""
        known = self._seen.get(word)
        if known is None:
            # Texts of a municipality use the same words again and again.
            if len(self._seen) >= _MOST_REMEMBERED:
                self._seen.clear()
            known = self._seen[word] = self._found(word)
        return known

    def _found(self, word: str) -> tuple[tuple[Entry, int, int], ...]:
        plain = word.translate(_LOST)
        return tuple(
            (entry, start, start + length)
            for start in range(len(plain))
            for length in self._lengths
            if start + length <= len(plain)
            for entry in self._index.get(plain[start : start + length], ())
            if entry.words[0].fits(word, start, start + length)
        )


@cache
def word_data(name: str) -> dict[str, Any]:
    """A word list of this room as it lies in its file, for example ``"themes.toml"``."""
    text = resources.files("hyte.reference").joinpath("words", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def lowered(text: str) -> str:
    """Lower case without invisible characters; of the accents only those of å, ä and ö stay."""
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).lower()
    if text.isascii():
        return text
    return "".join(
        letter if letter in _KEPT or letter.isascii() else unicodedata.normalize("NFKD", letter)[:1]
        for letter in text
    )


def parsed_patterns(patterns: str) -> tuple[tuple[WordPattern, ...], ...]:
    """The patterns of a list with commas or line ends between them."""
    return tuple(_parsed(pattern) for pattern in _PATTERNS.split(patterns) if pattern.strip())


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[tuple[str, int], ...]:
    # One text is asked for its themes, its groups and its sector one after the other.
    return tuple((match[0][:_LONGEST_WORD], match.start()) for match in _WORDS.finditer(lowered(text)))


def _entry(label: str, weight: int, pattern: str) -> Entry:
    """An entry of a list; of two certain ones several words after each other say more than one word."""
    words = _parsed(pattern)
    return Entry(label, weight + (len(words) - 1 if weight == _SURE else 0), words)


def _parsed(pattern: str) -> tuple[WordPattern, ...]:
    words = pattern.replace("-", " ").split()
    return tuple(
        WordPattern(
            lowered(word.strip("=*")),
            word.lstrip("=").startswith("*"),
            word.endswith("*"),
            word.startswith("="),
        )
        for word in words
    )


def _hidden(hit: Hit, other: Hit) -> bool:
    """Whether `hit` is only a part of a longer word that `other` is, or touches one that tells nothing."""
    if other.entry.label == NOTHING:
        overlap = other.start < hit.end and hit.start < other.end
        return overlap and not (hit.start <= other.start and other.end <= hit.end)
    longer = other.end - other.start > hit.end - hit.start
    return longer and other.start <= hit.start and hit.end <= other.end
