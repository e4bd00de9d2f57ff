"""The name of the measure of a table that does not print it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hyte.sources.dimensions.roles import Dimension, Role, assign_roles

if TYPE_CHECKING:
    from hyte.sources.probe import Probe


def measure_of(probe: Probe, dimensions: Sequence[Dimension]) -> tuple[str | None, tuple[str, ...]]:
    """Name of the only measure of a table that does not print it, and notes on where the name comes from.

    The sidecar's `measure` is taken, else the file's name without its ending; a table with a measure
    dimension needs neither.
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
