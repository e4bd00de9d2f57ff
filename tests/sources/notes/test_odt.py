"""OpenDocument texts, written by hand."""

from pathlib import Path

import pytest

from hyte.errors import InputError
from hyte.sources.probe import Probe

from .written import ODF, ODT_TYPE, document, odt_of, packed, rising, said


def test_headings_and_paragraphs(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="2">Huolenaiheet</text:h><text:p>Melu<text:s text:c="2"/>ja\n  uni'
        '<text:soft-page-break/><text:span text:style-name="x"> yöllä</text:span></text:p><text:p/>'
        '<text:p text:style-name="Otsikko">Ilonaiheet</text:p>'
        "<text:p>Huoli<text:tab/>melu</text:p><text:p>Aika:<text:line-break/>- eka"
        "<text:line-break/>- toka</text:p>"
        '<text:p><text:a href="http://localhost:1/">ohjelma</text:a></text:p>'
    )
    styles = (
        '<style:style style:name="Otsikko" style:family="paragraph" style:parent-style-name="Heading_20_3"/>'
    )
    lines = document(odt_of(tmp_path, body, styles=styles)).lines
    assert [(line.number, line.style, line.level, line.label, line.text) for line in lines] == [
        (1, "heading", 2, "", "Huolenaiheet"),
        (2, "paragraph", 0, "", "Melu ja uni yöllä"),
        (4, "heading", 3, "", "Ilonaiheet"),
        (5, "table", 0, "", "Huoli | melu"),
        (6, "paragraph", 0, "", "Aika:"),
        (7, "list", 1, "-", "eka"),
        (8, "list", 1, "-", "toka"),
        (9, "paragraph", 0, "", "ohjelma"),
    ]
    assert all(line.page is None for line in lines)


def test_lists_carry_the_numbers_that_are_shown(tmp_path: Path) -> None:
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"'
        ' style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a"'
        ' style:num-suffix=")"/></text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
        "</text:list-style>"
    )
    inner = (
        "<text:list><text:list-item><text:p>eka</text:p></text:list-item>"
        "<text:list-item><text:p>toka</text:p></text:list-item></text:list>"
    )
    body = (
        f'<text:list text:style-name="L1"><text:list-item><text:p>Avaus</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>Asiat</text:p><text:p>Selostus</text:p></text:list-item></text:list>"
        "<text:p>Väli</text:p>"
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>Muut</text:p>'
        "</text:list-item></text:list>"
        '<text:list text:style-name="L1"><text:list-item text:start-value="5">'
        '<text:h text:outline-level="1">Viides'
        "</text:h></text:list-item></text:list>"
        '<text:list text:style-name="L2"><text:list-item><text:p>melu</text:p></text:list-item></text:list>'
    )
    lines = document(odt_of(tmp_path, body, styles=styles)).lines
    assert said(lines) == [
        ("1.", "Avaus"),
        ("a)", "eka"),
        ("b)", "toka"),
        ("2.", "Asiat"),
        ("", "Selostus"),
        ("", "Väli"),
        ("3.", "Muut"),
        ("5.", "Viides"),
        ("•", "melu"),
    ]
    assert [line.level for line in lines[:3]] == [1, 2, 2]
    assert [line.style for line in lines[3:5]] == ["list", "paragraph"]
    assert lines[7].style == "heading"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def test_tables_with_merged_and_repeated_cells(tmp_path: Path) -> None:
    wide, high = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    repeated = cell("x", 'table:number-columns-repeated="3"')
    body = (
        '<table:table><table:table-column table:number-columns-repeated="3"/><table:table-header-rows>'
        f"<table:table-row>{cell('Tavoite')}{cell('Toimet', wide)}{COVERED}</table:table-row>"
        "</table:table-header-rows>"
        f"<table:table-row>{cell('Uni', high)}{cell('a')}{cell('b')}</table:table-row>"
        f"<table:table-row>{COVERED}{cell('c')}{cell('d')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{repeated}'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="9999999"><table:table-cell/></table:table-row>'
        "</table:table>"
    )
    lines = document(odt_of(tmp_path, body)).lines
    assert [line.cells for line in lines] == [
        ("Tavoite", "Toimet", ""),
        ("Uni", "a", "b"),
        ("Uni", "c", "d"),
        ("x", "x", "x"),
        ("x", "x", "x"),
    ]
    assert [line.text for line in lines[1:3]] == ["Uni | a | b", "c | d"]


