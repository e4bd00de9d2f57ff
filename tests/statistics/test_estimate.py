import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hyte.model import Kind, MissingKind
from hyte.statistics.estimate import estimate, half_unit
from hyte.statistics.finding import LEVELS, Estimate
from hyte.statistics.series import Point


def share(value: float, x: float | None = None, n: float | None = None, **more: Any) -> Estimate:
    ends = {name: more.pop(name) for name in ("low", "high") if name in more}
    point = Point(2022, value, numerator=x, denominator=n, **ends)
    return estimate(point, **{"kind": Kind.PROPORTION, "base": 100, **more})


def rate(value: float, x: float | None = None, n: float | None = None, **more: Any) -> Estimate:
    return share(value, x, n, **{"kind": Kind.RATE, "base": 1000, **more})


def ends(found: Estimate, level: float = 0.95) -> tuple[float, float]:
    interval = found.interval(level)
    assert interval is not None
    return interval.low, interval.high


# --- numerator and denominator ---------------------------------------------------------------------------


def test_twelve_of_eighty() -> None:
    found = share(15.0, 12, 80)
    low, high = ends(found)
    assert (round(low, 1), round(high, 1)) == (8.8, 24.4)
    assert (found.numerator, found.denominator, found.basis, found.reason) == (12, 80, "given", None)
    assert [item.method for item in found.intervals] == ["wilson", "wilson"]
    assert tuple(item.level for item in found.intervals) == LEVELS
    reference = stats.binomtest(12, 80).proportion_ci(0.998, method="wilson")
    assert ends(found, 0.998) == pytest.approx((100 * reference.low, 100 * reference.high), rel=1e-9)


def test_a_rate_is_given_per_its_own_number() -> None:
    found = rate(2.4, 12, 5000)
    low, high = ends(found)
    assert found.intervals[0].method == "byar"
    assert (low, high) == pytest.approx((1.2386, 4.1925), abs=1e-3)
    few = rate(0.8, 4, 5000)
    assert few.intervals[0].method == "exact"
    assert ends(few) == pytest.approx((stats.chi2.ppf(0.025, 8) / 10, stats.chi2.isf(0.025, 10) / 10))


def test_the_denominator_follows_from_numerator_and_figure() -> None:
    found = share(15.3, 612)
    assert (found.numerator, found.denominator, found.basis) == (612, 4000, "derived")
    assert ends(found) == ends(share(15.3, 612, 4000))


def test_a_derived_denominator_is_a_whole_number_of_persons_where_one_fits() -> None:
    assert share(33.3, 1).denominator == 3
    assert share(100.0, 7).denominator == 7
    # 3 of 80 are 3.75 per cent; no whole number gives 3.7512.
    assert share(3.7512, 3).denominator == pytest.approx(79.974, abs=1e-3)


@pytest.mark.parametrize(("value", "x"), [(0.0, 0), (0.0, 3), (4.0, 0)])
def test_nothing_follows_from_none(value: float, x: float) -> None:
    found = share(value, x)
    assert (found.reason, found.intervals, found.denominator) == ("no_denominator", (), None)


def test_none_of_a_known_population_has_an_interval() -> None:
    found = share(0.0, 0, population=29)
    assert (found.numerator, found.denominator, found.basis) == (0, 29, "population")
    low, high = ends(found)
    assert low == 0.0
    assert high == pytest.approx(100 * 3.841458820694124 / (29 + 3.841458820694124))


def test_the_numerator_follows_from_figure_and_population() -> None:
    found = rate(2.4, population=5000)
    assert (found.numerator, found.denominator, found.basis) == (12, 5000, "population")
    # 2.44 per 1 000 of 4 321 are 10.54: neither 10 nor 11 would be printed 2.44.
    assert rate(2.44, population=4321).numerator == pytest.approx(10.54, abs=0.01)


def test_a_population_that_agrees_is_better_than_a_rounded_figure() -> None:
    # 5 persons are 0.1 per cent of 3 334 to 10 000: the table of population knows of how many.
    assert share(0.1, 5).denominator == 5000
    found = share(0.1, 5, population=6504)
    assert (found.denominator, found.basis) == (6504, "population")


def test_a_population_of_the_other_end_of_the_year_is_only_near() -> None:
    found = rate(12.5, 100, population=8300)
    assert (found.denominator, found.basis) == (8000, "derived")


def test_a_numerator_that_was_counted_among_others_is_not_used() -> None:
    found = rate(12.5, 100, population=18_131)
    assert (found.reason, found.numerator, found.intervals) == ("no_denominator", None, ())


