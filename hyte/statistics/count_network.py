"""Counts that add up to each other, and which of them must be hidden so that none can be computed.

Each sum is a node, each count a line from the sum that it is part of on one side to the sum on the other. A
hidden count can be another number exactly when a way around through hidden lines exists along which one
answer can be moved, and the cheapest such way tells what is hidden along with it (L. H. Cox: Network models
for complementary cell suppression. Journal of the American Statistical Association 90, 1995, 1453-1462).
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

FEWEST = 5
"""The smallest count that is shown, zero apart."""

NEVER = 10**12
"""The cost of hiding what is only hidden when nothing else helps."""

Group = str | None
"""A population group; None for all respondents."""


@dataclass(slots=True)
class Line:
    """A count that is part of the sums at its two ends.

    What comes into a node is what goes out of it. `cost` is what it costs not to show the count; a `guarded`
    one is hidden so that nobody can compute it, other hidden ones are simply not printed.
    """

    tail: str
    head: str
    value: int
    cost: int
    hidden: bool = False
    guarded: bool = False


Lines = dict[tuple[Group, int], Line]
"""Lines by group and number of the option; -1 is the base, and past the options those who did not choose."""


def is_small(count: int) -> bool:
    """Whether a count is too small to be shown; zero is not."""
    return 0 < count < FEWEST


def hide_more(lines: Lines) -> None:
    """Hide lines until every guarded one can be another number, and none are a few when taken together."""
    while True:
        _make_movable(lines)
        line = _next_to_hide(lines)
        if line is None:
            return
        line.hidden = line.guarded = True


def _next_to_hide(lines: Lines) -> Line | None:
    """The cheapest line beside hidden ones whose sum is too small and follows from what is shown."""
    nodes = sorted({node for line in lines.values() for node in (line.tail, line.head)})
    for node in nodes:
        coming = [line for line in lines.values() if line.head == node]
        going = [line for line in lines.values() if line.tail == node]
        for side, other in ((coming, going), (going, coming)):
            hidden = [line for line in side if line.hidden]
            if any(line.hidden for line in other) or not is_small(sum(line.value for line in hidden)):
                continue
            shown = [line for line in side if not line.hidden and line.value and line.cost < NEVER]
            if any(line.guarded for line in hidden) and shown:
                return min(shown, key=lambda line: line.cost)
    return None


def _make_movable(lines: Lines) -> None:
    """Hide the cheapest way around for every guarded line that could be no other number."""
    for line in list(lines.values()):
        if not line.guarded:
            continue
        more = _way(lines, line, line.head, line.tail)
        if line.value:
            less = _way(lines, line, line.tail, line.head)
            more = min((way for way in (more, less) if way is not None), key=lambda way: way[0], default=None)
        for key in more[1] if more else ():
            lines[key].hidden = True


def _way(
    lines: Lines, without: Line, start: str, goal: str
) -> tuple[int, tuple[tuple[Group, int], ...]] | None:
    """The cheapest way for one answer from `start` to `goal`: against a line only if it has an answer."""
    leaving: dict[str, list[tuple[str, tuple[Group, int]]]] = {}
    for key, line in lines.items():
        if line is without:
            continue
        leaving.setdefault(line.tail, []).append((line.head, key))
        if line.value:
            leaving.setdefault(line.head, []).append((line.tail, key))
    order = {key: number for number, key in enumerate(lines)}
    queue: list[tuple[int, tuple[int, ...], str]] = [(0, (), start)]
    keys = list(lines)
    done: set[str] = set()
    while queue:
        cost, path, node = heapq.heappop(queue)
        if node == goal:
            return cost, tuple(keys[number] for number in path)
        if node in done:
            continue
        done.add(node)
        for neighbour, key in leaving.get(node, ()):
            if neighbour not in done:
                line = lines[key]
                step = 0 if line.hidden else line.cost
                heapq.heappush(queue, (cost + step, (*path, order[key]), neighbour))
    return None
