"""What the search of peers knows of each municipality."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hyte.errors import TableError
from hyte.reference.areas import Areas
from hyte.statistics.likeness_of_places import PlaceFacts
from hyte.store.municipality_facts import (
    MunicipalityFacts,
    facts_of,
    read_municipality_facts,
    store_municipality_facts,
)
from hyte.store.schemas import conform

HEINOLA, IITTI, HOLLOLA, LAHTI = "KU111", "KU142", "KU098", "KU398"


def facts(*rows: tuple[str, str, int, float | None], **more: Any) -> MunicipalityFacts:
    found = pd.DataFrame(rows, columns=["region", "indicator", "year", "value"])
    found["missing"] = [None if row[3] is not None else "missing" for row in rows]
    found = found.assign(sex="total", preliminary=False, invented=False, file="a.csv").assign(**more)
    return facts_of(conform("observations", found), Areas.official())


def test_newest_population_with_its_year_and_ages_that_are_not_too_old() -> None:
    found = facts(
        (HEINOLA, "population", 2022, 18131.0),
        (HEINOLA, "population", 2021, 18344.0),
        (HEINOLA, "population", 2023, None),
        (HEINOLA, "share_aged_65_over", 2021, 34.0),
        (HEINOLA, "share_aged_65_over", 2022, 34.5),
        (HEINOLA, "share_aged_0_14", 2018, 12.0),
        (HEINOLA, "share_aged_15_64", 2017, 53.0),
        (HEINOLA, "unemployed", 2022, 11.0),
    )
    ages = {"share_aged_0_14": 12.0, "share_aged_65_over": 34.5}
    assert found == MunicipalityFacts({"111": PlaceFacts(18131, 2022, ages, 0)}, {})


def test_an_indicator_counts_when_three_others_have_it_too() -> None:
    everybody = [(region, "population", 2022, 100.0) for region in (HEINOLA, IITTI, HOLLOLA, LAHTI)]
    three = [(region, "unemployed", 2022, 10.0) for region in (HEINOLA, IITTI, HOLLOLA)]
    found = facts(*everybody, *three, (LAHTI, "unemployed", 2022, None))
    assert {code: each.indicators for code, each in found.real.items()} == dict.fromkeys(
        ("098", "111", "142", "398"), 1
    )
    found = facts(*everybody, *three, (LAHTI, "unemployed", 2020, 9.0))
    assert {each.indicators for each in found.real.values()} == {2}


def test_only_mainland_municipalities_of_today_with_a_population_of_both_sexes() -> None:
    found = facts(
        ("KU478", "population", 2022, 11000.0),
        ("KU532", "population", 2014, 15000.0),
        ("SSS", "population", 2022, 5_500_000.0),
        (IITTI, "unemployed", 2022, 9.0),
        (LAHTI, "population", 2022, 0.0),
    )
    assert found == MunicipalityFacts({}, {})
    assert facts((HEINOLA, "population", 2022, 9000.0), sex="male").real == {}


def test_invented_figures_are_not_of_a_real_municipality() -> None:
    assert facts((HEINOLA, "population", 2022, 9000.0), invented=True) == MunicipalityFacts({}, {})


def test_what_is_stored_is_read_again(tmp_path: Path) -> None:
    found = facts((HEINOLA, "population", 2022, 18131.0), (HEINOLA, "share_aged_0_14", 2022, 12.3))
    path = store_municipality_facts(tmp_path, found)
    assert read_municipality_facts(tmp_path) == found
    before = path.read_bytes()
    assert store_municipality_facts(tmp_path, found).read_bytes() == before


@pytest.mark.parametrize(
    "content", [None, "{", "[]", '{"real": {}}', '{"real": {"111": {}}, "invented": {}}']
)
def test_facts_that_are_missing_or_damaged_say_what_to_do(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "municipality_facts.json").write_text(content)
    with pytest.raises(TableError, match="ingest again"):
        read_municipality_facts(tmp_path)


def test_reading_them_and_searching_needs_no_pandas() -> None:
    code = (
        "import sys, hyte.store.municipality_facts, hyte.statistics.likeness_of_places, hyte.store.scopes; "
        "sys.exit(bool({'pandas', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
