"""Strengths and development needs: against the whole country, over time, and as the groups noted them."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.chapters import concerns, deeds, phenomena, residents, teaviisari
from hyte.chapters.lists import advice
from hyte.chapters.measure import Measure
from hyte.chapters.report_data import COUNTRY, ReportData
from hyte.chapters.summary import Changed, any_judged, changed
from hyte.model import Direction
from hyte.presentation.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import Blocks, line

Compared = tuple[Measure, int, float, float, float]
"""Measure, year, own figure, the country's figure, and the rounded difference."""


def blocks(data: ReportData) -> Blocks:
    """Comparison, changes, then concerns, joys, deeds and brakes."""
    w = data.w
    made: list[Block] = [Heading(level=2, text=w("strengths.title"))]
    if any_judged(data):
        if any(teaviisari.is_part(measure) for measure in data.used):
            made.append(Paragraph(spans=line(w("tea.totals_only"))))
        made += _against_country(data)
        made += _changes(data)
    elif data.used:
        made.append(Paragraph(spans=line(w("summary.none_judged"))))
    noted = {
        "concerns": concerns.blocks(data),
        "deeds": deeds.blocks(data),
        "phenomena": phenomena.blocks(data),
        "residents": residents.blocks(data),
    }
    for told in noted.values():
        made += told
    made += advice(data, [key for key, told in noted.items() if not told])
    return Blocks(made)


def compared(data: ReportData) -> tuple[Compared, ...]:
    """Judged measures with a figure of the municipality and of the country in the same year."""
    found = []
    for measure in data.used:
        latest = data.get(measure.id, data.own).latest
        if measure.direction is Direction.NEUTRAL or not measure.comparable or latest is None:
            continue
        if teaviisari.is_part(measure):
            continue
        whole = data.get(measure.id, COUNTRY).value(latest.year)
        if whole is None or latest.value is None:
            continue
        difference = round(
            round(latest.value, measure.decimals) - round(whole, measure.decimals), measure.decimals
        )
        found.append((measure, latest.year, latest.value, whole, difference + 0.0))
    found.sort(key=lambda item: (-abs(item[4] / item[3]) if item[3] else 0.0, item[0].id))
    return tuple(found)


def is_better(measure: Measure, difference: float) -> bool:
    """Whether a difference is to the good by the indicator's direction."""
    return (difference > 0) == (measure.direction is Direction.HIGHER_IS_BETTER)


def _against_country(data: ReportData) -> list[Block]:
    w = data.w
    found = [item for item in compared(data) if item[4] != 0]
    made: list[Block] = [Heading(level=3, text=w("strengths.compared"))]
    if not compared(data):
        return [*made, Paragraph(spans=line(w("strengths.no_country")))]
    for side, wanted in (("better", True), ("worse", False)):
        rows = [item for item in found if is_better(item[0], item[4]) is wanted]
        if rows:
            made.append(_country_table(data, rows, w(f"strengths.{side}")))
        else:
            made.append(Paragraph(spans=line(w(f"strengths.none_{side}"))))
    return made


def _country_table(data: ReportData, rows: Sequence[Compared], caption: str) -> Table:
    w = data.w
    return Table(
        caption=caption,
        columns=(
            Column(label=w("strengths.indicator")),
            Column(label=w("table.year"), numeric=True),
            Column(label=data.name, numeric=True),
            Column(label=w("series.country"), numeric=True),
            Column(label=w("strengths.difference"), numeric=True),
        ),
        rows=tuple(
            Row(
                header=measure.short_title,
                cells=(
                    Cell(text=str(year)),
                    Cell(text=measure.figure_with_unit(own), value=own),
                    Cell(text=measure.figure_beside(whole), value=whole),
                    Cell(text=measure.difference(difference, w("panel.points_short")), value=difference),
                ),
            )
            for measure, year, own, whole, difference in rows
        ),
    )


def _changes(data: ReportData) -> list[Block]:
    w = data.w
    made: list[Block] = [Heading(level=3, text=w("strengths.changed"))]
    for verdict in ("improved", "worsened"):
        rows = changed(data, verdict)
        if rows:
            made.append(_change_table(data, rows, w(f"strengths.{verdict}_caption")))
        else:
            made.append(Paragraph(spans=line(w(f"summary.none_{verdict}"))))
    return made


def _change_table(data: ReportData, rows: Sequence[Changed], caption: str) -> Table:
    w = data.w
    made = []
    for measure, change in rows:
        latest, baseline = change.latest, change.baseline
        assert latest and baseline and latest.value is not None and baseline.value is not None
        assert change.difference is not None
        made.append(
            Row(
                header=measure.short_title,
                cells=(
                    Cell(text=f"{measure.figure(baseline.value)} ({baseline.year})", value=baseline.value),
                    Cell(text=f"{measure.figure(latest.value)} ({latest.year})", value=latest.value),
                    Cell(
                        text=measure.difference(change.difference, w("panel.points_short")),
                        value=change.difference,
                    ),
                ),
            )
        )
    return Table(
        caption=caption,
        columns=(
            Column(label=w("strengths.indicator")),
            Column(label=w("strengths.baseline"), numeric=True),
            Column(label=w("strengths.newest"), numeric=True),
            Column(label=w("strengths.change"), numeric=True),
        ),
        rows=tuple(made),
    )
