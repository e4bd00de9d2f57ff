"""Rows of some regions put together from finished portions, as numbers: sorted, checked, hashed.

Texts stay positions in lists of names until Arrow writes them, and what is done to one column is done to all
rows at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow

from hyte.errors import TableError
from hyte.sources.sotkanet.blocks import KINDS, SEXES
from hyte.store.large_plan import Plan
from hyte.store.large_portions import STORED, STORED_MARKS
from hyte.store.schemas import REMEDY, TABLES, arrow_schema

if TYPE_CHECKING:
    import numpy.typing as npt

    Column = npt.NDArray[Any]
    Hashes = npt.NDArray[np.uint64]

_AT_ONCE = 32_768
"""Rows that are hashed together; so many stay near the processor."""
_NO_LINE = -1
_EMPTY = ("denominator", "ci_low", "ci_high")
_YEARS = 4096


@dataclass(frozen=True, slots=True)
class Place:
    """A region of one world, and its position in the plan; -1 when no portion has it."""

    invented: bool
    region: str
    position: int


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of the table ``observations``, place by place and in its order.

    Text columns are positions in `names`, -1 for none; a line that there is not is -1. `starts` tells where
    each place begins; `rank` is the place of each indicator in the order of names.
    """

    columns: dict[str, Column]
    names: dict[str, list[str]]
    starts: list[int]
    rank: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.columns["year"])

    def hashes(self, names: Sequence[str], at: Column | None = None) -> Hashes:
        """One number for each row, or each of the rows `at`: that of `pandas.util.hash_pandas_object`."""
        columns = [self._hashed(name, at) for name in names]
        count = len(self) if at is None else len(at)
        found = np.empty(count, dtype=np.uint64)
        with np.errstate(over="ignore"):
            for first in range(0, count, _AT_ONCE):
                part = found[first : first + _AT_ONCE]
                part[:] = 0x345678
                factor = np.uint64(1_000_003)
                for number, column in enumerate(columns):
                    part ^= column(slice(first, first + _AT_ONCE))
                    part *= factor
                    factor += np.uint64(82_520 + 2 * (len(columns) - number))
                part += np.uint64(97_531)
        return found

    def _hashed(self, name: str, at: Column | None) -> Any:
        """A function that gives the hashes of a slice of a column."""
        column = self.columns[name]
        if at is not None:
            column = column[at]
        if name in self.names:
            known = np.array(self.names[name], dtype=object)
            hashes = pd.util.hash_array(known, categorize=False) if len(known) else np.empty(0, np.uint64)
            hashes = np.append(hashes, np.uint64(np.iinfo(np.uint64).max))
            return _constant(column, hashes) or (lambda part: hashes[column[part]])
        if name == "line":
            return lambda part: pd.util.hash_array(_with_gaps(column[part]))
        if name in _EMPTY and np.isnan(column).all():
            (nothing,) = pd.util.hash_array(np.array([np.nan]))
            return lambda part: nothing
        return lambda part: pd.util.hash_array(column[part])

    def table(self) -> pyarrow.Table:
        """The rows with texts as positions in dictionaries, under `coded_schema`."""
        made = []
        for field in coded_schema("observations"):
            column = self.columns[field.name]
            if field.name in self.names:
                positions = pyarrow.array(column, mask=column < 0, type=pyarrow.int32())
                texts = pyarrow.array(self.names[field.name], type=pyarrow.string())
                made.append(pyarrow.DictionaryArray.from_arrays(positions, texts))
            elif field.name == "line":
                made.append(pyarrow.array(column, mask=column == _NO_LINE, type=field.type))
            else:
                made.append(pyarrow.array(column, type=field.type, from_pandas=True))
        return pyarrow.table(made, schema=coded_schema("observations"))

    def pairs(self) -> tuple[Rows, list[int]]:
        """Each pair of indicator and year in which a place has a figure, place by place, and where each
        place begins."""
        sizes = np.diff(self.starts)
        place = np.repeat(np.arange(len(sizes)), sizes)
        size = len(self.rank)
        key = (place * size + self.rank[self.columns["indicator"]]) * _YEARS + self.columns["year"]
        # Much faster than `numpy.unique`, which hashes.
        key = np.sort(key[~np.isnan(self.columns["value"])])
        key = key[np.diff(key, prepend=-1) > 0]
        rest, year = np.divmod(key, _YEARS)
        place, rank = np.divmod(rest, max(1, size))
        columns = {
            "region": self.columns["region"][np.array(self.starts[:-1], dtype=np.intp)[place]],
            "indicator": np.argsort(self.rank)[rank],
            "year": year,
        }
        starts = np.searchsorted(place, np.arange(len(self.starts))).tolist()
        return Rows(columns, self.names, starts, self.rank), starts


def _constant(codes: Column, hashes: Hashes) -> Any:
    if len(codes) and (codes == codes[0]).all():
        only = hashes[codes[0]]
        return lambda part: only
    return None


def _with_gaps(lines: Column) -> Any:
    missing = lines == _NO_LINE
    return pd.arrays.IntegerArray(lines, missing) if missing.any() else lines


def coded_schema(name: str) -> pyarrow.Schema:
    """The schema of a table with its texts as positions in a list."""
    text = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    return pyarrow.schema(
        [field.with_type(text) if field.type == pyarrow.string() else field for field in arrow_schema(name)]
    )


