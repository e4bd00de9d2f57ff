"""From the raw folder to the tables: only what changed, all or nothing, the same bytes every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow
import pyarrow.parquet
import pytest

from hyte.errors import TableError, UsageError
from hyte.reference.areas import Areas
from hyte.sources.notes import NotesReading, documents
from hyte.sources.probe import Probe
from hyte.store import build as building
from hyte.store import exchange as exchanging
from hyte.store import tasks
from hyte.store.check import check
from hyte.store.ingest import IngestResult, ingest
from hyte.store.local_tables import read_local_inputs
from hyte.store.slices import (
    areas_of,
    read_approval,
    read_conflicts,
    read_fingerprints,
    read_indicators,
    read_observations,
    read_refusals,
    read_regions,
    read_sources,
)
from hyte.store.summary import check_text


def read_notes(processed: Path, municipality: str, year: int) -> pd.DataFrame:
    return read_local_inputs(processed, municipality, year).notes


def read_note_lines(processed: Path, municipality: str, year: int) -> pd.DataFrame:
    return read_local_inputs(processed, municipality, year).note_lines


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def by_file(result: IngestResult) -> dict[str, tuple[int, int, str | None]]:
    return {file.file: (file.figures_read, file.kept, file.problem) for file in result.files}


@pytest.fixture
def processed(tmp_path: Path) -> Path:
    return tmp_path / "processed"


def test_the_tables_hold_what_the_files_say(raw: Path, processed: Path) -> None:
    result = ingest(raw, processed)
    assert result.changed
    assert result.problems == ()
    assert result.ignored == (("README.md", "an explanation for people"),)
    assert by_file(result) == {
        "a.csv": (3, 3, None),
        "b.csv": (3, 3, None),
        "example/areas.csv": (0, 0, None),
        "example/data.csv": (2, 2, None),
        "example/regions.json": (0, 0, None),
        "example/Esimerkkilä/2022/approval.toml": (0, 0, None),
        "example/Esimerkkilä/2022/notes/kokous.txt": (0, 0, None),
    }
    rows = read_observations(processed, ["KU111", "SSS"], invented=False)
    assert list(zip(rows["region"], rows["indicator"], rows["year"], rows["value"], strict=True)) == [
        ("KU111", "population", 2021, 18344.0),
        ("KU111", "population", 2022, 18131.0),
        ("KU111", "unemployed", 2022, 9.5),
        ("SSS", "population", 2022, 5563970.0),
    ]
    assert rows["file"].tolist() == ["a.csv", "a.csv", "a.csv", "b.csv"]
    assert len(read_observations(processed, ["KU111"], invented=False, until_year=2021)) == 1
    conflict = read_conflicts(processed, ["KU111"]).iloc[0]
    assert (conflict["value_used"], conflict["place_used"], conflict["value_other"]) == (9.5, "4", 9.7)
    assert set(read_indicators(processed)["indicator"]) == {"population", "unemployed"}
    assert read_refusals(processed).empty


def test_invented_data_stay_apart(raw: Path, processed: Path) -> None:
    ingest(raw, processed)
    invented = read_observations(processed, ["KU998", "SSS"], invented=True)
    assert invented["value"].tolist() == [2406.0, 1000000.0]
    assert read_observations(processed, ["KU998"], invented=False).empty
    assert read_sources(processed, invented=True)["file"].str.startswith("example/").all()
    region = read_regions(processed).set_index("region").loc["KU998"]
    assert (region["name_sv"], region["county"], bool(region["invented"])) == ("Exempelby", "HVA99", True)
    assert areas_of(processed).find("Exempelby").municipality.code == "998"
    assert read_conflicts(processed, invented=True).empty
    assert len(read_conflicts(processed, invented=False)) == 1


def test_a_sidecar_can_mark_one_file_as_invented(raw: Path, processed: Path) -> None:
    (raw / "b.csv.meta.toml").write_text('invented = true\nlicence = "CC BY 4.0"\n', encoding="utf-8")
    ingest(raw, processed)
    assert read_observations(processed, ["SSS"], invented=False).empty
    source = read_sources(processed).set_index("file").loc["b.csv"]
    assert (bool(source["invented"]), source["licence"]) == (True, "CC BY 4.0")
    assert read_conflicts(processed, invented=False).empty
    assert read_conflicts(processed, invented=True)["value_other"].tolist() == [1000000.0]


def test_the_date_in_a_sidecar_decides_a_conflict(raw: Path, processed: Path) -> None:
    (raw / "b.csv.meta.toml").write_text("updated = 2024-05-31\n", encoding="utf-8")
    ingest(raw, processed)
    rows = read_observations(processed, ["KU111"], invented=False).set_index(["indicator", "year"])
    assert rows.loc[("unemployed", 2022), "value"] == 9.7
    assert rows.loc[("population", 2022), "file"] == "b.csv"
    assert read_conflicts(processed)["updated_used"].tolist() == ["2024-05-31"]


def test_notes_and_approval_are_found_by_the_name_of_the_folder(raw: Path, processed: Path) -> None:
    ingest(raw, processed)
    notes = read_notes(processed, "998", 2022)
    assert len(notes) + len(read_note_lines(processed, "998", 2022)) > 0
    assert set(notes["file"]) <= {"example/Esimerkkilä/2022/notes/kokous.txt"}
    assert notes["text"].str.contains("yksinäisyys").any()
    approval = read_approval(processed, "998", 2022)
    assert approval is not None
    assert (approval.state, approval.section) == ("approved", "§ 45")
    assert read_notes(processed, "998", 2021).empty


def test_nothing_changed_means_nothing_is_written(raw: Path, processed: Path) -> None:
    first = ingest(raw, processed)
    before = {path: path.stat().st_mtime_ns for path in processed.iterdir()}
    second = ingest(raw, processed)
    assert not second.changed
    assert second.read_again == ()
    assert (second.problems, second.ignored, second.conflicts) == (first.problems, first.ignored, 1)
    assert [file.stored() for file in second.files] == [file.stored() for file in first.files]
    assert {path: path.stat().st_mtime_ns for path in processed.iterdir()} == before


def test_the_quick_path_imports_no_pandas(raw: Path, processed: Path, root: Path) -> None:
    ingest(raw, processed)
    code = (
        "import sys; from pathlib import Path; from hyte.store.ingest import ingest; "
        "result = ingest(Path(sys.argv[1]), Path(sys.argv[2])); "
        'sys.exit(f\'{result.changed} {"pandas" in sys.modules} {"numpy" in sys.modules}\')'
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(raw), str(processed)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stderr.strip() == "False False False"


def test_only_the_changed_file_is_read_again(raw: Path, processed: Path) -> None:
    assert ingest(raw, processed).read_again == ("a.csv", "b.csv", "example/data.csv", "example/regions.json")
    (raw / "b.csv").write_bytes((raw / "b.csv").read_bytes().replace(b"9.7", b"9.8"))
    assert ingest(raw, processed).read_again == ("b.csv",)
    assert read_conflicts(processed)["value_other"].tolist() == [9.8]
    (raw / "a.csv.meta.toml").write_text('publisher = "THL"\n', encoding="utf-8")
    assert ingest(raw, processed).read_again == ("a.csv",)
    assert len(list((processed / "cache").iterdir())) == 4


def test_dates_of_files_play_no_part(raw: Path, processed: Path) -> None:
    ingest(raw, processed)
    before = contents(processed)
    for path in raw.rglob("*"):
        os.utime(path, (1, 1))
    assert not ingest(raw, processed).changed
    shutil.rmtree(processed)
    ingest(raw, processed)
    assert contents(processed) == before


def test_two_ingests_are_byte_identical_whatever_the_order_of_creation(raw: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for path in sorted((path for path in raw.rglob("*") if path.is_file()), reverse=True):
        target = other / path.relative_to(raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    ingest(raw, tmp_path / "p1")
    ingest(other, tmp_path / "p2")
    assert contents(tmp_path / "p1") == contents(tmp_path / "p2")
    assert len(contents(tmp_path / "p1")) == 24


def test_several_workers_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    ingest(raw, tmp_path / "p1")
    ingest(raw, tmp_path / "p2", workers=2)
    assert contents(tmp_path / "p1") == contents(tmp_path / "p2")


def test_one_bad_file_does_not_stop_the_others(raw: Path, processed: Path) -> None:
    (raw / "error.xlsx").write_text("<!DOCTYPE html><html>503</html>", encoding="utf-8")
    (raw / "empty.csv").write_bytes(b"")
    (raw / "b.csv.meta.toml").write_text("publishr = 1", encoding="utf-8")
    result = ingest(raw, processed)
    problems = {str(problem.place): problem.reason for problem in result.problems}
    assert set(problems) == {"error.xlsx", "empty.csv", "b.csv.meta.toml"}
    assert "web page" in problems["error.xlsx"]
    assert by_file(result)["a.csv"] == (3, 3, None)
    stored = read_sources(processed).set_index("file")["problem"]
    assert stored["error.xlsx"].startswith("error.xlsx: The file is a web page")
    assert "publishr" in stored["b.csv"]
    assert [str(p) for p in ingest(raw, processed).problems] == [str(p) for p in result.problems]


def test_a_fault_of_a_reader_is_a_problem_of_its_file(
    raw: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import hyte.sources.readers as readers

    real = readers.read_file

    def read_file(probe: object) -> object:
        if getattr(probe, "name", "") == "b.csv":
            raise KeyError("column")
        return real(probe)  # type: ignore[arg-type]

    monkeypatch.setattr(readers, "read_file", read_file)
    (problem,) = ingest(raw, processed).problems
    assert problem.place == "b.csv"
    assert "KeyError" in problem.reason


def test_a_bad_area_list_and_a_wrong_folder_name_are_problems(raw: Path, processed: Path) -> None:
    (raw / "x").mkdir()
    (raw / "x" / "areas.csv").write_text("code;nimi\n", encoding="utf-8")
    wrong = raw / "Heinolaa" / "2022"
    wrong.mkdir(parents=True)
    (wrong / "approval.toml").write_text('state = "draft"', encoding="utf-8")
    result = ingest(raw, processed)
    told = {file.file: file.problem or "" for file in result.files}
    assert "'nimi'" in told["x/areas.csv"]
    assert "Heinola" in told["Heinolaa/2022/approval.toml"]
    assert len(result.problems) == 2


def test_two_approvals_of_one_report_are_not_guessed(raw: Path, processed: Path) -> None:
    other = raw / "example" / "998" / "2022"
    other.mkdir(parents=True)
    (other / "approval.toml").write_text('state = "draft"', encoding="utf-8")
    (problem,) = ingest(raw, processed).problems
    assert "approval already" in problem.reason


def test_a_crash_while_building_leaves_the_old_tables(
    raw: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(raw, processed)
    before = contents(processed)
    (raw / "a.csv").unlink()

    def crash(shares: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(building, "join", crash)
        with pytest.raises(RuntimeError):
            ingest(raw, processed)
    assert contents(processed) == before
    assert ingest(raw, processed).changed


def test_a_failure_half_way_through_the_exchange_puts_the_old_tables_back(
    raw: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(raw, processed)
    before = contents(processed)
    (raw / "a.csv").unlink()
    real, moves = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        if self.parent.name == exchanging.INCOMING:
            moves.append(self.name)
            if len(moves) == 4:
                raise PermissionError(13, "opened by another program")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(UsageError, match=r"cannot be written \(opened by another program\)"):
            ingest(raw, processed)
    assert len(moves) == 4
    assert contents(processed) == before
    assert read_observations(processed, ["KU111"], invented=False)["file"].eq("a.csv").all()


def test_a_power_cut_during_the_exchange_is_healed_by_the_next_ingest(raw: Path, processed: Path) -> None:
    ingest(raw, processed)
    before = contents(processed)
    incoming = exchanging.fresh_incoming(processed)
    (incoming / "sources.parquet").write_bytes(b"new")
    (incoming / "ingest.json").write_bytes(b"new")
    outgoing = processed / exchanging.OUTGOING
    outgoing.mkdir()
    (processed / "sources.parquet").replace(outgoing / "sources.parquet")
    (incoming / "sources.parquet").replace(processed / "sources.parquet")
    ingest(raw, processed)
    assert contents(processed) == before
    assert not incoming.exists()
    assert not outgoing.exists()


@pytest.mark.parametrize("name", ["observations.parquet", "fingerprints.json", "areas.json"])
def test_a_lost_or_changed_table_is_made_again(raw: Path, processed: Path, name: str) -> None:
    ingest(raw, processed)
    before = contents(processed)
    (processed / name).write_bytes(b"changed")
    assert ingest(raw, processed).changed
    (processed / name).unlink()
    assert ingest(raw, processed).changed
    assert contents(processed) == before


def test_a_damaged_cache_is_no_reason_to_fail(raw: Path, processed: Path) -> None:
    ingest(raw, processed)
    before = contents(processed)
    for path in (processed / "cache").rglob("rows-0.parquet"):
        path.write_bytes(b"half")
    for path in (processed / "cache").rglob("meta.json"):
        path.write_bytes(b"{")
        break
    (processed / "ingest.json").unlink()
    ingest(raw, processed)
    assert contents(processed) == before


def test_a_processed_folder_that_cannot_be_made_is_told(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot be written"):
        ingest(raw, tmp_path / "file" / "processed")


def test_an_empty_raw_folder_gives_empty_tables(tmp_path: Path, processed: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = ingest(tmp_path / "empty", processed)
    assert (result.observations, result.files) == (0, ())
    assert read_observations(processed, ["KU111"], invented=False).empty


def test_progress_is_told_after_each_file_that_is_read(raw: Path, processed: Path) -> None:
    told: list[tuple[str, int, int]] = []
    ingest(raw, processed, lambda name, done, count: told.append((name, done, count)))
    assert told[0] == ("a.csv", 1, 5)
    assert [done for _, done, _ in told] == [1, 2, 3, 4, 5]
    assert told[-1][0] == "notes and workbooks of 998 2022"


def test_fingerprints_change_only_where_the_data_change(raw: Path, processed: Path) -> None:
    ingest(raw, processed)
    first = read_fingerprints(processed)
    (raw / "c.csv").write_bytes((raw / "a.csv").read_bytes().replace(b";44;", b";61;"))
    ingest(raw, processed)
    second = read_fingerprints(processed)
    areas = Areas.official()
    heinola = {"areas": areas, "municipality": areas.find("111").municipality, "year": 2022}
    one, other = first.slices(["KU111", "KU142"], **heinola), second.slices(["KU111", "KU142"], **heinola)
    assert {name for name in one if one[name] != other[name]} == {"figures of KU142"}
    assert first.invented == second.invented
    note = raw / "example" / "Esimerkkilä" / "2022" / "notes" / "kokous.txt"
    note.write_text(note.read_text(encoding="utf-8") + "- Päihteiden käyttö\n", encoding="utf-8")
    ingest(raw, processed)
    third = read_fingerprints(processed)
    assert (third.real, third.indicators, third.failed) == (second.real, second.indicators, second.failed)
    assert third.notes.keys() == {"998/2022"}
    assert third.notes != second.notes


def test_fingerprints_without_an_ingest_say_what_to_do(processed: Path) -> None:
    with pytest.raises(TableError, match="ingest again"):
        read_fingerprints(processed)


def test_check_tells_everything_and_writes_nothing(raw: Path, tmp_path: Path) -> None:
    header = "indicator;region;year;gender;primary value;absolute value\n"
    (raw / "odd.csv").write_text(f"{header}127;9999;2022;total;5;\n127;44;2022;x;5;\n", encoding="utf-8")
    (raw / "error.xlsx").write_text("<html>503</html>", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = check(raw)
    assert sorted(tmp_path.rglob("*")) == before
    text = check_text(result.files, result.ignored, result.problems)
    assert "odd.csv: sotkanet-rest-csv, 1 figures kept of 2" in text
    assert "    odd.csv, line 3: unknown_sex 'x'" in text
    assert "1 unknown region, kept: SOTKANET9999" in text
    assert "README.md: not read (an explanation for people)" in text
    assert text.count("The file is a web page") == 1


def test_every_layout_is_read_in_full(shared: Path, processed: Path) -> None:
    result = ingest(shared / "layouts", processed)
    assert result.problems == ()
    data = [file for file in result.files if file.role == "data"]
    assert len(data) == 14
    assert all(file.kept == file.figures_read and file.layout for file in data)
    assert all(file.figures_read > 0 for file in data if file.layout != "sotkanet-regions")
    assert sum(file.figures_read for file in data) == 179
    rows = read_observations(processed, ["KU998"], invented=False).set_index(["indicator", "year", "sex"])
    assert rows.loc[("social_assistance_25_64", 2023, "male"), "value"] == 4.6
    assert rows.loc[("social_assistance_25_64", 2023, "male"), "numerator"] == 29


def test_the_same_table_in_three_formats_and_two_languages_is_one(shared: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for path in (shared / "real" / "statfin").glob("001_12c1_2022*"):
        shutil.copyfile(path, raw / path.name)
    result = ingest(raw, tmp_path / "processed")
    assert (result.observations, result.conflicts, result.problems) == (149_872, 0, ())
    assert read_refusals(tmp_path / "processed").empty


def test_when_the_workers_die_the_rest_is_read_in_this_process(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(*_: object) -> Iterator[str]:
        raise BrokenProcessPool("killed")
        yield

    ingest(raw, tmp_path / "p1")
    shutil.copytree(tmp_path / "p1" / "cache", tmp_path / "p2" / "cache")
    (raw / "b.csv").write_bytes((raw / "b.csv").read_bytes() + b"127;44;2020;total;5;\r\n")
    (raw / "c.csv").write_bytes((raw / "b.csv").read_bytes())
    monkeypatch.setattr(tasks, "_in_processes", dying)
    assert ingest(raw, tmp_path / "p2", workers=2).read_again == ("b.csv", "c.csv")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_names_with_lines_and_broken_letters_are_read_and_shown_whole(raw: Path, processed: Path) -> None:
    notes = raw / "example" / "Esimerkkilä" / "2022" / "notes"
    for name in (b"/latin\xe4.csv", b"/two\nlines.csv"):
        os.link(raw / "a.csv", os.fsencode(raw) + name)
    (notes / "kokous.txt").rename(os.fsdecode(os.fsencode(notes) + b"/note\xff\n.txt"))
    result = ingest(raw, processed)
    assert result.problems == ()
    assert (
        by_file(result)["latin\\udce4.csv"]
        == by_file(result)["a.csv"]
        == by_file(result)["two\\u000alines.csv"]
    )
    files = set(read_notes(processed, "998", 2022)["file"])
    assert "example/Esimerkkilä/2022/notes/note\\udcff\\u000a.txt" in files
    assert files <= set(read_sources(processed)["file"])
    assert not any("\n" in line and line.startswith("lines") for line in check_text(result.files).split("\n"))


def test_a_fault_in_one_note_costs_only_that_note(
    raw: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = raw / "example" / "Esimerkkilä" / "2022" / "notes"
    (notes / "strange.txt").write_text("Hyvinvointityöryhmä 5.9.2022\n\nIlonaiheet\n- Uusi puisto\n", "utf-8")

    def read_document(probe: Probe) -> object:
        if probe.name.endswith("strange.txt"):
            raise KeyError("w:tbl")
        return documents.read_document(probe)

    monkeypatch.setattr("hyte.sources.notes.folder.read_document", read_document)
    result = ingest(raw, processed)
    (problem,) = result.problems
    assert str(problem).startswith(
        "example/Esimerkkilä/2022/notes/strange.txt: The file could not be read (KeyError"
    )
    assert set(read_notes(processed, "998", 2022)["file"]) == {"example/Esimerkkilä/2022/notes/kokous.txt"}


def test_a_fault_in_all_notes_together_is_told_of_each(
    raw: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import hyte.sources.notes as notes_room

    notes = raw / "example" / "Esimerkkilä" / "2022" / "notes"
    (notes / "other.txt").write_text("Hyvinvointityöryhmä 5.9.2022\n", "utf-8")
    reading_all = notes_room.read_notes

    def read_notes_but_not_two(files: Sequence[Path], *rest: Any, **more: Any) -> NotesReading:
        if len(files) > 1:
            raise KeyError("together")
        return reading_all(files, *rest, **more)

    monkeypatch.setattr(notes_room, "read_notes", read_notes_but_not_two)
    result = ingest(raw, processed)
    assert sorted(str(problem.place).rpartition("/")[2] for problem in result.problems) == [
        "kokous.txt",
        "other.txt",
    ]
    assert len(read_observations(processed, ["KU111"], invented=False)) == 3


def test_a_table_that_was_changed_after_the_ingest_is_refused(raw: Path, processed: Path) -> None:
    ingest(raw, processed)
    assert len(read_observations(processed, ["KU111"], invented=False)) == 3
    path = processed / "observations.parquet"
    content = path.read_bytes()
    table = pyarrow.parquet.read_table(path)
    robots = table.set_column(3, "sex", pyarrow.array(["robot"] * len(table)))
    pyarrow.parquet.write_table(robots, path)
    with pytest.raises(TableError, match=r"'robot'.*ingest again"):
        read_observations(processed, ["KU111"], invented=False)
    at = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(content)).metadata.row_group(0).column(4)
    where = (at.dictionary_page_offset or at.data_page_offset) + at.total_compressed_size - 4
    path.write_bytes(content[:where] + bytes([content[where] ^ 1]) + content[where + 1 :])
    with pytest.raises(TableError, match=r"cannot be read.*ingest again"):
        read_observations(processed, ["KU111"], invented=False)


def test_reading_a_table_of_the_last_ingest_needs_no_pandera(raw: Path, processed: Path, root: Path) -> None:
    ingest(raw, processed)
    code = (
        "import sys; from pathlib import Path; from hyte.store.slices import read_observations; "
        'rows = read_observations(Path(sys.argv[1]), ["KU111"], invented=False); '
        "sys.exit(f'{len(rows)} {\"pandera\" in sys.modules}')"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(processed)], cwd=root, capture_output=True, text=True, check=False
    )
    assert told.stderr.strip() == "3 False"
