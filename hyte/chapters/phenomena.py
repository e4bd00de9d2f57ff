"""Phenomena that the groups saw, with the measures and deeds that answer them."""

from __future__ import annotations

from functools import lru_cache

from hyte.chapters import noted
from hyte.chapters.gathered import statements_of
from hyte.chapters.lists import cells, limited
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import number
from hyte.presentation.blocks import Block, Cell, Heading, Paragraph, Row
from hyte.presentation.show import line
from hyte.process.phenomena import Answer, Phenomenon, phenomena
from hyte.store.local_tables import LocalTables

_SHOWN = 4
"""So many answers of one phenomenon are printed; the workbook has all."""


@lru_cache(maxsize=2)
def all_phenomena(local: LocalTables) -> tuple[Phenomenon, ...]:
    """Every phenomenon with its answers, those without any first."""
    return phenomena(statements_of(local))


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Phenomena and their measures; those without a measure are told of. Nothing when none was noted."""
    found = all_phenomena(data.local)
    if not found:
        return ()
    w = data.w
    counts = {"all": len(found), "open": sum(not one.answered for one in found)}
    told = {name: number(count, 0, data.language) for name, count in counts.items()}
    lead = w("phenomena.lead", **told) if counts["open"] else w("phenomena.lead_answered", all=told["all"])
    return (
        Heading(level=3, text=w("phenomena.title")),
        Paragraph(spans=line(lead)),
        *limited(
            data,
            w("phenomena.caption"),
            (w("kind.phenomenon"), w("phenomena.answers"), w("phenomena.seen_by"), w("notes.place")),
            found,
            lambda one: _row(data, one),
            "workbook.statements",
            notes=(w("phenomena.note"),),
        ),
    )


def _row(data: ReportData, one: Phenomenon) -> Row:
    w = data.w
    answers = [_answer(data, answer) for answer in one.answers[:_SHOWN]]
    if len(one.answers) > _SHOWN:
        answers.append(w("shown.others", count=len(one.answers) - _SHOWN))
    if not one.answered:
        answers.insert(0, w("phenomena.unanswered"))
    seen = one.seen or tuple(answer.statement for answer in one.answers)
    names = tuple({" ".join(said.body.split()).casefold(): said.body for said in seen if said.body}.values())
    return Row(
        header=noted.opened(data, one.text),
        cells=(
            Cell(text="; ".join(answers), strong=not one.answered),
            *cells(noted.bodies(data, names, seen[0]), noted.places(data, (said.source for said in seen))),
        ),
    )


def _answer(data: ReportData, answer: Answer) -> str:
    said, w = answer.statement, data.w
    text = noted.opened(data, said.text)
    if said.kind == "brake":
        return w("phenomena.brake", text=text)
    more = [noted.shown(data, part) for part in (said.owner, said.schedule) if part]
    return w("phenomena.with_owner", text=text, more=", ".join(more)) if more else text
