"""Priorities that a note lists: "Strategiset painopisteet", "Vuoden kärjet"."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.sources.notes.arrangement import announced, enumerated, items
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record


def priorities(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give one record for each priority that stands under a heading or label of priorities.

    A heading with nothing but running text below it gives none: what the text chooses is for a reader to say.
    """
    found: list[Record] = []
    for position, line in enumerate(lines):
        said = announced(line)
        if said is None or said.parts[-1] != "priorities":
            continue
        if said.rest:
            texts = (said.rest.rstrip("."),) if said.single else enumerated(said.rest)
            pairs = [(text, line.number, 1) for text in texts]
        else:
            # A question is one that the writers ask themselves.
            pairs = [
                (item.text, item.line, item.level)
                for item in items(lines, position + 1)
                if "?" not in item.text
            ]
        last: int | None = None
        for text, number, level in pairs:
            if level == 1:
                last = len(found)
            if not any(letter.isalnum() for letter in text):
                continue
            found.append(
                Record(
                    number,
                    "priority",
                    text.strip(" ;,"),
                    text,
                    "priorities",
                    heading=said.printed,
                    lines=frozenset({number}),
                    parent=None if level == 1 else last,
                )
            )
    return tuple(found)
