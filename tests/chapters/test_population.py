"""The description of the population: every indicator once, in its section; TEAviisari as one table."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from hyte.chapters import teaviisari
from hyte.chapters.population import SECTIONS, section_of
from hyte.errors import UsageError
from hyte.model import LANGUAGES, MissingKind
from hyte.reference.register import Register

from .found import every_block, of_kind, table, texts

Open = Any
TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")


@pytest.mark.parametrize("name", TOWNS)
def test_every_used_indicator_stands_once_in_one_section_or_in_the_table_of_teaviisari(
    example: Open, name: str
) -> None:
    report = example(name)
    panels = [block for section in SECTIONS for block in of_kind(report.group(section), "panel")]
    in_table = {measure.id for measure in report.data.used if teaviisari.belongs(measure)}
    shown = Counter(panel.anchor for panel in panels)
    wanted = {f"osoitin-{m.id.replace('_', '-')}" for m in report.data.used if m.id not in in_table}
    assert shown == Counter(wanted)
    assert len(wanted) + len(in_table) == len(report.data.used)


def test_every_indicator_of_the_register_has_a_section(example: Open) -> None:
    data = example("Keksilä").data
    assert {section_of(measure) for measure in data.measures.values()} == set(SECTIONS)
    assert section_of(data.measures["turnout_municipal_elections"]) == "participation"
    assert section_of(data.measures["loan_stock" if "loan_stock" in data.measures else "tax_revenue"]) == (
        "vitality"
    )
    assert section_of(data.measures["social_assistance_25_64"]) == "working_age"


def test_key_facts_come_first_and_projections_last(small: Open) -> None:
    anchors = [block.anchor for block in of_kind(small().group("everyone"), "panel")]
    assert anchors[0] == "osoitin-population"
    assert anchors[-1] == "osoitin-population-projection-2030"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Hyvinvointialueen asukkaista 63 % asuu Keksilässä."),
        ("sv", "Av välfärdsområdets invånare bor 63 % i Keksilä."),
        ("en", "Of the wellbeing county's residents, 63% live in Keksilä."),
    ],
)
def test_a_large_part_of_its_county_is_told_once(example: Open, language: str, text: str) -> None:
    # 30,813 of 49,284 residents in 2024; the other municipalities have less than a fifth.
    report = example("Keksilä", 2024, language)
    told = texts(every_block(report)).replace("\u00a0", " ")
    assert told.count(text) == 1
    little = texts(example("Haavemäki", 2024, language).population())
    assert text.partition("63")[0] in told and text.partition("63")[0] not in little


def test_the_opening_tells_how_many_years_the_tables_have(example: Open) -> None:
    assert example("Keksilä").data.w("population.table_years", count=6) in texts(
        example("Keksilä").population()
    )


def test_a_section_is_its_table_its_charts_and_its_panels(example: Open) -> None:
    for section in SECTIONS[:-1]:
        blocks = example("Satulahti").group(section)
        kinds = list(dict.fromkeys(block.kind for block in blocks))
        alone = len(of_kind(blocks, "panel")) == 1
        assert kinds == ["heading", *([] if alone else ["table"]), "gallery", "panel"], section
        assert all(panel.figure is None for panel in of_kind(blocks, "panel"))
    (panel,) = example("Satulahti").indicator("unemployed")
    assert panel.figure is not None


def test_an_empty_section_says_so(example: Open) -> None:
    report = example("Hiljala")
    heading, *rest = report.group("children")
    assert heading.text == report.data.w("section.children")
    assert [block.kind for block in rest] == ["paragraph"]
    assert rest[0].spans[0].text == report.data.w("population.empty")


def test_an_unknown_section_or_indicator_is_refused(example: Open) -> None:
    with pytest.raises(UsageError, match="working_age"):
        example("Keksilä").group("workers")
    with pytest.raises(UsageError, match="Hiljala"):
        example("Hiljala").indicator("tax_revenue")


def test_a_single_panel_by_its_id(example: Open) -> None:
    (found,) = example("Keksilä").indicator("unemployed")
    assert found.anchor == "osoitin-unemployed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_teaviisari_has_sectors_across_and_dimensions_down(example: Open, language: str) -> None:
    report = example("Keksilä", 2024, language)
    found = table(teaviisari.blocks(report.data), report.data.w("tea.caption"))
    assert len(found.columns) == 1 + 5
    assert len(found.rows) == 8
    assert all("2023" in column.label for column in found.columns[1:])
    total = report.data.measures["tea_basic_education_total"]
    sector = total.short_title.partition(": ")[0]
    place = [sector in column.label for column in found.columns].index(True) - 1
    assert found.rows[0].cells[place].value == report.data.get(total.id, "KU990").value(2023) == 70


def test_scores_stand_with_their_change_since_the_round_before(example: Open) -> None:
    report = example("Keksilä")
    data = report.data
    (found,) = of_kind(teaviisari.blocks(data), "table")
    register = [indicator.id for indicator in Register.load()]
    assert register.index("tea_basic_education_total") < register.index("tea_basic_education_commitment")
    series = data.get("tea_basic_education_total", data.own)
    assert (series.value(2021), series.value(2023)) == (68, 70)
    texts = [cell.text for cell in found.rows[0].cells]
    assert data.w("tea.change", value="70", change="+2") in texts
    unchanged = [cell.text for row in found.rows for cell in row.cells if "±0" in cell.text]
    assert unchanged


def test_a_sector_that_did_not_answer_has_no_column_and_its_other_rounds_stay(example: Open) -> None:
    data = example("Tarinakylä").data
    (found,) = of_kind(teaviisari.blocks(data), "table")
    assert len(found.columns) == 1 + 4
    # 2021 went unanswered, so that the change is told since 2019.
    before, now = (data.get("tea_basic_education_total", data.own).value(year) for year in (2019, 2023))
    change = f"{int(now - before):+d}".replace("-", "−")
    assert data.w("tea.change", value=str(int(now)), change=change) in [
        cell.text for cell in found.rows[0].cells
    ]


def test_a_round_without_an_answer_is_a_mark_and_no_figure(example: Open) -> None:
    data = example("Tarinakylä", 2022).data
    (found,) = of_kind(teaviisari.blocks(data), "table")
    cells = [cell for row in found.rows for cell in row.cells]
    assert all(cell.value != 0 for cell in cells)
    series = data.get("tea_basic_education_total", data.own)
    assert series.by_year[2021].missing is MissingKind.SUPPRESSED_OR_MISSING


def test_no_result_is_one_sentence(example: Open) -> None:
    blocks = teaviisari.blocks(example("Hiljala").data)
    assert [block.kind for block in blocks] == ["paragraph"]
    assert blocks[0].spans[0].text == example("Hiljala").data.w("tea.none")
