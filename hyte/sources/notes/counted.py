"""How many were there when a note gives a number: "Väkeä oli 23 henkeä", "Vi var sju på träffen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hyte.sources.notes.cue_rules import data
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.vocabulary import label_of
from hyte.sources.privacy.name_words import title

_HEAD = 16
_MOST = 2000


@cache
def _numbers() -> dict[str, int]:
    lists = data("attendance.toml")["numbers"]
    return {fold(word): number for number, words in enumerate(lists["words"]) for word in words}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    number = "|".join(sorted(_numbers(), key=len, reverse=True))
    return tuple(
        re.compile(pattern.replace("NUMBER", rf"(?P<number>\d{{1,4}}|{number})"))
        for pattern in data("attendance.toml")["told"]["patterns"]
    )


def told_present(lines: Sequence[NumberedLine], within: int | None = None) -> tuple[int, int] | None:
    """The line that tells how many were present, and the number; None when the head of the note tells none.

    With a list of those present, `within` is its last line: a number further down counts other people, such
    as the members of a club.
    """
    for line in lines[:_HEAD]:
        label = label_of(line.text)
        if (label is not None and label.role == "kind") or (within is not None and line.number > within + 1):
            return None
        if line.style == "list" and line.label:
            continue
        text = fold(line.text).replace(" | ", ": ")
        for pattern in _patterns():
            match = pattern.search(text)
            if match is None:
                continue
            number = _numbers().get(match["number"]) or int(match["number"])
            if match.re is _patterns()[0] or match.re is _patterns()[-2]:
                number = max(number, number + _more(text[match.end() :]))
            if 0 < number <= _MOST:
                return line.number, number
    return None


def _more(rest: str) -> int:
    """How many more an enumeration behind the first number names: "12 asukasta ja 3 edustajaa, rehtori"."""
    if re.search(r"\byht(?:\.|eensa)|\btotalt|\bvarav", rest):
        return 0
    parts = re.split(r",\s*|\s(?:ja|seka|och|samt)\s", rest.split(".")[0].split(":")[0])
    found = 0
    for part in parts[1:]:
        number, words = re.match(r"\d{1,3}\b(?![.:])", part.strip()), part.split()
        found += int(number[0]) if number else (0 < len(words) <= 3 and title(words[-1]))
    return found
