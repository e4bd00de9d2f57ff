"""Headings and counts of summary tables: which column holds what, and what a cell says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hyte.model import MissingKind
from hyte.sources.grids import Grid
from hyte.sources.numbers import figure_of
from hyte.sources.surveys.answers import read_steps
from hyte.sources.surveys.groups import group_of
from hyte.sources.surveys.words import is_one, words

_NAMES = ("question", "option", "count", "share", "base", "group")


@dataclass(frozen=True, slots=True)
class Count:
    """A printed count or the reason why there is none, its printed share in per cent, and where it stands."""

    count: int | None
    missing: MissingKind | None
    share: float | None
    row: int
    column: int


@dataclass(slots=True)
class Header:
    """The columns of a table of counts: by what they hold, by step, or by population group."""

    places: dict[str, int]
    steps: list[tuple[int, str]] = field(default_factory=list)
    groups: list[tuple[int, str | None, str]] = field(default_factory=list)
    title: str = ""
    """The question, where it heads the column of its options."""
    row: int = 0


def read_count(grid: Grid, row: int, column: int, header: Header) -> Count | None:
    """The count in a cell; None when the cell holds something else."""
    if column < 0:
        return None
    cell = grid.cell(row, column)
    share = None
    if "share" in header.places and (column == header.places.get("count")):
        share = _percent(grid.cell(row, header.places["share"]))
    if isinstance(cell, str) and cell and _is_suppressed(cell):
        return Count(None, MissingKind.SUPPRESSED, share, row, column)
    if cell == "..":
        return Count(None, MissingKind.SUPPRESSED_OR_MISSING, share, row, column)
    figure = figure_of(cell, "sheet")
    if figure is None or (isinstance(cell, str) and "%" in cell):
        return None
    if figure.value is None:
        return Count(None, figure.missing, share, row, column)
    if not figure.value.is_integer() or figure.value < 0:
        return None
    return Count(int(figure.value), None, share, row, column)


def read_header(grid: Grid, row: int) -> Header | None:
    """Read a row as the heading of a table of counts."""
    filled = grid.filled(row)
    names = [(column, grid.text(row, column)) for column in filled]
    if not 1 <= len(names) <= 15 or any(len(name) > 60 for _, name in names):
        return None
    places: dict[str, int] = {}
    title = ""
    for column, name in names:
        kind = _column_kind(name, [other for _, other in names])
        if kind and kind not in places:
            places[kind] = column
    if "count" in places or "share" in places:
        first = min(places.get("count", 999), places.get("share", 999))
        if "option" not in places and "question" in places and first - places["question"] == 1:
            places["option"] = places.pop("question")
        if "option" not in places:
            places["option"] = max(0, first - 1)
            left = [name for column, name in names if column < first]
            if left and "question" not in places:
                # "Mikä huolestuttaa? | n | %": the question itself heads its options.
                figures = [(column, name) for column, name in names if column >= first]
                if len(left) > 1 or not _are_counts(grid, row, figures):
                    return None
                title = left[0]
        unknown = [name for column, name in names if column not in places.values() and not _is_extra(name)]
        return Header(places, title=title, row=row) if first > 0 and not unknown else None
    return _wide_header(grid, row, names, places)


def _wide_header(
    grid: Grid, row: int, names: Sequence[tuple[int, str]], places: Mapping[str, int]
) -> Header | None:
    first = next((column for column, name in names if column not in places.values()), 0)
    if first == 0 or not any(grid.filled(below) for below in range(row + 1, min(row + 4, len(grid.rows)))):
        return None
    rest = [(column, name) for column, name in names if column >= first and not _is_extra(name)]
    rest = [(column, name) for column, name in rest if column not in places.values()]
    option = places.get("option", places.get("question", 0))
    known = {"option": option} | ({"base": places["base"]} if "base" in places else {})
    total = [column for column, name in rest if is_one(name, "summary", "total")]
    steps = [(column, name) for column, name in rest if column not in total]
    if (
        len(steps) >= 2
        and read_steps([name for _, name in steps], "") is not None
        and _are_counts(grid, row, steps)
    ):
        if total and "base" not in known:
            known["base"] = total[0]
        return Header(known, steps=steps)
    groups = [
        (column, None if is_one(name, "summary", "all") else group_of(name, "ikä"), name)
        for column, name in rest
    ]
    everybody = [name for _, group, name in groups if group is None]
    distinct = len({group for _, group, _ in groups}) == len(groups)
    whole = len(everybody) == 1 and is_one(everybody[0], "summary", "all") and distinct
    if len(groups) < 2 or not whole or not _are_counts(grid, row, [(c, name) for c, _, name in groups]):
        return None
    return Header(known, groups=groups)


def _are_counts(grid: Grid, row: int, columns: Sequence[tuple[int, str]]) -> bool:
    """Whether the cells below are figures or marks in place of them; a respondent's answers are words."""
    cells = [
        grid.cell(below, column)
        for below in range(row + 1, min(row + 4, len(grid.rows)))
        for column, _ in columns
        if grid.filled(below)
    ]
    figures = [
        cell for cell in cells if figure_of(cell, "sheet") or (isinstance(cell, str) and _is_suppressed(cell))
    ]
    return bool(figures) and len(figures) * 2 > len(cells) and any(cell not in ("", None) for cell in figures)


def _column_kind(name: str, names: Sequence[str]) -> str | None:
    if name == "N" and "n" in names:
        return "base"
    return next((kind for kind in _NAMES if is_one(name, "summary", kind)), None)


def _is_extra(name: str) -> bool:
    return any(is_one(name, "summary", kind) for kind in ("mean", "total", *_NAMES))


def _is_suppressed(cell: str) -> bool:
    text = cell.strip().casefold()
    return text in words("summary", "suppressed") or text in ("...", "\u2026")


def _percent(cell: object) -> float | None:
    figure = figure_of(cell, "sheet")
    if figure is None or figure.value is None:
        return None
    return figure.value * 100 if isinstance(cell, float) and figure.value <= 1 else figure.value
