"""What a municipality itself brings: registers and corrections beside its notes, without personal data."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from hyte.errors import TableError
from hyte.reference.areas import Areas
from hyte.sources.privacy import withholder
from hyte.sources.registers.template import template_bytes
from hyte.store.files import take_inventory
from hyte.store.ingest import hash_raw_files, ingest
from hyte.store.local_inputs import read_owner
from hyte.store.local_tables import read_local_files, read_local_inputs
from hyte.store.masking import masked_table
from hyte.store.tables import read_table

NOTE = """Hyvinvointityöryhmä 5.6.2024
Läsnä: Aino Esimerkki, hyvinvointikoordinaattori; Onni Mallikas, rehtori

Huolenaiheet
- Nuorten yksinäisyys on lisääntynyt, kertoi Onni Mallikas
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "Heinola" / "2024"
    (folder / "notes").mkdir(parents=True)
    (folder / "notes" / "kokous.txt").write_text(NOTE, encoding="utf-8")
    return tmp_path / "raw"


def put_registers(raw: Path, **rows: list[dict[str, str]]) -> None:
    folder = raw / "Heinola" / "2024" / "registers"
    folder.mkdir(exist_ok=True)
    (folder / "rekisterit.xlsx").write_bytes(template_bytes("fi", list(rows), rows))


def test_every_kind_of_file_is_recognised_by_its_place(raw: Path) -> None:
    own = raw / "Heinola" / "2024"
    put_registers(raw, concerns_and_joys=[{"kind": "concern", "text": "Jonot", "origin": "Lape"}])
    (own / "surveys").mkdir()
    (own / "surveys" / "kysely.csv").write_text("Onko hyvä?\nKyllä\n", encoding="utf-8")
    (own / "review.xlsx").write_bytes(b"")
    roles = {file.name.rpartition("/")[2]: str(file.role) for file in take_inventory(raw).files}
    assert roles == {
        "kokous.txt": "note",
        "rekisterit.xlsx": "register",
        "kysely.csv": "survey",
        "review.xlsx": "review",
    }


def test_a_name_on_an_attendance_list_is_kept_out_of_the_registers(raw: Path, tmp_path: Path) -> None:
    put_registers(
        raw,
        concerns_and_joys=[
            {"kind": "joy", "text": "Mallikkaan kerho toimii", "origin": "Hyvinvointityöryhmä"},
            {"kind": "concern", "text": "Soitti 040 123 4567", "origin": "Palaute"},
        ],
    )
    processed = tmp_path / "processed"
    ingest(raw, processed)
    public = read_local_inputs(processed, "111", 2024)
    assert read_local_files(processed, "111", 2024) == public.files != set()
    assert read_local_files(processed, "111", 2023) == set()
    said = list(public.registers[public.registers["field"] == "text"]["value"])
    assert said == ["[nimi] kerho toimii", "Soitti [puhelin]"]
    assert not public.notes["text"].str.contains("Mallikas").any()
    withheld = read_table(processed, "withheld")
    assert set(withheld["kind"]) == {"name", "phone"}
    assert not withheld.astype(str).apply(lambda column: column.str.contains("Mallik|040")).any().any()


def test_only_the_working_edition_reads_what_was_withheld(raw: Path, tmp_path: Path) -> None:
    put_registers(
        raw, concerns_and_joys=[{"kind": "joy", "text": "Mallikkaan kerho toimii", "origin": "Työryhmä"}]
    )
    processed = tmp_path / "processed"
    ingest(raw, processed)
    (processed / "originals.parquet").rename(tmp_path / "elsewhere")
    read_local_inputs(processed, "111", 2024)
    (tmp_path / "elsewhere").rename(processed / "originals.parquet")
    working = read_local_inputs(processed, "111", 2024, working=True)
    assert "Mallikkaan kerho toimii" in list(working.registers["value"])
    assert working.notes["text"].str.contains("kertoi Onni Mallikas").any()


def test_persons_of_the_register_of_bodies_are_known_everywhere(raw: Path, tmp_path: Path) -> None:
    put_registers(
        raw,
        bodies=[{"name": "Ohjausryhmä", "member_names": "Venla Kuvitelma; Eino Keksitty"}],
        concerns_and_joys=[{"kind": "joy", "text": "Kuvitelman idea kantoi", "origin": "Ohjausryhmä"}],
    )
    processed = tmp_path / "processed"
    ingest(raw, processed)
    registers = read_local_inputs(processed, "111", 2024).registers
    assert not registers.astype(str).apply(lambda c: c.str.contains("Kuvitelma|Keksitty")).any().any()
    assert "[nimi] idea kantoi" in list(registers["value"])


