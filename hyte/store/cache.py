"""What the readers got out of each file, kept so that only changed files are read again.

An entry is a folder named after everything that the reading depends on: the file's bytes and name, its
sidecar, and the readers' code. Entries are Parquet and JSON, never pickles: reading a foreign cache cannot
run anything.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyte.errors import HyteError, InputError, Place
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.store.files import hash_file

if TYPE_CHECKING:
    import pandas as pd


_LISTS = ("regions", "indicators")
_PARTS = ("rows", *_LISTS)


@dataclass(frozen=True, slots=True)
class CachedFile:
    """What one file gave: its layout and tables, or the problem that kept it from being read."""

    layout: str | None
    readings: tuple[Reading, ...] = ()
    problem: InputError | None = None


@dataclass(frozen=True, slots=True)
class ReadingCache:
    """The folder of entries."""

    folder: Path

    def has(self, key: str) -> bool:
        """Whether the entry is there, whole and unharmed."""
        entry = self.folder / key
        try:
            parts = json.loads((entry / "meta.json").read_text(encoding="utf-8"))["parts"]
            return all(hash_file(entry / name)[0] == known for name, known in parts.items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False

    def lists(self, key: str) -> list[tuple[pd.DataFrame | None, pd.DataFrame | None]]:
        """The region list and the indicator list of each table of an entry, where there is either."""
        entry = self.folder / key
        numbers = sorted(
            {path.stem.rpartition("-")[2] for part in _LISTS for path in entry.glob(f"{part}-*")}, key=int
        )
        return [
            (_read(entry / f"regions-{n}.parquet"), _read(entry / f"indicators-{n}.parquet")) for n in numbers
        ]

    def load(self, key: str) -> CachedFile:
        """Give an entry back."""
        entry = self.folder / key
        meta = json.loads((entry / "meta.json").read_text(encoding="utf-8"))
        if meta["problem"]:
            place, reason, remedy = meta["problem"]
            return CachedFile(None, problem=InputError(reason, place=place, remedy=remedy))
        readings = tuple(_reading(entry, number, one) for number, one in enumerate(meta["readings"]))
        return CachedFile(meta["layout"], readings)

    def store(self, key: str, found: CachedFile) -> None:
        """Keep an entry; it is there as a whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        try:
            for number, reading in enumerate(found.readings):
                for part in _PARTS:
                    frame = getattr(reading, part)
                    if frame is not None:
                        _write(frame, unfinished / f"{part}-{number}.parquet")
            parts = {path.name: hash_file(path)[0] for path in sorted(unfinished.iterdir())}
            meta = json.dumps(_meta(found) | {"parts": parts}, ensure_ascii=False)
            (unfinished / "meta.json").write_text(meta, encoding="utf-8")
            shutil.rmtree(self.folder / key, ignore_errors=True)
            unfinished.replace(self.folder / key)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise

    def forget_others(self, keys: Iterable[str]) -> None:
        """Remove every entry that is not among `keys`."""
        wanted = set(keys)
        if self.folder.is_dir():
            for entry in self.folder.iterdir():
                if entry.name not in wanted:
                    shutil.rmtree(entry, ignore_errors=True)


def read_into_cache(path: Path, name: str, key: str, folder: Path) -> None:
    """Read one file with the reader that knows its layout and keep the result; also what a worker process
    runs.

    A file that cannot be read gives an entry with its problem: it would fail again in the same way.
    """
    from hyte.sources.probe import Probe
    from hyte.sources.readers import read_file

    try:
        reading = read_file(Probe(path, name))
        found = CachedFile(reading.layout, tuple(reading.readings))
    except HyteError as error:
        told = InputError(error.reason, place=error.place or name, remedy=error.remedy)
        found = CachedFile(None, problem=told)
    except Exception as error:  # noqa: BLE001
        # A fault of a reader, not of the file: the other files go on, and this one says what happened.
        reason = f"The file could not be read ({type(error).__name__}: {str(error)[:200]})."
        remedy = "Download it again; if that does not help, tell the project's maintainers."
        found = CachedFile(None, problem=InputError(reason, place=name, remedy=remedy))
    ReadingCache(folder).store(key, found)


def _write(frame: pd.DataFrame, path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.Table.from_pandas(frame, preserve_index=False)
    pyarrow.parquet.write_table(table, path, compression="zstd")


def _read(path: Path) -> pd.DataFrame | None:
    import pyarrow.parquet

    if not path.is_file():
        return None
    frame: pd.DataFrame = pyarrow.parquet.read_table(path, partitioning=None).to_pandas()
    return frame


def _reading(entry: Path, number: int, meta: dict[str, Any]) -> Reading:
    rows = _read(entry / f"rows-{number}.parquet")
    assert rows is not None, entry
    refusals = tuple(
        Refusal(code, detail, Place(file, sheet=sheet, cell=cell, line=line), count)
        for code, detail, file, sheet, cell, line, count in meta["refusals"]
    )
    facts = meta["facts"]
    return Reading(
        layout=meta["layout"],
        rows=rows,
        figures_read=len(rows) + sum(refusal.count for refusal in refusals),
        refusals=refusals,
        facts=SourceFacts(
            publisher=facts["publisher"],
            title=facts["title"],
            table=facts["table"],
            licence=facts["licence"],
            updated=_date(facts["updated"]),
            retrieved=_date(facts["retrieved"]),
            notes=tuple(facts["notes"]),
        ),
        regions=_read(entry / f"regions-{number}.parquet"),
        indicators=_read(entry / f"indicators-{number}.parquet"),
    )


def _meta(found: CachedFile) -> dict[str, Any]:
    problem = found.problem
    return {
        "layout": found.layout,
        "problem": _told(problem) if problem else None,
        "readings": [
            {
                "layout": reading.layout,
                "refusals": [
                    [r.code, r.detail, r.place.file, r.place.sheet, r.place.cell, r.place.line, r.count]
                    for r in reading.refusals
                ],
                "facts": {
                    "publisher": reading.facts.publisher,
                    "title": reading.facts.title,
                    "table": reading.facts.table,
                    "licence": reading.facts.licence,
                    "updated": reading.facts.updated.isoformat() if reading.facts.updated else None,
                    "retrieved": reading.facts.retrieved.isoformat() if reading.facts.retrieved else None,
                    "notes": list(reading.facts.notes),
                },
            }
            for reading in found.readings
        ],
    }


def _told(problem: InputError) -> list[str | None]:
    return [str(problem.place) if problem.place else None, problem.reason, problem.remedy]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
