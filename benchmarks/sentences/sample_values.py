"""Made-up findings for the sample sentences, and how a sample is said in a language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace

from hyte.chapters.measure import Measure, measure_of
from hyte.chapters.told import Names, names_of
from hyte.language.place_names import PlaceNames
from hyte.language.wording import wording
from hyte.model import Direction, Kind, Language
from hyte.reference.areas import Areas
from hyte.reference.register import Register
from hyte.statistics.estimate import estimate
from hyte.statistics.finding import (
    CERTAIN,
    Comparison,
    Estimate,
    Finding,
    NoTrend,
    Spread,
    Trend,
    Untestable,
)
from hyte.statistics.series import Point

REPORT_YEAR = 2024

Say = Callable[[Finding, Measure, Names], str]


@dataclass(frozen=True)
class Sample:
    """A branch: what it shows, the finding, how the measure is changed for it, and who says it."""

    about: str
    finding: Finding
    say: Say
    measure: dict[str, object] | None = None


def spoken(sample: Sample, language: Language) -> str:
    measure = measure_in(sample.finding.indicator, language)
    if sample.measure:
        measure = replace(measure, **sample.measure)  # type: ignore[arg-type]
    areas = Areas.official()
    own = areas.find("Heinola").municipality
    names = names_of(PlaceNames(areas), own, areas.county(own.county), language)
    return sample.say(sample.finding, measure, names)


def measure_in(indicator: str, language: Language) -> Measure:
    registered = Register.load().get(indicator)
    assert registered is not None, indicator
    row = SimpleNamespace(indicator=indicator, source="sotkanet", code="", table="")
    return measure_of(row, registered, wording(language))


def share(percent: float, persons: float, year: int = 2023, numerator: float | None = None) -> Estimate:
    """A share among so many persons with its intervals."""
    events = round(percent * persons / 100) if numerator is None else numerator
    point = Point(year, percent, numerator=events, denominator=persons)
    return estimate(point, kind=Kind.PROPORTION, base=100)


def against(
    own: Estimate,
    value: float | None,
    outcome: str = "no_difference",
    level: float | None = None,
    reason: Untestable | None = None,
    persons: float | None = 100_000,
    own_share: float = 0.0,
) -> Comparison:
    other = None if value is None else Estimate(own.year, value, own.base, denominator=persons)
    difference = None if value is None else round(own.value - value, 6)
    return Comparison(outcome, own, other, difference, level, None, own_share, reason)  # type: ignore[arg-type]


def finding(
    indicator: str,
    own: Estimate,
    *,
    direction: Direction | None = None,
    country: Comparison | None = None,
    county: Comparison | None = None,
    peers: Comparison | None = None,
    trend: Trend | None = None,
    spread: Spread | None = None,
    sex: str = "total",
) -> Finding:
    if direction is None:
        direction = measure_in(indicator, "fi").direction
    none = Trend("not_computable", reason="no_figure")
    return Finding(indicator, sex, direction, own, country, county, peers, trend or none, spread)


def moving(
    outcome: str,
    values: tuple[float, ...] = (10.1, 11.0, 11.6, 12.4, 13.4),
    *,
    slope: float | None = None,
    method: str = "chi_squared",
    level: float | None = CERTAIN,
    p_value: float | None = None,
    since: int | None = None,
) -> Trend:
    points = tuple(Point(2024 - len(values) + at, value) for at, value in enumerate(values))
    level = level if outcome in ("rising", "falling") else None
    return Trend(outcome, points, method, slope, p_value, level, since)  # type: ignore[arg-type]


def stopped(reason: NoTrend, years: int = 0, since: int | None = None) -> Trend:
    points = tuple(Point(2024 - years + at, 10.0 + at) for at in range(years))
    return Trend("not_computable", points, since=since, survey=reason == "too_few_rounds", reason=reason)


def variants(key: str) -> Iterator[tuple[str, str]]:
    """Each variant of a text, with a survey's indicator that gets it."""
    w = wording("fi")
    surveys = [item.id for item in Register.load() if item.survey and item.kind is Kind.PROPORTION]
    texts = [text for text in w.texts if text.startswith(f"{key}.")]
    words = {name: name for text in texts for name in w.placeholders(text)}
    for letter in "abc":
        text = f"{key}.{letter}"
        if text in w.texts:
            yield letter, next(id for id in surveys if w.varied(key, id, **words) == w(text, **words))
