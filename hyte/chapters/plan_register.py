"""The plan as the register has it: how its measures stand, and each measure under its goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hyte.chapters import noted
from hyte.chapters.lists import LISTED, cells, count_cell, figure_column
from hyte.chapters.register_records import Record, heading, records, source, value, written
from hyte.chapters.report_data import ReportData
from hyte.chapters.totals import total
from hyte.language.numbers import number
from hyte.presentation.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import line

STATES = ("done", "under_way", "not_begun", "dropped")
"""States of a measure, in the order of the report."""

_NEEDED = ("responsible", "schedule", "indicators")


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Fulfilment, resources, then the measures by goal; nothing when the register was not brought."""
    rows = records(data, "plan")
    if not rows:
        return ()
    w = data.w
    made: list[Block] = [Heading(level=3, text=w("plan.register")), fulfilment(data, rows)]
    for told in (
        _resources(data, rows),
        _lacking(data, rows),
    ):
        if told:
            made.append(Paragraph(spans=line(told)))
    shown = rows[:LISTED]
    for goal in dict.fromkeys(row.get("goal") or "" for row in shown):
        own = [row for row in shown if (row.get("goal") or "") == goal]
        caption = w("plan.goal", goal=noted.shown(data, goal)) if goal else w("plan.no_goal")
        made.append(_table(data, caption, own))
    if len(rows) > LISTED:
        left = number(len(rows) - LISTED, 0, data.language)
        text = w("shown.in_workbook", listed=LISTED, left=left, sheet=w("workbook.plan"))
        made.append(Paragraph(spans=line(text), style="note"))
    return tuple(made)


def fulfilment(data: ReportData, rows: Sequence[Record]) -> Table:
    """How many measures of the plan are done, under way, not begun and dropped."""
    w = data.w
    counts = Counter(row.get("state") for row in rows)
    listed = [(w(f"state.{state}"), counts[state]) for state in STATES]
    untold = sum(count for state, count in counts.items() if state not in STATES)
    if untold:
        listed.append((w("plan.no_state"), untold))
    made = [
        Row(header=noted.opened(data, label), cells=(count_cell(data, count),)) for label, count in listed
    ]
    made.append(Row(header=w("plan.all"), cells=(count_cell(data, len(rows), strong=True),)))
    return Table(
        caption=w("plan.fulfilment_caption"),
        columns=(Column(label=w("plan.state")), figure_column(w("plan.count"))),
        rows=tuple(made),
    )


def _resources(data: ReportData, rows: Sequence[Record]) -> str:
    told = [total(data, rows, f"resources_{unit}", unit) for unit in ("euros", "person_years")]
    given = [text for text in told if text]
    return data.w("plan.resources_sum", sums="; ".join(given)) if given else ""


def _lacking(data: ReportData, rows: Sequence[Record]) -> str:
    w = data.w
    told = [
        w("plan.lacks", field=heading(data, "plan", name), count=number(count, 0, data.language))
        for name in _NEEDED
        if (count := sum(row.get(name) is None for row in rows))
    ]
    return w("plan.lacking", parts="; ".join(told)) if told else ""


def _table(data: ReportData, caption: str, rows: Sequence[Record]) -> Table:
    w = data.w
    return Table(
        caption=caption,
        columns=tuple(
            Column(label=label)
            for label in (
                w("plan.measure"),
                w("plan.owner_and_schedule"),
                w("plan.resources"),
                w("plan.indicator_and_target"),
                w("plan.state"),
                w("notes.place"),
            )
        ),
        rows=tuple(_row(data, row) for row in rows),
    )


def _row(data: ReportData, row: Record) -> Row:
    w = data.w
    measure, sub_goal = noted.opened(data, row.get("measure")), written(data, row, "sub_goal")
    resources = [written(data, row, f"resources_{unit}") for unit in ("euros", "person_years")]
    state = value(data, row, "state") if row.get("state") else w("plan.no_state")
    outcome = written(data, row, "outcome")
    return Row(
        header=w("plan.measure_of", sub_goal=sub_goal, measure=measure) if sub_goal else measure,
        cells=(
            _owner_and_schedule(data, row),
            Cell(text=", ".join(told for told in resources if told) or w("shown.empty")),
            Cell(text=_target(data, row)),
            *cells(f"{state}: {outcome}" if outcome else state, source(data, row)),
        ),
    )


def _owner_and_schedule(data: ReportData, row: Record) -> Cell:
    w = data.w
    owner, schedule = written(data, row, "responsible"), written(data, row, "schedule")
    due = written(data, row, "due")
    when = w("plan.due", schedule=schedule, due=due) if schedule and due else schedule or due
    text = f"{owner or w('plan.no_owner')}; {when or w('plan.no_schedule')}"
    return Cell(text=text, strong=not owner or not when)


def _target(data: ReportData, row: Record) -> str:
    w = data.w
    parts = [
        w("plan.with_year", value=value(data, row, name), year=row.get(f"{name}_year"))
        if row.get(f"{name}_year")
        else value(data, row, name)
        for name in ("baseline", "target")
    ]
    if row.get("baseline") is None and row.get("target") is None:
        return written(data, row, "indicators") or w("plan.no_indicator")
    indicator = written(data, row, "indicators") or w("plan.no_indicator")
    return w("plan.from_to", indicator=indicator, baseline=parts[0], target=parts[1])
