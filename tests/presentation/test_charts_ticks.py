"""Axes: zero where it is near, no finer than is printed, ticks that do not touch."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import LANGUAGES
from hyte.presentation.charts.axis import value_axis
from hyte.presentation.charts.labels import text_width
from hyte.presentation.charts.ticks import Scale, value_limits, value_ticks, year_ticks


def test_zero_is_shown_where_it_is_near_and_not_where_it_is_far() -> None:
    assert value_limits([2.0, 9.0], 1)[0] == 0
    low, high = value_limits([90.0, 100.0], 1)
    assert 88 < low < 90 and 100 < high < 102


def test_an_axis_is_no_finer_than_the_figures_are_printed() -> None:
    low, high = value_limits([7.0], 0)
    assert high - low >= 4
    assert value_limits([0.0004, 0.0006], 1) == pytest.approx((0.0, 0.416))


def test_negative_figures_have_an_axis_on_both_sides_of_zero() -> None:
    low, high = value_limits([-5.0, 3.0], 1)
    assert low < -5 and high > 3
    assert 0.0 in value_ticks(low, high, 1, 5)[0]


def test_no_figure_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one figure"):
        value_limits([], 1)


def test_years_are_told_back_from_the_newest() -> None:
    assert year_ticks(range(2010, 2024), 6) == (2011, 2014, 2017, 2020, 2023)
    assert year_ticks([2023], 6) == (2023,)


def test_a_scale_may_run_backwards() -> None:
    assert Scale(0, 10, 100, 0)(2.5) == 75


_FIGURES = st.lists(
    st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6), min_size=1, max_size=6
)


@given(_FIGURES, st.integers(0, 2), st.sampled_from(LANGUAGES))
def test_figures_lie_within_the_axis_and_its_ticks_do_not_touch(
    values: list[float], decimals: int, language: str
) -> None:
    axis = value_axis(values, decimals, language, 80, 210)  # type: ignore[arg-type]
    assert all(80 - 1e-6 <= axis.scale(value) <= 210 + 1e-6 for value in values)
    spans = [(axis.scale(tick), text_width(text) / 2) for tick, text in axis.ticks]
    for (low, half), (high, other) in itertools.pairwise(spans):
        assert high - low > half + other
