"""The table of observations when it is too large to be held: written region by region from finished portions.

Workers put the rows of some regions together and hash them; one writer takes what they have made in order. A
region has row groups of its own, so that a municipality's figures are one small read.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.parquet

from hyte.errors import TableError
from hyte.sources.sotkanet.blocks import KINDS, SEXES
from hyte.store.fingerprints import ByYear, Fingerprints, figures_by_region, later_by_region
from hyte.store.fingerprints import _told_of_files as told_of_files
from hyte.store.large_build import LargeShare, one_row_each
from hyte.store.large_portions import STORED, STORED_MARKS, Plan
from hyte.store.large_tables import Portions
from hyte.store.merge import in_order
from hyte.store.protect import HIDDEN
from hyte.store.schemas import REMEDY, TABLES, arrow_schema, conform
from hyte.store.tables import table_path
from hyte.store.tasks import Task, do_all

if TYPE_CHECKING:
    import numpy.typing as npt

_ROWS_OF_TASK = 1_000_000
_ROW_GROUP = 131_072
_ORDER = ("invented", "region", "indicator", "sex", "year")
_SHOWN = ["region", "indicator", "year", "sex", "value", "missing", "sheet", "cell", "line"]
"""What the checksum of a file with hidden figures is made of, as in `hyte.store.protected_traces`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region of one world, and its position in the plan; -1 when no portion has it."""

    invented: bool
    region: str
    position: int


@dataclass(frozen=True, slots=True, eq=False)
class LargeObservations:
    """Observations in portions, and beside them the `ordinary` ones, finished.

    `shown` are the names under which files are shown; `work` is a folder for what is made on the way.
    """

    share: LargeShare
    ordinary: pd.DataFrame
    shown: Mapping[str, str]
    work: Path
    workers: int | None

    @property
    def portions(self) -> Portions:
        """The finished portions."""
        return self.share.portions

    @property
    def rows(self) -> int:
        """How many observations there are."""
        return self.portions.rows + len(self.ordinary)


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """The file, the fingerprints of its regions by world, and the tables as they are beside it.

    ``observations`` among the `tables` is not the table, but what shows which indicators have figures.
    """

    path: Path
    figures: Mapping[str, Mapping[str, ByYear]]
    later: Mapping[str, Mapping[str, ByYear]]
    tables: dict[str, pd.DataFrame]

    def complete(self, prints: Fingerprints) -> Fingerprints:
        """Fingerprints with those of the regions."""
        return replace(prints, real=self.figures["real"], invented=self.figures["invented"], later=self.later)


def finish_large(folder: Path, large: LargeObservations, tables: Mapping[str, pd.DataFrame]) -> Written:
    """Write ``observations.parquet``; `tables` are all others, ``observations`` the ordinary ones."""
    plan, work = large.portions.plan, large.work / "regions"
    work.mkdir(parents=True)
    told = told_of_files(tables["sources"], tables["refusals"])
    ordinary = work / "ordinary.parquet"
    large.ordinary.to_parquet(ordinary)
    # Rows of a file that join the ordinary tables may be hidden there as well.
    hidden = set(large.ordinary.loc[large.ordinary["symbol"] == HIDDEN, "file"])
    summed = [
        shown
        for file, count in zip(plan.files, large.portions.hidden, strict=True)
        if (shown := large.shown.get(file.name, file.name)) in hidden or count
    ]
    tasks = []
    for number, places in enumerate(_ranges(large)):
        arguments = (plan, large.portions.folders, ordinary, large.shown, places, told, summed, work, number)
        tasks.append(Task(f"regions {number + 1}", 60.0, put_together, arguments))
    do_all(tasks, workers=large.workers)
    path = table_path(folder, "observations")
    _write(path, [work / f"{number}.arrow" for number in range(len(tasks))])
    figures: dict[str, dict[str, ByYear]] = {"real": {}, "invented": {}}
    later: dict[str, dict[str, ByYear]] = {"real": {}, "invented": {}}
    sums = {name: hashlib.sha256() for name in summed}
    for number in range(len(tasks)):
        found = json.loads((work / f"{number}.json").read_text(encoding="utf-8"))
        for world in figures:
            figures[world] |= found["figures"][world]
            later[world] |= found["later"][world]
        for name, digest in sums.items():
            digest.update((work / f"{number}.{_short(name)}").read_bytes())
    return Written(path, figures, later, _with_checksums(large, tables, sums))


def _with_checksums(
    large: LargeObservations, tables: Mapping[str, pd.DataFrame], sums: Mapping[str, hashlib._Hash]
) -> dict[str, pd.DataFrame]:
    sources, rows = tables["sources"], large.ordinary
    told = sources["file"].map({name: digest.hexdigest() for name, digest in sums.items()})
    shown = one_row_each(large.share, lambda name: large.shown.get(name, name))
    both = [part for part in (rows[list(shown)], shown) if len(part)]
    return dict(tables) | {
        "sources": sources.assign(sha256=told.fillna(sources["sha256"]).astype(sources["sha256"].dtype)),
        "observations": pd.concat(both, ignore_index=True) if both else rows,
    }


def _ranges(large: LargeObservations) -> Iterator[list[Place]]:
    """All places in the order of the table, as many together as make a task."""
    plan = large.portions.plan
    counts = np.zeros(2 * len(plan.regions), dtype=np.int64)
    for folder in large.portions.folders:
        counts += np.diff(np.load(folder / "starts.npy"))
    rows: dict[tuple[bool, str], int] = {}
    for at in np.flatnonzero(counts).tolist():
        world, region = divmod(at, len(plan.regions))
        rows[bool(world), plan.regions[region]] = int(counts[at])
    positions = {
        key: int(key[0]) * len(plan.regions) + at
        for at, id in enumerate(plan.regions)
        for key in ((False, id), (True, id))
    }
    for key, count in Counter(zip(large.ordinary["invented"], large.ordinary["region"], strict=True)).items():
        rows[key] = rows.get(key, 0) + count
    places: list[Place] = []
    size = 0
    for key in sorted(rows):
        places.append(Place(*key, positions.get(key, -1)))
        size += rows[key]
        if size >= _ROWS_OF_TASK:
            yield places
            places, size = [], 0
    if places:
        yield places


def put_together(
    plan: Plan,
    folders: Sequence[Path],
    ordinary: Path,
    shown: Mapping[str, str],
    places: Sequence[Place],
    told: Mapping[str, str],
    summed: Sequence[str],
    work: Path,
    number: int,
) -> None:
    """Make the rows of some places ready to be written; also what a worker process runs."""
    wanted = {place.region for place in places}
    others = pd.read_parquet(ordinary, filters=[("region", "in", sorted(wanted))])
    files = [shown.get(file.name, file.name) for file in plan.files]
    portions = [_opened(folder) for folder in folders]
    prints: dict[str, dict[str, Any]] = {kind: {"real": {}, "invented": {}} for kind in ("figures", "later")}
    sums: dict[str, list[bytes]] = {name: [] for name in summed}
    with pyarrow.OSFile(str(work / f"{number}.arrow"), "wb") as sink:
        options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
        with pyarrow.ipc.new_stream(sink, _schema(), options=options) as writer:
            for place in places:
                columns = _gathered(plan, portions, place.position) if place.position >= 0 else None
                own = others[(others["region"] == place.region) & (others["invented"] == place.invented)]
                rows = _frame(plan, columns, files) if columns else conform("observations", None)
                if len(own):
                    texts = [
                        name
                        for name, column in TABLES["observations"].columns.items()
                        if column.type == "text"
                    ]
                    both = [part for part in (rows.astype(dict.fromkeys(texts, "str")), own) if len(part)]
                    rows = in_order(conform("observations", pd.concat(both, ignore_index=True)), _ORDER)
                _check(rows)
                world = "invented" if place.invented else "real"
                prints["figures"][world] |= figures_by_region(rows, told)
                prints["later"][world] |= later_by_region(rows)
                for name, found in sums.items():
                    chosen = rows.loc[rows["file"] == name, _SHOWN]
                    if len(chosen):
                        hashes = pd.util.hash_pandas_object(chosen, index=False).to_numpy()
                        found.append(hashes.astype("<u8").tobytes())
                for batch in _arrow(rows).to_batches():
                    writer.write_batch(batch)
    (work / f"{number}.json").write_text(json.dumps(prints), encoding="utf-8")
    for name, found in sums.items():
        (work / f"{number}.{_short(name)}").write_bytes(b"".join(found))


def _opened(folder: Path) -> tuple[pyarrow.Table, npt.NDArray[np.int64]]:
    table = pyarrow.ipc.open_file(pyarrow.memory_map(str(folder / "rows.arrow"))).read_all()
    return table, np.load(folder / "starts.npy")


def _gathered(
    plan: Plan, portions: Sequence[tuple[pyarrow.Table, npt.NDArray[np.int64]]], position: int
) -> dict[str, npt.NDArray[Any]]:
    """The columns of one place from all portions, in the order of the table."""
    slices = [
        table.slice(starts[position], starts[position + 1] - starts[position])
        for table, starts in portions
        if starts[position + 1] > starts[position]
    ]
    names = (*STORED, *STORED_MARKS)
    if not slices:
        return {name: portions[0][0].slice(0, 0)[name].to_numpy() for name in names}
    columns = {
        name: np.concatenate([part[name].to_numpy(zero_copy_only=False) for part in slices]) for name in names
    }
    key = (columns["indicator"].astype(np.int64) * len(SEXES) + columns["sex"]) * 4096 + columns["year"]
    order = np.argsort(key, kind="stable")
    return {name: column[order] for name, column in columns.items()}


def _frame(plan: Plan, columns: Mapping[str, npt.NDArray[Any]], files: Sequence[str]) -> pd.DataFrame:
    """Rows as the table ``observations``, every text as a category."""
    count = len(columns["line"])
    nothing = _category(np.full(count, -1), [])
    empty = np.full(count, np.nan)
    updated = sorted({file.updated for file in plan.files if file.updated})
    when = np.array([updated.index(file.updated) if file.updated else -1 for file in plan.files])
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
            "missing": _category(columns["missing"], KINDS),
            "symbol": _category(columns["symbol"], plan.symbols),
            "preliminary": columns["preliminary"],
            "updated": _category(when[columns["file"]], updated),
            "invented": columns["world"].astype(bool),
            "file": _category(columns["file"], files),
            "sheet": nothing,
            "cell": nothing,
            "line": pd.array(columns["line"], dtype="Int64"),
        }
    )


def _category(codes: npt.NDArray[Any], names: Sequence[str]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(names), dtype="str"))


def _check(rows: pd.DataFrame) -> None:
    """What the table's schema promises and the making does not give by itself."""
    without = rows["value"].isna().to_numpy()
    if not np.array_equal(without, rows["missing"].notna().to_numpy()):
        _refuse("a row must have either a value or the reason why it has none")
    years = rows["year"].to_numpy()
    if len(years) and not 1900 <= years.min() <= years.max() <= 2100:
        _refuse("column 'year': a year is out of range")
    twice = rows.duplicated(["indicator", "sex", "year"]) if rows["indicator"].dtype == "str" else None
    if twice is not None and twice.any():
        _refuse("a key is not unique")


