"""How much an indicator has changed, and whether that is for the better.

The first rule, without a test of chance: the newest figure against the oldest one at most so many years
before it. The report says beside it that chance is not tested.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hyte.model import Direction
from hyte.statistics.series import Point, Series

Verdict = Literal["improved", "worsened", "unchanged", "not_judged", "not_computable"]


@dataclass(frozen=True, slots=True)
class Change:
    """The newest figure, the figure it is compared with, and the verdict.

    `difference` is in the indicator's own unit and rounded to its decimals: it is the difference of the two
    printed figures, so that the reader can check it.
    """

    latest: Point | None
    baseline: Point | None
    difference: float | None
    verdict: Verdict
    broken_by: int | None = None
    """Year of a break in the series that makes the comparison impossible."""

    @property
    def relative(self) -> float | None:
        """Difference as a share of the baseline; None when the baseline is zero or there is none."""
        if self.difference is None or self.baseline is None or not self.baseline.value:
            return None
        return self.difference / abs(self.baseline.value)


def change(
    series: Series, direction: Direction, decimals: int, *, within: int = 5, breaks: Iterable[int] = ()
) -> Change:
    """Compare the newest figure with the oldest one at most `within` years before it.

    Parameters
    ----------
    series : Series
        Figures of one region.
    direction : Direction
        Whether more is better; a neutral indicator is not judged.
    decimals : int
        Decimals that the indicator is printed with; a difference that vanishes there is no change.
    within : int
        Years to look back.
    breaks : iterable of int
        Years from which on the figures are made in another way; none may lie between the two figures.
    """
    latest = series.latest
    if latest is None or latest.value is None:
        return Change(None, None, None, "not_computable")
    earlier = [point for point in series.figures if latest.year - within <= point.year < latest.year]
    if not earlier:
        return Change(latest, None, None, "not_computable")
    baseline = earlier[0]
    broken = [year for year in breaks if baseline.year < year <= latest.year]
    if broken:
        return Change(latest, baseline, None, "not_computable", max(broken))
    assert baseline.value is not None
    difference = round(round(latest.value, decimals) - round(baseline.value, decimals), decimals) + 0.0
    return Change(latest, baseline, difference, _verdict(difference, direction))


def _verdict(difference: float, direction: Direction) -> Verdict:
    if direction is Direction.NEUTRAL:
        return "not_judged"
    if difference == 0:
        return "unchanged"
    better = (difference > 0) == (direction is Direction.HIGHER_IS_BETTER)
    return "improved" if better else "worsened"