def test_of_a_survey_the_population_is_not_what_was_asked() -> None:
    assert share(15.0, population=6504, survey=True).reason == "no_denominator"
    found = share(15.0, None, 80, survey=True, population=6504)
    assert (found.numerator, found.denominator, found.basis) == (12, 80, "given")


def test_a_weighted_share_keeps_its_part_of_a_person() -> None:
    found = share(15.3, None, 80, survey=True)
    assert found.numerator == pytest.approx(12.24)
    low, high = ends(found)
    assert low < 15.3 < high


@pytest.mark.parametrize(
    ("value", "x", "n"),
    [(15.3, 12, 80), (15.0, 12, 90), (15.0, 90, 80), (100.4, 100, 100), (-1.0, 1, 4), (3, -1, 4)],
)
def test_figures_that_contradict_each_other_are_not_tested(value: float, x: float, n: float) -> None:
    found = share(value, x, n, decimals=1)
    assert (found.reason, found.intervals, found.numerator, found.denominator) == (
        "no_denominator",
        (),
        None,
        None,
    )
    assert found.value == value


def test_rounding_is_no_contradiction() -> None:
    assert share(33.3, 1, 3).reason is None
    assert share(33.0, 1, 3).reason is None
    assert share(33.0, 1, 3, decimals=1).reason == "no_denominator"
    assert share(0.3, 1, 400).reason is None


def test_more_than_all_are_no_proportion_but_may_be_a_rate() -> None:
    assert share(103.0, 103, 100).reason == "no_denominator"
    assert rate(1030.0, 103, 100).reason is None


def test_no_denominator_no_interval() -> None:
    for found in (share(15.0), share(15.0, None, 0), share(15.0, population=0), share(15.0, 12, base=None)):
        assert (found.reason, found.intervals) == ("no_denominator", ())
    assert share(15.0, math.nan, math.nan, population=math.nan).reason == "no_denominator"


def test_zero_of_so_many_that_a_few_would_be_printed_as_zero_too() -> None:
    assert share(0.0, population=90_000, decimals=1).reason == "no_denominator"
    assert share(0.0, population=900, decimals=1).numerator == 0
    assert share(0.0, None, 900).reason == "no_denominator"  # it shows no decimals
    assert share(0.0, None, 80).numerator == 0


def test_the_interval_of_very_many_holds_the_rounded_figure() -> None:
    found = share(15.0, 1_504_000_000, 10_000_000_000)
    assert ends(found)[0] == 15.0
    assert ends(found)[1] == pytest.approx(15.04, abs=1e-2)


# --- the source's own interval ---------------------------------------------------------------------------


def test_the_sources_interval_comes_before_one_from_counts() -> None:
    found = share(15.0, 12, 80, low=7.0, high=28.0)
    assert ends(found) == (7.0, 28.0)
    assert found.intervals[0].method == "source"
    assert (found.numerator, found.denominator) == (12, 80)


def test_the_sources_interval_of_a_share_is_widened_on_log_odds() -> None:
    found = share(20.0, low=15.0, high=26.0)
    ratio = stats.norm.isf(0.001) / stats.norm.isf(0.025)

    def odds(value: float) -> float:
        return math.log(value / (100 - value))

    low, high = ends(found, 0.998)
    assert odds(low) == pytest.approx(odds(20) + ratio * (odds(15) - odds(20)))
    assert odds(high) == pytest.approx(odds(20) + ratio * (odds(26) - odds(20)))
    assert found.basis is None and found.reason is None


def test_the_sources_interval_of_a_rate_is_widened_on_logarithms_and_of_a_mean_as_it_is() -> None:
    ratio = stats.norm.isf(0.001) / stats.norm.isf(0.025)
    low, high = ends(rate(20.0, low=10.0, high=40.0), 0.998)
    assert (low, high) == pytest.approx((20 * 0.5**ratio, 20 * 2**ratio))
    mean = share(20.0, low=18.0, high=23.0, kind=Kind.MEAN, base=None)
    assert ends(mean, 0.998) == pytest.approx((20 - 2 * ratio, 20 + 3 * ratio))
    few = share(20.0, None, 5, low=18.0, high=23.0, kind=Kind.MEAN, base=None)
    student = stats.t.isf(0.001, 4) / stats.t.isf(0.025, 4)
    assert ends(few, 0.998) == pytest.approx((20 - 2 * student, 20 + 3 * student))


