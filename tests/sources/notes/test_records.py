"""Headings, labels, lists, tables and running text of invented notes."""

import pandas as pd
import pytest

from hyte.sources.notes import NotesReading
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.records import read_records

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
        (11, "agenda_item", "Huolenaiheet"),
        (12, "concern", "Nuorten yksinäisyys on lisääntynyt"),
        (13, "concern", "Lasten liikunta on vähäistä"),
        (14, "agenda_item", "Ilonaiheet"),
        (15, "joy", "Uusi kirjasto on vilkas"),
        (16, "agenda_item", "Muuta keskusteltavaa"),
        (18, "concern", "Huolta herättää ikääntyneiden kaatuilu."),
        (19, "agenda_item", "Toimenpiteet"),
        (20, "measure", "Järjestetään avoin ilta"),
        (23, "measure", "Kävelyreitti valaistaan."),
        (24, "agenda_item", "Päätökset"),
        (25, "decision", "Kutsutaan koulut mukaan"),
    ]
    assert list(reading.notes["agenda"]) == ["2."] * 3 + ["3."] * 2 + ["4."] * 2 + ["5."] * 3 + ["6."] * 2
    assert set(reading.notes["body"]) == {"Hyvinvointityöryhmä"}
    assert set(reading.notes["date"]) == {"2024-06-05"}
    tasks = reading.notes[reading.notes["kind"].isin(["measure", "decision"])]
    assert list(tasks["owner"]) == ["[nimi]", "tekninen johtaja", "[nimi]"]
    assert list(tasks["schedule"]) == ["syyskuu 2024", "31.12.2024", "lokakuussa 2024"]
    assert reading.notes["heading"].iloc[1] == "Huolenaiheet"
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
    assert (reasons[10], reasons[26]) == ("boilerplate", "boilerplate")
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
        (3, "agenda_item", "Hyvinvointikertomuksen hyväksyminen"),
        (6, "proposal", "Lautakunta päättää hyväksyä kertomuksen ja esittää sen valtuustolle."),
        (11, "decision", "Hyväksyttiin."),
        (13, "decision", "Merkitään, että kertomus täydennetään."),
    ]
    assert set(reading.notes["heading"].dropna()) == {"Hyvinvointikertomuksen hyväksyminen"}
    assert list(reading.notes["state"].fillna("")) == ["", "", "approved", ""]
    proposal = reading.notes["id"].iloc[1]
    assert list(reading.notes["parent"].fillna("")) == ["", "", proposal, proposal]
    assert set(reading.notes["agenda"]) == {"§ 14"}
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
    frames = {name: getattr(reading, name) for name in ("meetings", "attendance", "withheld", "originals")}
    frames |= {"notes": reading.notes, "note_lines": reading.lines}
    for name, frame in frames.items():
        assert isinstance(frame, pd.DataFrame)
        schemas.check_table(name, frame)
        schemas.check_table(name, frame.iloc[:0])


def fields(reading: NotesReading, *names: str) -> list[tuple[str | None, ...]]:
    """The columns of every record, None where they are empty."""
    rows = reading.notes[list(names)].itertuples(index=False)
    return [tuple(None if pd.isna(value) else value for value in row) for row in rows]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Hyväksyttiin.", "approved"),
        ("Hyvaksyttiin.", "approved"),
        ("Ehdotus hyväksyttiin yksimielisesti.", "approved"),
        ("Päätösehdotuksen mukaan.", "approved"),
        ("Merkittiin tiedoksi.", "noted"),
        ("Lautakunta merkitsi selvityksen tiedoksi.", "noted"),
        ("Hyväksyttiin seuraavin muutoksin: aika pitenee.", "amended"),
        ("Hyväksyttiin muutettuna.", "amended"),
        ("Asia palautettiin uudelleen valmisteltavaksi.", "returned"),
        ("Asia jätettiin pöydälle.", "tabled"),
        ("Ehdotus hylättiin äänin 5–4.", "rejected"),
        ("Godkändes enligt förslaget.", "approved"),
        ("Antecknades för kännedom.", "noted"),
        ("Godkändes med den ändringen att tiden förlängs.", "amended"),
        ("Ärendet återremitterades.", "returned"),
        ("Bordlades.", "tabled"),
        ("Förslaget förkastades.", "rejected"),
        ("Nimettiin kaksi edustajaa.", None),
    ],
)
def test_how_a_decision_went(write: Write, read: Read, said: str, state: str | None) -> None:
    reading = read(write(f"§ 3 Linja-auto\nPäätösehdotus: Kyllä.\nPäätös: {said}\n"))
    assert fields(reading, "kind", "text", "state")[2] == ("decision", said, state)
    assert reading.notes["parent"].iloc[2] == reading.notes["id"].iloc[1]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("toteutunut", "done"),
        ("Valmis", "done"),
        ("käynnissä", "under_way"),
        ("osittain toteutunut", "under_way"),
        ("kesken", "under_way"),
        ("ei aloitettu", "not_begun"),
        ("ei ole vielä aloitettu", "not_begun"),
        ("luovuttu", "dropped"),
        ("ei toteutunut", "dropped"),
        ("genomförd", "done"),
        ("pågår", "under_way"),
        ("inte påbörjad", "not_begun"),
        ("avstådd", "dropped"),
        ("sovitaan myöhemmin", None),
    ],
)
def test_how_far_a_measure_is(write: Write, read: Read, said: str, state: str | None) -> None:
    text = f"Toimenpide: Unikoulu\nTila: {said}\n\nToimenpide\tVastuu\tTila\nKävely\trehtori\t{said}\n"
    reading = read(write(text))
    assert fields(reading, "text", "state") == [("Unikoulu", state), ("Kävely", state)]


