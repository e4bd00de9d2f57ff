"""Tables without ruling lines, and labels with their text beside them: pieces below one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hyte.sources.notes.formats.pdf_letters import HYPHEN
from hyte.sources.notes.formats.pdf_rows import NARROW_GAP, Piece, joined
from hyte.sources.notes.formats.pdf_ruled import Cell, Table

_NEAR = 3.0
_TIGHT = 1.45
"""Lines of one paragraph stand at most so many font heights apart."""

Row = tuple[Piece, ...]


def aligned_table(rows: Sequence[Row], limit: float, core: int) -> tuple[Table | None, int]:
    """The table that the rows begin with, and how many of them it takes; None when they are none.

    The first `core` rows show the columns, the rest may be more lines of the last row.
    A line below that starts nothing in the first column belongs to the row above it. In two columns a row
    with nothing on the right is no row of the table but a heading or text of its own, and ends it.
    """
    columns = _columns(rows[:core])
    if len(columns) < 2:
        return None, 0
    placed = [_placed(row, columns) for row in rows]
    pitch = _row_pitch(rows[:core])
    taken: list[list[list[Piece]]] = []
    end = 0
    for number, cells in enumerate(placed):
        if taken and _continues(taken[-1], cells, rows[number - 1], rows[number], columns, pitch):
            for column, cell in enumerate(cells):
                taken[-1][column].extend([cell] if cell else [])
        elif taken and (number >= core or _ends(cells, rows[number - 1], rows[number])):
            break
        else:
            taken.append([[cell] if cell else [] for cell in cells])
        end = number + 1
    limits = [start - NARROW_GAP * rows[0][0].size for start in columns[1:]] + [limit]
    made = tuple(
        tuple(Cell(tuple(lines), edge) for lines, edge in zip(row, limits, strict=True)) for row in taken
    )
    used = [one for row in rows[:end] for one in row]
    table = Table(
        made,
        used[0].page,
        min(one.x0 for one in used),
        max(one.x1 for one in used),
        min(one.top for one in used),
        max(one.bottom for one in used),
        min(one.order for one in used),
        ruled=False,
    )
    return table, end


def _ends(cells: Sequence[Piece | None], before: Row, row: Row) -> bool:
    if len(cells) == 2 and cells[1] is None:
        return True
    return cells[0] is None and row[0].top - before[0].bottom > 1.5 * row[0].size


def _columns(rows: Sequence[Row]) -> list[float]:
    """Left sides of the columns: blanks that no piece crosses, and before which a row has its next piece."""
    starts = sorted({one.x0 for row in rows for one in row})
    found = [starts[0]]
    for at in starts[1:]:
        if at - found[-1] <= _NEAR:
            continue
        meets = crosses = 0
        for row in rows:
            left = [one for one in row if one.x0 < at - _NEAR]
            if any(one.x1 > at - NARROW_GAP * one.size for one in left):
                crosses += 1
                break
            between = [one for one in row if found[-1] - _NEAR <= one.x0 < at - _NEAR]
            meets += bool(between) and any(one.x0 >= at - _NEAR for one in row)
        if not crosses and meets:
            found.append(at)
    return found


def _placed(row: Row, columns: Sequence[float]) -> list[Piece | None]:
    cells: list[list[Piece]] = [[] for _ in columns]
    for one in row:
        column = max((n for n, start in enumerate(columns) if one.x0 >= start - _NEAR), default=0)
        cells[column].append(one)
    return [joined(cell) if cell else None for cell in cells]


def _row_pitch(rows: Sequence[Row]) -> float | None:
    """The distance of lines within a row where rows stand clearly further apart, else None."""
    steps = [
        (after[0].base - before[0].base) / max(after[0].size, before[0].size)
        for before, after in pairwise(rows)
        if abs(after[0].size - before[0].size) < 0.5
    ]
    if len(steps) < 2:
        return None
    least = min(steps)
    far = [step for step in steps if step >= 1.4 * least]
    return 1.1 * least if least <= _TIGHT and 3 * len(far) >= len(steps) and len(far) < len(steps) else None


def _continues(
    above: Sequence[Sequence[Piece]],
    cells: Sequence[Piece | None],
    before: Row,
    row: Row,
    columns: Sequence[float],
    pitch: float | None,
) -> bool:
    size = max(before[0].size, row[0].size)
    step = (row[0].base - before[0].base) / size
    first = cells[0]
    if first is None:
        return step <= 1.3 * _TIGHT
    if step > _TIGHT or not above[0]:
        return False
    if first.bold != above[0][-1].bold or abs(first.size - above[0][-1].size) > 0.5:
        return False
    if first.text[0].islower() or above[0][-1].text.endswith(("-", HYPHEN)):
        return True
    if pitch is not None and step > pitch:
        return False
    if pitch is not None and len(columns) > 2:
        return True
    # A line with text in other columns too is a row of its own: in a narrow column it says nothing that a
    # label had no room behind the one before.
    last = above[0][-1]
    wrapped = last.x1 + 0.25 * size + first.words[0].x1 - first.words[0].x0 > columns[1] - NARROW_GAP * size
    return wrapped and not any(cells[1:]) and not last.text.endswith((".", ":"))
