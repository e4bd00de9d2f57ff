"""What the three exports of a THL cube have in common: the cube's id, and levels of one dimension."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hyte.sources.probe import Probe


def cube_id(probe: Probe) -> str | None:
    """Id of the cube when the file still has the name that the service gave it ("fact_ktk_ktk1.csv")."""
    stem = PurePosixPath(probe.name).stem
    return stem if stem.startswith("fact_") else None


def finest_level(levels: Sequence[Sequence[str]]) -> list[int]:
    """For each row of several levels of one dimension, the index of the most detailed one that is filled.

    `levels[k][row]` is the label at level k, broadest level first; the answer is 0 where no level is filled.
    """
    finest = [0] * len(levels[0])
    for index, labels in enumerate(levels):
        for row, label in enumerate(labels):
            if label:
                finest[row] = index
    return finest
