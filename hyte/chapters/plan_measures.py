"""Measures that the notes name: owner, schedule and state, what they lack, and what two groups both do."""

from __future__ import annotations

from collections.abc import Iterable

from hyte.chapters import noted
from hyte.chapters.gathered import joined_of
from hyte.chapters.lists import cells, limited
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import listed, number
from hyte.presentation.blocks import Block, Callout, Cell, Heading, Paragraph, Row
from hyte.presentation.show import line
from hyte.process.duplicates import Joined


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The measures, then those that more than one group has taken on; nothing when the notes name none."""
    found = joined_of(data.local, "measure")
    if not found:
        return ()
    w = data.w
    made: list[Block] = [Heading(level=3, text=w("plan.measures"))]
    without = [item for item in found if not (_owners(item) and _schedules(item))]
    if without:
        count, all_ = (number(len(items), 0, data.language) for items in (without, found))
        text = w("plan.incomplete", count=count, all=all_)
        made.append(Callout(tone="warning", title=w("plan.incomplete_title"), lines=(line(text),)))
    columns = (w("plan.measure"), w("plan.owner"), w("plan.schedule"), w("plan.state"), w("notes.place"))
    made += limited(
        data,
        w("plan.measures_caption"),
        columns,
        found,
        lambda item: _row(data, item),
        "workbook.statements",
    )
    return (*made, *_overlaps(data, [item for item in found if item.times > 1]))


def _row(data: ReportData, item: Joined) -> Row:
    w = data.w
    owners, schedules = _owners(item), _schedules(item)
    states = list(dict.fromkeys(said.state for said in item.originals if said.state))
    state = listed([w(f"state.{state}") for state in states], data.language) if states else w("plan.no_state")
    return Row(
        header=noted.opened(data, item.text),
        cells=(
            Cell(text=_told(data, owners) or w("plan.no_owner"), strong=not owners),
            Cell(text=_told(data, schedules) or w("plan.no_schedule"), strong=not schedules),
            *cells(state, noted.places(data, (said.source for said in item.originals))),
        ),
    )


def _overlaps(data: ReportData, found: list[Joined]) -> tuple[Block, ...]:
    w = data.w
    if not found:
        return ()
    return (
        Heading(level=4, text=w("plan.overlaps")),
        Paragraph(spans=line(w("plan.overlaps_lead"))),
        *limited(
            data,
            w("plan.overlaps_caption"),
            (w("plan.measure"), w("plan.groups"), w("notes.place")),
            found,
            lambda item: Row(
                header=noted.opened(data, item.text),
                cells=cells(
                    noted.bodies(data, item.bodies, item.originals[0]),
                    noted.places(data, (said.source for said in item.originals)),
                ),
            ),
            "workbook.statements",
        ),
    )


def _owners(item: Joined) -> list[str]:
    return _different(said.owner for said in item.originals)


def _schedules(item: Joined) -> list[str]:
    return _different(said.schedule for said in item.originals)


def _different(texts: Iterable[str | None]) -> list[str]:
    return list({text.casefold(): text for text in texts if text}.values())


def _told(data: ReportData, texts: list[str]) -> str:
    return "; ".join(noted.shown(data, text) for text in texts)
