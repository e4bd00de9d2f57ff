"""What is due is read from registers and sentences; a miss is claimed only where the rhythm is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hyte.process.meetings_due import BodyMeetings, meetings_due
from hyte.process.rhythm import Rhythm, rhythm_of

Make = Callable[..., Any]

SENTENCES = [
    (
        "Ohjausryhmä kokoontuu kaksi kertaa vuodessa, kesäkuun alussa ja marraskuun lopussa",
        Rhythm(2, (6, 11)),
    ),
    (
        "ohjausryhma kokoontuu kaksi kertaa vuodessa -> kesakuun alussa ja marraskuun lopussa",
        Rhythm(2, (6, 11)),
    ),
    ("Työryhmä kokoontuu neljä kertaa vuodessa", Rhythm(4)),
    ("Ryhmä kokoontuu 3–4 kertaa vuodessa", Rhythm(3)),
    ("Kokoontuu 6 kertaa vuodessa", Rhythm(6)),
    ("Kokoontuu vähintään kerran vuodessa", Rhythm(1)),
    ("Kokoontuu kerran kuukaudessa", Rhythm(12)),
    ("Kokoontuu kerran kuussa", Rhythm(12)),
    ("Kokoontuu kuukausittain", Rhythm(12)),
    ("Kokoontuu kuukausittain lukuun ottamatta heinäkuuta", Rhythm(11, (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12))),
    ("Kokoontuu joka toinen kuukausi", Rhythm(6)),
    ("Kokoontuu neljännesvuosittain", Rhythm(4)),
    ("Kokoontuu kaksi kertaa lukukaudessa", Rhythm(4)),
    ("Kokoontuu maaliskuussa, toukokuussa ja lokakuussa", Rhythm(3, (3, 5, 10))),
    ("Kokoontuu vuosittain", Rhythm(1)),
    ("Kokoontuu keväisin ja syksyisin", Rhythm(2)),
    ("Kokoontuu tarvittaessa", None),
    ("Kokoontuu säännöllisesti", None),
    (
        "Styrgruppen sammanträder två gånger om året, i början av juni och i slutet av november",
        Rhythm(2, (6, 11)),
    ),
    ("Gruppen samlas fyra gånger per år", Rhythm(4)),
    ("Gruppen möts en gång i månaden", Rhythm(12)),
    ("Gruppen möts kvartalsvis", Rhythm(4)),
    ("Gruppen möts varannan månad", Rhythm(6)),
    ("Gruppen möts vid behov", None),
]


@pytest.mark.parametrize(("text", "rhythm"), SENTENCES)
def test_rhythm_of_sentence(text: str, rhythm: Rhythm | None) -> None:
    assert rhythm_of(text) == rhythm


@pytest.fixture
def due(table: Make) -> Callable[..., dict[str, BodyMeetings]]:
    """The result by body, for meetings given as (body, date) and the rows of notes and registers."""

    def make(
        held: list[tuple[str | None, str | None]],
        notes: list[dict[str, Any]] | None = None,
        registers: list[dict[str, Any]] | None = None,
        until: date | None = None,
    ) -> dict[str, BodyMeetings]:
        rows = [
            {"file": f"m{n}.docx", "body": body, "date": day, "present": 3, "absent": 0}
            for n, (body, day) in enumerate(held)
        ]
        found = meetings_due(
            2024,
            table("meetings", *rows),
            table("notes", *(notes or [])),
            table("registers", *(registers or [])),
            until=until,
        )
        return {one.body: one for one in found}

    return make


def test_month_that_has_no_meeting_is_missing(due: Make, register: Make) -> None:
    rows = register("bodies", 5, name="Hyvinvointityön ohjausryhmä", meetings_per_year="2", months="06;11")
    found = due([("Hyvinvointityön ohjausryhmä", "2024-06-05")], registers=rows)
    (one,) = found.values()
    assert (one.due, one.due_months, one.missing, one.missing_months) == (2, (6, 11), 1, (11,))
    assert [held.date for held in one.held] == ["2024-06-05"]
    assert one.source is not None
    assert one.source.cell == "B5"


def test_neighbouring_month_counts(due: Make, register: Make) -> None:
    rows = register("bodies", 5, name="Ohjausryhmä", meetings_per_year="2", months="06;11")
    (one,) = due([("Ohjausryhmä", "2024-05-30"), ("Ohjausryhmä", "2024-12-02")], registers=rows).values()
    assert (one.missing, one.missing_months) == (0, ())


def test_rhythm_of_sentence_is_that_of_the_group_it_speaks_of(due: Make, note: Make) -> None:
    text = "ohjausryhmä kokoontuu kaksi kertaa vuodessa -> kesäkuun alussa ja marraskuun lopussa"
    notes = [note(7, "meeting_rhythm", text, body="Lape-työryhmä", owner="ohjausryhmä")]
    found = due([("Hyvinvointityön ohjausryhmä", "2024-11-28"), ("Lape-työryhmä", "2024-02-01")], notes)
    assert found["ohjausryhmä"].missing_months == (6,)
    assert found["ohjausryhmä"].rule_text == text
    assert found["Lape-työryhmä"].due is None
    assert found["Lape-työryhmä"].missing is None


def test_register_goes_before_sentence(due: Make, note: Make, register: Make) -> None:
    notes = [note(1, "meeting_rhythm", "Kokoontuu kuukausittain", body="Ohjausryhmä")]
    rows = register("bodies", 5, name="Ohjausryhmä", meetings_per_year="3")
    (one,) = due([("Ohjausryhmä", "2024-01-01")], notes, rows).values()
    assert (one.due, one.missing, one.missing_months) == (3, 2, ())


def test_a_group_that_calls_itself_the_working_group_is_its_own_body(due: Make, note: Make) -> None:
    text = "Työryhmä kokoontuu neljä kertaa vuodessa"
    notes = [note(7, "meeting_rhythm", text, body="Hyvinvointityöryhmä", owner="työryhmä")]
    found = due([("Hyvinvointityöryhmä", "2024-06-05")], notes)
    assert list(found) == ["Hyvinvointityöryhmä"]
    assert (found["Hyvinvointityöryhmä"].due, found["Hyvinvointityöryhmä"].missing) == (4, 3)


def test_number_in_register_without_rhythm_leaves_it_to_the_sentence(
    due: Make, note: Make, register: Make
) -> None:
    notes = [note(1, "meeting_rhythm", "Kokoontuu kerran vuodessa", body="Ohjausryhmä")]
    (one,) = due([], notes, register("bodies", 5, name="Ohjausryhmä")).values()
    assert (one.due, one.missing) == (1, 1)


def test_unknown_rhythm_is_no_miss(due: Make, note: Make) -> None:
    notes = [note(1, "meeting_rhythm", "Kokoontuu tarvittaessa", body="Ohjausryhmä")]
    (one,) = due([("Ohjausryhmä", "2024-03-01")], notes).values()
    assert (one.due, one.missing, one.missing_months) == (None, None, ())
    assert len(one.held) == 1


def test_undated_meeting_counts_and_its_month_is_not_guessed(due: Make, register: Make) -> None:
    rows = register("bodies", 5, name="Ohjausryhmä", meetings_per_year="2", months="06;11")
    (one,) = due([("Ohjausryhmä", None)], registers=rows).values()
    assert (one.missing, one.missing_months) == (1, ())


def test_same_meeting_told_twice_is_one(table: Make) -> None:
    rows = [
        {"file": "a.docx", "body": "Ohjausryhmä", "date": "2024-06-05"},
        {"file": "b.pdf", "body": "Ohjausryhmä", "date": "2024-06-05", "same_as": "a.docx"},
        {"file": "d.pdf", "body": "Ohjausryhmä", "same_as": "b.pdf"},
        {"file": "c.txt", "body": "ohjausryhmä", "date": "2024-06-05"},
    ]
    frame = table("meetings", *({**row, "present": 0, "absent": 0} for row in rows))
    (one,) = meetings_due(2024, frame, table("notes"), table("registers"))
    assert [held.files for held in one.held] == [("a.docx", "b.pdf", "c.txt", "d.pdf")]


def test_meeting_of_another_year_is_told_apart(due: Make, register: Make) -> None:
    rows = register("bodies", 5, name="Ohjausryhmä", meetings_per_year="1")
    (one,) = due([("Ohjausryhmä", "2023-06-05")], registers=rows).values()
    assert one.missing == 1
    assert [held.date for held in one.other_years] == ["2023-06-05"]


def test_months_to_come_are_not_missing(due: Make, register: Make) -> None:
    rows = register("bodies", 5, name="Ohjausryhmä", meetings_per_year="2", months="06;11")
    (one,) = due([], registers=rows, until=date(2024, 8, 15)).values()
    assert (one.due, one.missing_months) == (1, (6,))
    rows = register("bodies", 5, name="Ohjausryhmä", meetings_per_year="2")
    (one,) = due([], registers=rows, until=date(2024, 8, 15)).values()
    assert (one.due, one.missing) == (None, None)


def test_short_name_of_several_bodies_is_a_body_of_its_own(due: Make) -> None:
    held = [
        ("Lasten työryhmä", "2024-01-01"),
        ("Vanhusten työryhmä", "2024-01-02"),
        ("työryhmä", "2024-01-03"),
    ]
    assert len(due(held)) == 3


def test_meeting_of_nobody_is_kept(due: Make) -> None:
    found = due([(None, "2024-02-01"), ("Ohjausryhmä", "2024-03-01")])
    assert list(found) == ["Ohjausryhmä", None]
    assert (found[None].due, len(found[None].held)) == (None, 1)


def test_heading_tells_that_two_names_are_one_group(due: Make, note: Make) -> None:
    text = "ohjausryhmä kokoontuu kaksi kertaa vuodessa"
    notes = [
        note(
            1,
            "role",
            "rehtori",
            body="Hyvinvointityöryhmä",
            heading="Kunnan hyvinvointityöryhmä/ ohjausryhmä",
        ),
        note(7, "meeting_rhythm", text, body="Hyvinvointityöryhmä", owner="ohjausryhmä"),
    ]
    (one,) = due([("Hyvinvointityöryhmä", "2024-11-28")], notes).values()
    assert (one.body, one.due, one.missing) == ("Hyvinvointityöryhmä", 2, 1)
