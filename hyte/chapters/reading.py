"""How to read the report: what intervals, comparisons, trends, peers, charts and marks mean."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.chapters.findings import judged
from hyte.chapters.report_data import ReportData
from hyte.chapters.told_words import percent
from hyte.language.numbers import listed, number
from hyte.model import MissingKind
from hyte.presentation.blocks import Block, Heading, Listing, Paragraph
from hyte.presentation.show import Blocks, line, lines
from hyte.statistics.peers import FEWEST_PEERS


def blocks(data: ReportData) -> Blocks:
    """The reading guide, about a page."""
    w = data.w
    made: list[Block] = [Heading(level=3, text=w("reading.title"))]
    made += _part(data, "figures", (w("reading.year"), w("reading.interval")))
    made += _part(data, "comparisons", (w("reading.compared"),))
    outcomes = ("better", "neutral", "no_difference", "not_testable")
    made.append(Listing(items=lines(w(f"reading.{outcome}") for outcome in outcomes)))
    made += _paragraphs((w("reading.areas"), _by_chance(data)))
    made += _part(data, "trend", (w("reading.trend"),))
    rules = ("trend_counted", "trend_ordered", "trend_rounds")
    made.append(Listing(items=lines(w(f"reading.{rule}") for rule in rules)))
    made += _paragraphs((w("reading.trend_cut"),))
    made += _part(data, "peers", (_peers(data), w("reading.quarter")))
    made += _part(data, "charts", (w("reading.chart_overview"), w("reading.chart_lines")))
    made += _part(data, "hidden", (w("reading.suppression"), w("reading.missing")))
    made.append(Listing(items=lines(_marks(data))))
    made += _paragraphs((w("reading.experts", sheet=w("findings.sheet")),))
    return Blocks(made)


def controlled(data: ReportData) -> str:
    """That the share of false differences is limited, and to what; "" where it is not."""
    rate = data.comparison.false_discovery
    return data.w("reading.controlled", share=percent(rate, data.language)) if rate else ""


def _part(data: ReportData, name: str, texts: Sequence[str]) -> list[Block]:
    return [Heading(level=4, text=data.w(f"reading.{name}_title")), *_paragraphs(texts)]


def _paragraphs(texts: Sequence[str]) -> list[Block]:
    return [Paragraph(spans=line(text)) for text in texts if text]


def _by_chance(data: ReportData) -> str:
    """Where the number of differences by chance is told, if it is, and whether it is controlled."""
    tested = any(each.country and each.country.outcome != "not_testable" for each in judged(data))
    return " ".join(filter(None, (data.w("reading.chance") if tested else "", controlled(data))))


def _peers(data: ReportData) -> str:
    """The peers by name, how they were found, and how their figure is made."""
    w, language = data.w, data.language
    if not data.peers:
        return w("reading.peers_none")
    told = [w("reading.peers", names=listed([peer.name(language) for peer in data.peers], language))]
    told += _rule(data)
    told.append(w("reading.peers_figure", fewest=FEWEST_PEERS))
    return " ".join(told)


def _rule(data: ReportData) -> list[str]:
    w, found = data.w, data.peers_found
    if found.rule != "likeness":
        return [w(f"peers.rule_{found.rule}")]
    weighted = []
    for name in found.criteria:
        weight = getattr(data.comparison.likeness, name)
        decimals = len(f"{weight:.4g}".partition(".")[2])
        shown = number(weight, decimals, data.language)
        weighted.append(w("peers.weighted", criterion=w(f"peers.criterion.{name}"), weight=shown))
    told = [w("peers.rule_likeness", count=len(weighted), criteria=listed(weighted, data.language))]
    if len(weighted) > 1 and {"size", "age"} & set(found.criteria):
        told.append(w("peers.scale"))
    return told


def _marks(data: ReportData) -> list[str]:
    w = data.w
    marks = [
        w("reading.missing_item", mark=w(f"missing.{kind}"), meaning=w(f"missing_long.{kind}"))
        for kind in MissingKind
    ]
    return [*marks, w("reading.missing_item", mark="–", meaning=w("missing_long.absent"))]
