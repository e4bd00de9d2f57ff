"""The label that a line begins with, and what a heading is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from hyte.sources.notes.cue_rules import Cue as Cue
from hyte.sources.notes.cue_rules import cues as cues
from hyte.sources.notes.cue_rules import data as data
from hyte.sources.notes.cue_rules import patterns as patterns
from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.topics import topics_of

Role = Literal[
    "kind",
    "owner",
    "schedule",
    "state",
    "group",
    "sector",
    "theme",
    "channel",
    "date",
    "place",
    "body",
    "people",
    "person",
    "other",
    "boilerplate",
]
FIELDS: tuple[Role, ...] = ("owner", "schedule", "state", "group", "sector", "theme", "channel")
"""Roles of what belongs to the record before."""

_FUZZY_FROM = 6
_LONGEST = 60
_LONGEST_HEADING = 70
_LONGEST_STANDING = 90
_MOST_WORDS = 7
_MOST_HEADING_WORDS = 8
_DASH = re.compile(r"(?P<word>[^\W\d_]+)\s+[–—-]\s+(?=\S)")
_QUESTION = re.compile(r"(?P<asked>[^\W\d_][^?.!:;]{4,58}\?)\s+(?=[^\W\d_\"”»\[])")
_NOISE = re.compile(r"\([^()]*\)|[\d§*_.]+")
_COLON = re.compile(
    r"\s*:(?!//|(?:n|s|t|ssa|ssä|lla|llä|lle|sta|stä|lta|ltä|aan|ään|een|ien|en|ns)\b)\s*|\s+[–-]\s+(?=[A-ZÅÄÖ])"
)
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label that a line begins with.

    `kind` is given when `role` is "kind"; `word` is the label as the word list has it, `printed` as the note
    has it, `rest` what stands behind it on the line; `joined` tells that everything under it is one record,
    `loose` that the label is no word of the list but words that tell what it is about.
    """

    role: Role
    kind: str
    word: str
    printed: str
    rest: str = ""
    joined: bool = False
    loose: bool = False


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
    for field in FIELDS:
        add(field, "", lists["fields"][field])
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
    """The label that `text` is as a whole, numbers and brackets beside it and a second language forgiven."""
    if len(text) > _LONGEST:
        return None
    found = _closest(squeezed(text)) or _closest(squeezed(_NOISE.sub(" ", text)))
    if found is None and "/" in text:
        both = {_closest(squeezed(part)) for part in text.split("/")}
        roles = {(one[0], one[1]) for one in both if one}
        if None not in both and len(roles) == 1:
            found = _closest(squeezed(text.split("/")[0]))
    if found is None:
        return _by_whom(text)
    role, kind, word = found
    return Label(role, kind, word, text.strip(" :"), joined=squeezed(word) in _squeezed_words("joined"))


def _by_whom(text: str) -> Label | None:
    """The label of "Sivistysjohtajan päätösehdotus" and "Nämndens beslut"."""
    *before, last = text.strip(" :").split() or [""]
    if not 1 <= len(before) <= 3 or not all(word.lower().endswith(("n", "s")) for word in before):
        return None
    entry = _known().get(squeezed(last))
    if entry is None or entry[1] not in ("decision", "proposal") or not text[:1].isupper():
        return None
    return Label(
        "kind", entry[1], entry[2], text.strip(" :"), joined=squeezed(last) in _squeezed_words("joined")
    )


def label_of(text: str) -> Label | None:
    """The label that a line begins with: before a colon, alone, or bare as in official minutes."""
    split = _COLON.search(text[: _LONGEST + 3])
    if split:
        before = text[: split.start()]
        label = known_label(before) or (about(before) if len(before.split()) <= _MOST_WORDS else None)
        if label:
            rest = text[split.end() :].strip()
            return replace(label, printed=before.strip(), rest=rest)
    if (label := known_label(text)) and not text.endswith("."):
        return label
    if (asked := _QUESTION.match(text)) and (label := known_label(asked["asked"]) or about(asked["asked"])):
        return replace(label, printed=asked["asked"], rest=text[asked.end() :])
    if (dash := _DASH.match(text)) and (label := known_label(dash["word"])) and label.role == "kind":
        return replace(label, rest=text[dash.end() :].strip())
    return _bare(text, "bare")


