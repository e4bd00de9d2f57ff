"""Telling how far the work is: a bar for people, plain lines elsewhere, a recap at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.markup import escape

from hyte.running.estimate import TimeLeft, expected_seconds, in_words
from hyte.running.make import Outcome
from hyte.running.plan import Job


class Told(Protocol):
    """What is told while reports are made."""

    def finished(self, outcome: Outcome) -> None:
        """One more report is done."""
        ...

    def lost(self, label: str) -> None:
        """A report was lost with its worker, and will be begun again."""
        ...


class _Clock:
    """Words for the time left, from the times of the last runs and of this one."""

    def __init__(self, jobs: Sequence[Job], known: Sequence[Job], workers: int) -> None:
        expected = expected_seconds(jobs, known)
        self._expected: Mapping[str, float] = (
            dict(zip((job.label for job in jobs), expected, strict=True)) if expected else {}
        )
        self._left = TimeLeft(expected, len(jobs), workers)
        self._start = time.monotonic()

    def finished(self, outcome: Outcome) -> None:
        self._left.finished(self._expected.get(outcome.label, 1.0), outcome.seconds)

    def words(self) -> str:
        seconds = self._left.seconds(time.monotonic() - self._start)
        return "" if seconds is None or seconds < 1 else f"about {in_words(seconds)} left"


class _Lines:
    def __init__(self, console: Console, total: int, clock: _Clock) -> None:
        self.console, self.total, self.clock, self.count = console, total, clock, 0

    def finished(self, outcome: Outcome) -> None:
        self.count += 1
        self.clock.finished(outcome)
        left = self.clock.words()
        tell(self.console, outcome, f"[{self.count}/{self.total}] ", f", {left}" if left else "")

    def lost(self, label: str) -> None:
        _tell_lost(self.console, label)


class _Bar:
    def __init__(self, console: Console, total: int, clock: _Clock) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
        from rich.text import Text

        class Left(ProgressColumn):
            def __init__(self, words: Callable[[], str]) -> None:
                super().__init__()
                self.words = words

            def render(self, task: Task) -> Text:
                return Text(self.words())

        self.clock = clock
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Left(clock.words),
            console=console,
            transient=True,
        )
        self.task = self.progress.add_task("Making reports", total=total)

    def finished(self, outcome: Outcome) -> None:
        self.clock.finished(outcome)
        tell(self.progress.console, outcome)
        self.progress.advance(self.task)

    def lost(self, label: str) -> None:
        _tell_lost(self.progress.console, label)


@contextmanager
def progress(console: Console, jobs: Sequence[Job], known: Sequence[Job], workers: int) -> Iterator[Told]:
    """A bar on a terminal, one plain line for each report in pipes and CI; both with the time left.

    `known` are other reports, whose last times tell how long reports take.
    """
    clock = _Clock(jobs, known, workers)
    if console.is_terminal:
        bar = _Bar(console, len(jobs), clock)
        with bar.progress:
            yield bar
    else:
        yield _Lines(console, len(jobs), clock)


def _tell_lost(console: Console, label: str) -> None:
    console.print(
        f"The worker of {escape(label)} was ended from outside; it will be begun again.", highlight=False
    )


def tell(console: Console, outcome: Outcome, start: str = "", end: str = "") -> None:
    """One line for a report that is done; a failure is told at once."""
    if outcome.result == "made":
        console.print(
            f"{escape(start)}made {escape(outcome.label)} in {outcome.seconds:.1f} s{escape(end)}",
            highlight=False,
            soft_wrap=True,
        )
    else:
        word = "FAILED" if outcome.result == "failed" else "NOT STARTED"
        console.print(
            f"{escape(start)}[bold]{word}[/bold] {escape(outcome.label)}: {escape(outcome.message)}",
            highlight=False,
            soft_wrap=True,
        )


def recap(
    console: Console,
    made: int,
    failed: Sequence[Outcome],
    fresh: int,
    problems: Sequence[str],
    place: str,
    retry: str,
) -> None:
    """What was made, what failed and why, which files could not be read, and the command that retries."""
    if problems:
        console.print(f"\nTo look at in the raw files ({len(problems)}):", highlight=False)
        for problem in problems:
            console.print(f"  - {escape(problem)}", highlight=False, soft_wrap=True)
    console.print(
        f"\n{made} made, {fresh} unchanged, {len(failed)} failed. Reports: {escape(place)}",
        highlight=False,
        soft_wrap=True,
    )
    for outcome in failed:
        console.print(
            f"  - {escape(outcome.label)}: {escape(outcome.message)}", highlight=False, soft_wrap=True
        )
    if failed:
        console.print(f"Run the failed ones again:\n  {escape(retry)}", highlight=False, soft_wrap=True)
