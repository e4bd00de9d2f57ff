"""Whatever a note holds: it is read without a crash and every line is in a record or listed."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.sources.notes import read_notes
from hyte.sources.notes.plain_files import read_plain

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
