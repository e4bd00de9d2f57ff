"""What each municipality brings for a year, kept so that it is read anew only when it has changed.

An entry is a folder named after everything that the result depends on: names and content of the files, the
lists of own areas, and the code with its word lists. It is Parquet and JSON, never a pickle, and counts only
while its checksums hold.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyte.errors import HyteError, InputError, Place
from hyte.reference.areas import Areas, OwnArea
from hyte.store.approval import Approval
from hyte.store.files import Inventory, Role, hash_file
from hyte.store.local_columns import LOCAL_INPUTS
from hyte.store.owners import OwnFiles
from hyte.store.schemas import conform
from hyte.store.versions import ingest_hash

if TYPE_CHECKING:
    import pandas as pd

    from hyte.sources.privacy import Withholder
    from hyte.store.owner_inputs import LocalInputs

_META = "meta.json"
_KNOWN_NAMES = ("stems", "full_names", "initials", "signs", "own_places")


def owner_key(
    owner: tuple[str, int],
    files: OwnFiles,
    hashes: Mapping[str, tuple[str, int]],
    inventory: Inventory,
    broken: Collection[str] = (),
) -> str:
    """Under which name an entry is kept; `broken` names files that are not to be opened."""
    parts = [
        [str(role), file.name, hashes[file.name][0]] for role, own in files.files.items() for file in own
    ]
    areas = [[file.name, hashes[file.name][0]] for file in inventory.of(Role.AREAS) if file.name in hashes]
    content = json.dumps([owner, sorted(parts), sorted(areas), sorted(broken), ingest_hash()])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class OwnerCache:
    """The folder of entries."""

    folder: Path

    def has(self, key: str) -> bool:
        """Whether the entry is there, whole and unharmed."""
        return self._meta(key) is not None

    def load(self, key: str) -> LocalInputs | None:
        """Give an entry back, None when it is not there or somebody has changed it."""
        from hyte.store.owner_inputs import LocalInputs

        meta = self._meta(key)
        if meta is None:
            return None
        names = _withholder(meta["names"]) if meta["names"] else None
        return LocalInputs(
            tables={name: _read(self.folder / key / f"{name}.parquet") for name in meta["tables"]},
            approvals={(code, year): _approval(told) for code, year, told in meta["approvals"]},
            problems={name: [_problem(one) for one in told] for name, told in meta["problems"]},
            names=dict.fromkeys(meta["files"], names) if names else {},
        )

    def store(self, key: str, tables: Mapping[str, pd.DataFrame], found: LocalInputs) -> None:
        """Keep an entry; it is there as a whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        try:
            kept = [name for name in LOCAL_INPUTS if name in tables and len(tables[name])]
            for name in kept:
                _write(conform(name, tables[name]), unfinished / f"{name}.parquet")
            parts = {path.name: hash_file(path)[0] for path in sorted(unfinished.iterdir())}
            content = json.dumps(_meta(kept, found) | {"parts": parts})
            told = {"content": content, "sha256": hashlib.sha256(content.encode()).hexdigest()}
            (unfinished / _META).write_text(json.dumps(told), encoding="utf-8")
            shutil.rmtree(self.folder / key, ignore_errors=True)
            unfinished.replace(self.folder / key)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise

    def forget_others(self, keys: Iterable[str]) -> None:
        """Remove every entry that is not among `keys`."""
        wanted = set(keys)
        for entry in self.folder.iterdir() if self.folder.is_dir() else ():
            if entry.name not in wanted:
                shutil.rmtree(entry, ignore_errors=True)

    def _meta(self, key: str) -> dict[str, Any] | None:
        entry = self.folder / key
        try:
            told = json.loads((entry / _META).read_text(encoding="utf-8"))
            if hashlib.sha256(told["content"].encode()).hexdigest() != told["sha256"]:
                return None
            meta: dict[str, Any] = json.loads(told["content"])
            whole = all(hash_file(entry / name)[0] == known for name, known in meta["parts"].items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return meta if whole else None


def read_owner_into_cache(
    raw: Path,
    files: OwnFiles,
    own_areas: Sequence[OwnArea],
    owner: tuple[str, int],
    key: str,
    folder: Path,
    broken: Mapping[str, HyteError] | None = None,
) -> None:
    """Read what one (municipality code, year) brings and keep the result; also what a worker process runs."""
    from hyte.store.owner_inputs import LocalInputs, read_own

    areas = Areas.official().extended(own_areas) if own_areas else Areas.official()
    found = LocalInputs()
    inputs = read_own(raw, files, areas, owner, found, broken)
    OwnerCache(folder).store(key, inputs.tables, found)


def open_note(path: Path, name: str) -> None:
    """Open one note and forget it, to see whether the process survives."""
    from hyte.sources.notes.documents import read_document
    from hyte.sources.probe import Probe

    try:
        read_document(Probe(path, name))
    except Exception:  # noqa: BLE001 - whoever reads it in earnest tells what is wrong with it
        return


def _meta(kept: Sequence[str], found: LocalInputs) -> dict[str, Any]:
    known = next((withholder.names for withholder in found.names.values()), None)
    return {
        "tables": list(kept),
        "files": sorted(found.names),
        "names": {name: sorted(getattr(known, name)) for name in _KNOWN_NAMES} if known else None,
        "approvals": [
            [code, year, asdict(one) | {"date": one.date.isoformat() if one.date else None}]
            for (code, year), one in sorted(found.approvals.items())
        ],
        "problems": [[name, [_told(one) for one in told]] for name, told in found.problems.items()],
    }


def _withholder(names: Mapping[str, Sequence[str]]) -> Withholder:
    from hyte.sources.privacy import Withholder
    from hyte.sources.privacy.name_finder import Names
    from hyte.sources.privacy.name_words import places

    known = {name: frozenset(told) for name, told in names.items()}
    return Withholder(Names(**known, place_names=places() | known["own_places"]))


def _approval(told: Mapping[str, Any]) -> Approval:
    when = date.fromisoformat(told["date"]) if told["date"] else None
    return Approval(told["state"], told["body"], when, told["section"], told["file"])


def _told(problem: InputError) -> list[Any]:
    place = problem.place
    where = [place.file, place.sheet, place.cell, place.line] if isinstance(place, Place) else place
    return [where, problem.reason, problem.remedy]


def _problem(told: Sequence[Any]) -> InputError:
    where, reason, remedy = told
    if isinstance(where, list):
        file, sheet, cell, line = where
        where = Place(file, sheet=sheet, cell=cell, line=line)
    return InputError(reason, place=where, remedy=remedy)


def _write(frame: pd.DataFrame, path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.Table.from_pandas(frame, preserve_index=False)
    pyarrow.parquet.write_table(table, path, compression="zstd")


def _read(path: Path) -> pd.DataFrame:
    import pyarrow.parquet

    frame: pd.DataFrame = pyarrow.parquet.read_table(path, partitioning=None).to_pandas()
    return frame
