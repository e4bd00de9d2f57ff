"""Which row is kept when files hold the same observation."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.store.merge import merge
from hyte.store.schemas import check_table, conform


def share(file: str, **values: object) -> pd.DataFrame:
    row = {
        "region": "KU111",
        "indicator": "unemployed",
        "year": 2022,
        "sex": "total",
        "value": 1.0,
        "preliminary": False,
        "invented": False,
        "file": file,
        "line": 2,
    }
    row |= values
    if row.get("missing"):
        row["value"] = None
    return conform("observations", pd.DataFrame([row]))


def used(*shares: pd.DataFrame) -> tuple[str, int]:
    rows, conflicts = merge(shares)
    assert len(rows) == 1
    return rows["file"].iloc[0], len(conflicts)


def test_equal_values_are_one_and_the_later_date_is_kept() -> None:
    assert used(share("a", updated="2023-01-01"), share("b", updated="2024-01-01")) == ("b", 0)
    assert used(share("a"), share("b")) == ("a", 0)
    assert used(share("a", value=0.1 + 0.2), share("b", value=0.3)) == ("a", 0)


def test_among_equal_rows_of_one_date_the_fullest_is_kept() -> None:
    assert used(share("a"), share("b", numerator=5.0)) == ("b", 0)
    assert used(share("a", updated="2024-01-01"), share("b", numerator=5.0)) == ("a", 0)


def test_the_later_date_wins_and_both_places_are_listed() -> None:
    rows, conflicts = merge(
        [
            share("a.xlsx", value=1.0, updated="2023-01-01", sheet="S", cell="D4", line=None),
            share("b.csv", value=2.0, updated="2024-01-01", line=7),
        ]
    )
    assert rows["value"].tolist() == [2.0]
    row = conflicts.iloc[0]
    assert (row["value_used"], row["file_used"], row["place_used"]) == (2.0, "b.csv", "7")
    assert (row["value_other"], row["file_other"], row["place_other"]) == (1.0, "a.xlsx", "S!D4")
    assert (row["updated_used"], row["updated_other"]) == ("2024-01-01", "2023-01-01")


def test_a_dated_row_beats_one_without_a_date() -> None:
    assert used(share("a", value=1.0), share("b", value=2.0, updated="2001-01-01")) == ("b", 1)


def test_without_dates_or_with_equal_ones_the_file_name_decides_and_it_is_listed() -> None:
    assert used(share("a", value=1.0), share("b", value=2.0)) == ("a", 1)
    assert used(share("a", value=1.0, updated="2024-01-01"), share("b", value=2.0, updated="2024-01-01")) == (
        "a",
        1,
    )


def test_three_files_give_two_conflicts_with_the_used_row() -> None:
    rows, conflicts = merge(
        [share("a", value=1.0), share("b", value=2.0), share("c", value=3.0, updated="2020-01-01")]
    )
    assert rows["file"].tolist() == ["c"]
    assert conflicts["file_other"].tolist() == ["a", "b"]
    assert set(conflicts["file_used"]) == {"c"}


def test_a_figure_beats_a_mere_missing_mark_silently() -> None:
    for mark in ("empty", "missing", "not_applicable", "not_available", "not_collected"):
        assert used(share("a", missing=mark, updated="2024-01-01"), share("b")) == ("b", 0)


def test_a_figure_beats_an_unclear_mark_but_that_is_listed() -> None:
    assert used(share("a", missing="suppressed_or_missing", updated="2024-01-01"), share("b")) == ("b", 1)


def test_secrecy_wins_unless_a_later_file_publishes_the_figure() -> None:
    assert used(share("a"), share("b", missing="suppressed")) == ("b", 1)
    assert used(share("a", updated="2024-01-01"), share("b", missing="suppressed")) == ("b", 1)
    same = {"updated": "2024-01-01"}
    assert used(share("a", **same), share("b", missing="suppressed", **same)) == ("b", 1)
    later = share("a", updated="2024-06-01")
    assert used(later, share("b", missing="suppressed", **same)) == ("a", 1)
    assert used(share("a", updated="2023-01-01"), share("b", missing="suppressed", **same)) == ("b", 1)


def test_of_marks_the_one_that_says_most_is_kept() -> None:
    assert used(share("a", missing="empty", updated="2024-01-01"), share("b", missing="not_applicable")) == (
        "b",
        0,
    )
    assert used(share("a", missing="empty"), share("b", missing="suppressed")) == ("b", 0)


def test_zero_is_a_figure() -> None:
    assert used(share("a", value=0.0), share("b", value=1.0)) == ("a", 1)
    assert used(share("a", missing="empty"), share("b", value=0.0)) == ("b", 0)


def test_invented_and_real_rows_never_meet() -> None:
    rows, conflicts = merge([share("a", value=1.0), share("b", value=2.0, invented=True)])
    assert rows["invented"].tolist() == [False, True]
    assert len(conflicts) == 0


def test_rows_are_sorted_by_region_whatever_the_order_of_files() -> None:
    parts = [
        share(file, region=region, year=year)
        for file, region, year in (("c", "SSS", 2020), ("a", "KU1", 2022), ("b", "KU1", 2021))
    ]
    rows, _ = merge(parts)
    assert list(zip(rows["region"], rows["year"], strict=True)) == [
        ("KU1", 2021),
        ("KU1", 2022),
        ("SSS", 2020),
    ]


def test_nothing_gives_empty_tables() -> None:
    rows, conflicts = merge([])
    assert len(rows) == len(conflicts) == 0


marks = st.sampled_from([None, None, "empty", "suppressed", "suppressed_or_missing", "missing"])
dates = st.sampled_from([None, "2020-01-01", "2024-01-01"])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 1.0, 2.0]), marks, dates, st.sampled_from([2020, 2021])), max_size=8
    )
)
def test_one_row_per_key_always_and_every_different_figure_is_told(
    rows: list[tuple[float, str | None, str | None, int]],
) -> None:
    parts = [
        share(f"{place}.csv", value=value, missing=mark, updated=date, year=year)
        for place, (value, mark, date, year) in enumerate(rows)
    ]
    kept, conflicts = merge(parts)
    check_table("observations", kept)
    check_table("conflicts", conflicts)
    assert len(kept) == len({year for *_, year in rows})
    for row in kept.itertuples():
        figures = {value for value, mark, _, year in rows if year == row.year and mark is None}
        if not pd.isna(row.value):
            others = set(conflicts.loc[conflicts["year"] == row.year, "value_other"].dropna())
            assert others == figures - {row.value}
        elif figures:
            assert row.missing == "suppressed"
