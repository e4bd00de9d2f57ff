"""What a rule makes of lines: one record, and the fields that stand within its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hyte.sources.notes.folding import fold
from hyte.sources.notes.states import outcome_of, progress_of, said_progress
from hyte.sources.notes.vocabulary import FIELDS, patterns, role_of

_WITH_OWNER = ("measure", "decision", "proposal", "deed", "meeting_rhythm", "approval_path", "role")
_FIELD = re.compile(
    r"(?P<open>[(\[]?)(?<![\w])(?P<label>[A-Za-zÅÄÖåäö]+(?:taho|henkilö|henkilöt|tahot)?)\s*:\s*"
)
_BEHIND = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]*(?:\[[^\[\]]*\][^()\[\]]*)*)[)\]][.!]?$")
_TIME = re.compile(
    r"^(heti|jatkuva\w*|jatkuvasti|kevat|kesa|syksy|talvi|kevaalla|kesalla|syksylla|talvella|genast|fortlopande"
    r"|var|sommar|host|vinter|\w+kuu(ssa)?|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december"
    r"|v\. ?\d.*|vk ?\d.*|\d[\d./ –-]*( ?mennessa)?|.* mennessa|ennen .*|senast .*|fore .*)$"
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
    about: str | None = None
    """What stands beside it of a group, a sector or a theme: only for telling these."""

    @property
    def takes_fields(self) -> bool:
        """Whether somebody can be responsible for it."""
        return self.kind in _WITH_OWNER

    def with_field(self, role: str, value: str, number: int, quote: str) -> Record:
        """The record with a field ("owner", "schedule", "state", "group" …) that stood on line `number`."""
        value = value.strip(" .;,()")
        whole = self.quote if number in self.lines else f"{self.quote} {quote}"
        record = replace(self, quote=whole, lines=self.lines | {number})
        if role == "state":
            return replace(record, state=progress_of(value) or self.state)
        if role == "owner":
            owner, schedule = _owner_and_schedule(value)
            return replace(
                record, owner=_joined(self.owner, owner), schedule=_joined(self.schedule, schedule)
            )
        if role == "schedule":
            return replace(record, schedule=_joined(self.schedule, value))
        return replace(record, about=_joined(self.about, value))

    def with_detail(self, text: str, number: int) -> Record:
        """The record with a line that only tells more of it: its text stays as it is."""
        return replace(self, quote=f"{self.quote} {text}".strip(), lines=self.lines | {number})

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
    """The records that `text` is, fields taken out: one, or more for "phenomenon -> measure -> measure".

    `parent` is a position in the tuple. () when nothing but fields or marks is left.
    """
    parts = [part for part in _ARROW.split(text) if part.strip(" .")]
    if kind in ("phenomenon", "concern") and len(parts) > 1:
        first = made(kind, parts[0], quote, line, rule, heading, fields)
        rest = [
            replace(record, parent=0 if first else None)
            for part in parts[1:]
            for record in made("measure", part, quote, line, f"{rule}, arrow", heading, fields)
        ]
        return (*first, *rest)
    body, found = split_fields(text)
    body = body.strip(" ;,|–-").strip()
    state = progress_of(found["state"]) if "state" in found else None
    if kind == "measure" and fields:
        if state is None:
            body, state = said_progress(body)
        body, behind = _fields_behind(body) if not found.keys() & {"owner", "schedule"} else (body, {})
        found = found | behind
    if not any(letter.isalnum() for letter in body):
        return ()
    told = [found[role] for role in ("group", "sector", "theme", "channel") if role in found]
    record = Record(
        line, kind, body, quote, rule, heading, lines=frozenset({line}), about="; ".join(told) or None
    )
    if kind == "decision":
        state = outcome_of(body)
    if record.takes_fields and fields:
        owner, schedule = found.get("owner"), found.get("schedule")
        if owner and not schedule:
            owner, schedule = _owner_and_schedule(owner)
        record = replace(
            record,
            owner=owner or said_owner(kind, body),
            schedule=schedule or said_schedule(body),
            state=state,
        )
    return (record,)


def split_fields(text: str) -> tuple[str, dict[str, str]]:
    """Take "Vastuu: …" and "Aikataulu: …" out of a line; gives the rest and the fields by role."""
    marks = [(match, role) for match in _FIELD.finditer(text) if (role := role_of(match["label"])) in FIELDS]
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
        if value and role is not None:
            found[role] = f"{found[role]}; {value}" if role in found else value
    return rest.rstrip(" (,;|"), found


def _fields_behind(text: str) -> tuple[str, dict[str, str]]:
    """Take "(rehtori, syksy 2024)" off the end of a measure."""
    match = _BEHIND.search(text)
    if match is None:
        return text, {}
    found: dict[str, str] = {}
    for part in re.split(r",\s+|\s*[;/]\s+|\s+[–-]\s+", match["inside"]):
        said = said_schedule(part) or (part if _TIME.search(fold(part)) else None)
        if state := progress_of(part):
            found.setdefault("state", state)
        elif said:
            found["schedule"] = part
        elif len(part.split()) <= 4 and not any(map(str.isdigit, part)):
            found["owner"] = f"{found['owner']}, {part}" if "owner" in found else part
        else:
            return text, {}
    return text[: match.start()].rstrip(), found


def _owner_and_schedule(value: str) -> tuple[str | None, str | None]:
    """Part "rehtori, syksy 2024" into who and when; a value that is only one of them stays whole."""
    *before, last = re.split(r",\s+|\s*[;/|]\s+|\s+[–-]\s+", value)
    if before and (said := said_schedule(last)) and len(said) * 2 >= len(last):
        return value[: value.rindex(last)].rstrip(" ,;/|–-"), last
    return value or None, None


def _joined(old: str | None, new: str | None) -> str | None:
    if old and new and new not in old:
        return f"{old}; {new}"
    return old or new or None


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
