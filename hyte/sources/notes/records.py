"""From the lines of a note to records: headings, labels, lists and tables, then cue words in running text."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from hyte.sources.notes.agenda import AgendaItem, agenda_of
from hyte.sources.notes.attendance import labelled
from hyte.sources.notes.collected import Unread
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.marks import marked_lines
from hyte.sources.notes.note_state import SETTLING, SHORT, NoteState
from hyte.sources.notes.prose import prose_records
from hyte.sources.notes.record import Record, made, split_fields
from hyte.sources.notes.section import Section, follow, opened, records_in, told_one_by_one
from hyte.sources.notes.vocabulary import (
    FIELDS,
    Label,
    boilerplate,
    explaining,
    explaining_start,
    label_of,
    label_within,
    standing,
)

__all__ = ["Unread", "read_records"]

_OFFICIAL = ("esittelijä", "valmistelija", "päätösehdotus", "föredragande", "beredare", "beslutsförslag")


class _Reading(NoteState):
    """Reading one note line by line; the result is in `made`."""

    __slots__ = ()

    def run(self) -> None:
        for position, line in enumerate(self.lines):
            if position and line.part != self.lines[position - 1].part:
                self._close()
                if line.part in ("comment", "footnote", "page header"):
                    self.made.begin_item(None)
            self.position = position
            if line.number not in self.taken:
                self._line(line)

    def _line(self, line: NumberedLine) -> None:
        if line.style != "table" or self._gap() > 1:
            self.columns = None
        if line.number in self.claimed:
            self._close()
            if line.style == "heading":
                self.heading = line.text
        elif line.number in self.attendance:
            self._close(line, None, "attendance")
        elif line.number in self.header:
            self._close(line, line.text, "header")
            self._titled(line)
        elif line.number in self.agenda:
            self._item(line, self.agenda[line.number])
        elif line.part == "contents" or line.number in self.headings:
            self._close(line, line.text, "heading")
            self.heading = line.text
        elif boilerplate(line.text):
            self._close(line, line.text, "boilerplate")
        elif self._marked(line) or (line.style == "table" and self._table(line)) or self._labelled(line):
            pass
        elif line.style == "heading":
            self._headed(line)
        elif self.pending is not None and self.made.attach(self.pending, line.text, line.number, line.text):
            self.pending = None
        elif self._ends_numbering(line):
            self._close()
            self.heading = line.text
            self._free(line)
        elif self._asked(line) or self._answers(line) or self._in_section(line):
            pass
        else:
            self._free(line)

    def _titled(self, line: NumberedLine) -> None:
        """Let a title that is about roles ("Kuka vastaa mistä") open their part."""
        label = label_within(line.text) if line is self.lines[0] else None
        if label is not None and label.kind == "role":
            self.section = opened(line, label, line.text)

    def _item(self, line: NumberedLine, item: AgendaItem) -> None:
        """Go on to an item of the agenda; its title may open a part too ("3. Huolenaiheet")."""
        self._close()
        # Minutes that have a part for the decision tell elsewhere only of older ones.
        self.explaining = "§" in item.label and self._decided_below(line)
        label = label_of(item.title)
        if label is not None and label.rest and label.role == "kind" and not label.loose:
            self.made.begin_item(item)
            self._open(line, label)
            return
        self.taken |= set(item.lines)
        if item.repeated:
            self.made.leave(line.number, line.text, "heading")
            # A list of matters is no matter yet; a title that comes again goes on with the same one.
            self.made.begin_item(item if self.made.item and self.made.item.label == item.label else None)
        elif item.standing is not None:
            self.made.leave(line.number, line.text, "boilerplate")
            self.made.begin_item(item)
        else:
            self.made.begin_item(item)
            quote = " ".join(other.text for other in self.lines if other.number in item.lines)
            record = Record(
                line.number, "agenda_item", item.title, quote, "agenda", lines=frozenset(item.lines)
            )
            self.made.add((record,))
            self.made.end_part()
        for number in item.lines[1:]:
            if item.repeated or item.standing is not None:
                self.made.leave(number, next(o.text for o in self.lines if o.number == number), "heading")
        self.heading = item.title
        exact = label is not None and label.role == "kind" and not label.loose
        if ("§" not in item.label or exact) and item.standing is None:
            label = label if label is not None and label.role == "kind" else label_within(item.title)
            if label is not None and not (
                label.loose and label.kind in SETTLING and len(item.title.split()) > 3
            ):
                self.section = opened(line, label, item.title, numbered=True)

    def _labelled(self, line: NumberedLine) -> bool:
        """Use the label of a line; False when it has none, or none that says anything here."""
        label = label_of(labelled(line))
        if label is None or (line.style == "heading" and label.loose and not label.rest):
            return False
        if label.role in FIELDS:
            return self._field(line, label)
        if label.role == "kind":
            if label.loose and not label.rest and not line.text.endswith((":", "?")):
                return False
            self._open(line, label)
            return True
        if label.role in ("date", "place", "body"):
            self._close(line, line.text, "header")
            return True
        if label.role == "boilerplate":
            return self._standing(line, label)
        if label.role in ("people", "person"):
            self.explaining = self.explaining or explaining(label.word)
            return False
        self.explaining = explaining(label.word)
        if label.rest:
            self.section = None
            return False
        self._close(line, line.text, "heading")
        if line.style == "heading" and not self.official:
            self.heading = line.text
        return True

    def _standing(self, line: NumberedLine, label: Label) -> bool:
        self._close()
        if label.rest and standing(label.printed) == "open":
            records, rest = prose_records(line, label.rest, self.heading, None, self._without())
            if self.made.add(records):
                if rest:
                    self.made.leave(line.number, rest, "rest")
                return True
        self.made.leave(line.number, line.text, "boilerplate")
        return True

    def _field(self, line: NumberedLine, label: Label) -> bool:
        value, others = split_fields(label.rest)
        if not self.made.attach(label.role, value, line.number, line.text):
            return False
        if not label.rest:
            self.pending = label.role
        for role, other in others.items():
            self.made.attach(role, other, line.number, line.text)
        return True

    def _open(self, line: NumberedLine, label: Label) -> None:
        cause = self.made.cause if label.kind == "measure" and label.rest else None
        self._close()
        if label.kind in SETTLING:
            self.explaining = False
            if self.made.item is not None and self._formal():
                self._settled_by_rule(line, label)
                return
        if line.style == "heading" and not label.rest:
            self.heading = line.text
        heading = self.heading or label.word[:1].upper() + label.word[1:]
        section = opened(line, label, heading)
        filled = [cell for cell in line.cells if cell]
        parts = (
            filled[-1].split("\n") if line.style == "table" and filled and not label.joined else [label.rest]
        )
        found = [
            record
            for part in parts
            if part
            for record in made(label.kind, part.lstrip("-•*·– "), line.text, line.number, "label", heading)
        ]
        if not self.made.add(found, cause):
            self.made.leave(line.number, line.text, "heading")
        elif section.style == "heading":
            section.style = "label"
        section.made = len(found)
        self.section = section if line.style != "table" else None

    def _settled_by_rule(self, line: NumberedLine, label: Label) -> None:
        self.made.leave(line.number, line.text, "boilerplate")
        if not label.rest:
            self.section = opened(line, replace(label, kind=""), self.heading or "")

    def _headed(self, line: NumberedLine) -> None:
        label = label_within(line.text)
        if label is not None:
            self._open(line, label)
            return
        section = self.section
        if section is not None and section.style == "heading" and line.level > section.level > 0:
            section.below = line.text.strip(" :")
            self.made.leave(line.number, line.text, "heading")
            return
        self._close(line, line.text, "heading")
        self.heading = line.text

    def _asked(self, line: NumberedLine) -> bool:
        """Whether a paragraph is the heading of the list below it ("Mitä asukkaat sanoivat?")."""
        below = self.lines[self.position + 1] if self.position + 1 < len(self.lines) else None
        if line.style != "paragraph" or below is None or len(line.text) > SHORT:
            return False
        if below.style != "list" and not told_one_by_one(self.lines[self.position + 1 : self.position + 3]):
            return False
        label = None if line.text.endswith((".", ";", ",")) else label_within(line.text)
        if label is None:
            return False
        self._open(line, label)
        return True

    def _in_section(self, line: NumberedLine) -> bool:
        """Read a line as part of the section; False when it is none, and the section may have ended."""
        section = self.section
        if section is None:
            return False
        if not section.kind:
            if line.style == "paragraph":
                self.made.leave(line.number, line.text, "boilerplate")
            return line.style == "paragraph"
        if section.kind == "proposal" and section.joined and section.made and self._settles(line):
            self._close()
            if explaining_start(line.text):
                self.made.leave(line.number, line.text, "unread")
                return True
            return False
        use = follow(section, line, self.lines, self.position, self.official, self._gap())
        if use == "end":
            self.section = None
            return False
        if use == "below":
            section.below = line.text.strip(" :")
            self.made.leave(line.number, line.text, "heading")
            return True
        if use == "join" and self._unfinished(line):
            return self.made.join(line.text, line.number)
        if use == "detail":
            return self.made.detail(line.text, line.number)
        return use in ("record", "join") and self._made_in(section, line)

    def _made_in(self, section: Section, line: NumberedLine) -> bool:
        found = records_in(section, line)
        if not self.made.add(found):
            return False
        section.made += 1
        return True


def read_records(
    lines: Sequence[NumberedLine],
    header: AbstractSet[int],
    attendance: AbstractSet[int],
    claimed: AbstractSet[int] = frozenset(),
    headings: AbstractSet[int] = frozenset(),
) -> tuple[tuple[Record, ...], tuple[Unread, ...]]:
    """Give the records of a note and every line, or rest of a line, that became none.

    `header` and `attendance` are numbers of lines that are listed for what they are; those of `claimed` are
    in records already and are passed over, those of `headings` announce them. Reasons are "header",
    "attendance" (without text), "heading", "boilerplate", "unread" and "rest": what is left of a line of
    which one sentence became a record. Every other line is in a record or has one row of its own.
    """
    labels = [label_of(labelled(line)) for line in lines]
    official = any("§" in line.label for line in lines) or any(
        label and label.word in _OFFICIAL for label in labels
    )
    agenda = agenda_of(lines, set(header) | set(attendance) | set(claimed))
    reading = _Reading(lines, header, attendance, claimed, headings, official, agenda, marked_lines(lines))
    reading.run()
    return tuple(reading.made.records), tuple(reading.made.unread)
