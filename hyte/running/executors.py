"""Who makes the reports: worker processes of this machine, each replaced on its own when it is lost."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyte.running.plan import Job

LEAST_MEMORY = 900
"""MiB that a worker needs with its kernel and the process that kernels are forked from, as measured."""

_KERNEL = 550
"""MiB of these that a worker process cannot measure itself."""


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, how many reports it can make at once by now, and the errors that tell that a report was
    `lost` with its worker and can be tried again, or was `given_up` after it was tried on several."""

    executor: Executor
    size: Callable[[], int]
    lost: tuple[type[BaseException], ...]
    work: Callable[..., Any]
    """Makes one report: `make_report`, or what calls it on another machine."""
    given_up: tuple[type[BaseException], ...] = ()


@contextmanager
def local_crew(workers: int, work: Callable[..., Any]) -> Iterator[Crew]:
    """Worker processes of this machine; they end with the block, at once when it is interrupted."""
    executor = SeatExecutor(workers)
    try:
        yield Crew(executor, executor.size, (BrokenProcessPool,), work)
    except BaseException:
        # The executor alone would wait for what is being made.
        for worker in multiprocessing.active_children():
            worker.terminate()
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown(wait=True)


class SeatExecutor(Executor):
    """Worker processes of which each has a pool of its own.

    In one pool, all that is being made would be lost with a single process. A process that was ended from
    outside is not replaced as long as there are others: memory may have run out.
    """

    def __init__(self, workers: int) -> None:
        self._free: queue.LifoQueue[ProcessPoolExecutor | None] = queue.LifoQueue()
        self._pools: list[ProcessPoolExecutor] = []
        self._count = workers
        self._lock = threading.Lock()
        for _ in range(workers):
            self._free.put(None)

    def size(self) -> int:
        """How many processes there are."""
        return self._count

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Let the next free process do it; waits until there is one."""
        pool = self._free.get()
        if pool is None:
            pool = _one_process()
            self._pools.append(pool)
        try:
            future = pool.submit(fn, *args, **kwargs)
        except BrokenProcessPool as error:
            # It was ended while it had nothing to do.
            future = Future()
            future.set_exception(error)
        future.add_done_callback(lambda done, seat=pool: self._give_back(seat, done))  # type: ignore[misc]
        return future

    def _give_back(self, pool: ProcessPoolExecutor, done: Future[Any]) -> None:
        if done.cancelled() or not isinstance(done.exception(), BrokenProcessPool):
            self._free.put(pool)
            return
        pool.shutdown(wait=False)
        with self._lock:
            if self._count > 1:
                self._count -= 1
                return
        self._free.put(None)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all processes."""
        for pool in self._pools:
            pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def workers_for(wanted: int, jobs: Sequence[Job]) -> int:
    """How many worker processes to start: as many as `wanted`, or, when that is 0, one for each core, but no
    more than there is memory for; never more than jobs."""
    if wanted:
        return max(1, min(wanted, len(jobs)))
    measured = [job.last_memory for job in jobs if job.last_memory is not None]
    need = max([LEAST_MEMORY, *(memory + _KERNEL for memory in measured)])
    memory = available_memory()
    room = len(jobs) if memory is None else memory // need
    return max(1, min(_cores(), room, len(jobs)))


def available_memory() -> int | None:
    """MiB that can still be used, within the limit of a container; None where that is not told (Windows)."""
    found = [*_of_system(), *_of_container()]
    return min(found) if found else None


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _of_system() -> Iterator[int]:
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                yield int(line.split()[1]) // 1024
    except (OSError, ValueError):
        return


def _of_container() -> Iterator[int]:
    folder = Path("/sys/fs/cgroup")
    try:
        limit = (folder / "memory.max").read_text(encoding="ascii").strip()
        if limit.isdecimal():
            used = int((folder / "memory.current").read_text(encoding="ascii"))
            yield max(0, int(limit) - used) // (1024 * 1024)
    except (OSError, ValueError):
        return


def _one_process() -> ProcessPoolExecutor:
    # A forked worker would inherit locks and open files; a spawned one starts alike on every system.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Let this worker process end with the run, however that ends, and leave Ctrl-C to the run.

    What is never used here is not imported either: a grammar of addresses, of which jsonschema makes itself a
    reader in two seconds, though no notebook has an address to be checked.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    # A function instead of SIG_IGN, which the kernels would inherit.
    signal.signal(signal.SIGINT, lambda *_: None)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
