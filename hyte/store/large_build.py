"""Where large files meet the others: which of their figures join the ordinary tables, and what both tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hyte.reference.areas import Areas, OwnArea
from hyte.reference.register import Register
from hyte.settings import Disclosure
from hyte.sources.harmonise import Harmonised
from hyte.sources.reading import Reading, SourceFacts
from hyte.sources.sotkanet.blocks import SEXES
from hyte.sources.sotkanet.values import notes_on
from hyte.sources.tidy import tidy_rows
from hyte.store.cache import CachedFile
from hyte.store.counted import threshold_of
from hyte.store.distributions import scopes_among
from hyte.store.large_finished import Portions, gather_portions
from hyte.store.large_plan import LAYOUT
from hyte.store.large_protection import TRACES
from hyte.store.large_reading import rows_of_portion
from hyte.store.large_tables import (
    Known,
    not_in_portions,
    ordinary_share,
    plan_of,
    portion_tasks,
    whole_share,
    wide_files,
)
from hyte.store.merge import in_order
from hyte.store.protect import protect
from hyte.store.protected_traces import without_traces
from hyte.store.relations import same_counts
from hyte.store.schemas import TABLES
from hyte.store.shares import one_per_id
from hyte.store.tasks import Progress, do_all

if TYPE_CHECKING:
    from collections.abc import Callable

_SECRET = ("suppressed", "suppressed_or_missing")
_APART = "\x00"
_CONFLICTS = ("region", "indicator", "sex", "year", "file_used", "file_other", "place_other")
_PERCENTILES = ("invented", "scope", "indicator", "sex", "year")


@dataclass(frozen=True, slots=True, eq=False)
class LargeShare:
    """What large files give, by name: as a small file would, but for the rows that are done in portions."""

    portions: Portions
    harmonised: Mapping[str, Harmonised]
    in_portions: Mapping[str, int]
    """Rows of each file that are done in portions."""
    facts: Mapping[str, CachedFile]
    wide: frozenset[str]
    """Files of so many indicators that sums between them are searched neither here nor in small files."""


def make_share(
    files: Sequence[Known],
    small: Mapping[str, tuple[str | None, Harmonised]],
    portions: int,
    work: Path,
    *,
    areas: Areas,
    own_areas: Sequence[OwnArea],
    register: Register,
    disclosure: Disclosure,
    workers: int | None,
    progress: Progress | None,
) -> LargeShare:
    """Do all that large files give; `small` has the layout and the share of every other file."""
    elsewhere = {id for _, share in small.values() for id in share.observations["indicator"].unique()}
    left_out = not_in_portions(files, elsewhere | _same_counts(files, small, portions, disclosure), portions)
    joining = {file.name: ordinary_share(file, left_out, portions, areas, register) for file in files}
    shares = {name: share.indicators for name, (_, share) in small.items()}
    shares |= {file.name: file.indicators for file in files}
    ids = {id for file in files for own in file.indicator_ids for id in own}
    indicators = one_per_id("indicators", [shares[name] for name in sorted(shares)], ids)
    plan = plan_of(files, left_out, indicators, own_areas, disclosure)
    folder = work / "portions"
    do_all(portion_tasks(plan, portions, folder), workers=workers, progress=progress)
    done = gather_portions(plan, folder, portions)
    return LargeShare(
        done,
        {file.name: whole_share(file, at, joining[file.name], done) for at, file in enumerate(files)},
        {file.name: done.kept[at] for at, file in enumerate(files)},
        {file.name: _facts(file) for file in files},
        wide_files(files),
    )


def _facts(file: Known) -> CachedFile:
    facts = SourceFacts(notes=notes_on(sum(part.absolute_only for part in file.file.parts)))
    return CachedFile(LAYOUT, (Reading(LAYOUT, tidy_rows(0, {}), 0, facts=facts),))


def _same_counts(
    files: Sequence[Known],
    small: Mapping[str, tuple[str | None, Harmonised]],
    portions: int,
    disclosure: Disclosure,
) -> set[str]:
    """Indicators that may print the same counts as a municipality's own, of which some may be hidden."""
    own = [s.observations for layout, s in small.values() if threshold_of(layout or "", disclosure) > 0]
    own = [rows for rows in own if len(rows)]
    if not own:
        return set()
    rows = pd.concat(own, ignore_index=True)
    regions = set(rows["region"])
    parts = [_counts(rows["indicator"], rows["region"], rows["year"], rows["sex"], rows)]
    for file in files:
        for part, ids, places in zip(file.file.parts, file.indicator_ids, file.region_ids, strict=True):
            near = np.array([place in regions for place in places], dtype=bool)
            indicators, names = (np.array(list(each), dtype=object) for each in (ids, places))
            for number in range(portions) if near.any() else ():
                found = rows_of_portion(part, number)
                at = np.flatnonzero(near[found["region"]])
                chosen = {name: column[at] for name, column in found.items()}
                parts.append(
                    _counts(
                        indicators[chosen["indicator"]],
                        names[chosen["region"]],
                        chosen["year"],
                        np.array(SEXES, dtype=object)[chosen["sex"]],
                        chosen,
                    )
                )
    table = pd.concat(parts, ignore_index=True)
    numbers, known = pd.factorize(table["indicator"])
    key = table.groupby(["region", "year", "sex"], sort=False).ngroup()
    wanted = np.flatnonzero(known.isin(set(rows["indicator"]))).tolist()
    pairs = same_counts(pd.DataFrame({"indicator": numbers, "key": key, "count": table["count"]}), wanted)
    return {str(known[one]) for pair in pairs for one in pair}


