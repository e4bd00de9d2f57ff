"""Small notebooks, executed in real kernels as papermill would with `--engine hyte_warm`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from hyte.kernels import client

linux = pytest.mark.skipif(not client.available(), reason="there are no warm kernels on this system")

FOLDERS = "hyte-kernel-"


@dataclass(frozen=True)
class Executed:
    """A notebook after its execution."""

    notebook: Any

    @property
    def texts(self) -> list[str]:
        """What each cell printed or gave as its last value."""
        return ["".join(_text(output) for output in cell.outputs).strip() for cell in self.notebook.cells]


Execute = Callable[..., Executed]


def _text(output: Any) -> str:
    return str(output.get("text") or output.get("data", {}).get("text/plain", ""))


def write_notebook(path: Path, *cells: str) -> Path:
    nodes = [nbformat.v4.new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells, 1)]
    spec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nbformat.write(nbformat.v4.new_notebook(cells=nodes, metadata={"kernelspec": spec}), path)
    return path


@pytest.fixture
def execute(tmp_path: Path) -> Execute:
    """Executes the cells given; what papermill raises comes through, the saved notebook is `out.ipynb`."""

    def run(*cells: str, **arguments: Any) -> Executed:
        import papermill

        source = write_notebook(tmp_path / "in.ipynb", *cells)
        notebook = papermill.execute_notebook(
            source,
            tmp_path / "out.ipynb",
            **{"engine_name": "hyte_warm", "progress_bar": False, "execution_timeout": 60, **arguments},
        )
        return Executed(notebook)

    return run


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test leaves a kernel behind, nor the folder of its sockets."""
    sockets = tmp_path / "s"
    sockets.mkdir()
    monkeypatch.setattr("hyte.kernels.provisioner.tempfile.gettempdir", lambda: str(sockets))
    yield
    assert list(sockets.iterdir()) == []
    zygotes = psutil.Process().children()
    assert [kernel for zygote in zygotes for kernel in zygote.children()] == []


def saved(tmp_path: Path) -> Any:
    return nbformat.read(tmp_path / "out.ipynb", as_version=4)


def ready_process() -> psutil.Process:
    """The ready process of this one."""
    (found,) = (
        child
        for child in psutil.Process(os.getpid()).children()
        if any("hyte.kernels.zygote" in word for word in child.cmdline())
        and child.status() != psutil.STATUS_ZOMBIE
    )
    return found
