"""Pieces of reading in several processes: what dies takes nothing with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from hyte.store import tasks
from hyte.store.tasks import Task, do_all


def copying(folder: Path, name: str, *, risky: bool = False) -> Task:
    (folder / f"{name}.in").write_text(name)
    arguments = (folder / f"{name}.in", folder / f"{name}.out")
    parts = ((f"{name} part", shutil.copyfile, arguments),) if risky else ()
    return Task(name, 1.0, shutil.copyfile, arguments, parts)


def made(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.out"))


@pytest.mark.parametrize("workers", [None, 1, 2])
def test_everything_is_done_and_told(tmp_path: Path, workers: int | None) -> None:
    told: list[tuple[str, int, int]] = []
    pieces = [copying(tmp_path, name) for name in "abc"]
    died = do_all(pieces, workers=workers, progress=lambda *each: told.append(each))
    assert died == {}
    assert made(tmp_path) == ["a", "b", "c"]
    assert {name for name, _, _ in told} == {"a", "b", "c"}
    assert [(done, count) for _, done, count in told] == [(1, 3), (2, 3), (3, 3)]


def test_a_part_that_ends_its_process_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    deadly = Task(
        "deadly",
        2.0,
        os._exit,
        (3,),
        (("whole", os.getenv, ("PATH",)), ("broken", os._exit, (3,))),
    )
    pieces = [copying(tmp_path, "a", risky=True), deadly, copying(tmp_path, "b"), copying(tmp_path, "c")]
    assert do_all(pieces, workers=2) == {"deadly": ("broken",)}
    assert made(tmp_path) == ["a", "b", "c"]


def test_when_no_part_is_deadly_alone_all_parts_are_named() -> None:
    deadly = Task(
        "deadly", 2.0, os._exit, (3,), (("one", os.getenv, ("PATH",)), ("two", os.getenv, ("PATH",)))
    )
    assert do_all([deadly]) == {"deadly": ("one", "two")}


def test_where_no_process_can_be_had_all_is_done_in_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(*_: object) -> Iterator[str]:
        raise BrokenProcessPool("none")
        yield

    monkeypatch.setattr(tasks, "_in_processes", dying)
    monkeypatch.setattr(tasks, "_dies", lambda call, arguments: True)
    pieces = [copying(tmp_path, name, risky=name == "b") for name in "abc"]
    assert do_all(pieces, workers=2) == {}
    assert made(tmp_path) == ["a", "b", "c"]


def test_a_fault_that_is_no_death_is_raised() -> None:
    with pytest.raises(FileNotFoundError):
        do_all([Task("gone", 1.0, shutil.copyfile, ("/nowhere/a", "/nowhere/b"))] * 1, workers=2)
