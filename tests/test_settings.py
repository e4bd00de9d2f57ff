"""`pipeline.toml` is read strictly, and says where a word is wrong."""

from pathlib import Path

import pytest

from hyte.errors import UsageError
from hyte.settings import PROCESSED_VARIABLE, SETTINGS_VARIABLE, find_settings, read_settings


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PROCESSED_VARIABLE, raising=False)
    monkeypatch.delenv(SETTINGS_VARIABLE, raising=False)


def write(folder: Path, text: str) -> Path:
    path = folder / "pipeline.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, '[folders]\nraw = "exports"\n'))
    assert settings.folders.raw == tmp_path / "exports"
    assert settings.folders.output == tmp_path / "output"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[raports]\nyears = [2022]\n", "'reports'"),
        ("[reports]\nlanguage = ['fi']\n", "'languages'"),
        ("[comparison]\nchange_year = 3\n", "'change_years'"),
        ("[run]\nworker = 2\n", "'workers'"),
    ],
)
def test_unknown_key_is_refused_with_the_nearest_name(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(UsageError, match="did you mean") as caught:
        read_settings(write(tmp_path, text))
    assert expected in str(caught.value)
    assert "pipeline.toml" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["[reports]\nyears = [22]\n", "[reports]\nlanguages = ['no']\n", "[run]\nworkers = -1\n", "[reports\n"],
)
def test_bad_values_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError):
        read_settings(write(tmp_path, text))


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Restore pipeline\.toml"):
        read_settings(tmp_path / "pipeline.toml")


def test_settings_are_found_from_a_folder_below(tmp_path: Path) -> None:
    write(tmp_path, "")
    below = tmp_path / "notebooks" / "drafts"
    below.mkdir(parents=True)
    assert find_settings(below).folders.raw == tmp_path / "data" / "raw"


def test_the_environment_leads_a_notebook_to_the_pipelines_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(write(tmp_path, "")))
    monkeypatch.setenv(PROCESSED_VARIABLE, str(tmp_path / "elsewhere"))
    assert find_settings(Path("/")).folders.processed == tmp_path / "elsewhere"


def test_the_shipped_settings_are_valid(root: Path) -> None:
    assert read_settings(root / "pipeline.toml").reports.formats == ("html", "pdf", "xlsx")
