"""One indicator: what the rules say of it in sentences beside its table; its chart where it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hyte.chapters import told
from hyte.chapters.chart_parts import alt_of_line, band_of, wrapped
from hyte.chapters.measure import Measure, titled
from hyte.chapters.report_data import COUNTRY, ReportData
from hyte.language.numbers import listed, year_range
from hyte.presentation.blocks import Cell, Column, Figure, Panel, Row, Table
from hyte.presentation.charts import Line, Role, series_chart
from hyte.statistics.finding import ComparisonOutcome
from hyte.statistics.series import Point, Series

TABLE_YEARS = 6
"""So many data years stand in the printed table; the workbook has all of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of the table and line of the chart."""

    label: str
    series: Series
    role: Role
    charted: bool = True


def panel(data: ReportData, measure: Measure, *, charted: bool = False) -> Panel:
    """The panel of an indicator of which the municipality has at least one figure.

    The sections' charts show many indicators at once, so a panel has a chart of its own only when `charted`.
    """
    w = data.w
    columns, left_out = _columns(data, measure)
    notes = []
    if measure.projection:
        notes.append(w("panel.projection"))
    if measure.ended:
        notes.append(w("panel.ended", year=measure.ended))
    years = [point.year for item in columns for point in item.series.figures]
    for year, reason in measure.breaks:
        if min(years) < year <= max(years):
            notes.append(w("panel.break_note", year=year, reason=reason))
    if charted and any(not item.charted for item in columns):
        notes.append(w("panel.count_note"))
    if left_out:
        notes.append(
            w("panel.left_out", names=listed([_inside(name, measure) for name in left_out], data.language))
        )
    if not measure.registered:
        notes.append(w("panel.unregistered"))
    verdict, words = _verdict(data, measure)
    return Panel(
        title=measure.title,
        anchor=anchor_of(measure),
        sentences=tuple(_sentences(data, measure, columns)),
        verdict=verdict,
        verdict_text=words,
        figure=_figure(data, measure, [item for item in columns if item.charted]) if charted else None,
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


def _sentences(data: ReportData, measure: Measure, columns: Sequence[Shown]) -> list[str]:
    w = data.w
    # Where only the sexes are known, either may have the newer figure.
    sexes = [item.series for item in columns if item.role in ("women", "men")]
    newest = max(sexes, key=_newest_year, default=columns[0].series)
    own = columns[0].series if columns[0].role == "own" else newest
    latest = own.latest
    assert latest is not None
    finding = data.findings.get(measure.id)
    if finding is not None:
        sentences = list(
            told.sentences(finding, measure, data.names, data.year, preliminary=latest.preliminary)
        )
    else:
        parts = [
            _of_sex(data, measure, item, latest.year) for item in columns if item.role in ("women", "men")
        ]
        key = "panel.latest_older" if latest.year < data.year else "panel.latest"
        value = listed(parts, data.language)
        sentences = [w(key, value=value, year=latest.year, report_year=data.year)]
    marked = [point for point in own.points if point.year > latest.year and point.missing is not None]
    if marked:
        reason = w(f"missing_long.{marked[-1].missing}")
        sentences.append(w("panel.missing_latest", year=marked[-1].year, reason=reason))
    return sentences


def _newest_year(series: Series) -> int:
    return series.latest.year if series.latest else 0


def _verdict(data: ReportData, measure: Measure) -> tuple[ComparisonOutcome | None, str]:
    finding = data.findings.get(measure.id)
    if finding is None or measure.projection or not measure.comparable:
        return None, ""
    return told.short_verdict(finding, measure)


def _inside(label: str, measure: Measure) -> str:
    """A label as it stands within a sentence: common nouns small, names as they are."""
    from hyte.language.wording import wording

    w = wording(measure.language)
    for key in ("series.country", "series.peers"):
        if label.startswith(w(key)):
            return label[0].lower() + label[1:]
    return label


def _of_sex(data: ReportData, measure: Measure, item: Shown, year: int) -> str:
    point = item.series.by_year.get(year)
    if point is None:
        figure = "–"
    elif point.value is None:
        figure = data.w(f"missing.{point.missing}")
    else:
        figure = measure.figure_with_unit(point.value)
    return f"{item.label.lower()} {figure}"


def _figure(data: ReportData, measure: Measure, columns: Sequence[Shown]) -> Figure | None:
    w = data.w
    if all(len(item.series.figures) < 2 for item in columns):
        return None  # a lone dot shows nothing that the table does not say better
    lines = [
        Line(
            wrapped(item.label), item.series, item.role, band_of(data, measure) if item.role == "own" else ()
        )
        for item in columns
    ]
    svg = series_chart(
        lines,
        decimals=measure.decimals,
        language=data.language,
        breaks=[year for year, _ in measure.breaks],
        break_label=w("chart.break"),
    )
    unit = f", {measure.unit}" if measure.unit and measure.unit not in measure.title else ""
    years = sorted({point.year for item in columns for point in item.series.figures})
    parts = " ".join(alt_of_line(data, measure, item.label, item.series) for item in columns)
    return Figure(
        svg=svg,
        alt=w("chart.alt", title=measure.title, unit=unit, parts=parts),
        caption=_caption(data, "chart.caption", measure, years[0], years[-1]),
        source=data.source_of(measure),
    )


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
    if latest.row is not None:
        source = f"{source} ({data.place(data.observations.iloc[latest.row])})"
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
