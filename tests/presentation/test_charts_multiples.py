"""Small multiples: titles whole, plots in columns, gaps that stay gaps, newest figures beside their marks."""

import pytest

from hyte.model import LANGUAGES, Language
from hyte.presentation.charts import Line, MultiplesTexts, Tile, small_multiples
from hyte.presentation.charts.small_multiples import drawn, frames_of
from hyte.presentation.charts.theme import LETTERS, WIDTH
from hyte.presentation.palette import PALETTE
from hyte.presentation.svg import _compact as drawn_before
from hyte.presentation.svg import compact_svg
from hyte.reference.register import Register
from hyte.statistics.series import Point, Series

from .extents import assert_letters_are_apart, boxes, drawn_on

TEXTS = MultiplesTexts(
    (("own", "Ruokolahti"), ("country", "Koko maa"), ("county", "Etelä-Karjalan hyvinvointialue")),
    "95 %:n luottamusväli",
    "muutos tilastossa",
)


def series(*pairs: tuple[int, float]) -> Series:
    return Series(tuple(Point(year, value) for year, value in pairs))


def tile(title: str, *pairs: tuple[int, float], decimals: int = 1, breaks: tuple[int, ...] = ()) -> Tile:
    band = tuple((year, value - 1, value + 2) for year, value in pairs)
    whole = series(*((year, 4.0) for year in range(2010, 2024)))
    lines = (Line("", series(*pairs), "own", band), Line("", whole, "country"), Line("", whole, "county"))
    return Tile(title, lines, decimals, breaks)


def longest(language: Language, count: int) -> list[str]:
    titles = {item.short_title(language) for item in Register.load()}
    return sorted(titles, key=lambda title: (-len(title), title))[:count]


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_tiles_with_the_longest_titles_stand_apart(language: Language) -> None:
    tiles = [
        tile(
            title,
            *((year, 10.0**n * (1 + year % 4)) for year in range(2010, 2024, 1 + n % 2)),
            decimals=n % 3,
        )
        for n, title in enumerate(longest(language, 8))
    ]
    sheet = drawn(tiles, TEXTS, language=language)
    texts = assert_letters_are_apart(sheet.canvas)
    joined = "".join(texts).replace("-", "").replace(" ", "")
    for title in longest(language, 8):
        assert title.split()[0][:8] in joined
    sizes = {text.get_fontsize() for text in sheet.canvas.texts}
    assert sizes == {LETTERS}


def test_plots_below_each_other_have_the_same_edges_and_years_stand_below_the_columns() -> None:
    tiles = [tile(f"Osoitin {n}", (2020, 10.0**n), (2021, 10.0**n + 1)) for n in range(5)]
    frames, height = frames_of(tiles, "fi", 30.0)
    for column in (frames[0::2], frames[1::2]):
        assert len({(frame.left, frame.right) for frame in column}) == 1
    assert [frame.years_below for frame in frames] == [False, False, False, True, True]
    assert all(frame.right < WIDTH and frame.bottom < height for frame in frames)
    assert frames[2].top > frames[0].bottom


def test_a_gap_is_not_bridged_and_a_single_figure_is_a_mark() -> None:
    gap = [tile("Osoitin", (2016, 1.0), (2017, 1.0), (2018, 1.0), (2020, 2.0), (2021, 2.0))]
    lines = [
        item
        for item in drawn_on(drawn(gap, TEXTS, language="fi"), "Line2D")
        if item.get_color() == PALETTE.blue and item.get_linestyle() == "-" and item.get_zorder() == 5
    ]
    assert sorted(len(item.get_xdata()) for item in lines) == [2, 3, 3]  # the legend's sample has three
    assert "2,0" in [text for text, *_ in boxes(drawn(gap, TEXTS, language="fi").canvas)]
    assert "<svg" in small_multiples([tile("Osoitin", (2020, 1.0))], TEXTS, language="fi")


def test_the_newest_figures_of_both_sexes_are_written_apart() -> None:
    lines = tuple(
        Line("", series((2021, value), (2023, value)), role)  # type: ignore[arg-type]
        for role, value in (("women", 5.0), ("men", 5.1))
    )
    texts = MultiplesTexts((("women", "Naiset"), ("men", "Miehet")))
    sheet = drawn([Tile("Osoitin", lines, 1)], texts, language="fi")
    assert {"5,0", "5,1"} <= set(assert_letters_are_apart(sheet.canvas))


def test_a_role_without_a_label_and_a_tile_without_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="no label for country, county"):
        small_multiples([tile("Osoitin", (2020, 1.0))], MultiplesTexts((("own", "Oma"),)), language="fi")
    with pytest.raises(ValueError, match="at least one figure"):
        small_multiples([Tile("Osoitin", (), 1)], TEXTS, language="fi")
    with pytest.raises(ValueError, match="at least one tile"):
        small_multiples([], TEXTS, language="fi")


def test_the_same_tiles_give_the_same_bytes_and_are_small_already() -> None:
    tiles = [tile("Osoitin", (2019, 2.0), (2020, 1.0), breaks=(2020,))]
    svg = small_multiples(tiles, TEXTS, language="fi")
    assert svg == small_multiples(tiles, TEXTS, language="fi")
    drawn_before.clear()  # or it would only be remembered
    assert compact_svg(svg) == svg
