"""Text files and Markdown: encodings, pages, items on one line, tables and pasted HTML."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.sources.notes.folding import mended, tidy, without_tags
from hyte.sources.notes.formats.list_marks import items_within, mark_of
from hyte.sources.notes.formats.plain_files import read_plain
from hyte.sources.notes.lines import NumberedLine

from .written import document, rising


def read(text: str, *, markdown: bool = False) -> tuple[NumberedLine, ...]:
    return read_plain(text.split("\n"), markdown=markdown)


def shown(lines: tuple[NumberedLine, ...]) -> list[tuple[int, str, str, str]]:
    return [(line.number, line.style, line.label, line.text) for line in lines]


TEXT = "Työ, Žanna ja šakki 5 €\n½ vuotta\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert [line.text for line in document(path).lines] == ["Työ, Žanna ja šakki 5 €", "½ vuotta"]


def test_latin_9_and_the_fractions_of_windows(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Työ, Žanna ja šakki 5 €".encode("iso-8859-15"))
    assert [line.text for line in document(path).lines] == ["Työ, Žanna ja šakki 5 €"]
    path.write_bytes("1½ työtä".encode("cp1252"))
    assert [line.text for line in document(path).lines] == ["1½ työtä"]


def test_letters_read_in_a_wrong_encoding_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("LÃ¤snÃ¤ â€“ tyÃ¶".encode() + b"\n" + "oikein työ".encode())
    assert [line.text for line in document(path).lines] == ["Läsnä – työ oikein työ"]
    path.write_bytes("työ".encode("cp1252") + b"\n\n" + "työ – ja".encode())
    assert [line.text for line in document(path).lines] == ["työ", "työ – ja"]


@given(st.text(alphabet="abc åäöÅÄÖéü–”’€šž", max_size=30))
def test_right_text_is_not_mended_and_wrong_text_is(text: str) -> None:
    assert mended(text) == text
    wrong = text.encode().decode("cp1252", errors="replace")
    if "\ufffd" not in wrong:
        assert mended(wrong) == text


def test_line_ends_of_every_kind_and_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Eka.\r\nToka.\rKolmas.\n\x0cNeljas.\n\nViides.\x0cKuudes.\n\x0c\x0cSeitsemas.")
    lines = document(path).lines
    assert [(line.number, line.page, line.text) for line in lines] == [
        (1, 1, "Eka."),
        (2, 1, "Toka."),
        (3, 1, "Kolmas."),
        (4, 2, "Neljas."),
        (6, 2, "Viides. Kuudes."),
        (7, 5, "Seitsemas."),
    ]
    path.write_bytes(b"Ilman sivuja")
    assert [line.page for line in document(path).lines] == [None]


def test_several_items_on_one_line() -> None:
    lines = read(
        "1. Kunnan toimet • Ohjelma\u00adtyö • Vuosi-\nkello jatkuu • Mittarit\n\n"
        "• melu • uni\n\nHuolet: ▪ yksi\n\nKunta • Sivistys\n\n· a · b\n\n- a – b"
    )
    assert [(line.number, line.last, line.style, line.label, line.cells) for line in lines] == [
        (1, 2, "list", "1.", ("Ohjelmatyö", "Vuosikello jatkuu", "Mittarit")),
        (4, 4, "list", "•", ("melu", "uni")),
        (6, 6, "list", "", ("yksi",)),
        (8, 8, "paragraph", "", ()),
        (10, 10, "list", "·", ("a", "b")),
        (12, 12, "list", "-", ()),
    ]
    assert lines[0].text == "Kunnan toimet • Ohjelmatyö • Vuosikello jatkuu • Mittarit"
    assert lines[3].text == "Kunta • Sivistys"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("❑ melu", ("❑", "melu")),
        ("- ❑ melu", ("❑", "melu")),
        ("•melu", ("•", "melu")),
        ("o melu", ("o", "melu")),
        ("\uf0a7 melu", ("▪", "melu")),
        ("– melu", ("–", "melu")),
        ("> melu", (">", "melu")),
        ("> 65-vuotiaat", None),
        ("* melu", ("*", "melu")),
        ("**melu**", None),
        ("3. Huolet", ("3.", "Huolet")),
        ("3.Huolet", ("3.", "Huolet")),
        ("(4) Huolet", ("(4)", "Huolet")),
        ("b) melu", ("b)", "melu")),
        ("12 § Asia", ("12 §", "Asia")),
        ("§ 12", ("§ 12", "")),
        ("5. kesäkuuta 2024", None),
        ("5. maj 2024", None),
        ("7. 9. 2017 Joensuu", None),
        ("5.6.2024 Kokous", None),
        ("8. luokan tytöt", None),
        ("8. ja 9. luokat", None),
        ("-> koulu", None),
        ("-melu", None),
        ("-", None),
    ],
)
def test_marks_before_items(text: str, mark: tuple[str, str] | None) -> None:
    assert mark_of(tidy(text)) == mark


@given(st.text(max_size=40), st.sampled_from(["", "•", "1.", "·"]))
def test_items_come_from_the_line(text: str, label: str) -> None:
    position = 0
    for item in items_within(text, label):
        position = text.index(item, position) + len(item)


def test_html_within_text(tmp_path: Path) -> None:
    lines = read(
        "1-2/ 2017\t<p>Ohjelmat.</p> <ul> <li>- Lasten suunnitelma</li> "
        "<li>Nuorten &amp; perheiden</li></ul>\n"
        "<ul>\n<li>Melu</li>\n</ul>\n\n<ul><li>Uni</li><li>- Ruoka</li></ul>\n\n"
        "<tr><td>a</td><td>b<br>c</td></tr>\n"
        "a < b ja <nimi> jää"
    )
    assert lines[0].cells == ("1-2/ 2017", "Ohjelmat.\n- Lasten suunnitelma\nNuorten & perheiden")
    assert lines[0].text == "1-2/ 2017 | Ohjelmat.; - Lasten suunnitelma; Nuorten & perheiden"
    assert [(line.number, line.last, line.style, line.cells, line.text) for line in lines[1:]] == [
        (2, 3, "paragraph", (), "Melu"),
        (4, 6, "list", ("Uni", "Ruoka"), "Uni - Ruoka"),
        (8, 8, "table", ("a", "b\nc"), "a | b; c"),
        (9, 9, "paragraph", (), "a < b ja <nimi> jää"),
    ]
    assert without_tags("<!--" * 200_000) == "<!--" * 200_000


MARKDOWN = """# Muistio

