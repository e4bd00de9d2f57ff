"""What each file of the raw folder is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from hyte.errors import UsageError
from hyte.store.files import Role, take_inventory


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("a.csv", Role.DATA),
        ("deep/er/B.XLSX", Role.DATA),
        ("without_ending", Role.DATA),
        ("taulukko.txt", Role.DATA),
        ("a.csv.meta.toml", Role.SIDECAR),
        ("own/areas.csv", Role.AREAS),
        ("Iitti/2022/notes/k.docx", Role.NOTE),
        ("x/142/2022/Notes/more/k.txt", Role.NOTE),
        ("Iitti/2022/approval.toml", Role.APPROVAL),
        ("~$a.xlsx", Role.IGNORED),
        (".hidden.csv", Role.IGNORED),
        ("README.txt", Role.IGNORED),
        ("SOURCES.md", Role.IGNORED),
        ("make.py", Role.IGNORED),
        ("map.geojson", Role.IGNORED),
        ("report.pdf", Role.IGNORED),
        ("all.zip", Role.IGNORED),
        ("a.csv.crdownload", Role.IGNORED),
        ("Iitti/2022/notes/~$k.docx", Role.IGNORED),
    ],
)
def test_the_name_and_the_place_tell_the_role(tmp_path: Path, name: str, role: Role) -> None:
    touch(tmp_path, name)
    (file,) = take_inventory(tmp_path).files
    assert (file.name, file.role) == (name, role)
    assert (file.reason is not None) == (role is Role.IGNORED)


def test_notes_know_their_municipality_and_year(tmp_path: Path) -> None:
    touch(tmp_path, "county/Iitti/2022/notes/k.txt")
    (file,) = take_inventory(tmp_path).files
    assert (file.municipality, file.year) == ("Iitti", 2022)


@pytest.mark.parametrize("name", ["notes/k.txt", "Iitti/notes/k.txt", "Iitti/22/approval.toml"])
def test_notes_without_an_owner_are_a_problem_that_says_where_to_put_them(tmp_path: Path, name: str) -> None:
    touch(tmp_path, name)
    inventory = take_inventory(tmp_path)
    assert inventory.files[0].role is Role.IGNORED
    (problem,) = inventory.problems
    assert problem.place == name
    assert "<municipality>/<year>/" in str(problem.remedy)


def test_a_sidecar_of_nothing_names_the_nearest_export(tmp_path: Path) -> None:
    touch(tmp_path, "sub/unemployed.csv", "sub/unemployd.csv.meta.toml")
    (problem,) = take_inventory(tmp_path).problems
    assert "sub/unemployed.csv.meta.toml" in str(problem.remedy)


def test_a_misspelt_approval_is_a_problem(tmp_path: Path) -> None:
    touch(tmp_path, "Iitti/2022/aproval.toml")
    (problem,) = take_inventory(tmp_path).problems
    assert "Did you mean approval.toml?" in str(problem.remedy)


def test_loops_of_links_end_and_each_file_is_there_once(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    touch(raw, "a/x.csv", "b/y.csv")
    (raw / "a" / "loop").symlink_to(raw, target_is_directory=True)
    (raw / "b" / "again").symlink_to(raw / "a", target_is_directory=True)
    (raw / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    inventory = take_inventory(raw)
    assert [file.name for file in inventory.files if file.role is Role.DATA] == ["a/x.csv", "b/y.csv"]
    assert [str(problem.place) for problem in inventory.problems] == ["gone.csv"]


def test_names_are_composed_and_sorted(tmp_path: Path) -> None:
    touch(tmp_path, unicodedata.normalize("NFD", "ä.csv"), "b.csv", "A.csv")
    assert [file.name for file in take_inventory(tmp_path).files] == ["A.csv", "b.csv", "ä.csv"]


def test_the_processed_folder_inside_is_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.csv", "processed/old.csv")
    assert [f.name for f in take_inventory(tmp_path, tmp_path / "processed").files] == ["a.csv"]


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is not there.*--raw"):
        take_inventory(tmp_path / "nothing")
    touch(tmp_path, "file")
    with pytest.raises(UsageError, match="is a file, not a folder"):
        take_inventory(tmp_path / "file")
