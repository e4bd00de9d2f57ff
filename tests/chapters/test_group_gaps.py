"""Differences between population groups as a report tells them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from hyte.chapters.group_gaps import PRINTED, blocks, printed, rows_for_workbook
from hyte.chapters.group_pairs import pairs_of
from hyte.chapters.measure import measure_of
from hyte.chapters.report_data import ReportData
from hyte.language.wording import wording
from hyte.model import LANGUAGES
from hyte.reference.indicator_families import DIMENSIONS
from hyte.reference.register import Register
from hyte.statistics.finding import Untestable
from hyte.store.schemas import conform

from .found import column, of_kind, texts
from .hand_made import data_of

REGISTER = Register.load()
Counted = tuple[float, float]


def counted(indicator: str, sex: str, x: float, n: float, year: int = 2021) -> dict[str, Any]:
    registered = REGISTER.get(indicator)
    assert registered is not None and registered.base is not None
    value = round(registered.base * x / n, registered.decimals)
    return row(indicator, sex, year, value=value, numerator=x, denominator=n)


def row(indicator: str, sex: str, year: int = 2021, **more: Any) -> dict[str, Any]:
    origin = {"file": "luvut.csv", "line": 2, "preliminary": False, "invented": False}
    return {"region": "KU111", "indicator": indicator, "sex": sex, "year": year, **origin, **more}


def by_sex(indicator: str, girls: Counted, boys: Counted, year: int = 2021) -> list[dict[str, Any]]:
    return [counted(indicator, "female", *girls, year), counted(indicator, "male", *boys, year)]


def report(*rows: dict[str, Any], language: str = "fi") -> ReportData:
    data = data_of(language)
    measures = {}
    for id in sorted({item["indicator"] for item in rows}):
        stored = SimpleNamespace(indicator=id, source="sotkanet", code="", table="")
        measures[id] = measure_of(stored, REGISTER.get(id), data.w)
    observations = conform("observations", pd.DataFrame(list(rows)) if rows else None)
    return replace(data, measures=measures, observations=observations)


def notes(made: Sequence[Any]) -> list[str]:
    return [
        "".join(span.text for span in b.spans) for b in made if b.kind == "paragraph" and b.style == "note"
    ]


SCHOOL = [
    counted("anxiety_grades_8_9", "total", 60, 300),
    counted("anxiety_upper_secondary", "total", 50, 250),
    counted("anxiety_vocational", "total", 15, 250),
]
ANXIOUS = by_sex("anxiety_grades_8_9", (45, 150), (15, 150))


def test_the_widest_gaps_stand_in_a_table() -> None:
    made = blocks(report(*SCHOOL, *ANXIOUS))
    (table,) = of_kind(made, "table")
    assert table.caption == "Suurimmat erot väestöryhmien välillä"
    assert column(table, 0) == ["Ahdistuneisuus, 8.–9. lk", "Ahdistuneisuus"]
    assert column(table, 1) == ["2021", "2021"]
    assert column(table, 2) == ["Tytöt: 30,0\xa0%", "8.–9.\xa0luokka: 20,0\xa0%"]
    assert column(table, 3) == ["Pojat: 10,0\xa0%", "Ammatillinen oppilaitos: 6,0\xa0%"]
    assert column(table, 4)[0] == "20,0\xa0%-yks. (11,1–28,7)"
    assert column(table, 5) == ["erottuu selvästi sattumasta"] * 2
    assert table.rows[0].href == "#osoitin-anxiety-grades-8-9"
    assert table.rows[0].cells[3].value == 20.0
    said = texts(made)
    assert "Vertailuista voitiin testata 4, ja niistä 3 osoitti tilastollisesti merkitsevän eron." in said
    assert "Tilanne on heikompi tytöillä kuin pojilla: ”Ahdistuneisuus, 8.–9. lk”." in said
    worse = "Tilanne on heikompi 8.–9.\xa0luokan oppilailla kuin ammatillisten oppilaitosten opiskelijoilla"
    assert f"{worse}: ”Ahdistuneisuus”." in said
    assert any("Kouluterveyskyselyyn kutsutaan koko ikäluokka" in note for note in table.notes)
    assert any("eri-ikäisiä" in note for note in table.notes)
    assert notes(made) == ["Lähdeaineistossa ei ole samasta asiasta lukuja usealta ikäryhmältä."]


def test_the_larger_figure_stands_first_whichever_group_it_is_of() -> None:
    (table,) = of_kind(blocks(report(*by_sex("drunk_monthly_grades_8_9", (10, 200), (40, 200)))), "table")
    assert column(table, 2) == ["Pojat: 20,0\xa0%"] and column(table, 3) == ["Tytöt: 5,0\xa0%"]
    low, high = re.findall(r"\d+,\d", column(table, 4)[0])[1:]
    assert (low, high) == ("8,7", "21,5")
    assert not any("eri-ikäisiä" in note for note in table.notes)


@pytest.mark.parametrize(
    ("language", "worse"),
    [
        ("sv", "Läget är sämre bland flickor än bland pojkar: ”Ångest, åk 8–9”."),
        ("en", "The situation is worse among girls than among boys: “Anxiety, grades 8–9”."),
    ],
)
def test_other_languages(language: str, worse: str) -> None:
    made = blocks(report(*ANXIOUS, language=language))
    assert worse in texts(made)
    (table,) = of_kind(made, "table")
    assert {"sv": "30,0\xa0%", "en": "30.0%"}[language] in column(table, 2)[0]
    assert {"sv": "(11,1–28,7)", "en": "(11.1 to 28.7)"}[language] in column(table, 4)[0]


def test_adults_are_women_and_men_and_neutral_gaps_are_not_judged() -> None:
    made = blocks(report(*by_sex("antidepressants_18_64", (300, 2000), (150, 2000))))
    (table,) = of_kind(made, "table")
    assert column(table, 0) == ["Masennuslääkkeistä korvausta saaneet / 1\xa0000 vastaavanikäistä"]
    assert column(table, 2) == ["Naiset: 150,0"] and column(table, 4)[0].startswith("75,0 (")
    assert table.notes[-1] == "Jos osoittimen suuntaa ei arvoteta, eron hyvyyttäkään ei arvioida."
    assert of_kind(made, "listing") == []
    assert not any("Kouluterveyskysely" in note for note in table.notes)


def test_no_difference_is_no_proof_of_likeness() -> None:
    made = blocks(report(*by_sex("anxiety_grades_8_9", (6, 30), (4, 30))))
    assert of_kind(made, "table") == []
    said = texts(made)
    assert "Eroa voitiin testata yhdessä vertailussa, eikä siinä havaittu tilastollisesti merkitsevää" in said
    assert "pienissä ryhmissä vain suuri ero erottuu sattumasta" in said


def test_what_is_not_testable_is_counted_with_its_reason() -> None:
    rows = [row("lonely_grades_8_9", sex, value=value) for sex, value in (("female", 20.0), ("male", 8.0))]
    rows += [row("life_years_lost", sex, value=value) for sex, value in (("female", 3000), ("male", 7000))]
    rows += [row("daily_snus_grades_8_9", "female", missing="suppressed", symbol="..")]
    rows += [row("daily_snus_grades_8_9", "male", value=9.0)]
    rows += [row("short_sleep_grades_8_9", "female", missing="missing", symbol="-")]
    rows += [row("short_sleep_grades_8_9", "male", value=9.0)]
    made = blocks(report(*rows))
    assert "Yhtäkään eroa ei voitu testata." in texts(made)
    (told, *_) = notes(made)
    assert told == (
        "4\xa0vertailua ei voi testata: toisen ryhmän luku on suojattu (1), tällaiselle tunnusluvulle ei ole "
        "luottamusväliä (1), lähde ei kerro, kuinka suuresta joukosta luvut on laskettu (1) ja toisen ryhmän "
        "luku puuttuu (1). Se ei tarkoita, ettei ryhmien välillä ole eroa."
    )
    assert "ei havaittu" not in texts(made)
    mixed = blocks(report(*rows, *ANXIOUS))
    assert len(of_kind(mixed, "table")) == 1 and notes(mixed)[0] == told


def test_nothing_to_compare() -> None:
    made = blocks(report(counted("anxiety_grades_8_9", "total", 60, 300)))
    assert [block.kind for block in made] == ["heading", "paragraph"]
    assert "ei ole lukuja, joista kunnan väestöryhmiä voisi verrata" in texts(made)
    only_school = notes(blocks(report(*SCHOOL)))
    assert only_school[0].startswith("Lähdeaineistossa ei ole näistä asioista lukuja sukupuolittain.")


def test_counts_projections_and_the_age_structure_make_no_pairs() -> None:
    rows = [row("population", sex, value=9000) for sex in ("female", "male")]
    rows += by_sex("share_aged_65_over", (3000, 9000), (2000, 9000))
    assert pairs_of(report(*rows)) == ()


def test_the_newest_common_year_counts_unless_it_is_too_old() -> None:
    rows = [
        *by_sex("anxiety_grades_8_9", (45, 150), (15, 150), 2019),
        *by_sex("lonely_grades_8_9", (9, 90), (3, 90)),
    ]
    rows += [counted("anxiety_grades_8_9", "female", 50, 150, 2021)]
    rows += by_sex("bullied_grades_8_9", (9, 90), (3, 90), 2008)
    found = {pair.id: pair.year for pair in pairs_of(report(*rows))}
    assert found == {"anxiety_grades_8_9:girls:boys": 2019, "lonely_grades_8_9:girls:boys": 2021}


def test_a_hidden_level_does_not_hide_the_others() -> None:
    hidden = row("anxiety_vocational", "total", missing="suppressed_or_missing", symbol="..")
    pairs = pairs_of(report(*SCHOOL[:2], hidden))
    assert [(pair.tested, pair.reason) for pair in pairs] == [
        (True, None),
        (False, "hidden"),
        (False, "hidden"),
    ]


def test_pairs_of_a_family_are_corrected_for_their_number() -> None:
    pair = by_sex("bullied_grades_8_9", (16, 150), (6, 150))
    levels = [
        counted("bullied_grades_8_9", "total", 16, 150),
        counted("bullied_upper_secondary", "total", 6, 150),
    ]
    more = [counted("bullied_grades_4_5", "total", 10, 150), counted("bullied_vocational", "total", 10, 150)]
    sexes, two = pairs_of(report(*pair, *levels))
    assert sexes.gap is not None and two.gap is not None
    assert (sexes.gap.outcome, two.gap.outcome) == ("differs", "differs")
    assert two.gap.p_value == sexes.gap.p_value
    same = next(p for p in pairs_of(report(*levels, *more)) if p.id.endswith(":grades_8_9:upper_secondary"))
    assert same.gap is not None and same.gap.outcome == "no_difference"
    assert same.gap.p_value == pytest.approx(6 * two.gap.p_value)  # type: ignore[operator]


def test_one_matter_is_printed_once_and_no_more_than_eight() -> None:
    ages = [f"daily_smoking_{who}" for who in ("adults", "20_64", "65_over")]
    rows = [item for id in ages for item in by_sex(id, (100, 1000), (300, 1000))]
    pairs = pairs_of(report(*rows))
    assert len(pairs) == 3 and len(printed(pairs)) == 1
    many = [i.id for i in REGISTER if i.id.endswith("_grades_8_9")][:12]
    rows = [item for place, id in enumerate(many) for item in by_sex(id, (100 + 20 * place, 800), (40, 800))]
    made = blocks(report(*rows))
    (table,) = of_kind(made, "table")
    assert len(table.rows) == PRINTED == 8
    assert [row.href for row in table.rows] == [
        f"#osoitin-{id.replace('_', '-')}" for id in reversed(many[-PRINTED:])
    ]
    assert len(rows_for_workbook(report(*rows)).rows) == 12


def test_the_sheet_holds_every_pair() -> None:
    rows = [row("life_years_lost", sex, value=value) for sex, value in (("female", 3000), ("male", 7000))]
    sheet = rows_for_workbook(report(*SCHOOL, *ANXIOUS, *rows, language="en"))
    assert sheet.name == "Differences between groups" and len(sheet.name) <= 31
    assert all(len(item) == len(sheet.columns) for item in sheet.rows) and len(sheet.rows) == 5
    first = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    assert first["First group"] == "Girls" and first["First group's figure"] == 30.0
    assert (
        first["Difference (first minus second)"] == 20.0
        and first["Outcome"] == "stands out clearly from chance"
    )
    index = next(item for item in sheet.rows if item[1] == "life_years_lost")
    assert index[6:11] == (3000.0, "Men", 7000.0, -4000.0, None)
    assert index[-2:] == ("not testable", "such a figure has no confidence interval")
    ids = {item[1] for item in sheet.rows}
    assert "anxiety_grades_8_9, anxiety_vocational" in ids


def test_the_same_figures_in_another_order_make_the_same_section() -> None:
    rows = [*SCHOOL, *ANXIOUS, *by_sex("lonely_grades_8_9", (45, 150), (15, 150))]
    assert blocks(report(*rows)) == blocks(report(*reversed(rows)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_and_reason_has_its_words(language: Any) -> None:
    w = wording(language)
    groups = [group for names in DIMENSIONS.values() for group in names]
    keys = [f"gaps.group.{group}" for group in groups]
    keys += [f"gaps.among.{group}" for group in (*groups, "girls", "boys", "female", "male")]
    keys += [f"gaps.reason.{reason}" for reason in Untestable.__args__]  # type: ignore[attr-defined]
    keys += [f"gaps.outcome.{o}" for o in ("clear", "very_clear", "no_difference", "not_testable")]
    assert [key for key in keys if not w(key).strip()] == []
