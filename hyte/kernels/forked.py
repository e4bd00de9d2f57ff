"""What a forked process does to become a kernel like one that was started cold."""

from __future__ import annotations

import ctypes
import json
import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from hyte.kernels.limits import limit_memory

_DIE_WITH_PARENT = 1


class Request(TypedDict):
    """What a new kernel is told: arguments after `ipykernel_launcher`, environment, folder, memory in MiB."""

    arguments: list[str]
    connection_file: str
    environment: dict[str, str]
    folder: str
    memory: int


def become_kernel(channel: socket.socket, brought: Mapping[str, str]) -> None:
    """Take what the request on the channel says, tell `ready` when the kernel can be reached, and serve it.

    `brought` are variables that imports have set. Returns when the kernel is asked to end. Nothing that
    another notebook did is there: the process was forked from one that never executes any.
    """
    os.setsid()
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        return
    request = _read(channel)
    _take_over(request, brought)
    from ipykernel.kernelapp import IPKernelApp

    from hyte.kernels.private_pipe import keep_pipe_private

    keep_pipe_private(Path(request["connection_file"]))
    app = IPKernelApp.instance()
    app.initialize(request["arguments"])
    channel.sendall(b"ready\n")
    channel.close()
    app.start()


def _read(channel: socket.socket) -> Request:
    with channel.makefile("rb") as file:
        line = file.readline()
    if not line.endswith(b"\n"):
        raise SystemExit(1)
    request: Request = json.loads(line)
    return request


def _take_over(request: Request, brought: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update({**brought, **request["environment"]})
    os.chdir(request["folder"])
    sys.argv = [_launcher(), *request["arguments"]]
    time.tzset()
    # Found by the environment, and remembered.
    tempfile.tempdir = None
    limit_memory(0, request["memory"])
    _reseed()


def _launcher() -> str:
    spec = find_spec("ipykernel_launcher")
    return str(Path(spec.origin)) if spec and spec.origin else "ipykernel_launcher"


def _reseed() -> None:
    import numpy

    random.seed()
    numpy.random.seed()
