"""The sentence of an indicator's newest figure, and of how small the numbers behind it are."""

from __future__ import annotations

from hyte.chapters.measure import Measure
from hyte.chapters.told_words import Names, Noun, comparisons, noun_of, started, tested
from hyte.language.numbers import interval_text, number, with_unit
from hyte.language.wording import Wording, wording
from hyte.model import Kind
from hyte.statistics.finding import LIKELY, Estimate, Finding, Interval

OLD = 3
"""A figure of more years before the report's year is said to be old."""

FEW = 20
"""With so few events the interval of a rate reaches from some 40 per cent below to 55 per cent above it."""

FEW_ASKED = 100
"""Among so few, one person more or less is a whole percentage point."""

SHOWN_FROM = 5
"""Smaller counts than this are not printed, nor what they leave of the denominator; a zero is no secret."""


def level(
    finding: Finding,
    measure: Measure,
    names: Names,
    report_year: int | None = None,
    *,
    preliminary: bool = False,
) -> str:
    """The newest figure with its interval; its age when it is old, the numbers behind it when small."""
    w, own, noun = wording(measure.language), finding.own, noun_of(measure, finding)
    place = _place(finding, measure, names)
    words = {"noun": noun.noun, "Noun": noun.start, "place": place, "Place": started(place), "year": own.year}
    value = _value(own, measure)
    if measure.projection:
        return started(w("told.level.projection", value=value, **words))
    older = report_year is not None and own.year < report_year
    key = "told.level.older" if older else "told.level.now"
    interval = _interval(own.interval(LIKELY), measure, w)
    said = [w.varied(key, measure.id, value=value, interval=interval, **words)]
    if preliminary:
        said.append(w("told.level.preliminary"))
    if report_year is not None and report_year - own.year > OLD:
        said.append(w("told.level.age", count=report_year - own.year))
    said.append(_small(own, measure, noun))
    return " ".join(filter(None, said))


def position(finding: Finding, measure: Measure) -> str:
    """Where the figure lies among all municipalities: for figures that no comparison could test; else ""."""
    quarters, spread = finding.quarters, finding.spread
    if quarters is None or spread is None or measure.projection or measure.kind is Kind.COUNT:
        return ""
    if any(tested(made) for _, made in comparisons(finding)):
        return ""
    w = wording(measure.language)
    where = "unsure"
    if quarters[0] == quarters[1] or set(quarters) <= {2, 3}:
        where = {1: "lowest", 4: "highest"}.get(quarters[0], "middle")
    return w(
        f"told.position.{where}",
        municipalities=spread.municipalities,
        noun=noun_of(measure, finding).noun,
        middle=_range(spread.q1, spread.q3, measure),
    )


def _place(finding: Finding, measure: Measure, names: Names) -> str:
    if finding.sex not in ("female", "male"):
        return names.own.inside
    young = measure.group in ("children", "young")
    sex = {"female": "girls" if young else "women", "male": "boys" if young else "men"}[finding.sex]
    return wording(measure.language)(f"told.sex.{sex}", place=names.own.beside(measure.language))


def _value(own: Estimate, measure: Measure) -> str:
    # "1 persons" is no language; the indicator's title has told what is counted.
    if measure.kind is Kind.COUNT and measure.figure(own.value) == "1":
        return measure.figure(own.value)
    return measure.figure_with_unit(own.value)


def _interval(interval: Interval | None, measure: Measure, w: Wording) -> str:
    if interval is None:
        return ""
    return w("told.level.interval", interval=_range(interval.low, interval.high, measure))


def _range(low: float, high: float, measure: Measure) -> str:
    text = interval_text(low, high, measure.decimals, measure.language)
    return with_unit(text, measure.unit if measure.unit == "%" else "", measure.language)


def _small(own: Estimate, measure: Measure, noun: Noun) -> str:
    """That the numbers are small; the numbers themselves only when they tell of nobody."""
    w = wording(measure.language)
    numerator, denominator = own.numerator, own.denominator
    if own.reason == "hidden" or numerator is None or measure.kind not in (Kind.PROPORTION, Kind.RATE):
        return ""
    events = round(numerator)
    counted = number(events, 0, measure.language)
    about_events = w("told.small.about", number=counted) if own.basis == "population" else counted
    if measure.kind is Kind.RATE:
        if events >= FEW:
            return ""
        if events == 0:
            return w("told.small.none")
        if events < SHOWN_FROM:
            return w("told.small.unsaid", Noun=noun.start)
        return w("told.small.events", Noun=noun.start, numerator=about_events)
    if denominator is None:
        return ""
    persons = round(denominator)
    rest = persons - events
    if min(events, rest) >= FEW and persons >= FEW_ASKED:
        return ""
    if 0 < events < SHOWN_FROM or 0 < rest < SHOWN_FROM:
        return w("told.small.unsaid", Noun=noun.start)
    all_of = number(persons, 0, measure.language)
    about_persons = w("told.small.about", number=all_of) if own.basis == "derived" else all_of
    whom = "respondents" if measure.survey else "persons" if measure.share_of == "population" else "cases"
    return w(
        f"told.small.{whom}",
        Noun=noun.start,
        numerator=about_events,
        denominator=about_persons,
    )
