"""The share of large files in the processed tables, made portion by portion.

An indicator is done in portions when nothing but large files has it and no figure that is hidden elsewhere
could follow from it; the rows of every other indicator join the ordinary tables.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.model import Kind
from hyte.reference.areas import Areas, OwnArea
from hyte.reference.register import Register
from hyte.settings import Disclosure
from hyte.sources.found_lists import FoundLists
from hyte.sources.harmonise import Harmonised, described, harmonise
from hyte.sources.identify import indicators_of, regions_of
from hyte.sources.reading import Reading
from hyte.sources.sidecar import Sidecar
from hyte.sources.sotkanet.blocks import KINDS, SEXES
from hyte.sources.tidy import tidy_rows
from hyte.store.large_finished import Portions
from hyte.store.large_plan import LAYOUT, Plan, PortionFile, texts
from hyte.store.large_portions import finish_portion
from hyte.store.large_reading import LargeFile, portion_of, rows_of_portion
from hyte.store.protect import HIDDEN
from hyte.store.relations import MOST_COLUMNS
from hyte.store.tasks import Task

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A large file in the words of the project: for each part, the id of each of its words.

    `indicators` and `regions` describe them; `unknown_…` are ids that nobody knows.
    """

    file: LargeFile
    invented: bool
    updated: str | None
    indicator_ids: tuple[tuple[str, ...], ...]
    region_ids: tuple[tuple[str, ...], ...]
    indicators: pd.DataFrame
    regions: pd.DataFrame
    unknown_indicators: frozenset[str]
    unknown_regions: frozenset[str]
    lists: FoundLists
    sidecar: Sidecar | None

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.file.file.name


def know(
    file: LargeFile,
    *,
    areas: Areas,
    register: Register,
    lists: FoundLists,
    sidecar: Sidecar | None,
    invented: bool,
) -> Known:
    """Look up every indicator and region of a large file once."""
    decimals: dict[str, int] = {}
    for part in file.parts:
        for code, number in zip(part.words["indicators"], part.decimals, strict=True):
            decimals[code] = max(number, decimals.get(code, 0))
    # One value with so many decimals stands for all of an indicator that the register does not have.
    one_each = tidy_rows(
        len(decimals),
        {
            "source": "sotkanet",
            "year": 0,
            "indicator_code": list(decimals),
            "value": [10.0**-number for number in decimals.values()],
        },
    )
    found, which = indicators_of(one_each, register, lists, sidecar, file.file.name)
    ids = dict(zip(decimals, (str(found[at]["indicator"]) for at in which), strict=True))
    codes = list(dict.fromkeys(code for part in file.parts for code in part.words["regions"]))
    regions, where = regions_of(
        tidy_rows(len(codes), {"source": "sotkanet", "year": 0, "region_code": codes}), areas, lists
    )
    region_ids = dict(zip(codes, (regions[at].id for at in where), strict=True))
    told = sidecar.updated if sidecar else None
    indicator_frame, region_frame = described(found, regions, areas)
    return Known(
        file,
        invented,
        told.isoformat() if told else None,
        tuple(tuple(ids[code] for code in part.words["indicators"]) for part in file.parts),
        tuple(tuple(region_ids[code] for code in part.words["regions"]) for part in file.parts),
        indicator_frame,
        region_frame,
        frozenset(str(one["indicator"]) for one in found if not one["registered"]),
        frozenset(one.id for one in regions if not (one.known or one.listed)),
        lists,
        sidecar,
    )


def wide_files(files: Sequence[Known]) -> frozenset[str]:
    """Names of the files with so many indicators that count something that nobody searches sums between them.

    An indicator counts for certain when it has an absolute value, or is known to be a count.
    """
    found = set()
    for file in files:
        counts = set(file.indicators.loc[file.indicators["kind"] == str(Kind.COUNT), "indicator"])
        for ids, part in zip(file.indicator_ids, file.file.parts, strict=True):
            counts.update(ids[place] for place in part.counted)
        if len(counts) > MOST_COLUMNS:
            found.add(file.name)
    return frozenset(found)


def not_in_portions(files: Sequence[Known], elsewhere: set[str], portions: int) -> set[str]:
    """Indicators whose rows join the ordinary tables: those in other files, in two portions, or in a file
    that is not wide, whose sums take all of its indicators together."""
    found = set(elsewhere)
    places: dict[str, set[int]] = {}
    wide = wide_files(files)
    for file in files:
        for ids, part in zip(file.indicator_ids, file.file.parts, strict=True):
            if file.name not in wide:
                found.update(ids)
            for id, code in zip(ids, part.words["indicators"], strict=True):
                places.setdefault(id, set()).add(portion_of(code, portions))
    return found | {id for id, where in places.items() if len(where) > 1}


