"""The coverage annex: what is in the report, what is not and why; conflicts and refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hyte.chapters import left_out
from hyte.chapters.cells import number_of
from hyte.chapters.measure import Measure
from hyte.chapters.report_data import COUNTRY, ReportData, rows_of
from hyte.model import MissingKind
from hyte.presentation.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import Blocks, line

LISTED = 40
"""Longer lists of refusals go on in the workbook."""

PROTECTED = (MissingKind.SUPPRESSED, MissingKind.SUPPRESSED_OR_MISSING)


def blocks(data: ReportData) -> Blocks:
    """All parts of the coverage annex."""
    return Blocks(
        (*_indicators(data), *left_out.blocks(data), *_conflicts(data), *_refused(data), *_problems(data))
    )


def state_of(data: ReportData, measure: Measure) -> tuple[str, str]:
    """State of an indicator (used, suppressed, missing, left_out) and the reason in the report's language."""
    w = data.w
    if measure in data.used:
        return "used", ""
    newest = data.newest(measure)
    if newest is not None:
        return "left_out", w("annex.too_old", year=newest, years=data.comparison.oldest_data)
    points = [
        point for sex in ("total", "female", "male") for point in data.get(measure.id, data.own, sex).points
    ]
    kinds = {point.missing for point in points if point.missing is not None}
    protected = [kind for kind in PROTECTED if kind in kinds]
    if protected:
        return "suppressed", w(f"missing_long.{protected[0]}")
    if kinds:
        return "missing", w(f"missing_long.{sorted(kinds)[0]}")
    if measure.id in data.later:
        return "left_out", w("annex.too_new", year=data.later[measure.id])
    return "missing", w("missing_long.absent")


def _indicators(data: ReportData) -> list[Block]:
    w = data.w
    states = {measure.id: state_of(data, measure) for measure in data.measures.values()}
    counts = dict.fromkeys(("used", "missing", "suppressed", "left_out"), 0)
    for state, _ in states.values():
        counts[state] += 1
    made: list[Block] = [
        Heading(level=3, text=w("annex.coverage")),
    ]
    absent = [measure for measure in data.measures.values() if states[measure.id][0] != "used"]
    if absent:
        made.append(Paragraph(spans=line(w("annex.coverage_lead", total=len(states), **counts))))
        rows = [
            Row(
                header=measure.title,
                cells=(
                    Cell(text=data.source_of(measure)),
                    Cell(text=w(f"annex.state_{states[measure.id][0]}")),
                    Cell(text=states[measure.id][1]),
                ),
            )
            for measure in sorted(absent, key=lambda item: (states[item.id][0], item.title, item.id))
        ]
        columns = ("annex.indicator", "annex.source", "annex.state", "annex.reason")
        made.append(_table(data, "annex.coverage_caption", columns, rows))
    elif data.used:
        made.append(Paragraph(spans=line(w("annex.coverage_all_used", total=len(states)))))
    if data.used:
        rows = [
            Row(
                header=measure.title,
                cells=(Cell(text=data.source_of(measure)), Cell(text=str(data.newest(measure)))),
            )
            for measure in sorted(data.used, key=lambda item: (item.title, item.id))
        ]
        shorter = ("annex.indicator", "annex.source", "annex.newest")
        made.append(_table(data, "annex.coverage_used_caption", shorter, rows))
    return made


