"""What is known of each municipality for the search of peers: size, ages, how many indicators.

Kept beside the tables as JSON, because what is stale must be decided without opening a table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hyte.errors import TableError
from hyte.reference.areas import Areas
from hyte.statistics.likeness_of_places import AGE_GROUPS, FEWEST_CANDIDATES, PlaceFacts
from hyte.store.schemas import REMEDY

if TYPE_CHECKING:
    import pandas as pd

STORED_AS = "municipality_facts.json"
POPULATION = "population"
OLDEST_AGES = 5
"""A share of an age group that is so many years older than the newest one tells nothing of today."""


@dataclass(frozen=True, slots=True)
class MunicipalityFacts:
    """Facts by municipality code, from real and from invented figures; these never meet."""

    real: Mapping[str, PlaceFacts]
    invented: Mapping[str, PlaceFacts]

    def of(self, *, invented: bool) -> Mapping[str, PlaceFacts]:
        """Those of the invented, or those of the real municipalities."""
        return self.invented if invented else self.real


def facts_of(observations: pd.DataFrame, areas: Areas) -> MunicipalityFacts:
    """Facts of every mainland municipality of today that has a population, from finished observations.

    Population and ages are the newest ones of all years, so that the reports of several years have the same
    peers. An indicator counts when its municipality and three others have a figure: one that nobody else has
    compares with nothing.
    """
    rows = observations.loc[
        observations["value"].notna(), ["region", "indicator", "year", "sex", "value", "invented"]
    ]
    found = {}
    for invented in (False, True):
        codes = {m.region_id: m.code for m in areas.municipalities() if m.invented == invented}
        own = rows[(rows["invented"] == invented) & rows["region"].isin(list(codes))]
        found[invented] = _facts(own.assign(code=own["region"].map(codes)))
    return MunicipalityFacts(found[False], found[True])


def _facts(rows: pd.DataFrame) -> dict[str, PlaceFacts]:
    pairs = rows[["code", "indicator"]].drop_duplicates()
    of_many = pairs.groupby("indicator")["code"].transform("size") > FEWEST_CANDIDATES
    indicators = pairs[of_many].groupby("code").size()
    wanted = rows["indicator"].isin([POPULATION, *AGE_GROUPS]) & (rows["sex"] == "total")
    newest = (
        rows[wanted].sort_values("year", kind="stable").drop_duplicates(["code", "indicator"], keep="last")
    )
    people = newest[(newest["indicator"] == POPULATION) & (newest["value"] > 0)]
    ages = newest[newest["indicator"] != POPULATION]
    ages = ages[ages["year"] > ages.groupby("code")["year"].transform("max") - OLDEST_AGES]
    shares: dict[str, dict[str, float]] = {}
    for code, indicator, value in zip(ages["code"], ages["indicator"], ages["value"], strict=True):
        shares.setdefault(str(code), {})[str(indicator)] = float(value)
    return {
        str(code): PlaceFacts(
            population=float(value),
            year=int(year),
            ages=dict(sorted(shares.get(code, {}).items())),
            indicators=int(indicators.get(code, 0)),
        )
        for code, value, year in sorted(zip(people["code"], people["value"], people["year"], strict=True))
    }


def store_municipality_facts(folder: Path, facts: MunicipalityFacts) -> Path:
    """Write them beside the tables."""
    path = folder / STORED_AS
    text = json.dumps(asdict(facts), indent=1) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def read_municipality_facts(processed: Path) -> MunicipalityFacts:
    """The facts of the last ingest. Raises `TableError` when there was none."""
    path = processed / STORED_AS
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        parts = {
            name: {code: PlaceFacts(**found) for code, found in content[name].items()}
            for name in MunicipalityFacts.__slots__
        }
        return MunicipalityFacts(**parts)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise TableError(
            "The facts of the municipalities cannot be read.", place=str(path), remedy=REMEDY
        ) from error
