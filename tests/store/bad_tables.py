"""Register workbooks, survey files and review workbooks as they go wrong, made at test time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from hyte.model import Language
from hyte.sources.registers.layout import register_layouts
from hyte.sources.registers.template import template_bytes

from .bad_notes import SAID, lying, with_part

CONCERN = {"text": SAID, "kind": "concern", "origin": "Vanhusneuvosto"}
LAYOUT = register_layouts()["concerns_and_joys"]
SHEET = LAYOUT.sheets.fi
BARE = {"text": SAID, "kind": "concern", "origin": ""}
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://192.0.2.1","x")',
    '#eval("1+1") #include "/etc/passwd" $x$ @viite',
    "<img src=x onerror=alert(1)> & <b>lihava</b>",
    "[bold]punainen[/bold] {{ 7*7 }} %s \\u0041",
)
"""Texts that some program or other would take for its own language."""
MANY = 10_000


def register(*rows: Mapping[str, str], language: Language = "fi", **front: object) -> bytes:
    """A register workbook with concerns and joys."""
    given = {"concerns_and_joys": list(rows or (CONCERN,))}
    return template_bytes(language, list(given), given, **front)  # type: ignore[arg-type]


def described(*files: str) -> bytes:
    """A register workbook that says how the respondents of surveys were chosen."""
    rows = [{"file": file, "title": "Kysely", "design": "open"} for file in files]
    return template_bytes("fi", ["surveys"], {"surveys": rows})


def saved(book: Workbook) -> bytes:
    """A workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[Worksheet], None], sheet: str = SHEET) -> bytes:
    """The workbook after a change of one sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book[sheet])
    return saved(book)


def column(field: str) -> int:
    """The column of a field of concerns and joys, from 1."""
    return [each.id for each in LAYOUT.fields].index(field) + 1


def with_headings(*languages: Language) -> bytes:
    """The headings of each column in turn in one of the languages."""

    def write(sheet: Worksheet) -> None:
        for position, field in enumerate(LAYOUT.fields):
            sheet.cell(1, position + 1).value = field.heading(languages[position % len(languages)])

    return changed(register(), write)


def with_cell(data: bytes, cell: str, xml: str) -> bytes:
    """The workbook whose cell in the sheet of concerns is this XML: openpyxl keeps no calculated values."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    book[SHEET][cell] = "PLACEHOLDER"
    part = f"xl/worksheets/sheet{book.sheetnames.index(SHEET) + 1}.xml"
    data = saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(part)
    start = content.index(f'<c r="{cell}"'.encode())
    end = content.index(b"</c>", start) + 4
    return with_part(data, part, content[:start] + xml.encode() + content[end:])