def _conflicts(data: ReportData) -> list[Block]:
    w = data.w
    regions = {data.own, data.county.region_id, COUNTRY}
    found = data.conflicts[
        data.conflicts["region"].isin(regions)
        & data.conflicts["indicator"].isin(data.measures)
        & (data.conflicts["year"] <= data.year)
        & data.conflicts["file_used"].isin(set(data.observations["file"]))
    ]
    if found.empty:
        return []
    rows = []
    for item in rows_of(found.sort_values(["indicator", "region", "year", "sex"], kind="stable")):
        measure = data.measures[item.indicator]
        rows.append(
            Row(
                header=_conflicting(data, measure, item),
                cells=(
                    Cell(
                        text=_valued(
                            data, measure, item.value_used, item.file_used, item.place_used, item.updated_used
                        )
                    ),
                    Cell(
                        text=_valued(
                            data,
                            measure,
                            item.value_other,
                            item.file_other,
                            item.place_other,
                            item.updated_other,
                        )
                    ),
                ),
            )
        )
    return [
        Heading(level=3, text=w("annex.conflicts")),
        Paragraph(spans=line(w("annex.conflicts_lead"))),
        _table(
            data,
            "annex.conflicts_caption",
            ("annex.indicator", "annex.used_value", "annex.other_value"),
            rows,
        ),
    ]


def _conflicting(data: ReportData, measure: Measure, item: Any) -> str:
    parts = [measure.short_title, f"{_region(data, item.region)} {item.year}"]
    if item.sex != "total":
        parts.append(data.w(f"sex.{item.sex}"))
    return ", ".join(parts)


def _region(data: ReportData, region: str) -> str:
    if region == data.own:
        return data.name
    return data.w("series.country") if region == COUNTRY else data.county.name(data.language)


def _valued(data: ReportData, measure: Measure, cell: Any, file: str, place: object, updated: object) -> str:
    from hyte.chapters.noted import day

    w = data.w
    value = number_of(cell)
    figure = w("annex.no_value") if value is None else measure.figure(value)
    when = day(data, updated) or w("annex.unknown")
    return w("annex.valued", figure=figure, where=_where(data, Path(file).name, place), when=when)


def _where(data: ReportData, file: str, place: object) -> str:
    """A conflict's place in words: the table holds "Sheet!D14", a cell or a line number as one text."""
    if not isinstance(place, str):
        return file
    if place.isdecimal():
        return data.w("table.place_line", file=file, line=place)
    sheet, mark, cell = place.rpartition("!")
    if mark:
        return data.w("table.place_sheet_cell", file=file, sheet=sheet, cell=cell)
    return data.w("table.place_cell", file=file, cell=cell)


def _refused(data: ReportData) -> list[Block]:
    w = data.w
    files = _files(data)
    found = data.refusals[data.refusals["file"].isin(files)]
    made: list[Block] = [Heading(level=3, text=w("annex.refused"))]
    if found.empty:
        return [*made, Paragraph(spans=line(w("annex.refused_none")))]
    rows = [
        Row(
            header=data.place(item),
            cells=(
                Cell(text=w(f"refusal.{item.code}")),
                Cell(text=item.detail if isinstance(item.detail, str) else ""),
                Cell(text=str(item.count), value=item.count),
            ),
        )
        for item in rows_of(found.head(LISTED))
    ]
    columns = ("annex.place", "annex.reason", "annex.detail", "annex.count")
    made.append(_table(data, "annex.refused_caption", columns, rows))
    if len(found) > LISTED:
        made.append(Paragraph(spans=line(w("annex.refused_more", count=len(found) - LISTED)), style="note"))
    return made


def _problems(data: ReportData) -> list[Block]:
    w = data.w
    found = rows_of(data.sources[data.sources["problem"].notna()])
    if not found:
        return []
    rows = [Row(header=item.file, cells=(Cell(text=str(item.problem)),)) for item in found]
    return [
        Heading(level=3, text=w("annex.problems")),
        _table(data, "annex.problems_caption", ("annex.file", "annex.problem"), rows),
    ]


def _files(data: ReportData) -> set[str]:
    """Files that gave this report a figure, and files of the same world that gave none at all."""
    return {*data.observations["file"], *data.sources.loc[data.sources["kept"] == 0, "file"]}


def _table(data: ReportData, caption: str, columns: tuple[str, ...], rows: list[Row]) -> Table:
    w = data.w
    return Table(
        caption=w(caption),
        columns=tuple(
            Column(label=w(key), numeric=key in ("annex.count", "annex.newest")) for key in columns
        ),
        rows=tuple(rows),
    )
