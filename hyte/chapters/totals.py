"""Sums over what was given, which tell how many rows gave nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hyte.chapters.register_records import Record, amount, euros, person_years
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import number

_UNITS: dict[str, Callable[[ReportData, float], str]] = {"euros": euros, "person_years": person_years}


def total(data: ReportData, rows: Sequence[Record], field: str, unit: str) -> str | None:
    """The sum of a field, from how many rows, and how many rows lack it; None when no row has it.

    `unit` is "euros", "person_years" or "hours".
    """
    given = [figure for row in rows if (figure := row.figure(field)) is not None]
    if not given:
        return None
    w, lacking = data.w, len(rows) - len(given)
    told = _UNITS.get(unit, hours)(data, round(sum(given), 4))
    count = number(len(given), 0, data.language)
    if not lacking:
        return w("totals.all", sum=told, rows=count)
    return w("totals.some", sum=told, rows=count, lacking=number(lacking, 0, data.language))


def hours(data: ReportData, figure: float) -> str:
    """An amount of time with its unit."""
    return data.w("shown.hours", figure=amount(data, figure))
