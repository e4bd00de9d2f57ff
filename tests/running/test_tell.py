"""What plan, status and check tell."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from hyte.running.request import Options
from hyte.running.tell import tell_check, tell_plan, tell_status

from .conftest import Ran, settings_text

Told = Callable[[Path, Options, Console], int]


def told_by(command: Told, settings_file: Path, options: Options | None = None) -> tuple[int, str]:
    told = io.StringIO()
    code = command(settings_file, options or Options(), Console(file=told, width=400))
    return code, told.getvalue()


def test_plan_tells_what_would_be_made_and_why(hiljala: Ran) -> None:
    options = Options(municipalities=("Hiljala", "Tarinakylä"))
    code, text = told_by(tell_plan, hiljala.settings_file, options)
    assert code == 0
    assert "keep  Hiljala 2024 fi (annual_report): nothing has changed" in text
    assert "make  Tarinakylä 2024 fi (annual_report): not made yet" in text
    assert "1 of 2 reports would be made, in about " in text
    assert not list(hiljala.output.glob("2024/993-*"))


def test_plan_tells_how_long_it_took_last_time(hiljala: Ran) -> None:
    _, text = told_by(tell_plan, hiljala.settings_file, Options(municipalities=("995",), formats=("html",)))
    assert "keep  Hiljala" in text


def test_status_tells_each_report_with_its_files_and_inputs(hiljala: Ran) -> None:
    code, text = told_by(tell_status, hiljala.settings_file)
    assert code == 0
    assert "Hyvinvointikertomus 2024: Hiljala" in text
    assert "(fi, draft)" in text
    for form in ("html", "pdf", "xlsx"):
        assert str(hiljala.folder / f"annual_report.fi.{form}") in text
    assert "from esimerkkimaakunta/tilastokeskus/001_99x1_2024.xlsx" in text
    assert "MISSING" not in text


def test_status_without_reports_tells_how_to_make_them(root: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text(settings_text(root, tmp_path), encoding="utf-8")
    code, text = told_by(tell_status, tmp_path / "pipeline.toml")
    assert code == 0
    assert "python pipeline.py run" in text


def test_check_tells_what_each_file_was_taken_for(hiljala: Ran) -> None:
    code, text = told_by(tell_check, hiljala.settings_file)
    assert code == 0
    example = "esimerkkimaakunta"
    assert f"{example}/sotkanet/sotkanet_vaesto.csv: sotkanet-rest-csv, 1308 figures kept of 1308" in text
    assert f"{example}/tilastokeskus/001_12c1_2024.px: px, 336 figures kept of 336" in text
    assert f"{example}/990/2024/notes/hyvinvointityoryhma_2024-06-05.txt: notes" in text
    assert "unknown indicators, kept: " in text
    assert "sheet-kirjastolainat-asukasta-kohti-kpl" in text
    assert "0 problems" in text
