"""Putting a report's new files in the place of the old ones: all or none, also when the machine stops."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

WORK_PREFIX = ".making-"
"""Start of the name of the folder in which a report is made, beside the finished one."""

_PREVIOUS = "previous"
_DONE = "done"
_UNFINISHED_FILES = (".writable-*", ".probe-*", ".index.html.*.part", "*/*/.*.manifest.json.*")


def put_in_place(work: Path, folder: Path, names: Sequence[str]) -> None:
    """Move the files `names` from `work` into `folder`, the last one last.

    When one of them cannot be moved, for example because a program holds the old one open, all the old files
    are put back and the error is raised.
    """
    previous = work / _PREVIOUS
    previous.mkdir()
    moved: list[str] = []
    try:
        # The last name is the manifest: without it nothing half-done passes for a finished report.
        for name in reversed(names):
            if (folder / name).exists():
                (folder / name).replace(previous / name)
        for name in names:
            (work / name).replace(folder / name)
            moved.append(name)
    except BaseException:
        for name in moved:
            (folder / name).unlink(missing_ok=True)
        _put_back(previous, folder)
        raise
    previous.rename(work / _DONE)


def remove_leftovers(output: Path) -> None:
    """Clear away what a run that was broken off has left; published files that it had moved come back.

    Nobody else may be writing into `output`.
    """
    for work in sorted(output.glob(f"*/*/{WORK_PREFIX}*")):
        if work.is_dir() and not work.is_symlink():
            with suppress(OSError):
                _put_back(work / _PREVIOUS, work.parent)
            shutil.rmtree(work, ignore_errors=True)
    for pattern in _UNFINISHED_FILES:
        for path in output.glob(pattern):
            with suppress(OSError):
                path.unlink()


def _put_back(previous: Path, folder: Path) -> None:
    if previous.is_dir():
        # "a.fi.manifest.json" after the files that it speaks of.
        for path in sorted(previous.iterdir(), key=lambda path: (path.suffix == ".json", path.name)):
            path.replace(folder / path.name)
