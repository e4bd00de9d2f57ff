"""Exports of PxWeb as people and older versions leave them."""

import contextlib
import io
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.errors import InputError
from hyte.sources.probe import Probe
from hyte.sources.statfin.json_stat import JsonStat
from hyte.sources.statfin.px_file import PxFile
from hyte.sources.statfin.pxweb_csv import PxWebCsv
from hyte.sources.statfin.pxweb_sheet import PxWebSheet
from hyte.sources.statfin.pxweb_text import split_heads
from hyte.sources.thl.cube_csv import ThlCubeCsv
from hyte.sources.thl.cube_json import ThlCubeJson
from hyte.sources.thl.cube_sheet import ThlCubeSheet

READERS = (PxWebCsv(), PxWebSheet(), PxFile(), JsonStat())


def one(name, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        probe = Probe(path, name)
        (reader,) = [reader for reader in READERS if reader.recognises(probe)]
        (reading,) = reader.read(probe)
    return reading


def book(*sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def figures(reading, *columns):
    rows = reading.rows
    values = [m if isinstance(m, str) else v for v, m in zip(rows["value"], rows["missing"], strict=True)]
    return list(zip(*(rows[c] for c in columns), values, strict=True))


def test_the_year_inside_the_measures_label():
    reading = one(
        "luvut.xlsx",
        book(
            (
                "uusin",
                [
                    ["Kuntien avainluvut muuttujina Alue 2017 ja Tiedot"],
                    [],
                    [None, None, "Väkiluku, 2016", "Työssäkäyvien osuus, %, 2015", "Pinta-ala"],
                    ["SSS", "KOKO MAA", 5503297, 70.1, 1],
                    ["111", "Heinola", 19575, "..", 2],
                    [],
                    ["Yksikkö:"],
                    ["Väkiluku, 2016:"],
                    ["henkilö"],
                    ["Internal reference code:"],
                    ["uusin"],
                ],
            )
        ),
    )
    assert figures(reading, "region_code", "indicator_label", "year") == [
        ("SSS", "Väkiluku", 2016, 5503297.0),
        ("SSS", "Työssäkäyvien osuus, %", 2015, 70.1),
        ("111", "Väkiluku", 2016, 19575.0),
        ("111", "Työssäkäyvien osuus, %", 2015, "not_applicable"),
    ]
    assert [(r.code, r.detail, r.count) for r in reading.refusals] == [("no_year", "Pinta-ala", 2)]
    assert reading.refusals[0].place.cell == "E4"
    assert reading.indicators["unit_fi"][0] == "henkilö"
    assert list(reading.rows["region_category"].unique()) == ["MAA", "KUNTA"]


def test_columns_of_notes_between_the_figures():
    reading = one(
        "x.xlsx",
        book(
            (
                "001_12a3_2024",
                [
                    ["Väestö efter Område, År och Uppgifter"],
                    [],
                    [None, "2022", None, "2023", None],
                    [None, "Folkmängd", None, "Folkmängd", None],
                    ["HELA LANDET", 5, "uppskattad", 6, None],
                    ["Heinola", 7.0, None, "-", "avbruten"],
                    [],
                    ["Senaste uppdatering:"],
                    ["20250404 08:00"],
                    ["Källa:"],
                    ["Statistikcentralen"],
                ],
            )
        ),
    )
    assert figures(reading, "region_label", "year") == [
        ("HELA LANDET", 2022, 5.0),
        ("HELA LANDET", 2023, 6.0),
        ("Heinola", 2022, 7.0),
        ("Heinola", 2023, 0.0),
    ]
    assert list(reading.rows["cell"]) == ["B5", "D5", "B6", "D6"]
    assert reading.rows["symbol"].iloc[-1] == "-"
    assert set(reading.rows["updated"]) == {"2025-04-04"}
    assert reading.indicators["title_sv"][0] == "Folkmängd"


def test_pxweb_2_without_a_title_and_with_years_as_numbers():
    reading = one(
        "x.xlsx",
        book(
            (
                "Sheet1",
                [
                    [None, None, 2022, 2023],
                    ["KU111 Heinola", "Men", 5, 6],
                    [None, "Women", 7, "..."],
                    ["SSS", "Men", 9, 9],
                    [None, "Women", 9, 9],
                    [],
                    ["Latest update: 2025-04-04"],
                    ["Source: Statistics Finland"],
                ],
            )
        ),
    )
    assert figures(reading, "region_code", "sex", "year")[:4] == [
        ("KU111", "male", 2022, 5.0),
        ("KU111", "male", 2023, 6.0),
        ("KU111", "female", 2022, 7.0),
        ("KU111", "female", 2023, "suppressed"),
    ]
    assert set(reading.rows["indicator_label"]) == {"x"}
    assert reading.facts.publisher == "Statistics Finland"
    assert str(reading.facts.updated) == "2025-04-04"


def test_other_sheets_are_named():
    rows = [[None, "2022"], ["Heinola", 5], ["KOKO MAA", 6], [], ["Sisäinen viitekoodi:"], ["a"]]
    reading = one(
        "x.xlsx", book(("a", [["T muuttujina Alue ja Vuosi"], [], *rows]), ("omat", [["muistiinpano"]]))
    )
    assert any("'omat'" in note for note in reading.facts.notes)
    assert set(reading.rows["indicator_label"]) == {"T"}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "iso-8859-15"])