def _refuse(reason: str) -> None:
    raise TableError(
        f"The table 'observations' does not hold what its schema promises: {reason}.",
        place="table observations",
        remedy=REMEDY,
    )


def _schema() -> pyarrow.Schema:
    """The schema of the table with its texts as positions in a list."""
    text = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    return pyarrow.schema(
        [
            field.with_type(text) if field.type == pyarrow.string() else field
            for field in arrow_schema("observations")
        ]
    )


def _arrow(rows: pd.DataFrame) -> pyarrow.Table:
    columns = []
    for field in _schema():
        column = rows[field.name]
        if not pyarrow.types.is_dictionary(field.type):
            columns.append(pyarrow.array(column, type=field.type, from_pandas=True))
            continue
        category = column.astype("category").cat
        codes = category.codes.to_numpy().astype(np.int32)
        positions = pyarrow.array(codes, mask=codes < 0)
        names = pyarrow.array(category.categories.tolist(), type=pyarrow.string())
        columns.append(pyarrow.DictionaryArray.from_arrays(positions, names))
    return pyarrow.table(columns, schema=_schema())


def _write(path: Path, parts: Sequence[Path]) -> None:
    texts = [field.name for field in _schema() if pyarrow.types.is_dictionary(field.type)]
    with pyarrow.parquet.ParquetWriter(
        path,
        _schema(),
        compression="zstd",
        use_dictionary=[*texts, "year"],
        write_page_checksum=True,
        store_schema=False,
    ) as writer:
        for part in parts:
            with pyarrow.memory_map(str(part)) as source, pyarrow.ipc.open_stream(source) as stream:
                for batch in stream:
                    table = pyarrow.table(batch.columns, schema=batch.schema)
                    writer.write_table(table, row_group_size=_ROW_GROUP)


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
