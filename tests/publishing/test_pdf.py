"""The PDF: structure, standards, determinism, and errors that name their block."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pytest
from nbconvert.exporters import get_exporter

from hyte.errors import PublishingError
from hyte.presentation.blocks import Cell, Column, Figure, Heading, Row, Span, Table
from hyte.presentation.blocks import Paragraph as Text
from hyte.publishing.document import Document
from hyte.publishing.outline import outlined
from hyte.publishing.pdf import pdf_of

HOSTILE = (
    '*b* _i_ #panic() $x$ @ref <label> `raw` \\ " // /* */ -- ~ = '
    "\n= H\n#let \x00\u2028 \U0001f600 {[x]} \\u{41}"
)


@pytest.fixture(scope="module")
def pdf(sample_document: Document) -> bytes:
    return pdf_of(sample_document)


def elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K")
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def titles(items: Any) -> list[Any]:
    return [(item.title, titles(item.children)) if item.children else item.title for item in items]


def with_blocks(document: Document, *blocks: Any) -> Document:
    placed, contents = outlined(blocks)
    return Document(document.cover, placed, document.epoch, contents)


def test_the_same_document_gives_the_same_bytes(pdf: bytes, sample_document: Document) -> None:
    assert pdf_of(sample_document) == pdf


def test_the_file_says_what_it_is(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang).startswith("fi")
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]) == "Hyvinvointikertomus 2022: Esimerkkilä"
        assert str(document.docinfo["/Author"]) == "Esimerkkilän kunta"
        assert str(document.docinfo["/CreationDate"]) == "D:20230602000000Z"
        metadata = document.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        fonts = {str(font.BaseFont)[8:] for page in document.pages for font in page.Resources.Font.values()}
        assert fonts and all(font.startswith("SourceSans3") for font in fonts)


def test_tables_have_row_and_column_headers(pdf: bytes, sample_document: Document) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = list(elements(document.Root.StructTreeRoot))
        scopes = Counter(
            str(attribute.Scope)
            for node in found
            if node.S == "/TH"
            for attribute in (node.A if isinstance(node.A, pikepdf.Array) else [node.A])
            if "/Scope" in attribute
        )
        headers = [
            node
            for node in found
            if node.S == "/TD" and "/A" in node
            for attribute in (node.A if isinstance(node.A, pikepdf.Array) else [node.A])
            if "/Headers" in attribute
        ]
        tables = [node for node in found if node.S == "/Table"]
    expected = [getattr(b, "table", b) for b in sample_document.blocks if b.kind in ("table", "panel")]
    assert len(tables) == len(expected)
    assert scopes["/Row"] == sum(len(table.rows) for table in expected)
    assert scopes["/Column"] == sum(len(table.columns) for table in expected)
    assert headers == []


def test_figures_have_alt_texts_and_headings_have_levels(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = list(elements(document.Root.StructTreeRoot))
        alts = [str(node.get("/Alt", "")) for node in found if node.S == "/Figure"]
        headings = [str(node.S) for node in found if str(node.S) in ("/H1", "/H2", "/H3", "/H4")]
    assert len(alts) == 7 and all(len(alt) > 40 for alt in alts)
    assert headings[0] == "/H1" and headings.count("/H1") == 1
    assert headings.count("/H4") == 5


def test_bookmarks_lead_to_chapters_and_to_panels(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        found = titles(outline.root)
    chapters = [item if isinstance(item, str) else item[0] for item in found]
    assert chapters[:3] == ["Sisällys", "Tiivistelmä", "Väestön hyvinvointi"]
    sections = dict(item for item in found if not isinstance(item, str))["Väestön hyvinvointi"]
    assert [name for name, _ in sections] == ["Työikäiset", "Nuoret"]
    assert dict(sections)["Työikäiset"][0] == "Työttömät, % työvoimasta"


def test_the_notebook_is_exported_through_its_entry_point(
    sample_notebook: nbformat.NotebookNode, pdf: bytes
) -> None:
    body, resources = get_exporter("hyte_pdf")().from_notebook_node(sample_notebook)
    assert body == pdf
    assert resources["output_extension"] == ".pdf"


def test_hostile_texts_are_printed_everywhere(sample_document: Document) -> None:
    table = Table(
        caption=HOSTILE,
        columns=(Column(label=HOSTILE), Column(label=HOSTILE, numeric=True)),
        rows=(Row(header=HOSTILE, cells=(Cell(text=HOSTILE),)),),
        source=HOSTILE,
        notes=(HOSTILE,),
    )
    text = Text(
        spans=(Span(text=HOSTILE, strong=True, emphasis=True, href="https://example.org/#{panic()}"),)
    )
    content = pdf_of(with_blocks(sample_document, Heading(level=2, text=HOSTILE), text, table))
    with pikepdf.open(io.BytesIO(content)) as document:
        links = [
            str(mark.A.URI) for page in document.pages for mark in page.get("/Annots", []) if "/A" in mark
        ]
    assert "https://example.org/#{panic()}" in links


@pytest.mark.parametrize("columns", [1, 12, 40])
def test_wide_and_tall_tables_are_set(sample_document: Document, columns: int) -> None:
    table = Table(
        caption="T",
        columns=(Column(label="Alue"), *(Column(label=str(n), numeric=True) for n in range(columns))),
        rows=tuple(Row(header=str(n), cells=(Cell(text="1 234,5"),) * columns) for n in range(60)),
    )
    with pikepdf.open(io.BytesIO(pdf_of(with_blocks(sample_document, table)))) as document:
        boxes = [[float(edge) for edge in page.MediaBox] for page in document.pages]
        tables = [node for node in elements(document.Root.StructTreeRoot) if node.S == "/Table"]
    assert len(boxes) >= 3
    assert any(box[2] > box[3] for box in boxes) == (columns == 40)
    assert len(tables) == 1


def test_a_refused_block_is_named(sample_document: Document) -> None:
    broken = Figure(svg="<svg <<<", alt="Kuvio.", caption="Rikkinäinen kuvio", source="x")
    with pytest.raises(PublishingError) as caught:
        pdf_of(with_blocks(sample_document, Heading(level=2, text="A"), broken))
    assert caught.value.place == "figure 'Rikkinäinen kuvio'"
    assert "Typst" in caught.value.reason


def test_no_file_of_the_machine_reaches_the_report(sample_document: Document, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"not a picture")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5">'
        f'<image href="{secret.as_uri()}" width="5" height="5"/><rect width="10" height="5"/></svg>'
    )
    figure = Figure(svg=svg, alt="Suorakulmio.", caption="C", source="S")
    with pytest.raises(PublishingError, match="linked image") as caught:
        pdf_of(with_blocks(sample_document, figure))
    assert caught.value.place == "figure 'C'"
