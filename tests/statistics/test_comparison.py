from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from hyte.model import Direction, Kind
from hyte.statistics.comparison import compare, pooled
from hyte.statistics.estimate import estimate
from hyte.statistics.finding import Estimate
from hyte.statistics.series import Point

UP, DOWN, NEUTRAL = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER, Direction.NEUTRAL


def figure(value: float, x: float | None = None, n: float | None = None, **more: Any) -> Estimate:
    ends = {name: more.pop(name) for name in ("low", "high", "year") if name in more}
    point = Point(ends.pop("year", 2022), value, numerator=x, denominator=n, **ends)
    return estimate(point, **{"kind": Kind.PROPORTION, "base": 100, "decimals": 1, **more})


def counted(x: int, n: int, base: int = 100, kind: Kind = Kind.PROPORTION) -> Estimate:
    return figure(base * x / n, x, n, base=base, kind=kind)


# --- against a value -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "above", "below"),
    [(UP, "better", "worse"), (DOWN, "worse", "better"), (NEUTRAL, "higher", "lower")],
)
def test_an_interval_on_one_side_of_the_value(direction: Direction, above: str, below: str) -> None:
    # 12 of 80: 8.8-24.4 per cent
    own = counted(12, 80)
    assert compare(own, figure(8.5), direction, decimals=1).outcome == above
    assert compare(own, figure(24.6), direction, decimals=1).outcome == below
    assert compare(own, figure(20.0), direction, decimals=1).outcome == "no_difference"


def test_the_highest_level_at_which_they_differ() -> None:
    own = counted(150, 1000)  # 12.9-17.3, at 99.8 per cent 11.8-18.8
    levels = {
        value: compare(own, figure(value), UP, decimals=1).level for value in (14.0, 12.0, 11.0, 18.0, 20.0)
    }
    assert levels == {14.0: None, 12.0: 0.95, 11.0: 0.998, 18.0: 0.95, 20.0: 0.998}


def test_the_difference_is_that_of_the_printed_figures() -> None:
    found = compare(counted(12, 80), figure(8.46, decimals=2), UP, decimals=1)
    assert found.difference == 6.5
    assert found.own.value == 15.0 and found.other is not None


def test_the_p_value_is_that_of_the_score_test_for_shares() -> None:
    # Both figures exact: 80 and 500 persons, of whom one more would be printed otherwise.
    found = compare(counted(12, 80), counted(40, 500), UP, decimals=1)
    z = (0.15 - 0.08) / (0.08 * 0.92 / 80) ** 0.5
    assert found.p_value == pytest.approx(2 * stats.norm.sf(z))
    assert found.level == 0.95


def test_the_p_value_is_that_of_the_exact_poisson_test_for_rates() -> None:
    own = counted(4, 500, 1000, Kind.RATE)
    high = compare(own, counted(20, 900, 1000, Kind.RATE), UP, decimals=1)
    assert high.p_value == pytest.approx(2 * stats.poisson.cdf(4, 500 * 20 / 900), rel=1e-9)
    low = compare(own, counted(2, 900, 1000, Kind.RATE), UP, decimals=1)
    assert low.p_value == pytest.approx(2 * stats.poisson.sf(3, 500 * 2 / 900), rel=1e-9)


def test_the_p_value_beside_an_interval_of_the_source_is_as_wide_as_that() -> None:
    own = figure(20.0, low=16.0, high=25.0)
    found = compare(own, counted(75, 500), UP, decimals=1)  # 15.0, exact; own may be 19.95
    assert found.p_value == pytest.approx(2 * stats.norm.sf(4.95 / 4 * stats.norm.isf(0.025)))
    assert found.level == 0.95


@pytest.mark.parametrize("direction", list(Direction))
def test_figures_that_are_printed_alike_never_differ(direction: Direction) -> None:
    # A million persons: the interval is 14.93-15.07, the exact figures 15.04 and 14.96.
    found = compare(counted(15_040_000, 10**8), counted(14_960_000, 10**8), direction, decimals=1)
    assert (found.outcome, found.difference, found.level) == ("no_difference", 0.0, None)


def test_rounding_alone_is_no_difference() -> None:
    # 400 of a number that is known only from 0.1 per cent; 0.149 and 0.151 may stand behind 0.1 and 0.2.
    own = figure(0.1, 400)
    assert own.interval(0.95) is not None and own.interval(0.95).high < 0.12  # type: ignore[union-attr]
    found = compare(own, figure(0.2), DOWN, decimals=1)
    assert (found.outcome, found.p_value) == ("no_difference", 1.0)
    assert compare(own, figure(0.3), DOWN, decimals=1).outcome == "better"


