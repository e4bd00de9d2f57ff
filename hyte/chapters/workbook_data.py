"""Everything behind the report's figures, for the data workbook."""

from __future__ import annotations

from typing import Any

from hyte.chapters import (
    sources,
    workbook_findings,
    workbook_notes,
    workbook_registers,
    workbook_surveys,
)
from hyte.chapters.cells import number_of, text_of, whole_of
from hyte.chapters.coverage import state_of
from hyte.chapters.report_data import COUNTRY, ReportData, rows_of
from hyte.model import MissingKind
from hyte.presentation.blocks import Dataset, DataSheet
from hyte.presentation.data_rows import DataRow
from hyte.presentation.show import Blocks

SheetRow = tuple[str | float | int | None, ...]

_FIELDS = {name: f"workbook.{name}" for name in DataRow._fields} | {"sheet": "workbook.sheet_column"}


def blocks(data: ReportData) -> Blocks:
    """The dataset: observations with their origin, indicators, tests, own inputs, refusals, sources."""
    w = data.w
    names = {
        data.own: data.name,
        data.county.region_id: data.county.name(data.language),
        COUNTRY: w("series.country"),
    }
    names |= {peer.region_id: peer.name(data.language) for peer in data.peers}
    order = {region: index for index, region in enumerate(names)}
    frame = data.observations[data.observations["indicator"].isin(data.measures)]
    frame = frame.assign(_order=frame["region"].map(order)).sort_values(
        ["indicator", "_order", "year", "sex"], kind="stable"
    )
    rows = tuple(_row(data, names, item) for item in rows_of(frame))
    return Blocks(
        (
            Dataset(
                note=w("workbook.note"),
                headers={name: w(key) for name, key in _FIELDS.items()},
                sheet_name=w("workbook.sheet"),
                decimals={measure.id: measure.decimals for measure in data.measures.values()},
                rows=rows,
                sheets=tuple(_sheets(data)),
            ),
        )
    )


def _row(data: ReportData, names: dict[str, str], item: Any) -> DataRow:
    measure = data.measures[item.indicator]
    kind = MissingKind(item.missing) if isinstance(item.missing, str) else None
    return DataRow(
        indicator=measure.id,
        indicator_title=measure.title,
        unit=measure.unit,
        region=item.region,
        region_name=names[item.region],
        year=int(item.year),
        sex=data.w(f"sex.{item.sex}"),
        value=number_of(item.value),
        numerator=number_of(item.numerator),
        denominator=number_of(item.denominator),
        ci_low=number_of(item.ci_low),
        ci_high=number_of(item.ci_high),
        missing=kind,
        missing_text=data.w(f"missing_long.{kind}") if kind else "",
        preliminary=bool(item.preliminary),
        source=data.source_in(measure, item.file),
        file=item.file,
        sheet=text_of(item.sheet),
        cell=text_of(item.cell),
        line=whole_of(item.line),
    )


def _sheets(data: ReportData) -> list[DataSheet]:
    w = data.w
    indicators = (
        "workbook.indicator",
        "workbook.indicator_title",
        "workbook.unit",
        "workbook.kind",
        "workbook.direction",
        "workbook.direction_reason",
        "workbook.theme",
        "workbook.group",
        "workbook.source",
        "annex.state",
        "annex.newest",
        "annex.reason",
    )
    refused = (
        "annex.file",
        "workbook.sheet_column",
        "workbook.cell",
        "workbook.line",
        "annex.reason",
        "annex.detail",
        "annex.count",
    )
    files = ("annex.file", "annex.publisher", "annex.licence", "annex.updated", "annex.retrieved")
    used = set(data.observations["file"])
    parts: list[tuple[str, tuple[str, ...], list[SheetRow]]] = [
        ("workbook.indicators", indicators, [_indicator_row(data, name) for name in data.measures]),
        (
            "workbook.refusals",
            refused,
            [_refused_row(data, item) for item in rows_of(data.refusals[data.refusals["file"].isin(used)])],
        ),
        ("workbook.sources", files, [_source_row(item) for item in sources.used(data)]),
    ]
    first, *others = [
        DataSheet(name=w(name), columns=tuple(w(key) for key in keys), rows=tuple(rows))
        for name, keys, rows in parts
    ]
    own = (
        *workbook_findings.sheets(data),
        *workbook_notes.sheets(data),
        *workbook_registers.sheets(data),
        *workbook_surveys.sheets(data),
    )
    return [sheet for sheet in (first, *own, *others) if sheet.rows]


def _source_row(item: Any) -> SheetRow:
    publisher = [text for text in (item.publisher, item.title, item.table) if isinstance(text, str)]
    return (
        item.file,
        ": ".join(dict.fromkeys(publisher)) or None,
        text_of(item.licence),
        text_of(item.updated),
        text_of(item.retrieved),
    )


def _refused_row(data: ReportData, item: Any) -> SheetRow:
    reason = data.w(f"refusal.{item.code}")
    return (
        item.file,
        text_of(item.sheet),
        text_of(item.cell),
        whole_of(item.line),
        reason,
        text_of(item.detail),
        int(item.count),
    )


def _indicator_row(data: ReportData, measure_id: str) -> SheetRow:
    w, measure = data.w, data.measures[measure_id]
    state, reason = state_of(data, measure)
    return (
        measure.id,
        measure.title,
        measure.unit,
        w(f"statistical_kind.{measure.kind}") if measure.kind else "",
        w(f"direction.{measure.direction}"),
        measure.direction_reason,
        w(f"theme.{measure.theme}"),
        w(f"group.{measure.group}"),
        data.source_of(measure),
        w(f"annex.state_{state}"),
        data.newest(measure),
        reason,
    )
