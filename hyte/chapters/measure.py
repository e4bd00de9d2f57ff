"""An indicator as one report shows it: in the report's language, with its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hyte.chapters.cells import text_of, whole_of
from hyte.language.numbers import NBSP, number, signed, with_unit
from hyte.language.wording import Wording, wording
from hyte.model import Direction, Kind, Language
from hyte.reference.indicator import Indicator

_SPAN = re.compile(r"(?<![\d-])(\d{1,4}) ?- ?(\d{1,4})(?!\d|-\d)")
_UNTIL = re.compile(r"(?<=\()-(?=\d{4}\))")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")

_BY_LAYOUT = (
    ("sotkanet", "sotkanet"),
    ("thl", "thl"),
    ("teaviisari", "tea"),
    ("year-sheet", "sheet"),
    ("px", "statfin"),
    ("json-stat2", "statfin"),
)
"""Whose figures a file holds, by the beginning of its layout's name."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator in one language.

    `breaks` are (year, reason). `source_text` names the source and the indicator's id there as the table of
    indicators has them; a figure's own file may be of another source, which `source_in` tells.
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
    table: str
    sotkanet: str
    source_text: str
    language: Language
    breaks: tuple[tuple[int, str], ...] = ()
    projection: bool = False
    ended: int | None = None
    key_fact: bool = False
    survey: bool = False
    base: int | None = None
    share_of: str | None = None
    registered: bool = True

    @property
    def comparable(self) -> bool:
        """Whether the figure can stand on one axis with a larger area's: a count cannot."""
        return self.kind is not Kind.COUNT

    def figure(self, value: float) -> str:
        """The figure without its unit."""
        return number(value, self.decimals, self.language)

    @property
    def spoken_unit(self) -> str:
        """The unit as it can follow a figure in a sentence; a scale such as "Gini (0–100)" cannot."""
        return "" if "(" in self.unit else self.unit

    def figure_with_unit(self, value: float) -> str:
        """The figure with its unit, on one line."""
        return with_unit(self.figure(value), self.spoken_unit, self.language)

    def figure_beside(self, value: float) -> str:
        """A further figure of a sentence that has named the unit already: only a sign is said again."""
        return with_unit(self.figure(value), self.unit if self.unit == "%" else "", self.language)

    def source_in(self, layout: str, table: str) -> str:
        """The source as a file tells it: the same indicator can come from files of several sources.

        `layout` is the file's, `table` names the table of Statistics Finland that it holds, if it does.
        """
        source = next((name for start, name in _BY_LAYOUT if layout.startswith(start)), self.source)
        if not table or ";" in table:
            table = self.table
        return _source_text(source, self.sotkanet, table, wording(self.language))

    def difference(self, value: float, points: str) -> str:
        """A difference with its sign and unit; percentages differ by percentage points."""
        text = signed(value, self.decimals, self.language)
        if self.unit == "%":
            return f"{text}{NBSP}{points}"
        return with_unit(text, self.spoken_unit, self.language)


def typeset(title: str) -> str:
    """A source's title as it is printed: `0–17-vuotiaat`, and `1 000` that no line end can part."""
    title = _UNTIL.sub("–", _SPAN.sub(r"\1–\2", title))
    return _THOUSANDS.sub(NBSP, title)


def titled(text: str, unit: str) -> str:
    """A title and the unit of what stands under it: `Luvut 2017–2024, %`, `Kuolleisuus / 1 000 asukasta`."""
    if not unit:
        return text
    if unit == "%":
        return f"{text},{NBSP}%"
    return f"{text}{' ' if unit.startswith('/') else ', '}{typeset(unit)}"


def measure_of(row: Any, registered: Indicator | None, w: Wording) -> Measure:
    """The measure behind a row of the `indicators` table, with what the register knows of it."""
    language = w.language
    source, code, table = (text_of(row.source) or ""), (text_of(row.code) or ""), (text_of(row.table) or "")
    sotkanet = code if source == "sotkanet" else ""
    if not sotkanet and registered is not None and len(registered.sotkanet) == 1:
        sotkanet = str(registered.sotkanet[0])  # the web page's tables do not give it
    if registered is not None:
        return Measure(
            id=registered.id,
            title=typeset(registered.title(language)),
            short_title=typeset(registered.short_title(language) or registered.title(language)),
            unit=registered.unit(language),
            decimals=registered.decimals,
            kind=registered.kind,
            direction=registered.direction,
            direction_reason=registered.direction_reason(language),
            theme=registered.theme,
            group=registered.group,
            source=source,
            table=table,
            sotkanet=sotkanet,
            source_text=_source_text(source, sotkanet, table, w),
            language=language,
            breaks=tuple((item.year, item.reason(language)) for item in registered.breaks),
            projection=registered.projection,
            ended=registered.ended,
            key_fact=registered.key_fact,
            survey=registered.survey,
            base=registered.base,
            share_of=registered.share_of,
        )
    title = typeset(_first(row, f"title_{language}", "title_fi", "title_sv", "title_en") or row.indicator)
    decimals, kind = whole_of(row.decimals), text_of(row.kind)
    return Measure(
        id=row.indicator,
        title=title,
        short_title=title,
        unit=_first(row, f"unit_{language}", "unit_fi", "unit_sv", "unit_en"),
        decimals=1 if decimals is None else decimals,
        kind=Kind(kind) if kind else None,
        direction=Direction((text_of(row.direction) or "") or Direction.NEUTRAL),
        direction_reason=w("panel.unregistered"),
        theme=(text_of(row.theme) or "") or "other",
        group=(text_of(row.group) or "") or "everyone",
        source=source,
        table=table,
        sotkanet=sotkanet,
        source_text=_source_text(source, sotkanet, table, w),
        language=language,
        registered=False,
    )


def _source_text(source: str, code: str, table: str, w: Wording) -> str:
    if source == "sotkanet":
        return w("source.sotkanet", code=code) if code else "Sotkanet"
    if source == "statfin":
        return w("source.statfin", table=table) if table else w("source.statfin_plain")
    return w(f"source.{source}") if f"source.{source}" in w.texts else source


def _first(row: Any, *names: str) -> str:
    return next((text for name in names if (text := text_of(getattr(row, name)))), "")
