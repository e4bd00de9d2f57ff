"""Web pages, also as Word and minutes systems export them."""

from pathlib import Path

import pytest

from .written import document, rising, said


def page(folder: Path, text: str, encoding: str = "utf-8", name: str = "muistio.html") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_headings_lists_and_text_without_paragraphs(tmp_path: Path) -> None:
    text = """<html><head><title>Muistio 5.6.2024</title><style>p {color: red}</style></head><body>
    Alkuteksti ilman
    kappaletta<h2>Huolenaiheet</h2><ul><li>Melu<ul><li>y&ouml;ll&auml;</li></ul><li>Uni<br>ja lepo</ul>
    <ol start=3><li>Kolmas<li value=7><p>Seitsem&#228;s</p></ol><!-- piilossa --><script>alert(1)</script>
    <p>Viimeinen&nbsp;rivi<p>&nbsp;<p>Loppu</body></html>"""
    lines = document(page(tmp_path, text)).lines
    assert [(line.style, line.level, line.label, line.text) for line in lines] == [
        ("paragraph", 0, "", "Alkuteksti ilman kappaletta"),
        ("heading", 2, "", "Huolenaiheet"),
        ("list", 1, "•", "Melu"),
        ("list", 2, "•", "yöllä"),
        ("list", 1, "•", "Uni ja lepo"),
        ("list", 1, "3.", "Kolmas"),
        ("list", 1, "7.", "Seitsemäs"),
        ("paragraph", 0, "", "Viimeinen rivi"),
        ("paragraph", 0, "", "Loppu"),
        ("paragraph", 0, "", "Muistio 5.6.2024"),
    ]
    assert [line.number for line in lines[-3:]] == [8, 10, 11]
    assert lines[-1].part == "page header"


def test_tables_with_spans(tmp_path: Path) -> None:
    text = """<table><caption>Suunnitelma</caption>
    <thead><tr><th>Tavoite<th colspan=2>Toimet</thead>
    <tr><td rowspan=2>Uni<td>a<td>b
    <tr><td><ul><li>c<li>d</ul><td>e</table>"""
    lines = document(page(tmp_path, text)).lines
    assert [line.text for line in lines] == ["Suunnitelma", "Tavoite | Toimet", "Uni | a | b", "c; d | e"]
    assert [line.cells for line in lines[1:]] == [
        ("Tavoite", "Toimet", ""),
        ("Uni", "a", "b"),
        ("Uni", "c\nd", "e"),
    ]


def test_labels_and_values(tmp_path: Path) -> None:
    text = """<table><tr><td><b>Valmistelija</b></td><td>kirjastonjohtaja</td></tr>
    <tr><td>Päätös</td><td>Hyväksyttiin.</td></tr></table>
    <dl><dt>Vastuu</dt><dd>rehtori</dd><dt>Aikataulu</dt><dd>2024</dd><dd>2025</dd></dl>"""
    lines = document(page(tmp_path, text)).lines
    assert [line.cells for line in lines] == [
        ("Valmistelija", "kirjastonjohtaja"),
        ("Päätös", "Hyväksyttiin."),
        ("Vastuu", "rehtori"),
        ("Aikataulu", "2024\n2025"),
    ]


def test_a_page_laid_out_with_tables(tmp_path: Path) -> None:
    text = """<table><tr><td><h2>Huolet</h2><ul><li>Melu</ul></td>
    <td><h2>Toimet</h2><table><tr><th>Mitä<th>Kuka<tr><td>Uni<td>rehtori</table></td></tr></table>
    <table><tr><td>Kehys</td></tr></table>"""
    lines = document(page(tmp_path, text)).lines
    assert [(line.style, line.text) for line in lines] == [
        ("heading", "Huolet"),
        ("list", "Melu"),
        ("heading", "Toimet"),
        ("table", "Mitä | Kuka"),
        ("table", "Uni | rehtori"),
        ("paragraph", "Kehys"),
    ]


