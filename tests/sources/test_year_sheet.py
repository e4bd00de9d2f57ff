import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.errors import InputError
from hyte.sources.probe import Probe
from hyte.sources.readers import FileReading, read_file
from hyte.sources.reading import Reading
from hyte.sources.years import year_of

Rows = list[list[object]]
AREAS = (
    "code;name_fi;name_sv;language;county;county_fi;county_sv;county_en;group;merged_into;merged_year;invented\n"
    "998;Esimerkkilä;Exempelby;fi;99;Kuvitteellinen hyvinvointialue;;;rural;;;1\n"
    "997;Mallikylä;;fi;99;Kuvitteellinen hyvinvointialue;;;rural;;;1\n"
)


def workbook(sheets: dict[str, Rows], merged: tuple[str, ...] = (), hidden: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_content(folder: Path, content: bytes, name: str = "taulukko.xlsx") -> FileReading:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    found = read_file(Probe(path, name))
    assert found.layout == "year-sheet"
    return found


def read(folder: Path, rows: Rows, name: str = "taulukko.xlsx", merged: tuple[str, ...] = ()) -> Reading:
    return read_content(folder, workbook({"Taul1": rows}, merged), name).readings[0]


def figures(reading: Reading) -> list[tuple[object, ...]]:
    """Area, indicator, year, sex, value or reason, place."""
    rows = reading.rows.astype(object).where(reading.rows.notna(), None)
    return [
        (
            row.region_label or row.region_code,
            row.indicator_label,
            row.year,
            row.sex,
            row.missing or row.value,
            row.cell or row.line,
        )
        for row in rows.itertuples(index=False)
    ]


def refusals(reading: Reading) -> list[tuple[str, str, object, int]]:
    return [(r.code, r.detail, r.place.cell or r.place.line, r.count) for r in reading.refusals]


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (2022, 2022),
        (2022.0, 2022),
        ("2022", 2022),
        (" 2022* ", 2022),
        ("Vuosi 2022", 2022),
        ("år 2022", 2022),
        (date(2022, 12, 31), 2022),
        (datetime(2022, 1, 1), 2022),  # noqa: DTZ001
        (date(1905, 7, 14), 2022),
        ("31.12.2022", 2022),
        ("2022-01-01", 2022),
        (2022.5, None),
        (True, None),
        (1899, None),
        ("2022-05", None),
        ("20222", None),
        ("", None),
        (None, None),
    ],
)
def test_years_as_people_and_excel_write_them(cell: object, year: int | None) -> None:
    found = year_of(cell)
    assert (found.year if found else None) == year


def test_areas_below_one_another(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [
            ["Työttömät, % työvoimasta"],
            [],
            [None, 2020, 2021, "2022*"],
            ["Heinola", 12.1, "13,2", 11],
            ["Mallikylä", None, "..", 0],
            ["Koko maa", "-", "...", "ei tietoa"],
            [],
            ["Lähde: Sotkanet"],
            ["Päivitetty 18.9.2025"],
        ],
    )
    title = "Työttömät, % työvoimasta"
    assert figures(reading) == [
        ("Heinola", title, 2020, "total", 12.1, "B4"),
        ("Heinola", title, 2021, "total", 13.2, "C4"),
        ("Heinola", title, 2022, "total", 11.0, "D4"),
        ("Mallikylä", title, 2020, "total", "empty", "B5"),
        ("Mallikylä", title, 2021, "total", "not_applicable", "C5"),
        ("Mallikylä", title, 2022, "total", 0.0, "D5"),
        ("Koko maa", title, 2020, "total", "missing", "B6"),
        ("Koko maa", title, 2021, "total", "suppressed", "C6"),
    ]
    assert refusals(reading) == [("not_a_number", "ei tietoa", "D6", 1)]
    assert reading.rows["preliminary"].tolist() == [False, False, True, False, False, True, False, False]
    assert (reading.facts.title, reading.facts.publisher, reading.facts.updated) == (
        title,
        "Sotkanet",
        date(2025, 9, 18),
    )


def test_indicators_below_one_another_with_the_area_above(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [
            ["Heinola"],
            ["Mittari", "Yksikkö", 2021.0, 2022.0, "Muutos"],
            ["Työttömät", "%", 10.5, 11, 0.5],
            ["Lapset"],
            ["Perheet", "lkm", 2001, 2002, 1],
        ],
    )
    assert figures(reading) == [
        ("Heinola", "Työttömät", 2021, "total", 10.5, "C3"),
        ("Heinola", "Työttömät", 2022, "total", 11.0, "D3"),
        ("Heinola", "Perheet", 2021, "total", 2001.0, "C5"),
        ("Heinola", "Perheet", 2022, "total", 2002.0, "D5"),
    ]
    assert refusals(reading) == [("no_year", "Muutos", "E3", 2)]
    assert reading.indicators is not None
    assert reading.indicators[["title_fi", "unit_fi"]].to_numpy().tolist() == [
        ["Työttömät", "%"],
        ["Perheet", "lkm"],
    ]


