import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.errors import InputError
from hyte.sources.probe import Probe
from hyte.sources.readers import read_file
from hyte.sources.reading import Reading

HEADER = "indicator;region;year;gender;primary value;absolute value"


def read(tmp_path: Path, content: bytes, name: str = "vienti.csv") -> tuple[str, Reading]:
    path = tmp_path / name
    path.write_bytes(content)
    found = read_file(Probe(path, name))
    (reading,) = found.readings
    return found.layout, reading


def table(reading: Reading, *columns: str) -> list[tuple[object, ...]]:
    rows = reading.rows[list(columns)].astype(object)
    return [tuple(row) for row in rows.where(rows.notna(), None).itertuples(index=False)]


REST = ("indicator_code", "region_code", "year", "sex", "value", "numerator", "line")
WEB = (
    "indicator_label",
    "region_category",
    "region_label",
    "region_code",
    "year",
    "sex",
    "value",
    "numerator",
)


def test_rest_csv_in_full(shared: Path) -> None:
    found = read_file(Probe(shared / "layouts/sotkanet_rest.csv", "sotkanet_rest.csv"))
    (reading,) = found.readings
    assert found.layout == "sotkanet-rest-csv"
    assert (reading.figures_read, reading.refusals) == (10, ())
    assert table(reading, *REST) == [
        ("5", "9001", 2021, "total", 4.1, 52.0, 2),
        ("5", "9001", 2022, "total", 4.4, 55.0, 3),
        ("5", "9001", 2023, "total", 3.9, 49.0, 4),
        ("5", "9001", 2023, "male", 4.6, 29.0, 5),
        ("5", "9001", 2023, "female", 3.2, 20.0, 6),
        ("5", "9002", 2021, "total", 6.0, 31.0, 7),
        ("5", "9002", 2023, "total", 5.8, 30.0, 8),
        ("5", "9101", 2023, "total", 5.1, 2210.0, 9),
        ("5", "658", 2023, "total", 4.7, 136512.0, 10),
        ("127", "9001", 2023, "total", 2406.0, None, 11),
    ]
    assert set(reading.rows["source"]) == {"sotkanet"}


def test_rest_json_says_the_same(shared: Path) -> None:
    csv = read_file(Probe(shared / "layouts/sotkanet_rest.csv", "a.csv")).readings[0]
    found = read_file(Probe(shared / "layouts/sotkanet_rest.json", "a.json"))
    assert found.layout == "sotkanet-rest-json"
    assert table(found.readings[0], *REST[:-1]) == table(csv, *REST[:-1])
    assert found.readings[0].rows["line"].tolist() == list(range(1, 11))


def test_real_rest_csv(shared: Path) -> None:
    path = shared / "real/sotkanet/rest_127_2009_all_regions.csv"
    reading = read_file(Probe(path, path.name)).readings[0]
    assert (reading.figures_read, len(reading.rows), reading.refusals) == (466, 466, ())
    rows = reading.rows.set_index("region_code")["value"]
    assert (rows["69"], rows["936"], rows["658"]) == (2406.0, 27734.0, 5351427.0)
    assert reading.rows["numerator"].isna().all()


def test_every_real_indicator_is_kept_whole(shared: Path) -> None:
    files = sorted((shared / "real/sotkanet/rest_csv").glob("*.csv"))
    readings = [read_file(Probe(path, path.name)).readings[0] for path in files]
    assert len(files) == 43
    assert sum(len(reading.rows) for reading in readings) == 197_710
    assert sum(len(reading.refusals) for reading in readings) == 0
    for path, reading in zip(files, readings, strict=True):
        assert set(reading.rows["indicator_code"]) == {path.stem.removeprefix("indicator_")}
    sample = pd.read_csv(files[0], sep=";")
    assert readings[0].rows["value"].tolist() == sample["primary value"].tolist()


def test_rest_csv_saved_again_in_excel(tmp_path: Path) -> None:
    text = (
        "Indicator;Region;Year;Gender;Primary value;Absolute value\r\n"
        '5;44;2022;TOTAL;"1 234,5";55\r\n5;44;2023;male;\u20132,5;\r\n;;;;;\r\n'
    )
    layout, reading = read(tmp_path, text.encode("cp1252"))
    assert layout == "sotkanet-rest-csv"
    assert table(reading, *REST) == [
        ("5", "44", 2022, "total", 1234.5, 55.0, 2),
        ("5", "44", 2023, "male", -2.5, None, 3),
    ]
    assert reading.figures_read == 2


def test_rest_csv_empty_values_and_absolute_values_alone(tmp_path: Path) -> None:
    _, reading = read(
        tmp_path, f"{HEADER}\n5;44;2022;total;;\n5;44;2021;total;;7\n5;44;2020;total;0;0\n".encode()
    )
    assert table(reading, "value", "numerator", "missing") == [
        (None, None, "empty"),
        (7.0, None, None),
        (0.0, 0.0, None),
    ]
    assert "absolute value" in reading.facts.notes[0]


