"""None of 200 planted pieces of personal data may be left, and few look-alikes may be hidden."""

from collections import Counter
from pathlib import Path

import pytest

from hyte.sources.notes import read_notes
from hyte.sources.privacy import Withholder, marked, withholder

from .planted import NAMES, Planted, attendance, harmless, planted, write_notes

MOST_FALSE_ALARMS = 4


@pytest.fixture(scope="module")
def items() -> tuple[Planted, ...]:
    return planted()


@pytest.fixture(scope="module")
def hide(items: tuple[Planted, ...]) -> Withholder:
    return withholder([*(item.text for item in items), *harmless()], attendance())


def test_the_set_is_what_it_says(items: tuple[Planted, ...]) -> None:
    assert len(items) == 200
    assert Counter(item.kind for item in items)["name"] == NAMES
    assert items == planted()
    assert all(item.secrets and item.left_in(item.text) == list(item.secrets) for item in items)
    assert len(set(harmless())) >= 300


def test_nothing_planted_is_left(items: tuple[Planted, ...], hide: Withholder) -> None:
    left = [(item.text, item.left_in(hide.masked(item.text))) for item in items]
    assert [one for one in left if one[1]] == []


def test_each_kind_is_found_as_such(items: tuple[Planted, ...], hide: Withholder) -> None:
    for item in items:
        kinds = {finding.kind.removeprefix("invalid_") for finding in hide.findings(item.text)}
        assert item.kind in kinds, item.text
    wrong = [item for item in items if "invalid_identity_code" in {f.kind for f in hide.findings(item.text)}]
    assert len(wrong) == 3


def test_look_alikes_stay(hide: Withholder) -> None:
    alarms = [f"{line} -> {hide.masked(line)}" for line in harmless() if hide.masked(line) != line]
    assert len(alarms) <= MOST_FALSE_ALARMS, alarms


def test_marked_texts_come_back_whole(items: tuple[Planted, ...], hide: Withholder) -> None:
    texts = [item.text for item in items]
    kept = marked(texts, hide)
    assert [kept.restored(text) for text in kept.texts] == texts
    assert [kept.published(text) for text in kept.texts] == [hide.masked(text) for text in texts]


def test_the_notes_hold_every_item(items: tuple[Planted, ...], tmp_path: Path) -> None:
    files = write_notes(tmp_path)
    everything = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [item.text for item in items if len(item.left_in(everything)) < len(item.secrets)] == []
    assert all(line in everything for line in attendance())


def test_nothing_planted_is_left_in_any_table_of_notes(items: tuple[Planted, ...], tmp_path: Path) -> None:
    files = write_notes(tmp_path / "Esimerkkilä" / "2024" / "notes")
    reading = read_notes(files, tmp_path, "Esimerkkilä", 2024)
    assert reading.lines_in > 200
    for table in (reading.notes, reading.lines, reading.meetings, reading.attendance, reading.withheld):
        text = table.to_csv(index=False)
        assert [item.text for item in items if item.left_in(text)] == []
