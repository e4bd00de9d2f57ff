"""Finding things in a report's blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hyte.chapters import AnnualReport
from hyte.chapters.population import SECTIONS
from hyte.presentation.blocks import Block
from hyte.presentation.markup import plain_of


def every_block(report: AnnualReport) -> list[Block]:
    """All blocks in the order of the notebook; made once for each report that is open."""
    # The report is kept beside its blocks, so that its id stays its own.
    if id(report) not in _MADE:
        chapters = [report.cover(), report.summary(), report.background(), report.population()]
        chapters += [report.group(section) for section in SECTIONS]
        chapters += [report.gaps(), report.strengths(), report.plan(), report.annexes(), report.workbook()]
        _MADE[id(report)] = (report, [block for blocks in chapters for block in blocks])
    return _MADE[id(report)][1]


_MADE: dict[int, tuple[AnnualReport, list[Block]]] = {}


def texts(blocks: Sequence[Block]) -> str:
    """Everything that the blocks say, as plain text."""
    return "\n".join(plain_of(block) for block in blocks)


def of_kind(blocks: Sequence[Block], kind: str) -> list[Any]:
    return [block for block in blocks if block.kind == kind]


def table(blocks: Sequence[Block], caption: str) -> Any:
    """The one table with this caption."""
    (found,) = [block for block in of_kind(blocks, "table") if block.caption == caption]
    return found


def column(found: Any, number: int) -> list[str]:
    """Texts of a table's column; 0 is the row headers."""
    return [row.header if number == 0 else row.cells[number - 1].text for row in found.rows]