def test_rest_csv_refuses_with_reason_and_line(tmp_path: Path) -> None:
    lines = [
        HEADER,
        "5;44;2022;total;4.1;52",
        "5;44;2022;total;4.1",
        "5;44;2022-05;total;4.1;",
        "5;44;;total;4.1;",
        "5;44;2022;kaikkia;4.1;",
        "5;44;2022;total;neljä;",
        "5;44;2022;total;4;2-3",
        ";44;2022;total;4.1;",
        "5;;2022;total;4.1;",
    ]
    _, reading = read(tmp_path, "\n".join(lines).encode())
    assert [(r.code, r.place.line) for r in reading.refusals] == [
        ("bad_row", 3),
        ("not_a_year", 4),
        ("no_year", 5),
        ("unknown_sex", 6),
        ("not_a_number", 7),
        ("not_a_number", 8),
        ("no_indicator", 9),
        ("no_area", 10),
    ]
    assert [r.detail for r in reading.refusals][4:6] == ["neljä", "2-3"]
    assert (len(reading.rows), reading.figures_read) == (1, 9)


def test_rest_csv_without_rows_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="header and no figures"):
        read(tmp_path, f"{HEADER}\r\n".encode())


def test_rest_json_with_null_absolute_values_alone_and_bad_items(tmp_path: Path) -> None:
    item = {"indicator": 4, "region": 231, "year": 2012, "gender": "total"}
    items: list[object] = [
        item | {"value": None},
        item | {"absValue": 9, "year": 2013},
        item | {"value": "3,5", "year": 2014},
        item | {"value": True},
        item | {"value": 1, "year": [2012]},
        "rikki",
    ]
    layout, reading = read(tmp_path, json.dumps(items).encode(), "data.json")
    assert layout == "sotkanet-rest-json"
    assert table(reading, "year", "value", "missing", "line") == [
        (2012, None, "empty", 1),
        (2013, 9.0, None, 2),
        (2014, 3.5, None, 3),
    ]
    assert [(r.code, r.place.line) for r in reading.refusals] == [
        ("not_a_number", 4),
        ("not_a_year", 5),
        ("bad_row", 6),
    ]


def test_region_list(shared: Path) -> None:
    made = read_file(Probe(shared / "layouts/sotkanet_rest_regions.json", "r.json"))
    regions = made.readings[0].regions
    assert made.layout == "sotkanet-regions"
    assert regions is not None
    assert regions.iloc[0].to_dict() == {
        "code": "998",
        "category": "KUNTA",
        "name_fi": "Esimerkkilä",
        "name_sv": "Exempelby",
        "name_en": "Esimerkkilä",
        "sotkanet_id": "9001",
        "member_of": "658 9101",
    }
    real = read_file(Probe(shared / "real/sotkanet/regions.json", "r.json")).readings[0].regions
    assert real is not None
    assert len(real) == 511
    heinola = real[real["sotkanet_id"] == "44"].iloc[0]
    assert (heinola["code"], heinola["category"], heinola["name_fi"]) == ("111", "KUNTA", "Heinola")
    assert heinola["member_of"].split()[:2] == ["658", "924"]
    assert real[real["sotkanet_id"] == "833"].iloc[0]["code"] == "1"


def test_indicator_list(shared: Path) -> None:
    found = read_file(Probe(shared / "real/sotkanet/indicators.json", "i.json"))
    assert found.layout == "sotkanet-indicators"
    indicators = found.readings[0].indicators
    assert indicators is not None
    assert len(indicators) == 2434
    row = indicators[indicators["code"] == "5"].iloc[0]
    assert row["title_fi"] == "Toimeentulotukea saaneet 25 - 64-vuotiaat, % vastaavanikäisestä väestöstä"
    assert row["title_sv"].startswith("25-64-åriga mottagare av utkomststöd")
    assert row["publisher"] == "Terveyden ja hyvinvoinnin laitos (THL)"
    assert row["sexes"] == "male female total"
    assert found.readings[0].figures_read == 0


def test_long_form_of_an_indicator(tmp_path: Path) -> None:
    indicator = {
        "id": 4,
        "data-updated": "2024-10-08",
        "title": {"fi": "Hoitoa saaneet &ndash; 0-17-vuotiaat", "sv": " ", "en": ""},
        "limits": {"fi": "<p id=suhteutus>Alle viiden tapauksen<br />tietoja ei julkisteta</p>"},
        "primaryValueType": {
            "code": "PER1000",
            "title": {"fi": "Tuhatta asukasta kohden", "sv": "Per tusen"},
        },
        "decimals": 1,
        "classifications": {"sex": {"title": {}, "values": []}, "region": {"values": ["Kunta"]}},
        "organization": {"id": 2, "title": {"fi": "THL"}},
    }
    layout, reading = read(tmp_path, json.dumps(indicator).encode(), "4.json")
    assert layout == "sotkanet-indicators"
    assert reading.indicators is not None
    row = reading.indicators.iloc[0]
    assert row["title_fi"] == "Hoitoa saaneet – 0-17-vuotiaat"
    assert pd.isna(row["title_sv"])
    assert row["limits_fi"] == "Alle viiden tapauksen tietoja ei julkisteta"
    assert (row["unit_fi"], row["decimals"], row["updated"]) == ("Tuhatta asukasta kohden", 1, "2024-10-08")


