"""Which lines are items of the agenda, once each, and what lies under them."""

import pytest

from hyte.sources.notes.agenda import agenda_of
from hyte.sources.notes.formats.plain_files import read_plain

from .conftest import Read, Write, kinds


def items(text: str) -> list[tuple[int, str, str]]:
    """Line, label and title of every item that is neither standing nor repeated."""
    found = agenda_of(read_plain(text.splitlines()))
    return [
        (line, item.label, item.title)
        for line, item in found.items()
        if item.standing is None and not item.repeated
    ]


def test_paragraph_signs_on_either_side() -> None:
    assert items("§ 12 Kirjaston aukiolo\nTeksti.\n13 § Laturetki\nTeksti.\n§ 14\nUimahalli\nTeksti.\n") == [
        (1, "§ 12", "Kirjaston aukiolo"),
        (3, "§ 13", "Laturetki"),
        (5, "§ 14", "Uimahalli"),
    ]


def test_a_contents_table_is_not_read_twice() -> None:
    text = (
        "Otsikko\tSivu\n§ 12 Kirjaston aukiolo\t2\n§ 13 Laturetki\t3\n\n"
        "§ 12 Kirjaston aukiolo\nTeksti.\n§ 13 Laturetki\nTeksti.\n"
    )
    assert items(text) == [(5, "§ 12", "Kirjaston aukiolo"), (7, "§ 13", "Laturetki")]


def test_a_contents_table_alone_gives_the_items() -> None:
    assert items("Otsikko\tSivu\n§ 12 Kirjaston aukiolo\t2\n") == [(2, "§ 12", "Kirjaston aukiolo")]


def test_a_list_of_matters_and_the_matters() -> None:
    text = (
        "Asialista\n1. Kokouksen avaus\n2. Liikunta\n3. Muut asiat\n\n"
        "1. Kokouksen avaus\nAvattiin.\n2. Liikunta\nPuhuttiin.\n3. Muut asiat\nEi ollut.\n"
    )
    assert items(text) == [(8, "2.", "Liikunta")]


def test_headings_repeat_the_list_without_numbers() -> None:
    text = "Asialista\n1. Avaus\n2. Liikunta\n3. Unikoulu\n\n## Liikunta\nPuhuttiin.\n## Unikoulu\nTeksti.\n"
    assert items(text) == [(6, "2.", "Liikunta"), (8, "3.", "Unikoulu")]


def test_swedish_items() -> None:
    text = "Ärende 1 Mötet öppnas\nÄrende 2 Ungdomsarbetet\nText.\nÄrende 3 Övriga ärenden\n"
    assert items(text) == [(2, "2.", "Ungdomsarbetet")]


def test_numbers_without_a_full_stop() -> None:
    text = "1 Kokouksen aloitus\n2 Lapsiperheiden tilanne\nPuhuttiin.\n3 Seuraava tapaaminen 6.5.2024\n"
    assert items(text) == [(2, "2.", "Lapsiperheiden tilanne")]


@pytest.mark.parametrize(
    "text",
    [
        "Huolenaiheet\n1. Melu\n2. Pöly\n",
        "Toimenpiteet:\n1. Ilta\nVastuu: rehtori\n2. Kävely\nVastuu: seurat\n",
        "Keskusteltiin:\n1. melu\n2. pöly\n",
        "Laki 410/2015 § 22 Osallistuminen\n",
        "2 Kahvia juotiin\n",
    ],
)
def test_what_is_no_agenda(text: str) -> None:
    assert items(text) == []


def test_a_list_within_an_item() -> None:
    text = "1. Kokouksen avaus\n2. Huolet\n  1. Melu\n  2. Pöly\n3. Ilot\n  1. Kirjasto\n4. Muut asiat\n"
    assert items(text) == [(2, "2.", "Huolet"), (5, "3.", "Ilot")]


@pytest.mark.parametrize(
    "title",
    [
        "Kokouksen avaus",
        "Kokouksen laillisuus ja päätösvaltaisuus",
        "Pöytäkirjan tarkastus",
        "Pöytäkirjantarkastajien valinta",
        "Edellisen muistion läpikäynti",
        "Esityslistan hyväksyminen",
        "Ilmoitusasiat",
        "Ajankohtaiset asiat",
        "Muut asiat",
        "Seuraavat kokoukset",
        "Kokouksen päättäminen",
        "Mötets öppnande",
        "Öppnande",
        "Sammanträdets laglighet och beslutförhet",
        "Val av protokolljusterare",
        "Godkännande av föredragningslistan",
        "Föregående promemoria",
        "Anmälningsärenden",
        "Övriga ärenden",
        "Nästa möte",
        "Avslutande av sammanträdet",
        "Muut asiat / Övriga ärenden",
    ],
)
def test_standing_items(title: str) -> None:
    assert items(f"§ 1 {title}\nTeksti.\n") == []


@pytest.mark.parametrize(
    "title",
    [
        "Tilannekatsaus kentältä",
        "Hyvinvointikertomuksen hyväksyminen",
        "Päätösvallan siirtäminen",
        "Valfrihet",
    ],
)
def test_what_is_no_standing_item(title: str) -> None:
    assert items(f"§ 1 {title}\nTeksti.\n") == [(1, "§ 1", title)]


