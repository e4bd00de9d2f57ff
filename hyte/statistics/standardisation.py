"""Directly standardised rates: what a rate would be if the ages were those of a standard population.

The interval is that of A. J. Dobson, K. Kuulasmaa, E. Eberle and J. Scherer (Confidence intervals for
weighted sums of Poisson parameters. Statistics in Medicine 10, 1991, 457-462) with Byar's limits of all
events together, as England's public health statistics compute it. No rate is given for fewer than ten
events: J. K. Morris, J. Tan, P. Fryers and J. Bestwick found that it is not reliable then (Evaluation of
stability of directly standardized rates for sparse data using simulation methods. Population Health Metrics,
2018).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from hyte.statistics.intervals import byar_interval, checked_level, floats

FEWEST_EVENTS = 10
"""With fewer events than this no standardised rate is given."""

NotStandardised = Literal["too_few_events", "events_not_known", "no_exposure"]
"""Too few events; an age group whose events are not known (hidden, perhaps); one without anybody in it."""


@dataclass(frozen=True, slots=True)
class StandardisedRate:
    """A rate per one unit of exposure with its interval, or the reason why there is none (all three NaN)."""

    rate: float
    low: float
    high: float
    level: float
    events: float
    exposure: float
    reason: NotStandardised | None = None


def directly_standardised_rate(
    events: ArrayLike, exposure: ArrayLike, standard: ArrayLike, level: float = 0.95
) -> StandardisedRate:
    """Standardise the rates of age groups to a standard population.

    Parameters
    ----------
    events, exposure : array_like
        Events, and persons or person-years, of each age group; events that are hidden or missing are NaN and
        make the rate impossible, since no events may be put in their place. Merge groups without anybody in
        them with their neighbours first.
    standard : array_like
        Weights of the same groups, see `hyte.reference.standard_population.standard_weights`.
    level : float
        Confidence of the interval, between 0 and 1.

    Raises
    ------
    ValueError
        When the three are not equally long, a weight is negative or none is positive, events are negative, or
        the level is not between 0 and 1.
    """
    checked_level(level)
    counts, persons, weights = (np.atleast_1d(floats(each)) for each in (events, exposure, standard))
    if not counts.shape == persons.shape == weights.shape or counts.ndim != 1:
        raise ValueError("events, exposure and weights are needed for each age group")
    if not (np.all(weights >= 0) and 0 < weights.sum() < math.inf):
        raise ValueError("the weights of a standard population are positive")
    if np.any(counts < 0):
        raise ValueError("events cannot be fewer than none")
    seen, people = float(counts.sum()), float(persons.sum())
    reason = _reason(seen, bool(np.all(persons > 0)))
    if reason is not None:
        return StandardisedRate(math.nan, math.nan, math.nan, level, seen, people, reason)
    shares = weights / weights.sum()
    rate = float((shares * counts / persons).sum())
    spread = float((shares**2 * counts / persons**2).sum())
    low, high = (float(end) for end in byar_interval(seen, 1.0, level))
    # One event more or fewer moves a weighted sum by as much as its standard error is of that of the count.
    step = math.sqrt(spread / seen)
    return StandardisedRate(
        rate, rate + step * (low - seen), rate + step * (high - seen), level, seen, people
    )


def _reason(events: float, everywhere_people: bool) -> NotStandardised | None:
    if math.isnan(events):
        return "events_not_known"
    if not everywhere_people:
        return "no_exposure"
    return "too_few_events" if events < FEWEST_EVENTS else None
