"""Headings of plans in words of many kinds, over lists, tables and sentences of invented notes."""

import pytest

from hyte.sources.notes.arrangements.part_stems import heading_parts, plan_parts

from .found import found, lines_of, texts

GOALS = ["Päämäärämme", "Mihin pyritään?", "Tavoitetila 2030", "Målbild", "Dit vill vi", "Vart är vi på väg?"]
CHANGES = ["Muutos, jonka teemme", "Mikä on toisin?", "Det här vill vi förändra", "Önskad förändring"]
MEANS = ["Millä tavoin?", "Näin sen teemme", "Mitä teemme sen eteen", "Verktyg", "Så förverkligas planen"]
PRIORITIES = [
    "Kolme kärkeä",
    "Tärkeimmät nostot",
    "Mihin keskitymme ensin",
    "Top 5",
    "Fokus 2025",
    "Viktigast nu",
]


@pytest.mark.parametrize(
    "heading, kind",
    [
        *((heading, "goal") for heading in GOALS),
        *((heading, "change") for heading in CHANGES),
        *((heading, "means") for heading in MEANS),
        *((heading, "priority") for heading in PRIORITIES),
    ],
)
def test_a_heading_over_a_list(heading: str, kind: str) -> None:
    records = found(f"# {heading}\n- arki kantaa\n- kukaan ei jää yksin\n")
    assert [(record.kind, record.text) for record in records] == [
        (kind, "arki kantaa"),
        (kind, "kukaan ei jää yksin"),
    ]


@pytest.mark.parametrize(
    "heading", ["Huolet ja ilot", "Tavoitteet ja toimenpiteet", "Kolme kokousta", "Valokuvia"]
)
def test_headings_of_something_else(heading: str) -> None:
    assert found(f"# {heading}\n- arki kantaa\n- kukaan ei jää yksin\n") == []


def test_codes_before_the_items() -> None:
    text = "TAVOITTEET\nT1 melu vähenee\nT2 uni paranee\n\nKEINOT\nK1 hiljainen tunti\nK2 univiikko\n"
    assert [(record.kind, record.text) for record in found(text)] == [
        ("goal", "melu vähenee"),
        ("goal", "uni paranee"),
        ("means", "hiljainen tunti"),
        ("means", "univiikko"),
    ]
    assert [line.label for line in lines_of("A4 paperia\non tilattu\n")] == [""]
    assert lines_of("Q1 kysely\nQ2 tulokset\n")[0].label == ""


def test_a_goal_behind_its_number() -> None:
    records = found("Tavoite 1. Melu vähenee\n\nTavoite 2. Uni paranee\n")
    assert [(record.kind, record.text) for record in records] == [
        ("goal", "Melu vähenee"),
        ("goal", "Uni paranee"),
    ]


def test_a_priority_that_comes_again_is_one() -> None:
    (first, second) = found("# Top 2\n1. Arki\n2. Yhteisö\n# Kärki 1: Arki\nTeksti jatkuu.\n", "priority")
    assert (first.text, second.text) == ("Arki", "Yhteisö")
    assert len(first.lines) == 2


def test_plans_told_in_sentences() -> None:
    records = found("Tavoitteenamme on, että melu vähenee. Keinoina meillä ovat hiljaiset tunnit ja matot.\n")
    assert [(record.kind, record.text) for record in records] == [
        ("goal", "melu vähenee"),
        ("means", "hiljaiset tunnit ja matot"),
    ]
    assert texts(found("Vi strävar efter att alla rör på sig.\n", "goal")) == ["alla rör på sig"]
    # Nothing of a paragraph may be lost with the sentences that are used.
    assert found("Tavoitteenamme on, että melu vähenee. Kahvit juotiin pihalla.\n") == []


@pytest.mark.parametrize(
    "head",
    [
        "Asiakirja | Voimassa | Vastuutaho",
        "Ohjelma tai suunnitelma | Yhteys | Muuta",
        "Salkussa | Omistaja | Tila",
    ],
)
def test_tables_of_programmes(head: str) -> None:
    records = found(
        f"# Ohjelmasalkku\n| {head} |\n|---|---|---|\n| Ikäohjelma | 2024–2027 | johto |\n"
        "| Nuorten ohjelma | 2023–2026 | sivistys |\n",
        "programme",
    )
    assert texts(records) == ["Ikäohjelma", "Nuorten ohjelma"]


def test_where_most_are_programmes_the_others_are_too() -> None:
    text = (
        "# Bredvid\n- Äldreplanen 2024–2027\n- Bibliotekets verksamhetsidé\n- Kommunens integrationsprogram\n"
    )
    assert texts(found(text, "programme")) == [
        "Äldreplanen 2024–2027",
        "Bibliotekets verksamhetsidé",
        "Kommunens integrationsprogram",
    ]


def test_parts_by_stems() -> None:
    assert heading_parts("Ryhmän kokoonpano ja roolit") == ("tasks", "members")
    assert heading_parts("Työnjako") == () and heading_parts("Työnjako", weak=True) == ("tasks",)
    assert plan_parts("Miten muutos näkyy") == ("changes",)
    assert heading_parts("Kahvitauko", weak=True) == plan_parts("Kahvitauko") == ()
