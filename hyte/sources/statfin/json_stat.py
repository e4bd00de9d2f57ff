"""JSON-stat 2, as PxWeb writes it; and the pieces that other shapes of JSON-stat share with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from hyte.errors import InputError
from hyte.model import LANGUAGES, Language
from hyte.sources.dimensions.roles import Dimension, Role, assign_roles, language_of_table
from hyte.sources.dimensions.table import DimensionTable, Measure, dense_positions, tidy
from hyte.sources.numbers import figures_of
from hyte.sources.reading import Reading, SourceFacts
from hyte.sources.statfin.pxweb_titles import plain_text, table_id, title_without_id

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

_ROLES = {"time": Role.TIME, "geo": Role.AREA, "metric": Role.MEASURE}
_MOST_FIGURES = 20_000_000
_BROKEN = "Download the table again; the file is probably not whole."


class JsonStat:
    """Reads one data set of JSON-stat 2."""

    layout = "json-stat2"

    def recognises(self, probe: Probe) -> bool:
        """Whether the file is a data set with its dimensions listed at the top level."""
        if probe.kind != "json":
            return False
        try:
            content = probe.json()
        except InputError:
            return False
        return isinstance(content, dict) and content.get("class") == "dataset" and "id" in content

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read the data set; `InputError` when sizes, categories and figures do not fit together."""
        content = probe.json()
        names, sizes, described = content.get("id"), content.get("size"), content.get("dimension")
        if not (isinstance(names, list) and isinstance(described, dict) and names):
            raise InputError("The data set lists no dimensions.", place=probe.name, remedy=_BROKEN)
        roles = _roles(content.get("role"))
        dimensions = tuple(_dimension(probe, str(name), described.get(name), roles) for name in names)
        if [len(d.labels) for d in dimensions] != sizes:
            raise InputError(
                f"The data set promises {sizes} categories and lists {[len(d.labels) for d in dimensions]}.",
                place=probe.name,
                remedy=_BROKEN,
            )
        count = int(np.prod(sizes))
        cells = _with_reasons(probe, spread(probe, content.get("value"), count), content.get("status"))
        if not cells:
            raise InputError("The data set holds no figures.", place=probe.name, remedy=_BROKEN)
        language = _language(content, dimensions)
        extension = content.get("extension")
        px = extension.get("px") if isinstance(extension, dict) else None
        matrix = px.get("matrix") or px.get("tableid") if isinstance(px, dict) else None
        title = content.get("label") if isinstance(content.get("label"), str) else None
        updated = _date(content.get("updated"))
        table = DimensionTable(
            layout=self.layout,
            producer="statfin",
            file=probe.name,
            dimensions=dimensions,
            positions=dense_positions(sizes),
            figures=figures_of(cells, "statfin"),
            printed=cells,
            language=language,
            table=table_id(matrix, title, probe.name),
            lines=np.arange(1, count + 1, dtype=np.int64),
            only_measure=title_without_id(title),
            measures=_measures(dimensions, names, described, language),
            updated=None if updated is None else updated.isoformat(),
        )
        source = content.get("source")
        facts = SourceFacts(
            publisher=source if isinstance(source, str) else None,
            title=title,
            table=table.table,
            updated=updated,
            notes=tuple(plain_text(str(note)) for note in content.get("note") or () if str(note).strip()),
        )
        yield tidy(table, facts)


