"""What is hidden cannot be computed: every hidden count is checked against all tables one answer away."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyte.statistics.disclosure import Hidden, protect

Counts = Mapping[str | None, Sequence[int]]


def single(*counts: int) -> Hidden:
    return protect({None: counts}, {None: sum(counts)}, exclusive=True)


def test_a_lone_small_count_takes_the_next_smallest_with_it() -> None:
    assert single(40, 3, 25, 12).counts == {(None, 1), (None, 3)}


def test_a_zero_is_not_hidden_in_place_of_a_count() -> None:
    assert single(3, 20, 30, 0).counts == {(None, 0), (None, 1)}


def test_small_counts_that_are_hidden_together_are_not_a_few_either() -> None:
    # 1 + 2 would be 3 persons who chose one of the two.
    assert single(1, 2, 20, 30).counts == {(None, 0), (None, 1), (None, 2)}
    assert single(3, 4, 20, 30).counts == {(None, 0), (None, 1)}


def test_large_counts_and_zeros_are_shown() -> None:
    assert single(40, 0, 25, 12) == Hidden(frozenset(), frozenset())


def test_what_all_but_a_few_chose_is_hidden_as_well() -> None:
    assert single(46, 4, 0).counts == {(None, 0), (None, 1)}
    multiple = protect({None: [47, 20]}, {None: 50}, exclusive=False)
    assert multiple.counts == {(None, 0)}


def test_a_multiple_choice_hides_only_what_is_small() -> None:
    # The options do not add up to anything, so that nothing follows from the others.
    assert protect({None: [30, 4, 0, 12]}, {None: 50}, exclusive=False).counts == {(None, 1)}


def test_a_question_with_fewer_than_five_answers_is_hidden_whole() -> None:
    found = protect({None: [4, 0], "young": [4, 0]}, {None: 4, "young": 4}, exclusive=True)
    assert found.counts == {(None, 0), (None, 1), ("young", 0), ("young", 1)}
    assert found.bases == {None, "young"}


def test_a_question_without_answers_hides_nothing() -> None:
    assert protect({None: [0, 0]}, {None: 0}, exclusive=True) == Hidden(frozenset(), frozenset())


def test_without_a_base_nothing_can_be_subtracted() -> None:
    assert protect({None: [40, 3, 25]}, {None: None}, exclusive=True).counts == {(None, 1)}


def test_a_count_that_the_file_hides_is_protected_too() -> None:
    # The file hides only one: the others and the base give it away.
    assert protect({None: [40, None, 25]}, {None: 68}, exclusive=True).counts == {(None, 1), (None, 2)}
    assert protect({None: [40, None, None]}, {None: 60}, exclusive=True).counts == {(None, 1), (None, 2)}


def test_groups_add_up_to_all() -> None:
    counts = {None: [30, 40], "young": [10, 20], "older": [20, 20]}
    bases = {None: 70, "young": 30, "older": 40}
    assert protect(counts, bases, exclusive=True) == Hidden(frozenset(), frozenset())
    counts = {None: [30, 40], "young": [3, 20], "older": [27, 20]}
    found = protect(counts, {None: 70, "young": 23, "older": 47}, exclusive=True)
    assert found.counts == {("young", 0), ("young", 1), ("older", 0), ("older", 1)}
    assert not found.bases


def test_those_who_told_no_group_do_not_give_themselves_away() -> None:
    # 30 - 10 - 18 = 2 of those without a group chose the first option.
    counts = {None: [30, 60], "young": [10, 20], "older": [18, 20]}
    found = protect(counts, {None: 90, "young": 30, "older": 38}, exclusive=True)
    assert any(group is not None and option == 0 for group, option in found.counts)
    assert not any(group is None for group, _ in found.counts)


def test_a_small_group_is_hidden_whole_and_not_alone() -> None:
    counts = {None: [30, 40], "young": [2, 1], "working_age": [18, 19], "older": [10, 20]}
    bases = {None: 70, "young": 3, "working_age": 37, "older": 30}
    found = protect(counts, bases, exclusive=True)
    assert found.bases == {"young", "older"}
    assert {group for group, _ in found.counts} == {"young", "older"}


def test_that_all_of_a_hidden_group_chose_an_option_is_hidden() -> None:
    found = protect(
        {None: [5], "young": [0], "working_age": [2], "older": [3]},
        {None: 10, "young": 5, "working_age": 2, "older": 3},
        exclusive=False,
    )
    assert ("young", 0) in found.counts
    assert found.bases == {"working_age", "older"}


def test_a_group_that_another_table_hides_is_hidden_here() -> None:
    counts = {None: [30, 40], "young": [10, 20], "older": [20, 20]}
    bases = {None: 70, "young": 30, "older": 40}
    found = protect(counts, bases, exclusive=True, closed=frozenset({"young", "older"}))
    assert found.bases == {"young", "older"}
    assert len(found.counts) == 4


def test_the_question_that_makes_the_groups_tells_which_groups_are_hidden() -> None:
    # "13-17" and "18-29" are the young, "65-" the older.
    found = protect(
        {None: [3, 20, 40]},
        {None: 63, "young": 23, "older": 40},
        exclusive=True,
        within=["young", "young", "older"],
    )
    # Both of the young's options are hidden; their sum follows from the others and is not small.
    assert found == Hidden(frozenset({(None, 0), (None, 1)}), frozenset())
    alone = protect(
        {None: [3, 20, 40]},
        {None: 63, "young": 3, "working_age": 20, "older": 40},
        exclusive=True,
        within=["young", "working_age", "older"],
    )
    assert alone.counts == {(None, 0), (None, 1)}
    assert alone.bases == {"young", "working_age"}


def test_the_answer_of_two_groups_is_not_given_away_by_the_sum_of_one() -> None:
    # Hiding 7 along with 3 helps only if the base of the second group, 37, does not tell the 7.
    counts = [3, 7, 30, 60]
    bases = {None: 100, "young": 3, "working_age": 37, "older": 60}
    found = protect(
        {None: counts}, bases, exclusive=True, within=["young", "working_age", "working_age", "older"]
    )
    _assert_grouping_safe(counts, bases, ["young", "working_age", "working_age", "older"], found)


def test_groups_with_other_options_are_refused() -> None:
    with pytest.raises(ValueError, match="same options"):
        protect({None: [1, 2], "young": [1]}, {None: 3, "young": 1}, exclusive=True)


cells = st.one_of(st.integers(0, 9), st.integers(5, 40))


@given(st.lists(cells, min_size=2, max_size=6))
def test_no_hidden_count_of_a_single_choice_can_be_computed(counts: list[int]) -> None:
    _assert_safe({None: counts}, {None: sum(counts)}, exclusive=True)


@given(
    st.integers(2, 3).flatmap(
        lambda options: st.lists(
            st.lists(cells, min_size=options, max_size=options), min_size=2, max_size=4 if options == 2 else 3
        )
    ),
    st.booleans(),
)
def test_no_hidden_count_of_groups_can_be_computed(columns: list[list[int]], everybody: bool) -> None:
    """The last column are those who told no group, unless everybody did."""
    options = len(columns[0])
    named = columns if everybody else columns[:-1]
    counts: dict[str | None, list[int]] = {
        None: [sum(column[i] for column in columns) for i in range(options)]
    }
    counts |= {f"g{number}": column for number, column in enumerate(named)}
    bases = {group: sum(column) for group, column in counts.items()}
    _assert_safe(counts, bases, exclusive=True, rest=None if everybody else columns[-1])


@settings(max_examples=1000)
@given(st.lists(st.tuples(cells, cells), min_size=2, max_size=4), st.booleans())
# All of the two hidden groups chose the option, as the ten and the five of the other group would tell.
@example([(0, 5), (2, 0), (3, 0)], True)
def test_no_hidden_count_of_a_multiple_choice_can_be_computed(
    columns: list[tuple[int, int]], everybody: bool
) -> None:
    """Each column: how many of a group chose the option, and how many did not."""
    named = columns if everybody else columns[:-1]
    counts: dict[str | None, list[int]] = {None: [sum(chosen for chosen, _ in columns)]}
    counts |= {f"g{number}": [chosen] for number, (chosen, _) in enumerate(named)}
    bases: dict[str | None, int] = {None: sum(map(sum, columns))}
    bases |= {f"g{number}": sum(column) for number, column in enumerate(named)}
    found = protect(counts, bases, exclusive=False)
    if bases[None] < 5:
        return
    # Both who chose it and who did not must be safe: a table of two options of which one is not printed.
    both = {None: [counts[None][0], bases[None] - counts[None][0]]}
    both |= {group: [each[0], bases[group] - each[0]] for group, each in counts.items() if group is not None}
    printed = Hidden(
        found.counts | {(group, 1) for group in counts if (group, 0) in found.counts or group in found.bases},
        found.bases,
    )
    _assert_table_safe(both, bases, printed, None if everybody else list(columns[-1]))


@given(st.lists(st.tuples(cells, st.sampled_from(["a", "b", "c", None])), min_size=2, max_size=6))
def test_the_options_that_make_the_groups_cannot_be_computed(options: list[tuple[int, str | None]]) -> None:
    counts = [count for count, _ in options]
    within = [group for _, group in options]
    bases: dict[str | None, int] = {None: sum(counts)}
    for count, group in options:
        if group is not None:
            bases[group] = bases.get(group, 0) + count
    found = protect({None: counts}, bases, exclusive=True, within=within)
    if bases[None] >= 5:
        _assert_grouping_safe(counts, bases, within, found)


def _assert_safe(
    counts: Counts, bases: Mapping[str | None, int], *, exclusive: bool, rest: Sequence[int] | None = None
) -> None:
    found = protect(counts, bases, exclusive=exclusive)
    if bases[None] >= 5:
        _assert_table_safe(counts, bases, found, rest)


def _assert_table_safe(
    counts: Counts, bases: Mapping[str | None, int], found: Hidden, rest: Sequence[int] | None
) -> None:
    groups = [group for group in counts if group is not None]
    options = range(len(counts[None]))
    for group in counts:
        for option in options:
            count = counts[group][option]
            if (group, option) not in found.counts:
                assert not 0 < count < 5, f"{count} is shown"
    for group in groups:
        assert group in found.bases or not 0 < bases[group] < 5
    for group in counts:
        together = sum(counts[group][option] for option in options if (group, option) in found.counts)
        few = 0 < together < 5 and group not in found.bases
        assert not few, f"{together} of {group} are hidden together"
    columns = {group: list(counts[group]) for group in groups or [None]}
    if groups and rest is not None:
        columns["rest"] = list(rest)
    # A hidden count is safe when another table shows the same: here one that differs by at most one answer.
    wanted = {
        (group, option)
        for group, option in found.counts
        # That nobody at all chose it is shown, and so holds for every group.
        if counts[None][option] > 0 or (None, option) in found.counts
    }
    for column, cells_ in columns.items():
        if column == "rest" and sum(cells_) >= 5:
            wanted |= {("rest", option) for option in options if 0 < cells_[option] < 5}
    for changed in _near(columns):
        if not wanted:
            return
        totals = {column: sum(cells_) for column, cells_ in changed.items()}
        alls = [sum(cells_[option] for cells_ in changed.values()) for option in options]
        if sum(alls) != bases[None] and None not in found.bases:
            continue
        if groups and any(group not in found.bases and totals[group] != bases[group] for group in groups):
            continue
        if any(
            (None, option) not in found.counts and alls[option] != counts[None][option] for option in options
        ):
            continue
        if any(
            (group, option) not in found.counts and changed[group][option] != counts[group][option]
            for group in groups
            for option in options
        ):
            continue
        wanted -= {
            (column, option)
            for column in changed
            for option in options
            if changed[column][option] != columns[column][option]
        } | {(None, option) for option in options if alls[option] != counts[None][option]}
    assert not wanted, f"can be computed: {wanted}"


def _near(columns: Mapping[str | None, list[int]]) -> itertools.chain[dict[str | None, list[int]]]:
    """Tables whose counts differ by at most one, none below zero."""
    names = list(columns)
    sizes = [len(column) for column in columns.values()]
    steps = [[step for step in (-1, 0, 1) if count + step >= 0] for col in columns.values() for count in col]

    def tables() -> object:
        for moves in itertools.product(*steps):
            position, table = 0, {}
            for name, size in zip(names, sizes, strict=True):
                table[name] = [
                    count + move
                    for count, move in zip(columns[name], moves[position : position + size], strict=True)
                ]
                position += size
            yield table

    return itertools.chain(tables())  # type: ignore[arg-type]


def _assert_grouping_safe(
    counts: Sequence[int],
    bases: Mapping[str | None, int],
    within: Sequence[str | None],
    found: Hidden,
) -> None:
    hidden = {option for _, option in found.counts}
    assert all(option in hidden or not 0 < count < 5 for option, count in enumerate(counts))
    assert all(group in found.bases or not 0 < base < 5 for group, base in bases.items())
    wanted = set(hidden)
    for changed in _near({None: list(counts)}):
        new = changed[None]
        sums = {
            group: sum(count for count, of in zip(new, within, strict=True) if group in (None, of))
            for group in bases
        }
        if any(group not in found.bases and sums[group] != bases[group] for group in bases):
            continue
        if any(option not in hidden and new[option] != counts[option] for option in range(len(counts))):
            continue
        wanted -= {option for option in hidden if new[option] != counts[option]}
    assert not wanted
