"""Hashes of slices of the processed tables: what is stale can be seen without opening any table.

A report of a year shows figures up to that year. So the hash of a region's figures is kept for each year in
which it has any, over all years until then: a figure of 2024 leaves the reports of 2022 alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hyte.errors import TableError
from hyte.reference.areas import Areas, Municipality
from hyte.store.local_columns import LOCAL_INPUTS
from hyte.store.named_owner import is_of_others
from hyte.store.schemas import REMEDY

if TYPE_CHECKING:
    import pandas as pd

STORED_AS = "fingerprints.json"
NOTHING = hashlib.sha256(b"").hexdigest()
"""Fingerprint of a slice without rows."""

World = Literal["real", "invented"]
ByYear = Mapping[str, str]
"""A fingerprint by year (as text, as JSON has it): of all rows until then."""

_NOT_SHOWN = ("sha256", "bytes", "notes")
"""Columns of the table of sources that no report shows: a file may change and what it gave stay the same."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """sha256 of every slice. Real and invented data never meet, so most are kept for either.

    `real` and `invented` are of figures by region and year, with the descriptions of the files that they are
    from; `later` tells by region and year which indicators have their first figure only after it; `conflicts`
    by world, region and year; `distributions` by scope (``"all"``; of the invented ones ``"invented all"``)
    and year. `notes` are of all that a municipality itself brings, with the approval, by
    ``"<municipality>/<year>"``. `indicators` are by world; `failed` names the files that gave nothing or have
    a problem, by world. `files` has the sha256 of each raw file and `own_files` the names of those that
    `notes` is made of: they tell people which file has changed.
    """

    real: Mapping[str, ByYear]
    invented: Mapping[str, ByYear]
    later: Mapping[str, Mapping[str, ByYear]]
    conflicts: Mapping[str, Mapping[str, ByYear]]
    distributions: Mapping[str, ByYear]
    notes: Mapping[str, str]
    indicators: Mapping[str, str]
    failed: Mapping[str, Mapping[str, str]]
    files: Mapping[str, str]
    own_files: Mapping[str, Sequence[str]]

    def slices(
        self,
        regions: Sequence[str],
        *,
        areas: Areas,
        municipality: Municipality,
        year: int,
        compared: Iterable[str] = (),
        scopes: Iterable[str] = (),
    ) -> dict[str, str]:
        """What one report reads, each with its fingerprint, by names for people ("figures of KU111").

        `regions` are all region ids that it reads figures of; `compared` those of which it lists figures that
        differ between files; `scopes` those of its distributions.
        """
        world: World = "invented" if municipality.invented else "real"
        figures = self.invented if municipality.invented else self.real
        own = municipality.region_id
        found = {f"figures of {region}": until(figures.get(region), year) for region in sorted({*regions})}
        for region in sorted({*compared}):
            found[f"conflicts of {region}"] = until(self.conflicts.get(world, {}).get(region), year)
        for scope in sorted({*scopes}):
            named = f"invented {scope}" if municipality.invented else scope
            found[f"distributions of {scope}"] = until(self.distributions.get(named), year)
        failed = {
            file: told
            for file, told in self.failed.get(world, {}).items()
            if not is_of_others(file, areas, municipality.code, year)
        }
        return found | {
            f"later figures of {own}": after(self.later.get(world, {}).get(own), year),
            f"notes and workbooks of {municipality.code} {year}": self.notes.get(
                f"{municipality.code}/{year}", NOTHING
            ),
            "indicators": self.indicators.get(world, NOTHING),
            "files that gave nothing": _of_text(json.dumps(sorted(failed.items()))) if failed else NOTHING,
        }


def until(by_year: ByYear | None, year: int) -> str:
    """The fingerprint of all rows until and including `year`."""
    years = [int(known) for known in by_year or () if int(known) <= year]
    return (by_year or {})[str(max(years))] if years else NOTHING


def after(by_year: ByYear | None, year: int) -> str:
    """The fingerprint of all that comes only after `year`."""
    years = [int(known) for known in by_year or () if int(known) > year]
    return (by_year or {})[str(min(years))] if years else NOTHING


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
    sources, observations = tables["sources"], tables["observations"]
    told = _told_of_files(sources, tables["refusals"])
    invented_files = set(sources.loc[sources["invented"], "file"])
    figures, later, conflicts, indicators, failed = {}, {}, {}, {}, {}
    refusing = set(tables["refusals"]["file"])
    for world, mark in (("real", False), ("invented", True)):
        rows = observations[observations["invented"] == mark]
        figures[world] = figures_by_region(rows, told)
        later[world] = later_by_region(rows)
        among = tables["conflicts"]["file_used"].isin(invented_files) == mark
        conflicts[world] = {
            str(region): _by_year(part) for region, part in tables["conflicts"][among].groupby("region")
        }
        described = tables["indicators"]["indicator"].isin(set(rows["indicator"]))
        indicators[world] = _of_frame(tables["indicators"][described])
        empty = (sources["kept"] == 0) & sources["file"].isin(refusing)
        of_world = sources[(sources["invented"] == mark) & (sources["problem"].notna() | empty)]
        failed[world] = {str(file): told[str(file)] for file in of_world["file"]}
    own_files, notes = _own_inputs(tables, approvals, told)
    return Fingerprints(
        real=figures["real"],
        invented=figures["invented"],
        later=later,
        conflicts=conflicts,
        distributions={
            f"invented {scope}" if mark else str(scope): _by_year(part)
            for (mark, scope), part in tables["distributions"].groupby(["invented", "scope"])
        },
        notes=notes,
        indicators=indicators,
        failed=failed,
        files=dict(zip(sources["file"].astype(str), sources["sha256"].astype(str), strict=True)),
        own_files=own_files,
    )


def store_fingerprints(folder: Path, fingerprints: Fingerprints) -> Path:
    """Write them beside the tables."""
    path = folder / STORED_AS
    content = {name: getattr(fingerprints, name) for name in Fingerprints.__slots__}
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    return path


def figures_by_region(rows: pd.DataFrame, told: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Fingerprints by region and year of observations of one world, sorted by region.

    `told` gives for each file what a report tells of it. Regions must be whole; a large table can be given in
    several parts.
    """
    hashes, years = _row_hashes(rows), rows["year"].to_numpy()
    files, told_of = _files(rows, told)
    return {
        region: cumulated(hashes[part], years[part], files[part], told_of) for region, part in _regions(rows)
    }


