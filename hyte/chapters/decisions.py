"""What was proposed and decided in the meetings, with the outcome in words."""

from __future__ import annotations

from functools import lru_cache

from hyte.chapters import noted
from hyte.chapters.lists import cells, limited
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import number
from hyte.presentation.blocks import Block, Cell, Heading, Paragraph, Row
from hyte.presentation.show import line
from hyte.process.decisions import Matter, matters
from hyte.store.local_tables import LocalTables


@lru_cache(maxsize=2)
def all_matters(local: LocalTables) -> tuple[Matter, ...]:
    """The items of all meetings that hold a proposal or a decision."""
    return matters(local.notes)


def decided(data: ReportData) -> int:
    """How many items were decided."""
    return sum(bool(matter.decisions) for matter in all_matters(data.local))


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Every item with its proposal and decision; nothing when the notes have neither."""
    found = all_matters(data.local)
    if not found:
        return ()
    w = data.w
    open_ = sum(matter.undecided for matter in found)
    told = {"decided": number(decided(data), 0, data.language)}
    if open_:
        told["undecided"] = number(open_, 0, data.language)
    lead = w("decisions.lead_open" if open_ else "decisions.lead", **told)
    columns = ("matter", "proposal", "decision", "body")
    return (
        Heading(level=3, text=w("decisions.title")),
        Paragraph(spans=line(lead)),
        *limited(
            data,
            w("decisions.caption"),
            (*(w(f"decisions.{name}") for name in columns), w("notes.place")),
            found,
            lambda matter: _row(data, matter),
            "workbook.decisions",
        ),
    )


def title_of(data: ReportData, matter: Matter) -> str:
    """Label and title of the item; "" when the note gives neither."""
    parts = [noted.shown(data, part) for part in (matter.agenda, matter.title) if part]
    return noted.opened(data, " ".join(parts)) if parts else ""


def outcome(data: ReportData, matter: Matter) -> str:
    """The outcomes in words; "" when no word of the decision tells it."""
    return ", ".join(data.w(f"state.{state}") for state in matter.outcomes)


def _row(data: ReportData, matter: Matter) -> Row:
    w = data.w
    proposal = " ".join(noted.opened(data, said.text) for said in matter.proposals)
    decision = " ".join(noted.opened(data, said.text) for said in matter.decisions)
    title, told = title_of(data, matter), outcome(data, matter)
    first = (*matter.decisions, *matter.proposals)[0]
    if not title:
        # The text stands in the row's header already.
        decision = noted.opened(data, told or w("decisions.decided")) if decision else ""
    elif told and decision and not decision.casefold().startswith(told):
        decision = w("decisions.outcome", outcome=noted.opened(data, told), text=decision)
    sources = (said.source for said in (*matter.proposals, *matter.decisions))
    return Row(
        header=title or noted.opened(data, first.text),
        cells=(
            Cell(text=proposal or w("shown.empty")),
            Cell(text=decision or w("decisions.undecided"), strong=matter.undecided),
            *cells(noted.who(data, first), noted.places(data, sources)),
        ),
    )
