"""Word documents, written here with python-docx and altered by hand where it cannot."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .conftest import Read, Write, kinds


@pytest.fixture
def folder(write: Write) -> Path:
    return write("x").parent


def saved(document: docx.document.Document, folder: Path, name: str = "muistio.docx") -> Path:
    path = folder / name
    document.save(str(path))
    return path


def altered(path: Path, part: str, data: bytes) -> Path:
    """The same zip with one part replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = data
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_headings_lists_and_tables(folder: Path, read: Read) -> None:
    document = docx.Document()
    document.add_heading("Ohjausryhmän kokous 5.6.2024", 1)
    document.add_paragraph("Läsnä: Zork Blahblah ja Maija Mallikas")
    document.add_paragraph("")
    document.add_heading("Huolenaiheet", 2)
    document.add_paragraph("Nuorten unet", style="List Bullet")
    document.add_paragraph("Melu", style="List Number")
    table = document.add_table(rows=4, cols=3)
    for row, texts in enumerate(
        [
            ("Toimenpide", "Vastuuhenkilö", "Aikataulu"),
            ("Unipassi", "Blahblah", "syksy 2024"),
            ("Meluaita", "tekninen johtaja", "2025"),
            ("", "kirjasto", "2026"),
        ]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(2, 0).merge(table.cell(3, 0))
    document.add_paragraph("Päätökset").runs[0].bold = True
    document.add_paragraph("Kysely uusitaan.")
    reading = read(saved(document, folder))
    assert kinds(reading) == [
        (5, "concern", "Nuorten unet"),
        (6, "concern", "Melu"),
        (8, "measure", "Unipassi"),
        (9, "measure", "Meluaita"),
        (10, "measure", "Meluaita"),
        (12, "decision", "Kysely uusitaan."),
    ]
    assert list(reading.notes["owner"].fillna("")[2:5]) == ["[nimi]", "tekninen johtaja", "kirjasto"]
    assert list(reading.notes["schedule"].fillna("")[2:5]) == ["syksy 2024", "2025", "2026"]
    assert "Blahblah" not in reading.notes.to_csv() + reading.lines.to_csv()
    assert set(reading.notes["date"]) == {"2024-06-05"}
    assert reading.lines_in == 11


def test_a_form_with_lists_in_cells(folder: Path, read: Read) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Huolenaiheet", "Ilonaiheet"
    table.cell(1, 0).text, table.cell(1, 1).text = "- Melu\n- Uni", "Kirjasto"
    reading = read(saved(document, folder))
    assert kinds(reading) == [(2, "concern", "Melu"), (2, "concern", "Uni"), (2, "joy", "Kirjasto")]


def test_tracked_changes_are_taken_as_accepted(folder: Path, read: Read) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Huoli: melu")
    space = nsdecls("w")
    paragraph._p.append(
        parse_xml(f'<w:ins {space} w:id="1" w:author="x"><w:r><w:t> kasvaa</w:t></w:r></w:ins>')
    )
    paragraph._p.append(
        parse_xml(f'<w:del {space} w:id="2" w:author="x"><w:r><w:delText> vähenee</w:delText></w:r></w:del>')
    )
    paragraph._p.append(parse_xml(f"<w:r {space}><w:t>­</w:t><w:softHyphen/><w:t>kin</w:t></w:r>"))
    assert kinds(read(saved(document, folder))) == [(1, "concern", "melu kasvaakin")]


def test_page_headers_are_lines_of_their_own(folder: Path, read: Read) -> None:
    document = docx.Document()
    document.add_paragraph("Huoli: melu")
    document.sections[0].header.paragraphs[0].text = "Esimerkin kunta"
    reading = read(saved(document, folder))
    assert kinds(reading) == [(1, "concern", "melu")]
    assert reading.lines_in == 2
    assert list(reading.lines["part"]) == ["page header"]


def remedy(read: Read, path: Path) -> str:
    reading = read(path)
    assert reading.notes.empty
    assert len(reading.problems) == 1
    problem = reading.problems[0]
    assert problem.remedy
    assert path.name in str(problem.place)
    return str(problem)


def test_damaged_documents(folder: Path, read: Read) -> None:
    path = saved(docx.Document(), folder)
    path.write_bytes(path.read_bytes()[:3000])
    assert "damaged" in remedy(read, path)
    path.write_bytes(b"PK\x03\x04 nothing")
    assert "damaged" in remedy(read, path)
    path.write_text("Huoli: melu", encoding="utf-8")
    assert "no Word document" in remedy(read, path)
    path = altered(saved(docx.Document(), folder), "word/document.xml", b"<w:document")
    assert "damaged" in remedy(read, path)


def test_locked_and_macro_documents(folder: Path, read: Read) -> None:
    path = folder / "lukittu.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    assert "password" in remedy(read, path)
    macro = altered(saved(docx.Document(), folder, "m.docx"), "word/vbaProject.bin", b"x")
    assert "macros" in remedy(read, macro)
    assert "macros" in remedy(read, saved(docx.Document(), folder, "m.docm"))


def test_bombs_and_outside_entities(folder: Path, read: Read) -> None:
    path = saved(docx.Document(), folder)
    assert "unreasonably big" in remedy(read, altered(path, "word/media/a.bin", bytes(40_000_000)))
    path = saved(docx.Document(), folder)
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert "outside entities" in remedy(read, altered(path, "word/document.xml", entity))


@pytest.mark.parametrize("text", ["", "  \n\n\t\n"])
def test_empty_notes(write: Write, read: Read, text: str) -> None:
    assert "The note is empty" in remedy(read, write(text, "tyhja.txt"))


def test_an_empty_document(folder: Path, read: Read) -> None:
    assert "The note is empty" in remedy(read, saved(docx.Document(), folder))


def test_a_missing_file_does_not_stop_the_others(folder: Path, write: Write, read: Read) -> None:
    reading = read(folder / "ei-ole.txt", write("Huoli: melu\n", "on.txt"))
    assert kinds(reading) == [(1, "concern", "melu")]
    assert any("cannot be opened" in str(problem) for problem in reading.problems)
