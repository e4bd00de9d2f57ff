"""PDF notes: reading order, paragraphs, lists, tables, running heads."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hyte.sources.notes.formats.pdf_joining import Words, join
from hyte.sources.notes.formats.pdf_letters import composed, letter

from .conftest import Read, Write
from .pdf_making import PAGE, altered, at, drawn, lines_of, shapes, texts, typeset

SENTENCE = (
    "Kouluterveyskyselyn tulosten perusteella hyvinvointityöryhmä ehdottaa, että kunnanhallitus varaa "
    "määrärahan ennaltaehkäisevään päihdetyöhön ja että ala- ja yläkoulujen oppilashuoltoryhmät raportoivat "
    "lautakunnalle. "
)


def test_paragraphs_headings_and_lists(tmp_path: Path) -> None:
    data = typeset(
        f"""
= Hyvinvointityöryhmän kokous 2/2024
Aika: 5.6.2024 klo 9–11 \\
Paikka: Kunnantalo

== § 12 Huolenaiheet
{SENTENCE * 2}

- Nuorten yksinäisyys on lisääntynyt erityisesti yläkouluissa, ja kuraattorille joutuu odottamaan liian kauan.
  - myös toisella asteella
- Melu
❑ Ikäihmisten liikkuminen

*Päätös*

Ehdotus hyväksyttiin.

+ Ensimmäinen toimenpide
+ Toinen toimenpide
"""
    )
    assert shapes(data, tmp_path) == [
        ("heading", "", "Hyvinvointityöryhmän kokous 2/2024"),
        ("paragraph", "", "Aika: 5.6.2024 klo 9–11"),
        ("paragraph", "", "Paikka: Kunnantalo"),
        ("heading", "§ 12", "Huolenaiheet"),
        ("paragraph", "", (SENTENCE * 2).strip()),
        (
            "list",
            "•",
            "Nuorten yksinäisyys on lisääntynyt erityisesti yläkouluissa, ja kuraattorille joutuu odottamaan "
            "liian kauan.",
        ),
        ("list", "‣", "myös toisella asteella"),
        ("list", "•", "Melu"),
        ("list", "❑", "Ikäihmisten liikkuminen"),
        ("heading", "", "Päätös"),
        ("paragraph", "", "Ehdotus hyväksyttiin."),
        ("list", "1.", "Ensimmäinen toimenpide"),
        ("list", "2.", "Toinen toimenpide"),
    ]
    lines, unread = lines_of(data, tmp_path)
    assert unread == ()
    assert [line.level for line in lines if line.style == "list"][:4] == [1, 2, 1, 1]
    assert [line.level for line in lines if line.style == "heading"] == [1, 2, 6]
    assert {line.page for line in lines} == {1}
    assert [line.number for line in lines] == sorted({line.number for line in lines})


def test_a_ruled_table_with_merged_cells_and_wrapped_lines(tmp_path: Path) -> None:
    data = typeset(
        """
#table(columns: (5cm, 4cm, 3cm),
  [*Toimenpide*], [*Vastuu*], [*Aikataulu*],
  table.cell(rowspan: 2)[Liukuesteet kaikille yli 75-vuotiaille kuntalaisille], [vapaa-aikatoimi], [10/2024],
  [vanhusneuvosto], [2025],
  table.cell(colspan: 2)[Ei vielä sovittu], [avoin],
  [- melu \n - valaistus], [tekninen johtaja], [])
"""
    )
    lines, _ = lines_of(data, tmp_path)
    assert [line.cells for line in lines] == [
        ("Toimenpide", "Vastuu", "Aikataulu"),
        ("Liukuesteet kaikille yli 75-vuotiaille kuntalaisille", "vapaa-aikatoimi", "10/2024"),
        ("Liukuesteet kaikille yli 75-vuotiaille kuntalaisille", "vanhusneuvosto", "2025"),
        ("Ei vielä sovittu", "", "avoin"),
        ("melu\nvalaistus", "tekninen johtaja", ""),
    ]
    assert lines[2].text == "vanhusneuvosto | 2025"
    assert lines[4].text == "melu; valaistus | tekninen johtaja"
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("stroke", ["none", "(y: .5pt)"])
def test_columns_without_upright_rules_are_a_table(tmp_path: Path, stroke: str) -> None:
    data = typeset(
        f"""
