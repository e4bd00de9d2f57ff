"""Differences between population groups: the widest as a table, what they mean in sentences, all in a sheet.

The charts between the table and the sentences are made in `group_charts`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hyte.chapters.group_charts import charts
from hyte.chapters.group_pairs import DIMENSIONS, Pair, Side, pairs_of
from hyte.chapters.measure import titled
from hyte.chapters.panel import anchor_of
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import listed, with_unit
from hyte.model import Direction
from hyte.presentation.blocks import Block, Cell, Column, DataSheet, Heading, Listing, Paragraph, Row, Table
from hyte.presentation.show import line, lines
from hyte.statistics.finding import CERTAIN, Estimate
from hyte.statistics.gaps import Gap, widest

PRINTED = 8
"""So many gaps are printed; the workbook has every pair."""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The section: what was compared, the widest gaps, who is worse off, what could not be tested.

    A pair that is not testable is counted with its reason and never told as one without a difference.
    """
    w = data.w
    heading = Heading(level=3, text=w("gaps.title"), anchor="vaestoryhmien-erot")
    pairs = pairs_of(data)
    if not pairs:
        return (heading, Paragraph(spans=line(w("gaps.nothing"))))
    made: list[Block] = [heading, Paragraph(spans=line(_lead(data, pairs)))]
    shown = printed(pairs)
    if shown:
        made += (_table(data, shown), *charts(data, pairs, shown))
        told = _worse_off(data, shown)
        if told:
            made.append(Listing(items=lines(told)))
    made += (Paragraph(spans=line(text), style="note") for text in _limits(data, pairs))
    return tuple(made)


