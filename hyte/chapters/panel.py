"""One indicator: its chart, its table, and what they say in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hyte.chapters.measure import Measure, titled
from hyte.chapters.report_data import COUNTRY, ReportData
from hyte.language.numbers import listed, year_range
from hyte.presentation.blocks import Cell, Column, Figure, Panel, Row, Table
from hyte.presentation.charts import Line, Role, series_chart
from hyte.statistics.change import Change
from hyte.statistics.series import Point, Series

TABLE_YEARS = 8
"""So many data years stand in the printed table; the workbook has all of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of the table and line of the chart."""

    label: str
    series: Series
    role: Role
    charted: bool = True


def panel(data: ReportData, measure: Measure) -> Panel:
    """The panel of an indicator of which the municipality has at least one figure."""
    w = data.w
    columns, left_out = _columns(data, measure)
    change = data.change(measure)
    notes = []
    if measure.projection:
        notes.append(w("panel.projection"))
    if measure.ended:
        notes.append(w("panel.ended", year=measure.ended))
    years = [point.year for item in columns for point in item.series.figures]
    for year, reason in measure.breaks:
        if min(years) < year <= max(years):
            notes.append(w("panel.break_note", year=year, reason=reason))
    if any(not item.charted for item in columns):
        notes.append(w("panel.count_note"))
    if left_out:
        notes.append(
            w("panel.left_out", names=listed([_inside(name, measure) for name in left_out], data.language))
        )
    if not measure.registered:
        notes.append(w("panel.unregistered"))
    return Panel(
        title=measure.title,
        anchor=anchor_of(measure),
        sentences=tuple(_sentences(data, measure, columns, change)),
        verdict=None if measure.projection else change.verdict,
        verdict_text="" if measure.projection else _verdict_text(data, change),
        figure=_figure(data, measure, [item for item in columns if item.charted]),
        table=_table(data, measure, columns),
        notes=tuple(notes),
    )


def anchor_of(measure: Measure) -> str:
    """The anchor of an indicator's panel, the same in every language."""
    return f"osoitin-{measure.id.replace('_', '-')}"


def sex_labels(data: ReportData, measure: Measure) -> tuple[str, str]:
    """What the two sexes are called at the age that an indicator is about."""
    young = measure.group in ("children", "young")
    women, men = ("girls", "boys") if young else ("female", "male")
    return data.w(f"series.{women}"), data.w(f"series.{men}")


def _columns(data: ReportData, measure: Measure) -> tuple[list[Shown], list[str]]:
    """What is shown, and the names of the areas that the source tells nothing about."""
    w = data.w
    own = data.get(measure.id, data.own)
    if not own.figures:
        return _columns_by_sex(data, measure)
    county_name = data.county.name(data.language)
    others: list[tuple[str, Series, Role]] = [
        (county_name, data.get(measure.id, data.county.region_id), "county"),
        (w("series.country"), data.get(measure.id, COUNTRY), "country"),
        (w("series.peers"), data.peer_median(measure.id), "peers"),
    ]
    recent = {point.year for point in own.points[-TABLE_YEARS:]}
    told = {label for label, series, _ in others if recent & {point.year for point in series.figures}}
    shown = [Shown(data.name, own, "own")]
    shown += [
        Shown(label, series, role, measure.comparable) for label, series, role in others if label in told
    ]
    return shown, [label for label, _, _ in others if label not in told]


def _columns_by_sex(data: ReportData, measure: Measure) -> tuple[list[Shown], list[str]]:
    w = data.w
    women, men = sex_labels(data, measure)
    country = w("series.country")
    shown, left_out = [], []
    for label, sex, role in ((women, "female", "women"), (men, "male", "men")):
        own = data.get(measure.id, data.own, sex)
        if own.figures:
            shown.append(Shown(label, own, role))  # type: ignore[arg-type]
    for label, sex in ((women, "female"), (men, "male")):
        whole = data.get(measure.id, COUNTRY, sex)
        if whole.figures:
            shown.append(Shown(f"{country}, {label.lower()}", whole, "country", charted=False))
        else:
            left_out.append(f"{country}, {label.lower()}")
    return shown, left_out


def _sentences(data: ReportData, measure: Measure, columns: Sequence[Shown], change: Change) -> list[str]:
    w = data.w
    own = columns[0].series
    latest = own.latest
    assert latest is not None and latest.value is not None
    value = measure.figure_with_unit(latest.value)
    if columns[0].role != "own":
        own_sexes = [item for item in columns if item.role in ("women", "men")]
        value = listed([_of_sex(measure, item, latest.year) for item in own_sexes], data.language)
    older = latest.year < data.year
    sentences = [
        w("panel.latest_older", value=value, year=latest.year, report_year=data.year)
        if older
        else w("panel.latest", value=value, year=latest.year)
    ]
    marked = [point for point in own.points if point.year > latest.year and point.missing is not None]
    if marked:
        reason = w(f"missing_long.{marked[-1].missing}")
        sentences.append(w("panel.missing_latest", year=marked[-1].year, reason=reason))
    compared = [
        w("panel.part", name=_inside(item.label, measure), value=_at(measure, item.series, latest.year))
        for item in columns[1:]
        if columns[0].role == "own" and item.charted and item.series.value(latest.year) is not None
    ]
    if compared:
        sentences.append(w("panel.compared", parts=listed(compared, data.language)))
    if change.baseline is not None and columns[0].role == "own":
        if change.broken_by:
            sentences.append(w("panel.broken", year=change.broken_by))
        elif change.difference == 0:
            sentences.append(w("panel.no_change", year=change.baseline.year))
        elif change.difference is not None:
            difference = measure.difference(change.difference, w("panel.points"))
            sentences.append(w("panel.change", year=change.baseline.year, difference=difference))
    return sentences


