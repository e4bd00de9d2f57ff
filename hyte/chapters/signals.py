"""What the groups could take up: candidates for concerns and joys, each with its reasons on one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from hyte.chapters import teaviisari
from hyte.chapters.measure import Measure
from hyte.chapters.panel import anchor_of
from hyte.chapters.report_data import ReportData
from hyte.chapters.told_words import Against, Degree, comparisons, degree_of, generic_place
from hyte.language.numbers import listed
from hyte.language.wording import Wording, wording
from hyte.presentation.blocks import Block, Heading, Line, Listing, Paragraph, Span
from hyte.presentation.show import Blocks, line
from hyte.reference.indicator_families import Families
from hyte.statistics.signals import OLD, Signal, Signals, signals

Outcome = Literal["better", "worse"]

LISTED = 6
"""So many of each kind; with their reasons they fill at most a page."""


def blocks(data: ReportData) -> Blocks:
    """Candidates for concerns and for joys; one sentence when nothing stands out."""
    w = data.w
    found = signals_of(data)
    made: list[Block] = [Heading(level=3, text=w("signals.title"))]
    if not found.concerns and not found.joys:
        return Blocks((*made, Paragraph(spans=line(w("signals.none")))))
    made.append(Paragraph(spans=line(w("signals.lead"))))
    for side in ("concerns", "joys"):
        shown: Sequence[Signal] = getattr(found, side)
        made.append(Heading(level=4, text=w(f"signals.{side}")))
        if shown:
            made.append(Listing(items=tuple(_item(data, signal) for signal in shown)))
        else:
            made.append(Paragraph(spans=line(w(f"signals.no_{side}"))))
    made.append(Paragraph(spans=line(w("signals.rule", years=OLD)), style="note"))
    return Blocks(made)


def signals_of(data: ReportData) -> Signals:
    """The candidates of a report: parts of TEAviisari's totals and projections are none."""
    known = [data.measures[indicator] for indicator in data.findings if indicator in data.measures]
    families = Families.load()
    asked = {item.id: family.id for item in known if (family := families.of(item.id)) is not None}
    return signals(
        (data.findings[item.id] for item in known),
        report_year=data.year,
        key_facts={item.id for item in known if item.key_fact},
        left_out={item.id for item in known if item.projection or teaviisari.is_part(item)},
        questions=asked,
        limit=LISTED,
    )


def reasons(signal: Signal, measure: Measure) -> str:
    """Why an indicator is a candidate; what speaks against it follows after a "but"."""
    w = wording(measure.language)
    concern = signal.side == "concern"
    mine: Outcome = "worse" if concern else "better"
    other: Outcome = "better" if concern else "worse"
    said = [*_places(signal, mine, measure), *_quarter(signal, w, for_it=True)]
    contrary = [*_contrary_places(signal, other, w), *_quarter(signal, w, for_it=False)]
    if signal.trend == ("worsening" if concern else "improving"):
        said.append(w(f"signals.{signal.trend}"))
    elif signal.trend is not None:
        contrary.append(w(f"signals.but_{signal.trend}"))
    return ", ".join((*said, *contrary))


def told_of(signal: Signal, measure: Measure) -> str:
    """The figure, its year and the reasons: what follows an indicator's title."""
    own = signal.finding.own
    return wording(measure.language)(
        "signals.item_old" if signal.old else "signals.item",
        figure=measure.figure_with_unit(own.value),
        year=own.year,
        reasons=reasons(signal, measure),
    )


def _item(data: ReportData, signal: Signal) -> Line:
    measure = data.measures[signal.finding.indicator]
    return (_title(measure), Span(text=f": {told_of(signal, measure)}"))


def _title(measure: Measure) -> Span:
    # TEAviisari's scores stand in a table, which has no place of its own to lead to.
    return Span(
        text=measure.short_title,
        strong=True,
        href=None if teaviisari.belongs(measure) else f"#{anchor_of(measure)}",
    )


def _of(signal: Signal, outcome: Outcome) -> tuple[Against, ...]:
    return signal.better if outcome == "better" else signal.worse


def _places(signal: Signal, outcome: Outcome, measure: Measure) -> list[str]:
    """The comparators on the candidate's own side; those that it is equally far from stand together."""
    w = wording(measure.language)
    made = dict(comparisons(signal.finding))
    degrees: dict[Degree, list[str]] = {}
    for against in _of(signal, outcome):
        degree = degree_of(made[against], measure)
        degrees.setdefault(degree, []).append(generic_place(against, w))
    return [
        w(
            "told.compared.differs",
            comparative=w(f"told.degree.{degree}", comparative=w(f"told.word.{outcome}")),
            places=listed(places, w.language),
        )
        for degree, places in degrees.items()
    ]


def _contrary_places(signal: Signal, outcome: Outcome, w: Wording) -> list[str]:
    places = [generic_place(against, w) for against in _of(signal, outcome)]
    return [w(f"signals.but_{outcome}", places=listed(places, w.language))] if places else []


def _quarter(signal: Signal, w: Wording, *, for_it: bool) -> list[str]:
    if signal.quarter is None:
        return []
    good = (signal.quarter == 4) == (signal.finding.direction == "higher_is_better")
    if (good == (signal.side == "joy")) is not for_it:
        return []
    where = "lowest" if signal.quarter == 1 else "highest"
    return [w(f"signals.{where}" if for_it else f"signals.but_{where}")]
