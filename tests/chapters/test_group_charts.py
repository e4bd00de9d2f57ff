"""The charts of the gaps: which pairs stand in which chart, and what those hear who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from hyte.chapters import group_charts
from hyte.chapters.group_charts import by_size, chosen
from hyte.chapters.group_gaps import blocks
from hyte.chapters.group_pairs import pairs_of
from hyte.presentation import charts

from .conftest import Open
from .found import of_kind
from .test_group_gaps import REGISTER, SCHOOL, by_sex, counted, report, row

ANXIOUS = by_sex("anxiety_grades_8_9", (45, 150), (15, 150))
LONELY = by_sex("lonely_grades_8_9", (9, 90), (5, 90))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[Sequence[Any], Any]]]:
    """Rows and options of each chart by its name; it is drawn too, so that a chart that cannot be fails."""
    found: dict[str, list[tuple[Sequence[Any], Any]]] = {"sexes_chart": [], "group_chart": []}

    def drawing(name: str) -> Any:
        def draw(rows: Sequence[Any], *more: Any, **options: Any) -> str:
            found[name].append((rows, (*more, options)))
            svg: str = getattr(charts, name)(rows, *more, **options)
            return svg

        return draw

    for name in found:
        monkeypatch.setattr(group_charts, name, drawing(name))
    return found


def drawn(*rows: dict[str, Any], language: str = "fi") -> list[Any]:
    galleries = of_kind(blocks(report(*rows, language=language)), "gallery")
    assert len(galleries) < 2
    return [figure for gallery in galleries for figure in gallery.figures]


def test_certain_gaps_stand_first_and_are_marked(asked: dict[str, list[Any]]) -> None:
    bullied = by_sex("bullied_grades_8_9", (30, 150), (4, 150))
    (small, *_) = drawn(*LONELY, *bullied, *by_sex("daily_smoking_grades_8_9", (12, 150), (2, 150)))
    ((rows, (texts, _)),) = asked["sexes_chart"]
    assert [(item.title, item.certain) for item in rows] == [
        ("Koulukiusattuna viikoittain, 8.–9. lk", True),
        ("Tupakoi päivittäin, 8.–9. lk", True),
        ("Tuntee itsensä yksinäiseksi, 8.–9. lk", False),
    ]
    assert (rows[0].women.text, rows[0].men.text) == ("20,0\xa0%", "2,7\xa0%")
    assert rows[0].women.low < 20.0 < rows[0].women.high
    assert (texts.women, texts.men) == ("Tytöt", "Pojat")
    assert small.caption == "Tytöt ja pojat 2021,\xa0%"
    assert small.alt == (
        "3\xa0osoitinta; luvuista ensimmäinen on tyttöjen, toinen poikien. Erottuu sattumasta: "
        "Koulukiusattuna viikoittain, 8.–9. lk: 20,0\xa0% ja 2,7\xa0%; "
        "Tupakoi päivittäin, 8.–9. lk: 8,0\xa0% ja 1,3\xa0%. "
        "Ei tilastollista eroa: Tuntee itsensä yksinäiseksi, 8.–9. lk: 10,0\xa0% ja 5,6\xa0%."
    )


def test_charts_stand_between_the_table_and_the_sentences() -> None:
    made = blocks(report(*ANXIOUS, *LONELY, *SCHOOL))
    kinds = [block.kind for block in made]
    assert kinds.index("table") + 1 == kinds.index("gallery") == kinds.index("listing") - 1


def test_small_and_large_shares_have_axes_of_their_own() -> None:
    rows = [*by_sex("bullied_grades_8_9", (30, 150), (4, 150)), *LONELY]
    rows += by_sex("short_sleep_grades_8_9", (75, 150), (40, 150))
    rows += by_sex("likes_school_grades_8_9", (60, 150), (90, 150))
    small, large = (figure.caption for figure in drawn(*rows))
    assert small == "Tytöt ja pojat 2021: pienet osuudet,\xa0%"
    assert large == "Tytöt ja pojat 2021: suuret osuudet,\xa0%"


def test_an_axis_without_a_certain_gap_or_with_one_row_is_left_out() -> None:
    assert drawn(*ANXIOUS) == [] and drawn(*LONELY) == []
    (figure,) = drawn(*ANXIOUS, *by_sex("short_sleep_grades_8_9", (75, 150), (70, 150)), *LONELY)
    assert "Tuntee" not in figure.alt and figure.caption.endswith("suuret osuudet,\xa0%")


def test_girls_and_women_stand_apart_and_units_are_never_mixed(asked: dict[str, list[Any]]) -> None:
    adults = [
        *by_sex("antidepressants_18_64", (300, 2000), (150, 2000)),
        *by_sex("unemployed", (100, 900), (200, 900)),
        *by_sex("disability_pension_25_64", (60, 900), (130, 900)),
    ]
    rows = [*adults, *by_sex("bullied_grades_8_9", (30, 150), (4, 150)), *LONELY]
    captions = [figure.caption for figure in drawn(*rows)]
    assert captions == ["Tytöt ja pojat 2021,\xa0%", "Naiset ja miehet 2021,\xa0%"]
    assert len(asked["sexes_chart"][1][0]) == 2


def test_one_question_once_and_at_most_ten() -> None:
    many = [i.id for i in REGISTER if i.id.endswith("_grades_8_9") and i.unit("fi") == "%"][:14]
    pairs = pairs_of(report(*(item for id in many for item in by_sex(id, (100, 800), (40, 800)))))
    assert len(pairs) == 14 and len(chosen(pairs)) == group_charts.ROWS == 10
    levels = [f"anxiety_{level}" for level in ("grades_8_9", "upper_secondary", "vocational")]
    pairs = pairs_of(report(*(item for id in levels for item in by_sex(id, (100, 800), (40, 800)))))
    assert len(pairs) == 3 and len(chosen(pairs)) == 1


def test_years_are_told_where_they_differ(asked: dict[str, list[Any]]) -> None:
    older = by_sex("bullied_grades_8_9", (30, 150), (4, 150), 2019)
    (figure,) = drawn(*older, *LONELY)
    assert [item.title[-6:] for item in asked["sexes_chart"][0][0]] == [", 2019", ", 2021"]
    assert figure.caption.startswith("Tytöt ja pojat 2019–2021")


def test_the_groups_of_one_question_stand_from_the_youngest(asked: dict[str, list[Any]]) -> None:
    hidden = row("anxiety_upper_secondary", "total", missing="suppressed", symbol="..")
    (figure,) = drawn(SCHOOL[0], hidden, SCHOOL[2])
    ((rows, (options,)),) = asked["group_chart"]
    assert [(item.label, item.mark.text) for item in rows] == [
        ("8.–9.\xa0luokka", "20,0\xa0%"),
        ("Lukio", "suojattu"),
        ("Ammatillinen oppilaitos", "6,0\xa0%"),
    ]
    assert options["in_order"] and rows[1].mark.value is None
    assert figure.caption == "Ahdistuneisuus kouluasteittain 2021,\xa0%"
    assert figure.alt == (
        "Ahdistuneisuus kouluasteittain 2021: 8.–9.\xa0luokka 20,0\xa0%; Lukio suojattu; Ammatillinen "
        "oppilaitos 6,0\xa0%. Erottuu sattumasta: 8.–9.\xa0luokka ja Ammatillinen oppilaitos."
    )


def test_no_more_than_two_questions_are_drawn_by_group() -> None:
    rows = []
    for name in ("anxiety", "bullied", "lonely"):
        for level, count in (("grades_8_9", 60), ("upper_secondary", 15)):
            rows.append(counted(f"{name}_{level}", "total", count, 300))
    assert sum("kouluasteittain" in figure.caption for figure in drawn(*rows)) == group_charts.FAMILIES == 2


def test_nothing_is_lost_or_doubled_between_axes() -> None:
    rows = [*ANXIOUS, *LONELY, *by_sex("bullied_grades_8_9", (30, 150), (4, 150))]
    rows += by_sex("short_sleep_grades_8_9", (75, 150), (40, 150))
    every = chosen(pairs_of(report(*rows)))
    split = [pair.id for _, part in by_size(every) for pair in part]
    assert sorted(split) == sorted(pair.id for pair in every) and len(set(split)) == len(split) == 4


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_example_has_charts_in_every_language(example: Open, language: str) -> None:
    made = example("Keksilä", language=language).gaps()
    assert made[0].kind == "heading" and made[0].level == 3
    (gallery,) = of_kind(made, "gallery")
    assert all(figure.alt and figure.source for figure in gallery.figures)
