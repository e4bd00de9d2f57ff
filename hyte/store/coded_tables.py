"""Checking tables of millions of rows whose texts are categories: a category stands for all its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hyte.store.column_types import Column
from hyte.store.columns import TABLES
from hyte.store.schemas import check_table

if TYPE_CHECKING:
    import pandas as pd


def is_coded(frame: pd.DataFrame) -> bool:
    """Whether some texts of a table are categories."""
    return any(dtype == "category" for dtype in frame.dtypes)


def check_coded_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give `frame` back unchanged when it is a `name` table, but for its categories; as `check_table` does.

    Raises `TableError`.
    """
    table = TABLES[name]
    plain = list(frame.columns) == list(table.columns) and all(
        _holds(frame[column_name], column) for column_name, column in table.columns.items()
    )
    if not plain or _repeats(frame, table.key):
        # It tells in words what is wrong.
        texts = {column_name: "str" for column_name in frame if frame[column_name].dtype == "category"}
        check_table(name, frame.astype(texts))
    return frame


def _holds(values: pd.Series, column: Column) -> bool:
    import numpy as np

    if column.type == "text":
        if values.dtype != "category":
            return False
        codes = values.cat.codes.to_numpy()
        used = set(values.cat.categories[np.unique(codes[codes >= 0])])
        return (
            (column.optional or bool((codes >= 0).all()))
            and "" not in used
            and (not column.words or used <= {str(word) for word in column.words})
        )
    if values.dtype != column.pandas_type or (not column.optional and bool(values.isna().any())):
        return False
    low, high = values.min(), values.max()
    return not (
        (column.low is not None and low < column.low) or (column.high is not None and high > column.high)
    )


def _repeats(frame: pd.DataFrame, key: tuple[str, ...]) -> bool:
    import numpy as np

    if not key or not len(frame):
        return False
    columns = [
        (frame[name].cat.codes if frame[name].dtype == "category" else frame[name]).to_numpy() for name in key
    ]
    order = np.lexsort(columns)
    same = [column[order][1:] == column[order][:-1] for column in columns]
    return bool(np.logical_and.reduce(same).any())
