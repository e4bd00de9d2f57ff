"""How long reports will take, and which are begun first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import ReportKey
from hyte.reference.areas import Areas
from hyte.running.estimate import TimeLeft, expected_seconds, in_words, longest_first
from hyte.running.executors import LEAST_MEMORY, available_memory, workers_for
from hyte.running.plan import Job
from hyte.running.request import Wanted

HEINOLA = Areas.official().find("Heinola")


def job(seconds: float | None, memory: int | None = None) -> Job:
    wanted = Wanted(ReportKey("annual_report", "111", 2022, "fi"), HEINOLA)
    return Job(wanted, Path("x"), {}, ("not made yet",), seconds, memory)


def test_a_report_takes_as_long_as_last_time_and_a_new_one_as_long_as_most() -> None:
    assert expected_seconds([job(3), job(None), job(9)], [job(4), job(5)]) == (3, 4.5, 9)
    assert expected_seconds([job(None)], [job(8)]) == (8,)
    assert expected_seconds([job(None)]) is None


def test_the_longest_are_begun_first_and_equal_ones_in_their_order() -> None:
    jobs = [job(2), job(9.04), job(None), job(9.01), job(1)]
    assert longest_first(jobs) == (1, 3, 2, 0, 4)
    assert longest_first([job(None), job(None)]) == (0, 1)


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=40))
def test_every_report_is_begun_once(seconds: list[float | None]) -> None:
    order = longest_first([job(each) for each in seconds])
    assert sorted(order) == list(range(len(seconds)))


def test_the_time_left_follows_from_what_is_expected_and_then_from_what_was_seen() -> None:
    left = TimeLeft([10, 10, 20], 3, workers=2)
    assert left.seconds(0) == 20
    assert left.seconds(5) == 15
    left.finished(10, took=20)
    assert left.seconds(20) == 30
    left.finished(10, took=20)
    left.finished(20, took=40)
    assert left.seconds(60) == 0


def test_without_any_known_time_nothing_is_said_before_the_first_report() -> None:
    left = TimeLeft(None, 4, workers=1)
    assert left.seconds(3) is None
    left.finished(1, took=7)
    assert left.seconds(7) == 21


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (40, "40 s"), (89, "89 s"), (95, "2 min"), (3600, "60 min"), (7800, "2 h 10 min")],
)
def test_durations_are_told_as_people_say_them(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_workers_are_as_many_as_asked_for_and_as_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [job(1)] * 9
    monkeypatch.setattr("hyte.running.executors._cores", lambda: 8)
    monkeypatch.setattr("hyte.running.executors.available_memory", lambda: 3 * LEAST_MEMORY + 10)
    assert workers_for(0, jobs) == 3
    assert workers_for(5, jobs) == 5
    assert workers_for(50, jobs) == 9
    assert workers_for(0, jobs[:2]) == 2
    assert workers_for(0, [*jobs, job(1, memory=LEAST_MEMORY)]) == 1
    monkeypatch.setattr("hyte.running.executors.available_memory", lambda: 10)
    assert workers_for(0, jobs) == 1
    monkeypatch.setattr("hyte.running.executors.available_memory", lambda: None)
    assert workers_for(0, jobs) == 8


def test_the_memory_of_this_machine_is_told_in_mib() -> None:
    found = available_memory()
    assert found is None or 10 < found < 100_000_000
