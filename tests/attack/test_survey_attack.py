"""What survey tables hide cannot be computed either, by algebra or by bounds."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.statistics.disclosure import Hidden, protect
from tests.attack.attack import Recovered, recover

ALL, REST, BASE = "all", "rest", "base"
FEWEST = 5
Cell = tuple[str, int | str]

cells = st.one_of(st.integers(0, 9), st.integers(5, 40))
tables = st.integers(2, 3).flatmap(
    lambda options: st.lists(st.lists(cells, min_size=options, max_size=options), min_size=2, max_size=4)
)


def attack(columns: Sequence[Sequence[int]], *, everybody: bool, shown: bool = False) -> list[Recovered]:
    """Attack a question of single choice; each column holds the answers of a group.

    The last column are those who told no group, unless everybody did. With `shown` only the counts below five
    are hidden, and nothing for their sake.
    """
    named = columns if everybody else columns[:-1]
    options = range(len(columns[0]))
    counts: dict[str | None, list[int]] = {
        None: [sum(column[each] for column in columns) for each in options]
    }
    counts |= {f"g{number}": list(column) for number, column in enumerate(named)}
    bases = {group: sum(column) for group, column in counts.items()}
    hidden = protect(counts, bases, exclusive=True)
    if shown:
        few = {(group, each) for group in counts for each in options if 0 < counts[group][each] < FEWEST}
        hidden = Hidden(frozenset(few), frozenset())
    truth: dict[Cell, int] = {}
    published: dict[Cell, float] = {}
    for group, column in counts.items():
        name = group or ALL
        for each in options:
            truth[name, each] = column[each]
            if (group, each) not in hidden.counts:
                published[name, each] = column[each]
        truth[name, BASE] = bases[group]
        if group not in hidden.bases:
            published[name, BASE] = bases[group]
    groups = [name for name, each in truth if each == BASE and name != ALL] + ([] if everybody else [REST])
    sums: list[dict[Cell, int]] = [
        {(name, BASE): 1} | {(name, each): -1 for each in options} for name in (ALL, *groups)
    ]
    for each in (*options, BASE):
        sums.append({(ALL, each): 1} | {(name, each): -1 for name in groups})
    # That nobody at all chose an option is shown; a count of nobody points at nobody.
    secret = {key: count for key, count in truth.items() if count and key not in published}
    exact = recover(published, sums, secret, limit=1)
    return [one for one in exact if truth[ALL, BASE] >= FEWEST]


def test_the_attack_computes_what_is_only_left_out() -> None:
    assert attack([[3, 20], [27, 20]], everybody=True, shown=True) == [Recovered(("g0", 0), 3, 3)]


@settings(max_examples=150)
@given(tables, st.booleans())
def test_no_hidden_count_of_a_survey_can_be_computed(columns: list[list[int]], everybody: bool) -> None:
    if everybody or len(columns) > 2:
        assert attack(columns, everybody=everybody) == []