def test_records_lie_under_their_item(write: Write, read: Read) -> None:
    text = """\
Sivistyslautakunta 12.3.2024
§ 1 Kokouksen laillisuus ja päätösvaltaisuus
Päätös: Todettiin lailliseksi.
§ 2 Nuorisotila
Kunnanhallitus päätti 1.2.2024 pyytää lausuntoa.
Sivistysjohtajan ehdotus: Tila on auki lauantaisin.
Päätös: Hyväksyttiin.
§ 3 Laturetki
Ehdotus: Retki pidetään.
Päätös: Hylättiin.
§ 4 Ilmoitusasiat
Päätös: Merkittiin tiedoksi.
"""
    reading = read(write(text))
    assert kinds(reading) == [
        (4, "agenda_item", "Nuorisotila"),
        (6, "proposal", "Tila on auki lauantaisin."),
        (7, "decision", "Hyväksyttiin."),
        (8, "agenda_item", "Laturetki"),
        (9, "proposal", "Retki pidetään."),
        (10, "decision", "Hylättiin."),
    ]
    assert list(reading.notes["agenda"]) == ["§ 2"] * 3 + ["§ 3"] * 3
    by_line = reading.notes.set_index("line")
    assert by_line.loc[7, "parent"] == by_line.loc[6, "id"]
    assert by_line.loc[10, "parent"] == by_line.loc[9, "id"]
    reasons = reading.lines.set_index("line")["reason"].to_dict()
    assert (reasons[2], reasons[3], reasons[5], reasons[12]) == (
        "boilerplate",
        "boilerplate",
        "unread",
        "boilerplate",
    )


def test_an_item_opens_a_part_too(write: Write, read: Read) -> None:
    text = "1. Mötet öppnas\n2. Höstens orosmoment\n- sömnen blir kort\n3. Glädjeämnen\n- klubben är full\n"
    assert kinds(read(write(text))) == [
        (2, "agenda_item", "Höstens orosmoment"),
        (3, "concern", "sömnen blir kort"),
        (4, "agenda_item", "Glädjeämnen"),
        (5, "joy", "klubben är full"),
    ]


def test_a_section_of_official_minutes_that_is_a_label_opens_its_part(write: Write, read: Read) -> None:
    text = "Ohjausryhmä 27.11.2024\n\n2 § Huolenaiheet\n- Jonot kasvavat\n\n3 § Ilonaiheet\n- Kerho alkoi\n"
    notes = read(write(text)).notes
    assert list(notes[notes["kind"] == "concern"]["text"]) == ["Jonot kasvavat"]
    assert list(notes[notes["kind"] == "joy"]["text"]) == ["Kerho alkoi"]


def test_records_of_arrangements_stand_under_their_item(write: Write, read: Read) -> None:
    note = (
        "Ohjausryhmän kokous 5.6.2024\n\n1. Avaus\n2. Ohjelmat\nVoimassa olevat ohjelmat:\n"
        "- Liikuntaohjelma 2024–2028\n- Ikäohjelma 2025\n"
        "3. Huolet\n- Melu\n4. Seuraava kokous\n"
    )
    rows = read(write(note)).notes
    assert dict(zip(rows["text"], rows["agenda"], strict=True)) == {
        "Ohjelmat": "2.",
        "Liikuntaohjelma 2024–2028": "2.",
        "Ikäohjelma 2025": "2.",
        "Huolet": "3.",
        "Melu": "3.",
    }


def test_a_role_is_that_of_its_body(write: Write, read: Read) -> None:
    note = "# Ohjausryhmän kokous 5.6.2024\n\n## Kuka vastaa mistä\n\nNuorisovaltuusto: tekee aloitteita\n"
    rows = read(write(note, "muistio.md")).notes
    assert [(row.kind, row.text, row.body) for row in rows.itertuples()] == [
        ("role", "tekee aloitteita", "Nuorisovaltuusto")
    ]


def test_themes_of_a_discussion_and_lists_within_a_matter_are_no_agenda(write: Write, read: Read) -> None:
    themes = "1. Mikä huolettaa?\n- Melu\n2. Mikä ilahduttaa?\n- Puisto\n3. Mitä tehdään?\n- Mitataan\n"
    assert "agenda_item" not in set(read(write(themes)).notes["kind"])
    within = "1. Kokouksen avaus\n2. Päihdetilanne\n1. Olut\n2. Nuuska\n3. Kesäleiri\n4. Seuraava kokous\n"
    rows = read(write(within, "toinen.txt")).notes
    assert list(rows[rows["kind"] == "agenda_item"]["text"]) == ["Päihdetilanne", "Kesäleiri"]


@pytest.mark.parametrize(
    "said",
    [
        "Edellisen kokouksen muistio hyväksyttiin.",
        "Kokous todettiin lailliseksi ja päätösvaltaiseksi.",
        "Valittiin pöytäkirjantarkastajiksi kaksi jäsentä.",
        "Puheenjohtaja päätti kokouksen kello 15.",
        "Föredragningslistan godkändes.",
    ],
)
def test_what_procedure_settles_is_no_decision(said: str, write: Write, read: Read) -> None:
    assert "decision" not in set(read(write(f"Muistio 5.6.2024\n\n{said}\n")).notes["kind"])
