"""Odd and broken survey files: what can be read is read, everything else is told, and nothing stops."""

from __future__ import annotations

import random
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.sources.surveys import SurveysReading, read_surveys

from .exports import TOOLS, google_forms, respondents, write_csv, write_xlsx
from .test_tools import counts_of, read

ROWS = [
    ["Vastaajanumero", "Ikäryhmä", "Mitä mieltä olet kunnasta?"],
    *(
        [number, "Alle 18" if number % 3 else "18–64", "Hyvä" if number % 2 else "Huono"]
        for number in range(1, 25)
    ),
]


def reasons(reading: SurveysReading) -> str:
    return "\n".join(str(problem) for problem in reading.problems)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_separators_and_encodings(tmp_path: Path, separator: str, encoding: str) -> None:
    reading = read(write_csv(tmp_path / "a.csv", ROWS, separator, encoding=encoding))
    assert counts_of(reading, "mieltä") == ({"Hyvä": 12, "Huono": 12}, 24, "scale")
    assert counts_of(reading, "Ikäryhmä", None)[0] == {"Alle 18": 16, "18–64": 8}


def test_a_line_that_names_the_separator(tmp_path: Path) -> None:
    reading = read(write_csv(tmp_path / "a.csv", ROWS, ";", before="sep=;\n"))
    assert counts_of(reading, "mieltä")[1] == 24
    assert reading.counts["line"].iloc[0] == 2


def test_letters_saved_in_the_wrong_encoding_are_mended_and_told(tmp_path: Path) -> None:
    plain = write_csv(tmp_path / "a.csv", ROWS).read_bytes()
    (tmp_path / "a.csv").write_bytes(plain.decode("cp1252").encode("utf-8"))
    reading = read(tmp_path / "a.csv")
    assert counts_of(reading, "Mitä mieltä olet kunnasta?")[0] == {"Hyvä": 12, "Huono": 12}
    assert "wrong encoding" in reasons(reading)
    rows = [[str(cell).replace("–", "-") for cell in row] for row in ROWS]
    reading = read(write_csv(tmp_path / "b.csv", rows, encoding="cp850"))
    assert counts_of(reading, "Mitä mieltä olet kunnasta?")[0] == {"Hyvä": 12, "Huono": 12}
    assert "old encoding" in reasons(reading)


def test_lost_letters_are_told(tmp_path: Path) -> None:
    text = write_csv(tmp_path / "a.csv", ROWS).read_text(encoding="utf-8").replace("ä", "\ufffd")
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert "Letters are lost" in reasons(read(tmp_path / "a.csv"))


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    text = write_csv(tmp_path / "a.csv", ROWS).read_text(encoding="utf-8")
    (tmp_path / "a.csv").write_text(text.replace("3;18–64;Hyvä", '3;18–64;"Hyvä', 1), encoding="utf-8")
    reading = read(tmp_path / "a.csv")
    assert reading.surveys.empty
    assert "line 4" in reasons(reading) and "never closed" in reasons(reading)


