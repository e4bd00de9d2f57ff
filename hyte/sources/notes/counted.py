"""How many were there when a note gives a number and no list: "Väkeä oli 23 henkeä", "Vi var sju på träffen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hyte.sources.notes.cue_rules import data
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine

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


def told_present(lines: Sequence[NumberedLine]) -> tuple[int, int] | None:
    """The line that tells how many were present, and the number; None when the head of the note tells none."""
    for line in lines[:_HEAD]:
        text = fold(line.text).replace(" | ", ": ")
        for pattern in _patterns():
            match = pattern.search(text)
            if match is None:
                continue
            number = _numbers().get(match["number"]) or int(match["number"])
            if 0 < number <= _MOST:
                return line.number, number
    return None
