"""What the three exports of a THL cube have in common: levels of a dimension, and the name of the measure."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hyte.sources.dimensions import Dimension, Role, assign_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hyte.sources.probe import Probe


def measure_of(probe: Probe, dimensions: Sequence[Dimension]) -> tuple[str | None, tuple[str, ...]]:
    """Name of the only measure of a cube that does not print it, and notes for the reader of the report.

    The sidecar's `measure` is taken, else the file's name without its ending; a cube with a measure dimension
    needs neither.
    """
    if any(dimension.role is Role.MEASURE for dimension in assign_roles(dimensions)):
        return None, ()
    sidecar = probe.sidecar
    if sidecar is not None and sidecar.measure:
        return sidecar.measure, ()
    stem = PurePosixPath(probe.name).stem
    return stem, (
        f"The file does not name its indicator, so the file's own name {stem!r} is used: write "
        f'measure = "…" into {PurePosixPath(probe.name).name}.meta.toml beside it.',
    )


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
