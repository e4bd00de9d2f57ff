"""Small tables as the store keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from hyte.store.columns import TABLES

Table = Callable[..., pd.DataFrame]
OWNER = {"municipality": "KU900", "year": 2024}


def table_of(name: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """A table of the store with the rows given; what a row does not say is missing."""
    columns = TABLES[name].columns
    unknown = {key for row in rows for key in row} - set(columns)
    assert not unknown, unknown
    frame = pd.DataFrame([{**OWNER, **row} for row in rows], columns=list(columns))
    optional = {
        key: column.pandas_type for key, column in columns.items() if column.optional or column.type != "text"
    }
    return frame.astype({key: kind for key, kind in optional.items() if rows and frame[key].notna().all()})


@pytest.fixture
def table() -> Table:
    return table_of


@pytest.fixture
def note() -> Callable[..., dict[str, Any]]:
    """One row of the notes; numbered by its line."""

    def row(line: int, kind: str, text: str, **more: Any) -> dict[str, Any]:
        return {"id": f"n{line:03}", "file": "a.docx", "line": line, "kind": kind, "text": text, **more}

    return row


@pytest.fixture
def register() -> Callable[..., list[dict[str, Any]]]:
    """The rows of one record of a register, one per field, in columns A, B, C …"""

    def rows(register_name: str, number: int, /, **fields: str) -> list[dict[str, Any]]:
        file = "r.xlsx"
        return [
            {
                "file": file,
                "register": register_name,
                "record": f"{file}#{register_name}!{number}",
                "field": field,
                "value": value,
                "extra": False,
                "sheet": register_name,
                "cell": f"{chr(65 + place)}{number}",
            }
            for place, (field, value) in enumerate(fields.items())
        ]

    return rows