def test_a_zero_may_have_been_rounded() -> None:
    own = counted(1, 900)
    assert own.interval(0.95).low > 0  # type: ignore[union-attr]
    assert compare(own, figure(0.0), UP, decimals=1).outcome == "no_difference"
    assert compare(counted(10, 900), figure(0.0), UP, decimals=1).outcome == "better"


# --- what is not tested ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "other", "reason"),
    [
        (figure(15.0), figure(10.0), "no_denominator"),
        (figure(104.0, kind=Kind.INDEX, base=None), figure(100.0, base=None), "index"),
        (figure(104.0, kind=Kind.MONEY, base=None), figure(100.0, base=None), "money"),
        (figure(104.0, kind=Kind.COUNT, base=None), figure(100.0, base=None), "count"),
        (figure(4.5, kind=Kind.MEAN, base=None), figure(3.0, base=None), "mean"),
        (figure(15.0, 12, 80, projection=True), figure(10.0), "projection"),
        (figure(15.0, 12, 80), figure(10.0, projection=True), "projection"),
        (figure(15.0, 12, 80), None, "no_benchmark"),
    ],
)
def test_why_nothing_is_tested(own: Estimate, other: Estimate | None, reason: str) -> None:
    found = compare(own, other, UP, decimals=1)
    assert (found.outcome, found.reason, found.level, found.p_value) == ("not_testable", reason, None, None)
    assert found.difference == (None if other is None else round(own.value - other.value, 1))


def test_figures_of_two_years_or_of_two_bases_are_not_compared() -> None:
    with pytest.raises(ValueError, match="one year"):
        compare(counted(12, 80), figure(10.0, year=2021), UP, decimals=1)
    with pytest.raises(ValueError, match="same number"):
        compare(counted(12, 80), counted(12, 80, 1000), UP, decimals=1)


# --- inside the other area -------------------------------------------------------------------------------


def test_the_share_of_the_area_that_it_is_a_part_of() -> None:
    own, county = counted(120, 800), counted(90, 1000)
    assert compare(own, county, UP, decimals=1, part_of=True).own_share == pytest.approx(0.8)
    assert compare(own, county, UP, decimals=1).own_share == 0.0
    assert compare(own, figure(9.0), UP, decimals=1, part_of=True).own_share is None
    assert compare(own, None, UP, decimals=1, part_of=True).own_share is None


def test_an_area_is_not_compared_with_itself() -> None:
    own = counted(120, 800)
    found = compare(own, own, UP, decimals=1, part_of=True)
    assert (found.outcome, found.reason, found.own_share, found.difference) == (
        "not_testable",
        "same_area",
        1.0,
        0.0,
    )
    derived = figure(15.0, 120)
    assert compare(derived, derived, UP, decimals=1, part_of=True).reason == "same_area"


# --- against peers ---------------------------------------------------------------------------------------


def test_the_interval_of_the_difference_decides_against_peers() -> None:
    # 56 of 70 and 48 of 80: 5.2-33.4 points; 5 of 56 and 0 of 29: -3.8-19.3 (Newcombe 1998)
    found = compare(counted(56, 70), counted(48, 80), UP, decimals=1, how="difference")
    assert (found.outcome, found.level) == ("better", 0.95)
    assert found.p_value == pytest.approx(proportions_ztest([56, 48], [70, 80])[1])
    assert (
        compare(counted(5, 56), counted(0, 29), UP, decimals=1, how="difference").outcome == "no_difference"
    )
    # Against the bare value of 60 per cent it would differ at the higher level.
    assert compare(counted(56, 70), counted(48, 80), UP, decimals=1).level == 0.998


def test_rates_of_peers_have_the_conditional_test() -> None:
    own, peers = counted(30, 900, 1000, Kind.RATE), counted(10, 900, 1000, Kind.RATE)
    found = compare(own, peers, DOWN, decimals=1, how="difference")
    assert (found.outcome, found.level) == ("worse", 0.95)
    assert found.p_value == pytest.approx(2 * stats.binomtest(30, 40, 0.5, alternative="greater").pvalue)


