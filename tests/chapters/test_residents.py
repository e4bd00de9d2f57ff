"""Surveys with their caveats and hidden counts; residents' messages by channel; free answers stay counts."""

from __future__ import annotations

from typing import Any

import pytest

from hyte.chapters import residents
from hyte.model import LANGUAGES

from .found import column, of_kind, table, texts
from .hand_made import data_of, note, record, report_of

FILE = "Heinola/2022/surveys/kysely.csv"
Rows = list[dict[str, Any]]


def survey(**more: Any) -> Rows:
    row = {"survey": "kysely", "file": FILE, "title": "Kuntalaiskysely", "design": "open", "answers": 120}
    return [row | more]


def question(number: str, text: str, counts: dict[str, int], kind: str = "single", **more: Any) -> Rows:
    base = sum(counts.values())
    return [
        {
            "survey": "kysely",
            "question": number,
            "question_text": text,
            "kind": kind,
            "option": str(place),
            "option_text": option,
            "count": count,
            "base": base,
            "file": FILE,
        }
        | more
        for place, (option, count) in enumerate(counts.items(), start=1)
    ]


AGREE = {"Samaa mieltä": 80, "Eri mieltä": 20, "En osaa sanoa": 20}


def answers(count: int, **more: Any) -> Rows:
    return [
        {
            "survey": "kysely",
            "id": f"t{number}",
            "question": "9",
            "question_text": "Mitä muuta?",
            "text": f"Vastaus {number} kertoo jostakin",
            "file": FILE,
            "line": number,
        }
        | more
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("language", "caveat"),
    [
        ("fi", "eikä sille esitetä virhemarginaalia"),
        ("sv", "ingen felmarginal anges"),
        ("en", "no margin of error is given"),
    ],
)
def test_an_open_survey_claims_no_margin(language: str, caveat: str) -> None:
    blocks = residents.blocks(data_of(language, surveys=survey()))
    assert caveat in texts(blocks)
    found = of_kind(blocks, "table")[0]
    assert "±" not in texts([found])
    assert found.rows[0].cells[1].text == "120"


def test_a_sample_survey_has_rate_and_margin() -> None:
    sample = survey(design="sample", answers=500, invited=2000, opened="2022-03-01", closed="2022-03-31")
    blocks = residents.blocks(data_of(surveys=sample))
    found = table(blocks, "Asukkaille tehdyt kyselyt")
    assert [cell.text for cell in found.rows[0].cells] == [
        "otoskysely",
        "500 (kutsuttuja 2\u00a0000, vastausprosentti 25\u00a0%)",
        "±4,4\u00a0%-yks.",
        "1.3.2022–31.3.2022",
        "kysely.csv",
    ]
    assert "95 prosentin luottamustasolla" in texts(blocks)
    assert "jotka itse haluavat" not in texts(blocks)


def test_agreement_is_counted_for_each_concern() -> None:
    counts = [*question("1", "Nuorten yksinäisyys huolettaa", AGREE, "agree")]
    blocks = residents.blocks(data_of("en", surveys=survey(), survey_counts=counts))
    found = table(blocks, "Those who agree: Kuntalaiskysely")
    assert [cell.text for cell in found.rows[0].cells] == ["80", "20", "80%", "kysely.csv"]


def test_a_samples_share_has_its_interval() -> None:
    counts = question("1", "Nuorten yksinäisyys huolettaa", AGREE, "agree")
    data = data_of(surveys=survey(design="sample"), survey_counts=counts)
    found = table(residents.blocks(data), "Samaa mieltä olevat: Kuntalaiskysely")
    assert found.rows[0].cells[2].text == "80\u00a0% [71–87]"


