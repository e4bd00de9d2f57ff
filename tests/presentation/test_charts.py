"""Charts: same bytes, true gaps, labels that do not touch."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.presentation.charts import Line, series_chart, spread
from hyte.presentation.palette import PALETTE
from hyte.statistics.series import Point, Series


def line(*values: tuple[int, float], role: str = "own") -> Line:
    return Line("Keksilä", Series(tuple(Point(year, value) for year, value in values)), role)  # type: ignore[arg-type]


def paths(svg: str, color: str) -> int:
    return len(re.findall(rf'<path d="[^"]*"[^>]*style="[^"]*stroke: {color}', svg))


def test_the_same_figures_give_the_same_bytes() -> None:
    lines = [line((2020, 1.0), (2021, 2.5)), line((2020, 2.0), (2021, 2.0), role="country")]
    assert series_chart(lines, decimals=1, language="fi") == series_chart(lines, decimals=1, language="fi")


def test_a_gap_is_not_bridged() -> None:
    whole = series_chart([line((2018, 1.0), (2019, 2.0), (2020, 2.0))], decimals=1, language="fi")
    broken = series_chart(
        [line((2016, 1.0), (2017, 1.0), (2018, 1.0), (2020, 2.0), (2021, 2.0))], decimals=1, language="fi"
    )
    assert paths(whole, PALETTE.blue) == 1
    assert paths(broken, PALETTE.blue) == 2


def test_a_chart_is_self_contained_and_has_no_time_stamp() -> None:
    svg = series_chart([line((2020, 1.0), (2021, 2.5))], decimals=1, language="fi")
    assert "<text" not in svg
    assert "dc:date" not in svg


def test_one_figure_can_be_drawn_and_none_cannot() -> None:
    assert "<svg" in series_chart([line((2020, 1.0))], decimals=1, language="sv")
    with pytest.raises(ValueError, match="at least one figure"):
        series_chart([line()], decimals=1, language="fi")


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0.034, 0.068])), min_size=1, max_size=5))
def test_labels_do_not_overlap_and_keep_their_order(wanted: list[tuple[float, float]]) -> None:
    wanted.sort()
    places, halves = [place for place, _ in wanted], [half for _, half in wanted]
    moved = spread(places, halves)
    for (low, high), (below, above) in zip(
        itertools.pairwise(moved), itertools.pairwise(halves), strict=True
    ):
        assert high - low >= below + above - 1e-9
    assert moved[0] >= halves[0] - 1e-9
    assert moved[-1] <= 1 - halves[-1] + 1e-9


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([0.2, 0.5, 0.8], [0.034, 0.034, 0.034]) == pytest.approx([0.2, 0.5, 0.8])
