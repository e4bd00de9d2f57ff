"""The csv file that Sotkanet's web page gives: eight fields, no header, decimal comma."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import numpy as np

from hyte.sources.numbers import figures_of, parse_number
from hyte.sources.probe import Probe
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.sources.sexes import sex_of
from hyte.sources.sotkanet.values import join_values, notes_on
from hyte.sources.tidy import tidy_rows
from hyte.sources.years import year_of

_FIELDS = 8
_LOOKED_AT = 20
_CODE = re.compile(r"[0-9]{1,3}|[A-ZÅÄÖ]{2,3}[0-9]{1,4}", re.I)
_CATEGORIES = {
    "KUNTA": "kunta, kunnat, kommun, municipality",
    "HYVINVOINTIALUE": "hyvinvointialue, hva, välfärdsområde, wellbeing services county",
    "MAAKUNTA": "maakunta, landskap, region",
    "MAA": "maa, koko maa, land, hela landet, country, whole country",
    "SEUTUKUNTA": "seutukunta, ekonomisk region, sub-regional unit, sub-region",
    "SAIRAANHOITOPIIRI": "sairaanhoitopiiri, sjukvårdsdistrikt, hospital district",
    "ALUEHALLINTOVIRASTO": "aluehallintovirasto, avi, regionförvaltningsverk",
    "ELY-KESKUS": "ely-keskus, ely, ntm-central, närings-, trafik- och miljöcentral",
    "SUURALUE": "suuralue, storområde, major region",
    "YTA": "yta, yhteistyöalue, samarbetsområde, collaborative area",
    "ERVA": "erva, erityisvastuualue, specialupptagningsområde",
    "NUTS1": "nuts1, nuts 1",
}
_CATEGORY_OF = {word: category for category, words in _CATEGORIES.items() for word in words.split(", ")}


def _fields(line: str) -> list[str]:
    row = next(csv.reader([line], delimiter=";")) if '"' in line else line.split(";")
    return [field.strip() for field in row]


def _looks_right(line: str) -> bool:
    fields = _fields(line)
    return (
        len(fields) >= _FIELDS
        and year_of(fields[-3]) is not None
        and sex_of(fields[-4]) is not None
        and all(not field or parse_number(field) is not None for field in fields[-2:])
    )


class SotkanetWebCsv:
    """Title; category; region; code; sex; year; value; absolute value, without a header row.

    A title may hold semicolons: the last seven fields are counted from the end. Which of the fields before
    and after the region's name is the code and which the category is decided by what they hold.
    """

    layout = "sotkanet-web-csv"

    def recognises(self, probe: Probe) -> bool:
        """Whether most of the first lines have a sex, a year and two numbers at their end."""
        if probe.kind != "text":
            return False
        lines = [line for line in probe.lines[:200] if line.strip()][:_LOOKED_AT]
        return bool(lines) and sum(map(_looks_right, lines)) * 2 > len(lines)

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read every line; a line whose two values are empty stays, as missing without a reason."""
        lines: list[int] = []
        records: list[list[str]] = []
        refusals: list[Refusal] = []
        for line, text in enumerate(probe.lines, start=1):
            if not text.strip("; \t\u00a0"):
                continue
            fields = _fields(text)
            fault = _fault(fields)
            if fault is None:
                lines.append(line)
                records.append(["; ".join(part for part in fields[:-7] if part), *fields[-7:]])
            else:
                refusals.append(Refusal(*fault, probe.place(line=line)))
        titles, before, names, after, sexes, years, first, second = [
            list(column) for column in zip(*records, strict=True)
        ] or [[] for _ in range(_FIELDS)]
        figures = [figures_of(column, "sotkanet") for column in (first, second)]
        refused = figures[0].refused | figures[1].refused
        for at in np.flatnonzero(refused).tolist():
            detail = first[at] if figures[0].refused[at] else second[at]
            refusals.append(Refusal("not_a_number", detail[:200], probe.place(line=lines[at])))
        refusals.sort(key=lambda refusal: refusal.place.line or 0)
        values = join_values(*figures)
        kept: list[int] = np.flatnonzero(~refused).tolist()
        areas = [_code_and_category(before[at], after[at]) for at in kept]
        rows = tidy_rows(
            len(kept),
            {
                "source": "sotkanet",
                "indicator_label": [titles[at] for at in kept],
                "region_code": [code for code, _ in areas],
                "region_category": [category for _, category in areas],
                "region_label": [names[at] or None for at in kept],
                "year": [year.year for at in kept if (year := year_of(years[at]))],
                "sex": [sex.value for at in kept if (sex := sex_of(sexes[at]))],
                **values.columns(kept),
                "line": [lines[at] for at in kept],
            },
        )
        facts = SourceFacts(notes=notes_on(values.absolute_only(kept)))
        yield Reading(self.layout, rows, len(rows) + len(refusals), tuple(refusals), facts)


def _fault(fields: list[str]) -> tuple[str, str] | None:
    if len(fields) < _FIELDS:
        return "bad_row", ";".join(fields)[:200]
    if not any(fields[:-7]):
        return "no_indicator", ";".join(fields)[:200]
    name, sex, year = fields[-6], fields[-4], fields[-3]
    if not (name or fields[-5]):
        return "no_area", ";".join(fields)[:200]
    if sex_of(sex) is None:
        return "unknown_sex", sex[:200]
    if year_of(year) is None:
        return ("not_a_year", year[:200]) if year else ("no_year", "")
    return None


def _code_and_category(before: str, after: str) -> tuple[str | None, str | None]:
    if _CODE.fullmatch(before) and not _CODE.fullmatch(after):
        before, after = after, before
    code = after if _CODE.fullmatch(after) else None
    category = _CATEGORY_OF.get(before.casefold(), before.upper() or None)
    return code, category
