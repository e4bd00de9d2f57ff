"""The head of a note: body, day, number and place, however a secretary writes them."""

from datetime import date

import pytest

from hyte.sources.notes.bodies import first_body, title_body
from hyte.sources.notes.dates import first_day
from hyte.sources.notes.formats.plain_files import read_plain
from hyte.sources.notes.header import meeting_number, read_header


@pytest.mark.parametrize(
    "text",
    [
        "5.6.2024",
        "5.–6.6.2024",
        "5.-6.6.24",
        "05.06.24",
        "5.6.-24",
        "5. 6. 2024 klo 9",
        "5. kesäkuuta 2024",
        "5.–6. kesäkuuta 2024",
        "kesäkuun 5. päivänä 2024",
        "2024-06-05",
        "5 juni 2024",
        "den 5 juni 2024",
        "den 5–6 juni 2024",
        "5.6.–2.7.2024",
        "klo 9.00–11.00 tiistaina 5.6.2024",
    ],
)
def test_days(text: str) -> None:
    assert first_day(text) == date(2024, 6, 5)


@pytest.mark.parametrize("text", ["klo 9.00–11.00", "§ 5 2.3.1", "31.2.2024", "1.–2.6.", "p. 040 123 4567"])
def test_what_is_no_day(text: str) -> None:
    assert first_day(text) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("EHKÄISEVÄN PÄIHDETYÖN RYHMÄ, MUISTIO 3/23", "Ehkäisevän päihdetyön ryhmä"),
        ("Hyvinvoinnin johtoryhmän muistio", "Hyvinvoinnin johtoryhmä"),
        ("Ikäystävällinen kunta -työryhmä", "Ikäystävällinen kunta -työryhmä"),
        ("Nuorten palveluverkosto 29.3.2023", "Nuorten palveluverkosto"),
        ("TURVALLISUUSTYÖRYHMÄ 4.3.2021", "Turvallisuustyöryhmä"),
        ("Iitin hyvinvointityöryhmä", "Hyvinvointityöryhmä"),
        ("Heinolan johtoryhmän kokous", "Johtoryhmä"),
        ("Ikäihmisten työryhmän kokous", "Ikäihmisten työryhmä"),
        ("Lape-työryhmän kokous 1/2024", "Lape-työryhmä"),
        ("Kohderyhmän tapaaminen", None),
    ],
)
def test_bodies_of_titles(text: str, body: str | None) -> None:
    assert title_body(text) == body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Välfärdsgruppens möte 2/2024", "Välfärdsgruppen"),
        ("Bildnings- och kulturnämndens protokoll", "Bildnings- och kulturnämnden"),
        ("Nämnden för bildning och välfärd", "Nämnden för bildning och välfärd"),
        ("Promemoria från äldrerådets möte", "Äldrerådet"),
        ("VÄLFÄRDSGRUPPEN, MÖTE 3/2024", "Välfärdsgruppen"),
        ("Uppgifter om målgruppen", None),
    ],
)
def test_swedish_bodies(text: str, body: str | None) -> None:
    assert first_body(text) == body


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hyvinvointityöryhmän kokous 2/2024", "2/2024"),
        ("MUISTIO 3/23", "3/23"),
        ("Protokoll 04/2024", "4/2024"),
        ("Hanke 2/2024", None),
        ("Kokous 5.6.2024", None),
    ],
)
def test_numbers_of_meetings(text: str, number: str | None) -> None:
    assert meeting_number(text) == number


def test_a_head_in_words_without_colons() -> None:
    text = [
        "Kunnanhallitus",
        "Aika 9.9.2024 klo 16.00–17.45",
        "Paikka Valtuustosali",
        "",
        "§ 1 Avaus 1.1.2020",
    ]
    header = read_header(read_plain(text), "x")
    assert (header.body, header.day, header.place) == ("Kunnanhallitus", date(2024, 9, 9), "Valtuustosali")
    assert (header.origin, header.line) == ("label", 2)


def test_time_and_place_on_one_line() -> None:
    header = read_header(read_plain(["Tid och plats: den 5 juni 2024 kl. 9–11, Stadshuset"]), "x")
    assert (header.day, header.place) == (date(2024, 6, 5), "Stadshuset")


def test_a_heading_of_concerns_is_no_head() -> None:
    header = read_header(read_plain(["# Nuorisovaltuuston huolenaiheet", "- melu"]), "x")
    assert header.lines == frozenset()


def test_the_day_of_the_files_name() -> None:
    header = read_header(read_plain(["Huolet:", "- melu"]), "muistio_2024-06-05")
    assert (header.day, header.origin) == (date(2024, 6, 5), "file name")
