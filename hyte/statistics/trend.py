"""Where a series is going: the last unbroken figures, by a published rule for what is known of them.

Which rule, and why (docs/statistics.md has the numbers behind each choice):

- Persons or events and their denominators are known: chi-squared test for trend at 99.8 per cent, and the
  slope must keep its sign whichever figure is left out, over the last five years. It is what England's
  Fingertips does with proportions (OHID, public health technical guidance: trend markers).
- Only 95 per cent intervals are known, or the source gives its own: the same with a regression weighted by
  1/SE², SE = (high - low) / 3.92. OHID uses it for rates too; with fewer than about 100 events a year it says
  so up to twice too often, because the error of a low figure is estimated as too small, so it is not used
  where the events are known.
- No interval: the Mann-Kendall test over the last ten years, with at least five figures, at p < 0.02, so that
  years which resemble each other somewhat (correlation up to 0.3) give a false trend at most 5 times in 100.
- Surveys, and whatever comes every second year or more seldom: chi-squared or weighted regression over the
  last four or five rounds at 99 per cent, so that answers that are alike within a school class give a false
  trend at most 5 times in 100; what people answered must also change by as much as THL calls noteworthy.

Beyond the published rules, a trend must stand out from the scatter of the years where that is larger than
sampling explains (`trend_tests.LinearTrend.signs`). Nothing is ever interpolated.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from hyte.statistics.finding import CERTAIN, LIKELY, Estimate, NoTrend, Trend, TrendMethod, TrendOutcome
from hyte.statistics.mann_kendall import mann_kendall
from hyte.statistics.series import Point
from hyte.statistics.trend_tests import (
    LinearTrend,
    standard_error,
    trend_of_proportions,
    trend_of_rates,
    weighted_regression,
)

FIGURES = 5
"""Years that a yearly trend is computed from, and the most rounds of a survey."""

FEWEST_ROUNDS = 4
"""Rounds that a trend of a survey needs when its respondents or its intervals are known."""

YEARS_BY_ORDER = 10
"""Years that the Mann-Kendall test looks back, the newest one included."""

YEARLY_LIMIT = 1 - CERTAIN
ROUNDS_LIMIT = 0.01
ORDER_LIMIT = 0.02
"""p-values below which there is a trend: yearly, in rounds, and by the order of the figures alone."""

NOTEWORTHY, NOTEWORTHY_SMALL = 2.0, 5.0
"""Percentage points that answers must change by, with at least `MANY_RESPONDENTS` and with fewer (THL)."""
MANY_RESPONDENTS = 100


def trend(
    estimates: Sequence[Estimate],
    *,
    survey: bool = False,
    breaks: Iterable[int] = (),
    border_changes: Iterable[int] = (),
    marked_missing: Iterable[int] = (),
    projection: bool = False,
    rhythm: int | None = None,
) -> Trend:
    """Tell where the figures of one area and sex are going, or why that cannot be told.

    Parameters
    ----------
    estimates : sequence of Estimate
        The years that have a figure, in ascending order. One whose reason is "hidden" counts as missing.
    survey : bool
        Whether the figures are what people answered.
    breaks : iterable of int
        Each the first year that is not comparable with the years before it.
    border_changes : iterable of int
        Years from which on the area has other borders, for sources that do not recount the earlier ones.
    marked_missing : iterable of int
        Years that the source marks as having no figure.
    projection : bool
        Whether the figures are a forecast; those have no trend.
    rhythm : int, optional
        Years between two figures; by default the most common distance.

    Raises
    ------
    ValueError
        When the years are not in ascending order.
    """
    if any(after.year <= before.year for before, after in itertools.pairwise(estimates)):
        raise ValueError("estimates must be in the order of their years, one for each")
    if projection or any(estimate.reason == "projection" for estimate in estimates):
        return Trend("not_computable", survey=survey, reason="projection")
    figures = [estimate for estimate in estimates if estimate.reason != "hidden"]
    if not figures:
        return Trend("not_computable", survey=survey, reason="hidden" if estimates else "no_figure")
    every = rhythm or _rhythm(figures)
    hidden = {estimate.year for estimate in estimates if estimate.reason == "hidden"}
    run, cut, since = _last_run(
        figures, every, frozenset(breaks), frozenset(border_changes), frozenset(marked_missing), hidden
    )
    in_rounds = survey or every > 1
    tested = _tested(run, in_rounds)
    if tested is not None:
        return _by_line(*tested, survey=survey, in_rounds=in_rounds, since=since)
    if len(run) >= FIGURES:
        return _by_order(run, survey=survey, since=since)
    too_few: NoTrend = "too_few_rounds" if in_rounds else "too_few"
    needed = FEWEST_ROUNDS if in_rounds and run[-1].intervals else FIGURES
    reason = cut if cut and len(figures) >= needed else too_few
    return Trend("not_computable", _points(run), since=since, survey=survey, reason=reason)


def _rhythm(figures: Sequence[Estimate]) -> int:
    steps = [after.year - before.year for before, after in itertools.pairwise(figures)]
    return min(set(steps), key=lambda step: (-steps.count(step), step)) if steps else 1


def _last_run(
    figures: Sequence[Estimate],
    rhythm: int,
    breaks: frozenset[int],
    border_changes: frozenset[int],
    marked: frozenset[int],
    hidden: set[int],
) -> tuple[Sequence[Estimate], NoTrend | None, int | None]:
    """The newest figures without a cut between them, why there are no more, and the year of a break."""
    for start in range(len(figures) - 1, 0, -1):
        before, after = figures[start - 1].year, figures[start].year
        years = range(before + 1, after + 1)
        for reason, cuts in (("broken", breaks), ("border_change", border_changes)):
            found = cuts.intersection(years)
            if found:
                return figures[start:], "broken" if reason == "broken" else "border_change", max(found)
        if hidden.intersection(years):
            return figures[start:], "hidden", None
        if after - before > rhythm or marked.intersection(years[:-1]):
            return figures[start:], "gap", None
    return figures, None, None


def _tested(
    run: Sequence[Estimate], in_rounds: bool
) -> tuple[Sequence[Estimate], TrendMethod, LinearTrend, float] | None:
    """The figures with a known error, the test, its result, and what one unit of its slope is."""
    for size in (FIGURES, FEWEST_ROUNDS) if in_rounds else (FIGURES,):
        last = run[-size:]
        ends = [end for each in last if (end := each.interval(LIKELY))]
        if len(ends) < size or min(end.high - end.low for end in ends) <= 0:
            continue
        years = [each.year for each in last]
        counted = [each for each in last if each.numerator is not None and each.denominator and each.base]
        methods = {end.method for end in ends}
        if len(counted) == size and methods <= {"wilson", "byar", "exact"}:
            # A mixture cannot come from one kind; events vary more than persons, so it is the cautious one.
            test = trend_of_proportions if methods == {"wilson"} else trend_of_rates
            events = [each.numerator or 0.0 for each in counted]
            line = test(years, events, [each.denominator or 0.0 for each in counted])
            return last, "chi_squared", line, last[-1].base or 1.0
        errors = [standard_error(end.low, end.high) for end in ends]
        line = weighted_regression(years, [each.value for each in last], errors)
        return last, "weighted_regression", line, 1.0
    return None


def _by_line(
    figures: Sequence[Estimate],
    method: TrendMethod,
    line: LinearTrend,
    unit: float,
    *,
    survey: bool,
    in_rounds: bool,
    since: int | None,
) -> Trend:
    slope = float(line.slope) * unit
    sign = int(line.signs(ROUNDS_LIMIT if in_rounds else YEARLY_LIMIT))
    if survey and not _is_noteworthy(figures, slope):
        sign = 0
    scattered = bool(line.scattered)
    p_value = max(float(line.p_value), float(line.scatter_p_value)) if scattered else float(line.p_value)
    level = CERTAIN if p_value < 1 - CERTAIN and not scattered else LIKELY
    return _trend(sign, figures, method, slope, p_value, level, since, survey)


def _by_order(run: Sequence[Estimate], *, survey: bool, since: int | None) -> Trend:
    """Mann-Kendall; never called certain, because how much the years resemble each other is not known."""
    within = [each for each in run if each.year > run[-1].year - YEARS_BY_ORDER]
    figures = within if len(within) >= FIGURES else run[-FIGURES:]
    found = mann_kendall([each.year for each in figures], [each.value for each in figures])
    sign = (found.score > 0) - (found.score < 0) if found.p_value < ORDER_LIMIT else 0
    if survey and not _is_noteworthy(figures, found.slope):
        sign = 0
    return _trend(sign, figures, "mann_kendall", found.slope, found.p_value, LIKELY, since, survey)


def _is_noteworthy(figures: Sequence[Estimate], slope: float) -> bool:
    """Whether answers changed by as much as THL asks for; means and others that are no shares always did."""
    base = figures[-1].base
    if base is None:
        return True
    smallest = min(each.denominator or 0 for each in figures)
    asked = NOTEWORTHY if smallest >= MANY_RESPONDENTS else NOTEWORTHY_SMALL
    return abs(slope) * (figures[-1].year - figures[0].year) * 100 / base >= asked - 1e-9


def _trend(
    sign: int,
    figures: Sequence[Estimate],
    method: TrendMethod,
    slope: float,
    p_value: float,
    level: float,
    since: int | None,
    survey: bool,
) -> Trend:
    outcome: TrendOutcome = "rising" if sign > 0 else "falling" if sign < 0 else "no_trend"
    return Trend(
        outcome, _points(figures), method, slope, p_value, level if sign else None, since, survey=survey
    )


def _points(figures: Iterable[Estimate]) -> tuple[Point, ...]:
    return tuple(
        Point(each.year, each.value, numerator=each.numerator, denominator=each.denominator)
        for each in figures
    )
