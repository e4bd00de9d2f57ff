"""Goals, changes and means that running text tells: "Tavoitteenamme on, että …", "Vi strävar efter att …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hyte.sources.notes.cue_rules import data
from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record


@cache
def _beginnings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = data("structures.toml")["told"]
    return tuple((kind, re.compile(rf"^(?:{'|'.join(patterns)})\s+")) for kind, patterns in told.items())


def plan_sentences(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give what the sentences of a paragraph aim at, when all of them begin by saying so.

    A paragraph that says other things too is left to the rules for running text.
    """
    found: list[Record] = []
    heading: str | None = None
    for line in lines:
        heading = line.text.strip(" :") if line.style == "heading" else heading
        if line.style not in ("paragraph", "list"):
            continue
        whole = [(sentence, _told(sentence)) for sentence in sentences(line.text)]
        for sentence, told in whole:
            if told is not None and all(other is not None for _, other in whole):
                kind, start = told
                text = sentence[start:].strip(" .")
                numbers = frozenset({line.number})
                found.append(
                    Record(line.number, kind, text, sentence, "told", heading=heading, lines=numbers)
                )
    return tuple(found)


def _told(sentence: str) -> tuple[str, int] | None:
    """The kind of what a sentence tells, and where it begins; None when it begins otherwise."""
    folded = fold(sentence)
    for kind, pattern in _beginnings():
        match = pattern.match(folded)
        if match is not None and len(folded[match.end() :].split()) > 1:
            return kind, match.end()
    return None
