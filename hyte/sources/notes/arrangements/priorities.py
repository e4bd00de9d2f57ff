"""Priorities that a note lists: "Strategiset painopisteet", "Vuoden kärjet"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hyte.sources.notes.arrangements.arrangement import Item, announced, enumerated, items
from hyte.sources.notes.folding import squeezed
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
            listed = [Item(text, line.number, frozenset({line.number})) for text in texts]
        else:
            # A question is one that the writers ask themselves.
            listed = [item for item in items(lines, position + 1) if "?" not in item.text]
        last: int | None = None
        for item in listed:
            if (known := _known(found, item.text)) is not None:
                # A list of them, and later a part about each.
                found[known] = replace(found[known], lines=found[known].lines | item.lines)
                last = known
                continue
            if item.level == 1:
                last = len(found)
            found.append(
                Record(
                    item.line,
                    "priority",
                    item.text.strip(" ;,"),
                    item.text,
                    "priorities",
                    heading=said.printed,
                    lines=item.lines,
                    parent=None if item.level == 1 else last,
                )
            )
    return tuple(found)


def _known(found: Sequence[Record], text: str) -> int | None:
    return next((n for n, record in enumerate(found) if squeezed(record.text) == squeezed(text)), None)
