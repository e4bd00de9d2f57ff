"""The summary: key facts, how the municipality stands and which way it is going, what was noted."""

from __future__ import annotations

from hyte.chapters import reading, summary_notes, told
from hyte.chapters.findings import judged, tending
from hyte.chapters.measure import Measure
from hyte.chapters.report_data import ReportData
from hyte.model import Direction
from hyte.presentation.blocks import Block, Fact, Heading, KeyFacts, Listing, Paragraph
from hyte.presentation.show import Blocks, line, lines
from hyte.reference.indicator import GROUPS, THEMES
from hyte.statistics.finding import Finding

LISTED = 6
"""So many trends of each kind fit on the first pages."""


def blocks(data: ReportData) -> Blocks:
    """Key facts, how many indicators stand better or worse than the country, and the clearest trends."""
    w = data.w
    made: list[Block] = [Heading(level=2, text=w("summary.title"))]
    if not data.used:
        text = w(
            "no_data.text",
            municipality=data.name,
            first=data.year - data.comparison.oldest_data,
            last=data.year,
        )
        return Blocks((*made, Paragraph(spans=line(text)), *summary_notes.blocks(data)))
    lead = w("summary.lead", count=len(data.used), year=data.year)
    made.append(Paragraph(spans=line(lead), style="lead"))
    facts = _key_facts(data)
    if facts:
        made.append(KeyFacts(caption=w("summary.key_facts"), facts=facts))
    if not any_judged(data):
        return Blocks((*made, Paragraph(spans=line(w("summary.none_judged"))), *summary_notes.blocks(data)))
    made += _standing(data)
    made += _trends(data)
    return Blocks((*made, *summary_notes.blocks(data)))


def any_judged(data: ReportData) -> bool:
    """Whether the report has an indicator of which a higher figure is better or worse."""
    return any(measure.direction is not Direction.NEUTRAL for measure in data.used)


def _standing(data: ReportData) -> list[Block]:
    """How many judged indicators differ from the country, and how many would do so by chance alone."""
    w = data.w
    compared = [finding.country for finding in judged(data) if finding.country is not None]
    tested = [each for each in compared if each.outcome != "not_testable"]
    if not tested:
        return [Paragraph(spans=line(w("summary.none_tested")))]
    outcomes = [each.outcome for each in tested]
    counts = {name: outcomes.count(name) for name in ("better", "worse", "no_difference")}
    made: list[Block] = [Heading(level=3, text=w("summary.standing"))]
    made.append(Paragraph(spans=line(w("summary.compared", tested=len(tested), **counts))))
    untested = len(judged(data)) - len(tested)
    if untested:
        made.append(Paragraph(spans=line(w("summary.untested", count=untested))))
    chance = (told.counted_by_chance(data.findings.values(), data.language), reading.controlled(data))
    made.append(Paragraph(spans=line(" ".join(filter(None, chance))), style="note"))
    return made


def _trends(data: ReportData) -> list[Block]:
    w = data.w
    made: list[Block] = []
    shortened = False
    for tendency in ("improving", "worsening"):
        found = tending(data, tendency)
        made.append(Heading(level=3, text=w(f"summary.{tendency}")))
        if found:
            shortened = shortened or len(found) > LISTED
            made.append(Listing(items=lines(_item(data, finding) for finding in found[:LISTED])))
        else:
            made.append(Paragraph(spans=line(w(f"summary.none_{tendency}"))))
    if shortened:
        made.append(Paragraph(spans=line(w("summary.chosen")), style="note"))
    return made


def _item(data: ReportData, finding: Finding) -> str:
    measure = data.measures[finding.indicator]
    first, latest = finding.trend.points[0], finding.trend.points[-1]
    assert first.value is not None and latest.value is not None
    return data.w(
        "summary.item",
        title=measure.short_title,
        latest=measure.figure_with_unit(latest.value),
        year=latest.year,
        first_year=first.year,
        first=measure.figure_beside(first.value),
    )


def _key_facts(data: ReportData) -> tuple[Fact, ...]:
    w = data.w
    facts = []
    for measure in sorted((item for item in data.used if item.key_fact), key=_importance):
        finding = data.findings.get(measure.id)
        if finding is None:
            continue
        context = w(
            "summary.fact_context", year=finding.own.year, trend=told.cell_texts(finding, measure).trend
        )
        facts.append(
            Fact(
                label=measure.short_title,
                value=measure.figure_with_unit(finding.own.value),
                context=context,
            )
        )
    return tuple(facts)


def _importance(measure: Measure) -> tuple[int, int, str]:
    return GROUPS.index(measure.group), THEMES.index(measure.theme), measure.id
