"""The European standard population of 2013: how many of 100 000 Europeans are of each age.

Eurostat: Revision of the European Standard Population, report of Eurostat's task force, 2013.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hyte.reference.tables import rows_of


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Ages in whole years, the last one included (None: and older), and its weight in the standard."""

    first: int
    last: int | None
    weight: int


@lru_cache(maxsize=1)
def standard_population() -> tuple[AgeBand, ...]:
    """The 21 bands from the youngest; their weights add up to 100 000."""
    return tuple(
        AgeBand(int(row["first_age"]), int(row["last_age"]) if row["last_age"] else None, int(row["weight"]))
        for row in rows_of("standard_population.csv")
    )


def standard_weights(first_ages: Sequence[int], last_age: int | None = None) -> tuple[int, ...]:
    """Weights of an age table's own bands, each of which is one or several bands of the standard.

    Parameters
    ----------
    first_ages : sequence of int
        The first age of each band, in order; a band ends where the next begins.
    last_age : int, optional
        The last age of the last band; without it, that band holds all who are older too.

    Raises
    ------
    ValueError
        When the ages are not in order, or a band begins or ends within one of the standard.
    """
    bands = standard_population()
    ends = [*(age - 1 for age in first_ages[1:]), last_age]
    starts = {band.first for band in bands}
    if not first_ages or list(first_ages) != sorted(set(first_ages)) or not starts.issuperset(first_ages):
        raise ValueError(f"{list(first_ages)} are not first ages of bands of the standard population")
    if last_age is not None and (last_age + 1 not in starts or last_age < first_ages[-1]):
        raise ValueError(f"{last_age} is not the last age of a band of the standard population")
    return tuple(
        sum(band.weight for band in bands if first <= band.first and (end is None or band.first <= end))
        for first, end in zip(first_ages, ends, strict=True)
    )
