"""Which indicator and which region of the project the rows of a file mean.

Each different combination of what the file prints is resolved once and mapped onto the rows, so that a table
of some hundred thousand figures takes less than a second.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from hyte.errors import InputError
from hyte.model import LANGUAGES
from hyte.reference.areas import fold
from hyte.reference.labels import normalised
from hyte.reference.regions import region_category, region_id, region_name
from hyte.sources.found_lists import FoundLists, ListedIndicator, ListedRegion

if TYPE_CHECKING:
    import numpy.typing as npt

    from hyte.reference.areas import Areas
    from hyte.reference.register import Indicator, Register
    from hyte.sources.sidecar import Sidecar

_INDICATOR = ("source", "table", "indicator_code", "indicator_label", "breakdown")
_REGION = ("source", "region_code", "region_category", "region_label")


def combinations(rows: pd.DataFrame, columns: Sequence[str]) -> tuple[pd.DataFrame, npt.NDArray[np.intp]]:
    """The different combinations of `columns` in order of appearance, and each row's position among them."""
    combined = np.zeros(len(rows), dtype=np.int64)
    for name in columns:
        codes, values = pd.factorize(rows[name])
        # Again after each column, so that the product of many columns cannot overflow.
        combined, _ = pd.factorize(combined * (len(values) + 1) + codes + 1)
    _, first = np.unique(combined, return_index=True)
    return rows[list(columns)].iloc[first], combined.astype(np.intp)


def indicators_of(
    rows: pd.DataFrame, register: Register, lists: FoundLists, sidecar: Sidecar | None, file: str
) -> tuple[list[dict[str, object]], npt.NDArray[np.intp]]:
    """Rows of the table ``indicators`` for the indicators in `rows`, and for each row the position of its
    own.

    A title is looked up in the register, then in the indicator lists. Raises `InputError` when the sidecar
    names an indicator that the register does not have, or one indicator for a file of several.
    """
    found, which = combinations(rows, _INDICATOR)
    records = [_plain(row) for row in found.to_dict("records")]
    if sidecar and sidecar.indicator and records:
        _require_one(sidecar.indicator, records, register, file)
    described: list[dict[str, object]] = []
    for position, record in enumerate(records):
        source, table, code, label, breakdown = (record[name] for name in _INDICATOR)
        listed = lists.indicator(source or "", table, code)
        if code is None and label is not None and listed is None:
            code = lists.code_by_title.get((source or "", normalised(label)))
            listed = lists.indicator(source or "", table, code)
        known = register.get(sidecar.indicator) if sidecar and sidecar.indicator else None
        for title in (label, *(listed.titles if listed else ())):
            known = known or register.resolve(source or "", table, code, title, breakdown or "")
        if known is None:
            decimals = _decimals(rows["value"].to_numpy()[which == position])
            shown = label or (next((title for title in listed.titles if title), None) if listed else None)
            known = register.unknown(source or "", table, code, shown, breakdown or "", decimals)
        described.append(_indicator_row(known, source, table, code, breakdown, listed))
    return described, which


def _require_one(id: str, records: Sequence[dict[str, str | None]], register: Register, file: str) -> None:
    if register.get(id) is None:
        near = register.nearest(id)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise InputError(
            f"The sidecar names the indicator {id!r}, which the register does not have.",
            place=f"{file}.meta.toml",
            remedy=f"{hint}Correct it, or leave the key out: an unknown indicator is kept too.",
        )
    if len(records) > 1:
        names = [
            " / ".join(t for t in (r["indicator_label"] or r["indicator_code"], r["breakdown"]) if t)
            for r in records
        ]
        raise InputError(
            f"The sidecar names one indicator, but the file holds {len(records)}: {'; '.join(names[:3])}"
            f"{' …' if len(names) > 3 else ''}.",
            place=f"{file}.meta.toml",
            remedy="Export one indicator per file, or leave the key out.",
        )


