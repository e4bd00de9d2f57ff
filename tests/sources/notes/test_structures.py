"""Whatever stands in a note: arrangements are found without a crash and say nothing that is not there."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.sources.notes.arrangements.structures import announcing_lines, find_structures
from hyte.sources.notes.formats.plain_files import read_plain

PIECES = st.sampled_from(
    [
        "Visio",
        "Vision: Alla mår bra.",
        "Kaikki pärjäävät. Jokainen on mukana.",
        "## Tavoitteet",
        "Tavoitteet ja keinot:",
        "Muutokset",
        "Muutos 1",
        "Keinot: a, b ja c",
        "Mål 2: Unga mår bra",
        "## Painopisteet 2025–2028",
        "- Uni",
        "  - unikoulu",
        "1. Kerhot",
        "2. Kummit",
        "Parempi uni",
        "9/2024\tKysely <ul><li>- Liikuntaohjelma/ [nimi]</li><li>- Ikäohjelma 2020</li></ul>",
        "10/2024\tKooste",
        "Syksy 2025: Raportti valtuuston käsittelyyn",
        "Kevät 2026",
        "| Ohjelma | Voimassa | Vastuu |",
        "| Liikuntaohjelma | 2020-2024 | |",
        "| Aika | Mitä |",
        "| 5/2024 | |",
        "- Turvallisuussuunnitelma v. 2024 / pelastuslaitos",
        "LIIKUNTAOHJELMA",
        "ARVOT:",
        "Ohjausryhmä:",
        "Ohjausryhmä: rehtori, [nimi] ja nuorten edustaja",
        "- sivistysjohtaja [nimi]",
        "- [nimi]",
        "Tehtävät:",
        "1. Asia • Kootaan tiedot • Valitaan kärjet",
        "1. Asia • Kootaan",
        "",
        "***",
    ]
)
NOTES = st.lists(PIECES | st.text(max_size=20), max_size=30).map("\n".join)


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()


@settings(max_examples=300, deadline=None)
@given(NOTES)
def test_records_say_what_their_lines_say(text: str) -> None:
    lines = read_plain(text.split("\n"))
    records = find_structures(lines)
    by_number = {line.number: line for line in lines}
    for position, record in enumerate(records):
        assert record.line in record.lines
        assert record.lines <= by_number.keys()
        assert any(letter.isalnum() for letter in record.text)
        whole = plain(" ".join(part for number in sorted(record.lines) for part in (by_number[number].text,)))
        cells = plain(" ".join(cell for number in record.lines for cell in by_number[number].cells))
        assert plain(record.quote) in whole or plain(record.quote) in cells
        for word in plain(record.text).split():
            assert word in plain(record.quote).split()
        assert record.parent is None or (0 <= record.parent < len(records) and record.parent != position)
    taken = {number for record in records for number in record.lines}
    assert not announcing_lines(lines, records) & taken
    assert find_structures(lines) == records
