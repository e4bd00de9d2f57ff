"""Writing the review workbook: every record and every unread line, with drop-downs to correct them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from hyte.model import Language
from hyte.sources.review.apply import Applied, line_key, rows_of
from hyte.sources.review.read import FOUND, HIDDEN, Correction
from hyte.sources.review.words import EDITABLE, SEVERAL, guide, labels_of, said, shown
from hyte.sources.workbook_cells import put_text, saved

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook

_HIDDEN = ("target", "id", "file", "line", "quote")
_RECORD_COLUMNS = ("file", "place", "quote", "leave_out", *EDITABLE, "rule")
_LINE_COLUMNS = ("file", "place", "quote", "reason", *EDITABLE)
_WIDTHS = {
    "file": 24,
    "place": 10,
    "quote": 50,
    "leave_out": 10,
    "kind": 18,
    "text": 50,
    "groups": 20,
    "themes": 20,
    "sector": 20,
    "body": 22,
    "owner": 20,
    "schedule": 16,
    "state": 16,
    "reason": 18,
    "rule": 16,
    "what": 24,
    "count": 10,
}
_CHOICES = "_choices"
_SHOWN_REASONS = ("unread", "rest", "heading", "header", "boilerplate")
_HEAD, _EDIT, _CHANGED = "FF1F4E79", "FFFFF8E5", "FFFFE699"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: what its cells show, and what its hidden columns keep."""

    values: Mapping[str, str]
    kept: Mapping[str, str]
    changed: frozenset[str] = frozenset()


def review_bytes(
    notes: pd.DataFrame,
    lines: pd.DataFrame,
    withheld: pd.DataFrame,
    applied: Applied | None,
    language: Language,
) -> bytes:
    """The workbook for one municipality and year, as xlsx; same input, same bytes.

    `notes` and `lines` are the tables as the reader made them, `applied` the result of applying the
    corrections that there are already: they are taken over, and those that found no place are kept on a sheet
    of their own.
    """
    from openpyxl import Workbook

    book = Workbook()
    _guide(book.active, language)
    corrections = applied.found if applied else {}
    corrected = {row["id"]: row for row in rows_of(applied.notes)} if applied else {}
    records = [
        _record(row, corrections.get(row["id"]), corrected.get(row["id"]), language) for row in rows_of(notes)
    ]
    _sheet(book, "records", _RECORD_COLUMNS, records, language)
    unread = [
        _line(row, corrections, language)
        for row in rows_of(lines)
        if isinstance(row["text"], str) and row["reason"] in _SHOWN_REASONS
    ]
    # What needs a decision first: lines that no rule fits.
    unread.sort(key=lambda row: row.kept["rank"])
    _sheet(book, "lines", _LINE_COLUMNS, unread, language)
    if applied and applied.lost:
        lost = [_lost(correction, language) for correction in applied.lost]
        _sheet(book, "lost", _RECORD_COLUMNS, lost, language)
    _withheld(book, withheld, language)
    if _CHOICES in book.sheetnames:
        book.move_sheet(_CHOICES, len(book.sheetnames))
    book.properties.creator = "hyte"
    return saved(book)


def _record(
    row: Mapping[str, Any], correction: Correction | None, now: Mapping[str, Any] | None, language: Language
) -> _Row:
    found = {key: _said(row[key]) for key in EDITABLE}
    current = {key: _said(now[key]) for key in EDITABLE} if now else found
    values = _place(row, language) | {key: shown(key, current[key], language) for key in EDITABLE}
    values["rule"] = _said(row["rule"])
    if correction is not None and correction.leave_out:
        values["leave_out"] = "x"
    changed = {key for key in EDITABLE if current[key] != found[key]}
    changed |= {"leave_out"} if "leave_out" in values else set()
    return _Row(values, _kept("record", row, row["id"], found), frozenset(changed))


def _line(row: Mapping[str, Any], corrections: Mapping[str, Correction], language: Language) -> _Row:
    number = int(row["line"]) if isinstance(row["line"], int) else None
    id = line_key(row["file"], number, row["text"])
    values = _place({**row, "quote": row["text"]}, language)
    values["reason"] = said("reasons", row["reason"], language)
    correction = corrections.get(id)
    if correction is not None and correction.target == "line":
        values |= {key: shown(key, value, language) for key, value in correction.changes.items()}
    kept = _kept("line", {**row, "quote": row["text"]}, id, {})
    changed = frozenset(correction.changes) if correction is not None else frozenset()
    rank = f"{_SHOWN_REASONS.index(row['reason']):02}"
    return _Row(values, kept | {"rank": rank}, changed)


def _lost(correction: Correction, language: Language) -> _Row:
    row = {"file": correction.file, "line": correction.line, "page": None, "quote": correction.quote}
    current = dict(correction.found) | dict(correction.changes)
    values = _place(row, language) | {key: shown(key, current.get(key, ""), language) for key in EDITABLE}
    if correction.leave_out:
        values["leave_out"] = "x"
    kept = _kept(correction.target, row, correction.id, correction.found)
    return _Row(values, kept, frozenset(correction.changes))