def test_a_person_field_is_withheld_whole() -> None:
    row = {
        "municipality": "111",
        "year": 2024,
        "file": "a.xlsx",
        "register": "bodies",
        "record": "r1",
        "field": "member_names",
        "value": "kaikki kyläläiset",
        "extra": False,
        "sheet": "Toimielimet",
        "cell": "C3",
    }
    masked = masked_table("registers", pd.DataFrame([row]), withholder(()))
    assert list(masked.table["value"]) == ["[nimi]"]
    assert masked.withheld.iloc[0][["kind", "sheet", "cell"]].tolist() == ["name", "Toimielimet", "C3"]


def test_corrections_are_applied_on_each_ingest(raw: Path, tmp_path: Path) -> None:
    from hyte.sources.review import review_bytes

    processed = tmp_path / "processed"
    inventory = take_inventory(raw)
    hashes, _ = hash_raw_files(inventory)
    inputs, _ = read_owner(raw, inventory, hashes, Areas.official(), ("111", 2024))
    target = raw / "Heinola" / "2024" / "review.xlsx"
    tables = inputs.tables
    target.write_bytes(review_bytes(tables["notes"], tables["note_lines"], tables["withheld"], None, "fi"))
    book = load_workbook(target)
    sheet = book["Kirjaukset"]
    (kind,) = (cell.column for cell in sheet[1] if cell.value == "Laji")
    assert sheet.cell(2, kind).value == "Huolenaihe"
    sheet.cell(2, kind).value = "Ilmiö"
    book.save(target)
    result = ingest(raw, processed)
    assert result.problems == ()
    assert list(read_local_inputs(processed, "111", 2024).notes["kind"]) == ["phenomenon"]
    assert list(read_table(processed, "corrections")["action"]) == ["changed"]


def test_a_corrected_text_stands_in_the_working_edition_too(raw: Path, tmp_path: Path) -> None:
    from hyte.sources.review import review_bytes

    inventory = take_inventory(raw)
    hashes, _ = hash_raw_files(inventory)
    inputs, _ = read_owner(raw, inventory, hashes, Areas.official(), ("111", 2024))
    tables = inputs.tables
    target = raw / "Heinola" / "2024" / "review.xlsx"
    target.write_bytes(review_bytes(tables["notes"], tables["note_lines"], tables["withheld"], None, "fi"))
    book = load_workbook(target)
    sheet = book["Kirjaukset"]
    (text,) = (cell.column for cell in sheet[1] if cell.value == "Teksti raportissa")
    assert "[nimi]" in sheet.cell(2, text).value
    sheet.cell(2, text).value = "Nuorten yksinäisyys on lisääntynyt."
    book.save(target)
    ingest(raw, tmp_path / "processed")
    for working in (False, True):
        notes = read_local_inputs(tmp_path / "processed", "111", 2024, working=working).notes
        assert list(notes["text"]) == ["Nuorten yksinäisyys on lisääntynyt."]


def test_a_copy_of_the_review_workbook_is_told_and_not_read_as_an_export(raw: Path, tmp_path: Path) -> None:
    (raw / "Heinola" / "2024" / "review (1).xlsx").write_bytes(b"PK")
    (problem,) = ingest(raw, tmp_path / "processed").problems
    assert "review.xlsx" in problem.reason


def test_a_broken_register_or_review_costs_only_itself(raw: Path, tmp_path: Path) -> None:
    own = raw / "Heinola" / "2024"
    put_registers(raw, concerns_and_joys=[{"kind": "joy", "text": "Kerho", "origin": "Työryhmä"}])
    (own / "registers" / "rikki.xlsx").write_bytes(b"PK\x03\x04 cut short")
    (own / "review.xlsx").write_bytes(b"not a workbook")
    result = ingest(raw, tmp_path / "processed")
    places = sorted(str(problem.place).rpartition("/")[2] for problem in result.problems)
    assert places == ["review.xlsx", "rikki.xlsx"]
    local = read_local_inputs(tmp_path / "processed", "111", 2024)
    assert "Kerho" in list(local.registers["value"])
    assert len(local.notes) == 1


def test_names_of_files_from_tables_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="is not there") as raised:
        read_local_files(tmp_path, "111", 2024)
    assert "ingest again" in (raised.value.remedy or "")