def test_csv_saved_again_in_finnish_excel(encoding):
    text = (
        "999x -- Keksittyjä tunnuslukuja, 2023;;;\r\n;;;\r\nAlue;Vuosi;Väkiluku;Yli 64-v. osuus, %\r\n"
        "KOKO MAA;2023;5 603 851;23,5\r\nHeinola;2023;−5;...\r\n"
    )
    reading = one("x.csv", text.encode(encoding, errors="replace").replace(b"?5", b"-5"))
    assert figures(reading, "region_label", "year", "indicator_label") == [
        ("KOKO MAA", 2023, "Väkiluku", 5603851.0),
        ("KOKO MAA", 2023, "Yli 64-v. osuus, %", 23.5),
        ("Heinola", 2023, "Väkiluku", -5.0),
        ("Heinola", 2023, "Yli 64-v. osuus, %", "suppressed"),
    ]
    assert list(reading.rows["line"]) == [4, 4, 5, 5]


def test_csv_whose_lines_a_spreadsheet_put_into_one_cell_each():
    text = '"Alue,""Vuosi"",""Väkiluku"""\r\n"KOKO MAA,""2023"",5603851"\r\n"Heinola,""2023"",18000"\r\n'
    reading = one("001_11ra_2024_20250619-123755.csv", text.encode("cp1252"))
    assert figures(reading, "region_label", "year", "indicator_label") == [
        ("KOKO MAA", 2023, "Väkiluku", 5603851.0),
        ("Heinola", 2023, "Väkiluku", 18000.0),
    ]
    assert set(reading.rows["table"]) == {"11ra"}


def test_csv_lines_of_a_wrong_length_are_kept_apart():
    text = '"Alue","2022","2023"\n"Heinola",1,2\n"Iitti",1\n"Lahti",3,x\n'
    reading = one("001_11ra_2024_20250619-123755.csv", text.encode())
    assert [(r.code, r.place.line) for r in reading.refusals] == [("bad_row", 3), ("not_a_number", 4)]
    assert reading.figures_read == 5 and len(reading.rows) == 3


def test_joined_headings():
    assert split_heads(["2022 Väkiluku", "2022 Osuus, %", "2023 Väkiluku", "2023 Osuus, %"], None) == [
        ["2022", "2022", "2023", "2023"],
        ["Väkiluku", "Osuus, %", "Väkiluku", "Osuus, %"],
    ]
    assert split_heads(["Miehet 2022", "Naiset 2022"], None) == [["Miehet", "Naiset"], ["2022", "2022"]]
    assert split_heads(["Väkiluku, 2016", "Osuus, %, 2015"], None) == [["Väkiluku, 2016", "Osuus, %, 2015"]]
    assert split_heads(["a b x y", "a b z", "c x y", "c z"], ["Ikä", "Tiedot"]) == [
        ["a b", "a b", "c", "c"],
        ["x y", "z", "x y", "z"],
    ]


