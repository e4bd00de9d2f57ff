from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import MissingKind
from hyte.statistics.finding import Spread
from hyte.statistics.peers import Quartiles, median_series, quartiles, spread_of
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


def test_quartiles_need_five_figures_of_that_year() -> None:
    members = [Series((Point(2021, 9.0), Point(2022, value))) for value in (4.0, 1.0, 3.0, 2.0)]
    hidden = Series((Point(2022, None, MissingKind.SUPPRESSED),))
    assert quartiles([*members, hidden], 2022) is None
    assert quartiles([*members, Series((Point(2022, 10.0),)), hidden], 2022) == Quartiles(5, 2.0, 3.0, 4.0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=30))
def test_quartiles_are_those_of_numpy(values: list[float]) -> None:
    found = quartiles([Series((Point(2022, value),)) for value in values], 2022)
    assert found is not None
    expected = np.percentile(values, [25, 50, 75])
    assert (found.q1, found.median, found.q3) == pytest.approx(tuple(expected), rel=1e-9, abs=1e-9)


def test_a_row_of_the_distributions_is_a_spread() -> None:
    row = SimpleNamespace(
        municipalities=np.int64(292), p10=1.0, q1=2.0, median=np.float64(3), q3=4.0, p90=5.0
    )
    assert spread_of(row) == Spread(292, 1.0, 2.0, 3.0, 4.0, 5.0)
    assert [spread_of(row).quarter(value) for value in (1.5, 2.0, 2.5, 3.5, 9)] == [1, 1, 2, 3, 4]
