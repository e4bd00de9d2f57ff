"""Large files are read in portions, and give the very tables that small files give."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pandas as pd
import pytest

from hyte.sources.sotkanet import blocks
from hyte.store import count_table_protection, large_reading, large_tables, large_writing
from hyte.store.ingest import IngestResult, ingest
from hyte.store.slices import read_conflicts, read_observations

HEADER = "indicator;region;year;gender;primary value;absolute value\r\n"
REGIONS = (44, 46, 658, 5, 9, 10, 14, 15, 16, 18, 19, 20, 31, 834, 9999)


def rows_of(seed: int, indicators: range, *, missing: float = 0.02) -> list[str]:
    """Lines as Sotkanet writes them, some of them odd."""
    chance = random.Random(seed)
    lines = []
    for indicator in indicators:
        for region in REGIONS:
            for year in (2019, 2020, 2021, 2022):
                women, men = chance.randrange(0, 60), chance.randrange(0, 60)
                for sex, count in (("total", women + men), ("female", women), ("male", men)):
                    if indicator % 3 and sex != "total":
                        continue
                    if chance.random() < missing:
                        continue
                    share = f"{count / 7:.{indicator % 4}f}"
                    absolute = str(count) if indicator % 8 != 1 else ""
                    lines.append(f"{indicator};{region};{year};{sex};{share};{absolute}")
    return lines


def put(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((HEADER + "".join(f"{line}\r\n" for line in lines)).encode())


@pytest.fixture
def in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything counts as large, in small parts, blocks and portions."""
    monkeypatch.setattr(large_reading, "LARGE", 1)
    monkeypatch.setattr(large_reading, "_PART", 150_000)
    monkeypatch.setattr(large_reading, "_BLOCK", 20_000)
    monkeypatch.setattr(large_reading, "_PORTION", 50_000)
    monkeypatch.setattr(large_writing, "_ROWS_OF_TASK", 5_000)


def tables(folder: Path) -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}


def both_ways(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[IngestResult, Path]:
    """Ingest as small and as large files; everything must be the same."""
    whole = ingest(raw, tmp_path / "whole", workers=1)
    with monkeypatch.context() as patch:
        patch.setattr(large_reading, "LARGE", 1)
        patch.setattr(large_reading, "_PART", 150_000)
        patch.setattr(large_reading, "_BLOCK", 20_000)
        patch.setattr(large_reading, "_PORTION", 50_000)
        patch.setattr(large_writing, "_ROWS_OF_TASK", 5_000)
        large = ingest(raw, tmp_path / "large", workers=1)
    assert (large.observations, large.conflicts, large.files) == (
        whole.observations,
        whole.conflicts,
        whole.files,
    )
    assert [str(problem) for problem in large.problems] == [str(problem) for problem in whole.problems]
    one, other = tables(tmp_path / "whole"), tables(tmp_path / "large")
    assert one.keys() == other.keys()
    for name, table in one.items():
        pd.testing.assert_frame_equal(other[name], table, obj=name)
    for name in ("fingerprints", "municipality_facts", "approvals", "areas"):
        first, second = (
            json.loads((tmp_path / way / f"{name}.json").read_text()) for way in ("whole", "large")
        )
        assert second == first, name
    assert not (tmp_path / "large" / ".work").exists()
    return large, tmp_path / "large"


def test_one_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "raw" / "all.csv", [*rows_of(1, range(2000, 2260)), *rows_of(2, range(127, 128))])
    result, processed = both_ways(tmp_path / "raw", tmp_path, monkeypatch)
    assert result.observations > 15_000
    assert {"hyte:hidden"} == set(read_observations(processed, ["KU111"], invented=False)["symbol"].dropna())
    assert json.loads((processed / "ingest.json").read_text())["footers"]["observations.parquet"]


def test_figures_of_which_none_has_to_be_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = rows_of(5, range(2000, 2230), missing=0.0)
    put(tmp_path / "raw" / "all.csv", lines)
    result, processed = both_ways(tmp_path / "raw", tmp_path, monkeypatch)
    assert result.observations == len(lines)
    assert not read_observations(processed, ["KU111"], invented=False)["symbol"].notna().any()


def test_many_regions_of_shares_without_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without counts a file is done in portions only if nobody would search it for sums.
    for module in (large_tables, count_table_protection):
        monkeypatch.setattr(module, "MOST_COLUMNS", 0)
    chance = random.Random(7)
    lines = []
    for indicator in range(2001, 2222):
        for region in range(1, 300) if indicator == 2001 else REGIONS:
            women, men = chance.randrange(0, 60), chance.randrange(0, 60)
            for sex, share in (("total", (women + men) / 2), ("female", women), ("male", men)):
                if chance.random() > 0.05:
                    lines.append(f"{indicator};{region};2022;{sex};{share:.1f};")
                else:
                    lines.append(f"{indicator};{region};2021;{sex};..;")
    put(tmp_path / "raw" / "all.csv", lines)
    result, processed = both_ways(tmp_path / "raw", tmp_path, monkeypatch)
    assert result.observations == len(lines)
    assert "hyte:hidden" in set(read_observations(processed, ["KU111"], invented=False)["symbol"])


