"""Where a meeting was and how many came, in the words of invented notes."""

import pytest

from hyte.sources.notes.places import place_alone, place_beside, place_told, tidy_place

from .conftest import Read, Write


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Aika ja paikka: 5.6.2024 klo 9–11, kirjaston ryhmähuone", "kirjaston ryhmähuone"),
        ("Aika: 5.6.2024 klo 9, Teams", "Teams"),
        ("Aika: 5.6.2024 klo 9–11. Paikka: Kirjasto.", "Kirjasto"),
        ("Kokoontuminen: kirjasto klo 9", "kirjasto"),
        ("Kokous 5.6.2024 klo 9.00–10.30 Teamsissa", "Teams"),
        ("Kokous pidettiin 5.6.2024 kirjastolla.", "kirjasto"),
        ("Kunnantalo, kokoushuone 2, 5.6.2024 klo 9", "Kunnantalo, kokoushuone 2"),
        ("5.6.2024 klo 13–15\nKirkonkylän koulu", "Kirkonkylän koulu"),
        ("Kirjaston kokoushuone, 14 osallistujaa", "Kirjaston kokoushuone"),
        ("Tid och plats: 5.6.2024 kl. 9 i Stadshuset", "Stadshuset"),
        ("Plats: Teams", "Teams"),
        ("Ohjausryhmä | 5.6.2024 | Hybridi | 8 hlöä paikalla", "Hybridi"),
        ("Palaveri 5.6.2024: nuorten päihteet", None),
        ("Kokous 5.6.2024 klo 9", None),
    ],
)
def test_the_place(text: str, place: str | None, write: Write, read: Read) -> None:
    reading = read(write(f"Hyvinvointityöryhmän muistio\n\n{text}\n\nHuolenaiheet:\n- Melu kasvaa\n"))
    found = reading.meetings["place"].iloc[0]
    assert (found if isinstance(found, str) else None) == place


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Paikalla 12 asukasta ja 3 kunnan edustajaa", 15),
        ("Läsnä: 7 jäsentä, esittelijä ja sihteeri", 9),
        ("Läsnä: seitsemän neuvoston jäsentä", 7),
        ("Väkeä oli 23 henkeä.", 23),
        ("Vi var sju på träffen.", 7),
        ("Meitä oli koolla viisi: rehtori, kuraattori ja muita.", 5),
        ("Mukana 34 nuorta ja ohjaajia.", 34),
        ("Deltagare: ca 20 invånare", 20),
        ("Mukana Maija Mallikas, Teppo Testinen ja Liisa Lahtinen", 3),
        ("Kokoukseen osallistuivat Maija Mallikas, Teppo Testinen ja Liisa Lahtinen.", 3),
        ("I mötet deltog Maija Mallikas, Teppo Testinen och Liisa Lahtinen.", 3),
        ("Läsnä: hallintosihteeri, sihteeri", 1),
        ("Läsnä: Maija Mallikas (rehtori), kuraattori", 2),
        ("Kyselyyn vastasi 212 kuntalaista.", 0),
        ("Läsnä 5.6.2024", 0),
    ],
)
def test_how_many_came(text: str, number: int, write: Write, read: Read) -> None:
    reading = read(write(f"Hyvinvointityöryhmän muistio\n\n{text}\n\nHuolenaiheet:\n- Melu kasvaa\n"))
    assert int(reading.meetings["present"].iloc[0]) == number


def test_parts_of_lines() -> None:
    assert place_beside("Nuvan ideariihi 9.10.2025, Koulun auditorio") == "Koulun auditorio"
    assert place_beside("Hyvinvointikertomus 9.10.2025, luonnos") is None
    assert place_told("Istuttiin 26.11.2024 virastolla") == "virasto"
    assert place_alone("Melu kasvaa") is None
    assert tidy_place("i Stadshuset, kl. 9") == "Stadshuset"
