"""Records that a whole arrangement of lines makes, such as a timeline or a list of programmes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hyte.sources.notes.arrangements.approval_paths import approval_paths
from hyte.sources.notes.arrangements.arrangement import announced
from hyte.sources.notes.arrangements.duties import tasks
from hyte.sources.notes.arrangements.goal_tree import goal_tree
from hyte.sources.notes.arrangements.plan_sentences import plan_sentences
from hyte.sources.notes.arrangements.priorities import priorities
from hyte.sources.notes.arrangements.programme_list import TITLE_RULE, programme_lists
from hyte.sources.notes.arrangements.rhythms import rhythms
from hyte.sources.notes.arrangements.roles import members
from hyte.sources.notes.arrangements.slides import slides
from hyte.sources.notes.arrangements.structure_tables import structure_tables
from hyte.sources.notes.arrangements.timeline import timeline
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record

_FINDERS: tuple[Callable[[Sequence[NumberedLine]], tuple[Record, ...]], ...] = (
    slides,
    timeline,
    structure_tables,
    programme_lists,
    approval_paths,
    rhythms,
    members,
    tasks,
    goal_tree,
    priorities,
    plan_sentences,
)


_TOLD = ("rhythm", "told", "path", "task_told")
"""Rules of sentences that may stand anywhere: the heading above them may announce something else."""


def find_structures(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the records of the arrangements that are known, in any order.

    `lines` are those of one note without its lines of attendance. `Record.lines` tells which lines a record
    is made of: no other rule reads them. `Record.parent` is a position in the tuple that is given back.
    """
    found: list[Record] = []
    for finder in _FINDERS:
        taken = {number for record in found for number in record.lines}
        records = finder(lines)
        # What an arrangement before has read is not read again; what belonged to it stands alone.
        kept = [
            n
            for n, record in enumerate(records)
            if not record.lines & taken and any(map(str.isalnum, record.text))
        ]
        now = {old: len(found) + new for new, old in enumerate(kept)}
        found.extend(
            replace(records[n], parent=None if (parent := records[n].parent) is None else now.get(parent))
            for n in kept
        )
    return _of_programmes(found)


def announcing_lines(lines: Sequence[NumberedLine], records: Sequence[Record]) -> frozenset[int]:
    """Numbers of the lines that only announce something: headings of `records`, parts such as "Visio".

    None of them is a line of a record. The heading row of a table of which rows became records is one too.
    """
    headings = {
        part
        for record in records
        if record.heading and record.rule not in _TOLD
        for part in (record.heading, _first(record.heading))
    }
    taken = {number for record in records for number in record.lines}
    found: set[int] = set()
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        said = announced(line)
        heads_rows = (
            line.style == "table" and following and following.style == "table" and following.number in taken
        )
        named = line.style != "table" and bool({line.text.strip(" :"), _first(line.text)} & headings)
        if line.number not in taken and (
            heads_rows or named or (said is not None and not said.rest and not said.loose)
        ):
            found.add(line.number)
    return frozenset(found)


def _first(text: str) -> str:
    return text.partition(":")[0].strip()


def _of_programmes(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records with the programme in whose part of a collection they stand."""
    titles = sorted(
        (record.line, record.programme or record.text) for record in records if record.rule == TITLE_RULE
    )
    parts = ("goal", "change", "means", "priority")
    return tuple(
        replace(record, programme=before[-1])
        if record.kind in parts and (before := [name for line, name in titles if line < record.line])
        else record
        for record in records
    )
