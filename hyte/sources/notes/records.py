"""From the lines of a note to records: headings, labels, lists and tables, then cue words in running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hyte.sources.notes.attendance import labelled
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.prose import prose_records
from hyte.sources.notes.record import Record, made, split_fields
from hyte.sources.notes.section import Section, ordinal
from hyte.sources.notes.tables import Columns, columns_of, row_records
from hyte.sources.notes.vocabulary import Label, boilerplate, label_of, label_within

_SHORT = 80
_OFFICIAL = ("esittelijä", "valmistelija", "päätösehdotus", "föredragande", "beredare", "beslutsförslag")


@dataclass(frozen=True, slots=True)
class Unread:
    """A line, or what is left of one, that became no record, and why."""

    line: int
    text: str | None
    reason: str


@dataclass(slots=True)
class _Reading:
    """The state of reading one note; the result is `records` and `unread`."""

    lines: Sequence[NumberedLine]
    header: frozenset[int]
    attendance: frozenset[int]
    claimed: frozenset[int]
    official: bool
    records: list[Record] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    section: Section | None = None
    columns: Columns | None = None
    heading: str | None = None
    last: int | None = None
    pending: str | None = None
    position: int = 0

    def run(self) -> None:
        for position, line in enumerate(self.lines):
            self._line(position, line)

    def _line(self, position: int, line: NumberedLine) -> None:
        self.position = position
        if line.style != "table" or self._gap(position) > 1:
            self.columns = None
        if line.number in self.claimed:
            self._close(line, None, None)
            if line.style == "heading":
                self.heading = line.text
        elif line.number in self.attendance:
            self._close(line, None, "attendance")
        elif line.number in self.header:
            if line.style == "heading":
                self.heading = line.text
            self._close(line, line.text, "header")
        elif boilerplate(line.text):
            self._close(line, line.text, "boilerplate")
        elif (line.style == "table" and self._table(line)) or self._labelled(line):
            pass
        elif line.style == "heading":
            self._headed(line)
        elif self.pending is not None and self.last is not None:
            self._attach(line, self.pending, line.text)
            self.pending = None
        elif self._ends_numbering(line):
            self._close(line, None, None)
            self.heading = line.text
            self._free(line)
        elif self.section is not None and self._in_section(position, line):
            pass
        else:
            self._free(line)

    def _gap(self, position: int) -> int:
        return self.lines[position].number - self.lines[position - 1].last if position else 1

    def _close(self, line: NumberedLine, text: str | None, reason: str | None) -> None:
        """End the part before; list the line when a reason is given."""
        self.section, self.columns, self.last, self.pending = None, None, None, None
        if reason is not None:
            self.unread.append(Unread(line.number, text, reason))

    def _add(self, records: Sequence[Record]) -> bool:
        for record in records:
            self.records.append(record)
            if record.takes_fields:
                self.last = len(self.records) - 1
        return bool(records)

    def _attach(self, line: NumberedLine, role: str, value: str) -> bool:
        if self.last is None:
            return False
        self.records[self.last] = self.records[self.last].with_field(role, value, line.number, line.text)
        return True

    def _table(self, line: NumberedLine) -> bool:
        columns = columns_of(line, self.section.kind if self.section else None)
        if columns is not None:
            self.columns = columns
            self.unread.append(Unread(line.number, line.text, "heading"))
            return True
        if self.columns is None:
            return False
        heading = self.section.heading if self.section else self.heading
        return self._add(tuple(row_records(line, self.columns, heading)))

    def _labelled(self, line: NumberedLine) -> bool:
        """Use the label of a line; False when it has none, or none that says anything here."""
        label = label_of(labelled(line))
        if label is None:
            return False
        if label.role in ("owner", "schedule"):
            if self.last is None:
                return False
            if not label.rest:
                self.pending = label.role
            value, others = split_fields(label.rest)
            self._attach(line, label.role, value)
            for role, other in others.items():
                self._attach(line, role, other)
            return True
        if label.role == "kind":
            self._open(line, label)
            return True
        if label.role in ("date", "place", "body"):
            self._close(line, line.text, "header")
            return True
        if label.role == "boilerplate":
            self._close(line, line.text, "boilerplate")
            return True
        if label.role in ("people", "person"):
            return False
        if label.rest:
            self.section = None
            return False
        self._close(line, line.text, "heading")
        if line.style == "heading" and not self.official:
            self.heading = line.text
        return True

    def _open(self, line: NumberedLine, label: Label) -> None:
        style = "heading" if line.style == "heading" or line.numbered else line.style
        self._close(line, None, None)
        level = line.level if line.style in ("heading", "list") and not line.numbered else 0
        number = ordinal(line) if line.style == "list" and line.numbered else None
        rule = "heading" if style == "heading" else "label"
        if style == "heading" and not label.rest:
            self.heading = line.text
        heading = self.heading or label.word[:1].upper() + label.word[1:]
        section = Section(label.kind, heading, style, level, rule, number, label.joined, bool(label.rest))
        filled = [cell for cell in line.cells if cell]
        parts = filled[-1].split("\n") if line.style == "table" and not label.joined else [label.rest]
        found = [
            record
            for part in parts
            if part
            for record in made(label.kind, part.lstrip("-•*·– "), line.text, line.number, "label", heading)
        ]
        if not self._add(found):
            self.unread.append(Unread(line.number, line.text, "heading"))
        elif style == "heading":
            section.style = "label"
        section.made = len(found)
        self.section = section if line.style != "table" else None

    def _headed(self, line: NumberedLine) -> None:
        label = label_within(line.text)
        if label is not None:
            self._open(line, label)
            return
        section = self.section
        if section is not None and section.style == "heading" and line.level > section.level > 0:
            section.below = line.text.strip(" :")
            self.unread.append(Unread(line.number, line.text, "heading"))
            return
        self._close(line, line.text, "heading")
        self.heading = line.text

    def _ends_numbering(self, line: NumberedLine) -> bool:
        """Whether "4. Liikuntapaikat" is the next item of the agenda and no item of "3. Huolenaiheet"."""
        if self.section is None or self.section.number is None or not line.numbered or line.level > 1:
            return False
        return ordinal(line) == self.section.number + 1

    def _in_section(self, position: int, line: NumberedLine) -> bool:
        """Read a line as part of the section; False when it is none, and the section may have ended."""
        section = self.section
        if section is None:
            return False
        if section.joined and not (line.style == "table" and len(line.cells) > 2):
            if section.made and not self.official and line.style != "list":
                self.section = None
                return False
            if section.made and self.last is not None:
                self.records[self.last] = self.records[self.last].and_text(line.text, line.number)
                return True
            return self._made_in(section, line)
        # "Päätettiin: …" says it on its own line; bullets may follow, but no paragraph and no agenda item.
        if section.inline and not section.joined and (line.style == "paragraph" or line.numbered):
            self.section = None
            return False
        if line.style == "list":
            if section.style == "list" and line.level <= section.level:
                self.section = None
                return False
            section.listed = True
            return self._made_in(section, line)
        if line.style == "table":
            return len([cell for cell in line.cells if cell]) == 1 and self._made_in(section, line)
        if line.text.endswith(":"):
            if len(line.text) <= _SHORT:
                section.below = line.text.strip(" :")
                self.unread.append(Unread(line.number, line.text, "heading"))
                return True
            return False
        if section.listed or (section.style != "heading" and section.made and self._gap(position) > 1):
            self.section = section if section.style == "heading" else None
            return False
        if self._list_follows(position):
            self.section = section if not section.made or section.style == "heading" else None
            return False
        return self._made_in(section, line)

    def _made_in(self, section: Section, line: NumberedLine) -> bool:
        if not self._add(
            made(section.kind, line.text, line.text, line.number, section.rule, section.heading)
        ):
            return False
        section.made += 1
        return True

    def _list_follows(self, position: int) -> bool:
        for line in self.lines[position + 1 :]:
            if line.style == "list":
                return label_of(line.text) is None and not self._ends_numbering(line)
            if line.style == "heading" or label_of(labelled(line)) is not None:
                return False
        return False

    def _free(self, line: NumberedLine) -> None:
        """Read running text sentence by sentence; what no rule fits is listed."""
        records, rest = prose_records(line, self.heading, self._above(line))
        if self._add(records):
            if rest:
                self.unread.append(Unread(line.number, rest, "rest"))
            return
        follower = self.lines[self.position + 1] if self.position + 1 < len(self.lines) else None
        agenda = line.numbered and follower is not None and not follower.numbered
        title = line is self.lines[0] and line.style == "paragraph"
        headed = (agenda or title) and len(line.text) <= _SHORT and not line.text.endswith((".", ","))
        if headed:
            self.heading = line.text
        self.unread.append(Unread(line.number, line.text, "heading" if headed else "unread"))

    def _above(self, line: NumberedLine) -> str | None:
        """The list item that a list item is below."""
        if line.style != "list" or line.level < 2:
            return None
        above = (other for other in reversed(self.lines[: self.position]) if other.level < line.level)
        return next((other.text for other in above if other.style == "list"), None)


def read_records(
    lines: Sequence[NumberedLine],
    header: frozenset[int],
    attendance: frozenset[int],
    claimed: frozenset[int] = frozenset(),
) -> tuple[tuple[Record, ...], tuple[Unread, ...]]:
    """Give the records of a note and every line, or rest of a line, that became none.

    `header` and `attendance` are numbers of lines that are listed for what they are; those of `claimed` are
    in records already and are passed over. Reasons are "header", "attendance" (without text), "heading",
    "boilerplate", "unread" and "rest": what is left of a line of which one sentence became a record. Every
    other line is in a record or has one row of its own.
    """
    labels = [label_of(labelled(line)) for line in lines]
    official = any("§" in line.label for line in lines) or any(
        label and label.word in _OFFICIAL for label in labels
    )
    reading = _Reading(lines, header, attendance, claimed, official)
    reading.run()
    return tuple(reading.records), tuple(reading.unread)
