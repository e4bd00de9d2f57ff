"""A part of a note that a heading or a label opened."""

from __future__ import annotations

from dataclasses import dataclass

from hyte.sources.notes.lines import NumberedLine


@dataclass(slots=True)
class Section:
    """What a heading or label opened: everything that belongs to it is of one kind."""

    kind: str
    printed: str
    style: str
    level: int
    rule: str
    number: int | None = None
    joined: bool = False
    inline: bool = False
    below: str | None = None
    made: int = 0
    listed: bool = False

    @property
    def heading(self) -> str:
        """The heading as records carry it, with the one below it."""
        return f"{self.printed}: {self.below}" if self.below else self.printed


def ordinal(line: NumberedLine) -> int:
    """Number of a numbered line, "4." or "(4)"; 0 for one that letters number."""
    return int("".join(character for character in line.label if character.isdigit()) or 0)
