"""What the rules say of an indicator, in sentences that a council understands.

The texts are in `told.toml` of each language. Where a text has the variants a, b and c, the indicator's id
chooses one, so that neighbours on a page read unlike and every run makes the same page.
"""

from __future__ import annotations

from hyte.chapters.measure import Measure
from hyte.chapters.told_comparison import comparison
from hyte.chapters.told_level import level, position
from hyte.chapters.told_short import CellTexts, cell_texts, counted_by_chance, short_verdict
from hyte.chapters.told_trend import trend
from hyte.chapters.told_words import AGAINST, Names, Place, names_of
from hyte.statistics.finding import Finding

__all__ = [
    "AGAINST",
    "CellTexts",
    "Names",
    "Place",
    "cell_texts",
    "comparison",
    "counted_by_chance",
    "level",
    "names_of",
    "position",
    "sentences",
    "short_verdict",
    "trend",
]


def sentences(
    finding: Finding,
    measure: Measure,
    names: Names,
    report_year: int | None = None,
    *,
    preliminary: bool = False,
) -> tuple[str, ...]:
    """All that is told of a finding: its figure, comparisons, place among municipalities, trend.

    Whether the newest figure is preliminary is known from its `Point` alone.
    """
    told = (
        level(finding, measure, names, report_year, preliminary=preliminary),
        comparison(finding, measure, names),
        position(finding, measure),
        trend(finding, measure),
    )
    return tuple(text for text in told if text)
