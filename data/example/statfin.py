"""Statistics Finland's tables as text files: csv, px and json-stat2."""

from __future__ import annotations

import json
from dataclasses import dataclass

from example.figures import age_counts, noise, populations
from example.places import (
    COUNTRY,
    COUNTY,
    HILJALA,
    NAMES,
    PLACES,
    REGIONS,
    STATFIN_CODES,
    TARINAKYLA,
    YEARS,
    population,
)
from example.tables import SOURCE

STATFIN_REGIONS = (COUNTRY, *(place.code for place in PLACES), COUNTY)
UPDATED = "20250404 08:00"
NOTE = (
    "... tieto on salassapitosäännön alainen##.... tietoa ei ole saatu##"
    "Kunnat vuoden 2024 kuntajaolla. Kaikki luvut ovat keksittyjä."
)


@dataclass(frozen=True)
class Measure:
    """A measure of a table of Statistics Finland and its figures by area and year."""

    code: str
    label: str
    unit: str
    decimals: int
    values: dict[tuple[str, int], float | str]


def _counted(label: str, code: str, unit: str, part: float, slope: float) -> Measure:
    values: dict[tuple[str, int], float | str] = {}
    for year in YEARS:
        for place in PLACES:
            share = (part + slope * (year - YEARS[0])) * (1 + 0.05 * noise(code, place.code))
            share *= 1 + 0.01 * noise(code, place.code, year)
            number = round(population(place.code, year) * share)
            values[place.code, year] = "..." if number < 25 and place == TARINAKYLA else number
            if place == HILJALA:
                values[place.code, year] = "...."
        values[COUNTY, year] = round(population(COUNTY, year) * (part + slope * (year - YEARS[0])))
        values[COUNTRY, year] = round(population(COUNTRY, year) * (part + slope * (year - YEARS[0])) * 1.01)
    return Measure(code, label, unit, 0, values)


def _percent(label: str, code: str, level: float, slope: float, spread: float, last: int) -> Measure:
    values: dict[tuple[str, int], float | str] = {}
    for year in YEARS:
        country = level + slope * (year - YEARS[0])
        for region in REGIONS:
            own = 0.0 if region == COUNTRY else spread * noise(code, region)
            moved = 0.0 if region == COUNTRY else 0.03 * spread * noise(code, region, year)
            values[region, year] = round(country * (1 + own + moved), 1) if year <= last else "."
            if region == HILJALA.code:
                values[region, year] = "...."
    return Measure(code, label, "Prosenttia", 1, values)


def family_measures() -> tuple[Measure, ...]:
    """Measures of the families table, with the labels and codes of the real one."""
    return (
        _counted("Perheitä", "perhlkm", "Lukumäärä", 0.271, -0.0008),
        _counted("Lapsiperheitä", "lapsiperhe", "Lukumäärä", 0.1045, -0.0006),
        _counted("Perheitä, joissa alle 3-v. lapsia", "perhlkm_a3", "Lukumäärä", 0.0262, -0.0006),
        _counted("Alle 18-v. lasten lkm perheissä", "a18lkm_perh", "Lukumäärä", 0.192, -0.0012),
    )


def population_measures() -> tuple[Measure, ...]:
    """Population, equal to Sotkanet's but for the planted difference, and the share of those over 64."""
    persons = populations()
    people = {(region, year): persons[region, year, "total"].value for region in REGIONS for year in YEARS}
    older: dict[tuple[str, int], float | str] = {
        (region, year): round(100 * (parts[4] + parts[5]) / population(region, year), 1)
        for (region, year), parts in age_counts().items()
    }
    older |= {(HILJALA.code, year): "." for year in YEARS}
    return (
        Measure("vaesto", "Väkiluku", "Lukumäärä", 0, dict(people)),
        Measure("vaesto_yli64_p", "Yli 64-v. osuus, %", "Prosenttia", 1, older),
    )


def housing_measures() -> tuple[Measure, ...]:
    """Housing."""
    return (
        _percent("Vuokra-asunnossa asuvien asuntokuntien osuus, %", "vuokra_p", 31.2, 0.36, 0.3, 2024),
        _percent(
            "Rivi- ja pientaloissa asuvien asuntokuntien osuus, %", "pientalo_p", 53.6, -0.31, 0.25, 2024
        ),
    )


def work_measures() -> tuple[Measure, ...]:
    """Jobs and employment; the last year is not there yet and says so with a full stop (missing)."""
    return (
        _percent("Työllisyysaste, %", "tyollisyysaste", 68.3, 0.42, 0.06, 2023),
        _percent("Työpaikkaomavaraisuus, %", "omavaraisuus", 98.4, -0.1, 0.3, 2023),
    )


def _number(value: float | str, decimals: int) -> str:
    return value if isinstance(value, str) else f"{value:.{decimals}f}"


