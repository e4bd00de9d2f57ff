"""Reading the register's TOML files strictly: a mistyped key or name is refused with the nearest one."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyte.errors import InputError, Place
from hyte.model import LANGUAGES, Direction, Kind
from hyte.reference.indicator import GROUPS, THEMES, Break, CubeMeasure, Indicator, TableMeasure, Translated

_REQUIRED = ("title", "unit", "decimals", "kind", "direction", "reason", "group")
_OPTIONAL = (
    "short",
    "base",
    "breaks",
    "projection",
    "ended",
    "key_fact",
    "survey",
    "share_of",
    "labels",
    "sotkanet",
    "statfin",
    "thl",
)
_KINDS = {str: "text", int: "whole number", bool: "true or false", list: "list", dict: "table"}
_BASES = (100, 1_000, 10_000, 100_000)
_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


@dataclass(frozen=True, slots=True)
class Words:
    """What many indicators share, by name: units, reasons for directions, breaks in series, breakdowns."""

    units: Mapping[str, Translated]
    reasons: Mapping[str, Translated]
    breaks: Mapping[str, Break]
    breakdowns: Mapping[str, tuple[str, ...]]


def read_toml(path: Path) -> dict[str, Any]:
    """Read one file; raise `InputError` when it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("The file of the indicator register cannot be read.", place=path.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"The file is not valid TOML: {error}.", place=path.name) from error


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a TOML file, read key by key; every error names the file and the table."""

    values: Mapping[str, Any]
    file: str
    name: str

    def fail(self, reason: str, remedy: str | None = None) -> InputError:
        """Make the error that says `reason` at this entry."""
        return InputError(f"[{self.name}]: {reason}", place=Place(self.file), remedy=remedy)

    def only(self, known: Collection[str]) -> None:
        """Refuse keys that are not in `known`."""
        for key in self.values:
            if key not in known:
                raise self.fail(f"The key {key!r} is not known.", _did_you_mean(key, known))

    def one_of(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """Read a text that must be one of `known`."""
        value = self.typed(key, str, default)
        if value not in known:
            raise self.fail(f"{key} = {value!r} is not known.", _did_you_mean(str(value), known))
        return str(value)

    def typed(self, key: str, kind: type, default: Any = None) -> Any:
        """Read a value of one type; without a `default` the key is required."""
        value = self.values.get(key, default)
        if value is None:
            raise self.fail(f"The key {key!r} is missing.")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fail(f"{key} = {value!r} is not a {_KINDS[kind]}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, empty when the key is absent."""
        values = self.typed(key, list, [])
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.fail(f"{key} must be a list of texts.")
        return tuple(values)

    def tables(self, key: str) -> Iterator[Entry]:
        """Read a list of tables, empty when the key is absent."""
        for value in self.typed(key, list, []):
            if not isinstance(value, dict):
                raise self.fail(f"{key} must be a list of tables.")
            yield Entry(value, self.file, f"{self.name}.{key}")

    def translated(self, key: str) -> Translated:
        """Read a text in the three languages; none may be empty."""
        return Entry(self.typed(key, dict), self.file, f"{self.name}.{key}").own_translation()

    def own_translation(self, extra: Collection[str] = ()) -> Translated:
        """Read the entry itself as a text in the three languages."""
        self.only((*LANGUAGES, *extra))
        texts = {language: self.typed(language, str).strip() for language in LANGUAGES}
        for language, text in texts.items():
            if not text:
                raise self.fail(f"The text in {language!r} is empty.")
        return Translated(**texts)


def read_words(folder: Path) -> Words:
    """Read the shared texts of the register in `folder`."""
    return Words(
        units={e.name: e.own_translation() for e in _entries(folder / "_units.toml")},
        reasons={e.name: e.own_translation() for e in _entries(folder / "_reasons.toml")},
        breaks={
            e.name: Break(e.typed("year", int), e.own_translation(extra=("year",)))
            for e in _entries(folder / "_breaks.toml")
        },
        breakdowns={e.name: _spellings(e) for e in _entries(folder / "_breakdowns.toml")},
    )


def read_indicators(folder: Path) -> tuple[Indicator, ...]:
    """Read every file of `folder` whose name starts with no underscore, in the order of their names.

    `share_of` must name an indicator that counts something. A rate per residents names the population at the
    end of the year even where the source divides by the mean population: the two differ by a percent or two,
    and an interval's width follows the square root. Rates of visits name nothing: one person's many visits
    are no independent events, so an interval would be too narrow.
    """
    words = read_words(folder)
    found: list[tuple[Entry, Indicator]] = []
    for path in sorted(folder.glob("[!_]*.toml")):
        values = read_toml(path)
        head = Entry({k: v for k, v in values.items() if not isinstance(v, dict)}, path.name, "file")
        head.only(("theme",))
        theme = head.one_of("theme", THEMES[:-1])
        entries = (Entry(table, path.name, id) for id, table in values.items() if isinstance(table, dict))
        found += ((entry, _indicator(entry, theme, words)) for entry in entries)
    kinds = {indicator.id: indicator.kind for _, indicator in found}
    for entry, indicator in found:
        _check_denominator(entry, indicator, kinds)
    return tuple(indicator for _, indicator in found)


