"""Runs of the pipeline's command, watched: when each line was told, and what memory its processes take."""

from __future__ import annotations

import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import psutil
from projects import environment

from hyte.reference.areas import Areas

_MADE = re.compile(r"\[\d+/\d+\] made (.+) in (\d+\.\d) s(?:, about .+ left)?")
_FAILED = re.compile(r"(?:\[\d+/\d+\] )?(?:FAILED|NOT STARTED) (.+)")
_BEGUN = re.compile(r"\d+ of \d+ reports to make with \d+ worker")


@dataclass(frozen=True)
class Line:
    """One line that a command told, so many seconds after its start."""

    at: float
    text: str


@dataclass(frozen=True)
class MadeReport:
    """A report that was made: when that was told, its label, and how long the making took."""

    at: float
    label: str
    seconds: float


@dataclass(frozen=True)
class Followed:
    """One run of a command: exit code, wall-clock seconds, and what it told when."""

    code: int
    seconds: float
    lines: tuple[Line, ...]

    @property
    def told(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def made(self) -> list[MadeReport]:
        found = ((line.at, _MADE.fullmatch(line.text)) for line in self.lines)
        return [MadeReport(at, match[1], float(match[2])) for at, match in found if match]

    @property
    def failures(self) -> list[str]:
        """Reports that failed or were not started, with the reasons."""
        return [match[1] for line in self.lines if (match := _FAILED.fullmatch(line.text))]

    @property
    def begun(self) -> float:
        """Seconds until the reports were begun: start of the command, reading of raw files, planning."""
        return next((line.at for line in self.lines if _BEGUN.match(line.text)), self.seconds)


def follow(
    words: Sequence[str],
    *,
    started: Callable[[int], None] = lambda pid: None,
    told: Callable[[str], None] = lambda text: None,
) -> Followed:
    """Run a command to its end; `started` is given its process id, `told` each line as it comes."""
    start = time.perf_counter()
    lines = []
    with subprocess.Popen(
        list(words),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=environment() | {"PYTHONIOENCODING": "utf-8"},
    ) as process:
        started(process.pid)
        assert process.stdout is not None
        for text in process.stdout:
            lines.append(Line(time.perf_counter() - start, text.rstrip("\n")))
            told(lines[-1].text)
    return Followed(process.returncode, time.perf_counter() - start, tuple(lines))


def is_made(text: str) -> bool:
    """Whether a line tells that a report was made."""
    return _MADE.fullmatch(text) is not None


@dataclass(frozen=True)
class Sample:
    """MiB (resident) of the largest process of each role, so many reports after the start; `own` is what all
    processes together have, pages that several share counted once (None where the system does not tell)."""

    reports: int
    last_told: bool
    largest: Mapping[str, float]
    own: float | None = None


ROLES = ("command", "worker", "ready process", "kernel")
"""By generation: the command starts workers, each of these a ready process, which forks kernels."""


@dataclass
class MemoryWatch:
    """Samples the memory of a command and of all that it starts, until the command ends."""

    total: int = 0
    """Reports after which nothing more is to be made."""
    every: float = 1.0
    reports: int = 0
    samples: list[Sample] = field(default_factory=list)
    _thread: threading.Thread | None = None
    _root: psutil.Process | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ended: threading.Event = field(default_factory=threading.Event)

    def start(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def told(self, text: str) -> None:
        """Count a report that was made or has failed, and look at once."""
        if match := re.match(r"\[(\d+)/(\d+)\] ", text):
            self.reports, self.total = int(match[1]), int(match[2])
            self._sample(shared=False)

    def _watch(self) -> None:
        count = 0
        while not self._ended.wait(self.every):
            # What is shared takes the system longer to tell.
            self._sample(shared=count % 5 == 0)
            count += 1

    def _sample(self, *, shared: bool) -> None:
        assert self._root is not None
        largest: dict[str, float] = {}
        own = 0.0
        with self._lock:
            for process, role in _family(self._root):
                try:
                    found = process.memory_full_info() if shared else process.memory_info()
                except psutil.Error:
                    continue
                if role is not None:
                    largest[role] = max(largest.get(role, 0.0), found.rss / 2**20)
                own += getattr(found, "pss", 0) / 2**20
            if "command" in largest:
                done = 0 < self.total <= self.reports
                self.samples.append(Sample(self.reports, done, largest, own or None))

    def largest(self, role: str, chosen: Callable[[Sample], bool] = lambda sample: True) -> float | None:
        """The most MiB that a process of a role took in the chosen samples; None when it is in none."""
        found = [sample.largest[role] for sample in self.samples if role in sample.largest and chosen(sample)]
        return max(found, default=None)

    def all_together(self) -> float | None:
        """The most MiB that all processes took together, what they share counted once."""
        return max((sample.own for sample in self.samples if sample.own), default=None)


def _family(root: psutil.Process) -> Iterable[tuple[psutil.Process, str | None]]:
    """A process with all that it has started, and the role of each."""
    try:
        yield root, ROLES[0]
        generations = {root.pid: 0}
        for process in sorted(root.children(recursive=True), key=lambda each: each.create_time()):
            try:
                parent = generations.get(process.ppid())
                words = process.cmdline()
            except psutil.Error:
                continue
            if parent is None:
                continue
            generations[process.pid] = parent + 1
            # The process that multiprocessing keeps beside the workers makes no reports.
            helper = any("resource_tracker" in word for word in words)
            role = ROLES[parent + 1] if parent + 1 < len(ROLES) and not helper else None
            yield process, role
    except psutil.Error:
        return


def spread(areas: Areas, people: Mapping[str, float], number: int) -> list[str]:
    """Codes of mainland municipalities evenly over population, smallest to largest; all when `number` is 0.

    `people` is the population by code; a municipality without it counts as empty.
    """
    by_size = _by_size(areas, people)
    if not 0 < number < len(by_size):
        return by_size
    steps = max(number, 2) - 1
    return [by_size[round(i * (len(by_size) - 1) / steps)] for i in range(number)]


def special_first(areas: Areas, people: Mapping[str, float], number: int) -> list[str]:
    """As `spread`, but the smallest, the longest name, bilingual both ways, merged and the largest first."""
    by_size = _by_size(areas, people)
    if not 0 < number < len(by_size):
        return by_size
    by_code = {one.code: one for one in areas.municipalities()}
    successors = {merger.new_code for merger in areas.mergers}
    special = [
        by_size[0],
        max(by_size, key=lambda code: (len(by_code[code].name_fi), code)),
        next(code for code in by_size if by_code[code].language == "fi-sv"),
        next(code for code in by_size if by_code[code].language == "sv-fi"),
        next(code for code in by_size if code in successors),
        by_size[-1],
    ]
    even = [*spread(areas, people, number), *by_size]
    return list(dict.fromkeys([*special, *even]))[:number]


def _by_size(areas: Areas, people: Mapping[str, float]) -> list[str]:
    return sorted(
        (one.code for one in areas.municipalities()), key=lambda code: (people.get(code, 0.0), code)
    )
