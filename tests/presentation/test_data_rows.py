import json
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import MissingKind
from hyte.presentation.blocks import Dataset, block_of
from hyte.presentation.data_rows import DataRow, pack_rows, unpack_rows

FIGURES = st.none() | st.floats(allow_nan=False)
ROWS = st.lists(
    st.builds(
        DataRow,
        indicator=st.text(),
        indicator_title=st.text(),
        unit=st.sampled_from(["%", "", "€"]),
        region=st.sampled_from(["KU111", "SSS"]),
        region_name=st.text(),
        year=st.integers(1990, 2030),
        sex=st.sampled_from(["yhteensä", "naiset"]),
        value=FIGURES,
        numerator=FIGURES,
        denominator=FIGURES,
        ci_low=FIGURES,
        ci_high=FIGURES,
        missing=st.none() | st.sampled_from(MissingKind),
        missing_text=st.text(),
        preliminary=st.booleans(),
        source=st.text(),
        file=st.text(),
        sheet=st.none() | st.text(),
        cell=st.none() | st.text(),
        line=st.none() | st.integers(1, 10**8),
    )
).map(tuple)

ROW = DataRow("population", "Väkiluku", "henkilöä", "KU111", "Heinola", 2022, "yhteensä", 18131.0)


@given(ROWS)
def test_rows_come_back_as_they_were(rows: tuple[DataRow, ...]) -> None:
    found = unpack_rows(pack_rows(rows))
    assert found == rows
    assert [[type(value) for value in row] for row in found] == [
        [type(value) for value in row] for row in rows
    ]


def test_a_word_that_many_rows_share_stands_once() -> None:
    text = pack_rows([ROW._replace(year=year) for year in range(1990, 2023)])
    assert text.count("Väkiluku") == 1
    assert len(text) < 60 * 33


def test_a_block_keeps_its_rows_as_one_text() -> None:
    block = Dataset(note="Luvut", headers={}, sheet_name="Luvut", rows=(ROW, ROW._replace(year=2021)))
    payload = json.loads(json.dumps(block.model_dump(mode="json")))
    assert isinstance(payload["rows"], str)
    assert block_of(payload) == block


@pytest.mark.parametrize(
    ("field", "content", "said"),
    [
        ("year", [["2022"], [0]], "'2022' is not what"),
        ("year", [[2022], [1]], "out of range"),
        ("year", [[2022], [-1]], "before the first"),
        ("year", 2022, "cannot unpack"),
        ("value", [[True], None], "True is not what"),
        ("value", [["=1+1"], None], "'=1\\+1' is not what"),
        ("missing", [["lost"], [0]], "'lost' is not a valid MissingKind"),
        ("indicator", [[None], [0]], "None is not what"),
        ("value", [[1.0, 2.0], None], "shorter|longer"),
    ],
)
def test_a_text_that_holds_something_else_is_refused(field: str, content: object, said: str) -> None:
    packed = json.loads(pack_rows([ROW]))
    with pytest.raises(ValueError, match=said):
        unpack_rows(json.dumps(packed | {field: content}))


def test_a_whole_number_is_a_figure_and_depth_is_refused() -> None:
    assert unpack_rows(pack_rows([ROW._replace(value=5)])) == (ROW._replace(value=5.0),)
    with pytest.raises(ValueError, match="too deeply"):
        unpack_rows("[" * 200_000)


def test_fields_are_neither_lacking_nor_unknown() -> None:
    packed = json.loads(pack_rows([ROW]))
    with pytest.raises(ValueError, match="do not have the fields indicator, "):
        unpack_rows(json.dumps(packed | {"other": []}))
    packed.pop("line")
    with pytest.raises(ValueError, match="do not have the fields indicator, "):
        unpack_rows(json.dumps(packed))
    assert set(get_type_hints(DataRow)) == set(DataRow._fields)
