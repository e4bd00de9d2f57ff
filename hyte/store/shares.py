"""What each raw file gives to the processed tables, gathered file by file and joined at the end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from hyte.errors import HyteError
from hyte.store.files import RawFile
from hyte.store.merge import merge
from hyte.store.schemas import TABLES, conform
from hyte.store.summary import FileSummary, RefusedFigures, count_by_code

if TYPE_CHECKING:
    from hyte.sources.harmonise import Harmonised
    from hyte.sources.sidecar import Sidecar
    from hyte.store.cache import CachedFile


@dataclass(slots=True)
class Shares:
    """What the files give to each table; they are taken in the order of their names."""

    observations: list[pd.DataFrame] = field(default_factory=list)
    indicators: list[pd.DataFrame] = field(default_factory=list)
    regions: list[pd.DataFrame] = field(default_factory=list)
    sources: list[dict[str, object]] = field(default_factory=list)
    refusals: list[dict[str, object]] = field(default_factory=list)
    files: list[FileSummary] = field(default_factory=list)


def take(
    shares: Shares,
    file: RawFile,
    content: tuple[str, int],
    cached: CachedFile,
    harmonised: Harmonised | None,
    sidecar: Sidecar | None,
    invented: bool,
    problems: Sequence[HyteError],
    in_portions: int = 0,
) -> None:
    """Add one file: `content` is its sha256 and size; `harmonised` is None when nothing is usable.

    `in_portions` rows of a large file are kept besides those that are harmonised here.
    """
    if harmonised is not None:
        shares.observations.append(harmonised.observations.assign(invented=invented))
        shares.indicators.append(harmonised.indicators)
        shares.regions.append(harmonised.regions)
    refusals = harmonised.refusals if harmonised else ()
    problem = "\n".join(str(one) for one in problems) or None
    kept = len(harmonised.observations) + in_portions if harmonised else 0
    refused = sum(refusal.count for refusal in refusals)
    shares.refusals += [
        {
            "file": file.name,
            "sheet": refusal.place.sheet,
            "cell": refusal.place.cell,
            "line": refusal.place.line,
            "code": refusal.code,
            "detail": refusal.detail or None,
            "count": refusal.count,
        }
        for refusal in refusals
    ]
    told = tuple(RefusedFigures(r.code, r.detail, str(r.place), r.count) for r in refusals)
    shares.files.append(
        FileSummary(
            file=file.name,
            role=str(file.role),
            layout=cached.layout,
            invented=invented,
            figures_read=kept + refused,
            kept=kept,
            refused=count_by_code(told),
            unknown_regions=harmonised.unknown_regions if harmonised else (),
            unknown_indicators=harmonised.unknown_indicators if harmonised else (),
            problem=problem,
            refusals=told,
        )
    )
    row: dict[str, object] = {
        "file": file.name,
        "sha256": content[0],
        "bytes": content[1],
        "layout": cached.layout,
    }
    row |= _facts(cached, sidecar)
    row |= {"invented": invented, "figures_read": kept + refused, "kept": kept, "refused": refused}
    shares.sources.append(row | {"problem": problem})


def _facts(cached: CachedFile, sidecar: Sidecar | None) -> dict[str, object]:
    """What the file tells of itself; what a person wrote into the sidecar goes before it."""
    facts = [reading.facts for reading in cached.readings]
    told: dict[str, object] = {}
    for name in ("publisher", "title", "table", "licence"):
        different = dict.fromkeys(text for one in facts if (text := getattr(one, name)))
        told[name] = getattr(sidecar, name, None) or "; ".join(different) or None
    for name in ("updated", "retrieved"):
        latest = max((when for one in facts if (when := getattr(one, name))), default=None)
        when = getattr(sidecar, name, None) or latest
        told[name] = when.isoformat() if when else None
    notes = dict.fromkeys(note for one in facts for note in one.notes if note)
    return told | {"notes": "\n".join(notes) or None}


def join(
    shares: Shares, indicators: Collection[str] = (), regions: Collection[str] = ()
) -> dict[str, pd.DataFrame]:
    """The tables of figures and files: all but the notes.

    Those of `indicators` and `regions` are described too, which have rows elsewhere.
    """
    observations, conflicts = merge(shares.observations)
    return {
        "observations": observations,
        "conflicts": conflicts,
        "indicators": one_per_id(
            "indicators", shares.indicators, {*observations["indicator"].unique(), *indicators}
        ),
        "regions": one_per_id("regions", shares.regions, {*observations["region"].unique(), *regions}),
        "sources": conform("sources", pd.DataFrame(shares.sources) if shares.sources else None).sort_values(
            "file", ignore_index=True
        ),
        "refusals": conform("refusals", pd.DataFrame(shares.refusals) if shares.refusals else None),
    }


def one_per_id(name: str, shares: Sequence[pd.DataFrame], ids: Collection[str]) -> pd.DataFrame:
    """One row for each indicator or region of `ids`: the fullest description, then the first file's."""
    (key,) = TABLES[name].key
    filled = [share for share in shares if len(share)]
    rows = conform(name, pd.concat(filled, ignore_index=True) if filled else None)
    rows = rows[rows[key].isin(list(ids))].drop_duplicates()
    if name == "indicators":
        rows = rows.assign(decimals=rows.groupby(key)["decimals"].transform("max"))
    named = rows.filter(regex="^(title|name|unit)_").nunique(axis=1)
    order = pd.DataFrame({"key": rows[key], "named": -named, "at": range(len(rows))})
    rows = rows.loc[order.sort_values(["key", "named", "at"]).index]
    return rows.drop_duplicates(key).reset_index(drop=True)