def test_broken_encrypted_and_empty_files_are_told(tmp_path: Path) -> None:
    good = TOOLS["forms.xlsx"](tmp_path / "good.xlsx", "fi", respondents("fi"))
    (tmp_path / "cut.xlsx").write_bytes(good.read_bytes()[:2000])
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "blank.csv").write_bytes(b"\n\n \n")
    (tmp_path / "locked.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    (tmp_path / "page.csv").write_text("<!doctype html><html><body>Kirjaudu</body></html>", encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "data.json").write_text('{"a": 1}', encoding="utf-8")
    openpyxl.Workbook().save(tmp_path / "nothing.xlsx")
    files = sorted(tmp_path.iterdir())
    reading = read(*files)
    assert list(reading.surveys["survey"]) == ["good"]
    blamed = {str(problem.place).partition(",")[0] for problem in reading.problems}
    assert {path.name for path in files} == blamed
    assert "password" in reasons(reading)
    assert all(problem.remedy for problem in reading.problems)


def test_headings_without_answers(tmp_path: Path) -> None:
    for path in (write_csv(tmp_path / "a.csv", ROWS[:1]), write_xlsx(tmp_path / "a.xlsx", ROWS[:1])):
        reading = read(path)
        assert reading.surveys.empty
        assert "no answers yet" in reasons(reading)


@pytest.mark.parametrize(
    "rows",
    [
        [["Kunta", "Vuosi", "Arvo"], *(["Esimerkkilä", 2010 + n, 12.5 + n / 3] for n in range(14))],
        [["Toimenpide", "Vastuutaho", "Tila"], *([f"Teko {n}", "Sivistys", "valmis"] for n in range(9))],
        [["Nimi", "Sähköposti"], *([f"Asukas {n}", f"a{n}@esimerkki.fi"] for n in range(9))],
        [["Indikaattori", "2021", "2022"], *([f"Osuus {n}", 10.1 * n, 11.7 * n] for n in range(9))],
        [["Hyvinvointikertomus"], ["Tämä on tekstiä."], ["Ja toinen rivi."]],
    ],
    ids=["statistics", "measures", "names", "indicators", "text"],
)
def test_what_is_no_survey_is_told(tmp_path: Path, rows: list[list[object]]) -> None:
    for path in (write_csv(tmp_path / "a.csv", rows), write_xlsx(tmp_path / "a.xlsx", rows)):
        reading = read(path)
        assert reading.surveys.empty and reading.counts.empty and reading.texts.empty
        assert "No survey was found" in reasons(reading)


def test_rows_that_do_not_fit_are_left_out_and_told(tmp_path: Path) -> None:
    rows = [*ROWS[:20], [20, "Alle 18", "Hyvä", "Hyvä", "x"], [21, "Alle 18"], [22], *ROWS[22:]]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert counts_of(reading, "mieltä")[1] == 22
    assert "more cells than there are headings were left out (1 in all: 21)" in reasons(reading)
    assert "partly unanswered (2 in all: 22, 23)" in reasons(reading)
    assert "without any answer are not counted (1 in all: 23)" in reasons(reading)
    assert reading.surveys["answers"].iloc[0] == 23


def test_empty_and_test_rows_are_told_and_not_counted(tmp_path: Path) -> None:
    rows = [*ROWS, [25, "", ""], ["", "", ""], [26, None, None]]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows))
    assert reading.surveys["answers"].iloc[0] == 24
    assert "without any answer are not counted (2 in all: 26, 28)" in reasons(reading)


def test_duplicated_headings_are_both_read(tmp_path: Path) -> None:
    rows = [[*row, row[2]] for row in ROWS]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    found = reading.counts[reading.counts["question_text"] == "Mitä mieltä olet kunnasta?"]
    assert found["question"].nunique() == 2
    assert "have the same heading" in reasons(reading)


def test_formulas(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [*ROWS, [25, "Alle 18", '=IF(1=1,"Hyvä","Huono")']])
    reading = read(path)
    assert counts_of(reading, "mieltä")[1] == 24
    assert "never calculated and no answer (C26)" in reasons(reading)


def test_two_copies_count_once(tmp_path: Path) -> None:
    first = write_csv(tmp_path / "a.csv", ROWS)
    shuffled = ROWS[1:]
    random.Random(1).shuffle(shuffled)
    second = write_xlsx(tmp_path / "b.xlsx", [ROWS[0], *shuffled])
    reading = read(first, second)
    assert list(reading.surveys["file"]) == ["a.csv"]
    assert "same answers as a.csv" in reasons(reading)
    assert reading.columns_in == 6


def test_surveys_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    other = [[*row[:2], "Hyvä" if index else row[2]] for index, row in enumerate(ROWS)]
    reading = read(
        write_csv(tmp_path / "Asukaskysely 2024 (ä).csv", ROWS),
        write_xlsx(tmp_path / "Asukaskysely 2024 (ä).xlsx", other),
    )
    assert list(reading.surveys["survey"]) == ["asukaskysely-2024-a", "asukaskysely-2024-a-xlsx"]


def test_an_empty_heading_and_unclear_columns_are_listed(tmp_path: Path) -> None:
    rows = [
        [*ROWS[0], "", "Sijainti", "Tapaamispäivä", "Tyhjä"],
        *([*row, "huomio", f"{60 + n / 7:.5f}", f"{n + 1}.3.2024", ""] for n, row in enumerate(ROWS[1:])),
    ]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows))
    assert (reading.columns_in, reading.columns_read) == (7, 2)
    assert (reading.columns_personal, reading.columns_listed) == (1, 4)
    told = reasons(reading)
    assert "cell D1: A column has no heading" in told
    assert "'Sijainti' holds numbers that are neither a scale nor ages" in told
    assert "'Tapaamispäivä' holds dates" in told
    assert "'Tyhjä' holds no answer" in told