PX = (
    'CHARSET="ANSI";\nCODEPAGE="windows-1252";\nLANGUAGE="sv";\nMATRIX="001_11ra_2024";\n'
    'CONTENTS="Folk";\nSTUB="Område";\nHEADING="År";\nVALUES("Område")="Esbo",\n"Lo";\n'
    'VALUES("År")="2022","2023*";\nTIMEVAL("År")=TLIST(A1,"2022"-"2023");\nUNITS="½";\n'
    'NOTE="a; b"\n" och c";\nDATA=\n1 "..."\n- 2.50;\n'
)


def test_px_without_measures_and_codes():
    reading = one("x.px", PX.encode("cp1252"))
    assert figures(reading, "region_label", "year", "preliminary", "line") == [
        ("Esbo", 2022, False, 16, 1.0),
        ("Esbo", 2023, True, 16, "suppressed"),
        ("Lo", 2022, False, 17, 0.0),
        ("Lo", 2023, True, 17, 2.5),
    ]
    assert set(reading.rows["indicator_label"]) == {"Folk"}
    assert reading.indicators["unit_sv"][0] == "½"
    assert reading.facts.notes == ("a; b och c",)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("- 2.50;", "- 2.50", "middle of its figures"),
        ("- 2.50;", "-;", "should have 4 figures (2 × 2) and has 3"),
        ('"Lo";', '"Lo', "PX format"),
        ('STUB="Område";\nHEADING="År";\n', "", "names no variables"),
        ('VALUES("År")="2022","2023*";\n', "", "'År' has 0 values"),
    ],
)
def test_broken_px(old, new, part):
    assert old in PX
    with pytest.raises(InputError) as caught:
        one("x.px", PX.replace(old, new).encode("cp1252"))
    assert part in caught.value.reason and caught.value.remedy and "x.px" in str(caught.value.place)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (
            '{"class":"dataset","id":["a"],"size":[2],"dimension":{"a":{"category":{"index":["x"]}}}}',
            "promises",
        ),
        (
            '{"class":"dataset","id":["a"],"size":[1],"dimension":{"a":{"category":{"index":["x"]}}},"value":[1,2]}',
            "should have 1 figures and has 2",
        ),
        ('{"class":"dataset","id":["a"],"size":[1],"dimension":{}}', "not described"),
        (
            '{"class":"dataset","id":["a"],"size":[1],"dimension":{"a":{"category":{"index":["x"]}}},"value":{"7":1}}',
            "position 7",
        ),
    ],
)
def test_broken_json_stat(content, part):
    with pytest.raises(InputError) as caught:
        one("x.json", content.encode())
    assert part in caught.value.reason and caught.value.remedy


def test_months_are_no_years():
    text = '"Alue","2023M01","2023M02"\n"Heinola",1,2\n'
    reading = one("001_11ra_2024_20250619-123755.csv", text.encode())
    assert [(r.code, r.detail) for r in reading.refusals] == [
        ("not_a_year", "2023M01"),
        ("not_a_year", "2023M02"),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet='ab1.,;\t "\n-{}[]=()', max_size=80),
    st.sampled_from(["", "CHARSET=", '"a -- b"\n\n"A","2020"\n']),
)
def test_any_text_is_read_or_refused_in_words(text, start):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_text(start + text, encoding="utf-8")
        probe = Probe(path, "x")
        for reader in (*READERS, ThlCubeCsv(), ThlCubeJson(), ThlCubeSheet()):
            if reader.recognises(probe):
                with contextlib.suppress(InputError):
                    list(reader.read(probe))
