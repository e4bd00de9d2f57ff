"""Meetings against those due, decisions, bodies, the year's process, programmes and TEAviisari's answers."""

from __future__ import annotations

from typing import Any

import pytest

from hyte.chapters import background, bodies, decisions, meetings, process_path, programmes
from hyte.model import LANGUAGES

from .found import column, of_kind, table, texts
from .hand_made import data_of, note, record, report_of

GROUP = "Hyvinvointityöryhmä"


def meeting(file: str, date: str | None, **more: Any) -> dict[str, Any]:
    row = {"file": f"Heinola/2022/notes/{file}", "body": GROUP, "date": date, "present": 0, "absent": 0}
    return row | more


def attended(role: str | None, sector: str | None, status: str, count: int = 1, file: str = "a.docx") -> Any:
    return {
        "file": f"Heinola/2022/notes/{file}",
        "role": role,
        "sector": sector,
        "status": status,
        "count": count,
    }


def body(number: int = 4, **values: str) -> list[dict[str, Any]]:
    known = {
        "name": GROUP,
        "kind": "working_group",
        "task": "Seuraa hyvinvointia",
        "members_by_role": "rehtori",
    }
    return record("bodies", number, **known | values)


def test_a_missing_meeting_is_told_with_its_month() -> None:
    data = data_of(
        meetings=[meeting("a.docx", "2022-06-05", number="1/2022", place="Teams", present=6, absent=2)],
        registers=body(meetings_per_year="2", months="06;11"),
    )
    found = table(meetings.blocks(data), "Pidetyt ja sovitut kokoukset")
    assert [cell.text for cell in found.rows[0].cells] == [
        "1",
        "2",
        "1 (marraskuu)",
        "rekisterit.xlsx, välilehti bodies, solu E4",
    ]
    assert found.rows[0].cells[2].strong
    listed = table(meetings.blocks(data), "Kokoukset ja niiden muistiot")
    assert listed.rows[0].header == f"{GROUP} 1/2022"
    assert [cell.text for cell in listed.rows[0].cells] == ["5.6.2022, Teams", "6 / 2", "0", "0", "a.docx"]


def test_no_list_of_attendance_is_not_nobody() -> None:
    found = table(
        meetings.blocks(data_of("sv", meetings=[meeting("a.docx", None)])), "Möten och deras promemorior"
    )
    assert [cell.text for cell in found.rows[0].cells][:2] == ["datum framgår inte", "–"]


def test_without_a_known_rhythm_nothing_is_said_to_be_missing() -> None:
    captions = [
        t.caption for t in of_kind(meetings.blocks(data_of(meetings=[meeting("a.docx", None)])), "table")
    ]
    assert captions == ["Kokoukset ja niiden muistiot"]


def test_notes_of_another_year_are_told_and_two_of_one_meeting_count_once() -> None:
    data = data_of(
        "en",
        meetings=[
            meeting("a.docx", "2022-06-05"),
            meeting("b.pdf", "2022-06-05", same_as="Heinola/2022/notes/a.docx"),
            meeting("c.txt", "2021-06-01"),
        ],
    )
    told = texts(meetings.blocks(data))
    assert "Notes and minutes read: 3; meetings in them: 1." in told
    assert "1 are dated to another year than 2022" in told
    assert "b.pdf (the same meeting as a.docx)" in told


def test_participation_is_by_sector_and_role() -> None:
    rows = [
        attended("sivistysjohtaja", "education", "present"),
        attended("sivistysjohtaja", "education", "absent", file="b.docx"),
        attended(None, None, "present", 3),
    ]
    data = data_of(meetings=[meeting("a.docx", "2022-06-05")], attendance=rows)
    found = table(meetings.blocks(data), "Osallistuminen toimialoittain")
    assert [(row.header, *(cell.text for cell in row.cells)) for row in found.rows] == [
        ("Sivistys ja opetus", "1", "1 / 1 / 0", "sivistysjohtaja", "a.docx; b.docx"),
        ("Toimialaa ei mainita", "1", "3 / 0 / 0", "–", "a.docx"),
    ]


