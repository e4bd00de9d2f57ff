"""A small raw folder: real municipalities' ids with made-up figures, and an invented one beside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HEADER = "indicator;region;year;gender;primary value;absolute value"
HEINOLA, HOLLOLA, IITTI, ORIMATTILA, COUNTY, COUNTRY = 44, 49, 61, 257, 895, 658
AREAS = (
    "code;name_fi;name_sv;language;county;county_fi;county_sv;county_en;group;merged_into;merged_year;invented\n"
    "998;Esimerkkilä;Exempelby;fi-sv;99;Kuvitteellinen hyvinvointialue;Påhittade välfärdsområdet;"
    "Imaginary wellbeing services county;rural;;;1\n"
)
REGIONS = (
    '[{"id":9001,"code":"998","category":"KUNTA",'
    '"title":{"fi":"Esimerkkilä","sv":"Exempelby"},"memberOf":[658]}]'
)


def rows_of_the_small_world() -> list[str]:
    """Each series is there for one awkward case."""
    rows = [f"127;{HEINOLA};{year};total;{20000 - 100 * (year - 2010)};" for year in range(2010, 2026)]
    rows += [f"127;{COUNTRY};{year};total;5500000;" for year in range(2010, 2025)]
    rows += [f"127;{peer};2024;total;{value};" for peer, value in peers(24000, 6000, 16000)]
    rows += [f"127;{peer};2023;total;{value};" for peer, value in peers(24100, 6100)]
    # Unemployed: newest figure a year before the report; the country and county have it, Heinola's rises.
    rows += [f"181;{HEINOLA};{year};total;{10 + (year - 2018)}.0;" for year in range(2018, 2024)]
    rows += [f"181;{COUNTRY};{year};total;9.5;" for year in range(2018, 2024)]
    rows += [f"181;{COUNTY};{year};total;0;" for year in range(2018, 2024)]
    # Living at home: only by sex, and the country's men are not told.
    rows += [f"1570;{HEINOLA};{year};female;{90 + year - 2020}.0;" for year in range(2020, 2025)]
    rows += [f"1570;{HEINOLA};{year};male;{91 + year - 2020}.5;" for year in range(2020, 2025)]
    rows += [f"1570;{COUNTRY};{year};female;92.5;" for year in range(2020, 2025)]
    # Drunk monthly: a young people's indicator by sex alone.
    rows += [f"289;{HEINOLA};{year};{sex};{value};" for year in (2021, 2023) for sex, value in girls_boys()]
    rows += [f"746;{HEINOLA};{year};total;{17000 - year};" for year in (2019, 2021, 2024)]
    rows += [f"3157;{HEINOLA};{year};total;4.{year - 2000};" for year in range(2003, 2008)]
    rows += [f"3181;{HEINOLA};{year};total;{60 + year - 2019}.5;" for year in range(2019, 2025)]
    rows += [f"451;{HEINOLA};2024;total;120;", f"306;{HEINOLA};2012;total;8.8;"]
    rows += [f"5;{HEINOLA};{year};total;6.5;" for year in (2025, 2026)]
    rows += [f"234;{COUNTRY};2024;total;2.0;", f"987654;{HEINOLA};2023;total;1.5;"]
    rows += [f"987654;{HEINOLA};2024;total;1.75;", f"181;{HEINOLA};2017;total;salaisuus;"]
    rows += [f"178;{HEINOLA};{year};total;{value};" for year, value in ((2019, 4.0), (2024, 4.0))]
    return rows


def peers(*values: int) -> list[tuple[int, int]]:
    return list(zip((HOLLOLA, IITTI, ORIMATTILA), values, strict=False))


def girls_boys() -> tuple[tuple[str, float], ...]:
    return (("female", 8.0), ("male", 9.5))


def write_small_world(raw: Path) -> None:
    raw.mkdir()
    write(raw / "sotkanet.csv", rows_of_the_small_world())
    write(raw / "sotkanet_older.csv", [f"127;{HEINOLA};2023;total;18888;", f"1570;{HEINOLA};2023;male;70.5;"])
    (raw / "sotkanet.csv.meta.toml").write_text("updated = 2025-03-01\nretrieved = 2025-03-02\n")
    (raw / "sotkanet_older.csv.meta.toml").write_text("updated = 2024-03-01\n")
    example = raw / "example"
    example.mkdir()
    write(example / "data.csv", ["127;9001;2024;total;2406;", "127;658;2024;total;1000000;"])
    (example / "areas.csv").write_text(AREAS, encoding="utf-8")
    (example / "regions.json").write_text(REGIONS, encoding="utf-8")


def write(path: Path, rows: Sequence[str]) -> None:
    path.write_bytes("".join(f"{row}\r\n" for row in (HEADER, *rows)).encode())
