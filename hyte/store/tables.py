"""Writing and reading the processed tables as Parquet, checked against their schemas.

A table is checked in full before it is written. On reading, a file whose end (it lists the places, sizes and
extremes of all columns) is the one that the ingest has written is believed, and every page that is read must
have its checksum; any other file is checked in full again.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyte.errors import TableError
from hyte.store.schemas import REMEDY, TABLES, arrow_schema, check_table, conform

if TYPE_CHECKING:
    import pandas as pd

STATE = "ingest.json"
"""What the last ingest tells of itself, beside the tables."""

ROW_GROUP = 16_384
"""Rows of a Parquet row group: small enough for a region's slice to skip nearly all of a large table."""


def table_path(folder: Path, name: str) -> Path:
    """Where the table `name` lies in the folder of processed tables."""
    return folder / f"{name}.parquet"


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> Path:
    """Check `frame` and write it; the bytes depend on the rows alone. Raises `TableError`.

    Texts may be categories.
    """
    import pyarrow
    import pyarrow.parquet

    from hyte.store.coded_tables import check_coded_table, is_coded

    (check_coded_table if is_coded(frame) else check_table)(name, frame)
    # Without pandas' own metadata: it holds library versions, which would change the bytes.
    table = pyarrow.Table.from_pandas(frame, schema=arrow_schema(name), preserve_index=False)
    path = table_path(folder, name)
    pyarrow.parquet.write_table(
        table.replace_schema_metadata(None),
        path,
        row_group_size=ROW_GROUP,
        compression="zstd",
        write_page_checksum=True,
    )
    return path


def footer_hash(path: Path) -> str:
    """sha256 of the end of a Parquet file, which tells where everything in it is. Raises `OSError`."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 8))
        length = int.from_bytes(stream.read(4), "little")
        stream.seek(max(0, size - 8 - length))
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _as_written(path: Path) -> bool:
    """Whether the end of the file is the one that the last ingest has noted."""
    try:
        state = path.with_name(STATE)
        told = state.stat()
        return _footers(state, told.st_mtime_ns, told.st_size).get(path.name) == footer_hash(path)
    except OSError:
        return False


@lru_cache(maxsize=16)
def _footers(state: Path, changed: int, size: int) -> dict[str, str]:
    try:
        return {str(name): str(told) for name, told in json.loads(state.read_bytes())["footers"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


Filters = list[tuple[str, str, Any]]


def read_texts(folder: Path, name: str, column: str, filters: Filters) -> set[str]:
    """The different texts in one column of the rows that match all `filters`; raises as `read_table`."""
    table, _ = _read(table_path(folder, name), name, filters, [column])
    return {text for text in table[column].unique().to_pylist() if text is not None}


def _read(
    path: Path, name: str, filters: Filters | None, columns: list[str] | None = None
) -> tuple[Any, bool]:
    import pyarrow
    import pyarrow.parquet

    try:
        believed = _as_written(path)
        table = pyarrow.parquet.read_table(
            path, filters=filters, columns=columns, partitioning=None, page_checksum_verification=believed
        )
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
    return table, believed


def read_table(folder: Path, name: str, filters: Filters | None = None) -> pd.DataFrame:
    """Read the rows of a table that match all `filters` (pyarrow's ``(column, operator, value)``), checked.

    Raises `TableError` when the table is not there, is no Parquet file, or breaks its schema.
    """
    path = table_path(folder, name)
    table, believed = _read(path, name, filters)
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
    return frame if believed else check_table(name, frame)
