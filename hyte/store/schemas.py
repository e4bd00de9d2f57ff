"""What every processed table must look like: one pandera schema and one Arrow schema per table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hyte.errors import TableError
from hyte.store.column_types import Column, Table
from hyte.store.columns import TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa
    import pyarrow

__all__ = [
    "REMEDY",
    "TABLES",
    "Column",
    "Table",
    "arrow_schema",
    "check_table",
    "conform",
    "empty_table",
    "schema",
]

REMEDY = "Run the pipeline's ingest again; it makes the processed tables anew from the raw files."


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