def _entries(path: Path) -> Iterator[Entry]:
    for name, table in read_toml(path).items():
        if not isinstance(table, dict):
            raise InputError(f"{name!r} is not a table.", place=path.name)
        yield Entry(table, path.name, name)


def _indicator(entry: Entry, theme: str, words: Words) -> Indicator:
    entry.only((*_REQUIRED, *_OPTIONAL))
    if not entry.name or set(entry.name) - _ID_CHARACTERS:
        raise entry.fail("An id consists of a-z, 0-9 and _ only.")
    titles = entry.translated("title")
    kind = Kind(entry.one_of("kind", tuple(Kind)))
    decimals = entry.typed("decimals", int)
    if not 0 <= decimals <= 4:
        raise entry.fail("decimals must be 0 to 4.")
    breaks = tuple(words.breaks[entry_name] for entry_name in _known(entry, "breaks", words.breaks))
    return Indicator(
        id=entry.name,
        titles=titles,
        short_titles=entry.translated("short") if "short" in entry.values else titles,
        units=words.units[entry.one_of("unit", words.units)],
        decimals=decimals,
        kind=kind,
        base=_base(entry, kind),
        direction=Direction(entry.one_of("direction", tuple(Direction))),
        direction_reasons=words.reasons[entry.one_of("reason", words.reasons)],
        theme=theme,
        group=entry.one_of("group", GROUPS),
        breaks=tuple(sorted(breaks, key=lambda b: b.year)),
        projection=entry.typed("projection", bool, False),
        ended=entry.typed("ended", int) if "ended" in entry.values else None,
        key_fact=entry.typed("key_fact", bool, False),
        survey=_survey(entry, kind),
        share_of=entry.typed("share_of", str) if "share_of" in entry.values else None,
        labels=entry.texts("labels"),
        sotkanet=_sotkanet(entry),
        statfin=tuple(_table_measure(measure) for measure in entry.tables("statfin")),
        thl=tuple(_cube_measure(measure, words) for measure in entry.tables("thl")),
    )


def _base(entry: Entry, kind: Kind) -> int | None:
    if kind not in (Kind.PROPORTION, Kind.RATE):
        if "base" in entry.values:
            raise entry.fail("Only a proportion or a rate has a base.")
        return None
    base: int = entry.typed("base", int, 100 if kind is Kind.PROPORTION else None)
    if base not in _BASES:
        raise entry.fail(f"base = {base} is not one of {', '.join(map(str, _BASES))}.")
    return base


def _survey(entry: Entry, kind: Kind) -> bool:
    survey: bool = entry.typed("survey", bool, False)
    if survey and kind not in (Kind.PROPORTION, Kind.MEAN):
        raise entry.fail("Only a proportion or a mean can be what people answered.")
    return survey


def _check_denominator(entry: Entry, indicator: Indicator, kinds: Mapping[str, Kind]) -> None:
    counted = indicator.share_of
    if counted is None:
        return
    if indicator.kind not in (Kind.PROPORTION, Kind.RATE):
        raise entry.fail("Only a proportion or a rate has a denominator that share_of could name.")
    if indicator.survey:
        raise entry.fail("A survey's denominator is those who answered, which share_of cannot name.")
    counts = [id for id, kind in kinds.items() if kind is Kind.COUNT]
    if counted not in kinds:
        raise entry.fail(f"share_of = {counted!r} is not known.", _did_you_mean(counted, counts))
    if counted not in counts:
        raise entry.fail(f"share_of = {counted!r} is no count.", _did_you_mean(counted, counts))


def _sotkanet(entry: Entry) -> tuple[int, ...]:
    value = entry.values.get("sotkanet", [])
    numbers = value if isinstance(value, list) else [value]
    if not all(isinstance(number, int) and not isinstance(number, bool) and number > 0 for number in numbers):
        raise entry.fail("sotkanet must be a number or a list of numbers.")
    return tuple(numbers)


def _table_measure(entry: Entry) -> TableMeasure:
    entry.only(("table", "code", "labels", "breakdown"))
    labels = entry.translated("labels").all() if "labels" in entry.values else ()
    return TableMeasure(
        table=entry.typed("table", str),
        code=entry.typed("code", str, ""),
        labels=labels,
        breakdown=entry.typed("breakdown", str, ""),
    )


def _cube_measure(entry: Entry, words: Words) -> CubeMeasure:
    entry.only(("labels", "breakdown"))
    if "breakdown" not in entry.values:
        return CubeMeasure(labels=entry.texts("labels"), breakdowns=("",))
    name = entry.one_of("breakdown", words.breakdowns)
    return CubeMeasure(labels=entry.texts("labels"), breakdowns=words.breakdowns[name])


def _spellings(entry: Entry) -> tuple[str, ...]:
    entry.only(("spellings",))
    return entry.texts("spellings")


def _known(entry: Entry, key: str, known: Collection[str]) -> tuple[str, ...]:
    names = entry.texts(key)
    for name in names:
        if name not in known:
            raise entry.fail(f"{key} names {name!r}, which is not known.", _did_you_mean(name, known))
    return names


def _did_you_mean(word: str, known: Collection[str]) -> str:
    nearest = difflib.get_close_matches(word, [str(name) for name in known], n=1, cutoff=0.5)
    if nearest:
        return f"Did you mean {nearest[0]!r}?"
    return f"Known are: {', '.join(sorted(known))}."