@pytest.mark.parametrize("above", [["Kunta: Heinola"], ["Kunta", "Heinola"], ["Heinola"]])
def test_the_area_may_be_named_in_three_ways(tmp_path: Path, above: list[object]) -> None:
    reading = read(tmp_path, [above, [None, 2021, 2022], ["Oma mittari, %", 1, 2]])
    assert [row[:2] for row in figures(reading)] == [("Heinola", "Oma mittari, %")] * 2


def test_area_from_the_sheets_name(tmp_path: Path) -> None:
    rows: Rows = [["Mittari", 2021, 2022], ["Työttömät", 1, 2]]
    found = read_content(tmp_path, workbook({"Heinola": rows, "Kouvola": rows}))
    assert [figures(reading)[0][:2] for reading in found.readings] == [
        ("Heinola", "Työttömät"),
        ("Kouvola", "Työttömät"),
    ]
    assert [reading.rows["sheet"].unique().tolist() for reading in found.readings] == [
        ["Heinola"],
        ["Kouvola"],
    ]


def test_area_from_the_folder(tmp_path: Path) -> None:
    reading = read(tmp_path, [["Mittari", "2021", "2022"], ["Oma", 3, 4]], "raw/111/2022/omat.xlsx")
    assert figures(reading) == [
        ("Heinola", "Oma", 2021, "total", 3.0, "B2"),
        ("Heinola", "Oma", 2022, "total", 4.0, "C2"),
    ]


def test_own_areas_are_known_as_areas(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(AREAS, encoding="utf-8")
    rows: Rows = [["Yksinäisyys"], [None, 2021, 2022], ["Esimerkkilä", 1, 2], ["Mallikylä", None, None]]
    reading = read(tmp_path, rows, "Esimerkkilä/2022/omat.xlsx")
    assert [row[0] for row in figures(reading)] == ["Esimerkkilä", "Esimerkkilä", "Mallikylä", "Mallikylä"]
    assert [row[4] for row in figures(reading)] == [1.0, 2.0, "empty", "empty"]


def test_without_an_area_figures_are_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, [[None, 2021, 2022], ["Oma mittari, %", 3, 4]])
    assert refusals(reading) == [
        ("no_area", "Oma mittari, %", "B2", 1),
        ("no_area", "Oma mittari, %", "C2", 1),
    ]
    assert len(reading.rows) == 0


def test_sexes_below_the_years(tmp_path: Path) -> None:
    rows: Rows = [
        ["Yksinäiset, %"],
        ["Alue", 2021, None, 2023, None],
        [None, "Pojat", "Tytöt", "Pojat", "Tytöt"],
        ["Heinola", 1, 2, 3, 4],
    ]
    expected = [(2021, "male", 1.0), (2021, "female", 2.0), (2023, "male", 3.0), (2023, "female", 4.0)]
    for merged in ((), ("B2:C2", "D2:E2")):
        assert [row[2:5] for row in figures(read(tmp_path, rows, merged=merged))] == expected


def test_sexes_above_the_years_and_within(tmp_path: Path) -> None:
    expected = [(2021, "male", 1.0), (2022, "male", 2.0), (2021, "female", 3.0), (2022, "female", 4.0)]
    above: Rows = [["T, %"], [None, "Män", None, "Kvinnor", None], ["Område", 2021, 2022, 2021, 2022]]
    within: Rows = [["T, %"], ["Kunta", "2021 miehet", "2022 miehet", "2021 naiset", "2022 naiset"]]
    for rows in (above, within):
        reading = read(tmp_path, [*rows, ["Heinola", 1, 2, 3, 4]])
        assert [row[2:5] for row in figures(reading)] == expected
        assert {row[1] for row in figures(reading)} == {"T, %"}


def test_indicators_below_the_years(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kunta", 2021, None, 2022, None],
        [None, "Väkiluku", "Työttömät", "Väkiluku", "Työttömät"],
        ["Heinola", 1, 2, 3, 4],
    ]
    reading = read(tmp_path, rows, merged=("B1:C1", "D1:E1"))
    assert [row[1:5] for row in figures(reading)] == [
        ("Väkiluku", 2021, "total", 1.0),
        ("Työttömät", 2021, "total", 2.0),
        ("Väkiluku", 2022, "total", 3.0),
        ("Työttömät", 2022, "total", 4.0),
    ]
    assert reading.facts.notes == ()


