"""What the example's notes give: records with file and line, owners and schedules; no name of an attendee."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from hyte.chapters import noted
from hyte.chapters.decisions import all_matters
from hyte.chapters.gathered import joined_of, statements_of
from hyte.model import LANGUAGES

from .found import column, every_block, of_kind, table, texts

Open = Any

MEMO = "hyvinvointityoryhma_2024-06-05.txt"
NOTES = "data/raw/esimerkkimaakunta/990/2024/notes"


def memo_lines(root: Path) -> list[str]:
    return (root / NOTES / MEMO).read_text(encoding="utf-8").splitlines()


def attendees(root: Path) -> set[str]:
    """Given names and surnames that the example's own list of attendance holds."""
    present = [line for line in memo_lines(root) if line.startswith(("Läsnä", "Poissa"))]
    names = re.findall(r"([A-ZÅÄÖ][a-zåäö]+) ([A-ZÅÄÖ][a-zåäö]+) \(", " ".join(present))
    return {name for pair in names for name in pair} | {"Sepite", "Tyyppi"}


def test_a_concern_of_the_memo_stands_with_its_line(example: Open, root: Path) -> None:
    data = example("Keksilä").data
    lines = memo_lines(root)
    at = next(number for number, line in enumerate(lines, start=1) if "ahdistuneisuus" in line)
    (item,) = [
        item
        for item in joined_of(data.local, "concern")
        if any(said.source.file.endswith(MEMO) and said.source.line == at for said in item.originals)
    ]
    tables = [t for t in of_kind(example("Keksilä").strengths(), "table") if len(t.columns) == 4]
    (row,) = [row for t in tables for row in t.rows if row.header == noted.opened(data, item.text)]
    assert row.cells[-1].text == noted.places(data, (said.source for said in item.originals))
    assert f"{MEMO}, line\u00a0{at}" in row.cells[-1].text or len(item.originals) > noted.PLACES


@pytest.mark.parametrize("kind", ["concern", "joy", "deed", "brake", "measure"])
def test_every_record_is_printed_once_and_each_original_is_in_the_workbook(example: Open, kind: str) -> None:
    report = example("Keksilä")
    data = report.data
    items = joined_of(data.local, kind)
    assert items
    printed = [row.header for t in of_kind((*report.strengths(), *report.plan()), "table") for row in t.rows]
    assert [item.text for item in items if noted.opened(data, item.text) not in printed] == []
    (dataset,) = report.workbook()
    (sheet,) = [sheet for sheet in dataset.sheets if sheet.name == data.w("workbook.statements")]
    rows = [row for row in sheet.rows if row[1] == data.w(f"kind.{kind}")]
    assert len(rows) == sum(said.kind == kind for said in statements_of(data.local))
    assert len({row[0] for row in rows}) == len(items)


def test_every_record_of_the_memo_is_on_its_line(example: Open, root: Path) -> None:
    data = example("Keksilä").data
    lines = memo_lines(root)
    of_memo = data.notes[data.notes["file"].str.endswith(MEMO)]
    assert len(of_memo) >= 10
    for record in of_memo.itertuples():
        assert record.quote.strip("-• ") in lines[record.line - 1] or record.text in lines[record.line - 1]


def test_measures_have_their_owner_and_schedule(example: Open) -> None:
    data = example("Keksilä").data
    found = table(example("Keksilä").plan(), data.w("plan.measures_caption"))
    rows = {row.header.lower(): [cell.text for cell in row.cells] for row in found.rows}
    of_memo = rows["kootaan koulujen ja nuorisopalvelujen yhteinen tilannekuva"]
    assert [text.lower() for text in of_memo[:2]] == ["nuorisopalvelupäällikkö", "30.9.2024 mennessä"]
    assert MEMO in of_memo[-1]


def test_decisions_and_meetings_are_in_the_background(example: Open) -> None:
    report = example("Keksilä")
    w = report.data.w
    meetings = table(report.background(), w("meetings.list_caption"))
    files = " ".join(column(meetings, 5))
    assert [path for path in set(report.data.local.meetings["file"]) if Path(path).name not in files] == []
    decisions = table(report.background(), w("decisions.caption"))
    assert len(decisions.rows) == len(all_matters(report.data.local)) > 2


def test_no_attendee_is_named_anywhere(example: Open, root: Path) -> None:
    names = attendees(root)
    assert {"Esimerkki", "Henkilö", "Nimi", "Osallistuja", "Sepite", "Malli"} <= names
    # "malli" and "nimi" are words too: a name is written with a capital letter and stands beside another.
    pairs = ("Malli Esimerkki", "Testi Henkilö", "Keksi Nimi", "Olematon Osallistuja", "Sepite Tyyppi")
    for language in LANGUAGES:
        blocks = every_block(example("Keksilä", 2024, language))
        told = texts(blocks) + "".join(block.model_dump_json() for block in blocks if block.kind == "dataset")
        assert [pair for pair in pairs if pair in told] == []
        alone = {"Testi", "Keksi", "Olematon", "Osallistuja", "Sepite"}
        assert [name for name in alone if re.search(rf"\b{name}\b", told)] == []


def test_attendance_is_withheld_in_the_workbook_too(example: Open) -> None:
    data = example("Keksilä").data
    (dataset,) = example("Keksilä").workbook()
    (unread,) = [sheet for sheet in dataset.sheets if sheet.name == data.w("workbook.unread")]
    withheld = [row for row in unread.rows if row[-1] == data.w("line_reason.attendance")]
    assert withheld
    assert all(row[2] is None for row in withheld)


def test_notes_are_of_their_own_year_and_municipality_alone(example: Open) -> None:
    assert example("Keksilä", 2023).data.notes.empty
    assert example("Hiljala", 2024).data.notes.empty


def test_without_notes_it_is_told_where_to_put_them(example: Open) -> None:
    report = example("Hiljala")
    for blocks in (report.background(), report.plan()):
        (box,) = of_kind(blocks, "callout")
        assert "data/raw/Hiljala/2024/notes/" in texts([box])
    assert report.data.w("summary.work") not in texts(report.summary())


def test_the_law_is_that_of_the_report_year(example: Open) -> None:
    assert "612/2021" in texts(example("Keksilä", 2024).background())
    assert "1326/2010" in texts(example("Keksilä", 2020).background())
