import math
from datetime import date

import pytest

from hyte.language.numbers import (
    date_text,
    in_years,
    interval_text,
    listed,
    number,
    per_residents,
    points,
    signed,
    with_unit,
    year_range,
    years_text,
)
from hyte.model import Language


@pytest.mark.parametrize(
    ("value", "decimals", "language", "text"),
    [
        (18131, 0, "fi", "18\u00a0131"),
        (18131, 0, "sv", "18\u00a0131"),
        (18131, 0, "en", "18,131"),
        (-2.35, 1, "fi", "\u22122,4"),
        (-0.04, 1, "fi", "0,0"),
        (1234567.891, 2, "sv", "1\u00a0234\u00a0567,89"),
        (0.0, 1, "en", "0.0"),
    ],
)
def test_number(value: float, decimals: int, language: Language, text: str) -> None:
    assert number(value, decimals, language) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.24, "+1,2"), (-0.4, "\u22120,4"), (0.04, "±0,0"), (-0.04, "±0,0"), (0, "±0,0")]
)
def test_signed(value: float, text: str) -> None:
    assert signed(value, 1, "fi") == text


def test_a_figure_and_its_unit_stay_on_one_line() -> None:
    assert with_unit("2,4", "%") == "2,4\u00a0%"
    assert with_unit("12", "/ 1 000 asukasta") == "12\u00a0/\u00a01\u00a0000\u00a0asukasta"
    assert with_unit("12", "") == "12"


def test_years_dates_and_lists() -> None:
    assert year_range(2010, 2022) == "2010–2022"
    assert year_range(2022, 2022) == "2022"
    assert date_text(date(2023, 6, 2), "fi") == "2.6.2023"
    assert date_text(date(2023, 6, 2), "en") == "2\u00a0June\u00a02023"
    assert listed(["Hollola", "Iitti", "Lahti"], "fi") == "Hollola, Iitti ja Lahti"
    assert listed(["Hollola", "Itis"], "sv") == "Hollola och Itis"


@pytest.mark.parametrize(
    ("low", "high", "language", "text"),
    [
        (8.84, 24.36, "fi", "8,8–24,4"),
        (8.84, 24.36, "en", "8.8–24.4"),
        (-1.2, 3.4, "fi", "\u22121,2\u00a0–\u00a03,4"),
        (-3.4, -1.2, "sv", "\u22123,4\u00a0–\u00a0\u22121,2"),
        (-1.2, 3.4, "en", "\u22121.2 to\u00a03.4"),
        (-0.04, 0.2, "fi", "0,0–0,2"),
        (12345, 67890, "fi", "12\u00a0345,0–67\u00a0890,0"),
    ],
)
def test_interval(low: float, high: float, language: Language, text: str) -> None:
    assert interval_text(low, high, 1, language) == text


@pytest.mark.parametrize("ends", [(math.nan, 1.0), (0.0, math.inf)])
def test_an_interval_without_an_end_is_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no interval"):
        interval_text(*ends, 1, "fi")


@pytest.mark.parametrize(
    ("value", "decimals", "language", "text"),
    [
        (1, 0, "fi", "1\u00a0prosenttiyksikkö"),
        (1, 1, "fi", "1,0\u00a0prosenttiyksikköä"),
        (0, 0, "fi", "0\u00a0prosenttiyksikköä"),
        (-1, 0, "fi", "\u22121\u00a0prosenttiyksikkö"),
        (11, 0, "fi", "11\u00a0prosenttiyksikköä"),
        (1, 0, "sv", "1\u00a0procentenhet"),
        (2.5, 1, "sv", "2,5\u00a0procentenheter"),
        (1, 0, "en", "1\u00a0percentage point"),
        (1, 1, "en", "1.0\u00a0percentage points"),
    ],
)
def test_percentage_points(value: float, decimals: int, language: Language, text: str) -> None:
    assert points(value, decimals, language) == text


def test_percentage_points_with_a_sign() -> None:
    assert points(2.54, 1, "fi", sign=True) == "+2,5\u00a0prosenttiyksikköä"
    assert points(1, 0, "fi", sign=True) == "+1\u00a0prosenttiyksikkö"
    assert points(0.01, 1, "fi", sign=True) == "±0,0\u00a0prosenttiyksikköä"


def test_per_residents() -> None:
    assert per_residents(1000, "fi") == "1\u00a0000\u00a0asukasta kohti"
    assert per_residents(100_000, "sv") == "per 100\u00a0000\u00a0invånare"
    assert per_residents(1000, "en") == "per 1,000\u00a0residents"


def test_years_in_sentences() -> None:
    assert years_text([2019, 2013, 2015, 2018, 2017, 2017], "fi") == "2013, 2015 ja 2017–2019"
    assert years_text([2013, 2014], "sv") == "2013 och 2014"
    assert years_text([2013], "en") == "2013"
    assert in_years(2019, 2019, "fi") == "vuonna\u00a02019"
    assert in_years(2019, 2023, "fi") == "vuosina 2019–2023"
    assert in_years(2019, 2023, "sv") == "åren 2019–2023"
    assert in_years(2019, 2019, "en") == "in\u00a02019"
