"""Sotkanet's layouts: csv and json of its programming interface, its lists, the csv of its web page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from example.figures import Figure, age_shares, populations, series_of, specs_in
from example.indicators import AGE_INDICATORS, TITLES, WITH_SEXES
from example.places import (
    COUNTRY,
    COUNTRY_NAMES,
    COUNTY,
    COUNTY_NAMES,
    HAAVEMAKI,
    HILJALA,
    NAMES,
    PLACES,
    REGIONS,
    SOTKANET_IDS,
    YEARS,
)

HEADER = "indicator;region;year;gender;primary value;absolute value"
_SEXES = ("total", "male", "female")
_WEB_SEXES = {"total": "yhteensä", "male": "miehet", "female": "naiset"}
PLANTED = (HAAVEMAKI.code, 2021)
"""Population that differs from the table of Statistics Finland, whose date is later."""
PLANTED_DIFFERENCE = -14

Row = tuple[int, str, int, str, Figure]


def shown(value: float) -> str:
    """A number as the programming interface prints it: decimal point, no trailing zero."""
    return str(int(value)) if value == int(value) else str(value)


def _rows(file: str) -> Iterator[Row]:
    for spec in specs_in(file):
        figures = series_of(spec)
        for region in REGIONS:
            for year in YEARS:
                for sex in _SEXES:
                    figure = figures.get((region, year, sex))
                    if figure is not None:
                        yield spec.id, region, year, sex, figure


def _population_rows() -> Iterator[Row]:
    persons = populations()
    for region in REGIONS:
        for year in YEARS:
            for sex in _SEXES:
                figure = persons[region, year, sex]
                if (region, year) == PLANTED and sex == "total":
                    figure = Figure(figure.value + PLANTED_DIFFERENCE)
                yield 127, region, year, sex, figure
    for indicator in AGE_INDICATORS:
        shares = age_shares(indicator)
        for region in REGIONS:
            if region == HILJALA.code:
                continue
            for year in YEARS:
                yield indicator, region, year, "total", shares[region, year, "total"]


def rest_csv() -> str:
    """Several indicators in one csv; a figure that is kept secret simply has no line."""
    lines = [HEADER]
    for indicator, region, year, sex, figure in (*_population_rows(), *_rows("rest")):
        count = "" if figure.count is None else str(figure.count)
        lines.append(f"{indicator};{SOTKANET_IDS[region]};{year};{sex};{shown(figure.value)};{count}")
    return "\r\n".join(lines) + "\r\n"


def rest_json() -> str:
    """The same as a list of items; absValue is there only where a count is."""
    items = []
    for indicator, region, year, sex, figure in _rows("json"):
        value = int(figure.value) if figure.value == int(figure.value) else figure.value
        item = {
            "indicator": indicator,
            "region": SOTKANET_IDS[region],
            "year": year,
            "gender": sex,
            "value": value,
        }
        if figure.count is not None:
            item["absValue"] = figure.count
        items.append(json.dumps(item, ensure_ascii=False, separators=(",", ":")))
    return "[" + ",\n".join(items) + "]\n"


def saved_by_excel() -> str:
    """The csv after it was saved in Finnish Excel: decimal comma, no-break blanks between thousands."""
    lines = [HEADER]
    for indicator, region, year, sex, figure in _rows("excel"):
        value = f"{figure.value:,.1f}" if indicator in (3181, 3126, 451) else f"{figure.value:,.0f}"
        value = value.replace(",", "\u00a0").replace(".", ",")
        lines.append(f"{indicator};{SOTKANET_IDS[region]};{year};{sex};{value};")
    return "\r\n".join(lines) + "\r\n"


def web_csv() -> str:
    """Download of the web page: eight columns, no header, empty values where nothing may be shown."""
    kinds = {place.code: "Kunta" for place in PLACES} | {COUNTY: "Hyvinvointialue", COUNTRY: "Maa"}
    lines = []
    for spec in specs_in("web"):
        figures = series_of(spec)
        for region in REGIONS:
            code = "358" if region == COUNTRY else region
            for sex in _SEXES if spec.id in WITH_SEXES else ("total",):
                for year in YEARS:
                    if (region, year, sex) not in figures:
                        continue
                    figure = figures[region, year, sex]
                    value = "" if figure is None else shown(figure.value).replace(".", ",")
                    count = "" if figure is None or figure.count is None else str(figure.count)
                    lines.append(
                        f"{TITLES[spec.id][0]};{kinds[region]};{NAMES[region]};{code};{_WEB_SEXES[sex]};{year};"
                        f"{value};{count}"
                    )
    return "\n".join(lines) + "\n"


def region_list() -> str:
    """Sotkanet's list of areas, by which its ids become names."""
    items = [
        {
            "id": SOTKANET_IDS[place.code],
            "code": place.code,
            "category": "KUNTA",
            "title": {"fi": place.name_fi, "en": place.name_fi, "sv": place.name_sv or place.name_fi},
            "memberOf": [SOTKANET_IDS[COUNTRY], SOTKANET_IDS[COUNTY]],
            "uri": "",
        }
        for place in PLACES
    ]
    for region, code, category, names, member_of in (
        (COUNTY, COUNTY, "HYVINVOINTIALUE", COUNTY_NAMES, [SOTKANET_IDS[COUNTRY]]),
        (COUNTRY, "358", "MAA", COUNTRY_NAMES, []),
    ):
        items.append(
            {
                "id": SOTKANET_IDS[region],
                "code": code,
                "category": category,
                "title": {"fi": names[0], "en": names[2], "sv": names[1]},
                "memberOf": member_of,
                "uri": "",
            }
        )
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def indicator_list() -> str:
    """Sotkanet's list of indicators, cut to those that the csv and json files hold."""
    held = [127, *AGE_INDICATORS, *(spec.id for file in ("rest", "json", "excel") for spec in specs_in(file))]
    items = [
        {
            "id": indicator,
            "title": dict(zip(("fi", "sv", "en"), TITLES[indicator], strict=True)),
            "organization": {
                "id": 0,
                "title": {"fi": "Keksitty esimerkki", "sv": "Påhittat exempel", "en": "Invented example"},
            },
            "classifications": {
                "sex": {"values": ["male", "female", "total"] if indicator in WITH_SEXES else ["total"]},
                "region": {"values": ["Kunta", "Hyvinvointialue", "Maa"]},
            },
        }
        for indicator in held
    ]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