def rows_of(
    plan: Plan,
    folders: Sequence[Path],
    ordinary: pd.DataFrame,
    shown: Mapping[str, str],
    places: Sequence[Place],
) -> Rows:
    """All rows of some places that follow each other in the table. Raises `TableError`.

    `ordinary` are those rows of them that are not in portions; `shown` gives the names of files.
    """
    regions = sorted({place.region for place in places})
    when = sorted({file.updated for file in plan.files if file.updated})
    names: dict[str, list[str]] = {
        "region": regions,
        "indicator": list(plan.indicators),
        "sex": list(SEXES),
        "missing": list(KINDS),
        "symbol": list(plan.symbols),
        "updated": when,
        "file": sorted({shown.get(file.name, file.name) for file in plan.files}),
        "sheet": [],
        "cell": [],
    }
    parts = _in_portions(plan, folders, places, names, shown)
    count = len(parts["line"])
    parts |= {name: np.full(count, np.nan) for name in _EMPTY}
    parts |= {name: np.full(count, -1) for name in ("sheet", "cell")}
    if len(ordinary):
        own = _ordinary(ordinary, places, names)
        parts = {name: np.concatenate([part, own[name]]) for name, part in parts.items()}
    rank = np.empty(len(names["indicator"]), dtype=np.int64)
    rank[sorted(range(len(rank)), key=names["indicator"].__getitem__)] = np.arange(len(rank))
    # Numbers of two bytes are sorted by counting.
    keys = [
        (parts["sex"] * _YEARS + parts["year"]).astype(np.uint16),
        rank[parts["indicator"]].astype(np.min_scalar_type(len(rank))),
        parts["place"].astype(np.min_scalar_type(len(places))),
    ]
    order = np.lexsort(keys)
    columns = {name: part[order] for name, part in parts.items()}
    place = columns.pop("place")
    columns["region"] = np.array([regions.index(one.region) for one in places], dtype=np.int64)[place]
    columns["invented"] = np.array([one.invented for one in places], dtype=bool)[place]
    _check(columns, [key[order] for key in keys])
    starts = np.searchsorted(place, np.arange(len(places) + 1)).tolist()
    return Rows(columns, names, starts, rank)


def _in_portions(
    plan: Plan,
    folders: Sequence[Path],
    places: Sequence[Place],
    names: Mapping[str, list[str]],
    shown: Mapping[str, str],
) -> dict[str, Column]:
    positions = [place.position for place in places if place.position >= 0]
    gathered = []
    for folder in folders:
        table = pyarrow.ipc.open_file(pyarrow.memory_map(str(folder / "rows.arrow"))).read_all()
        starts = np.load(folder / "starts.npy")
        first, end = (starts[positions[0]], starts[positions[-1] + 1]) if positions else (0, 0)
        gathered.append(table.slice(first, end - first))
    columns = {
        name: np.concatenate([part[name].to_numpy(zero_copy_only=False) for part in gathered])
        for name in (*STORED, *STORED_MARKS)
    }
    of_position = np.full(2 * len(plan.regions), -1)
    of_position[positions] = [at for at, place in enumerate(places) if place.position >= 0]
    file = columns["file"]
    called = [names["file"].index(shown.get(one.name, one.name)) for one in plan.files]
    when = [names["updated"].index(one.updated) if one.updated else -1 for one in plan.files]
    return {
        "place": of_position[columns["world"].astype(np.int64) * len(plan.regions) + columns["region"]],
        "indicator": columns["indicator"],
        "year": columns["year"].astype(np.int64),
        "sex": columns["sex"].astype(np.int64),
        "value": columns["value"],
        "numerator": columns["numerator"],
        "missing": columns["missing"],
        "symbol": columns["symbol"],
        "preliminary": columns["preliminary"],
        "updated": np.array(when)[file],
        "file": np.array(called)[file],
        "line": columns["line"],
    }


def _ordinary(rows: pd.DataFrame, places: Sequence[Place], names: dict[str, list[str]]) -> dict[str, Column]:
    """The ordinary rows as numbers; `names` get what they lack."""
    found: dict[str, Column] = {}
    number = {(place.invented, place.region): at for at, place in enumerate(places)}
    pairs = zip(rows["invented"].tolist(), rows["region"].tolist(), strict=True)
    found["place"] = np.array([number[pair] for pair in pairs], dtype=np.int64)
    for name, column in TABLES["observations"].columns.items():
        if name in ("region", "invented"):
            continue
        if column.type != "text":
            found[name] = (
                rows[name].fillna(_NO_LINE).to_numpy(dtype=np.int64)
                if name == "line"
                else rows[name].to_numpy()
            )
            continue
        texts = rows[name].astype("str")
        names[name] += sorted({str(text) for text in texts.dropna().unique()} - {*names[name]})
        found[name] = pd.Index(names[name], dtype="str").get_indexer(pd.Index(texts))
    return found


def _check(columns: Mapping[str, Column], keys: Sequence[Column]) -> None:
    """What the table's schema promises and the making does not give by itself."""
    if not np.array_equal(np.isnan(columns["value"]), columns["missing"] >= 0):
        _refuse("a row must have either a value or the reason why it has none")
    years = columns["year"]
    if len(years) and not 1900 <= years.min() <= years.max() <= 2100:
        _refuse("column 'year': a year is out of range")
    if np.logical_and.reduce([key[1:] == key[:-1] for key in keys]).any():
        _refuse("a key is not unique")


def _refuse(reason: str) -> None:
    raise TableError(
        f"The table 'observations' does not hold what its schema promises: {reason}.",
        place="table observations",
        remedy=REMEDY,
    )
