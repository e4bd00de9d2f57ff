import io
from pathlib import Path

import openpyxl

from hyte.sources.probe import Probe
from hyte.sources.readers import read_file
from hyte.sources.reading import Reading


def read(tmp_path: Path, content: bytes, name: str) -> Reading:
    (tmp_path / name).write_bytes(content)
    found = read_file(Probe(tmp_path / name, name))
    assert found.layout == "teaviisari-long"
    return found.readings[0]


def test_long_sheet_in_full(shared: Path) -> None:
    path = shared / "layouts/teaviisari_long.csv"
    found = read_file(Probe(path, path.name))
    (reading,) = found.readings
    rows = reading.rows
    assert found.layout == "teaviisari-long"
    assert (reading.figures_read, len(rows), reading.refusals) == (33, 33, ())
    assert set(rows["source"]) == {"tea"}
    scores = {
        (row.indicator_label, row.region_label, row.year): row.value for row in rows.itertuples(index=False)
    }
    assert scores["Kuntajohto / Kokonaistulos", "Esimerkkilä", 2023] == 61
    assert scores["Kuntajohto / Seuranta ja tarveanalyysi", "Koko maa", 2025] == 82
    assert sum(value for value in rows["value"].dropna()) == sum(
        float(line.split(";")[-1]) for line in path.read_text("utf-8").splitlines()[1:-1]
    )
    last = rows.iloc[-1]
    assert (last["indicator_label"], last["missing"], last["symbol"], last["line"]) == (
        "Kulttuuri / Kokonaistulos",
        "suppressed_or_missing",
        "..",
        34,
    )


def test_swedish_workbook_with_more_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "TEA"
    for row in (
        ["TEAviisari 2023"],
        ["Område", "Kod", "Sektor", "Dimension", "År", "Poäng", "Svarare"],
        ["Heinola", 111, "Motion", "Ledarskap", 2023, 55.5, "A"],
        ["Heinola", 5, "Motion", "Resurser", "2023", "140", "B"],
        ["Heinola", 5, "Motion", "Resurser", 23, 40, "B"],
        [None, None, "Motion", "Resurser", 2023, 40, "B"],
        ["Heinola", None, "Motion", None, 2023, 40, "B"],
        ["Heinola", None, "Motion", "Delaktighet", 2023, "hyvä", "B"],
    ):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    reading = read(tmp_path, stream.getvalue(), "tea.xlsx")
    (row,) = reading.rows.to_dict("records")
    assert (row["indicator_label"], row["region_code"], row["region_label"]) == (
        "Motion / Ledarskap",
        "111",
        "Heinola",
    )
    assert (row["year"], row["value"], row["sheet"], row["cell"]) == (2023, 55.5, "TEA", "F3")
    assert [(r.code, r.place.cell) for r in reading.refusals] == [
        ("out_of_range", "F4"),
        ("not_a_year", "F5"),
        ("no_area", "F6"),
        ("no_indicator", "F7"),
        ("not_a_number", "F8"),
    ]
    assert any("Svarare" in note for note in reading.facts.notes)


def test_the_ends_of_the_scale_are_scores(tmp_path: Path) -> None:
    text = "Toimiala;Ulottuvuus;Vuosi;Alue;Arvo\nA;B;2023;X;0\nA;B;2024;X;100\nA;B;2025;X;100,1\n"
    reading = read(tmp_path, text.encode("cp1252"), "tea.csv")
    assert reading.rows["value"].tolist() == [0.0, 100.0]
    assert [(r.code, r.detail, r.place.line) for r in reading.refusals] == [("out_of_range", "100,1", 4)]
