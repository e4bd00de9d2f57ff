"""An indicator as one report shows it: in the report's language, with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hyte.language.numbers import NBSP, number, signed, with_unit
from hyte.language.wording import Wording
from hyte.model import Direction, Kind, Language
from hyte.reference.indicator import Indicator


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator in one language.

    `breaks` are (year, reason). `source_text` names the source and the indicator's id there.
    """

    id: str
    title: str
    short_title: str
    unit: str
    decimals: int
    kind: Kind | None
    direction: Direction
    direction_reason: str
    theme: str
    group: str
    source: str
    code: str
    source_text: str
    language: Language
    breaks: tuple[tuple[int, str], ...] = ()
    projection: bool = False
    ended: int | None = None
    key_fact: bool = False
    registered: bool = True

    @property
    def comparable(self) -> bool:
        """Whether the figure can stand on one axis with a larger area's: a count cannot."""
        return self.kind is not Kind.COUNT

    def figure(self, value: float) -> str:
        """The figure without its unit."""
        return number(value, self.decimals, self.language)

    def figure_with_unit(self, value: float) -> str:
        """The figure with its unit, on one line."""
        return with_unit(self.figure(value), self.unit)

    def difference(self, value: float, points: str) -> str:
        """A difference with its sign and unit; percentages differ by percentage points."""
        text = signed(value, self.decimals, self.language)
        if self.unit == "%":
            return f"{text}{NBSP}{points}"
        return with_unit(text, self.unit)


def measure_of(row: Any, registered: Indicator | None, w: Wording) -> Measure:
    """The measure behind a row of the `indicators` table, with what the register knows of it."""
    language = w.language
    source, code, table = _text(row.source), _text(row.code), _text(row.table)
    if registered is not None:
        return Measure(
            id=registered.id,
            title=registered.title(language),
            short_title=registered.short_title(language) or registered.title(language),
            unit=registered.unit(language),
            decimals=registered.decimals,
            kind=registered.kind,
            direction=registered.direction,
            direction_reason=registered.direction_reason(language),
            theme=registered.theme,
            group=registered.group,
            source=source,
            code=code or table,
            source_text=_source_text(source, code, table, w),
            language=language,
            breaks=tuple((item.year, item.reason(language)) for item in registered.breaks),
            projection=registered.projection,
            ended=registered.ended,
            key_fact=registered.key_fact,
        )
    title = _first(row, f"title_{language}", "title_fi", "title_sv", "title_en") or row.indicator
    decimals = row.decimals
    return Measure(
        id=row.indicator,
        title=title,
        short_title=title,
        unit=_first(row, f"unit_{language}", "unit_fi", "unit_sv", "unit_en"),
        decimals=1 if _absent(decimals) else int(decimals),
        kind=Kind(_text(row.kind)) if _text(row.kind) else None,
        direction=Direction(_text(row.direction) or Direction.NEUTRAL),
        direction_reason=w("panel.unregistered"),
        theme=_text(row.theme) or "other",
        group=_text(row.group) or "everyone",
        source=source,
        code=code or table,
        source_text=_source_text(source, code, table, w),
        language=language,
        registered=False,
    )


def _source_text(source: str, code: str, table: str, w: Wording) -> str:
    if source == "sotkanet" and code:
        return w("source.sotkanet", code=code)
    if source == "statfin":
        return w("source.statfin", table=table) if table else w("source.statfin_plain")
    return w(f"source.{source}") if f"source.{source}" in w.texts else source


def _first(row: Any, *names: str) -> str:
    return next((text for text in (_text(getattr(row, name)) for name in names) if text), "")


def _text(value: Any) -> str:
    return "" if _absent(value) else str(value)


def _absent(value: Any) -> bool:
    # pandas hands empty cells over as None, NaN or NA; only an ordinary value equals itself and is true here.
    return value is None or value != value or str(value) == "<NA>"
