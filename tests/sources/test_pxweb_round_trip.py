"""Random tables written as PxWeb writes them, in each of its formats, and read back."""

import io
import json
import tempfile
from itertools import product
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hyte.sources.probe import Probe
from hyte.sources.statfin.json_stat import JsonStat
from hyte.sources.statfin.px_file import PxFile
from hyte.sources.statfin.pxweb_csv import PxWebCsv
from hyte.sources.statfin.pxweb_sheet import PxWebSheet

MARKS = {".": "missing", "..": "not_applicable", "...": "suppressed", "....": "not_available"}
AREAS = (("SSS", "KOKO MAA"), ("KU111", "Heinola"), ("KU142", "Iitti"), ("MK07", "MK07 Päijät-Häme"))
SEXES = (("SSS", "Yhteensä"), ("1", "Miehet"), ("2", "Naiset"))
AGES = (("SSS", "Yhteensä"), ("0-14", "0 - 14"), ("65-", "65 -"))
MEASURES = (("vaesto", "Väkiluku"), ("osuus_p", "Yli 64-v. osuus, %"), ("m_x", "Muutos, henkilöä"))
SEX_WORDS = {"Yhteensä": "total", "Miehet": "male", "Naiset": "female"}


def read(reader, name, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        probe = Probe(path, name)
        assert reader.recognises(probe)
        readings = list(reader.read(probe))
    assert len(readings) == 1
    return readings[0]


def some(pairs, at_least=1):
    return st.lists(st.sampled_from(pairs), min_size=at_least, max_size=len(pairs), unique=True)


@st.composite
def tables(draw):
    """Variables in a random order, split into stub and heading, and a figure for each cell."""
    years = draw(st.lists(st.integers(2006, 2024), min_size=1, max_size=3, unique=True))
    variables = {
        "Alue": draw(some(AREAS, 2)),
        "Vuosi": [(str(year), str(year)) for year in sorted(years)],
        "Tiedot": draw(some(MEASURES)),
    }
    if draw(st.booleans()):
        variables["Sukupuoli"] = draw(some(SEXES))
    if draw(st.booleans()):
        variables["Ikä"] = draw(some(AGES))
    order = draw(st.permutations(list(variables)))
    cut = draw(st.integers(1, len(order) - 1))
    count = 1
    for categories in variables.values():
        count *= len(categories)
    number = st.integers(-9999999, 9999999).map(lambda n: n / 100)
    figures = draw(st.lists(number | st.sampled_from(list(MARKS)), min_size=count, max_size=count))
    return order[:cut], order[cut:], variables, figures


def title_of(order):
    return f"Keksittyjä tietoja muuttujina {', '.join(order[:-1])} ja {order[-1]}"


def expected(table):
    """One tuple per figure: area without code, year, sex, breakdown, measure, value or kind of missing."""
    stub, heading, variables, figures = table
    order = [*stub, *heading]
    rows = []
    for labels, figure in zip(product(*(variables[name] for name in order)), figures, strict=True):
        at = {name: label for name, (_, label) in zip(order, labels, strict=True)}
        age = at.get("Ikä", "Yhteensä")
        rows.append(
            (
                at["Alue"].removeprefix("MK07 "),
                int(at["Vuosi"]),
                SEX_WORDS[at.get("Sukupuoli", "Yhteensä")],
                "" if age == "Yhteensä" else f"Ikä={age}",
                at["Tiedot"],
                MARKS.get(figure, figure),
            )
        )
    return rows


def found(reading):
    rows = reading.rows
    figures = [m if isinstance(m, str) else v for v, m in zip(rows["value"], rows["missing"], strict=True)]
    columns = [rows[c] for c in ("region_label", "year", "sex", "breakdown", "indicator_label")]
    return list(zip(*columns, figures, strict=True))


def check(reading, table, codes):
    assert found(reading) == expected(table)
    assert reading.figures_read == len(table[3])
    assert not reading.refusals
    if codes:
        areas = dict(AREAS[:3]) | {"MK07": "Päijät-Häme"}
        rows = reading.rows
        assert [areas[code] for code in rows["region_code"]] == list(rows["region_label"])


def px_of(table):
    stub, heading, variables, figures = table
    lines = ['CHARSET="ANSI"', 'CODEPAGE="iso-8859-15"', 'LANGUAGE="fi"', 'MATRIX="001_99zz_2024"']
    lines += [f'TITLE="{title_of([*stub, *heading])}"', 'CONTENTS="Keksittyjä "\n"tietoja"']
    lines += [f"STUB={','.join(f'{chr(34)}{n}{chr(34)}' for n in stub)}"]
    lines += [f"HEADING={','.join(f'{chr(34)}{n}{chr(34)}' for n in heading)}", 'CONTVARIABLE="Tiedot"']
    for name, categories in variables.items():
        lines.append(f'VALUES("{name}")=' + ",\n".join(f'"{label}"' for _, label in categories))
        lines.append(f'CODES("{name}")=' + ",".join(f'"{code}"' for code, _ in categories))
    width = 1
    for name in heading:
        width *= len(variables[name])
    cells = [f'"{f}"' if f in MARKS else f"{f:.2f}" for f in figures]
    body = "\r\n".join(" ".join(cells[i : i + width]) for i in range(0, len(cells), width))
    return (";\r\n".join(lines) + f";\r\nDATA=\r\n{body}\r\n;\r\n").encode("iso-8859-15")


def json_of(table, as_dict):
    stub, heading, variables, figures = table
    order = [*stub, *heading]
    dimension = {
        name: {
            "label": name,
            "category": {
                "index": {code: i for i, (code, _) in enumerate(variables[name])},
                "label": dict(variables[name]),
            },
        }
        for name in order
    }
    values = [None if f in MARKS else f for f in figures]
    content = {
        "version": "2.0",
        "class": "dataset",
        "label": "99zz -- Keksittyjä tietoja",
        "id": order,
        "size": [len(variables[name]) for name in order],
        "dimension": dimension,
        "value": {str(i): v for i, v in enumerate(values) if v is not None} if as_dict else values,
        "status": {str(i): f for i, f in enumerate(figures) if f in MARKS},
        "role": {"time": ["Vuosi"], "metric": ["Tiedot"]},
    }
    if as_dict and not content["value"]:
        content["value"] = {"0": None}
    return json.dumps(content).encode()


def sheet_of(table, codes, with_title=True):
    stub, heading, variables, figures = table
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "001_99zz_2024"
    row = 1
    if with_title:
        sheet["A1"] = title_of([*stub, *heading])
        row = 3
    doubled = [codes and variables[name][0][0] != variables[name][0][1] for name in stub]
    offset = len(stub) + sum(doubled)
    heads = list(product(*(variables[name] for name in heading)))
    for level in range(len(heading)):
        for c, labels in enumerate(heads):
            if c == 0 or heads[c - 1][: level + 1] != labels[: level + 1]:
                sheet.cell(row, offset + 1 + c, labels[level][1])
        row += 1
    stubs = list(product(*(variables[name] for name in stub)))
    for r, labels in enumerate(stubs):
        column = 1
        for level, (code, label) in enumerate(labels):
            written = level == len(stub) - 1 or r == 0 or stubs[r - 1][: level + 1] != labels[: level + 1]
            if doubled[level]:
                sheet.cell(row, column, code if written else None)
                column += 1
            sheet.cell(row, column, label if written else None)
            column += 1
        for c in range(len(heads)):
            sheet.cell(row, offset + 1 + c, figures[r * len(heads) + c])
        row += 1
    row += 1
    lines = ["Huomautus", None, "Päivitetty viimeksi:", "Väkiluku:", "20250404 08:00", None]
    for line in [*lines, "PxcKeywordSource:", "Tilastokeskus", None, "Sisäinen viitekoodi:", "001_99zz_2024"]:
        sheet.cell(row, 1, line)
        row += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_of(table, separator, with_title, quoted_marks):
    stub, heading, variables, figures = table
    heads = [" ".join(label for _, label in labels) for labels in product(*(variables[n] for n in heading))]
    lines = [f'"{title_of([*stub, *heading])}"', ""] if with_title else []
    lines.append(separator.join(f'"{name}"' for name in [*stub, *heads]))
    for r, labels in enumerate(product(*(variables[name] for name in stub))):
        cells = figures[r * len(heads) : (r + 1) * len(heads)]
        texts = [f'"{f}"' if f in MARKS and quoted_marks else str(f) for f in cells]
        lines.append(separator.join([*(f'"{label}"' for _, label in labels), *texts]))
    return ("\r\n".join(lines) + "\r\n").encode("iso-8859-15")


@settings(max_examples=40, deadline=None)
@given(tables())
def test_px(table):
    reading = read(PxFile(), "99zz.px", px_of(table))
    check(reading, table, codes=True)
    assert set(reading.rows["table"]) == {"99zz"}


@settings(max_examples=40, deadline=None)
@given(tables(), st.booleans())
def test_json_stat(table, as_dict):
    check(read(JsonStat(), "99zz.json", json_of(table, as_dict)), table, codes=True)


@settings(max_examples=40, deadline=None)
@given(tables(), st.booleans())
def test_sheet(table, codes):
    reading = read(PxWebSheet(), "99zz.xlsx", sheet_of(table, codes))
    check(reading, table, codes=codes and "Alue" in table[0])
    assert reading.facts.publisher == "Tilastokeskus"
    assert str(reading.facts.updated) == "2025-04-04"
    updated = reading.rows.groupby("indicator_label")["updated"].first().to_dict()
    assert all((day == "2025-04-04") == (label == "Väkiluku") for label, day in updated.items())


@settings(max_examples=20, deadline=None)
@given(tables())
def test_sheet_without_title(table):
    """Without a title nothing names the variables, but figures, areas and years must still be right."""
    reading = read(PxWebSheet(), "99zz.xlsx", sheet_of(table, codes=False, with_title=False))
    wanted = [(area, year, figure) for area, year, *_, figure in expected(table)]
    got = [(area, year, figure) for area, year, *_, figure in found(reading)]
    assert got == wanted


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(",;\t "), st.booleans())
def test_csv_with_title(table, separator, quoted_marks):
    # "65 - Muutos, henkilöä" alone can be parted in several ways; nobody can tell which is right.
    assume(sum(len(table[2][name]) == 1 for name in table[1] if name in ("Alue", "Ikä", "Tiedot")) < 2)
    check(read(PxWebCsv(), "99zz.csv", csv_of(table, separator, True, quoted_marks)), table, codes=False)


