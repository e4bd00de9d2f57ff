"""Headings, labels, lists, tables and running text of invented notes."""

import pandas as pd
import pytest

from .conftest import Read, Write, kinds

MUISTIO = """\
Hyvinvointityöryhmän kokous 1/2024

Aika: 5.6.2024 klo 9.00–11.00
Paikka: Teams
Läsnä:
Maija Mallikas, hyvinvointikoordinaattori
Teppo Testinen (TT), nuorisotoimi
Poissa: Zork Blahblah

1. Kokouksen avaus
2. Huolenaiheet
- Nuorten yksinäisyys on lisääntynyt
- Lasten liikunta on vähäistä
3. Ilonaiheet
- Uusi kirjasto on vilkas
4. Muuta keskusteltavaa
Mallikas kertoi kyselystä.
Huolta herättää ikääntyneiden kaatuilu. Asiaan palataan.
5. Toimenpiteet
Toimenpide: Järjestetään avoin ilta
Vastuu: Maija Mallikas
Aikataulu: syyskuu 2024
Toimenpide: Kävelyreitti valaistaan. Vastuu: tekninen johtaja. Aikataulu: 31.12.2024
6. Päätökset
Päätettiin: Kutsutaan koulut mukaan (vastuu: TT, aikataulu: lokakuussa 2024)
Seuraava kokous: 5.12.2024
"""


def test_a_working_group_note(write: Write, read: Read) -> None:
    reading = read(write(MUISTIO))
    assert kinds(reading) == [
        (12, "concern", "Nuorten yksinäisyys on lisääntynyt"),
        (13, "concern", "Lasten liikunta on vähäistä"),
        (15, "joy", "Uusi kirjasto on vilkas"),
        (18, "concern", "Huolta herättää ikääntyneiden kaatuilu."),
        (20, "measure", "Järjestetään avoin ilta"),
        (23, "measure", "Kävelyreitti valaistaan."),
        (25, "decision", "Kutsutaan koulut mukaan"),
    ]
    assert set(reading.notes["body"]) == {"Hyvinvointityöryhmä"}
    assert set(reading.notes["date"]) == {"2024-06-05"}
    assert list(reading.notes["owner"].fillna("")[4:]) == ["[nimi]", "tekninen johtaja", "[nimi]"]
    assert list(reading.notes["schedule"].fillna("")[4:]) == ["syyskuu 2024", "31.12.2024", "lokakuussa 2024"]
    assert reading.notes["heading"].iloc[0] == "Huolenaiheet"
    assert reading.notes["file"].unique() == ["Esimerkkilä/2024/notes/muistio.txt"]
    assert reading.problems == ()


def test_names_of_those_present_are_nowhere(write: Write, read: Read) -> None:
    reading = read(write(MUISTIO))
    out = reading.notes.to_csv() + reading.lines.to_csv()
    for name in ("Mallikas", "Maija", "Testinen", "Teppo", "Zork", "Blahblah", "TT"):
        assert name not in out
    attendance = reading.lines[reading.lines["reason"] == "attendance"]
    assert list(attendance["line"]) == [5, 6, 7, 8]
    assert attendance["text"].isna().all()


def test_reasons_of_unused_lines(write: Write, read: Read) -> None:
    reading = read(write(MUISTIO))
    reasons = dict(zip(reading.lines["line"], reading.lines["reason"], strict=True))
    assert (reasons[1], reasons[3], reasons[4]) == ("header", "header", "header")
    assert (reasons[10], reasons[11], reasons[26]) == ("boilerplate", "heading", "boilerplate")
    assert (reasons[17], reasons[18]) == ("unread", "rest")
    rest = reading.lines[reading.lines["reason"] == "rest"]
    assert list(rest["text"]) == ["Asiaan palataan."]


