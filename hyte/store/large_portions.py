"""One portion of the figures of large files, finished: merged, protected, sorted, with its distributions.

Whatever is done here stays within an indicator, so that a portion gives what all figures together would give.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow

from hyte.model import MissingKind
from hyte.reference.areas import Areas, OwnArea
from hyte.settings import Disclosure
from hyte.sources.harmonise import refuse_duplicates
from hyte.sources.reading import Refusal
from hyte.sources.sotkanet.blocks import KINDS, SEXES
from hyte.statistics.likeness_of_places import AGE_GROUPS
from hyte.store.distributions import distributions
from hyte.store.large_reading import Part, rows_of_portion
from hyte.store.merge import merge
from hyte.store.municipality_facts import POPULATION
from hyte.store.protect import HIDDEN, protect
from hyte.store.schemas import conform, empty_table

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]
    Columns = dict[str, npt.NDArray[Any]]

LAYOUT = "sotkanet-rest-csv"
STORED = ("world", "region", "indicator", "sex", "year", "file", "line", "value", "numerator")
STORED_MARKS = ("missing", "symbol", "preliminary")
_SECRET = (str(MissingKind.SUPPRESSED), str(MissingKind.SUPPRESSED_OR_MISSING))
_YEARS = 256
_FIRST_YEAR = 1900
TRACES = ["region", "indicator", "year", "sex", "file", "sheet", "cell", "line"]


@dataclass(frozen=True, slots=True, eq=False)
class PortionFile:
    """One large file; the maps are by part, from the positions of its words to positions in the plan, -1 for
    what is not done in portions."""

    name: str
    invented: bool
    updated: str | None
    parts: tuple[Part, ...]
    first_lines: tuple[int, ...]
    indicators: tuple[Whole, ...]
    regions: tuple[Whole, ...]
    symbols: tuple[Whole, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What every portion needs to know.

    Indicators and regions are sorted ids, `symbols` begins with `HIDDEN`; `described` are the rows of the
    table ``indicators`` for them.
    """

    files: tuple[PortionFile, ...]
    indicators: tuple[str, ...]
    regions: tuple[str, ...]
    symbols: tuple[str, ...]
    described: pd.DataFrame
    own_areas: tuple[OwnArea, ...]
    disclosure: Disclosure


def finish_portion(plan: Plan, number: int, folder: Path) -> None:
    """Do one portion and keep it in `folder`; also what a worker process runs."""
    columns = _columns(plan, number)
    key = _key(plan, columns)
    order = np.argsort(key, kind="stable")
    columns, key = {name: column[order] for name, column in columns.items()}, key[order]
    stay, kept, conflicts, refusals = _without_repeated(plan, columns, key)
    told = _told(plan, columns, kept, refusals)
    if not stay.all():
        columns = {name: column[stay] for name, column in columns.items()}
    folder.mkdir(parents=True)
    rows = frame_of(plan, columns)
    traces = _protect(plan, columns, rows)
    areas = Areas.official().extended(plan.own_areas) if plan.own_areas else Areas.official()
    percentiles = distributions(rows, plan.described, areas) if len(rows) else empty_table("distributions")
    percentiles.to_parquet(folder / "distributions.parquet")
    traces.to_parquet(folder / "traces.parquet")
    conflicts.to_parquet(folder / "conflicts.parquet")
    _for_facts(rows).to_parquet(folder / "facts.parquet")
    names = (*STORED, *STORED_MARKS)
    table = pyarrow.table({name: columns[name] for name in names})
    with pyarrow.ipc.new_file(str(folder / "rows.arrow"), table.schema) as writer:
        writer.write_table(table)
    place = columns["world"].astype(np.int64) * len(plan.regions) + columns["region"]
    starts = np.searchsorted(place, np.arange(2 * len(plan.regions) + 1))
    np.save(folder / "starts.npy", starts)
    told["rows"] = len(columns["line"])
    told["hidden"] = _hidden_by_file(plan, columns)
    told["indicators_present"] = np.unique(columns["indicator"]).tolist()
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


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


def _key(plan: Plan, columns: Columns) -> Whole:
    """One number for world, region, indicator, sex and year, in the order of the table."""
    key = columns["world"].astype(np.int64)
    for name, count in (("region", len(plan.regions)), ("indicator", len(plan.indicators)), ("sex", 3)):
        key = key * count + columns[name]
    return np.asarray(key * _YEARS + (columns["year"] - _FIRST_YEAR), dtype=np.int64)


