"""What a finding says in a few words: for the mark of a panel and for the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hyte.chapters.measure import Measure
from hyte.chapters.told_words import (
    Against,
    comparisons,
    degree_of,
    differs,
    equal,
    generic_place,
    noun_of,
    percent,
    started,
    tested,
)
from hyte.language.wording import Wording, wording
from hyte.model import Direction, Language
from hyte.statistics.finding import CERTAIN, LIKELY, Comparison, ComparisonOutcome, Finding
from hyte.statistics.multiplicity import expected_by_chance

Tendency = Literal["improving", "worsening", "rising", "falling", "no_trend", "not_computable"]


@dataclass(frozen=True, slots=True)
class CellTexts:
    """Comparisons and trend in words for table cells, and the styles that go with them."""

    country: str
    county: str
    peers: str
    trend: str
    styles: tuple[ComparisonOutcome | None, ComparisonOutcome | None, ComparisonOutcome | None]
    tendency: Tendency


def short_verdict(finding: Finding, measure: Measure) -> tuple[ComparisonOutcome, str]:
    """The style and the text of a panel's mark: how the figure stands beside the country.

    Where the country cannot be compared with, the county is told of, then the peers.
    """
    w = wording(measure.language)
    if measure.projection:
        return "not_testable", w("told.chip.projection")
    for against, made in comparisons(finding):
        if tested(made):
            return _style(made), _chip(finding, measure, against, made)
    return "not_testable", w("told.chip.not_testable")


def cell_texts(finding: Finding, measure: Measure) -> CellTexts:
    """One word or two for each comparison and for the trend."""
    w = wording(measure.language)
    made = dict(comparisons(finding))
    texts, styles = [], []
    for against in ("country", "county", "peers"):
        found = made.get(against)
        texts.append(w("told.word.none") if found is None else _word(found, w))
        styles.append(None if found is None else _style(found))
    moving = w(f"told.word.{finding.trend.outcome}")
    if finding.tendency in ("improving", "worsening"):
        moving = w(f"told.word.{finding.tendency}", trend=moving)
    return CellTexts(
        texts[0], texts[1], texts[2], moving, (styles[0], styles[1], styles[2]), finding.tendency
    )


def counted_by_chance(findings: Iterable[Finding], language: Language) -> str:
    """How many differences chance alone would give among all that was tested, and how many were found."""
    w = wording(language)
    made = [each for finding in findings for _, each in comparisons(finding) if tested(each)]
    if not made:
        return w("told.chance.none")
    expected = expected_by_chance(len(made), LIKELY)
    count = round(expected)
    return w(
        "told.chance.made",
        tests=len(made),
        level=percent(LIKELY, language),
        expected=w("told.chance.few") if expected < 1 else w("told.chance.about", count=count),
        found=sum(differs(each) for each in made),
        certain=sum(differs(each) and each.level == CERTAIN for each in made),
        certain_level=percent(CERTAIN, language),
    )


def _style(made: Comparison) -> ComparisonOutcome:
    return "no_difference" if tested(made) and equal(made) else made.outcome


def _word(made: Comparison, w: Wording) -> str:
    if tested(made) and equal(made):
        return w("told.word.same")
    return w(f"told.word.{made.outcome}")


def _chip(finding: Finding, measure: Measure, against: Against, made: Comparison) -> str:
    w = wording(measure.language)
    place = generic_place(against, w)
    if equal(made):
        return w("told.chip.same", place=place)
    if not differs(made):
        return w(f"told.chip.no_difference.{against}")
    if finding.direction is Direction.NEUTRAL:
        word = noun_of(measure, finding)("larger" if made.outcome == "higher" else "smaller")
    else:
        word = w(f"told.word.{made.outcome}")
    comparative = w(f"told.degree.{degree_of(made, measure)}", comparative=word)
    return started(w("told.chip.differs", comparative=comparative, place=place))
