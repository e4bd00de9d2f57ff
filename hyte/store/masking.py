"""Personal data out of the tables of registers and surveys, with a list of what was withheld where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from hyte.sources.privacy import TOKENS, Withholder
from hyte.sources.registers.layout import person_fields
from hyte.store.schemas import conform

_TEXTS = {
    "registers": ("value",),
    "surveys": ("title",),
    "survey_counts": ("question_text", "option_text", "group_text"),
    "survey_texts": ("question_text", "text"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Masked:
    """A table without personal data, and rows for the tables `withheld` and `originals`."""

    table: pd.DataFrame
    withheld: pd.DataFrame
    originals: pd.DataFrame


def masked_table(name: str, table: pd.DataFrame, names: Withholder) -> Masked:
    """Mask the text columns of the table `name`; codes, dates and numbers are left as they are."""
    withheld: list[dict[str, object]] = []
    originals: list[dict[str, object]] = []
    columns = table.columns
    rows = table.to_dict("records")
    for row in rows:
        for column in (*_TEXTS[name], *(("field",) if row.get("extra") else ())):
            text = row[column]
            if not isinstance(text, str) or not any(letter.isalpha() or letter.isdigit() for letter in text):
                continue
            person = (row.get("register"), row.get("field")) in person_fields()
            found = Counter(["name"] if person else [finding.kind for finding in names.findings(text)])
            if not found:
                continue
            row[column] = TOKENS["name"] if person else names.masked(text)
            owner = {"municipality": row["municipality"], "year": row["year"]}
            place = {key: row.get(key) for key in ("file", "sheet", "cell", "line")}
            for kind, count in sorted(found.items()):
                withheld.append(owner | place | {"page": None, "kind": kind, "count": count})
            if column != "field" and (key := _id_of(name, row)):
                originals.append(owner | {"table": name, "id": key, "field": column, "text": text})
    return Masked(
        conform(name, pd.DataFrame(rows, columns=columns) if rows else None),
        conform("withheld", pd.DataFrame(withheld) if withheld else None),
        conform("originals", pd.DataFrame(originals).drop_duplicates() if originals else None),
    )


def _id_of(name: str, row: Mapping[Any, Any]) -> str | None:
    if name == "registers":
        return f"{row['register']}/{row['record']}/{row['field']}"
    return str(row["id"]) if name == "survey_texts" else None