def test_states_in_brackets_and_headings(write: Write, read: Read) -> None:
    text = (
        "Toteutuneet toimenpiteet\n- Kävelyreitti\n- Uimakoulu (kesken)\n\n"
        "Åtgärder\n- Simskola – pågår\n- Vandring – tillsammans med föreningarna\n"
    )
    assert fields(read(write(text)), "text", "state") == [
        ("Kävelyreitti", "done"),
        ("Uimakoulu", "under_way"),
        ("Simskola", "under_way"),
        ("Vandring – tillsammans med föreningarna", None),
    ]


def test_a_row_of_several_kinds(write: Write, read: Read) -> None:
    text = (
        "Fenomen\tOro\tÅtgärd\tAnsvar\tTidtabell\tLäge\n"
        "Skolfrånvaro\tSömnen blir kort\tMorgonmål\trektorn\thösten 2024\tpågår\n"
    )
    reading = read(write(text))
    assert fields(reading, "kind", "text", "owner", "schedule", "state") == [
        ("phenomenon", "Skolfrånvaro", None, None, None),
        ("concern", "Sömnen blir kort", None, None, None),
        ("measure", "Morgonmål", "rektorn", "hösten 2024", "under_way"),
    ]
    assert reading.notes["parent"].iloc[2] == reading.notes["id"].iloc[0]


def test_a_column_that_tells_the_kind(write: Write, read: Read) -> None:
    text = "Laji\tKuvaus\tSektori\nHuoli\tMelu kaduilla\tTekninen\nJarru\tLupien hitaus\tTekninen toimi\n"
    reading = read(write(text))
    assert fields(reading, "kind", "text", "sector") == [
        ("concern", "Melu kaduilla", "technical"),
        ("brake", "Lupien hitaus", "technical"),
    ]