def categories_of(probe: Probe, name: str, category: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids and labels of a dimension's categories, in the order of its index.

    The index may be a list of ids, or positions by id, or absent when there is one category; labels may be
    absent when the ids speak for themselves.
    """
    index = category.get("index") if isinstance(category, Mapping) else None
    labels = category.get("label") if isinstance(category, Mapping) else None
    if isinstance(index, Mapping):
        if {str(place) for place in index.values()} != {str(place) for place in range(len(index))}:
            raise InputError(
                f"The categories of {name!r} are not numbered from 0.", place=probe.name, remedy=_BROKEN
            )
        ids = sorted((str(key) for key in index), key=lambda key: int(index[key]))
    elif isinstance(index, list):
        ids = [str(key) for key in index]
    elif isinstance(labels, Mapping) and len(labels) == 1:
        ids = [str(key) for key in labels]
    else:
        raise InputError(f"The dimension {name!r} lists no categories.", place=probe.name, remedy=_BROKEN)
    texts = labels if isinstance(labels, Mapping) else {}
    return tuple(ids), tuple(str(texts.get(key, key)) for key in ids)


def spread(probe: Probe, values: Any, count: int) -> list[object]:
    """The figures as a full list of `count` cells; positions that a sparse answer leaves out are None."""
    if isinstance(values, list):
        if len(values) != count:
            raise InputError(
                f"The table should have {count} figures and has {len(values)}.",
                place=probe.name,
                remedy=_BROKEN,
            )
        return list(values)
    if not isinstance(values, Mapping):
        raise InputError("The data set holds no figures.", place=probe.name, remedy=_BROKEN)
    if count > _MOST_FIGURES:
        raise InputError(
            f"The table promises {count} figures, more than any export has.",
            place=probe.name,
            remedy="Choose fewer categories and download it again.",
        )
    cells: list[object] = [None] * count
    for key, value in values.items():
        position = int(key) if str(key).isdecimal() else -1
        if not 0 <= position < count:
            raise InputError(
                f"A figure stands at position {key}, but the table has {count} figures.",
                place=probe.name,
                remedy=_BROKEN,
            )
        cells[position] = value
    return cells


def _with_reasons(probe: Probe, cells: list[object], status: Any) -> list[object]:
    """Put the reason of a missing figure in its cell: the status says it, the value is null."""
    if isinstance(status, str):
        status = [status] * len(cells)
    reasons: list[object] = []
    if isinstance(status, list):
        reasons = status + [None] * (len(cells) - len(status))
    elif isinstance(status, Mapping):
        reasons = spread(probe, status, len(cells))
    else:
        return cells
    return [
        reason if cell is None and isinstance(reason, str) and reason.strip() else cell
        for cell, reason in zip(cells, reasons, strict=False)
    ]


def _roles(role: Any) -> dict[str, Role]:
    if not isinstance(role, Mapping):
        return {}
    return {
        str(name): own for key, own in _ROLES.items() for name in role.get(key) or () if isinstance(name, str)
    }


def _dimension(probe: Probe, name: str, described: Any, roles: Mapping[str, Role]) -> Dimension:
    if not isinstance(described, Mapping):
        raise InputError(
            f"The dimension {name!r} is named but not described.", place=probe.name, remedy=_BROKEN
        )
    codes, labels = categories_of(probe, name, described.get("category"))
    label = described.get("label")
    return Dimension(
        label if isinstance(label, str) and label.strip() else name, labels, codes, roles.get(name)
    )


def _language(content: Mapping[str, Any], dimensions: Sequence[Dimension]) -> Language:
    told = content.get("language")
    return next((own for own in LANGUAGES if own == told), None) or language_of_table(dimensions)


def _measures(
    dimensions: Sequence[Dimension], names: Sequence[str], described: Mapping[str, Any], language: Language
) -> dict[str, Measure]:
    measures = {}
    for name, dimension in zip(names, assign_roles(dimensions), strict=True):
        if dimension.role is not Role.MEASURE:
            continue
        units = described[name]["category"].get("unit") or {}
        for code, label in zip(dimension.codes or (), dimension.labels, strict=True):
            unit = units.get(code) or {}
            base, decimals = unit.get("base") or unit.get("label"), unit.get("decimals")
            measures[label] = Measure(
                units={language: base} if isinstance(base, str) else {},
                decimals=decimals if isinstance(decimals, int) else None,
            )
    return measures


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