def test_thousands_of_equal_rows_are_refused(tmp_path: Path) -> None:
    row = f'<table:table-row table:number-rows-repeated="9999999">{cell("a")}{cell("b")}</table:table-row>'
    path = odt_of(tmp_path, f"<table:table>{row}</table:table>")
    with pytest.raises(InputError, match="thousands of equal rows") as caught:
        document(path)
    assert caught.value.place == path.name


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
        "<dc:creator>"
        "Zork</dc:creator></office:change-info><text:p>poistettu</text:p></text:deletion>"
        "</text:changed-region>"
        "</text:tracked-changes>"
        '<text:p>Melu<text:change text:change-id="c1"/> <text:change-start text:change-id="c2"/>kasvaa'
        '<text:change-end text:change-id="c2"/></text:p>'
    )
    assert [line.text for line in document(odt_of(tmp_path, body)).lines] == ["Melu kasvaa"]


def test_comments_footnotes_boxes_and_page_headers(tmp_path: Path) -> None:
    body = (
        '<text:p>Melu<office:annotation office:name="1"><dc:creator>Zork</dc:creator><dc:date>2024-06-05'
        "</dc:date>"
        "<text:p>Selvitetään</text:p></office:annotation> yöllä<office:annotation-end office:name='1'/>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Kysely</text:p>"
        "</text:note-body></text:note></text:p>"
        "<text:p>Ennen<draw:frame><draw:text-box><text:p>Laatikko</text:p></draw:text-box><svg:desc>kuva"
        "</svg:desc>"
        "</draw:frame></text:p>"
        "<draw:custom-shape><text:p>Kuvio</text:p></draw:custom-shape>"
        "<text:table-of-content><text:table-of-content-source><text:p>malli</text:p>"
        "</text:table-of-content-source>"
        "<text:index-body><text:p>Huolet<text:tab/>3</text:p></text:index-body></text:table-of-content>"
    )
    pages = (
        "<style:header><text:p>Esimerkin kunta</text:p></style:header><style:header-left>"
        "<text:p>Esimerkin kunta"
        "</text:p></style:header-left><style:footer><text:p><text:page-number>3</text:page-number></text:p>"
        "</style:footer>"
    )
    read = document(odt_of(tmp_path, body, pages=pages))
    assert [(line.part, line.text) for line in read.lines] == [
        ("", "Melu yöllä"),
        ("", "Ennen"),
        ("text box", "Laatikko"),
        ("text box", "Kuvio"),
        ("footnote", "Kysely"),
        ("comment", "Selvitetään"),
        ("contents", "Huolet 3"),
        ("page header", "Esimerkin kunta"),
    ]
    assert rising(read.lines)
    assert read.unread_parts == ()


def test_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="P" style:family="text"><style:text-properties text:display="none"/>'
        "</style:style>"
    )
    body = (
        '<text:p>Näkyy <text:span text:style-name="P">piilo</text:span></text:p>'
        '<text:section text:display="none"><text:p>piilossa</text:p></text:section>'
        '<text:p>piilo<text:hidden-paragraph text:is-hidden="true"/></text:p>'
    )
    read = document(odt_of(tmp_path, body, styles=styles))
    assert [line.text for line in read.lines] == ["Näkyy"]
    assert read.unread_parts == ("hidden text",)


def test_bold_short_lines_are_headings(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
        "</style:style>"
    )
    body = '<text:p><text:span text:style-name="B">Huolet</text:span><text:line-break/>melu haittaa</text:p>'
    lines = document(odt_of(tmp_path, body, styles=styles)).lines
    assert [(line.style, line.text) for line in lines] == [
        ("heading", "Huolet"),
        ("paragraph", "melu haittaa"),
    ]


def test_locked_files_are_told(tmp_path: Path) -> None:
    manifest = '<!DOCTYPE manifest><manifest><encryption-data checksum="x"/></manifest>'
    path = packed(
        tmp_path / "a.odt",
        {"mimetype": ODT_TYPE, "content.xml": "salaista", "META-INF/manifest.xml": manifest},
    )
    with pytest.raises(InputError, match="password"):
        document(path)
    path = packed(tmp_path / "b.odt", {"mimetype": ODT_TYPE, "encrypted-package": "x"})
    with pytest.raises(InputError, match="password"):
        document(path)


def test_old_manifests_with_a_document_type_are_fine(tmp_path: Path) -> None:
    content = f"<office:document-content {ODF}><office:body><office:text><text:p>Melu</text:p></office:text>"
    content += "</office:body></office:document-content>"
    manifest = '<!DOCTYPE manifest:manifest PUBLIC "x" "Manifest.dtd"><manifest/>'
    parts = {"mimetype": ODT_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}
    assert [line.text for line in document(packed(tmp_path / "a.odt", parts)).lines] == ["Melu"]


def test_the_content_tells_a_text_from_a_sheet(tmp_path: Path) -> None:
    assert Probe(odt_of(tmp_path, "<text:p>a</text:p>", "a.ods"), "a.ods").kind == "odt"
    sheet = packed(
        tmp_path / "b.odt", {"mimetype": ODT_TYPE.replace("text", "spreadsheet"), "content.xml": "<a/>"}
    )
    assert Probe(sheet, "b.odt").kind == "ods"
