"""The name of a programme or plan in running text, brought back to its basic form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hyte.reference.word_patterns import WordList, lowered, word_data

_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*[-‐‑]?")
_OWN_NAME = re.compile(
    r"(?P<name>(?:[A-ZÅÄÖ][\w-]* )*[A-ZÅÄÖ][\w-]*(?: [a-zåäö\d][\w-]*){0,3}) -(?P<head>[a-zåäö]+)"
)
_ENDINGS_FI = r"(?:n|a|ssa|ssä|sta|an|lla|lta|lle|ksi|na|seen|mme|nsa|t)?"
_ENDINGS_SV = r"(?:met|mets|en|ens|n|ns|s)?"
_SHORTEST_GENITIVE = 5
_ADJECTIVE = re.compile(r"llise(?:n|ssa|sta|en|lla|lle|ksi)$")


def programme_name(text: str) -> str | None:
    """The first programme that `text` names, in lower case and nominative; None when it names none.

    A programme with a name of its own ("Liikkuva koulu", "Hyvä arki -ohjelma") keeps its capitals.
    """
    if known := _known().labels(text):
        return known[0]
    if (match := _OWN_NAME.search(text)) and _head_fi(match["head"]) in word_data("programmes.toml")["fi"][
        "heads"
    ]:
        return f"{match['name']} -{_head_fi(match['head'])}"
    words = [match[0] for match in _WORD.finditer(lowered(text))]
    for place, word in enumerate(words):
        if name := _finnish(words, place, word) or _swedish(words, place, word):
            return name
    return None


def _finnish(words: Sequence[str], place: int, word: str) -> str | None:
    lists, head = word_data("programmes.toml")["fi"], _head_fi(word)
    if head is None or _lost(head) in _lost_set("fi", "not"):
        return None
    start = place
    while start > 0:
        before = words[start - 1]
        if _modifies(words, start - 1, place):
            start -= 1
        elif (
            before in lists["joints"]
            and start > 1
            and (words[start - 2].endswith("-") or (start < place and _modifies(words, start - 2, place)))
        ):
            start -= 2
        else:
            break
    if start == place and (head in lists["heads"] or _lost(head) in _lost_set("fi", "alone")):
        return None
    return " ".join((*(_ADJECTIVE.sub("llinen", part) for part in words[start:place]), head))


def _modifies(words: Sequence[str], place: int, head: int) -> bool:
    """Whether the word at `place` may belong to the name whose head is at `head`."""
    if _lost(words[place]) in _modifiers():
        return True
    opened = place + 1 < head and _lost(words[place + 1]) in _lost_set("fi", "open")
    return opened and words[place].endswith("n") and len(words[place]) >= _SHORTEST_GENITIVE


def _swedish(words: Sequence[str], place: int, word: str) -> str | None:
    lists, match = word_data("programmes.toml")["sv"], _pattern("sv").match(word)
    if match is None or _lost(match["head"]) in _lost_set("sv", "not") or match["head"] in lists["heads"]:
        return None
    start = (
        place - 2
        if place > 1 and words[place - 1] in lists["joints"] and words[place - 2][-1] == "-"
        else place
    )
    end = place + 1
    if end < len(words) and words[end] in lists["after"]:
        following = end + 1
        while following < len(words) and (
            _lost(words[following]) in _lost_words("follow")
            or words[following] in (*lists["joints"], "i", "med")
        ):
            following += 1
        while words[following - 1] in (*lists["joints"], "i", "med"):
            following -= 1
        end = following if following > end + 1 else end
    return " ".join((*words[start:place], match["head"], *words[place + 1 : end]))


def _head_fi(word: str) -> str | None:
    match = _pattern("fi").match(word.lower())
    return match["head"].replace("toiminta-", "toiminta") if match else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    heads = "|".join(word_data("programmes.toml")[language]["heads"])
    endings = {"fi": _ENDINGS_FI, "sv": _ENDINGS_SV}[language]
    return re.compile(rf"^(?P<head>[\w-]*(?:{heads})){endings}$")


@cache
def _known() -> WordList:
    known = word_data("programmes.toml")["known"]
    lists = {entry["name"]: {"all": {"sure": ", ".join(entry["patterns"])}} for entry in known}
    return WordList(lists, tuple(lists))


@cache
def _lost_set(language: str, part: str) -> frozenset[str]:
    return frozenset(_lost(lowered(word)) for word in word_data("programmes.toml")[language][part])


@cache
def _lost_words(part: str) -> frozenset[str]:
    return frozenset(_lost(word) for word in _WORD.findall(lowered(word_data("programmes.toml")["sv"][part])))


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(
        _lost(word) for word in _WORD.findall(lowered(word_data("programmes.toml")["fi"]["before"]))
    )


def _lost(word: str) -> str:
    return word.translate(str.maketrans("åäö", "aao"))
