"""`pipeline.toml` is read strictly, and says where a word is wrong."""

from pathlib import Path

import pytest

from hyte.errors import UsageError
from hyte.settings import PROCESSED_VARIABLE, SETTINGS_VARIABLE, Comparison, find_settings, read_settings


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
        ("[comparison]\noldest_date = 3\n", "'oldest_data'"),
        ("[comparison]\nfalse_discoveries = 0.05\n", "'false_discovery'"),
        ("[run]\nworker = 2\n", "'workers'"),
        ("[comparison.likeness]\nsizes = 2\n", "'size'"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('peer_rule = "alike"', "comparison.peer_rule: 'alike' is not one of likeness, county_and_group."),
        ("likeness.size = -1", "comparison.likeness.size: -1 must be 0 or more."),
        ("likeness.age = nan", "comparison.likeness.age: nan must be a number."),
        ("likeness.group = 'much'", "comparison.likeness.group: 'much' must be a number."),
        ("likeness.peers = 2", "comparison.likeness.peers: 2 must be 3 or more."),
        (
            "likeness = { size = 0, age = 0, group = 0, language = 0, county = 0.0 }",
            "comparison.likeness: size, age, group, language and county cannot all be 0.",
        ),
    ],
)
def test_a_wrong_weight_of_the_likeness_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_settings(write(tmp_path, f"[comparison]\n{text}\n"))
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("5", "5 must be 0.5 or less"),
        ("-0.05", "-0.05 must be 0 or more"),
        ("nan", "nan must be a number"),
        ("'5 %'", "'5 %' must be a number"),
    ],
)
def test_a_share_of_false_differences_is_a_share(tmp_path: Path, value: str, expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_settings(write(tmp_path, f"[comparison]\nfalse_discovery = {value}\n"))
    assert f"comparison.false_discovery: {expected}" in str(caught.value)


def test_false_differences_are_controlled_only_on_demand(tmp_path: Path) -> None:
    assert Comparison().false_discovery == 0
    settings = read_settings(write(tmp_path, "[comparison]\nfalse_discovery = 0.05\n"))
    assert settings.comparison.false_discovery == 0.05


def test_the_years_of_a_change_are_no_setting_any_more(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Unknown setting 'comparison\.change_years'"):
        read_settings(write(tmp_path, "[comparison]\nchange_years = 5\n"))


def test_one_weight_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    likeness = read_settings(write(tmp_path, "[comparison.likeness]\ncounty = 2\n")).comparison.likeness
    assert (likeness.peers, likeness.size, likeness.age, likeness.county) == (8, 1.0, 1.0, 2.0)


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
    settings = read_settings(root / "pipeline.toml")
    assert settings.reports.formats == ("html", "pdf", "xlsx")
    # What stands in the file is what holds without it.
    assert settings.comparison == Comparison()
