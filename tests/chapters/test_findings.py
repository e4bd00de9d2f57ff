"""What the rules are given: the right comparator, year and sex, and the breaks that concern a series."""

from __future__ import annotations

import math
from typing import Any

import pytest

from hyte.chapters import teaviisari
from hyte.chapters.findings import against_country, certainty, finding_of, judged, tending
from hyte.model import Direction

Open = Any
TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")


def wilson(numerator: float, denominator: float, z: float = 1.959963984540054) -> tuple[float, float]:
    """Wilson's 95 per cent interval in per cent, as in his paper of 1927."""
    p, n = numerator / denominator, denominator
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return 100 * (centre - half) / (1 + z * z / n), 100 * (centre + half) / (1 + z * z / n)


def of(report: Any, id: str, sex: str = "total") -> Any:
    return finding_of(report.data, report.data.measures[id], sex)


def test_the_newest_own_figure_with_its_interval(tested: Open) -> None:
    own = of(tested(), "unemployed").own
    assert (own.year, own.value, own.numerator, own.basis) == (2023, 12.0, 960, "derived")
    assert own.denominator == pytest.approx(8000)
    interval = own.interval()
    assert (interval.low, interval.high) == pytest.approx(wilson(960, 8000))


def test_country_and_county_are_those_of_the_own_year(tested: Open) -> None:
    found = of(tested(), "unemployed")
    assert (found.country.other.year, found.country.other.value) == (2023, 10.0)
    # 12.0 (11.3-12.7) leaves 10.0 out at both levels, and has 11.5 inside.
    assert (found.country.outcome, found.country.level, found.country.difference) == ("worse", 0.998, 2.0)
    assert (found.county.other.year, found.county.other.value) == (2023, 11.5)
    assert (found.county.outcome, found.county.level) == ("no_difference", None)


def test_the_municipality_is_a_part_of_county_and_country_and_none_of_its_peers(tested: Open) -> None:
    found = of(tested(), "unemployed")
    assert found.county.own_share == pytest.approx(8_000 / 100_000)
    assert found.country.own_share == pytest.approx(8_000 / 2_500_000)
    assert found.peers.own_share == 0.0


def test_peers_are_put_together_from_their_numbers(tested: Open) -> None:
    peers = of(tested(), "unemployed").peers
    assert peers.other.value == pytest.approx(7.5)
    assert (peers.other.numerator, peers.other.denominator) == pytest.approx((1_500, 20_000))
    assert (peers.outcome, peers.level) == ("worse", 0.998)
    assert tested().data.peer_median("unemployed").value(2023) == 10.0


def test_without_the_numbers_of_three_peers_their_median_is_shown_and_not_tested(tested: Open) -> None:
    peers = of(tested(), "social_assistance_25_64").peers
    assert (peers.other.value, peers.other.denominator) == (4.0, None)  # of 3, 4 and 8
    assert (peers.outcome, peers.reason, peers.difference) == ("not_testable", "no_denominator", 6.0)


def test_each_sex_is_compared_with_its_own(tested: Open) -> None:
    women, men = (of(tested(), "unemployed", sex) for sex in ("female", "male"))
    assert (women.sex, women.own.value, women.country.other.value) == ("female", 10.0, 12.0)
    assert (men.sex, men.own.value, men.country.other.value) == ("male", 14.0, 9.0)
    assert (women.country.outcome, men.country.outcome) == ("better", "worse")
    assert (women.county, women.peers) == (None, None)
    assert women.trend.reason == "too_few"


def test_figures_that_are_printed_alike_do_not_differ(tested: Open) -> None:
    found = of(tested(), "disability_pension_25_64")
    assert found.own.value == pytest.approx(5.04)
    assert found.own.interval(0.998).low > 4.96 + 0.05 / 2
    assert (found.country.outcome, found.country.difference) == ("no_difference", 0.0)


def test_what_the_register_does_not_know_is_not_tested(tested: Open) -> None:
    found = of(tested(), "sotkanet-987654")
    assert (found.own.value, found.own.intervals, found.own.reason) == (30.0, (), "no_denominator")
    assert (found.country.outcome, found.country.reason) == ("not_testable", "no_denominator")
    # The same figures of an indicator that the register knows are.
    known = of(tested(), "single_parent_families")
    assert (known.country.outcome, known.country.level) == ("higher", 0.998)


def test_nothing_to_compare_with_is_no_comparison(tested: Open) -> None:
    found = of(tested(), "low_income")
    assert (found.country, found.county, found.peers) == (None, None, None)
    assert finding_of(tested().data, tested().data.measures["low_income"], "female") is None


def test_a_rising_share_whose_events_are_known(tested: Open) -> None:
    found = of(tested(), "unemployed")
    trend = found.trend
    assert (trend.outcome, trend.method, found.tendency) == ("rising", "chi_squared", "worsening")
    assert [point.year for point in trend.points] == [2019, 2020, 2021, 2022, 2023]
    assert trend.slope == pytest.approx(0.5)  # per cent a year, from 10 to 12 in four years
    falling = of(tested(year=2021), "unemployed").trend
    assert (falling.outcome, falling.reason) == ("not_computable", "too_few")


