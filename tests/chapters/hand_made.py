"""A report of Heinola 2022 whose tables are made by hand, without any raw file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, cast

import pandas as pd

from hyte.chapters import AnnualReport
from hyte.chapters.report_data import ReportData
from hyte.chapters.report_regions import Peers
from hyte.model import Edition, Language
from hyte.reference.areas import Areas
from hyte.settings import Comparison
from hyte.store.local_tables import LocalTables
from hyte.store.schemas import conform

OWNER = {"municipality": "111", "year": 2022}

Row = dict[str, Any]


def local_tables(**rows: Iterable[Row]) -> LocalTables:
    """The tables of the municipality's own inputs with the rows given; a row's owner need not be told."""
    names = {field.name for field in fields(LocalTables)}
    assert set(rows) <= names, set(rows) - names
    made = {}
    for name in names:
        own = [{**OWNER, **row} for row in rows.get(name, ())]
        made[name] = conform(name, pd.DataFrame(own) if own else None)
    return LocalTables(**made)


def data_of(language: str = "fi", edition: str = "public", **rows: Iterable[Row]) -> ReportData:
    """The report's data: no figures, only the given rows of the municipality's own tables."""
    areas = Areas.official()
    finding = areas.find("Heinola")
    return ReportData(
        finding=finding,
        county=areas.county(finding.municipality.county),
        peers_found=Peers((), "county_and_group"),
        year=2022,
        language=cast("Language", language),
        comparison=Comparison(),
        areas=areas,
        measures={},
        observations=conform("observations", None),
        sources=conform("sources", None),
        refusals=conform("refusals", None),
        conflicts=conform("conflicts", None),
        distributions=conform("distributions", None),
        local=local_tables(**rows),
        edition=cast("Edition", edition),
        approval=None,
        later={},
    )


def report_of(language: str = "fi", edition: str = "public", **rows: Iterable[Row]) -> AnnualReport:
    """The report itself."""
    return AnnualReport(data_of(language, edition, **rows))


def note(line: int, kind: str, text: str, file: str = "muistio.docx", **more: Any) -> Row:
    """One row of the notes, by default of the wellbeing group's meeting in June."""
    row = {"id": f"{file}-{line}", "file": f"Heinola/2022/notes/{file}", "line": line, "kind": kind}
    return row | {"text": text, "quote": text, "body": "Hyvinvointityöryhmä", "date": "2022-06-05"} | more


def record(register: str, number: int, file: str = "rekisterit.xlsx", **values: str) -> list[Row]:
    """The rows of one record of a register, one for each field, in columns A, B, C …"""
    return [
        {
            "file": f"Heinola/2022/registers/{file}",
            "register": register,
            "record": f"{file}#{register}!{number}",
            "field": field,
            "value": value,
            "extra": False,
            "sheet": register,
            "cell": f"{chr(65 + place)}{number}",
        }
        for place, (field, value) in enumerate(values.items())
    ]
