"""Priorities with their sub-goals, and the goals, changes and means that the notes set down."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.chapters import noted
from hyte.chapters.lists import cells, limited
from hyte.chapters.register_records import Record, records, source, value
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Heading, Paragraph, Row
from hyte.presentation.show import line
from hyte.process.statements import Statement
from hyte.process.statements import records as of_notes

_TREE = ("priority", "goal", "change")


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Priorities of the register, visions and goals of the notes; nothing when there are none of these."""
    w = data.w
    ranked = sorted(records(data, "priorities"), key=lambda row: row.figure("rank") or float("inf"))
    found = of_notes(data.notes, (*_TREE, "means", "vision"))
    if not ranked and not found:
        return ()
    made: list[Block] = [Heading(level=3, text=w("goals.title"))]
    made += limited(
        data,
        w("goals.priorities_caption"),
        (w("goals.priority"), w("goals.sub_goals"), w("goals.rests_on"), w("notes.place")),
        ranked,
        lambda row: _priority(data, row),
        "workbook.registers",
    )
    for vision in (said for said in found if said.kind == "vision"):
        made += _vision(data, vision)
    return (*made, *_tree(data, found))


def _priority(data: ReportData, row: Record) -> Row:
    name, rank = noted.opened(data, row.get("name")), row.get("rank")
    return Row(
        header=f"{value(data, row, 'rank')}. {name}" if rank else name,
        cells=cells(
            " ".join(value(data, row, "sub_goals").split()), value(data, row, "rests_on"), source(data, row)
        ),
    )


def _vision(data: ReportData, said: Statement) -> tuple[Block, ...]:
    w = data.w
    where = noted.place(data, said.source)
    name = noted.shown(data, said.programme) if said.programme else w("goals.vision")
    return (
        Paragraph(spans=line(noted.opened(data, said.text)), style="quote"),
        Paragraph(spans=line(w("goals.vision_of", name=name, place=where)), style="note"),
    )


def _tree(data: ReportData, found: Sequence[Statement]) -> list[Block]:
    w = data.w
    heads = [said for said in found if said.kind in _TREE]
    below: dict[str, list[Statement]] = {said.id: [] for said in heads}
    loose: list[Statement] = []
    for said in found:
        if said.kind == "means":
            below.get(said.parent or "", loose).append(said)
        elif said.kind in _TREE and said.parent in below:
            below[said.parent].append(said)
    top = [said for said in heads if said.parent not in below]
    made = limited(
        data,
        w("goals.tree_caption"),
        (w("goals.goal"), w("notes.kind"), w("goals.means"), w("goals.programme"), w("notes.place")),
        [*top, *(said for said in heads if said not in top and below[said.id])],
        lambda said: _goal(data, said, below[said.id]),
        "workbook.records",
    )
    more = limited(
        data,
        w("goals.means_caption"),
        (w("kind.means"), w("goals.programme"), w("notes.place")),
        loose,
        lambda said: Row(
            header=noted.opened(data, said.text),
            cells=cells(noted.shown(data, said.programme), noted.place(data, said.source)),
        ),
        "workbook.records",
    )
    return [*made, *more]


def _goal(data: ReportData, said: Statement, below: Sequence[Statement]) -> Row:
    means = "; ".join(noted.opened(data, one.text) for one in below)
    return Row(
        header=noted.opened(data, said.text),
        cells=cells(
            data.w(f"kind.{said.kind}"),
            means or data.w("shown.empty"),
            noted.shown(data, said.programme),
            noted.place(data, said.source),
        ),
    )
