from hyte.model import MissingKind
from hyte.statistics.peers import median_series
from hyte.statistics.series import Point, Series


def test_median_leaves_out_years_with_fewer_than_three_figures() -> None:
    members = [
        Series((Point(2021, 1.0), Point(2022, 1.0))),
        Series((Point(2021, 2.0), Point(2022, None, MissingKind.SUPPRESSED))),
        Series((Point(2021, 30.0), Point(2022, 3.0))),
    ]
    assert median_series(members).points == (Point(2021, 2.0),)


def test_median_of_an_even_number_is_the_middle_of_two() -> None:
    members = [Series((Point(2022, value),)) for value in (4.0, 1.0, 3.0, 2.0)]
    assert median_series(members).value(2022) == 2.5


def test_nobody_has_no_median() -> None:
    assert median_series([]).points == ()
