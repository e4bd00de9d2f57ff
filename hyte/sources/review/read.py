"""Reading a review workbook back: what the coordinator changed in it.

Every row carries, in hidden columns, what had been read from the note when the workbook was written. So a
change is seen without the note, rows may be sorted and filtered, and nothing hangs on row numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from openpyxl.utils import get_column_letter

from hyte.errors import HyteError, InputError, Place
from hyte.sources.file_names import shown_below
from hyte.sources.probe import Probe
from hyte.sources.review.words import EDITABLE, keys_of, parsed
from hyte.sources.workbooks import locked, read_sheets

HIDDEN = "#"
"""First character of the headings of hidden columns."""
FOUND = "#found "
"""Beginning of the headings of the columns with the values that had been read."""
_MARKS = ("x", "kyllä", "ja", "yes", "1", "true", "×", "✓")

Target = Literal["record", "line"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One row that was changed.

    `kind`, `quote`, `line` and `found` are what had been read; `changes` are canonical values by field, ""
    for one that was emptied.
    """

    sheet: str
    cell: str
    target: Target
    id: str
    file: str
    line: int | None
    kind: str
    quote: str
    found: Mapping[str, str]
    changes: Mapping[str, str]
    leave_out: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """A review workbook: its name, its corrections, and cells that could not be used."""

    file: str
    corrections: tuple[Correction, ...]
    problems: tuple[HyteError, ...]


def read_review(path: Path, raw_root: Path) -> Review:
    """Read the changes in a review workbook.

    Raises
    ------
    InputError
        It cannot be opened, or is no review workbook.
    """
    name = shown_below(path, raw_root)
    probe = Probe(path, name)
    if probe.kind == "encrypted":
        raise locked(name)
    if probe.kind != "xlsx":
        raise _no_review(name)
    corrections: list[Correction] = []
    problems: list[HyteError] = []
    recognised = 0
    for sheet in read_sheets(probe.data, name, probe.kind):
        title, rows = sheet.name, sheet.rows
        heads = [str(cell or "").strip() for cell in rows[0]] if rows else []
        if f"{HIDDEN}target" not in heads:
            continue
        recognised += 1
        columns = _columns(heads)
        for number, row in enumerate(rows[1:], start=2):
            texts = {key: _text(row, column) for key, column in columns.items()}
            if any(texts.values()):
                found = _correction(name, title, number, columns, texts, problems)
                corrections.extend([found] if found else [])
    if not recognised:
        raise _no_review(name)
    return Review(name, _unlike(corrections), tuple(problems))


def _no_review(name: str) -> InputError:
    return InputError(
        "The workbook is no review workbook, or its hidden columns were removed.",
        place=name,
        remedy="Take it out of the folder, write it anew with `pipeline.py review`, and correct that one.",
    )


def _columns(heads: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for position, head in enumerate(heads):
        key = head if head.startswith(HIDDEN) else keys_of("headings").find(head)
        if key:
            columns.setdefault(key, position)
    return columns


def _text(row: Sequence[object], column: int) -> str:
    value = row[column] if column < len(row) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _correction(
    file: str,
    sheet: str,
    number: int,
    columns: Mapping[str, int],
    texts: Mapping[str, str],
    problems: list[HyteError],
) -> Correction | None:
    def refuse(key: str, reason: str, remedy: str) -> None:
        cell = f"{get_column_letter(columns.get(key, 0) + 1)}{number}"
        problems.append(InputError(reason, place=Place(file, sheet=sheet, cell=cell), remedy=remedy))

    target = texts.get(f"{HIDDEN}target", "")
    if target not in ("record", "line"):
        refuse(
            "file",
            "The row was added by hand, and tells of no place in a note.",
            "Write it into a register workbook (`pipeline.py template`), or into the note.",
        )
        return None
    found = {key: texts.get(f"{FOUND}{key}", "") for key in EDITABLE}
    changes: dict[str, str] = {}
    for key in EDITABLE:
        if key not in columns:
            continue
        try:
            value = parsed(key, texts[key])
        except ValueError as error:
            refuse(key, str(error), "Choose one from the drop-down list; the rest of the row is used.")
            continue
        if value != found[key]:
            changes[key] = value
    if target == "record" and any(key in changes and not changes[key] for key in ("kind", "text")):
        for key in ("kind", "text"):
            if changes.get(key) == "":
                refuse(key, "The cell was emptied.", "To leave the record out, put an x into Leave out.")
                del changes[key]
    leave_out = _marked(texts.get("leave_out", ""))
    if target == "line" and "kind" not in changes:
        if changes:
            refuse("kind", "The line has no kind yet.", "Choose a kind, so that it becomes a record.")
        return None
    if not changes and not leave_out:
        return None
    line = texts.get(f"{HIDDEN}line", "")
    return Correction(
        sheet=sheet,
        cell=f"A{number}",
        target="record" if target == "record" else "line",
        id=texts.get(f"{HIDDEN}id", ""),
        file=texts.get(f"{HIDDEN}file", ""),
        line=int(line) if line.isdigit() else None,
        kind=found["kind"],
        quote=texts.get(f"{HIDDEN}quote", ""),
        found=found,
        changes=changes,
        leave_out=leave_out,
    )


def _marked(text: str) -> bool:
    return text.casefold() in _MARKS


def _unlike(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Without rows that were copied: of two for one place the first counts."""

    def kept() -> Iterator[Correction]:
        seen: set[tuple[str, str, str, str]] = set()
        for item in corrections:
            key = (item.target, item.id, item.file, item.quote)
            if key not in seen:
                seen.add(key)
                yield item

    return tuple(kept())
