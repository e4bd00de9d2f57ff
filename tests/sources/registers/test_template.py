"""The workbook that is written: the same bytes each time, with help, lists and examples, and no formulas."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from hyte.errors import UsageError
from hyte.model import LANGUAGES, Language
from hyte.sources.registers.layout import register_layouts
from hyte.sources.registers.template import template_bytes

BOOKS = {
    language: openpyxl.load_workbook(io.BytesIO(template_bytes(language, municipality="Heinola", year=2024)))
    for language in LANGUAGES
}


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from hyte.sources.registers.template import template_bytes;"
        "print(hashlib.sha256(template_bytes('sv', municipality='Heinola', year=2024)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "SYSTEMROOT": ""},
        ).stdout
        for seed, zone in (("1", "Europe/Helsinki"), ("2", "Asia/Tokyo"))
    }
    assert len(found) == 1


def test_no_part_of_the_archive_bears_a_time() -> None:
    with zipfile.ZipFile(io.BytesIO(template_bytes("fi"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert re.search("<dc:language[^>]*>fi</dc:language>", core)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_sheet_for_each_register_between_instructions_and_lists(language: Language) -> None:
    first, *sheets, last = BOOKS[language].worksheets
    assert [sheet.title for sheet in sheets] == [
        layout.sheets.of(language) for layout in register_layouts().values()
    ]
    assert (first["B2"].value, first["B3"].value) == ("Heinola", 2024)
    assert last.sheet_state == "hidden"
    texts = [str(row[0].value) for row in first.iter_rows()]
    for heading in {
        "fi": ("Näin täytät", "Henkilötiedot"),
        "sv": ("Så här fyller du i", "Personuppgifter"),
    }.get(language, ("How to fill it in", "Personal data")):
        assert heading in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_its_heading_its_help_and_its_width(language: Language) -> None:
    for layout in register_layouts().values():
        sheet = BOOKS[language][layout.sheets.of(language)]
        headings = [str(cell.value) for cell in sheet[1]]
        assert headings == [
            f"{field.heading(language)} *" if field.required else field.heading(language)
            for field in layout.fields
        ]
        prompts = {
            str(rule.sqref).split(":")[0].rstrip("0123456789"): rule
            for rule in sheet.data_validations.dataValidation
        }
        for cell, field in zip(sheet[1], layout.fields, strict=True):
            rule = prompts[cell.column_letter]
            assert rule.prompt == field.helps.of(language)
            assert rule.showInputMessage
            assert (rule.type == "list") == bool(field.choices or field.type == "indicators")
            assert rule.showErrorMessage == (field.type in ("choice", "yes_no"))
            assert sheet.column_dimensions[cell.column_letter].width == field.width
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert not sheet.merged_cells.ranges


def test_every_list_refers_to_cells_that_hold_its_labels() -> None:
    book = BOOKS["sv"]
    sheet = book["Plan"]
    lists = {
        rule.promptTitle: rule.formula1 for rule in sheet.data_validations.dataValidation if rule.formula1
    }
    name, cells = lists["Läge"].split("!")
    values = [row[0].value for row in book[name.strip("'")][cells.replace("$", "")]]
    assert values == ["Genomförd", "Pågår", "Inte påbörjad", "Avstådd"]
    name, cells = lists["Indikatorer"].split("!")
    assert len(book[name.strip("'")][cells.replace("$", "")]) > 300


@pytest.mark.parametrize(
    ("language", "mark"), [("fi", "Esimerkki: "), ("sv", "Exempel: "), ("en", "Example: ")]
)
def test_every_register_has_one_example_that_is_marked_as_one(language: Language, mark: str) -> None:
    for layout in register_layouts().values():
        sheet = BOOKS[language][layout.sheets.of(language)]
        assert str(sheet["A2"].value).startswith(mark)
        assert sheet["A2"].font.italic
        assert sheet.max_row == 2


def test_empty_cells_are_ready_for_dates_and_keep_texts_as_they_are() -> None:
    sheet = BOOKS["fi"]["Huolet ja ilot"]
    assert sheet.column_dimensions["D"].number_format == "dd.mm.yyyy"
    assert sheet.column_dimensions["A"].number_format == "@"


def test_no_cell_is_a_formula() -> None:
    for book in BOOKS.values():
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                assert all(cell.data_type != "f" for cell in row)


def test_only_the_registers_that_are_asked_for_are_there() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes("fi", ["plan", "Ohjelmat"])))
    assert book.sheetnames == ["Ohje", "Suunnitelma", "Ohjelmat", "Luettelot"]
    with pytest.raises(UsageError, match="There is no register 'suunitelmat'"):
        template_bytes("fi", ["suunitelmat"])


def test_a_text_that_does_not_fit_into_a_cell_is_refused() -> None:
    with pytest.raises(UsageError, match="does not fit into a cell"):
        template_bytes("fi", rows={"plan": [{"goal": "a" * 40_000}]})