def test_lists_and_comments_as_word_exports_them(tmp_path: Path) -> None:
    text = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><div class=WordSection1>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
    style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span>
    <![endif]>Melu <a style='mso-comment-reference:MK_1'>haittaa</a><span class=MsoCommentReference><a
    class=msocomanchor href="#c">[MK1]</a></span></p>
    <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
    style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>yöllä<del>vanha</del><ins> aina</ins></p>
    <p class=MsoNormal><o:p>&nbsp;</o:p></p><p><b>Ilonaiheet</b><br>Kirjasto on auki</p>
    <p><span style='mso-hide:all;display:none'>salattu</span>Esillä</p></div>
    <div style='mso-element:comment-list'><div style='mso-element:comment'><p>Selvitetään</p></div></div>
    <div style='mso-element:footnote' id=ftn1><p>Kysely</p></div></body></html>"""
    read = document(page(tmp_path, text))
    assert [(line.part, line.style, line.level, line.label, line.text) for line in read.lines] == [
        ("", "list", 1, "•", "Melu haittaa"),
        ("", "list", 2, "2.", "yöllä aina"),
        ("", "heading", 6, "", "Ilonaiheet"),
        ("", "paragraph", 0, "", "Kirjasto on auki"),
        ("", "paragraph", 0, "", "Esillä"),
        ("footnote", "paragraph", 0, "", "Kysely"),
        ("comment", "paragraph", 0, "", "Selvitetään"),
    ]
    assert read.unread_parts == ("hidden text",)
    assert rising(read.lines)


def test_navigation_is_no_running_text(tmp_path: Path) -> None:
    text = "<nav><ul><li>Etusivu<li>Päätökset</ul></nav><p>Melu</p><footer>"
    text += "<table><tr><td>a<td>b</table></footer>"
    lines = document(page(tmp_path, text)).lines
    assert [(line.part, line.text) for line in lines] == [
        ("", "Melu"),
        ("page header", "Etusivu"),
        ("page header", "Päätökset"),
        ("page header", "a | b"),
    ]


def test_forms_show_what_was_filled_in(tmp_path: Path) -> None:
    text = """<p>Huoli: <input type=text value="melu"></p><p><input type=checkbox checked>kyllä
    <input type=checkbox>ei</p><textarea>rivi 1
- rivi 2</textarea><select><option>a<option>b</select>"""
    lines = document(page(tmp_path, text)).lines
    assert said(lines) == [("", "Huoli: melu"), ("", "☒ kyllä ☐ ei"), ("", "rivi 1"), ("-", "rivi 2")]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "utf-8"),
        ("iso-8859-15", "iso-8859-15"),
        ("nonsense", "cp1252"),
        ("", "iso-8859-15"),
        ("macintosh", "mac-roman"),
    ],
)
def test_encodings(tmp_path: Path, charset: str, encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    path = page(tmp_path, f"<html><head>{meta}</head><body><p>Äidin työ 5 €</p></body></html>", encoding)
    assert [line.text for line in document(path).lines] == ["Äidin työ 5 €"]


def test_a_page_named_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    path = page(tmp_path, "<!DOCTYPE html><html><body><p>Melu</p></body></html>", name="muistio.txt")
    assert [line.text for line in document(path).lines] == ["Melu"]


def test_deep_and_broken_pages_lose_no_text(tmp_path: Path) -> None:
    deep = "<div>" * 3000 + "sana" + "</div>" * 3000 + "<p>loppu"
    assert [line.text for line in document(page(tmp_path, deep)).lines] == ["sana", "loppu"]
    tables = "<table><tr><td>" * 60 + "sisin" + "</td><td>b</td></tr></table>" * 60
    words = " ".join(line.text for line in document(page(tmp_path, tables)).lines).replace(";", "").split()
    assert words.count("sisin") == 1
    assert words.count("b") == 60
    assert said(document(page(tmp_path, "pelkkä teksti")).lines) == [("", "pelkkä teksti")]
    assert said(document(page(tmp_path, "</p></div>a<b>b</i>c<td>d")).lines) == [("", "abc"), ("", "d")]


def test_big_spans_take_no_memory(tmp_path: Path) -> None:
    row = "<tr>" + "<td colspan=99999 rowspan=99999>a</td>" * 50 + "</tr>"
    lines = document(page(tmp_path, f"<table>{row}</table>")).lines
    assert len(lines) == 1
    assert [cell for cell in lines[0].cells if cell] == ["a"] * 50
    rows = "<tr><td rowspan=1000 colspan=200>a</td><td>b</td></tr>" * 300
    lines = document(page(tmp_path, f"<table>{rows}</table>")).lines
    assert len(lines) == 300
    assert max(len(line.cells) for line in lines) <= 600


def test_pictures_within_the_page_are_passed_over(tmp_path: Path) -> None:
    picture = "data:image/png;base64," + "A" * 12_000_000
    assert [line.text for line in document(page(tmp_path, f'<img src="{picture}"><p>Melu')).lines] == ["Melu"]
