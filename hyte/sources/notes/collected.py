"""What has been read of a note so far: records with what they belong to, and lines that became none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hyte.sources.notes.agenda import AgendaItem
from hyte.sources.notes.record import Record

_LABELLED = ("label", "heading")
_CAUSES = ("phenomenon", "concern")


@dataclass(frozen=True, slots=True)
class Unread:
    """A line, or what is left of one, that became no record, and why."""

    line: int
    text: str | None
    reason: str


@dataclass(slots=True)
class Collected:
    """Records and unread lines in the order of the note.

    `last` is the position of the record that owners and schedules belong to, `latest` of the last record of
    the same part, `cause` of the phenomenon or concern that a measure right below it answers, `proposal` of
    the last proposal under the same item of the agenda.
    """

    records: list[Record] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    item: AgendaItem | None = None
    last: int | None = None
    latest: int | None = None
    cause: int | None = None
    proposal: int | None = None

    def begin_item(self, item: AgendaItem | None) -> None:
        """Go on to an item of the agenda: later records lie under it."""
        if item is None or self.item is None or item.label != self.item.label:
            self.proposal = None
        self.item = item

    def end_part(self) -> None:
        """Forget the records that a further line of the same part could belong to."""
        self.last, self.latest, self.cause = None, None, None

    def leave(self, number: int, text: str | None, reason: str) -> None:
        """List a line that became no record."""
        self.unread.append(Unread(number, text, reason))

    def add(self, records: Sequence[Record], cause: int | None = None) -> bool:
        """Take in records of one line; their `parent` is a position among them. False when there are none."""
        shift = len(self.records)
        agenda = self.item.label if self.item else None
        for record in records:
            parent = None if record.parent is None else record.parent + shift
            if record.kind == "decision":
                parent = self.proposal
            elif record.kind == "measure" and parent is None:
                parent = cause
            self.records.append(replace(record, parent=parent, agenda=record.agenda or agenda))
            self.latest = len(self.records) - 1
            if record.takes_fields:
                self.last = self.latest
            if record.kind == "proposal" and record.rule in _LABELLED:
                self.proposal = self.latest
        if records:
            self.cause = shift if records[0].kind in _CAUSES else cause
        return bool(records)

    def attach(self, role: str, value: str, number: int, quote: str) -> bool:
        """Give a field to the record that it belongs to; False when there is none."""
        target = self.last if role in ("owner", "schedule", "state") else self.latest
        if target is None:
            return False
        self.records[target] = self.records[target].with_field(role, value, number, quote)
        return True

    def join(self, text: str, number: int) -> bool:
        """Lengthen the last record of the part by a line; False when there is none."""
        if self.latest is None:
            return False
        self.records[self.latest] = self.records[self.latest].and_text(text, number)
        return True

    def detail(self, text: str, number: int) -> bool:
        """Let the last record of the part quote a line that tells more of it; False when there is none."""
        if self.latest is None:
            return False
        self.records[self.latest] = self.records[self.latest].with_detail(text, number)
        return True
