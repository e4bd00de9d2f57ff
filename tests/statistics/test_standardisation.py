import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.reference.standard_population import standard_population, standard_weights
from hyte.statistics.intervals import byar_interval
from hyte.statistics.standardisation import directly_standardised_rate

# Down's syndrome among children who were at least fifth, by the age of the mother, Michigan 1950-1964
# (Fleiss, Statistical methods for rates and proportions, 1981, table 14.4); all births are the standard.
CASES = (0, 8, 63, 112, 262, 295)
BIRTHS = (327, 30666, 123419, 149919, 104088, 34392)
ALL_BIRTHS = (319933, 931318, 786511, 488235, 237863, 61313)


def test_the_published_example_of_dobsons_interval() -> None:
    # The R package dsrTest (M. Nelson, 2022) gives 75.529 and, from exact limits, 67.633-83.867 per 100 000.
    found = directly_standardised_rate(CASES, BIRTHS, ALL_BIRTHS)
    assert round(found.rate * 100_000, 5) == 75.52901
    assert found.low * 100_000 == pytest.approx(67.633, abs=2e-3)
    assert found.high * 100_000 == pytest.approx(83.867, abs=2e-3)
    assert (found.events, found.exposure, found.reason) == (740, 442_811, None)


def test_two_age_groups_by_hand() -> None:
    # (0.6 x 4/1000 + 0.4 x 26/500); variance 0.36 x 4/1000^2 + 0.16 x 26/500^2; Byar's limits of 30 events
    found = directly_standardised_rate([4, 26], [1000, 500], [60, 40], 0.998)
    low, high = byar_interval(30, 1, 0.998)
    step = math.sqrt((0.36 * 4 / 1000**2 + 0.16 * 26 / 500**2) / 30)
    assert found.rate == pytest.approx(0.0232, rel=1e-12)
    assert found.low == pytest.approx(0.0232 - step * (30 - float(low)), rel=1e-12)
    assert found.high == pytest.approx(0.0232 + step * (float(high) - 30), rel=1e-12)
    assert found.level == 0.998


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(1, 10**6)), min_size=1, max_size=20),
    st.floats(0.1, 10),
)
def test_in_a_population_like_the_standard_the_rate_is_the_crude_one(
    groups: list[tuple[int, int]], scale: float
) -> None:
    events, persons = np.array(groups).T
    if events.sum() < 10:
        events = events + 10
    found = directly_standardised_rate(events, persons, persons * scale)
    low, high = byar_interval(events.sum(), persons.sum())
    assert found.rate == pytest.approx(events.sum() / persons.sum())
    assert (found.low, found.high) == (pytest.approx(float(low)), pytest.approx(float(high)))


def test_fewer_than_ten_events_have_no_standardised_rate() -> None:
    found = directly_standardised_rate([4, 5], [1000, 500], [60, 40])
    assert math.isnan(found.rate) and math.isnan(found.low) and math.isnan(found.high)
    assert (found.reason, found.events) == ("too_few_events", 9)
    assert directly_standardised_rate([4, 6], [1000, 500], [60, 40]).reason is None


def test_hidden_events_and_empty_groups_are_not_made_up_for() -> None:
    assert directly_standardised_rate([math.nan, 50], [9, 9], [1, 1]).reason == "events_not_known"
    assert directly_standardised_rate([0, 50], [0, 9], [1, 1]).reason == "no_exposure"
    assert directly_standardised_rate([0, 50], [math.nan, 9], [1, 1]).reason == "no_exposure"


@pytest.mark.parametrize(
    ("events", "exposure", "standard", "message"),
    [
        ([1, 2], [1], [1, 1], "each age group"),
        ([1], [1], [0], "positive"),
        ([1], [1], [-1], "positive"),
        ([-1], [1], [1], "fewer than none"),
    ],
)
def test_what_is_no_age_table_is_refused(
    events: list[int], exposure: list[int], standard: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        directly_standardised_rate(events, exposure, standard)


def test_the_european_standard_population_of_2013() -> None:
    bands = standard_population()
    assert sum(band.weight for band in bands) == 100_000
    assert len(bands) == 21
    assert [band.first for band in bands[1:]] == [
        band.last + 1 for band in bands[:-1] if band.last is not None
    ]
    assert bands[-1].last is None


def test_the_standard_follows_the_bands_of_a_table() -> None:
    assert standard_weights([0, 15, 65]) == (16_000, 64_500, 19_500)
    assert standard_weights([65, 75, 85]) == (10_500, 6_500, 2_500)
    assert standard_weights([15, 40], 64) == (31_000, 33_500)
    assert sum(standard_weights([0])) == 100_000


@pytest.mark.parametrize(
    ("first", "last"), [([], None), ([0, 7], None), ([5, 0], None), ([0], 63), ([65], 64)]
)
def test_bands_that_cut_the_standard_are_refused(first: list[int], last: int | None) -> None:
    with pytest.raises(ValueError, match="standard population"):
        standard_weights(first, last)
