import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from hyte.statistics.multiplicity import benjamini_hochberg, expected_by_chance

# Benjamini and Hochberg (1995), section 4.1: 15 comparisons of a heart attack trial, 4 remain at 5 per cent.
PUBLISHED = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
]


def test_the_published_example() -> None:
    assert benjamini_hochberg(PUBLISHED, 0.05).tolist() == [True] * 4 + [False] * 11


def test_a_report_of_sixty_indicators() -> None:
    assert expected_by_chance(180, 0.95) == pytest.approx(9)
    assert expected_by_chance(180, 0.998) == pytest.approx(0.36)
    assert expected_by_chance(0, 0.95) == 0


def test_what_is_no_number_of_tests_or_level_is_refused() -> None:
    with pytest.raises(ValueError, match="number of tests"):
        expected_by_chance(-1, 0.95)
    with pytest.raises(ValueError, match="confidence"):
        expected_by_chance(1, 95)
    with pytest.raises(ValueError, match="p-value"):
        benjamini_hochberg([0.5, 1.5])
    with pytest.raises(ValueError, match="share"):
        benjamini_hochberg([0.5], 5)


def test_what_was_not_tested_is_not_counted() -> None:
    # Three tests at 0.05: limits 0.0167, 0.0333, 0.05; with five the second would fail at 0.02.
    mask = benjamini_hochberg([0.03, None, 0.01, float("nan"), 0.6], 0.05)  # type: ignore[list-item]
    assert mask.tolist() == [True, False, True, False, False]


def test_nothing_tested_nothing_remains() -> None:
    assert benjamini_hochberg([]).tolist() == []
    assert benjamini_hochberg([float("nan")]).tolist() == [False]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.sampled_from([0.01, 0.05, 0.2]))
def test_the_control_is_that_of_statsmodels(values: list[float], rate: float) -> None:
    reference = multipletests(values, alpha=rate, method="fdr_bh")[0]
    assert np.array_equal(benjamini_hochberg(values, rate), reference)
