"""Cells of the register workbooks: whole texts, numbers and dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from hyte.errors import UsageError
from hyte.sources.registers.values import as_text
from hyte.sources.workbook_cells import LONGEST_TEXT, put_text


def put(cell: Any, value: str | float | date | None) -> None:
    """Set a cell; a text is a text whatever it begins with. Raises `UsageError` when it is too long."""
    if value is None or value == "":
        return
    if not isinstance(value, str):
        cell.value = value
        return
    text = as_text(value)
    if len(text) > LONGEST_TEXT:
        raise UsageError(
            f"A text of {len(text)} characters does not fit into a cell, which holds {LONGEST_TEXT}.",
            place=f"sheet {cell.parent.title!r}, cell {cell.coordinate}",
            remedy="Part it into two rows.",
        )
    put_text(cell, text)
