"""THL cubes written as the service writes them, in three formats, and read back."""

import io
import json
import tempfile
from itertools import product
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.errors import InputError
from hyte.sources.probe import Probe
from hyte.sources.thl.cube_csv import ThlCubeCsv
from hyte.sources.thl.cube_json import ThlCubeJson
from hyte.sources.thl.cube_sheet import ThlCubeSheet

READERS = (ThlCubeCsv(), ThlCubeJson(), ThlCubeSheet())
SEXES = {"Pojat": "male", "Tytöt": "female", "Yhteensä": "total"}
AREAS = {"Heinola": "111", "Iitti": "142", "Päijät-Hämeen hyvinvointialue": "09", "Koko maa": "358"}
GRADES = ("8. ja 9. lk", "Lukio", "Yhteensä")


def readings(name, data, sidecar=None):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        if sidecar:
            path.with_name(f"{name}.meta.toml").write_text(sidecar, encoding="utf-8")
        probe = Probe(path, name)
        (reader,) = [reader for reader in READERS if reader.recognises(probe)]
        return list(reader.read(probe))


def one(name, data, sidecar=None):
    (reading,) = readings(name, data, sidecar)
    return reading


def found(reading):
    rows = reading.rows
    figures = [m if isinstance(m, str) else v for v, m in zip(rows["value"], rows["missing"], strict=True)]
    columns = [rows[c] for c in ("region_label", "year", "sex", "breakdown", "indicator_label")]
    return list(zip(*columns, figures, strict=True))


@st.composite
def cubes(draw):
    """Column levels, row levels and a figure for each cell; a figure is a number, "..", or nothing."""
    levels = {
        "Alue": draw(st.lists(st.sampled_from(list(AREAS)), min_size=1, max_size=4, unique=True)),
        "Vuosi": draw(st.lists(st.sampled_from(["2019", "2021", "2023"]), min_size=1, unique=True)),
    }
    if draw(st.booleans()):
        levels["Sukupuoli"] = draw(st.lists(st.sampled_from(list(SEXES)), min_size=2, unique=True))
    if draw(st.booleans()):
        levels["Kouluaste"] = draw(st.lists(st.sampled_from(GRADES), min_size=1, unique=True))
    order = draw(st.permutations(list(levels)))
    cut = draw(st.integers(1, len(order) - 1))
    count = 1
    for labels in levels.values():
        count *= len(labels)
    number = st.integers(0, 100000).map(lambda n: n / 10)
    figures = draw(st.lists(number | st.just("..") | st.none(), min_size=count, max_size=count))
    return order[:cut], order[cut:], levels, figures


def expected(cube, name, measure):
    """One tuple per figure, rows before columns."""
    columns, rows, levels, figures = cube
    order = [*rows, *columns]
    result = []
    for labels, figure in zip(product(*(levels[n] for n in order)), figures, strict=True):
        at = dict(zip(order, labels, strict=True))
        grade = at.get("Kouluaste", "Yhteensä")
        kind = {"..": "suppressed_or_missing", None: "empty"}.get(figure, figure)
        result.append(
            (
                at["Alue"],
                int(at["Vuosi"]),
                SEXES[at.get("Sukupuoli", "Yhteensä")],
                "" if grade == "Yhteensä" else f"{name}={grade}",
                measure,
                kind,
            )
        )
    return result


def csv_of(cube, codes):
    columns, rows, levels, figures = cube
    names = [*columns, *rows]
    header = [name for name in names for _ in range(2 if codes else 1)]
    lines = [";".join([*header, "val"])]
    order = [*rows, *columns]
    for labels, figure in zip(product(*(levels[n] for n in order)), figures, strict=True):
        at = dict(zip(order, labels, strict=True))
        fields = []
        for name in names:
            if codes:
                fields.append(
                    AREAS.get(at[name])
                    or (at[name] if name == "Vuosi" else f"k{levels[name].index(at[name])}")
                )
            fields.append(at[name])
        lines.append(";".join([*fields, "" if figure is None else str(figure)]))
    return "\n".join(lines) + "\n"


def json_of(cube, comma):
    columns, rows, levels, figures = cube
    order = [*rows, *columns]
    dimension = {"id": order, "size": [len(levels[name]) for name in order]}
    for name in order:
        index = {f"{name}{i}": i for i in range(len(levels[name]))}
        dimension[name] = {"category": {"index": index, "label": dict(zip(index, levels[name], strict=True))}}
    value = {
        str(i): str(f).replace(".", ",") if comma and f != ".." else str(f)
        for i, f in enumerate(figures)
        if f is not None
    }
    return json.dumps(
        {
            "dataset": {
                "version": "2.0",
                "class": "dataset",
                "dimension": dimension,
                "value": value or {"0": ""},
            }
        }
    )


