"""Shares of a random sample: their interval, and the margin of a whole survey.

The interval is Wilson's (`hyte.statistics.intervals`). The correction for a finite population is that of
W. G. Cochran (Sampling techniques, 3rd edition, 1977, section 2.6).

Nothing here knows how people came to answer: only a random sample has an interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from hyte.statistics.intervals import normal_quantile, wilson_interval

CORRECTED_FROM = 0.05
"""Share of the population from which on a sample is corrected for; Cochran neglects it below 5 per cent."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share between 0 and 1 with its interval, and what it is a share of.

    `corrected` tells that the interval is narrower because the sample is a large part of its population.
    """

    count: int
    base: int
    share: float
    low: float
    high: float
    corrected: bool = False


def proportion(
    count: int, base: int, population: int | None = None, confidence: float = 0.95
) -> Proportion | None:
    """The share of `count` among `base` respondents of a random sample, with its Wilson interval.

    Parameters
    ----------
    count : int
        Respondents who gave the answer, at most `base`.
    base : int
        Respondents who answered the question; without any there is no share, and None is given.
    population : int, optional
        People whom the sample was drawn from.
    confidence : float
        Confidence of the interval, between 0 and 1.

    Raises
    ------
    ValueError
        When the numbers cannot be those of a sample.
    """
    if not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is no share")
    if base == 0:
        return None
    share = count / base
    factor = correction(base, population)
    if factor == 0:
        return Proportion(count, base, share, share, share, corrected=True)
    # A sample from a small population tells as much as a larger one from a population without end.
    size = base / factor**2
    low, high = (float(end) for end in wilson_interval(share * size, size, confidence))
    return Proportion(count, base, share, min(low, share), max(high, share), corrected=factor < 1)


def margin_of_error(
    n: int, population: int | None = None, share: float = 0.5, confidence: float = 0.95
) -> float:
    """Half the width of a share's interval in percentage points, as surveys announce it: 500 answers, 4.38.

    Parameters
    ----------
    n : int
        Answers of a random sample, at least one.
    population : int, optional
        People whom the sample was drawn from; `correction` tells whether it matters.
    share : float
        The share that it is the margin of; 0.5 has the widest one and so is safe for every question.
    confidence : float
        Confidence, between 0 and 1.

    Raises
    ------
    ValueError
        When there is no answer, or the share is not between 0 and 1.
    """
    if n < 1:
        raise ValueError("without answers there is no margin")
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is no share")
    spread = math.sqrt(share * (1 - share) / n)
    return 100 * float(normal_quantile(confidence)) * spread * correction(n, population)


def correction(n: int, population: int | None) -> float:
    """What a margin is multiplied by because the sample is a large part of its population; 1 when it is not.

    It is used from 5 per cent of the population on; a sample of everybody has no margin at all (0). More
    answers than people give 1: the population is then not the one that was asked.
    """
    if population is None or n > population or n < CORRECTED_FROM * population:
        return 1.0
    if n == population:
        return 0.0
    return math.sqrt((population - n) / (population - 1))