def test_an_arrow_leads_to_each_measure(write: Write, read: Read) -> None:
    reading = read(write("- Ilmiö: nuuskaa käytetään -> tunti aiheesta -> ilta\n  - asiasta viesti\n"))
    assert kinds(reading) == [
        (1, "phenomenon", "nuuskaa käytetään"),
        (1, "measure", "tunti aiheesta"),
        (1, "measure", "ilta"),
    ]
    first = reading.notes["id"].iloc[0]
    assert list(reading.notes["parent"].fillna("")) == ["", first, first]
    assert reading.notes["quote"].iloc[2].endswith("asiasta viesti")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Työryhmää huolettaa yksinäisyys.", "concern"),
        ("Kouluruokailu mietitytti ryhmää.", "concern"),
        ("Gruppen oroar sig för skärmtiden.", "concern"),
        ("Det är oroande att kön växer.", "concern"),
        ("Det finns ett bekymmer kring bussarna.", "concern"),
        ("Ilahduttavaa on, että kerhot täyttyvät.", "joy"),
        ("Hienoa, että hanke jatkuu.", None),
        ("On hienoa että hanke jatkuu.", "joy"),
        ("Teemapäivä onnistui hyvin.", "joy"),
        ("Det är glädjande att simhallen är öppen.", "joy"),
        ("Klubbarna uppskattas av familjerna.", "joy"),
        ("Tilojen puute on ollut esteenä.", "brake"),
        ("Hankintalaki hidastaa työtä.", "brake"),
        ("Brist på personal bromsar arbetet.", "brake"),
        ("Det beslöts att en enkät görs.", "decision"),
        ("Det avtalades om en ny tid.", "decision"),
        ("Rapporten antecknades för kännedom.", "decision"),
        ("Det föreslås att gruppen utvidgas.", "proposal"),
        ("Kuntalaiset toivoivat lisää penkkejä.", "resident_input"),
        ("Invånarna önskar fler bänkar.", "resident_input"),
        # What says no such thing
        ("Ei huolta liikuntapaikoista.", None),
        ("Huolta ei ole siitä, miten käy.", None),
        ("Toimiala pitää huolta laduista.", None),
        ("Huoltajille lähetetään kirje.", None),
        ("Huolehditaan tilavarauksista.", None),
        ("Det finns inget att oroa sig för.", None),
        ("Tarkoitus ei ole kokoontua kokoontumisen ilosta.", None),
        ("Tapahtuma epäonnistui.", None),
        ("Kokeilu ei onnistunut.", None),
        ("Kostnaderna uppskattas till 10 000 euro.", None),
        ("Liikunta ehkäisee ja hidastaa sairauksia.", None),
        ("Det finns inga hinder.", None),
        ("Viime kokouksessa päätettiin kysyä asiaa.", None),
        ("Käytiin läpi, mitä sovittiin.", None),
    ],
)
def test_what_a_sentence_says(write: Write, read: Read, sentence: str, kind: str | None) -> None:
    reading = read(write(f"Kokous 5.6.2024\n\n{sentence}\n"))
    assert list(reading.notes["kind"]) == ([kind] if kind else [])


def test_mixed_lists_tell_by_their_marks(write: Write, read: Read) -> None:
    text = """\
Kokous 5.6.2024

Ilot ja huolet
+ uimahalli on auki
- jonot ovat pitkät

☺ kerhot täyttyvät
☹ ruoka jää syömättä
Bussit kulkevat harvoin (huoli)
HUOLI: tie on pimeä
Ilo – hiihtoladut ovat kunnossa
"""
    assert kinds(read(write(text))) == [
        (4, "joy", "uimahalli on auki"),
        (5, "concern", "jonot ovat pitkät"),
        (7, "joy", "kerhot täyttyvät"),
        (8, "concern", "ruoka jää syömättä"),
        (9, "concern", "Bussit kulkevat harvoin"),
        (10, "concern", "tie on pimeä"),
        (11, "joy", "hiihtoladut ovat kunnossa"),
    ]


def test_bullets_without_a_plus_stay_bullets(write: Write, read: Read) -> None:
    assert read(write("Ilot ja huolet\n- jonot\n- uimahalli\n")).notes.empty


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Mikä huolettaa?", "concern"),
        ("Missä onnistuttiin", "joy"),
        ("Vad är bra här?", "joy"),
        ("Vad oroar oss?", "concern"),
        ("Kyläläisten terveiset kunnalle", "resident_input"),
        ("Elevernas önskemål", "resident_input"),
        ("Asukkaiden ehdotukset", "resident_input"),
        ("Asukkaiden huolenaiheet", "concern"),
        ("Mikä jarruttaa?", "brake"),
        ("Havainnot kevään ajalta", "phenomenon"),
        ("Att göra", "measure"),
        ("Lapsiperheiden tilanne", None),
        ("Huolen puheeksi ottaminen", None),
    ],
)
def test_what_a_heading_is_about(write: Write, read: Read, heading: str, kind: str | None) -> None:
    reading = read(write(f"# Kokous 5.6.2024\n\n## {heading}\n\n- Bussi kulkee iltaisin\n", "a.md"))
    assert list(reading.notes["kind"]) == ([kind] if kind else [])


def test_owners_behind_a_measure(write: Write, read: Read) -> None:
    text = (
        "TODO:\n- vastausten luokittelu (viestintä, 7.2. mennessä)\n- kutsu (rehtori)\n"
        "- Kävely Vastuu: liikuntatoimi Aikataulu: syksy 2024\n- Reitit (ks. kartta 2)\n"
    )
    assert fields(read(write(text)), "text", "owner", "schedule") == [
        ("vastausten luokittelu", "viestintä", "7.2. mennessä"),
        ("kutsu", "rehtori", None),
        ("Kävely", "liikuntatoimi", "syksy 2024"),
        ("Reitit (ks. kartta 2)", None, None),
    ]


