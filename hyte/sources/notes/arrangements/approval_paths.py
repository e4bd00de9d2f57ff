"""By which bodies something goes on to be approved, where arrows, a list or a heading tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hyte.sources.notes.arrangements.actors import bodies_within
from hyte.sources.notes.arrangements.part_stems import heading_parts
from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import cues, kinds_within, known_label, label_of

_LINK = re.compile(r"\s*(?:->|→|=>|➔|–>|—>|⇒|»|>)\s*|\s[–—]\s")
_LABELLED = re.compile(r"^(?P<head>[^:→>»]{2,80}?):\s+(?P<rest>\S.*)$")
_IN_ORDER = re.compile(
    r"\b(seuraavasti|jarjestyksessa|nain|vaiheittain|reittia|polkua"
    r"|foljande (ordning|satt)|sa har|enligt foljande|i ordningen)$"
)
_LONGEST_STEP, _LONGEST_HEADING, _MOST_HEAD = 8, 70, 12


def approval_paths(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the paths by which bodies handle something, one record for each line that tells one.

    `owner` is what goes on where it stands before a colon ("Raportti: johtoryhmä → hallitus").
    """
    found: list[Record] = []
    inside: str | None = None
    for line in lines:
        if line.style == "table":
            continue
        if line.style == "heading" or (line.text.endswith(":") and bodies_within(line.text) < 2):
            about = "§" not in line.label and "approval_path" in heading_parts(line.text, weak=True)
            inside = line.text.strip(" :") if about else None
            continue
        if inside is None and _bare_heading(line):
            inside = line.text
            continue
        if (record := _path(line, inside)) is not None:
            found.append(record)
    return tuple(found)


def _bare_heading(line: NumberedLine) -> bool:
    short = (
        len(line.text) <= _LONGEST_HEADING and not line.text.endswith(".") and bodies_within(line.text) < 2
    )
    return line.style == "paragraph" and short and "approval_path" in heading_parts(line.text)


def _path(line: NumberedLine, inside: str | None) -> Record | None:
    text, head = line.text, None
    labelled = _LABELLED.match(line.text)
    if labelled is not None and len(labelled["head"].split()) <= _MOST_HEAD:
        head, text = labelled["head"].strip(), labelled["rest"].strip()
    about = head is not None and (
        "approval_path" in heading_parts(head) or _IN_ORDER.search(fold(head)) is not None
    )
    label = known_label(head) if head and not about and inside is None else None
    if label is not None and label.role == "kind" and label.kind != "approval_path":
        return None
    parts = [part for part in _LINK.split(text) if part.strip()]
    chained = len(parts) > 1 and all(len(part.split()) <= _LONGEST_STEP for part in parts)
    known = bodies_within(text)
    if chained:
        steps = sum(1 for part in parts if bodies_within(part))
        fits = steps > 1 and 2 * steps >= len(parts) and (len(parts) > 2 or about or inside is not None)
    else:
        fits = (about and known > 1) or (
            inside is not None and _certain(inside) and known > 1 and _says_only(line.text)
        )
    if not fits or (inside is None and kinds_within(head or "") not in ((), ("approval_path",))):
        return None
    return Record(
        line.number,
        "approval_path",
        text.rstrip("."),
        line.text,
        "path",
        heading=head if about else inside or head,
        owner=None if about else head,
        lines=frozenset({line.number}),
    )


def _certain(heading: str) -> bool:
    return "approval_path" in heading_parts(heading)


def _says_only(text: str) -> bool:
    """Whether a line is one sentence, and none that proposes or decides something."""
    label = label_of(text)
    settles = label is not None and label.role == "kind" and label.kind != "approval_path"
    folded = fold(text)
    settles = settles or any(cue.kind in ("decision", "proposal") and cue.fits(folded) for cue in cues())
    return len(sentences(text)) == 1 and not settles
