"""Concerns and joys: joined over groups, by population group, with places; marks in the report's language."""

from __future__ import annotations

from typing import Any

import pytest

from hyte.chapters import concerns, deeds
from hyte.chapters.lists import LISTED
from hyte.model import LANGUAGES

from .found import column, of_kind, table, texts
from .hand_made import data_of, note, record, report_of

TWICE = "Nuorten yksinäisyys on lisääntynyt"


def said(line: int, kind: str = "concern", text: str = TWICE, **more: Any) -> dict[str, Any]:
    return note(line, kind, text, **({"groups": "young", "themes": "mental_health"} | more))


def test_what_two_groups_said_is_one_row_with_both_places() -> None:
    rows = [said(12), said(4, file="lape.pdf", page=3, body="Lape-työryhmä")]
    blocks = concerns.blocks(data_of(notes=rows))
    found = table(blocks, "Kirjatut huolenaiheet")
    assert column(found, 0) == [TWICE]
    assert column(found, 1) == ["nuoret: mielenterveys"]
    assert column(found, 2) == ["2 ryhmää: Lape-työryhmä ja Hyvinvointityöryhmä"]
    assert column(found, 3) == ["lape.pdf, s.\u00a03; muistio.docx, kappale\u00a012"]
    assert "tarkoittavat samaa" in texts(blocks)
    assert "2 huolenaihetta" in texts(blocks)


@pytest.mark.parametrize(
    ("language", "by", "where", "lead"),
    [
        (
            "fi",
            "Hyvinvointityöryhmä 5.6.2022",
            "muistio.docx, kappale\u00a012",
            "kirjasivat yhden huolenaiheen.",
        ),
        ("sv", "Hyvinvointityöryhmä 5.6.2022", "muistio.docx, stycke\u00a012", "antecknade ett orosmoment."),
        (
            "en",
            "Hyvinvointityöryhmä 5\u00a0June\u00a02022",
            "muistio.docx, paragraph\u00a012",
            "residents noted one concern.",
        ),
    ],
)
def test_one_group_stands_with_its_day(language: str, by: str, where: str, lead: str) -> None:
    blocks = concerns.blocks(data_of(language, notes=[said(12)]))
    (_, found) = of_kind(blocks, "table")
    assert (column(found, 2), column(found, 3)) == ([by], [where])
    assert lead in texts(blocks)


def test_matrix_counts_each_population_group_and_the_whole_once() -> None:
    rows = [
        said(1),
        said(2, text="Kouluruokailussa on jonoja", groups="children;young"),
        said(3, text="Kahvila suljettiin", groups=None),
        said(4, "joy", "Kirjasto sai uudet tilat", groups="everyone"),
    ]
    blocks = concerns.blocks(data_of("en", notes=rows))
    matrix = table(blocks, "Concerns and joys by population group")
    assert [(row.header, *(cell.value for cell in row.cells)) for row in matrix.rows] == [
        ("Whole population", 0, 1),
        ("Children", 1, 0),
        ("Young people", 2, 0),
        ("No population group named", 1, 0),
        ("Total", 3, 1),
    ]
    assert matrix.notes == (
        "One matter may concern several population groups, so the rows may add up to more than the total.",
    )


def test_only_joys() -> None:
    blocks = concerns.blocks(data_of(notes=[said(1, "joy", "Liikuntahalli on ahkerassa käytössä")]))
    assert "Huolenaiheita ei ole kirjattu tältä vuodelta." in texts(blocks)
    assert [found.caption for found in of_kind(blocks, "table")] == [
        "Huolen- ja ilonaiheet väestöryhmittäin",
        "Kirjatut ilonaiheet",
    ]


def test_what_most_groups_said_comes_first_within_its_population_group() -> None:
    rows = [
        said(1, text="Bussivuoroja on liian vähän"),
        said(2),
        said(3, file="b.txt", body="Nuorisovaltuusto"),
    ]
    found = table(concerns.blocks(data_of(notes=rows)), "Kirjatut huolenaiheet")
    assert column(found, 0) == [TWICE, "Bussivuoroja on liian vähän"]


