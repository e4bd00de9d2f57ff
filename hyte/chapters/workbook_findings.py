"""Sheets of the data workbook with what the rules say: each finding, and the gaps between groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hyte.chapters import group_gaps
from hyte.chapters.told_level import SHOWN_FROM
from hyte.chapters.told_words import AGAINST, Against
from hyte.language.numbers import NBSP
from hyte.presentation.blocks import DataSheet
from hyte.statistics.finding import LIKELY, Comparison, Estimate, Finding, Spread, Trend

if TYPE_CHECKING:
    from hyte.chapters.measure import Measure
    from hyte.chapters.report_data import ReportData

Value = str | float | int | None

MORE_DECIMALS = 2
"""So many decimals more than the indicator is printed with: an interval can be recomputed, noise is cut."""

_DIGITS = 3
"""Significant digits of p-values and slopes, which may be very small."""

_ESTIMATE = ("value", "low", "high", "numerator", "denominator", "basis", "interval")
_COMPARED = ("value", "difference", "outcome", "level", "p_value")
_TREND = (
    "trend",
    "tendency",
    "method",
    "first_year",
    "first_value",
    "last_year",
    "last_value",
    "slope",
    "level",
    "p_value",
    "reason",
)
_SPREAD = ("quarter_low", "quarter_high", "municipalities", "q1", "median", "q3")


def sheets(data: ReportData) -> tuple[DataSheet, ...]:
    """The sheets of comparisons and of gaps between groups; those without a row are to be left out."""
    return _findings(data), group_gaps.rows_for_workbook(data)


def _findings(data: ReportData) -> DataSheet:
    """One row for each finding: only figures that are shown have one, so none that is hidden."""
    return DataSheet(
        name=data.w("findings.sheet"),
        columns=tuple(_columns(data)),
        rows=tuple(tuple(_row(data, finding)) for finding in data.findings.values()),
    )


def _columns(data: ReportData) -> Iterator[str]:
    w = data.w
    yield from (w(f"workbook.{key}") for key in ("indicator", "indicator_title", "sex", "unit", "year"))
    yield from (w(f"findings.column.{key}") for key in _ESTIMATE)
    for against in AGAINST:
        for key in (*_COMPARED, _only(against), "reason"):
            yield w("findings.of", what=w(f"findings.{against}"), column=w(f"findings.part.{key}"))
    for key in _TREND:
        yield w("findings.of", what=w("findings.trend"), column=w(f"findings.part.{key}"))
    yield from (w(f"findings.column.{key}") for key in _SPREAD)


def _only(against: Against) -> str:
    """What is told of one comparator only: peers have no part of the municipality, but are of two kinds."""
    return "pooled" if against == "peers" else "own_share"


def _row(data: ReportData, finding: Finding) -> Iterator[Value]:
    w, measure = data.w, data.measures[finding.indicator]
    yield from (measure.id, measure.title, w(f"sex.{finding.sex}"), measure.unit, finding.own.year)
    yield from _estimate(data, measure, finding)
    for against in AGAINST:
        yield from _compared(data, measure, against, getattr(finding, against))
    yield from _trend(data, measure, finding)
    yield from _spread(measure, finding, finding.spread)


def _estimate(data: ReportData, measure: Measure, finding: Finding) -> Iterator[Value]:
    w, own = data.w, finding.own
    ends = own.interval(LIKELY)
    yield _figure(own.value, measure)
    yield _figure(ends.low if ends else None, measure)
    yield _figure(ends.high if ends else None, measure)
    yield None if _is_few(data, finding) else _count(own.numerator)
    yield _count(own.denominator)
    yield w(f"findings.basis.{own.basis}") if own.basis else None
    yield w(f"findings.interval.{ends.method}") if ends else _why(data, own.reason)


def _is_few(data: ReportData, finding: Finding) -> bool:
    """Whether the numerator was computed here and counts so few that no sentence would tell it either."""
    own = finding.own
    given = data.get(finding.indicator, data.own, finding.sex).by_year[own.year].numerator
    if own.numerator is None or given is not None:
        return False
    rest = SHOWN_FROM if own.denominator is None else own.denominator - own.numerator
    # What rounds to five may be four.
    return any(0.5 <= count < SHOWN_FROM - 0.5 for count in (own.numerator, rest))


def _compared(
    data: ReportData, measure: Measure, against: Against, made: Comparison | None
) -> Iterator[Value]:
    w = data.w
    tested = made is not None and made.outcome != "not_testable"
    yield _figure(made.other.value if made and made.other else None, measure)
    yield made.difference if made else None
    yield _plain(w(f"told.word.{made.outcome if made else 'not_testable'}"))
    yield _percent(made.level if made else None)
    yield _significant(made.p_value if made else None)
    if against == "peers":
        yield _kind_of_peers(data, made.other if made else None)
    else:
        yield None if made is None or made.own_share is None else round(100 * made.own_share, MORE_DECIMALS)
    yield None if tested else _not_tested(data, measure, against, made)


def _kind_of_peers(data: ReportData, other: Estimate | None) -> str | None:
    if other is None:
        return None
    return data.w("findings.median" if other.denominator is None else "findings.together")


def _not_tested(data: ReportData, measure: Measure, against: Against, made: Comparison | None) -> str | None:
    if made is not None:
        return _why(data, made.reason)
    if not measure.comparable:
        return _why(data, "count")
    if against == "county" and not data.county.is_county:
        return data.w("findings.untested.no_county")
    return _why(data, "no_benchmark")


def _why(data: ReportData, reason: str | None) -> str | None:
    return data.w(f"findings.untested.{reason}") if reason else None


def _trend(data: ReportData, measure: Measure, finding: Finding) -> Iterator[Value]:
    w, found = data.w, finding.trend
    first, last = (found.points[0], found.points[-1]) if found.points else (None, None)
    yield _plain(w(f"told.word.{found.outcome}"))
    moving = found.outcome in ("rising", "falling")
    judged = finding.tendency if finding.tendency in ("improving", "worsening") else "not_judged"
    yield w(f"findings.{judged}") if moving else None
    yield w(f"told.trend.method.{found.method}") if found.method else None
    yield first.year if first else None
    yield _figure(first.value if first else None, measure)
    yield last.year if last else None
    yield _figure(last.value if last else None, measure)
    yield _significant(found.slope)
    yield _percent(found.level)
    yield _significant(found.p_value)
    yield _why_no_trend(data, found)


def _why_no_trend(data: ReportData, found: Trend) -> str | None:
    if found.reason is None:
        return None
    # Elections come in rounds too, and are no survey.
    survey = found.survey or found.reason != "too_few_rounds"
    return data.w(f"findings.no_trend.{found.reason if survey else 'too_few'}")


def _spread(measure: Measure, finding: Finding, spread: Spread | None) -> Iterator[Value]:
    quarters = finding.quarters
    if spread is None or quarters is None:
        yield from [None] * len(_SPREAD)
        return
    yield from quarters
    yield spread.municipalities
    yield from (_figure(each, measure) for each in (spread.q1, spread.median, spread.q3))


def _figure(value: float | None, measure: Measure) -> float | None:
    return None if value is None else round(value, measure.decimals + MORE_DECIMALS) + 0.0


def _count(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, MORE_DECIMALS)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _significant(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{_DIGITS}g}") + 0.0


def _plain(text: str) -> str:
    """A text whose blanks a reader of the workbook can type into a filter."""
    return text.replace(NBSP, " ")