def pxweb_csv(matrix: str, title: str, measures: tuple[Measure, ...]) -> str:
    """Csv with a title line; the years are headings, joined to each measure by a blank."""
    names = ",".join(f'"{m.label} {year}"' for m in measures for year in YEARS)
    lines = [f'"{matrix} -- {title}"', "", f'"Alue",{names}']
    for region in STATFIN_REGIONS:
        values = ",".join(_number(m.values[region, year], m.decimals) for m in measures for year in YEARS)
        lines.append(f'"{statfin_label(region)}",{values}')
    return "\r\n".join(lines) + "\r\n"


def statfin_label(region: str) -> str:
    """Area as tables of Statistics Finland print it: a municipality's bare name, others with the code."""
    if region == COUNTRY:
        return "KOKO MAA"
    return f"HVA{COUNTY} {NAMES[region]}" if region == COUNTY else NAMES[region]


def px(matrix: str, title: str, measures: tuple[Measure, ...]) -> str:
    """A px file: keywords, then the figures row by row (area by year, measures across)."""

    def quoted(values: object) -> str:
        return ",".join(f'"{value}"' for value in values)  # type: ignore[attr-defined]

    contents = title.split(",")[0]
    lines = [
        'CHARSET="ANSI";',
        'AXIS-VERSION="2010";',
        'CODEPAGE="iso-8859-15";',
        'LANGUAGE="fi";',
        f'CREATION-DATE="{UPDATED}";',
        "DECIMALS=0;",
        "SHOWDECIMALS=0;",
        f'MATRIX="{matrix}";',
        'SUBJECT-CODE="PERH";',
        'SUBJECT-AREA="perh";',
        f'DESCRIPTION="{title}";',
        f'TITLE="{contents} muuttujina Alue, Vuosi ja Tiedot";',
        f'CONTENTS="{contents}";',
        'STUB="Alue","Vuosi";',
        'HEADING="Tiedot";',
        'CONTVARIABLE="Tiedot";',
        f'VALUES("Alue")={quoted(statfin_label(r) for r in STATFIN_REGIONS)};',
        f'VALUES("Vuosi")={quoted(YEARS)};',
        f'VALUES("Tiedot")={quoted(m.label for m in measures)};',
        f'TIMEVAL("Vuosi")=TLIST(A1),{quoted(YEARS)};',
        f'CODES("Alue")={quoted(STATFIN_CODES[r] for r in STATFIN_REGIONS)};',
        f'CODES("Vuosi")={quoted(YEARS)};',
        f'CODES("Tiedot")={quoted(m.code for m in measures)};',
        'MAP("Alue")="Alue 2024";',
        *(f'UNITS("{m.label}")="{m.unit}";' for m in measures),
        *(f'LAST-UPDATED("{m.label}")="{UPDATED}";' for m in measures),
        f'SOURCE="{SOURCE}";',
        f'NOTE="{NOTE}";',
        "DATA=",
    ]
    for region in STATFIN_REGIONS:
        for year in YEARS:
            values = (m.values[region, year] for m in measures)
            lines.append(" ".join(f'"{v}"' if isinstance(v, str) else f"{v:.0f}" for v in values) + " ")
    return "\r\n".join((*lines, ";")) + "\r\n"


def json_stat(matrix: str, title: str, measures: tuple[Measure, ...]) -> str:
    """json-stat2: null values with their symbol in `status`."""
    values: list[float | None] = []
    status: dict[str, str] = {}
    for region in STATFIN_REGIONS:
        for year in YEARS:
            for measure in measures:
                value = measure.values[region, year]
                if isinstance(value, str):
                    status[str(len(values))] = value
                    values.append(None)
                else:
                    values.append(value)
    years = [str(year) for year in YEARS]
    content = {
        "version": "2.0",
        "class": "dataset",
        "label": f"{matrix} -- {title}",
        "source": SOURCE,
        "updated": "2025-04-04T05:00:00Z",
        "id": ["Alue", "Vuosi", "Tiedot"],
        "size": [len(STATFIN_REGIONS), len(YEARS), len(measures)],
        "dimension": {
            "Alue": {
                "label": "Alue",
                "category": {
                    "index": {STATFIN_CODES[r]: i for i, r in enumerate(STATFIN_REGIONS)},
                    "label": {STATFIN_CODES[r]: statfin_label(r) for r in STATFIN_REGIONS},
                },
            },
            "Vuosi": {
                "label": "Vuosi",
                "category": {"index": {y: i for i, y in enumerate(years)}, "label": {y: y for y in years}},
            },
            "Tiedot": {
                "label": "Tiedot",
                "category": {
                    "index": {m.code: i for i, m in enumerate(measures)},
                    "label": {m.code: m.label for m in measures},
                    "unit": {m.code: {"base": m.unit, "decimals": m.decimals} for m in measures},
                },
            },
        },
        "value": values,
        "status": status,
        "role": {"time": ["Vuosi"], "metric": ["Tiedot"]},
        "extension": {"px": {"tableid": matrix}},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
