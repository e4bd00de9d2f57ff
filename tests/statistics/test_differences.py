import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from hyte.statistics.differences import (
    difference_interval,
    difference_p_value,
    rate_difference_interval,
    rate_difference_p_value,
    square_and_add,
)

COUNTED = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
EVENTS = st.tuples(st.integers(0, 500), st.integers(1, 10_000))


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombe_is_that_of_the_published_table(
    x1: int, n1: int, x2: int, n2: int, low: float, high: float
) -> None:
    assert [round(float(end), 4) for end in difference_interval(x1, n1, x2, n2)] == [low, high]


@pytest.mark.parametrize("level", [0.95, 0.998])
@pytest.mark.parametrize(("x1", "n1", "x2", "n2"), [(56, 70, 48, 80), (9, 10, 3, 10), (150, 1000, 12, 80)])
def test_newcombe_is_that_of_statsmodels(x1: int, n1: int, x2: int, n2: int, level: float) -> None:
    reference = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff", alpha=1 - level)
    found = difference_interval(x1, n1, x2, n2, level)
    assert [float(end) for end in found] == [pytest.approx(end, rel=1e-9) for end in reference]


@given(COUNTED, COUNTED, st.sampled_from([0.95, 0.998]))
def test_a_difference_lies_within_one_and_turns_with_its_groups(
    first: tuple[int, int], second: tuple[int, int], level: float
) -> None:
    low, high = difference_interval(*first, *second, level)
    difference = first[0] / first[1] - second[0] / second[1]
    assert -1 - 1e-12 <= low <= difference <= high <= 1 + 1e-12
    turned_low, turned_high = difference_interval(*second, *first, level)
    assert (turned_low, turned_high) == (pytest.approx(-high), pytest.approx(-low))


@given(COUNTED, COUNTED)
def test_a_higher_level_of_a_difference_holds_the_lower_one(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    low, high = difference_interval(*first, *second, [0.95, 0.998])
    assert low[1] <= low[0] and high[0] <= high[1]


def test_without_a_denominator_no_difference_is_known() -> None:
    for numbers in ((1, 0, 1, 2), (1, 2, 3, 2), (1, 2, 1, np.nan), (-1, 2, 1, 2)):
        assert np.isnan(difference_interval(*numbers)).all()
        assert np.isnan(difference_p_value(*numbers))
    for numbers in ((1, 0, 1, 2), (1, 2, -3, 2), (1, 2, 1, np.nan)):
        assert np.isnan(rate_difference_interval(*numbers)).all()
        assert np.isnan(rate_difference_p_value(*numbers))


@pytest.mark.parametrize(("x1", "n1", "x2", "n2"), [(56, 70, 48, 80), (9, 10, 3, 10), (0, 10, 3, 20)])
def test_the_score_test_is_pearsons_chi_squared(x1: int, n1: int, x2: int, n2: int) -> None:
    found = difference_p_value(x1, n1, x2, n2)
    assert found == pytest.approx(proportions_ztest([x1, x2], [n1, n2])[1], rel=1e-9)
    table = [[x1, n1 - x1], [x2, n2 - x2]]
    assert found == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, rel=1e-9)


def test_none_or_all_in_both_groups_is_no_difference() -> None:
    assert difference_p_value([0, 10], [10, 10], [0, 30], [30, 30]).tolist() == [1.0, 1.0]
    assert rate_difference_p_value(0, 10, 0, 30) == 1.0


def test_the_limits_of_rates_are_squared_and_added() -> None:
    low, high = rate_difference_interval(4, 100, 30, 400)
    exact = stats.chi2.ppf(0.025, 8) / 200, stats.chi2.isf(0.025, 10) / 200
    z = stats.norm.isf(0.025)
    byar = (
        30 * (1 - 1 / 270 - z / (3 * 30**0.5)) ** 3 / 400,
        31 * (1 - 1 / 279 + z / (3 * 31**0.5)) ** 3 / 400,
    )
    difference = 0.04 - 0.075
    assert low == pytest.approx(difference - ((0.04 - exact[0]) ** 2 + (byar[1] - 0.075) ** 2) ** 0.5)
    assert high == pytest.approx(difference + ((exact[1] - 0.04) ** 2 + (0.075 - byar[0]) ** 2) ** 0.5)


def test_with_a_figure_that_is_known_for_certain_the_limits_are_those_of_the_other() -> None:
    low, high = square_and_add(5.0, (4.0, 7.0), 3.0, (3.0, 3.0))
    assert (low, high) == (1.0, 4.0)


@given(EVENTS, EVENTS)
def test_the_conditional_test_is_scipys_binomial_test(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    (a, e), (b, f) = first, second
    found = rate_difference_p_value(a, e, b, f)
    if a + b == 0:
        assert found == 1
        return
    tails = (stats.binomtest(a, a + b, e / (e + f), alternative=side).pvalue for side in ("less", "greater"))
    assert found == pytest.approx(min(2 * min(tails), 1), rel=1e-9, abs=1e-300)


@given(EVENTS, EVENTS)
def test_a_rate_differs_from_another_as_the_other_from_it(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    assert rate_difference_p_value(*first, *second) == pytest.approx(
        float(rate_difference_p_value(*second, *first)), rel=1e-9, abs=1e-300
    )
    low, high = rate_difference_interval(*first, *second)
    turned = rate_difference_interval(*second, *first)
    assert (low, high) == (pytest.approx(-turned[1]), pytest.approx(-turned[0]))


def test_huge_numbers_do_not_overflow() -> None:
    low, high = difference_interval(5 * 10**8, 10**9, 4 * 10**8, 10**9)
    assert low < 0.1 < high and high - low < 2e-4
    assert difference_p_value(5 * 10**8, 10**9, 4 * 10**8, 10**9) == 0
    assert rate_difference_p_value(5 * 10**8, 10**9, 4 * 10**8, 10**9) == pytest.approx(0, abs=1e-9)
    assert rate_difference_p_value(10**9, 10**9, 10**9, 10**9) == 1
