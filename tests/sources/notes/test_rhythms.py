"""How often bodies meet, in invented notes."""

import pytest

from hyte.sources.notes.arrangements.part_stems import frequency

from .conftest import Read, Write
from .found import found, texts


def test_beside_the_name_of_a_body() -> None:
    records = found(
        "# Palaverit\n- Johtoryhmä: kerran kuukaudessa\n- Tiimi: 6 viikon välein\n", "meeting_rhythm"
    )
    assert [(record.owner, record.text) for record in records] == [
        ("Johtoryhmä", "kerran kuukaudessa"),
        ("Tiimi", "6 viikon välein"),
    ]
    (record,) = found("Ledningsgruppen: första måndagen varje månad\n", "meeting_rhythm")
    assert record.owner == "Ledningsgruppen"


def test_behind_a_label_and_in_a_list() -> None:
    (record,) = found("Mötestakt: varannan tisdag\n", "meeting_rhythm")
    assert (record.owner, record.text) == (None, "varannan tisdag")
    assert texts(found("# Tahti\n- Työryhmä kuusi kertaa vuodessa\n- kahvit mukaan\n", "meeting_rhythm")) == [
        "Työryhmä kuusi kertaa vuodessa"
    ]


def test_a_sentence_about_nothing_else() -> None:
    assert texts(found("Pienryhmä kahvittelee joka kolmas viikko tiistaisin.\n")) == [
        "Pienryhmä kahvittelee joka kolmas viikko tiistaisin."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nuoret harrastavat joka viikko ja perheet kaipaavat lisää vuoroja.\n",
        "Toimenpide: kysely kerran vuodessa\n",
        "Kuntosali: avoinna joka päivä klo 10, paitsi kahdesti vuodessa huollon ajan suljettu\n",
        "# Huolet\n- bussi kulkee kerran viikossa\n",
    ],
)
def test_what_is_no_rhythm_of_meetings(text: str) -> None:
    assert found(text, "meeting_rhythm") == []


@pytest.mark.parametrize(
    "text",
    [
        "kahdesti vuodessa",
        "neljä kertaa vuodessa",
        "joka kuun ensimmäinen tiistai",
        "kahden viikon välein",
        "neljännesvuosittain",
        "fyra gånger om året",
        "varannan månad",
        "kvartalsvis",
        "en gång i månaden",
    ],
)
def test_words_for_how_often(text: str) -> None:
    said = frequency(f"Näin: {text}")
    assert said is not None and said[0] == 6


def test_a_date_is_no_frequency() -> None:
    assert frequency("Seuraava kokous on 12.3.2024 ja se pidetään vuoden lopussa") is None


def test_a_rhythm_leaves_the_list_above_it_to_its_heading(write: Write, read: Read) -> None:
    reading = read(write("To do:\n- info vanhemmille\n\nTiimi kahvittelee joka toinen maanantai.\n"))
    assert list(reading.notes["kind"]) == ["measure", "meeting_rhythm"]