Ensimmäinen rivi\x20\x20
toinen rivi\\
kolmas *korostettu* [ohjelma](https://localhost/a_(b)) ja `koodi`
1\\. Avaus

- [x] tehty
  - sisempi
    - sisin
* toinen

> lainattu
> - lista

Huoli | Vastuu
--- | :---:
Melu | kaavoitus \\| tekninen
Uni | rehtori

```text
def x: # ei otsikko
  - ei lista
```

Päätös
------

<!-- piilossa
vielä -->
Näkyy[^1] <https://localhost>

[^1]: Kysely 2024
"""


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    found = document(path)
    assert [(line.style, line.level, line.label, line.text) for line in found.lines] == [
        ("heading", 1, "", "Muistio"),
        ("paragraph", 0, "", "Ensimmäinen rivi"),
        ("paragraph", 0, "", "toinen rivi"),
        ("paragraph", 0, "", "kolmas korostettu ohjelma ja koodi"),
        ("list", 1, "1.", "Avaus"),
        ("list", 1, "-", "[x] tehty"),
        ("list", 2, "-", "sisempi"),
        ("list", 3, "-", "sisin"),
        ("list", 1, "*", "toinen"),
        ("paragraph", 0, "", "lainattu"),
        ("list", 1, "-", "lista"),
        ("table", 0, "", "Huoli | Vastuu"),
        ("table", 0, "", "Melu | kaavoitus | tekninen"),
        ("table", 0, "", "Uni | rehtori"),
        ("paragraph", 0, "", "def x: # ei otsikko"),
        ("paragraph", 0, "", "- ei lista"),
        ("heading", 2, "", "Päätös"),
        ("paragraph", 0, "", "Näkyy[^1] https://localhost"),
        ("paragraph", 0, "", "Kysely 2024"),
    ]
    assert [line.cells for line in found.lines[11:14]] == [
        ("Huoli", "Vastuu"),
        ("Melu", "kaavoitus | tekninen"),
        ("Uni", "rehtori"),
    ]
    assert found.lines[-1].part == "footnote"
    assert found.unread_parts == ("hidden text",)
    assert rising(found.lines)


def test_a_comment_that_never_ends_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Huoli: melu\n\n<!-- kesken\n\nTeksti.", encoding="utf-8")
    assert [line.text for line in document(path).lines][-1] == "Teksti."
    assert document(path).unread_parts == ()


def test_numbers_of_headings() -> None:
    lines = read("## 3. Huolenaiheet\n\n## 2024 katsaus\n\n## § 12 Asia\n\n## b) Muut")
    assert [(line.style, line.level, line.label, line.text) for line in lines] == [
        ("heading", 2, "3.", "Huolenaiheet"),
        ("heading", 2, "", "2024 katsaus"),
        ("heading", 2, "§ 12", "Asia"),
        ("heading", 2, "", "b) Muut"),
    ]


def test_damage_stays_readable() -> None:
    lines = read(
        "lapset -> koulu -> unet\nTyöhy\u00advin\u00advointi ja hyvinvoin\u00ad\ntityö\n\n----------\nAsia"
    )
    assert [line.text for line in lines][:2] == [
        "lapset -> koulu -> unet",
        "Työhyvinvointi ja hyvinvointityö",
    ]
    assert lines[-1].text == "Asia"
    assert tidy("uni \uf0e0 koulu") == "uni → koulu"


@given(st.text(alphabet="*_`[]()<>#|-•\\! a\n\f\t~&;", max_size=60), st.booleans())
def test_odd_marks_keep_every_letter(text: str, markdown: bool) -> None:
    lines = read(text, markdown=markdown)
    assert rising(lines)
    assert all(line.text for line in lines)
    if markdown or "<" in text or "&" in text or "](" in text:
        return
    assert sum(line.text.count("a") for line in lines) == text.count("a")
