"""The most alike municipalities: what counts, how much, and who can be chosen at all."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.reference.division import Municipality
from hyte.settings import Likeness
from hyte.statistics.likeness_of_places import PlaceFacts, disjoint_ages, most_alike

OWN = Municipality("500", "Oma", "Oma", "Oma", "fi", "99", "", "rural", mainland=True)
AGES = {"share_aged_0_14": 15.0, "share_aged_15_64": 60.0, "share_aged_65_over": 25.0}
FACTS = PlaceFacts(5000, 2024, AGES, 40)


def place(code: str, **changes: str) -> Municipality:
    return replace(OWN, code=code, **changes)  # type: ignore[arg-type]


def only(**weights: float) -> Likeness:
    return Likeness(**{"size": 0, "age": 0, "group": 0, "language": 0, "county": 0} | weights)


def codes(
    others: list[Municipality], facts: dict[str, PlaceFacts], likeness: Likeness | None = None
) -> list[str] | None:
    found = most_alike(OWN, others, {OWN.code: FACTS} | facts, likeness or Likeness())
    return None if found is None else [each.code for each in found.municipalities]


def test_size_counts_by_how_many_times_larger() -> None:
    others = [place(code) for code in ("1", "2", "3")]
    populations = {"1": 9000, "2": 3000, "3": 7000}
    facts = {code: replace(FACTS, population=number) for code, number in populations.items()}
    # 7000 is 1.4 times, 3000 1.67 times and 9000 1.8 times away, though 3000 is as near as 7000 in persons.
    assert codes(others, facts, only(size=1)) == ["3", "2", "1"]


def test_age_counts_by_how_many_would_have_to_be_of_another_age() -> None:
    others = [place(code) for code in ("1", "2", "3")]
    shares = {"1": (15, 50, 35), "2": (20, 56, 24), "3": (13, 60, 27)}
    facts = {code: replace(FACTS, ages=dict(zip(AGES, found, strict=True))) for code, found in shares.items()}
    assert codes(others, facts, only(age=1)) == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("weight", "changes"),
    [("group", {"group": "urban"}), ("language", {"language": "fi-sv"}), ("county", {"county": "98"})],
)
def test_a_difference_in_group_language_or_county_puts_a_place_behind(
    weight: str, changes: dict[str, str]
) -> None:
    others = [place("1", **changes), place("2"), place("3")]
    facts = dict.fromkeys("123", FACTS)
    assert codes(others, facts, only(**{weight: 1})) == ["2", "3", "1"]
    assert codes(others, facts, only(size=1)) == ["1", "2", "3"]


def test_languages_are_nearer_when_one_of_them_is_common() -> None:
    others = [place("1", language="sv-fi"), place("2", language="fi-sv"), place("3")]
    assert codes(others, dict.fromkeys("123", FACTS), only(language=1)) == ["3", "2", "1"]


def test_a_usual_difference_in_size_weighs_as_much_as_another_group() -> None:
    """The median distance from the middle is 1: log 2 here."""
    others = [place(str(number)) for number in range(1, 6)]
    sizes = dict(zip("12345", (1250, 2500, 10000, 20000, 10001), strict=True))
    facts = {code: replace(FACTS, population=size) for code, size in sizes.items()}
    others[4] = place("5", group="urban")
    others.append(place("6", group="urban"))
    facts["6"] = FACTS
    # "6" is of the same size but another group (1), "2" and "3" are half and twice as large.
    found = codes(others, facts, only(size=1, group=1.001))
    assert found is not None
    assert found.index("2") < found.index("6") < found.index("1")
    found = codes(others, facts, only(size=1.001, group=1))
    assert found is not None
    assert found[0] == "6"


def test_one_with_few_indicators_or_without_facts_is_no_candidate() -> None:
    others = [place(code) for code in "12345"]
    facts = dict.fromkeys("1234", FACTS) | {"2": replace(FACTS, indicators=19)}
    assert codes(others, facts) == ["1", "3", "4"]
    facts["2"] = replace(FACTS, indicators=20)
    assert codes(others, facts) == ["1", "2", "3", "4"]


def test_too_few_candidates_or_no_facts_of_its_own() -> None:
    others = [place(code) for code in "123"]
    assert codes(others, dict.fromkeys("12", FACTS)) is None
    assert codes(others, dict.fromkeys("123", FACTS)) == ["1", "2", "3"]
    assert most_alike(OWN, others, dict.fromkeys("123", FACTS), Likeness()) is None


def test_ages_count_only_when_enough_have_them() -> None:
    others = [place(code) for code in "1234"]
    without = replace(FACTS, ages={})
    facts = {"1": FACTS, "2": without, "3": without, "4": without}
    found = most_alike(OWN, others, {OWN.code: FACTS} | facts, Likeness())
    assert found is not None
    assert found.criteria == ("size", "group", "language", "county")
    assert len(found.municipalities) == 4
    found = most_alike(OWN, others, {OWN.code: FACTS} | facts | {"2": FACTS, "3": FACTS}, Likeness())
    assert found is not None
    assert found.criteria == ("size", "age", "group", "language", "county")
    assert [each.code for each in found.municipalities] == ["1", "2", "3"]
    assert most_alike(OWN, others, {OWN.code: without} | facts, only(age=1)) is None


def test_as_many_as_are_wanted() -> None:
    others = [place(str(number)) for number in range(100, 140)]
    facts = {other.code: FACTS for other in others}
    assert codes(others, facts, Likeness(peers=5)) == ["100", "101", "102", "103", "104"]
    assert len(codes(others, facts) or ()) == 8


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        ("0_6 7_15 16_24 25_64 65_74 75_over 0_17 65_over 85_over", "0_6 7_15 16_24 25_64 65_74 75_over"),
        ("0_14 15_64 65_over 75_over", "0_14 15_64 65_over"),
        ("16_64 65_74", "16_64 65_74"),
        ("0_17 65_over 85_over", "0_17 65_over"),
        ("", ""),
    ],
)
def test_age_groups_that_overlap_do_not_count_twice(known: str, chosen: str) -> None:
    groups = frozenset(f"share_aged_{each}" for each in known.split())
    assert disjoint_ages(groups) == tuple(f"share_aged_{each}" for each in chosen.split())


places = st.lists(
    st.tuples(
        st.integers(1, 700_000),
        st.floats(0, 50),
        st.sampled_from(["urban", "semi_urban", "rural"]),
        st.sampled_from(["fi", "fi-sv", "sv-fi"]),
        st.sampled_from(["01", "02"]),
    ),
    min_size=4,
    max_size=20,
)


@given(places, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_makes_no_difference(found: list[tuple], random) -> None:  # type: ignore[type-arg, no-untyped-def]
    made, facts = [], {}
    for number, (population, share, group, language, county) in enumerate(found):
        code = f"{number:03}"
        made.append(place(code, group=group, language=language, county=county))
        facts[code] = PlaceFacts(population, 2024, {"share_aged_16_64": share}, 10)
    own, others = made[0], made[1:]
    shuffled = list(others)
    random.shuffle(shuffled)
    one, other = (most_alike(own, each, facts, Likeness()) for each in (others, shuffled))
    assert one is not None
    assert one == other
    assert own not in one.municipalities
    assert len(one.municipalities) == min(8, len(others))
    assert len(set(one.municipalities)) == len(one.municipalities)


def test_a_tenfold_city_is_as_far_as_a_tenth() -> None:
    others = [place("1"), place("2"), place("3")]
    facts = {
        "1": replace(FACTS, population=50_000),
        "2": replace(FACTS, population=500),
        "3": replace(FACTS, population=5000 * math.sqrt(10)),
    }
    assert codes(others, facts, only(size=1)) == ["3", "1", "2"]