def with_macros(data: bytes) -> bytes:
    """The workbook with a project of macros, as Excel saves .xlsm."""
    kind = b'ContentType="application/vnd.ms-office.vbaProject"'
    types = b'<Override PartName="/xl/vbaProject.bin" ' + kind + b"/></Types>"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.read("[Content_Types].xml")
    listed = listed.replace(b"</Types>", types).replace(
        b"officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    )
    data = with_part(data, "[Content_Types].xml", listed)
    return with_part(data, "xl/vbaProject.bin", b'Sub Auto_Open()\nShell "calc"\nEnd Sub')


def xlsx_bomb(data: bytes) -> bytes:
    """Some kilobytes that unpack to sixty million."""
    return with_part(data, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 60_000_000)


def xlsx_liar(data: bytes) -> bytes:
    """A bomb that says of itself that it is small."""
    return lying(xlsx_bomb(data), "xl/worksheets/sheet1.xml")


def with_link(data: bytes, server: str) -> bytes:
    """The workbook with a link to another workbook on a server, as formulas make it."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = (
        f'<Relationships xmlns="{base.replace("officeDocument", "package")}"><Relationship Id="rId1" '
        f'Type="{base}/externalLinkPath" Target="{server}/book.xlsx" TargetMode="External"/></Relationships>'
    )
    entity = (
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "{server}/entity">]><externalLink '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&a;</externalLink>'
    )
    data = with_part(data, "xl/externalLinks/_rels/externalLink1.xml.rels", link.encode())
    return with_part(data, "xl/externalLinks/externalLink1.xml", entity.encode())


def with_entities(data: bytes, server: str) -> bytes:
    """The workbook whose sheet declares entities on a server."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = next(each for each in archive.namelist() if SAID.encode() in archive.read(each))
        content = archive.read(part)
    at = content.index(b"<", content.index(b"?>") if content.startswith(b"<?xml") else 0)
    declared = f'<!DOCTYPE x SYSTEM "{server}/dtd" [<!ENTITY a SYSTEM "{server}/entity">]>'.encode()
    rest = content[at:].replace(SAID.encode(), SAID.encode() + b"&a;")
    return with_part(data, part, content[:at] + declared + rest)


def merged(sheet: Worksheet) -> None:
    """The group of origin of three rows in one cell."""
    letter = sheet.cell(2, column("origin")).column_letter
    sheet.merge_cells(f"{letter}2:{letter}4")


def hidden(sheet: Worksheet) -> None:
    """A row that a filter has hidden."""
    sheet.row_dimensions[3].hidden = True


def renamed(sheet: Worksheet) -> None:
    """A heading that nobody knows, but like one."""
    sheet.cell(1, column("origin")).value = "Mistä ryhmältä"


def with_sheet(name: str, *rows: Sequence[object]) -> bytes:
    """The workbook with a sheet of one's own."""
    book = openpyxl.load_workbook(io.BytesIO(register()))
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def many_rows() -> bytes:
    """Ten thousand concerns, each with words of its own."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.append([field.heading("fi") for field in LAYOUT.fields[:3]])
    for number in range(MANY):
        sheet.append([f"{SAID} kylään {number}", "huoli", "Vanhusneuvosto"])
    return saved(book)


def hostile() -> bytes:
    """Concerns in the languages of browsers, Excel, Typst and templates."""
    return register(*({**CONCERN, "text": text, "origin": text} for text in HOSTILE))


ANSWERS: tuple[tuple[str, ...], ...] = (
    ("Vastaajanumero", "Ikäryhmä", "Mitä mieltä olet kunnasta?"),
    *(
        (str(number), "Alle 18" if number % 3 else "18–64", "Hyvä" if number % 2 else "Huono")
        for number in range(1, 25)
    ),
)


def csv_of(rows: Sequence[Sequence[str]] = ANSWERS, encoding: str = "utf-8") -> bytes:
    """Answers of respondents as a form tool exports them."""
    return "".join(";".join(row) + "\r\n" for row in rows).encode(encoding)


def xlsx_of(rows: Sequence[Sequence[str]] = ANSWERS) -> bytes:
    """The same as a workbook."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return saved(book)


def too_few() -> bytes:
    """One row is cut short."""
    rows = [list(row) for row in ANSWERS]
    rows[3] = rows[3][:2]
    return csv_of(rows)


def too_many() -> bytes:
    """One row holds a separator too many."""
    rows = [list(row) for row in ANSWERS]
    rows[5].append("ylimääräinen")
    return csv_of(rows)


def from_dos() -> bytes:
    """Letters as DOS had them."""
    return csv_of([[cell.replace("–", "-") for cell in row] for row in ANSWERS], "cp850")


def letters_lost() -> bytes:
    """Every ä has become the mark of an unreadable letter."""
    return csv_of().decode().replace("ä", "\ufffd").encode()


def wrongly_saved() -> bytes:
    """UTF-8 that was read as Windows letters and saved again."""
    return csv_of().decode("cp1252").encode()


def without_hidden_columns(review: bytes) -> bytes:
    """A review workbook from which someone has deleted the columns that seemed empty."""
    book = openpyxl.load_workbook(io.BytesIO(review))
    for sheet in book.worksheets:
        for position in range(sheet.max_column, 0, -1):
            if str(sheet.cell(1, position).value or "").startswith("#"):
                sheet.delete_cols(position)
    return saved(book)
