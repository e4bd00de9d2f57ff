"""The order in which a page is read: columns one after another, tables row by row, all else downwards.

Two blocks beside one another are columns of running text when the file writes the left one to its end before
the right one, and a table when it writes row by row. Files that were printed or scanned may be written line
by line across columns; lines that fill both sides and run on in small letters are columns then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from hyte.sources.notes.formats.pdf_aligned import aligned_table
from hyte.sources.notes.formats.pdf_rows import NARROW_GAP, Piece, joined
from hyte.sources.notes.formats.pdf_ruled import Table

_LONE_GAP = 2.5
_MOST_CANDIDATES = 40
_NEAR = 3.0
_DEEPEST = 8
_FAR = 3.0
_FEWEST_LINES = 3

Item = Piece | Table
Row = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text and the right side up to which its column runs.

    `place` tells columns apart: lines of one place follow one another.
    """

    line: Piece
    limit: float
    place: int


@dataclass(frozen=True, slots=True)
class _Split:
    """Rows `start` to `end` (exclusive) fall apart at `at`."""

    at: float
    start: int
    end: int
    meets: int
    gap: float


def reading_order(rows: Sequence[Row], limit: float) -> Iterator[TextLine | Table]:
    """Lines and tables of a page in reading order; `limit` is the right side of the page's text."""
    places = iter(range(1_000_000))
    yield from _arranged(tuple(rows), limit, places, 0)


def _arranged(
    rows: Sequence[Row], limit: float, places: Iterator[int], depth: int
) -> Iterator[TextLine | Table]:
    split = _best_split(rows) if depth < _DEEPEST else None
    if split is None:
        yield from _plain(rows, limit, next(places))
        return
    start, end = split.start, split.end
    left, right = _sides(rows[start:end], split.at)
    if _columns(left, right):
        start, end = _column_rows(rows, split)
        left, right = _sides(rows[start:end], split.at)
        yield from _arranged(rows[:start], limit, places, depth + 1)
        edge = max(_right(left), split.at - NARROW_GAP * 2 * _size(left))
        yield from _arranged(left, edge, places, depth + 1)
        yield from _arranged(right, limit, places, depth + 1)
    else:
        block = rows[start:end]
        last = end
        while (
            last < len(rows)
            and _side(rows[last], split.at) == "left"
            and not _far(rows[last - 1], rows[last])
        ):
            last += 1
        pieces = [tuple(item for item in row if isinstance(item, Piece)) for row in rows[start:last]]
        pieces = list(takewhile(bool, pieces))
        table, used = aligned_table(pieces, limit, len(block))
        if table is None or any(isinstance(item, Table) for row in block for item in row):
            yield from _arranged(rows[:start], limit, places, depth + 1)
            yield from _plain(block, limit, next(places))
        else:
            end = start + used
            yield from _arranged(rows[:start], limit, places, depth + 1)
            yield table
    yield from _arranged(rows[end:], limit, places, depth + 1)


def _plain(rows: Sequence[Row], limit: float, place: int) -> Iterator[TextLine | Table]:
    for row in rows:
        pieces = [item for item in row if isinstance(item, Piece)]
        if pieces:
            yield TextLine(joined(pieces), limit, place)
        yield from (item for item in row if isinstance(item, Table))


def _best_split(rows: Sequence[Row]) -> _Split | None:
    """The split with most rows on both sides; columns of running text go before tables within them."""
    found = [split for at in _candidates(rows) for split in _splits(rows, at)]
    found.sort(key=lambda split: (-split.meets, split.start, split.at))
    for split in found:
        if split.meets < 0.5 * found[0].meets:
            break
        if _columns(*_sides(rows[split.start : split.end], split.at)):
            return split
    return found[0] if found else None


def _candidates(rows: Sequence[Row]) -> list[float]:
    """Left sides of items that have another one to their left in the same row, or that many rows share."""
    starts: dict[int, list[float]] = {}
    likely: set[int] = set()
    for row in rows:
        for number, item in enumerate(row):
            step = round(item.x0 / _NEAR)
            starts.setdefault(step, []).append(item.x0)
            if number:
                likely.add(step)
    likely |= {step for step, places in starts.items() if len(places) >= _FEWEST_LINES}
    ordered = sorted(likely, key=lambda step: (-len(starts[step]), step))[:_MOST_CANDIDATES]
    return sorted(min(starts[step]) for step in ordered)


def _splits(rows: Sequence[Row], at: float) -> Iterator[_Split]:
    """Runs of rows in which nothing crosses the blank before `at`, with text on both sides of it."""
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and _side(rows[end], at) != "crosses":
            if end > start and _far(rows[end - 1], rows[end]):
                break
            end += 1
        yield from _run(rows, start, end, at)
        crossed = end < len(rows) and _side(rows[end], at) == "crosses"
        start = end + 1 if crossed else end


