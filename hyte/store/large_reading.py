"""Large csv files of Sotkanet: read in parts, each part laid out in portions of some indicators.

An indicator is in the same portion of every part of every file, so that whatever concerns the figures of an
indicator can be done portion by portion, in the memory that one portion takes. Parts are kept in the cache.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hyte.errors import Place
from hyte.sources.reading import Refusal
from hyte.sources.sotkanet.blocks import COLUMNS, Block, NotPlainError, Words, blocks, data_start, parts_of
from hyte.store.cache import ReadingCache
from hyte.store.files import RawFile, hash_file
from hyte.store.tasks import Task

if TYPE_CHECKING:
    import pyarrow

    from hyte.settings import Disclosure
    from hyte.sources.sidecar import Sidecar

PART = ", part "
"""Stands behind the name of a file in the name of a task that reads a part of it."""

LARGE = 40_000_000
"""Bytes from which on the csv files of a folder, taken together, are read in portions: the figures of fewer
take less than two gigabytes of memory."""
NOT_SMALL = 4_000_000
"""Bytes that a file must have to be read in portions at all."""
_PART = 256_000_000
_BLOCK = 16_000_000
_PORTION = 32_000_000
"""Bytes of csv in a portion, about."""
_ROWS_AT_ONCE = 32_768
_BYTES_PER_SECOND = 40_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a large file in the cache: its folder, and what it tells of itself."""

    folder: Path
    words: Mapping[str, Sequence[str]]
    decimals: Sequence[int]
    lines: int
    rows: int
    absolute_only: int
    counted: Sequence[int]
    """Which of the words for indicators have a figure with an absolute value beside it."""
    refusals: tuple[tuple[str, str, int], ...]
    """Code, detail and line of each, counted from 0 at the start of the part."""

    def portion(self, number: int) -> Path:
        """Where the rows of a portion are; there is no such file where it has none."""
        return self.folder / f"{number}.arrow"


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A large file, read: `parts` in the order of its lines; the first line of figures is line 2."""

    file: RawFile
    parts: tuple[Part, ...]

    def first_lines(self) -> list[int]:
        """The number of the first line of each part."""
        return [2 + sum(part.lines for part in self.parts[:number]) for number in range(len(self.parts))]

    def refusals(self) -> list[Refusal]:
        """What the reader refused, in the order of lines."""
        return [
            Refusal(code, detail, Place(self.file.name, line=line + first))
            for part, first in zip(self.parts, self.first_lines(), strict=True)
            for code, detail, line in part.refusals
        ]


def choose(
    files: Sequence[RawFile],
    hashes: Mapping[str, tuple[str, int]],
    sidecars: Mapping[str, Sidecar],
    disclosure: Disclosure,
) -> dict[str, int]:
    """Names of the files to be read in portions, each with the number of portions.

    None are when counts of Sotkanet are to be hidden: what gives them back may be anywhere in the files.
    """
    if disclosure.sotkanet:
        return {}
    chosen = {
        file.name: hashes[file.name][1]
        for file in files
        if hashes[file.name][1] >= min(NOT_SMALL, LARGE)
        and not (file.name in sidecars and sidecars[file.name].indicator)
        and _is_plain(file.path)
    }
    total = sum(chosen.values())
    # A power of two, so that the parts in the cache seldom have to be laid out anew.
    return dict.fromkeys(chosen, 1 << (total // _PORTION).bit_length()) if total >= LARGE else {}


def _is_plain(path: Path) -> bool:
    try:
        return data_start(path) is not None
    except OSError:
        return False


def tasks_of_parts(
    files: Sequence[RawFile], portions: Mapping[str, int], keys: Mapping[str, str], cache: ReadingCache
) -> tuple[dict[str, list[str]], list[Task]]:
    """Keys of the parts of each large file, and a task for each that the cache does not have."""
    of_file: dict[str, list[str]] = {}
    tasks = []
    for file in files:
        if file.name not in portions or (found := data_start(file.path)) is None:
            continue
        separator, start = found
        for number, part in enumerate(parts_of(file.path, start, _PART)):
            own = f"{keys[file.name]}-{portions[file.name]}-{number}"
            of_file.setdefault(file.name, []).append(own)
            if load_part(cache.folder / own) is None:
                seconds = (part[1] - part[0]) / _BYTES_PER_SECOND
                arguments = (file.path, file.name, part, separator, portions[file.name], cache.folder, own)
                tasks.append(Task(f"{file.name}{PART}{number + 1}", seconds, read_part, arguments))
    return of_file, tasks


def read_large(
    files: Sequence[RawFile], parts: Mapping[str, Sequence[str]], cache: ReadingCache
) -> tuple[dict[str, LargeFile], list[RawFile]]:
    """The large files by name, and those that have to be read as a whole because they are not plain."""
    found, unfit = {}, []
    for file in files:
        if file.name in parts:
            read = [part for key in parts[file.name] if (part := load_part(cache.folder / key, known=True))]
            if len(read) == len(parts[file.name]) and any(part.rows for part in read):
                found[file.name] = LargeFile(file, tuple(read))
            else:
                unfit.append(file)
    return found, unfit


def read_part(
    path: Path, name: str, part: tuple[int, int], separator: str, portions: int, cache: Path, key: str
) -> None:
    """Read one part into the cache; also what a worker process runs. What is not plain gets no entry."""
    cache.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".new-", dir=cache))
    words = Words()
    lines = rows = absolute_only = 0
    refusals: list[list[Any]] = []
    counted: set[int] = set()
    try:
        with _Portions(unfinished, portions) as portioned:
            for block in blocks(path, name, part, separator, words, _BLOCK):
                portioned.add(block, words)
                lines += block.lines
                rows += len(block.columns["line"])
                absolute_only += block.absolute_only
                counted.update(_counted(block.columns))
                refusals += [[one.code, one.detail, one.place.line] for one in block.refusals]
        meta = {
            "words": {kind: list(getattr(words, kind)) for kind in ("indicators", "regions", "symbols")},
            "decimals": words.decimals,
            "lines": lines,
            "rows": rows,
            "absolute_only": absolute_only,
            "counted": sorted(counted),
            "refusals": refusals,
            "files": {one.name: hash_file(one)[0] for one in sorted(unfinished.iterdir())},
        }
        (unfinished / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
        shutil.rmtree(cache / key, ignore_errors=True)
        unfinished.replace(cache / key)
    except NotPlainError:
        shutil.rmtree(unfinished, ignore_errors=True)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _counted(columns: Mapping[str, Any]) -> list[int]:
    found: list[int] = np.unique(columns["indicator"][~np.isnan(columns["numerator"])]).tolist()
    return found


def load_part(folder: Path, *, known: bool = False) -> Part | None:
    """What is kept of a part, None when it is not there or not whole; `known` was looked at in this run."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        files = meta.pop("files")
        if not known and any(hash_file(folder / name)[0] != told for name, told in files.items()):
            return None
        refusals = tuple((code, detail, line) for code, detail, line in meta.pop("refusals"))
        return Part(folder, refusals=refusals, **meta)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


