"""Layouts of THL's cubes and TEAviisari that are text files."""

from __future__ import annotations

from example.figures import SCHOOL_YEARS, TEA_YEARS, Figure, Key, noise, series_of
from example.indicators import SPECS
from example.places import COUNTRY, COUNTY, HILJALA, NAMES, REGIONS, TARINAKYLA

SOURCE = "Keksitty esimerkkiaineisto"

SCHOOL_REGIONS = tuple(region for region in REGIONS if region != HILJALA.code)
SCHOOL_SEXES = (("male", "Pojat"), ("female", "Tytöt"), ("total", "Yhteensä"))
SCHOOL_LEVEL = "8. ja 9. lk"
SCHOOL_MEASURES = {
    286: "Kokee terveydentilansa keskinkertaiseksi tai huonoksi, %",
    288: "Tupakoi päivittäin, %",
    289: "Tosi humalassa vähintään kerran kuukaudessa, %",
    292: "Ei yhtään läheistä ystävää, %",
    328: "Kohtalainen tai vaikea ahdistuneisuus, %",
    1514: "Koulukiusattuna vähintään kerran viikossa, %",
    3904: "Ei syö koululounasta päivittäin, %",
    3905: "Harrastaa hengästyttävää liikuntaa vapaa-ajalla korkeintaan 1 h viikossa, %",
}

TEA_SECTORS = {"Kuntajohto": 71, "Perusopetus": 68, "Lukiokoulutus": 64, "Liikunta": 66, "Kulttuuri": 55}
TEA_DIMENSIONS = (
    "Sitoutuminen",
    "Johtaminen",
    "Seuranta ja tarveanalyysi",
    "Voimavarat",
    "Yhteiset käytännöt",
    "Osallisuus",
    "Muut ydintoiminnot",
)


def school(indicator: int) -> dict[Key, Figure | None]:
    """Figures of one question of the school health survey."""
    return series_of(next(spec for spec in SPECS if spec.id == indicator))


def cube_csv(indicator: int) -> str:
    """A cube's csv without codes: labels only, ".." where nothing may be shown, the measure nowhere."""
    figures = school(indicator)
    lines = ["Vuosi;Sukupuoli;Kouluaste;Alue;val"]
    for region in SCHOOL_REGIONS:
        for year in SCHOOL_YEARS:
            for sex, label in SCHOOL_SEXES:
                figure = figures[region, year, sex]
                value = ".." if figure is None else str(figure.value)
                lines.append(f"{year};{label};{SCHOOL_LEVEL};{NAMES[region]};{value}")
    return "\n".join(lines) + "\n"


def cube_csv_with_codes_saved_by_excel(indicator: int) -> str:
    """A cube's csv with codes (every name twice, code first), after Finnish Excel: decimal comma."""
    figures = school(indicator)
    lines = ["Vuosi;Vuosi;Sukupuoli;Sukupuoli;Kouluaste;Kouluaste;Alue;Alue;val"]
    sex_codes = {"male": "1", "female": "2", "total": "3"}
    for region in SCHOOL_REGIONS:
        code = "358" if region == COUNTRY else region
        for year in SCHOOL_YEARS:
            for sex, label in SCHOOL_SEXES:
                figure = figures[region, year, sex]
                value = ".." if figure is None else str(figure.value).replace(".", ",")
                lines.append(
                    f"{year};{year};{sex_codes[sex]};{label};2;{SCHOOL_LEVEL};{code};{NAMES[region]};{value}"
                )
    return "\r\n".join(lines) + "\r\n"


def tea_scores(sectors: tuple[str, ...]) -> list[tuple[str, str, int, str, int | str]]:
    """Rows of sector, dimension, year, area and score; ".." where a municipality did not answer."""
    rows: list[tuple[str, str, int, str, int | str]] = []
    for sector in sectors:
        for year in TEA_YEARS:
            for region in REGIONS:
                if region == HILJALA.code:
                    continue
                if region == TARINAKYLA.code and (sector == "Lukiokoulutus" or year == 2021):
                    rows.append((sector, "Kokonaistulos", year, NAMES[region], ".."))
                    continue
                scores = [_tea(sector, dimension, year, region) for dimension in TEA_DIMENSIONS]
                rows.append((sector, "Kokonaistulos", year, NAMES[region], round(sum(scores) / len(scores))))
                rows.extend(
                    (sector, dimension, year, NAMES[region], score)
                    for dimension, score in zip(TEA_DIMENSIONS, scores, strict=True)
                )
    return rows


def _tea(sector: str, dimension: str, year: int, region: str) -> int:
    own = 0.0 if region in (COUNTY, COUNTRY) else 14 * noise("tea", sector, dimension, region)
    level = TEA_SECTORS[sector] + 9 * noise("tea", sector, dimension) + 1.1 * (year - 2019)
    moved = 0.0 if region in (COUNTY, COUNTRY) else 5 * noise("tea", sector, dimension, region, year)
    return max(0, min(100, round(level + own + moved - (2 if region == COUNTY else 0))))


def tea_csv(sectors: tuple[str, ...]) -> str:
    """TEAviisari's scores as a long table."""
    rows = [";".join(map(str, row)) for row in tea_scores(sectors)]
    return "\n".join(("Toimiala;Ulottuvuus;Vuosi;Alue;val", *rows)) + "\n"