def _far(before: Row, after: Row) -> bool:
    """Whether so much blank lies between two rows that they are parts of different things."""
    size = max(_height(before[0]), _height(after[0]))
    return min(item.top for item in after) - max(item.bottom for item in before) > _FAR * size


def _run(rows: Sequence[Row], start: int, end: int, at: float) -> Iterator[_Split]:
    sides = [_side(row, at) for row in rows[start:end]]
    while sides and sides[0] == "left" and not _beside(rows[start : start + 2], sides[:2]):
        start, sides = start + 1, sides[1:]
    while sides and sides[-1] == "left" and not _beside(rows[end - 2 : end], sides[-2:]):
        end, sides = end - 1, sides[:-1]
    meets = sides.count("both")
    lapped = sum(
        _beside(rows[start + number : start + number + 2], sides[number : number + 2])
        for number in range(len(sides) - 1)
    )
    gap = max(
        (_gap(row, at) for row, side in zip(rows[start:end], sides, strict=True) if side == "both"), default=0
    )
    jumps = meets == 1 and any(
        _jumps(row, at) for row, side in zip(rows[start:end], sides, strict=True) if side == "both"
    )
    if meets + lapped // 2 >= 2 or (meets == 1 and (gap >= _LONE_GAP or jumps)):
        yield _Split(at, start, end, meets + lapped, gap)


def _side(row: Row, at: float) -> str:
    left = right = False
    for item in row:
        if item.x0 >= at - _NEAR:
            right = True
        elif item.x1 <= at - NARROW_GAP * _height(item):
            left = True
        else:
            return "crosses"
    return "both" if left and right else "left" if left else "right"


def _beside(rows: Sequence[Row], sides: Sequence[str]) -> bool:
    """Whether two rows, one left and one right, are lines beside one another that stand a little apart."""
    if len(rows) < 2 or set(sides) != {"left", "right"}:
        return False
    first, second = rows
    return min(item.bottom for item in first) > max(item.top for item in second) + 0.2


def _gap(row: Row, at: float) -> float:
    left = [item for item in row if item.x0 < at - _NEAR]
    right = [item for item in row if item.x0 >= at - _NEAR]
    size = max(_height(item) for item in row)
    return (min(item.x0 for item in right) - max(item.x1 for item in left)) / size


def _jumps(row: Row, at: float) -> bool:
    """Whether the file writes other things between the left and the right side of a row."""
    left = [item for item in row if isinstance(item, Piece) and item.x0 < at - _NEAR]
    right = [item for item in row if isinstance(item, Piece) and item.x0 >= at - _NEAR]
    if not left or not right:
        return False
    return min(item.order for item in right) - max(word.order for item in left for word in item.words) > 1


def _height(item: Item) -> float:
    return item.size if isinstance(item, Piece) else 5.0


def _sides(rows: Sequence[Row], at: float) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    left = tuple(tuple(item for item in row if item.x0 < at - _NEAR) for row in rows)
    right = tuple(tuple(item for item in row if item.x0 >= at - _NEAR) for row in rows)
    return tuple(row for row in left if row), tuple(row for row in right if row)


def _columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether the sides are columns of running text, and no columns of a table."""
    tables = any(isinstance(item, Table) for row in (*left, *right) for item in row)
    if len(left) < 2 and len(right) < 2 and not tables:
        return len(left) == len(right) == 1 and _jumps((*left[0], *right[0]), right[0][0].x0)
    first = sorted(item.order for row in left for item in row)
    second = sorted(item.order for row in right for item in row)
    if first[-1] < second[0] or second[-1] < first[0]:
        labels = all(row[-1].text.endswith(":") for row in left if isinstance(row[-1], Piece))
        return tables or not (labels and len(left) == len(right))
    return tables or (min(len(left), len(right)) >= 6 and _runs_on(left) and _runs_on(right))


def _runs_on(rows: Sequence[Row]) -> bool:
    """Whether lines fill their column and go on in small letters, as running text does."""
    lines = [joined([item for item in row if isinstance(item, Piece)]) for row in rows]
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    full = sum(line.x1 - line.x0 >= 0.75 * width for line in lines)
    small = sum(line.text[0].islower() for line in lines[1:])
    return full >= 0.6 * len(lines) and small >= 0.4 * len(lines)


def _column_rows(rows: Sequence[Row], split: _Split) -> tuple[int, int]:
    """The rows of two columns, with those at the end in which only the left one goes on."""
    _, right = _sides(rows[split.start : split.end], split.at)
    end = split.end
    second = min(item.order for row in right for item in row)
    while end < len(rows) and _side(rows[end], split.at) == "left":
        if _far(rows[end - 1], rows[end]) or max(item.order for item in rows[end]) > second:
            break
        end += 1
    return split.start, end


def _right(rows: Sequence[Row]) -> float:
    return max(item.x1 for row in rows for item in row)


def _size(rows: Sequence[Row]) -> float:
    return max(_height(item) for row in rows for item in row)
