"""Overview against the country: better to the right, marks by outcome, nothing outside without an arrow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import LANGUAGES, Direction, Language
from hyte.presentation.charts import DotRow, DotTexts, dot_range_chart
from hyte.presentation.charts.dot_range import LIMIT, NORMAL_P90, drawn, places_of
from hyte.presentation.palette import PALETTE
from hyte.presentation.svg import _compact as drawn_before
from hyte.presentation.svg import compact_svg
from hyte.reference.register import Register
from hyte.statistics.finding import Spread

from .extents import assert_letters_are_apart

TEXTS = DotTexts(
    "Ruokolahti",
    "Koko maa",
    ("heikompi", "parempi"),
    ("pienempi", "suurempi"),
    (
        ("better", "parempi"),
        ("worse", "heikompi"),
        ("no_difference", "ei eroa"),
        ("higher", "poikkeaa"),
        ("lower", "poikkeaa"),
        ("not_testable", "ei testattavissa"),
    ),
    "95 %:n luottamusväli",
    "puolet kunnista",
    "80 % kunnista",
)
SPREAD = Spread(290, 5.0, 7.0, 10.0, 13.0, 15.0)


def row(own: float = 12.0, country: float = 10.0, title: str = "Osoitin", **changes: object) -> DotRow:
    given = {"outcome": "no_difference", "direction": Direction.HIGHER_IS_BETTER, "spread": SPREAD} | changes
    return DotRow(title, own, country, f"{own:.1f}", f"{country:.1f}", **given)  # type: ignore[arg-type]


def test_a_unit_is_the_standard_deviation_of_the_municipalities() -> None:
    found = places_of(row(15.0, low=12.5, high=20.0))
    assert found.mark == pytest.approx(NORMAL_P90)
    assert found.whisker == pytest.approx((NORMAL_P90 / 2, 2 * NORMAL_P90))
    assert found.wide == pytest.approx((-NORMAL_P90, NORMAL_P90))
    assert found.half == pytest.approx((-0.6 * NORMAL_P90, 0.6 * NORMAL_P90))


def test_where_low_is_better_the_row_is_mirrored() -> None:
    lopsided = Spread(290, 8.0, 9.0, 10.0, 11.0, 16.0)
    high = places_of(row(12.0, low=11.0, high=14.0, spread=lopsided))
    low = places_of(row(12.0, low=11.0, high=14.0, spread=lopsided, direction=Direction.LOWER_IS_BETTER))
    assert low.mark == -high.mark
    for name in ("whisker", "wide", "half"):
        left, right = getattr(high, name)
        assert getattr(low, name) == (-right, -left)
    assert places_of(row(12.0, direction=Direction.NEUTRAL)).mark > 0


def test_without_a_spread_twelve_per_cent_of_the_countrys_value_are_a_unit() -> None:
    assert places_of(row(11.2, spread=None)).mark == pytest.approx(1.0)
    flat = Spread(290, 10.0, 10.0, 10.0, 10.0, 10.0)
    found = places_of(row(11.2, spread=flat))
    assert (found.mark, found.wide) == (pytest.approx(1.0), None)
    assert places_of(row(-11.2, -10.0, spread=None)).mark == pytest.approx(-1.0)


def test_a_country_at_zero_without_spread_tells_the_side_alone() -> None:
    assert (places_of(row(0.0, 0.0, spread=None)).mark, places_of(row(0.0, 0.0, spread=None)).beyond) == (
        0,
        0,
    )
    found = places_of(row(0.1, 0.0, spread=None))
    assert (found.mark, found.beyond) == (LIMIT, 1)


@given(
    st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(0, 1e9), st.sampled_from(Direction), st.booleans()
)
def test_nothing_lies_outside_and_what_would_is_marked(
    own: float, country: float, margin: float, direction: Direction, known: bool
) -> None:
    ends = {"low": own - margin, "high": own + margin, "direction": direction}
    found = places_of(row(own, country, spread=SPREAD if known else None, **ends))
    for left, right in filter(None, (found.whisker, found.wide, found.half)):
        assert -LIMIT <= left < right <= LIMIT
    assert -LIMIT <= found.mark <= LIMIT
    assert (found.beyond != 0) <= (abs(found.mark) == LIMIT)
    if direction is not Direction.NEUTRAL and abs(own - country) > 1e-3:
        better = (own > country) == (direction is Direction.HIGHER_IS_BETTER)
        assert (found.mark >= 0) if better else (found.mark <= 0)


def colours(svg: str) -> set[str]:
    return {colour for colour in (PALETTE.improved, PALETTE.worsened) if colour in svg}


def test_only_a_judgement_is_coloured() -> None:
    assert colours(dot_range_chart([row(outcome="better"), row(outcome="worse")], TEXTS)) == {
        PALETTE.improved,
        PALETTE.worsened,
    }
    for outcome in ("higher", "lower", "not_testable", "no_difference"):
        assert colours(dot_range_chart([row(outcome=outcome, direction=Direction.NEUTRAL)], TEXTS)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_rows_with_the_longest_titles_stand_apart(language: Language) -> None:
    titles = sorted(
        {item.title(language) for item in Register.load()}, key=lambda title: (-len(title), title)
    )
    rows = [
        row(
            10.0**n % 7,
            title=title,
            direction=Direction.NEUTRAL if n % 3 == 0 else Direction.LOWER_IS_BETTER,
            outcome="better" if n % 3 else "higher",
            low=0.0,
            high=100.0,
        )
        for n, title in enumerate(titles[:20])
    ]
    texts = assert_letters_are_apart(drawn(rows, TEXTS).canvas)
    for ends in (*TEXTS.ends, *TEXTS.neutral_ends):
        assert ends in texts


def test_very_long_figures_and_names_stay_within_the_picture() -> None:
    long = DotRow("O", 1, 2, "18 131 € / asukas", "123 456 789 €", "worse", Direction.HIGHER_IS_BETTER)
    texts = DotTexts(
        "Maarianhamina - Mariehamn",
        "Hela landet",
        *(TEXTS.ends, TEXTS.neutral_ends),
        TEXTS.outcomes,
        "",
        "",
        "",
    )
    assert_letters_are_apart(drawn([long], texts).canvas)


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        dot_range_chart([], TEXTS)
    with pytest.raises(ValueError, match="both ends or none"):
        row(low=1.0)
    bare = DotTexts("a", "b", ("c", "d"), ("e", "f"), (), "", "", "")
    with pytest.raises(ValueError, match="no label for better"):
        dot_range_chart([row(outcome="better")], bare)


def test_the_same_rows_give_the_same_bytes_and_are_small_already() -> None:
    rows = [row(low=10.0, high=13.0), row(outcome="higher", direction=Direction.NEUTRAL)]
    svg = dot_range_chart(rows, TEXTS)
    assert svg == dot_range_chart(rows, TEXTS)
    drawn_before.clear()  # or it would only be remembered
    assert compact_svg(svg) == svg
