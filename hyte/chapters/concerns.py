"""Concerns and joys by population group, with the groups that said them and where."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.chapters import noted
from hyte.chapters.gathered import joined_of
from hyte.chapters.lists import cells, count_cell, figure_column, limited
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import listed, number
from hyte.presentation.blocks import Block, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import line
from hyte.process.duplicates import Joined
from hyte.reference.indicator import GROUPS

TOGETHER = 15
"""So many concerns or joys stand in one table; more have a table for each population group."""

_UNTOLD = ""
"""In the place of a population group where none is named."""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """How many there are by population group, then concerns and joys; nothing when nobody noted any."""
    w = data.w
    found = {kind: joined_of(data.local, kind) for kind in ("concern", "joy")}
    if not any(found.values()):
        return ()
    originals = {kind: sum(len(one.originals) for one in items) for kind, items in found.items()}
    counts = [
        w(f"concerns.count_{kind}", count=number(count, 0, data.language))
        for kind, count in originals.items()
        if count
    ]
    lead = w("concerns.lead", counts=listed(counts, data.language))
    made: list[Block] = [Heading(level=3, text=w("concerns.title")), Paragraph(spans=line(lead))]
    if any(len(one.originals) > 1 for items in found.values() for one in items):
        made.append(Paragraph(spans=line(w("concerns.joined"))))
    made.append(_matrix(data, found["concern"], found["joy"]))
    for kind in ("concern", "joy"):
        made.append(Heading(level=4, text=w(f"concerns.{kind}s")))
        if found[kind]:
            made += _tables(data, kind, found[kind])
        else:
            made.append(Paragraph(spans=line(w(f"concerns.no_{kind}"))))
    return tuple(made)


def by_group(items: Sequence[Joined]) -> dict[str, list[Joined]]:
    """Items by the population group that they are most about, in the report's order; "" where none is."""
    found: dict[str, list[Joined]] = {group: [] for group in (*GROUPS, _UNTOLD)}
    for item in items:
        found[item.groups[0] if item.groups else _UNTOLD].append(item)
    return {group: own for group, own in found.items() if own}


def group_name(data: ReportData, group: str) -> str:
    """Name of a population group, or that none is named."""
    return data.w(f"group.{group}") if group else data.w("concerns.no_group")


def _matrix(data: ReportData, concerns: Sequence[Joined], joys: Sequence[Joined]) -> Table:
    w = data.w
    rows = []
    for group in (*GROUPS, _UNTOLD):
        counts = [sum(_is_about(item, group) for item in items) for items in (concerns, joys)]
        if any(counts):
            header = noted.opened(data, group_name(data, group))
            rows.append(Row(header=header, cells=tuple(count_cell(data, count) for count in counts)))
    totals = (count_cell(data, len(items), strong=True) for items in (concerns, joys))
    rows.append(Row(header=w("concerns.all"), cells=tuple(totals)))
    several = any(len(item.groups) > 1 for item in (*concerns, *joys))
    return Table(
        caption=w("concerns.matrix_caption"),
        columns=(
            Column(label=w("concerns.group")),
            figure_column(w("concerns.concerns")),
            figure_column(w("concerns.joys")),
        ),
        rows=tuple(rows),
        notes=(w("concerns.several_groups"),) if several else (),
    )


def _is_about(item: Joined, group: str) -> bool:
    return group in item.groups if group else not item.groups


def _tables(data: ReportData, kind: str, items: Sequence[Joined]) -> list[Block]:
    w = data.w
    label, theme = w(f"kind.{kind}"), w("concerns.theme")
    last = (w("concerns.said_by"), w("notes.place"))
    sheet = "workbook.statements"
    if len(items) <= TOGETHER:
        ordered = [item for own in by_group(items).values() for item in own]
        columns = (label, w("concerns.group_and_theme"), *last)
        caption = w(f"concerns.{kind}s_caption")
        return list(limited(data, caption, columns, ordered, lambda item: _row(data, item, True), sheet))
    made: list[Block] = []
    for group, own in by_group(items).items():
        caption = w(f"concerns.{kind}s_of_group", group=group_name(data, group))
        columns = (label, theme, *last)
        made += limited(data, caption, columns, own, lambda item: _row(data, item, False), sheet)
    return made


def _row(data: ReportData, item: Joined, with_group: bool) -> Row:
    return Row(
        header=noted.opened(data, item.text),
        cells=cells(
            noted.about(data, item.groups, item.themes) if with_group else noted.themes(data, item.themes),
            noted.bodies(data, item.bodies, item.originals[0]),
            noted.places(data, (said.source for said in item.originals)),
        ),
    )
