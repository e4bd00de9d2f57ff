"""Personal data out of the tables of registers and surveys, with a list of what was withheld where."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from hyte.errors import InputError, Place
from hyte.sources.privacy import TOKENS, Withholder
from hyte.sources.registers.layout import person_fields
from hyte.store.file_names import hidden_name
from hyte.store.schemas import conform

_OWNERS = frozenset(
    {
        ("plan", "responsible"),
        ("projects", "responsible"),
        ("programmes", "owner"),
        ("process", "owner"),
        ("bodies", "chair"),
        ("deeds_and_brakes", "actor"),
    }
)
"""Fields of registers that tell who is responsible: one given name by itself is a person there."""
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
    headings: dict[tuple[str, str], str] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        owner = {"municipality": row["municipality"], "year": row["year"]}
        place = {key: row.get(key) for key in ("file", "sheet", "cell", "line")}
        hidden: dict[str, str] = {}
        # The heading first: what is put back later is found by what the heading is shown as.
        for column in (*(("field",) if row.get("extra") else ()), *_TEXTS[name]):
            text = row[column]
            if not isinstance(text, str) or not any(letter.isalpha() or letter.isdigit() for letter in text):
                continue
            shown, found = _shown(text, (row.get("register"), row.get("field")), names)
            if not found:
                continue
            if column == "field":
                heading = (row["register"], text)
                if heading not in headings:
                    headings[heading] = _numbered(shown, headings.values())
                row[column] = headings[heading]
            else:
                row[column], hidden[column] = shown, text
            for kind, count in sorted(found.items()):
                withheld.append(owner | place | {"page": None, "kind": kind, "count": count})
        if name == "survey_texts" and hidden:
            row["id"] = _id_of_text(row, seen)
        if hidden and (key := _id_of(name, row)):
            originals += [
                owner | {"table": name, "id": key, "field": column, "text": text}
                for column, text in hidden.items()
            ]
    return Masked(
        conform(name, pd.DataFrame(rows, columns=columns) if rows else None),
        conform("withheld", pd.DataFrame(withheld) if withheld else None),
        conform("originals", pd.DataFrame(originals).drop_duplicates() if originals else None),
    )


def _id_of(name: str, row: Mapping[Any, Any]) -> str | None:
    if name == "registers":
        return f"{row['register']}/{row['record']}/{row['field']}"
    return str(row["id"]) if name == "survey_texts" else None


def _id_of_text(row: Mapping[Any, Any], seen: Counter[tuple[str, ...]]) -> str:
    """Of what is shown: an id that was made of what is withheld would tell whether a guess is right."""
    said = (row["survey"], row["question_text"], row["text"])
    seen[said] += 1
    return hashlib.sha256("\n".join((*said, str(seen[said]), "shown")).encode()).hexdigest()[:12]


def _shown(text: str, field: tuple[Any, Any], names: Withholder) -> tuple[str, Counter[str]]:
    """A text without personal data, and how many pieces of each kind it had."""
    if field in person_fields():
        return TOKENS["name"], Counter(["name"])
    found: Counter[str] = Counter(finding.kind for finding in names.findings(text))
    shown = names.masked(text)
    if field in _OWNERS and (more := names.owner(text, any_word=False)) != shown:
        return more, found + Counter(["name"])
    return shown, found


def _numbered(shown: str, taken: Collection[str]) -> str:
    """A heading of its own: two that name persons must not become one column."""
    number, one = 1, shown
    while one in taken:
        number += 1
        one = f"{shown} ({number})"
    return one


def masked_problem(problem: InputError, names: Withholder) -> InputError:
    """A problem without personal data in what it quotes."""
    place = problem.place
    if isinstance(place, Place) and place.sheet:
        place = replace(place, sheet=hidden_name(place.sheet, names, ending=False))
    return InputError(names.masked(problem.reason), place=place, remedy=problem.remedy)
