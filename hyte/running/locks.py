"""One run at a time in an output folder: another one waits, and says so."""

from __future__ import annotations

import errno
import json
import os
import platform
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from hyte.errors import ReportError, UsageError
from hyte.running.estimate import in_words

LOCK = ".lock"
RUN = ".run.json"
"""Which run is writing; it goes when the run ends."""

PLACING = ".placing.lock"


class RunEndedError(ReportError):
    """A report is ready and nobody wants it any more."""


_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP})
_TELL_AGAIN = 60.0
_LOOK_AGAIN = 0.2


@contextmanager
def alone_in(output: Path, wait: float, say: Callable[[str], None]) -> Iterator[str]:
    """Hold the output folder for this run; gives a word by which its workers know that it is still on.

    Where another run holds it, that is said at once and every minute, and `wait` seconds are waited.

    Raises
    ------
    UsageError
        When the other run has not ended by then.
    """
    lock = FileLock(output / LOCK)
    _acquire(lock, output, wait, say)
    token = secrets.token_hex(8)
    try:
        started = datetime.now().astimezone().strftime("%H:%M")
        content = {"token": token, "process": os.getpid(), "machine": platform.node(), "started": started}
        (output / RUN).write_text(json.dumps(content) + "\n", encoding="utf-8")
        yield token
    finally:
        with suppress(OSError):
            (output / RUN).unlink(missing_ok=True)
            (output / PLACING).unlink(missing_ok=True)
        lock.release()


@contextmanager
def placing(output: Path, token: str) -> Iterator[None]:
    """While a report's files are moved by a worker that may outlive its run: one at a time, and only for a
    run that is still on. A worker process of the run itself, without `token`, need not ask.

    Raises
    ------
    RunEndedError
        When the run of that token has ended.
    """
    if not token:
        yield
        return
    with ExitStack() as stack:
        # Without locks, which some network disks lack, the mark of the run alone must do.
        try:
            stack.enter_context(FileLock(output / PLACING))
        except (NotImplementedError, OSError) as error:
            if not _knows_no_locks(error):
                raise
        if _run_of(output).get("token") != token:
            raise RunEndedError("The run that asked for this report has ended.", remedy="Run again.")
        yield


def _knows_no_locks(error: Exception) -> bool:
    return isinstance(error, NotImplementedError) or getattr(error, "errno", None) in _NO_LOCKS


def _acquire(lock: FileLock, output: Path, wait: float, say: Callable[[str], None]) -> None:
    end = time.monotonic() + wait
    told = False
    while True:
        left = end - time.monotonic()
        try:
            lock.acquire(timeout=max(0.0, min(left, _TELL_AGAIN) if told else 0.0), poll_interval=_LOOK_AGAIN)
        except Timeout as error:
            if left <= 0:
                raise UsageError(
                    "Another run is writing into the output folder.",
                    place=str(output),
                    remedy="Wait until it has ended, or choose another folder with --output.",
                ) from error
            if told and left < _TELL_AGAIN / 2:
                continue
            other = _run_of(output)
            since = f" since {other['started']} ({other['machine']})" if "started" in other else ""
            say(
                f"Another run has been writing into {output}{since}. Waiting until it ends, at most "
                f"{in_words(left)} more; Ctrl-C gives up."
            )
            told = True
        except (NotImplementedError, OSError) as error:
            if not _knows_no_locks(error):
                raise
            say(f"The disk of {output} knows no locks: see that no other run writes there.")
            return
        else:
            return


def _run_of(output: Path) -> dict[str, str]:
    try:
        content = json.loads((output / RUN).read_text(encoding="utf-8"))
        return {str(name): str(value) for name, value in content.items()}
    except (OSError, ValueError, AttributeError):
        return {}
