import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import MissingKind
from hyte.sources.numbers import Dialect, figure_of, figures_of, parse_number

NBSP, THIN, NARROW, MINUS = "\u00a0", "\u2009", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0.0),
        ("12", 12.0),
        ("3,9", 3.9),
        ("3.9", 3.9),
        ("1 234,5", 1234.5),
        (f"1{NBSP}234{NARROW}567,8", 1234567.8),
        (f"18{THIN}131", 18131.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("1,234", 1.234),
        (f"{MINUS}5,2", -5.2),
        ("–5", -5.0),
        ("-0.5", -0.5),
        ("+3", 3.0),
        (",5", 0.5),
        ("12,3 %", 12.3),
        (f"12{NBSP}%", 12.0),
        ("1,2E+05", 120000.0),
        (f"{NBSP}7 ", 7.0),
        ("005", 5.0),
    ],
)
def test_numbers_as_exports_print_them(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "–",
        ".",
        "..",
        "2-3",
        "2–3",
        "12 34",
        "1 2345",
        "1..2",
        "1,2,3",
        "5.",
        "1.2.2022",
        "inf",
        "nan",
        "NaN",
        "1e999",
        "0x10",
        "1_000",
        "٣",
        "1 234 56",
        "1234,567.8",
        "1.234 567",
        "- 5",
        "5 kpl",
        "%",
        "*",
        "--5",
    ],
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert parse_number(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_prints_is_read_back_exactly(number: float) -> None:
    assert parse_number(repr(number)) == number
    assert parse_number(repr(number).replace(".", ",").replace("-", MINUS)) == number


@given(
    st.integers(min_value=-(10**14), max_value=10**14),
    st.integers(min_value=0, max_value=999),
    st.sampled_from([" ", NBSP, NARROW, THIN]),
)
def test_grouped_thousands_are_read_back(whole: int, thousandths: int, blank: str) -> None:
    sign = MINUS if whole < 0 else ""
    finnish = f"{abs(whole):,}".replace(",", blank)
    assert parse_number(f"{sign}{finnish}") == whole
    expected = math.copysign(float(f"{abs(whole)}.{thousandths:03d}"), whole)
    assert parse_number(f"{sign}{finnish},{thousandths:03d}") == expected
    if abs(whole) >= 1000:
        assert parse_number(f"{sign}{abs(whole):,}.{thousandths:03d}") == expected


@given(st.text())
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = parse_number(text)
    assert number is None or math.isfinite(number)


DOTS = {
    ".": MissingKind.MISSING,
    "..": MissingKind.NOT_APPLICABLE,
    "...": MissingKind.SUPPRESSED,
    "....": MissingKind.NOT_AVAILABLE,
    ".....": MissingKind.NOT_COLLECTED,
    "......": MissingKind.EMPTY,
}


@pytest.mark.parametrize(("mark", "kind"), DOTS.items())
def test_each_mark_keeps_its_reason(mark: str, kind: MissingKind) -> None:
    figure = figure_of(mark, "statfin")
    assert figure is not None
    assert (figure.value, figure.missing, figure.symbol) == (None, kind, mark)


def test_two_dots_of_a_cube_do_not_tell_suppressed_from_missing() -> None:
    figure = figure_of("..", "thl")
    assert figure is not None
    assert figure.missing is MissingKind.SUPPRESSED_OR_MISSING


def test_a_dash_is_zero_only_where_the_source_says_so() -> None:
    statfin, sheet = figure_of("-", "statfin"), figure_of("-", "sheet")
    assert statfin is not None
    assert sheet is not None
    assert (statfin.value, statfin.missing, statfin.symbol) == (0.0, None, "-")
    assert (sheet.value, sheet.missing, sheet.symbol) == (None, MissingKind.MISSING, "-")


@pytest.mark.parametrize("dialect", ["statfin", "thl", "sotkanet", "sheet"])
def test_zero_and_empty_stay_apart(dialect: Dialect) -> None:
    zero, empty = figure_of("0", dialect), figure_of(" ", dialect)
    assert zero is not None
    assert empty is not None
    assert (zero.value, zero.missing) == (0.0, None)
    assert (empty.value, empty.missing) == (None, MissingKind.EMPTY)


def test_a_star_marks_preliminary_figures_and_marks() -> None:
    figure, mark = figure_of("12,3 *", "statfin"), figure_of("...*", "statfin")
    assert figure is not None
    assert mark is not None
    assert (figure.value, figure.preliminary) == (12.3, True)
    assert (mark.missing, mark.preliminary) == (MissingKind.SUPPRESSED, True)


@pytest.mark.parametrize(
    "cell", [True, False, date(2022, 3, 2), "ei tietoa", "*", float("inf"), "#N/A", "2-3"]
)
def test_cells_that_are_no_figures(cell: object) -> None:
    assert figure_of(cell, "sheet") is None


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**9), max_value=10**9),
    st.floats(),
    st.sampled_from([*DOTS, "-", "1 234,5", "12,3*", "x", "", f"{MINUS}1"]),
    st.text(max_size=5),
)


@given(st.lists(CELLS), st.sampled_from(["statfin", "thl", "sotkanet", "sheet"]))
def test_a_column_reads_as_its_cells_do(cells: list[object], dialect: Dialect) -> None:
    column = figures_of(cells, dialect)
    for position, cell in enumerate(cells):
        figure = figure_of(cell, dialect)
        assert column.refused[position] == (figure is None)
        if figure is None:
            assert np.isnan(column.value[position])
            continue
        assert (
            figure.value is None
            if np.isnan(column.value[position])
            else column.value[position] == figure.value
        )
        assert column.missing[position] == (figure.missing.value if figure.missing else None)
        assert column.symbol[position] == figure.symbol
        assert column.preliminary[position] == figure.preliminary
