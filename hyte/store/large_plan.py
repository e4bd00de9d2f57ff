"""What the portions of large files need to know of all that is done in them, and how their rows look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hyte.reference.areas import Areas, OwnArea
from hyte.settings import Disclosure
from hyte.sources.sotkanet.blocks import KINDS, SEXES
from hyte.store.large_reading import Part

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Columns = dict[str, npt.NDArray[Any]]

LAYOUT = "sotkanet-rest-csv"


@dataclass(frozen=True, slots=True, eq=False)
class PortionFile:
    """One large file; the maps are by part, from the positions of its words to positions in the plan, -1 for
    what is not done in portions."""

    name: str
    invented: bool
    updated: str | None
    parts: tuple[Part, ...]
    first_lines: tuple[int, ...]
    indicators: tuple[Whole, ...]
    regions: tuple[Whole, ...]
    symbols: tuple[Whole, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What every portion needs to know.

    Indicators and regions are sorted ids, `symbols` begins with `HIDDEN`; `described` are the rows of the
    table ``indicators`` for them.
    """

    files: tuple[PortionFile, ...]
    indicators: tuple[str, ...]
    regions: tuple[str, ...]
    symbols: tuple[str, ...]
    described: pd.DataFrame
    own_areas: tuple[OwnArea, ...]
    disclosure: Disclosure

    @property
    def areas(self) -> Areas:
        """The official areas and one's own."""
        return Areas.official().extended(self.own_areas) if self.own_areas else Areas.official()


def frame_of(plan: Plan, columns: Mapping[str, npt.NDArray[Any]]) -> pd.DataFrame:
    """Rows as the table ``observations``, texts as categories."""
    count = len(columns["line"])
    nothing = pd.array([None], dtype="str").take(np.zeros(count, dtype=np.intp))
    empty = np.full(count, np.nan)
    updated = [file.updated for file in plan.files]
    return pd.DataFrame(
        {
            "region": category_of(columns["region"], plan.regions),
            "indicator": category_of(columns["indicator"], plan.indicators),
            "year": columns["year"].astype(np.int64),
            "sex": category_of(columns["sex"], SEXES),
            "value": columns["value"],
            "numerator": columns["numerator"],
            "denominator": empty,
            "ci_low": empty,
            "ci_high": empty,
            "missing": texts(columns["missing"], KINDS),
            "symbol": texts(columns["symbol"], plan.symbols),
            "preliminary": columns["preliminary"],
            "updated": texts(columns["file"], updated),
            "invented": columns["world"].astype(bool),
            "file": category_of(columns["file"], [file.name for file in plan.files]),
            "sheet": nothing,
            "cell": nothing,
            "line": pd.array(columns["line"], dtype="Int64"),
        }
    )


def category_of(codes: npt.NDArray[Any], names: Sequence[str]) -> pd.Categorical:
    """A text column of one name per code, as categories; -1 is no text."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(names), dtype="str"))


def texts(codes: npt.NDArray[Any], names: Sequence[str | None]) -> Any:
    """A text column of one name per code; -1 is no text."""
    return pd.array(list(names), dtype="str").take(codes.astype(np.intp), allow_fill=True)
