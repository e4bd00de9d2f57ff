"""TEAviisari: sectors by dimensions as a chart, and as a table with the change since the round before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hyte.chapters.measure import Measure
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import listed, signed, year_range
from hyte.presentation.blocks import Block, Cell, Column, Figure, Gallery, Paragraph, Row, Table
from hyte.presentation.charts import ScoreRow, sector_chart
from hyte.presentation.show import line
from hyte.reference.register import Register


def belongs(measure: Measure) -> bool:
    """Whether an indicator is a cell of the table."""
    return measure.registered and measure.id.startswith("tea_")


def is_part(measure: Measure) -> bool:
    """Whether an indicator is one dimension of a sector, which the sector's total score counts already."""
    return belongs(measure) and not measure.id.endswith("_total")


@dataclass(frozen=True, slots=True)
class _Grid:
    """The measures by sector and dimension, in the register's order, and each sector's newest round."""

    cells: dict[tuple[str, str], Measure]
    sectors: tuple[str, ...]
    dimensions: tuple[str, ...]
    years: dict[str, int]


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The chart and the table of sectors and dimensions; one sentence when there is no result."""
    w = data.w
    grid = _grid(data)
    if not grid.cells:
        return (Paragraph(spans=line(w("tea.none"))),)
    return (Paragraph(spans=line(w("tea.lead"))), Gallery(figures=(_figure(data, grid),)), _table(data, grid))


def _grid(data: ReportData) -> _Grid:
    order = {indicator.id: index for index, indicator in enumerate(Register.load())}
    found = sorted((item for item in data.used if belongs(item)), key=lambda item: order[item.id])
    cells: dict[tuple[str, str], Measure] = {}
    for measure in found:
        sector, _, dimension = measure.short_title.partition(": ")
        cells[sector, dimension] = measure
    sectors = tuple(dict.fromkeys(sector for sector, _ in cells))
    every = {dimension for _, dimension in cells}
    return _Grid(
        cells,
        sectors,
        tuple(sorted(every, key=lambda name: min(_rank(order, cells, name)))),
        {sector: _newest(data, [m for (s, _), m in cells.items() if s == sector]) for sector in sectors},
    )


def _figure(data: ReportData, grid: _Grid) -> Figure:
    w = data.w
    one_round = len(set(grid.years.values())) == 1
    rows = [
        ScoreRow(
            label=sector if one_round else _dated(data, grid, sector),
            scores=tuple(_score(data, grid, sector, dimension) for dimension in grid.dimensions),
        )
        for sector in grid.sectors
    ]
    years = sorted(set(grid.years.values()))
    return Figure(
        svg=sector_chart(
            [_capital(name) for name in grid.dimensions],
            rows,
            language=data.language,
            missing_label=w("tea.chart.missing"),
        ),
        alt=_alt(data, grid),
        caption=w("tea.chart.caption", years=year_range(years[0], years[-1])),
        source=w("source.tea"),
    )


def _score(data: ReportData, grid: _Grid, sector: str, dimension: str) -> float | None:
    measure = grid.cells.get((sector, dimension))
    return data.get(measure.id, data.own).value(grid.years[sector]) if measure else None


def _dated(data: ReportData, grid: _Grid, sector: str) -> str:
    return data.w("tea.column", sector=sector, year=grid.years[sector])


def _alt(data: ReportData, grid: _Grid) -> str:
    """The sectors with the highest and the lowest total score; of each sector its total and its ends."""
    w = data.w
    totals = {sector: _told_total(data, grid, sector) for sector in grid.sectors}
    known = {sector: score for sector, score in totals.items() if score is not None}
    told = []
    if len(set(known.values())) > 1:
        (high, highest), (low, lowest) = _ends(data, known)
        told.append(w("tea.chart.ends", high=high, highest=highest, low=low, lowest=lowest))
    for sector in grid.sectors:
        parts = []
        if totals[sector] is not None:
            parts.append(w("tea.chart.total", score=totals[sector]))
        scores = {
            dimension: round(score)
            for dimension in grid.dimensions
            if (score := _score(data, grid, sector, dimension)) is not None
            and is_part(grid.cells[sector, dimension])
        }
        if len(set(scores.values())) > 1:
            (high, highest), (low, lowest) = _ends(data, scores)
            parts.append(w("tea.chart.parts", high=high, highest=highest, low=low, lowest=lowest))
        elif scores:
            parts += (f"{dimension} {score}" for dimension, score in scores.items())
        if parts:
            told.append(f"{_dated(data, grid, sector)}: {', '.join(parts)}.")
    return " ".join(told)


def _told_total(data: ReportData, grid: _Grid, sector: str) -> int | None:
    totals = [name for (owner, name), m in grid.cells.items() if owner == sector and not is_part(m)]
    score = _score(data, grid, sector, totals[0]) if totals else None
    return None if score is None else round(score)


def _ends(data: ReportData, scores: Mapping[str, int]) -> tuple[tuple[str, int], tuple[str, int]]:
    """The highest and the lowest score, each with the names of all that have it."""
    highest, lowest = max(scores.values()), min(scores.values())
    named = [
        listed([name for name, score in scores.items() if score == end], data.language)
        for end in (highest, lowest)
    ]
    return (named[0], highest), (named[1], lowest)


def _table(data: ReportData, grid: _Grid) -> Table:
    w = data.w
    rows = []
    for dimension in grid.dimensions:
        cells = tuple(
            _cell(data, grid.cells.get((sector, dimension)), grid.years[sector]) for sector in grid.sectors
        )
        rows.append(Row(header=_capital(dimension), cells=cells))
    return Table(
        caption=w("tea.caption"),
        columns=(
            Column(label=w("tea.dimension")),
            *(Column(label=_dated(data, grid, sector), numeric=True) for sector in grid.sectors),
        ),
        rows=tuple(rows),
        source=w("source.tea"),
        notes=(w("tea.chart.change_note"),),
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


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