def _inside(label: str, measure: Measure) -> str:
    """A label as it stands within a sentence: common nouns small, names as they are."""
    from hyte.language.wording import wording

    w = wording(measure.language)
    for key in ("series.country", "series.peers"):
        if label.startswith(w(key)):
            return label[0].lower() + label[1:]
    return label


def _at(measure: Measure, series: Series, year: int) -> str:
    value = series.value(year)
    return measure.figure_beside(value) if value is not None else "–"


def _of_sex(measure: Measure, item: Shown, year: int) -> str:
    value = item.series.value(year)
    return f"{item.label.lower()} {measure.figure_with_unit(value) if value is not None else '–'}"


def _verdict_text(data: ReportData, change: Change) -> str:
    year = change.baseline.year if change.baseline else ""
    return data.w(f"verdict.{change.verdict}", year=year)


def _figure(data: ReportData, measure: Measure, columns: Sequence[Shown]) -> Figure | None:
    w = data.w
    if all(len(item.series.figures) < 2 for item in columns):
        return None  # a lone dot shows nothing that the table does not say better
    lines = [Line(_wrapped(item.label), item.series, item.role) for item in columns]
    svg = series_chart(
        lines,
        decimals=measure.decimals,
        language=data.language,
        breaks=[year for year, _ in measure.breaks],
        break_label=w("chart.break"),
    )
    unit = f", {measure.unit}" if measure.unit and measure.unit not in measure.title else ""
    years = sorted({point.year for item in columns for point in item.series.figures})
    parts = " ".join(_alt_part(data, measure, item) for item in columns)
    return Figure(
        svg=svg,
        alt=w("chart.alt", title=measure.title, unit=unit, parts=parts),
        caption=_caption(data, "chart.caption", measure, years[0], years[-1]),
        source=data.source_of(measure),
    )


def _alt_part(data: ReportData, measure: Measure, item: Shown) -> str:
    figures = item.series.figures
    first, last = figures[0], figures[-1]
    if len(figures) == 1:
        return data.w("chart.alt_single", name=item.label, last=_plain(measure, last), last_year=last.year)
    lowest = min(figures, key=lambda point: (point.value, point.year))
    highest = max(figures, key=lambda point: (point.value, -point.year))
    return data.w(
        "chart.alt_part",
        name=item.label,
        first=_plain(measure, first),
        first_year=first.year,
        last=_plain(measure, last),
        last_year=last.year,
        lowest=_plain(measure, lowest),
        lowest_year=lowest.year,
        highest=_plain(measure, highest),
        highest_year=highest.year,
    )


def _plain(measure: Measure, point: Point) -> str:
    assert point.value is not None
    return measure.figure(point.value)


def _wrapped(label: str, width: int = 18) -> str:
    """Break a long label at its blanks, so that it fits beside the chart."""
    made = [""]
    for word in label.split(" "):
        if made[-1] and len(made[-1]) + 1 + len(word) > width:
            made.append(word)
        else:
            made[-1] = f"{made[-1]} {word}".strip()
    return "\n".join(made)


def _table(data: ReportData, measure: Measure, columns: Sequence[Shown]) -> Table:
    w = data.w
    every = sorted({point.year for item in columns for point in item.series.points})
    own = {
        point.year for item in columns if item.role in ("own", "women", "men") for point in item.series.points
    }
    years = [year for year in every if year in own or year > max(own)][-TABLE_YEARS:]
    notes = []
    rows = []
    preliminary = False
    for year in years:
        cells = []
        for item in columns:
            point = item.series.by_year.get(year)
            preliminary = preliminary or bool(point and point.preliminary)
            cells.append(_cell(data, measure, point, item.role))
        rows.append(Row(header=str(year), cells=tuple(cells)))
    if preliminary:
        notes.append(w("panel.preliminary"))
    latest = columns[0].series.latest
    assert latest is not None
    source = data.source_of(measure)
    if latest.place:
        source = f"{source} ({latest.place})"
    return Table(
        caption=_caption(data, "table.caption", measure, years[0], years[-1]),
        columns=(
            Column(label=w("table.year")),
            *(Column(label=item.label, numeric=True) for item in columns),
        ),
        rows=tuple(rows),
        source=source,
        notes=tuple(notes),
    )


def _caption(data: ReportData, key: str, measure: Measure, first: int, last: int) -> str:
    """Years and unit; the panel's heading above it says of what."""
    text = data.w(key, years=year_range(first, last))
    return titled(text, measure.unit)


def _cell(data: ReportData, measure: Measure, point: Point | None, role: Role) -> Cell:
    if point is None:
        return Cell(text="–")
    if point.value is None:
        assert point.missing is not None
        return Cell(text=data.w(f"missing.{point.missing}"), missing=point.missing)
    text = measure.figure(point.value) + ("*" if point.preliminary else "")
    return Cell(text=text, value=point.value, strong=role == "own")
