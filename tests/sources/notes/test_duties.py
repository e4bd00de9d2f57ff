"""What bodies and offices are there to do, in lists, definitions and sentences of invented notes."""

import pytest

from .found import found, texts


@pytest.mark.parametrize(
    "heading", ["Vastuut", "Kuka vastaa mistä", "Kenen tontti", "Roolit", "Tehtävänjako", "Kuka tekee mitä"]
)
def test_definitions_under_a_heading(heading: str) -> None:
    records = found(
        f"# {heading}\nKoordinaattori: kokoaa ja kirjaa\nJohtoryhmä: päättää rahoista\n"
        "Kylät: järjestävät illat\n",
        "role",
    )
    assert [(record.owner, record.text) for record in records] == [
        ("Koordinaattori", "kokoaa ja kirjaa"),
        ("Johtoryhmä", "päättää rahoista"),
        ("Kylät", "järjestävät illat"),
    ]


@pytest.mark.parametrize("heading", ["Rollerna", "Vem ansvarar för vad", "Ansvarsfördelning", "Uppdrag"])
def test_definitions_in_swedish(heading: str) -> None:
    records = found(
        f"## {heading}\n- Koordinatorn: skriver rapporten\n- Nämnderna: följer upp målen\n", "role"
    )
    assert [(record.owner, record.text) for record in records] == [
        ("Koordinatorn", "skriver rapporten"),
        ("Nämnderna", "följer upp målen"),
    ]


def test_tasks_below_the_names_of_actors() -> None:
    records = found(
        "# Kunnan hyvinvointityö: kuka tekee mitä\n## Koordinaattori\n- kutsuu koolle ja kirjaa\n"
        "## Johtoryhmä\n- varaa rahat\n## Liitteet\n- talousarvio ja kartta\n",
        "role",
    )
    assert [(record.owner, record.text) for record in records] == [
        ("Koordinaattori", "kutsuu koolle ja kirjaa"),
        ("Johtoryhmä", "varaa rahat"),
    ]


def test_labels_that_say_whose_task_it_is() -> None:
    records = found(
        "Johtoryhmän mandaatti: linjaa ja purkaa esteitä\nNämndernas ansvar: förverkligar åtgärderna\n",
        "role",
    )
    assert [(record.owner, record.text) for record in records] == [
        ("Johtoryhmän", "linjaa ja purkaa esteitä"),
        ("Nämndernas", "förverkligar åtgärderna"),
    ]


def test_sentences_that_say_what_a_task_is() -> None:
    records = found(
        "Työryhmän tehtävänä on seurata palveluja.\n\nGruppens uppgift är att följa upp hur invånarna mår.\n",
        "role",
    )
    assert texts(records) == ["seurata palveluja", "följa upp hur invånarna mår"]


def test_sentences_whose_subject_is_an_actor() -> None:
    records = found("# Vem ansvarar för vad\nEkonomen kopplar åtgärderna till budgeten.\n", "role")
    assert texts(records) == ["Ekonomen kopplar åtgärderna till budgeten."]


@pytest.mark.parametrize(
    "text",
    [
        "# Kuka tekee mitä\n- Rehtori: kutsu koteihin (maaliskuu)\n- Sihteeri: tila varataan (huhtikuu)\n",
        "# Tehtävät\n- kysely vanhemmille\n- kutsu kylille\n",
        "# Huolet\nKoulut: melu kasvaa\nPäiväkodit: ruoka jäähtyy\n",
        "# Roolit\n- Johtoryhmä: kerran kuussa\n",
        "Koordinaattori: kokoaa ja kirjaa\n",
    ],
)
def test_what_is_no_lasting_task(text: str) -> None:
    assert found(text, "role") == []


def test_several_bodies_and_what_each_does_need_no_heading() -> None:
    text = (
        "Fullmäktige: godkänner planen\nStyrelsen: ansvarar för helheten\nLedningsgruppen: följer upp målen\n"
    )
    assert texts(found(f"# Så leds arbetet\n{text}", "role")) == [
        "godkänner planen",
        "ansvarar för helheten",
        "följer upp målen",
    ]
    assert found(f"# Iakttagelser\n{text}", "role") == []
    assert found(text.partition("\n")[0], "role") == []
