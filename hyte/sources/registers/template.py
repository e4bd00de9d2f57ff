"""The register workbook that a municipality fills in: instructions, one sheet for each register, lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hyte.model import Language
from hyte.sources.registers.book import put
from hyte.sources.registers.instructions import write_instructions
from hyte.sources.registers.layout import Field, RegisterLayout, find_register, register_layouts
from hyte.sources.registers.list_sheet import write_lists
from hyte.sources.registers.shown import FORMATS, TEXT_FORMAT, cell_value
from hyte.sources.registers.words import word
from hyte.sources.workbook_cells import saved

Rows = Mapping[str, Sequence[Mapping[str, str]]]
"""Records by register: canonical values by field; any other key is the heading of a column of one's own."""

_LAST_ROW = 10_000
_HEAD_FONT = Font(name="Calibri", bold=True, color="FFFFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="FF1F4E79")
_HEAD_PLACE = Alignment(vertical="top", wrap_text=True)
_HEAD_LINE = Border(bottom=Side(style="thin", color="FF1F4E79"), right=Side(style="thin", color="FFFFFFFF"))
_EXAMPLE_FONT = Font(name="Calibri", italic=True, color="FF595959")
_EXAMPLE_FILL = PatternFill("solid", fgColor="FFF2F2F2")
_PLACE = Alignment(vertical="top", wrap_text=True)
_LONGEST_PROMPT, _LONGEST_PROMPT_TITLE = 255, 32
_EXTRA_WIDTH = 24
_HEAD_HEIGHT = 32


def template_bytes(
    language: Language,
    registers: Sequence[str] | None = None,
    rows: Rows | None = None,
    *,
    municipality: str = "",
    year: int | None = None,
) -> bytes:
    """Make the workbook; the same input gives the same bytes.

    Parameters
    ----------
    language : {"fi", "sv", "en"}
        Of instructions, headings, choices and examples.
    registers : sequence of str, optional
        Ids or sheet names of the registers to have; all of them when left out.
    rows : mapping, optional
        Records to write, by register id; see `Rows`. A register with records shows no example.
    municipality : str, optional
        Name on the first sheet; the reader compares it with the folder.
    year : int, optional
        Year on the first sheet, likewise.

    Raises
    ------
    UsageError
        When a register is not known, or a text does not fit into a cell.
    """
    wanted = {find_register(name).id for name in registers} if registers else set(register_layouts())
    layouts = [layout for layout in register_layouts().values() if layout.id in wanted]
    book = Workbook()
    book.remove(book.worksheets[0])
    write_instructions(
        book.create_sheet(word("instructions.sheet", language)), layouts, language, municipality, year
    )
    sheets = [book.create_sheet(layout.sheets.of(language)) for layout in layouts]
    lists = write_lists(book.create_sheet(word("lists.sheet", language)), layouts, language)
    for layout, sheet in zip(layouts, sheets, strict=True):
        _write_register(sheet, layout, language, lists, (rows or {}).get(layout.id, ()))
    properties = book.properties
    properties.creator = properties.lastModifiedBy = "hyte"
    properties.title = word("instructions.title", language)
    properties.language = language
    return saved(book)


def _write_register(
    sheet: Worksheet,
    layout: RegisterLayout,
    language: Language,
    lists: Mapping[str, str],
    rows: Sequence[Mapping[str, str]],
) -> None:
    extras = tuple(dict.fromkeys(key for row in rows for key in row if not layout.has(key)))
    headings = [f"{f.heading(language)} *" if f.required else f.heading(language) for f in layout.fields]
    for column, heading in enumerate((*headings, *extras), start=1):
        cell = sheet.cell(1, column)
        put(cell, heading)
        cell.font, cell.fill, cell.alignment, cell.border = _HEAD_FONT, _HEAD_FILL, _HEAD_PLACE, _HEAD_LINE
        field = layout.fields[column - 1] if column <= len(layout.fields) else None
        _dress_column(sheet, column, field)
        if field is not None:
            _help(sheet, column, field, language, lists)
    if rows:
        _write_rows(sheet, layout, language, rows, extras)
    else:
        _write_example(sheet, layout, language)
    last = get_column_letter(len(headings) + len(extras))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{max(len(rows) + 1, 2)}"
    sheet.row_dimensions[1].height = _HEAD_HEIGHT
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _dress_column(sheet: Worksheet, column: int, field: Field | None) -> None:
    """Width and format of a column; the format of empty cells keeps 3/4 a text and dates dates."""
    dimension = sheet.column_dimensions[get_column_letter(column)]
    dimension.width = field.width if field else _EXTRA_WIDTH
    dimension.number_format = _format(field)
    dimension.alignment = _PLACE


def _format(field: Field | None) -> str:
    return FORMATS.get(field.type, TEXT_FORMAT) if field else TEXT_FORMAT


def _help(sheet: Worksheet, column: int, field: Field, language: Language, lists: Mapping[str, str]) -> None:
    """The help of a field beside the chosen cell, and the list to choose from.

    Other words are held back only where one choice fits: a cell of several is typed.
    """
    letter = get_column_letter(column)
    source = lists.get(field.choices or ("indicators" if field.type == "indicators" else ""))
    prompt = DataValidation(
        type="list" if source else None,
        formula1=source,
        allow_blank=True,
        showErrorMessage=field.type in ("choice", "yes_no"),
        showInputMessage=True,
        promptTitle=_cut(field.heading(language), _LONGEST_PROMPT_TITLE),
        prompt=_cut(field.helps.of(language), _LONGEST_PROMPT),
        errorStyle="stop",
    )
    prompt.add(f"{letter}{1 if not source else 2}:{letter}{_LAST_ROW}")
    sheet.add_data_validation(prompt)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _write_rows(
    sheet: Worksheet,
    layout: RegisterLayout,
    language: Language,
    rows: Sequence[Mapping[str, str]],
    extras: Sequence[str],
) -> None:
    for number, row in enumerate(rows, start=2):
        for column, field in enumerate(layout.fields, start=1):
            if row.get(field.id):
                cell = sheet.cell(number, column)
                put(cell, cell_value(field, row[field.id], language))
                cell.number_format, cell.alignment = _format(field), _PLACE
        for column, heading in enumerate(extras, start=len(layout.fields) + 1):
            cell = sheet.cell(number, column)
            put(cell, row.get(heading))
            cell.number_format, cell.alignment = TEXT_FORMAT, _PLACE


def _write_example(sheet: Worksheet, layout: RegisterLayout, language: Language) -> None:
    example = layout.example(language)
    for column, field in enumerate(layout.fields, start=1):
        cell = sheet.cell(2, column)
        if field.id in example:
            value = cell_value(field, example[field.id], language)
            put(cell, f"{word('marks.example', language)}: {value}" if column == 1 else value)
        cell.number_format, cell.alignment = _format(field), _PLACE
        cell.font, cell.fill = _EXAMPLE_FONT, _EXAMPLE_FILL
