"""The year's process: phases by month, the path of approval, and how TEAviisari's answers were handled."""

from __future__ import annotations

from hyte.chapters import noted
from hyte.chapters.lists import cells, limited
from hyte.chapters.register_records import Record, records, source, value, written
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Cell, Heading, Row
from hyte.process.statements import Statement
from hyte.process.statements import records as of_notes


def phases(data: ReportData) -> tuple[Block, ...]:
    """Phases with months, owner and state, of the register and of the notes; nothing without any."""
    w = data.w
    rows = sorted(records(data, "process"), key=lambda row: row.get("month_from") or "9")
    steps = of_notes(data.notes, ("process_step",))
    if not rows and not steps:
        return ()
    columns = ("phase", "time", "owner")
    return (
        Heading(level=3, text=w("process.title")),
        *limited(
            data,
            w("process.caption"),
            (*(w(f"process.{name}") for name in (*columns, "state")), w("notes.place")),
            rows,
            lambda row: _phase(data, row),
            "workbook.registers",
        ),
        *limited(
            data,
            w("process.noted_caption"),
            (*(w(f"process.{name}") for name in columns), w("notes.place")),
            steps,
            lambda said: _noted(data, said),
            "workbook.records",
        ),
    )


def approvals(data: ReportData) -> tuple[Block, ...]:
    """The steps of approval with their bodies, dates and decisions; nothing without any."""
    w = data.w
    rows, steps = records(data, "approvals"), of_notes(data.notes, ("approval_path",))
    if not rows and not steps:
        return ()
    return (
        Heading(level=3, text=w("approvals.title")),
        *limited(
            data,
            w("approvals.caption"),
            (*(w(f"approvals.{name}") for name in ("step", "body", "date", "decision")), w("notes.place")),
            rows,
            lambda row: _approval(data, row),
            "workbook.registers",
        ),
        *limited(
            data,
            w("approvals.noted_caption"),
            (w("approvals.step"), w("process.time"), w("process.owner"), w("notes.place")),
            steps,
            lambda said: _noted(data, said),
            "workbook.records",
        ),
    )


def answers(data: ReportData) -> tuple[Block, ...]:
    """The follow-up of TEAviisari's answers by sector; nothing without any."""
    rows = records(data, "teaviisari_answers")
    if not rows:
        return ()
    w = data.w
    columns = ("sector", "handling", "results", "action")
    return (
        Heading(level=3, text=w("answers.title")),
        *limited(
            data,
            w("answers.caption"),
            (*(w(f"answers.{name}") for name in columns), w("notes.place")),
            rows,
            lambda row: _answer(data, row),
            "workbook.registers",
        ),
    )


def _phase(data: ReportData, row: Record) -> Row:
    months = [written(data, row, name) for name in ("month_from", "month_to")]
    when = " – ".join(month for month in dict.fromkeys(months) if month)
    state = data.w(f"state.{row.get('state')}") if row.get("state") else data.w("plan.no_state")
    return Row(
        header=noted.opened(data, row.get("phase")),
        cells=cells(
            when or data.w("plan.no_schedule"),
            written(data, row, "owner") or data.w("plan.no_owner"),
            state,
            source(data, row),
        ),
    )


def _noted(data: ReportData, said: Statement) -> Row:
    return Row(
        header=noted.opened(data, said.text),
        cells=cells(
            noted.shown(data, said.schedule or noted.day(data, said.date)),
            noted.shown(data, said.owner or said.body),
            noted.place(data, said.source),
        ),
    )


def _approval(data: ReportData, row: Record) -> Row:
    w = data.w
    handled, planned = written(data, row, "handled_date"), written(data, row, "planned_date")
    section = written(data, row, "section")
    if section and "§" not in section:
        section = f"§ {section}"
    when = w("approvals.planned", date=planned) if planned else w("approvals.no_date")
    decision = " ".join(part for part in (section, written(data, row, "decision")) if part)
    step, document = noted.opened(data, row.get("step")), written(data, row, "document")
    return Row(
        header=f"{step}: {document}" if document else step,
        cells=(
            *cells(value(data, row, "body"), w("approvals.handled", date=handled) if handled else when),
            Cell(text=decision or w("approvals.no_decision")),
            Cell(text=source(data, row)),
        ),
    )


def _answer(data: ReportData, row: Record) -> Row:
    w = data.w
    handling = [
        w(f"answers.{name}", date=date)
        for name in ("drafted", "handled_by_leadership", "sent")
        if (date := written(data, row, name))
    ]
    if row.get("sent") and not row.get("handled_by_leadership"):
        handling.append(w("answers.not_handled"))
    results = [
        " ".join(part for part in (written(data, row, body), written(data, row, day)) if part)
        for body, day in (
            ("results_body", "results_date"),
            ("for_information_to", "for_information_date"),
        )
    ]
    told = [results[0], w("answers.for_information", to=results[1]) if results[1] else ""]
    return Row(
        header=w("answers.round", sector=value(data, row, "sector"), year=row.get("round") or "–"),
        cells=cells(
            "; ".join(handling) or w("shown.empty"),
            "; ".join(part for part in told if part) or w("shown.empty"),
            " ".join(value(data, row, "action").split()),
            source(data, row),
        ),
    )
