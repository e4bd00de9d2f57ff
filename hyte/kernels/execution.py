"""Executing the cells of a notebook: within its limits, without waiting for what is there already."""

from __future__ import annotations

import asyncio
import math
import signal
import sys
import time
from queue import Empty
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from papermill.clientwrap import PapermillNotebookClient
from traitlets import Integer

from hyte.kernels.provisioner import WarmProvisioner

_LOOK_SECONDS = 0.5
_MOST_OUTPUT = 256 * 2**20


class NotebookTimeoutError(CellTimeoutError):  # type: ignore[misc]
    """The whole notebook took longer than it may."""


class EndlessOutputError(DeadKernelError):  # type: ignore[misc]
    """The notebook showed more than anybody can want, and was ended."""


class KernelEndedError(DeadKernelError):  # type: ignore[misc]
    """The kernel's process ended before the notebook; `status` is as of `subprocess.Popen`, when known."""

    def __init__(self, status: int | None = None) -> None:
        self.status = status
        super().__init__("Kernel died" + (f": {_signal_name(-status)}" if status and status < 0 else ""))


class WarmNotebookClient(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client of one kernel, which is forked where possible.

    `report_timeout` is seconds for the whole notebook, `memory` MiB for its kernel; 0 sets no limit.
    """

    report_timeout = Integer(0)
    memory = Integer(0)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._deadline = time.monotonic() + self.report_timeout if self.report_timeout else math.inf
        self._language: Any = None
        self._shown = 0

    def execute(self, **arguments: Any) -> Any:
        """Execute every cell; gives the notebook.

        Raises
        ------
        NotebookTimeoutError, nbclient.exceptions.CellTimeoutError, KernelEndedError, EndlessOutputError
            When it takes too long or shows too much, or the kernel ends. What a cell itself raises is in its
            output.
        """
        self.reset_execution_trackers()
        if sys.platform == "win32":
            # The loop that is the rule there cannot watch sockets.
            asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
        with self.setup_kernel(**arguments):
            try:
                self.papermill_execute_cells()
            except DeadKernelError as error:
                if self._shown > _MOST_OUTPUT:
                    raise EndlessOutputError(f"More than {_MOST_OUTPUT >> 20} MiB were shown") from error
                raise KernelEndedError(self._exit_status()) from error
            self.nb.metadata["language_info"] = self._language
            self.set_widgets_metadata()
        return self.nb

    def create_kernel_manager(self) -> Any:
        """Create the manager of a kernel of the notebook's kind, forked if it is this Python's."""
        self.km = self.kernel_manager_class(
            kernel_name=self.kernel_name,
            kernel_spec_manager=_WarmSpecs(memory=self.memory, config=self.config),
            config=self.config,
        )
        return self.km

    async def async_start_new_kernel_client(self) -> Any:
        """Connect to the kernel, and wait until nothing that it says can be missed."""
        until = min(time.monotonic() + (self.startup_timeout or math.inf), self._deadline)
        known = isinstance(self.km.provisioner, WarmProvisioner)
        if not known:
            await super().async_start_new_kernel_client()
        try:
            if known:
                self.kc = self.km.client()
                self.kc.allow_stdin = False
                # Whether the kernel lives is known of its process; nothing is asked of a report's reader.
                self.kc.start_channels(stdin=False, hb=False, control=False)
            asked = self.kc.kernel_info()
            if known:
                # The first message, whatever it is: a kernel greets who subscribes to what it shows.
                await self._heard(self.kc.iopub_channel, until)
            reply = await self._heard(self.kc.shell_channel, until)
            while reply["parent_header"].get("msg_id") != asked:
                reply = await self._heard(self.kc.shell_channel, until)
            self._language = reply["content"]["language_info"]
        except BaseException:
            await self._async_cleanup_kernel()
            raise
        return self.kc

    start_new_kernel_client = run_sync(async_start_new_kernel_client)

    def process_message(self, msg: Any, *arguments: Any, **named: Any) -> Any:
        """Keep what a message shows; a cell that shows without end is ended with its kernel."""
        content = msg["content"]
        shown = (content.get("text"), *(content.get("data") or {}).values())
        self._shown += sum(len(part) for part in shown if isinstance(part, str))
        if self._shown > _MOST_OUTPUT:
            process = getattr(self.km.provisioner, "process", None)
            if process is not None:
                process.kill()
            return None
        return super().process_message(msg, *arguments, **named)

    async def _heard(self, channel: Any, until: float) -> Any:
        while time.monotonic() < until:
            try:
                return await channel.get_msg(timeout=min(_LOOK_SECONDS, max(0.0, until - time.monotonic())))
            except Empty:
                if not await self.km.is_alive():
                    raise KernelEndedError(self._exit_status()) from None
        if until == self._deadline:
            raise self._too_long()
        raise TimeoutError(f"Kernel did not respond in {self.startup_timeout} seconds")

    def _exit_status(self) -> int | None:
        return getattr(self.km.provisioner, "exit_status", None)

    def _get_timeout(self, cell: Any) -> float | None:
        own = super()._get_timeout(cell)
        # Zero and less would mean no limit at all.
        left = max(0.001, self._deadline - time.monotonic())
        return own if left == math.inf else min(own or math.inf, left)

    async def _async_handle_timeout(self, timeout: float, cell: Any = None) -> Any:
        if time.monotonic() > self._deadline - 0.1:
            raise self._too_long()
        return await super()._async_handle_timeout(timeout, cell)

    def _too_long(self) -> NotebookTimeoutError:
        return NotebookTimeoutError(f"The notebook took longer than {self.report_timeout} seconds")


class _WarmSpecs(KernelSpecManager):  # type: ignore[misc]
    """Kernels as they are installed; those of Python that name no provisioner get the warm one."""

    memory = Integer(0)

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        spec = super().get_kernel_spec(kernel_name)
        if spec.language == "python":
            warm = {"provisioner_name": "hyte_warm", "config": {"memory": self.memory}}
            spec.metadata = {"kernel_provisioner": warm, **spec.metadata}
        return spec


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
