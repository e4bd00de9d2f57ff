"""Tables hold what they promise, on writing and on reading."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as arrow
import pyarrow.parquet
import pytest

from hyte.errors import TableError
from hyte.store.schemas import TABLES, conform, empty_table
from hyte.store.tables import read_table, table_path, write_table

ROW = {
    "region": "KU111",
    "indicator": "population",
    "year": 2022,
    "sex": "total",
    "value": 18131.0,
    "preliminary": False,
    "invented": False,
    "file": "a.csv",
    "line": 2,
}


def observations(*changes: dict[str, object]) -> pd.DataFrame:
    rows = [ROW | {"year": 2000 + place} | change for place, change in enumerate(changes)]
    return conform("observations", pd.DataFrame(rows))


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    rows = observations(
        {"ci_low": 1.0, "ci_high": 2.0, "symbol": "*"}, {"value": None, "missing": "suppressed"}
    )
    write_table(tmp_path, "observations", rows)
    pd.testing.assert_frame_equal(read_table(tmp_path, "observations"), rows)


def test_the_bytes_depend_on_the_rows_alone(tmp_path: Path) -> None:
    rows = observations({}, {"line": None})
    first = write_table(tmp_path, "observations", rows).read_bytes()
    rows.attrs["note"] = "something"
    rows.index = pd.Index([5, 7])
    assert write_table(tmp_path, "observations", rows).read_bytes() == first


@pytest.mark.parametrize("name", TABLES)
def test_every_table_may_be_empty(tmp_path: Path, name: str) -> None:
    write_table(tmp_path, name, empty_table(name))
    back = read_table(tmp_path, name)
    assert len(back) == 0
    assert list(back.columns) == list(TABLES[name].columns)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sex": "robot"}, "'sex'.*'robot'"),
        ({"year": 1492}, "'year'.*1492"),
        ({"value": None}, "either a value or the reason"),
        ({"missing": "empty"}, "either a value or the reason"),
        ({"missing": "lost", "value": None}, "'missing'.*'lost'"),
        ({"ci_low": 3.0, "ci_high": 2.0}, "ci_low is higher"),
        ({"region": ""}, "'region'.*empty text"),
        ({"region": None}, "'region'"),
        ({"line": 0}, "'line'.*0"),
        ({"year": 2001}, "not unique"),
    ],
)
def test_a_broken_promise_is_refused_in_words(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    with pytest.raises(TableError, match=rf"(?s)observations.*{message}.*ingest again"):
        write_table(tmp_path, "observations", observations(change, {}))
    assert not table_path(tmp_path, "observations").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop_columns("region"), "lacks the column 'region'"),
        (lambda t: t.append_column("extra", arrow.array(["x"])), "unknown column 'extra'"),
        (lambda t: t.set_column(2, "year", arrow.array(["x"])), "wrong type"),
        (lambda t: t.set_column(3, "sex", arrow.array(["robot"])), "'robot'"),
    ],
)
def test_a_table_that_somebody_changed_is_refused_on_reading(
    tmp_path: Path, change: object, message: str
) -> None:
    path = write_table(tmp_path, "observations", observations({}))
    pyarrow.parquet.write_table(change(pyarrow.parquet.read_table(path)), path)  # type: ignore[operator]
    with pytest.raises(TableError, match=rf"{message}.*ingest again"):
        read_table(tmp_path, "observations")


def test_a_missing_and_a_damaged_table_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"not there.*ingest again"):
        read_table(tmp_path, "notes")
    table_path(tmp_path, "notes").write_bytes(b"PAR1 half")
    with pytest.raises(TableError, match=r"cannot be read.*ingest again"):
        read_table(tmp_path, "notes")