def test_rows_of_the_register_name_sheet_and_cell() -> None:
    rows = record("concerns_and_joys", 4, text=TWICE, kind="concern", origin="Nuorisotiimi", groups="young")
    found = table(concerns.blocks(data_of("sv", registers=rows)), "Antecknade orosmoment")
    assert column(found, 2) == ["Nuorisotiimi"]
    assert column(found, 3) == ["rekisterit.xlsx, blad concerns_and_joys, cell A4"]


@pytest.mark.parametrize(("language", "mark"), [("fi", "[nimi]"), ("sv", "[namn]"), ("en", "[name]")])
def test_marks_of_withheld_data_are_in_the_reports_language(language: str, mark: str) -> None:
    rows = [said(1, text="[nimi] kertoi, soita [puhelin]", body="[nimi] ja ryhmä")]
    told = texts(concerns.blocks(data_of(language, notes=rows)))
    assert f"{mark} kertoi, soita [" in told
    assert f"{mark} ja ryhmä" in told
    assert "[puhelin]" not in told or language == "fi"


def test_the_working_edition_shows_what_was_put_back() -> None:
    rows = [said(1, text="Matti Malli kertoi jonoista")]
    assert "Matti Malli" in texts(concerns.blocks(data_of("sv", "working", notes=rows)))


def test_thousands_are_cut_with_a_sentence_that_tells_where_the_others_are() -> None:
    rows = [said(n, text=f"Asia numero {n} huolestuttaa väkeä", groups="older") for n in range(1, 2001)]
    blocks = concerns.blocks(data_of(notes=rows))
    found = table(blocks, "Huolenaiheet: ikääntyneet")
    assert len(found.rows) == LISTED
    assert "2\u00a0000 huolenaihetta" in texts(blocks)
    assert "Loput (1\u00a0940) ovat raportin Excel-tiedoston välilehdellä Huolet, ilot" in texts(blocks)


def test_many_stand_in_one_table_for_each_population_group() -> None:
    rows = [said(n, text=f"Asia {n} painaa", groups=("young", "older")[n % 2]) for n in range(1, 21)]
    blocks = concerns.blocks(data_of("sv", notes=rows))
    captions = [found.caption for found in of_kind(blocks, "table")]
    assert captions[1:] == ["Orosmoment: unga", "Orosmoment: äldre"]
    assert [len(found.columns) for found in of_kind(blocks, "table")[1:]] == [4, 4]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=HYPERLINK(1)", "#set page(width: 1pt)", "{text} {0}"]
)
def test_strange_texts_stay_texts(text: str) -> None:
    found = table(concerns.blocks(data_of(notes=[said(1, text=text)])), "Kirjatut huolenaiheet")
    assert column(found, 0) == [text]


def test_deeds_are_counted_and_listed_by_sector() -> None:
    rows = [
        note(7, "deed", "avattiin kuntosali ikääntyneille", sector="sports"),
        note(8, "brake", "Liikuntasalin vuorot eivät riitä", sector="sports"),
        *record("deeds_and_brakes", 3, text="Lukupiiri", kind="deed", sector="culture", actor="kirjasto"),
    ]
    notes, registers = rows[:2], rows[2:]
    blocks = deeds.blocks(data_of(notes=notes, registers=registers))
    counts = table(blocks, "Hyvinvointiteot ja jarrut toimialoittain")
    assert [(row.header, *(cell.value for cell in row.cells)) for row in counts.rows] == [
        ("Kirjasto ja kulttuuri", 1, 0),
        ("Liikunta ja vapaa-aika", 1, 1),
        ("Yhteensä", 2, 1),
    ]
    listed = table(blocks, "Kirjatut hyvinvointiteot")
    assert column(listed, 0) == ["Lukupiiri", "Avattiin kuntosali ikääntyneille"]
    assert column(listed, 2) == ["kirjasto", "Hyvinvointityöryhmä 5.6.2022"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_at_all_gives_one_box_of_advice_and_no_table(language: str) -> None:
    blocks = report_of(language).strengths()
    assert of_kind(blocks, "table") == []
    (box,) = of_kind(blocks, "callout")
    told = texts(blocks)
    for word in ("data/raw/Heinola/2022/notes/", "data/raw/Heinola/2022/registers/", "pipeline.py template"):
        assert word in told
    assert len(box.lines) > 2
