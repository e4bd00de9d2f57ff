"""Asking the ready process for kernels: started at the first need, one for each process, ended with it."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from hyte.kernels.forked import Request

SWITCH = "HYTE_WARM"
"""Environment variable that turns warm kernels off when it is 0."""

START_SECONDS = 120.0
"""How long a kernel may take to start, the ready process' own imports included."""

_READ_ONCE = (
    *("ARROW_", "DYLD_", "HOME", "IPYTHON", "JUPYTER", "LANG", "LC_", "LD_", "MATPLOTLIB", "MKL_", "MPL"),
    *("NUMEXPR", "NUMPY", "OMP_", "OPENBLAS", "PANDAS", "PATH", "PYTHON", "TMP", "TEMP", "TZ", "XDG_"),
)
"""Beginnings of variables that libraries look at while they are imported."""

THREADS = ("MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
_AT_START = {
    # The ready process must have one thread only.
    **dict.fromkeys(THREADS, "1"),
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    # A kernel whose parent is process 1 watches nobody; who asked for this one is not its parent.
    "JPY_PARENT_PID": "1",
}
_MODULE = "hyte.kernels.zygote"
# The folder where it happens to be started must not come before all packages; a kernel puts it in its place.
_PROGRAM = "import sys; sys.path = [p for p in sys.path if p]; from {module} import main; main()"
_INLINE = "module://matplotlib_inline.backend_inline"
"""The backend that a cold kernel sets before any notebook imports matplotlib."""


class NoWarmKernelError(Exception):
    """There is no warm kernel to be had; the text says why."""


class ForkedKernel:
    """A kernel's process, used as `subprocess.Popen` is; it is not a child of this process."""

    stdin = stdout = stderr = None

    def __init__(self, channel: socket.socket) -> None:
        self.pid = 0
        self.returncode: int | None = None
        self._channel = channel
        self._channel.setblocking(False)
        self._ready = False
        self._unread = b""

    async def started(self, request: Request, seconds: float) -> None:
        """Tell what is wanted, and wait until the kernel can be reached.

        Raises
        ------
        NoWarmKernelError
            When it ends instead, or the time is up.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                await loop.sock_sendall(self._channel, json.dumps(request).encode("ascii") + b"\n")
                while not self._ready and self.returncode is None:
                    self._take(await loop.sock_recv(self._channel, 4096))
        except (TimeoutError, OSError) as error:
            self.kill()
            self.close()
            raise NoWarmKernelError(f"the forked kernel cannot be reached ({error!r})") from error
        if not self._ready:
            raise NoWarmKernelError(f"the forked kernel ended at once ({self.returncode})")

    def poll(self) -> int | None:
        """Exit code (negative: signal), or None as long as the process lives."""
        while self.returncode is None:
            try:
                self._take(self._channel.recv(4096))
            except BlockingIOError:
                break
            except OSError:
                self._take(b"")
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; gives the exit code."""
        while self.returncode is None:
            self._channel.settimeout(timeout)
            try:
                self._take(self._channel.recv(4096))
            except TimeoutError as error:
                raise subprocess.TimeoutExpired("kernel", timeout or 0.0) from error
            finally:
                self._channel.settimeout(0.0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the process and those that it started, unless it has ended."""
        if self.pid and self.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Forget the process; whether it has ended is not known any more."""
        self._channel.close()
        self.returncode = -signal.SIGKILL if self.returncode is None else self.returncode

    def _take(self, data: bytes) -> None:
        if not data:
            # The ready process is gone, and its kernels with it.
            self.close()
            return
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            word, _, number = line.decode("ascii").partition(" ")
            if word == "pid":
                self.pid = int(number)
            elif word == "ready":
                self._ready = True
            elif word == "exit":
                self.returncode = int(number)
                self.close()


@dataclass(frozen=True, slots=True)
class _Zygote:
    process: subprocess.Popen[bytes]
    control: socket.socket
    said: IO[bytes]
    made_for: tuple[object, ...]

    def reason(self) -> str:
        """The last line of what it said before it could be asked."""
        self.said.seek(0)
        lines = self.said.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")

    def end(self) -> None:
        self.control.close()
        self.said.close()
        try:
            self.process.wait(2.0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_lock = threading.Lock()
_zygote: _Zygote | None = None
_refused = ""


def start() -> None:
    """Start the ready process, if it can be and is not there; it makes itself ready while this one goes on.

    Raises
    ------
    NoWarmKernelError
        Where there are no warm kernels: another system than Linux, switched off, or failed before.
    """
    with _lock:
        _started(os.environ)


async def fork_kernel(request: Request, seconds: float = START_SECONDS) -> ForkedKernel:
    """Give a kernel that can be reached.

    Raises
    ------
    NoWarmKernelError
        When none can be had. A ready process that fails before its first kernel is not tried again.
    """
    global _refused  # noqa: PLW0603 - one ready process for each process, as there is one environment
    with _lock:
        kernel = _ask(request["environment"])
    try:
        await kernel.started(request, seconds)
    except NoWarmKernelError as error:
        if kernel.pid:
            raise
        with _lock:
            _refused = f"{error}: {_zygote.reason() if _zygote else 'it was ended'}"
        raise NoWarmKernelError(_refused) from error
    return kernel


def stop() -> None:
    """End the ready process and every kernel of it; the next need starts another."""
    global _zygote, _refused
    with _lock:
        if _zygote is not None:
            _zygote.end()
        _zygote, _refused = None, ""


def available() -> bool:
    """Whether this system can fork kernels and nobody has switched it off."""
    return sys.platform == "linux" and hasattr(os, "fork") and os.environ.get(SWITCH, "1") != "0"


def _started(environment: Mapping[str, str]) -> _Zygote:
    global _zygote  # noqa: PLW0603
    if not available():
        raise NoWarmKernelError("warm kernels need Linux, and HYTE_WARM not to be 0")
    if _refused:
        raise NoWarmKernelError(_refused)
    for name in THREADS:
        if environment.get(name, "1") != "1":
            raise NoWarmKernelError(f"{name} asks for threads, which do not survive a fork")
    made_for = _what_is_read_once(environment)
    # Whoever forked this process may go on using the ready process; two would read each other's answers.
    if _zygote is not None and _zygote.made_for != made_for:
        _zygote.end()
        _zygote = None
    if _zygote is None:
        _zygote = _spawn(environment, made_for)
    return _zygote


def _what_is_read_once(environment: Mapping[str, str]) -> tuple[object, ...]:
    # What is set for every ready process makes no difference, nor what no kernel is ever given.
    values = sorted(
        (name, value)
        for name, value in environment.items()
        if name.startswith(_READ_ONCE) and name not in _AT_START and name != "PYTHONEXECUTABLE"
    )
    return os.getpid(), sys.executable, *values


def _spawn(environment: Mapping[str, str], made_for: tuple[object, ...]) -> _Zygote:
    ours, theirs = socket.socketpair()
    said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
    with theirs:
        try:
            process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM.format(module=_MODULE), str(theirs.fileno())],
                env={"MPLBACKEND": _INLINE, **environment, **_AT_START},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                # Ctrl-C is for the owner, with whom all this ends.
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            said.close()
            raise NoWarmKernelError(f"the ready process cannot be started ({error})") from error
    return _Zygote(process, ours, said, made_for)


def _ask(environment: Mapping[str, str]) -> ForkedKernel:
    global _zygote  # noqa: PLW0603
    zygote = _started(environment)
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            socket.send_fds(zygote.control, [b"k"], [theirs.fileno()])
        except OSError:
            # Somebody has ended the ready process: that may happen once.
            zygote.end()
            _zygote = None
            try:
                socket.send_fds(_started(environment).control, [b"k"], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise NoWarmKernelError(f"the ready process does not answer ({error})") from error
    return ForkedKernel(ours)


atexit.register(stop)
