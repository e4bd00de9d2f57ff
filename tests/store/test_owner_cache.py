"""What a municipality brings is read once, and again only when something that decides the result changes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from hyte.store import owner_cache
from hyte.store.files import take_inventory
from hyte.store.ingest import hash_raw_files, ingest
from hyte.store.local_inputs import LocalInputs, gather_local_inputs, gather_read_inputs, own_tasks
from hyte.store.own_areas import own_areas_in
from hyte.store.owner_cache import OwnerCache
from hyte.store.tasks import do_all

NOTE = """Hyvinvointityöryhmä 5.6.2024
Läsnä: Aino Esimerkki, hyvinvointikoordinaattori; Onni Mallikas, rehtori

Huolenaiheet
- Nuorten yksinäisyys on lisääntynyt, kertoi Onni Mallikas
"""


@pytest.fixture
def two(raw: Path) -> Path:
    """The small raw folder with a second municipality's notes."""
    notes = raw / "Heinola" / "2024" / "notes"
    notes.mkdir(parents=True)
    (notes / "Onni Mallikas.txt").write_text(NOTE, encoding="utf-8")
    (notes / "broken.docx").write_bytes(b"PK no document")
    return raw


def through_cache(raw: Path, cache: OwnerCache) -> tuple[LocalInputs, list[str]]:
    inventory = take_inventory(raw)
    hashes, _ = hash_raw_files(inventory)
    areas, own_areas, _ = own_areas_in(inventory, [])
    keys, tasks = own_tasks(raw, inventory, hashes, areas, own_areas, cache)
    crashed = do_all(tasks, workers=1)
    found = gather_read_inputs(raw, inventory, hashes, areas, own_areas, cache, keys, crashed)
    return found, [task.name for task in tasks]


def test_the_cache_gives_what_reading_gives(two: Path, tmp_path: Path) -> None:
    inventory = take_inventory(two)
    hashes, _ = hash_raw_files(inventory)
    read = gather_local_inputs(two, inventory, hashes, own_areas_in(inventory, [])[0])
    kept, _ = through_cache(two, OwnerCache(tmp_path / "own"))
    for name, table in read.tables.items():
        pd.testing.assert_frame_equal(kept.tables[name], table)
    assert kept.approvals == read.approvals
    assert {name: [str(one) for one in told] for name, told in kept.problems.items()} == {
        name: [str(one) for one in told] for name, told in read.problems.items()
    }
    assert kept.problems["Heinola/2024/notes/broken.docx"][0].place is not None
    assert kept.names == read.names
    assert "mallikas" in " ".join(kept.names["Heinola/2024/notes/broken.docx"].names.full_names)


def test_only_what_has_changed_is_read_again(two: Path, tmp_path: Path) -> None:
    cache = OwnerCache(tmp_path / "own")
    heinola, invented = "notes and workbooks of 111 2024", "notes and workbooks of 998 2022"
    assert through_cache(two, cache)[1] == [heinola, invented]
    assert through_cache(two, cache)[1] == []
    note = two / "Heinola" / "2024" / "notes" / "Onni Mallikas.txt"
    note.write_text(NOTE + "- Jonot\n", encoding="utf-8")
    found, again = through_cache(two, cache)
    assert again == [heinola]
    assert found.tables["notes"]["text"].str.contains("Jonot").any()
    note.rename(note.with_name("other.txt"))
    assert through_cache(two, cache)[1] == [heinola]
    # A list of own areas names places, which are never taken for persons.
    areas = two / "example" / "areas.csv"
    areas.write_text(areas.read_text(encoding="utf-8").replace("Exempelby", "Exempelstad"), encoding="utf-8")
    assert through_cache(two, cache)[1] == [heinola, invented]


def test_new_code_reads_all_again(two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = OwnerCache(tmp_path / "own")
    through_cache(two, cache)
    monkeypatch.setattr(owner_cache, "ingest_hash", lambda: "other")
    assert len(through_cache(two, cache)[1]) == 2


@pytest.mark.parametrize("name", ["notes.parquet", "meta.json"])
def test_a_damaged_entry_is_read_again(two: Path, tmp_path: Path, name: str) -> None:
    cache = OwnerCache(tmp_path / "own")
    first, _ = through_cache(two, cache)
    for path in cache.folder.rglob(name):
        path.write_bytes(path.read_bytes().replace(b"a", b"b"))
    again, read = through_cache(two, cache)
    assert len(read) == 2
    pd.testing.assert_frame_equal(again.tables["notes"], first.tables["notes"])


def test_an_ingest_keeps_only_the_entries_that_it_used(two: Path, tmp_path: Path) -> None:
    processed = tmp_path / "processed"
    ingest(two, processed)
    assert len(list((processed / "cache_of_own_files").iterdir())) == 2
    (two / "Heinola" / "2024" / "notes" / "broken.docx").unlink()
    ingest(two, processed)
    assert len(list((processed / "cache_of_own_files").iterdir())) == 2


def test_a_file_that_ends_its_process_costs_only_itself(two: Path, tmp_path: Path) -> None:
    cache = OwnerCache(tmp_path / "own")
    inventory = take_inventory(two)
    hashes, _ = hash_raw_files(inventory)
    areas, own_areas, _ = own_areas_in(inventory, [])
    keys, _ = own_tasks(two, inventory, hashes, areas, own_areas, cache)
    before = dict(keys)
    broken = "Heinola/2024/notes/broken.docx"
    crashed = {"notes and workbooks of 111 2024": (broken,)}
    found = gather_read_inputs(two, inventory, hashes, areas, own_areas, cache, keys, crashed)
    assert [str(problem).split(".")[0] for problem in found.problems[broken]] == ["Heinola/2024/notes/broken"]
    assert "ended without a word" in found.problems[broken][0].reason
    assert set(found.tables["notes"]["municipality"]) == {"111", "998"}
    assert keys["111", 2024] != before["111", 2024]
    assert keys["998", 2022] == before["998", 2022]
