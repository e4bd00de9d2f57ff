import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import Direction
from hyte.statistics.change import change
from hyte.statistics.series import Point, Series


def series(**values: float) -> Series:
    return Series(tuple(Point(int(year[1:]), value) for year, value in values.items()))


@pytest.mark.parametrize(
    ("direction", "verdict"),
    [
        (Direction.LOWER_IS_BETTER, "improved"),
        (Direction.HIGHER_IS_BETTER, "worsened"),
        (Direction.NEUTRAL, "not_judged"),
    ],
)
def test_a_fall_is_judged_by_direction(direction: Direction, verdict: str) -> None:
    made = change(series(y2017=12.4, y2020=11.0, y2022=10.1), direction, 1)
    assert (made.baseline, made.difference, made.verdict) == (Point(2017, 12.4), -2.3, verdict)
    assert made.relative == pytest.approx(-2.3 / 12.4)


def test_older_figures_than_asked_for_are_not_used() -> None:
    made = change(series(y2010=1.0, y2018=5.0, y2022=6.0), Direction.HIGHER_IS_BETTER, 1)
    assert made.baseline == Point(2018, 5.0)
    assert change(series(y2010=1.0, y2022=6.0), Direction.HIGHER_IS_BETTER, 1).verdict == "not_computable"


def test_a_difference_below_the_printed_decimals_is_no_change() -> None:
    made = change(series(y2021=10.04, y2022=10.01), Direction.HIGHER_IS_BETTER, 1)
    assert (made.difference, made.verdict) == (0.0, "unchanged")


def test_no_change_is_computed_across_a_break() -> None:
    made = change(series(y2018=10.0, y2022=4.0), Direction.LOWER_IS_BETTER, 1, breaks=[2020])
    assert (made.verdict, made.broken_by, made.difference) == ("not_computable", 2020, None)
    after = change(series(y2020=10.0, y2022=4.0), Direction.LOWER_IS_BETTER, 1, breaks=[2020])
    assert after.verdict == "improved"


def test_from_zero_there_is_no_relative_change() -> None:
    assert change(series(y2021=0.0, y2022=4.0), Direction.LOWER_IS_BETTER, 1).relative is None


def test_one_figure_and_none_are_not_computable() -> None:
    assert change(series(y2022=4.0), Direction.LOWER_IS_BETTER, 1).verdict == "not_computable"
    assert change(Series(), Direction.LOWER_IS_BETTER, 1).latest is None


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=6),
    st.sampled_from([Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER]),
    st.integers(0, 3),
)
def test_turning_the_direction_turns_the_verdict(
    values: list[float], direction: Direction, decimals: int
) -> None:
    figures = Series(tuple(Point(2015 + index, value) for index, value in enumerate(values)))
    other = (
        Direction.LOWER_IS_BETTER if direction is Direction.HIGHER_IS_BETTER else Direction.HIGHER_IS_BETTER
    )
    one, two = change(figures, direction, decimals), change(figures, other, decimals)
    pairs = {("improved", "worsened"), ("worsened", "improved"), ("unchanged", "unchanged")}
    assert (one.verdict, two.verdict) in pairs
    assert one.difference == two.difference
