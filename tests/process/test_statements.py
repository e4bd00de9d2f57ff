"""Notes, registers and surveys become statements that keep their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pandas as pd

from hyte.process.statements import STATEMENT_KINDS, Source, statements
from hyte.store.local_columns import NOTE_KINDS

Make = Callable[..., Any]


def empty(table: Make, name: str) -> pd.DataFrame:
    frame: pd.DataFrame = table(name)
    return frame


def test_note_becomes_statement_with_all_its_fields(table: Make, note: Make) -> None:
    notes = table(
        "notes",
        note(
            4,
            "concern",
            "Nuorten yksinäisyys",
            page=2,
            body="Lape-työryhmä",
            date="2024-06-05",
            themes="mental_health;safety",
            groups="young",
            sector="youth",
            agenda="§ 3",
            rule="labelled",
        ),
        note(5, "agenda_item", "Muut asiat"),
    )
    (said,) = statements(notes, empty(table, "registers"))
    assert said.source == Source("a.docx", line=4, page=2)
    assert said.themes == ("mental_health", "safety")
    assert said.groups == ("young",)
    assert (said.id, said.body, said.date, said.sector, said.agenda) == (
        "n004",
        "Lape-työryhmä",
        "2024-06-05",
        "youth",
        "§ 3",
    )
    assert said.owner is None
    assert said.schedule is None


def test_note_whose_theme_was_emptied_stays_without_one(table: Make, note: Make) -> None:
    (said,) = statements(table("notes", note(1, "concern", "Nuorten yksinäisyys")), empty(table, "registers"))
    assert said.themes == ()
    assert said.groups == ()


def test_register_row_keeps_choices_and_gets_the_missing_ones_from_its_words(
    table: Make, register: Make
) -> None:
    rows = [
        *register(
            "concerns_and_joys",
            12,
            text="Nuuskan käyttö yläkoululla",
            kind="concern",
            origin="Lape-työryhmä",
            date="2024-05",
            themes="health",
        ),
        *register("deeds_and_brakes", 5, text="Lukukoirat alkoivat", kind="deed", actor="Kirjasto"),
        *register("deeds_and_brakes", 6, kind="deed", actor="Kirjasto"),
        *register("plan", 5, text="Ei tätä", kind="deed"),
    ]
    concern, deed = statements(empty(table, "notes"), table("registers", *rows))
    assert concern.id == "concerns_and_joys/r.xlsx#concerns_and_joys!12"
    assert concern.themes == ("health",)
    assert concern.groups == ("young",)
    assert concern.rule == "register, groups and sector by words"
    assert concern.source == Source("r.xlsx", sheet="concerns_and_joys", cell="A12")
    assert (concern.body, concern.date) == ("Lape-työryhmä", "2024-05")
    assert (deed.sector, deed.owner, deed.body) == ("culture", "Kirjasto", "Kirjasto")
    assert deed.rule == "register, sector by words"


def test_column_of_ones_own_is_no_field_of_the_statement(table: Make, register: Make) -> None:
    rows = register("deeds_and_brakes", 5, text="Kerho alkoi", kind="deed", sector="youth")
    rows.append({**rows[0], "field": "owner", "value": "jotain", "extra": True, "cell": "D5"})
    (deed,) = statements(empty(table, "notes"), table("registers", *rows))
    assert deed.owner is None


def test_free_answer_is_resident_input_by_survey(table: Make) -> None:
    texts = table(
        "survey_texts",
        {
            "survey": "s",
            "id": "t1",
            "question": "4",
            "question_text": "Mitä muuta?",
            "text": "Lisää penkkejä",
            "themes": "physical_activity",
            "file": "kysely.csv",
            "line": 3,
        },
    )
    (said,) = statements(empty(table, "notes"), empty(table, "registers"), texts)
    assert (said.kind, said.channel, said.heading) == ("resident_input", "survey", "Mitä muuta?")
    assert said.source == Source("kysely.csv", line=3)


def test_order_is_that_of_the_places(table: Make, note: Make, register: Make) -> None:
    notes = table("notes", note(20, "joy", "b"), note(3, "concern", "a"))
    rows = [
        *register("deeds_and_brakes", 10, text="d", kind="deed"),
        *register("deeds_and_brakes", 9, text="c", kind="brake"),
    ]
    for frame in (table("registers", *rows), table("registers", *rows[::-1])):
        said = statements(notes.iloc[::-1], frame)
        assert [one.text for one in said] == ["a", "b", "c", "d"]
        assert all(
            isinstance(value, str | int | tuple | dict | None)
            for one in said
            for value in asdict(one).values()
        )


def test_kinds_are_kinds_of_notes() -> None:
    assert set(STATEMENT_KINDS) <= set(NOTE_KINDS)
