"""Ranges of hidden cells, and the cheapest cells that keep them wide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.statistics.protection import Cells, Sum, range_of, what_else_to_hide

TOTAL: Sum = ((0, 1.0), (1, -1.0), (2, -1.0))
"""All are women and men."""


def cells(
    values: Sequence[float | None],
    hidden: Sequence[int],
    widths: dict[int, float],
    costs: Sequence[float] | None = None,
    places: Sequence[int] | None = None,
) -> Cells:
    numbers = np.array([np.nan if value is None else value for value in values], dtype=float)
    count = len(numbers)
    flags = np.isin(np.arange(count), hidden)
    return Cells(
        numbers,
        flags | np.isnan(numbers),
        np.array([widths.get(cell, 0.0) for cell in range(count)]),
        np.ones(count) if costs is None else np.array(costs, dtype=float),
        np.zeros(count, dtype=np.intp) if places is None else np.array(places, dtype=np.intp),
    )


def more(table: Cells, *sums: Sum) -> set[int]:
    return {int(cell) for cell in np.flatnonzero(what_else_to_hide(table, sums))}


def test_the_cheaper_of_two_is_hidden() -> None:
    assert more(cells([20, 3, 17], [1], {1: 5}, [100, 1, 2]), TOTAL) == {2}
    assert more(cells([20, 3, 17], [1], {1: 5}, [1, 1, 2]), TOTAL) == {0}


def test_what_no_sum_gives_back_costs_nothing() -> None:
    assert more(cells([20, 3, 17], [1], {1: 5})) == set()
    assert more(cells([None, 3, 17], [1], {1: 5}), TOTAL) == set()


def test_a_cell_that_a_publisher_hides_must_only_not_be_computed() -> None:
    assert more(cells([20, None, 17], [], {1: 1}, [9, 1, 1]), TOTAL) == {2}
    # Two hidden cells of a sum of 3: what each is, nobody knows; that is enough for a publisher's.
    four: Sum = ((0, 1.0), (1, -1.0), (2, -1.0), (3, -1.0))
    assert more(cells([13, None, None, 10], [], {1: 1, 2: 1}), four) == set()


def test_small_cells_whose_sum_is_known_and_small_need_a_third() -> None:
    four: Sum = ((0, 1.0), (1, -1.0), (2, -1.0), (3, -1.0))
    assert more(cells([13, 1, 2, 10], [1, 2], {1: 5, 2: 5}, [99, 1, 1, 1]), four) == {3}


def test_a_cell_between_two_sums_needs_a_way_around() -> None:
    # Rows and columns of a table of two by two, with margins at 4 to 7.
    sums: list[Sum] = [
        ((4, 1.0), (0, -1.0), (1, -1.0)),
        ((5, 1.0), (2, -1.0), (3, -1.0)),
        ((6, 1.0), (0, -1.0), (2, -1.0)),
        ((7, 1.0), (1, -1.0), (3, -1.0)),
    ]
    values = [3, 17, 22, 30, 20, 52, 25, 47]
    dear = [1, 1, 1, 1, 100, 100, 100, 100]
    assert more(cells(values, [0], {0: 5}, dear), *sums) == {1, 2, 3}


def test_what_is_near_is_hidden_before_what_is_cheap() -> None:
    assert more(cells([20, 3, 17], [1], {1: 5}, [1, 1, 2], places=[1, 0, 0]), TOTAL) == {2}
    # Where nothing near helps, the other place must.
    assert more(cells([20, 3, 17], [1], {1: 5}, [1, 1, 2], places=[1, 0, 1]), TOTAL) == {0}


def test_sums_that_do_not_hold_give_nothing_away() -> None:
    assert more(cells([30, 3, 17], [1], {1: 5}), TOTAL) == set()
    assert more(cells([10, None, 17], [], {1: 1}), TOTAL) == set()


def test_nothing_hidden_hides_nothing() -> None:
    assert more(cells([20, 3, 17], [], {}), TOTAL) == set()


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [([1], (3, 3)), ([1, 2], (0, 20)), ([0, 1], (0, np.inf)), ([0, 1, 2], (0, np.inf))],
)
def test_the_range_of_a_cell(hidden: list[int], expected: tuple[float, float]) -> None:
    table = cells([20, 3, 17], hidden, {})
    assert range_of(table.values, table.hidden, [TOTAL], 1) == pytest.approx(expected)


def test_a_cell_in_no_sum_can_be_anything() -> None:
    table = cells([20, 3], [1], {})
    assert range_of(table.values, table.hidden, [], 1) == (0, np.inf)


@given(st.lists(st.integers(0, 30), min_size=9, max_size=9), st.sets(st.integers(0, 8), max_size=3))
def test_every_range_is_as_wide_as_asked_and_holds_the_truth(inner: list[int], hidden: set[int]) -> None:
    """Three by three cells with all margins and their total."""
    grid = np.array(inner, dtype=float).reshape(3, 3)
    values = [*inner, *grid.sum(axis=1), *grid.sum(axis=0), grid.sum()]
    sums: list[Sum] = [((9 + row, 1.0), *((3 * row + each, -1.0) for each in range(3))) for row in range(3)]
    sums += [((12 + each, 1.0), *((3 * row + each, -1.0) for row in range(3))) for each in range(3)]
    sums += [((15, 1.0), (9, -1.0), (10, -1.0), (11, -1.0)), ((15, 1.0), (12, -1.0), (13, -1.0), (14, -1.0))]
    table = cells(values, sorted(hidden), dict.fromkeys(hidden, 5.0))
    gone = table.hidden | what_else_to_hide(table, sums)
    for cell in hidden:
        low, high = range_of(table.values, gone, sums, cell)
        assert high - low >= 5 - 1e-6
        assert low - 1e-6 <= values[cell] <= high + 1e-6
    for cell in np.flatnonzero(gone):
        low, high = range_of(table.values, gone, sums, int(cell))
        assert high > low, "a cell that is hidden for another's sake can be computed"
