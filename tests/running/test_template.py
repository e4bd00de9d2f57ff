"""The command that writes the empty register workbook."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from hyte.errors import UsageError
from hyte.running.request import Options
from hyte.running.template import tell_template

AREAS = (
    "code;name_fi;name_sv;language;county;county_fi;county_sv;county_en;group;merged_into;merged_year;invented\n"
    "997;Koekylä;Provby;sv-fi;98;Koemaa;Provland;Testland;rural;;;1\n"
)


@pytest.fixture
def settings_file(tmp_path: Path, root: Path) -> Path:
    file = tmp_path / "pipeline.toml"
    file.write_text(f'[folders]\nnotebooks = "{(root / "notebooks").as_posix()}"\n', encoding="utf-8")
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return file


def told(
    settings_file: Path,
    municipality: str = "Heinola",
    year: int = 2024,
    registers: tuple[str, ...] = (),
    language: str = "own",
) -> tuple[int, str]:
    stream = io.StringIO()
    options = Options(municipalities=(municipality,), years=(year,))
    console = Console(file=stream, soft_wrap=True)
    return tell_template(settings_file, options, console, registers, language), stream.getvalue()


def files(settings_file: Path) -> list[str]:
    raw = settings_file.parent / "data" / "raw"
    paths = sorted(path.relative_to(raw).as_posix() for path in raw.rglob("*.xlsx"))
    return [unicodedata.normalize("NFC", path) for path in paths]


def test_a_new_municipality_gets_its_folder_and_a_workbook_in_its_language(settings_file: Path) -> None:
    code, text = told(settings_file)
    assert code == 0
    assert "Written:" in text
    assert files(settings_file) == ["Heinola/2024/registers/rekisterit.xlsx"]
    book = openpyxl.load_workbook(settings_file.parent / "data/raw/Heinola/2024/registers/rekisterit.xlsx")
    assert book.sheetnames[:2] == ["Ohje", "Huolet ja ilot"]
    assert [book["Ohje"].cell(row, 2).value for row in (2, 3)] == ["Heinola", 2024]


def test_the_folder_that_is_there_is_used_whatever_it_is_called(settings_file: Path) -> None:
    raw = settings_file.parent / "data" / "raw"
    (raw / "maakunta" / "111" / "2024" / "notes").mkdir(parents=True)
    told(settings_file)
    told(settings_file, year=2025)
    assert files(settings_file) == [
        "maakunta/111/2024/registers/rekisterit.xlsx",
        "maakunta/111/2025/registers/rekisterit.xlsx",
    ]


def test_a_workbook_that_is_there_is_never_overwritten(settings_file: Path) -> None:
    told(settings_file)
    file = settings_file.parent / "data/raw/Heinola/2024/registers/rekisterit.xlsx"
    file.write_bytes(b"filled in")
    code, text = told(settings_file)
    assert code == 1
    assert "there already" in text
    assert file.read_bytes() == b"filled in"


def test_one_that_is_there_does_not_stop_the_others(settings_file: Path) -> None:
    told(settings_file)
    stream = io.StringIO()
    options = Options(municipalities=("Heinola", "Iitti"), years=(2024,))
    code = tell_template(settings_file, options, Console(file=stream, soft_wrap=True), (), "")
    assert code == 1
    assert files(settings_file) == [
        "Heinola/2024/registers/rekisterit.xlsx",
        "Iitti/2024/registers/rekisterit.xlsx",
    ]


def test_an_invented_municipality_of_the_raw_folder_is_known(settings_file: Path) -> None:
    raw = settings_file.parent / "data" / "raw"
    (raw / "areas.csv").write_text(AREAS, encoding="utf-8")
    told(settings_file, "Koekylä")
    assert files(settings_file) == ["Provby/2024/registers/register.xlsx"]


def test_one_register_gives_a_workbook_of_its_name(settings_file: Path) -> None:
    told(settings_file, registers=("Suunnitelma",), language="sv")
    assert files(settings_file) == ["Heinola/2024/registers/plan.xlsx"]
    book = openpyxl.load_workbook(settings_file.parent / "data/raw/Heinola/2024/registers/plan.xlsx")
    assert book.sheetnames == ["Anvisning", "Plan", "Listor"]


@pytest.mark.parametrize(
    ("registers", "language", "said"),
    [
        (("planz",), "fi", "Did you mean 'Plan'"),
        (("Ohjelma",), "fi", "Did you mean 'Ohjelmat'"),
        ((), "fin", "Unknown language 'fin'"),
    ],
)
def test_an_unknown_name_is_refused_before_anything_is_written(
    settings_file: Path, registers: tuple[str, ...], language: str, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        told(settings_file, registers=registers, language=language)
    assert said in str(caught.value)
    assert files(settings_file) == []


def test_an_unknown_municipality_and_a_missing_year_are_refused(settings_file: Path) -> None:
    with pytest.raises(UsageError, match="Heinola"):
        told(settings_file, "Heinolaa")
    with pytest.raises(UsageError, match="No year"):
        tell_template(
            settings_file, Options(municipalities=("Heinola",)), Console(file=io.StringIO()), (), ""
        )
    with pytest.raises(UsageError, match="No municipality"):
        tell_template(settings_file, Options(years=(2024,)), Console(file=io.StringIO()), (), "")


def test_a_file_in_the_place_of_the_folder_is_told(settings_file: Path) -> None:
    raw = settings_file.parent / "data" / "raw"
    (raw / "Heinola" / "2024").mkdir(parents=True)
    (raw / "Heinola" / "2024" / "registers").write_text("x", encoding="utf-8")
    code, text = told(settings_file)
    assert code == 1
    assert "cannot be written" in text
