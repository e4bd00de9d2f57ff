import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from hyte.errors import InputError
from hyte.sources.probe import Probe, cell_name

Write = Callable[[str, bytes], Probe]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(name: str, content: bytes) -> Probe:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return Probe(path, name)

    return made


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ole(stream_name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream_name.encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (b"\xef\xbb\xbf\n <HTML><body>503</body></HTML>", "html"),
        (b'<?xml version="1.0"?><html/>', "html"),
        (b'CHARSET="ANSI";', "px"),
        (b'AXIS-VERSION="2010";', "px"),
        (b'\xef\xbb\xbf{"dataset": 1}', "json"),
        (b" [1]", "json"),
        (b"%PDF-1.7", "pdf"),
        (b"a;b\r\n", "text"),
        ("Vuosi;2021;2022".encode("utf-16"), "text"),
        (b"\x00\x01\x02\x03", "unknown"),
        (ole("EncryptedPackage"), "encrypted"),
        (ole("Workbook"), "xls"),
        (ole("WordDocument"), "unknown"),
        (workbook(a=[[1]]), "xlsx"),
        (workbook(a=[[1]])[:2000], "xlsx"),
    ],
)
def test_kind_is_told_by_content(write: Write, content: bytes, kind: str) -> None:
    assert write("export.xlsx", content).kind == kind


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("Väkiluku €".encode(), "utf-8-sig", "Väkiluku €"),
        ("Väkiluku".encode("utf-8-sig"), "utf-8-sig", "Väkiluku"),
        ("Väkiluku".encode("utf-16"), "utf-16", "Väkiluku"),
        ("Väkiluku, 1000 €".encode("iso-8859-15"), "iso-8859-15", "Väkiluku, 1000 €"),
        ("Väkiluku – €".encode("cp1252"), "cp1252", "Väkiluku – €"),
    ],
)
def test_encoding_is_told_by_bytes(write: Write, content: bytes, encoding: str, text: str) -> None:
    probe = write("a.csv", content)
    assert (probe.encoding, probe.text) == (encoding, text)


def test_lines_end_only_where_an_editor_ends_them(write: Write) -> None:
    assert write("a.csv", "a\r\nb\u2028c\rd\n\ne".encode()).lines == ("a", "b\u2028c", "d", "", "e")


def test_text_cut_in_a_letter_is_told(write: Write) -> None:
    with pytest.raises(InputError, match="middle of a letter"):
        _ = write("a.csv", "Väkilukuä".encode()[:-1]).text


def test_json_with_its_fault_and_line(write: Write) -> None:
    with pytest.raises(InputError, match=r"a\.json, line 2: .*not readable JSON"):
        write("a.json", b'{"a": 1,\n').json()
    with pytest.raises(InputError, match="NaN"):
        write("b.json", b'{"a": NaN}').json()
    assert write("c.json", b'thl.pivot.loadDimensions([{"id": 1}]);').json() == [{"id": 1}]


def test_sheets_keep_their_cells_where_excel_shows_them(write: Write) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Luvut"
    sheet["C4"] = 2.5
    sheet["B2"] = date(2022, 12, 31)
    sheet["B6"] = "yhdistetty"
    sheet.merge_cells("B6:C7")
    book.create_sheet("tyhjä")
    hidden = book.create_sheet("piilossa")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    first, empty, last = write("a.xlsx", stream.getvalue()).sheets
    assert first.rows[3][2] == 2.5
    assert first.rows[1][1] == date(2022, 12, 31)
    assert first.merged == ((5, 1, 6, 2),)
    assert (first.name, first.hidden, empty.rows, last.hidden) == ("Luvut", False, [], True)
    assert last.rows == [["x"]]


@given(st.integers(min_value=0, max_value=1_048_575), st.integers(min_value=0, max_value=16_383))
def test_cell_names_are_excels(row: int, column: int) -> None:
    assert cell_name(row, column) == f"{get_column_letter(column + 1)}{row + 1}"


@pytest.mark.parametrize("size", [4, 100, 1000, 3000])
def test_a_workbook_cut_short_is_told(write: Write, size: int) -> None:
    with pytest.raises(InputError, match=r"kunta/a\.xlsx: .*(cut short|damaged)"):
        _ = write("kunta/a.xlsx", workbook(a=[[1, 2], [3, 4]])[:size]).sheets


