"""Every format: nothing is lost or doubled, and what is not read is refused with a remedy."""

import tempfile
import zipfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.errors import InputError
from hyte.sources.notes.documents import FORMATS

from .written import (
    Grid,
    Heading,
    Item,
    Part,
    Text,
    W,
    as_docx,
    as_html,
    as_markdown,
    as_odt,
    document,
    docx_of,
    odt_of,
    packed,
    rising,
    words,
)


def _letters(number: int) -> str:
    return "q" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "z"


@st.composite
def documents(draw: st.DrawFn) -> list[Part]:
    """Parts in which no word comes twice."""
    numbers = count()

    def text() -> str:
        return " ".join(_letters(next(numbers)) for _ in range(draw(st.integers(1, 4))))

    def item(depth: int) -> Item:
        below = draw(st.integers(0, 2)) if depth < 3 else 0
        return Item(text(), tuple(item(depth + 1) for _ in range(below)))

    def part(depth: int) -> Part:
        kind = draw(st.sampled_from(["heading", "text", "item", "grid"] if depth < 2 else ["text", "item"]))
        if kind == "heading":
            return Heading(draw(st.integers(1, 6)), text())
        if kind == "text":
            return Text(tuple(text() for _ in range(draw(st.integers(1, 3)))))
        if kind == "item":
            return item(0)
        columns = draw(st.integers(1, 3))
        return Grid(
            tuple(
                tuple(tuple(part(depth + 1) for _ in range(draw(st.integers(0, 2)))) for _ in range(columns))
                for _ in range(draw(st.integers(1, 3)))
            )
        )

    return [part(0) for _ in range(draw(st.integers(1, 5)))]


@pytest.mark.parametrize("ending", ["docx", "odt", "html", "md"])
@settings(max_examples=60, deadline=None)
@given(parts=documents())
def test_every_word_is_in_exactly_one_line(ending: str, parts: list[Part]) -> None:
    if not words(parts):
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if ending == "docx":
            path = docx_of(folder, as_docx(parts))
        elif ending == "odt":
            path = odt_of(folder, as_odt(parts))
        else:
            path = folder / f"muistio.{ending}"
            path.write_text(as_html(parts) if ending == "html" else as_markdown(parts), encoding="utf-8")
        read = document(path)
    shown = " ".join(line.text for line in read.lines).replace("|", " ").replace(";", " ").split()
    assert sorted(shown) == sorted(words(parts))
    assert rising(read.lines)
    assert read.unread_parts == ()


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200), ending=st.sampled_from(["docx", "odt", "html"]))
def test_any_text_keeps_its_letters(text: str, ending: str) -> None:
    kept = "".join(letter for letter in text if letter.isalpha() and letter.isascii())
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if ending == "docx":
            path = docx_of(folder, as_docx([Text((shown, "Loppu"))]))
        elif ending == "odt":
            path = odt_of(folder, as_odt([Text((shown, "Loppu"))]))
        else:
            path = folder / "muistio.html"
            path.write_text(as_html([Text((shown, "Loppu"))]), encoding="utf-8", errors="replace")
        read = document(path)
    if "<" in text or "&" in text:
        return  # pasted tags are taken out on purpose
    found = "".join(line.label + line.text for line in read.lines)
    assert "".join(letter for letter in found if letter.isalpha() and letter.isascii()) == f"{kept}Loppu"


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), ending=st.sampled_from(sorted(set(FORMATS) - {".pdf"})))
def test_any_bytes_end_in_lines_or_a_remedy(data: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"a{ending}"
        path.write_bytes(data)
        try:
            read = document(path)
        except InputError as error:
            assert error.remedy
            assert path.name in str(error.place)
        else:
            assert read.lines or read.unread_parts


@settings(max_examples=80, deadline=None)
@given(position=st.integers(0, 2000), byte=st.integers(0, 255), ending=st.sampled_from(["docx", "odt"]))
def test_a_wrong_byte_ends_in_lines_or_a_remedy(position: int, byte: int, ending: str) -> None:
    parts: list[Part] = [Heading(1, "Huolet"), Grid((((Text(("a",)),), (Item("b"),)),))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = docx_of(folder, as_docx(parts)) if ending == "docx" else odt_of(folder, as_odt(parts))
        data = bytearray(path.read_bytes())
        data[position % len(data)] = byte
        path.write_bytes(bytes(data))
        try:
            document(path)
        except InputError as error:
            assert error.remedy


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        document(path)
    assert caught.value.remedy
    assert path.name in str(caught.value.place)
    return caught.value


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.doc", "Word and save it as docx"),
        ("a.rtf", "Word and save it as docx"),
        ("a.docm", "macros"),
        ("a.mht", "browser"),
        ("a.pptx", "Export the slides as pdf"),
        ("a.xyz", "docx, odt, pdf, html, md or txt"),
        ("a", "docx, odt, pdf, html, md or txt"),
    ],
)
def test_other_kinds_of_files_are_refused(tmp_path: Path, name: str, remedy: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"Huoli: melu")
    assert remedy in str(refused(path).remedy)


