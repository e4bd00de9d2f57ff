"""Reports from real exports and notes beside the project; skipped where they are not."""

from __future__ import annotations

import itertools
import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hyte.chapters import AnnualReport, open_report
from hyte.chapters.coverage import state_of
from hyte.model import LANGUAGES
from hyte.settings import Settings

from .found import every_block, of_kind, table, texts

Open = Any


@pytest.fixture(scope="module")
def real(real_settings: Settings) -> Open:
    @cache
    def opened(municipality: str, year: int, language: str = "fi") -> AnnualReport:
        return open_report(municipality, year, language, settings=real_settings)

    return opened


def test_heinola_has_18131_inhabitants_in_2022(real: Open) -> None:
    report = real("Heinola", 2022)
    assert report.data.get("population", "KU111").value(2022) == 18131
    (panel,) = report.indicator("population")
    assert panel.table.rows[-1].header == "2022"
    assert panel.table.rows[-1].cells[0].text == "18\u00a0131"
    (facts,) = of_kind(report.summary(), "key_facts")
    assert any(fact.value.startswith("18\u00a0131") for fact in facts.facts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", [2012, 2022])
def test_helsinki_is_alone_in_its_county_and_is_set_beside_the_country_and_its_peers(
    real: Open, drawn: Any, year: int, language: str
) -> None:
    report = real("Helsinki", year, language)
    data, w = report.data, report.data.w
    assert not data.county.is_county
    assert all(found.county is None for found in data.findings.values())
    blocks = every_block(report)
    assert len(of_kind(blocks, "panel")) > 10
    # Its own figures are not set beside themselves, at a glance or in a chart.
    glances = [
        table
        for table in of_kind(blocks, "table")
        if table.caption.startswith(w("overview.caption", section=""))
    ]
    assert glances
    county = data.county.name(language)
    assert all(county not in [column.label for column in table.columns] for table in glances)
    roles = {line.role for tiles in drawn.tiles for tile in tiles for line in tile.lines}
    assert "own" in roles and "county" not in roles
    # Its share of its county's residents is no news.
    assert w("population.own_share", share="100", place=data.names.own.inside) not in texts(blocks)


def test_small_municipalities_are_set_beside_their_county(real: Open) -> None:
    data = real("Heinola", 2012).data
    found = [each.county for each in data.findings.values() if each.county]
    assert found
    for each in found:
        # Families of the county are in the tables, with no numbers to test a mean or an index by.
        assert each.other.year == each.own.year
        assert (each.outcome, each.level) == ("not_testable", None)


def test_heinolas_people_become_fewer(real: Open) -> None:
    found = real("Heinola", 2022).data.findings["population"]
    assert (found.trend.outcome, found.tendency, found.own.value) == ("falling", "falling", 18131)
    points = found.trend.points
    assert (points[0].year, points[-1].year) == (2013, 2022)
    # Never tested against a larger area, and hence never said to be better or worse.
    assert (found.country, found.county, found.peers) == (None, None, None)


def px_figures(path: Path, area: str, year: str) -> dict[str, float]:
    """Figures of one area and year in a PX file by measure, read by plain splitting."""
    text = path.read_text(encoding="iso-8859-15")
    codes = dict(re.findall(r'\nCODES\("([^"]*)"\)=([^;]*);', text))
    order = re.findall(r"\n(?:STUB|HEADING)=([^;]*);", text)
    names = [name for part in order for name in re.findall('"([^"]*)"', part)]
    dimensions = [re.findall('"([^"]*)"', codes[name]) for name in names]
    figures = text[text.index("\nDATA=") + 6 :].replace(";", " ").split()
    assert len(figures) == math.prod(map(len, dimensions))
    places = itertools.product(*dimensions)
    return {
        place[-1]: float(figure)
        for place, figure in zip(places, figures, strict=True)
        if area in place and year in place and figure[0].isdigit()
    }


def test_families_equal_the_px_file(real: Open, shared: Path) -> None:
    data = real("Heinola", 2022).data
    wanted = px_figures(shared / "real/statfin/001_12c1_2022.px", "KU111", "2022")
    assert len(wanted) >= 10
    shown = {
        measure.id: data.get(measure.id, "KU111").value(2022)
        for measure in data.used
        if measure.table == "12c1"
    }
    assert len(shown) == len(wanted)
    assert sorted(shown.values()) == pytest.approx(sorted(wanted.values()))
    assert shown["families"] == wanted["perhlkm"]
    assert shown["families_with_children"] == wanted["lapsiperhe"]


def test_the_43_indicators_of_sotkanet_are_all_accounted_for_in_2012(real: Open) -> None:
    report = real("Heinola", 2012)
    data = report.data
    files = [file for file in data.sources["file"] if "/rest_csv/" in file]
    assert len(files) == 43
    of_sotkanet = {
        id: {measure.id for measure in data.measures.values() if measure.sotkanet == id}
        for id in (re.search(r"indicator_(\d+)", file)[1] for file in files)  # type: ignore[index]
    }
    assert all(len(ids) == 1 for ids in of_sotkanet.values()), of_sotkanet
    states = {id: state_of(data, data.measures[next(iter(ids))])[0] for id, ids in of_sotkanet.items()}
    used = [id for id, state in states.items() if state == "used"]
    assert len(used) >= 30
    listed = texts(report.annexes())
    for id, state in states.items():
        (indicator,) = of_sotkanet[id]
        assert data.measures[indicator].title in listed, (id, state)


def test_what_is_measured_only_later_is_not_called_missing(real: Open) -> None:
    data = real("Heinola", 2005).data
    too_new = data.w("annex.too_new", year=2006)
    assert state_of(data, data.measures["families"]) == ("left_out", too_new)
    late = [m for m in data.measures.values() if state_of(data, m) == ("left_out", too_new)]
    assert len(late) >= 10


def test_the_swedish_edition_has_swedish_titles(real: Open) -> None:
    swedish, finnish = real("Heinola", 2012, "sv"), real("Heinola", 2012, "fi")
    titles = {panel.title for panel in of_kind(every_block(swedish), "panel")}
    assert len(titles) > 30
    assert not titles & {panel.title for panel in of_kind(every_block(finnish), "panel")}
    assert swedish.data.measures["unemployed"].title in {m.title for m in swedish.data.used}
    assert swedish.data.measures["unemployed"].title == "Arbetslösa, % av arbetskraften"


def test_iittis_notes_give_records_with_their_lines(real: Open, shared: Path) -> None:
    report = real("Iitti", 2022)
    data = report.data
    (seed,) = (shared / "seeds").glob("004_*.txt")
    lines = seed.read_text(encoding="utf-8").splitlines()
    assert {"measure", "meeting_rhythm", "approval_path"} <= set(data.notes["kind"])
    for record in data.notes.itertuples():
        assert 1 <= record.line <= len(lines)
    rhythms = table(report.background(), data.w("meetings.rhythm_caption"))
    assert [row.cells[-1].text for row in rhythms.rows] == ["seed_004.txt, rivi\u00a015"]
    due = table(report.background(), data.w("meetings.due_caption"))
    assert any(row.cells[1].text == "2" for row in due.rows)
    measures = table(report.plan(), data.w("plan.measures_caption"))
    assert "seed_004.txt, rivi\u00a027" in [row.cells[-1].text for row in measures.rows]


def officials(text: str) -> set[str]:
    """Given names and surnames in a seed, by where they stand in it; none is written down here."""
    pair = r"([A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)\s+([A-ZÅÄÖ][a-zåäö]+)"
    places = (rf"johtaja {pair}", rf"valmisteluun {pair}", rf"(?<=n) ja\s+{pair}\.")
    return {name for place in places for names in re.findall(place, text) for name in names}


def test_ruokolahtis_notes_name_no_official(real: Open, shared: Path) -> None:
    report = real("Ruokolahti", 2021)
    (seed,) = (shared / "seeds").glob("002_*.txt")
    names = officials(seed.read_text(encoding="utf-8"))
    assert len(names) >= 6
    assert len(report.data.notes) > 0
    blocks = every_block(report)
    told = texts(blocks) + "".join(block.model_dump_json() for block in of_kind(blocks, "dataset"))
    assert "seed_002.txt" in told
    found = [position for position, name in enumerate(sorted(names)) if re.search(rf"\b{name}\b", told)]
    assert found == []
