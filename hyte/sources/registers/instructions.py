"""The first sheet of the register workbook: whose it is, how to fill it in, what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hyte.model import Language
from hyte.sources.registers.book import put
from hyte.sources.registers.layout import RegisterLayout
from hyte.sources.registers.words import sentences, word

_TITLE = Font(name="Calibri", bold=True, size=16)
_HEADING = Font(name="Calibri", bold=True, size=13)
_HEAD = Font(name="Calibri", bold=True)
_LINK = Font(name="Calibri", underline="single", color="FF0563C1")
_PLACE = Alignment(vertical="top", wrap_text=True)
_WIDTHS = {"A": 30, "B": 34, "C": 13, "D": 28, "E": 80}


def write_instructions(
    sheet: Worksheet,
    layouts: Sequence[RegisterLayout],
    language: Language,
    municipality: str,
    year: int | None,
) -> None:
    """Fill the sheet. No cells are merged: a long sentence runs on over the empty cells beside it."""
    row = _line(sheet, 1, [word("instructions.title", language)], _TITLE)
    sheet.cell(row, 2).number_format = "@"
    row = _line(sheet, row, [word("instructions.municipality", language), municipality])
    row = _line(sheet, row, [word("instructions.year", language), year])
    for part in ("how", "use", "persons"):
        row = _line(sheet, row + 1, [word(f"instructions.{part}", language)], _HEADING)
        for sentence in sentences(part):
            row = _line(sheet, row, [sentence.of(language)])
    row = _line(sheet, row + 1, [word("instructions.sheets", language)], _HEADING)
    row = _line(sheet, row, [word("heads.sheet", language), word("heads.purpose", language)], _HEAD)
    for layout in layouts:
        name = layout.sheets.of(language)
        link = sheet.cell(row, 1)
        row = _line(sheet, row, [name, layout.purposes.of(language)])
        link.hyperlink = f"#{quote_sheetname(name)}!A1"
        link.font = _LINK
    row = _line(sheet, row + 1, [word("instructions.columns", language)], _HEADING)
    heads = ("sheet", "column", "required", "type", "help")
    row = _line(sheet, row, [word(f"heads.{head}", language) for head in heads], _HEAD)
    for layout in layouts:
        for field in layout.fields:
            required = word("marks.yes" if field.required else "marks.no", language)
            told = [layout.sheets.of(language), field.heading(language), required]
            told += [word(f"types.{field.type}", language), field.helps.of(language)]
            row = _line(sheet, row, told, wrap=True)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _line(
    sheet: Worksheet,
    row: int,
    values: Sequence[str | int | None],
    font: Font | None = None,
    *,
    wrap: bool = False,
) -> int:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        put(cell, value)
        if font is not None:
            cell.font = font
        if wrap:
            cell.alignment = _PLACE
    return row + 1
