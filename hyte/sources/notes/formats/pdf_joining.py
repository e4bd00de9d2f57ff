"""Joining the lines of a paragraph: whether a line goes on, and what becomes of the hyphen at its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hyte.sources.notes.formats.pdf_letters import HYPHEN
from hyte.sources.notes.formats.pdf_rows import Piece

_HALVED = ("ja", "sekä", "tai", "eli", "että", "seka", "etta", "och", "eller", "samt", "respektive")
_FINNISH = frozenset(("ja", "on", "että", "oli", "ei", "sekä", "tai", "ovat"))
_SWEDISH = frozenset(("och", "att", "är", "av", "för", "som", "på", "den"))
_VOWELS = "aeiouyåäö"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENS = (HYPHEN, "-", "‐", "\u2011")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that stand whole somewhere in the document, and whether its language is Finnish."""

    known: frozenset[str]
    finnish: bool


def words_of(lines: Iterable[Piece]) -> Words:
    """Collect the whole words; the first and last of a line are left out when a hyphen may part them."""
    known: Counter[str] = Counter()
    for line in lines:
        text = line.text
        if text.endswith(_HYPHENS):
            text = text.rpartition(" ")[0]
        known.update(word.lower() for word in _WORD.findall(text))
    finnish = sum(known[word] for word in _FINNISH)
    swedish = sum(known[word] for word in _SWEDISH)
    return Words(frozenset(known), finnish >= swedish)


def ends_in_hyphen(text: str) -> bool:
    """Whether the last word of a line goes on in the next ("hyvin-"; not " -")."""
    return text.endswith(_HYPHENS) and len(text) > 1 and text[-2].isalnum()


def join(start: str, rest: str, words: Words) -> str:
    """Two lines as one text: "hyvin-", "vointi" is "hyvinvointi"; "ala-", "ja yläkoulu" keeps its hyphen.

    Where both readings are possible, the one whose word stands elsewhere in the document is taken. A hyphen
    stays after digits and capitals ("HYTE-työ"), before capitals ("Etelä-Savo") and, in Finnish, between like
    vowels ("linja-auto"), which no Finnish word of one piece has at such a place.
    """
    if not rest:
        return start
    if not ends_in_hyphen(start):
        return f"{start} {rest}"
    stem = start[:-1]
    first = rest.split()[0]
    if first.strip(",.;:").lower() in _HALVED:
        return f"{stem}- {rest}"
    left = stem.split()[-1]
    left_word = (_WORD.findall(left) or [left])[-1].lower()
    right_word = (_WORD.match(first) or re.match(r"\S*", first))[0].lower()  # type: ignore[index]
    whole, parted = left_word + right_word, f"{left_word}-{right_word}"
    if parted in words.known and whole not in words.known:
        return f"{stem}-{rest}"
    if whole in words.known:
        return stem + rest
    if not rest[0].islower() or _keeps_hyphen(left, first, words.finnish):
        return f"{stem}-{rest}"
    return stem + rest


def _keeps_hyphen(left: str, first: str, finnish: bool) -> bool:
    core = left.lstrip("(\"”»'[")
    if len(core) == 1 or not core[-1].isalpha() or (core.isupper() and len(core) > 1):
        return True
    return finnish and core[-1].lower() == first[0].lower() and first[0].lower() in _VOWELS


def loose(text: str) -> str:
    """A text to its end: a hyphen that was left open is one, and hyphens within are plain."""
    return text.replace(HYPHEN, "-")
