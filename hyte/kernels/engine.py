"""The papermill engine `hyte_warm`, for the pipeline and for `papermill --engine hyte_warm` alike.

Papermill loads this module by its entry point while papermill itself is only half imported, and so does
everybody who never asks for this engine: nothing of papermill is imported before a notebook is executed.
"""

from __future__ import annotations

from typing import Any

ENGINE = "hyte_warm"
"""The name by which papermill knows the engine."""


class WarmEngine:
    """Executes a notebook in a kernel; papermill finds it by its name."""

    @classmethod
    def execute_notebook(
        cls,
        nb: Any,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool | dict[str, Any] = True,
        log_output: bool = False,
        **arguments: Any,
    ) -> Any:
        """Execute a notebook; gives it with its outputs.

        Takes what papermill's own engine takes, and `report_timeout` (seconds for the whole notebook) and
        `memory` (MiB for its kernel). Papermill saves the notebook after this, also when a cell raised.
        When something else ended it, it is saved here as far as it got, and the error comes through.
        """
        from papermill.engines import NotebookExecutionManager

        # Without a path nothing is saved after each cell.
        managed = NotebookExecutionManager(nb, None, log_output, progress_bar)
        managed.notebook_start()
        try:
            cls._execute(managed, kernel_name, log_output=log_output, **arguments)
        except BaseException:
            managed.output_path = output_path
            raise
        finally:
            managed.cleanup_pbar()
            managed.notebook_complete()
        return managed.nb

    @staticmethod
    def _execute(
        managed: Any,
        kernel_name: str,
        *,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        timeout: int | None = None,
        **arguments: Any,
    ) -> None:
        from papermill.log import logger

        from hyte.kernels.execution import WarmNotebookClient

        for name in ("input_path", "startup_timeout", "autosave_cell_every"):
            arguments.pop(name, None)
        chosen = {
            # On a busy machine what was shown may come long after the cell has ended.
            "iopub_timeout": 60,
            "shutdown_kernel": "immediate",
            **arguments,
            "timeout": execution_timeout or timeout,
            "startup_timeout": start_timeout,
            "kernel_name": kernel_name,
            "log": logger,
        }
        WarmNotebookClient(managed, **chosen).execute()

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """Name of the notebook's kernel, unless another is given."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """Language of the notebook, unless another is given."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))
