"""The ready process: imports once what reports need, then forks a kernel each time that one is asked for.

It has one thread and no ZMQ context, because neither survives a fork. It is asked over a pair of sockets that
only its owner holds, and ends, with all kernels, when the owner's end is closed, however the owner ended.

Asked for is with one byte and a socket for the new kernel alone. On that socket the owner sends one line of
JSON (see `forked.Request`) and gets lines: `pid N` and `exit N` from here, `ready` from the kernel itself.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from hyte.kernels.forked import become_kernel
from hyte.kernels.ready import make_ready


def main() -> None:
    """Serve the owner, whose socket is the file descriptor given as the only argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    before = dict(os.environ)
    make_ready()
    # Variables that a module sets when it is imported: in a cold kernel they would be set too.
    brought = {name: value for name, value in os.environ.items() if before.get(name) != value}
    _require_one_thread()
    _forget_output()
    _serve(control, brought)


def _require_one_thread() -> None:
    tasks = Path("/proc/self/task")
    if threading.active_count() > 1 or len(list(tasks.iterdir())) > 1:
        raise SystemExit("A thread was started; what it holds would be held for ever in a forked process.")


def _forget_output() -> None:
    # Until here it went to a file in which the owner looks for the reason when there is no kernel.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _serve(control: socket.socket, brought: Mapping[str, str]) -> None:
    woken, wake = os.pipe()
    for end in (woken, wake):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    channels: dict[int, socket.socket] = {}
    waiting = select.poll()
    waiting.register(control, select.POLLIN)
    waiting.register(woken, select.POLLIN)
    while True:
        ready = {number for number, _ in waiting.poll()}
        if woken in ready:
            with suppress(BlockingIOError):
                while os.read(woken, 512):
                    pass
            _reap(channels)
        if control.fileno() in ready:
            channel = _asked(control)
            if channel is None:
                _end_all(channels)
                return
            try:
                pid = os.fork()
            except OSError:
                # No memory or no process to be had: the owner sees its socket closed, and does without.
                channel.close()
                continue
            if pid == 0:
                for other in (control, *channels.values()):
                    other.close()
                for end in (woken, wake):
                    os.close(end)
                _child(channel, brought)
            channels[pid] = channel
            _tell(channel, f"pid {pid}")


def _asked(control: socket.socket) -> socket.socket | None:
    try:
        data, numbers, _, _ = socket.recv_fds(control, 1, 1)
    except OSError:
        return None
    return socket.socket(fileno=numbers[0]) if data and numbers else None


def _child(channel: socket.socket, brought: Mapping[str, str]) -> NoReturn:
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        become_kernel(channel, brought)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        # What the ready process would do at its own end is not the kernel's to do.
        os._exit(status)


def _reap(channels: dict[int, socket.socket]) -> None:
    while channels:
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None:
            return
        pid = ended.si_pid
        # Before the kernel is buried, its number still stands for its group, and for no other.
        _kill_group(pid)
        _, status = os.waitpid(pid, 0)
        channel = channels.pop(pid, None)
        if channel is not None:
            _tell(channel, f"exit {os.waitstatus_to_exitcode(status)}")
            channel.close()


def _end_all(channels: dict[int, socket.socket]) -> None:
    for pid in channels:
        _kill_group(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _tell(channel: socket.socket, line: str) -> None:
    # The owner may have closed its end: it no longer wants to know.
    with suppress(OSError):
        channel.sendall(f"{line}\n".encode("ascii"))
