"""What the words of a heading or label announce, by stems: tasks, members, rhythms, paths, programmes."""

from __future__ import annotations

import re
from functools import cache

from hyte.sources.notes.cue_rules import data
from hyte.sources.notes.folding import fold

_MOST_WORDS = 12


def heading_parts(text: str, *, weak: bool = False) -> tuple[str, ...]:
    """The parts ("tasks", "members", "meeting_rhythm" …) that a heading or label announces, in fixed order.

    `weak` takes those too that only the items below can bear out ("Työnjako", "Möten").
    """
    return _parts(fold(text).strip(" .:?"), weak)


@cache
def _parts(folded: str, weak: bool) -> tuple[str, ...]:
    if not folded or len(folded.split()) > _MOST_WORDS:
        return ()
    return tuple(
        part for part, strong, loose in _stems() if strong.search(folded) or (weak and loose.search(folded))
    )


@cache
def _stems() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    def either(patterns: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(patterns) or r"(?!)")

    stems = data("structures.toml")["stems"]
    return tuple((part, either(lists["strong"]), either(lists["weak"])) for part, lists in stems.items())


@cache
def _plan_stems() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (part, re.compile("|".join(patterns))) for part, patterns in data("structures.toml")["plan"].items()
    )


def plan_parts(text: str) -> tuple[str, ...]:
    """The part of a plan ("goals", "changes" …) that a heading asks for in other words, () for none."""
    folded = fold(text).strip(" .:?")
    return tuple(part for part, pattern in _plan_stems() if pattern.search(folded))[:1]


@cache
def _frequencies() -> re.Pattern[str]:
    return re.compile("|".join(data("structures.toml")["frequency"]["patterns"]))


def frequency(text: str) -> tuple[int, int] | None:
    """Where a text tells how often something is ("kahdesti vuodessa"), None when it does not."""
    found = list(_frequencies().finditer(fold(text)))
    return (found[0].start(), found[-1].end()) if found else None