def sheet_of(cube, measure):
    columns, rows, levels, figures = cube
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kuutio"
    head, stub = len(columns), len(rows)
    across = list(product(*(levels[name] for name in columns)))
    sheet.cell(1, 1, measure)
    for level in range(head):
        for c, labels in enumerate(across):
            if level or c == 0 or across[c - 1][0] != labels[0]:
                sheet.cell(level + 1, stub + 1 + c, labels[level])
    down = list(product(*(levels[name] for name in rows)))
    for r, labels in enumerate(down):
        for level, label in enumerate(labels):
            sheet.cell(head + 1 + r, level + 1, label)
        for c in range(len(across)):
            sheet.cell(head + 1 + r, stub + 1 + c, figures[r * len(across) + c])
    row = head + len(down) + 3
    for text in (
        "Käytössä olevat rajoitukset",
        None,
        "Kuutio päivitetty 18.09.2025",
        "(c) Terveyden ja hyvinvoinnin laitos 2026",
    ):
        sheet.cell(row, 1, text)
        row += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@settings(max_examples=50, deadline=None)
@given(cubes(), st.booleans())
def test_csv(cube, codes):
    reading = one("ahdistus.csv", csv_of(cube, codes))
    assert found(reading) == expected(cube, "Kouluaste", "ahdistus")
    if codes:
        assert [AREAS[label] for label in reading.rows["region_label"]] == list(reading.rows["region_code"])
    assert list(reading.rows["line"]) == list(range(2, len(cube[3]) + 2))


@settings(max_examples=50, deadline=None)
@given(cubes(), st.booleans())
def test_json(cube, comma):
    assert found(one("ahdistus.json", json_of(cube, comma))) == expected(cube, "Kouluaste", "ahdistus")


@settings(max_examples=50, deadline=None)
@given(cubes())
def test_sheet(cube):
    reading = one("kuutio.xlsx", sheet_of(cube, "Ahdistuneisuus, %"))
    assert found(reading) == expected(cube, "Luokka", "Ahdistuneisuus, %")
    assert str(reading.facts.updated) == "2025-09-18"


@pytest.mark.parametrize("name", ["thl_cube.csv", "thl_cube_codes_sc1.csv", "thl_cube.json", "thl_cube.xlsx"])
def test_layouts_are_read_in_full(shared, name):
    reading = one(name, (shared / "layouts" / name).read_bytes())
    rows = reading.rows
    kind = "suppressed_or_missing"
    figures = {
        "Esimerkkilä": [12.1, 21.4, 11.0, 23.9],
        "Mallikylä": [kind, kind, 9.5, kind],
        "Koko maa": [13.0, 22.6, 12.8, 24.1],
    }
    places = [(2021, "male"), (2021, "female"), (2023, "male"), (2023, "female")]
    assert [(a, y, s, f) for a, y, s, _, _, f in found(reading)] == [
        (area, year, sex, figure)
        for area, values in figures.items()
        for (year, sex), figure in zip(places, values, strict=True)
    ]
    assert reading.figures_read == 12
    assert set(rows["symbol"].dropna()) == {".."}
    assert set(rows["source"]) == {"thl"}
    if name.endswith("xlsx"):
        assert set(rows["breakdown"]) == {"Kouluaste=8. ja 9. lk"}
        assert set(rows["indicator_label"]) == {"Kohtalainen tai vaikea ahdistuneisuus, %"}
        assert rows["cell"].iloc[0] == "B3"
        assert reading.facts.licence == "CC BY 4.0"
        assert set(rows["updated"]) == {"2025-09-18"}
    if "sc1" in name:
        assert list(rows["region_code"].unique()) == ["998", "997", "358"]


def test_days_are_no_years(shared):
    reading = one("epirapo.csv", (shared / "real" / "thl" / "epirapo_excerpt.csv").read_bytes())
    assert len(reading.rows) == 0 and reading.figures_read == 44
    assert [(r.code, r.detail, r.count) for r in reading.refusals] == [
        ("not_a_year", "2020-01-01", 22),
        ("not_a_year", "2020-05-26", 22),
    ]
    assert reading.refusals[1].place.line == 24


def test_one_date_a_year_stands_for_the_year():
    reading = one("x.csv", "Alue;Aika;val\nHeinola;2020-12-31;5\nHeinola;2021-12-31;6\n")
    assert list(reading.rows["year"]) == [2020, 2021]


