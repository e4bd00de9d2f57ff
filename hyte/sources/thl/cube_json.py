"""JSON export of a THL cube: JSON-stat of the first shape, with texts for figures, under "dataset"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from hyte.errors import InputError
from hyte.sources.dimensions.roles import Dimension
from hyte.sources.dimensions.table import DimensionTable, dense_positions, tidy
from hyte.sources.numbers import figures_of
from hyte.sources.only_measure import measure_of
from hyte.sources.reading import Reading, SourceFacts
from hyte.sources.statfin.json_stat import categories_of, spread
from hyte.sources.thl.cube import cube_id

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

LAYOUT = "thl-cube-json"
_INTERVAL = "tiku_vtype"
_PARTS = {"ci_lower": "ci_low", "ci_upper": "ci_high", "n": "denominator"}
_METADATA = re.compile(r"\s*thl\.pivot\.loadDimensions\s*\(")


class ThlCubeJson:
    """Reads the JSON export of a THL cube, and refuses its list of dimensions, which holds no figures."""

    layout = LAYOUT

    def recognises(self, probe: Probe) -> bool:
        """Whether the file is a "dataset" of the first JSON-stat shape, or a cube's list of dimensions."""
        if probe.kind != "json":
            return False
        if _METADATA.match(probe.text):
            return True
        try:
            content = probe.json()
        except InputError:
            return False
        dataset = content.get("dataset") if isinstance(content, dict) else None
        return isinstance(dataset, dict) and isinstance(dataset.get("dimension"), dict)

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read the cube; `InputError` for a list of dimensions, an empty answer or a broken one."""
        if _METADATA.match(probe.text):
            raise InputError(
                "The file is a cube's list of dimensions and holds no figures.",
                place=probe.name,
                remedy="Export the cube itself (.csv, .xlsx or .json) and take this file away.",
            )
        dataset = probe.json()["dataset"]
        described = dataset["dimension"]
        ids, sizes, values = described.get("id"), described.get("size"), dataset.get("value")
        if not values:
            raise InputError(
                "The cube's answer holds no figures.",
                place=probe.name,
                remedy="Choose rows, columns and filters that have figures, and export it again.",
            )
        names = [str(name) for name in ids] if isinstance(ids, list) else []
        dimensions = tuple(_dimension(probe, name, described.get(name)) for name in names)
        if not dimensions or [len(d.labels) for d in dimensions] != sizes:
            raise InputError(
                "The cube's sizes and its dimensions do not agree.",
                place=probe.name,
                remedy="Export it again; the file is probably not whole.",
            )
        cells = spread(probe, values, int(np.prod(sizes)))
        yield _reading(probe, dimensions, cells, dataset.get("label"))


def _dimension(probe: Probe, name: str, described: Any) -> Dimension:
    if not isinstance(described, Mapping):
        raise InputError(
            f"The dimension {name!r} is named but not described.",
            place=probe.name,
            remedy="Export the cube again; the file is probably not whole.",
        )
    ids, labels = categories_of(probe, name, described.get("category"))
    label = described.get("label")
    # The ids are the cube's own running numbers, no codes of areas; only the interval's are words.
    return Dimension(
        name if not isinstance(label, str) else label, labels, ids if name == _INTERVAL else None
    )


def _reading(probe: Probe, dimensions: tuple[Dimension, ...], cells: list[object], title: Any) -> Reading:
    places = np.arange(1, len(cells) + 1, dtype=np.int64)
    shape = [len(d.labels) for d in dimensions]
    grid = np.empty(len(cells), dtype=object)
    grid[:] = cells
    bounds = {}
    interval = next((i for i, d in enumerate(dimensions) if d.codes is not None), None)
    if interval is not None:
        parts = [str(code) for code in dimensions[interval].codes or ()]
        if "v" not in parts:
            raise InputError(
                "The cube's answer has limits of error but not the figures themselves.",
                place=probe.name,
                remedy="Export it again with the figures.",
            )
        by_part = np.moveaxis(grid.reshape(shape), interval, 0).reshape(len(parts), -1)
        places = np.moveaxis(places.reshape(shape), interval, 0).reshape(len(parts), -1)[parts.index("v")]
        grid = by_part[parts.index("v")]
        for part, column in _PARTS.items():
            if part in parts:
                bounds[column] = figures_of(by_part[parts.index(part)].tolist(), "thl").value
        dimensions = tuple(d for i, d in enumerate(dimensions) if i != interval)
    measure, notes = measure_of(probe, dimensions)
    printed = grid.tolist()
    table = DimensionTable(
        layout=LAYOUT,
        producer="thl",
        file=probe.name,
        dimensions=dimensions,
        positions=dense_positions([len(d.labels) for d in dimensions]),
        figures=figures_of(printed, "thl"),
        printed=printed,
        table=cube_id(probe),
        lines=places,
        only_measure=measure,
        bounds=bounds,
    )
    facts = SourceFacts(title=title if isinstance(title, str) else None, table=table.table, notes=notes)
    return tidy(table, facts)