def _kept(target: str, row: Mapping[str, Any], id: str, found: Mapping[str, str]) -> dict[str, str]:
    line = str(int(row["line"])) if isinstance(row["line"], int) else ""
    hidden = {"target": target, "id": id, "file": row["file"], "line": line, "quote": _said(row["quote"])}
    return {f"{HIDDEN}{key}": hidden[key] for key in _HIDDEN} | {
        f"{FOUND}{key}": found.get(key, "") for key in EDITABLE
    }


def _place(row: Mapping[str, Any], language: Language) -> dict[str, str]:
    line = str(int(row["line"])) if isinstance(row["line"], int) else ""
    page = f"{int(row['page'])}: " if isinstance(row.get("page"), int) else ""
    return {
        "file": PurePosixPath(row["file"]).name,
        "place": page + line,
        "quote": _said(row["quote"]),
    }


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""


def _guide(sheet: Any, language: Language) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = said("sheets", "guide", language)
    for number, text in enumerate(guide(language), start=1):
        cell = put_text(sheet.cell(number, 1), text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name="Calibri", size=12, bold=number == 1)
        # Excel gives a wrapped row no height of its own when a program wrote it.
        sheet.row_dimensions[number].height = 16.5 * (1 + len(text) // 88)
    sheet.column_dimensions["A"].width = 100
    sheet.sheet_view.showGridLines = False


def _sheet(
    book: Workbook, name: str, columns: Sequence[str], rows: Iterable[_Row], language: Language
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(said("sheets", name, language))
    corrected = any(key in EDITABLE for key in columns)
    hidden = (*(f"{HIDDEN}{key}" for key in _HIDDEN), *(f"{FOUND}{key}" for key in EDITABLE))
    hidden = hidden if corrected else ()
    headings = [*(said("headings", key, language) for key in columns), *hidden]
    for place, heading in enumerate(headings, start=1):
        cell = put_text(sheet.cell(1, place), heading)
        cell.font = Font(name="Calibri", bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    edit, changed = PatternFill("solid", fgColor=_EDIT), PatternFill("solid", fgColor=_CHANGED)
    top = Alignment(wrap_text=True, vertical="top")
    count = 1
    for row in rows:
        count += 1
        for place, key in enumerate(columns, start=1):
            cell = sheet.cell(count, place)
            if row.values.get(key):
                put_text(cell, row.values[key])
            cell.alignment = top
            if key in EDITABLE or key == "leave_out":
                cell.fill = changed if key in row.changed else edit
        for place, key in enumerate(hidden, start=len(columns) + 1):
            if row.kept.get(key):
                put_text(sheet.cell(count, place), row.kept[key])
    for place, key in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[key]
    for place in range(len(columns) + 1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(place)].hidden = True
    _drop_downs(book, sheet, columns, max(count, 2), language)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(count, 2)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _drop_downs(book: Workbook, sheet: Any, columns: Sequence[str], last: int, language: Language) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, key in enumerate(columns, start=1):
        labels = tuple(labels_of(key, language).values()) if key in EDITABLE else ()
        if key == "leave_out":
            formula = '"x"'
        elif labels:
            formula = _list_of(book, key, labels)
        else:
            continue
        # Several choices in one cell are typed with ";" between them: the list then only helps.
        strict = key not in SEVERAL
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def _list_of(book: Workbook, key: str, labels: Sequence[str]) -> str:
    """The range of a hidden sheet that holds the choices: a list in the rule itself may have 255 letters."""
    from openpyxl.utils import get_column_letter

    sheet = book[_CHOICES] if _CHOICES in book.sheetnames else book.create_sheet(_CHOICES)
    sheet.sheet_state = "hidden"
    heads = [cell.value for cell in sheet[1]]
    if key not in heads:
        place = 1 + sum(1 for head in heads if head)
        for number, text in enumerate((key, *labels), start=1):
            put_text(sheet.cell(number, place), text)
    else:
        place = heads.index(key) + 1
    letter = get_column_letter(place)
    return f"'{_CHOICES}'!${letter}$2:${letter}${len(labels) + 1}"


def _withheld(book: Workbook, withheld: pd.DataFrame, language: Language) -> None:
    rows = []
    for row in rows_of(withheld):
        where = _said(row["cell"]) or (str(int(row["line"])) if isinstance(row["line"], int) else "")
        rows.append(
            _Row(
                {
                    "file": PurePosixPath(row["file"]).name,
                    "place": where,
                    "what": said("withheld", row["kind"], language),
                    "count": str(row["count"]),
                },
                {},
            )
        )
    _sheet(book, "withheld", ("file", "place", "what", "count"), rows, language)
