import pytest

from hyte.model import MissingKind
from hyte.statistics.series import Point, Series


def series(*values: tuple[int, float | None]) -> Series:
    return Series(
        tuple(
            Point(year, value, None if value is not None else MissingKind.SUPPRESSED)
            for year, value in values
        )
    )


def years(runs: tuple[tuple[Point, ...], ...]) -> list[list[int]]:
    return [[point.year for point in run] for run in runs]


def test_years_stand_once_and_in_order() -> None:
    with pytest.raises(ValueError, match="in order"):
        series((2021, 1.0), (2020, 1.0))
    with pytest.raises(ValueError, match="once"):
        series((2020, 1.0), (2020, 2.0))


def test_zero_is_a_figure_and_suppressed_is_not() -> None:
    found = series((2020, 0.0), (2021, None))
    assert found.latest == Point(2020, 0.0)
    assert [point.year for point in found.figures] == [2020]


def test_a_suppressed_year_breaks_the_line() -> None:
    assert years(series((2019, 1.0), (2020, None), (2021, 2.0), (2022, 2.0)).runs()) == [[2019], [2021, 2022]]


def test_an_absent_year_breaks_the_line_of_a_yearly_series() -> None:
    found = series((2018, 1.0), (2019, 1.0), (2021, 2.0), (2022, 2.0), (2023, 2.0))
    assert years(found.runs()) == [[2018, 2019], [2021, 2022, 2023]]


def test_a_survey_every_second_year_is_one_line() -> None:
    assert years(series((2017, 1.0), (2019, 1.0), (2021, 2.0)).runs()) == [[2017, 2019, 2021]]


def test_nothing_gives_no_run() -> None:
    assert Series().runs() == ()
    assert Series().latest is None
