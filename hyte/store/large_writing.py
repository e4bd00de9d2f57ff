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
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.parquet

from hyte.store.fingerprints import ByYear, Fingerprints, cumulated
from hyte.store.fingerprints import _told_of_files as told_of_files
from hyte.store.large_build import LargeShare, one_row_each
from hyte.store.large_finished import Portions
from hyte.store.large_plan import Plan
from hyte.store.large_rows import Place, Rows, coded_schema, rows_of
from hyte.store.protect import HIDDEN
from hyte.store.schemas import TABLES
from hyte.store.tables import table_path
from hyte.store.tasks import Task, do_all

_ROWS_OF_TASK = 1_000_000
_ROW_GROUP = 131_072
_ENCODINGS = {
    "value": "BYTE_STREAM_SPLIT",
    "numerator": "BYTE_STREAM_SPLIT",
    "line": "DELTA_BINARY_PACKED",
}
"""Of numbers that follow each other: they become smaller, and what is small is quick to write."""
_SHOWN = ["region", "indicator", "year", "sex", "value", "missing", "sheet", "cell", "line"]
"""What the checksum of a file with hidden figures is made of, as in `hyte.store.protected_traces`."""


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
    ranges = list(_ranges(large))
    names = [f"regions {number + 1:05}" for number in range(len(ranges))]
    tasks = [
        Task(
            name,
            60.0,
            put_together,
            (plan, large.portions.folders, ordinary, large.shown, places, told, summed, work, number),
        )
        for number, (name, places) in enumerate(zip(names, ranges, strict=True))
    ]
    path = table_path(folder, "observations")
    with _InOrder(path, {name: work / f"{number}.arrow" for number, name in enumerate(names)}) as written:
        do_all(tasks, workers=large.workers, progress=written.has_come)
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
    told = [
        sums[name].hexdigest() if name in sums else own
        for name, own in zip(sources["file"], sources["sha256"], strict=True)
    ]
    shown = one_row_each(large.share, lambda name: large.shown.get(name, name))
    both = [part for part in (rows[list(shown)], shown) if len(part)]
    return dict(tables) | {
        "sources": sources.assign(sha256=pd.array(told, dtype="str")),
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
    regions = sorted({place.region for place in places})
    others = pd.read_parquet(ordinary, filters=[("region", "in", regions)])
    keys = {(place.invented, place.region) for place in places}
    mine = [pair in keys for pair in zip(others["invented"], others["region"], strict=True)]
    rows = rows_of(plan, folders, others[mine], shown, places)
    (work / f"{number}.json").write_text(json.dumps(_prints(rows, places, told)), encoding="utf-8")
    for name in summed:
        known = rows.names["file"]
        at = known.index(name) if name in known else len(known)
        chosen = np.flatnonzero(rows.columns["file"] == at)
        (work / f"{number}.{_short(name)}").write_bytes(rows.hashes(_SHOWN, chosen).astype("<u8").tobytes())
    table = rows.table()
    options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
    unfinished = work / f"{number}.unfinished"
    with pyarrow.ipc.new_stream(str(unfinished), table.schema, options=options) as writer:
        for start, end in pairwise(rows.starts):
            for batch in table.slice(start, end - start).to_batches():
                writer.write_batch(batch)
    unfinished.replace(work / f"{number}.arrow")


def _prints(rows: Rows, places: Sequence[Place], told: Mapping[str, str]) -> dict[str, Any]:
    """Fingerprints of the places by world; see `figures_by_region` and `later_by_region`."""
    prints: dict[str, dict[str, Any]] = {kind: {"real": {}, "invented": {}} for kind in ("figures", "later")}
    used = np.unique(rows.columns["file"]).tolist()
    names = sorted(rows.names["file"][at] for at in used)
    position = np.zeros(len(rows.names["file"]), dtype=np.int64)
    position[used] = [names.index(rows.names["file"][at]) for at in used]
    files, of_files = position[rows.columns["file"]], [told[name] for name in names]
    pairs, starts = rows.pairs()
    hashes, years = rows.hashes([*TABLES["observations"].columns]), rows.columns["year"]
    later, later_years = pairs.hashes(["region", "indicator", "year"]), pairs.columns["year"]
    for at, place in enumerate(places):
        world = "invented" if place.invented else "real"
        part = slice(rows.starts[at], rows.starts[at + 1])
        prints["figures"][world][place.region] = cumulated(hashes[part], years[part], files[part], of_files)
        part = slice(starts[at], starts[at + 1])
        if part.start < part.stop:
            prints["later"][world][place.region] = cumulated(later[part], later_years[part], down=True)
    return prints


class _InOrder:
    """The table's file: takes what has been put together as soon as all before it has come."""

    def __init__(self, path: Path, parts: Mapping[str, Path]) -> None:
        self._waiting, self._parts, self._come = list(parts), parts, set[str]()
        schema = coded_schema("observations")
        texts = [field.name for field in schema if pyarrow.types.is_dictionary(field.type)]
        self._writer = pyarrow.parquet.ParquetWriter(
            path,
            schema,
            compression="zstd",
            use_dictionary=[*texts, "year"],
            column_encoding=_ENCODINGS,
            write_page_checksum=True,
            write_statistics=["region", "invented", "year"],
            store_schema=False,
        )

    def __enter__(self) -> _InOrder:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def has_come(self, name: str, _done: int, _count: int) -> None:
        """Write what can be written, now that this one is there."""
        self._come.add(name)
        while self._waiting and self._waiting[0] in self._come:
            part = self._parts[self._waiting.pop(0)]
            with pyarrow.memory_map(str(part)) as source, pyarrow.ipc.open_stream(source) as stream:
                for batch in stream:
                    table = pyarrow.Table.from_batches([batch])
                    self._writer.write_table(table, row_group_size=_ROW_GROUP)
            part.unlink()


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
