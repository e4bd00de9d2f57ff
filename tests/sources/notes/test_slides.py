"""Slides that an export wrote on one line each."""

import pytest

from hyte.sources.notes.arrangements.slides import calls_for_something

from .found import found

EXPORT = """
1. Seudun yhteiset toimenpiteet • Vuosikellon käyttöönotto • Mittareiden

1. Seudun yhteiset toimenpiteet • Vuosikellon käyttöönotto • Mittareiden hankinta • Kylätalojen verkosto

2. Asukkaiden ääni • Kootaan palautteet • Kunnalla oltava

2. Asukkaiden ääni • Kootaan palautteet • Kunnalla oltava yhteyshenkilö • Kylät mukana

3. Seutu lukuina • 12 kylää • 4 koulua
"""


def test_each_bullet_once() -> None:
    records = found(EXPORT)
    assert [(r.kind, r.text) for r in records] == [
        ("measure", "Vuosikellon käyttöönotto"),
        ("measure", "Mittareiden hankinta"),
        ("measure", "Kylätalojen verkosto"),
        ("proposal", "Kootaan palautteet"),
        ("proposal", "Kunnalla oltava yhteyshenkilö"),
        ("proposal", "Kylät mukana"),
    ]
    assert [r.heading for r in records][2:4] == ["Seudun yhteiset toimenpiteet", "Asukkaiden ääni"]
    assert {number for r in records for number in r.lines} == {1, 3, 5, 7}


def test_slides_in_swedish() -> None:
    text = "2. Invånarnas röst • Responsen ska samlas • Kommunen bör ha en kontaktperson • Byarna med\n"
    assert [r.kind for r in found(text)] == ["proposal"] * 3


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Monistetaan hyvät käytännöt", True),
        ("Tehtävät on määritettävä", True),
        ("Osaaminen käyttöön", True),
        ("Resurser behöver säkras", True),
        ("12 kylää ja koulu", False),
        ("Yhteistyö", False),
    ],
)
def test_what_calls_for_something(text: str, calls: bool) -> None:
    assert calls_for_something(text) is calls