def test_what_a_record_is_about(write: Write, read: Read) -> None:
    text = """\
Ikäihmisten työryhmän kokous 5.6.2024

Huolenaiheet
- Yksinäisyys lisääntyy

Huolet\tKohderyhmä
Nuuskan käyttö yleistyy\tNuoret

Asukaspalaute
- Penkkejä lisää
"""
    reading = read(write(text))
    assert fields(reading, "text", "themes", "groups", "channel") == [
        ("Yksinäisyys lisääntyy", "mental_health", "older", None),
        ("Nuuskan käyttö yleistyy", "substance_use", "young", None),
        ("Penkkejä lisää", None, "older", "feedback_form"),
    ]


def test_items_on_one_line_are_items_of_their_own() -> None:
    line = NumberedLine(3, 3, "• melu • pöly", "list", 1, ("melu", "pöly"), "•")
    records, unread = read_records([NumberedLine(1, 1, "Huolet:"), line], frozenset(), frozenset())
    assert [(record.line, record.text) for record in records] == [(3, "melu"), (3, "pöly")]
    assert [(left.line, left.reason) for left in unread] == [(1, "heading")]


def test_a_note_in_another_language_is_pointed_out(write: Write, read: Read) -> None:
    text = (
        "Die Gruppe hat die Lage der jungen Leute besprochen und wird im Herbst einen Bericht schreiben.\n"
        * 3
    )
    reading = read(write(text))
    assert reading.notes.empty
    assert any("neither in Finnish nor in Swedish" in str(problem) for problem in reading.problems)
    assert reading.lines_in == len(reading.lines) > 0


def test_what_was_withheld_is_kept_for_the_working_edition(write: Write, read: Read) -> None:
    reading = read(
        write("Läsnä: Maija Mallikas, rehtori\n\nPäätettiin: Maija Mallikas soittaa poliisille.\n")
    )
    record = reading.notes.iloc[0]
    assert (record["text"], record["kind"]) == ("[nimi] soittaa poliisille.", "decision")
    originals = reading.originals.set_index("field")["text"].to_dict()
    assert originals["text"] == "Maija Mallikas soittaa poliisille."
    assert set(reading.originals["id"]) == {record["id"]}
    assert list(reading.withheld[["line", "kind", "count"]].itertuples(index=False, name=None)) == [
        (1, "name", 1),
        (3, "name", 1),
    ]


def test_what_is_said_after_a_proposal_is_no_proposal(write: Write, read: Read) -> None:
    text = """\
§ 5 Avustukset
Ehdotus: Avustukset jaetaan.

Keskustelun kuluessa esitettiin palauttamista.

Kunnanhallitus päätti yksimielisesti ehdotuksen mukaan.
"""
    reading = read(write(text))
    assert fields(reading, "line", "kind", "state") == [
        (1, "agenda_item", None),
        (2, "proposal", None),
        (6, "decision", "approved"),
    ]
    assert reading.notes["parent"].iloc[2] == reading.notes["id"].iloc[1]


def test_groups_within_a_part(write: Write, read: Read) -> None:
    text = "# Huolet\n\nNuoret\n- uni\n- Ikäihmiset\n  - kaatumiset\n\nNuorisotyö\nIlo: uusi tila\n"
    assert fields(read(write(text, "a.md")), "text", "heading", "groups")[:2] == [
        ("uni", "Huolet: Nuoret", "young"),
        ("kaatumiset", "Huolet: Ikäihmiset", "older"),
    ]


def test_a_table_of_tasks_by_its_owners(write: Write, read: Read) -> None:
    text = "Mitä\tKuka\tMihin mennessä\nPuistokävely\tliikuntatoimi\t30.8.\n"
    assert fields(read(write(text)), "kind", "text", "owner", "schedule") == [
        ("measure", "Puistokävely", "liikuntatoimi", "30.8.")
    ]


def test_a_sentence_may_end_with_a_year(write: Write, read: Read) -> None:
    reading = read(write("Edellinen on vuodelta 2021. Huolta herättää ruoka.\n"))
    assert fields(reading, "text") == [("Huolta herättää ruoka.",)]
