"""Telling how far the work is: a bar for people, plain lines elsewhere, a recap at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.markup import escape

from hyte.running.make import Outcome


class Told(Protocol):
    """What is told while reports are made."""

    def finished(self, outcome: Outcome) -> None:
        """One more report is done."""
        ...


class _Lines:
    def __init__(self, console: Console, total: int) -> None:
        self.console, self.total, self.count = console, total, 0

    def finished(self, outcome: Outcome) -> None:
        self.count += 1
        tell(self.console, outcome, f"[{self.count}/{self.total}] ")


class _Bar:
    def __init__(self, console: Console, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self.task = self.progress.add_task("Making reports", total=total)

    def finished(self, outcome: Outcome) -> None:
        tell(self.progress.console, outcome)
        self.progress.advance(self.task)


@contextmanager
def progress(console: Console, total: int) -> Iterator[Told]:
    """A bar on a terminal, one plain line for each report in pipes and CI."""
    if console.is_terminal:
        bar = _Bar(console, total)
        with bar.progress:
            yield bar
    else:
        yield _Lines(console, total)


def tell(console: Console, outcome: Outcome, start: str = "") -> None:
    """One line for a report that is done; a failure is told at once."""
    if outcome.result == "made":
        console.print(
            f"{escape(start)}made {escape(outcome.label)} in {outcome.seconds:.1f} s", highlight=False
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
    outcomes: Sequence[Outcome],
    fresh: int,
    problems: Sequence[str],
    place: str,
    retry: str,
) -> None:
    """What was made, what failed and why, which files could not be read, and the command that retries."""
    failed = [outcome for outcome in outcomes if outcome.result != "made"]
    made = len(outcomes) - len(failed)
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
