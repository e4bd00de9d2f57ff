"""What the rules of statistics say of each indicator of a report: estimates, comparisons, trend.

The rules themselves are in `hyte.statistics`; here they are given the figures that they are about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING, Any

from hyte.chapters import teaviisari
from hyte.chapters.report_regions import COUNTRY
from hyte.chapters.told_words import comparisons, tested
from hyte.model import Direction, Kind
from hyte.statistics.comparison import compare, pooled
from hyte.statistics.estimate import estimate
from hyte.statistics.finding import CERTAIN, Comparison, Estimate, Finding, Trend
from hyte.statistics.multiplicity import benjamini_hochberg
from hyte.statistics.trend import trend

if TYPE_CHECKING:
    from hyte.chapters.measure import Measure
    from hyte.chapters.report_data import ReportData

_RECOUNTED = ("sotkanet", "px", "json-stat2")
"""Beginnings of the layouts of Sotkanet and Statistics Finland, who give old years by today's borders."""


def findings_of(data: ReportData) -> dict[str, Finding]:
    """What the rules say of every measure that the report shows, by indicator; of both sexes together."""
    found = ((measure.id, finding_of(data, measure)) for measure in data.used)
    made = {indicator: finding for indicator, finding in found if finding is not None}
    rate = data.comparison.false_discovery
    return controlled(made, rate) if rate else made


def controlled(findings: Mapping[str, Finding], rate: float) -> dict[str, Finding]:
    """The findings with only those differences that remain when at most a share `rate` may be false.

    All comparisons of a report that were tested are judged together. What does not remain becomes
    "no_difference"; its p-value stays to be seen. Trends have their own, stricter limits.
    """
    made = [
        (indicator, against, comparison)
        for indicator, finding in findings.items()
        for against, comparison in comparisons(finding)
        if tested(comparison)
    ]
    if not made:
        return dict(findings)
    p_values = [nan if comparison.p_value is None else comparison.p_value for _, _, comparison in made]
    remains = benjamini_hochberg(p_values, rate)
    changed: dict[str, dict[str, Any]] = {}
    for (indicator, against, comparison), true in zip(made, remains, strict=True):
        if not true and comparison.outcome != "no_difference":
            taken_back = replace(comparison, outcome="no_difference", level=None)
            changed.setdefault(indicator, {})[against] = taken_back
    return {
        indicator: replace(finding, **changed[indicator]) if indicator in changed else finding
        for indicator, finding in findings.items()
    }


def estimate_of(data: ReportData, measure: Measure, region: str, sex: str, year: int) -> Estimate | None:
    """A figure with its interval, or the reason why it has none; None when there is no figure."""
    point = data.get(measure.id, region, sex).by_year.get(year)
    if point is None or point.value is None:
        return None
    population = data.get(measure.share_of, region, sex).value(year) if measure.share_of else None
    return estimate(
        point,
        kind=measure.kind or Kind.INDEX,
        base=measure.base,
        survey=measure.survey,
        projection=measure.projection,
        population=population,
        registered=measure.registered,
        decimals=measure.decimals,
    )


def finding_of(data: ReportData, measure: Measure, sex: str = "total") -> Finding | None:
    """All that the rules say of the newest figure of one sex; None when there is no figure of it."""
    latest = data.get(measure.id, data.own, sex).latest
    if latest is None:
        return None
    own = estimate_of(data, measure, data.own, sex, latest.year)
    assert own is not None
    return Finding(
        indicator=measure.id,
        sex=sex,
        direction=measure.direction,
        own=own,
        country=_against(data, measure, own, COUNTRY, sex),
        county=_against(data, measure, own, data.county.region_id, sex) if data.county.is_county else None,
        peers=_against_peers(data, measure, own, sex),
        trend=_trend(data, measure, sex),
        spread=data.spread(measure.id, latest.year, sex),
    )


def _against(data: ReportData, measure: Measure, own: Estimate, region: str, sex: str) -> Comparison | None:
    if not measure.comparable:
        return None
    other = estimate_of(data, measure, region, sex, own.year)
    if other is None:
        return None
    return compare(own, other, measure.direction, decimals=measure.decimals, part_of=True)


def _against_peers(data: ReportData, measure: Measure, own: Estimate, sex: str) -> Comparison | None:
    if not measure.comparable:
        return None
    middle = data.peer_median(measure.id, sex).value(own.year)
    if middle is None:
        return None
    found = [estimate_of(data, measure, peer.region_id, sex, own.year) for peer in data.peers]
    together = pooled([each for each in found if each is not None])
    # Without the peers' numbers only their median can be shown, and a median is not tested.
    other = together or Estimate(own.year, middle, reason="no_denominator")
    return compare(own, other, measure.direction, decimals=measure.decimals, how="difference")


def _trend(data: ReportData, measure: Measure, sex: str) -> Trend:
    series = data.get(measure.id, data.own, sex)
    found = (estimate_of(data, measure, data.own, sex, point.year) for point in series.figures)
    return trend(
        [each for each in found if each is not None],
        survey=measure.survey,
        breaks=[year for year, _ in measure.breaks],
        border_changes=_border_changes(data, measure, sex),
        marked_missing=[point.year for point in series.points if point.value is None],
        projection=measure.projection,
    )


def _border_changes(data: ReportData, measure: Measure, sex: str) -> tuple[int, ...]:
    """The mergers that cut a series: none where every file of it recounts the years before a merger."""
    if not data.merged_in:
        return ()
    rows, sources = data.observations, data.sources
    own = rows[(rows["region"] == data.own) & (rows["indicator"] == measure.id) & (rows["sex"] == sex)]
    # An indicator may be in files of several sources, so that its first source says nothing of these figures.
    layouts = sources.loc[sources["file"].isin(own["file"]), "layout"]
    return () if len(layouts) and layouts.str.startswith(_RECOUNTED).all() else data.merged_in


def judged(data: ReportData) -> tuple[Finding, ...]:
    """Findings of the indicators of which a higher figure is better or worse.

    The dimensions of TEAviisari stay in their table: the sectors' total scores speak for them, and forty
    parts of one survey would drown all other indicators. A projection is no outcome.
    """
    return tuple(
        finding
        for finding in data.findings.values()
        if finding.direction is not Direction.NEUTRAL
        and not data.measures[finding.indicator].projection
        and not teaviisari.is_part(data.measures[finding.indicator])
    )


def tending(data: ReportData, tendency: str) -> tuple[Finding, ...]:
    """Judged findings that are "improving" or "worsening", the relatively largest first."""
    found = [finding for finding in judged(data) if finding.tendency == tendency]
    return tuple(sorted(found, key=lambda finding: (-_relative(finding), finding.indicator)))


def against_country(data: ReportData, outcome: str) -> tuple[Finding, ...]:
    """Judged findings that are "better" or "worse" than the whole country: certain first, then largest."""
    found = [each for each in judged(data) if each.country is not None and each.country.outcome == outcome]
    return tuple(sorted(found, key=_by_certainty))


def certainty(data: ReportData, level: float | None) -> str:
    """How sure a difference or a trend is, in words."""
    return data.w("certainty.very" if level == CERTAIN else "certainty.fairly")


def _by_certainty(finding: Finding) -> tuple[float, float, str]:
    other = finding.country
    assert other is not None and other.other is not None and other.difference is not None
    relative = abs(other.difference / other.other.value) if other.other.value else 0.0
    return -(other.level or 0.0), -relative, finding.indicator


def _relative(finding: Finding) -> float:
    first, last = finding.trend.points[0].value, finding.trend.points[-1].value
    assert first is not None and last is not None
    return abs((last - first) / first) if first else 0.0
