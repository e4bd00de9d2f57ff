"""Putting new files in the place of the old ones: all or none, also when the machine stops half-way."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

INCOMING = ".incoming"
OUTGOING = ".outgoing"


def fresh_incoming(folder: Path) -> Path:
    """An empty folder inside `folder` to write the new files into."""
    incoming = folder / INCOMING
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir(parents=True)
    return incoming


def exchange(folder: Path, names: Sequence[str]) -> None:
    """Move the files `names` from the incoming folder into `folder`, the last one last.

    When a move fails, the old files are put back and the error is raised.
    """
    incoming, outgoing = folder / INCOMING, folder / OUTGOING
    outgoing.mkdir()
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(outgoing / name)
            (incoming / name).replace(folder / name)
    except BaseException:
        recover(folder)
        raise
    shutil.rmtree(outgoing)
    shutil.rmtree(incoming, ignore_errors=True)


def recover(folder: Path) -> None:
    """Undo an exchange that did not come to its end; nothing to do after one that did."""
    incoming, outgoing = folder / INCOMING, folder / OUTGOING
    if outgoing.is_dir():
        unfinished = incoming.is_dir() and any(incoming.iterdir())
        if unfinished:
            for old in sorted(outgoing.iterdir()):
                old.replace(folder / old.name)
        shutil.rmtree(outgoing, ignore_errors=True)
    shutil.rmtree(incoming, ignore_errors=True)
