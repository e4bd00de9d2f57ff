"""A small invented raw folder, and rows for the merging of files."""

from __future__ import annotations

from pathlib import Path

import pytest

HEADER = "indicator;region;year;gender;primary value;absolute value\r\n"
AREAS = (
    "code;name_fi;name_sv;language;county;county_fi;county_sv;county_en;group;merged_into;merged_year;invented\n"
    "998;Esimerkkilä;Exempelby;fi-sv;99;Kuvitteellinen hyvinvointialue;Påhittade välfärdsområdet;"
    "Imaginary wellbeing services county;rural;;;1\n"
)
REGIONS = (
    '[{"id":9001,"code":"998","category":"KUNTA",'
    '"title":{"fi":"Esimerkkilä","sv":"Exempelby"},"memberOf":[658]}]'
)


def sotkanet(path: Path, *rows: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((HEADER + "".join(f"{row}\r\n" for row in rows)).encode())


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two real files that disagree once; an invented folder with areas, regions, notes and an approval."""
    folder = tmp_path / "raw"
    sotkanet(
        folder / "a.csv", "127;44;2021;total;18344;", "127;44;2022;total;18131;", "181;44;2022;total;9.5;700"
    )
    sotkanet(
        folder / "b.csv", "127;44;2022;total;18131;", "181;44;2022;total;9.7;", "127;658;2022;total;5563970;"
    )
    example = folder / "example"
    sotkanet(example / "data.csv", "127;9001;2022;total;2406;", "127;658;2022;total;1000000;")
    (example / "areas.csv").write_text(AREAS, encoding="utf-8")
    (example / "regions.json").write_text(REGIONS, encoding="utf-8")
    notes = example / "Esimerkkilä" / "2022" / "notes"
    notes.mkdir(parents=True)
    (notes / "kokous.txt").write_text(
        "Hyvinvointityöryhmä 3.5.2022\n\nHuolenaiheet\n- Nuorten yksinäisyys on lisääntynyt\n",
        encoding="utf-8",
    )
    (notes.parent / "approval.toml").write_text(
        'state = "approved"\nbody = "Kunnanvaltuusto"\ndate = 2023-06-19\nsection = "§ 45"\n',
        encoding="utf-8",
    )
    (folder / "README.md").write_text("what this is", encoding="utf-8")
    return folder
