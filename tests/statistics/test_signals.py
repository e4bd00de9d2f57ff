import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import Direction
from hyte.statistics.finding import (
    CERTAIN,
    LIKELY,
    Comparison,
    ComparisonOutcome,
    Estimate,
    Finding,
    Interval,
    Spread,
    Trend,
    TrendOutcome,
    Untestable,
)
from hyte.statistics.series import Point
from hyte.statistics.signals import Signal, Signals, signal_of, signals

SPREAD = Spread(292, 6.0, 8.0, 10.0, 12.0, 15.0)
DOWN, UP = Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER


def compared(
    own: Estimate, other: float, outcome: ComparisonOutcome, level: float | None = CERTAIN
) -> Comparison:
    return Comparison(outcome, own, Estimate(own.year, other), round(own.value - other, 6), level)


def finding(
    id: str = "a",
    value: float = 14.0,
    *,
    country: tuple[float, ComparisonOutcome, float | None] | None = None,
    county: tuple[float, ComparisonOutcome, float | None] | None = None,
    peers: tuple[float, ComparisonOutcome, float | None] | None = None,
    outcome: TrendOutcome = "no_trend",
    slope: float | None = None,
    level: float | None = CERTAIN,
    direction: Direction = DOWN,
    spread: Spread | None = SPREAD,
    year: int = 2023,
    reason: Untestable | None = None,
    points: tuple[float, ...] = (),
) -> Finding:
    intervals = () if reason else (Interval(value - 1, value + 1, LIKELY, "wilson"),)
    own = Estimate(year, value, 100, intervals=intervals, reason=reason)
    made = [compared(own, *each) if each else None for each in (country, county, peers)]
    seen = tuple(Point(2019 + at, each) for at, each in enumerate(points))
    trend = Trend(outcome, seen, slope=slope, level=level if outcome in ("rising", "falling") else None)
    return Finding(id, "total", direction, own, made[0], made[1], made[2], trend, spread)


def scored(one: Finding, report_year: int = 2024) -> Signal:
    signal = signal_of(one, report_year)
    assert signal is not None
    return signal


def test_the_score_of_a_difference_is_its_size_in_middle_halves_by_its_certainty() -> None:
    certain = scored(finding(country=(10.0, "worse", CERTAIN)))
    assert (certain.side, certain.score, certain.worse, certain.tested) == (
        "concern",
        1.0,
        ("country",),
        True,
    )
    assert scored(finding(country=(10.0, "worse", LIKELY))).score == pytest.approx(0.6)
    assert scored(finding(county=(10.0, "worse", CERTAIN))).score == pytest.approx(0.5)
    # Beyond three middle halves it grows no more.
    assert scored(finding(value=90.0, country=(10.0, "worse", CERTAIN))).score == 3.0


def test_all_three_comparators_add_up() -> None:
    every = (10.0, "worse", CERTAIN)
    signal = scored(finding(country=every, county=every, peers=every))  # type: ignore[arg-type]
    assert signal.score == pytest.approx(2.0)
    assert signal.worse == ("country", "county", "peers")


def test_a_joy_is_better_than_others_and_improving() -> None:
    signal = scored(finding(value=6.0, country=(10.0, "better", CERTAIN), outcome="falling", slope=-0.4))
    assert (signal.side, signal.better, signal.trend) == ("joy", ("country",), "improving")
    # One middle half away from the country, and half of five times 0.4 over 4.
    assert signal.score == pytest.approx(1.0 + 0.5 * 2.0 / 4.0)


def test_worse_but_improving_stays_a_concern_and_tells_both() -> None:
    signal = scored(finding(country=(10.0, "worse", CERTAIN), outcome="falling", slope=-0.4))
    assert (signal.side, signal.worse, signal.trend) == ("concern", ("country",), "improving")
    assert signal.score == pytest.approx(1.0 - 0.25)
    # However fast it improves, it takes at most half.
    fast = scored(finding(country=(10.0, "worse", CERTAIN), outcome="falling", slope=-4.0))
    assert (fast.side, fast.score) == ("concern", pytest.approx(0.5))


def test_a_trend_alone_makes_a_candidate() -> None:
    signal = scored(finding(outcome="rising", slope=0.8))
    assert (signal.side, signal.score, signal.worse) == ("concern", pytest.approx(0.5), ())
    # Without a slope the first and the last figure tell.
    ends = scored(finding(outcome="rising", points=(10.0, 11.0, 14.0)))
    assert ends.score == pytest.approx(0.5)


