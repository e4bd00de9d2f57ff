"""Indicators that add up to another one, found in the figures themselves.

Whoever reads a table can find out that its ages add up to its total, even where the titles do not say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    Floats = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

Relation = tuple[tuple[int, float], ...]
"""Columns with their factors whose sum is zero."""

MOST_COLUMNS = 200
"""Tables with more columns are not searched: what would be found by chance grows with them."""

_PRIME = 2_147_483_647
_MOST = 3
"""The largest factor of a relation; others are chance."""

_HOLDS = 0.95
_ALL = frozenset({"yhteensä", "kaikki", "totalt", "samtliga", "alla", "total", "all"})
_PARTED = re.compile(r"(?P<stem>.*) \((?P<parts>[^()]*=.*)\)$")


def relations(table: Floats, titles: Sequence[str]) -> list[Relation]:
    """Sums between the columns of `table`, which hold in nearly all rows.

    Parameters
    ----------
    table : array
        One row for each area, sex and year, one column for each indicator; NaN where there is no count.
    titles : sequence of str
        Titles of the columns; one that ends with ``(Name=label; …)`` is a part of those with fewer names.
    """
    found: dict[Relation, None] = {}
    for relation in (*_by_title(table, titles), *_by_figures(table)):
        found.setdefault(relation)
    return list(found)


def _by_title(table: Floats, titles: Sequence[str]) -> list[Relation]:
    """Totals and their parts by what the titles say, unless the figures contradict."""
    parts: dict[tuple[str, frozenset[str], str], list[int]] = {}
    totals: dict[tuple[str, frozenset[str]], int] = {}
    for column, title in enumerate(titles):
        match = _PARTED.match(title)
        stem = match["stem"] if match else title
        told = match["parts"].split("; ") if match else []
        labels = frozenset(part for part in told if part.partition("=")[2].casefold() not in _ALL)
        totals.setdefault((stem, labels), column)
        for label in labels:
            parts.setdefault((stem, labels - {label}, label.partition("=")[0]), []).append(column)
    found = []
    for (stem, rest, _), columns in parts.items():
        total = totals.get((stem, rest))
        if total is not None and len(columns) > 1:
            relation: Relation = ((total, 1.0), *((column, -1.0) for column in columns))
            complete = table[~np.isnan(table[:, [total, *columns]]).any(axis=1)]
            if not len(complete) or _share(complete, relation) >= _HOLDS:
                found.append(relation)
    return found


def _by_figures(table: Floats) -> list[Relation]:
    """Whole-numbered relations between columns, from the null space of the complete rows."""
    present = ~np.isnan(table)
    some = present.any(axis=1)
    usual = present[some].mean(axis=0) > 0.5 if some.any() else np.zeros(table.shape[1], dtype=bool)
    columns = np.flatnonzero(usual)
    if not 2 <= len(columns) <= MOST_COLUMNS:
        return []
    complete = table[present[:, columns].all(axis=1)]
    # Nothing can be said of a column that hardly ever differs from zero.
    columns = columns[(complete[:, columns] > 0).sum(axis=0) >= 3] if len(complete) else columns[:0]
    # The parts before their total, so that the total is told by the parts.
    columns = columns[np.argsort(complete[:, columns].sum(axis=0), kind="stable")]
    needed = len(columns) + 10
    found: dict[Relation, None] = {}
    # One wrong figure would spoil all, so that several parts of the table are searched.
    for part in (complete, complete[::2], complete[1::2], complete[: len(complete) // 2]):
        if len(columns) < 2 or len(part) < needed:
            continue
        rows = part[np.linspace(0, len(part) - 1, min(len(part), 4 * needed)).astype(int)]
        for factors in _null_space(np.rint(rows[:, columns]).astype(np.int64)):
            relation = tuple(
                (int(column), float(factor))
                for column, factor in zip(columns, factors, strict=True)
                if factor
            )
            mixed = min(factors) < 0 < max(factors)
            if mixed and max(map(abs, factors)) <= _MOST and _share(complete, relation) >= _HOLDS:
                found.setdefault(relation)
    return list(found)


def _share(rows: Floats, relation: Relation) -> float:
    """In which share of complete rows a relation holds."""
    columns, factors = zip(*relation, strict=True)
    off = np.abs(rows[:, columns] @ np.array(factors))
    return float((off < 0.5).mean())


def _null_space(rows: Whole) -> list[list[int]]:
    """Vectors of small whole numbers that all rows multiply to zero, by elimination modulo a prime."""
    work = rows % _PRIME
    pivots: list[int] = []
    rank = 0
    for column in range(work.shape[1]):
        at = np.flatnonzero(work[rank:, column])
        if not len(at):
            continue
        work[[rank, rank + at[0]]] = work[[rank + at[0], rank]]
        work[rank] = work[rank] * pow(int(work[rank, column]), -1, _PRIME) % _PRIME
        others = np.flatnonzero(work[:, column])
        others = others[others != rank]
        work[others] = (work[others] - work[others, column][:, None] * work[rank] % _PRIME) % _PRIME
        pivots.append(column)
        rank += 1
        if rank == len(work):
            break
    vectors = []
    for free in (column for column in range(work.shape[1]) if column not in pivots):
        vector = [0] * work.shape[1]
        vector[free] = 1
        for row, pivot in enumerate(pivots):
            factor = -int(work[row, free]) % _PRIME
            vector[pivot] = factor - _PRIME if factor > _PRIME // 2 else factor
        vectors.append(vector)
    return vectors


def same_counts(rows: pd.DataFrame, wanted: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of indicators that print the same counts, such as a number and the numerator of its share.

    `rows` has the columns indicator, key (area, year and sex in one number) and count. Looked for are pairs
    with one of `wanted`; they must agree in three different counts of five or more.
    """
    own = rows[rows["indicator"].isin(wanted) & (rows["count"] >= 5)]
    others = rows[rows["key"].isin(own["key"].unique())]
    both = own.merge(others, on="key", suffixes=("", "_other"))
    both = both[both["indicator"] != both["indicator_other"]]
    both = both.assign(
        same=both["count"] == both["count_other"],
        different=both["count"].where(both["count"] == both["count_other"]),
    )
    agree = both.groupby(["indicator", "indicator_other"]).agg(
        share=("same", "mean"), different=("different", "nunique")
    )
    found = agree[(agree["share"] >= _HOLDS) & (agree["different"] >= 3)].index
    return sorted({(min(pair), max(pair)) for pair in found})
