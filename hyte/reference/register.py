"""The indicator register: finding out which indicator a figure of an export belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TypeVar

from hyte.errors import InputError
from hyte.model import Direction, Kind
from hyte.reference.indicator import GROUPS, THEMES, Indicator, Translated
from hyte.reference.indicator_files import read_indicators
from hyte.reference.labels import normalised, normalised_breakdown, slug
from hyte.reference.teaviisari import read_teaviisari

__all__ = ["GROUPS", "THEMES", "Indicator", "Register"]

_Key = TypeVar("_Key")

FOLDER = Path(__file__).parent / "indicators"

_TABLE = re.compile(r"^(?:statfin_\w+_pxt_|.*/)?(?:\d{3}_)?(?P<id>[0-9a-z]+?)(?:_\d{4})?(?:\.px)?$")

_NOT_JUDGED = Translated(
    fi="Indikaattori ei ole rekisterissä, joten sen suuntaa ei arvoteta.",
    sv="Indikatorn finns inte i registret, och därför värderas inte dess riktning.",
    en="The indicator is not in the register, so its direction is not judged.",
)


def table_id(table: str) -> str:
    """Give a table's bare id: ``001_12c1_2022``, ``statfin_perh_pxt_12c1.px`` and ``12c1`` are one table."""
    text = table.strip().casefold()
    match = _TABLE.match(text)
    return match["id"] if match else text


