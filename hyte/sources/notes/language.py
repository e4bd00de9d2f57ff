"""In which language a note is written, told by its small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from hyte.sources.notes.folding import fold
from hyte.sources.notes.vocabulary import data

if TYPE_CHECKING:
    from hyte.sources.notes.lines import NumberedLine

Language = Literal["fi", "sv", "en", "other"]
_READ: tuple[Language, ...] = ("fi", "sv", "en")
_WORDS = re.compile(r"[^\W\d_]+")
# Endings that running text of one of the languages is full of, for notes of keywords without small words.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "fi": (
        *("ssa", "sta", "lla", "lta", "lle", "jen", "iden", "inen", "isen", "minen", "misen", "ista"),
        *("taan", "sti", "nsa", "iin", "uus", "yys", "aiheet", "uksen", "kset"),
    ),
    "sv": (
        *("ning", "ningen", "ningar", "het", "heten", "erna", "arna", "orna", "ande", "ende", "skap", "lig"),
        *("ligt", "else", "elsen", "ades", "rna", "rnas", "moment", "nden", "lser"),
    ),
    "en": ("tion", "tions", "ness", "ity", "ied", "sed", "ly", "ous", "ying", "ping", "ding"),
}
_SHORT = 5
_ENDING_WEIGHT = 0.34
_MANY_WORDS = 40
_FEW_KNOWN = 0.04
_FOREIGN_SHARE = 0.5


def language_of(lines: Iterable[NumberedLine]) -> Language:
    """Give the language of a note: "fi", "sv", "en", or "other" for every other language.

    A note of so few words that nothing can be told is taken for Finnish.
    """
    text = "\n".join(line.text for line in lines)
    words = _WORDS.findall(fold(text))
    letters = sum(map(len, words))
    foreign = sum(1 for word in words for letter in word if ord(letter) > 0x24F)
    if letters and foreign / letters > _FOREIGN_SHARE:
        return "other"
    counts = Counter(words)
    scores = {
        language: float(sum(counts[word] for word in set(known)))
        for language, known in data("function_words.toml").items()
    }
    for language, endings in _ENDINGS.items():
        ended = sum(n for word, n in counts.items() if len(word) > _SHORT and word.endswith(endings))
        scores[language] += _ENDING_WEIGHT * ended
    best = max(_READ, key=lambda language: scores[language])
    others = max(score for language, score in scores.items() if language not in _READ)
    if others > scores[best]:
        return "other"
    if len(words) >= _MANY_WORDS and scores[best] < _FEW_KNOWN * len(words):
        return "other"
    return best