def test_columns_of_codes_sexes_and_indicators(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [
            ["Kuntakoodi", "Kunta", "Sukupuoli", "Indikaattori", 2021, 2022],
            [5, "Alajärvi", "Miehet", "Työttömät, %", 1, 2],
            [None, None, "Naiset", None, 3, 4],
            [None, "Koko maa", "Yhteensä", "Työttömät, %", 5, 6],
            [None, "Koko maa", "Muut", "Työttömät, %", 7, None],
        ],
    )
    assert [(row[0], row[3], row[4]) for row in figures(reading)] == [
        ("Alajärvi", "male", 1.0),
        ("Alajärvi", "male", 2.0),
        ("Alajärvi", "female", 3.0),
        ("Alajärvi", "female", 4.0),
        ("Koko maa", "total", 5.0),
        ("Koko maa", "total", 6.0),
    ]
    assert reading.rows["region_code"].fillna("").tolist() == ["5", "5", "5", "5", "", ""]
    assert refusals(reading) == [("unknown_sex", "Muut", "E5", 1)]


def test_a_further_column_is_a_breakdown(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [["Heinola"], ["Ikä", "Mittari", 2021, 2022], ["0–17", "Väkiluku", 1, 2], [None, "Perheet", 3, 4]],
    )
    assert reading.rows["breakdown"].tolist() == ["Ikä=0–17"] * 4


def test_tables_below_one_another_and_hidden_sheets(tmp_path: Path) -> None:
    rows: Rows = [
        ["Väkiluku"],
        ["Kunta", 2021, 2022],
        ["Heinola", 2001, 2005],
        ["Kouvola", 1999, 2000],
        [],
        ["Työttömät"],
        ["Kunta", 2020, 2021],
        ["Heinola", 1, 2],
    ]
    sheets: dict[str, Rows] = {
        "Taul1": rows,
        "Piilossa": [["Asunnot"], ["Kunta", 2021, 2022], ["Heinola", 7, 8]],
        "Tyhjä": [],
        "Ohje": [["Lue tämä"]],
    }
    found = read_content(tmp_path, workbook(sheets, hidden=("Piilossa",)))
    assert [figures(reading) for reading in found.readings] == [
        [
            ("Heinola", "Väkiluku", 2021, "total", 2001.0, "B3"),
            ("Heinola", "Väkiluku", 2022, "total", 2005.0, "C3"),
            ("Kouvola", "Väkiluku", 2021, "total", 1999.0, "B4"),
            ("Kouvola", "Väkiluku", 2022, "total", 2000.0, "C4"),
            ("Heinola", "Työttömät", 2020, "total", 1.0, "B8"),
            ("Heinola", "Työttömät", 2021, "total", 2.0, "C8"),
        ],
        [("Heinola", "Asunnot", 2021, "total", 7.0, "B3"), ("Heinola", "Asunnot", 2022, "total", 8.0, "C3")],
    ]
    assert found.readings[0].facts.notes == ("Without a row of years, and not read: sheet 'Ohje'.",)
    assert found.readings[1].facts.notes == ("Sheet 'Piilossa' is hidden; it was read.",)


def test_tables_side_by_side(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [
            ["Väkiluku", None, None, None, "Työttömät"],
            ["Kunta", 2021, 2022, None, "Kunta", 2021, 2022],
            ["Heinola", 100, 200, None, "Kouvola", 1, 2],
        ],
    )
    assert figures(reading) == [
        ("Heinola", "Väkiluku", 2021, "total", 100.0, "B3"),
        ("Heinola", "Väkiluku", 2022, "total", 200.0, "C3"),
        ("Kouvola", "Työttömät", 2021, "total", 1.0, "F3"),
        ("Kouvola", "Työttömät", 2022, "total", 2.0, "G3"),
    ]


def test_titles_between_areas_under_one_row_of_years(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [
            ["Hyvinvointi"],
            ["Kunta", 2021, 2022],
            ["Väkiluku"],
            ["Heinola", 2001, 2005],
            ["Kouvola", 1999, 2000],
            ["Työttömät"],
            ["Heinola", 1, 2],
            ["Kouvola", 3, 4],
        ],
    )
    assert [row[:2] for row in figures(reading)[::2]] == [
        ("Heinola", "Väkiluku"),
        ("Kouvola", "Väkiluku"),
        ("Heinola", "Työttömät"),
        ("Kouvola", "Työttömät"),
    ]


def test_areas_between_indicators_under_one_row_of_years(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [["Mittari", 2021, 2022], ["Heinola"], ["Työttömät", 1, 2], ["Kouvola"], ["Työttömät", 3, 4]],
    )
    assert [(row[0], row[4]) for row in figures(reading)] == [
        ("Heinola", 1.0),
        ("Heinola", 2.0),
        ("Kouvola", 3.0),
        ("Kouvola", 4.0),
    ]


