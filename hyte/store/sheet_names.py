"""What sheets, and the surveys called after them, are shown as: without the names of persons."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from hyte.sources.privacy import Withholder
from hyte.store.file_names import hidden_name


def with_masked_sheets(tables: Mapping[str, pd.DataFrame], names: Withholder) -> dict[str, pd.DataFrame]:
    """Tables without personal data in the names of sheets, nor in what is called after sheets and files."""
    sheets = _shown_sheets(tables, names)
    surveys = _shown_surveys(tables.get("surveys"), sheets, names)
    shown: dict[str, pd.DataFrame] = {}
    for name, table in tables.items():
        changed = {}
        if sheets and "sheet" in table:
            changed["sheet"] = pd.Series(
                [sheets.get(key, key[1]) for key in zip(table["file"], table["sheet"], strict=True)],
                index=table.index,
                dtype=table["sheet"].dtype,
            )
        for column in ("record", "id") if name in ("registers", "originals") else ():
            if sheets and column in table:
                changed[column] = table[column].map(lambda text: _with_sheets(text, sheets))
        if surveys and "survey" in table:
            changed["survey"] = table["survey"].map(surveys).astype(table["survey"].dtype)
        shown[name] = table.assign(**changed)
    return shown


def _with_sheets(text: str, sheets: Mapping[tuple[str, str], str]) -> str:
    for (file, sheet), shown in sheets.items():
        text = text.replace(f"{file}#{sheet}!", f"{file}#{shown}!")
    return text


def _shown_sheets(tables: Mapping[str, pd.DataFrame], names: Withholder) -> dict[tuple[str, str], str]:
    """What the sheets that name somebody are shown as, by file and name; no two of a file alike."""
    found: dict[tuple[str, str], str] = {}
    there = {
        (str(file), sheet)
        for table in tables.values()
        if "sheet" in table
        for file, sheet in table[["file", "sheet"]].drop_duplicates().itertuples(index=False)
        if isinstance(sheet, str)
    }
    taken = set(there)
    for file, sheet in sorted(there):
        shown = hidden = hidden_name(sheet, names, ending=False)
        if hidden == sheet:
            continue
        number = 1
        while (file, shown) in taken:
            number += 1
            shown = f"{hidden} ({number})"
        taken.add((file, shown))
        found[file, sheet] = shown
    return found


def _shown_surveys(
    surveys: pd.DataFrame | None, sheets: Mapping[tuple[str, str], str], names: Withholder
) -> dict[str, str]:
    """Ids of surveys without the names of persons after whom their files and sheets are called."""
    if surveys is None:
        return {}
    found: dict[str, str] = {}
    for row in surveys.itertuples(index=False):
        base = str(row.file).rpartition("/")[2]
        changed = hidden_name(base, names) != base or (row.file, row.sheet) in sheets
        found[str(row.survey)] = "" if changed else str(row.survey)
    number = 0
    for key in [key for key, shown in found.items() if not shown]:
        number += 1
        while f"survey-{number}" in found or f"survey-{number}" in found.values():
            number += 1
        found[key] = f"survey-{number}"
    return found if any(key != shown for key, shown in found.items()) else {}