def test_small_counts_are_hidden_and_explained() -> None:
    counts = question("1", "Asuinpaikka", {"Keskusta": 60, "Kylä": 3, "Saari": 57})
    blocks = residents.blocks(data_of(surveys=survey(), survey_counts=counts))
    found = table(blocks, "Asuinpaikka")
    assert found.rows[1].cells[0].text == "suojattu"
    assert [cell.text for cell in found.rows[1].cells][1] == "–"
    assert sum(row.cells[0].text == "suojattu" for row in found.rows) >= 2
    assert "vastauksia on alle 5" in texts(blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_respondent_is_not_counted_out_loud(language: str) -> None:
    counts = question("1", "Asuinpaikka", {"Keskusta": 1, "Kylä": 0})
    rows = {"surveys": survey(answers=1), "survey_counts": counts, "survey_texts": answers(1)}
    report = report_of(language, **rows)
    blocks = report.strengths()
    (found, options) = of_kind(blocks, "table")
    assert "5" in found.rows[0].cells[1].text
    assert not any(cell.text == "1" for row in (*found.rows, *options.rows) for cell in row.cells)
    assert "Vastaus 1 kertoo" not in texts(blocks)
    (dataset,) = report.workbook()
    assert "Vastaus 1 kertoo" not in dataset.model_dump_json()
    sheet = next(sheet for sheet in dataset.sheets if sheet.name == report.data.w("workbook.surveys"))
    assert sheet.rows[0][3] is None


def test_themes_of_free_answers_are_counted_and_new_ones_told() -> None:
    rows = [*answers(7, themes="housing"), *answers(2, themes="safety")]
    rows = [row | {"id": f"t{number}"} for number, row in enumerate(rows)]
    data = data_of(
        surveys=survey(), survey_texts=rows, notes=[note(1, "concern", "Asunnot loppuvat", themes="housing")]
    )
    found = table(residents.blocks(data), "Omin sanoin annettujen vastausten teemat: Kuntalaiskysely")
    assert (column(found, 0), column(found, 1), column(found, 2)) == (["Asuminen"], ["7"], ["–"])
    fresh = data_of(surveys=survey(), survey_texts=rows)
    found = table(residents.blocks(fresh), "Omin sanoin annettujen vastausten teemat: Kuntalaiskysely")
    assert column(found, 2) == ["uusi"]
    assert "Teemoja, joista on alle 5 vastausta, ei nimetä." in texts(residents.blocks(fresh))


def test_free_answers_are_in_the_workbook_of_the_working_edition_alone() -> None:
    rows = {"surveys": survey(), "survey_texts": answers(9)}
    for edition, wanted in (("public", False), ("working", True)):
        (dataset,) = report_of("fi", edition, **rows).workbook()
        assert ("Vastaus 3 kertoo" in dataset.model_dump_json()) is wanted


def test_what_the_municipality_says_of_its_survey_is_told() -> None:
    registers = record(
        "surveys", 3, file="rekisterit.xlsx", title="Kuntalaiskysely", design="open",
        conclusions="Bussit tiuhempaan",
    )  # fmt: skip
    registers += [registers[0] | {"field": "file", "value": "kysely.csv", "cell": "Z3"}]
    told = texts(residents.blocks(data_of(surveys=survey(), registers=registers)))
    assert "Johtopäätökset: Bussit tiuhempaan" in told


def test_many_questions_are_cut_and_the_workbook_has_them() -> None:
    counts = [row for n in range(1, 12) for row in question(str(n), f"Kysymys {n}", {"Kyllä": 50, "Ei": 50})]
    report = report_of(surveys=survey(), survey_counts=counts)
    blocks = report.strengths()
    assert "Loput kysymykset (3)" in texts(blocks)
    (dataset,) = report.workbook()
    sheet = next(sheet for sheet in dataset.sheets if sheet.name == "Kyselyjen tulokset")
    assert len(sheet.rows) == 22


def test_messages_stand_by_channel() -> None:
    rows = [
        note(1, "resident_input", "lisää penkkejä", channel="open_meeting", groups="older"),
        note(2, "resident_input", "Bussit eivät kulje", channel="social_media"),
        note(3, "resident_input", "Kiitos uimahallista", channel=None),
    ]
    blocks = residents.blocks(data_of("sv", notes=rows))
    channels = table(blocks, "Invånarnas respons efter kanal")
    assert [(row.header, row.cells[0].value) for row in channels.rows] == [
        ("Invånarkväll eller annat öppet möte", 1),
        ("Sociala medier", 1),
        ("Ingen kanal nämns", 1),
    ]
    assert column(table(blocks, "Vad invånarna sade"), 0)[0] == "Lisää penkkejä"
