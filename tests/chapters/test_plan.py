"""The plan and its fulfilment, measures of the notes and their gaps, goals, projects and resources."""

from __future__ import annotations

from typing import Any

import pytest

from hyte.chapters import goals, plan_measures, plan_register, resources
from hyte.model import LANGUAGES

from .found import column, of_kind, table, texts
from .hand_made import data_of, note, record, report_of

Rows = list[dict[str, Any]]


def measure(number: int, **values: str) -> Rows:
    known = {"goal": "Liikkuva kunta", "measure": f"toimi {number}", "responsible": "liikuntapalvelut"}
    known |= {"schedule": "2022", "state": "under_way", "indicators": "Osallistujia"}
    return record("plan", number, **(known | values))


def test_fulfilment_counts_every_state_also_those_without_a_measure() -> None:
    rows = [*measure(3, state="done"), *measure(4), *measure(5, state="done")]
    found = table(plan_register.blocks(data_of(registers=rows)), "Suunnitelman toimenpiteet tilan mukaan")
    assert [(row.header, row.cells[0].value) for row in found.rows] == [
        ("Toteutunut", 2),
        ("Käynnissä", 1),
        ("Ei aloitettu", 0),
        ("Luovuttu", 0),
        ("Yhteensä", 3),
    ]


@pytest.mark.parametrize(
    ("language", "cells"),
    [
        (
            "fi",
            [
                "liikuntapalvelut; kevät (valmis viimeistään kesäkuu 2022)",
                "12\u00a0500\u00a0€, 0,5\u00a0htv",
                "Osallistujia: lähtötaso 41,5 (2020), tavoitetaso −50",
                "Toteutunut: 200 osallistujaa",
                "rekisterit.xlsx, välilehti plan, solu A3",
            ],
        ),
        (
            "sv",
            [
                "liikuntapalvelut; kevät (klar senast juni 2022)",
                "12\u00a0500\u00a0€, 0,5\u00a0årsverken",
                "Osallistujia: utgångsnivå 41,5 (2020), målnivå −50",
                "Genomförd: 200 osallistujaa",
                "rekisterit.xlsx, blad plan, cell A3",
            ],
        ),
        (
            "en",
            [
                "liikuntapalvelut; kevät (due June 2022)",
                "12,500\u00a0€, 0.5\u00a0person-years",
                "Osallistujia: baseline 41.5 (2020), target −50",
                "Done: 200 osallistujaa",
                "rekisterit.xlsx, sheet plan, cell A3",
            ],
        ),
    ],
)
def test_a_measure_of_the_plan_is_one_row_under_its_goal(language: str, cells: list[str]) -> None:
    rows = measure(
        3, sub_goal="Arkiliikunta", schedule="kevät", due="2022-06", resources_euros="12500",
        resources_person_years="0.5", baseline="41.5", baseline_year="2020", target="-50", state="done",
        outcome="200 osallistujaa",
    )  # fmt: skip
    (_, found) = of_kind(plan_register.blocks(data_of(language, registers=rows)), "table")
    assert found.caption.endswith(": Liikkuva kunta")
    assert found.rows[0].header == "Arkiliikunta: Toimi 3"
    assert [cell.text for cell in found.rows[0].cells] == cells


def test_sums_are_over_what_was_given_and_say_what_lacks() -> None:
    rows = [*measure(3, resources_euros="1000"), *measure(4), *measure(5, resources_euros="500.50")]
    told = texts(plan_register.blocks(data_of(registers=rows)))
    assert "yhteensä 1\u00a0500,50\u00a0€ (rivejä 2; tieto puuttuu 1 riviltä)." in told


def test_what_a_row_of_the_plan_lacks_is_told() -> None:
    rows = record("plan", 3, goal="Liikkuva kunta", measure="Kävelyryhmä")
    blocks = plan_register.blocks(data_of(registers=rows))
    assert "Vastuutaho (toimenpiteitä 1); Aikataulu (toimenpiteitä 1)" in texts(blocks)
    (_, found) = of_kind(blocks, "table")
    assert found.rows[0].cells[0].text == "vastuutahoa ei ole kirjattu; aikataulua ei ole kirjattu"
    assert found.rows[0].cells[0].strong


def test_thousands_of_rows_print_sixty_and_all_are_in_the_workbook() -> None:
    rows = [row for number in range(3, 1003) for row in measure(number, goal=f"Tavoite {number % 7}")]
    report = report_of(registers=rows)
    tables = [found for found in of_kind(report.plan(), "table") if found.caption.startswith("Tavoite: ")]
    assert sum(len(found.rows) for found in tables) == 60
    assert "Loput (940)" in texts(report.plan())
    (dataset,) = report.workbook()
    sheet = next(sheet for sheet in dataset.sheets if sheet.name == "Suunnitelma")
    assert len(sheet.rows) == 1000


def test_figures_and_own_columns_of_the_plan_are_in_the_workbook() -> None:
    rows = measure(3, resources_euros="12500.5", baseline_year="2020", state="done")
    rows += [rows[0] | {"field": "Oma sarake", "value": "=1+1", "extra": True, "cell": "Z3"}]
    (dataset,) = report_of(registers=rows).workbook()
    sheet = next(sheet for sheet in dataset.sheets if sheet.name == "Suunnitelma")
    found = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    assert (found["Resurssit (€)"], found["Lähtötason vuosi"], found["Tila"]) == (12500.5, 2020, "Toteutunut")
    assert found["Oma sarake"] == "=1+1"