def test_a_merger_cuts_only_sources_that_do_not_recount(example: Open) -> None:
    data = example("Keksilä").data
    assert data.merged_in == (2020,)
    # The first source of population is an own sheet, but the figures are Statistics Finland's.
    for id in ("population", "families", "unemployed", "mortality"):
        assert data.findings[id].trend.since is None, id
        assert data.findings[id].trend.reason is None, id
    assert [point.year for point in data.findings["population"].trend.points] == list(range(2015, 2025))
    for id in ("bullied_grades_8_9", "tea_basic_education_total"):
        assert data.findings[id].trend.since == 2020, id
    library = data.findings["sheet-kirjastolainat-asukasta-kohti-kpl"].trend
    assert (library.since, [point.year for point in library.points]) == (2020, [2020, 2021, 2022, 2023, 2024])
    elsewhere = example("Haavemäki").data
    assert elsewhere.merged_in == ()
    assert all(found.trend.since != 2020 for found in elsewhere.findings.values())


def test_a_break_cuts_every_source(small: Open) -> None:
    trend = of(small(), "relative_indebtedness").trend
    assert (trend.outcome, trend.reason, trend.since) == ("not_computable", "broken", 2023)
    assert [point.year for point in trend.points] == [2023, 2024]


def test_counts_are_set_beside_nothing(example: Open) -> None:
    data = example("Keksilä").data
    counts = [id for id, found in data.findings.items() if not data.measures[id].comparable]
    assert {"population", "families"} <= set(counts)
    for id in counts:
        assert (data.findings[id].country, data.findings[id].county, data.findings[id].peers) == (None,) * 3


@pytest.mark.parametrize("name", TOWNS)
def test_judged_are_those_with_a_direction_but_no_part_of_teaviisari_and_no_projection(
    example: Open, name: str
) -> None:
    data = example(name).data
    found = {one.indicator for one in judged(data)}
    for id in data.findings:
        measure = data.measures[id]
        left_out = measure.projection or teaviisari.is_part(measure) or measure.direction is Direction.NEUTRAL
        assert (id in found) is not left_out, id
    parts = {id for id in data.findings if teaviisari.is_part(data.measures[id])}
    assert bool(parts) is (name != "Hiljala")
    assert not parts & found


def test_a_projection_is_told_and_not_judged(small: Open) -> None:
    data = small().data
    found = data.findings["population_projection_2030"]
    assert (found.own.reason, found.trend.reason) == ("projection", "projection")
    assert "population_projection_2030" not in {one.indicator for one in judged(data)}


def test_worse_before_better_and_never_what_is_neutral(tested: Open) -> None:
    data = tested().data
    assert [found.indicator for found in against_country(data, "worse")] == ["unemployed"]
    assert [found.indicator for found in against_country(data, "better")] == ["placed_children_0_17"]
    assert [found.indicator for found in tending(data, "worsening")] == ["unemployed"]
    assert tending(data, "improving") == ()
    assert "single_parent_families" not in {found.indicator for found in judged(data)}


@pytest.mark.parametrize("name", TOWNS)
def test_certain_differences_come_first_and_then_the_relatively_largest(example: Open, name: str) -> None:
    data = example(name).data
    for outcome in ("better", "worse"):
        found = [one.country for one in against_country(data, outcome)]
        keys = [(-one.level, -abs(one.difference / one.other.value)) for one in found]
        assert keys == sorted(keys)
        assert {one.outcome for one in found} <= {outcome}
    for tendency, sign in (("improving", 1), ("worsening", -1)):
        trends = tending(data, tendency)
        sizes = []
        for one in trends:
            good = 1 if one.direction is Direction.HIGHER_IS_BETTER else -1
            assert one.trend.outcome == ("rising" if good * sign > 0 else "falling")
            first, last = one.trend.points[0].value, one.trend.points[-1].value
            sizes.append(abs((last - first) / first))
        assert sizes == sorted(sizes, reverse=True)


def test_of_sotkanet_keksila_has_five_differences_for_the_worse_and_one_for_the_better(example: Open) -> None:
    data = example("Keksilä").data
    worse, better = (
        [
            (one.indicator, one.country.level)
            for one in against_country(data, outcome)
            if data.measures[one.indicator].source == "sotkanet"
        ]
        for outcome in ("worse", "better")
    )
    # 14.0 beside 13.2 is certain; then by their relative size: 0.6/5.7, 1.1/11.9, 0.8/11.0, 5.0/86.7.
    assert worse == [
        ("low_income", 0.998),
        ("social_assistance_25_64", 0.95),
        ("low_income_children", 0.95),
        ("hypertension_medicines_40_over", 0.95),
        ("sickness_allowance_16_64", 0.95),
    ]
    assert better == [("overcrowded_households", 0.95)]


def test_certainty_has_two_words(example: Open) -> None:
    data = example("Keksilä", 2024, "fi").data
    assert [certainty(data, level) for level in (0.998, 0.95)] == ["erittäin varma", "melko varma"]
