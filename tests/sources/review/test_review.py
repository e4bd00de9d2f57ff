"""A review workbook is written, changed by a coordinator, read and applied to notes that moved on."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from hyte.errors import InputError
from hyte.sources.notes import read_notes
from hyte.sources.review import Applied, apply_review, read_review, review_bytes

NOTE = """Hyvinvointityöryhmän kokous 2/2024
Aika: 5.6.2024

Huolenaiheet
- Nuorten yksinäisyys on lisääntynyt
- Jonot kasvavat
- Linja-autovuorot loppuvat kesäksi

Ilonaiheet
- Uimahalli avattiin uudelleen

Keskusteltiin keväästä yleisesti ja todettiin sen olleen pitkä.
"""


@dataclass
class World:
    """A raw folder with one note, and what a coordinator does with its review workbook."""

    raw: Path

    @property
    def folder(self) -> Path:
        return self.raw / "Heinola" / "2024"

    def read(self) -> Any:
        return read_notes(sorted((self.folder / "notes").iterdir()), self.raw, "111", 2024)

    def write(self, applied: Applied | None = None) -> bytes:
        reading = self.read()
        content = review_bytes(reading.notes, reading.lines, _no_withheld(), applied, "fi")
        (self.folder / "review.xlsx").write_bytes(content)
        return content

    def edit(self, change: Callable[[Any], None]) -> None:
        path = self.folder / "review.xlsx"
        book = load_workbook(path)
        change(book)
        book.save(path)

    def apply(self, mask: Callable[[str], str] = str) -> Applied:
        reading = self.read()
        review = read_review(self.folder / "review.xlsx", self.raw)
        return apply_review(review, reading.notes, reading.lines, "111", 2024, mask)


def _no_withheld() -> pd.DataFrame:
    return pd.DataFrame(columns=["file", "sheet", "cell", "line", "page", "kind", "count"])


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    (made.folder / "notes").mkdir(parents=True)
    (made.folder / "notes" / "kokous.txt").write_text(NOTE, encoding="utf-8")
    made.write()
    return made


def column(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def row_of(sheet: Any, said: str) -> int:
    place = column(sheet, "Muistiossa lukee")
    return next(row for row in range(2, sheet.max_row + 1) if said in str(sheet.cell(row, place).value))


def setting(sheet: str, said: str, **values: str) -> Callable[[Any], None]:
    headings = {
        "kind": "Laji",
        "text": "Teksti raportissa",
        "groups": "Väestöryhmät",
        "themes": "Teemat",
        "leave_out": "Jätä pois (x)",
    }

    def change(book: Any) -> None:
        number = row_of(book[sheet], said)
        for key, value in values.items():
            book[sheet].cell(number, column(book[sheet], headings[key])).value = value

    return change


def texts(applied: Applied, kind: str) -> list[str]:
    return list(applied.notes[applied.notes["kind"] == kind]["text"])


def test_an_untouched_workbook_changes_nothing(world: World) -> None:
    applied = world.apply()
    reading = world.read()
    pd.testing.assert_frame_equal(applied.notes, reading.notes)
    pd.testing.assert_frame_equal(applied.lines, reading.lines)
    assert applied.corrections.empty
    assert not applied.problems


def test_saving_it_in_another_program_changes_nothing(world: World) -> None:
    world.edit(lambda book: None)
    assert world.apply().corrections.empty


def test_kind_text_group_and_leaving_out(world: World) -> None:
    world.edit(setting("Kirjaukset", "Jonot", leave_out="x"))
    world.edit(setting("Kirjaukset", "Linja-auto", kind="Jarru", text="Bussit eivät kulje kesällä."))
    world.edit(setting("Kirjaukset", "yksinäisyys", groups="Lapset; Nuoret"))
    applied = world.apply()
    assert texts(applied, "brake") == ["Bussit eivät kulje kesällä."]
    assert texts(applied, "concern") == ["Nuorten yksinäisyys on lisääntynyt"]
    (groups,) = applied.notes[applied.notes["kind"] == "concern"]["groups"]
    assert groups == "children;young"
    left = applied.lines[applied.lines["reason"] == "left_out"]
    assert list(left["text"]) == ["Jonot kasvavat"]
    assert sorted(applied.corrections["action"]) == ["changed", "changed", "left_out"]
    assert set(applied.notes["corrected"].dropna()) == {"kind;text", "groups"}


def test_every_line_stays_accounted_for(world: World) -> None:
    before = world.read()
    world.edit(setting("Kirjaukset", "Jonot", leave_out="x"))
    world.edit(setting("Lukematta", "Keskusteltiin", kind="Ilmiö"))
    applied = world.apply()
    assert len(applied.notes) + len(applied.lines) == len(before.notes) + len(before.lines)


def test_an_unread_line_becomes_a_record(world: World) -> None:
    world.edit(setting("Lukematta", "Keskusteltiin", kind="Ilmiö", text="Kevät oli pitkä."))
    applied = world.apply()
    (made,) = applied.notes[applied.notes["kind"] == "phenomenon"].to_dict("records")
    assert made["text"] == "Kevät oli pitkä."
    assert made["quote"].startswith("Keskusteltiin keväästä")
    assert made["rule"] == "review"
    assert not applied.lines["text"].fillna("").str.contains("Keskusteltiin").any()


def test_corrections_last_when_the_note_changes_around_them(world: World) -> None:
    world.edit(setting("Kirjaukset", "Linja-auto", kind="Jarru"))
    world.edit(setting("Lukematta", "Keskusteltiin", kind="Ilmiö"))
    path = world.folder / "notes" / "kokous.txt"
    moved = NOTE.replace("- Jonot kasvavat\n", "").replace(
        "Huolenaiheet\n", "Huolenaiheet\n- Tilat ovat ahtaat\n- Kirjaston aukiolo lyheni\n"
    )
    path.write_text(moved.replace("loppuvat kesäksi", "loppuvat kesäksi."), encoding="utf-8")
    applied = world.apply()
    assert texts(applied, "brake") == ["Linja-autovuorot loppuvat kesäksi."]
    assert len(texts(applied, "phenomenon")) == 1
    assert not applied.problems


def test_a_renamed_note_keeps_its_corrections(world: World) -> None:
    world.edit(setting("Kirjaukset", "Jonot", kind="Ilmiö"))
    (world.folder / "notes" / "kokous.txt").rename(world.folder / "notes" / "tyoryhma.txt")
    assert texts(world.apply(), "phenomenon") == ["Jonot kasvavat"]


def test_a_correction_without_its_place_is_told_and_kept(world: World) -> None:
    world.edit(setting("Kirjaukset", "Jonot", kind="Ilmiö"))
    path = world.folder / "notes" / "kokous.txt"
    path.write_text(NOTE.replace("- Jonot kasvavat\n", ""), encoding="utf-8")
    applied = world.apply()
    (problem,) = applied.problems
    assert "Jonot kasvavat" in problem.reason
    assert "pipeline.py review" in str(problem.remedy)
    assert list(applied.corrections["action"]) == ["not_found"]
    world.write(applied)
    path.write_text(NOTE, encoding="utf-8")
    assert texts(world.apply(), "phenomenon") == ["Jonot kasvavat"]


def test_writing_it_anew_takes_corrections_over(world: World) -> None:
    world.edit(setting("Kirjaukset", "Linja-auto", kind="Jarru", text="Bussit eivät kulje kesällä."))
    world.edit(setting("Lukematta", "Keskusteltiin", kind="Ilmiö"))
    world.edit(setting("Kirjaukset", "Jonot", leave_out="x"))
    first = world.apply()
    world.write(first)
    second = world.apply()
    pd.testing.assert_frame_equal(second.notes, first.notes)
    pd.testing.assert_frame_equal(second.lines, first.lines)
    assert sorted(second.corrections["action"]) == sorted(first.corrections["action"])


def test_rows_may_be_sorted_and_unknown_columns_added(world: World) -> None:
    world.edit(setting("Kirjaukset", "Linja-auto", kind="Jarru"))

    def backwards(book: Any) -> None:
        sheet = book["Kirjaukset"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value
        sheet.cell(1, sheet.max_column + 1).value = "Oma huomio"

    world.edit(backwards)
    assert texts(world.apply(), "brake") == ["Linja-autovuorot loppuvat kesäksi"]


def test_an_unknown_choice_is_refused_with_the_nearest_and_the_rest_is_used(world: World) -> None:
    world.edit(setting("Kirjaukset", "Jonot", kind="Huolenaihee", text="Jonot pitenevät"))
    world.edit(setting("Kirjaukset", "Linja-auto", themes="Avaruus"))
    applied = world.apply()
    assert "Jonot pitenevät" in texts(applied, "concern")
    review = read_review(world.folder / "review.xlsx", world.raw)
    reasons = [problem.reason for problem in review.problems]
    assert any("'Huolenaihee'" in reason and "'Huolenaihe'" in reason for reason in reasons)
    assert any("'Avaruus'" in reason for reason in reasons)
    assert list(applied.corrections["action"]).count("refused") == 2


def test_an_emptied_text_is_refused(world: World) -> None:
    world.edit(setting("Kirjaukset", "Jonot", text=""))
    assert "Jonot kasvavat" in texts(world.apply(), "concern")
    (problem,) = read_review(world.folder / "review.xlsx", world.raw).problems
    assert "Leave out" in str(problem.remedy)


def test_what_the_coordinator_wrote_is_masked(world: World) -> None:
    world.edit(setting("Kirjaukset", "Jonot", text="Soita 040 123 4567"))
    applied = world.apply(mask=lambda text: text.replace("040 123 4567", "[puhelin]"))
    assert "Soita [puhelin]" in texts(applied, "concern")


def test_another_workbook_in_its_place_is_refused(world: World) -> None:
    from openpyxl import Workbook

    Workbook().save(world.folder / "review.xlsx")
    with pytest.raises(InputError, match="no review workbook"):
        read_review(world.folder / "review.xlsx", world.raw)
    (world.folder / "review.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(InputError, match="no review workbook"):
        read_review(world.folder / "review.xlsx", world.raw)


def test_same_input_same_bytes_and_no_formula(world: World) -> None:
    note = NOTE.replace("Jonot kasvavat", '=HYPERLINK("http://x","Jonot")')
    (world.folder / "notes" / "kokous.txt").write_text(note, encoding="utf-8")
    first = world.write()
    assert first == world.write()
    book = load_workbook(io.BytesIO(first))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_the_same_sentence_twice_is_corrected_where_it_was(world: World) -> None:
    note = NOTE.replace("- Uimahalli avattiin uudelleen", "- Jonot kasvavat")
    (world.folder / "notes" / "kokous.txt").write_text(note, encoding="utf-8")
    world.write()

    def change(book: Any) -> None:
        sheet = book["Kirjaukset"]
        kind = column(sheet, "Laji")
        place = column(sheet, "Muistiossa lukee")
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, place).value == "Jonot kasvavat" and sheet.cell(row, kind).value == "Ilonaihe":
                sheet.cell(row, kind).value = "Ilmiö"

    world.edit(change)
    applied = world.apply()
    assert texts(applied, "phenomenon") == ["Jonot kasvavat"]
    assert "Jonot kasvavat" in texts(applied, "concern")
