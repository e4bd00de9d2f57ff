"""Every report of the example in every language, as blocks; and what is printed is in the workbook."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from hyte.model import LANGUAGES

from .found import every_block, of_kind, texts

Open = Any
TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala", "Vanhapitäjä")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOWNS)
def test_every_report_has_all_its_texts(example: Open, name: str, language: str) -> None:
    blocks = every_block(example(name, 2024, language))
    told = texts(blocks)
    assert len(told) > 10_000
    assert "{" not in told.replace("{}", "")
    for word in ("None", "nan", "<NA>", "NaT"):
        assert word not in told.split()
    headings = [block.text for block in of_kind(blocks, "heading") if block.level == 2]
    assert len(headings) == len(set(headings)) == 6
    assert blocks[0].kind == "cover"


@pytest.mark.parametrize("year", [2005, 2013, 2018])
def test_earlier_years_are_whole_reports_too(example: Open, year: int) -> None:
    report = example("Tarinakylä", year, "sv")
    blocks = every_block(report)
    assert len([block for block in of_kind(blocks, "heading") if block.level == 2]) == 6
    (dataset,) = of_kind(blocks, "dataset")
    assert all(row.year <= year for row in dataset.rows)


def test_headings_never_skip_a_level(example: Open) -> None:
    levels = [block.level for block in of_kind(every_block(example("Keksilä")), "heading")]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_printed_value_is_in_the_workbook_with_its_file_and_cell_or_line(example: Open) -> None:
    report = example("Keksilä")
    data = report.data
    (dataset,) = report.workbook()
    rows = {
        (row.indicator, row.region, row.year): row for row in dataset.rows if row.sex == data.w("sex.total")
    }
    by_anchor = {f"osoitin-{m.id.replace('_', '-')}": m for m in data.used}
    regions = {data.name: data.own, data.county.name("en"): data.county.region_id}
    regions[data.w("series.country")] = "SSS"
    checked = 0
    for panel in of_kind(every_block(report), "panel"):
        measure = by_anchor[panel.anchor]
        for row in panel.table.rows:
            for label, cell in zip(panel.table.columns[1:], row.cells, strict=True):
                if label.label not in regions or (cell.value is None and cell.missing is None):
                    continue
                found = rows[measure.id, regions[label.label], int(row.header)]
                assert (found.value, found.missing) == (cell.value, cell.missing)
                assert found.file.startswith("esimerkkimaakunta/")
                assert found.cell is not None or found.line is not None
                checked += 1
    assert checked > 1000


def test_each_row_of_the_workbook_names_the_source_of_its_own_file(example: Open) -> None:
    (dataset,) = example("Keksilä").workbook()
    of_population = {(row.sex, row.source) for row in dataset.rows if row.indicator == "population"}
    assert of_population == {
        ("total", "Statistics Finland, table 99x1"),
        ("female", "Sotkanet, indicator 127"),
        ("male", "Sotkanet, indicator 127"),
    }
    for row in dataset.rows:
        if "/sotkanet/" in row.file:
            assert row.source.startswith("Sotkanet, indicator "), row.file
        if "/kuntien_omat/" in row.file:
            assert row.source == "The municipality's own sheet"


def test_a_missing_figure_has_no_value_in_the_workbook_and_a_reason(example: Open) -> None:
    (dataset,) = example("Tarinakylä").workbook()
    assert all((row.value is None) == (row.missing is not None) for row in dataset.rows)
    assert all(bool(row.missing_text) == (row.missing is not None) for row in dataset.rows)
    assert sum(row.missing is not None for row in dataset.rows) > 100


def test_the_workbook_lists_every_indicator_with_its_state(example: Open) -> None:
    data = example("Tarinakylä").data
    (dataset,) = example("Tarinakylä").workbook()
    (sheet,) = [sheet for sheet in dataset.sheets if sheet.name == data.w("workbook.indicators")]
    assert [row[0] for row in sheet.rows] == list(data.measures)
    place = sheet.columns.index(data.w("annex.state"))
    used = [row[0] for row in sheet.rows if row[place] == data.w("annex.state_used")]
    assert used == [measure.id for measure in data.used]
    assert all(len(row) == len(sheet.columns) for sheet in dataset.sheets for row in sheet.rows)


def test_refused_figures_are_in_the_workbook(small: Open) -> None:
    data = small().data
    (dataset,) = small().workbook()
    (sheet,) = [sheet for sheet in dataset.sheets if sheet.name == data.w("workbook.refusals")]
    assert sheet.rows == (("sotkanet.csv", None, None, 96, data.w("refusal.not_a_number"), "salaisuus", 1),)
