"""Proposal, decision and outcome stand together under their item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hyte.process.decisions import matters

Make = Callable[..., Any]


def test_item_with_proposal_decision_and_measure(table: Make, note: Make) -> None:
    common = {"agenda": "§ 12", "body": "Hyvinvointilautakunta", "date": "2024-05-08"}
    notes = table(
        "notes",
        note(1, "agenda_item", "Hyvinvointiohjelman laatiminen", **common),
        note(4, "proposal", "Lautakunta päättää, että ohjelma laaditaan", **common),
        note(6, "decision", "Hyväksyttiin.", state="approved", parent="n004", **common),
        note(7, "measure", "Nimetään työryhmä", **common),
        note(9, "agenda_item", "Muut asiat", agenda="§ 13"),
    )
    (one,) = matters(notes.iloc[::-1])
    assert (one.agenda, one.title) == ("§ 12", "Hyvinvointiohjelman laatiminen")
    assert (one.body, one.date) == ("Hyvinvointilautakunta", "2024-05-08")
    assert [p.id for p in one.proposals] == ["n004"]
    assert [d.id for d in one.decisions] == ["n006"]
    assert [m.id for m in one.measures] == ["n007"]
    assert one.outcomes == ("approved",)
    assert not one.undecided


def test_parent_joins_without_label(table: Make, note: Make) -> None:
    notes = table(
        "notes",
        note(1, "proposal", "Laaditaan ohjelma", heading="Ohjelman laatiminen"),
        note(2, "decision", "Palautettiin valmisteluun", state="returned", parent="n001"),
        note(5, "decision", "Merkittiin tiedoksi", state="noted"),
    )
    first, second = matters(notes)
    assert first.outcomes == ("returned",)
    assert first.title == "Ohjelman laatiminen"
    assert (second.proposals, second.outcomes) == ((), ("noted",))


def test_same_label_in_two_notes_is_two_items(table: Make, note: Make) -> None:
    notes = table(
        "notes",
        note(1, "decision", "Hyväksyttiin", agenda="3.", date="2024-11-01"),
        {**note(1, "decision", "Hylättiin", agenda="3.", date="2024-06-01"), "id": "x", "file": "b.docx"},
    )
    assert [one.decisions[0].text for one in matters(notes)] == ["Hylättiin", "Hyväksyttiin"]


def test_proposal_without_decision_is_told(table: Make, note: Make) -> None:
    (one,) = matters(table("notes", note(1, "proposal", "Laaditaan ohjelma", agenda="§ 1")))
    assert one.undecided


def test_no_notes_no_matters(table: Make) -> None:
    assert matters(table("notes")) == ()


def test_sentences_of_one_proposal_have_one_decision(table: Make, note: Make) -> None:
    notes = table(
        "notes",
        note(1, "proposal", "Aiempi ehdotus", agenda="§ 1"),
        note(2, "proposal", "Ohjelma laaditaan", heading="Päätösehdotus"),
        note(3, "proposal", "Nimetään kaksi edustajaa", heading="Päätösehdotus"),
        note(5, "decision", "Hyväksyttiin", state="approved", parent="n003", heading="Päätös"),
    )
    earlier, one = matters(notes)
    assert [proposal.id for proposal in one.proposals] == ["n002", "n003"]
    assert one.title is None
    assert not one.undecided
    assert earlier.undecided


def test_proposals_of_a_list_stay_apart(table: Make, note: Make) -> None:
    notes = table("notes", *(note(line, "proposal", f"Ehdotus {line}") for line in (1, 2, 3)))
    assert [len(one.proposals) for one in matters(notes)] == [1, 1, 1]