def _bare(text: str, part: str) -> Label | None:
    word, _, rest = text.partition(" ")
    if (
        not (rest[:1].isupper() or rest[:1].isdigit() or rest[:1] == "[")
        or not word[:1].isupper()
        or not squeezed(word)
    ):
        return None
    found = _closest(squeezed(word))
    if found is None or squeezed(found[2]) not in _squeezed_words(part):
        return None
    if rest[:1].isdigit() and found[0] not in ("date", "place"):
        return None
    return Label(
        found[0], found[1], found[2], word, rest.strip(), squeezed(found[2]) in _squeezed_words("joined")
    )


def header_label(text: str) -> Label | None:
    """The label of a line in the head of a note, where "Aika 5.6.2024" needs no colon."""
    return label_of(text) or _bare(text, "bare_header")


def label_within(heading: str) -> Label | None:
    """The kind that a heading is about, None when it is about none or about several."""
    found: dict[str, Label] = {}
    for word in _WORDS.findall(heading):
        if word.endswith("-") or len(word) < _FUZZY_FROM - 1:
            continue
        entry = _known().get(squeezed(word))
        if entry and entry[0] == "kind":
            found.setdefault(entry[1], Label("kind", entry[1], entry[2], heading.strip(" :")))
    halved = re.search(r"\b\w+[-‐] (ja|tai|sekä|och|eller) ", heading)
    kinds = kinds_within(heading)
    if halved or len(kinds) > 1 or (len(found) > 1 and not kinds):
        return None
    known = next(iter(found.values()), None)
    other = about(heading)
    if known is not None and other is not None and other.kind != known.kind:
        return other
    return known or other


def kinds_within(heading: str) -> tuple[str, ...]:
    """The kinds that a heading is about, in the order of its words."""
    return topics_of(heading)


def about(text: str) -> Label | None:
    """The kind that the words of a short heading or label are about."""
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_HEADING_WORDS or text.rstrip().endswith("."):
        return None
    kinds = kinds_within(text)
    if len(kinds) != 1:
        return None
    printed = text.strip(" :")
    return Label("kind", kinds[0], printed, printed, loose=True)


def column_role(text: str) -> str | None:
    """What a word says only as the heading of a column: "kind", "text", or the role of a field."""
    word = squeezed(text)
    columns = data("labels.toml")["columns"]
    return next((role for role, words in columns.items() if word in map(squeezed, words)), None)


def boilerplate(text: str) -> bool:
    """Whether a line says nothing of its own (page numbers, standing items of every agenda)."""
    if any(pattern.search(fold(text).strip(" .:")) for pattern in _boilerplate_patterns("patterns")):
        return True
    label = known_label(text)
    return (label is not None and label.role == "boilerplate") or standing(text) == "procedural"


def explaining(word: str) -> bool:
    """Whether a label begins a part that tells of older decisions and proposals, and of what was said."""
    return squeezed(word) in _squeezed_words("explaining")


def explaining_start(text: str) -> bool:
    """Whether a paragraph begins to tell of the discussion of a matter."""
    return any(re.match(pattern, fold(text)) for pattern in data("labels.toml")["explaining"]["starts"])


def standing(text: str) -> Literal["procedural", "open"] | None:
    """Whether a title is that of a standing item: one of procedure, or one that may bring anything up."""
    if len(text) > _LONGEST_STANDING:
        return None
    parts = [fold(part).strip(" .:") for part in text.split("/")]
    for kind in ("procedural", "open"):
        patterns = _boilerplate_patterns(kind)
        if all(any(pattern.search(part) for pattern in patterns) for part in parts):
            return kind
    label = known_label(text)
    if label is None or label.role != "boilerplate":
        return None
    return (
        "open"
        if fold(label.word).startswith(("muut ", "ovriga", "tiedoksi", "for kann", "ilmoitus"))
        else "procedural"
    )


@cache
def _boilerplate_patterns(part: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in data("labels.toml")["boilerplate"][part])


@cache
def label_words() -> frozenset[str]:
    """Every folded word of the labels: none of them is part of a person's name."""
    words = [entry[2] for entry in _known().values()]
    return frozenset(fold(part) for word in words for part in _WORDS.findall(word))


def role_of(word: str) -> Role | None:
    """The role of a word that is a label as a whole."""
    found = _closest(squeezed(word))
    return found[0] if found else None
