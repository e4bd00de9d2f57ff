"""Coverage, conflicts, refusals, sources and the reading guide: nothing is lost without a word."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from hyte.chapters import coverage, sources
from hyte.chapters.coverage import state_of

from .found import column, of_kind, table, texts

Open = Any
TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")


def states(report: Any) -> dict[str, tuple[str, str]]:
    return {measure.id: state_of(report.data, measure) for measure in report.data.measures.values()}


@pytest.mark.parametrize("name", TOWNS)
def test_the_states_add_up_and_every_indicator_is_listed_once(example: Open, name: str) -> None:
    report = example(name)
    data = report.data
    found = states(report)
    counts = Counter(state for state, _ in found.values())
    assert set(counts) <= {"used", "missing", "suppressed", "left_out"}
    assert counts.total() == len(data.measures) == 116
    assert counts["used"] == len(data.used)
    blocks = report.annexes()
    used = column(table(blocks, data.w("annex.coverage_used_caption")), 0)
    assert sorted(used) == sorted(measure.title for measure in data.used)
    if counts["used"] < 116:
        absent = column(table(blocks, data.w("annex.coverage_caption")), 0)
        assert len(absent) == 116 - counts["used"]
        assert not set(absent) & set(used)
        told = {state: counts[state] for state in ("used", "missing", "suppressed", "left_out")}
        assert data.w("annex.coverage_lead", total=116, **told) in texts(blocks)


def test_tarinakyla_has_figures_kept_secret(example: Open) -> None:
    report = example("Tarinakylä")
    found = states(report)
    suppressed = {id for id, (state, _) in found.items() if state == "suppressed"}
    assert {"anxiety_grades_8_9", "poor_health_grades_8_9", "daily_smoking_grades_8_9"} <= suppressed
    w = report.data.w
    reasons = {w("missing_long.suppressed"), w("missing_long.suppressed_or_missing")}
    assert {found[id][1] for id in suppressed} == reasons
    assert found["anxiety_grades_8_9"][1] == w("missing_long.suppressed_or_missing")
    assert {"missing", "left_out"} <= {state for state, _ in found.values()}


def test_hiljala_has_almost_nothing(example: Open) -> None:
    found = states(example("Hiljala"))
    used = {id for id, (state, _) in found.items() if state == "used"}
    assert used == {"population", "unemployed", "single_parent_families"}
    assert found["tax_revenue"] == ("missing", example("Hiljala").data.w("missing_long.absent"))


def test_what_is_too_old_or_too_new_is_left_out_with_its_year(small: Open) -> None:
    report = small()
    w, found = report.data.w, states(report)
    assert found["disability_pension_25_64"] == ("left_out", w("annex.too_old", year=2012, years=5))
    assert found["social_assistance_25_64"] == ("left_out", w("annex.too_new", year=2025))
    assert found["social_assistance_long_term"] == ("missing", w("missing_long.absent"))


def test_a_conflict_shows_both_figures_with_their_places(example: Open) -> None:
    data = example("Haavemäki").data
    found = table(example("Haavemäki").annexes(), data.w("annex.conflicts_caption"))
    (row,) = found.rows
    assert "Haavemäki 2021" in row.header
    used, other = (cell.text for cell in row.cells)
    sheet = {"file": "001_99x1_2024.xlsx", "sheet": "001_99x1_2024", "cell": "C36"}
    assert "9,512" in used
    assert data.w("table.place_sheet_cell", **sheet) in used
    assert "9,498" in other
    assert data.w("table.place_line", file="sotkanet_vaesto.csv", line=62) in other
    assert data.get("population", data.own).value(2021) == 9512


def test_a_conflict_of_one_sex_says_so(small: Open) -> None:
    data = small().data
    found = table(small().annexes(), data.w("annex.conflicts_caption"))
    headers = column(found, 0)
    assert len(headers) == 2
    (of_men,) = [header for header in headers if header.endswith(data.w("sex.male"))]
    assert "2023" in of_men
    assert "70.5" in found.rows[headers.index(of_men)].cells[1].text


@pytest.mark.parametrize("name", ["Keksilä", "Tarinakylä", "Hiljala"])
def test_without_a_conflict_nothing_is_said_of_conflicts(example: Open, name: str) -> None:
    assert example(name).data.w("annex.conflicts") not in texts(example(name).annexes())


def test_a_refused_figure_stands_with_its_place_text_and_reason(small: Open) -> None:
    data = small().data
    found = table(small().annexes(), data.w("annex.refused_caption"))
    (row,) = found.rows
    assert row.header == data.w("table.place_line", file="sotkanet.csv", line=96)
    assert [cell.text for cell in row.cells] == [data.w("refusal.not_a_number"), "salaisuus", "1"]


def test_a_refusal_of_the_other_world_is_not_told(small: Open) -> None:
    report = small("Esimerkkilä")
    assert report.data.w("annex.refused_none") in texts(report.annexes())


def test_a_long_list_goes_on_in_the_workbook(small: Open) -> None:
    data = small().data
    many = pd.concat([data.refusals] * 45, ignore_index=True)
    blocks = coverage.blocks(replace(data, refusals=many))
    assert len(table(blocks, data.w("annex.refused_caption")).rows) == coverage.LISTED == 40
    assert data.w("annex.refused_more", count=5) in texts(blocks)


def test_unread_lines_are_listed_and_counted(example: Open) -> None:
    data = example("Keksilä").data
    unread = data.note_lines[data.note_lines["reason"] == "unread"]
    told = texts(example("Keksilä").annexes())
    assert f"became no record: {len(data.note_lines)} (" in told
    assert f"{data.w('line_reason.unread')} {len(unread)}" in told
    assert len(table(example("Keksilä").annexes(), data.w("annex.unread_caption")).rows) == len(unread) > 0


def test_every_file_behind_the_report_is_a_source(example: Open) -> None:
    data = example("Keksilä").data
    (found,) = of_kind(sources.blocks(data), "table")
    files = column(found, 0)
    assert files == sorted(files)
    wanted = {*data.observations["file"], *data.local.files}
    assert len(set(data.observations["file"])) == 22
    assert {name.rpartition("/")[2] for name in files} == {name.rpartition("/")[2] for name in wanted}
    (row,) = [row for row in found.rows if row.header.endswith("sotkanet_vaesto.csv")]
    assert "Keksitty esimerkkiaineisto" in row.cells[0].text
    assert "1308" in row.cells[-1].text.replace(",", "").replace("\u00a0", "")
