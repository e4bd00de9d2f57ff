"""What the words of a heading, a question or a label are about: the kinds of record, by stems."""

from __future__ import annotations

import re
from functools import cache

from hyte.sources.notes.cue_rules import data
from hyte.sources.notes.folding import fold

_FEELINGS = frozenset({"concern", "joy"})
_SAID = _FEELINGS | {"measure", "decision", "proposal", "phenomenon", "deed", "brake", "resident_input"}
_BOTH = re.compile(r"\s(?:ja|sekä|och|samt|tai|eller|vai)\s|\s?[/&+]\s?|,\s")


def topics_of(heading: str) -> tuple[str, ...]:
    """The kinds of record that a heading is about, in the order of its words.

    One kind where the words leave no doubt: proposals of measures are proposals, what residents say is theirs
    unless it worries them, "ei toimi" is no joy. Several where the heading names several things side by side
    ("Huolet ja ilot"); () where its words tell of none.
    """
    return _topics(fold(heading).strip(" .:"))


def weak(heading: str) -> bool:
    """Whether a heading tells of lists and tables only ("Jatko"), not of the running text below it."""
    return _any("weak", fold(heading).strip(" .:"))


def actor(heading: str) -> bool:
    """Whether the head of a column names those who do something ("Toimija")."""
    return _any("actors", fold(heading).strip(" .:"))


@cache
def _patterns(part: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in data("topics.toml")[part]["patterns"])


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile("|".join(patterns))) for kind, patterns in data("topics.toml")["kinds"].items()
    )


def _any(part: str, folded: str) -> bool:
    return any(pattern.search(folded) for pattern in _patterns(part))


@cache
def _topics(folded: str) -> tuple[str, ...]:
    if _any("other", folded):
        return ()
    at = {kind: match.start() for kind, pattern in _kinds() if (match := pattern.search(folded))}
    if _any("negated", folded):
        at.setdefault("concern", at.pop("joy", 0))
    if _any("speakers", folded) and _any("saying", folded):
        at.setdefault("resident_input", 0)
    return tuple(sorted(_settled(at, folded), key=lambda kind: at[kind]))


def _settled(at: dict[str, int], folded: str) -> set[str]:
    found = set(at)
    if "resident_input" in found:
        # What residents propose or are glad of is theirs; what worries them is a worry.
        stronger = found & {"concern", "measure", "decision"} - (
            {"measure"} if "proposal" in found else set()
        )
        if not stronger:
            return {"resident_input"}
        found.discard("resident_input")
    if "approval_path" in found:
        found -= {"decision"}
    if "proposal" in found:
        found -= {"measure", "decision"}
    if found & (_FEELINGS | {"deed", "brake"}):
        found.discard("phenomenon")
    apart = _BOTH.search(folded)
    if {"measure", "decision"} <= found:
        # "Sovitut toimenpiteet" are measures; of two things side by side the first one is meant.
        found.discard("decision" if not apart or at["measure"] < at["decision"] else "measure")
    if "measure" in found and found & (_FEELINGS | {"phenomenon"}) and not apart:
        # "Toimenpiteet huoliin"
        found -= _FEELINGS | {"phenomenon"}
    if "brake" in found and "joy" not in found and "deed" not in found:
        found.discard("concern")
    if "deed" in found and "concern" not in found:
        found.discard("joy")
    if "role" in found:
        found -= {"measure", "goal"} if not apart else set()
        found -= {"role"} if found & _SAID else set()
    if "means" in found and not apart:
        found -= {"measure", "goal"}
    if len(found) > 1:
        # "Tärkeimmät huolet", "Kärkitavoitteet"
        found -= {"priority"} if found & _SAID else {"goal"} if "priority" in found and not apart else set()
    return found
