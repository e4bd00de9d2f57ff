"""Which further figures of a table must be hidden so that sums do not give back those that already are.

A table is a set of cells and of sums between them. What a reader can learn of a hidden cell is the range of
values that agree with all that is shown: linear programming gives it exactly, whatever the sums have in
common (sexes, ages, areas, categories). Where the range is too narrow, the cheapest cells are found whose
hiding lets the cell move (linear programming for secondary suppression: M. Fischetti and J. J. Salazar,
Management Science 47, 2001, 1008-1027; A. Hundepool and others, Statistical Disclosure Control, 2012,
chapter 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

Sum = tuple[tuple[int, float], ...]
"""Cells with their coefficients that add up to zero: a total with 1, its parts with -1."""

NEARLY = 1e-6
"""Counts nearer than this are the same: what linear programming leaves over."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of a table.

    Attributes
    ----------
    values : array of float
        Counts, not below zero; NaN where nobody knows the count (the source hides it, or has no row).
    hidden : array of bool
        Cells that are not shown; all without a value are.
    widths : array of float
        How wide the range of a hidden cell must at least be; 0 for cells that need no protection, 1 for those
        that only must not be computed.
    costs : array of float
        What it costs not to show a cell.
    places : array of int
        Which cells are near each other (those of one county): what is hidden for a cell is looked for there
        first.
    """

    values: Floats
    hidden: Flags
    widths: Floats
    costs: Floats
    places: npt.NDArray[np.intp]


def what_else_to_hide(cells: Cells, sums: Sequence[Sum]) -> Flags:
    """Cells to hide besides those that are: then every range is as wide as asked, where that is possible.

    The result depends on the input alone. Cells that are hidden along with others can take another value too.
    """
    hidden = cells.hidden | np.isnan(cells.values)
    wanted = [int(cell) for cell in np.flatnonzero(hidden & (cells.widths > 0))]
    valid = _holding(cells.values, sums)
    sums_of = _by_cell(valid)
    for cell in wanted:
        width = float(cells.widths[cell])
        around = _connected(cell, valid, sums_of, hidden)
        low, high = _System(cells.values, hidden, around).range(cell) if around else (0.0, np.inf)
        if high - low < width - NEARLY:
            for near in (cells.places == cells.places[cell], np.ones(len(hidden), dtype=bool)):
                around = _connected(cell, valid, sums_of, hidden | near)
                system = _System(cells.values, hidden, around)
                others = system.cheapest_to_move(cell, width, cells.costs, near)
                if others is not None:
                    hidden[others] = True
                    break
            else:
                hidden[[member for one in valid for member, _ in one if cell in dict(one)]] = True
    return hidden & ~cells.hidden & ~np.isnan(cells.values)


def range_of(values: Floats, hidden: Flags, sums: Sequence[Sum], cell: int) -> tuple[float, float]:
    """The lowest and the highest value that a hidden cell can have when the others are shown."""
    hidden = hidden | np.isnan(values)
    valid = _holding(values, sums)
    around = _connected(cell, valid, _by_cell(valid), hidden)
    return _System(values, hidden, around).range(cell) if around else (0.0, np.inf)


def _holding(values: Floats, sums: Sequence[Sum]) -> list[Sum]:
    """Sums that can be true: figures of different days or divisions do not add up and give nothing away."""
    valid = []
    for one in sums:
        known = [factor * values[cell] for cell, factor in one if not np.isnan(values[cell])]
        free = [factor for cell, factor in one if np.isnan(values[cell])]
        left = sum(known)
        # What is left must be made up by counts, none of which is below zero.
        possible = bool(free) and ((left <= 0 and max(free) > 0) or (left >= 0 and min(free) < 0))
        if possible or abs(left) <= NEARLY * max(1.0, *map(abs, known), 1.0):
            valid.append(one)
    return valid


def _by_cell(sums: Sequence[Sum]) -> dict[int, list[int]]:
    of: dict[int, list[int]] = {}
    for number, one in enumerate(sums):
        for member, _ in one:
            of.setdefault(member, []).append(number)
    return of


def _connected(
    cell: int, sums: Sequence[Sum], sums_of: Mapping[int, Sequence[int]], through: Flags
) -> list[Sum]:
    """The sums that have to do with a cell, by way of the cells `through`."""
    seen, todo = {cell}, [cell]
    found: set[int] = set()
    while todo:
        for number in sums_of.get(todo.pop(), ()):
            if number not in found:
                found.add(number)
                new = [member for member, _ in sums[number] if member not in seen and through[member]]
                seen.update(new)
                todo += new
    return [sums[number] for number in sorted(found)]


class _System:
    """The sums around one cell as matrices: what is unknown on the left, what is shown on the right."""

    def __init__(self, values: Floats, hidden: Flags, sums: Sequence[Sum]) -> None:
        from scipy import sparse

        self.cells = sorted({cell for one in sums for cell, _ in one})
        self.place = {cell: number for number, cell in enumerate(self.cells)}
        entries = [(row, self.place[cell], factor) for row, one in enumerate(sums) for cell, factor in one]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = sparse.csc_matrix((factors, (rows, columns)), shape=(len(sums), len(self.cells)))
        self.unknown = hidden[self.cells]
        self.known = values[self.cells]
        shown = np.flatnonzero(~self.unknown)
        self.left = matrix[:, np.flatnonzero(self.unknown)]
        self.shown = matrix[:, shown]
        self.right = -(self.shown @ self.known[shown])
        self.at = {int(place): number for number, place in enumerate(np.flatnonzero(self.unknown))}

    def range(self, cell: int) -> tuple[float, float]:
        """Lowest and highest value of a hidden cell."""
        goal = np.zeros(self.left.shape[1])
        goal[self.at[self.place[cell]]] = 1.0
        rows = np.flatnonzero(np.diff(self.left.tocsr().indptr))
        ends = []
        for sign in (1.0, -1.0):
            found = _solve(sign * goal, self.left.tocsr()[rows], self.right[rows])
            # Without a solution the figures contradict each other, and tell nothing for certain.
            ends.append(float(sign * found.fun) if found.status == 0 else 0.0 if sign > 0 else np.inf)
        return ends[0], ends[1]

    def cheapest_to_move(self, cell: int, width: float, costs: Floats, near: Flags) -> list[int] | None:
        """The shown cells, among those `near`, without which the cell can have two values `width` apart.

        Both values come with a whole table that agrees with what stays shown; what the two change of the
        figures is made as cheap as possible. None when there is no such table.
        """
        from scipy import sparse

        unknown, known = self.left.shape[1], np.flatnonzero(~self.unknown)
        movable = np.flatnonzero(near[np.array(self.cells)[known]])
        shown, count = known[movable], len(movable)
        price = costs[np.array(self.cells)[shown]]
        table = sparse.hstack([self.left, self.shown[:, movable], -self.shown[:, movable]])
        empty = sparse.csr_matrix(table.shape)
        apart = np.zeros(2 * table.shape[1])
        position = self.at[self.place[cell]]
        apart[position], apart[table.shape[1] + position] = 1.0, -1.0
        equal = sparse.vstack(
            [sparse.hstack([table, empty]), sparse.hstack([empty, table]), sparse.csr_matrix(apart)]
        )
        goal = np.tile(np.concatenate([np.zeros(unknown), price, price]), 2)
        # No count can be below zero.
        down = np.concatenate([np.full(unknown + count, np.inf), self.known[shown]])
        bounds = np.column_stack([np.zeros(2 * len(down)), np.tile(down, 2)])
        found = _solve(goal, equal.tocsr(), np.concatenate([self.right, self.right, [width]]), bounds)
        if found.status != 0:
            return None
        moved = np.zeros(count)
        for half in np.split(found.x, 2):
            moved += half[unknown : unknown + count] + half[unknown + count :]
        return [self.cells[place] for place, amount in zip(shown, moved, strict=True) if amount > NEARLY]


def _solve(goal: Floats, equal: Any, right: Floats, bounds: Floats | None = None) -> Any:
    from scipy.optimize import linprog

    limits = (0, None) if bounds is None else bounds
    return linprog(goal, A_eq=equal, b_eq=right, bounds=limits, method="highs")
