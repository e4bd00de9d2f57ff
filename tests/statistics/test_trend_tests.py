"""Straight lines through figures with a known error, against statsmodels, scipy and OHID's own example."""

import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import Table

from hyte.statistics.trend_tests import (
    standard_error,
    trend_of_proportions,
    trend_of_rates,
    weighted_regression,
)

YEARS = [2018, 2019, 2020, 2021, 2022]
OHID_VALUES = [30.6, 30.2, 28, 24.6, 24.67]
OHID_LIMITS = [(28.98, 32.25), (28.63, 31.9), (26.44, 29.64), (23.15, 26.19), (23.16, 26.25)]
"""The example of the R package PHEindicatormethods, assign_trend_markers."""


def test_the_limit_is_that_of_chi_squared_with_one_degree_at_998_per_mille() -> None:
    assert stats.chi2.ppf(0.998, 1) == pytest.approx(9.54953570608324, abs=1e-12)
    line = weighted_regression(YEARS, OHID_VALUES, [1.0] * 5)
    assert line.p_value == pytest.approx(stats.chi2.sf(line.chi_squared, 1), rel=1e-12)


def test_weighted_regression_equals_statsmodels_with_known_weights() -> None:
    errors = [standard_error(*ends) for ends in OHID_LIMITS]
    line = weighted_regression(YEARS, OHID_VALUES, errors)
    weights = np.array(errors) ** -2.0
    fit = sm.WLS(OHID_VALUES, sm.add_constant(np.array(YEARS) - 2020.0), weights=weights).fit(
        cov_type="fixed scale"
    )
    assert float(line.slope) == pytest.approx(fit.params[1], rel=1e-9)
    assert float(line.chi_squared) == pytest.approx((fit.params[1] / fit.bse[1]) ** 2, rel=1e-9)
    assert float(line.departure) == pytest.approx(float(np.sum(weights * fit.resid**2)), rel=1e-9)
    # The formula as OHID's programs have it: years counted from 1.
    one, count = weights, np.arange(1, 6)
    bottom = one.sum() * (one * count**2).sum() - (one * count).sum() ** 2
    slope = (
        one.sum() * (one * OHID_VALUES * count).sum() - (one * count).sum() * (one * OHID_VALUES).sum()
    ) / bottom
    assert float(line.slope) == pytest.approx(slope, rel=1e-9)
    assert float(line.chi_squared) == pytest.approx(slope**2 / (one.sum() / bottom), rel=1e-9)
    assert line.signs(0.002) == -1


def test_the_scatter_p_value_is_that_of_an_ordinary_regression() -> None:
    line = weighted_regression(YEARS, OHID_VALUES, [1.0] * 5)
    assert float(line.scatter_p_value) == pytest.approx(stats.linregress(YEARS, OHID_VALUES).pvalue, rel=1e-9)


def test_trend_of_proportions_equals_the_test_of_cochran_and_armitage() -> None:
    events, persons = np.array([12, 9, 17, 21, 26]), np.array([80, 75, 90, 84, 88])
    line = trend_of_proportions(YEARS, events, persons)
    table = Table(np.column_stack([events, persons - events]), shift_zeros=False)
    theirs = table.test_ordinal_association(row_scores=np.arange(5), col_scores=np.array([1, 0]))
    # Theirs holds the margins fixed, which makes its variance larger by N / (N - 1).
    total = persons.sum()
    assert float(line.chi_squared) == pytest.approx(theirs.zscore**2 * total / (total - 1), rel=1e-9)
    # The published formula.
    count = np.arange(1, 6)
    x, n = events.sum(), total
    top = n * (n * (events * count).sum() - x * (persons * count).sum()) ** 2
    bottom = x * (n - x) * (n * (persons * count**2).sum() - (persons * count).sum() ** 2)
    assert float(line.chi_squared) == pytest.approx(top / bottom, rel=1e-9)


def test_slope_and_departure_add_up_to_pearsons_chi_squared() -> None:
    events, persons = np.array([12, 9, 17, 21, 26]), np.array([80, 75, 90, 84, 88])
    line = trend_of_proportions(YEARS, events, persons)
    whole = stats.chi2_contingency(np.column_stack([events, persons - events]), correction=False)
    assert float(line.chi_squared + line.departure) == pytest.approx(whole.statistic, rel=1e-9)
    rates = trend_of_rates(YEARS, events, persons)
    expected = persons * events.sum() / persons.sum()
    assert float(rates.chi_squared + rates.departure) == pytest.approx(
        stats.chisquare(events, expected).statistic, rel=1e-9
    )