def test_a_broken_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="instead of an object"):
        read(tmp_path, b'[{"id": 1, "code": "1", "category": "KUNTA", "title": {}}, 3]', "r.json")


def test_web_csv_in_full(shared: Path) -> None:
    found = read_file(Probe(shared / "layouts/sotkanet_web_fi.csv", "w.csv"))
    (reading,) = found.readings
    title = "Toimeentulotukea saaneet 25 - 64-vuotiaat, % vastaavanikäisestä väestöstä"
    assert found.layout == "sotkanet-web-csv"
    assert table(reading, *WEB) == [
        (title, "KUNTA", "Esimerkkilä", "998", 2021, "total", 4.1, 52.0),
        (title, "KUNTA", "Esimerkkilä", "998", 2022, "total", 4.4, 55.0),
        (title, "KUNTA", "Esimerkkilä", "998", 2023, "total", 3.9, 49.0),
        (title, "KUNTA", "Mallikylä", "997", 2021, "total", 6.0, 31.0),
        (title, "KUNTA", "Mallikylä", "997", 2022, "total", None, None),
        (title, "KUNTA", "Mallikylä", "997", 2023, "total", 5.8, 30.0),
    ]
    assert reading.rows["missing"].tolist()[4] == "empty"
    assert reading.rows["line"].tolist() == [1, 2, 3, 4, 5, 6]


def test_web_csv_titles_with_semicolons_languages_and_swapped_fields(tmp_path: Path) -> None:
    text = (
        "Hallinto; Tukipalvelut, % työllisistä;Kunta;Heinola;111;Miehet;2021;1,5;\n"
        '"Hallinto; Tukipalvelut";009;Päijät-Häme;Hyvinvointialue;KVINNOR;2021;2,5;7\n'
        "Mortality;Municipality;Heinola;111;combined;2021;;3\n"
    )
    _, reading = read(tmp_path, text.encode())
    assert table(reading, *WEB) == [
        ("Hallinto; Tukipalvelut, % työllisistä", "KUNTA", "Heinola", "111", 2021, "male", 1.5, None),
        ("Hallinto; Tukipalvelut", "HYVINVOINTIALUE", "Päijät-Häme", "009", 2021, "female", 2.5, 7.0),
        ("Mortality", "KUNTA", "Heinola", "111", 2021, "total", 3.0, None),
    ]


def test_web_csv_refuses_with_reason_and_line(tmp_path: Path) -> None:
    good = "T;Kunta;Heinola;111;yhteensä;2021;1,5;\n"
    bad = [
        "Kunta;Heinola;111;yhteensä;2021;1,5;\n",
        "T;Kunta;Heinola;111;muut;2021;1;\n",
        "T;Kunta;Heinola;111;yhteensä;1.5.2021 klo 5;1;\n",
        "T;Kunta;;;yhteensä;2021;1;\n",
        "T;Kunta;Heinola;111;yhteensä;2021;paljon;\n",
        ";Kunta;Heinola;111;yhteensä;2021;1;\n",
    ]
    _, reading = read(tmp_path, (good * 7 + "".join(bad)).encode())
    assert [(r.code, r.place.line) for r in reading.refusals] == [
        ("bad_row", 8),
        ("unknown_sex", 9),
        ("not_a_year", 10),
        ("no_area", 11),
        ("not_a_number", 12),
        ("no_indicator", 13),
    ]
    assert (len(reading.rows), reading.figures_read) == (7, 13)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 9999),
            st.integers(1, 9999),
            st.integers(1990, 2040),
            st.sampled_from(["male", "female", "total"]),
            st.one_of(st.none(), st.floats(-1e9, 1e9)),
            st.one_of(st.none(), st.integers(0, 10**9)),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_rest_csv_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, int, str, float | None, int | None]]
) -> None:
    lines = [";".join("" if cell is None else repr(cell).strip("'") for cell in row) for row in rows]
    _, reading = read(tmp_path_factory.mktemp("rest"), "\r\n".join([HEADER, *lines]).encode())
    expected = [
        (
            str(indicator),
            str(region),
            year,
            sex,
            value if value is not None else (float(absolute) if absolute is not None else None),
            float(absolute) if value is not None and absolute is not None else None,
            line,
        )
        for line, (indicator, region, year, sex, value, absolute) in enumerate(rows, start=2)
    ]
    assert table(reading, *REST) == expected
