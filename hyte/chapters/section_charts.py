"""A section's charts: all indicators against the country at once, and each theme's development.

Few and dense: a panel for each indicator has its figures and sentences, but no chart of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from hyte.chapters.chart_parts import alt_of_line, band_of, sources_of
from hyte.chapters.measure import Measure, titled
from hyte.chapters.panel import sex_labels
from hyte.chapters.report_data import COUNTRY, ReportData
from hyte.language.numbers import listed, year_range
from hyte.presentation.blocks import Figure, Gallery
from hyte.presentation.charts import (
    DotRow,
    DotTexts,
    Line,
    MultiplesTexts,
    Tile,
    dot_range_chart,
    small_multiples,
)
from hyte.statistics.finding import LIKELY, Finding

ROWS = 14
"""So many indicators stand in one overview; the rest go to a second one."""

TILES = 6
"""So many small charts make one figure."""

FEWEST = 2
"""One indicator alone is told by its panel."""


def charts(data: ReportData, measures: Sequence[Measure]) -> tuple[Gallery, ...]:
    """The gallery of a section; nothing when there is too little to draw."""
    figures = (*_overviews(data, measures), *_developments(data, measures))
    return (Gallery(figures=figures),) if figures else ()


def _overviews(data: ReportData, measures: Sequence[Measure]) -> list[Figure]:
    rows = [
        (measure, finding)
        for measure in measures
        if (finding := data.findings.get(measure.id)) is not None
        and finding.country is not None
        and finding.country.other is not None
        and not measure.projection
    ]
    if len(rows) < FEWEST:
        return []
    # Two figures of like size look better than a full one and a rest.
    parts = -(-len(rows) // ROWS)
    size = -(-len(rows) // parts)
    return [_overview(data, rows[start : start + size]) for start in range(0, len(rows), size)]


def _overview(data: ReportData, rows: Sequence[tuple[Measure, Finding]]) -> Figure:
    w = data.w
    outcomes = ("better", "worse", "no_difference", "higher", "lower", "not_testable")
    texts = DotTexts(
        own=data.name,
        country=w("series.country"),
        ends=(w("charts.worse"), w("charts.better")),
        neutral_ends=(w("charts.lower"), w("charts.higher")),
        outcomes=tuple((name, w(f"charts.outcome_{name}")) for name in outcomes),  # type: ignore[misc]
        interval=w("charts.interval"),
        middle_half=w("charts.middle_half"),
        most=w("charts.most"),
    )
    svg = dot_range_chart([_dot(data, *row) for row in rows], texts)
    years = sorted({finding.own.year for _, finding in rows})
    return Figure(
        svg=svg,
        alt=_overview_alt(data, rows),
        caption=w("charts.overview_caption", years=year_range(years[0], years[-1])),
        source=sources_of(data, [measure for measure, _ in rows]),
    )


def _dot(data: ReportData, measure: Measure, finding: Finding) -> DotRow:
    assert finding.country is not None and finding.country.other is not None
    ends = finding.own.interval(LIKELY)
    return DotRow(
        title=_titled(measure),
        own=finding.own.value,
        country=finding.country.other.value,
        own_text=measure.figure(finding.own.value),
        country_text=measure.figure(finding.country.other.value),
        outcome=finding.country.outcome,
        direction=measure.direction,
        low=ends.low if ends else None,
        high=ends.high if ends else None,
        spread=finding.spread,
    )


def _overview_alt(data: ReportData, rows: Sequence[tuple[Measure, Finding]]) -> str:
    """What differs from the country and how much, then how many do not differ or are not tested."""
    w = data.w
    parts = [w("charts.overview_alt", count=len(rows), municipality=data.name)]
    for outcome in ("better", "worse", "higher", "lower"):
        found = [_pair(measure, finding) for measure, finding in rows if _outcome(finding) == outcome]
        if found:
            parts.append(w(f"charts.alt_{outcome}", items="; ".join(found)))
    for outcome in ("no_difference", "not_testable"):
        count = sum(_outcome(finding) == outcome for _, finding in rows)
        if count:
            parts.append(w(f"charts.alt_{outcome}", count=count))
    return " ".join(parts)


def _outcome(finding: Finding) -> str:
    assert finding.country is not None
    return finding.country.outcome


def _pair(measure: Measure, finding: Finding) -> str:
    assert finding.country is not None and finding.country.other is not None
    own, country = measure.figure(finding.own.value), measure.figure(finding.country.other.value)
    return f"{measure.short_title} {own} ({country})"


def _developments(data: ReportData, measures: Sequence[Measure]) -> list[Figure]:
    found = [(measure, lines) for measure in measures if (lines := _lines(data, measure))]
    # Key facts come first among the indicators, but their themes stay whole.
    themes = list(dict.fromkeys(measure.theme for measure, _ in found))
    found.sort(key=lambda item: themes.index(item[0].theme))
    figures = []
    for part in _in_figures(found):
        figures.append(_development(data, part))
    return figures


Drawn = tuple[Measure, tuple[Line, ...]]


def _in_figures(found: Sequence[Drawn]) -> list[list[Drawn]]:
    """Whole themes together where they fit into a figure; a large theme goes on into a further one."""
    figures: list[list[Drawn]] = []
    for _, theme in groupby(found, key=lambda item: item[0].theme):
        items = list(theme)
        for start in range(0, len(items), TILES):
            part = items[start : start + TILES]
            if figures and len(figures[-1]) + len(part) <= TILES:
                figures[-1].extend(part)
            else:
                figures.append(part)
    return figures


def _lines(data: ReportData, measure: Measure) -> tuple[Line, ...]:
    """The municipality's line with its interval, county and country; by sex where only that is known."""
    own = data.get(measure.id, data.own)
    if measure.projection:
        return ()
    if len(own.figures) >= FEWEST:
        lines = [Line(data.name, own, "own", band_of(data, measure))]
        if measure.comparable:
            if data.county.is_county:
                county = data.get(measure.id, data.county.region_id)
                lines.append(Line(data.county.name(data.language), county, "county"))
            lines.append(Line(data.w("series.country"), data.get(measure.id, COUNTRY), "country"))
        return tuple(line for line in lines if line.series.figures)
    labels = sex_labels(data, measure)
    women, men = (data.get(measure.id, data.own, sex) for sex in ("female", "male"))
    lines = [Line(labels[0], women, "women"), Line(labels[1], men, "men")]
    return tuple(line for line in lines if len(line.series.figures) >= FEWEST)


