"""Gaps between groups: their interval, p-value and width, several pairs at once, and the widest."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import Direction
from hyte.statistics.differences import difference_interval, difference_p_value, rate_difference_interval
from hyte.statistics.finding import CERTAIN, LEVELS, LIKELY, Estimate, Interval
from hyte.statistics.gaps import Gap, among_pairs, gap, widest
from hyte.statistics.intervals import byar_interval, mean_interval, wilson_interval

WORSE_WHEN_HIGHER = Direction.LOWER_IS_BETTER


def share(x: float, n: float, base: float = 100.0, year: int = 2023) -> Estimate:
    intervals = tuple(
        Interval(float(low) * base, float(high) * base, level, "wilson")
        for level in LEVELS
        for low, high in [wilson_interval(x, n, level)]
    )
    return Estimate(year, x / n * base, base, x, n, "given", intervals)


def rate(events: float, exposure: float, base: float = 1000.0) -> Estimate:
    intervals = tuple(
        Interval(float(low) * base, float(high) * base, level, "byar")
        for level in LEVELS
        for low, high in [byar_interval(events, exposure, level)]
    )
    return Estimate(2023, events / exposure * base, base, events, exposure, "population", intervals)


def mean(value: float, deviation: float, n: int) -> Estimate:
    intervals = tuple(
        Interval(float(low), float(high), level, "t")
        for level in LEVELS
        for low, high in [mean_interval(value, deviation, n, level)]
    )
    return Estimate(2023, value, None, None, n, "given", intervals)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    # Newcombe 1998, table II, method 10.
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_the_published_intervals(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = gap(share(*first, base=1), share(*second, base=1), WORSE_WHEN_HIGHER, 4)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)
    assert found.outcome == "differs" and found.worse_off == "first"


def test_a_gap_of_two_shares() -> None:
    girls, boys = share(36, 150), share(18, 150)
    found = gap(girls, boys, WORSE_WHEN_HIGHER, 1)
    low, high = difference_interval(36, 150, 18, 150)
    assert (found.low, found.high) == (pytest.approx(100 * float(low)), pytest.approx(100 * float(high)))
    assert found.difference == 12.0 and found.p_value == float(difference_p_value(36, 150, 18, 150))
    assert found.p_value == pytest.approx(0.00683, abs=5e-6)
    assert (found.level, found.worse_off, found.reason) == (LIKELY, "first", None)
    assert found.width == pytest.approx(2 * (math.asin(0.24**0.5) - math.asin(0.12**0.5)))
    assert gap(girls, boys, Direction.HIGHER_IS_BETTER, 1).worse_off == "second"
    assert gap(girls, boys, Direction.NEUTRAL, 1).worse_off is None


def test_large_groups_differ_for_certain_and_small_ones_not_at_all() -> None:
    assert gap(share(360, 1500), share(180, 1500), WORSE_WHEN_HIGHER, 1).level == CERTAIN
    small = gap(share(5, 20), share(2, 20), WORSE_WHEN_HIGHER, 1)
    assert (small.outcome, small.level, small.worse_off, small.difference) == (
        "no_difference",
        None,
        None,
        15.0,
    )


def test_figures_that_are_printed_alike_do_not_differ() -> None:
    found = gap(share(50_020, 1_000_000), share(49_980, 1_000_000), WORSE_WHEN_HIGHER, 1)
    wide = gap(share(5_004_000, 10**8), share(4_996_000, 10**8), WORSE_WHEN_HIGHER, 1)
    assert float(difference_p_value(5_004_000, 10**8, 4_996_000, 10**8)) < 0.05
    assert (found.outcome, wide.outcome, wide.difference) == ("no_difference", "no_difference", 0.0)


def test_rates() -> None:
    found = gap(rate(40, 3000), rate(15, 3100), WORSE_WHEN_HIGHER, 1)
    low, high = rate_difference_interval(40, 3000, 15, 3100)
    assert (found.low, found.high) == (pytest.approx(1000 * float(low)), pytest.approx(1000 * float(high)))
    assert found.difference == 8.5 and found.outcome == "differs"
    assert found.width == pytest.approx(2 * ((40 / 3000) ** 0.5 - (15 / 3100) ** 0.5))
    many = gap(rate(9000, 3000), rate(6000, 3000), WORSE_WHEN_HIGHER, 1)
    assert many.width == pytest.approx(2 * (3**0.5 - 2**0.5)), "more than one event for each person"


def test_means_have_the_width_of_cohen() -> None:
    found = gap(mean(3.4, 0.9, 200), mean(3.1, 1.1, 240), Direction.HIGHER_IS_BETTER, 4)
    pooled = math.sqrt((199 * 0.9**2 + 239 * 1.1**2) / 438)
    assert found.width == pytest.approx(0.3 / pooled, rel=0.01)
    assert found.difference == 0.3 and found.worse_off == "second"
    assert found.p_value == pytest.approx(0.0018, abs=3e-4)


def test_intervals_of_the_source_tell_of_their_level_only() -> None:
    def given_by_the_source(value: float) -> Estimate:
        return Estimate(2023, value, 100, intervals=(Interval(value - 2, value + 2, LIKELY, "source"),))

    found = gap(given_by_the_source(30), given_by_the_source(20), WORSE_WHEN_HIGHER, 1)
    assert (found.level, found.outcome) == (LIKELY, "differs")
    half = 2 * math.sqrt(2)
    assert (found.low, found.high) == (pytest.approx(10 - half), pytest.approx(10 + half))
    assert found.p_value is not None and found.p_value < 1e-10
    same = gap(given_by_the_source(20), given_by_the_source(20), WORSE_WHEN_HIGHER, 1)
    assert (same.p_value, same.outcome) == (1.0, "no_difference")
    at_border = gap(given_by_the_source(20 + half), given_by_the_source(20), WORSE_WHEN_HIGHER, 9)
    assert at_border.p_value == pytest.approx(0.05)


def test_what_has_no_interval_is_not_testable() -> None:
    score = Estimate(2023, 70.0, reason="index")
    for first, second in ((score, share(1, 2, base=1)), (share(1, 2, base=1), score)):
        first, second = replace(first, base=None), replace(second, base=None)
        found = gap(first, second, WORSE_WHEN_HIGHER, 0)
        assert (found.outcome, found.reason, found.low, found.p_value) == (
            "not_testable",
            "index",
            None,
            None,
        )
        assert found.worse_off is None and abs(found.difference) == 70


def test_years_and_bases_may_not_be_mixed() -> None:
    for other in (share(1, 10, year=2021), share(1, 10, base=1000)):
        with pytest.raises(ValueError, match="one year and base"):
            gap(share(1, 10), other, WORSE_WHEN_HIGHER, 1)


def test_several_pairs_at_once_are_corrected() -> None:
    found = gap(share(36, 150), share(18, 150), WORSE_WHEN_HIGHER, 1)
    assert among_pairs(found, 1) == found
    three = among_pairs(found, 3)
    assert three.p_value == pytest.approx(0.0205, abs=5e-5) and three.outcome == "differs"
    ten = among_pairs(found, 10)
    assert (ten.outcome, ten.level, ten.difference) == ("no_difference", None, 12.0)
    certain = gap(share(90, 300), share(45, 300), WORSE_WHEN_HIGHER, 1)
    assert (certain.level, among_pairs(certain, 6).level) == (CERTAIN, CERTAIN)
    assert among_pairs(certain, 10_000).p_value is not None
    untestable = gap(Estimate(2023, 1.0), Estimate(2023, 2.0), WORSE_WHEN_HIGHER, 0)
    assert among_pairs(untestable, 6) == untestable


def test_the_widest_are_first_certain_then_wide_then_in_order() -> None:
    gaps: dict[str, Gap] = {
        "wide_but_small_groups": gap(share(12, 20), share(4, 20), WORSE_WHEN_HIGHER, 1),
        "certain": gap(share(360, 1500), share(180, 1500), WORSE_WHEN_HIGHER, 1),
        "certain_and_wider": gap(share(300, 1500), share(600, 1500), WORSE_WHEN_HIGHER, 1),
        "b_equal": gap(share(180, 1500), share(360, 1500), WORSE_WHEN_HIGHER, 1),
        "none": gap(share(5, 20), share(4, 20), WORSE_WHEN_HIGHER, 1),
        "untestable": gap(Estimate(2023, 1.0), Estimate(2023, 9.0), WORSE_WHEN_HIGHER, 0),
    }
    order = ["certain_and_wider", "b_equal", "certain", "wide_but_small_groups"]
    assert [id for id, _ in widest(gaps, 9)] == order
    assert [id for id, _ in widest(dict(reversed(gaps.items())), 2)] == order[:2]


@given(st.integers(0, 40), st.integers(40, 90), st.integers(0, 40), st.integers(40, 90))
def test_turned_round_only_the_sign_changes(x: int, n: int, y: int, m: int) -> None:
    one = gap(share(x, n), share(y, m), WORSE_WHEN_HIGHER, 1)
    other = gap(share(y, m), share(x, n), WORSE_WHEN_HIGHER, 1)
    assert one.difference == -other.difference
    assert (one.outcome, one.level) == (other.outcome, other.level)
    assert None not in (one.low, one.high, other.low, other.width)
    assert (one.low, one.high) == (pytest.approx(-other.high), pytest.approx(-other.low))  # type: ignore[operator]
    assert one.width == pytest.approx(-other.width)  # type: ignore[operator]
    complement = gap(share(n - x, n), share(m - y, m), WORSE_WHEN_HIGHER, 1)
    assert complement.width == pytest.approx(-one.width, abs=1e-9)  # type: ignore[operator]
    assert one.p_value is not None and 0 <= one.p_value <= 1
    if one.outcome == "differs":
        assert one.low is not None and one.high is not None and not one.low <= 0 <= one.high
        swapped = {"first": "second", "second": "first"}
        assert other.worse_off == swapped[one.worse_off or ""]
