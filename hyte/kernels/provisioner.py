"""A kernel provisioner that forks the ready process, and starts an ordinary kernel where it cannot.

Either way kernels are reached through sockets in a folder that nobody else may enter: no port is open, so
none can be taken by somebody else meanwhile. Where there are no such sockets, messages are encrypted.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Integer

from hyte.kernels import client
from hyte.kernels.forked import Request
from hyte.kernels.limits import limit_memory

_LONGEST_PATH = 90
"""Of a socket's folder, in bytes; systems allow 104 or 108 for the whole path."""


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Starts, watches and ends one kernel.

    Attributes
    ----------
    memory
        MiB that the kernel may use for itself; 0 sets no limit.
    exit_status
        Of the kernel's process, as of `subprocess.Popen`; None as long as it lives.
    """

    memory = Integer(0)
    exit_status: int | None = None
    _folder: str | None = None

    async def pre_launch(self, **arguments: Any) -> dict[str, Any]:
        """Choose how the kernel is reached, and write it into its connection file."""
        manager = self.parent
        if manager is not None and self._folder is None:
            self._folder = _private_folder()
            if self._folder:
                manager.transport = "ipc"
                manager.ip = f"{self._folder}/k"
                manager.connection_file = f"{self._folder}/kernel.json"
            elif zmq.has("curve"):
                manager.transport_encryption = "auto"
        prepared: dict[str, Any] = await super().pre_launch(**arguments)
        # A sum may differ in its last digit by the number of threads.
        prepared["env"] = {**dict.fromkeys(client.THREADS, "1"), **prepared["env"]}
        return prepared

    async def launch_kernel(self, cmd: list[str], **arguments: Any) -> Any:
        """Fork a kernel, or start one; gives how it is reached."""
        self.exit_status = None
        if self.parent and cmd[:3] == [sys.executable, "-m", "ipykernel_launcher"]:
            request = Request(
                arguments=cmd[3:],
                connection_file=str(self.parent.connection_file),
                environment=dict(arguments["env"]),
                folder=str(arguments.get("cwd") or Path.cwd()),
                memory=self.memory,
            )
            try:
                self.process = await client.fork_kernel(request)
            except client.NoWarmKernelError as reason:
                self.log.debug("An ordinary kernel is started: %s.", reason)
            else:
                self.pid = self.pgid = self.process.pid
                self.cwd = request["folder"]
                return self.connection_info
        reached = await super().launch_kernel(cmd, **arguments)
        limit_memory(self.pid, self.memory)
        return reached

    async def poll(self) -> int | None:
        """Exit code of the kernel's process, None as long as it lives; 0 when there is none."""
        status: int | None = await super().poll()
        if self.has_process and status is not None:
            self.exit_status = status
        return status

    async def kill(self, restart: bool = False) -> None:
        """End the process, and wait for it a moment: who asks next finds it ended."""
        await super().kill(restart)
        for _ in range(200):
            if await self.poll() is not None:
                break
            await asyncio.sleep(0.002)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the folder of the kernel's sockets, unless the kernel is started again."""
        await super().cleanup(restart)
        if self._folder and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _private_folder() -> str:
    """A new folder of one's own with a path short enough for sockets in it; empty where there is none."""
    if os.name != "posix":
        return ""
    for parent in (tempfile.gettempdir(), "/tmp"):
        if len(os.fsencode(parent)) <= _LONGEST_PATH - len("/hyte-kernel-12345678"):
            try:
                return tempfile.mkdtemp(prefix="hyte-kernel-", dir=parent)
            except OSError:
                continue
    return ""
