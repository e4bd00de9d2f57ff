"""Charts of gaps between population groups: indicators by sex, and one question asked of several groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from hyte.chapters.chart_parts import sources_of
from hyte.chapters.group_pairs import Pair, Side
from hyte.chapters.measure import titled
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import listed, year_range
from hyte.presentation.blocks import Figure, Gallery
from hyte.presentation.charts import GroupRow, Mark, SexRow, SexTexts, group_chart, sexes_chart
from hyte.statistics.finding import LIKELY
from hyte.statistics.gaps import widest

ROWS = 10
"""So many indicators stand in one chart."""

FEWEST = 2
"""One indicator alone is told by the table."""

FAMILIES = 2
"""Of so many questions the groups are drawn."""

LARGE = 25.0
"""From this share on, in per cent, an indicator has its place on the axis of large shares."""

Size = Literal["every", "small", "large"]

_SEXES = (("girls", "boys"), ("female", "male"))


def charts(data: ReportData, pairs: Sequence[Pair], printed: Sequence[Pair]) -> tuple[Gallery, ...]:
    """The charts beside the table of printed gaps: the sexes' from all pairs, the widest of other groups."""
    figures = [
        _sexes(data, rows, size)
        for groups in _SEXES
        for size, rows in by_size(chosen([pair for pair in pairs if _groups(pair) == groups]))
    ]
    others = [pair for pair in printed if pair.dimension != "sex"]
    for shown in others[:FAMILIES]:
        figures.append(_groups_of_one_question(data, [p for p in pairs if _family(p) == _family(shown)]))
    return (Gallery(figures=tuple(figures)),) if figures else ()