def test_a_proposal_and_its_decision_are_one_row() -> None:
    rows = [
        note(3, "agenda_item", "Hyvinvointiohjelman laatiminen", agenda="§ 12"),
        note(4, "proposal", "Lautakunta päättää laatia ohjelman.", agenda="§ 12"),
        note(5, "decision", "Ehdotuksen mukaan.", agenda="§ 12", state="approved"),
        note(9, "proposal", "Hankitaan pyöriä.", agenda="§ 13"),
    ]
    blocks = decisions.blocks(data_of(notes=rows))
    found = table(blocks, "Ehdotukset ja päätökset")
    assert column(found, 0) == ["§ 12 Hyvinvointiohjelman laatiminen", "§ 13"]
    assert column(found, 1)[0] == "Lautakunta päättää laatia ohjelman."
    assert column(found, 2) == ["Hyväksyttiin. Ehdotuksen mukaan.", "ei päätöstä muistiossa"]
    assert column(found, 3)[0] == f"{GROUP} 5.6.2022"
    assert column(found, 4)[0] == "muistio.docx, kappale\u00a04; muistio.docx, kappale\u00a05"
    assert "päätös 1 asiasta. Lisäksi 1 asiasta on ehdotus" in texts(blocks)


def test_a_decision_without_a_title_is_said_once_and_so_is_its_outcome() -> None:
    rows = [
        note(3, "decision", "Merkittiin tiedoksi.", agenda="§ 2", state="noted"),
        note(7, "decision", "Sovittiin retkestä."),
        note(9, "decision", "Ohjelma hyväksyttiin.", state="approved"),
    ]
    found = table(decisions.blocks(data_of(notes=rows)), "Ehdotukset ja päätökset")
    assert column(found, 0) == ["§ 2", "Sovittiin retkestä.", "Ohjelma hyväksyttiin."]
    assert column(found, 2) == ["Merkittiin tiedoksi.", "Päätetty", "Hyväksyttiin"]


def test_bodies_show_roles_and_never_the_members_names() -> None:
    rows = body(chair="kaupunginjohtaja", member_names="Matti Malli", meetings_per_year="2", months="06;11")
    blocks = bodies.blocks(data_of("sv", registers=rows))
    found = table(blocks, "Organ och grupper")
    assert [cell.text for cell in found.rows[0].cells][:3] == [
        "Arbetsgrupp: Seuraa hyvinvointia",
        "Ordförande: kaupunginjohtaja. Medlemmar: rehtori",
        "2, juni, november",
    ]
    assert "Malli" not in texts(blocks)


def test_roles_of_the_notes_stand_under_their_body() -> None:
    rows = [note(1, "role", "rehtori"), note(2, "role", "tekninen johtaja")]
    found = table(bodies.blocks(data_of(notes=rows)), "Muistioissa mainitut roolit")
    assert (found.rows[0].header, found.rows[0].cells[0].text) == (GROUP, "rehtori, tekninen johtaja")


def test_phases_are_in_the_order_of_months_and_noted_ones_keep_their_words() -> None:
    registers = [
        *record("process", 3, phase="Kooste", month_from="2022-10", owner="ryhmä", state="not_begun"),
        *record(
            "process", 4, phase="Kysely", month_from="2022-03", month_to="2022-04", owner="koordinaattori"
        ),
    ]
    notes = [note(9, "process_step", "Täydennetty kooste", schedule="11/ 2016")]
    blocks = process_path.phases(data_of(registers=registers, notes=notes))
    found = table(blocks, "Hyvinvointityön vaiheet ja kuukaudet")
    assert column(found, 0) == ["Kysely", "Kooste"]
    assert column(found, 1) == ["maaliskuu 2022 – huhtikuu 2022", "lokakuu 2022"]
    assert column(found, 3) == ["tilaa ei ole kirjattu", "ei aloitettu"]
    assert column(table(blocks, "Muistioihin kirjatut vaiheet"), 1) == ["11/ 2016"]


