"""What the project knows of one indicator."""

from __future__ import annotations

from dataclasses import dataclass

from hyte.model import LANGUAGES, Direction, Kind, Language

THEMES: tuple[str, ...] = (
    "population",
    "vitality",
    "economy",
    "employment",
    "income",
    "housing",
    "families",
    "education",
    "health",
    "mental_health",
    "substance_use",
    "physical_activity",
    "safety",
    "participation",
    "services",
    "wellbeing_work",
    "other",
)
"""Themes in the order of the report; "other" holds what the register does not know."""

GROUPS: tuple[str, ...] = ("everyone", "children", "young", "families", "working_age", "older")
"""Population groups in the order of the report."""


@dataclass(frozen=True, slots=True)
class Translated:
    """One text in the three languages of the reports."""

    fi: str
    sv: str
    en: str

    def of(self, language: Language) -> str:
        """Give the text in `language`."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[language]

    def all(self) -> tuple[str, ...]:
        """Give the text in every language, fi, sv, en."""
        return tuple(self.of(language) for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Break:
    """A year from which on the figures are not comparable with the earlier ones."""

    year: int
    reasons: Translated

    def reason(self, language: Language) -> str:
        """Say why the series breaks, one sentence."""
        return self.reasons.of(language)


@dataclass(frozen=True, slots=True)
class TableMeasure:
    """A measure in one table of Statistics Finland; `code` is "" when only its labels are known."""

    table: str
    code: str
    labels: tuple[str, ...]
    breakdown: str


@dataclass(frozen=True, slots=True)
class CubeMeasure:
    """Labels of a THL cube's measure, with the values of other dimensions that make it this indicator.

    The breakdown "" stands for labels that tell enough in a THL cube, but not in a sheet of unknown origin.
    """

    labels: tuple[str, ...]
    breakdowns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the register, or a neutral stand-in for one that it does not know.

    `base` says per how many a proportion (persons among persons) or a rate (events among persons) is given:
    100 to 100 000; it is None for other kinds. What can be negative or is a weighted sum, such as net
    migration, is an index even when it is given per 1 000. `ended` is the last year of a series that the
    source closed. `projection` marks a forecast: its title names a year after the data year. `survey` marks
    what people answered, `share_of` names the indicator that counts the denominator (``population``) where
    the register has it.
    """

    id: str
    titles: Translated
    short_titles: Translated
    units: Translated
    decimals: int
    kind: Kind
    base: int | None
    direction: Direction
    direction_reasons: Translated
    theme: str
    group: str
    breaks: tuple[Break, ...] = ()
    projection: bool = False
    ended: int | None = None
    key_fact: bool = False
    survey: bool = False
    share_of: str | None = None
    registered: bool = True
    labels: tuple[str, ...] = ()
    sotkanet: tuple[int, ...] = ()
    statfin: tuple[TableMeasure, ...] = ()
    thl: tuple[CubeMeasure, ...] = ()

    def title(self, language: Language) -> str:
        """Give the full title, as the source words it."""
        return self.titles.of(language)

    def short_title(self, language: Language) -> str:
        """Give the title for charts and narrow columns; the full one when there is no shorter."""
        return self.short_titles.of(language)

    def unit(self, language: Language) -> str:
        """Give the unit; "" when it is not known."""
        return self.units.of(language)

    def direction_reason(self, language: Language) -> str:
        """Say in one sentence why a higher figure is better, worse or neither."""
        return self.direction_reasons.of(language)