#table(columns: (6cm, 4cm, 3cm), stroke: {stroke},
  [Toimenpide], [Vastuu], [Aikataulu],
  [Nuorisotilan aukioloa jatketaan perjantaisin kello kahteenkymmeneenkolmeen], [vapaa-aikasihteeri], [syksy],
  [Meluaita], [tekninen johtaja], [2025])

{SENTENCE}
"""
    )
    lines, _ = lines_of(data, tmp_path)
    assert [line.cells for line in lines] == [
        ("Toimenpide", "Vastuu", "Aikataulu"),
        (
            "Nuorisotilan aukioloa jatketaan perjantaisin kello kahteenkymmeneenkolmeen",
            "vapaa-aikasihteeri",
            "syksy",
        ),
        ("Meluaita", "tekninen johtaja", "2025"),
        (),
    ]
    assert lines[3].text == SENTENCE.strip()


def test_labels_with_their_text_beside_them(tmp_path: Path) -> None:
    data = typeset(
        """
#grid(columns: (3.5cm, 1fr), row-gutter: 6pt,
  [*Kokousaika*], [5.6.2024 klo 9.00–11.00],
  [*Kokouspaikka*], [Kunnantalo],
  [*Läsnä*], [Maija Mallikas, puheenjohtaja \\ Ville Virtanen, jäsen],
  [*Poissa*], [Liisa Lahti])
