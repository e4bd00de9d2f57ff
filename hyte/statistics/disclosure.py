"""Hiding small counts of a survey so that nobody can compute them from what is shown.

Rules: a count of 1 to 4 is hidden, and so is one that all but 1 to 4 gave, because it tells of those few as
much (as in the Norwegian municipal health statistics); a question or group with fewer than five answers is
hidden whole. A zero points at nobody and is shown, as public health offices commonly do. Further counts are
hidden until every hidden one could be another number, and until those hidden together are not a few either
(complementary suppression: A. Hundepool and others, Statistical Disclosure Control, 2012, chapter 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hyte.statistics.count_network import FEWEST, NEVER, Group, Line, Lines, hide_more, is_small

_REST = "\0rest"
"""Those who are in no group: never printed, but often all minus the groups."""
_UNKNOWN = 10**6
_TOTAL, _ZERO = 10_000, 3_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a question may not be shown: counts by (group, number of the option), bases by group."""

    counts: frozenset[tuple[Group, int]]
    bases: frozenset[Group]


def protect(
    counts: Mapping[Group, Sequence[int | None]],
    bases: Mapping[Group, int | None],
    *,
    exclusive: bool,
    closed: frozenset[str] = frozenset(),
    within: Sequence[Group] | None = None,
) -> Hidden:
    """What of one question must be hidden.

    Parameters
    ----------
    counts : mapping
        Counts of the options for all respondents (key None) and for each population group; every entry has
        the same options in the same order. A count is None where the file itself hides it.
    bases : mapping
        Respondents who answered the question, with the same keys; None where it is not known.
    exclusive : bool
        Whether each respondent chose one option, so that the counts add up to the base.
    closed : frozenset of str
        Groups that another table of the survey hides, and this one must hide as well.
    within : sequence, optional
        For the question that the groups are made from: the group of each option, None where it has none.
        Then `bases` has the groups too, but `counts` only None.

    Raises
    ------
    ValueError
        When the entries do not have the same options.
    """
    options = len(counts[None])
    if any(len(each) != options for each in counts.values()):
        raise ValueError("the groups of a question must have the same options")
    total = bases.get(None)
    if total == 0:
        return Hidden(frozenset(), frozenset())
    if total is not None and total < FEWEST:
        everything = frozenset((group, number) for group in counts for number in range(options))
        return Hidden(everything, frozenset(bases))
    if within is not None:
        return _read_off(_grouping_lines(_filled(counts[None], total), counts[None], bases, within), options)
    groups = [group for group in counts if group is not None]
    shut = _shut_groups(bases, groups, closed)
    if exclusive:
        return _read_off(_table_lines(counts, bases, groups, shut, others=False), options)
    found_counts: set[tuple[Group, int]] = set()
    found_bases: set[Group] = set()
    for number in range(options):
        # Each option of a multiple choice is a question of its own: chosen, or not.
        one = {group: [each[number]] for group, each in counts.items()}
        found = _read_off(_table_lines(one, bases, groups, shut, others=True), 1)
        found_counts |= {(group, number) for group, _ in found.counts}
        found_bases |= found.bases
    return Hidden(frozenset(found_counts), frozenset(found_bases))


def _shut_groups(
    bases: Mapping[Group, int | None], groups: Sequence[str], closed: frozenset[str]
) -> set[str]:
    """Groups that are hidden whole: small ones, and others so that no base follows from the rest."""
    lines: Lines = {}
    for group in groups:
        base = bases.get(group) or 0
        small = is_small(base) or group in closed
        lines[group, -1] = Line("start", "end", base, 1 + base, small, small)
    total = bases.get(None)
    if total is not None:
        rest = total - sum(bases.get(group) or 0 for group in groups)
        if rest > 0:
            lines[_REST, -1] = Line("start", "end", rest, NEVER, hidden=True)
        lines[None, -1] = Line("end", "start", total, NEVER)
        hide_more(lines)
    return {group for group in groups if lines[group, -1].hidden}


