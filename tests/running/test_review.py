"""The command that writes review workbooks: corrections taken over, nothing that cannot be read lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from hyte.errors import UsageError
from hyte.running.request import Options, with_options
from hyte.running.review import write_reviews
from hyte.settings import read_settings

NOTE = "Hyvinvointityöryhmä 5.6.2024\n\nHuolenaiheet\n- Jonot kasvavat\n- Bussit eivät kulje\n"


@pytest.fixture
def world(tmp_path: Path, root: Path) -> Path:
    (tmp_path / "pipeline.toml").write_text(
        f'[folders]\nnotebooks = "{(root / "notebooks").as_posix()}"\n', encoding="utf-8"
    )
    notes = tmp_path / "data" / "raw" / "Heinola" / "2024" / "notes"
    notes.mkdir(parents=True)
    (notes / "kokous.txt").write_text(NOTE, encoding="utf-8")
    return tmp_path


def review(world: Path, **options: tuple[str, ...]) -> tuple[int, str]:
    console = Console(record=True, width=200)
    code = write_reviews(world / "pipeline.toml", Options(**options), console)  # type: ignore[arg-type]
    return code, console.export_text()


def workbook(world: Path) -> Path:
    return world / "data" / "raw" / "Heinola" / "2024" / "review.xlsx"


def set_kind(world: Path, value: str) -> None:
    book = load_workbook(workbook(world))
    sheet = book["Kirjaukset"]
    (kind,) = (cell.column for cell in sheet[1] if cell.value == "Laji")
    sheet.cell(2, kind).value = value
    book.save(workbook(world))


def test_it_is_written_beside_the_notes_and_tells_what_it_holds(world: Path) -> None:
    code, told = review(world)
    assert code == 0
    assert workbook(world).is_file()
    assert "Heinola 2024: 2 records, 0 unread lines." in told.replace("\n", "")
    assert "corrections" not in told


def test_corrections_are_taken_over(world: Path) -> None:
    review(world)
    set_kind(world, "Jarru")
    _, told = review(world)
    assert "1 correction taken over" in told.replace("\n", "")
    _, told = review(world)
    assert "1 correction taken over" in told.replace("\n", "")


def test_a_cell_that_cannot_be_used_is_told_and_the_workbook_left_alone(world: Path) -> None:
    review(world)
    set_kind(world, "Huolenpito")
    before = workbook(world).read_bytes()
    code, told = review(world)
    assert code == 1
    assert "'Huolenpito' is not one of the choices." in told
    assert workbook(world).read_bytes() == before


def test_the_words_of_the_register_workbooks_count_too(world: Path) -> None:
    review(world)
    set_kind(world, "Ilo")
    assert review(world)[0] == 0


def test_a_folder_without_notes_is_told(world: Path) -> None:
    (world / "data" / "raw" / "Iitti" / "2024" / "surveys").mkdir(parents=True)
    survey = world / "data" / "raw" / "Iitti" / "2024" / "surveys" / "kysely.csv"
    survey.write_text("Onko hyvä?\nKyllä\n", encoding="utf-8")
    _, told = review(world, municipalities=("Iitti",))
    assert "Iitti 2024: no notes" in told


def test_nothing_to_review_is_wrong_use(world: Path) -> None:
    with pytest.raises(UsageError, match="No notes were found"):
        review(world, municipalities=("Hollola",))


def test_the_working_edition_never_lies_among_what_is_published(world: Path) -> None:
    settings = read_settings(world / "pipeline.toml")
    public = settings.folders.output
    for folder in (public, public / "working"):
        with pytest.raises(UsageError, match="names persons"):
            with_options(settings, Options(edition="working", output=folder))
    chosen = with_options(settings, Options(edition="working")).folders.output
    assert chosen == settings.folders.working
    assert with_options(settings, Options()).folders.output == public
