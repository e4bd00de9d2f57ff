"""The data workbook: real numbers, no formulas, the same bytes each time."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from hyte.errors import PublishingError
from hyte.presentation.blocks import Dataset, DataSheet
from hyte.publishing.document import Document
from hyte.publishing.exporters import ReportWorkbookExporter
from hyte.publishing.workbook import workbook_bytes, write_workbook
from hyte.publishing.xlsx import add_sheet


def replaced(document: Document, **changes: object) -> Document:
    blocks = tuple(
        block.model_copy(update=changes) if isinstance(block, Dataset) else block for block in document.blocks
    )
    return dataclasses.replace(document, blocks=blocks)


def read(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_sheets_stand_in_order_and_figures_are_numbers(sample_document: Document, tmp_path: Path) -> None:
    target = tmp_path / "data.xlsx"
    write_workbook(sample_document, target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Luvut", "Lähteet", "Tietoa"]
    sheet = book["Luvut"]
    header = [cell.value for cell in sheet[1]]
    assert header[:3] == ["Tunnus", "Tunnusluku", "Yksikkö"] and header[-1] == "Solu"
    value = header.index("Arvo")
    first, hidden, zero = (sheet[number] for number in (2, 3, 4))
    assert (first[value].value, first[value].number_format) == (7.9, "#,##0.0")
    assert hidden[value].value is None
    assert hidden[header.index("Miksi arvo puuttuu")].value == "salattu"
    assert zero[value].value == 0 and zero[value].data_type == "n"
    assert [first[header.index(name)].value for name in ("Tiedosto", "Taulukko", "Solu")] == [
        "tyottomat.xlsx",
        "Taulukko 1",
        "C20",
    ]
    assert (first[header.index("Vuosi")].value, first[header.index("Vuosi")].number_format) == (2020, "0")
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:P4"


def test_nothing_is_a_formula(sample_document: Document) -> None:
    content = workbook_bytes(sample_document)
    book = read(content)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    cell = book["Lähteet"]["A3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(
            b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist()
        )


@given(st.text(max_size=20).map(lambda text: "=" + text) | st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_is_kept_as_text(text: str) -> None:
    from datetime import date

    from hyte.presentation.blocks import Cover

    cover = Cover(
        language="en",
        title="T",
        report_name="R",
        municipality="M",
        municipality_code="901",
        year=2022,
        state="draft",
        state_text="Draft",
        organisation="O",
        data_date=date(2023, 6, 2),
        data_date_text="D",
        description="D",
    )
    sheet = DataSheet(name="Texts", columns=("a",), rows=((text,),))
    data = Dataset(note="n", headers={"value": "Value"}, sheet_name="Figures", rows=(), sheets=(sheet,))
    cell = read(workbook_bytes(Document(cover, (data,), 1685664000)))["Texts"]["A2"]
    kept = "".join(character for character in text if character in "\t\n\r" or character.isprintable())
    assert cell.data_type != "f"
    if kept == text and text.isascii() and "\r" not in text:
        assert cell.value == (text or None)


def test_the_same_document_gives_the_same_bytes(
    sample_document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = workbook_bytes(sample_document)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert workbook_bytes(sample_document) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2023, 6, 2, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2023-06-02T00:00:00Z") == 2


def test_the_file_says_what_it_is(sample_document: Document) -> None:
    book = read(workbook_bytes(sample_document))
    assert book.properties.title == "Hyvinvointikertomus 2022: Esimerkkilä"
    assert book.properties.language == "fi"
    about = {row[0]: row[1] for row in book["Tietoa"].iter_rows(values_only=True)}
    assert about["Tila"] == "Luonnos, ei valtuuston käsittelemä"
    assert about["Huomio"] == sample_document.cover.notice
    assert about["Kuntakoodi"] == "901"


def test_sheet_names_are_made_valid_and_unique() -> None:
    book = Workbook()
    names = [add_sheet(book, name).title for name in ("a/b:c*[d]?", "A b c  d", "'", "x" * 40, "x" * 40)]
    assert names[0] == "a b c  d"
    assert names[1] == "A b c  d (2)" or names[1] == "A b c  d"
    assert names[2] == "1"
    assert names[3:] == ["x" * 31, "x" * 27 + " (2)"]


def test_unknown_columns_and_broken_numbers_are_refused(sample_document: Document) -> None:
    with pytest.raises(PublishingError, match="'valeu'"):
        workbook_bytes(replaced(sample_document, headers={"valeu": "Arvo"}))
    rows = (sample_document.datasets[0].rows[0]._replace(value=float("nan")),)
    with pytest.raises(PublishingError, match="no number"):
        workbook_bytes(replaced(sample_document, rows=rows))
    ragged = DataSheet(name="S", columns=("a", "b"), rows=((1,),))
    with pytest.raises(PublishingError, match="2 headers"):
        workbook_bytes(replaced(sample_document, sheets=(ragged,)))


def test_a_report_without_data_has_no_workbook(sample_document: Document) -> None:
    with pytest.raises(PublishingError, match="no Dataset"):
        workbook_bytes(dataclasses.replace(sample_document, blocks=()))


def test_a_folder_that_is_not_there_is_named(sample_document: Document, tmp_path: Path) -> None:
    with pytest.raises(PublishingError, match="cannot be written"):
        write_workbook(sample_document, tmp_path / "none" / "data.xlsx")


def test_the_exporter_writes_the_same_workbook(sample_notebook: object, sample_document: Document) -> None:
    body, resources = ReportWorkbookExporter().from_notebook_node(sample_notebook)
    assert body == workbook_bytes(sample_document)
    assert resources["output_extension"] == ".xlsx"
