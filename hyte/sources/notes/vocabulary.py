"""The word lists beside this module, and finding the label that a line begins with."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from rapidfuzz import fuzz

from hyte.sources.notes.folding import fold, squeezed

Role = Literal[
    "kind", "owner", "schedule", "date", "place", "body", "people", "person", "other", "boilerplate"
]

_FUZZY_FROM = 6
_LONGEST = 45
_NOISE = re.compile(r"\([^()]*\)|[\d§*_.]+")
_COLON = re.compile(r"\s*:(?!//)\s*|\s+[–-]\s+(?=[A-ZÅÄÖ])")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label that a line begins with.

    `kind` is given when `role` is "kind"; `word` is the label as the word list has it, `printed` as the note
    has it, `rest` what stands behind it on the line; `joined` tells that everything under it is one record.
    """

    role: Role
    kind: str
    word: str
    printed: str
    rest: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule that makes a sentence of running text a record."""

    kind: str
    rule: str
    pattern: re.Pattern[str]


@cache
def data(name: str) -> dict[str, Any]:
    """A word list of this room, for example ``"labels.toml"``."""
    return tomllib.loads(resources.files("hyte.sources.notes").joinpath(name).read_text(encoding="utf-8"))


@cache
def cues() -> tuple[Cue, ...]:
    """The rules for running text, in the order in which they are tried."""
    return tuple(
        Cue(cue["kind"], cue["rule"], re.compile(cue["pattern"])) for cue in data("cues.toml")["cue"]
    )


@cache
def patterns(part: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of `part` ("subject", "owner", "schedule") of the rules for running text."""
    return tuple(re.compile(pattern) for pattern in data("cues.toml")[part]["patterns"])


@cache
def _known() -> dict[str, tuple[Role, str, str]]:
    """Squeezed word → role, kind, word; the first list that has a word keeps it."""
    lists = data("labels.toml")
    known: dict[str, tuple[Role, str, str]] = {}

    def add(role: Role, kind: str, words: list[str]) -> None:
        for word in words:
            known.setdefault(squeezed(word), (role, kind, word))

    for kind, words in lists["kinds"].items():
        add("kind", kind, words)
    add("owner", "", lists["fields"]["owner"])
    add("schedule", "", lists["fields"]["schedule"])
    add("date", "", lists["header"]["date"])
    add("place", "", lists["header"]["place"])
    add("body", "", lists["header"]["body"])
    add("people", "", lists["people"]["block"])
    add("person", "", lists["people"]["line"])
    add("other", "", lists["other"]["words"])
    add("boilerplate", "", lists["boilerplate"]["words"])
    return known


@cache
def _squeezed_words(part: str) -> frozenset[str]:
    return frozenset(squeezed(word) for word in data("labels.toml")[part]["words"])


@cache
def _closest(word: str) -> tuple[Role, str, str] | None:
    """The label that `word` (squeezed) is, a damaged letter in six forgiven."""
    known = _known()
    if word in known:
        return known[word]
    if len(word) < _FUZZY_FROM:
        return None
    best, score = None, 0.0
    for candidate, found in known.items():
        if len(candidate) < _FUZZY_FROM or candidate[0] != word[0] or abs(len(candidate) - len(word)) > 2:
            continue
        likeness = fuzz.ratio(word, candidate)
        if likeness > score:
            best, score = found, likeness
    return best if score >= (88 if len(word) > 8 else 83) else None


def known_label(text: str) -> Label | None:
    """The label that `text` is as a whole, numbers and brackets beside it forgiven."""
    if len(text) > _LONGEST:
        return None
    found = _closest(squeezed(text)) or _closest(squeezed(_NOISE.sub(" ", text)))
    if found is None:
        return None
    role, kind, word = found
    return Label(role, kind, word, text.strip(" :"), joined=squeezed(word) in _squeezed_words("joined"))


def label_of(text: str) -> Label | None:
    """The label that a line begins with: before a colon, alone, or bare as in official minutes."""
    split = _COLON.search(text[: _LONGEST + 3])
    if split and (label := known_label(text[: split.start()])):
        rest = text[split.end() :].strip()
        return Label(label.role, label.kind, label.word, label.printed, rest, label.joined)
    if (label := known_label(text)) and not text.endswith("."):
        return label
    word, _, rest = text.partition(" ")
    if rest[:1].isupper() and word[:1].isupper() and squeezed(word):
        found = _closest(squeezed(word))
        if found and squeezed(found[2]) in _squeezed_words("bare"):
            joined = squeezed(found[2]) in _squeezed_words("joined")
            return Label(found[0], found[1], found[2], word, rest.strip(), joined)
    return None


def label_within(heading: str) -> Label | None:
    """The kind that one word of a heading names, None when no word or words of several kinds do."""
    found: dict[str, Label] = {}
    for word in _WORDS.findall(heading):
        if word.endswith("-") or len(word) < _FUZZY_FROM - 1:
            continue
        entry = _known().get(squeezed(word))
        if entry and entry[0] == "kind":
            found.setdefault(entry[1], Label("kind", entry[1], entry[2], heading.strip(" :")))
    halved = re.search(r"\b\w+[-‐] (ja|tai|sekä|och|eller) ", heading)
    return next(iter(found.values())) if len(found) == 1 and not halved else None


def boilerplate(text: str) -> bool:
    """Whether a line says nothing of its own (page numbers, standing items of every agenda)."""
    folded = fold(text).strip(" .:")
    if any(re.search(pattern, folded) for pattern in _boilerplate_patterns()):
        return True
    label = known_label(text)
    return label is not None and label.role == "boilerplate"


@cache
def _boilerplate_patterns() -> tuple[str, ...]:
    return tuple(data("labels.toml")["boilerplate"]["patterns"])


@cache
def label_words() -> frozenset[str]:
    """Every folded word of the labels: none of them is part of a person's name."""
    words = [entry[2] for entry in _known().values()]
    return frozenset(fold(part) for word in words for part in _WORDS.findall(word))


def role_of(word: str) -> Role | None:
    """The role of a word that is a label as a whole."""
    found = _closest(squeezed(word))
    return found[0] if found else None