def test_a_damaged_part_is_told(write: Write) -> None:
    content = bytearray(workbook(a=[[number, "x"] for number in range(200)]))
    start = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[start : start + 40] = bytes(40)
    with pytest.raises(InputError, match="cut short or damaged"):
        _ = write("a.xlsx", bytes(content)).sheets


WHOLE = workbook(a=[["Kunta", 2021, 2022], ["Heinola", 1, 2]])


@given(
    st.integers(0, 4000), st.integers(0, 300), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)))
)
def test_workbooks_with_wrong_bytes_are_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, wrong: list[tuple[int, int]]
) -> None:
    content = bytearray(WHOLE)
    for position, byte in wrong:
        content[position] = byte
    del content[start : start + length]
    path = tmp_path_factory.mktemp("rikki") / "a.xlsx"
    path.write_bytes(content)
    probe = Probe(path, "a.xlsx")
    try:
        assert isinstance(probe.sheets, tuple)
    except InputError as error:
        assert error.remedy


def test_a_password_is_told(write: Write) -> None:
    probe = write("a.xlsx", ole("EncryptedPackage"))
    with pytest.raises(InputError, match="password"):
        _ = probe.sheets
    with pytest.raises(InputError, match="password"):
        probe.require_readable()


def packed(sheet: bytes) -> bytes:
    """A workbook whose only sheet has this XML."""
    source = zipfile.ZipFile(io.BytesIO(workbook(a=[[1]])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return stream.getvalue()


def test_a_cell_far_away_is_refused_before_memory_is_taken(write: Write) -> None:
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        b"</sheetData></worksheet>"
    )
    with pytest.raises(InputError, match="cell XFD1048576"):
        _ = write("a.xlsx", packed(xml)).sheets


def test_formatted_empty_cells_far_away_do_no_harm(write: Write) -> None:
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
        b"</sheetData></worksheet>"
    )
    assert write("a.xlsx", packed(xml)).sheets[0].rows == [[1.0]]


def test_a_packed_bomb_is_refused(write: Write) -> None:
    with pytest.raises(InputError, match="unpacks to more than"):
        _ = write("a.xlsx", packed(b"<worksheet>" + b" " * 60_000_000)).sheets


def test_an_encrypted_zip_is_a_locked_workbook(write: Write) -> None:
    content = bytearray(workbook(a=[[1]]))
    at = content.index(b"PK\x01\x02")
    content[at + 8 : at + 10] = struct.pack("<H", 1)
    with pytest.raises(InputError, match="password"):
        _ = write("a.xlsx", bytes(content)).sheets


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>502 Bad Gateway</body></html>", "web page"),
        (b"%PDF-1.4", "PDF"),
        (workbook(a=[]), "no filled cell"),
    ],
)
def test_files_that_hold_no_table(write: Write, content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        write("tilasto.xlsx", content).require_readable()
    assert caught.value.place == "tilasto.xlsx"
    assert caught.value.remedy


def test_an_ods_file_reads_like_a_workbook(write: Write) -> None:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        '<office:spreadsheet><table:table table:name="Taulukko1"><table:table-row><table:table-cell/>'
        '<table:table-cell office:value-type="float" office:value="2.5">'
        "<text:p>2,5</text:p></table:table-cell>"
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", content)
    probe = write("a.ods", stream.getvalue())
    assert probe.kind == "ods"
    assert probe.sheets[0].rows == [["", 2.5]]


def test_sidecar_beside_a_file(write: Write) -> None:
    probe = write("a.csv", b"x")
    write("a.csv.meta.toml", b'publisher = "THL"\nupdated = 2025-04-04\ninvented = true\n')
    assert probe.sidecar is not None
    assert (probe.sidecar.publisher, probe.sidecar.updated, probe.sidecar.invented) == (
        "THL",
        date(2025, 4, 4),
        True,
    )
    assert write("b.csv", b"x").sidecar is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("publsher = 'THL'", "Did you mean 'publisher'"),
        ("updated = 'eilen'", "updated = 2025-04-04"),
        ("invented = 'yes'", "true or false"),
        ("title = ''", "'title' holds ''"),
        ("title =", "cannot be read"),
    ],
)
def test_a_sidecar_is_read_strictly(write: Write, content: str, message: str) -> None:
    probe = write("a.csv", b"x")
    write("a.csv.meta.toml", content.encode())
    with pytest.raises(InputError, match=message) as caught:
        _ = probe.sidecar
    assert caught.value.place == "a.csv.meta.toml"
