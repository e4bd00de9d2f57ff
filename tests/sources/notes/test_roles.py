"""Who belongs to a body, and what it is there to do, in invented notes."""

import pytest

from hyte.sources.notes.arrangements.actors import is_role

from .conftest import Read, Write
from .found import found, texts


def test_offices_below_a_body() -> None:
    records = found(
        "Koivurannan ohjausryhmä:\n\nSivistysjohtaja, nuorisosihteeri, koulujen edustaja, "
        "hallinto- ja talousjohtaja\n"
    )
    assert texts(records) == [
        "Sivistysjohtaja",
        "nuorisosihteeri",
        "koulujen edustaja",
        "hallinto- ja talousjohtaja",
    ]
    assert {record.kind for record in records} == {"role"}
    assert {record.heading for record in records} == {"Koivurannan ohjausryhmä"}
    assert {record.line for record in records} == {3}


def test_a_list_of_offices_in_swedish() -> None:
    records = found(
        "## Styrgruppens sammansättning\n- bildningsdirektör (ordförande)\n"
        "- fritidsledare\n- skolornas representant\n"
    )
    assert texts(records) == ["bildningsdirektör (ordförande)", "fritidsledare", "skolornas representant"]


def test_one_line_in_swedish() -> None:
    records = found("Styrgruppen: ekonomi- och förvaltningsdirektör, rektor och äldrerådets representant\n")
    assert texts(records) == ["ekonomi- och förvaltningsdirektör", "rektor", "äldrerådets representant"]


def test_names_stay_out(write: Write, read: Read) -> None:
    reading = read(
        write(
            "Muistio\n\nKylätyöryhmän kokoonpano:\n- sivistysjohtaja Maija Mallikas\n- rehtori\n"
            "- Teppo Testinen, vanhusneuvoston edustaja\n\nPäätettiin jatkaa.\n"
        )
    )
    roles = reading.notes[reading.notes["kind"] == "role"]
    assert "Mallikas" not in reading.notes.to_csv() + reading.lines.to_csv()
    assert list(roles["text"]) == ["sivistysjohtaja", "rehtori", "vanhusneuvoston edustaja"]
    assert roles["quote"].iloc[0] == "sivistysjohtaja [nimi]"


def test_a_sentence_of_members_is_one_record() -> None:
    (record,) = found("Alatyöryhmään kuuluvat rehtori, kirjastonjohtaja ja vapaa-aikaohjaaja.\n")
    assert (record.kind, record.heading) == ("role", "Alatyöryhmään")
    (record,) = found("Till arbetsgruppen hör rektor och fritidsledare.\n")
    assert record.heading == "arbetsgruppen"


def test_tasks_of_bodies_and_offices() -> None:
    records = found(
        "# Hyvinvointityön työnjako\n## Ohjausryhmä\nTehtävät:\n- kokoaa tiedon yhteen\n"
        "- kokoontuu kahdesti vuodessa\n## Alatyöryhmät\n- Ikäryhmä seuraa ikääntyneiden arkea\n- Avoinna\n",
        "role",
    )
    assert [(record.heading, record.text) for record in records] == [
        ("Ohjausryhmä", "kokoaa tiedon yhteen"),
        ("Alatyöryhmät", "Ikäryhmä seuraa ikääntyneiden arkea"),
    ]
    records = found(
        "# Välfärdskoordinatorns uppgifter\n- bereder rapporten\n- sammanträder två gånger om året\n",
        "role",
    )
    assert [(record.heading, record.text) for record in records] == [
        ("Välfärdskoordinatorns", "bereder rapporten")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Työryhmä: asia siirretään seuraavaan kokoukseen, koska tiedot puuttuvat\n",
        "Ohjausryhmä:\n- Nuorten uni huolettaa\n- Melu kasvaa\n",
        "Ikäryhmä seuraa ikääntyneiden arkea\n",
        "Nuorisovaltuustoon kuuluu 12 nuorta.\n",
        "Toimenpide: rehtori, kuraattori ja vanhemmat tapaavat\n",
    ],
)
def test_what_names_no_members(text: str) -> None:
    assert found(text, "role") == []


def test_words_for_offices() -> None:
    assert all(map(is_role, ["tekninen johtaja", "koulujen edustaja", "rektor", "skolornas representanter"]))
    assert not any(map(is_role, ["asukkaat", "melu", "nuorten uni"]))