def chosen(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Pairs that fit one axis: of the unit that most certain gaps have, those first and the widest of them
    first, then the tested ones without a difference by their p-value; each question once.

    Nothing without a gap that is certain: a chart of chance alone would be read as one of differences.
    """
    by_id = {pair.id: pair for pair in pairs}
    gaps = {pair.id: pair.gap for pair in pairs if pair.gap is not None}
    certain = [by_id[id] for id, _ in widest(gaps, len(gaps))]
    if not certain:
        return ()
    units = Counter(pair.measure.unit for pair in certain)
    unit = max(units, key=lambda name: units[name])
    rest = [pair for pair in pairs if pair.tested and pair not in certain]
    rest.sort(key=lambda pair: (_p_value(pair), pair.id))
    once: dict[str, Pair] = {}
    for pair in (*certain, *rest):
        if pair.measure.unit == unit:
            once.setdefault(pair.question, pair)
    return tuple(once.values())[:ROWS]


def by_size(rows: Sequence[Pair]) -> tuple[tuple[Size, tuple[Pair, ...]], ...]:
    """The same pairs for one axis or, where small and large shares would share one, for two.

    An axis with too few rows, or without a certain gap, is left out; its pairs stand in the table.
    """
    small = tuple(pair for pair in rows if pair.measure.unit == "%" and _largest(pair) < LARGE)
    large = tuple(pair for pair in rows if pair not in small)
    parts: tuple[tuple[Size, tuple[Pair, ...]], ...] = (("every", tuple(rows)),)
    if small and large:
        parts = (("small", small), ("large", large))
    return tuple(
        (size, part) for size, part in parts if len(part) >= FEWEST and any(_differs(pair) for pair in part)
    )


def _largest(pair: Pair) -> float:
    return max(pair.gap.first.value, pair.gap.second.value) if pair.gap else 0.0


def _p_value(pair: Pair) -> float:
    return 1.0 if pair.gap is None or pair.gap.p_value is None else pair.gap.p_value


def _differs(pair: Pair) -> bool:
    return pair.gap is not None and pair.gap.outcome == "differs"


def _groups(pair: Pair) -> tuple[str, str]:
    return pair.first.group, pair.second.group


def _family(pair: Pair) -> tuple[str, str]:
    return pair.dimension, pair.question


def _sexes(data: ReportData, rows: Sequence[Pair], size: Size) -> Figure:
    w, first = data.w, rows[0]
    years = sorted({pair.year for pair in rows})
    texts = SexTexts(
        women=first.first.label,
        men=first.second.label,
        interval=w("charts.interval"),
        certain=w("gaps.chart.certain"),
        uncertain=w("gaps.chart.uncertain"),
    )
    drawn = [
        SexRow(
            title=_with_year(pair, years),
            women=_mark(data, pair.first, pair.year),
            men=_mark(data, pair.second, pair.year),
            certain=_differs(pair),
        )
        for pair in rows
    ]
    title = w(f"gaps.chart.sexes_caption_{first.first.group}", years=year_range(years[0], years[-1]))
    if size != "every":
        title = w(f"gaps.chart.{size}_shares", title=title)
    decimals = max(pair.measure.decimals for pair in rows)
    return Figure(
        svg=sexes_chart(drawn, texts, decimals=decimals, language=data.language),
        alt=_sexes_alt(data, rows, years),
        caption=titled(title, first.measure.spoken_unit),
        source=sources_of(data, [pair.measure for pair in rows]),
    )


def _sexes_alt(data: ReportData, rows: Sequence[Pair], years: Sequence[int]) -> str:
    w = data.w
    told = [w(f"gaps.chart.sexes_alt_{rows[0].first.group}", count=len(rows))]
    for key, certain in (("alt_certain", True), ("alt_uncertain", False)):
        found = [_told(data, pair, years) for pair in rows if _differs(pair) is certain]
        if found:
            told.append(w(f"gaps.chart.{key}", items="; ".join(found)))
    return " ".join(told)


def _told(data: ReportData, pair: Pair, years: Sequence[int]) -> str:
    figures = [_mark(data, side, pair.year).text for side in (pair.first, pair.second)]
    return f"{_with_year(pair, years)}: {listed(figures, data.language)}"


def _with_year(pair: Pair, years: Sequence[int]) -> str:
    return pair.title if len(years) == 1 else f"{pair.title}, {pair.year}"


def _mark(data: ReportData, side: Side, year: int) -> Mark:
    """The group's printed figure with its interval, or why it has none."""
    found = data.estimate(side.measure, data.own, side.sex, year)
    if found is None:
        point = data.get(side.measure.id, data.own, side.sex).by_year[year]
        return Mark(None, data.w(f"missing.{point.missing}"))
    ends = found.interval(LIKELY)
    text = side.measure.figure_beside(found.value)
    return Mark(found.value, text, ends.low if ends else None, ends.high if ends else None)


def _groups_of_one_question(data: ReportData, pairs: Sequence[Pair]) -> Figure:
    w, first = data.w, pairs[0]
    # Pairs come in the order of the family: its groups are then drawn from the youngest to the oldest.
    sides = list(dict.fromkeys(side for pair in pairs for side in (pair.first, pair.second)))
    marks = {side: _mark(data, side, first.year) for side in sides}
    title = w(f"gaps.chart.{first.dimension}_caption", title=first.title, year=first.year)
    figures = "; ".join(f"{side.label} {marks[side].text}" for side in sides)
    apart = [listed([p.first.label, p.second.label], data.language) for p in pairs if _differs(p)]
    told = (
        w("gaps.chart.groups_alt", title=title, figures=figures),
        w("gaps.chart.alt_certain", items="; ".join(apart)),
    )
    return Figure(
        svg=group_chart(
            [GroupRow(side.label, marks[side]) for side in sides],
            decimals=first.measure.decimals,
            language=data.language,
            group_label=data.name,
            interval_label=w("charts.interval"),
            in_order=True,
        ),
        alt=" ".join(told),
        caption=titled(title, first.measure.spoken_unit),
        source=sources_of(data, [side.measure for side in sides]),
    )
