"""The Mann-Kendall test against scipy, against all orders, and against a published example with ties."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hyte.statistics.mann_kendall import mann_kendall, score_p_value, score_variance


def test_a_published_example_with_a_tie() -> None:
    # J. B. Little, College of the Holy Cross: A Mann-Kendall example ("by hand").
    values = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]
    found = mann_kendall(range(2000, 2014), values)
    assert found.score == 54
    assert found.variance == 14 * 13 * 33 / 18 - 2 * 1 * 9 / 18
    assert (found.score - 1) / math.sqrt(found.variance) == pytest.approx(2.9058, abs=1e-4)
    assert found.p_value == pytest.approx(2 * stats.norm.sf(53 / math.sqrt(found.variance)), rel=1e-12)


def test_variance_with_three_groups_of_ties() -> None:
    # R. O. Gilbert: Statistical methods for environmental pollution monitoring, 1987, section 16.4:
    # 23, 24, trace, 6, trace, 24, 24, trace, 23 has two 23, three 24 and three traces.
    assert score_variance((1, 2, 3, 3)) == pytest.approx((9 * 8 * 23 - 2 * 9 - 6 * 11 - 6 * 11) / 18)


@given(st.permutations(list(range(10))).flatmap(lambda order: st.integers(2, 10).map(lambda n: order[:n])))
def test_without_ties_it_is_scipys_exact_test_of_kendalls_tau(values: list[int]) -> None:
    found = mann_kendall(range(len(values)), [float(value) for value in values])
    theirs = stats.kendalltau(range(len(values)), values, method="exact")
    assert found.p_value == pytest.approx(theirs.pvalue, abs=1e-9)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=6))
def test_with_ties_it_counts_all_orders(values: list[int]) -> None:
    found = mann_kendall(range(len(values)), values)
    scores = [
        sum((b > a) - (b < a) for a, b in itertools.combinations(order, 2))
        for order in itertools.permutations(values)
    ]
    extreme = sum(abs(score) >= abs(found.score) for score in scores)
    assert found.p_value == pytest.approx(extreme / len(scores), abs=1e-12)


def test_five_figures_that_all_rise_are_the_fewest_that_say_anything() -> None:
    assert mann_kendall(range(5), [1, 2, 3, 4, 5]).p_value == pytest.approx(2 / 120)
    assert mann_kendall(range(5), [1, 2, 3, 5, 4]).p_value == pytest.approx(10 / 120)
    assert mann_kendall(range(4), [1, 2, 3, 4]).p_value == pytest.approx(2 / 24)


def test_equal_figures_have_no_trend_however_many() -> None:
    for number in (2, 10, 40):
        found = mann_kendall(range(number), [7.0] * number)
        assert (found.score, found.p_value, found.slope) == (0, 1.0, 0.0)


def test_exact_and_normal_meet_where_one_follows_the_other() -> None:
    ties = (1,) * 10
    for distance in range(5, 40, 2):
        exact = score_p_value(distance, ties)
        normal = math.erfc((distance - 1) / math.sqrt(2 * score_variance(ties)))
        assert exact == pytest.approx(normal, abs=0.012)


def test_the_slope_is_the_middle_one_and_knows_the_distance_of_years() -> None:
    found = mann_kendall([2000, 2002, 2004, 2006, 2008], [1.0, 3.0, 5.0, 7.0, 90.0])
    assert found.slope == 1.0
    theirs = stats.theilslopes([1.0, 3.0, 5.0, 7.0, 90.0], [2000, 2002, 2004, 2006, 2008])
    assert found.slope == pytest.approx(theirs.slope)


def test_one_figure_or_a_missing_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two"):
        mann_kendall([2000], [1.0])
    with pytest.raises(ValueError, match="one figure for each"):
        mann_kendall([2000, 2001, 2002], [1.0, 2.0])
