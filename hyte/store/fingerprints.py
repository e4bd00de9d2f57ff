"""Hashes of slices of the processed tables: what is stale can be seen without opening any table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyte.errors import TableError
from hyte.store.local_columns import LOCAL_INPUTS
from hyte.store.schemas import REMEDY

if TYPE_CHECKING:
    import pandas as pd

STORED_AS = "fingerprints.json"
NOTHING = hashlib.sha256(b"").hexdigest()
"""Fingerprint of a slice without rows."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """sha256 of every slice: of `real` and `invented` figures by region, of `notes` (all that a
    municipality itself brings, with the approval) by ``"<municipality>/<year>"``, of the table of indicators,
    of the tables of sources, regions and refusals, and of the `distributions` by scope (``"all"``; of the
    invented ones ``"invented all"``).
    """

    real: Mapping[str, str]
    invented: Mapping[str, str]
    notes: Mapping[str, str]
    indicators: str
    sources: str
    distributions: Mapping[str, str]

    def slices(
        self,
        regions: Iterable[str],
        *,
        invented: bool,
        municipality: str,
        year: int,
        scopes: Iterable[str] = (),
    ) -> dict[str, str]:
        """What one report reads, each with its fingerprint: figures of its regions, the distributions of its
        `scopes`, notes, and descriptions.

        `municipality` is the three-character code. The keys name the slices for people ("figures of KU111").
        """
        figures = self.invented if invented else self.real
        found = {f"figures of {region}": figures.get(region, NOTHING) for region in sorted(set(regions))}
        for scope in sorted(set(scopes)):
            hashed = self.distributions.get(f"invented {scope}" if invented else scope, NOTHING)
            found[f"distributions of {scope}"] = hashed
        notes = self.notes.get(f"{municipality}/{year}", NOTHING)
        return found | {
            f"notes and workbooks of {municipality} {year}": notes,
            "indicators": self.indicators,
            "sources": self.sources,
        }


def read_fingerprints(processed: Path) -> Fingerprints:
    """The fingerprints of the last ingest. Raises `TableError` when there was none."""
    path = processed / STORED_AS
    try:
        return Fingerprints(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise TableError("The fingerprints cannot be read.", place=str(path), remedy=REMEDY) from error


def make_fingerprints(
    tables: Mapping[str, pd.DataFrame], approvals: Mapping[tuple[str, int], Any]
) -> Fingerprints:
    """Fingerprints of finished tables; `observations` must be sorted by mark of invented data and region."""
    sources = tables["sources"]
    of_notes = sources["layout"].isin(["notes", "registers", "survey", "review", "approval"])
    return Fingerprints(
        real=_by_region(tables, invented=False),
        invented=_by_region(tables, invented=True),
        notes=_by_year(tables, approvals),
        indicators=_digest([tables["indicators"]]),
        sources=_digest([sources[~of_notes], tables["regions"], tables["refusals"]]),
        distributions=_by_scope(tables["distributions"]),
    )


def store_fingerprints(folder: Path, fingerprints: Fingerprints) -> Path:
    """Write them beside the tables."""
    path = folder / STORED_AS
    content = {name: getattr(fingerprints, name) for name in Fingerprints.__slots__}
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    return path


def _by_region(tables: Mapping[str, pd.DataFrame], *, invented: bool) -> dict[str, str]:
    observations = tables["observations"]
    observations = observations[observations["invented"] == invented]
    hashes, regions = _row_hashes(observations), observations["region"].to_numpy()
    conflicts = {str(region): part for region, part in tables["conflicts"].groupby("region")}
    found = {}
    starts = [i for i in range(len(regions)) if i == 0 or regions[i] != regions[i - 1]]
    for start, end in pairwise([*starts, len(regions)]):
        region = str(regions[start])
        digest = hashlib.sha256(hashes[8 * start : 8 * end])
        if region in conflicts:
            digest.update(_row_hashes(conflicts[region]))
        found[region] = digest.hexdigest()
    return found


def _by_scope(distributions: pd.DataFrame) -> dict[str, str]:
    return {
        f"invented {scope}" if invented else str(scope): _digest([part])
        for (invented, scope), part in distributions.groupby(["invented", "scope"])
    }


def _by_year(tables: Mapping[str, pd.DataFrame], approvals: Mapping[tuple[str, int], Any]) -> dict[str, str]:
    parts = {
        name: {
            (str(code), int(str(year))): part
            for (code, year), part in tables[name].groupby(["municipality", "year"])
        }
        for name in LOCAL_INPUTS
    }
    found = {}
    for key in sorted({key for part in parts.values() for key in part} | {*approvals}):
        digest = hashlib.sha256(repr(approvals.get(key)).encode())
        for name in LOCAL_INPUTS:
            if key in parts[name]:
                digest.update(name.encode() + _row_hashes(parts[name][key]))
        found[f"{key[0]}/{key[1]}"] = digest.hexdigest()
    return found


def _digest(frames: Iterable[pd.DataFrame]) -> str:
    digest = hashlib.sha256()
    for frame in frames:
        digest.update(len(frame).to_bytes(8, "little") + _row_hashes(frame))
    return digest.hexdigest()


def _row_hashes(frame: pd.DataFrame) -> bytes:
    import pandas as pd

    if not len(frame):
        return b""
    return pd.util.hash_pandas_object(frame, index=False).to_numpy().astype("<u8").tobytes()