def _indicator_row(
    known: Indicator,
    source: str | None,
    table: str | None,
    code: str | None,
    breakdown: str | None,
    listed: ListedIndicator | None,
) -> dict[str, object]:
    row: dict[str, object] = {"indicator": known.id, "source": source, "code": code, "table": table}
    for position, language in enumerate(LANGUAGES):
        title, unit = known.title(language), known.unit(language)
        if listed and not known.registered:
            told = listed.titles[position]
            title = f"{told} ({breakdown})" if told and breakdown else told or title
            unit = listed.units[position] or unit
        row |= {f"title_{language}": title or None, f"unit_{language}": unit or None}
    decimals = known.decimals
    if listed and not known.registered and listed.decimals is not None:
        decimals = listed.decimals
    return row | {
        "decimals": decimals,
        "kind": str(known.kind),
        "direction": str(known.direction),
        "direction_reason": known.direction_reason("fi") or None,
        "theme": known.theme or None,
        "group": known.group or None,
        "registered": known.registered,
    }


def _decimals(values: npt.NDArray[np.float64]) -> int:
    values = values[np.isfinite(values)]
    for decimals in range(4):
        if np.allclose(values, np.round(values, decimals), rtol=0, atol=1e-9):
            return decimals
    return 4


class Region(NamedTuple):
    """A region as one file prints it, `listed` when only a region list knows it."""

    id: str
    category: str
    known: bool
    label: str | None
    listed: ListedRegion | None


def regions_of(
    rows: pd.DataFrame, areas: Areas, lists: FoundLists
) -> tuple[list[Region], npt.NDArray[np.intp]]:
    """The regions in `rows`, and for each row the position of its own."""
    found, where = combinations(rows, _REGION)
    # Most files of a source name the same few hundred areas.
    names = found.astype(object).where(found.notna(), None).itertuples(index=False, name=None)
    return [_region(*name, areas, lists) for name in names], where


@lru_cache(maxsize=65_536)
def _region(
    source: str | None,
    code: str | None,
    category: str | None,
    label: str | None,
    areas: Areas,
    lists: FoundLists,
) -> Region:
    id, kind = region_id(source or "", code, category, label, areas)
    listed: ListedRegion | None = None
    if region_category(id, areas) is None:
        if source == "sotkanet" and category is None and code:
            listed = lists.region_by_id.get(code)
        if listed is None and label and id.startswith("NAME:"):
            listed = lists.region_by_name.get(fold(label))
        if listed is not None:
            id, kind = region_id("sotkanet", listed.code, listed.category, listed.label, areas)
        elif id[:2] == "KU":
            # Only the names are missing: a list may have them under the same code.
            listed = next(
                (r for r in lists.region_by_id.values() if r.category == "KUNTA" and f"KU{r.code}" == id),
                None,
            )
    return Region(id, kind, region_category(id, areas) is not None, label, listed)


@lru_cache(maxsize=65_536)
def region_row(region: Region, areas: Areas) -> dict[str, object]:
    """The row of the table ``regions``: county and successor are region ids."""
    names: list[str | None] = [region_name(region.id, language, areas) for language in LANGUAGES]
    if not region.known:
        names = [*region.listed.names()] if region.listed else [_bare(region)] * 3
    row: dict[str, object] = {"region": region.id, "category": region.category or None}
    row |= {f"name_{language}": name or None for language, name in zip(LANGUAGES, names, strict=True)}
    code = region.id.removeprefix("KU") if region.id.startswith("KU") else ""
    municipality = areas.municipality(code)
    merger = areas.merger(code)
    successor = areas.successor(code) if merger else None
    return row | {
        "county": f"HVA{municipality.county}" if municipality else None,
        "country_part": None if municipality is None else "mainland" if municipality.mainland else "aland",
        "language": municipality.language if municipality else None,
        "municipality_group": municipality.group if municipality else None,
        "successor": successor.region_id if successor else None,
        "successor_year": merger.year if merger else None,
        "invented": _is_invented(region.id, areas),
    }


def _is_invented(id: str, areas: Areas) -> bool:
    if id.startswith("KU"):
        municipality = areas.municipality(id[2:]) or areas.successor(id[2:])
        return bool(municipality and municipality.invented)
    return any(county.invented for county in areas.counties if county.region_id == id)


def _bare(region: Region) -> str | None:
    label = region.label or (region.id.removeprefix("NAME:") if region.id.startswith("NAME:") else None)
    return label.removeprefix(region.id).lstrip(" :–-") or None if label else None


def _plain(row: Mapping[Hashable, object]) -> dict[str, str | None]:
    return {str(name): None if value is None or pd.isna(value) else str(value) for name, value in row.items()}  # type: ignore[call-overload]
