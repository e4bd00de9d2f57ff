"""Being stopped: signals become an interrupt that lets everything be put in order first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_INTERRUPTED, EXIT_TERMINATED = 130, 143

_SIGNALS = ("SIGTERM", "SIGHUP")


class Terminated(KeyboardInterrupt):
    """The system, or whoever manages it, asks the run to end."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP (the terminal is closed) end the run as Ctrl-C does, inside this block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]

    def stop(number: int, frame: FrameType | None) -> None:
        # Once is enough: what is being put in order must not be broken off by the same wish.
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Terminated

    # Under nohup the closing of the terminal is to be ignored, and stays so.
    numbers = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def exit_code(stop: KeyboardInterrupt) -> int:
    """The exit code that shells expect: 128 and the number of the signal."""
    return EXIT_TERMINATED if isinstance(stop, Terminated) else EXIT_INTERRUPTED
