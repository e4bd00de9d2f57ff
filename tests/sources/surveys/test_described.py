"""What the register workbook tells of a survey."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from .exports import write_csv
from .test_awkward import ROWS, reasons
from .test_tools import read


def registers(*rows: dict[str, str]) -> pd.DataFrame:
    cells = [
        {
            "municipality": "111",
            "year": 2024,
            "file": "Esimerkkilä/2024/registers/rekisterit.xlsx",
            "register": register,
            "record": f"rekisterit.xlsx#Kyselyt!{number}",
            "field": field,
            "value": value,
            "extra": field == "Oma sarake",
            "sheet": "Kyselyt",
            "cell": f"{'ABCDEFGHIJ'[position]}{number}",
        }
        for number, row in enumerate(rows, start=3)
        for register in [row.get("register", "surveys")]
        for position, (field, value) in enumerate(row.items())
        if field != "register"
    ]
    return pd.DataFrame(cells)


def test_a_described_survey(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "Asukaskysely.csv", ROWS)
    found = registers(
        {
            "file": "asukaskysely.CSV",
            "title": "Asukaskysely turvallisuudesta",
            "design": "sample",
            "channel": "survey",
            "population": "6500",
            "invited": "500",
            "opened": "2024-02-01",
            "closed": "2024-02-29",
            "Oma sarake": "muistio",
        },
        {"register": "bodies", "file": "Asukaskysely.csv", "title": "väärä"},
    )
    reading = read(path, registers=found)
    (row,) = reading.surveys.to_dict("records")
    assert (row["title"], row["design"], row["channel"]) == (
        "Asukaskysely turvallisuudesta",
        "sample",
        "survey",
    )
    assert (row["population"], row["invited"], row["answers"]) == (6500, 500, 24)
    assert (row["opened"], row["closed"]) == ("2024-02-01", "2024-02-29")
    assert "no margin" not in reasons(reading)


def test_without_a_description_it_is_open_and_told(tmp_path: Path) -> None:
    reading = read(write_csv(tmp_path / "a.csv", ROWS))
    assert reading.surveys["design"].tolist() == ["open"]
    assert "no margin is claimed" in reasons(reading)
    assert "Describe it in the register workbook's sheet Kyselyt." in reasons(reading)


def test_a_description_without_a_file_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "asukaskysely.csv", ROWS)
    reading = read(path, registers=registers({"file": "asukaskyselyt.csv", "design": "sample"}))
    assert "cell A3" in reasons(reading)
    assert "Did you mean asukaskysely.csv?" in reasons(reading)
    assert reading.surveys["design"].tolist() == ["open"]


def test_the_ending_may_be_left_out(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "kysely.csv", ROWS)
    reading = read(path, registers=registers({"file": "kysely", "design": "sample"}))
    assert reading.surveys["design"].tolist() == ["sample"]


def test_numbers_that_cannot_be_are_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS)
    found = registers({"file": "a.csv", "design": "sample", "population": "20", "invited": "22"})
    told = reasons(read(path, registers=found))
    assert "24 answered, but only 22" in told
    assert "The population of 20 is smaller" in told


def test_of_two_copies_the_described_one_counts(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ROWS)
    write_csv(tmp_path / "b.csv", ROWS)
    reading = read(
        tmp_path / "a.csv", tmp_path / "b.csv", registers=registers({"file": "b.csv", "design": "sample"})
    )
    assert reading.surveys["file"].tolist() == ["b.csv"]
    assert "a.csv: It holds the same answers as b.csv" in reasons(reading)
