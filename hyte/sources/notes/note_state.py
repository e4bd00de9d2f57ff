"""The state of reading one note, and the reading of text that stands under no label."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from hyte.sources.notes.agenda import AgendaItem
from hyte.sources.notes.attendance import labelled
from hyte.sources.notes.collected import Collected
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.marks import Marked
from hyte.sources.notes.prose import prose_records
from hyte.sources.notes.record import Record, made
from hyte.sources.notes.section import GROUP_WORDS, Section, items_of, ordinal
from hyte.sources.notes.tables import Columns, columns_of, row_records, within_row
from hyte.sources.notes.vocabulary import cues, explaining_start, kinds_within, label_of

SHORT = 80
_ARROW = re.compile(r"\s*(?:->|→|=>|➔|–>|—>|⇒)\s*")
_CHAINED = ("phenomenon", "concern", "brake", "resident_input")
SETTLING = frozenset({"decision", "proposal"})


@dataclass(slots=True)
class NoteState:
    """Where the reading of a note is: its lines, what is known of them, and what has been made so far.

    `header`, `attendance`, `claimed` and `headings` are numbers of lines that are known for what they are;
    `explaining` tells that a part is about older decisions, `pending` is a field whose value is to come.
    """

    lines: Sequence[NumberedLine]
    header: AbstractSet[int]
    attendance: AbstractSet[int]
    claimed: AbstractSet[int]
    headings: AbstractSet[int]
    official: bool
    agenda: Mapping[int, AgendaItem]
    marks: Mapping[int, Marked]
    made: Collected = field(default_factory=Collected)
    section: Section | None = None
    columns: Columns | None = None
    row: NumberedLine | None = None
    heading: str | None = None
    pending: str | None = None
    explaining: bool = False
    position: int = 0
    taken: set[int] = field(default_factory=set)

    def _gap(self) -> int:
        return self.lines[self.position].number - self.lines[self.position - 1].last if self.position else 1

    def _close(self, line: NumberedLine | None = None, text: str | None = None, reason: str = "") -> None:
        """End the part before; list the line when one is given."""
        self.section, self.columns, self.pending = None, None, None
        self.made.end_part()
        if line is not None:
            self.made.leave(line.number, text, reason)

    def _shown(self) -> str | None:
        return self.section.heading if self.section else self.heading

    def _formal(self) -> bool:
        """Whether the item is one of procedure, or a standing one of official minutes: it decides nothing."""
        item = self.made.item
        return item is not None and (
            item.standing == "procedural" or (item.standing == "open" and "§" in item.label)
        )

    def _without(self) -> frozenset[str]:
        """Kinds that are not looked for: older decisions in reasons, and what procedure settles."""
        return SETTLING if (self.explaining and self.official) or self._formal() else frozenset()

    def _free(self, line: NumberedLine) -> None:
        """Read running text sentence by sentence; what no rule fits is listed."""
        if (
            len(line.text) <= SHORT
            and not line.text.endswith((".", "!"))
            and len(kinds_within(line.text)) > 1
        ):
            # "Glädjeämnen och orosmoment" announces both and says neither.
            self.made.end_part()
            self.made.leave(line.number, line.text, "heading")
            return
        found: list[Record] = []
        rests: list[str] = []
        for text in items_of(line):
            records, rest = prose_records(line, text, self.heading, self._above(line), self._without())
            found.extend(records)
            rests.append(rest)
        if self.made.add(found):
            if rest := " ".join(filter(None, rests)):
                self.made.leave(line.number, rest, "rest")
            return
        follower = self.lines[self.position + 1] if self.position + 1 < len(self.lines) else None
        agenda = line.numbered and follower is not None and not follower.numbered
        title = line is self.lines[0] and line.style == "paragraph"
        group = line.style == "paragraph" and follower is not None and self._heads(line, follower)
        headed = (agenda or title or group) and len(line.text) <= SHORT and not line.text.endswith((".", ","))
        if headed and not title:
            self.heading = line.text
        self.made.latest, self.made.cause = None, None
        self.made.leave(line.number, line.text, "heading" if headed else "unread")

    def _heads(self, line: NumberedLine, follower: NumberedLine) -> bool:
        """Whether a word or three stand above what is told of them ("Nuorisotyö" above "Ilo: …")."""
        label = label_of(labelled(follower))
        told = follower.style == "list" or (label is not None and label.role == "kind")
        return told and len(line.text.split()) <= GROUP_WORDS and line.text[:1].isupper()

    def _above(self, line: NumberedLine) -> str | None:
        """The list item that a list item is below."""
        if line.style != "list" or line.level < 2:
            return None
        for position in range(self.position - 1, -1, -1):
            other = self.lines[position]
            if other.level < line.level and other.style == "list":
                return other.text
        return None

    def _marked(self, line: NumberedLine) -> bool:
        marked = self.marks.get(line.number)
        if marked is None or (marked.weak and self.section is not None):
            return False
        return self.made.add(made(marked.kind, marked.text, line.text, line.number, "mark", self._shown()))

    def _table(self, line: NumberedLine) -> bool:
        columns = columns_of(line, self.section.kind if self.section else None, self.columns is not None)
        if columns is not None:
            self.columns = columns
            self.made.leave(line.number, line.text, "heading")
            return True
        if self.columns is None:
            return False
        if line.level == 0:
            self.row = line
        elif self.row is not None:
            line = within_row(line, self.row, self.columns)
        state = self.section.state if self.section else None
        return self.made.add(row_records(line, self.columns, self._shown(), state))

    def _answers(self, line: NumberedLine) -> bool:
        """Whether a line begins with an arrow that leads from the phenomenon or concern above it."""
        match, latest = _ARROW.match(line.text), self.made.latest
        if match is None or latest is None or self.made.records[latest].kind not in _CHAINED:
            return False
        found = made("measure", line.text[match.end() :], line.text, line.number, "arrow", self._shown())
        if not self.made.add(found, latest):
            return False
        self.made.latest = latest
        return True

    def _ends_numbering(self, line: NumberedLine) -> bool:
        """Whether "4. Liikuntapaikat" is the next item of the agenda and no item of "3. Huolenaiheet"."""
        if self.section is None or self.section.number is None or not line.numbered or line.level > 1:
            return False
        return ordinal(line) == self.section.number + 1

    def _unfinished(self, line: NumberedLine) -> bool:
        """Whether the record before goes on: a paragraph of its own is a record of its own."""
        latest = self.made.latest
        if latest is None:
            return False
        said = self.made.records[latest].text
        return line.style == "list" or not said.endswith((".", "!", "?")) or not line.text[:1].isupper()

    def _settles(self, line: NumberedLine) -> bool:
        """Whether a paragraph after a proposal tells how it was discussed, or what was decided."""
        if line.style != "paragraph":
            return False
        folded = fold(line.text)
        return explaining_start(line.text) or any(
            cue.kind == "decision" and cue.fits(folded) for cue in cues()
        )

    def _decided_below(self, line: NumberedLine) -> bool:
        """Whether a label for the decision stands below the title of an item."""
        for other in self.lines[self.position + 1 :]:
            if other.number in self.agenda and other.number not in self.agenda[line.number].lines:
                return False
            label = label_of(labelled(other))
            if label is not None and label.kind == "decision":
                return True
        return False
