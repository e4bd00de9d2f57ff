"""Which figures count persons, and from how many on a file's counts are shown.

A publisher has hidden what it wants to hide before it publishes; nobody has done so for a municipality's own
sheets, whose titles are all that tells what a number counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.model import Kind
from hyte.settings import Disclosure

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

WORDS = Path(__file__).with_name("counted.toml")


def threshold_of(layout: str, disclosure: Disclosure) -> int:
    """The smallest count that is shown of a file with this layout, 0 where all are."""
    if layout.startswith("sotkanet"):
        return disclosure.sotkanet
    if layout.startswith("thl"):
        return disclosure.thl
    if layout.startswith("teaviisari"):
        return disclosure.tea
    if layout in ("px", "json-stat2") or layout.startswith("pxweb"):
        return disclosure.statfin
    return disclosure.sheets


def thresholds(observations: pd.DataFrame, sources: pd.DataFrame, disclosure: Disclosure) -> Floats:
    """The threshold of each observation, by the layout of its file."""
    layouts = sources["layout"].fillna("").astype(str)
    of_file = {
        file: threshold_of(layout, disclosure) for file, layout in zip(sources["file"], layouts, strict=True)
    }
    codes, files = pd.factorize(observations["file"])
    # A file that is in no list cannot be told from one's own.
    known = np.array([of_file.get(file, disclosure.sheets) for file in files], dtype=np.float64)
    return known[codes] if len(known) else np.zeros(0)


def counts_of(observations: pd.DataFrame, indicators: pd.DataFrame) -> Floats:
    """The count of each observation: its numerator, or its value where the indicator is a count; else NaN."""
    codes, ids = pd.factorize(observations["indicator"])
    values, numerators = (observations[name].to_numpy(dtype=np.float64) for name in ("value", "numerator"))
    return counts_by_code(values, numerators, codes, ids, indicators)


def counts_by_code(
    values: Floats,
    numerators: Floats,
    codes: npt.NDArray[np.integer],
    ids: Sequence[str] | pd.Index[str],
    indicators: pd.DataFrame,
) -> Floats:
    """As `counts_of`, of values and numerators whose indicators are positions in `ids`."""
    known = indicators.set_index("indicator").reindex(list(ids))
    # Of what the register does not know, whole numbers are taken for counts.
    broken = ~np.isnan(values) & ((values < 0) | (values != np.round(values)))
    whole = np.bincount(codes, weights=broken, minlength=len(ids)) == 0
    unknown = known["registered"].isin([False]).to_numpy()
    counted = (known["kind"] == str(Kind.COUNT)).to_numpy() | (unknown & whole)
    return np.where(np.isnan(numerators), np.where(counted[codes], values, np.nan), numerators)


def counts_persons(observations: pd.DataFrame, indicators: pd.DataFrame) -> Flags:
    """Whether each observation counts persons, families or households, as far as its words tell."""
    codes, ids = pd.factorize(observations["indicator"])
    known = indicators.set_index("indicator").reindex(ids)
    texts = (
        known[["title_fi", "title_sv", "title_en", "unit_fi"]].fillna("").astype(str).agg(" ".join, axis=1)
    )
    persons = np.array([_tells_of_persons(text) for text in texts], dtype=bool)
    of_indicator = persons[codes] if len(persons) else np.zeros(0, dtype=bool)
    return np.asarray(of_indicator | observations["numerator"].notna().to_numpy(), dtype=bool)


def _tells_of_persons(text: str) -> bool:
    folded = " ".join(text.casefold().split())
    words, told = _words(), set(re.findall(r"\w+", folded))
    if told.intersection(words["units"]) or any(sign in folded for sign in words["never"]):
        return False
    persons = any(word.startswith(tuple(words["persons"])) for word in told)
    return persons or not any(stem in folded for stem in words["things"])


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