def test_an_end_at_none_stays_there_and_a_figure_of_none_is_not_widened() -> None:
    low, high = ends(share(1.0, low=0.0, high=4.0), 0.998)
    assert low == 0.0
    assert high > 4.0
    none = share(0.0, low=0.0, high=4.0)
    assert ends(none) == (0.0, 4.0)
    assert none.interval(0.998) is None
    # With the counts, Wilson's takes its place.
    assert ends(share(0.0, 0, 80, low=0.0, high=4.0), 0.998) == ends(share(0.0, 0, 80), 0.998)


def test_the_sources_interval_at_the_higher_level_is_at_least_as_wide_as_that_of_the_counts() -> None:
    found = share(15.0, 12, 80, low=14.0, high=16.0)
    assert ends(found) == (14.0, 16.0)
    assert ends(found, 0.998) == ends(share(15.0, 12, 80), 0.998)


@pytest.mark.parametrize(
    ("low", "high"), [(16.0, 20.0), (15.0, 15.0), (20.0, 10.0), (None, 20.0), (math.nan, 20.0)]
)
def test_an_interval_that_cannot_be_one_is_not_used(low: float | None, high: float) -> None:
    assert share(15.0, low=low, high=high, decimals=1).reason == "no_denominator"
    assert share(15.0, 12, 80, low=low, high=high, decimals=1).intervals[0].method == "wilson"


def test_a_figure_at_the_border_of_its_interval_by_rounding_alone() -> None:
    found = share(15.0, low=15.04, high=20.0, decimals=1)
    assert ends(found) == (15.0, 20.0)


# --- kinds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(Kind.MEAN, "mean"), (Kind.COUNT, "count"), (Kind.INDEX, "index"), (Kind.MONEY, "money")],
)
def test_what_has_no_n_has_no_interval(kind: Kind, reason: str) -> None:
    found = estimate(Point(2022, 104.5, numerator=3, denominator=9), kind=kind, base=None)
    assert (found.reason, found.intervals) == (reason, ())


def test_an_index_with_an_interval_of_the_source_has_one_and_a_count_never() -> None:
    assert ends(share(104.5, low=99.0, high=110.0, kind=Kind.INDEX, base=None)) == (99.0, 110.0)
    assert share(104.5, low=99.0, high=110.0, kind=Kind.COUNT, base=None).reason == "count"


def test_a_forecast_and_an_unknown_indicator_have_no_interval() -> None:
    assert share(15.0, 12, 80, projection=True).reason == "projection"
    found = share(15.0, 12, 80, kind=Kind.INDEX, base=None, registered=False, low=8.0, high=25.0)
    assert (found.reason, found.intervals) == ("no_denominator", ())


def test_without_a_figure_there_is_no_estimate() -> None:
    for point in (Point(2022, None, MissingKind.SUPPRESSED), Point(2022, math.nan)):
        with pytest.raises(ValueError, match="figure"):
            estimate(point, kind=Kind.PROPORTION, base=100)


def test_how_far_a_rounded_figure_may_lie() -> None:
    assert half_unit(15.3) == pytest.approx(0.05)
    assert half_unit(15.0) == pytest.approx(0.5)
    assert half_unit(15.0, 1) == pytest.approx(0.05)
    assert half_unit(15.25, 1) == pytest.approx(0.005)
    assert half_unit(1e-7) == pytest.approx(5e-8)
    assert half_unit(1e15) == pytest.approx(0.5)


# --- properties ------------------------------------------------------------------------------------------

COUNTED = st.integers(1, 700_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTED, st.sampled_from([Kind.PROPORTION, Kind.RATE]), st.sampled_from([100, 1000, 100_000]))
def test_every_interval_holds_its_figure_and_the_higher_level_the_lower(
    counted: tuple[int, int], kind: Kind, base: int
) -> None:
    x, n = counted
    value = round(base * x / n, 1)
    found = share(value, x, n, kind=kind, base=base, decimals=1)
    assert found.reason is None
    (low, high), (lowest, highest) = ends(found), ends(found, 0.998)
    assert 0 <= lowest <= low <= value <= high <= highest
    assert kind is Kind.RATE or highest <= base


@given(COUNTED)
def test_a_derived_denominator_is_as_near_as_rounding_allows(counted: tuple[int, int]) -> None:
    x, n = counted
    value = round(100 * x / n, 1)
    found = share(value, x, decimals=1)
    if value == 0:
        assert found.reason == "no_denominator"
        return
    assert found.denominator is not None
    assert abs(100 * x / found.denominator - value) <= 0.05 + 1e-6
    assert found.denominator >= x


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_few_enough_persons_are_found_again_from_a_share_of_two_decimals(counted: tuple[int, int]) -> None:
    x, n = counted
    assert share(round(100 * x / n, 2), population=n, decimals=2).numerator == x
