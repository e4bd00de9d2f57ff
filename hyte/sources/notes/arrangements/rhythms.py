"""How often bodies meet, where a list, a label or the shape of a line tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hyte.sources.notes.arrangements.actors import bodies, is_actor
from hyte.sources.notes.arrangements.arrangement import words
from hyte.sources.notes.arrangements.part_stems import frequency, heading_parts
from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import kinds_within, known_label

_LABELLED = re.compile(r"^(?P<head>[^:]{2,60}):\s+(?P<rest>\S.*)$")
_LONGEST_HEADING, _MOST_BEHIND, _MOST_HEAD = 70, 7, 6


def rhythms(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give how often bodies meet: under headings and labels that ask for it, and beside the name of a body.

    `owner` is the body where it stands apart ("Johtoryhmä: kerran kuussa").
    """
    found: list[Record] = []
    inside: str | None = None
    heading: str | None = None
    for line in lines:
        if line.style == "table":
            continue
        if _opens(line):
            heading = line.text.strip(" :")
            inside = (
                line.text.strip(" :") if "meeting_rhythm" in heading_parts(line.text, weak=True) else None
            )
            continue
        record = _labelled(line, inside) or _listed(line, inside) or _told(line, heading)
        if record is not None:
            found.append(record)
    return tuple(found)


def _opens(line: NumberedLine) -> bool:
    if line.style == "heading" or line.text.endswith(":"):
        return True
    short = len(line.text) <= _LONGEST_HEADING and not line.text.endswith(".")
    bare = line.style == "paragraph" and short and frequency(line.text) is None
    return bare and "meeting_rhythm" in heading_parts(line.text, weak=True)


def _labelled(line: NumberedLine, inside: str | None) -> Record | None:
    """ "Johtoryhmä: kerran kuussa", "Mötesrytm: varannan tisdag", "Ryhmä tapaa näin: joka maanantai"."""
    match = _LABELLED.match(line.text)
    said = frequency(match["rest"]) if match is not None else None
    if match is None or said is None or said[0] > 30 or len(sentences(match["rest"])) > 1:
        return None
    head = match["head"].strip()
    label = known_label(head)
    if (
        label is not None
        and (label.role != "kind" or label.kind != "meeting_rhythm")
        and label.role != "body"
    ):
        return None
    about = "meeting_rhythm" in heading_parts(head, weak=True)
    body = is_actor(head) and len(head.split()) <= _MOST_HEAD
    only = len(match["rest"][said[1] :].split()) <= _MOST_BEHIND and said[0] < 4
    if not about and not (body and (only or inside is not None)):
        return None
    return _record(line, match["rest"].strip(), inside or head, None if about else head)


def _listed(line: NumberedLine, inside: str | None) -> Record | None:
    if inside is None or line.style == "heading" or len(sentences(line.text)) > 1:
        return None
    if frequency(line.text) is None or kinds_within(line.text):
        return None
    return _record(line, line.text, inside, None)


def _told(line: NumberedLine, heading: str | None) -> Record | None:
    """A sentence that only says how often a body does something: "Pienryhmä kahvittelee joka viikko"."""
    said = frequency(line.text)
    if said is None or len(sentences(line.text)) > 1 or line.style == "heading":
        return None
    before, behind = fold(line.text)[: said[0]], line.text[said[1] :].strip(" .")
    match = bodies().match(before)
    only = match is not None and len(before[match.end() :].split()) <= 2
    meets = bool(set(re.findall(r"\w+", before)) & words("roles", "meets"))
    if not (only or meets) or len(behind.split()) > 2 or len(before.split()) > _MOST_HEAD:
        return None
    return _record(line, line.text, heading, None)


def _record(line: NumberedLine, text: str, heading: str | None, owner: str | None) -> Record:
    return Record(
        line.number,
        "meeting_rhythm",
        text.strip(),
        line.text,
        "rhythm",
        heading=heading,
        owner=owner,
        schedule=_schedule(text),
        lines=frozenset({line.number}),
    )


def _schedule(text: str) -> str | None:
    said = frequency(text)
    return text[said[0] : said[1]] if said else None