def test_a_wrong_ending_is_told_with_the_right_one(tmp_path: Path) -> None:
    path = docx_of(tmp_path, "<w:p/>", "muistio.odt")
    assert "a Word document" in refused(path).reason
    assert ".docx" in str(refused(path).remedy)
    path = odt_of(tmp_path, "<text:p>a</text:p>", "muistio.docx")
    assert "an OpenDocument text" in refused(path).reason
    path = tmp_path / "muistio.txt"
    path.write_bytes(b"%PDF-1.7")
    assert "a PDF" in refused(path).reason
    path.write_bytes(b"{\\rtf1 huoli}")
    assert "RTF" in refused(path).reason
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    assert "no plain text" in refused(path).reason
    path = packed(tmp_path / "a.docx", {"xl/workbook.xml": "x"})
    assert "an Excel workbook" in refused(path).reason


def test_old_word_files_and_locked_ones_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "muistio.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "old Word document" in refused(path).reason
    path.write_bytes(path.read_bytes() + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in refused(path).reason


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.html", "a.md", "a.txt"])
def test_an_empty_file_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    assert refused(path).reason == "The note is empty."


def test_documents_without_text_are_told(tmp_path: Path) -> None:
    assert refused(docx_of(tmp_path, "<w:p/>")).reason == "The note is empty."
    assert refused(odt_of(tmp_path, "<text:p/>")).reason == "The note is empty."
    path = tmp_path / "a.html"
    path.write_text("<html><body><p>&nbsp;</p><script>x()</script></body></html>", encoding="utf-8")
    assert refused(path).reason == "The note is empty."


def test_a_document_of_pictures_only_is_not_read_as_empty(tmp_path: Path) -> None:
    body = f"<w:document {W}><w:body><w:p/></w:body></w:document>"
    path = packed(tmp_path / "a.docx", {"word/document.xml": body, "word/media/image1.png": b"x"})
    assert document(path).unread_parts == ("pictures",)


def test_encryption_within_a_zip_is_a_password(tmp_path: Path) -> None:
    path = docx_of(tmp_path, "<w:p/>")
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        start = archive.start_dir
    path.write_bytes(data[: start + 8] + b"\x01" + data[start + 9 :])
    assert "password" in refused(path).reason


def test_nothing_outside_the_file_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    relations = (
        '<Relationships><Relationship Id="a" Type="x/attachedTemplate" Target="http://localhost:1/t"'
        ' TargetMode="External"/></Relationships>'
    )
    body = '<w:p><w:r><w:t>Melu</w:t></w:r></w:p><w:altChunk r:id="a"/>'
    parts = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations,
        "word/_rels/settings.xml.rels": relations,
    }
    read = document(packed(tmp_path / "a.docx", parts))
    assert [line.text for line in read.lines] == ["Melu"]
    assert read.unread_parts == ("inserted files",)
    path = tmp_path / "a.html"
    path.write_text(
        '<!DOCTYPE html SYSTEM "http://localhost:1/x.dtd"><link href="http://localhost:1/x.css">'
        '<img src="http://localhost:1/x.png"><iframe src="http://localhost:1/">k</iframe><p>Melu',
        encoding="utf-8",
    )
    assert [line.text for line in document(path).lines] == ["Melu"]


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_entities_and_bombs_are_refused(tmp_path: Path, ending: str) -> None:
    name = "word/document.xml" if ending == "docx" else "content.xml"
    first = {} if ending == "docx" else {"mimetype": "application/vnd.oasis.opendocument.text"}
    for encoding in ("utf-8", "utf-16"):
        entity = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
        path = packed(tmp_path / f"a.{ending}", first | {name: entity.encode(encoding)})
        assert "outside entities" in refused(path).reason
    path = packed(tmp_path / f"b.{ending}", first | {name: "<a/>", "media/x": bytes(40_000_000)})
    assert "unreasonably big" in refused(path).reason
    deep = "<a>" * 5000 + "</a>" * 5000
    path = packed(tmp_path / f"c.{ending}", first | {name: deep})
    assert "damaged" in refused(path).reason
