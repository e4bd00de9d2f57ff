"""What the finished portions of large files tell, and their tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow

from hyte.errors import Place
from hyte.sources.reading import Refusal
from hyte.sources.sotkanet.blocks import SEXES
from hyte.store.large_plan import Plan, category_of
from hyte.store.schemas import TABLES

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(slots=True, eq=False)
class Portions:
    """The finished portions: what they tell of each file, and their tables."""

    plan: Plan
    folders: list[Path]
    kept: list[int]
    refusals: dict[int, list[Refusal]]
    by_region: npt.NDArray[np.int64]
    by_indicator: npt.NDArray[np.int64]
    hidden: list[int]
    present: set[int] = field(default_factory=set)
    rows: int = 0

    def table(self, name: str) -> list[pd.DataFrame]:
        """``traces``, ``conflicts`` or ``facts`` of each portion that has rows of it."""
        tables = [pd.read_parquet(folder / f"{name}.parquet") for folder in self.folders]
        return [table for table in tables if len(table)]

    def distributions(self, scopes: Sequence[str]) -> pd.DataFrame:
        """The table ``distributions`` of all portions, with texts as categories; not sorted."""
        parts = []
        for folder in self.folders:
            with pyarrow.memory_map(str(folder / "distributions.arrow")) as source:
                parts.append(pyarrow.ipc.open_file(source).read_all())
        whole = pyarrow.concat_tables(parts)
        columns = {name: whole[name].to_numpy() for name in whole.column_names}
        texts = {"indicator": self.plan.indicators, "sex": SEXES, "scope": scopes}
        made = {
            name: category_of(columns[name], texts[name]) if name in texts else columns[name]
            for name in TABLES["distributions"].columns
        }
        return pd.DataFrame(made)

    @property
    def indicators(self) -> set[str]:
        """Ids of the indicators that have a row."""
        return {self.plan.indicators[at] for at in self.present}

    @property
    def regions(self) -> set[str]:
        """Ids of the regions that have a row."""
        return {self.plan.regions[at] for at in np.flatnonzero(self.by_region.sum(axis=0)).tolist()}


def gather_portions(plan: Plan, folder: Path, portions: int) -> Portions:
    """Read what the finished portions tell."""
    count = len(plan.files)
    found = Portions(
        plan,
        [folder / str(number) for number in range(portions)],
        [0] * count,
        {},
        np.zeros((count, len(plan.regions)), dtype=np.int64),
        np.zeros((count, len(plan.indicators)), dtype=np.int64),
        [0] * count,
    )
    for one in found.folders:
        told: dict[str, Any] = json.loads((one / "told.json").read_text(encoding="utf-8"))
        found.kept = [a + b for a, b in zip(found.kept, told["kept"], strict=True)]
        found.hidden = [a + b for a, b in zip(found.hidden, told["hidden"], strict=True)]
        found.by_region += np.array(told["regions"], dtype=np.int64).reshape(found.by_region.shape)
        found.by_indicator += np.array(told["indicators"], dtype=np.int64).reshape(found.by_indicator.shape)
        found.present |= set(told["indicators_present"])
        found.rows += told["rows"]
        for position, code, detail, line, number in told["refusals"]:
            place = Place(plan.files[position].name, line=line)
            found.refusals.setdefault(position, []).append(Refusal(code, detail, place, number))
    return found