def test_trend_of_rates_is_the_score_test_of_a_poisson_regression() -> None:
    events, exposed = np.array([3, 0, 4, 7, 9]), np.array([700, 690, 705, 680, 671])
    line = trend_of_rates(YEARS, events, exposed)
    mean = exposed * events.sum() / exposed.sum()
    time = np.arange(5.0)
    score = ((events - mean) * time).sum()
    information = (mean * time**2).sum() - (mean * time).sum() ** 2 / mean.sum()
    assert float(line.chi_squared) == pytest.approx(score**2 / information, rel=1e-9)
    # Among very many persons, proportions and rates are the same.
    many = trend_of_proportions(YEARS, events, exposed * 10**7)
    same = trend_of_rates(YEARS, events, exposed * 10**7)
    assert float(many.chi_squared) == pytest.approx(float(same.chi_squared), rel=1e-7)


def test_leaving_one_out_takes_back_a_trend_that_hangs_on_one_year() -> None:
    line = trend_of_proportions([2017, 2019, 2021, 2023], [12, 12, 11, 70], [60, 60, 60, 200])
    assert line.p_value < 0.01
    assert not line.scattered
    assert not line.consistent
    assert line.signs(0.01) == 0
    one_more = trend_of_proportions([2017, 2019, 2021, 2023], [11, 12, 13, 70], [60, 60, 60, 200])
    assert one_more.consistent
    assert one_more.signs(0.01) == 1


def test_years_that_scatter_more_than_sampling_take_back_a_trend() -> None:
    # Whichever year is left out the line rises, and by chance of sampling alone it never would.
    events = [10000, 9000, 11000, 9500, 11500]
    line = trend_of_proportions(YEARS, events, [100000] * 5)
    assert line.chi_squared > 9.5495
    assert line.consistent
    assert line.scattered
    assert line.signs(0.002) == 0
    straight = trend_of_proportions(YEARS, [9000, 9600, 9800, 10700, 11000], [100000] * 5)
    assert straight.scattered
    assert straight.signs(0.002) == 1


@pytest.mark.parametrize("test", [trend_of_proportions, trend_of_rates])
@pytest.mark.parametrize("events", [[0] * 5, [7] * 5])
def test_nothing_happens_where_nothing_changes(test, events) -> None:  # type: ignore[no-untyped-def]
    line = test(YEARS, events, [7] * 5)
    assert line.chi_squared == 0
    assert line.signs(0.01) == 0
    assert line.p_value == 1


def test_five_events_in_the_last_year_are_no_trend() -> None:
    line = trend_of_rates(YEARS, [0, 0, 0, 0, 5], [692] * 5)
    assert line.chi_squared > 9.5495
    assert line.signs(0.002) == 0


def test_whole_countries_and_single_persons_are_computed_alike() -> None:
    huge = trend_of_proportions(YEARS, [10**8 + 10**6 * year for year in range(5)], [10**9] * 5)
    assert huge.signs(0.002) == 1
    assert float(huge.slope) == pytest.approx(0.001, rel=1e-9)
    tiny = trend_of_proportions(YEARS, [0, 0, 1, 0, 1], [1] * 5)
    assert tiny.signs(0.01) == 0


def test_many_series_are_computed_as_each_alone() -> None:
    events = np.array([[12, 9, 17, 21, 26], [5, 5, 5, 5, 5]])
    persons = np.array([[80, 75, 90, 84, 88], [50, 60, 50, 40, 50]])
    both = trend_of_proportions(YEARS, events, persons)
    for row in range(2):
        alone = trend_of_proportions(YEARS, events[row], persons[row])
        assert both.chi_squared[row] == pytest.approx(float(alone.chi_squared), rel=1e-12)
        assert both.slope[row] == pytest.approx(float(alone.slope), rel=1e-12)


def test_an_error_of_zero_and_two_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        weighted_regression(YEARS, OHID_VALUES, [1, 1, 0, 1, 1])
    with pytest.raises(ValueError, match="fewer than three"):
        trend_of_rates([2020, 2021], [1, 2], [10, 10])


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(60, 400)), min_size=3, max_size=8),
    st.integers(1, 4),
)
def test_turning_time_around_turns_the_slope_around(counts: list[tuple[int, int]], step: int) -> None:
    events, persons = zip(*counts, strict=True)
    years = [2000 + step * number for number in range(len(counts))]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        forth = trend_of_proportions(years, events, persons)
        back = trend_of_proportions(years, events[::-1], persons[::-1])
    assert float(back.slope) == pytest.approx(-float(forth.slope), abs=1e-9)
    assert float(back.chi_squared) == pytest.approx(float(forth.chi_squared), rel=1e-7, abs=1e-9)
    assert int(forth.signs(0.01)) == -int(back.signs(0.01))