def _files(rows: pd.DataFrame, told: Mapping[str, str]) -> tuple[Any, list[str]]:
    """The position of each row's file among all of them, and what is told of these, in the order of names."""
    import pandas as pd

    codes, names = pd.factorize(rows["file"], sort=True)
    return codes, [told[str(name)] for name in names]


def later_by_region(rows: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Fingerprints by region and year of which indicators have figures from that year on; `rows` as above."""
    pairs = rows.loc[rows["value"].notna(), ["region", "indicator", "year"]].drop_duplicates()
    hashes, years = _row_hashes(pairs), pairs["year"].to_numpy()
    return {region: cumulated(hashes[part], years[part], down=True) for region, part in _regions(pairs)}


def _regions(rows: pd.DataFrame) -> Iterable[tuple[str, slice]]:
    import numpy as np
    import pandas as pd

    codes, names = pd.factorize(rows["region"])
    starts = np.flatnonzero(np.diff(codes, prepend=-1)).tolist()
    for start, end in pairwise([*starts, len(codes)]):
        yield str(names[codes[start]]), slice(start, end)


def _by_year(rows: pd.DataFrame) -> dict[str, str]:
    return cumulated(_row_hashes(rows), rows["year"].to_numpy())


def cumulated(
    hashes: Any, years: Any, files: Any = None, told: Sequence[str] = (), *, down: bool = False
) -> dict[str, str]:
    """Fingerprints by year of rows given by their hashes: of all until each year in which there is one.

    `down` begins with the last year. `files` are positions in `told`: what is told of each file goes with its
    rows, in the order of `told`.
    """
    import numpy as np

    # In two bytes, which are sorted by counting.
    order = np.argsort((-years if down else years).astype(np.int16), kind="stable")
    hashes, years = hashes[order], years[order]
    ends = [*(np.flatnonzero(np.diff(years)) + 1).tolist(), len(years)]
    running = hashlib.sha256()
    seen = np.zeros(len(told), dtype=bool)
    found, start = {}, 0
    for end in ends:
        running.update(hashes[start:end].tobytes())
        digest = running.copy()
        if files is not None:
            seen[files[order[start:end]]] = True
            digest.update("".join(told[at] for at in np.flatnonzero(seen).tolist()).encode())
        found[str(int(years[end - 1]))] = digest.hexdigest()
        start = end
    return found


def _told_of_files(sources: pd.DataFrame, refusals: pd.DataFrame) -> dict[str, str]:
    """Of each file, what reports show of it and of the figures in it that were refused."""
    hashes = _row_hashes(sources.drop(columns=list(_NOT_SHOWN)))
    refused = {str(file): _row_hashes(part).tobytes() for file, part in refusals.groupby("file")}
    return {
        str(file): hashlib.sha256(one.tobytes() + refused.get(str(file), b"")).hexdigest()
        for file, one in zip(sources["file"], hashes, strict=True)
    }


def _own_inputs(
    tables: Mapping[str, pd.DataFrame],
    approvals: Mapping[tuple[str, int], Any],
    told: Mapping[str, str],
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Names of the files that a municipality brought for a year, and the fingerprint of what they gave."""
    parts = {
        name: {
            (str(code), int(str(year))): part
            for (code, year), part in tables[name].groupby(["municipality", "year"])
        }
        for name in LOCAL_INPUTS
    }
    files, notes = {}, {}
    for key in sorted({key for part in parts.values() for key in part} | {*approvals}):
        digest = hashlib.sha256(repr(approvals.get(key)).encode())
        names: set[str] = {approvals[key].file} if key in approvals else set()
        for name in LOCAL_INPUTS:
            if key in parts[name]:
                digest.update(name.encode() + _row_hashes(parts[name][key]).tobytes())
                names |= set(parts[name][key].get("file", ()))
        digest.update("".join(told.get(name, "") for name in sorted(names)).encode())
        files[f"{key[0]}/{key[1]}"] = sorted(names)
        notes[f"{key[0]}/{key[1]}"] = digest.hexdigest()
    return files, notes


def _of_frame(frame: pd.DataFrame) -> str:
    return hashlib.sha256(len(frame).to_bytes(8, "little") + _row_hashes(frame).tobytes()).hexdigest()


def _of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _row_hashes(frame: pd.DataFrame) -> Any:
    import numpy as np
    import pandas as pd

    if not len(frame):
        return np.empty(0, dtype="<u8")
    return pd.util.hash_pandas_object(frame, index=False).to_numpy().astype("<u8")