def test_ages_and_years_of_birth_become_groups(tmp_path: Path) -> None:
    ages = [8, 17, 29, 30, 59, 60, 87, 300]
    for heading, values in (
        ("Ikäsi", ages),
        ("Födelseår", [2024 - age if age < 200 else 1700 for age in ages]),
        ("Ikä", [f"{age} v" for age in ages]),
    ):
        rows = [[heading, "Viihdytkö kunnassa?"], *([value, "Kyllä"] for value in values)]
        reading = read(write_csv(tmp_path / "a.csv", rows))
        found = counts_of(reading, heading)
        assert found == ({"0–12": 1, "13–29": 2, "30–59": 2, "60–": 2}, 7, "single")
        assert counts_of(reading, "Viihdytkö", "older")[:2] == ({"Kyllä": 2}, 2)
        assert "that are no ages were not counted: 1" in reasons(reading)


def test_who_answers_is_told_by_age_and_by_nothing_that_worries_them(tmp_path: Path) -> None:
    rows = [
        ["ID", "Mikä huolettaa eniten?", "Perhemuoto", "Viihdytkö?"],
        *(
            [
                n,
                "Nuorten mielenterveys" if n % 2 else "Ikääntyneiden yksinäisyys",
                "Lapsiperhe" if n % 3 else "Yksin asuva",
                "Kyllä",
            ]
            for n in range(1, 31)
        ),
    ]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert set(reading.counts["group"].dropna()) == {"families"}
    assert set(reading.counts["group_text"].dropna()) == {"Lapsiperhe"}


def test_typed_answers_beside_the_options(tmp_path: Path) -> None:
    options = ["Kirjasto", "Uimahalli", "Liikuntapuisto"]
    answers = [";".join([options[n % 3], options[(n + 1) % 3], ""]) for n in range(18)]
    answers.append("Kirjasto;Naapurin pihalle rakennettu pitkä laituri;")
    rows = [["ID", "Mitä käytät?"], *([n, answer] for n, answer in enumerate(answers, start=1))]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows))
    counts, base, kind = counts_of(reading, "Mitä käytät?")
    assert (counts["Muu"], counts["Kirjasto"], base, kind) == (1, 13, 19, "multiple")
    assert reading.texts["text"].tolist() == ["Naapurin pihalle rakennettu pitkä laituri"]
    assert "typed beside the options" in reasons(reading)


def test_other_column_of_ticked_options(tmp_path: Path) -> None:
    rows = [["ID", "Mitä käytät? [Kirjasto]", "Mitä käytät? [Uimahalli]", "Mitä käytät? [Muu]"]]
    rows += [
        [n, "Kyllä" if n % 2 else "", "Kyllä" if n % 3 else "", "Latu kunnassa" if n == 6 else ""]
        for n in range(1, 13)
    ]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    counts, base, kind = counts_of(reading, "Mitä käytät?")
    # Numbers 6 and 12 ticked nothing; 6 wrote something, and so answered.
    assert (counts, base, kind) == ({"Kirjasto": 6, "Uimahalli": 8, "Muu": 1}, 11, "multiple")
    assert reading.texts["text"].tolist() == ["Latu kunnassa"]


def test_leisure_is_no_free_word(tmp_path: Path) -> None:
    options = ["Kunnan kirjaston palveluja", "Seurojen ohjattua toimintaa", "En käytä mitään palveluja"]
    rows = [["ID", "Mitä vapaa-ajan palveluja käytät eniten?", "Vapaa sana"]]
    rows += [[n, options[n % 3], f"Kiitos kunnalle kerran {n}" if n % 5 == 0 else ""] for n in range(1, 31)]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert counts_of(reading, "vapaa-ajan") == (dict.fromkeys(options[1:] + options[:1], 10), 30, "single")
    assert len(reading.texts) == 6


