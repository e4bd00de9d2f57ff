"""Summary tables: counts as printed, what is hidden stays hidden."""

from pathlib import Path

import pandas as pd

from hyte.sources.surveys import read_surveys

from .exports import write_csv, write_xlsx
from .test_tools import counts_of, read

LONG = [
    ["Kysymys", "Vaihtoehto", "n", "%"],
    ["Ikäryhmä", "Alle 18", "<5", ".."],
    ["Ikäryhmä", "18–64", 40, "66,7 %"],
    ["Ikäryhmä", "65+", "..", "-"],
    ["Ikäryhmä", "Yhteensä", 60, "100 %"],
    ["Onko kunta turvallinen?", "Kyllä", 45, "75 %"],
    ["Onko kunta turvallinen?", "Ei", 15, "25 %"],
    ["Muuta", "A", "*", ""],
    ["Muuta", "B", "-", ""],
    ["Muuta", "C", "", ""],
    ["Muuta", "D", 12, ""],
]


def missing_of(counts: pd.DataFrame) -> dict[str, str]:
    hidden = counts[counts["missing"].notna()]
    assert hidden["count"].isna().all()
    return dict(zip(hidden["option_text"], hidden["missing"], strict=True))


def test_long_table_with_marks(tmp_path: Path) -> None:
    for path in (write_csv(tmp_path / "a.csv", LONG), write_xlsx(tmp_path / "a.xlsx", LONG)):
        reading = read(path)
        assert missing_of(reading.counts) == {
            "Alle 18": "suppressed",
            "65+": "suppressed_or_missing",
            "A": "suppressed",
            "B": "missing",
            "C": "empty",
        }
        safe = counts_of(reading, "turvallinen")
        assert safe == ({"Kyllä": 45, "Ei": 15}, 60, "single")
        assert list(reading.surveys["answers"]) == [60]
        ages = reading.counts[reading.counts["question_text"] == "Ikäryhmä"]
        assert set(ages["base"]) == {60}
        assert list(ages["option"]) == ["1", "2", "3"]
        # Nothing is computed over a hidden count: "Muuta" has no base.
        assert reading.counts[reading.counts["question_text"] == "Muuta"]["base"].isna().all()


def test_question_only_on_its_first_row(tmp_path: Path) -> None:
    rows = [
        ["Fråga", "Svarsalternativ", "Antal", "Procent"],
        ["Vad oroar dig?", "Ensamhet", 30, "60 %"],
        ["", "Trygghet", 28, "56 %"],
        ["Kön", "Kvinna", 29, "58 %"],
        ["", "Man", 21, "42 %"],
    ]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert reading.counts["count"].tolist()[:2] == [30, 28]
    assert reading.counts["base"].isna().tolist()[:2] == [True, True]
    kinds = dict(zip(reading.counts["question_text"], reading.counts["kind"], strict=True))
    assert kinds == {"Vad oroar dig?": "multiple", "Kön": "single"}
    assert counts_of(reading, "Kön") == ({"Kvinna": 29, "Man": 21}, 50, "single")


def webropol_report() -> list[list[object]]:
    return [
        ["Asukaskysely 2024"],
        [],
        ["Vastaajien kokonaismäärä: 123"],
        [],
        ["1. Ikäryhmä"],
        ["Vastaajien määrä: 121"],
        ["", "n", "Prosentti"],
        ["Alle 18", 12, 0.099],
        ["18–64", 79, 0.653],
        ["65 tai yli", 30, 0.248],
        [],
        ["2. Mitkä asiat huolettavat sinua?"],
        ["Vastaajien määrä: 110, valittujen vastausten lukumäärä: 190"],
        ["", "n", "Prosentti"],
        ["Yksinäisyys", 90, 0.818],
        ["Turvallisuus", 60, 0.545],
        ["Muu, mikä?", 40, 0.364],
        [],
        ["3. Oletko samaa mieltä?"],
        ["Vastaajien määrä: 118"],
        ["", "Täysin samaa mieltä", "Melko samaa mieltä", "Täysin eri mieltä", "Yhteensä", "Keskiarvo"],
        ["Kunnassa on turvallista", 60, 40, 18, 118, 1.6],
        ["Palvelut ovat lähellä", 20, 30, 66, 116, 2.4],
    ]


