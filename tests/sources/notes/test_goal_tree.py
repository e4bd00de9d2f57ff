"""Goals, changes, means and priorities of invented programmes."""

import pytest

from hyte.sources.notes.arrangements.goal_tree import goal_tree
from hyte.sources.notes.arrangements.structures import announcing_lines, find_structures

from .found import found, lines_of, texts, tree

SLIDES = """
Visio

Koivuranta
kukoistaa

Kaikki asukkaat pärjäävät arjessaan. He ovat mukana
ja turvassa.

Enemmän
yhdessä

Parempi
uni

Keskeiset muutokset, joita ohjelma tuottaa

Nuorten yksinäisyys
vähenee

Ikääntyneet liikkuvat
enemmän

Muutoksille pitää löytyä mittarit,
joista nykytilanne näkyy

Rohkeus

Ilo

Visio

Koivuranta
kukoistaa

Kaikki asukkaat pärjäävät arjessaan. He ovat mukana ja turvassa

Nuorten yksinäisyys vähenee

Ikääntyneet liikkuvat enemmän

1. Kerhot

2. Kummit

1. Senioripassi

2. Ulkoliikuntapuisto

3. Kuljetus

Toimintasuunnitelma:
Toimenpiteet, vastuut, aikataulut ja mittarit
"""


def test_a_diagram_that_became_lines() -> None:
    assert texts(found(SLIDES, "goal")) == ["Enemmän yhdessä", "Parempi uni"]
    assert texts(found(SLIDES, "change")) == ["Nuorten yksinäisyys vähenee", "Ikääntyneet liikkuvat enemmän"]
    assert tree(SLIDES) == {
        "Kaikki asukkaat pärjäävät arjessaan. He ovat mukana ja turvassa.": [
            "Enemmän yhdessä",
            "Parempi uni",
        ],
        "Nuorten yksinäisyys vähenee": ["Kerhot", "Kummit"],
        "Ikääntyneet liikkuvat enemmän": ["Senioripassi", "Ulkoliikuntapuisto", "Kuljetus"],
    }
    assert {record.kind for record in found(SLIDES)} == {"goal", "change", "means", "vision"}


def test_the_vision_stands_above_the_goals() -> None:
    vision, *others = goal_tree(lines_of(SLIDES))
    statement = "Kaikki asukkaat pärjäävät arjessaan. He ovat mukana ja turvassa."
    assert (vision.kind, vision.text) == ("vision", statement)
    assert vision.heading == "Visio: Koivuranta kukoistaa"
    assert {record.parent for record in others if record.kind == "goal"} == {0}
    assert {record.heading for record in found(SLIDES, "goal")} == {f"Visio: {statement}"}


def test_boxes_that_come_again_belong_to_the_first() -> None:
    change = found(SLIDES, "change")[0]
    lines = lines_of(SLIDES)
    again = [line.number for line in lines if line.text == "Nuorten yksinäisyys vähenee"]
    assert set(again) <= change.lines


def test_as_many_lists_as_changes_or_none() -> None:
    assert list(tree(SLIDES.replace("1. Senioripassi", "3. Senioripassi"))) == [
        "Kaikki asukkaat pärjäävät arjessaan. He ovat mukana ja turvassa."
    ]
    assert found(SLIDES.replace("1. Senioripassi", "3. Senioripassi"), "means") == []


def test_lists_below_headings() -> None:
    text = (
        "## Tavoitteet\n- Lapset kasvavat turvassa\n- Arki liikuttaa\n"
        "## Muutokset ja keinot\n- Perheet saavat apua ajoissa\n  - perhekeskus\n  - kotikäynnit\n"
        "- Ikääntyneet osallistuvat\n  - kyytipalvelu\n"
        "## Mittarit\n- Kouluterveyskysely\n"
    )
    assert texts(found(text, "goal")) == ["Lapset kasvavat turvassa", "Arki liikuttaa"]
    assert tree(text) == {
        "Perheet saavat apua ajoissa": ["perhekeskus", "kotikäynnit"],
        "Ikääntyneet osallistuvat": ["kyytipalvelu"],
    }
    assert "Kouluterveyskysely" not in texts(found(text))