def test_an_untested_figure_counts_only_in_the_outer_quarter() -> None:
    high = scored(finding(value=14.0, reason="index"))
    assert (high.side, high.quarter, high.tested) == ("concern", 4, False)
    assert high.score == pytest.approx(0.3)
    assert signal_of(finding(value=11.9, reason="index"), 2024) is None
    assert signal_of(finding(value=14.0, reason="index", spread=None), 2024) is None
    low = scored(finding(value=7.0, reason="money", direction=UP))
    assert (low.side, low.quarter) == ("concern", 1)


def test_a_tested_trend_outranks_an_untested_place() -> None:
    signal = scored(finding(value=14.0, reason="index", outcome="falling", slope=-0.8, level=LIKELY))
    assert (signal.side, signal.quarter, signal.trend, signal.tested) == ("joy", 4, "improving", True)


def test_a_difference_that_was_tested_and_not_found_is_no_candidate_by_its_place() -> None:
    assert signal_of(finding(value=14.0, country=(10.0, "no_difference", None)), 2024) is None


@pytest.mark.parametrize("reason", ["count", "projection", "hidden"])
def test_places_that_mean_nothing_make_no_candidate(reason: Untestable) -> None:
    assert signal_of(finding(value=99.0, reason=reason), 2024) is None


def test_neutral_indicators_are_never_candidates() -> None:
    neutral = finding(
        country=(10.0, "higher", CERTAIN), outcome="rising", slope=2.0, direction=Direction.NEUTRAL
    )
    assert signal_of(neutral, 2024) is None


def test_old_figures_count_half() -> None:
    old = scored(finding(country=(10.0, "worse", CERTAIN), year=2020))
    assert (old.old, old.score) == (True, 0.5)
    assert scored(finding(country=(10.0, "worse", CERTAIN), year=2021)).old is False


def test_without_a_spread_a_quarter_of_the_larger_figure_is_the_unit() -> None:
    signal = scored(finding(value=14.0, country=(10.0, "worse", CERTAIN), spread=None))
    assert signal.score == pytest.approx(4.0 / 3.5)
    flat = Spread(292, 10.0, 10.0, 10.0, 10.0, 10.0)
    assert scored(finding(value=14.0, country=(10.0, "worse", CERTAIN), spread=flat)).score == signal.score


def test_the_strongest_come_first_and_key_facts_first_among_equals() -> None:
    weak, strong = (10.0, "worse", LIKELY), (10.0, "worse", CERTAIN)
    findings = [finding(id, country=weak) for id in ("a", "b", "c")] + [finding("d", country=strong)]  # type: ignore[arg-type]
    found = signals(findings, report_year=2024, key_facts={"c"}, limit=3)
    assert [signal.finding.indicator for signal in found.concerns] == ["d", "c", "a"]
    assert found.joys == ()


def test_what_is_left_out_and_one_question_once() -> None:
    worse = (10.0, "worse", CERTAIN)
    findings = [
        finding("part", country=worse),  # type: ignore[arg-type]
        finding("boys", value=14.0, country=worse),  # type: ignore[arg-type]
        finding("girls", value=16.0, country=worse),  # type: ignore[arg-type]
    ]
    found = signals(
        findings, report_year=2024, left_out={"part"}, questions={"boys": "bullied", "girls": "bullied"}
    )
    assert [signal.finding.indicator for signal in found.concerns] == ["girls"]


def test_no_findings() -> None:
    assert signals([], report_year=2024) == Signals()


OUTCOMES = st.sampled_from(["better", "worse", "no_difference"])
SIDES = st.one_of(st.none(), st.tuples(st.floats(1, 99), OUTCOMES, st.sampled_from([LIKELY, CERTAIN])))


@given(
    st.lists(
        st.tuples(st.floats(0, 100), SIDES, SIDES, SIDES, st.sampled_from(["rising", "falling", "no_trend"])),
        max_size=30,
    )
)
def test_every_candidate_has_a_reason_for_its_side_and_the_order_is_that_of_the_scores(rows: list) -> None:
    findings = []
    for at, (value, country, county, peers, outcome) in enumerate(rows):
        sides = [
            (other, said, level if said != "no_difference" else None) if one else None
            for one in (country, county, peers)
            for other, said, level in [one or (0, "no_difference", None)]
        ]
        findings.append(
            finding(
                f"i{at:02}",
                value,
                country=sides[0],
                county=sides[1],
                peers=sides[2],
                outcome=outcome,
                slope=0.3,
            )
        )
    found = signals(findings, report_year=2024)
    assert signals(reversed(findings), report_year=2024) == found
    for side in (found.concerns, found.joys):
        assert len(side) <= 6
        assert [one.score for one in side] == sorted((one.score for one in side), reverse=True)
    assert all(one.worse or one.trend == "worsening" for one in found.concerns)
    assert all(one.better or one.trend == "improving" for one in found.joys)
