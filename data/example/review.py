"""A review workbook as a coordinator leaves it: four corrections of what was read from the town's notes.

What the workbook lists hangs on how well the notes are read, so it is written only when asked for. Its
corrections stay: each finds its place by the words of the note.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hyte.sources.review import review_bytes
from hyte.sources.review.words import said, shown
from hyte.sources.workbook_cells import put_text, with_fixed_times
from hyte.store.files import take_inventory
from hyte.store.ingest import hash_raw_files
from hyte.store.local_inputs import read_owner
from hyte.store.own_areas import areas_of_inventory

_TOWN, _YEAR = "990", 2024
_MOMENT = datetime(2025, 4, 4, 8, 0, 0)  # noqa: DTZ001 (workbooks know no time zone)

RECORDS: dict[str, dict[str, str]] = {
    "Paihteiden kaytto nakyy keskustan puistossa viikonloppuisin.": {
        "text": "Päihteiden käyttö näkyy keskustan puistossa viikonloppuisin.",
        "themes": "substance_use;safety",
    },
    "Liikkuminen kylien ja keskustan välillä vaikeutuu.": {"kind": "concern", "themes": "services"},
    "Lautakunta merkitsee tilannekatsauksen tiedoksi.": {"leave_out": "x"},
}
"""What is changed of records, by the words of the note."""

LINES: dict[str, dict[str, str]] = {
    "Nuuskan ja sähkösavukkeiden käyttö on yleistynyt yläkouluissa, ja vähittäismyynnin valvonnassa "
    "todettiin kaksi rikkomusta.": {"kind": "concern", "themes": "substance_use", "groups": "young"},
}
"""What is made of lines that became no record."""


def review_xlsx(raw: Path) -> bytes:
    """The workbook for the notes below the raw folder, with the corrections made.

    Raises `LookupError` when a correction does not find its row.
    """
    inventory = take_inventory(raw)
    hashes, _ = hash_raw_files(inventory)
    inputs, _ = read_owner(raw, inventory, hashes, areas_of_inventory(inventory), (_TOWN, _YEAR))
    tables = inputs.uncorrected or inputs.tables
    plain = review_bytes(tables["notes"], tables["note_lines"], tables["withheld"], None, "fi")
    book = load_workbook(io.BytesIO(plain))
    for name, corrections in (("records", RECORDS), ("lines", LINES)):
        for quote, changes in corrections.items():
            _correct(book[said("sheets", name, "fi")], quote, changes)
    content = io.BytesIO()
    book.save(content)
    return with_fixed_times(content.getvalue(), _MOMENT)


def _correct(sheet: Worksheet, quote: str, changes: dict[str, str]) -> None:
    columns = {cell.value: cell.column for cell in sheet[1]}
    place = columns[said("headings", "quote", "fi")]
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, place).value == quote]
    if len(rows) != 1:
        raise LookupError(f"{len(rows)} rows of {sheet.title} say {quote!r}.")
    for key, value in changes.items():
        cell = sheet.cell(rows[0], columns[said("headings", key, "fi")])
        put_text(cell, value if key in ("text", "leave_out") else shown(key, value, "fi"))
