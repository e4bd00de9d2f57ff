"""Giving reports to workers: the longest first, never more at once than there are workers, and what is lost
with a worker again."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hyte.running.estimate import longest_first
from hyte.running.execute import one_line
from hyte.running.executors import Crew
from hyte.running.make import Outcome
from hyte.running.plan import Job
from hyte.running.progress import Told
from hyte.settings import Settings

TRIES = 3
"""How often a report is begun whose worker is lost."""

_LOOK_AGAIN = 1.0
_LOST = "its worker process was ended from outside (out of memory?). Free some memory first."


@dataclass
class Tally:
    """How a run went: how many reports were made, and what became of each that was not, by its position among
    the jobs. What was made is not kept: a country has many reports."""

    made: int = 0
    failed: dict[int, Outcome] = field(default_factory=dict)


def make_all(
    jobs: Sequence[Job], settings: Settings, settings_file: Path, crew: Crew, told: Told, tally: Tally
) -> None:
    """Make every report and count it in `tally`, which also tells how far it came when this is interrupted.

    A report whose worker is lost is begun again after the others. When the disk is full, nothing more is
    begun.
    """
    waiting = deque(longest_first(jobs))
    tries: Counter[int] = Counter()
    running: dict[Future[Any], int] = {}

    def keep(index: int, outcome: Outcome) -> None:
        if outcome.result == "made":
            tally.made += 1
        else:
            tally.failed[index] = outcome
        told.finished(outcome)
        if outcome.disk_full:
            while waiting:
                rest = waiting.popleft()
                reason = "the disk is full. Free some space and run again."
                tally.failed[rest] = Outcome(jobs[rest].label, "not_started", 0.0, reason)

    while waiting or running:
        while waiting and len(running) < crew.size():
            index = waiting.popleft()
            running[crew.executor.submit(crew.work, jobs[index], settings, settings_file)] = index
        if not running:
            time.sleep(_LOOK_AGAIN)
            continue
        done = wait(running, timeout=_LOOK_AGAIN, return_when=FIRST_COMPLETED).done
        for future, index in sorted(((each, running.pop(each)) for each in done), key=lambda pair: pair[1]):
            try:
                outcome = future.result()
            except crew.lost:
                tries[index] += 1
                if tries[index] < TRIES:
                    waiting.append(index)
                    told.lost(jobs[index].label)
                    continue
                outcome = Outcome(jobs[index].label, "failed", 0.0, _LOST)
            except crew.given_up:
                outcome = Outcome(jobs[index].label, "failed", 0.0, _LOST)
            except Exception as error:  # noqa: BLE001 - one report's surprise must not end the others
                reason = f"an unexpected fault ({one_line(repr(error))}). Tell the project's maintainers."
                outcome = Outcome(jobs[index].label, "failed", 0.0, reason)
            keep(index, outcome)
