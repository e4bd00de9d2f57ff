"""Tests of a straight line through figures whose sampling error is known.

All three are one weighted regression. They differ in what is known of the error of each figure:

- `weighted_regression`: standard errors, taken as known (the "recent trend" of England's Office for Health
  Improvement and Disparities: Fingertips public health technical guidance, trend markers).
- `trend_of_proportions`: persons among persons, the chi-squared test for trend (W. G. Cochran: Some methods
  for strengthening the common chi-squared tests. Biometrics 10, 1954, 417-451; P. Armitage: Tests for linear
  trends in proportions and frequencies. Biometrics 11, 1955, 375-386), which the same guidance uses for
  proportions.
- `trend_of_rates`: the same for events in an exposure (N. E. Breslow and N. E. Day: Statistical methods in
  cancer research II, 1987, section 3.5).

Arrays hold one figure per year along their last axis, and any number of series along the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

SCATTERED_BELOW = 0.1
"""p-value of the departure from a straight line below which the years vary by more than sampling."""

SCATTER_LIMIT = 0.02
"""p-value that a trend then needs against the scatter of the years themselves; see docs/statistics.md."""

_NOISE = 1e-9
"""A slope smaller than this share of what could make it is rounding of the computer: no slope."""


@dataclass(frozen=True, slots=True)
class LinearTrend:
    """A straight line through each series.

    `slope` is per year. `chi_squared` has one degree of freedom and measures the slope, `departure` has
    `points` - 2 and measures what the line leaves unexplained. `consistent` tells that the slope has the
    same sign whichever figure is left out.
    """

    slope: Floats
    chi_squared: Floats
    departure: Floats
    consistent: Booleans
    points: int

    @property
    def p_value(self) -> Floats:
        """Chance of such a slope from sampling alone."""
        return np.asarray(special.chdtrc(1, self.chi_squared))

    @property
    def scattered(self) -> Booleans:
        """Whether the figures lie farther from the line than sampling explains (Armitage's second test)."""
        return np.asarray(special.chdtrc(self.points - 2, self.departure) < SCATTERED_BELOW)

    @property
    def scatter_p_value(self) -> Floats:
        """Chance of such a slope when the years vary as much as they are seen to do around the line.

        It is the F test of an ordinary regression (P. McCullagh and J. A. Nelder: Generalized linear models,
        2nd edition, 1989, section 4.5: dispersion estimated from the residuals).
        """
        freedom = self.points - 2
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = self.chi_squared / (self.departure / freedom)
        return np.asarray(
            special.fdtrc(1, freedom, np.nan_to_num(ratio, nan=0.0, posinf=np.finfo(float).max))
        )

    def signs(self, limit: float) -> NDArray[np.int64]:
        """1 for a rising, -1 for a falling and 0 for no trend, with a p-value below `limit`.

        The slope must keep its sign whichever figure is left out, and stand out from the scatter of the
        years where that is larger than sampling explains.
        """
        certain = (self.p_value < limit) & self.consistent
        certain &= ~self.scattered | (self.scatter_p_value < SCATTER_LIMIT)
        return np.where(certain, np.sign(self.slope), 0).astype(np.int64)


def weighted_regression(years: ArrayLike, values: ArrayLike, errors: ArrayLike) -> LinearTrend:
    """Regression with the weights 1/SE² and the slope's error that follows from them.

    Parameters
    ----------
    years, values : array_like
        At least three years, and the figure of each in any unit.
    errors : array_like
        Standard errors in the unit of the values, all above zero.

    Raises
    ------
    ValueError
        When there are fewer than three years or an error is not above zero.
    """
    spread = np.asarray(errors, dtype=float)
    if not np.all(spread > 0):
        raise ValueError("standard errors must be above zero")
    return _line(years, np.asarray(values, dtype=float), spread**-2.0, np.ones(spread.shape[:-1]))


def trend_of_proportions(years: ArrayLike, numerators: ArrayLike, denominators: ArrayLike) -> LinearTrend:
    """Chi-squared test for trend of the share of persons among persons; the slope is of the share (0 to 1).

    With no event at all, or with nothing but events, chi-squared is 0.
    """
    events, persons = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    pooled = events.sum(axis=-1) / persons.sum(axis=-1)
    return _line(years, events / persons, persons, pooled * (1 - pooled))


def trend_of_rates(years: ArrayLike, events: ArrayLike, exposures: ArrayLike) -> LinearTrend:
    """Chi-squared test for trend of events in an exposure; the slope is of events per one unit of exposure.

    With no event at all chi-squared is 0.
    """
    counts, exposed = np.asarray(events, dtype=float), np.asarray(exposures, dtype=float)
    return _line(years, counts / exposed, exposed, counts.sum(axis=-1) / exposed.sum(axis=-1))


def _line(years: ArrayLike, values: Floats, weights: Floats, variance: Floats) -> LinearTrend:
    """The line through each series; the variance of a figure is `variance` / its weight."""
    times = np.asarray(years, dtype=float)
    points = len(times)
    if points < 3:
        raise ValueError("a line through fewer than three figures leaves nothing to test")
    times = times - times.mean()
    # The first row keeps every figure, each other one leaves one out by giving it no weight.
    kept = np.vstack([np.ones(points), 1 - np.eye(points)])
    slopes = _slopes(times, values[..., None, :], weights[..., None, :] * kept)
    slope = slopes[..., 0]
    consistent = (slope != 0) & (np.sign(slopes) == np.sign(slope)[..., None]).all(axis=-1)
    time, value = _centred(times, weights), _centred(values, weights)
    explained = slope**2 * (weights * time**2).sum(axis=-1)
    residual = (weights * (value - slope[..., None] * time) ** 2).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        chi_squared, departure = explained / variance, residual / variance
    # Without any variance nothing happened, or nothing else did.
    return LinearTrend(
        slope,
        np.where(variance > 0, chi_squared, 0.0),
        np.where(variance > 0, departure, 0.0),
        consistent,
        points,
    )


def _slopes(times: Floats, values: Floats, weights: Floats) -> Floats:
    time, value = _centred(times, weights), _centred(values, weights)
    product = (weights * time * value).sum(axis=-1)
    possible = (weights * np.abs(time) * np.abs(values)).sum(axis=-1)
    slope = product / (weights * time**2).sum(axis=-1)
    return np.where(np.abs(product) <= _NOISE * possible, 0.0, slope)


def _centred(values: Floats, weights: Floats) -> Floats:
    mean = (weights * values).sum(axis=-1, keepdims=True) / weights.sum(axis=-1, keepdims=True)
    return np.asarray(values - mean)


def standard_error(low: float, high: float) -> float:
    """Standard error that a symmetrical 95 per cent interval stands for, as OHID takes it."""
    return (high - low) / 3.92
