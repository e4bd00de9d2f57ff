"""A part of a note that a heading or a label opened, and what a line after it is to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hyte.sources.notes.attendance import labelled
from hyte.sources.notes.folding import sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record, made
from hyte.sources.notes.states import progress_of
from hyte.sources.notes.topics import weak
from hyte.sources.notes.vocabulary import Label, label_of

_SHORT = 80
GROUP_WORDS = 3
_TOLD_BY = ("phenomenon", "concern", "joy", "resident_input", "deed", "brake")
_BY_SENTENCE = ("measure", "brake", "deed", "priority", "concern", "joy", "phenomenon")
_FEWEST_TOLD = 2
_TELLER = re.compile(r"(?:[^\W\d_][\w-]*\s?){1,3}:\s+\S")
_OF_SOMEBODY = ("role", "meeting_rhythm", "approval_path")
_SOMEBODY = re.compile(r"(?P<who>[^\W\d_][^:]{1,40}?)\s*(?::|\s[–—])\s+(?=\S)")
_FARTHEST = 40

Use = Literal["record", "join", "detail", "below", "none", "end"]


@dataclass(slots=True)
class Section:
    """What a heading or label opened: everything that belongs to it is of one kind.

    `style` is that of the line that opened it, `inline` tells that it had text of its own, `joined` that all
    of it is one record, `loose` that only its list and its tables are of the kind. `below` is the heading
    below it that holds now, `depth` the level of its list, `state` what its heading tells of every measure.
    """

    kind: str
    printed: str
    style: str
    level: int
    rule: str
    number: int | None = None
    joined: bool = False
    inline: bool = False
    loose: bool = False
    below: str | None = None
    made: int = 0
    listed: bool = False
    depth: int = 0
    state: str | None = None

    @property
    def heading(self) -> str:
        """The heading as records carry it, with the one below it."""
        return f"{self.printed}: {self.below}" if self.below else self.printed


def opened(line: NumberedLine, label: Label, heading: str, numbered: bool = False) -> Section:
    """The part that a line with a label opens; `numbered` tells that the line is an item of the agenda."""
    style = "heading" if line.style == "heading" or line.numbered or numbered else line.style
    level = line.level if line.style in ("heading", "list") and not line.numbered else 0
    return Section(
        label.kind,
        heading,
        style,
        level,
        "heading" if style == "heading" else "label",
        ordinal(line) if line.style == "list" and line.numbered else None,
        label.joined,
        bool(label.rest),
        # "4. Ilmiöt kentältä" is a matter that is talked of; "Vad oroar oss?" asks for what stands below it.
        (label.loose and label.kind not in _OF_SOMEBODY and (numbered or line.numbered))
        or weak(label.printed),
        state=progress_of(label.printed) if label.kind == "measure" else None,
    )


def ordinal(line: NumberedLine) -> int:
    """Number of a numbered line, "4." or "(4)"; 0 for one that letters number."""
    return int("".join(character for character in line.label if character.isdigit()) or 0)


def items_of(line: NumberedLine) -> tuple[str, ...]:
    """The items of a line: several when a list stands on one line."""
    return line.cells if line.style == "list" and line.cells else (line.text,)


def told_of(kind: str, text: str, below: str | None) -> tuple[str | None, str]:
    """Of whom an item speaks ("Ydinryhmä: joka kuukausi", "Lapset: uni jää lyhyeksi"), and what it says."""
    if kind not in _OF_SOMEBODY:
        teller = _TELLER.match(text) if kind in _TOLD_BY and label_of(text) is None else None
        return (text.partition(":")[0], text[teller.end() - 1 :]) if teller else (None, text)
    match = _SOMEBODY.match(text)
    if match is None:
        return below if kind == "role" else None, text
    return match["who"].strip(), text[match.end() :]


def records_in(section: Section, line: NumberedLine) -> list[Record]:
    """The records of a line within a part; a sentence of a paragraph is one of its own."""
    found: list[Record] = []
    texts = items_of(line)
    if line.style == "paragraph" and section.kind in _BY_SENTENCE:
        texts = tuple(sentences(line.text))
    for text in texts:
        shift = len(found)
        who, text = told_of(section.kind, text, section.below)
        for record in made(section.kind, text, line.text, line.number, section.rule, section.heading):
            if record.takes_fields:
                record = replace(record, owner=record.owner or who)
            elif who:
                record = replace(record, about=who if record.about is None else f"{who}; {record.about}")
            parent = None if record.parent is None else record.parent + shift
            state = section.state if record.kind == "measure" else None
            found.append(replace(record, parent=parent, state=record.state or state))
    return found


def told_one_by_one(lines: Sequence[NumberedLine]) -> bool:
    """Whether lines tell who says what ("Martat: …", "Palokunta: …"), under what stands above them."""
    return len(lines) == _FEWEST_TOLD and all(
        line.style == "paragraph" and _TELLER.match(line.text) and label_of(line.text) is None
        for line in lines
    )


def follow(
    section: Section,
    line: NumberedLine,
    lines: Sequence[NumberedLine],
    position: int,
    official: bool,
    gap: int,
) -> Use:
    """What a line is to the part in which it stands.

    "record" is one of its kind, "join" goes on with the record before, "detail" only tells more of it,
    "below" is a heading below that of the part, "none" is running text within the part, "end" is outside.
    """
    if section.joined and not (line.style == "table" and len(line.cells) > 2):
        return _joined(section, line, official)
    # "Päätettiin: …" says it on its own line; bullets may follow, but no paragraph and no agenda item.
    if section.inline and not section.joined and (line.style == "paragraph" or line.numbered):
        return "end"
    if line.style == "list":
        return _listed(section, line, lines, position)
    if line.style == "table":
        return "record" if len([cell for cell in line.cells if cell]) == 1 else "none"
    if line.text.endswith(":"):
        return "below" if len(line.text) <= _SHORT else "none"
    if section.style == "heading" and _heads_list(line, lines, position):
        return "below"
    if section.listed or (section.style != "heading" and section.made and gap > 1):
        return "none" if section.style == "heading" else "end"
    if _list_follows(section, lines, position):
        return "end" if section.made and section.style != "heading" else "none"
    if section.loose or (section.rule == "heading" and len(sentences(line.text)) > 2):
        return "none"
    return "record"


def _heads_list(line: NumberedLine, lines: Sequence[NumberedLine], position: int) -> bool:
    """Whether a paragraph of a word or three stands right above a list ("Nuoret" under "Huolenaiheet")."""
    return (
        len(line.text.split()) <= GROUP_WORDS
        and not line.text.endswith((".", "!", ",", ";"))
        and position + 1 < len(lines)
        and lines[position + 1].style == "list"
    )


def _joined(section: Section, line: NumberedLine, official: bool) -> Use:
    if section.made and not official and line.style != "list":
        return "end"
    if section.made and line.style == "list" and section.listed and not official:
        return "record"
    section.listed = section.listed or (line.style == "list" and not section.made)
    return "join" if section.made else "record"


def _listed(section: Section, line: NumberedLine, lines: Sequence[NumberedLine], position: int) -> Use:
    if section.style == "list" and line.level <= section.level:
        return "end"
    if section.style == "list" and section.inline:
        return "detail"
    deeper = position + 1 < len(lines) and (
        lines[position + 1].style == "list" and lines[position + 1].level > line.level
    )
    if not section.listed:
        section.depth = line.level
    section.listed = True
    if line.level > section.depth and not section.below:
        return "detail"
    if deeper and len(line.text.split()) <= GROUP_WORDS and line.level == section.depth:
        return "below"
    if (
        line.level == section.depth
        and section.below
        and not deeper
        and _below_is_item(section, lines, position)
    ):
        section.below = None
    return "record"


def _below_is_item(section: Section, lines: Sequence[NumberedLine], position: int) -> bool:
    """Whether the heading below was an item of the same list, so that an item beside it is not under it."""
    return any(
        other.style == "list" and other.level == section.depth and other.text.strip(" :") == section.below
        for other in lines[max(0, position - 30) : position]
    )


def _list_follows(section: Section, lines: Sequence[NumberedLine], position: int) -> bool:
    for line in lines[position + 1 : position + _FARTHEST]:
        if line.style == "list":
            next_item = section.number is not None and line.numbered and line.level <= 1
            next_item = next_item and ordinal(line) == (section.number or 0) + 1
            return label_of(line.text) is None and not next_item
        if line.style == "heading" or label_of(labelled(line)) is not None:
            return False
    return False