class _Portions:
    """Rows gathered by portion and written when there are enough."""

    def __init__(self, folder: Path, portions: int) -> None:
        import pyarrow

        self._folder, self._count = folder, portions
        self._schema = pyarrow.schema(
            [(name, pyarrow.from_numpy_dtype(np.dtype(kind))) for name, kind in COLUMNS.items()]
        )
        self._open: dict[int, pyarrow.RecordBatchStreamWriter] = {}
        self._waiting: dict[int, list[dict[str, Any]]] = {}
        self._portion_of = np.empty(0, dtype=np.int16)

    def __enter__(self) -> _Portions:
        return self

    def __exit__(self, *_: object) -> None:
        for portion in sorted(self._waiting):
            self._write(portion)
        for writer in self._open.values():
            writer.close()

    def add(self, block: Block, words: Words) -> None:
        """Take the rows of a block."""
        new = list(words.indicators)[len(self._portion_of) :]
        more = np.array([portion_of(code, self._count) for code in new], dtype=np.int16)
        self._portion_of = np.concatenate([self._portion_of, more])
        portions = self._portion_of[block.columns["indicator"]]
        order = np.argsort(portions, kind="stable")
        bounds = np.searchsorted(portions[order], np.arange(self._count + 1))
        columns = {name: block.columns[name][order] for name in COLUMNS}
        for portion in np.flatnonzero(np.diff(bounds)).tolist():
            part = slice(bounds[portion], bounds[portion + 1])
            # A copy, because a view would keep the whole block in memory.
            waiting = self._waiting.setdefault(portion, [])
            waiting.append({name: column[part].copy() for name, column in columns.items()})
            if sum(len(one["line"]) for one in waiting) >= _ROWS_AT_ONCE:
                self._write(portion)

    def _write(self, portion: int) -> None:
        import pyarrow

        waiting = self._waiting.pop(portion)
        columns = [np.concatenate([one[name] for one in waiting]) for name in COLUMNS]
        if portion not in self._open:
            options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
            path = str(self._folder / f"{portion}.arrow")
            self._open[portion] = pyarrow.ipc.new_stream(path, self._schema, options=options)
        batch = pyarrow.record_batch([pyarrow.array(one) for one in columns], schema=self._schema)
        self._open[portion].write_batch(batch)


def portion_of(code: str, portions: int) -> int:
    """In which portion the figures of an indicator are."""
    return zlib.crc32(code.encode()) % portions


def rows_of_portion(part: Part, number: int) -> dict[str, Any]:
    """The columns of a portion of a part; empty ones where it has none."""
    import pyarrow

    path = part.portion(number)
    if not path.is_file():
        return {name: np.empty(0, dtype=kind) for name, kind in COLUMNS.items()}
    with pyarrow.ipc.open_stream(str(path)) as stream:
        table = stream.read_all()
    return {name: table[name].to_numpy() for name in COLUMNS}