@settings(max_examples=40, deadline=None)
@given(tables(), st.sampled_from(",;\t"), st.booleans())
def test_csv_without_title(table, separator, quoted_marks):
    """Without a title the head's joined labels can be parted only into years, sexes and the rest."""
    assume(not {"Alue", "Ikä", "Sukupuoli"} & set(table[1]))
    check(read(PxWebCsv(), "99zz.csv", csv_of(table, separator, False, quoted_marks)), table, codes=False)


def test_cells_point_at_the_figures():
    figures = [1.0, 2.0, "...", 4.5]
    variables = {
        "Alue": list(AREAS[:2]),
        "Vuosi": [("2022", "2022"), ("2023", "2023")],
        "Tiedot": [MEASURES[0]],
    }
    table = (["Alue"], ["Vuosi", "Tiedot"], variables, figures)
    data = sheet_of(table, codes=True)
    reading = read(PxWebSheet(), "99zz.xlsx", data)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    at = dict(zip(reading.rows["cell"], reading.rows["value"], strict=True))
    assert {cell: sheet[cell].value for cell, value in at.items() if not pd.isna(value)} == {
        cell: value for cell, value in at.items() if not pd.isna(value)
    }
    assert sheet[next(cell for cell, value in at.items() if pd.isna(value))].value == "..."


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.97])
def test_px_cut_short_is_refused(keep):
    from hyte.errors import InputError

    variables = {
        "Alue": list(AREAS),
        "Vuosi": [(str(y), str(y)) for y in range(2010, 2024)],
        "Tiedot": list(MEASURES),
    }
    table = (["Alue", "Vuosi"], ["Tiedot"], variables, [1.5] * (4 * 14 * 3))
    data = px_of(table)
    with pytest.raises(InputError) as caught:
        read(PxFile(), "99zz.px", data[: int(len(data) * keep)])
    assert "line" in str(caught.value.place)
    assert caught.value.remedy
