"""One portion of the figures of large files, finished: merged, protected, sorted, with its distributions.

Whatever is done here stays within an indicator, so that a portion gives what all figures together would give.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow

from hyte.sources.harmonise import refuse_duplicates
from hyte.sources.reading import Refusal
from hyte.sources.sotkanet.blocks import SEXES
from hyte.statistics.likeness_of_places import AGE_GROUPS
from hyte.store.distributions import counts_among, percentiles_of
from hyte.store.large_plan import Plan, frame_of, texts
from hyte.store.large_protection import protect_portion
from hyte.store.large_reading import rows_of_portion
from hyte.store.merge import merge
from hyte.store.municipality_facts import POPULATION
from hyte.store.schemas import conform, empty_table

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]
    Columns = dict[str, npt.NDArray[Any]]

STORED = ("world", "region", "indicator", "sex", "year", "file", "line", "value", "numerator")
STORED_MARKS = ("missing", "symbol", "preliminary")
_YEARS = 256
_FIRST_YEAR = 1900


def finish_portion(plan: Plan, number: int, folder: Path) -> None:
    """Do one portion and keep it in `folder`; also what a worker process runs."""
    columns = _columns(plan, number)
    keys = _keys(plan, columns)
    order = np.lexsort(keys)
    columns = {name: column[order] for name, column in columns.items()}
    stay, kept, conflicts, refusals = _without_repeated(plan, columns, [key[order] for key in keys])
    told = _told(plan, columns, kept, refusals)
    if not stay.all():
        columns = {name: column[stay] for name, column in columns.items()}
    folder.mkdir(parents=True)
    traces = protect_portion(plan, columns)
    traces.to_parquet(folder / "traces.parquet")
    conflicts.to_parquet(folder / "conflicts.parquet")
    _for_facts(plan, columns).to_parquet(folder / "facts.parquet")
    _write(folder / "distributions.arrow", _distributions(plan, columns))
    _write(folder / "rows.arrow", {name: columns[name] for name in (*STORED, *STORED_MARKS)})
    place = columns["world"].astype(np.int64) * len(plan.regions) + columns["region"]
    starts = np.searchsorted(place, np.arange(2 * len(plan.regions) + 1))
    np.save(folder / "starts.npy", starts)
    told["rows"] = len(columns["line"])
    told["hidden"] = _hidden_by_file(plan, columns)
    told["indicators_present"] = np.unique(columns["indicator"]).tolist()
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


def _write(path: Path, columns: Mapping[str, npt.NDArray[Any]]) -> None:
    table = pyarrow.table(dict(columns))
    with pyarrow.ipc.new_file(str(path), table.schema) as writer:
        writer.write_table(table)


def _columns(plan: Plan, number: int) -> Columns:
    """All rows of the portion, file by file, by their positions in the plan."""
    gathered: list[Columns] = []
    for position, file in enumerate(plan.files):
        for at, part in enumerate(file.parts):
            rows = rows_of_portion(part, number)
            indicator = file.indicators[at][rows["indicator"]]
            here = indicator >= 0
            one: Columns = {
                "world": np.full(len(indicator), file.invented, dtype=np.int8),
                "region": file.regions[at][rows["region"]].astype(np.int32),
                "indicator": indicator.astype(np.int32),
                "sex": rows["sex"],
                "year": rows["year"],
                "file": np.full(len(indicator), position, dtype=np.int16),
                "line": rows["line"] + file.first_lines[at],
                "value": rows["value"],
                "numerator": rows["numerator"],
                "missing": rows["missing"],
                "symbol": file.symbols[at][rows["symbol"]].astype(np.int32),
                "preliminary": rows["preliminary"],
            }
            gathered.append(one if here.all() else {name: column[here] for name, column in one.items()})
    return {name: np.concatenate([one[name] for one in gathered]) for name in gathered[0]}


def _keys(plan: Plan, columns: Columns) -> list[npt.NDArray[Any]]:
    """World and region, indicator, sex and year as numbers, in the order of the table, the last one first.

    As small as can be: those of two bytes are sorted by counting.
    """
    place = columns["world"].astype(np.int64) * len(plan.regions) + columns["region"]
    when = columns["sex"].astype(np.int64) * _YEARS + (columns["year"].astype(np.int64) - _FIRST_YEAR)
    return [
        when.astype(np.uint16),
        columns["indicator"].astype(np.min_scalar_type(len(plan.indicators))),
        place.astype(np.min_scalar_type(2 * len(plan.regions))),
    ]


def _without_repeated(
    plan: Plan, columns: Columns, keys: Sequence[npt.NDArray[Any]]
) -> tuple[Flags, Flags, pd.DataFrame, list[tuple[int, Refusal]]]:
    """Which rows stay, which were kept of their files, conflicts, and what was refused by the file."""
    count = len(columns["line"])
    stay, kept = np.ones(count, dtype=bool), np.ones(count, dtype=bool)
    same = np.logical_and.reduce([key[1:] == key[:-1] for key in keys])
    if not same.any():
        return stay, kept, empty_table("conflicts"), []
    repeated = np.flatnonzero(np.r_[same, False] | np.r_[False, same])
    rows = frame_of(plan, {name: column[repeated] for name, column in columns.items()})
    rows = conform("observations", rows.astype(dict.fromkeys(_CATEGORIES, "str")))
    file, line = columns["file"][repeated], columns["line"][repeated]
    refusals: list[tuple[int, Refusal]] = []
    parts = []
    for position, one in enumerate(plan.files):
        own = rows[file == position].sort_values("line", ignore_index=True)
        told: list[Refusal] = []
        parts.append(refuse_duplicates(own, one.name, told))
        refusals += [(position, refusal) for refusal in told]
    merged, conflicts = merge(parts)
    positions = {one.name: position for position, one in enumerate(plan.files)}
    for flags, left in ((kept, pd.concat(parts)), (stay, merged)):
        pairs = set(zip(left["file"].map(positions).tolist(), left["line"].tolist(), strict=True))
        flags[repeated] = [pair in pairs for pair in zip(file.tolist(), line.tolist(), strict=True)]
    return stay, kept, conflicts, refusals


_CATEGORIES = ("region", "indicator", "sex", "missing", "symbol", "updated", "file", "sheet", "cell")


def _for_facts(plan: Plan, columns: Columns) -> pd.DataFrame:
    """The rows that tell what is known of municipalities; of most indicators one row for each region."""
    at = np.flatnonzero(~np.isnan(columns["value"]))
    parts = [columns[name][at] for name in ("world", "region", "indicator")]
    first = np.ones(len(at), dtype=bool)
    first[1:] = np.logical_or.reduce([part[1:] != part[:-1] for part in parts])
    whole = np.array([id in (POPULATION, *AGE_GROUPS) for id in plan.indicators], dtype=bool)
    at = at[first | whole[columns["indicator"][at]]]
    return pd.DataFrame(
        {
            "region": texts(columns["region"][at], plan.regions),
            "indicator": texts(columns["indicator"][at], plan.indicators),
            "year": columns["year"][at].astype(np.int64),
            "sex": texts(columns["sex"][at], SEXES),
            "value": columns["value"][at],
            "invented": columns["world"][at].astype(bool),
        }
    )


def _distributions(plan: Plan, columns: Columns) -> Columns:
    """The rows of the table ``distributions``, with texts as positions; of scopes in `scopes_among`."""
    places = plan.areas.municipalities()
    position = {place.region_id: at for at, place in enumerate(places)}
    place = np.array([position.get(id, -1) for id in plan.regions], dtype=np.int64)[columns["region"]]
    invented = np.array([each.invented for each in places])
    counts = counts_among(plan.described)
    wanted = np.array([id not in counts for id in plan.indicators], dtype=bool)[columns["indicator"]]
    wanted &= ~np.isnan(columns["value"]) & (place >= 0) & (invented[place] == columns["world"])
    at = np.flatnonzero(wanted)
    parts = {name: columns[name][at].astype(np.int64) for name in ("world", "indicator", "sex", "year")}
    key = (parts["world"] * len(plan.indicators) + parts["indicator"]) * len(SEXES) + parts["sex"]
    key = key * _YEARS + (parts["year"] - _FIRST_YEAR)
    table, tables = pd.factorize(key)
    found = percentiles_of(table, len(tables), place[at], columns["value"][at], places)
    rest, year = np.divmod(tables[found.table], _YEARS)
    rest, sex = np.divmod(rest, len(SEXES))
    world, indicator = np.divmod(rest, max(1, len(plan.indicators)))
    return {
        "invented": world.astype(bool),
        "scope": found.scope,
        "indicator": indicator,
        "sex": sex,
        "year": year + _FIRST_YEAR,
        "municipalities": found.municipalities,
        **found.values,
    }


def _told(
    plan: Plan, columns: Columns, kept: Flags, refusals: Sequence[tuple[int, Refusal]]
) -> dict[str, Any]:
    """Counts of what was kept by file, by file and region, by file and indicator; and what was refused."""
    file = columns["file"][kept].astype(np.int64)

    def counts(name: str, size: int) -> list[list[int]]:
        found = np.bincount(file * size + columns[name][kept], minlength=len(plan.files) * size)
        return found.reshape(len(plan.files), size).tolist()

    return {
        "kept": np.bincount(file, minlength=len(plan.files)).tolist(),
        "regions": counts("region", len(plan.regions)),
        "indicators": counts("indicator", len(plan.indicators)),
        "refusals": [
            [position, one.code, one.detail, one.place.line, one.count] for position, one in refusals
        ],
    }


def _hidden_by_file(plan: Plan, columns: Columns) -> list[int]:
    hidden = (columns["symbol"] == 0) & (columns["missing"] >= 0)
    found: list[int] = np.bincount(columns["file"][hidden], minlength=len(plan.files)).tolist()
    return found
