"""Sotkanet indicators of the example: real ids and titles (THL, CC BY 4.0), invented levels and changes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Spec:
    """How one invented series is made.

    `kind`: "ratio" (events per `base` of a part of the population), "level" (a figure without numerator;
    `base` is its decimals), "school" (school health survey), "plain" (net migration), "turnout" (elections).
    `level` is the country's in 2013, `slope` its change a year, `part` the share of the population that is
    the denominator, `effect` 1 for a burden, -1 for a strength, 0 for neither, `spread` how far the places
    lie apart, `male` the ratio of men's level to the mean where the series has sexes.
    """

    id: int
    file: str
    kind: str
    base: int
    level: float
    slope: float
    part: float
    effect: int
    spread: float
    protected: bool
    male: float | None
    last: int


SPECS = (
    Spec(74, "rest", "ratio", 100, 20.6, 0.24, 0.105, 1, 0.1, True, None, 2024),
    Spec(178, "rest", "plain", 0, 0.0, 0.0, 0, 0, 0, False, None, 2024),
    Spec(187, "rest", "ratio", 1000, 53.0, 4.6, 1, 0, 0.55, True, None, 2024),
    Spec(182, "rest", "level", 2, 1.36, -0.012, 0, 1, 0.06, False, None, 2023),
    Spec(2328, "rest", "ratio", 100, 42.4, 0.22, 1, -1, 0.03, True, 1.03, 2023),
    Spec(3862, "rest", "ratio", 100, 13.9, -0.11, 0.42, 0, 0.3, True, None, 2023),
    Spec(3855, "rest", "ratio", 100, 20.6, -0.14, 0.42, 0, 0.1, True, None, 2023),
    Spec(184, "json", "level", 1, 100.0, 0.0, 0, 1, 0.04, False, None, 2024),
    Spec(186, "json", "ratio", 100000, 955.0, 9.0, 1, 0, 0.08, False, 1.04, 2024),
    Spec(306, "json", "ratio", 100, 7.4, -0.16, 0.5, 1, 0.12, True, 1.05, 2024),
    Spec(475, "json", "ratio", 1000, 99.0, -1.1, 0.58, 1, 0.06, True, None, 2024),
    Spec(683, "json", "ratio", 100, 9.4, 0.24, 0.55, 1, 0.07, True, 1.26, 2024),
    Spec(688, "json", "ratio", 100, 14.8, -0.34, 0.55, 1, 0.07, True, 1.08, 2024),
    Spec(2358, "json", "ratio", 1000, 96.0, 2.2, 0.56, 0, 0.1, True, 0.68, 2024),
    Spec(714, "json", "level", 1, 8.2, -0.12, 0, 0, 0.12, False, None, 2024),
    Spec(699, "json", "ratio", 100, 0.66, -0.012, 0.21, 1, 0.1, True, 0.72, 2024),
    Spec(3959, "json", "ratio", 10000, 218.0, -3.2, 0.21, 1, 0.08, True, 0.82, 2023),
    Spec(181, "web", "ratio", 100, 11.6, -0.22, 0.47, 1, 0.06, True, 1.12, 2024),
    Spec(189, "web", "ratio", 100, 17.4, -0.42, 0.062, 1, 0.1, True, None, 2024),
    Spec(5, "web", "ratio", 100, 7.1, -0.14, 0.52, 1, 0.12, True, 1.14, 2023),
    Spec(234, "web", "ratio", 100, 2.3, -0.03, 0.52, 1, 0.18, True, 1.22, 2023),
    Spec(3219, "web", "ratio", 100, 8.6, -0.07, 0.088, 1, 0.16, True, None, 2023),
    Spec(228, "web", "ratio", 100, 13.6, -0.18, 0.19, 1, 0.12, True, None, 2023),
    Spec(3099, "web", "ratio", 100, 14.2, -0.1, 1, 1, 0.08, True, None, 2023),
    Spec(180, "web", "level", 0, 349, 4.4, 0, -1, 0.05, False, None, 2023),
    Spec(191, "web", "ratio", 100, 1.36, 0.02, 0.19, 1, 0.22, True, 1.08, 2024),
    Spec(1086, "web", "ratio", 100, 5.9, 0.36, 0.19, 1, 0.14, True, None, 2024),
    Spec(183, "web", "ratio", 100, 9.6, -0.11, 0.47, 0, 0.12, True, None, 2024),
    Spec(190, "web", "ratio", 100, 29.4, -0.22, 0.105, 0, 0.1, True, None, 2024),
    Spec(391, "web", "ratio", 100, 47.2, 0.1, 0.14, 0, 0.03, True, None, 2024),
    Spec(1570, "web", "ratio", 100, 90.6, 0.12, 0.1, -1, 0.01, True, 1.02, 2024),
    Spec(3113, "web", "ratio", 1000, 6.5, 0.03, 1, 1, 0.12, True, None, 2024),
    Spec(3076, "web", "turnout", 100, 58.8, -0.9, 0.8, -1, 0.04, False, 0.97, 2021),
    Spec(694, "web", "ratio", 1000, 1980.0, 18.0, 0.125, 0, 0.08, False, None, 2023),
    Spec(3177, "excel", "level", 0, 3960, 62, 0, -1, 0.05, False, None, 2024),
    Spec(3180, "excel", "level", 0, 2540, 118, 0, 1, 0.3, False, None, 2024),
    Spec(3181, "excel", "level", 1, 49.8, 1.2, 0, 1, 0.12, False, None, 2024),
    Spec(3126, "excel", "level", 1, 27.2, 0.12, 0, 0, 0.05, False, None, 2023),
    Spec(451, "excel", "level", 1, 131.0, -2.8, 0, 1, 0.2, False, None, 2023),
    Spec(286, "school", "school", 100, 16.8, 1.02, 0, 1, 0.07, True, 0.66, 2023),
    Spec(288, "school", "school", 100, 12.9, -0.78, 0, 1, 0.14, True, 1.02, 2023),
    Spec(289, "school", "school", 100, 12.2, -0.32, 0, 1, 0.14, True, 0.96, 2023),
    Spec(292, "school", "school", 100, 8.4, 0.17, 0, 1, 0.12, True, 1.22, 2023),
    Spec(328, "school", "school", 100, 11.4, 0.86, 0, 1, 0.08, True, 0.46, 2023),
    Spec(1514, "school", "school", 100, 6.3, 0.12, 0, 1, 0.14, True, 1.1, 2023),
    Spec(3904, "school", "school", 100, 29.6, 0.74, 0, 1, 0.06, True, 0.92, 2023),
    Spec(3905, "school", "school", 100, 32.4, -0.84, 0, 1, 0.06, True, 1.0, 2023),
)

AGE_INDICATORS = (7, 167, 168, 169, 170, 171)
"""Shares of the age groups 0-6, 7-15, 16-24, 25-64, 65-74 and 75 and over."""


def _titles() -> dict[int, tuple[str, str, str]]:
    with Path(__file__).with_name("titles.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["id"]): (row["fi"], row["sv"], row["en"]) for row in csv.DictReader(file)}


TITLES = _titles()
"""Sotkanet's titles in Finnish, Swedish and English, word for word."""

WITH_SEXES = frozenset({127} | {spec.id for spec in SPECS if spec.male is not None})
