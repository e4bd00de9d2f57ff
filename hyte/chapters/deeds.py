"""Wellbeing deeds, and what held the work back, by sector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hyte.chapters import noted
from hyte.chapters.gathered import joined_of
from hyte.chapters.lists import cells, count_cell, figure_column, limited
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Column, Heading, Paragraph, Row, Table
from hyte.presentation.show import line
from hyte.process.duplicates import Joined
from hyte.reference.word_lists import SECTORS

_UNTOLD = ""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Counts by sector, then deeds, then brakes; nothing when none was noted."""
    w = data.w
    found = {kind: _ordered(joined_of(data.local, kind)) for kind in ("deed", "brake")}
    if not any(found.values()):
        return ()
    made: list[Block] = [Heading(level=3, text=w("deeds.title")), _counts(data, found)]
    for kind in ("deed", "brake"):
        made.append(Heading(level=4, text=w(f"deeds.{kind}s")))
        if not found[kind]:
            made.append(Paragraph(spans=line(w(f"deeds.no_{kind}"))))
            continue
        columns = (w(f"kind.{kind}"), w("deeds.sector"), w("deeds.actor"), w("notes.place"))
        made += limited(
            data,
            w(f"deeds.{kind}s_caption"),
            columns,
            found[kind],
            lambda item: _row(data, item),
            "workbook.statements",
        )
    return tuple(made)


def sector_of(item: Joined) -> str:
    """The sector that most of the originals name; "" where none does."""
    named = Counter(said.sector for said in item.originals if said.sector)
    return named.most_common(1)[0][0] if named else _UNTOLD


def _ordered(items: Sequence[Joined]) -> list[Joined]:
    order = {sector: number for number, sector in enumerate(SECTORS)}
    return sorted(items, key=lambda item: order.get(sector_of(item), len(order)))


def _counts(data: ReportData, found: dict[str, list[Joined]]) -> Table:
    w = data.w
    counts = {kind: Counter(sector_of(item) for item in items) for kind, items in found.items()}
    rows = [
        Row(
            header=noted.opened(data, noted.sector(data, sector or None)),
            cells=tuple(count_cell(data, counts[kind][sector]) for kind in ("deed", "brake")),
        )
        for sector in (*SECTORS, _UNTOLD)
        if any(counts[kind][sector] for kind in counts)
    ]
    totals = tuple(count_cell(data, len(found[kind]), strong=True) for kind in ("deed", "brake"))
    return Table(
        caption=w("deeds.counts_caption"),
        columns=(
            Column(label=w("deeds.sector")),
            figure_column(w("deeds.deeds")),
            figure_column(w("deeds.brakes")),
        ),
        rows=(*rows, Row(header=w("deeds.all"), cells=totals)),
    )


def _row(data: ReportData, item: Joined) -> Row:
    first = item.originals[0]
    return Row(
        header=noted.opened(data, item.text),
        cells=cells(
            noted.sector(data, sector_of(item) or None),
            noted.bodies(data, item.bodies, first),
            noted.places(data, (said.source for said in item.originals)),
        ),
    )
