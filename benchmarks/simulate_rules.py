"""Simulate how often the statistical rules are right: coverage, false alarms, and what they can see.

Coverage of intervals is computed exactly, everything else drawn with a fixed seed. The exit code is 1 when a
rule raises more false alarms than it promises, by more than three times the error of the simulation.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import gammaln, xlogy

from hyte.model import Direction, Kind
from hyte.statistics import trend_tests
from hyte.statistics.comparison import compare
from hyte.statistics.estimate import estimate
from hyte.statistics.finding import LEVELS, Estimate
from hyte.statistics.intervals import byar_interval, wilson_interval
from hyte.statistics.mann_kendall import score_p_value
from hyte.statistics.series import Point
from hyte.statistics.trend import (
    FIGURES,
    MANY_RESPONDENTS,
    NOTEWORTHY,
    NOTEWORTHY_SMALL,
    ORDER_LIMIT,
    ROUNDS_LIMIT,
    YEARLY_LIMIT,
)
from hyte.statistics.trend_tests import LinearTrend, standard_error, trend_of_proportions, trend_of_rates

SEED = 20240101
POPULATIONS = (700, 2_000, 6_400, 20_000, 70_000, 700_000)
"""The smallest municipality, a quarter below, the median, a town, a city, the capital."""
SHARES = (0.02, 0.10, 0.30)
RESPONDENTS = (15, 30, 80, 200, 500)
"""Pupils of two years of a school who answered, in small and in large municipalities."""

Array = Any


@dataclass(frozen=True)
class Measured:
    """One number of the simulation in per cent, its Monte-Carlo error, and at most what it should be."""

    part: str
    case: str
    per_cent: float
    error: float
    at_most: float | None = None

    @property
    def too_often(self) -> bool:
        """Whether it exceeds what is promised by more than chance explains."""
        return self.at_most is not None and self.per_cent > self.at_most + 3 * self.error


def of_draws(part: str, case: str, hits: Array, at_most: float | None = None) -> Measured:
    """The share of draws that hit, in per cent; its error is at least that of the promised share."""
    share, number = float(np.mean(hits)), len(hits)
    likely = max(share, (at_most or 0) / 100)
    return Measured(part, case, 100 * share, 100 * math.sqrt(likely * (1 - likely) / number), at_most)


def coverage(_: np.random.Generator, __: int) -> Iterator[Measured]:
    """Exact coverage of Wilson's interval over p from 1 to 50 per cent, and of Byar's and the exact one."""
    shares = np.arange(0.01, 0.501, 0.0005)
    for level, n in itertools.product(LEVELS, (15, 30, 80, 200, 700, 6_400)):
        count = np.arange(n + 1)
        low, high = wilson_interval(count, n, level)
        ways = gammaln(n + 1) - gammaln(count + 1) - gammaln(n - count + 1)
        chances = np.exp(ways + xlogy(count, shares[:, None]) + xlogy(n - count, 1 - shares[:, None]))
        held = (chances * ((low <= shares[:, None]) & (shares[:, None] <= high))).sum(axis=1)
        case = f"Wilson {100 * level:g} %, n {n:,}"
        yield Measured("coverage", f"{case}, mean over p 1-50 %", 100 * float(held.mean()), 0.0)
        yield Measured("coverage", f"{case}, lowest", 100 * float(held.min()), 0.0)
    for level, (start, end) in itertools.product(LEVELS, ((0.5, 2), (2, 10), (10, 30), (30, 200))):
        means = np.linspace(start, end, 400)
        count = np.arange(int(end + 12 * math.sqrt(end) + 20))
        low, high = byar_interval(count, 1.0, level)
        chances = np.exp(xlogy(count, means[:, None]) - means[:, None] - gammaln(count + 1))
        held = (chances * ((low <= means[:, None]) & (means[:, None] <= high))).sum(axis=1)
        case = f"Byar/exact {100 * level:g} %, {start:g}-{end:g} events"
        yield Measured("coverage", f"{case}, mean", 100 * float(held.mean()), 0.0)
        yield Measured("coverage", f"{case}, lowest", 100 * float(held.min()), 0.0)


def false_trends(random: np.random.Generator, draws: int) -> Iterator[Measured]:
    """How often five years or the rounds of a survey show a trend that there is not."""
    years = range(FIGURES)
    for size, share in itertools.product(POPULATIONS, SHARES):
        persons = np.full((draws, FIGURES), size)
        line = trend_of_proportions(years, random.binomial(size, share, persons.shape), persons)
        case = f"{size:,} residents, {100 * share:g} %"
        yield of_draws("false trend, persons", case, line.signs(YEARLY_LIMIT) != 0, 0.2)
    for size, rate in itertools.product(POPULATIONS, (0.5, 3.0)):
        exposed = np.full((draws, FIGURES), size)
        line = trend_of_rates(years, random.poisson(size * rate / 1000, exposed.shape), exposed)
        case = f"{size:,} residents, {rate:g} events per 1,000"
        yield of_draws("false trend, events", case, line.signs(YEARLY_LIMIT) != 0, 0.2)
    for size, expected in (
        (80, 4),
        (80, 12),
        (700, 7),
        (700, 35),
        (2_000, 20),
        (2_000, 100),
        (70_000, 7_000),
    ):
        count = random.binomial(size, expected / size, (draws, FIGURES))
        low, high = wilson_interval(count, size)
        line = trend_tests.weighted_regression(years, count / size, standard_error(low, high))
        case = f"{expected:,} of {size:,}"
        yield of_draws(
            "false trend, weighted regression where counts are known (not used)",
            case,
            line.signs(YEARLY_LIMIT) != 0,
        )
    for size, error in ((50.0, 0.5), (50.0, 5.0)):
        values = random.normal(size, error, (draws, FIGURES))
        line = trend_tests.weighted_regression(years, values, np.full(values.shape, error))
        case = f"value {size:g}, standard error {error:g}"
        yield of_draws(
            "false trend, weighted regression with the source's intervals",
            case,
            line.signs(YEARLY_LIMIT) != 0,
            0.2,
        )
    for rounds, asked, design in itertools.product((4, 5), RESPONDENTS, (1.0, 1.5)):
        line, large = survey_draws(random, draws, asked, 0.15, 0.0, rounds, design)
        case = f"{rounds} rounds of {asked}, 15 %" + (", design effect 1.5" if design > 1 else "")
        limit = 1.0 if design == 1 else 5.0
        yield of_draws("false trend, survey", case, (line.signs(ROUNDS_LIMIT) != 0) & large, limit)


def survey_draws(
    random: np.random.Generator,
    draws: int,
    asked: int,
    share: float,
    change: float,
    rounds: int,
    design: float,
) -> tuple[LinearTrend, Array]:
    """Rounds of a survey two years apart, and which of them change by as much as THL calls noteworthy.

    A design effect above 1 makes the shares of rounds vary more than those of single persons, as classes do.
    """
    years = 2 * np.arange(rounds)
    middle = share + change * np.linspace(0, 1, rounds)
    if design > 1:
        alike = (design - 1) / (asked - 1)
        middle = random.beta(middle * (1 / alike - 1), (1 - middle) * (1 / alike - 1), (draws, rounds))
    line = trend_of_proportions(
        years, random.binomial(asked, middle, (draws, rounds)), np.full((draws, rounds), asked)
    )
    needed = NOTEWORTHY if asked >= MANY_RESPONDENTS else NOTEWORTHY_SMALL
    return line, np.abs(line.slope) * (years[-1] - years[0]) * 100 >= needed - 1e-9


def like_the_year_before(random: np.random.Generator, draws: int, years: int, correlation: float) -> Array:
    """Series of variance 1 whose years resemble the one before; with correlation 1, a random walk."""
    steps = random.normal(size=(draws, years))
    if correlation == 1:
        return steps.cumsum(axis=1)
    series = steps.copy()
    for year in range(1, years):
        series[:, year] = correlation * series[:, year - 1] + math.sqrt(1 - correlation**2) * steps[:, year]
    return series


def has_order(values: Array) -> Array:
    """Whether the Mann-Kendall test finds a trend in each series without ties."""
    years = values.shape[1]
    pairs = itertools.combinations(range(years), 2)
    score = sum(np.sign(values[:, later] - values[:, early]) for early, later in pairs)
    table = np.array([score_p_value(far, (1,) * years) for far in range(years * (years - 1) // 2 + 1)])
    return table[np.abs(score).astype(int)] < ORDER_LIMIT


def false_orders(random: np.random.Generator, draws: int) -> Iterator[Measured]:
    """How often figures without an interval show a trend, by how much a year resembles the one before."""
    for correlation, years in itertools.product((0, 0.3, 0.6, 1), (5, 6, 8, 10)):
        found = has_order(like_the_year_before(random, draws, years, correlation))
        kind = "random walk" if correlation == 1 else f"correlation {correlation:g}"
        yield of_draws(
            "false trend, Mann-Kendall", f"{kind}, {years} years", found, 5 if correlation <= 0.3 else None
        )


def restless_years(random: np.random.Generator, draws: int) -> Iterator[Measured]:
    """How often five years show a trend when the true share goes up and down by itself without one."""
    for size, (varies, correlation) in itertools.product(
        POPULATIONS, ((0.02, 0.0), (0.05, 0.0), (0.05, 0.3), (0.05, 0.6))
    ):
        wave = varies * like_the_year_before(random, draws, FIGURES, correlation)
        share = np.clip(0.1 * np.exp(wave - varies**2 / 2), 0, 1)
        line = trend_of_proportions(range(FIGURES), random.binomial(size, share), np.full(wave.shape, size))
        case = f"{size:,} residents, varies {100 * varies:g} %, correlation {correlation:g}"
        published = (line.p_value < YEARLY_LIMIT) & line.consistent
        yield of_draws("restless years, rule as published", case, published)
        limit = 5.0 if correlation == 0 else None
        yield of_draws("restless years, our rule", case, line.signs(YEARLY_LIMIT) != 0, limit)


def power(random: np.random.Generator, draws: int) -> Iterator[Measured]:
    """How often true changes are seen: over five years, over rounds of a survey, and by order alone."""
    for size, share, factor in itertools.product(POPULATIONS, SHARES, (1.1, 1.25, 1.5, 2.0)):
        middle = share * np.linspace(1, factor, FIGURES)
        persons = np.full((draws, FIGURES), size)
        line = trend_of_proportions(range(FIGURES), random.binomial(size, middle, persons.shape), persons)
        case = f"{size:,} residents, {100 * share:g} % to {100 * share * factor:g} %"
        yield of_draws("power, persons over 5 years", case, line.signs(YEARLY_LIMIT) == 1)
    for rounds, asked, change in itertools.product((4, 5), RESPONDENTS, (0.05, 0.10, 0.15, 0.20)):
        line, large = survey_draws(random, draws, asked, 0.15, change, rounds, 1.0)
        case = f"{rounds} rounds of {asked}, 15 % to {100 * (0.15 + change):g} %"
        yield of_draws("power, survey", case, (line.signs(ROUNDS_LIMIT) == 1) & large)
    for years, step in itertools.product((5, 6, 7, 8, 9, 10), (0.25, 0.5, 1.0, 2.0)):
        values = like_the_year_before(random, draws, years, 0.0) + step * np.arange(years)
        yield of_draws(
            "power, Mann-Kendall",
            f"{years} years, slope {step:g} of the years' own scatter",
            has_order(values),
        )


def smallest_seen(random: np.random.Generator, draws: int) -> Iterator[Measured]:
    """The smallest rise over five years that is seen in 80 of 100 cases, in percentage points."""
    for share, size in itertools.product(SHARES, POPULATIONS):

        def seen(change: float, share: float = share, size: int = size) -> float:
            middle = share + change * np.linspace(0, 1, FIGURES)
            persons = np.full((draws, FIGURES), size)
            line = trend_of_proportions(range(FIGURES), random.binomial(size, middle, persons.shape), persons)
            return float(np.mean(line.signs(YEARLY_LIMIT) == 1))

        found = halved(seen, 0.0, 0.99 - share)
        yield Measured(
            "seen 80 of 100 times, percentage points",
            f"{100 * share:g} %, {size:,} residents",
            100 * found,
            0.0,
        )
    for rounds, asked in itertools.product((4, 5), RESPONDENTS):

        def seen(change: float, rounds: int = rounds, asked: int = asked) -> float:
            line, large = survey_draws(random, draws, asked, 0.15, change, rounds, 1.0)
            return float(np.mean((line.signs(ROUNDS_LIMIT) == 1) & large))

        found = halved(seen, 0.0, 0.84)
        yield Measured(
            "seen 80 of 100 times, percentage points",
            f"survey 15 %, {rounds} rounds of {asked}",
            100 * found,
            0.0,
        )


def halved(seen: Callable[[float], float], low: float, high: float) -> float:
    """The change that is seen in 80 of 100 cases; `high` when even that is not."""
    for _ in range(14):
        middle = (low + high) / 2
        low, high = (low, middle) if seen(middle) >= 0.8 else (middle, high)
    return high


@cache
def figure(numerator: int, denominator: int, kind: Kind) -> Estimate:
    """A printed figure with one decimal, per 100 persons or per 1,000 for events."""
    base = 100 if kind is Kind.PROPORTION else 1_000
    point = Point(
        2022, round(base * numerator / denominator, 1), numerator=numerator, denominator=denominator
    )
    return estimate(point, kind=kind, base=base)


def false_differences(random: np.random.Generator, draws: int) -> Iterator[Measured]:
    """How often a municipality seems to differ from the country, its county or ten peers of its own size."""
    others: tuple[tuple[str, Kind, float, int | None, int], ...] = tuple(
        (f"{name}, {size:,} residents, {label}", kind, share, rest, size)
        for name, kind, share, label in (
            ("persons", Kind.PROPORTION, 0.02, "2 %"),
            ("persons", Kind.PROPORTION, 0.1, "10 %"),
            ("persons", Kind.PROPORTION, 0.3, "30 %"),
            ("events", Kind.RATE, 0.003, "3 per 1,000"),
        )
        for size in POPULATIONS[:5]
        for rest in (5_500_000, 60_000, None)
    )
    for case, kind, share, whole, size in others:
        # A county is at least half as large again as the municipality.
        rest = 10 * size if whole is None else max(whole - size, size // 2)
        draw: Callable[..., Array] = random.binomial if kind is Kind.PROPORTION else poisson_of(random)
        own, remaining = draw(size, share, draws), draw(rest, share, draws)
        how, part = ("difference", False) if whole is None else ("interval", True)
        found = []
        for mine, theirs in zip(own.tolist(), remaining.tolist(), strict=True):
            other = figure(theirs + mine, rest + size, kind) if part else figure(theirs, rest, kind)
            result = compare(
                figure(mine, size, kind), other, Direction.NEUTRAL, decimals=1, part_of=part, how=how
            )
            found.append(result.level or 0.0)
        figure.cache_clear()
        name = {5_500_000: "the country", 60_000: "the county", None: "ten peers"}[whole]
        within = f" ({100 * size / (rest + size):.0f} % of it)" if whole == 60_000 else ""
        for level in LEVELS:
            hits = np.array(found) >= level
            yield of_draws(
                f"false difference at {100 * level:g} %, {name}", case + within, hits, 100 * (1 - level)
            )


def poisson_of(random: np.random.Generator) -> Callable[[int, float, int], Array]:
    """Draw events of a number of residents at a rate for each."""
    return lambda size, rate, draws: random.poisson(size * rate, draws)


PARTS: dict[str, tuple[Callable[[np.random.Generator, int], Iterable[Measured]], int]] = {
    "coverage": (coverage, 0),
    "false differences": (false_differences, 20_000),
    "false trends": (false_trends, 200_000),
    "false orders": (false_orders, 100_000),
    "restless years": (restless_years, 100_000),
    "power": (power, 20_000),
    "smallest seen": (smallest_seen, 10_000),
}
"""What is simulated, and with how many draws for each number."""


def simulate(share_of_draws: float = 1.0, parts: Iterable[str] = PARTS) -> list[Measured]:
    """Run the parts, each with its own fixed seed."""
    results = []
    for number, (name, (run, draws)) in enumerate(PARTS.items()):
        if name in parts:
            random = np.random.default_rng([SEED, number])
            results += run(random, max(int(draws * share_of_draws), 200))
    return results


def print_table(results: Sequence[Measured]) -> None:
    """Print one line for each number, under the name of its part."""
    for part in dict.fromkeys(row.part for row in results):
        print(f"\n{part}")
        for row in (row for row in results if row.part == part):
            error = f" ± {row.error:.2f}" if row.error else ""
            limit = f"   at most {row.at_most:.1f}" if row.at_most is not None else ""
            print(
                f"  {row.case:<64} {row.per_cent:7.2f}{error}{limit}{'   TOO OFTEN' if row.too_often else ''}"
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate, print, write; 1 when a rule raises more false alarms than it promises."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the draws")
    parser.add_argument("--only", choices=list(PARTS), action="append", help="one part; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all numbers")
    parser.add_argument(
        "--plots", type=Path, metavar="FOLDER", help="write the pictures of docs/statistics.md"
    )
    options = parser.parse_args(arguments)
    if options.plots and options.only:
        parser.error("the pictures need all parts")
    start = time.perf_counter()
    results = simulate(0.02 if options.quick else 1.0, options.only or PARTS)
    print_table(results)
    if options.json:
        rows = [asdict(row) for row in results]
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.plots:
        from rules_plots import write_plots

        numbers = {(row.part, row.case): row.per_cent for row in results}
        write_plots(numbers, options.plots, POPULATIONS, RESPONDENTS)
    wrong = [row for row in results if row.too_often]
    seconds = time.perf_counter() - start
    print(f"\n{len(results)} numbers in {seconds:.0f} s, {len(wrong)} above what is promised.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
