"""The charts of a section: what is drawn are the stored figures, and the alt text says what it shows."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from hyte.chapters import section_charts
from hyte.chapters.population import SECTIONS, section_of
from hyte.chapters.section_charts import ROWS, TILES, charts
from hyte.language.numbers import NBSP
from hyte.model import LANGUAGES
from hyte.presentation.charts import dot_range_chart, small_multiples

from .found import of_kind

Open = Any
TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")


def of(report: Any, *ids: str) -> list[Any]:
    """The figures of a gallery of these indicators."""
    data = report.data
    return [figure for each in charts(data, [data.measures[id] for id in ids]) for figure in each.figures]


def test_a_row_is_the_finding(tested: Open, drawn: Any) -> None:
    figures = of(tested(), "unemployed", "placed_children_0_17", "single_parent_families", "low_income")
    (rows,) = drawn.rows
    # Low income has no country to stand beside.
    assert [row.title.replace(NBSP, " ") for row in rows] == [
        "Unemployed, %",
        "Placed outside the home, aged 0–17, %",
        "Single-parent families, %",
    ]
    first = rows[0]
    assert (first.own, first.country, first.outcome, first.direction) == (
        12.0,
        10.0,
        "worse",
        "lower_is_better",
    )
    assert (first.own_text, first.country_text) == ("12.0", "10.0")
    assert (first.low, first.high) == pytest.approx((11.306, 12.731), abs=0.001)
    assert [row.outcome for row in rows] == ["worse", "better", "higher"]
    assert figures[0].alt == (
        "3 indicators against the whole country; first Heinola, the whole country in brackets. "
        "Better than the whole country: Placed outside the home, aged 0–17 1.0 (4.0). "
        "Worse than the whole country: Unemployed 12.0 (10.0). "
        "Higher than the whole country, not judged: Single-parent families 30.0 (20.0)."
    )
    assert figures[0].caption == "The municipality and the country, 2023"
    assert figures[0].source == "Sotkanet, indicators 181, 191, 74"


def test_a_tile_has_the_own_line_with_its_interval_the_county_and_the_country(
    tested: Open, drawn: Any
) -> None:
    (figure,) = of(tested(), "unemployed")
    ((tile,),) = drawn.tiles
    assert drawn.rows == []
    assert [(line.role, line.label) for line in tile.lines] == [
        ("own", "Heinola"),
        ("county", "Päijät-Häme wellbeing services county"),
        ("country", "Whole country"),
    ]
    own = tile.lines[0]
    assert [(point.year, point.value) for point in own.series.figures] == [
        (2019, 10.0),
        (2020, 10.5),
        (2021, 11.0),
        (2022, 11.5),
        (2023, 12.0),
    ]
    assert [year for year, _, _ in own.band] == [2019, 2020, 2021, 2022, 2023]
    assert own.band[-1][1:] == pytest.approx((11.306, 12.731), abs=0.001)
    assert "Heinola: 10.0 in 2019, 12.0 in 2023, lowest 10.0 (2019), highest 12.0 (2023)." in figure.alt
    assert figure.caption == "Employment: development 2019–2024"


def test_what_differs_is_told_apart_from_what_does_not_and_what_cannot_be_tested(
    tested: Open, drawn: Any
) -> None:
    figures = of(tested(), "disability_pension_25_64", "sotkanet-987654")
    assert figures[0].alt.endswith(
        "1 indicator does not differ from the country. The difference of 1 indicator cannot be tested."
    )
    assert [row.outcome for row in drawn.rows[0]] == ["no_difference", "not_testable"]
    assert (drawn.rows[0][1].low, drawn.rows[0][1].high) == (None, None)


def test_sexes_are_drawn_where_only_they_are_known(small: Open, drawn: Any) -> None:
    figures = of(small(), "living_at_home_75_over", "drunk_monthly_grades_8_9")
    (tiles,) = drawn.tiles
    assert drawn.rows == []
    assert [[(line.role, line.label) for line in tile.lines] for tile in tiles] == [
        [("women", "Women"), ("men", "Men")],
        [("women", "Girls"), ("men", "Boys")],
    ]
    assert [point.value for point in tiles[0].lines[1].series.figures] == [91.5, 92.5, 93.5, 94.5, 95.5]
    assert "Women: 90.0 in 2020, 94.0 in 2024" in figures[0].alt
    assert "Boys: 9.5 in 2021, 9.5 in 2023" in figures[0].alt


def test_too_little_gives_no_chart(small: Open, tested: Open, drawn: Any) -> None:
    assert of(small()) == []
    # One figure alone, a projection, and one row against the country are told by their panels.
    assert of(small(), "social_assistance_spending", "population_projection_2030") == []
    assert of(tested(), "placed_children_0_17", "low_income") == []
    assert (drawn.rows, drawn.tiles, drawn.series) == ([], [], [])


def test_breaks_are_marked(small: Open, drawn: Any) -> None:
    of(small(), "relative_indebtedness")
    assert [tile.breaks for tile in drawn.tiles[0]] == [(2023,)]


def test_more_rows_than_fit_are_shared_evenly(tested: Open, drawn: Any) -> None:
    data = tested().data
    one = data.measures["unemployed"]
    charts(data, [one] * ROWS)
    assert [len(rows) for rows in drawn.rows] == [ROWS]
    drawn.rows.clear()
    charts(data, [one] * (ROWS + 1))
    assert [len(rows) for rows in drawn.rows] == [8, 7]


def test_a_theme_stays_together_where_it_fits(tested: Open, drawn: Any) -> None:
    data = tested().data
    one = data.measures["unemployed"]

    def themes(*names: str) -> list[list[str]]:
        drawn.tiles.clear()
        measures = [
            replace(one, short_title=f"{name} {at}", theme=name, unit="") for at, name in enumerate(names)
        ]
        charts(data, measures)
        return [[tile.title for tile in tiles] for tiles in drawn.tiles]

    health, income = ("health",) * 4, ("income",) * 3
    assert themes(*health, *income) == [
        ["health 0", "health 1", "health 2", "health 3"],
        ["income 4", "income 5", "income 6"],
    ]
    # A key fact that comes first brings its theme with it.
    assert themes("income", "health", "income") == [["income 0", "income 2", "health 1"]]
    eight = themes(*("health",) * 8, *income)
    assert [len(part) for part in eight] == [TILES, 5]


@pytest.mark.parametrize("name", TOWNS)
def test_what_is_drawn_are_the_stored_figures(example: Open, drawn: Any, name: str) -> None:
    data = example(name).data
    checked = 0
    for section in SECTIONS:
        measures = [item for item in data.used if section_of(item) == section]
        drawn.rows.clear()
        drawn.tiles.clear()
        charts(data, measures)
        by_title = {section_charts._titled(item): item for item in measures}
        assert all(2 <= len(rows) <= ROWS for rows in drawn.rows)
        assert all(1 <= len(tiles) <= TILES for tiles in drawn.tiles)
        for row in itertools.chain(*drawn.rows):
            measure = by_title[row.title]
            found = data.findings[measure.id]
            assert row.own == data.get(measure.id, data.own).value(found.own.year)
            assert row.country == data.get(measure.id, "SSS").value(found.own.year)
            assert (row.outcome, row.direction) == (found.country.outcome, measure.direction)
            assert (row.low is None) is (found.own.intervals == ())
            checked += 1
        for tile in itertools.chain(*drawn.tiles):
            measure = by_title[tile.title]
            regions = {"own": data.own, "county": data.county.region_id, "country": "SSS"}
            for line in tile.lines:
                assert line.series == data.get(measure.id, regions[line.role])
            checked += 1
        titles = [tile.title for tile in itertools.chain(*drawn.tiles)]
        assert len(titles) == len(set(titles))
    assert checked > (100 if name != "Hiljala" else 2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOWNS)
def test_the_alt_text_of_an_overview_names_what_differs_and_counts_the_rest(
    example: Open, name: str, language: str
) -> None:
    report = example(name, 2024, language)
    data, w = report.data, report.data.w
    for section in SECTIONS:
        measures = [item for item in data.used if section_of(item) == section]
        shown = [
            (item, found)
            for item in measures
            if (found := data.findings.get(item.id)) and found.country and not item.projection
        ]
        if not 2 <= len(shown) <= ROWS:
            continue
        alt = of(report, *[item.id for item in measures])[0].alt
        for measure, found in shown:
            own, country = measure.figure(found.own.value), measure.figure(found.country.other.value)
            pair = f"{measure.short_title} {own} ({country})"
            assert (pair in alt) is (found.country.outcome not in ("no_difference", "not_testable")), pair
        for outcome in ("no_difference", "not_testable"):
            count = sum(found.country.outcome == outcome for _, found in shown)
            assert not count or w(f"charts.alt_{outcome}", count=count) in alt


def test_a_gallery_stands_between_the_table_and_the_panels(example: Open) -> None:
    kinds = [block.kind for block in example("Keksilä").group("older")]
    assert kinds[:3] == ["heading", "table", "gallery"]
    assert set(kinds[3:]) == {"panel"}
    (found,) = of_kind(example("Keksilä").group("older"), "gallery")
    assert len(found.figures) == 3


def test_the_real_charts_are_svg_without_text_to_load(tested: Open, monkeypatch: Any, drawn: Any) -> None:
    monkeypatch.setattr(section_charts, "dot_range_chart", dot_range_chart)
    monkeypatch.setattr(section_charts, "small_multiples", small_multiples)
    figures = of(tested(), "unemployed", "placed_children_0_17")
    assert len(figures) == 2
    for figure in figures:
        assert "<svg" in figure.svg and "<path" in figure.svg
        assert "<text" not in figure.svg
    assert (drawn.rows, drawn.tiles) == ([], [])