@pytest.mark.parametrize("more", [0, 230])
def test_sums_between_few_indicators_give_nothing_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    chance = random.Random(3)
    lines = [
        f"{indicator};{region};2020;total;{chance.random():.2f};"
        for indicator in range(3001, 3001 + more)
        for region in REGIONS[:3]
    ]
    for region in REGIONS:
        for year in range(2010, 2023):
            women, men = chance.randrange(50, 900), chance.randrange(50, 900)
            secret = (region, year) == (44, 2015)
            lines += [
                f"127;{region};{year};total;{women + men};",
                f"128;{region};{year};total;{women};",
                f"129;{region};{year};total;{'...' if secret else men};",
            ]
    put(tmp_path / "raw" / "all.csv", lines)
    result, processed = both_ways(tmp_path / "raw", tmp_path, monkeypatch)
    assert result.observations == len(lines)
    rows = read_observations(processed, ["KU111"], invented=False)
    hidden = rows[(rows["year"] == 2015) & rows["value"].isna()]
    # The secret figure would be the one less the other.
    assert len(hidden) == 2
    assert "hyte:hidden" in set(hidden["symbol"])


def test_odd_lines_are_told_with_their_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = rows_of(1, range(2000, 2230))
    odd = [
        "2001;44;2022;total;abc;",
        "2002;44;20xx;total;1;",
        "2003;44;2022",
        ";;;;;",
        "",
        "2004;44;1999;total;;7",
        "2005;44;1999;total;..;",
        "2006;44;1999;total;1,5*;",
        '"2007";44;1999;"total";"1.25";',
        "2008;44;1999;x;1;",
        lines[5],
        lines[40].rpartition(";")[0].rpartition(";")[0] + ";99.5;",
        "2009;44;1999;total;5.;",
        "2010;44;1999;total;;",
        "2011; 44 ;1999; total ;1.5 ;",
    ]
    for place, line in enumerate(odd):
        lines.insert(300 * (place + 1), line)
    put(tmp_path / "raw" / "all.csv", lines)
    result, _ = both_ways(tmp_path / "raw", tmp_path, monkeypatch)
    (file,) = result.files
    assert dict(file.refused) == {
        "bad_row": 1,
        "duplicate": 2,
        "not_a_number": 2,
        "not_a_year": 1,
        "unknown_sex": 1,
    }
    assert file.refusals[0].place == "all.csv, line 302"


def test_files_that_disagree_and_small_ones_beside(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(raw / "big_a.csv", rows_of(1, range(2000, 2230)))
    put(raw / "big_b.csv", rows_of(3, range(2200, 2420)))
    (raw / "big_b.csv.meta.toml").write_text("updated = 2024-05-31\n", encoding="utf-8")
    put(
        raw / "example" / "big_c.csv",
        [line.replace(";44;", ";9001;") for line in rows_of(4, range(2100, 2320))],
    )
    sheet = "Kunta;2021;2022\nHeinola;3;17\nHartola;12;40\n"
    (raw / "own.csv").write_text(sheet, encoding="utf-8")
    (raw / "own.csv.meta.toml").write_text('indicator = "population"\n', encoding="utf-8")
    result, processed = both_ways(raw, tmp_path, monkeypatch)
    assert len(read_conflicts(processed)) == result.conflicts > 1000
    assert set(read_observations(processed, ["KU998"], invented=True)["file"]) == {
        "example/data.csv",
        "example/big_c.csv",
    }


def test_a_file_with_letters_is_read_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = rows_of(1, range(2000, 2230))
    lines.insert(9_000, "2001;44;2022;yhteensä;1;")
    put(tmp_path / "raw" / "all.csv", lines)
    result, _ = both_ways(tmp_path / "raw", tmp_path, monkeypatch)
    assert result.read_again == ("all.csv",)


@pytest.mark.usefixtures("in_portions")
def test_parts_are_read_once(tmp_path: Path) -> None:
    raw, processed = tmp_path / "raw", tmp_path / "processed"
    put(raw / "all.csv", rows_of(1, range(2000, 2260)))
    assert ingest(raw, processed, workers=2).read_again == ("all.csv",)
    before = (processed / "observations.parquet").read_bytes()
    put(raw / "small.csv", ["127;44;2022;total;18131;"])
    assert ingest(raw, processed, workers=1).read_again == ("small.csv",)
    (raw / "small.csv").unlink()
    assert ingest(raw, processed, workers=1).read_again == ()
    assert (processed / "observations.parquet").read_bytes() == before


def test_each_block_is_what_the_careful_reader_makes_of_it(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", rows_of(5, range(2000, 2010)))
    path = tmp_path / "a.csv"
    start = blocks.data_start(path)
    assert start is not None
    part = (start[1], path.stat().st_size)
    quick_words, careful_words = blocks.Words(), blocks.Words()
    (quick,) = blocks.blocks(path, "a.csv", part, ";", quick_words, 10_000_000)
    careful = blocks._careful(path.read_bytes()[start[1] :], "a.csv", ";", careful_words, 0)
    assert quick_words == careful_words
    for name in blocks.COLUMNS:
        assert quick.columns[name].dtype == careful.columns[name].dtype
        pd.testing.assert_series_equal(pd.Series(quick.columns[name]), pd.Series(careful.columns[name]))
