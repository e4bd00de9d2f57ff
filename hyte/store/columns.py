"""The columns of every processed table, in order, and the key that identifies a row.

Dates are ISO text (``2024-05-31``), because a yearly report compares and prints them and nothing else. Text
columns are empty (None) where the source says nothing; ``value`` is in the unit of its indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hyte.model import Direction, Kind, MissingKind, Sex

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
OWNER = {"municipality": TEXT, "year": YEAR}
NOTE_KINDS = (
    "agenda_item",
    "approval_path",
    "brake",
    "change",
    "concern",
    "decision",
    "deed",
    "goal",
    "joy",
    "means",
    "measure",
    "meeting_rhythm",
    "phenomenon",
    "priority",
    "process_step",
    "programme",
    "proposal",
    "resident_input",
    "role",
    "vision",
)
CORRECTION_ACTIONS = ("changed", "left_out", "made", "not_found", "refused")
LOCAL_INPUTS = (
    "notes",
    "note_lines",
    "meetings",
    "attendance",
    "withheld",
    "originals",
    "corrections",
    "registers",
    "surveys",
    "survey_counts",
    "survey_texts",
)
"""Tables of what a municipality itself brings: notes, workbooks, surveys and the corrections of them."""

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "observations",
            {
                "region": TEXT,
                "indicator": TEXT,
                "year": YEAR,
                "sex": SEX,
                "value": MAYBE_NUMBER,
                "numerator": MAYBE_NUMBER,
                "denominator": MAYBE_NUMBER,
                "ci_low": MAYBE_NUMBER,
                "ci_high": MAYBE_NUMBER,
                "missing": Column("text", optional=True, words=tuple(MissingKind)),
                "symbol": MAYBE_TEXT,
                "preliminary": FLAG,
                "updated": MAYBE_TEXT,
                "invented": FLAG,
                "file": TEXT,
                "sheet": MAYBE_TEXT,
                "cell": MAYBE_TEXT,
                "line": LINE,
            },
            key=("region", "indicator", "year", "sex", "invented"),
        ),
        Table(
            "indicators",
            {
                "indicator": TEXT,
                "source": MAYBE_TEXT,
                "code": MAYBE_TEXT,
                "table": MAYBE_TEXT,
                "title_fi": MAYBE_TEXT,
                "title_sv": MAYBE_TEXT,
                "title_en": MAYBE_TEXT,
                "unit_fi": MAYBE_TEXT,
                "unit_sv": MAYBE_TEXT,
                "unit_en": MAYBE_TEXT,
                "decimals": Column("whole", optional=True, low=0, high=9),
                "kind": Column("text", optional=True, words=tuple(Kind)),
                "direction": Column("text", words=tuple(Direction)),
                "direction_reason": MAYBE_TEXT,
                "theme": MAYBE_TEXT,
                "group": MAYBE_TEXT,
                "registered": FLAG,
            },
            key=("indicator",),
        ),
        Table(
            "regions",
            {
                "region": TEXT,
                "category": MAYBE_TEXT,
                "name_fi": MAYBE_TEXT,
                "name_sv": MAYBE_TEXT,
                "name_en": MAYBE_TEXT,
                "county": MAYBE_TEXT,
                "country_part": MAYBE_TEXT,
                "language": MAYBE_TEXT,
                "municipality_group": MAYBE_TEXT,
                "successor": MAYBE_TEXT,
                "successor_year": Column("whole", optional=True, low=1900, high=2100),
                "invented": FLAG,
            },
            key=("region",),
        ),
        Table(
            "sources",
            {
                "file": TEXT,
                "sha256": TEXT,
                "bytes": COUNT,
                "layout": MAYBE_TEXT,
                "publisher": MAYBE_TEXT,
                "title": MAYBE_TEXT,
                "table": MAYBE_TEXT,
                "licence": MAYBE_TEXT,
                "updated": MAYBE_TEXT,
                "retrieved": MAYBE_TEXT,
                "notes": MAYBE_TEXT,
                "invented": FLAG,
                "figures_read": COUNT,
                "kept": COUNT,
                "refused": COUNT,
                "problem": MAYBE_TEXT,
            },
            key=("file",),
        ),
        Table(
            "refusals",
            {
                "file": TEXT,
                "sheet": MAYBE_TEXT,
                "cell": MAYBE_TEXT,
                "line": LINE,
                "code": TEXT,
                "detail": MAYBE_TEXT,
                "count": Column("whole", low=1),
            },
        ),
        Table(
            "conflicts",
            {
                "region": TEXT,
                "indicator": TEXT,
                "year": YEAR,
                "sex": SEX,
                "value_used": MAYBE_NUMBER,
                "file_used": TEXT,
                "place_used": MAYBE_TEXT,
                "updated_used": MAYBE_TEXT,
                "value_other": MAYBE_NUMBER,
                "file_other": TEXT,
                "place_other": MAYBE_TEXT,
                "updated_other": MAYBE_TEXT,
            },
        ),
        Table(
            "notes",
            {
                **OWNER,
                "id": TEXT,
                "file": TEXT,
                "line": LINE,
                "page": LINE,
                "part": MAYBE_TEXT,
                "kind": Column("text", words=NOTE_KINDS),
                "text": TEXT,
                "quote": MAYBE_TEXT,
                "body": MAYBE_TEXT,
                "date": MAYBE_TEXT,
                "owner": MAYBE_TEXT,
                "schedule": MAYBE_TEXT,
                "state": MAYBE_TEXT,
                "themes": MAYBE_TEXT,
                "groups": MAYBE_TEXT,
                "sector": MAYBE_TEXT,
                "channel": MAYBE_TEXT,
                "programme": MAYBE_TEXT,
                "heading": MAYBE_TEXT,
                "agenda": MAYBE_TEXT,
                "parent": MAYBE_TEXT,
                "rule": MAYBE_TEXT,
                "corrected": MAYBE_TEXT,
            },
            key=("municipality", "year", "id"),
        ),
        Table(
            "note_lines",
            {
                **OWNER,
                "file": TEXT,
                "line": LINE,
                "page": LINE,
                "part": MAYBE_TEXT,
                "text": MAYBE_TEXT,
                "reason": TEXT,
            },
        ),
        Table(
            "meetings",
            {
                **OWNER,
                "file": TEXT,
                "line": LINE,
                "body": MAYBE_TEXT,
                "number": MAYBE_TEXT,
                "date": MAYBE_TEXT,
                "place": MAYBE_TEXT,
                "present": COUNT,
                "absent": COUNT,
                "language": MAYBE_TEXT,
                "same_as": MAYBE_TEXT,
            },
            key=("municipality", "year", "file"),
        ),
        Table(
            "attendance",
            {
                **OWNER,
                "file": TEXT,
                "line": LINE,
                "body": MAYBE_TEXT,
                "date": MAYBE_TEXT,
                "role": MAYBE_TEXT,
                "sector": MAYBE_TEXT,
                "status": Column("text", words=("present", "absent", "invited")),
                "count": Column("whole", low=1),
            },
        ),
        Table(
            "withheld",
            {
                **OWNER,
                "file": TEXT,
                "sheet": MAYBE_TEXT,
                "cell": MAYBE_TEXT,
                "line": LINE,
                "page": LINE,
                "kind": TEXT,
                "count": Column("whole", low=1),
            },
        ),
        Table(
            "originals",
            {**OWNER, "table": TEXT, "id": TEXT, "field": TEXT, "text": TEXT},
            key=("municipality", "year", "table", "id", "field"),
        ),
        Table(
            "corrections",
            {
                **OWNER,
                "file": TEXT,
                "sheet": TEXT,
                "cell": TEXT,
                "action": Column("text", words=CORRECTION_ACTIONS),
                "record": MAYBE_TEXT,
                "fields": MAYBE_TEXT,
                "detail": MAYBE_TEXT,
            },
        ),
        Table(
            "registers",
            {
                **OWNER,
                "file": TEXT,
                "register": TEXT,
                "record": TEXT,
                "field": TEXT,
                "value": TEXT,
                "extra": FLAG,
                "sheet": TEXT,
                "cell": TEXT,
            },
            key=("municipality", "year", "register", "record", "field"),
        ),
        Table(
            "surveys",
            {
                **OWNER,
                "survey": TEXT,
                "file": TEXT,
                "sheet": MAYBE_TEXT,
                "title": MAYBE_TEXT,
                "design": Column("text", words=("open", "sample")),
                "channel": MAYBE_TEXT,
                "population": OPTIONAL_COUNT,
                "invited": OPTIONAL_COUNT,
                "answers": COUNT,
                "opened": MAYBE_TEXT,
                "closed": MAYBE_TEXT,
            },
            key=("municipality", "year", "survey"),
        ),
        Table(
            "survey_counts",
            {
                **OWNER,
                "survey": TEXT,
                "question": TEXT,
                "question_text": TEXT,
                "kind": Column("text", words=("single", "multiple", "scale", "agree")),
                "option": TEXT,
                "option_text": TEXT,
                "group": MAYBE_TEXT,
                "group_text": MAYBE_TEXT,
                "count": OPTIONAL_COUNT,
                "base": OPTIONAL_COUNT,
                "missing": MAYBE_MISSING,
                "file": TEXT,
                "sheet": MAYBE_TEXT,
                "cell": MAYBE_TEXT,
                "line": LINE,
            },
        ),
        Table(
            "survey_texts",
            {
                **OWNER,
                "survey": TEXT,
                "id": TEXT,
                "question": TEXT,
                "question_text": TEXT,
                "text": TEXT,
                "themes": MAYBE_TEXT,
                "groups": MAYBE_TEXT,
                "file": TEXT,
                "sheet": MAYBE_TEXT,
                "line": LINE,
            },
            key=("municipality", "year", "id"),
        ),
    )
}
