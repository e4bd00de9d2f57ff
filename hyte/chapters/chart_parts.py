"""What the charts of several chapters share: intervals of a line, its words for who cannot see it, labels."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.chapters.measure import Measure
from hyte.chapters.report_data import ReportData
from hyte.statistics.finding import LIKELY
from hyte.statistics.series import Point, Series


def band_of(data: ReportData, measure: Measure, sex: str = "total") -> tuple[tuple[int, float, float], ...]:
    """Year, low and high of each of the municipality's own figures whose interval is known."""
    found = []
    for point in data.get(measure.id, data.own, sex).figures:
        made = data.estimate(measure, data.own, sex, point.year)
        ends = made.interval(LIKELY) if made else None
        if ends is not None:
            found.append((point.year, ends.low, ends.high))
    return tuple(found)


def alt_of_line(data: ReportData, measure: Measure, label: str, series: Series) -> str:
    """First, last, lowest and highest figure of a line in words."""
    figures = series.figures
    first, last = figures[0], figures[-1]
    if len(figures) == 1:
        return data.w("chart.alt_single", name=label, last=_plain(measure, last), last_year=last.year)
    lowest = min(figures, key=lambda point: (point.value, point.year))
    highest = max(figures, key=lambda point: (point.value, -point.year))
    return data.w(
        "chart.alt_part",
        name=label,
        first=_plain(measure, first),
        first_year=first.year,
        last=_plain(measure, last),
        last_year=last.year,
        lowest=_plain(measure, lowest),
        lowest_year=lowest.year,
        highest=_plain(measure, highest),
        highest_year=highest.year,
    )


def sources_of(data: ReportData, measures: Sequence[Measure]) -> str:
    """The sources of a chart of many indicators, those of Sotkanet with all their numbers, each once."""
    numbers, others = [], []
    for measure in measures:
        source = data.source_of(measure)
        if measure.sotkanet and source == data.w("source.sotkanet", code=measure.sotkanet):
            numbers.append(measure.sotkanet)
        else:
            others.append(source)
    if len(numbers) > 1:
        numbers = [data.w("source.sotkanet_many", codes=", ".join(dict.fromkeys(numbers)))]
    elif numbers:
        numbers = [data.w("source.sotkanet", code=numbers[0])]
    return "; ".join(dict.fromkeys((*numbers, *others)))


def _plain(measure: Measure, point: Point) -> str:
    assert point.value is not None
    return measure.figure(point.value)


def wrapped(label: str, width: int = 18) -> str:
    """A long label broken at its blanks, so that it fits beside the chart."""
    made = [""]
    for word in label.split(" "):
        if made[-1] and len(made[-1]) + 1 + len(word) > width:
            made.append(word)
        else:
            made[-1] = f"{made[-1]} {word}".strip()
    return "\n".join(made)
