"""Invented persons, real places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.sources.privacy import TOKENS, withholder

WITHHELD_EMAIL, WITHHELD_ID = TOKENS["email"], TOKENS["identity_code"]
WITHHELD_NAME, WITHHELD_PHONE = TOKENS["name"], TOKENS["phone"]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Matti Meikäläinen esitteli asian.", "[nimi] esitteli asian."),
        ("Asian esitteli Meikäläinen Matti.", "Asian esitteli [nimi]."),
        ("Lautakunta nimesi Maija Mallikkaan ja Teemu Testisen.", "Lautakunta nimesi [nimi] ja [nimi]."),
        ("toimialajohtaja Esimerkki Elina", "toimialajohtaja [nimi]"),
        ("Sihteerinä toimi rehtori Blahblah.", "Sihteerinä toimi rehtori [nimi]."),
        ("Muistion laati M. Meikäläinen.", "Muistion laati [nimi]."),
        ("Vastuu on Meikäläisellä", "Vastuu on [nimi]"),
        ("Kirjataan Maijalle ja Matti Lahdelle", "Kirjataan [nimi] ja [nimi]"),
        ("Petri Salo ja Lahti Petri", "[nimi] ja [nimi]"),
        ("MATTI MEIKÄLÄINEN", "[nimi]"),
        ("Carl von Zork puhui", "[nimi] puhui"),
        ("Paikalla Matti Uusitalo", "Paikalla [nimi]"),
        ("Uusitalo Matti", "[nimi]"),
        ("Virta totesi", "[nimi] totesi"),
        ("Paivi Testinen (koulut)", "[nimi] (koulut)"),
    ],
)
def test_names_are_hidden(text: str, hidden: str) -> None:
    assert withholder([])(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "Iitin hyvinvointityöryhmä ja Päijät-Hämeen hyvinvointialue",
        "Heinolan kaupunki, Ruokolahden kunta ja Lahdessa",
        "Hyvinvointipalvelujen lautakunta paattaa",
        "Etelä-Karjalan liitto ja Suomen Punainen Risti",
        "Hämeenlinnan Nuorisovaltuusto",
        "Onni-hanke, Lape-työryhmä ja Liikkuva koulu",
        "Mikä on tilanne? Mitä tehdään?",
        "Eläkeläiset Ikääntyneet",
        "HYVÄ KASVAA HEINOLASSA",
        "Tekninen johtaja ja Hyvinvointikoordinaattori",
        "Kuntalainen keskiöön: matalan kynnyksen kaupunki",
        "18 131 asukasta vuosina 2022-2025, 05.06.2024 klo 9–11, HOLDno-2020-655",
        "Kustannus 0,5 M€, 040 euroa, 12 500 000 €",
    ],
)
def test_places_bodies_and_numbers_stay(text: str) -> None:
    assert withholder([])(text) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("matti.meikalainen@esimerkki.fi", WITHHELD_EMAIL),
        ("matti.meikalainen(at)esimerkki.fi", WITHHELD_EMAIL),
        ("040 123 4567", WITHHELD_PHONE),
        ("+358 40 1234567", WITHHELD_PHONE),
        ("050-1234567", WITHHELD_PHONE),
        ("puh. 12 345 678", f"puh. {WITHHELD_PHONE}"),
        ("010190-123A", WITHHELD_ID),
        ("010101A123N", WITHHELD_ID),
    ],
)
def test_other_personal_data(text: str, hidden: str) -> None:
    assert withholder([])(text) == hidden


def test_names_of_a_list_are_found_everywhere() -> None:
    hide = withholder([], ["Läsnä: Zork Blahblah (ZB), Anna Salo (THL), Koko Lahti"])
    assert hide("Blahblahin mielestä ZORK BLAHBLAH") == "[nimi] mielestä [nimi]"
    assert hide("anna salo lähti, Salo jäi Salossa Salon") == "[nimi] lähti, [nimi] jäi Salossa [nimi]"
    assert hide("ZB ja THL") == "[nimi] ja THL"
    assert hide.owner("Zuul ja Tekninen johtaja; Nuorisotyö, Kirjasto") == (
        "[nimi] ja Tekninen johtaja; Nuorisotyö, Kirjasto"
    )
    assert withholder([], ["Matti Uusitalo, pj"])("Uusitalon mukaan") == "[nimi] mukaan"
    assert hide("Vastuu: Zuul") == "Vastuu: [nimi]"
    assert hide.owner("AS, nuorisotyö") == "[nimi], nuorisotyö"


def test_the_own_municipality_is_never_hidden() -> None:
    hide = withholder([], ["Läsnä: Matti Zorkila"], ["Zorkila"])
    assert hide("Zorkila ja Zorkilan kunta") == "Zorkila ja Zorkilan kunta"


def test_an_unsure_name_hides_no_word_elsewhere() -> None:
    hide = withholder(["Mukana oli Hyväin Mielten talkooväkeä"])
    assert hide("Hyväin asialla. Mielten rauha.") == "Hyväin asialla. Mielten rauha."


FIRST = ["Matti", "Maija", "Teppo", "Päivi", "Kirsi-Marja", "Zork", "Xyli"]
LAST = ["Meikäläinen", "Mallikas", "Testilä", "Blahblah", "Zorkonen", "Öllölä"]
FRAMES = [
    "{}",
    "Vastaa {}.",
    "Kokouksessa {} esitteli asian.",
    "Asian esitteli {}, joka poistui.",
    "- {} (pj)",
    "Tilaisuus pidettiin. {} kertoi lisää.",
    "hyvinvointikoordinaattori {} ja muut",
]


@given(st.sampled_from(FIRST), st.sampled_from(LAST), st.sampled_from(FRAMES), st.booleans())
def test_no_whole_name_is_left(first: str, last: str, frame: str, turned: bool) -> None:
    text = frame.format(f"{last} {first}" if turned else f"{first} {last}")
    out = withholder([])(text)
    assert first not in out
    assert last not in out
    assert WITHHELD_NAME in out


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    once = withholder([text], [text])(text)
    assert isinstance(once, str)
