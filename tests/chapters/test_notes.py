"""What the meeting notes give: records with file and line, owners and schedules; no name of an attendee."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from hyte.chapters import noted
from hyte.model import LANGUAGES

from .found import column, every_block, of_kind, table, texts

Open = Any

MEMO = "hyvinvointityoryhma_2024-06-05.txt"
MINUTES = "ohjausryhma_2024-11-27.docx"


def memo_lines(root: Path) -> list[str]:
    path = root / "data/raw/esimerkkimaakunta/990/2024/notes" / MEMO
    return path.read_text(encoding="utf-8").splitlines()


def attendees(root: Path) -> set[str]:
    """Given names and surnames that the example's own list of attendance holds."""
    present = [line for line in memo_lines(root) if line.startswith(("Läsnä", "Poissa"))]
    names = re.findall(r"([A-ZÅÄÖ][a-zåäö]+) ([A-ZÅÄÖ][a-zåäö]+) \(", " ".join(present))
    return {name for pair in names for name in pair} | {"Sepite", "Tyyppi"}


def test_concerns_stand_with_group_date_file_and_line(example: Open, root: Path) -> None:
    data = example("Keksilä").data
    found = table(example("Keksilä").strengths(), data.w("strengths.concerns_caption"))
    assert len(found.rows) == 5
    lines = memo_lines(root)
    at = next(number for number, line in enumerate(lines, start=1) if "ahdistuneisuus" in line)
    first = found.rows[0]
    assert first.header == lines[at - 1].removeprefix("- ")
    group, place = (cell.text for cell in first.cells)
    assert group == "Hyvinvointityöryhmä 5\u00a0June\u00a02024"
    assert place == data.w("table.place_line", file=MEMO, line=at)


@pytest.mark.parametrize(("kind", "count"), [("joys", 4), ("deeds", 3)])
def test_joys_and_deeds(example: Open, kind: str, count: int) -> None:
    data = example("Keksilä").data
    found = table(example("Keksilä").strengths(), data.w(f"strengths.{kind}_caption"))
    assert len(found.rows) == count
    assert all(MEMO in cells[-1].text or MINUTES in cells[-1].text for cells in (r.cells for r in found.rows))


def test_every_record_of_the_memo_is_on_its_line(example: Open, root: Path) -> None:
    data = example("Keksilä").data
    lines = memo_lines(root)
    of_memo = data.notes[data.notes["file"].str.endswith(MEMO)]
    assert len(of_memo) == 10
    for record in of_memo.itertuples():
        assert record.quote.strip("-• ") in lines[record.line - 1] or record.text in lines[record.line - 1]


def test_measures_have_their_owner_and_schedule(example: Open) -> None:
    data = example("Keksilä").data
    found = table(example("Keksilä").plan(), data.w("plan.measures_caption"))
    assert len(found.rows) == 5
    rows = {row.header.lower(): [cell.text for cell in row.cells] for row in found.rows}
    assert rows["mielen hyvinvoinnin tunnit kaikille 8. luokille"][:2] == ["Sivistysjohtaja", "syksy 2025"]
    of_memo = rows["kootaan koulujen ja nuorisopalvelujen yhteinen tilannekuva"]
    assert [text.lower() for text in of_memo[:2]] == ["nuorisopalvelupäällikkö", "30.9.2024 mennessä"]
    assert MEMO in of_memo[2]


def test_decisions_and_meetings_are_in_the_background(example: Open) -> None:
    report = example("Keksilä")
    w = report.data.w
    meetings = table(report.background(), w("background.meetings_caption"))
    assert [(row.header, row.cells[1].text) for row in meetings.rows] == [
        ("Hyvinvointityöryhmä", MEMO),
        ("Ohjausryhmä", MINUTES),
    ]
    assert [row.cells[2].value for row in meetings.rows] == [10, 11]
    assert [row.cells[3].value for row in meetings.rows] == [3, 1]
    decisions = table(report.background(), w("background.decisions_caption"))
    assert len(decisions.rows) == 4
    assert "Ohjausryhmä hyväksyi toimenpiteet" in " ".join(column(decisions, 0))


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
    assert example("Haavemäki", 2024).data.notes.empty


def test_without_notes_it_is_told_where_to_put_them(example: Open) -> None:
    (box,) = of_kind(example("Haavemäki").background(), "callout")
    assert "data/raw/Haavemäki/2024/notes/" in box.lines[0][0].text
    assert example("Haavemäki").data.w("plan.none") in texts(example("Haavemäki").plan())
    assert noted.records(example("Haavemäki").data, "concern") == []


def test_the_law_is_that_of_the_report_year(example: Open) -> None:
    assert "612/2021" in texts(example("Keksilä", 2024).background())
    assert "1326/2010" in texts(example("Keksilä", 2020).background())
