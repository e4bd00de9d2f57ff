"""TEAviisari: the sectors' scores by dimension in one table, with the change since the round before."""

from __future__ import annotations

from hyte.chapters.measure import Measure
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import signed
from hyte.presentation.blocks import Block, Cell, Column, Paragraph, Row, Table
from hyte.presentation.show import line
from hyte.reference.register import Register


def belongs(measure: Measure) -> bool:
    """Whether an indicator is a cell of the table."""
    return measure.registered and measure.id.startswith("tea_")


def is_part(measure: Measure) -> bool:
    """Whether an indicator is one dimension of a sector, which the sector's total score counts already."""
    return belongs(measure) and not measure.id.endswith("_total")


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The table of sectors and dimensions; one sentence when there is no result."""
    w = data.w
    order = {indicator.id: index for index, indicator in enumerate(Register.load())}
    found = sorted((item for item in data.used if belongs(item)), key=lambda item: order[item.id])
    if not found:
        return (Paragraph(spans=line(w("tea.none"))),)
    grid: dict[tuple[str, str], Measure] = {}
    for measure in found:
        sector, _, dimension = measure.short_title.partition(": ")
        grid[sector, dimension] = measure
    sectors = list(dict.fromkeys(sector for sector, _ in grid))
    every = [item.short_title.partition(": ")[2] for item in found]
    dimensions = sorted(set(every), key=lambda name: min(_rank(order, grid, name)))
    years = {sector: _newest(data, [m for (s, _), m in grid.items() if s == sector]) for sector in sectors}
    rows = []
    for dimension in dimensions:
        cells = tuple(_cell(data, grid.get((sector, dimension)), years[sector]) for sector in sectors)
        rows.append(Row(header=dimension[0].upper() + dimension[1:], cells=cells))
    table = Table(
        caption=w("tea.caption"),
        columns=(
            Column(label=w("tea.dimension")),
            *(
                Column(label=w("tea.column", sector=sector, year=years[sector]), numeric=True)
                for sector in sectors
            ),
        ),
        rows=tuple(rows),
        source=w("source.tea"),
    )
    return (Paragraph(spans=line(w("tea.lead"))), table)


def _rank(order: dict[str, int], grid: dict[tuple[str, str], Measure], dimension: str) -> list[int]:
    # Dimensions come in the same order in every sector; the distance to the sector's total score ranks them.
    ranks = []
    for (sector, name), measure in grid.items():
        if name == dimension:
            first = min(order[other.id] for (owner, _), other in grid.items() if owner == sector)
            ranks.append(order[measure.id] - first)
    return ranks


def _newest(data: ReportData, measures: list[Measure]) -> int:
    return max(year for measure in measures if (year := data.newest(measure)) is not None)


def _cell(data: ReportData, measure: Measure | None, year: int) -> Cell:
    if measure is None:
        return Cell(text="–")
    series = data.get(measure.id, data.own)
    point = series.by_year.get(year)
    if point is None:
        return Cell(text="–")
    if point.value is None:
        return Cell(text=data.w(f"missing.{point.missing}"), missing=point.missing)
    text = measure.figure(point.value)
    earlier = [item for item in series.figures if item.year < year]
    if earlier and earlier[-1].value is not None:
        # The difference of the two printed scores, so that the reader can check it.
        before = round(earlier[-1].value, measure.decimals)
        change = signed(round(point.value, measure.decimals) - before, measure.decimals, data.language)
        text = data.w("tea.change", value=text, change=change)
    return Cell(text=text, value=point.value)
