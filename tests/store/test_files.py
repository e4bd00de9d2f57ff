"""What each file of the raw folder is."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from hyte.errors import UsageError
from hyte.sources.file_names import shown_name
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


def test_links_to_themselves_and_pipes_are_told_and_never_opened(tmp_path: Path) -> None:
    touch(tmp_path, "a.csv")
    (tmp_path / "self.csv").symlink_to("self.csv")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
    inventory = take_inventory(tmp_path)
    assert [file.name for file in inventory.of(Role.DATA)] == ["a.csv"]
    reasons = {file.name: file.reason for file in inventory.of(Role.IGNORED)}
    assert reasons.pop("pipe.csv", "neither a file nor a folder") == "neither a file nor a folder"
    assert reasons == {"self.csv": "a link that leads nowhere"}
    assert [str(problem.place) for problem in inventory.problems] == ["self.csv"]


def test_a_file_that_may_not_be_looked_at_is_left_to_whoever_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.csv", "b.csv")
    looked = Path.stat

    def stat(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self.name == "b.csv":
            raise PermissionError(13, "Permission denied")
        return looked(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)
    assert [file.name for file in take_inventory(tmp_path).of(Role.DATA)] == ["a.csv", "b.csv"]


def test_what_would_break_a_line_or_turn_it_is_shown_as_a_number() -> None:
    assert shown_name(["a\nb", "\x1b[31m", "\u202egpj", "\udcff.csv"]) == (
        "a\\u000ab/\\u001b[31m/\\u202egpj/\\udcff.csv"
    )
    assert shown_name(["Äänekoski", "😀 <b>.csv"]) == "Äänekoski/😀 <b>.csv"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems store both names as one")
def test_a_second_file_of_the_same_letters_is_not_taken_for_the_first(tmp_path: Path) -> None:
    touch(tmp_path, "ä.csv", unicodedata.normalize("NFD", "ä.csv"))
    inventory = take_inventory(tmp_path)
    assert [file.name for file in inventory.of(Role.DATA)] == ["ä.csv"]
    (problem,) = inventory.problems
    assert "Two files have this name" in problem.reason
    assert problem.place == "ä.csv"
