"""The summary's part on what was noted: meetings, decisions and measures, top concerns and joys."""

from __future__ import annotations

from hyte.chapters import noted
from hyte.chapters.decisions import decided
from hyte.chapters.gathered import joined_of
from hyte.chapters.meetings import held_and_due
from hyte.chapters.register_records import records
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import number
from hyte.presentation.blocks import Block, Fact, Heading, KeyFacts, Line, Listing, Span
from hyte.process.duplicates import Joined

TOP = 3
"""So many concerns and joys stand in the summary."""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Only what there is: nothing when the municipality brought nothing."""
    w = data.w
    facts = _facts(data)
    made: list[Block] = []
    if facts:
        made.append(KeyFacts(caption=w("summary.work_facts"), facts=facts))
    for kind in ("concern", "joy"):
        top = joined_of(data.local, kind)[:TOP]
        if top:
            made.append(Heading(level=4, text=w(f"summary.top_{kind}s")))
            made.append(Listing(items=tuple(_item(data, item) for item in top)))
    return (Heading(level=3, text=w("summary.work")), *made) if made else ()


def _facts(data: ReportData) -> tuple[Fact, ...]:
    w = data.w
    found = []
    held, due, of_due = held_and_due(data)
    if held or due:
        counts = {"due": number(due, 0, data.language), "held": number(of_due, 0, data.language)}
        context = w("summary.meetings_due", **counts) if due else ""
        found.append((w("summary.meetings"), held, context))
    if decisions := decided(data):
        found.append((w("summary.decisions"), decisions, w("summary.by_notes")))
    done, all_ = measures_done(data)
    if all_:
        context = w("summary.measures_all", count=number(all_, 0, data.language))
        found.append((w("summary.measures_done"), done, context))
    return tuple(
        Fact(label=label, value=number(count, 0, data.language), context=context)
        for label, count, context in found
    )


def measures_done(data: ReportData) -> tuple[int, int]:
    """Measures done, and all of them: those of the plan, or those of the notes where no plan was brought."""
    plan = records(data, "plan")
    if plan:
        return sum(row.get("state") == "done" for row in plan), len(plan)
    found = joined_of(data.local, "measure")
    return sum(any(said.state == "done" for said in item.originals) for item in found), len(found)


def _item(data: ReportData, item: Joined) -> Line:
    text = noted.opened(data, item.text)
    if item.times < 2:
        return (Span(text=text),)
    count = number(item.times, 0, data.language)
    return (Span(text=f"{text} "), Span(text=data.w("summary.said_by", count=count), emphasis=True))