def _table_lines(
    counts: Mapping[Group, Sequence[int | None]],
    bases: Mapping[Group, int | None],
    groups: Sequence[str],
    shut: set[str],
    *,
    others: bool,
) -> Lines:
    """Options by groups: from the start over the options to the groups, to the end, and back by the base.

    With `others`, those who did not choose the option are one more line of each group, never printed.
    """
    sizes: dict[Group, int | None] = {group: bases.get(group) for group in (None, *groups)}
    cells = {group: _filled(counts[group], None if others else sizes[group]) for group in (None, *groups)}
    rows = len(counts[None])
    total = sizes[None]
    if groups:
        cells[_REST] = [max(0, cells[None][row] - sum(cells[g][row] for g in groups)) for row in range(rows)]
        rest = None if total is None else max(0, total - sum(sizes[group] or 0 for group in groups))
        sizes[_REST] = rest
        if rest == 0 and not any(cells[_REST]):
            del cells[_REST], sizes[_REST]
    all_but = 0 if total is None else total - sum(cells[None])
    lines: Lines = {}
    for group, column in cells.items():
        size = sizes[group]
        all_of_them = group is None
        for row, count in enumerate(column):
            few = is_small(count) or (size is not None and size >= FEWEST and is_small(size - count))
            known = group == _REST or counts[group][row] is not None
            # That nobody at all chose an option is shown, and so is known of every group.
            secret = (group in shut and cells[None][row] > 0) or few or not known
            hidden = secret or group in shut or group == _REST
            cost = _cost(count) * (_TOTAL if all_of_them and groups else 1)
            lines[group, row] = Line(*_ends(group, row, bool(groups)), count, cost, hidden, secret)
        if others and size is not None:
            left = max(0, size - sum(column))
            ends = _ends(group, rows, bool(groups))
            # Of a group that is hidden whole nobody may learn that all of it chose the option, either.
            secret = (group in shut and all_but > 0) or (is_small(left) and size >= FEWEST)
            lines[group, rows] = Line(*ends, left, NEVER, True, secret)
        ends = ("end", "start") if all_of_them else (str(group), "end")
        if size is None:
            lines[group, -1] = Line(*ends, _UNKNOWN, 0, hidden=True)
        else:
            # How many told no group follows from the other bases, but is nobody's answer.
            lines[group, -1] = Line(*ends, size, NEVER, group in shut, group in shut)
    hide_more(lines)
    return lines


def _ends(group: Group, row: int, grouped: bool) -> tuple[str, str]:
    option = f"\0{row}"
    if group is not None:
        return option, group
    return ("start", option) if grouped else ("start", "end")


def _grouping_lines(
    filled: Sequence[int],
    counts: Sequence[int | None],
    bases: Mapping[Group, int | None],
    within: Sequence[Group],
) -> Lines:
    """The options of the question that makes the groups: each group's add up to its base."""
    total = bases.get(None)
    lines: Lines = {}
    for row, (count, group) in enumerate(zip(filled, within, strict=True)):
        secret = _is_few(count, total) or counts[row] is None
        tail = "start" if group is None else group
        lines[None, row] = Line(tail, "end", count, _cost(count), secret, secret)
    for group, base in bases.items():
        if group is not None:
            size = base or 0
            secret = _is_few(size, total)
            lines[group, -1] = Line("start", group, size, 100 * (1 + size), secret, secret)
    unknown = total is None
    lines[None, -1] = Line("end", "start", _UNKNOWN if total is None else total, NEVER, unknown)
    hide_more(lines)
    return lines


def _cost(count: int) -> int:
    """What it costs not to show a count: the smallest goes first, but a zero helps little and tells much."""
    return 1 + count if count else _ZERO


def _is_few(count: int, base: int | None) -> bool:
    return is_small(count) or (base is not None and is_small(base - count))


def _filled(counts: Sequence[int | None], base: int | None) -> list[int]:
    """The counts with a guess in the place of those that the file hides: what is left, or one answer."""
    gaps = sum(count is None for count in counts)
    if not gaps:
        return [count for count in counts if count is not None]
    known = sum(count for count in counts if count is not None)
    left = gaps if base is None else max(0, base - known)
    each, more = divmod(left, gaps)
    filled = []
    for count in counts:
        if count is None:
            count, more = each + (more > 0), more - 1
        filled.append(count)
    return filled


def _read_off(lines: Lines, options: int) -> Hidden:
    hidden = {key for key, line in lines.items() if line.hidden and key[0] != _REST}
    return Hidden(
        frozenset((group, row) for group, row in hidden if 0 <= row < options),
        frozenset(group for group, row in hidden if row == -1 and lines[group, row].value != _UNKNOWN),
    )
