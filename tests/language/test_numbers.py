from datetime import date

import pytest

from hyte.language.numbers import date_text, listed, number, signed, with_unit, year_range
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
