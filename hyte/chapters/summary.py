"""The summary: key facts, what improved, what worsened, what was noted."""

from __future__ import annotations

from hyte.chapters import summary_notes, teaviisari
from hyte.chapters.measure import Measure
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import signed
from hyte.model import Direction
from hyte.presentation.blocks import Block, Callout, Fact, Heading, KeyFacts, Listing, Paragraph
from hyte.presentation.show import Blocks, line, lines
from hyte.reference.indicator import GROUPS, THEMES
from hyte.statistics.change import Change, Verdict

LISTED = 6
"""So many changes of each kind fit on the first pages."""

Changed = tuple[Measure, Change]


def blocks(data: ReportData) -> Blocks:
    """Key facts, then the largest changes for the better and for the worse."""
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
    made += _changes(data)
    made.append(Callout(tone="info", title=w("summary.untested_title"), lines=(line(w("summary.untested")),)))
    return Blocks((*made, *summary_notes.blocks(data)))


def _changes(data: ReportData) -> list[Block]:
    w = data.w
    counts = {verdict: len(changed(data, verdict)) for verdict in ("improved", "worsened", "unchanged")}
    made: list[Block] = []
    made.append(Paragraph(spans=line(w("summary.judged", years=data.comparison.change_years, **counts))))
    shortened = False
    for verdict in ("improved", "worsened"):
        items = changed(data, verdict)
        made.append(Heading(level=3, text=w(f"summary.{verdict}")))
        if items:
            shortened = shortened or len(items) > LISTED
            made.append(Listing(items=lines(_item(data, *item) for item in items[:LISTED])))
        else:
            made.append(Paragraph(spans=line(w(f"summary.none_{verdict}"))))
    if shortened:
        made.append(Paragraph(spans=line(w("summary.chosen")), style="note"))
    return made


def any_judged(data: ReportData) -> bool:
    """Whether the report has an indicator of which a higher figure is better or worse."""
    return any(measure.direction is not Direction.NEUTRAL for measure in data.used)


def changed(data: ReportData, verdict: Verdict) -> tuple[Changed, ...]:
    """Measures whose change has the verdict, the relatively largest first.

    The dimensions of TEAviisari stay in its table: the sectors' total scores speak for them, and forty parts
    of one survey would drown all other indicators.
    """
    found = [
        (measure, made)
        for measure in data.used
        if not measure.projection
        and not teaviisari.is_part(measure)
        and (made := data.change(measure)).verdict == verdict
    ]
    return tuple(sorted(found, key=lambda item: (-abs(item[1].relative or 0.0), item[0].id)))


def _item(data: ReportData, measure: Measure, made: Change) -> str:
    latest, baseline = made.latest, made.baseline
    assert latest and baseline and latest.value is not None and baseline.value is not None
    return data.w(
        "summary.item",
        title=measure.short_title,
        latest=measure.figure_with_unit(latest.value),
        year=latest.year,
        baseline_year=baseline.year,
        baseline=measure.figure_beside(baseline.value),
    )


def _key_facts(data: ReportData) -> tuple[Fact, ...]:
    w = data.w
    facts = []
    for measure in sorted((item for item in data.used if item.key_fact), key=_importance):
        latest = data.get(measure.id, data.own).latest
        if latest is None or latest.value is None:
            continue
        context = str(latest.year)
        made = data.change(measure)
        if made.difference is not None and made.baseline is not None:
            # The card has named the unit already; only percentages change by something else.
            difference = (
                measure.difference(made.difference, w("panel.points"))
                if measure.unit == "%"
                else signed(made.difference, measure.decimals, data.language)
            )
            context = w(
                "summary.fact_context", year=latest.year, difference=difference, since=made.baseline.year
            )
        facts.append(
            Fact(label=measure.short_title, value=measure.figure_with_unit(latest.value), context=context)
        )
    return tuple(facts)


def _importance(measure: Measure) -> tuple[int, int, str]:
    return GROUPS.index(measure.group), THEMES.index(measure.theme), measure.id