MARKDOWN = """\
# Hyvinvointilautakunta 20.10.2024

## Huolenaiheet

### Lapset ja nuoret

* Koulupoissaolot
  ovat lisääntyneet
* Vapaita tiloja on liian vähän

### Ikääntyneet

1. Yksinäisyys
2. Kaatumiset

## Ilmiöt ja toimet

| Ilmiö | Toimenpide | Vastuu | Aikataulu |
|---|---|---|---|
| Kiusaaminen | **Kiva**-tunnit | rehtori | syksy 2024 |
| Uniongelmat | | terveydenhoitaja | |

## Ilmiöt

- Yksinäisyys -> avoin ilta
"""


def test_markdown(write: Write, read: Read) -> None:
    reading = read(write(MARKDOWN, "muistio.md"))
    assert kinds(reading) == [
        (7, "concern", "Koulupoissaolot ovat lisääntyneet"),
        (9, "concern", "Vapaita tiloja on liian vähän"),
        (13, "concern", "Yksinäisyys"),
        (14, "concern", "Kaatumiset"),
        (20, "phenomenon", "Kiusaaminen"),
        (20, "measure", "Kiva-tunnit"),
        (21, "phenomenon", "Uniongelmat"),
        (25, "phenomenon", "Yksinäisyys"),
        (25, "measure", "avoin ilta"),
    ]
    assert reading.notes["heading"].iloc[0] == "Huolenaiheet: Lapset ja nuoret"
    measure = reading.notes.iloc[5]
    assert (measure["owner"], measure["schedule"], measure["rule"]) == ("rehtori", "syksy 2024", "table")
    assert measure["quote"] == "Kiusaaminen | Kiva-tunnit | rehtori | syksy 2024"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Paatdésehdotus", "proposal"),
        ("Paatos", "decision"),
        ("Päätés", "decision"),
        ("Huolenaiheet", "concern"),
        ("HUOLENAIHEET", "concern"),
        ("Ilon aiheet", "joy"),
        ("Hyvinvointiteot", "deed"),
        ("Jarruttavat tekijät", "brake"),
        ("Ilmiöt", "phenomenon"),
        ("Toimenpiteet", "measure"),
        ("Beslut", "decision"),
        ("Merkittiin tiedoksi", "decision"),
    ],
)
def test_labels(write: Write, read: Read, label: str, kind: str) -> None:
    reading = read(write(f"Aika: 5.6.2024\n\n{label}: Kuntalaiset kävelevät enemmän\n"))
    assert kinds(reading) == [(3, kind, "Kuntalaiset kävelevät enemmän")]


def test_a_common_heading_of_both_is_neither(write: Write, read: Read) -> None:
    reading = read(write("# Huolen- ja ilonaiheet\n\n- Kirjasto\n"))
    assert reading.notes.empty


def test_a_list_ends_with_its_label(write: Write, read: Read) -> None:
    text = "Huolet:\n- Melu\n\nSeuraavaksi puhuttiin talvesta.\n"
    reading = read(write(text))
    assert kinds(reading) == [(2, "concern", "Melu")]
    assert list(reading.lines["reason"]) == ["heading", "unread"]


def test_official_minutes(write: Write, read: Read) -> None:
    text = """\
Sivistyslautakunta 12.3.2024

§ 14 Hyvinvointikertomuksen hyväksyminen
Valmistelija Hyvinvointikoordinaattori Mallikas Maija
Esittelijä: Sivistysjohtaja Zork Blahblah, p. 040 123 4567
Päätösehdotus Lautakunta päättää hyväksyä kertomuksen ja
esittää sen valtuustolle.
Käsittely
Blahblah poistui kokouksesta esteellisenä.
Päätös
Hyväksyttiin.

Merkitään, että kertomus täydennetään.
§ 15 Muut asiat
"""
    reading = read(write(text))
    assert kinds(reading) == [
        (6, "proposal", "Lautakunta päättää hyväksyä kertomuksen ja esittää sen valtuustolle."),
        (11, "decision", "Hyväksyttiin. Merkitään, että kertomus täydennetään."),
    ]
    assert set(reading.notes["heading"]) == {"Hyvinvointikertomuksen hyväksyminen"}
    assert set(reading.notes["body"]) == {"Sivistyslautakunta"}
    assert "Blahblah" not in reading.lines.to_csv()


