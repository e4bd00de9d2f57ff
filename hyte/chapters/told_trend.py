"""The sentences of where an indicator's figures are going."""

from __future__ import annotations

from hyte.chapters.measure import Measure
from hyte.chapters.told_words import Noun, noun_of
from hyte.language.numbers import number, points
from hyte.language.wording import Wording, wording
from hyte.model import Kind
from hyte.statistics.finding import CERTAIN, LIKELY, Finding, Trend

_FINEST = 2
"""So many decimals more than the figures have are tried before a slope is left unsaid."""


def trend(finding: Finding, measure: Measure) -> str:
    """Whether the figures rise or fall, since when, and by how much; or why that cannot be told.

    A change is only spoken of when it stands out from chance.
    """
    w, found = wording(measure.language), finding.trend
    if found.outcome == "not_computable":
        return w.varied("told.trend.not_computable", measure.id, reason=_reason(found, w))
    if found.outcome == "no_trend":
        said = [_no_trend(found, measure, w)]
    else:
        said = [_moved(finding, measure, noun_of(measure, finding), w), _certainty(finding, w)]
    if _cut(found):
        said.append(w("told.trend.since", year=found.since))
    return " ".join(said)


def _cut(found: Trend) -> bool:
    """Whether the break is why no earlier figures were seen: it lies just before the first of those seen."""
    years = [point.year for point in found.points]
    rhythm = years[1] - years[0] if len(years) > 1 else 1
    return found.since is not None and bool(years) and years[0] - found.since < rhythm


def _moved(finding: Finding, measure: Measure, noun: Noun, w: Wording) -> str:
    found = finding.trend
    words = {
        "noun": noun.noun,
        "Noun": noun.start,
        "moved": noun("risen" if found.outcome == "rising" else "fallen"),
    }
    if not found.points:
        return w("told.trend.bare", **words)
    first, last = found.points[0], found.points[-1]
    years = {"first_year": first.year, "last_year": last.year}
    slope = _slope(found, measure)
    if slope:
        return w.varied("told.trend.change", measure.id, slope=slope, **years, **words)
    assert first.value is not None and last.value is not None
    ends = {"first": measure.figure_beside(first.value), "last": measure.figure_beside(last.value)}
    return w.varied("told.trend.ends", measure.id, **ends, **years, **words)


def _slope(found: Trend, measure: Measure) -> str:
    """The size of the yearly change with its unit; "" when it is not known, or contradicts the outcome."""
    if found.slope is None or (found.slope > 0) != (found.outcome == "rising"):
        return ""
    size = abs(found.slope)
    decimals = measure.decimals
    while not round(size, decimals) and decimals < measure.decimals + _FINEST:
        decimals += 1
    if not round(size, decimals):
        return ""
    if not decimals and round(size) == 1:
        decimals = 1  # units are written for more than one
    text = number(size, decimals, measure.language)
    if measure.unit == "%":
        return points(size, decimals, measure.language)
    # "0.8 / 1 000 residents a year" would be read as a rate of a rate.
    unit = measure.spoken_unit if measure.kind in (Kind.COUNT, Kind.MONEY) else ""
    return f"{text}\u00a0{unit}" if unit else text


def _certainty(finding: Finding, w: Wording) -> str:
    found = finding.trend
    certainty = w("told.trend.certain" if found.level == CERTAIN else "told.trend.likely")
    side = finding.tendency if finding.tendency in ("improving", "worsening") else "neutral"
    return w(f"told.trend.{side}", certainty=certainty)


def _no_trend(found: Trend, measure: Measure, w: Wording) -> str:
    if not found.points:
        return w("told.trend.no_trend_bare")
    years = {"first_year": found.points[0].year, "last_year": found.points[-1].year}
    if found.p_value is not None and found.p_value < 1 - LIKELY:
        # Not chance, but too little or too uneven for the rule: only that may be said.
        return w("told.trend.unclear", **years)
    return w.varied("told.trend.no_trend", measure.id, **years)


def _reason(found: Trend, w: Wording) -> str:
    reason = found.reason or "too_few"
    if reason == "too_few_rounds" and not found.survey:
        reason = "too_few"  # elections come in rounds too, and are no survey
    key = f"told.trend.reason.{reason}"
    if reason in ("too_few", "too_few_rounds") and found.points:
        return w(f"{key}_count", count=len(found.points))
    if reason in ("broken", "border_change") and found.since is not None:
        return w(f"{key}_year", year=found.since)
    return w(key)
