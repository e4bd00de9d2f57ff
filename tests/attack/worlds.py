"""Invented counts of persons by area, sex and age, as a municipality's own sheet brings them.

Everything is invented. The truth is known, so that what an attack finds can be judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TITLE = "Perhetyön asiakkaat, lkm"
AGES = ("0-6 v", "7-12 v", "13-17 v")
ALL_AGES = "Yhteensä"
SEXES = {"female": "Tytöt", "male": "Pojat", "total": "Yhteensä"}
COUNTY = "HVA97"
NAMES = {"990": "Alhola", "993": "Iimaa", "994": "Kaukela", "995": "Rantila"}
COUNTY_NAME = "Mallialueen hyvinvointialue"

Key = tuple[str, str, int, str]
"""Age, region id, year, sex."""


@dataclass(frozen=True)
class World:
    """The counts of every municipality, age and sex; totals and the county follow."""

    counts: dict[Key, int]

    @staticmethod
    def of(cells: dict[tuple[str, int, str], tuple[int, int, int]]) -> World:
        """From (municipality's code, year, sex) to the counts of the ages."""
        counts: dict[Key, int] = {}
        for (code, year, sex), numbers in cells.items():
            for age, number in zip((*AGES, ALL_AGES), (*numbers, sum(numbers)), strict=True):
                for region in (f"KU{code}", COUNTY):
                    for which in (sex, "total"):
                        key = (age, region, year, which)
                        counts[key] = counts.get(key, 0) + number
        return World(counts)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({year for _, _, year, _ in self.counts}))

    def small(self, limit: int = 5) -> set[Key]:
        """Counts that must not be seen."""
        return {key for key, count in self.counts.items() if 0 < count < limit}

    def sheet(self) -> str:
        """The counts as a semicolon-separated sheet with the years side by side."""
        names = {f"KU{code}": name for code, name in NAMES.items()} | {COUNTY: COUNTY_NAME}
        lines = [";".join(("Mittari", "Kunta", "Ikä", "Sukupuoli", *map(str, self.years)))]
        for region, name in names.items():
            for age in (ALL_AGES, *AGES):
                for sex, word in SEXES.items():
                    numbers = [str(self.counts[age, region, year, sex]) for year in self.years]
                    lines.append(";".join((TITLE, name, age, word, *numbers)))
        return "\n".join(lines) + "\n"

    def write(self, raw: Path) -> None:
        """A raw folder with the areas, and the sheet."""
        folder = raw / "mallialue"
        folder.mkdir(parents=True)
        head = (
            "code;name_fi;name_sv;language;county;county_fi;county_sv;county_en;group;"
            "merged_into;merged_year;invented"
        )
        rows = [
            f"{code};{name};;fi;97;{COUNTY_NAME};Modellområdet;Model wellbeing services county;rural;;;1"
            for code, name in NAMES.items()
        ]
        (folder / "areas.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        (folder / "perhetyo.csv").write_text(self.sheet(), encoding="utf-8")
        for code in NAMES:
            own = folder / code / str(max(self.years)) / "notes"
            own.mkdir(parents=True)
            (own / "kokous.txt").write_text(
                "Hyvinvointityöryhmä 3.5.2024\n\nHuolenaiheet\n- Nuorten yksinäisyys on lisääntynyt\n",
                encoding="utf-8",
            )


def sums(world: World, counties: bool = True) -> list[dict[Key, int]]:
    """How the figures hang together; no part of a sum is left out."""
    found: list[dict[Key, int]] = []
    regions = [COUNTY, *(f"KU{code}" for code in NAMES)]
    for year in world.years:
        for age in (*AGES, ALL_AGES):
            for region in regions:
                sexes = {(age, region, year, "female"): -1, (age, region, year, "male"): -1}
                found.append({(age, region, year, "total"): 1} | sexes)
            for sex in SEXES if counties else ():
                parts = {(age, f"KU{code}", year, sex): -1 for code in NAMES}
                found.append({(age, COUNTY, year, sex): 1} | parts)
        for region in regions:
            for sex in SEXES:
                found.append(
                    {(ALL_AGES, region, year, sex): 1} | {(age, region, year, sex): -1 for age in AGES}
                )
    return found


PLANTED = World.of(
    {
        ("990", 2023, "female"): (12, 3, 9),
        ("990", 2023, "male"): (15, 22, 11),
        ("993", 2023, "female"): (8, 6, 2),
        ("993", 2023, "male"): (7, 0, 13),
        ("994", 2023, "female"): (19, 21, 30),
        ("994", 2023, "male"): (25, 18, 27),
        ("995", 2023, "female"): (1, 0, 6),
        ("995", 2023, "male"): (5, 9, 7),
        ("990", 2024, "female"): (14, 18, 10),
        ("990", 2024, "male"): (16, 4, 12),
        ("993", 2024, "female"): (9, 7, 6),
        ("993", 2024, "male"): (6, 8, 15),
        ("994", 2024, "female"): (20, 23, 31),
        ("994", 2024, "male"): (27, 17, 29),
        ("995", 2024, "female"): (2, 1, 5),
        ("995", 2024, "male"): (0, 11, 3),
    }
)
"""Small counts, of all and of one sex, alone and side by side, in one municipality and in several."""

TWIN = World.of(
    {
        ("990", 2023, "female"): (12, 4, 8),
        ("990", 2023, "male"): (15, 21, 12),
        ("993", 2023, "female"): (8, 5, 3),
        ("993", 2023, "male"): (7, 1, 12),
        ("994", 2023, "female"): (19, 21, 30),
        ("994", 2023, "male"): (25, 18, 27),
        ("995", 2023, "female"): (1, 0, 6),
        ("995", 2023, "male"): (5, 9, 7),
        ("990", 2024, "female"): (14, 19, 9),
        ("990", 2024, "male"): (16, 3, 13),
        ("993", 2024, "female"): (10, 6, 6),
        ("993", 2024, "male"): (6, 8, 15),
        ("994", 2024, "female"): (20, 23, 31),
        ("994", 2024, "male"): (27, 17, 29),
        ("995", 2024, "female"): (1, 1, 6),
        ("995", 2024, "male"): (0, 12, 2),
    }
)
"""Another truth of which the same figures are shown: six of the eight small counts are others."""