*Käsiteltävät asiat*
"""
    )
    lines, _ = lines_of(data, tmp_path)
    assert [line.cells or line.text for line in lines] == [
        ("Kokousaika", "5.6.2024 klo 9.00–11.00"),
        ("Kokouspaikka", "Kunnantalo"),
        ("Läsnä", "Maija Mallikas, puheenjohtaja\nVille Virtanen, jäsen"),
        ("Poissa", "Liisa Lahti"),
        "Käsiteltävät asiat",
    ]


@pytest.mark.parametrize("justify", ["true", "false"])
def test_columns_are_read_one_after_another(tmp_path: Path, justify: str) -> None:
    first, second = SENTENCE * 6, "Toisen palstan asia on talvikunnossapito. " * 20
    head = PAGE + f"#set par(justify: {justify})\n"
    data = typeset(f"= Kokous\n#columns(2)[{first} #colbreak() {second}]", head)
    assert texts(data, tmp_path) == ["Kokous", first.strip(), second.strip()]


def test_columns_whose_lines_are_not_level(tmp_path: Path) -> None:
    head = PAGE.replace("margin: 2.5cm", "margin: 2.5cm, columns: 2")
    data = typeset(f"{SENTENCE * 4}#colbreak()#v(5pt){SENTENCE * 3}", head)
    assert texts(data, tmp_path) == [(SENTENCE * 4).strip(), (SENTENCE * 3).strip()]


def test_a_paragraph_goes_on_over_the_page_and_running_heads_are_kept_once(tmp_path: Path) -> None:
    head = (
        '#set page(paper: "a5", header: [#text(9pt)[Koivurannan kunta #h(1fr) Pöytäkirja 4/2024]], '
        'footer: context align(center)[#counter(page).display("1 (1)", both: true)])\n#set text(lang: "fi")\n'
    )
    data = typeset("= Kokous\n" + SENTENCE * 12, head)
    lines, _ = lines_of(data, tmp_path)
    assert [line.text for line in lines if not line.part] == ["Kokous", (SENTENCE * 12).strip()]
    assert [(line.text, line.part, line.page) for line in lines if line.part] == [
        ("Koivurannan kunta | Pöytäkirja 4/2024", "page header", 1),
        ("1 (2)", "page header", 1),
    ]


def test_the_same_title_on_two_slides_is_no_running_head(tmp_path: Path) -> None:
    slide = "#text(30pt)[Huolenaiheet]\n- {}\n"
    head = "#set page(width: 25cm, height: 14cm)\n#set text(18pt)\n"
    data = typeset(slide.format("Melu") + "#pagebreak()\n" + slide.format("Yksinäisyys"), head)
    assert texts(data, tmp_path) == ["Huolenaiheet", "Melu", "Huolenaiheet", "Yksinäisyys"]
    assert [line.page for line in lines_of(data, tmp_path)[0]] == [1, 1, 2, 2]


def test_a_table_over_two_pages_repeats_its_heading_row_in_the_file_only(tmp_path: Path) -> None:
    rows = "".join(f"[Toimenpide numero {n}], [vastuutaho {n}]," for n in range(40))
    data = typeset(f"#table(columns: 2, table.header([*Toimenpide*], [*Vastuu*]), {rows})")
    lines, _ = lines_of(data, tmp_path)
    assert [line.cells[0] for line in lines] == ["Toimenpide", *(f"Toimenpide numero {n}" for n in range(40))]
    assert {line.page for line in lines} == {1, 2}
    assert lines[-1].number == 41


def test_two_lists_beside_one_another_on_a_slide(tmp_path: Path) -> None:
    data = typeset(
        "#grid(columns: (1fr, 1fr), [*Teot*\n- Liukuesteet\n- Ryhmät], [*Jarrut*\n- Rahoitus\n- Sijaiset])"
    )
    assert texts(data, tmp_path) == ["Teot", "Liukuesteet", "Ryhmät", "Jarrut", "Rahoitus", "Sijaiset"]


def test_contents_and_turned_text_stand_apart(tmp_path: Path) -> None:
    data = typeset(
        "#outline(title: none)\n#rotate(45deg)[LUONNOS]\n"
        "= Huolet\nMelua on paljon.\n= Ilot\nPuistoja on paljon."
    )
    lines, _ = lines_of(data, tmp_path)
    assert [line.text for line in lines if line.part == "contents"] == ["Huolet 1", "Ilot 1"]
    assert [line.text for line in lines if line.part == "text box"] == ["LUONNOS"]
    assert [line.text for line in lines if not line.part] == [
        "Huolet",
        "Melua on paljon.",
        "Ilot",
        "Puistoja on paljon.",
    ]


def test_a_page_on_its_side(tmp_path: Path) -> None:
    data = typeset("= Huolenaiheet\n- Melu\n- Yksinäisyys")
    turned = altered(data, lambda pdf: pdf.pages[0].rotate(90, relative=False))
    assert shapes(turned, tmp_path) == shapes(data, tmp_path)
    sideways = typeset("#page(flipped: true)[#rotate(90deg, reflow: true)[= Huolenaiheet\n- Melu]]", "")
    assert texts(sideways, tmp_path) == ["Huolenaiheet", "Melu"]


def test_spaced_letters_raised_digits_and_drawn_bullets(tmp_path: Path) -> None:
    data = typeset("#text(tracking: 3pt)[PÖYTÄKIRJA] puiston ala 200 m#super(typographic: false)[2]")
    assert texts(data, tmp_path) == ["PÖYTÄKIRJA puiston ala 200 m²"]
    dot = b"78 742 3 3 re f\n"
    page = drawn(at(72, 760, "Huolet:") + dot + at(90, 740, "Melu") + at(72, 720, "Muuta"))
    assert shapes(page, tmp_path) == [
        ("paragraph", "", "Huolet:"),
        ("list", "•", "Melu"),
        ("paragraph", "", "Muuta"),
    ]


def test_lines_in_any_order_of_writing(tmp_path: Path) -> None:
    orders = [at(72, 760, "Aika: 5.6.2024"), at(72, 740, "Paikka: Kunnantalo"), at(72, 700, "Huolet:")]
    assert texts(drawn(b"".join(reversed(orders))), tmp_path) == [
        "Aika: 5.6.2024",
        "Paikka: Kunnantalo",
        "Huolet:",
    ]


def test_a_blank_line_shows_in_the_numbers(tmp_path: Path) -> None:
    page = drawn(at(72, 760, "Aika: 5.6.2024") + at(72, 745, "Paikka: Talo") + at(72, 700, "Sihteeri: N. N."))
    assert [line.number for line in lines_of(page, tmp_path)[0]] == [1, 2, 4]


@pytest.mark.parametrize(
    ("start", "rest", "joined"),
    [
        ("hyvin\u00ad", "vointi on", "hyvinvointi on"),
        ("hyvin-", "vointi", "hyvinvointi"),
        ("ala-", "ja yläkoulu", "ala- ja yläkoulu"),
        ("låg-", "och högstadiet", "låg- och högstadiet"),
        ("HYTE-", "työ", "HYTE-työ"),
        ("Etelä-", "Savo", "Etelä-Savo"),
        ("linja-", "autopysäkki", "linja-autopysäkki"),
        ("e-", "palvelu", "e-palvelu"),
        ("2020-", "luvulla", "2020-luvulla"),
        ("ohjausryhmä-", "kokous", "ohjausryhmä-kokous"),
        ("tavattiin –", "ja", "tavattiin – ja"),
        ("kolme", "asiaa", "kolme asiaa"),
    ],
)
def test_joining_lines(start: str, rest: str, joined: str) -> None:
    words = Words(frozenset({"ohjausryhmä-kokous"}), finnish=True)
    assert join(start, rest, words) == joined


def test_a_swedish_word_parted_between_like_vowels() -> None:
    assert join("rese-", "ersättning", Words(frozenset(), finnish=False)) == "reseersättning"


def test_letters_of_symbol_fonts_and_accents() -> None:
    assert letter(0xF0B7, "") == ("•", True)
    assert letter(0xA7, "wingdings") == ("▪", True)
    assert letter(0xA7, "") == ("§", True)
    assert letter(0xFB01, "") == ("fi", True)
    assert letter(0x07, "")[1] is False
    assert composed(["p", "a", "¨", "a", "¨", "t", "o", "¨", "s"], [False] * 9) == "päätös"
    assert composed(["m", "2"], [False, True]) == "m²"
    assert composed(["a", "\u00ad", "b"], [False] * 3) == "a-b"


def test_the_same_bytes_give_the_same_lines(tmp_path: Path) -> None:
    data = typeset(f"= Kokous\n{SENTENCE * 3}\n- a\n- b\n#table(columns: 2, [a], [b], [c], [d])")
    assert lines_of(data, tmp_path) == lines_of(data, tmp_path)


WORDS = st.sampled_from(
    (
        "hyvinvointi",
        "nuorten",
        "yksinäisyys",
        "kouluterveyskysely",
        "ikäihmisten",
        "liikkuminen",
        "melu",
        "päihdetyö",
        "talvikunnossapito",
        "vapaa-aikatoimi",
        "järjestöt",
        "terveysliikunta",
        "kirjasto",
    )
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=30).map(lambda words: " ".join(words).capitalize() + ".")
CELLS = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: " ".join(words).capitalize())
BLOCKS = st.one_of(
    SENTENCES,
    SENTENCES.map(lambda text: f"- {text}"),
    CELLS.map(lambda text: f"== {text}"),
    st.lists(CELLS, min_size=2, max_size=9).map(
        lambda cells: f"#table(columns: 2, {', '.join(f'[{cell}]' for cell in [*cells, *cells])})"
    ),
    st.lists(CELLS, min_size=2, max_size=4).map(
        lambda cells: (
            "#[#set par(justify: false)\n#grid(columns: (4cm, 1fr), column-gutter: 18pt, row-gutter: 12pt, "
            + ", ".join(f"[{cell}]" for cell in cells * 2)
            + ")]"
        )
    ),
)


@settings(max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    blocks=st.lists(BLOCKS, min_size=1, max_size=14),
    columns=st.sampled_from((1, 2)),
    size=st.sampled_from((9, 11)),
)
def test_every_word_comes_back_once(blocks: list[str], columns: int, size: int, tmp_path: Path) -> None:
    head = (
        f'#set page(paper: "a4", columns: {columns}, margin: 2cm, header: [#text(8pt)[Ylätunniste]], '
        f'numbering: "1 / 1")\n#set par(justify: true)\n'
        f'#set text(lang: "fi", size: {size}pt, hyphenate: true)\n'
    )
    if columns == 2:  # a row that is broken over two columns cannot always be told from text
        blocks = [block for block in blocks if not block.startswith("#")] or ["Melu."]
    source = "\n\n".join(blocks)
    lines, unread = lines_of(typeset(source, head), tmp_path)
    body = [line for line in lines if not line.part and line.text not in ("Ylätunniste", "1 / 1")]
    want = Counter(word.lower() for block in blocks for word in _source_words(block))
    got = Counter(
        word.strip(".;|").lower() for line in body for word in line.text.split() if word.strip(".;|")
    )
    assert got == want
    assert unread == ()


def _source_words(block: str) -> list[str]:
    if block.startswith("#"):
        cells = block.rpartition("columns:")[2].split("[")[1:]
        return [word for cell in cells for word in cell.partition("]")[0].split()]
    return [word.strip(".") for word in block.lstrip("-= ").split()]


def test_the_same_records_as_from_plain_text(write: Write, read: Read) -> None:
    plain = """Hyvinvointityöryhmän kokous 5.6.2024

