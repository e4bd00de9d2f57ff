"""Pairs of population groups of the municipality whose figures can be set side by side.

Sexes within an indicator; school levels and ages within a family of indicators. No source gives figures of
parts of a municipality, so areas are not compared. The structure of the population (theme `population`) is no
gap in wellbeing, and counts and projections say nothing of it: they make no pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from hyte.chapters.measure import Measure, typeset
from hyte.chapters.panel import sex_labels
from hyte.chapters.report_data import ReportData
from hyte.model import MissingKind
from hyte.reference.indicator_families import Families, Family
from hyte.statistics.finding import Untestable
from hyte.statistics.gaps import Gap, among_pairs, gap
from hyte.statistics.series import Series

DIMENSIONS = ("sex", "school_level", "age")

_HIDDEN = (MissingKind.SUPPRESSED, MissingKind.SUPPRESSED_OR_MISSING)
_SEXES = ("girls", "boys", "female", "male")


@dataclass(frozen=True, slots=True)
class Side:
    """One group of a pair: the key of its texts, its label, and the measure and sex of its figures."""

    group: str
    label: str
    measure: Measure
    sex: str = "total"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups that one question was put to, in the newest year that both have; `gap` is None when a figure
    is missing, for the `reason` given.

    `question` is the same for all pairs that are about one thing, whatever the groups.
    """

    id: str
    dimension: str
    question: str
    title: str
    first: Side
    second: Side
    year: int
    gap: Gap | None
    missing: Untestable | None = None

    @property
    def measure(self) -> Measure:
        """The first group's measure: unit, decimals and direction are the same for both."""
        return self.first.measure

    @property
    def tested(self) -> bool:
        """Whether the rules could say anything."""
        return self.gap is not None and self.gap.outcome != "not_testable"

    @property
    def reason(self) -> Untestable | None:
        """Why the pair is not testable; None when it is."""
        return self.gap.reason if self.gap else self.missing


def pairs_of(data: ReportData) -> tuple[Pair, ...]:
    """All pairs: sexes by indicator, then school levels and ages in the order of the families."""
    made = [pair for measure in data.used if _fits(measure) for pair in _sexes(data, measure)]
    for dimension in DIMENSIONS[1:]:
        for family in Families.load():
            if family.dimension == dimension:
                made += _groups(data, family)
    return tuple(made)


def _fits(measure: Measure) -> bool:
    return measure.comparable and not measure.projection and measure.theme != "population"


def _sexes(data: ReportData, measure: Measure) -> list[Pair]:
    keys = {data.w(f"series.{key}"): key for key in _SEXES}
    sides = [
        Side(keys[label], label, measure, sex)
        for label, sex in zip(sex_labels(data, measure), ("female", "male"), strict=True)
    ]
    family = Families.load().of(measure.id)
    return _pairs(data, sides, "sex", measure.id, family.id if family else measure.id, measure.short_title)


def _groups(data: ReportData, family: Family) -> list[Pair]:
    sides = [
        Side(member.group, data.w(f"gaps.group.{member.group}"), measure)
        for member in family.members
        if (measure := data.measures.get(member.indicator)) is not None and _fits(measure)
    ]
    title = typeset(family.title(data.language))
    return _pairs(data, sides, family.dimension, family.id, family.id, title)


def _pairs(
    data: ReportData, sides: Sequence[Side], dimension: str, id: str, question: str, title: str
) -> list[Pair]:
    """Every two of the sides, in the newest year of which at least two have a figure."""
    series = [(side, data.get(side.measure.id, data.own, side.sex)) for side in sides]
    year = _year(data, [found for _, found in series])
    if year is None:
        return []
    told = [(side, found) for side, found in series if year in found.by_year]
    with_figure = sum(found.value(year) is not None for _, found in told)
    every = with_figure * (with_figure - 1) // 2
    made = []
    for (first, own), (second, other) in combinations(told, 2):
        pair_id = f"{id}:{first.group}:{second.group}"
        found: Gap | None = None
        missing: Untestable | None = None
        if own.value(year) is None or other.value(year) is None:
            kinds = {own.by_year[year].missing, other.by_year[year].missing}
            missing = "hidden" if kinds & set(_HIDDEN) else "no_figure"
        else:
            found = among_pairs(_gap(data, first, second, year), every)
        made.append(Pair(pair_id, dimension, question, title, first, second, year, found, missing))
    return made


def _year(data: ReportData, series: Sequence[Series]) -> int | None:
    """The newest year with figures of two groups; else that in which two are mentioned at all."""
    oldest = data.year - data.comparison.oldest_data
    years = sorted({point.year for found in series for point in found.points if point.year >= oldest})
    for year in reversed(years):
        if sum(found.value(year) is not None for found in series) > 1:
            return year
    return next((y for y in reversed(years) if sum(y in found.by_year for found in series) > 1), None)


def _gap(data: ReportData, first: Side, second: Side, year: int) -> Gap:
    one, other = (data.estimate(side.measure, data.own, side.sex, year) for side in (first, second))
    assert one is not None and other is not None
    return gap(one, other, first.measure.direction, first.measure.decimals)
