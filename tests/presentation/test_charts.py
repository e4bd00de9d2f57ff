"""A series through the years: same bytes, true gaps, true intervals, labels that do not touch."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import LANGUAGES
from hyte.presentation.charts import Line, series_chart, spread
from hyte.presentation.charts.series import band_pieces, drawn
from hyte.presentation.palette import PALETTE
from hyte.statistics.series import Point, Series

from .extents import assert_letters_are_apart


def line(*values: tuple[int, float], role: str = "own", band: object = ()) -> Line:
    series = Series(tuple(Point(year, value) for year, value in values))
    return Line("Keksilä", series, role, band)  # type: ignore[arg-type]


def paths(svg: str, color: str) -> int:
    return len(re.findall(rf"<path d='[^']*'[^>]* stroke='{color}'", svg))


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


def test_a_band_breaks_where_the_line_breaks_and_where_no_interval_is_known() -> None:
    years = (2010, 2011, 2012, 2013, 2015, 2016)
    own = line(*((year, 5.0) for year in years), band=[(y, 4.0, 6.0) for y in (2010, 2011, 2013, 2014, 2015)])
    pieces = [[year for year, _, _ in piece] for run in own.series.runs() for piece in band_pieces(own, run)]
    assert pieces == [[2010, 2011], [2013], [2015]]


def test_an_interval_lies_within_the_picture() -> None:
    canvas = drawn(
        [line((2020, 5.0), (2021, 6.0), band=((2020, 1.0, 9.0), (2021, 2.0, 30.0)))],
        decimals=1,
        language="fi",
        breaks=(),
        break_label="",
    )
    low, high = canvas.axes[0].get_ylim()
    assert low <= 1.0 and high >= 30.0
    band = canvas.axes[0].collections[0].get_paths()[0].get_extents()
    assert (band.x0, band.y0, band.x1, band.y1) == (2020, 1.0, 2021, 30.0)


def test_an_interval_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="above its high end"):
        line((2020, 5.0), band=((2020, 6.0, 4.0),))
    with pytest.raises(ValueError, match="each year once"):
        line((2020, 5.0), band=((2020, 4.0, 6.0), (2020, 4.0, 6.0)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [1e-4, -1.0, 1.0, 1e9])
def test_letters_do_not_touch(language: str, scale: float) -> None:
    lines = [
        Line(label, Series(tuple(Point(y, (3 + (y + n) % 3) * scale) for y in range(2009, 2024))), role)
        for n, (label, role) in enumerate(
            [
                ("Pedersören kunta", "own"),
                ("Etelä-Karjalan\nhyvinvointialue", "county"),
                ("Koko maa", "country"),
                ("Verrokkien\nmediaani", "peers"),
            ]
        )
    ]
    canvas = drawn(
        lines,  # type: ignore[arg-type]
        decimals=1,
        language=language,  # type: ignore[arg-type]
        breaks=(2020,),
        break_label="muutos",
    )
    texts = assert_letters_are_apart(canvas)
    assert "Etelä-Karjalan\nhyvinvointialue" in texts and "muutos" in texts


def test_dollar_signs_are_no_formula_and_letters_that_no_font_has_do_no_harm() -> None:
    series = Series((Point(2020, 1.0), Point(2021, 2.0)))
    svg = series_chart([Line("$x^2$ \U0001f600", series, "own")], decimals=1, language="fi")
    assert "<svg" in svg


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
