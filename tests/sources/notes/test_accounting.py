"""Whatever a note holds: it is read without a crash and every line is in a record or listed."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.sources.notes import read_notes
from hyte.sources.notes.formats.plain_files import read_plain
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.records import read_records

PIECES = st.sampled_from(
    [
        "Huolenaiheet",
        "Huolenaiheet:",
        "## Ilonaiheet",
        "Läsnä:",
        "Maija Mallikas, pj",
        "- Nuorten uni -> unikoulu",
        "  - alakohta",
        "- o kaksi merkkiä",
        "1. Kokouksen avaus",
        "2. Huolet",
        "3. Muuta",
        "Päätös Hyväksyttiin.",
        "Päätös",
        "Vastuu: rehtori",
        "Aikataulu:",
        "| Toimenpide | Vastuu |",
        "|---|---|",
        "| Kävely | Zork Blahblah |",
        "Huoli\tmelu",
        "\ta\t",
        "Päätettiin jatkaa. Sataa.",
        "pitkä rivi joka jatkuu seuraavalla rivillä koska teksti on vain kovin leveää ja",
        "katkeaa tavu-",
        "=====",
        "***",
        "§ 5 Asia",
        "<ul><li>a</li></ul>",
        "<p></p>",
        "5.6.2024 Ohjausryhmän kokous",
        "",
        "   ",
        "\u00ad",
        "**",
        "§ 5",
        "13 § Laturetki",
        "Otsikko\tSivu",
        "§ 5 Asia\t2",
        "Asialista",
        "2. Liikunta",
        "## Liikunta",
        "+ hyvää",
        "☹ ruoka",
        "Melu (huoli)",
        "-> selvitetään",
        "Tila: kesken",
        "Kohderyhmä: nuoret",
        "Ehdotus: kyllä",
        "Ilmiö\tHuoli\tToimenpide\tTila",
        "Laji\tKuvaus\tSektori",
        "Huoli\tMelu\tTekninen",
        "Muut asiat: sovittiin, että palataan.",
        "Det beslöts att gruppen möts. Inget annat.",
        "Invånarrespons",
        "Ärende 2 Skolan",
    ]
)
NOTES = st.lists(PIECES | st.text(max_size=30), max_size=25).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(NOTES)
def test_every_line_is_in_one_numbered_line(text: str) -> None:
    raw = text.split("\n")
    lines = read_plain(raw)
    covered = [n for line in lines for n in range(line.number, line.last + 1)]
    assert len(covered) == len(set(covered))
    visible = {n for n, line in enumerate(raw, start=1) if any(letter.isalnum() for letter in line)}
    assert visible <= set(covered)
    assert all(line.text for line in lines)


@settings(max_examples=200, deadline=None)
@given(st.lists(NOTES, min_size=1, max_size=2))
def test_lines_in_are_lines_used_and_lines_listed(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{number}.md" for number, _ in enumerate(texts)]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
        reading = read_notes(paths, folder, "Esimerkkilä", 2024)
        again = read_notes(paths[::-1], folder, "Esimerkkilä", 2024)
    whole = reading.lines[reading.lines["reason"] != "rest"]
    assert reading.lines_used + len(whole) == reading.lines_in
    assert not whole.duplicated(["file", "line"]).any()
    used = set(zip(reading.notes["file"], reading.notes["line"], strict=True))
    assert not used & set(zip(whole["file"], whole["line"], strict=True))
    assert (reading.notes["text"].str.len() > 0).all()
    assert reading.notes.equals(again.notes)
    assert reading.lines.equals(again.lines)
    assert "Mallikas" not in reading.notes.to_csv() + reading.lines.to_csv()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.docx", "a.docm", "a"]))
def test_any_bytes_end_in_a_reading(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        reading = read_notes([path], Path(folder), "142", 2022)
    assert reading.lines_in or reading.problems


STYLES = st.sampled_from(["heading", "list", "table", "paragraph"])
PARTS = st.sampled_from(["", "", "", "comment", "text box", "contents", "footnote"])
LABELS = st.sampled_from(["", "", "-", "+", "•", "1.", "2.", "3)", "§ 4", "4 §"])


@st.composite
def documents(draw: st.DrawFn) -> list[NumberedLine]:
    """Lines of a document as any reader of a format may make them."""
    lines: list[NumberedLine] = []
    number = 0
    for text in draw(st.lists(PIECES | st.text(max_size=30), max_size=25)):
        if not text.strip():
            continue
        number += draw(st.integers(1, 3))
        style = draw(STYLES)
        cells = tuple(draw(st.lists(PIECES, max_size=4))) if style in ("table", "list") else ()
        level = draw(st.integers(0, 3))
        lines.append(NumberedLine(number, number, text, style, level, cells, draw(LABELS), None, draw(PARTS)))
    return lines


@settings(max_examples=300, deadline=None)
@given(documents(), st.data())
def test_every_line_of_a_document_is_used_or_listed(lines: list[NumberedLine], data: st.DataObject) -> None:
    numbers = (
        st.frozensets(st.sampled_from([line.number for line in lines])) if lines else st.just(frozenset())
    )
    header, attendance, claimed, headings = (data.draw(numbers) for _ in range(4))
    records, unread = read_records(lines, header, attendance, claimed, headings)
    used = {number for record in records for number in record.lines}
    listed = [left.line for left in unread if left.reason != "rest"]
    assert len(listed) == len(set(listed))
    assert not used & set(listed)
    assert not used & claimed
    assert used | set(listed) | claimed == {line.number for line in lines}
    assert all(left.text is None for left in unread if left.reason == "attendance")
    assert all(any(map(str.isalnum, record.text)) for record in records)
    for position, record in enumerate(records):
        assert record.line in record.lines
        assert record.parent is None or (record.parent < len(records) and record.parent != position)
