import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from hyte.statistics.intervals import byar_interval, mean_interval, normal_quantile, wilson_interval

LEVEL = st.sampled_from([0.8, 0.95, 0.998])
COUNTED = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-300)


# --- proportions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
@pytest.mark.parametrize(
    ("x", "n"), [(0, 1), (1, 1), (0, 20), (1, 29), (12, 80), (80, 80), (150, 1000), (15, 148), (692, 700_000)]
)
def test_wilson_is_that_of_scipy_and_statsmodels(x: int, n: int, level: float) -> None:
    low, high = wilson_interval(x, n, level)
    reference = stats.binomtest(x, n).proportion_ci(level, method="wilson")
    assert (low, high) == (
        pytest.approx(reference.low, rel=1e-9, abs=1e-15),
        pytest.approx(reference.high, rel=1e-9),
    )
    other = proportion_confint(x, n, alpha=1 - level, method="wilson")
    assert (low, high) == (pytest.approx(other[0], rel=1e-9, abs=1e-15), pytest.approx(other[1], rel=1e-9))


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_is_that_of_the_published_table(x: int, n: int, low: float, high: float) -> None:
    assert [round(float(end), 4) for end in wilson_interval(x, n)] == [low, high]


def test_what_small_and_large_schools_tell() -> None:
    low, high = wilson_interval([12, 150], [80, 1000])
    assert np.round(100 * low, 1).tolist() == [8.8, 12.9]
    assert np.round(100 * high, 1).tolist() == [24.4, 17.3]


def test_none_and_all_are_exact_at_the_edge() -> None:
    low, high = wilson_interval([0, 7, 1, 0, 10**9], [7, 7, 1, 10**9, 10**9])
    assert low[0] == low[3] == 0.0
    assert high[1] == high[2] == high[4] == 1.0
    assert low[2] == close(1 / (1 + 1.959963984540054**2))  # one of one
    assert high[3] == close(1.959963984540054**2 / (10**9 + 1.959963984540054**2))


def test_one_in_a_thousand_million_keeps_its_digits() -> None:
    # The score equation solved with 60 digits.
    from decimal import Decimal, getcontext

    getcontext().prec = 60
    n, z = Decimal(10**9), Decimal(repr(float(normal_quantile(0.95))))
    p, square = 1 / n, z * z / n
    half = ((p * (1 - p) + square / 4) * square).sqrt()
    low, high = wilson_interval(1, 10**9)
    assert low == close(float((p + square / 2 - half) / (1 + square)))
    assert high == close(float((p + square / 2 + half) / (1 + square)))


@pytest.mark.parametrize(
    ("x", "n"),
    [(0, 0), (1, 0), (5, 4), (-1, 4), (1, -4), (None, 4), (1, None), (float("nan"), 4), (1, float("inf"))],
)
def test_without_a_possible_denominator_there_is_no_wilson_interval(x: float | None, n: float | None) -> None:
    low, high = wilson_interval(x, n)  # type: ignore[arg-type]
    assert np.isnan(low) and np.isnan(high)


def test_a_column_and_its_levels_broadcast() -> None:
    low, high = wilson_interval(np.array([[12.0], [np.nan], [3.0]]), 80, [0.95, 0.998])
    assert low.shape == high.shape == (3, 2)
    assert low[0, 1] == wilson_interval(12, 80, 0.998)[0]
    assert np.isnan(low[1]).all() and np.isnan(high[1]).all()


@given(COUNTED, LEVEL)
def test_wilson_holds_the_share_within_zero_and_one(counted: tuple[int, int], level: float) -> None:
    x, n = counted
    low, high = wilson_interval(x, n, level)
    assert 0 <= low <= x / n <= high <= 1
    assert low < high


@given(COUNTED, LEVEL)
def test_wilson_is_symmetric_in_yes_and_no(counted: tuple[int, int], level: float) -> None:
    x, n = counted
    low, high = wilson_interval(x, n, level)
    other_low, other_high = wilson_interval(n - x, n, level)
    assert low == pytest.approx(1 - other_high, abs=1e-12)
    assert high == pytest.approx(1 - other_low, abs=1e-12)


@given(COUNTED, LEVEL)
def test_wilson_rises_with_the_count(counted: tuple[int, int], level: float) -> None:
    x, n = counted
    low, high = wilson_interval([x, min(x + 1, n)], n, level)
    assert low[0] <= low[1] and high[0] <= high[1]


@given(COUNTED)
def test_a_higher_level_of_wilson_holds_the_lower_one(counted: tuple[int, int]) -> None:
    low, high = wilson_interval(*counted, [0.8, 0.95, 0.998])
    assert (np.diff(low) <= 0).all() and (np.diff(high) >= 0).all()


# --- rates ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        # Exact Poisson limits as in Documenta Geigy and every table since
        (0, 0.0, 3.6889),
        (1, 0.0253, 5.5716),
        (2, 0.2422, 7.2247),
        (5, 1.6235, 11.6683),
        (9, 4.1154, 17.0848),
    ],
)
def test_few_events_have_the_limits_of_the_tables(events: int, low: float, high: float) -> None:
    assert [round(float(end), 4) for end in byar_interval(events, 1)] == [low, high]


