"""Whether the reviewers' page must be written again: its manifests, the code and itself are as they were."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from hyte.running.plan import package

STATE = ".index.state"


def site_is_fresh(output: Path) -> bool:
    """Whether `index.html` tells what it would tell if it were written now."""
    try:
        return (output / STATE).read_text(encoding="ascii").strip() == _state(output)
    except (OSError, ValueError):
        return False


def note_site(output: Path) -> None:
    """Remember that `index.html` was written."""
    # Without the note it is written again, which takes a moment.
    with suppress(OSError):
        (output / STATE).write_text(_state(output) + "\n", encoding="ascii")


def _state(output: Path) -> str:
    digest = hashlib.sha256(package().encode())
    for path in (output / "index.html", *sorted(output.glob("*/*/*.manifest.json"))):
        found = path.stat()
        digest.update(f"{path.relative_to(output)}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