def test_measures_of_the_notes_show_owner_schedule_and_state() -> None:
    rows = [
        note(3, "measure", "kootaan tilannekuva", owner="koordinaattori", schedule="30.9.2022", state="done"),
        note(4, "measure", "järjestetään asukasilta", owner="kirjasto"),
    ]
    blocks = plan_measures.blocks(data_of(notes=rows))
    found = table(blocks, "Ryhmien sopimat toimenpiteet")
    assert [cell.text for cell in found.rows[0].cells][:3] == ["koordinaattori", "30.9.2022", "toteutunut"]
    assert [cell.text for cell in found.rows[1].cells][:3] == [
        "kirjasto",
        "aikataulua ei ole kirjattu",
        "tilaa ei ole kirjattu",
    ]
    (box,) = of_kind(blocks, "callout")
    assert "Muistioiden 2 toimenpiteestä 1 on ilman vastuutahoa tai aikataulua." in box.lines[0][0].text


def test_a_measure_of_two_groups_is_told_as_an_overlap() -> None:
    rows = [
        note(3, "measure", "Järjestetään asukasilta", owner="kirjasto", schedule="syksy"),
        note(8, "measure", "Järjestetään asukasilta", file="b.txt", body="Lape-työryhmä", owner="nuorisotyö"),
    ]
    found = table(plan_measures.blocks(data_of("sv", notes=rows)), "Åtgärder som flera grupper har antecknat")
    assert column(found, 0) == ["Järjestetään asukasilta"]
    assert column(found, 1) == ["2 grupper: Lape-työryhmä och Hyvinvointityöryhmä"]
    assert column(found, 2) == ["b.txt, rad\u00a08; muistio.docx, stycke\u00a03"]


def test_goals_stand_with_their_means_and_the_vision_above() -> None:
    rows = [
        note(1, "vision", "Kaikki voivat hyvin", programme="Hyvinvointiohjelma"),
        note(2, "change", "liikunta lisääntyy", id="c1"),
        note(3, "means", "liikkuva koulu", parent="c1"),
        note(4, "means", "uudet reitit", parent="c1"),
        note(5, "means", "yhteiset olohuoneet", programme="Demokratiaohjelma"),
    ]
    blocks = goals.blocks(data_of(notes=[row | {"id": row["id"]} for row in rows]))
    assert "Kaikki voivat hyvin" in texts(blocks)
    tree = table(blocks, "Tavoitteet ja muutokset keinoineen")
    assert (column(tree, 0), column(tree, 1)) == (["Liikunta lisääntyy"], ["Muutos"])
    assert column(tree, 2) == ["Liikkuva koulu; Uudet reitit"]
    assert column(table(blocks, "Muut kirjatut keinot ja valinnat"), 0) == ["Yhteiset olohuoneet"]


def test_priorities_stand_by_rank() -> None:
    rows = [
        *record("priorities", 3, name="turvallisuus", rank="2", rests_on="group_views"),
        *record(
            "priorities",
            4,
            name="osallisuus",
            rank="1",
            rests_on="existing_data;group_views",
            sub_goals="a\nb",
        ),
    ]
    found = table(goals.blocks(data_of(registers=rows)), "Painopisteet ja niiden osatavoitteet")
    assert column(found, 0) == ["1. Osallisuus", "2. Turvallisuus"]
    assert column(found, 1) == ["a b", "–"]
    assert column(found, 2)[0] == "Olemassa oleva hyvinvointitieto, Työryhmien näkemykset"


def test_projects_and_resources_have_sums_of_the_report_year() -> None:
    rows = [
        *record("projects", 3, name="Liikkuva arki", themes="physical_activity", starts="2021-01",
                ends="2022-12", state="under_way", funding_source="valtio", euros="20000",
                responsible="liikunta"),
        *record("projects", 4, name="Pyöräkaista", themes="safety", responsible="tekninen"),
        *record("resources", 3, what="koordinaattori", year="2022", planned_hours="400", used_hours="0"),
        *record("resources", 4, what="koordinaattori", year="2021", planned_hours="999"),
    ]  # fmt: skip
    data = data_of(registers=rows)
    told = texts(resources.projects(data))
    assert "yhteensä: 20\u00a0000\u00a0€ (rivejä 1; tieto puuttuu 1 riviltä)." in told
    assert "tammikuu 2021–joulukuu 2022, Käynnissä" in told
    assert "rahoitusta ei ole kirjattu" in told
    told = texts(resources.resources(data))
    assert "Vuodelle 2022 suunniteltu yhteensä: 400\u00a0h (rivejä 1)." in told
    assert "Vuonna 2022 käytetty yhteensä: 0\u00a0h (rivejä 1)." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_brought_gives_one_box_of_advice(language: str) -> None:
    blocks = report_of(language).plan()
    assert of_kind(blocks, "table") == []
    (box,) = of_kind(blocks, "callout")
    assert len(box.lines) == 6
    assert "pipeline.py template --municipality 111 --year 2022" in texts(blocks)