def _without_repeated(
    plan: Plan, columns: Columns, key: Whole
) -> tuple[Flags, Flags, pd.DataFrame, list[tuple[int, Refusal]]]:
    """Which rows stay, which were kept of their files, conflicts, and what was refused by the file."""
    stay, kept = np.ones(len(key), dtype=bool), np.ones(len(key), dtype=bool)
    same = key[1:] == key[:-1]
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


def frame_of(plan: Plan, columns: Mapping[str, npt.NDArray[Any]]) -> pd.DataFrame:
    """Rows as the table ``observations``, texts as categories."""
    count = len(columns["line"])
    nothing = pd.array([None], dtype="str").take(np.zeros(count, dtype=np.intp))
    empty = np.full(count, np.nan)
    updated = [file.updated for file in plan.files]
    return pd.DataFrame(
        {
            "region": _category(columns["region"], plan.regions),
            "indicator": _category(columns["indicator"], plan.indicators),
            "year": columns["year"].astype(np.int64),
            "sex": _category(columns["sex"], SEXES),
            "value": columns["value"],
            "numerator": columns["numerator"],
            "denominator": empty,
            "ci_low": empty,
            "ci_high": empty,
            "missing": texts(columns["missing"], KINDS),
            "symbol": texts(columns["symbol"], plan.symbols),
            "preliminary": columns["preliminary"],
            "updated": texts(columns["file"], updated),
            "invented": columns["world"].astype(bool),
            "file": _category(columns["file"], [file.name for file in plan.files]),
            "sheet": nothing,
            "cell": nothing,
            "line": pd.array(columns["line"], dtype="Int64"),
        }
    )


def _category(codes: npt.NDArray[Any], names: Sequence[str]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(names), dtype="str"))


def texts(codes: npt.NDArray[Any], names: Sequence[str | None]) -> Any:
    """A text column of one name per code; -1 is no text."""
    return pd.array(list(names), dtype="str").take(codes.astype(np.intp), allow_fill=True)


def _protect(plan: Plan, columns: Columns, rows: pd.DataFrame) -> pd.DataFrame:
    """Hide in `columns` and `rows` what must not be seen; gives the rows that are hidden or marked."""
    if not len(rows):
        return rows[TRACES]
    # A file of so many indicators is not searched for sums between them, and one of a few of its indicators
    # must not be either: each indicator is a file by itself here.
    files, names = pd.factorize(
        columns["file"].astype(np.int64) * len(plan.indicators) + columns["indicator"]
    )
    apart = rows.assign(file=_category(files, [str(name) for name in names]))
    sources = pd.DataFrame({"file": [str(name) for name in names], "layout": LAYOUT, "sha256": "-"})
    tables = {
        "observations": apart,
        "indicators": plan.described,
        "sources": sources,
        "conflicts": empty_table("conflicts"),
        "refusals": empty_table("refusals"),
    }
    found = protect(tables, Areas.official().extended(plan.own_areas), plan.disclosure)["observations"]
    hidden = (found["symbol"] == HIDDEN).to_numpy(dtype=bool)
    if hidden.any():
        for name in ("value", "numerator"):
            columns[name] = found[name].to_numpy()
            rows[name] = columns[name]
        columns["missing"] = np.where(hidden, KINDS.index(_SECRET[0]), columns["missing"]).astype(np.int8)
        columns["symbol"] = np.where(hidden, 0, columns["symbol"]).astype(np.int32)
        rows["missing"], rows["symbol"] = found["missing"], found["symbol"]
    secret = hidden | rows["missing"].isin(_SECRET).to_numpy()
    return rows.loc[secret, TRACES].astype({name: "str" for name in TRACES if name not in ("year", "line")})


def _for_facts(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that tell what is known of municipalities; of most indicators one row for each region."""
    names = ["region", "indicator", "year", "sex", "value", "invented"]
    rows = rows.loc[rows["value"].notna(), names]
    whole = rows["indicator"].isin([POPULATION, *AGE_GROUPS])
    first = ~rows.duplicated(["region", "indicator", "invented"])
    return rows[whole | first].astype({"region": "str", "indicator": "str", "sex": "str"})


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
