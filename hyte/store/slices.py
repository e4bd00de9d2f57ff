"""Reading what one report needs from the processed tables, and no more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyte.errors import HyteError, TableError
from hyte.reference.areas import Areas, OwnArea
from hyte.store.approval import Approval, read_approval
from hyte.store.fingerprints import Fingerprints, read_fingerprints
from hyte.store.municipality_facts import read_municipality_facts
from hyte.store.schemas import REMEDY
from hyte.store.tables import read_table, table_path

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Approval",
    "Fingerprints",
    "areas_of",
    "read_approval",
    "read_conflicts",
    "read_distributions",
    "read_fingerprints",
    "read_indicator_ids",
    "read_indicators",
    "read_municipality_facts",
    "read_observations",
    "read_refusals",
    "read_regions",
    "read_sources",
]


def read_observations(
    processed: Path, regions: Sequence[str], *, invented: bool, until_year: int | None = None
) -> pd.DataFrame:
    """Observations of the given region ids, sorted by region, indicator, sex and year.

    `invented` chooses between invented and real data, which never meet. `until_year` is the last year,
    inclusive.
    """
    filters: list[tuple[str, str, Any]] = [
        ("region", "in", sorted(set(regions))),
        ("invented", "==", invented),
    ]
    if until_year is not None:
        filters.append(("year", "<=", until_year))
    return read_table(processed, "observations", filters)


def read_distributions(
    processed: Path,
    scopes: Sequence[str],
    *,
    invented: bool,
    indicators: Sequence[str] | None = None,
    until_year: int | None = None,
) -> pd.DataFrame:
    """Percentiles of municipalities' figures in the given scopes, sorted by scope, indicator, sex and year.

    `scopes` are those of `hyte.store.scopes.scopes_of`; of all indicators when `indicators` is None.
    `until_year` is the last year, inclusive.
    """
    filters: list[tuple[str, str, Any]] = [("scope", "in", sorted(set(scopes))), ("invented", "==", invented)]
    if indicators is not None:
        filters.append(("indicator", "in", sorted(set(indicators))))
    if until_year is not None:
        filters.append(("year", "<=", until_year))
    return read_table(processed, "distributions", filters)


def read_indicator_ids(processed: Path, *, invented: bool) -> frozenset[str]:
    """Ids of the indicators that have an observation among the invented, or among the real figures."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(
        table_path(processed, "observations"), columns=["indicator"], filters=[("invented", "==", invented)]
    )
    return frozenset(table["indicator"].unique().to_pylist())


def read_indicators(processed: Path) -> pd.DataFrame:
    """Every indicator that has an observation."""
    return read_table(processed, "indicators")


def read_regions(processed: Path) -> pd.DataFrame:
    """Every region that has an observation."""
    return read_table(processed, "regions")


def read_sources(processed: Path, *, invented: bool | None = None) -> pd.DataFrame:
    """Every raw file that was read or should have been, by name; all when `invented` is None."""
    filters = None if invented is None else [("invented", "==", invented)]
    return read_table(processed, "sources", filters)


def read_refusals(processed: Path) -> pd.DataFrame:
    """Figures that were read and not kept, with place and reason, by file."""
    return read_table(processed, "refusals")


def read_conflicts(
    processed: Path, regions: Sequence[str] | None = None, *, invented: bool | None = None
) -> pd.DataFrame:
    """Figures for which two files disagree, of the given regions (all when None)."""
    filters = None if regions is None else [("region", "in", sorted(set(regions)))]
    conflicts = read_table(processed, "conflicts", filters)
    if invented is None:
        return conflicts
    files = read_sources(processed, invented=invented)["file"]
    return conflicts[conflicts["file_used"].isin(files)].reset_index(drop=True)


def areas_of(processed: Path) -> Areas:
    """The official areas and those of one's own that the last ingest found; only the official without one.

    Raises `TableError` when the stored list is damaged.
    """
    path = processed / "areas.json"
    try:
        own = [OwnArea(**content) for content in json.loads(path.read_text(encoding="utf-8"))]
        return Areas.official().extended(own) if own else Areas.official()
    except FileNotFoundError:
        return Areas.official()
    except (OSError, ValueError, TypeError, HyteError) as error:
        raise TableError("The list of own areas cannot be read.", place=str(path), remedy=REMEDY) from error
