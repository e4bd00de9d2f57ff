"""What a column of a processed table may hold, and what a table is made of.

Dates are ISO text (``2024-05-31``), because a yearly report compares and prints them and nothing else. Text
columns are empty (None) where the source says nothing; ``value`` is in the unit of its indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hyte.model import MissingKind, Sex

Type = Literal["text", "whole", "number", "flag"]

PANDAS_TYPES: dict[tuple[Type, bool], str] = {
    ("text", False): "str",
    ("text", True): "str",
    ("whole", False): "int64",
    ("whole", True): "Int64",
    ("number", False): "float64",
    ("number", True): "float64",
    ("flag", False): "bool",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, whether it may be empty, and the words that it may hold (all when empty)."""

    type: Type
    optional: bool = False
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def pandas_type(self) -> str:
        """The column's type in pandas."""
        return PANDAS_TYPES[self.type, self.optional]


@dataclass(frozen=True, slots=True)
class Table:
    """One processed table: its columns in order and those that identify a row (none: rows may repeat)."""

    name: str
    columns: dict[str, Column]
    key: tuple[str, ...] = ()


TEXT, MAYBE_TEXT = Column("text"), Column("text", optional=True)
MAYBE_NUMBER, FLAG = Column("number", optional=True), Column("flag")
LINE = Column("whole", optional=True, low=1)
COUNT = Column("whole", low=0)
YEAR = Column("whole", low=1900, high=2100)
SEX = Column("text", words=tuple(Sex))
OPTIONAL_COUNT = Column("whole", optional=True, low=0)
MAYBE_MISSING = Column("text", optional=True, words=tuple(MissingKind))
