"""Workbooks as coordinators leave them: renamed, merged, hidden, half-filled, broken."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from hyte.sources.registers import read_registers
from hyte.sources.registers.layout import register_layouts
from hyte.sources.registers.template import template_bytes

from .workbooks import MEASURE, book, column, plan, read, records, told


def test_each_value_has_its_place(tmp_path: Path) -> None:
    reading = read(tmp_path, plan())
    row = reading.cells[reading.cells["field"] == "measure"].iloc[0].to_dict()
    assert row == {
        "municipality": "111",
        "year": 2024,
        "file": "111/2024/registers/kirja1.xlsx",
        "register": "plan",
        "record": "111/2024/registers/kirja1.xlsx#Suunnitelma!2",
        "field": "measure",
        "value": "Kahvihetket kirjastossa",
        "extra": False,
        "sheet": "Suunnitelma",
        "cell": "D2",
    }
    assert not reading.cells.duplicated(["municipality", "year", "register", "record", "field"]).any()
    assert (reading.rows_in, reading.rows_read, reading.rows_refused) == (1, 1, 0)


def test_the_same_workbook_in_another_language_reads_equal(tmp_path: Path) -> None:
    readings = [records(read(tmp_path, plan(language=language)), "plan") for language in ("fi", "sv", "en")]
    assert readings[0] == readings[1] == readings[2] == [MEASURE]


def test_headings_of_several_languages_and_with_damage_are_known(tmp_path: Path) -> None:
    given = plan()
    sheet = given["Suunnitelma"]
    for heading, other in (
        ("Tavoite", "MÅL"),
        ("Toimenpide", "Measure"),
        ("Vastuutaho", "  vastuu taho *"),
        ("Lähtötaso", "L?ht?taso"),
        ("Tila", "Läge"),
    ):
        sheet[f"{column(given, 'Suunnitelma', heading)}1"] = other
    reading = read(tmp_path, given)
    assert records(reading, "plan", extra=True) == [MEASURE]
    assert told(reading) == []


def test_columns_and_sheets_in_another_order_and_a_title_above_are_no_matter(tmp_path: Path) -> None:
    given = openpyxl.Workbook()
    sheet = given.active
    sheet.title = "Kevään 2024 versio"
    sheet.append(["Hyvinvointisuunnitelma 2024"])
    sheet.append([])
    sheet.append(["Tila", "Aikataulu", "Toimenpide", "Mittarit", "Vastuutaho", "Tavoite"])
    sheet.append(
        ["kesken", "syksy 2024", "Kahvihetket kirjastossa", "kävijämäärä", "Kirjasto", MEASURE["goal"]]
    )
    reading = read(tmp_path, given)
    assert records(reading, "plan") == [MEASURE]
    assert told(reading) == []


def test_a_sheet_whose_name_and_headings_differ_is_read_by_its_headings(tmp_path: Path) -> None:
    given = plan()
    del given["Ohjelmat"]
    given["Suunnitelma"].title = "Ohjelmat"
    assert records(read(tmp_path, given), "plan") == [MEASURE]


def test_a_renamed_heading_is_told_with_the_nearest_and_its_column_is_kept(tmp_path: Path) -> None:
    given = plan({"funding_source": "Talousarvio"})
    letter = column(given, "Suunnitelma", "Rahoituslähde")
    given["Suunnitelma"][f"{letter}1"] = "Rahoituksen lähde"
    reading = read(tmp_path, given)
    assert records(reading, "plan", extra=True) == [MEASURE | {"Rahoituksen lähde": "Talousarvio"}]
    (problem,) = told(reading)
    assert f"sheet 'Suunnitelma', cell {letter}1" in problem
    assert "Did you mean 'Rahoituslähde'?" in problem


def test_own_columns_are_carried_along_in_silence(tmp_path: Path) -> None:
    given = plan({"Kuntalaisten idea": "nro 17"})
    reading = read(tmp_path, given)
    row = reading.cells[reading.cells["extra"]].iloc[0]
    assert (row["field"], row["value"]) == ("Kuntalaisten idea", "nro 17")
    assert told(reading) == []


def test_a_column_without_a_heading_and_one_that_is_there_twice_are_kept(tmp_path: Path) -> None:
    given = plan()
    sheet = given["Suunnitelma"]
    sheet["AD2"], sheet["AE1"], sheet["AE2"] = "irrallinen", "Tavoite", "toinen tavoite"
    reading = read(tmp_path, given)
    assert records(reading, "plan", extra=True) == [
        MEASURE | {"AD": "irrallinen", "Tavoite (2)": "toinen tavoite"}
    ]
    assert [("AD1" in text, "AE1" in text) for text in told(reading)] == [(True, False), (False, True)]


def test_a_missing_value_is_told_by_sheet_row_and_column_and_the_row_is_kept(tmp_path: Path) -> None:
    given = plan()
    letter = column(given, "Suunnitelma", "Vastuutaho")
    given["Suunnitelma"][f"{letter}2"] = None
    reading = read(tmp_path, given)
    assert records(reading, "plan") == [{key: MEASURE[key] for key in MEASURE if key != "responsible"}]
    (problem,) = told(reading)
    assert f"sheet 'Suunnitelma', cell {letter}2" in problem
    assert "Row 2 has no value in the required column 'Vastuutaho'" in problem


def test_a_missing_required_column_is_told_once(tmp_path: Path) -> None:
    given = plan({}, {}, {})
    given["Suunnitelma"].delete_cols(5)
    (problem,) = told(read(tmp_path, given))
    assert "The column 'Vastuutaho' ('Ansvarig') is missing" in problem


def test_a_value_that_cannot_be_read_is_told_and_kept_as_text(tmp_path: Path) -> None:
    given = plan()
    letter = column(given, "Suunnitelma", "Resurssit (€)")
    given["Suunnitelma"][f"{letter}2"] = "noin 5 000"
    reading = read(tmp_path, given)
    assert records(reading, "plan", extra=True) == [MEASURE | {"Resurssit (€) (?)": "noin 5 000"}]
    (problem,) = told(reading)
    assert f"cell {letter}2" in problem
    assert "Write the euros alone" in problem


def test_many_problems_alike_are_counted_not_listed(tmp_path: Path) -> None:
    given = plan(*[{"note": str(number)} for number in range(40)])
    letter = column(given, "Suunnitelma", "Tila")
    for number in range(2, 42):
        given["Suunnitelma"][f"{letter}{number}"] = None
    problems = told(read(tmp_path, given))
    assert len(problems) == 11
    assert f"{letter}12 to {letter}41: 30 more cells have the same problem" in problems[-1]


def test_dates_numbers_and_percentages_as_excel_stores_them(tmp_path: Path) -> None:
    given = plan()
    sheet = given["Suunnitelma"]
    for heading, value, form in (
        ("Valmis viimeistään", dt.date(2024, 12, 1), "m/yyyy"),
        ("Lähtötaso", 0.125, "0.0 %"),
        ("Tavoitetaso", 0.1, '0.0" %"'),
        ("Lähtötason vuosi", 2023, "General"),
        ("Resurssit (htv)", "1,5 htv", "General"),
    ):
        cell = sheet[f"{column(given, 'Suunnitelma', heading)}2"]
        cell.value, cell.number_format = value, form
    (found,) = records(read(tmp_path, given), "plan")
    assert found["due"] == "2024-12"
    assert (found["baseline"], found["target"]) == ("12.5", "0.1")
    assert (found["baseline_year"], found["resources_person_years"]) == ("2023", "1.5")


def with_cell(given: openpyxl.Workbook, sheet: str, cell: str, xml: str) -> bytes:
    """The workbook with the XML of one cell put by hand: openpyxl writes no cached values."""
    stream, target = io.BytesIO(), io.BytesIO()
    position = given.sheetnames.index(sheet) + 1
    given[sheet][cell] = "PLACEHOLDER"
    given.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == f"xl/worksheets/sheet{position}.xml":
                start = data.index(f'<c r="{cell}"'.encode())
                end = data.index(b"</c>", start) + 4
                data = data[:start] + xml.encode() + data[end:]
            new.writestr(name, data)
    return target.getvalue()


def test_a_formula_gives_its_value_and_one_without_a_value_is_told(tmp_path: Path) -> None:
    cached = with_cell(plan(), "Suunnitelma", "J2", '<c r="J2"><f>6000*2</f><v>12000</v></c>')
    reading = read(tmp_path, cached)
    assert records(reading, "plan") == [MEASURE | {"resources_euros": "12000"}]
    assert told(reading) == []
    reading = read(tmp_path, with_cell(plan(), "Suunnitelma", "J2", '<c r="J2"><f>6000*2</f></c>'))
    assert records(reading, "plan") == [MEASURE]
    (problem,) = told(reading)
    assert "cell J2: The cell holds a formula that was never calculated" in problem


def test_an_error_value_is_told_by_its_cell(tmp_path: Path) -> None:
    broken = with_cell(plan(), "Suunnitelma", "J2", '<c r="J2" t="e"><f>Z1</f><v>#REF!</v></c>')
    reading = read(tmp_path, broken)
    assert records(reading, "plan") == [MEASURE]
    assert ["cell J2: The cell holds the error #REF!" in text for text in told(reading)] == [True]


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    reading = read(tmp_path, plan({"note": "=HYPERLINK(1)"}))
    assert records(reading, "plan") == [MEASURE | {"note": "=HYPERLINK(1)"}]
    cell = plan({"note": "=HYPERLINK(1)"})["Suunnitelma"]["AC2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_a_merged_cell_counts_for_every_row_that_it_covers_and_is_told_once(tmp_path: Path) -> None:
    given = plan({}, {}, {})
    sheet = given["Suunnitelma"]
    sheet["A3"] = sheet["A4"] = None
    sheet.merge_cells("A2:A9")
    reading = read(tmp_path, given)
    assert [row["goal"] for row in records(reading, "plan")] == [MEASURE["goal"]] * 3
    assert reading.rows_in == 3
    (problem,) = told(reading)
    assert "Cells are merged (A2:A9)" in problem


def test_merged_headings_are_no_matter(tmp_path: Path) -> None:
    given = plan()
    sheet = given["Suunnitelma"]
    sheet.insert_rows(1)
    sheet["A1"] = "Suunnitelma"
    sheet.merge_cells("A1:F1")
    reading = read(tmp_path, given)
    assert records(reading, "plan") == [MEASURE]
    assert told(reading) == []


def test_hidden_rows_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    given = plan({}, {"goal": "Piilossa"})
    sheet = given["Suunnitelma"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet.sheet_state = "hidden"
    reading = read(tmp_path, given)
    assert [row["goal"] for row in records(reading, "plan")] == [MEASURE["goal"], "Piilossa"]
    problems = told(reading)
    assert len(problems) == 3
    assert "The sheet is hidden; its 2 filled rows" in problems[0]
    assert "Rows are hidden, perhaps by a filter, and were read like the others: 3." in problems[1]
    assert "Hidden columns were read like the others: Aikataulu" in problems[2]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_untouched_template_has_no_rows_and_says_so(tmp_path: Path, language: str) -> None:
    reading = read(tmp_path, template_bytes(language))  # type: ignore[arg-type]
    assert len(reading.cells) == 0
    assert reading.rows_in == 0
    (problem,) = told(reading)
    assert "no filled row yet" in problem


def test_an_example_that_was_changed_is_neither_read_nor_passed_over(tmp_path: Path) -> None:
    given = book()
    given["Suunnitelma"]["D2"] = "Oma toimenpide"
    reading = read(tmp_path, given)
    assert records(reading, "plan") == []
    assert (reading.rows_in, reading.rows_refused) == (1, 1)
    assert any(
        "'Suunnitelma', cell A2: The row begins like the template's example" in text for text in told(reading)
    )
    given["Suunnitelma"]["A2"] = "Vähemmän yksinäisyyttä"
    assert records(read(tmp_path, given), "plan")[0]["measure"] == "Oma toimenpide"


def test_names_of_members_are_known_and_kept_in_their_field_only(tmp_path: Path) -> None:
    body = {
        "name": "Ohjausryhmä",
        "kind": "steering_group",
        "task": "Ohjaa",
        "members_by_role": "rehtori; kuraattori",
        "member_names": "Aino Mallikas; Pekka Esimerkki (pj)",
    }
    reading = read(tmp_path, book({"bodies": [body]}))
    assert reading.persons == ("Aino Mallikas", "Pekka Esimerkki")
    assert records(reading, "bodies") == [body]


def test_a_renamed_column_of_names_still_makes_the_names_known(tmp_path: Path) -> None:
    given = book({"bodies": [{"name": "Ohjausryhmä", "member_names": "Aino Mallikas"}]})
    letter = column(given, "Ryhmät ja roolit", "Jäsenten nimet (ei julkaista)")
    given["Ryhmät ja roolit"][f"{letter}1"] = "Jäsenten nimet"
    reading = read(tmp_path, given)
    assert reading.persons == ("Aino Mallikas",)
    assert not reading.cells["extra"].any()
    assert any(f"cell {letter}1" in text and "taken for" in text for text in told(reading))


def test_a_second_column_of_names_makes_its_names_known_too(tmp_path: Path) -> None:
    given = book({"bodies": [{"name": "Ohjausryhmä", "member_names": "Aino Mallikas"}]})
    sheet = given["Ryhmät ja roolit"]
    sheet["L1"], sheet["L2"] = "Medlemmarnas namn (publiceras inte)", "Pekka Esimerkki"
    assert read(tmp_path, given).persons == ("Aino Mallikas", "Pekka Esimerkki")


def test_a_message_does_not_repeat_a_long_text(tmp_path: Path) -> None:
    given = plan()
    given["Suunnitelma"]["J2"] = "pitkä kertomus rahasta ja kaikesta muusta " * 5
    (problem,) = told(read(tmp_path, given))
    assert len(problem) < 250


def test_the_rules_of_a_register_are_checked(tmp_path: Path) -> None:
    programme = {"name": "Ohjelma", "owner": "Valtuusto", "choice_2": "Vain yksi"}
    programme |= {"valid_from": "2027", "valid_to": "2024"}
    enough = {"name": "Toinen", "owner": "Valtuusto", "choice_1": "yksi", "choice_2": "kaksi"}
    none = {"name": "Kolmas", "owner": "Valtuusto"}
    reading = read(tmp_path, book({"programmes": [programme, enough, none]}))
    assert len(records(reading, "programmes")) == 3
    later, few = told(reading)
    assert "'Voimassa vuodesta' (2027) is later than 'Voimassa vuoteen' (2024)" in later
    assert "Row 2 has 1 choice; a programme makes 2 to 5" in few


def test_a_day_in_a_month_is_not_after_that_month(tmp_path: Path) -> None:
    survey = {"file": "a.csv", "design": "open", "opened": "2024-02-20", "closed": "2024-02"}
    assert told(read(tmp_path, book({"surveys": [survey]}))) == []


def test_another_municipality_or_year_on_the_first_sheet_is_told(tmp_path: Path) -> None:
    content = template_bytes("sv", rows={"plan": [MEASURE]}, municipality="Iitti", year=2023)
    reading = read(tmp_path, content)
    names, years = told(reading)
    assert "sheet 'Anvisning', cell B2: The workbook names the municipality 'Iitti'" in names
    assert "(Heinola)" in names
    assert "cell B3: The workbook names the year 2023, but lies in the folder of 2024" in years
    assert records(reading, "plan") == [MEASURE]
    same = template_bytes("sv", rows={"plan": [MEASURE]}, municipality="heinola", year=2024)
    assert told(read(tmp_path, same)) == []


def test_a_sheet_of_ones_own_is_told_and_its_rows_are_counted(tmp_path: Path) -> None:
    given = plan()
    own = given.create_sheet("Hankeet")
    own.append(["jotain", "muuta"])
    own.append(["kaksi", "riviä"])
    reading = read(tmp_path, given)
    assert (reading.rows_in, reading.rows_read, reading.rows_refused) == (3, 1, 2)
    (problem,) = told(reading)
    assert "Is it 'Hankkeet'?" in problem


def test_a_sheet_without_its_headings_is_told(tmp_path: Path) -> None:
    given = plan()
    given["Suunnitelma"].delete_rows(1)
    reading = read(tmp_path, given)
    assert (reading.rows_in, reading.rows_refused) == (1, 1)
    assert "none of the register's headings" in told(reading)[0]


def test_several_workbooks_are_read_together(tmp_path: Path) -> None:
    reading = read(tmp_path, plan(), plan({"goal": "Toinen"}, language="sv"))
    assert [row["goal"] for row in records(reading, "plan")] == [MEASURE["goal"], "Toinen"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tyhja.xlsx", b"", "The file is empty"),
        ("rikki.xlsx", b"PK\x03\x04" + b"xl/" + b"\x00\x01" * 40, "damaged"),
        ("vanha.xls", b"\x09\x08\x10\x00" + b"\x01" * 600, "of the old kind (.xls)"),
        ("teksti.csv", b"Tavoite;Toimenpide\na;b\n", "plain text"),
        (
            "lukittu.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
    ],
)
def test_a_file_that_is_no_workbook_is_told_and_the_others_go_on(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    good = read(tmp_path, plan())
    folder = tmp_path / "111" / "2024" / "registers"
    (folder / name).write_bytes(content)
    reading = read_registers(sorted(folder.iterdir()), tmp_path, "111", 2024)
    assert records(reading, "plan") == records(good, "plan")
    (problem,) = told(reading)
    assert problem.startswith(f"111/2024/registers/{name}")
    assert said in problem


def test_a_workbook_cut_short_anywhere_is_a_problem_and_never_a_fault(tmp_path: Path) -> None:
    stream = io.BytesIO()
    plan().save(stream)
    content = stream.getvalue()
    for part in range(1, 12):
        reading = read(tmp_path, content[: len(content) * part // 12])
        assert len(reading.problems) == 1
        assert len(reading.cells) == 0


def test_an_opendocument_sheet_gets_its_remedy(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    (problem,) = told(read(tmp_path, stream.getvalue()))
    assert "(.ods)" in problem
    assert "save it as an Excel workbook" in problem


def test_macros_are_left_alone_and_the_values_are_read(tmp_path: Path) -> None:
    stream, target = io.BytesIO(), io.BytesIO()
    plan().save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
            new.writestr(name, data)
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    path = tmp_path / "makro.xlsm"
    path.write_bytes(target.getvalue())
    assert records(read_registers([path], tmp_path, "111", 2024), "plan") == [MEASURE]


def test_no_files_give_an_empty_reading(tmp_path: Path) -> None:
    reading = read_registers([], tmp_path, "111", 2024)
    assert (len(reading.cells), reading.problems, reading.rows_in) == (0, (), 0)


def test_ten_thousand_rows_are_read_in_seconds(tmp_path: Path) -> None:
    given = openpyxl.Workbook(write_only=True)
    sheet = given.create_sheet("Suunnitelma")
    layout = register_layouts()["plan"]
    sheet.append([field.headings.fi for field in layout.fields])
    examples = layout.example("fi")
    filled = {"themes": "Osallisuus", "groups": "Nuoret", "state": "Käynnissä", "sector": "Nuorisotyö"}
    row = [(examples | filled).get(field.id, "teksti") for field in layout.fields]
    for number in range(10_000):
        row[3] = f"Toimenpide {number}"
        sheet.append(row)
    stream = io.BytesIO()
    given.save(stream)
    started = time.process_time()
    reading = read(tmp_path, stream.getvalue())
    assert time.process_time() - started < 10
    assert reading.rows_read == 10_000
    assert len(reading.cells) == 10_000 * len(layout.fields)
    assert told(reading) == []