def test_several_decisions_and_what_follows(write: Write, read: Read) -> None:
    text = "Päätökset:\n- Kysely uusitaan\n- Ilta järjestetään\n\nKahvit juotiin.\n"
    assert kinds(read(write(text))) == [
        (2, "decision", "Kysely uusitaan"),
        (3, "decision", "Ilta järjestetään"),
    ]


def test_a_label_with_its_text_takes_no_more(write: Write, read: Read) -> None:
    text = "Päätettiin: Kysely uusitaan.\nKeskusteltiin talvesta.\n1. Talousarvio\nEi huomautettavaa.\n"
    reading = read(write(text))
    assert kinds(reading) == [(1, "decision", "Kysely uusitaan.")]
    assert list(reading.lines["reason"]) == ["unread", "heading", "unread"]


def test_an_owner_in_a_table_is_no_name_in_the_quote(write: Write, read: Read) -> None:
    text = "Toimenpide\tVastuu\nUnikoulu\tZuul, Nuorisotyö\n"
    record = read(write(text)).notes.iloc[0]
    assert record["owner"] == "[nimi], Nuorisotyö"
    assert record["quote"] == "Unikoulu | [nimi], Nuorisotyö"


def test_a_table_of_two_columns_and_a_form(write: Write, read: Read) -> None:
    text = "Sektori\tHyvinvointiteko\tJarrut\nKirjasto\tLukupiiri\tKiire\n\nHuolenaiheet\tMelu\n"
    reading = read(write(text))
    assert kinds(reading) == [(2, "deed", "Lukupiiri"), (2, "brake", "Kiire"), (4, "concern", "Melu")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-15", "utf-16"])
def test_encodings(write: Write, read: Read, encoding: str) -> None:
    reading = read(write("Huolenaiheet:\n- Äidit väsyvät öisin\n", encoding=encoding))
    assert kinds(reading) == [(2, "concern", "Äidit väsyvät öisin")]


def test_hyphens_and_tags(write: Write, read: Read) -> None:
    text = (
        "Huolenaiheet:\n- nuorten yksi-\n  näisyys ja koulu\u00adkiusaaminen<br>\n- lasten-\n  ja <b>uni</b>"
    )
    assert kinds(read(write(text))) == [
        (2, "concern", "nuorten yksinäisyys ja koulukiusaaminen"),
        (4, "concern", "lasten- ja uni"),
    ]


def test_year_that_is_not_the_folders(write: Write, read: Read) -> None:
    reading = read(write("Ohjausryhmän kokous 5.6.2023\nHuoli: melu\n"))
    assert len(reading.problems) == 1
    assert "2023-06-05" in str(reading.problems[0])
    assert "folder of 2024" in str(reading.problems[0])
    assert kinds(reading) == [(2, "concern", "melu")]


def test_two_notes_of_one_meeting(write: Write, read: Read) -> None:
    head = "Ohjausryhmän kokous 5.6.2024\n"
    reading = read(write(head + "Huoli: melu\n", "a.txt"), write(head + "Ilo: kirjasto\n", "b.md"))
    assert [kind for _, kind, _ in kinds(reading)] == ["concern", "joy"]
    assert len(reading.problems) == 1
    assert "notes/a.txt" in str(reading.problems[0])


def test_columns_fit_the_processed_tables(write: Write, read: Read) -> None:
    schemas = pytest.importorskip("hyte.store.schemas")
    reading = read(write(MUISTIO))
    for name, frame in (("notes", reading.notes), ("note_lines", reading.lines)):
        assert isinstance(frame, pd.DataFrame)
        schemas.check_table(name, frame)
        schemas.check_table(name, frame.iloc[:0])