def printed(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The widest gaps, of each question and kind of groups only the widest, at most eight."""
    gaps = {pair.id: pair.gap for pair in pairs if pair.gap is not None}
    by_id = {pair.id: pair for pair in pairs}
    chosen: dict[tuple[str, str], Pair] = {}
    for id, _ in widest(gaps, len(gaps)):
        pair = by_id[id]
        chosen.setdefault((pair.question, pair.dimension), pair)
    return tuple(chosen.values())[:PRINTED]


def _lead(data: ReportData, pairs: Sequence[Pair]) -> str:
    w = data.w
    kinds = [w(f"gaps.dimension.{name}") for name in DIMENSIONS if any(p.dimension == name for p in pairs)]
    told = [w("gaps.lead", dimensions=listed(kinds, data.language))]
    tested = [pair.gap for pair in pairs if pair.gap is not None and pair.tested]
    found = sum(gap.outcome == "differs" for gap in tested)
    if found:
        told.append(w("gaps.tested", count=len(tested), found=found))
    elif tested:
        told += [w("gaps.none_differs", count=len(tested)), w("gaps.none_is_no_proof")]
    else:
        told.append(w("gaps.none_testable"))
    return " ".join(told)


def _table(data: ReportData, shown: Sequence[Pair]) -> Table:
    w = data.w
    return Table(
        caption=w("gaps.caption"),
        columns=(
            Column(label=w("strengths.indicator")),
            Column(label=w("table.year"), numeric=True),
            Column(label=w("gaps.higher")),
            Column(label=w("gaps.lower")),
            Column(label=w("gaps.difference"), numeric=True),
            Column(label=w("gaps.certainty")),
        ),
        rows=tuple(_row(data, pair) for pair in shown),
        notes=tuple(_notes(data, shown)),
    )


def _row(data: ReportData, pair: Pair) -> Row:
    w, measure, gap = data.w, pair.measure, pair.gap
    assert gap is not None and gap.low is not None and gap.high is not None
    sides = [(pair.first, gap.first), (pair.second, gap.second)]
    low, high = gap.low, gap.high
    if gap.difference < 0:
        sides.reverse()
        low, high = -high, -low
    points = w("panel.points_short") if measure.unit == "%" else ""
    difference = with_unit(measure.figure(abs(gap.difference)), points, data.language)
    ends = w("gaps.interval", low=measure.figure(low), high=measure.figure(high))
    return Row(
        header=pair.title if points else titled(pair.title, measure.spoken_unit),
        href=f"#{anchor_of(measure)}",
        cells=(
            Cell(text=str(pair.year)),
            *(_side(data, side, estimate) for side, estimate in sides),
            Cell(text=f"{difference} {ends}", value=abs(gap.difference)),
            Cell(text=w(f"gaps.outcome.{_certainty(gap)}")),
        ),
    )


def _side(data: ReportData, side: Side, estimate: Estimate) -> Cell:
    """A group and its figure; a unit other than per cent is named in the row's header."""
    figure = side.measure.figure_beside(estimate.value)
    return Cell(text=data.w("gaps.side", group=side.label, figure=figure), value=estimate.value)


def _notes(data: ReportData, shown: Sequence[Pair]) -> list[str]:
    w = data.w
    notes = [w("gaps.note_certainty"), w("gaps.note_chosen")]
    if any(pair.dimension != "sex" for pair in shown):
        notes += (w("gaps.note_pairs"), w("gaps.note_age"))
    if any(pair.measure.survey and pair.measure.group in ("children", "young") for pair in shown):
        notes.append(w("gaps.note_school_survey"))
    if any(pair.measure.direction is Direction.NEUTRAL for pair in shown):
        notes.append(w("gaps.note_neutral"))
    return notes


def _worse_off(data: ReportData, shown: Sequence[Pair]) -> list[str]:
    """One sentence for each two groups of which one is worse off, with what it is worse off in."""
    w = data.w
    found: dict[tuple[str, str], list[str]] = {}
    for pair in shown:
        assert pair.gap is not None
        groups = (pair.first.group, pair.second.group)
        if pair.gap.worse_off is not None:
            worse, better = groups if pair.gap.worse_off == "first" else groups[::-1]
            found.setdefault((worse, better), []).append(w("gaps.quoted", title=pair.title))
    return [
        w(
            "gaps.worse",
            worse=w(f"gaps.among.{worse}"),
            better=w(f"gaps.among.{better}"),
            titles=listed(titles, data.language),
        )
        for (worse, better), titles in found.items()
    ]


def _limits(data: ReportData, pairs: Sequence[Pair]) -> list[str]:
    """What could not be tested and why, and what the data have no figures of."""
    w = data.w
    told = []
    reasons = Counter(pair.reason for pair in pairs if pair.reason is not None)
    if reasons:
        order = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        parts = [
            w("gaps.reason_count", reason=w(f"gaps.reason.{reason}"), number=number)
            for reason, number in order
        ]
        told.append(w("gaps.not_testable", count=reasons.total(), reasons=listed(parts, data.language)))
    missing = [name for name in DIMENSIONS if not any(pair.dimension == name for pair in pairs)]
    if missing:
        told.append(" ".join(w(f"gaps.without.{name}") for name in missing))
    return told


def rows_for_workbook(data: ReportData) -> DataSheet:
    """Every pair with its figures, difference, interval, p-value and outcome, or why it is not testable.

    Differences are the first group's printed figure minus the second's; the interval is at 95 per cent.
    """
    w = data.w
    return DataSheet(
        name=w("gaps.sheet"),
        columns=tuple(w(key) for key in _COLUMNS),
        rows=tuple(_sheet_row(data, pair) for pair in pairs_of(data)),
    )


_COLUMNS = (
    "gaps.column.dimension",
    "workbook.indicator",
    "workbook.indicator_title",
    "workbook.unit",
    "workbook.year",
    "gaps.column.first",
    "gaps.column.first_value",
    "gaps.column.second",
    "gaps.column.second_value",
    "gaps.column.difference",
    "workbook.ci_low",
    "workbook.ci_high",
    "gaps.column.p_value",
    "gaps.column.outcome",
    "gaps.column.reason",
)


def _sheet_row(data: ReportData, pair: Pair) -> tuple[str | float | int | None, ...]:
    w, gap, measure = data.w, pair.gap, pair.measure
    ids = dict.fromkeys((pair.first.measure.id, pair.second.measure.id))

    def rounded(value: float | None, more: int = 0) -> float | None:
        return None if value is None else round(value, measure.decimals + more) + 0.0

    def figure(side: Side) -> float | None:
        return rounded(data.get(side.measure.id, data.own, side.sex).value(pair.year))

    return (
        w(f"gaps.column.{pair.dimension}"),
        ", ".join(ids),
        pair.title,
        measure.unit,
        pair.year,
        pair.first.label,
        figure(pair.first),
        pair.second.label,
        figure(pair.second),
        gap.difference if gap else None,
        rounded(gap.low if gap else None, more=2),
        rounded(gap.high if gap else None, more=2),
        None if gap is None or gap.p_value is None else round(gap.p_value, 4),
        w(f"gaps.outcome.{_certainty(gap)}"),
        w(f"gaps.reason.{pair.reason}") if pair.reason else None,
    )


def _certainty(gap: Gap | None) -> str:
    if gap is None or gap.outcome != "differs":
        return gap.outcome if gap else "not_testable"
    return "very_clear" if gap.level == CERTAIN else "clear"