def test_title_in_the_corner(tmp_path: Path) -> None:
    reading = read(tmp_path, [["Yleisotsikko"], ["Väkiluku 31.12.", 2021, 2022], ["Heinola", 2001, 2005]])
    assert {row[1] for row in figures(reading)} == {"Väkiluku 31.12."}


def test_years_as_dates_and_cells_that_are_no_numbers(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [
            ["Väkiluku"],
            ["Kunta", date(2021, 12, 31), date(2022, 12, 31)],
            ["Heinola", 18344, date(2022, 3, 2)],
            ["Koko maa", True, 2000],
            [None, 3, None],
        ],
    )
    assert figures(reading) == [
        ("Heinola", "Väkiluku", 2021, "total", 18344.0, "B3"),
        ("Koko maa", "Väkiluku", 2022, "total", 2000.0, "C4"),
    ]
    assert refusals(reading) == [
        ("not_a_number", "2022-03-02 (a date)", "C3", 1),
        ("not_a_number", "True", "B4", 1),
        ("no_area", "3", "B5", 1),
    ]


def test_days_and_months_are_no_row_of_years(tmp_path: Path) -> None:
    content = workbook({"Taul1": [["Kunta", date(2022, 1, 1), date(2022, 2, 1)], ["Heinola", 1, 2]]})
    with pytest.raises(InputError, match="a row with two years"):
        read_content(tmp_path, content)


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_text_files_of_every_kind(tmp_path: Path, separator: str, encoding: str) -> None:
    decimal = "." if separator == "," else ","
    lines = [
        ["Työttömät", "", ""],
        ["Kunta", "2021", "2022"],
        ["Heinola", f"1\u00a0234{decimal}5", "–2"],
        ["Jämsä", "", "0"],
    ]
    text = "\r\n".join(separator.join(line) for line in lines)
    reading = read_content(tmp_path, text.encode(encoding), "omat.csv").readings[0]
    assert figures(reading) == [
        ("Heinola", "Työttömät", 2021, "total", 1234.5, 3),
        ("Heinola", "Työttömät", 2022, "total", -2.0, 3),
        ("Jämsä", "Työttömät", 2021, "total", "empty", 4),
        ("Jämsä", "Työttömät", 2022, "total", 0.0, 4),
    ]


def test_an_indicator_without_any_title_is_called_after_its_file_or_sidecar(tmp_path: Path) -> None:
    text = b"Kunta;2021;2022\nHeinola;1,5;2\n"
    reading = read_content(tmp_path, text, "kaatumiset.csv").readings[0]
    assert {row[1] for row in figures(reading)} == {"kaatumiset"}
    assert "kaatumiset" in reading.facts.notes[0]
    (tmp_path / "kaatumiset.csv.meta.toml").write_text('measure = "Kaatumiset, kpl"', encoding="utf-8")
    reading = read_content(tmp_path, text, "kaatumiset.csv").readings[0]
    assert {row[1] for row in figures(reading)} == {"Kaatumiset, kpl"}
    assert reading.facts.notes == ()


def test_a_row_of_years_without_figures_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row of years and no figures"):
        read(tmp_path, [["Työttömät"], ["Kunta", 2021, 2022]])


VALUES = st.one_of(
    st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9).map(lambda value: round(value, 4))
)


@given(
    st.lists(
        st.sampled_from(["Heinola", "Kouvola", "Lahti", "Koko maa"]), min_size=1, max_size=4, unique=True
    ),
    st.integers(1950, 2030),
    st.integers(2, 6),
    st.data(),
)
def test_every_cell_of_a_sheet_is_kept_at_its_place(
    tmp_path_factory: pytest.TempPathFactory, areas: list[str], first: int, count: int, data: st.DataObject
) -> None:
    lines = [data.draw(st.lists(VALUES, min_size=count, max_size=count)) for _ in areas]
    if not any(value is not None for line in lines for value in line):
        lines[0][0] = 0
    rows: Rows = [["Väkiluku"], ["Kunta", *range(first, first + count)]]
    rows += [[area, *line] for area, line in zip(areas, lines, strict=True)]
    reading = read(tmp_path_factory.mktemp("sheet"), rows)
    assert figures(reading) == [
        (
            area,
            "Väkiluku",
            first + at,
            "total",
            "empty" if value is None else float(value),
            f"{chr(66 + at)}{row}",
        )
        for row, (area, line) in enumerate(zip(areas, lines, strict=True), start=3)
        for at, value in enumerate(line)
    ]
    assert reading.refusals == ()
