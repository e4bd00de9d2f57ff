import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.statistics.proportion import correction, margin_of_error, proportion

# Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3; and 12 of 80, 150 of 1000.
PUBLISHED = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
    (12, 80, 0.088, 0.244),
    (150, 1000, 0.129, 0.173),
]


@pytest.mark.parametrize(("count", "base", "low", "high"), PUBLISHED)
def test_published_wilson_intervals(count: int, base: int, low: float, high: float) -> None:
    found = proportion(count, base)
    assert found is not None
    digits = 4 if base not in (80, 1000) else 3
    assert (round(found.low, digits), round(found.high, digits)) == (low, high)
    assert found.share == count / base


@pytest.mark.parametrize(("n", "points"), [(100, 9.80), (384, 5.00), (500, 4.38), (1000, 3.10), (2000, 2.19)])
def test_margins_that_surveys_announce(n: int, points: float) -> None:
    assert round(margin_of_error(n), 2) == points


def test_a_large_part_of_a_small_population_has_a_smaller_margin() -> None:
    # 500 of 6 500: 4.383 x sqrt(6000 / 6499)
    assert correction(500, 6500) == pytest.approx(math.sqrt(6000 / 6499))
    assert margin_of_error(500, 6500) == pytest.approx(4.2111, abs=5e-4)
    # The classical example: 278 of 1 000 give 5 points.
    assert round(margin_of_error(278, 1000), 1) == 5.0


def test_a_small_part_of_the_population_is_not_corrected_for() -> None:
    assert correction(500, 18_131) == 1.0
    assert margin_of_error(500, 18_131) == margin_of_error(500)
    found = proportion(100, 500, 18_131)
    assert found is not None
    assert not found.corrected


def test_everybody_asked_has_no_margin() -> None:
    assert margin_of_error(40, 40) == 0
    found = proportion(10, 40, 40)
    assert found is not None
    assert (found.low, found.high, found.corrected) == (0.25, 0.25, True)


def test_more_answers_than_people_are_not_corrected_for() -> None:
    assert margin_of_error(50, 40) == margin_of_error(50)


def test_the_correction_and_the_margin_agree() -> None:
    plain, corrected = proportion(250, 500), proportion(250, 500, 2000)
    assert plain is not None and corrected is not None
    assert corrected.corrected
    ratio = (corrected.high - corrected.low) / (plain.high - plain.low)
    assert ratio == pytest.approx(correction(500, 2000), rel=5e-3)


def test_no_answers_no_share() -> None:
    assert proportion(0, 0) is None
    with pytest.raises(ValueError, match="no margin"):
        margin_of_error(0)


@pytest.mark.parametrize(("count", "base"), [(-1, 5), (6, 5), (0, -1)])
def test_what_is_no_share_is_refused(count: int, base: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        proportion(count, base)


def test_a_confidence_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="confidence"):
        margin_of_error(5, confidence=95)
    with pytest.raises(ValueError, match="no share"):
        margin_of_error(5, share=50)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_the_share_and_is_symmetric_in_yes_and_no(numbers: tuple[int, int]) -> None:
    count, base = numbers
    yes, no = proportion(count, base), proportion(base - count, base)
    assert yes is not None and no is not None
    assert 0 <= yes.low <= yes.share <= yes.high <= 1
    assert yes.low < yes.high
    assert yes.low == pytest.approx(1 - no.high, abs=1e-12)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 9999))
def test_limits_solve_the_score_equation(numbers: tuple[int, int], more: int) -> None:
    # At a limit p, the share lies exactly 1.96 standard errors of p away: (x/n - p)^2 = z^2 p(1-p)/n.
    count, base = numbers
    found = proportion(count, base)
    assert found is not None
    for limit in (found.low, found.high):
        assert (found.share - limit) ** 2 == pytest.approx(
            1.959963984540054**2 * limit * (1 - limit) / base, abs=1e-9
        )


@given(st.integers(1, 4000), st.integers(1, 4000))
def test_more_answers_never_widen_the_margin(first: int, second: int) -> None:
    few, many = sorted((first, second))
    assert margin_of_error(many) <= margin_of_error(few)
    assert margin_of_error(few, population=8000) <= margin_of_error(few)