Läsnä: Maija Mallikas, Ville Virtanen

Huolenaiheet
- Nuorten yksinäisyys on lisääntynyt
- Melu koulun pihalla

Ilonaiheet
- Nuorisotilan kävijämäärä on kasvanut

Toimenpide: Liukuesteet jaetaan ikäihmisille
Vastuu: vapaa-aikatoimi
Aikataulu: syksy 2024

Päätettiin: Kysely uusitaan keväällä.
"""
    first = read(write(plain))
    path = write("", "muistio.pdf")
    marked = plain.replace("Huolenaiheet", "== Huolenaiheet").replace("Ilonaiheet", "== Ilonaiheet")
    marked = marked.replace("Hyvinvointityöryhmän kokous", "= Hyvinvointityöryhmän kokous", 1)
    path.write_bytes(
        typeset(marked.replace("\nVastuu", " \\\nVastuu").replace("\nAikataulu", " \\\nAikataulu"))
    )
    second = read(path)
    columns = ["kind", "text", "owner", "schedule", "body", "date"]
    assert second.notes[columns].to_dict("list") == first.notes[columns].to_dict("list")
    assert len(first.notes) == 5
    assert set(second.notes["page"]) == {1}


def test_a_shaded_heading_row_without_lines_belongs_to_the_table(tmp_path: Path) -> None:
    shade = b"0.9 g 70 680 150 20 re f 220 680 150 20 re f 0 g\n"
    lines = b"".join(f"{x} 640 m {x} 680 l S\n".encode() for x in (70, 220, 370))
    lines += b"".join(f"70 {y} m 370 {y} l S\n".encode() for y in (640, 660, 680))
    words = (
        at(75, 686, "Toimenpide") + at(225, 686, "Vastuu") + at(75, 666, "Meluaita") + at(225, 666, "kunta")
    )
    words += at(75, 646, "Penkit") + at(225, 646, "yhdistys")
    found, _ = lines_of(drawn(shade + lines + words), tmp_path)
    assert [line.cells for line in found] == [
        ("Toimenpide", "Vastuu"),
        ("Meluaita", "kunta"),
        ("Penkit", "yhdistys"),
    ]
    assert [line.number for line in found] == [1, 2, 3]


def test_a_row_that_a_page_break_parts_is_one_row(tmp_path: Path) -> None:
    long = "Kouluterveyskyselyn tulokset käydään läpi kaikissa kouluissa " * 12
    head = '#set page(width: 14cm, height: 9cm)\n#set text(lang: "fi", hyphenate: true)\n'
    data = typeset(f"#table(columns: 2, [Melu], [{long}], [Yksinäisyys], [Kuraattori])", head)
    lines, _ = lines_of(data, tmp_path)
    assert [line.cells for line in lines] == [("Melu", long.strip()), ("Yksinäisyys", "Kuraattori")]