def test_approvals_show_what_was_planned_and_what_was_handled() -> None:
    rows = [
        *record("approvals", 3, step="Hyväksyminen", body="Valtuusto", handled_date="2022-06-13",
                section="41", decision="approved"),
        *record("approvals", 4, step="Tiedoksi", body="Hallitus", planned_date="2022-09"),
    ]  # fmt: skip
    found = table(
        process_path.approvals(data_of("en", registers=rows)), "Handling of the report and plan in the bodies"
    )
    assert column(found, 2) == ["handled 13\u00a0June\u00a02022", "planned September 2022"]
    assert column(found, 3) == ["§ 41 Approved", "no decision noted"]


def test_programmes_that_have_ended_are_marked_and_named_once() -> None:
    registers = record("programmes", 3, name="Liikuntaohjelma", valid_from="2019", valid_to="2021", owner="x")
    notes = [
        note(
            5,
            "programme",
            "Ravitsemussuunnitelma 2015-2020",
            programme="Ravitsemussuunnitelma",
            owner="[nimi]",
        ),
        note(6, "programme", "liikuntaohjelma", programme="liikuntaohjelma"),
        note(7, "programme", "Viestintäsuunnitelma", programme="Viestintäsuunnitelma"),
        note(8, "programme", "Nuorisotakuu 2022", programme="Nuorisotakuu"),
    ]
    blocks = programmes.blocks(data_of(registers=registers, notes=notes))
    found = table(blocks, "Hyvinvointityötä ohjaavat ohjelmat ja suunnitelmat")
    assert column(found, 0) == [
        "Liikuntaohjelma",
        "Ravitsemussuunnitelma 2015-2020",
        "Viestintäsuunnitelma",
        "Nuorisotakuu 2022",
    ]
    assert column(found, 1) == ["2019–2021, päättynyt", "2015–2020, päättynyt", "ei kirjattu", "2022"]
    assert [row.cells[0].strong for row in found.rows] == [True, True, False, False]
    assert "niistä 2 on päättynyt ennen vuotta 2022" in texts(blocks)


def test_answers_sent_without_the_management_group_are_told() -> None:
    rows = record(
        "teaviisari_answers", 3, sector="sports", round="2022", sent="2022-04-01", results_body="Valiokunta",
        for_information_to="kunnanhallitus",
    )  # fmt: skip
    found = table(
        process_path.answers(data_of(registers=rows)), "TEAviisarin tiedonkeruu ja tulosten käsittely"
    )
    assert [cell.text for cell in found.rows[0].cells][:3] == [
        "lähetetty 1.4.2022; johtoryhmän käsittelyä ei ole kirjattu",
        "Valiokunta; tiedoksi kunnanhallitus",
        "–",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_brought_gives_the_law_and_one_box_of_advice(language: str) -> None:
    blocks = report_of(language).background()
    assert of_kind(blocks, "table") == []
    (box,) = of_kind(blocks, "callout")
    assert len(box.lines) == 8
    assert "data/raw/Heinola/2022/notes/" in texts(blocks)
    assert [block.text for block in of_kind(blocks, "heading")] == [data_of(language).w("background.title")]


def test_what_there_is_needs_no_advice() -> None:
    rows = [note(1, "decision", "Hyväksyttiin esitys")]
    blocks = background.blocks(data_of(notes=rows, meetings=[meeting("muistio.docx", "2022-06-05")]))
    (box,) = of_kind(blocks, "callout")
    names = [line[0].text for line in box.lines]
    assert "Päätökset: " not in names
    assert "Kokoukset: " not in names
    assert "Ohjelmat ja suunnitelmat: " in names
