"""What a rule makes of lines: one record, and the fields that stand within its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hyte.sources.notes.folding import fold
from hyte.sources.notes.vocabulary import patterns, role_of

_WITH_OWNER = ("measure", "decision", "proposal", "deed", "meeting_rhythm", "approval_path")
_FIELD = re.compile(
    r"(?P<open>[(\[]?)(?<![\w])(?P<label>[A-Za-zÅÄÖåäö]+(?:taho|henkilö|henkilöt|tahot)?)\s*:\s*"
)
_ARROW = re.compile(r"\s*(?:->|→|=>|➔|–>|—>|⇒)\s*")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a note says.

    `lines` are the numbers of the lines that it was made of, the first one is `line`; `quote` is what they
    say, `text` the same without labels and fields. `state` is how far a measure is or how a decision went.
    `agenda` is the label of the agenda item ("§ 12"). `parent` is the position of the record that this one
    belongs to (the change of a means, the proposal of a decision) in the list of the note's records.
    """

    line: int
    kind: str
    text: str
    quote: str
    rule: str
    heading: str | None = None
    owner: str | None = None
    schedule: str | None = None
    lines: frozenset[int] = frozenset()
    state: str | None = None
    agenda: str | None = None
    parent: int | None = None
    channel: str | None = None
    programme: str | None = None

    @property
    def takes_fields(self) -> bool:
        """Whether somebody can be responsible for it."""
        return self.kind in _WITH_OWNER

    def with_field(self, role: str, value: str, number: int, quote: str) -> Record:
        """The record with an owner or a schedule that stood on line `number`."""
        old = self.owner if role == "owner" else self.schedule
        value = value.strip(" .;,()")
        value = f"{old}; {value}" if old and value and value not in old else value or old or ""
        whole = self.quote if number in self.lines else f"{self.quote} {quote}"
        lines = self.lines | {number}
        if role == "owner":
            return replace(self, owner=value or None, quote=whole, lines=lines)
        return replace(self, schedule=value or None, quote=whole, lines=lines)

    def and_text(self, text: str, number: int) -> Record:
        """The record with a further line of the same matter."""
        joined = f"{self.text} {text}".strip()
        owner, schedule = self.owner or said_owner(self.kind, text), self.schedule or said_schedule(text)
        quote = f"{self.quote} {text}".strip()
        return replace(
            self, text=joined, quote=quote, owner=owner, schedule=schedule, lines=self.lines | {number}
        )


def in_order(*parts: Sequence[Record]) -> tuple[Record, ...]:
    """Records of several readings in the order of their lines; `parent` is a position in its own part."""
    joined: list[Record] = []
    for part in parts:
        shift = len(joined)
        joined.extend(
            record if record.parent is None else replace(record, parent=record.parent + shift)
            for record in part
        )
    order = sorted(range(len(joined)), key=lambda position: joined[position].line)
    now = {old: new for new, old in enumerate(order)}
    return tuple(
        record if record.parent is None else replace(record, parent=now[record.parent])
        for record in (joined[old] for old in order)
    )


def made(
    kind: str, text: str, quote: str, line: int, rule: str, heading: str | None, fields: bool = True
) -> tuple[Record, ...]:
    """The record that `text` is, owner and schedule taken out; two records for "phenomenon -> measure".

    () when nothing but fields or marks is left.
    """
    parts = [part for part in _ARROW.split(text) if part.strip(" .")]
    if kind in ("phenomenon", "concern") and len(parts) > 1:
        first = made(kind, parts[0], quote, line, rule, heading, fields)
        rest = made("measure", " -> ".join(parts[1:]), quote, line, f"{rule}, arrow", heading, fields)
        return (*first, *rest)
    body, found = split_fields(text)
    body = body.strip(" ;,|–-").strip()
    if not any(letter.isalnum() for letter in body):
        return ()
    record = Record(line, kind, body, quote, rule, heading, lines=frozenset({line}))
    if record.takes_fields and fields:
        owner, schedule = found.get("owner"), found.get("schedule")
        record = replace(
            record, owner=owner or said_owner(kind, body), schedule=schedule or said_schedule(body)
        )
    return (record,)


def split_fields(text: str) -> tuple[str, dict[str, str]]:
    """Take "Vastuu: …" and "Aikataulu: …" out of a line; gives the rest and the fields by role."""
    marks = [
        (match, role)
        for match in _FIELD.finditer(text)
        if (role := role_of(match["label"])) in ("owner", "schedule")
    ]
    if not marks:
        return text, {}
    found: dict[str, str] = {}
    rest = text[: marks[0][0].start()]
    ends = [mark.start() for mark, _ in marks[1:]] + [len(text)]
    for (mark, role), end in zip(marks, ends, strict=True):
        value = text[mark.end() : end]
        if mark["open"] and (closing := value.find(")" if mark["open"] == "(" else "]")) >= 0:
            value, rest = value[:closing], rest + value[closing + 1 :]
        value = value.strip(" .;,()|–-")
        if value:
            found[role] = f"{found[role]}; {value}" if role in found else value
    return rest.rstrip(" (,;|"), found


def said_owner(kind: str, sentence: str) -> str | None:
    """Who does it, where running text says so."""
    deciding = kind in ("decision", "proposal")
    for pattern in patterns("owner") if deciding else (*patterns("subject"), *patterns("owner")):
        if match := pattern.search(fold(sentence)):
            start, end = match.span("owner")
            owner = sentence[start:end].strip()
            return owner[:1].lower() + owner[1:] if not owner.startswith("[") else owner
    return None


def said_schedule(sentence: str) -> str | None:
    """When or how often, where running text says so, as printed."""
    for pattern in patterns("schedule"):
        if match := pattern.search(fold(sentence)):
            return sentence[match.start() : match.end()].strip()
    return None
