"""A small raw folder whose figures have the numbers behind them, so that they can be tested.

Each figure is made of a numerator and a denominator that are easy to follow by hand.
"""

from __future__ import annotations

from pathlib import Path

from .small_world import COUNTRY, COUNTY, HEINOLA, HOLLOLA, IITTI, ORIMATTILA, write

UNEMPLOYED, SICK_PENSION, SOCIAL_ASSISTANCE, SINGLE_PARENTS, PLACED, UNKNOWN = 181, 306, 5, 74, 191, 987654


def write_tested_world(raw: Path) -> None:
    raw.mkdir()
    write(raw / "sotkanet.csv", [*_unemployed(), *_others(), *_by_sex()])


def _row(
    indicator: int, area: int, year: int, numerator: float, denominator: float, sex: str = "total"
) -> str:
    return f"{indicator};{area};{year};{sex};{100 * numerator / denominator};{numerator}"


def _unemployed() -> list[str]:
    """From 10 to 12 per cent of 8,000 in five years; in 2023 the country has 10 and the county 11.5."""
    rows = [_row(UNEMPLOYED, HEINOLA, 2019 + at, 800 + 40 * at, 8000) for at in range(5)]
    rows += [
        _row(UNEMPLOYED, COUNTRY, 2023, 250_000, 2_500_000),
        _row(UNEMPLOYED, COUNTY, 2023, 11_500, 100_000),
    ]
    # What is newer than the municipality's own figure is no comparator.
    rows += [
        _row(UNEMPLOYED, COUNTRY, 2024, 500_000, 2_500_000),
        _row(UNEMPLOYED, COUNTY, 2024, 30_000, 100_000),
    ]
    # Together 1,500 of 20,000, which is 7.5; the median is 10.
    peers = ((HOLLOLA, 500, 10_000), (IITTI, 300, 3_000), (ORIMATTILA, 700, 7_000))
    return rows + [_row(UNEMPLOYED, peer, 2023, *counts) for peer, *counts in peers]


def _by_sex() -> list[str]:
    """Women 10 of 100 where the country has 12, men 14 where it has 9."""
    rows = [
        _row(UNEMPLOYED, HEINOLA, 2023, 400, 4000, "female"),
        _row(UNEMPLOYED, HEINOLA, 2023, 560, 4000, "male"),
    ]
    rows.append(_row(UNEMPLOYED, COUNTRY, 2023, 144_000, 1_200_000, "female"))
    rows.append(_row(UNEMPLOYED, COUNTRY, 2023, 117_000, 1_300_000, "male"))
    return rows


def _others() -> list[str]:
    # 5.04 beside 4.96: certainly apart, but both are printed as 5.0.
    rows = [_row(SICK_PENSION, HEINOLA, 2023, 504_000, 10_000_000)]
    rows.append(_row(SICK_PENSION, COUNTRY, 2023, 496_000_000, 10_000_000_000))
    # Two of the three peers have no numbers, so that their median is all there is.
    rows.append(_row(SOCIAL_ASSISTANCE, HEINOLA, 2023, 900, 9000))
    rows.append(_row(SOCIAL_ASSISTANCE, HOLLOLA, 2023, 300, 10_000))
    rows += [
        f"{SOCIAL_ASSISTANCE};{peer};2023;total;{value};" for peer, value in ((IITTI, 4.0), (ORIMATTILA, 8.0))
    ]
    # Without a direction: neither better nor worse.
    rows += [
        _row(SINGLE_PARENTS, HEINOLA, 2023, 600, 2000),
        _row(SINGLE_PARENTS, COUNTRY, 2023, 120_000, 600_000),
    ]
    # Better than the country, and as certain as the unemployed are worse: 1.0 beside 4.0.
    rows += [_row(PLACED, HEINOLA, 2023, 40, 4000), _row(PLACED, COUNTRY, 2023, 40_000, 1_000_000)]
    # The register does not know what this is a share of.
    rows += [_row(UNKNOWN, HEINOLA, 2023, 600, 2000), _row(UNKNOWN, COUNTRY, 2023, 120_000, 600_000)]
    # Without a figure of the country there is nothing to compare with.
    return [*rows, f"3099;{HEINOLA};2023;total;15.0;"]