@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
@pytest.mark.parametrize("events", range(10))
def test_few_events_have_the_exact_limits_of_scipy(events: int, level: float) -> None:
    low, high = byar_interval(events, 250, level)
    assert high == close(stats.chi2.isf((1 - level) / 2, 2 * events + 2) / 2 / 250)
    assert low == close(stats.chi2.ppf((1 - level) / 2, 2 * events) / 2 / 250 if events else 0.0)
    # At the limits, what was seen or more extreme has exactly half of what is left.
    assert stats.poisson.cdf(events, high * 250) == close((1 - level) / 2)


@pytest.mark.parametrize("events", [10, 11, 15, 25, 100, 1000, 10**6])
def test_byar_is_within_two_thousandths_of_the_exact_limits(events: int) -> None:
    # Public Health England, Technical guide: Confidence intervals (2018)
    low, high = byar_interval(events, 1)
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * events) / 2, rel=2e-3)
    assert high == pytest.approx(stats.chi2.isf(0.025, 2 * events + 2) / 2, rel=2e-3)


def test_byar_is_the_formula_of_breslow_and_day() -> None:
    z = stats.norm.isf(0.025)
    low, high = byar_interval(65, 100)
    assert low == close(65 * (1 - 1 / (9 * 65) - z / (3 * 65**0.5)) ** 3 / 100)
    assert high == close(66 * (1 - 1 / (9 * 66) + z / (3 * 66**0.5)) ** 3 / 100)


def test_a_thousand_million_events_have_the_interval_of_a_normal_distribution() -> None:
    low, high = byar_interval(10**9, 10**9)
    assert low == pytest.approx(1 - 1.96 * 10**-4.5, abs=1e-8)
    assert high == pytest.approx(1 + 1.96 * 10**-4.5, abs=1e-8)


def test_more_events_than_persons_are_a_rate_all_the_same() -> None:
    low, high = byar_interval(30, 20)
    assert 1 < low < 1.5 < high


@pytest.mark.parametrize(
    ("events", "exposure"),
    [(0, 0), (4, 0), (-1, 4), (4, -4), (None, 4), (4, None), (float("inf"), 4), (4, float("inf"))],
)
def test_without_a_possible_exposure_there_is_no_interval_of_a_rate(
    events: float | None, exposure: float | None
) -> None:
    low, high = byar_interval(events, exposure)  # type: ignore[arg-type]
    assert np.isnan(low) and np.isnan(high)


@given(st.one_of(st.just(0.0), st.floats(1e-6, 1e9)), st.floats(1e-3, 1e9), LEVEL)
def test_the_interval_holds_the_rate(events: float, exposure: float, level: float) -> None:
    low, high = byar_interval(events, exposure, level)
    assert 0 <= low <= events / exposure <= high
    assert low < high


@given(st.integers(0, 100_000), LEVEL)
def test_the_interval_of_a_rate_rises_with_the_events(events: int, level: float) -> None:
    # Also from 9 to 10, where the exact limits give way to Byar's
    low, high = byar_interval([events, events + 1], 10, level)
    assert low[0] < low[1] and high[0] < high[1]


@given(st.integers(0, 100_000))
def test_a_higher_level_of_a_rate_holds_the_lower_one(events: int) -> None:
    low, high = byar_interval(events, 10, [0.8, 0.95, 0.998])
    assert (np.diff(low) <= 0).all() and (np.diff(high) > 0).all()


# --- means ---------------------------------------------------------------------------------------------


def test_the_interval_of_a_mean_is_that_of_statsmodels() -> None:
    answers = np.array([4.0, 7.0, 7.5, 3.0, 9.0, 6.5, 5.0])
    for level in (0.8, 0.95, 0.998):
        reference = DescrStatsW(answers).tconfint_mean(alpha=1 - level)
        found = mean_interval(answers.mean(), answers.std(ddof=1), answers.size, level)
        assert [float(end) for end in found] == [close(float(end)) for end in reference]


def test_two_answers_are_enough_and_one_is_not() -> None:
    low, high = mean_interval([5, 5, 5, 5], [2, 2, -2, np.nan], [2, 1, 9, 9])
    half = stats.t.ppf(0.975, 1) * 2 / 2**0.5
    assert (low[0], high[0]) == (close(5 - half), close(5 + half))
    assert np.isnan(low[1:]).all() and np.isnan(high[1:]).all()


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(2, 10**9))
def test_the_interval_of_a_mean_is_centred_and_nested(mean: float, sd: float, n: int) -> None:
    low, high = mean_interval(mean, sd, n, [0.95, 0.998])
    assert (low <= mean).all() and (mean <= high).all()
    assert low[1] <= low[0] and high[0] <= high[1]


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, float("nan")])
def test_what_is_no_level_is_refused(level: float) -> None:
    for compute in (
        lambda: wilson_interval(1, 2, level),
        lambda: byar_interval(1, 2, level),
        lambda: mean_interval(1, 2, 3, level),
    ):
        with pytest.raises(ValueError, match="confidence"):
            compute()
