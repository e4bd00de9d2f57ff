"""Every report of the example in every language, as blocks; and what is printed is in the workbook."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from hyte.chapters import teaviisari
from hyte.chapters.panel import anchor_of
from hyte.chapters.population import SECTIONS
from hyte.language.wording import Wording
from hyte.model import LANGUAGES

from .found import every_block, of_kind, texts

Open = Any
FIVE = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")
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


def said(w: Wording, word: str) -> str:
    """A pattern of all that `told.toml` has for a word of change, such as "rose" and "grew"."""
    forms = {text for key, text in w.texts.items() if re.fullmatch(rf"told\.noun\.\w+\.{word}", key)}
    assert forms
    return rf"\b({'|'.join(sorted(map(re.escape, forms)))})\b"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIVE)
def test_no_sentence_speaks_of_a_change_that_does_not_stand_out_from_chance(
    example: Open, name: str, language: str
) -> None:
    report = example(name, 2024, language)
    data, w = report.data, report.data.w
    patterns = {"rising": said(w, "risen"), "falling": said(w, "fallen")}
    by_anchor = {anchor_of(measure): measure for measure in data.used}
    moving = 0
    for section in SECTIONS:
        for panel in of_kind(report.group(section), "panel"):
            found = data.findings.get(by_anchor[panel.anchor].id)
            told = " ".join((*panel.sentences, panel.verdict_text, *panel.notes)).casefold()
            for outcome, pattern in patterns.items():
                spoken = re.search(pattern, told) is not None
                assert spoken is (found is not None and found.trend.outcome == outcome), (panel.anchor, told)
                moving += spoken
        for figure in [
            each for gallery in of_kind(report.group(section), "gallery") for each in gallery.figures
        ]:
            for pattern in patterns.values():
                assert re.search(pattern, f"{figure.alt} {figure.caption}".casefold()) is None
    assert moving == sum(
        found.trend.outcome in patterns and not teaviisari.belongs(data.measures[id])
        for id, found in data.findings.items()
    )
    assert moving > 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIVE)
def test_no_sentence_judges_a_difference_that_was_not_found(example: Open, name: str, language: str) -> None:
    report = example(name, 2024, language)
    data, w = report.data, report.data.w
    better, worse = w("told.word.better"), w("told.word.worse")
    by_anchor = {anchor_of(measure): measure for measure in data.used}
    for section in SECTIONS:
        for panel in of_kind(report.group(section), "panel"):
            found = data.findings.get(by_anchor[panel.anchor].id)
            made = [each for each in (found.country, found.county, found.peers) if each] if found else []
            outcomes = {each.outcome for each in made}
            assert (panel.verdict in ("better", "worse")) <= (panel.verdict in outcomes)
            for side, word in (("better", better), ("worse", worse)):
                if side not in outcomes:
                    assert word not in panel.verdict_text.casefold(), panel.anchor
                    assert w("told.judged.all_" + side, rule="").strip(" ,.") not in " ".join(panel.sentences)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIVE)
def test_figures_that_are_printed_alike_are_nowhere_better_or_worse(
    example: Open, name: str, language: str
) -> None:
    report = example(name, 2024, language)
    data, w = report.data, report.data.w
    judging = {w(f"told.word.{word}") for word in ("better", "worse", "higher", "lower")}
    same, checked = 0, 0
    for section in SECTIONS:
        for table in of_kind(report.group(section), "table"):
            labels = [one.label for one in table.columns[1:]]
            if not {data.name, w("series.country"), w("overview.country")} <= set(labels):
                continue
            own, country, word = (
                labels.index(label) for label in (data.name, w("series.country"), w("overview.country"))
            )
            for row in table.rows:
                cells = [cell.text for cell in row.cells]
                checked += cells[word] in judging
                if cells[own] == cells[country]:
                    same += row.cells[own].value is not None
                    assert cells[word] not in judging, row.header
        for panel in of_kind(report.group(section), "panel"):
            found = {anchor_of(measure): data.findings.get(measure.id) for measure in data.used}[panel.anchor]
            for made in [found.country, found.county, found.peers] if found else []:
                if made and made.other and made.outcome not in ("no_difference", "not_testable"):
                    measure = data.measures[found.indicator]
                    assert measure.figure(made.own.value) != measure.figure(made.other.value), panel.anchor
    if name in ("Keksilä", "Haavemäki"):
        assert checked > 1 and same > 0


def test_the_smallest_says_that_its_numbers_are_small_and_prints_none_under_five(example: Open) -> None:
    report = example("Tarinakylä", 2024, "fi")
    panels = {
        panel.anchor: panel for section in SECTIONS for panel in of_kind(report.group(section), "panel")
    }
    said = {
        anchor: found[1]
        for anchor, panel in panels.items()
        if (found := re.search("pieniin lukumääriin([^.]*)[.]", " ".join(panel.sentences)))
    }
    # 15 of 132 children: 11.4 per cent, between 7.0 and 17.9.
    assert said["osoitin-child-welfare-notifications"].replace("\u00a0", " ") == " (15 / noin 132)"
    first = panels["osoitin-child-welfare-notifications"].sentences[0].replace("\u00a0", " ")
    assert "11,4 % (luottamusväli 7,0–17,9 %)" in first
    for anchor, numbers in said.items():
        assert not [number for number in re.findall(r"\d+", numbers) if 0 < int(number) < 5], anchor
    assert len(said) >= 5
    # Among so few, no judged indicator stands out from the country.
    assert {panel.verdict for panel in panels.values()} & {"better", "worse"} == set()


def test_where_all_is_missing_only_what_is_known_is_said(example: Open) -> None:
    data = example("Hiljala").data
    assert set(data.findings) == {"population", "single_parent_families", "unemployed"}
    kinds = {
        section: {block.kind for block in example("Hiljala").group(section)}
        for section in SECTIONS
        if section not in ("everyone", "families", "working_age")
    }
    assert all(found == {"heading", "paragraph"} for found in kinds.values()), kinds
    (panel,) = of_kind(example("Hiljala").group("working_age"), "panel")
    assert (panel.verdict, panel.verdict_text) == ("no_difference", "No difference from the whole country")
    assert of_kind(example("Hiljala").group("working_age"), "table") == []


def test_the_bilingual_municipality_speaks_swedish_of_itself(example: Open) -> None:
    report = example("Satulahti", 2024, "sv")
    (panel,) = report.indicator("unemployed")
    told = " ".join(panel.sentences).replace("\u00a0", " ")
    assert "Sagoviken" in told and "Satulahti" not in told
    assert "hela landet" in told
    assert [one.label for one in panel.table.columns][1] == "Sagoviken"
    (gallery,) = of_kind(report.group("older"), "gallery")
    assert all("Sagoviken" in figure.alt for figure in gallery.figures)
    assert report.data.w("section.older") == "Äldre"


def test_after_a_merger_only_what_is_not_recounted_begins_anew(example: Open) -> None:
    report = example("Keksilä", 2024, "fi")
    (bullied,) = report.indicator("bullied_grades_8_9")
    assert "kunnan rajat muuttuivat vuonna 2020" in bullied.sentences[-1]
    (unemployed,) = report.indicator("unemployed")
    assert "rajat" not in " ".join(unemployed.sentences)
    assert "katkeaa" not in " ".join(unemployed.sentences)