def test_two_levels_of_one_dimension_keep_the_finest():
    county = "2021;Päijät-Hämeen hyvinvointialue"
    text = f"Vuosi;Alue;Alue;val\n{county};;5\n{county};Heinola;6\n"
    reading = one("x.csv", text)
    assert list(reading.rows["region_label"]) == ["Päijät-Hämeen hyvinvointialue", "Heinola"]
    assert reading.rows["region_code"].isna().all()


def test_the_sidecar_names_the_measure():
    text = "Vuosi;Alue;val\n2021;Heinola;5\n"
    reading = one("x.csv", text, 'measure = "Ahdistuneisuus, %"\n')
    assert reading.rows["indicator_label"][0] == "Ahdistuneisuus, %"
    assert not reading.facts.notes
    assert "'x'" in one("x.csv", text).facts.notes[0]


def test_a_measure_column_names_the_measure():
    reading = one("x.csv", "Vuosi;Mittari;Alue;val\n2021;Osuus, %;Heinola;5\n2021;Lukumäärä;Heinola;7\n")
    assert list(reading.rows["indicator_label"]) == ["Osuus, %", "Lukumäärä"]
    assert list(reading.indicators["title_fi"]) == ["Osuus, %", "Lukumäärä"]


def test_limits_of_error():
    parts = {"v": 0, "ci_lower": 1, "ci_upper": 2, "n": 3}
    dimension = {
        "id": ["area", "time", "tiku_vtype"],
        "size": [2, 1, 4],
        "area": {"category": {"index": {"1": 0, "2": 1}, "label": {"1": "Heinola", "2": "Koko maa"}}},
        "time": {"category": {"index": {"t": 0}, "label": {"t": "2024"}}},
        "tiku_vtype": {"category": {"index": parts, "label": {key: key for key in parts}}},
    }
    value = {"0": "12,5", "1": "10,1", "2": "15,0", "3": "233", "4": "..", "5": "..", "6": "..", "7": "4"}
    rows = one("x.json", json.dumps({"dataset": {"dimension": dimension, "value": value}})).rows
    assert rows[["value", "ci_low", "ci_high", "denominator"]].iloc[0].tolist() == [12.5, 10.1, 15.0, 233.0]
    assert rows["missing"].iloc[1] == "suppressed_or_missing" and pd.isna(rows["ci_low"].iloc[1])
    assert list(rows["line"]) == [1, 5]


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("x.dimensions.json", 'thl.pivot.loadDimensions([{"id":"area"}]);', "list of dimensions"),
        ("x.json", '{"dataset":{"dimension":{"id":["a"],"size":[1]},"value":[]}}', "no figures"),
        ("x.json", '{"dataset":{"dimension":{"id":["a"],"size":[1]},"value":{"0":"1"}}}', "not described"),
        ("x.csv", "Vuosi;Alue;val\n", "no rows"),
    ],
)
def test_refused_with_a_remedy(name, text, part):
    with pytest.raises(InputError) as caught:
        readings(name, text)
    assert part in caught.value.reason and caught.value.remedy and "x." in str(caught.value.place)


def test_refusals_keep_the_count():
    text = (
        "Vuosi;Sukupuoli;Alue;val\n2021;Pojat;Heinola;abc\n2021;Muu;Heinola;5\n;Pojat;Heinola;5\n"
        "2021;Pojat\n2021;Pojat;;3\n2021;Pojat;Iitti;1\n"
    )
    reading = one("x.csv", text)
    assert [(r.code, r.place.line) for r in reading.refusals] == [
        ("bad_row", 5),
        ("not_a_number", 2),
        ("no_area", 6),
        ("no_year", 4),
        ("unknown_sex", 3),
    ]
    assert reading.figures_read == 6 and len(reading.rows) == 1


def sheet_with_codes():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["m1 - Ahdistuneisuus, %", "2021 - 2021", "2023 - 2023"],
        ["111 - Heinola", 1.5, 2],
        ["358 - Koko maa", "..", None],
        [],
        [],
        ["Valda filter"],
        ["Kön", "Flickor"],
        ["Mätare", "Ångest, %"],
        [],
        ["Kuben uppdaterad 18.09.2025"],
    ]:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_sheet_with_codes_and_swedish_filters():
    # Without a second header row column A goes on at once: one header row, one header column.
    reading = one("x.xlsx", sheet_with_codes())
    assert found(reading) == [
        ("Heinola", 2021, "female", "", "Ångest, %", 1.5),
        ("Heinola", 2023, "female", "", "Ångest, %", 2.0),
        ("Koko maa", 2021, "female", "", "Ångest, %", "suppressed_or_missing"),
        ("Koko maa", 2023, "female", "", "Ångest, %", "empty"),
    ]
    assert list(reading.rows["region_code"]) == ["111", "111", "358", "358"]
    assert list(reading.rows["cell"]) == ["B2", "C2", "B3", "C3"]
