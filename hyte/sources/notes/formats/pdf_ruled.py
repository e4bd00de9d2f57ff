"""Tables with ruling lines on a page of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hyte.sources.notes.formats.pdf_page import Page, Rule, Word
from hyte.sources.notes.formats.pdf_rows import Piece, joined, rows_of

_NEAR = 3.0
_MOST_RULES = 4_000
_MOST_CROSSINGS = 4_000


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines in a cell and the right side up to which they may run.

    `above` tells that the cell is merged with the one above it, whose lines it repeats; `beside` that it is
    merged with the one to its left, and empty.
    """

    lines: tuple[Piece, ...] = ()
    limit: float = 0.0
    above: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table in its place on the page; `rows` all have the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    order: int
    ruled: bool = True


Box = tuple[float, float, float, float]  # x0, top, x1, bottom


def ruled_tables(page: Page) -> tuple[tuple[Table, ...], tuple[Word, ...]]:
    """The tables of a page and the words that stand outside them.

    A frame around text is no table, nor is a diagram's grid: a table has two columns and two cells with text.
    """
    words = list(page.words)
    tables: list[Table] = []
    for cells in _grids(page.rules):
        inside = _words_inside(cells, words)
        filled = [box for box, found in inside.items() if found]
        if len(filled) < 2 or len({round(box[0] / _NEAR) for box in cells}) < 2:
            continue
        tables.append(_table(cells, inside, page.number))
        taken = {id(word) for found in inside.values() for word in found}
        words = [word for word in words if id(word) not in taken]
    return tuple(tables), tuple(words)


def _grids(rules: Sequence[Rule]) -> list[list[Box]]:
    """Groups of cells that touch one another, from top to bottom."""
    level = [rule for rule in rules if rule.top == rule.bottom]
    upright = [rule for rule in rules if rule.top != rule.bottom]
    if len(level) < 2 or len(upright) < 2 or len(rules) > _MOST_RULES:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges: list[dict[str, Any]] = [
        {
            "x0": rule.x0,
            "x1": rule.x1,
            "top": rule.top,
            "bottom": rule.bottom,
            "width": rule.x1 - rule.x0,
            "height": rule.bottom - rule.top,
            "orientation": "h" if rule.top == rule.bottom else "v",
            "object_type": "line",
        }
        for rule in (*level, *upright)
    ]
    merged = merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    crossings = edges_to_intersections(merged, _NEAR, _NEAR)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    return [list(cells) for cells in cells_to_tables(intersections_to_cells(crossings))]


def _words_inside(cells: Sequence[Box], words: Sequence[Word]) -> dict[Box, list[Word]]:
    x0, top = min(box[0] for box in cells), min(box[1] for box in cells)
    x1, bottom = max(box[2] for box in cells), max(box[3] for box in cells)
    inside: dict[Box, list[Word]] = {box: [] for box in cells}
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if not (x0 <= x <= x1 and top <= y <= bottom):
            continue
        for box, found in inside.items():
            if box[0] <= x < box[2] and box[1] <= y < box[3]:
                found.append(word)
                break
    return inside


def _table(cells: Sequence[Box], inside: dict[Box, list[Word]], page: int) -> Table:
    lefts = _steps(box[0] for box in cells)
    tops = _steps(box[1] for box in cells)
    rows: list[tuple[Cell, ...]] = []
    for top in tops:
        row: list[Cell] = []
        for left in lefts:
            # A point just inside the square of the grid tells which cell covers it.
            x, y = left + 2 * _NEAR, top + 1.4 * _NEAR
            box = next((b for b in cells if b[0] <= x < b[2] and b[1] <= y < b[3]), None)
            if box is None:
                row.append(Cell())
            elif box[0] < left - _NEAR:
                row.append(Cell(beside=True))
            else:
                row.append(
                    Cell(_lines(inside[box], page), box[2] - _margin(box, inside[box]), box[1] < top - _NEAR)
                )
        rows.append(tuple(row))
    order = min(word.order for found in inside.values() for word in found)
    return Table(
        tuple(rows),
        page,
        min(box[0] for box in cells),
        max(box[2] for box in cells),
        min(box[1] for box in cells),
        max(box[3] for box in cells),
        order,
    )


def _steps(values: Any) -> list[float]:
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > _NEAR:
            steps.append(value)
    return steps


def _lines(words: Sequence[Word], page: int) -> tuple[Piece, ...]:
    return tuple(joined(row) for row in rows_of(words, page))


def _margin(box: Box, words: Sequence[Word]) -> float:
    """The blank that the cell keeps on its left side, taken to be the one on its right side too."""
    return min(10.0, max(0.0, min((word.x0 for word in words), default=box[0]) - box[0]))
