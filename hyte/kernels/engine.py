"""The papermill engine `hyte_warm`, for the pipeline and for `papermill --engine hyte_warm` alike.

Papermill loads this module by its entry point while papermill itself is only half imported, and so does
everybody who never asks for this engine: nothing of papermill is imported before a notebook is executed.
"""

from __future__ import annotations

from typing import Any


class WarmEngine:
    """Executes a notebook in a kernel; papermill finds it by the name `hyte_warm`."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **arguments: Any) -> Any:
        """Execute a notebook; gives it with its outputs."""
        from papermill.engines import NBClientEngine

        return NBClientEngine.execute_notebook(nb, kernel_name, **arguments)

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