class Register:
    """All known indicators, found by their id in a source or by their title.

    Raises `InputError` when two indicators claim the same id, the same id in a source or the same label.
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._by_id: dict[str, Indicator] = {}
        self._by_sotkanet: dict[int, Indicator] = {}
        self._by_measure: dict[tuple[str, str, str], Indicator] = {}
        self._by_label: dict[tuple[str, str], Indicator] = {}
        self._by_cube_label: dict[str, Indicator] = {}
        for indicator in indicators:
            self._add(indicator)

    @classmethod
    def load(cls) -> Register:
        """Give the register that ships with the package; read once."""
        return _shipped()

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id: str) -> Indicator | None:
        """Give the indicator with the register's own `id`."""
        return self._by_id.get(id)

    def resolve(
        self, source: str, table: str | None, code: str | None, label: str | None, breakdown: str = ""
    ) -> Indicator | None:
        """Find the indicator that a figure belongs to, None when the register does not know it.

        The id in the source decides when it is known; otherwise the label, in any of the three languages. A
        label is no match when the source gives an id or a table that the register knows to be something else.

        Parameters
        ----------
        source : str
            sotkanet, thl, statfin, tea or sheet.
        table, code, label : str or None
            As in the raw rows; for tea the label is ``<sector> / <dimension>``.
        breakdown : str
            ``Name=label; Name=label``, "" for the total; an indicator of the total never takes a part.
        """
        part = normalised_breakdown(breakdown or "")
        found = self._by_source_id(source, table, code, part)
        if found is not None:
            return found
        if not label:
            return None
        compared = normalised(label)
        found = self._by_label.get((compared, part))
        if found is None and source == "thl" and not part:
            found = self._by_cube_label.get(compared)
        if found is None or _contradicts(found, compared, source, table, code):
            return None
        return found

    def unknown(
        self,
        source: str,
        table: str | None,
        code: str | None,
        label: str | None,
        breakdown: str = "",
        decimals: int = 0,
    ) -> Indicator:
        """Give a neutral stand-in for an indicator that the register does not know.

        Its kind is an index, since nothing is known of numerators and denominators: no interval is ever
        computed for it. Its unit is told only when the title tells it. The same input gives the same id on
        every machine.
        """
        named = (label or "").strip()
        parts = [source]
        if source == "sotkanet" and code:
            # The plain csv has no titles, the json list has them: the id alone keeps the two together.
            parts.append(slug(code))
            rest = breakdown
        else:
            if table:
                parts.append(slug(table_id(table)))
            elif code:
                parts.append(slug(code))
            rest = " ".join(part for part in (named or code or "", breakdown) if part)
        if rest:
            parts.append(slug(rest))
        shown = named or " ".join(part for part in (source.capitalize(), table, code) if part)
        if breakdown:
            shown = f"{shown} ({breakdown})"
        titles = Translated(shown, shown, shown)
        unit = _unit_in(shown)
        return Indicator(
            id="-".join(parts),
            titles=titles,
            short_titles=titles,
            units=Translated(unit, unit, unit),
            decimals=decimals,
            kind=Kind.INDEX,
            base=None,
            direction=Direction.NEUTRAL,
            direction_reasons=_NOT_JUDGED,
            theme="other",
            group="everyone",
            registered=False,
        )

    def nearest(self, title: str, count: int = 3) -> tuple[str, ...]:
        """Give the ids whose id or title in any language is most like `title`, best first."""
        from rapidfuzz.fuzz import ratio  # only for messages, so that start-up does not pay for it

        wanted = normalised(title)
        scores: list[tuple[float, str]] = []
        for indicator in self:
            names = (indicator.id, *indicator.titles.all(), *indicator.short_titles.all(), *indicator.labels)
            best = max(ratio(wanted, normalised(name)) for name in names)
            if best >= 60:
                scores.append((-best, indicator.id))
        return tuple(id for _, id in sorted(scores)[:count])

    def _by_source_id(self, source: str, table: str | None, code: str | None, part: str) -> Indicator | None:
        if not code:
            return None
        if source == "sotkanet":
            digits = code.strip()
            return (
                self._by_sotkanet.get(int(digits))
                if digits.isascii() and digits.isdigit() and not part
                else None
            )
        if source == "statfin" and table:
            return self._by_measure.get((table_id(table), code.strip().casefold(), part))
        return None

    def _add(self, indicator: Indicator) -> None:
        if indicator.id in self._by_id:
            raise InputError(f"Two indicators of the register have the id {indicator.id!r}.")
        self._by_id[indicator.id] = indicator
        for number in indicator.sotkanet:
            self._claim(self._by_sotkanet, number, indicator, f"Sotkanet {number}")
        for measure in indicator.statfin:
            part = normalised_breakdown(measure.breakdown)
            if measure.code:
                key = (table_id(measure.table), measure.code.casefold(), part)
                self._claim(self._by_measure, key, indicator, f"table {measure.table}, {measure.code}")
            for label in measure.labels:
                self._claim_label(label, part, indicator)
        for cube in indicator.thl:
            for breakdown, label in product(cube.breakdowns, cube.labels):
                if breakdown:
                    self._claim_label(label, normalised_breakdown(breakdown), indicator)
                else:
                    self._claim(self._by_cube_label, normalised(label), indicator, f"THL's {label!r}")
        for label in (*indicator.titles.all(), *indicator.labels):
            self._claim_label(label, "", indicator)

    def _claim_label(self, label: str, part: str, indicator: Indicator) -> None:
        shown = f"the label {label!r}" + (f" with {part!r}" if part else "")
        self._claim(self._by_label, (normalised(label), part), indicator, shown)

    @staticmethod
    def _claim(index: dict[_Key, Indicator], key: _Key, indicator: Indicator, shown: str) -> None:
        other = index.setdefault(key, indicator)
        if other is not indicator:
            raise InputError(
                f"Two indicators of the register claim {shown}: {other.id!r} and {indicator.id!r}."
            )


def _contradicts(indicator: Indicator, label: str, source: str, table: str | None, code: str | None) -> bool:
    """Tell whether the source's own id or table says that the label means something else here."""
    if source == "sotkanet":
        return bool(code and indicator.sotkanet)
    if source == "statfin" and table and indicator.statfin:
        here = [m for m in indicator.statfin if table_id(m.table) == table_id(table)]
        if here:
            return bool(code) and all(m.code for m in here)
        # The label of one table may mean something narrower in another, unless it is known to be general.
        return label not in {normalised(general) for general in indicator.labels}
    return False


def _unit_in(title: str) -> str:
    if "%" in title:
        return "%"
    return "€" if "€" in title or re.search(r"\beuroa?\b", title.casefold()) else ""


@lru_cache(maxsize=1)
def _shipped() -> Register:
    return Register([*read_indicators(FOLDER), *read_teaviisari(FOLDER / "_teaviisari.toml")])