def _development(data: ReportData, part: Sequence[Drawn]) -> Figure:
    w = data.w
    women, men = sex_labels(data, part[0][0])
    labels = {
        "own": data.name,
        "county": w("charts.county"),
        "country": w("series.country"),
        "women": women,
        "men": men,
    }
    tiles = tuple(
        Tile(_titled(measure), lines, measure.decimals, tuple(year for year, _ in measure.breaks))
        for measure, lines in part
    )
    texts = MultiplesTexts(
        roles=tuple(labels.items()),  # type: ignore[arg-type]
        band=w("charts.interval"),
        break_=w("chart.break"),
    )
    years = sorted({point.year for _, lines in part for line in lines for point in line.series.figures})
    themes = dict.fromkeys(w(f"theme.{measure.theme}") for measure, _ in part)
    caption = w(
        "charts.development_caption",
        themes=listed(list(themes), data.language),
        years=year_range(years[0], years[-1]),
    )
    return Figure(
        svg=small_multiples(tiles, texts, language=data.language),
        alt=_development_alt(data, part),
        caption=caption[0].upper() + caption[1:],
        source=sources_of(data, [measure for measure, _ in part]),
    )


def _titled(measure: Measure) -> str:
    unit = measure.spoken_unit
    if not unit or unit.casefold() in measure.short_title.casefold():
        return measure.short_title
    return titled(measure.short_title, unit)


def _development_alt(data: ReportData, part: Sequence[Drawn]) -> str:
    parts = [data.w("charts.development_alt", count=len(part))]
    for measure, lines in part:
        own = [line for line in lines if line.role in ("own", "women", "men")]
        told = " ".join(alt_of_line(data, measure, line.label, line.series) for line in own)
        parts.append(f"{measure.short_title}. {told}")
    return " ".join(parts)
