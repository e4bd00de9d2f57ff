"""The words that sentences about a finding are made of: names of places, nouns, sizes of differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hyte.chapters.measure import Measure
from hyte.chapters.report_regions import COUNTRY
from hyte.language.numbers import number
from hyte.language.place_names import Case, HasRegion, PlaceNames
from hyte.language.wording import Wording, wording
from hyte.model import Direction, Kind, Language
from hyte.statistics.finding import CERTAIN, Comparison, Finding

Against = Literal["country", "county", "peers"]
AGAINST: tuple[Against, ...] = ("country", "county", "peers")
"""What a municipality is compared with, in the order of telling."""

SLIGHT = 0.1
"""Under a tenth of the other figure a difference is slight: most readers would call 10.0 and 10.9 alike."""

LARGE = 0.5
"""A large difference: even the near end of the 99.8 per cent interval is half of the other figure away."""

Degree = Literal["slightly", "slightly_certain", "plain", "clearly", "much"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place's name in the forms that sentences need.

    `inside` tells where, with the language's own case or preposition: Heinolassa, i Heinola, in Heinola.
    Only Finnish sentences use the genitive.
    """

    nominative: str
    genitive: str
    inside: str

    def beside(self, language: Language) -> str:
        """The form for the figure of a place: Finnish has its genitive, the others say where it is."""
        return self.genitive if language == "fi" else self.inside

    def named(self, language: Language) -> str:
        """The form for what belongs to the place: in Finnish its genitive, else its bare name."""
        return self.genitive if language == "fi" else self.nominative


@dataclass(frozen=True, slots=True)
class Names:
    """The places that a report speaks of."""

    own: Place
    county: Place
    country: Place
    peers: Place

    def of(self, against: Against) -> Place:
        """The place that a comparison is with."""
        return {"country": self.country, "county": self.county, "peers": self.peers}[against]


def names_of(places: PlaceNames, own: HasRegion, county: HasRegion, language: Language) -> Names:
    """The names of the places that the report of a municipality speaks of."""
    w = wording(language)
    peers = Place(*(w(f"told.peers.{form}") for form in ("nominative", "genitive", "inside")))
    return Names(
        _place(places, own, language),
        _place(places, county, language),
        _place(places, COUNTRY, language),
        peers,
    )


def _place(places: PlaceNames, area: str | HasRegion, language: Language) -> Place:
    cases = (Case.NOMINATIVE, Case.GENITIVE, Case.IN)
    return Place(*(places.inflected(area, case, language) for case in cases))


@dataclass(frozen=True, slots=True)
class Noun:
    """What an indicator's figure is called: a share, a number, an amount …"""

    w: Wording
    key: str

    def __call__(self, form: str) -> str:
        """One of its forms: `noun`, `from`, `larger`, `risen` …"""
        return self.w(f"told.noun.{self.key}.{form}")

    @property
    def noun(self) -> str:
        """As it stands within a sentence."""
        return self("noun")

    @property
    def start(self) -> str:
        """As it begins a sentence."""
        return started(self.noun)


def noun_of(measure: Measure, finding: Finding | None = None) -> Noun:
    """The noun for a measure's figures."""
    return Noun(wording(measure.language), _noun_key(measure, finding))


def _noun_key(measure: Measure, finding: Finding | None) -> str:
    kind, unit = measure.kind, measure.unit.casefold()
    if kind is Kind.PROPORTION:
        return "share" if measure.unit == "%" else "rate"
    if kind is Kind.RATE:
        return "rate"
    if kind is Kind.COUNT:
        # What can be negative, such as a loss by migration, is no number of anything.
        return "figure" if finding is not None and _negative(finding) else "number"
    if kind is Kind.MONEY:
        return "figure" if finding is not None and _negative(finding) else "amount"
    if unit.startswith("index") or unit.startswith("indeksi"):
        return "index"
    if measure.id.startswith("tea_"):
        return "score"
    return "figure"


def _negative(finding: Finding) -> bool:
    values = [finding.own.value, *(point.value for point in finding.trend.points if point.value is not None)]
    return min(values) < 0


def comparisons(finding: Finding) -> tuple[tuple[Against, Comparison], ...]:
    """The comparisons that were made, in the order of telling."""
    every = ((against, getattr(finding, against)) for against in AGAINST)
    return tuple((against, made) for against, made in every if made is not None)


def tested(comparison: Comparison) -> bool:
    """Whether the comparison was tested, and there is a figure to tell beside."""
    return comparison.outcome != "not_testable" and comparison.other is not None


def equal(comparison: Comparison) -> bool:
    """Whether both figures are printed alike; then no difference may be told of."""
    return comparison.difference is not None and round(comparison.difference, 9) == 0


def differs(comparison: Comparison) -> bool:
    """Whether there is a difference that chance alone would seldom give."""
    return tested(comparison) and not equal(comparison) and comparison.outcome != "no_difference"


def above(comparison: Comparison) -> bool:
    """Whether the own figure is the larger one."""
    if comparison.difference:
        return comparison.difference > 0
    return comparison.other is not None and comparison.own.value > comparison.other.value


def degree_of(comparison: Comparison, measure: Measure) -> Degree:
    """How large a difference may be called; "clearly" and "much" need the higher level of confidence."""
    certain = comparison.level == CERTAIN
    assert comparison.other is not None
    other = comparison.other.value
    apart = relative(comparison.own.value - other, other, measure)
    if apart is not None and apart < SLIGHT:
        return "slightly_certain" if certain else "slightly"
    if not certain:
        return "plain"
    interval = comparison.own.interval(CERTAIN)
    if interval is None:
        return "clearly"
    near = interval.low - other if above(comparison) else other - interval.high
    at_least = relative(near, other, measure)
    return "much" if near > 0 and at_least is not None and at_least >= LARGE else "clearly"


def relative(difference: float, other: float, measure: Measure) -> float | None:
    """A difference as a part of the other figure; of a share that is over half, as a part of what is missing.

    97 per cent beside 95 means that two fifths fewer lack something: no slight difference.
    """
    scale = abs(other)
    if measure.kind is Kind.PROPORTION and measure.base:
        scale = min(scale, measure.base - scale)
    return abs(difference) / scale if scale > 0 else None


def judged(measure: Measure, noun: Noun) -> str:
    """Which way is the better one, as a clause; "" for a neutral measure."""
    if measure.direction is Direction.NEUTRAL:
        return ""
    larger = measure.direction is Direction.HIGHER_IS_BETTER
    return noun("larger_is_better" if larger else "smaller_is_better")


def generic_place(against: Against, w: Wording) -> str:
    """Where a comparator is, without its name: in the whole country, in its county, in the peers."""
    return w("told.own_county.inside") if against == "county" else w(f"told.{against}.inside")


def joined(parts: Sequence[str], last: str) -> str:
    """Words listed with a conjunction of one's own before the last."""
    return last.join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def started(text: str) -> str:
    """A text as it begins a sentence."""
    return text[0].upper() + text[1:]


def percent(share: float, language: Language) -> str:
    """A level of confidence as it is printed: `95 %`, `99,8 %`."""
    text = number(share * 100, 0 if round(share * 100, 6) % 1 == 0 else 1, language)
    return f"{text}%" if language == "en" else f"{text}\u00a0%"
