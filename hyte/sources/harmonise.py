"""The rows of one file in the words of the whole project: region ids, register ids, one row per key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.errors import Place
from hyte.model import MissingKind, Sex
from hyte.sources.found_lists import FoundLists
from hyte.sources.identify import Region, combinations, indicators_of, region_row, regions_of
from hyte.sources.reading import Reading, Refusal
from hyte.sources.tidy import place_of, tidy_rows

if TYPE_CHECKING:
    from hyte.reference.areas import Areas
    from hyte.reference.register import Register
    from hyte.sources.sidecar import Sidecar

KEY = ("region", "indicator", "year", "sex")
_CARRIED = ("value", "numerator", "denominator", "ci_low", "ci_high", "missing", "symbol", "preliminary")
_WHERE = ("sheet", "cell", "line")
_YEARS = (1900, 2100)
SAME_VALUE = 1e-9
"""Relative difference below which two figures are one: how programs store a decimal, nothing more."""


@dataclass(frozen=True, slots=True, eq=False)
class Harmonised:
    """One file's share of the processed tables.

    `observations` has the columns of that table without `invented`, one row per region, indicator, year and
    sex. `indicators` and `regions` describe every indicator and region in them. `refusals` are all of the
    file, the readers' own first. `unknown_regions` and `unknown_indicators` count the kept figures under ids
    that nobody knows.
    """

    observations: pd.DataFrame
    indicators: pd.DataFrame
    regions: pd.DataFrame
    refusals: tuple[Refusal, ...]
    unknown_regions: tuple[tuple[str, int], ...]
    unknown_indicators: tuple[tuple[str, int], ...]


def harmonise(
    file: str,
    readings: Sequence[Reading],
    *,
    areas: Areas,
    register: Register,
    lists: FoundLists,
    sidecar: Sidecar | None = None,
) -> Harmonised:
    """Bring all tables of one file into the project's words.

    Unknown regions and indicators are kept under an id of their own. A row whose key stood earlier in the
    file is refused as "duplicate"; where the two values differ, its detail names both: nothing tells which is
    right.

    Raises
    ------
    InputError
        The sidecar names an indicator that the register does not have, or one indicator for a file of
        several.
    """
    rows = _all_rows(readings, sidecar)
    refusals = [refusal for reading in readings for refusal in reading.refusals]
    rows = _refuse_unusable(rows, file, refusals, named=bool(sidecar and sidecar.indicator))
    indicators, which = indicators_of(rows, register, lists, sidecar, file)
    regions, where = regions_of(rows, areas, lists)
    indicator_ids = pd.array([str(indicator["indicator"]) for indicator in indicators], dtype="str")
    observations = pd.DataFrame(
        {
            "region": pd.array([region.id for region in regions], dtype="str").take(where),
            "indicator": indicator_ids.take(which),
            "year": rows["year"],
            "sex": rows["sex"],
            **{name: rows[name] for name in _CARRIED},
            "updated": rows["updated"],
            "file": pd.array([file], dtype="str").take(np.zeros(len(rows), dtype=np.intp)),
            **{name: rows[name] for name in _WHERE},
        }
    )
    observations = refuse_duplicates(observations, file, refusals)
    return Harmonised(
        observations,
        *described(indicators, regions, areas),
        tuple(refusals),
        _counts(
            observations["region"], [region.id for region in regions if not (region.known or region.listed)]
        ),
        _counts(observations["indicator"], [str(i["indicator"]) for i in indicators if not i["registered"]]),
    )


def described(
    indicators: Sequence[dict[str, object]], regions: Sequence[Region], areas: Areas
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of the tables ``indicators`` and ``regions``, each id once."""
    return _frame(list(indicators), "indicator"), _frame(
        [region_row(one, areas) for one in regions], "region"
    )


