"""The residents' voice: surveys, and what residents said through other channels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hyte.chapters import noted, surveys
from hyte.chapters.gathered import of_kind
from hyte.chapters.lists import cells, count_cell, figure_column, limited
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Heading, Row
from hyte.process.statements import Statement
from hyte.reference.word_lists import CHANNELS


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Surveys, then input by channel; nothing when the residents were not heard."""
    return (*surveys.blocks(data), *_input(data))


def is_answer(said: Statement) -> bool:
    """Whether a statement is the free answer of a respondent, which the public edition only counts."""
    return said.rule == "survey"


def heard(data: ReportData) -> tuple[Statement, ...]:
    """What residents said elsewhere than in surveys."""
    return tuple(said for said in of_kind(data.local, "resident_input") if not is_answer(said))


def _input(data: ReportData) -> tuple[Block, ...]:
    w = data.w
    found = heard(data)
    if not found:
        return ()
    counts = Counter(said.channel for said in found)
    order = {channel: number for number, channel in enumerate(CHANNELS)}
    ordered = sorted(found, key=lambda said: order.get(said.channel or "", len(order)))
    return (
        Heading(level=3, text=w("residents.title")),
        *limited(
            data,
            w("residents.channels_caption"),
            (w("residents.channel"), figure_column(w("residents.count"))),
            [channel for channel in (*CHANNELS, None) if counts[channel]],
            lambda channel: Row(
                header=noted.opened(data, noted.channel(data, channel)),
                cells=(count_cell(data, counts[channel]),),
            ),
            "workbook.statements",
        ),
        *_list(data, ordered),
    )


def _list(data: ReportData, found: Sequence[Statement]) -> tuple[Block, ...]:
    w = data.w
    return limited(
        data,
        w("residents.caption"),
        (w("kind.resident_input"), w("residents.channel"), w("concerns.group_and_theme"), w("notes.place")),
        found,
        lambda said: Row(
            header=noted.opened(data, said.text),
            cells=cells(
                noted.channel(data, said.channel),
                noted.about(data, said.groups, said.themes),
                noted.place(data, said.source),
            ),
        ),
        "workbook.statements",
    )
