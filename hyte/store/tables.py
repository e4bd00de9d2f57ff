"""Writing and reading the processed tables as Parquet, checked against their schemas both ways."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyte.errors import TableError
from hyte.store.schemas import REMEDY, TABLES, arrow_schema, check_table, conform

if TYPE_CHECKING:
    import pandas as pd

ROW_GROUP = 16_384
"""Rows of a Parquet row group: small enough for a region's slice to skip nearly all of a large table."""


def table_path(folder: Path, name: str) -> Path:
    """Where the table `name` lies in the folder of processed tables."""
    return folder / f"{name}.parquet"


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> Path:
    """Check `frame` and write it; the bytes depend on the rows alone. Raises `TableError`."""
    import pyarrow
    import pyarrow.parquet

    check_table(name, frame)
    # Without pandas' own metadata: it holds library versions, which would change the bytes.
    table = pyarrow.Table.from_pandas(frame, schema=arrow_schema(name), preserve_index=False)
    path = table_path(folder, name)
    pyarrow.parquet.write_table(
        table.replace_schema_metadata(None), path, row_group_size=ROW_GROUP, compression="zstd"
    )
    return path


def read_table(folder: Path, name: str, filters: list[tuple[str, str, Any]] | None = None) -> pd.DataFrame:
    """Read the rows of a table that match all `filters` (pyarrow's ``(column, operator, value)``), checked.

    Raises `TableError` when the table is not there, is no Parquet file, or breaks its schema.
    """
    import pyarrow
    import pyarrow.parquet

    path = table_path(folder, name)
    try:
        table = pyarrow.parquet.read_table(path, filters=filters, partitioning=None)
    except FileNotFoundError as error:
        raise TableError(
            f"The processed table {name!r} is not there.", place=str(path), remedy=REMEDY
        ) from error
    except (pyarrow.ArrowException, OSError) as error:
        raise TableError(
            f"The processed table {name!r} cannot be read ({str(error).splitlines()[0]}).",
            place=str(path),
            remedy=REMEDY,
        ) from error
    missing = [column for column in TABLES[name].columns if column not in table.column_names]
    extra = [column for column in table.column_names if column not in TABLES[name].columns]
    if missing or extra:
        problem = f"lacks the column {missing[0]!r}" if missing else f"has an unknown column {extra[0]!r}"
        raise TableError(f"The processed table {name!r} {problem}.", place=str(path), remedy=REMEDY)
    try:
        frame = conform(name, table.to_pandas())
    except (TypeError, ValueError) as error:
        raise TableError(
            f"The processed table {name!r} holds values of a wrong type ({error}).",
            place=str(path),
            remedy=REMEDY,
        ) from error
    return check_table(name, frame)
