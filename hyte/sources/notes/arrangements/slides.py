"""Slides that an export wrote on one line each: "2. Tuki • Kootaan työkalut • Valitaan kärjet"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record, made
from hyte.sources.notes.vocabulary import data, label_of, label_within

_BULLETS = re.compile(r"\s+[•●▪■❑❏➢➤‣]\s*")
_SHORTEST_PREFIX = 12


@cache
def _calls() -> tuple[re.Pattern[str], ...]:
    lists = data("structures.toml")["slides"]
    return tuple(re.compile(pattern) for pattern in (*lists["calls"], lists["swedish"]))


def calls_for_something(text: str) -> bool:
    """Whether a bullet says what shall be done: a passive, a necessity, "… käyttöön"."""
    return any(pattern.search(fold(text).rstrip(" .")) for pattern in _calls())


def slides(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the bullets of slides whose text stands on one line, each once.

    The title tells the kind where it has a label ("Toimenpiteet"); else bullets of which most call for
    something are proposals, and a slide of any other sort is left to the other rules. A line that repeats the
    beginning of a slide, as exports do with their tables of contents, belongs to that slide's first record.
    """
    found: list[Record] = []
    for line in lines:
        title, *bullets = _BULLETS.split(line.text)
        if line.style == "table" or len(bullets) < 2 or _cut_off(line, lines):
            continue
        kind, rule = _kind(title, bullets)
        if kind is None:
            continue
        said = {squeezed(record.quote) for record in found if record.heading == title.strip()}
        records: list[Record] = []
        for bullet in bullets:
            if squeezed(bullet) in said:
                continue
            shift = len(found) + len(records)
            records.extend(
                replace(record, parent=None if record.parent is None else record.parent + shift)
                for record in made(kind, bullet, bullet.strip(), line.number, rule, title.strip())
            )
        if not records:
            continue
        again = {other.number for other in lines if _cut_off(other, (line,)) or _twin(other, line)}
        records[0] = replace(records[0], lines=records[0].lines | again)
        found.extend(records)
    return tuple(found)


def _kind(title: str, bullets: Sequence[str]) -> tuple[str | None, str]:
    label = label_of(title) or label_within(title)
    calling = 2 * sum(map(calls_for_something, bullets)) > len(bullets)
    # "Asukkaiden ääni" may head what residents said, or what shall be done so that they are heard.
    if label is not None and label.role == "kind" and not (calling and label.kind == "resident_input"):
        return label.kind, "slide"
    return ("proposal", "slide_calls") if calling else (None, "")


def _cut_off(line: NumberedLine, others: Sequence[NumberedLine]) -> bool:
    """Whether another line says the same and goes on."""
    said = squeezed(line.text)
    return len(said) >= _SHORTEST_PREFIX and any(
        other.number != line.number
        and len(text := squeezed(other.text)) > len(said)
        and text.startswith(said)
        for other in others
    )


def _twin(other: NumberedLine, line: NumberedLine) -> bool:
    return other.number > line.number and squeezed(other.text) == squeezed(line.text)
