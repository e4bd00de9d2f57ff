"""TEAviisari's indicators: every sector of health promotion by every dimension, and the total."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from hyte.model import Direction, Kind
from hyte.reference.indicator import Indicator, Translated
from hyte.reference.indicator_files import Entry, read_toml


def read_teaviisari(path: Path) -> tuple[Indicator, ...]:
    """Make the indicators from the file of sectors and dimensions.

    Their labels are ``<sector> / <dimension>`` in every language and under every other name in the file.
    """
    values = read_toml(path)
    whole = Entry(values, path.name, "file")
    whole.only(("unit", "reason", "sectors", "dimensions"))
    unit, reason = whole.translated("unit"), whole.translated("reason")
    sectors = _entries(whole, "sectors", ("names", "ended", "sotkanet", "labels"))
    dimensions = _entries(whole, "dimensions", ("names", "total"))
    return tuple(
        _indicator(sector, dimension, unit, reason) for sector, dimension in product(sectors, dimensions)
    )


def _entries(whole: Entry, key: str, extra: tuple[str, ...]) -> list[Entry]:
    tables = whole.typed(key, dict)
    found = [Entry(table, whole.file, name) for name, table in tables.items()]
    for entry in found:
        entry.only(("fi", "sv", "en", *extra))
    return found


def _indicator(sector: Entry, dimension: Entry, unit: Translated, reason: Translated) -> Indicator:
    of, by = (_names(entry) for entry in (sector, dimension))
    short = Translated(
        *(f"{a}: {b[0].lower()}{b[1:]}" for a, b in zip(of.all(), by.all(), strict=True)),
    )
    total = dimension.typed("total", bool, False)
    return Indicator(
        id=f"tea_{sector.name}_{dimension.name}",
        titles=Translated(*(f"TEAviisari, {text}" for text in short.all())),
        short_titles=short,
        units=unit,
        decimals=0,
        kind=Kind.INDEX,
        base=None,
        direction=Direction.HIGHER_IS_BETTER,
        direction_reasons=reason,
        theme="wellbeing_work",
        group="everyone",
        ended=sector.typed("ended", int) if "ended" in sector.values else None,
        labels=tuple(
            dict.fromkeys(
                [
                    f"{a} / {b}"
                    for a, b in product(
                        (*of.all(), *sector.texts("names")), (*by.all(), *dimension.texts("names"))
                    )
                ]
                + (list(sector.texts("labels")) if total else [])
            )
        ),
        sotkanet=(sector.typed("sotkanet", int),) if total and "sotkanet" in sector.values else (),
    )


def _names(entry: Entry) -> Translated:
    return Translated(*(entry.typed(language, str) for language in ("fi", "sv", "en")))
