"""A section at a glance: one table row for each indicator, before the panels tell the rest."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.chapters import told
from hyte.chapters.measure import Measure, titled
from hyte.chapters.panel import anchor_of, sex_labels
from hyte.chapters.report_data import COUNTRY, ReportData
from hyte.presentation.blocks import Cell, Column, Row, Table

FEWEST = 2
"""A table of a single indicator would only say again what its panel says."""


def overview(data: ReportData, measures: Sequence[Measure], section: str) -> Table | None:
    """The newest figure of each indicator beside county and country, with comparison and trend in words.

    `section` is the section's heading, for the caption. None when there are fewer than two indicators.
    """
    if len(measures) < FEWEST:
        return None
    w = data.w
    areas = [(w("series.country"), COUNTRY)]
    if data.county.is_county:
        areas.insert(0, (data.county.name(data.language), data.county.region_id))
    # A column of dashes would only take room from the titles.
    shown = [
        (label, region) for label, region in areas if any(_given(data, item, region) for item in measures)
    ]
    labels = (w("table.year"), data.name, *(label for label, _ in shown))
    return Table(
        caption=w("overview.caption", section=section),
        columns=(
            Column(label=w("strengths.indicator")),
            *(Column(label=label, numeric=True) for label in labels),
            Column(label=w("overview.country")),
            Column(label=w("overview.trend")),
        ),
        rows=tuple(_row(data, measure, [region for _, region in shown]) for measure in measures),
        notes=(w("overview.note"),),
    )


def _given(data: ReportData, measure: Measure, region: str) -> bool:
    return _year(data, measure) in data.get(measure.id, region).by_year


def _year(data: ReportData, measure: Measure) -> int | None:
    """Year of the figure that is told of: of both sexes together where there is one, else of either."""
    finding = data.findings.get(measure.id)
    return finding.own.year if finding else data.newest(measure)


def _row(data: ReportData, measure: Measure, regions: Sequence[str]) -> Row:
    year = _year(data, measure)
    assert year is not None
    return Row(
        header=_with_unit(measure),
        href=f"#{anchor_of(measure)}",
        cells=(
            Cell(text=str(year)),
            _own(data, measure, year),
            *(_figure(data, measure, region, year) for region in regions),
            *_words(data, measure),
        ),
    )


def _words(data: ReportData, measure: Measure) -> tuple[Cell, Cell]:
    finding = data.findings.get(measure.id)
    if measure.projection:
        return Cell(text="–"), Cell(text=data.w("overview.projection"))
    if finding is None:
        return Cell(text="–"), Cell(text="–")
    words = told.cell_texts(finding, measure)
    return Cell(text=words.country), Cell(text=words.trend)


def _with_unit(measure: Measure) -> str:
    unit = measure.spoken_unit
    if not unit or unit.casefold() in measure.short_title.casefold():
        return measure.short_title
    return titled(measure.short_title, unit)


def _own(data: ReportData, measure: Measure, year: int) -> Cell:
    if data.get(measure.id, data.own).figures:
        return _figure(data, measure, data.own, year, strong=True)
    parts = []
    for label, sex in zip(sex_labels(data, measure), ("female", "male"), strict=True):
        value = data.get(measure.id, data.own, sex).value(year)
        if value is not None:
            parts.append(f"{label.lower()} {measure.figure(value)}")
    return Cell(text=", ".join(parts), strong=True)


def _figure(data: ReportData, measure: Measure, region: str, year: int, *, strong: bool = False) -> Cell:
    point = data.get(measure.id, region).by_year.get(year)
    if point is None:
        return Cell(text="–")
    if point.value is None:
        return Cell(text=data.w(f"missing.{point.missing}"), missing=point.missing)
    return Cell(text=measure.figure(point.value), value=point.value, strong=strong)