def test_report_of_blocks(tmp_path: Path) -> None:
    reading = read(write_xlsx(tmp_path / "raportti.xlsx", webropol_report()))
    assert counts_of(reading, "1. Ikäryhmä")[:2] == ({"Alle 18": 12, "18–64": 79, "65 tai yli": 30}, 121)
    assert counts_of(reading, "2. Mitkä")[1:] == (110, "multiple")
    safe = counts_of(reading, "[Kunnassa on turvallista]")
    assert safe == (
        {"Täysin samaa mieltä": 60, "Melko samaa mieltä": 40, "Täysin eri mieltä": 18},
        118,
        "scale",
    )
    assert counts_of(reading, "[Palvelut")[1] == 116
    assert list(dict.fromkeys(reading.counts["question"])) == ["1", "2", "3.1", "3.2"]
    assert list(reading.surveys["answers"]) == [123]
    assert list(reading.surveys["title"]) == ["Asukaskysely 2024"]
    assert not any("not read" in problem.reason for problem in reading.problems)
    first = reading.counts.iloc[0]
    assert (first["sheet"], first["cell"]) == ("Taul1", "B8")


def test_groups_side_by_side(tmp_path: Path) -> None:
    rows = [
        ["Mikä on tärkeintä?"],
        ["Vaihtoehto", "Kaikki", "Nuoret", "Työikäiset", "Ikääntyneet"],
        ["Terveys", 50, "<5", 25, 22],
        ["Turvallisuus", 40, 12, 18, 10],
        ["Yhteensä", 90, 15, 43, 32],
    ]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows))
    assert counts_of(reading, "tärkeintä") == ({"Terveys": 50, "Turvallisuus": 40}, 90, "single")
    assert counts_of(reading, "tärkeintä", "older")[:2] == ({"Terveys": 22, "Turvallisuus": 10}, 32)
    young = reading.counts[reading.counts["group"] == "young"]
    assert list(young["missing"].fillna("")) == ["suppressed", ""]
    assert set(young["base"]) == {15}


def test_percentages_alone_are_told(tmp_path: Path) -> None:
    rows = [["Kysymys", "Vaihtoehto", "%"], ["Ikä", "Alle 18", "20 %"], ["Ikä", "18+", "80 %"]]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert reading.surveys.empty
    assert "percentages" in reading.problems[0].reason


def test_a_share_that_does_not_fit_is_told(tmp_path: Path) -> None:
    rows = [
        ["Kysymys", "Vaihtoehto", "n", "%"],
        ["Q", "A", 30, "30 %"],
        ["Q", "B", 20, "40 %"],
        ["Q", "Yhteensä", 50, ""],
    ]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert any("30 % is not 30 of 50" in problem.reason for problem in reading.problems)
    assert counts_of(reading, "Q")[:2] == ({"A": 30, "B": 20}, 50)


def test_answers_on_another_sheet_count_rather_than_their_summary(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Yhteenveto"
    for row in webropol_report():
        sheet.append(row)
    answers = book.create_sheet("Vastaukset")
    answers.append(["ID", "Ikäryhmä"])
    for number in range(1, 13):
        answers.append([number, "Alle 18" if number < 7 else "18–64"])
    book.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    assert counts_of(reading, "Ikäryhmä")[:2] == ({"Alle 18": 6, "18–64": 6}, 12)
    assert reading.surveys["sheet"].tolist() == ["Vastaukset"]
    assert any("summary of the answers on another sheet" in problem.reason for problem in reading.problems)


def test_a_question_that_heads_its_options_is_no_table_of_respondents(tmp_path: Path) -> None:
    path = tmp_path / "yhteenveto.csv"
    path.write_text("Mikä huolestuttaa?;n;%\nYksinäisyys;34;45,3\nJonot;22;29,3\nMuu;<5;\n", encoding="utf-8")
    reading = read_surveys([path], tmp_path, "111", 2024)
    counts = reading.counts[["question_text", "option_text", "count", "missing"]]
    assert counts.iloc[0].tolist()[:3] == ["Mikä huolestuttaa?", "Yksinäisyys", 34]
    assert counts["option_text"].tolist() == ["Yksinäisyys", "Jonot", "Muu"]
    assert counts["missing"].tolist()[2] == "suppressed"


def test_percentages_under_a_question_are_told(tmp_path: Path) -> None:
    path = tmp_path / "osuudet.csv"
    path.write_text("Mikä huolestuttaa?;%\nYksinäisyys;45,3\nJonot;29,3\n", encoding="utf-8")
    reading = read_surveys([path], tmp_path, "111", 2024)
    assert reading.counts.empty
    assert any("percentages" in str(problem) for problem in reading.problems)
