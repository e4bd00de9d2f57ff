"""What every processed table must look like: one pandera schema and one Arrow schema per table.

Dates are ISO text (``2024-05-31``), because a yearly report compares and prints them and nothing else. Text
columns are empty (None) where the source says nothing; ``value`` is in the unit of its indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from hyte.errors import TableError
from hyte.model import Direction, Kind, MissingKind, Sex

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa
    import pyarrow

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
REMEDY = "Run the pipeline's ingest again; it makes the processed tables anew from the raw files."


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
                "municipality": TEXT,
                "year": YEAR,
                "file": TEXT,
                "line": LINE,
                "kind": TEXT,
                "text": TEXT,
                "quote": MAYBE_TEXT,
                "body": MAYBE_TEXT,
                "date": MAYBE_TEXT,
                "owner": MAYBE_TEXT,
                "schedule": MAYBE_TEXT,
                "heading": MAYBE_TEXT,
                "rule": MAYBE_TEXT,
            },
        ),
        Table(
            "note_lines",
            {
                "municipality": TEXT,
                "year": YEAR,
                "file": TEXT,
                "line": LINE,
                "text": MAYBE_TEXT,
                "reason": TEXT,
            },
        ),
    )
}


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give `frame` back unchanged when it is a `name` table; otherwise raise `TableError`.

    The error names the table, the column, the reason and the first offending values.
    """
    import pandera.pandas as pa

    try:
        schema(name).validate(frame.reset_index(drop=True))
    except pa.errors.SchemaError as error:
        raise TableError(_reason(name, error), place=f"table {name}", remedy=REMEDY) from error
    return frame


@cache
def schema(name: str) -> pa.DataFrameSchema:
    """The pandera schema of a table: strict and ordered columns, types, words, ranges, unique key."""
    import pandera.pandas as pa

    table = TABLES[name]
    columns = {
        column_name: pa.Column(
            column.pandas_type, nullable=column.optional, checks=_column_checks(column), required=True
        )
        for column_name, column in table.columns.items()
    }
    return pa.DataFrameSchema(
        columns,
        name=name,
        strict=True,
        ordered=True,
        unique=list(table.key) or None,
        checks=_observation_checks() if name == "observations" else None,
    )


def _column_checks(column: Column) -> list[pa.Check]:
    import pandera.pandas as pa

    checks = []
    if column.words:
        checks.append(pa.Check.isin([str(word) for word in column.words]))
    if column.low is not None:
        checks.append(pa.Check.ge(column.low))
    if column.high is not None:
        checks.append(pa.Check.le(column.high))
    if column.type == "text":
        # An empty text would print as a hole where None prints as "not told".
        checks.append(pa.Check(lambda texts: texts.isna() | (texts != ""), error="empty text"))
    return checks


def _observation_checks() -> list[pa.Check]:
    import pandera.pandas as pa

    return [
        pa.Check(
            lambda rows: rows["value"].isna() == rows["missing"].notna(),
            error="a row must have either a value or the reason why it has none",
        ),
        pa.Check(
            lambda rows: ~(rows["ci_low"] > rows["ci_high"]),
            error="ci_low is higher than ci_high",
        ),
    ]


def _reason(name: str, error: pa.errors.SchemaError) -> str:
    column = getattr(error.schema, "name", None)
    where = f"column {column!r}: " if column and column != name else ""
    check = getattr(error.check, "error", None) or str(error).splitlines()[0].rstrip(".")
    found = ""
    cases = error.failure_cases
    if where and hasattr(cases, "columns") and "failure_case" in cases:
        found = f" (found: {', '.join(repr(value) for value in cases['failure_case'].head(3))})"
    return f"The table {name!r} does not hold what its schema promises: {where}{check}{found}."


@cache
def arrow_schema(name: str) -> pyarrow.Schema:
    """The Arrow schema under which the table is stored, without any metadata that could vary."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "whole": pyarrow.int64(),
        "number": pyarrow.float64(),
        "flag": pyarrow.bool_(),
    }
    return pyarrow.schema(
        [
            pyarrow.field(column_name, types[column.type], nullable=column.optional)
            for column_name, column in TABLES[name].columns.items()
        ]
    )


def empty_table(name: str) -> pd.DataFrame:
    """A `name` table without rows."""
    return conform(name, None)


def conform(name: str, frame: pd.DataFrame | None) -> pd.DataFrame:
    """`frame` with exactly the columns and types of the table; columns that it lacks are empty."""
    import pandas as pd

    rows = pd.DataFrame() if frame is None else frame
    index = rows.index
    columns: dict[str, pd.Series] = {}
    for column_name, column in TABLES[name].columns.items():
        if column_name in rows:
            columns[column_name] = pd.Series(rows[column_name], dtype=column.pandas_type)
        elif column.optional or not len(index):
            columns[column_name] = pd.Series(index=index, dtype=column.pandas_type)
        else:
            raise TableError(
                f"The table {name!r} lacks the column {column_name!r}.", place=f"table {name}", remedy=REMEDY
            )
    return pd.DataFrame(columns, index=index).reset_index(drop=True)
