"""Strengths and development needs: what the figures say for certain, and what the groups noted."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.chapters import concerns, deeds, phenomena, residents, signals, teaviisari
from hyte.chapters.findings import against_country, certainty, judged, tending
from hyte.chapters.lists import advice
from hyte.chapters.report_data import COUNTRY, ReportData
from hyte.chapters.summary import any_judged
from hyte.presentation.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import Blocks, line
from hyte.statistics.finding import Finding


def blocks(data: ReportData) -> Blocks:
    """Candidates for concerns and joys, comparison, trends; then concerns, joys, deeds and brakes."""
    w = data.w
    made: list[Block] = [Heading(level=2, text=w("strengths.title"))]
    if any_judged(data):
        made += signals.blocks(data)
        if any(teaviisari.is_part(measure) for measure in data.used):
            made.append(Paragraph(spans=line(w("tea.totals_only"))))
        made += _against_country(data)
        made += _trends(data)
    elif data.used:
        made.append(Paragraph(spans=line(w("summary.none_judged"))))
    noted = {
        "concerns": concerns.blocks(data),
        "deeds": deeds.blocks(data),
        "phenomena": phenomena.blocks(data),
        "residents": residents.blocks(data),
    }
    for each in noted.values():
        made += each
    made += advice(data, [key for key, each in noted.items() if not each])
    return Blocks(made)


def _against_country(data: ReportData) -> list[Block]:
    w = data.w
    made: list[Block] = [Heading(level=3, text=w("strengths.compared"))]
    own = judged(data)
    if all(data.get(each.indicator, COUNTRY).value(each.own.year) is None for each in own):
        return [*made, Paragraph(spans=line(w("strengths.no_country")))]
    for outcome in ("better", "worse"):
        found = against_country(data, outcome)
        if found:
            made.append(_country_table(data, found, w(f"strengths.{outcome}")))
        else:
            made.append(Paragraph(spans=line(w(f"strengths.none_{outcome}"))))
    return made


def _country_table(data: ReportData, rows: Sequence[Finding], caption: str) -> Table:
    w = data.w
    return Table(
        caption=caption,
        columns=(
            Column(label=w("strengths.indicator")),
            Column(label=w("table.year"), numeric=True),
            Column(label=data.name, numeric=True),
            Column(label=w("series.country"), numeric=True),
            Column(label=w("strengths.difference"), numeric=True),
            Column(label=w("strengths.certainty")),
        ),
        rows=tuple(_country_row(data, finding) for finding in rows),
        notes=(w("strengths.certainty_note"),),
    )


def _country_row(data: ReportData, finding: Finding) -> Row:
    measure, comparison = data.measures[finding.indicator], finding.country
    assert comparison is not None and comparison.other is not None and comparison.difference is not None
    difference = measure.difference(comparison.difference, data.w("panel.points_short"))
    return Row(
        header=measure.short_title,
        cells=(
            Cell(text=str(finding.own.year)),
            Cell(text=measure.figure_with_unit(finding.own.value), value=finding.own.value),
            Cell(text=measure.figure_beside(comparison.other.value), value=comparison.other.value),
            Cell(text=difference, value=comparison.difference),
            Cell(text=certainty(data, comparison.level)),
        ),
    )


def _trends(data: ReportData) -> list[Block]:
    w = data.w
    made: list[Block] = [Heading(level=3, text=w("strengths.trends"))]
    for tendency in ("improving", "worsening"):
        rows = tending(data, tendency)
        if rows:
            made.append(_trend_table(data, rows, w(f"strengths.{tendency}_caption")))
        else:
            made.append(Paragraph(spans=line(w(f"summary.none_{tendency}"))))
    return made


def _trend_table(data: ReportData, rows: Sequence[Finding], caption: str) -> Table:
    w = data.w
    made = []
    for finding in rows:
        measure = data.measures[finding.indicator]
        first, latest = finding.trend.points[0], finding.trend.points[-1]
        assert first.value is not None and latest.value is not None
        difference = round(
            round(latest.value, measure.decimals) - round(first.value, measure.decimals), measure.decimals
        )
        made.append(
            Row(
                header=measure.short_title,
                cells=(
                    Cell(text=f"{measure.figure(first.value)} ({first.year})", value=first.value),
                    Cell(text=f"{measure.figure(latest.value)} ({latest.year})", value=latest.value),
                    Cell(text=measure.difference(difference, w("panel.points_short")), value=difference),
                    Cell(text=certainty(data, finding.trend.level)),
                ),
            )
        )
    return Table(
        caption=caption,
        columns=(
            Column(label=w("strengths.indicator")),
            Column(label=w("strengths.first"), numeric=True),
            Column(label=w("strengths.newest"), numeric=True),
            Column(label=w("strengths.difference"), numeric=True),
            Column(label=w("strengths.certainty")),
        ),
        rows=tuple(made),
        notes=(w("strengths.certainty_note"),),
    )