def _all_rows(readings: Sequence[Reading], sidecar: Sidecar | None) -> pd.DataFrame:
    frames = []
    for reading in readings:
        told = sidecar.updated if sidecar and sidecar.updated else reading.facts.updated
        rows = reading.rows
        if told is not None:
            rows = rows.assign(updated=rows["updated"].fillna(told.isoformat()))
        frames.append(rows)
    if not frames:
        return tidy_rows(0, {})
    return frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def _refuse_unusable(rows: pd.DataFrame, file: str, refusals: list[Refusal], *, named: bool) -> pd.DataFrame:
    """Refuse what no table can hold: one bad row that a reader let through must not spoil all tables."""
    no_value = rows["value"].isna()
    rows = rows.assign(
        missing=rows["missing"].mask(no_value & rows["missing"].isna(), str(MissingKind.EMPTY))
    )
    open_ = np.ones(len(rows), dtype=bool)
    nameless = rows["indicator_code"].isna() & rows["indicator_label"].isna()
    tests: list[tuple[str, pd.Series, str]] = [
        ("not_a_year", ~rows["year"].between(*_YEARS), "year"),
        ("unknown_sex", ~rows["sex"].isin([str(sex) for sex in Sex]), "sex"),
        ("no_area", rows["region_code"].isna() & rows["region_label"].isna(), "region_label"),
        ("not_a_number", np.isinf(rows["value"]) | (~no_value & rows["missing"].notna()), "value"),
        ("not_a_number", rows["ci_low"] > rows["ci_high"], "ci_low"),
    ]
    if not named:
        tests.append(("no_indicator", nameless, "indicator_label"))
    for code, bad, column in tests:
        for index in np.flatnonzero(bad.to_numpy() & open_):
            row = rows.iloc[index]
            shown = "" if pd.isna(row[column]) else str(row[column])
            refusals.append(Refusal(code, shown, place_of(row, file)))
            open_[index] = False
    return rows if open_.all() else rows[open_].reset_index(drop=True)


def refuse_duplicates(observations: pd.DataFrame, file: str, refusals: list[Refusal]) -> pd.DataFrame:
    """The rows of one file without those whose key stood earlier, which are added to `refusals`."""
    _, key = combinations(observations, KEY)
    repeated = pd.Series(key).duplicated(keep=False).to_numpy()
    if not repeated.any():
        return observations
    positions = np.flatnonzero(repeated)
    # An empty cell says nothing against a figure under the same key, wherever the two stand.
    silent = (observations["missing"].iloc[positions] == str(MissingKind.EMPTY)).to_numpy()
    positions = positions[np.lexsort((positions, silent, key[positions]))]
    starts = np.r_[True, key[positions][1:] != key[positions][:-1]]
    kept = positions[starts][np.cumsum(starts) - 1]
    shown = dict(zip(positions.tolist(), _shown(observations.iloc[positions]), strict=True))
    places = dict(zip(positions.tolist(), _places(observations.iloc[positions], file), strict=True))
    values = observations["value"].to_numpy()
    for later, first in sorted(zip(positions[~starts].tolist(), kept[~starts].tolist(), strict=True)):
        same = shown[later] == shown[first] or abs(values[later] - values[first]) <= SAME_VALUE * abs(
            values[first]
        )
        detail = f"{shown[later]} twice, first" if same else f"{shown[later]}, earlier {shown[first]}"
        refusals.append(Refusal("duplicate", f"{detail} in {_spot(places[first])}", places[later]))
    stay = np.ones(len(observations), dtype=bool)
    stay[positions[~starts]] = False
    return observations[stay].reset_index(drop=True)


def _shown(rows: pd.DataFrame) -> list[str]:
    columns = (rows[name].astype(object) for name in ("value", "symbol", "missing"))
    return [
        f"{value:.15g}" if not pd.isna(value) else f"({missing})" if pd.isna(symbol) else str(symbol)
        for value, symbol, missing in zip(*columns, strict=True)
    ]


def _places(rows: pd.DataFrame, file: str) -> list[Place]:
    columns = (rows[name].astype(object).where(rows[name].notna(), None) for name in _WHERE)
    return [
        Place(file, sheet=sheet, cell=cell, line=None if line is None else int(line))
        for sheet, cell, line in zip(*columns, strict=True)
    ]


def _spot(place: Place) -> str:
    sheet = f"sheet {place.sheet!r} " if place.sheet else ""
    return f"{sheet}cell {place.cell}" if place.cell else f"{sheet}line {place.line}"


def _frame(rows: list[dict[str, object]], key: str) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    return table.drop_duplicates(key, ignore_index=True) if len(table) else table


def _counts(column: pd.Series, ids: Sequence[str]) -> tuple[tuple[str, int], ...]:
    counted = column[column.isin(ids)].value_counts()
    return tuple(sorted((str(id), int(count)) for id, count in counted.items()))
