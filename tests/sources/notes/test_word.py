"""Word documents, written here with python-docx and altered by hand where it cannot."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .conftest import Read, Write, kinds
from .written import W, document, docx_of, packed, rising, said


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


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; runs that are no elements are text."""
    inner = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """A table; cells that are no elements are paragraphs."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>"
            + "".join(
                c if c.startswith("<w:tc") else f"<w:tc>{c if c[:1] == '<' else p(c)}</w:tc>" for c in row
            )
            + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def test_deleted_paragraph_marks_join_and_moved_text_is_read_where_it_went(tmp_path: Path) -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    body = (
        p("Melu ", properties=mark)
        + p("<w:del><w:r><w:delText>häiritsee</w:delText></w:r></w:del>", "haittaa unta")
        + p(
            "<w:moveFrom><w:r><w:t>Siirretty</w:t></w:r></w:moveFrom>",
            properties="<w:rPr><w:moveFrom/></w:rPr>",
        )
        + p("Väli")
        + p("<w:moveTo><w:r><w:t>Siirretty</w:t></w:r></w:moveTo>")
        + p("<w:del><w:r><w:delText>Kokonaan pois</w:delText></w:r></w:del>", properties=mark)
        + p("Viimeinen", properties=mark)
        + table(["a", "b"])
    )
    texts = [line.text for line in document(docx_of(tmp_path, body)).lines]
    assert texts == ["Melu haittaa unta", "Väli", "Siirretty", "Viimeinen", "a | b"]


def test_tracked_rows_and_cells(tmp_path: Path) -> None:
    body = (
        "<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>"
        + p("Uusi")
        + "</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>"
        + p("Pois")
        + "</w:tc><w:tc>"
        + p("rivi")
        + "</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + p("Poistettu")
        + "</w:tc><w:tc>"
        + p("rivi")
        + "</w:tc></w:tr></w:tbl>"
    )
    assert [line.cells for line in document(docx_of(tmp_path, body)).lines] == [("Uusi", "rivi")]


def test_comments_footnotes_and_page_headers_come_at_the_end(tmp_path: Path) -> None:
    body = (
        p("Melu", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:commentReference w:id="1"/></w:r>')
        + p('<w:del><w:r><w:commentReference w:id="9"/></w:r></w:del>', "Uni")
        + '<w:sectPr><w:headerReference r:id="a"/></w:sectPr>'
    )
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
    path = docx_of(
        tmp_path,
        body,
        comments=f"<w:comments {W}><w:comment w:id='1' w:author='Zork'>{p('Selvitetään')}</w:comment>"
        f"<w:comment w:id='9'>{p('Vanhentunut')}</w:comment>"
        f"<w:comment w:id='4' w:done='1'>{p('Ratkaistu')}</w:comment></w:comments>",
        footnotes=f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'>{p('viiva')}</w:footnote>"
        f"<w:footnote w:id='2'>{p('Kysely 2024')}</w:footnote></w:footnotes>",
        endnotes=f"<w:endnotes {W}><w:endnote w:id='2'>{p('Lähde')}</w:endnote></w:endnotes>",
        header1=f"<w:hdr {W}>{p('Esimerkin kunta')}{p('5.6.2024')}</w:hdr>",
        header2=f"<w:hdr {W}>{p('Esimerkin kunta')}</w:hdr>",
        footer1=f"<w:ftr {W}>{p(page)}{p('Sivu ', page)}</w:ftr>",
    )
    read = document(path)
    assert [(line.part, line.text) for line in read.lines] == [
        ("", "Melu"),
        ("", "Uni"),
        ("footnote", "Kysely 2024"),
        ("footnote", "Lähde"),
        ("comment", "Selvitetään"),
        ("comment", "Ratkaistu"),
        ("page header", "Esimerkin kunta"),
        ("page header", "5.6.2024"),
        ("page header", "Sivu"),
    ]
    assert rising(read.lines)
    assert read.unread_parts == ()


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Laatikko')}{table(['a', 'b'])}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('Vanha')}</w:txbxContent></v:textbox></w:pict></w:r>"
    body = p("Ennen", both) + table([f"{p('Solu', old)}", "toinen"]) + p("Jälkeen")
    assert [(line.part, line.text) for line in document(docx_of(tmp_path, body)).lines] == [
        ("", "Ennen"),
        ("text box", "Laatikko"),
        ("text box", "a | b"),
        ("", "Solu | toinen"),
        ("text box", "Vanha"),
        ("", "Jälkeen"),
    ]


def test_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="character" w:styleId="Piilo"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Pois"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    body = (
        p("Näkyy ", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>piilo</w:t></w:r>", "tämä")
        + p('<w:r><w:rPr><w:rStyle w:val="Piilo"/></w:rPr><w:t>piilo</w:t></w:r>')
        + p("piilo", properties='<w:pStyle w:val="Pois"/>')
        + p('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Esillä</w:t></w:r>')
    )
    read = document(docx_of(tmp_path, body, styles=styles))
    assert [line.text for line in read.lines] == ["Näkyy tämä", "Esillä"]
    assert read.unread_parts == ("hidden text",)


def test_fields_show_their_results_and_controls_what_was_filled_in(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>sisempi</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5.6.2024</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    hint = p("Kirjoita tähän")
    hint = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{hint}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Melu')}</w:sdtContent></w:sdt>"
    link = '<w:hyperlink r:id="x"><w:r><w:t>ohjelma</w:t></w:r></w:hyperlink>'
    arrow = '<w:r><w:t>uni</w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:t>koulu</w:t></w:r>'
    body = p("Aika: ", field) + hint + filled + p("Ks. ", link) + p(arrow)
    texts = [line.text for line in document(docx_of(tmp_path, body)).lines]
    assert texts == ["Aika: 5.6.2024", "Melu", "Ks. ohjelma", "uni→koulu"]


def test_a_table_of_contents_is_apart(tmp_path: Path) -> None:
    styles = f'<w:styles {W}><w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
    contents = p("Huolenaiheet<w:tab/>", properties='<w:pStyle w:val="TOC1"/>').replace(
        "<w:tab/></w:t>", "</w:t><w:tab/><w:t>3</w:t>"
    )
    read = document(docx_of(tmp_path, contents + p("Alku"), styles=styles))
    assert [(line.part, line.text) for line in read.lines] == [("", "Alku"), ("contents", "Huolenaiheet 3")]


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="12"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1 §"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_numbers_that_word_counts(tmp_path: Path) -> None:
    def numbered(text: str, number: int, level: int = 0) -> str:
        mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return p(text, properties=mark)

    body = (
        numbered("Avaus", 1)
        + numbered("Asiat", 1)
        + numbered("eka", 1, 1)
        + numbered("toka", 1, 1)
        + numbered("Muut", 1)
        + numbered("melu", 2)
        + numbered("Hyvinvointisuunnitelma", 3)
        + numbered("Seuraava pykälä", 3)
        + numbered("Uusi luettelo", 4)
        + numbered("Ei luettelossa", 0)
    )
    read = document(docx_of(tmp_path, body, numbering=NUMBERING))
    assert said(read.lines) == [
        ("1.", "Avaus"),
        ("2.", "Asiat"),
        ("2a)", "eka"),
        ("2b)", "toka"),
        ("3.", "Muut"),
        ("•", "melu"),
        ("12 §", "Hyvinvointisuunnitelma"),
        ("13 §", "Seuraava pykälä"),
        ("1.", "Uusi luettelo"),
        ("", "Ei luettelossa"),
    ]
    assert [line.level for line in read.lines[:4]] == [1, 1, 2, 2]
    assert [line.style for line in read.lines[5:8]] == ["list", "heading", "heading"]


def test_a_table_within_a_row_becomes_rows_after_it(tmp_path: Path) -> None:
    inner = table(["Vaihe", "Aika"], ["Kysely", "5/2024"])
    body = table(
        ["Toimenpide", "Vastuu", "Vaiheet"],
        ["Unikoulu", "rehtori", p("Alku") + inner],
        ["Kävely", "tekninen", ""],
    )
    lines = document(docx_of(tmp_path, body)).lines
    assert [(line.level, line.cells) for line in lines] == [
        (0, ("Toimenpide", "Vastuu", "Vaiheet")),
        (0, ("Unikoulu", "rehtori", "Alku")),
        (1, ("Vaihe", "Aika")),
        (1, ("Kysely", "5/2024")),
        (0, ("Kävely", "tekninen", "")),
    ]
    assert rising(lines)


def test_tables_that_only_frame_or_arrange_are_read_through(tmp_path: Path) -> None:
    inner = table(["Huoli", "Vastuu"], ["Melu", "kaavoitus"])
    listed = table(["- Melu"], ["- Uni"])
    body = (
        table([p("Kehys", properties='<w:pStyle w:val="Heading2"/>') + p("Teksti")])
        + table(["Toimenpiteet", inner])
        + table(["Huolet", listed])
    )
    lines = document(docx_of(tmp_path, body)).lines
    assert [(line.style, line.text) for line in lines] == [
        ("heading", "Kehys"),
        ("paragraph", "Teksti"),
        ("paragraph", "Toimenpiteet"),
        ("table", "Huoli | Vastuu"),
        ("table", "Melu | kaavoitus"),
        ("table", "Huolet | - Melu; - Uni"),
    ]
    assert lines[-1].cells == ("Huolet", "- Melu\n- Uni")


def test_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    def cell(text: str, settings: str = "") -> str:
        return f"<w:tc><w:tcPr>{settings}</w:tcPr>{p(text)}</w:tc>"

    restart, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = table(
        [cell("Tavoite", restart), cell("Leveä", wide)],
        [cell("", goes_on), cell("a"), cell("b")],
        [cell("", goes_on), cell("c"), cell("d")],
    )
    lines = document(docx_of(tmp_path, body)).lines
    assert [line.cells for line in lines] == [
        ("Tavoite", "Leveä", ""),
        ("Tavoite", "a", "b"),
        ("Tavoite", "c", "d"),
    ]
    assert [line.text for line in lines] == ["Tavoite | Leveä", "a | b", "c | d"]


def test_lines_after_manual_breaks(tmp_path: Path) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Huolet</w:t><w:br/></w:r>"
    body = p(bold, "- melu<w:br/>".replace("<w:br/>", "</w:t><w:br/><w:t>") + "- uni")
    body += p("Osoite</w:t><w:br/><w:t>jatkuu pienellä") + p("Toimet • a • b")
    lines = document(docx_of(tmp_path, body)).lines
    assert [(line.number, line.style, line.label, line.text) for line in lines] == [
        (1, "heading", "", "Huolet"),
        (2, "list", "-", "melu"),
        (3, "list", "-", "uni"),
        (4, "paragraph", "", "Osoite jatkuu pienellä"),
        (6, "list", "", "Toimet • a • b"),
    ]
    assert lines[-1].cells == ("a", "b")


def test_smart_graphics_are_read(tmp_path: Path) -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    data = f'<d xmlns:a="{a}"><a:p><a:r><a:t>Tavoite</a:t></a:r></a:p><a:p/></d>'
    read = document(docx_of(tmp_path, p("Alku"), **{"diagrams/data1": data}))
    assert [(line.part, line.text) for line in read.lines] == [("", "Alku"), ("text box", "Tavoite")]


def test_strict_documents_are_read(tmp_path: Path) -> None:
    strict = W.replace(
        "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
    )
    path = packed(
        tmp_path / "a.docx",
        {
            "_rels/.rels": '<Relationship Id="1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"'
            ' Target="/word/document2.xml"/>',
            "word/document2.xml": f"<w:document {strict}><w:body>{p('Melu')}</w:body></w:document>",
        },
    )
    assert [line.text for line in document(path).lines] == ["Melu"]