def test_one_goal_after_another_in_swedish() -> None:
    text = (
        "Mål 1: Unga mår bra\nFörändring: Färre är ensamma\nMetoder: kamratstöd, klubbar och hembesök\n"
        "Mål 2: Äldre bor tryggt\nFörändring: Färre faller\nMetoder:\n- gympa\n- hembesök av kommunen\n"
    )
    assert tree(text) == {
        "Unga mår bra": ["Färre är ensamma"],
        "Färre är ensamma": ["kamratstöd", "klubbar", "hembesök"],
        "Äldre bor tryggt": ["Färre faller"],
        "Färre faller": ["gympa", "hembesök av kommunen"],
    }


def test_changes_as_headings_with_means_below() -> None:
    text = (
        "# Muutokset ja keinot\n## Muutos 1\nYhä useampi harrastaa\n\nKeinot\n- lainaamo\n- kuljetus\n"
        "## Muutos 2\nKaatumiset vähenevät\n\nKeinot\n- voimistelu\n"
    )
    assert tree(text) == {
        "Yhä useampi harrastaa": ["lainaamo", "kuljetus"],
        "Kaatumiset vähenevät": ["voimistelu"],
    }


def test_means_below_several_changes_belong_to_none_of_them() -> None:
    text = "Muutokset:\n- Melu vähenee\n- Uni paranee\n\nKeinot:\n- unikoulu\n"
    (means,) = found(text, "means")
    assert means.parent is None


def test_goals_that_a_question_asks_for() -> None:
    assert texts(found("## Mihin pyrimme?\n- Kukaan ei jää yksin\n", "goal")) == ["Kukaan ei jää yksin"]
    assert texts(found("## Vad vill vi uppnå?\n- Ingen lämnas ensam\n", "goal")) == ["Ingen lämnas ensam"]


def test_a_form_with_goals_in_a_cell() -> None:
    assert texts(found("Tavoitteet\tMelu vähenee <br> Uni paranee\n")) == ["Melu vähenee", "Uni paranee"]


def test_choices_of_a_programme_are_means() -> None:
    text = (
        "Ohjelman valinnat (2-5 kpl)\n\nMihin ohjelma keskittyy? Miten sitä mitataan?\n\n"
        "- kylätalot\n - Kuka maksaa?\n- kyläkummit\n"
    )
    assert [(r.kind, r.text) for r in found(text)] == [("means", "kylätalot"), ("means", "kyläkummit")]


@pytest.mark.parametrize(
    "text",
    [
        "Tavoitteet\n\nKokouksessa keskusteltiin tavoitteista pitkään. Niistä ei päätetty.\n",
        "ARVOT:\nRohkeus\nIlo\nVälittäminen\n",
        "KOHDERYHMÄT:\n- Asukkaat\n- Yritykset\n",
        "Värden\n- Mod\n- Öppenhet\n",
        "Valinnat\n- puheenjohtaja\n",
        "Alustavaa pohdintaa mittareiksi:\n- kysely\n",
        "Ryhmän esittämät strategiset painopisteet 2025-2029\n\nEsitykset ovat syntyneet yhteistyössä.\n",
        "Tavoite | Mittari\n",
        "Painopiste: liikunta\n",
        "1. Avaus\n2. Muut asiat\n1. Avaus\n2. Muut asiat\n",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    assert found(text) == []


def test_priorities() -> None:
    text = (
        "## Strategiset painopisteet 2025–2028\n1. Mielen hyvinvointi\n2. Liike arjessa\n\n"
        "Vuoden 2025 kärjet: uni, ravinto ja hallinto- ja talousyhteistyö\n\n"
        "Tuloksena esitetään kahta painopistettä:\n- Turva\n- Luottamus\n\n"
        "Prioriteringar 2025–2028\n- Psykisk hälsa\n"
    )
    assert texts(found(text, "priority")) == [
        "Mielen hyvinvointi",
        "Liike arjessa",
        "uni",
        "ravinto",
        "hallinto- ja talousyhteistyö",
        "Turva",
        "Luottamus",
        "Psykisk hälsa",
    ]
    lines = lines_of(text)
    announced = [
        line.text for line in lines if line.number in announcing_lines(lines, find_structures(lines))
    ]
    assert announced == [
        "Strategiset painopisteet 2025–2028",
        "Tuloksena esitetään kahta painopistettä:",
        "Prioriteringar 2025–2028",
    ]
