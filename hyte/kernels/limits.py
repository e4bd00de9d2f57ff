"""How much memory one notebook may use."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_FIRST_TO_GO = 500


def limit_memory(pid: int, mebibytes: int) -> None:
    """Let a process (0: this one) have no more memory of its own than that; 0 sets no limit.

    Files that are mapped and memory that is shared do not count. When the machine itself runs out, this
    process is ended before the pipeline. Systems other than Linux know neither, and set no limit.
    """
    if sys.platform != "linux":
        return
    import resource

    with suppress(OSError):
        Path(f"/proc/{pid or 'self'}/oom_score_adj").write_text(str(_FIRST_TO_GO), encoding="ascii")
    if mebibytes:
        size = mebibytes * 2**20
        with suppress(ProcessLookupError):
            resource.prlimit(pid or os.getpid(), resource.RLIMIT_DATA, (size, size))