def _counts(indicator: object, region: object, year: object, sex: object, rows: Any) -> pd.DataFrame:
    """What may be counts: numerators, and whole values where there is none."""
    value, numerator = (np.asarray(rows[name], dtype=np.float64) for name in ("value", "numerator"))
    count = np.where(np.isnan(numerator), value, numerator)
    table = pd.DataFrame({"indicator": indicator, "region": region, "year": year, "sex": sex, "count": count})
    table = table[(count == np.round(count)) & (count >= 0)]
    made: pd.DataFrame = table.astype(
        dict.fromkeys(("indicator", "region", "sex"), "str") | {"year": "int64"}
    )
    return made


def protect_beside(
    tables: Mapping[str, pd.DataFrame], large: LargeShare | None, areas: Areas, disclosure: Disclosure
) -> dict[str, pd.DataFrame]:
    """The ordinary tables, protected, without what they would tell of figures that are hidden in portions."""
    if large is None:
        return protect(tables, areas, disclosure)
    rows = tables["observations"]
    theirs = rows["file"].isin(set(large.harmonised))
    # Here stand a few indicators of a wide file, which must not be searched for sums between them either.
    wide = rows["file"].isin(large.wide)
    apart = rows["file"].where(~wide, rows["file"] + _APART + rows["indicator"])
    sources = tables["sources"]
    beside = pd.DataFrame({"file": apart[wide].unique(), "layout": LAYOUT, "sha256": "-"})
    changed = dict(tables) | {
        "observations": rows.assign(file=apart.astype("str")),
        "sources": pd.concat([sources, beside], ignore_index=True),
    }
    made = protect(changed, areas, disclosure)
    rows = made["observations"].assign(file=rows["file"])
    made |= {"observations": rows, "sources": made["sources"][: len(sources)].astype(sources.dtypes)}
    secret = rows.loc[theirs & rows["missing"].isin(_SECRET), TRACES]
    traces = [part for part in (secret, *large.portions.table("traces")) if len(part)]
    if traces:
        hidden = pd.concat(traces, ignore_index=True)
        made = without_traces(made, hidden, np.ones(len(hidden), dtype=bool))
    return made


def with_conflicts(conflicts: pd.DataFrame, large: LargeShare | None) -> pd.DataFrame:
    """Conflicts between ordinary files, and those between large ones."""
    more = large.portions.table("conflicts") if large else []
    parts = [part for part in (conflicts, *more) if len(part)]
    return in_order(pd.concat(parts, ignore_index=True), _CONFLICTS) if more else conflicts


def with_distributions(table: pd.DataFrame, large: LargeShare) -> pd.DataFrame:
    """Distributions of the ordinary figures, and those of the portions; texts are categories."""
    plan = large.portions.plan
    more = large.portions.distributions(scopes_among(plan.areas.municipalities()))
    texts = [name for name, column in TABLES["distributions"].columns.items() if column.type == "text"]
    names = {name: sorted({*more[name].cat.categories, *table[name].unique()}) for name in texts}
    parts = [
        part.assign(**{name: _with_categories(part[name], names[name]) for name in texts})
        for part in (table, more)
        if len(part)
    ]
    if not parts:
        return table
    whole = pd.concat(parts, ignore_index=True)
    ranks = [whole[name].cat.codes if name in texts else whole[name] for name in _PERCENTILES]
    return whole.iloc[np.lexsort(ranks[::-1])].reset_index(drop=True)


def _with_categories(texts: pd.Series, names: Sequence[str]) -> pd.Categorical:
    index = pd.Index(list(names), dtype="str")
    return pd.Categorical(texts, categories=index)


def rows_for_facts(observations: pd.DataFrame, large: LargeShare) -> pd.DataFrame:
    """Rows that tell of municipalities what all observations would tell."""
    names = ["region", "indicator", "year", "sex", "value", "invented"]
    parts = [part for part in (observations[names], *large.portions.table("facts")) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else observations[names]


def one_row_each(large: LargeShare, shown: Callable[[str], str]) -> pd.DataFrame:
    """A row for each indicator and world, which shows that it has figures; for the fingerprints."""
    plan, found = large.portions.plan, large.portions.by_indicator
    rows = [
        (plan.regions[0], plan.indicators[at], 2000, 1.0, file.invented, shown(file.name))
        for position, file in enumerate(plan.files)
        for at in np.flatnonzero(found[position]).tolist()
    ]
    names = ["region", "indicator", "year", "value", "invented", "file"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(("region", "indicator", "file"), "str"))
