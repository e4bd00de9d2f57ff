"""Doing many pieces of reading, in this process or in several; one that dies takes no other with it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

Progress = Callable[[str, int, int], None]
"""Called with a piece's name, how many are done, and how many there are."""

_WORTH_WHILE = 4.0
"""Seconds of work below which more processes take longer to start than they save."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece: `call` is given `arguments`, about `seconds` long.

    `risky` are (call, arguments) of its parts that may end their process; a piece that has some is never done
    in this process first. Everything must be picklable.
    """

    name: str
    seconds: float
    call: Callable[..., object]
    arguments: tuple[Any, ...]
    risky: tuple[tuple[str, Callable[..., object], tuple[Any, ...]], ...] = ()


def do_all(
    tasks: Sequence[Task], *, workers: int | None = None, progress: Progress | None = None
) -> Mapping[str, tuple[str, ...]]:
    """Do every task; gives for each that died the names of its parts that it died of, and leaves it undone.

    `workers` are processes, None for as many as are worth while. The order in which tasks are done varies
    with them, and nothing else does. Where no process can be started, all is done in this one.
    """
    tell = progress or (lambda name, done, count: None)
    done: dict[str, None] = {}
    died: dict[str, tuple[str, ...]] = {}

    def finished(name: str) -> None:
        done[name] = None
        tell(name, len(done), len(tasks))

    apart = list(tasks) if _several(tasks, workers) else [task for task in tasks if task.risky]
    count = workers or os.cpu_count() or 1
    while apart := [task for task in apart if task.name not in done]:
        try:
            for name in _in_processes(apart, count):
                finished(name)
        except BrokenProcessPool:
            if _dies(_nothing, ()):
                break
            deadly = _first_that_dies(apart, finished, done)
            if deadly is not None:
                parts = _deadly_parts(deadly)
                if deadly.risky:
                    died[deadly.name] = parts
                else:
                    # For want of memory perhaps: one process needs less.
                    deadly.call(*deadly.arguments)
                finished(deadly.name)
    for task in tasks:
        if task.name not in done:
            task.call(*task.arguments)
            finished(task.name)
    return died


def _first_that_dies(
    tasks: Sequence[Task], finished: Callable[[str], None], done: Mapping[str, None]
) -> Task | None:
    """Do the tasks one by one in one process until it dies; gives the one that it dies of."""
    left = _in_order(task for task in tasks if task.name not in done)
    try:
        for name in _in_processes(left, 1):
            finished(name)
    except BrokenProcessPool:
        return next((task for task in left if task.name not in done), None)
    return None


def is_starting() -> bool:
    """Whether this is a worker process that runs its parent's script again, to find its functions.

    A script of which nothing is kept from that would do all its work in each of its workers.
    """
    return bool(getattr(multiprocessing.current_process(), "_inheriting", False))


def _several(tasks: Sequence[Task], workers: int | None) -> bool:
    if len(tasks) < 2 or workers == 1:
        return False
    return workers is not None or (os.cpu_count() or 1) > 1 < sum(t.seconds for t in tasks) / _WORTH_WHILE


def _in_processes(tasks: Sequence[Task], workers: int) -> Iterator[str]:
    with _pool(min(workers, len(tasks))) as pool:
        running = {pool.submit(task.call, *task.arguments): task.name for task in _in_order(tasks)}
        for future in as_completed(running):
            future.result()
            yield running[future]


def _in_order(tasks: Iterable[Task]) -> list[Task]:
    # The longest first, so that no worker is left alone with one at the end.
    return sorted(tasks, key=lambda task: (-task.seconds, task.name))


def _deadly_parts(task: Task) -> tuple[str, ...]:
    """The parts that end a process by themselves; all of them, when none does so alone."""
    found = tuple(name for name, call, arguments in task.risky if _dies(call, arguments))
    return found or tuple(name for name, _, _ in task.risky)


def _dies(call: Callable[..., object], arguments: tuple[Any, ...]) -> bool:
    try:
        with _pool(1) as pool:
            pool.submit(call, *arguments).result()
    except BrokenProcessPool:
        return True
    return False


def _nothing() -> None:
    """Do nothing, in a process that only has to start."""


def _pool(workers: int) -> ProcessPoolExecutor:
    # A fresh process and no fork: the parent may hold locks of threads that a forked child would wait for.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
