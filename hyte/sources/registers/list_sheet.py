"""The hidden sheet with the lists of choices, to which the cells of the registers refer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from hyte.model import Language
from hyte.sources.registers.book import put
from hyte.sources.registers.choice_lists import choice_lists
from hyte.sources.registers.indicator_names import indicator_names
from hyte.sources.registers.layout import RegisterLayout

INDICATORS = "indicators"


def write_lists(sheet: Worksheet, layouts: Sequence[RegisterLayout], language: Language) -> Mapping[str, str]:
    """Write every list that a field of the registers needs; gives the range of each by the list's id."""
    wanted: dict[str, tuple[str, ...]] = {}
    for field in (field for layout in layouts for field in layout.fields):
        if field.choices:
            wanted[field.choices] = choice_lists()[field.choices].labels(language)
        elif field.type == INDICATORS:
            wanted[INDICATORS] = indicator_names().labels(language)
    sheet.sheet_state = "hidden"
    ranges = {}
    for column, (id, labels) in enumerate(wanted.items(), start=1):
        letter = get_column_letter(column)
        for row, text in enumerate((id, *labels), start=1):
            put(sheet.cell(row, column), text)
        ranges[id] = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(labels) + 1}"
    return ranges