def test_intervals_of_the_source_are_squared_and_added() -> None:
    own, peers = figure(18.0, low=14.0, high=23.0), figure(12.0, low=10.0, high=15.0)
    found = compare(own, peers, UP, decimals=1, how="difference")
    assert found.level == 0.95  # 6 - 5 > 0.1
    assert found.p_value == pytest.approx(2 * stats.norm.sf(5.9 / 5 * stats.norm.isf(0.025)))
    near = figure(15.0, low=11.0, high=20.0)
    assert compare(own, near, UP, decimals=1, how="difference").outcome == "no_difference"


def test_a_bare_median_is_shown_and_not_tested() -> None:
    middle = Estimate(2022, 9.0, reason="no_denominator")
    found = compare(counted(12, 80), middle, UP, decimals=1, how="difference")
    assert (found.outcome, found.reason, found.difference) == ("not_testable", "no_denominator", 6.0)


def test_peers_are_put_together() -> None:
    members = [counted(12, 80), counted(5, 56), counted(48, 80), figure(3.0)]
    found = pooled(members)
    assert found is not None
    assert (found.year, found.base, found.numerator, found.denominator, found.basis) == (
        2022,
        100,
        65,
        216,
        "given",
    )
    assert found.value == pytest.approx(100 * 65 / 216)
    assert found.intervals == counted(65, 216).intervals
    assert pooled(members[:2]) is None
    assert pooled([*members[:2], figure(3.0)]) is None


def test_the_basis_of_peers_together_is_the_weakest_and_rates_stay_rates() -> None:
    members = [counted(12, 80), figure(15.3, 612), figure(2.4, population=1000)]
    assert (found := pooled(members)) is not None and found.basis == "derived"
    assert (found := pooled([members[0], members[0], members[2]])) is not None and found.basis == "population"
    rates = [counted(x, 900, 1000, Kind.RATE) for x in (1, 2, 3)]
    assert (found := pooled(rates)) is not None and found.intervals[0].method == "exact"


def test_peers_of_different_years_are_not_put_together() -> None:
    with pytest.raises(ValueError, match="one year"):
        pooled([counted(12, 80), counted(5, 56), figure(60.0, 48, 80, year=2021)])


# --- properties ------------------------------------------------------------------------------------------

COUNTED = st.integers(1, 50_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTED, st.integers(0, 1000))
def test_the_outcome_follows_the_rule_and_the_p_value_the_outcome(
    numbers: tuple[int, int], tenths: int
) -> None:
    x, n = numbers
    own, other = figure(round(100 * x / n, 1), x, n), figure(tenths / 10)
    found = compare(own, other, NEUTRAL, decimals=1)
    interval = own.interval(0.95)
    assert interval is not None and found.p_value is not None
    assert 0 <= found.p_value <= 1
    if found.outcome == "no_difference":
        assert found.level is None
        assert found.p_value >= 0.05 - 1e-9 or found.difference == 0
    else:
        assert found.p_value <= 0.05 + 1e-9
        assert found.level in (0.95, 0.998)
        assert (found.level == 0.998) == (found.p_value < 0.002) or found.p_value == pytest.approx(0.002)
        assert not interval.low <= other.value <= interval.high
        assert (found.outcome == "higher") == (found.difference > 0)


@given(COUNTED, COUNTED, st.sampled_from(list(Direction)), st.sampled_from(["interval", "difference"]))
def test_better_turned_around_is_worse(
    first: tuple[int, int], second: tuple[int, int], direction: Direction, how: Any
) -> None:
    own, other = counted(*first), counted(*second)
    found = compare(own, other, direction, decimals=1, how=how)
    opposite = {"better": "worse", "worse": "better", "higher": "lower", "lower": "higher"}
    turned = compare(other, own, direction, decimals=1, how="difference")
    if how == "difference":
        assert turned.outcome == opposite.get(found.outcome, found.outcome)
        assert turned.p_value == pytest.approx(found.p_value, rel=1e-6, abs=1e-12)
        assert turned.level == found.level
    assert (found.outcome in ("higher", "lower")) <= (direction is NEUTRAL)
    assert (found.outcome in ("better", "worse")) <= (direction is not NEUTRAL)
    assert found.outcome != "not_testable"


@given(COUNTED, COUNTED)
def test_what_differs_from_peers_differs_by_newcombes_interval(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    found = compare(counted(*first), counted(*second), NEUTRAL, decimals=1, how="difference")
    low, high = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    if found.outcome in ("higher", "lower"):
        assert low > 0 if found.outcome == "higher" else high < 0
    elif found.difference:
        assert low <= 0.001 and high >= -0.001  # the roundings of the two figures
