"""Which rule a trend is computed by, what it sees, and why it is not computed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.statistics.finding import Estimate, Interval, Trend, Untestable
from hyte.statistics.intervals import byar_interval, wilson_interval
from hyte.statistics.trend import trend


def share(year: int, events: float, persons: float, base: float = 100) -> Estimate:
    ends = wilson_interval(events, persons)
    interval = Interval(float(ends[0]) * base, float(ends[1]) * base, 0.95, "wilson")
    return Estimate(year, base * events / persons, base, events, persons, "given", (interval,))


def rate(year: int, events: float, persons: float, base: float = 1000) -> Estimate:
    ends = byar_interval(events, persons)
    method = "exact" if events < 10 else "byar"
    interval = Interval(float(ends[0]) * base, float(ends[1]) * base, 0.95, method)  # type: ignore[arg-type]
    return Estimate(year, base * events / persons, base, events, persons, "given", (interval,))


def sourced(year: int, value: float, error: float) -> Estimate:
    return Estimate(
        year, value, intervals=(Interval(value - 1.96 * error, value + 1.96 * error, 0.95, "source"),)
    )


def bare(year: int, value: float, reason: Untestable = "index", base: float | None = None) -> Estimate:
    return Estimate(year, value, base, reason=reason)


def shares(
    events: Sequence[float], persons: float = 1000, first: int = 2018, step: int = 1
) -> list[Estimate]:
    return [share(first + step * number, each, persons) for number, each in enumerate(events)]


def bares(values: Sequence[float], first: int = 2013, step: int = 1) -> list[Estimate]:
    return [bare(first + step * number, each) for number, each in enumerate(values)]


def years(found: Trend) -> list[int]:
    return [point.year for point in found.points]


RISING = [100, 115, 128, 146, 160]


def test_persons_among_persons_are_tested_by_chi_squared_over_the_last_five_years() -> None:
    found = trend(shares([300, 290, *RISING], first=2016))
    assert (found.outcome, found.method, found.level) == ("rising", "chi_squared", 0.998)
    assert years(found) == [2018, 2019, 2020, 2021, 2022]
    assert found.slope == pytest.approx(1.51)
    assert found.p_value is not None and found.p_value < 0.002
    assert found.points[-1].numerator == 160


def test_the_slope_of_a_rate_is_in_its_own_unit() -> None:
    found = trend([rate(2018 + n, 40 + 20 * n, 10_000, 10_000) for n in range(5)])
    assert (found.outcome, found.method) == ("rising", "chi_squared")
    assert found.slope == pytest.approx(20)


def test_events_are_tested_with_more_caution_than_persons() -> None:
    events = [300, 330, 345, 370, 395]
    persons = trend(shares(events))
    happened = trend([rate(2018 + n, each, 1000) for n, each in enumerate(events)])
    assert persons.p_value is not None and happened.p_value is not None
    assert persons.p_value < happened.p_value


def test_what_the_source_gives_an_interval_for_is_tested_by_weighted_regression() -> None:
    found = trend([sourced(2018 + n, 50 + 2.0 * n, 1.0) for n in range(5)])
    assert (found.outcome, found.method, found.level) == ("rising", "weighted_regression", 0.998)
    assert found.slope == pytest.approx(2.0)
    assert trend([sourced(2018 + n, 50 + 0.9 * n, 1.0) for n in range(5)]).outcome == "no_trend"


def test_figures_without_an_interval_are_tested_by_their_order_over_ten_years() -> None:
    found = trend(bares([9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], first=2012))
    assert (found.outcome, found.method, found.level) == ("rising", "mann_kendall", 0.95)
    assert years(found)[0] == 2013
    assert found.slope == pytest.approx(1.0)
    assert trend(bares([5, 4, 3, 2, 1])).outcome == "falling"
    nearly = trend(bares([1, 2, 3, 5, 4]))
    assert (nearly.outcome, nearly.level) == ("no_trend", None)
    assert nearly.p_value == pytest.approx(10 / 120)


def test_an_interval_missing_in_one_of_five_years_leaves_their_order() -> None:
    estimates = [*shares(RISING[:4]), bare(2022, 16.0, "no_denominator", 100)]
    assert trend(estimates).method == "mann_kendall"


def test_one_outlying_round_is_no_trend() -> None:
    # Chi-squared is past its limit and the scatter is not: only leaving the last round out tells.
    last = share(2023, 70, 200)
    found = trend([*shares([12, 12, 11], 60, first=2017, step=2), last], survey=True)
    assert (found.outcome, found.level) == ("no_trend", None)
    assert found.p_value is not None and found.p_value < 0.01
    rising = trend([*shares([11, 12, 13], 60, first=2017, step=2), last], survey=True)
    assert rising.outcome == "rising"


def test_a_trend_on_a_scattered_background_is_not_called_certain() -> None:
    found = trend(shares([9000, 9600, 9800, 10700, 11000], 100_000))
    assert (found.outcome, found.level) == ("rising", 0.95)
    assert found.p_value is not None and 0.0001 < found.p_value < 0.02
    erratic = trend(shares([10000, 9000, 11000, 9500, 11500], 100_000))
    assert erratic.outcome == "no_trend"
    assert erratic.p_value is not None and erratic.p_value > 0.2


def test_a_break_cuts_the_series_and_is_told() -> None:
    found = trend(shares([*RISING, *RISING], first=2013), breaks=[2018])
    assert (found.outcome, found.since) == ("rising", 2018)
    assert years(found) == [2018, 2019, 2020, 2021, 2022]
    short = trend(shares([*RISING, *RISING], first=2013), breaks=[2016, 2020])
    assert (short.outcome, short.reason, short.since) == ("not_computable", "broken", 2020)
    assert years(short) == [2020, 2021, 2022]


def test_a_break_before_the_first_and_after_the_last_figure_cuts_nothing() -> None:
    found = trend(shares(RISING), breaks=[2018, 2023])
    assert (found.outcome, found.since) == ("rising", None)


def test_a_merger_cuts_where_the_source_does_not_recount() -> None:
    found = trend(shares(RISING), border_changes=[2021])
    assert (found.outcome, found.reason, found.since) == ("not_computable", "border_change", 2021)


def test_a_missing_year_is_a_gap_and_never_filled() -> None:
    estimates = [each for each in shares([*RISING, 170], first=2017) if each.year != 2020]
    assert trend(estimates).reason == "gap"
    assert trend(estimates, rhythm=2).outcome == "rising"
    assert trend(estimates, rhythm=2, marked_missing=[2020]).reason == "gap"


def test_a_hidden_figure_is_not_used() -> None:
    estimates = [
        Estimate(each.year, each.value, reason="hidden") if each.year == 2020 else each
        for each in shares([*RISING, 170], first=2017)
    ]
    found = trend(estimates)
    assert (found.outcome, found.reason, years(found)) == ("not_computable", "hidden", [2021, 2022])
    assert trend([bare(2020, 1.0, "hidden")]).reason == "hidden"


def test_too_few_figures_are_told_as_such_even_when_something_cuts_them() -> None:
    assert trend(shares(RISING[:4])).reason == "too_few"
    assert trend(shares(RISING[:4]), breaks=[2020]).reason == "too_few"
    assert trend(bares([1, 2, 3, 4])).reason == "too_few"
    assert trend([]).reason == "no_figure"


def test_a_forecast_has_no_trend() -> None:
    assert trend(shares(RISING), projection=True).reason == "projection"
    assert trend([bare(2018 + n, n, "projection") for n in range(6)]).reason == "projection"


def test_four_rounds_of_a_survey_are_enough_when_respondents_are_known() -> None:
    found = trend(shares([12, 20, 26, 34], 90, first=2017, step=2), survey=True)
    assert (found.outcome, found.method, found.survey) == ("rising", "chi_squared", True)
    assert years(found) == [2017, 2019, 2021, 2023]
    assert trend(shares([12, 20, 26], 90, first=2019, step=2), survey=True).reason == "too_few_rounds"
    unknown = [bare(2017 + 2 * n, 10.0 + 3 * n, "no_denominator", 100) for n in range(5)]
    assert trend(unknown[:4], survey=True).reason == "too_few_rounds"
    assert trend(unknown, survey=True).outcome == "rising"


def test_rounds_are_told_by_the_distance_of_figures_too() -> None:
    found = trend(shares([2400, 2500, 2590, 2700], 4000, first=2012, step=4))
    assert (found.outcome, found.survey) == ("rising", False)


def test_the_survey_rule_is_less_strict_and_says_so() -> None:
    found = trend(shares([100, 108, 119, 131, 137], 800, first=2015, step=2), survey=True)
    assert (found.outcome, found.level) == ("rising", 0.95)
    assert found.p_value is not None and 0.002 < found.p_value < 0.01


def test_answers_must_change_by_what_thl_calls_noteworthy() -> None:
    # 0.4 percentage points a round among very many: certain, but 1.6 points in all.
    small_change = [2000, 2080, 2160, 2240, 2320]
    found = trend(shares(small_change, 20_000, first=2015, step=2), survey=True)
    assert (found.outcome, found.level) == ("no_trend", None)
    assert found.p_value is not None and found.p_value < 0.002
    assert trend(shares(small_change, 20_000, first=2015, step=2)).outcome == "rising"
    noteworthy = trend(shares([2000, 2100, 2200, 2300, 2400], 20_000, first=2015, step=2), survey=True)
    assert noteworthy.outcome == "rising"
    # Without known respondents the larger limit of small municipalities is asked for.
    slow = [bare(2015 + 2 * n, 10 + n, "no_denominator", 100) for n in range(5)]
    fast = [bare(2015 + 2 * n, 10 + 1.25 * n, "no_denominator", 100) for n in range(5)]
    assert (trend(slow, survey=True).outcome, trend(fast, survey=True).outcome) == ("no_trend", "rising")


def test_all_equal_and_all_zero_have_no_trend() -> None:
    for estimates in (shares([50] * 5), shares([0] * 5), shares([1000] * 5), bares([3] * 8)):
        found = trend(estimates)
        assert found.outcome == "no_trend"
        assert found.p_value == 1
    none = trend([rate(2018 + n, 0, 692) for n in range(5)])
    assert (none.outcome, none.slope) == ("no_trend", 0)


def test_a_source_interval_without_width_counts_as_none() -> None:
    assert trend([sourced(2018 + n, 50.0 + n, 0.0) for n in range(5)]).method == "mann_kendall"


def test_years_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        trend(shares(RISING)[::-1])


@given(
    st.lists(st.integers(0, 40), min_size=0, max_size=12),
    st.integers(40, 10**6),
    st.sets(st.integers(2000, 2014), max_size=3),
    st.sets(st.integers(2000, 2014), max_size=3),
    st.booleans(),
)
def test_every_series_gets_an_outcome_or_a_reason(
    events: list[int], persons: int, breaks: set[int], missing: set[int], survey: bool
) -> None:
    estimates = [each for each in shares(events, persons, first=2000) if each.year not in missing]
    found = trend(estimates, survey=survey, breaks=breaks, marked_missing=missing)
    assert (found.reason is None) == (found.outcome != "not_computable")
    assert (found.level is not None) == (found.outcome in ("rising", "falling"))
    last = years(found)
    assert not missing.intersection(range(last[0], last[-1] + 1)) if last else not estimates
    assert not any(last[0] < year <= last[-1] for year in breaks if last)
    if found.outcome in ("rising", "falling"):
        assert found.slope is not None and (found.slope > 0) == (found.outcome == "rising")