def test_agreement_by_yes_and_no(tmp_path: Path) -> None:
    rows = [["ID", "Oletko samaa mieltä: [Yksinäisyys]", "Oletko samaa mieltä: [Melu]"]]
    rows += [[n, "Kyllä" if n % 4 else "Ei", "Kyllä" if n % 2 else "Ei"] for n in range(1, 21)]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert counts_of(reading, "[Yksinäisyys]") == ({"Kyllä": 15, "Ei": 5}, 20, "agree")
    assert counts_of(reading, "[Melu]") == ({"Kyllä": 10, "Ei": 10}, 20, "agree")


def test_every_step_of_a_matrix_is_an_option_of_each_statement(tmp_path: Path) -> None:
    rows = [["ID", "Arvioi [Kirjasto]", "Arvioi [Terveysasema]"]]
    rows += [[n, "5 = erittäin hyvä", "1 = erittäin huono" if n % 2 else "3"] for n in range(1, 11)]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert counts_of(reading, "[Kirjasto]") == (
        {"1 = erittäin huono": 0, "3": 0, "5 = erittäin hyvä": 10},
        10,
        "scale",
    )


def test_newlines_and_commas_between_choices(tmp_path: Path) -> None:
    options = ["Melu", "Pimeys", "Liukkaus"]
    for between in ("\n", ", ", ";"):
        rows = [["ID", "Mikä häiritsee?"]]
        rows += [[n, between.join(options[n % 3 :] if n % 2 else options[: n % 3 + 1])] for n in range(1, 31)]
        counts, base, kind = counts_of(read(write_xlsx(tmp_path / "a.xlsx", rows)), "häiritsee")
        assert (set(counts), base, kind) == (set(options), 30, "multiple")


def test_own_words_with_commas_are_no_choices(tmp_path: Path) -> None:
    words = ["puistot", "penkit", "bussit", "kirjasto", "latu", "uimahalli", "tori"]
    chance = random.Random(2)
    rows = [["ID", "Mitä toivot?"]]
    rows += [
        [n, f"Toivon {chance.choice(words)}a, koska {chance.choice(words)} {n} on kaukana."]
        for n in range(1, 31)
    ]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert len(reading.texts) == 30 and reading.counts.empty


def test_contact_details_for_a_draw_are_never_read(tmp_path: Path) -> None:
    rows = [
        [
            "Viihdytkö?",
            "Haluatko osallistua arvontaan? Jätä yhteystietosi.",
            "Mistä saat tietoa? [Sähköposti]",
            "Mistä saat tietoa? [Lehti]",
        ],
        *(
            ["Kyllä" if n % 2 else "Ei", f"Maija Virtanen{n}, 040 123 45{n:02}", "x" if n % 2 else "", "x"]
            for n in range(1, 15)
        ),
    ]
    reading = read(write_csv(tmp_path / "a.csv", rows))
    assert reading.columns_personal == 1
    assert "Virtanen" not in reading.texts.to_csv() + reading.counts.to_csv()
    assert counts_of(reading, "Mistä saat tietoa?")[0] == {"Sähköposti": 7, "Lehti": 14}


def test_ten_thousand_rows_take_seconds(tmp_path: Path) -> None:
    path = google_forms(tmp_path / "a.csv", "fi", respondents("fi", 10_000))
    start = time.perf_counter()
    reading = read(path)
    assert time.perf_counter() - start < 10
    assert reading.surveys["answers"].iloc[0] == 10_000


def test_a_zip_bomb_is_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(90_000_000))
    reading = read(path)
    assert reading.surveys.empty and "unpacks to" in reasons(reading)


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12) | st.sampled_from(
    [
        "",
        "x",
        "1",
        "Kyllä",
        "Ei",
        "<5",
        "..",
        "Täysin samaa mieltä",
        "n",
        "%",
        "a;b;",
        "18–29",
        "2.2.2024",
        "=",
    ]
)


@given(st.lists(st.lists(cells, max_size=6), max_size=8), st.sampled_from([";", ",", "\t"]))
def test_any_table_is_read_or_told(rows: list[list[str]], separator: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "a.csv", rows, separator)
        reading = read_surveys([path], path.parent, "111", 2024)
        assert len(reading.surveys) or reading.problems
        for table in (reading.counts, reading.texts):
            assert set(table["survey"]) <= set(reading.surveys["survey"])
        counts = reading.counts
        assert (counts["count"].dropna() >= 0).all()
        known = counts[counts["base"].notna() & counts["count"].notna() & counts["missing"].isna()]
        if reading.columns_in:
            assert (known["count"] <= known["base"]).all()
