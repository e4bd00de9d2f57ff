"""How long making reports will take, from how long it took the last time."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from hyte.running.plan import Job


def expected_seconds(jobs: Sequence[Job], known: Sequence[Job] = ()) -> tuple[float, ...] | None:
    """Seconds that each report will take: as the last time, else as most of the others; None when no time is
    known at all. `known` are further reports to learn from."""
    times = [job.last_seconds for job in (*jobs, *known) if job.last_seconds is not None]
    if not times:
        return None
    usual = median(times)
    return tuple(usual if job.last_seconds is None else job.last_seconds for job in jobs)


def longest_first(jobs: Sequence[Job]) -> tuple[int, ...]:
    """Positions of the jobs in the order to start them: the longest first, equal ones as they stand, so that
    no long one is left over for a single worker at the end."""
    expected = expected_seconds(jobs)
    if expected is None:
        return tuple(range(len(jobs)))
    return tuple(sorted(range(len(jobs)), key=lambda position: (-round(expected[position], 1), position)))


class TimeLeft:
    """Seconds until all reports are made, told better the more of them are done.

    `expected` are the seconds of each, None where nothing is known; `workers` make so many at once.
    """

    def __init__(self, expected: Sequence[float] | None, count: int, workers: int) -> None:
        self._known = expected is not None
        self._ahead = sum(expected) if expected is not None else float(count)
        self._done = self._took = 0.0
        self._workers = max(1, workers)

    def finished(self, expected: float, took: float) -> None:
        """One report took so many seconds that was expected to take others (1 where nothing is known)."""
        self._done += expected
        self._ahead -= expected
        self._took += took

    def seconds(self, elapsed: float) -> float | None:
        """Seconds left, `elapsed` after the start; None as long as nothing can be said."""
        if self._done > 0:
            return max(0.0, self._ahead / self._workers * self._took / self._done)
        return max(0.0, self._ahead / self._workers - elapsed) if self._known else None


def in_words(seconds: float) -> str:
    """A duration as people say it: "40 s", "12 min", "2 h 10 min"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