def ordinary_share(
    file: Known, wanted: set[str], portions: int, areas: Areas, register: Register
) -> Harmonised:
    """The rows of the `wanted` indicators as a small file would give them, and all the reader's refusals."""
    parts = []
    for part, ids, first in zip(file.file.parts, file.indicator_ids, file.file.first_lines(), strict=True):
        chosen = np.array([id in wanted for id in ids], dtype=bool)
        codes = [code for code, here in zip(part.words["indicators"], chosen, strict=True) if here]
        for number in sorted({portion_of(code, portions) for code in codes}):
            rows = rows_of_portion(part, number)
            at = np.flatnonzero(chosen[rows["indicator"]])
            words = part.words
            parts.append(
                tidy_rows(
                    len(at),
                    {
                        "source": "sotkanet",
                        "indicator_code": texts(rows["indicator"][at], words["indicators"]),
                        "region_code": texts(rows["region"][at], words["regions"]),
                        "year": rows["year"][at],
                        "sex": texts(rows["sex"][at], SEXES),
                        "value": rows["value"][at],
                        "numerator": rows["numerator"][at],
                        "missing": texts(rows["missing"][at], KINDS),
                        "symbol": texts(rows["symbol"][at], words["symbols"]),
                        "preliminary": rows["preliminary"][at],
                        "line": rows["line"][at] + first,
                    },
                )
            )
    whole = pd.concat(parts, ignore_index=True) if parts else tidy_rows(0, {})
    whole = whole.sort_values("line", kind="stable", ignore_index=True)
    refusals = tuple(file.file.refusals())
    reading = Reading(LAYOUT, whole, len(whole) + len(refusals), refusals)
    return harmonise(
        file.name, [reading], areas=areas, register=register, lists=file.lists, sidecar=file.sidecar
    )


def plan_of(
    files: Sequence[Known],
    left_out: set[str],
    indicators: pd.DataFrame,
    own_areas: Sequence[OwnArea],
    disclosure: Disclosure,
) -> Plan:
    """What the portions need to know of all that is done in them; `indicators` is the whole table."""
    all_indicators = sorted({id for file in files for ids in file.indicator_ids for id in ids} - left_out)
    all_regions = sorted({id for file in files for ids in file.region_ids for id in ids})
    symbols = [HIDDEN, *sorted({text for f in files for p in f.file.parts for text in p.words["symbols"]})]
    rank = {
        name: dict(zip(ids, range(len(ids)), strict=True))
        for name, ids in (("indicators", all_indicators), ("regions", all_regions), ("symbols", symbols))
    }
    return Plan(
        tuple(
            PortionFile(
                file.name,
                file.invented,
                file.updated,
                file.file.parts,
                tuple(file.file.first_lines()),
                tuple(_positions(ids, rank["indicators"]) for ids in file.indicator_ids),
                tuple(_positions(ids, rank["regions"]) for ids in file.region_ids),
                tuple(_positions(part.words["symbols"], rank["symbols"]) for part in file.file.parts),
            )
            for file in files
        ),
        tuple(all_indicators),
        tuple(all_regions),
        tuple(symbols),
        indicators[indicators["indicator"].isin(all_indicators)].reset_index(drop=True),
        tuple(own_areas),
        disclosure,
    )


def _positions(ids: Sequence[str], rank: Mapping[str, int]) -> npt.NDArray[np.int64]:
    # With one more at the end, which -1 finds.
    return np.array([*(rank.get(id, -1) for id in ids), -1], dtype=np.int64)


def portion_tasks(plan: Plan, portions: int, folder: Path) -> list[Task]:
    """A task for each portion; what is left there of an earlier run is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return [
        Task(
            f"portion {number + 1} of {portions}", 60.0, finish_portion, (plan, number, folder / str(number))
        )
        for number in range(portions)
    ]


def whole_share(file: Known, position: int, ordinary: Harmonised, portions: Portions) -> Harmonised:
    """All that a file gives; `observations` are only those that join the ordinary tables."""
    reader = len(file.file.refusals())
    twice = [*ordinary.refusals[reader:], *portions.refusals.get(position, [])]
    twice.sort(key=lambda refusal: refusal.place.line or 0)
    plan = portions.plan
    return Harmonised(
        ordinary.observations,
        file.indicators,
        file.regions,
        (*ordinary.refusals[:reader], *twice),
        _added(ordinary.unknown_regions, plan.regions, portions.by_region[position], file.unknown_regions),
        _added(
            ordinary.unknown_indicators,
            plan.indicators,
            portions.by_indicator[position],
            file.unknown_indicators,
        ),
    )


def _added(
    first: Sequence[tuple[str, int]],
    ids: Sequence[str],
    counts: npt.NDArray[np.int64],
    unknown: frozenset[str],
) -> tuple[tuple[str, int], ...]:
    found = dict(first)
    for at in np.flatnonzero(counts).tolist():
        if ids[at] in unknown:
            found[ids[at]] = found.get(ids[at], 0) + int(counts[at])
    return tuple(sorted(found.items()))
