"""A phenomenon is followed to its measures; one without any comes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hyte.process.phenomena import Phenomenon, phenomena
from hyte.process.statements import Statement, statements

Make = Callable[..., Any]


@pytest.fixture
def found(table: Make) -> Callable[..., dict[str, Phenomenon]]:
    def make(
        notes: list[dict[str, Any]], registers: list[dict[str, Any]] | None = None
    ) -> dict[str, Phenomenon]:
        said: tuple[Statement, ...] = statements(
            table("notes", *notes), table("registers", *(registers or []))
        )
        return {one.text: one for one in phenomena(said[::-1])}

    return make


def test_measure_that_says_whose_it_is(found: Make, note: Make) -> None:
    notes = [
        note(1, "phenomenon", "Koulupoissaolot lisääntyvät", agenda="3."),
        note(2, "phenomenon", "Nuuskan käyttö", agenda="3."),
        note(3, "measure", "Kuraattori soittaa kotiin", parent="n001", agenda="3."),
    ]
    result = found(notes)
    (answer,) = result["Koulupoissaolot lisääntyvät"].answers
    assert (answer.statement.id, answer.link) == ("n003", "parent")
    assert not result["Nuuskan käyttö"].answered
    assert list(result) == ["Nuuskan käyttö", "Koulupoissaolot lisääntyvät"]


def test_measure_of_a_measure_belongs_to_the_phenomenon(found: Make, note: Make) -> None:
    notes = [
        note(1, "phenomenon", "Koulupoissaolot"),
        note(2, "measure", "Toimintamalli", parent="n001"),
        note(3, "measure", "Koulutus mallista", parent="n002"),
    ]
    assert [answer.statement.id for answer in found(notes)["Koulupoissaolot"].answers] == ["n002", "n003"]


def test_same_row_and_same_item(found: Make, note: Make) -> None:
    notes = [
        note(1, "phenomenon", "Koulupoissaolot", agenda="2."),
        {**note(1, "measure", "Yhteinen malli", agenda="2."), "id": "m1"},
        note(2, "phenomenon", "Kaatumiset liukkailla", agenda="2."),
        note(3, "measure", "Tiedotetaan", agenda="2."),
        note(4, "measure", "Muu asia", agenda="5."),
    ]
    result = found(notes)
    assert [(one.statement.id, one.link) for one in result["Koulupoissaolot"].answers] == [
        ("m1", "row"),
        ("n003", "agenda"),
    ]
    assert [(one.statement.id, one.link) for one in result["Kaatumiset liukkailla"].answers] == [
        ("n003", "agenda")
    ]


def test_same_label_in_another_note_is_another_item(found: Make, note: Make) -> None:
    notes = [
        note(1, "phenomenon", "Koulupoissaolot", agenda="2."),
        note(2, "measure", "Malli", agenda="2.") | {"file": "b.docx"},
    ]
    assert not found(notes)["Koulupoissaolot"].answered


def test_phenomenon_that_a_deed_of_the_register_names(found: Make, note: Make, register: Make) -> None:
    rows = [
        *register("deeds_and_brakes", 5, text="Lukukoirat", kind="deed", phenomenon="Lasten lukuinto laskee"),
        *register(
            "deeds_and_brakes", 6, text="Rahaa ei ole", kind="brake", phenomenon="lasten lukuinto laskee"
        ),
        *register("deeds_and_brakes", 7, text="Kirjavinkit", kind="deed", phenomenon="Koulupoissaolot"),
        *register("deeds_and_brakes", 8, text="Tilat puuttuvat", kind="brake", phenomenon="Yksinäisyys"),
        *register("deeds_and_brakes", 9, text="Retki", kind="deed"),
    ]
    result = found([note(1, "phenomenon", "Koulupoissaolot")], rows)
    assert list(result) == ["Yksinäisyys", "Koulupoissaolot", "Lasten lukuinto laskee"]
    assert [one.statement.text for one in result["Lasten lukuinto laskee"].answers] == [
        "Lukukoirat",
        "Rahaa ei ole",
    ]
    assert result["Lasten lukuinto laskee"].seen == ()
    assert result["Koulupoissaolot"].answers[0].link == "named"
    assert not result["Yksinäisyys"].answered


def test_phenomenon_seen_in_several_groups_is_one(found: Make, note: Make) -> None:
    notes = [
        note(1, "phenomenon", "Nuorten yksinäisyys on lisääntynyt", body="A"),
        note(2, "phenomenon", "Yksinäisyys lisääntynyt nuorilla", body="B"),
        note(3, "measure", "Ystävätoiminta alkaa", parent="n002"),
    ]
    (one,) = found(notes).values()
    assert [seen.body for seen in one.seen] == ["A", "B"]
    assert one.answered


def test_circle_of_parents_ends(found: Make, note: Make) -> None:
    notes = [
        note(1, "phenomenon", "Koulupoissaolot"),
        note(2, "measure", "Malli", parent="n003"),
        note(3, "measure", "Toinen", parent="n002"),
    ]
    assert not found(notes)["Koulupoissaolot"].answered
