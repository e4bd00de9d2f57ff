"""What processes that a notebook forks print comes back through a socket in the kernel's own folder.

An ordinary kernel listens for it on a TCP port of the machine, even when all else goes through such sockets.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import zmq
from ipykernel import kernelapp
from ipykernel.iostream import IOPubThread
from zmq.eventloop.zmqstream import ZMQStream


def keep_pipe_private(connection_file: Path) -> None:
    """Let the kernel that this process will be open no port, if the connection file names none."""
    reached = json.loads(connection_file.read_text(encoding="utf-8"))
    if reached["transport"] == "ipc":
        _PrivatePipe.address = f"ipc://{reached['ip']}-pipe"
        kernelapp.IOPubThread = _PrivatePipe


class _PrivatePipe(IOPubThread):  # type: ignore[misc]
    address = ""

    def _setup_pipe_in(self) -> None:
        self._pipe_uuid = os.urandom(16)
        end = self.socket.context.socket(zmq.PULL)
        end.linger = 0
        end.bind(self.address)
        self._pipe_in = ZMQStream(end, self.io_loop)
        self._pipe_in.on_recv(self._handle_pipe_msg)

    def _setup_pipe_out(self) -> tuple[Any, Any]:
        # A context does not survive a fork.
        context = zmq.Context()
        end = context.socket(zmq.PUSH)
        end.linger = 3000
        end.connect(self.address)
        return context, end
