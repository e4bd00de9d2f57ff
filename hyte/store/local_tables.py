"""One municipality's own inputs of one year, as a report reads them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyte.store.tables import read_table, read_texts

if TYPE_CHECKING:
    import pandas as pd

_IDS = {"notes": "id", "survey_texts": "id"}


@dataclass(frozen=True, slots=True, eq=False)
class LocalTables:
    """Tables of what a municipality itself brings; the columns are in ``hyte/store/local_columns.py``.

    `originals` is not among them: what was withheld is either put back into the texts or not read at all.
    """

    notes: pd.DataFrame
    note_lines: pd.DataFrame
    meetings: pd.DataFrame
    attendance: pd.DataFrame
    withheld: pd.DataFrame
    corrections: pd.DataFrame
    registers: pd.DataFrame
    surveys: pd.DataFrame
    survey_counts: pd.DataFrame
    survey_texts: pd.DataFrame

    @property
    def files(self) -> set[str]:
        """Names of the raw files behind the tables."""
        return {name for table in fields(self) for name in getattr(self, table.name)["file"]}


def read_local_inputs(processed: Path, municipality: str, year: int, *, working: bool = False) -> LocalTables:
    """What a municipality (three-character code) brings for a year.

    With `working`, the texts hold the personal data that were withheld from them: for the working edition
    only. Otherwise the table that holds them is not even opened.
    """
    chosen: list[tuple[str, str, Any]] = [("municipality", "==", municipality), ("year", "==", year)]
    tables = {field.name: read_table(processed, field.name, chosen) for field in fields(LocalTables)}
    if working:
        originals = read_table(processed, "originals", chosen)
        for name in ("notes", "registers", "survey_texts"):
            tables[name] = _restored(name, tables[name], originals[originals["table"] == name])
    return LocalTables(**tables)


def read_local_files(processed: Path, municipality: str, year: int) -> set[str]:
    """Names of the raw files from which `read_local_inputs` reads."""
    chosen: list[tuple[str, str, Any]] = [("municipality", "==", municipality), ("year", "==", year)]
    return set().union(*(read_texts(processed, field.name, "file", chosen) for field in fields(LocalTables)))


def _restored(name: str, table: pd.DataFrame, originals: pd.DataFrame) -> pd.DataFrame:
    if table.empty or originals.empty:
        return table
    restored = table.copy()
    if name == "registers":
        keys = table["register"] + "/" + table["record"] + "/" + table["field"]
    else:
        keys = table[_IDS[name]]
    for field, found in originals.groupby("field"):
        column = "value" if name == "registers" else str(field)
        texts = keys.map(dict(zip(found["id"], found["text"], strict=True)))
        if name == "notes":
            # What the coordinator has written stands, also where the note named somebody.
            written = table["corrected"].fillna("").map(lambda fields, own=field: own in fields.split(";"))
            texts = texts.where(~written)
        restored[column] = texts.where(texts.notna(), restored[column]).astype(table[column].dtype)
    return restored
