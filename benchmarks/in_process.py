"""A notebook's cells run without a kernel: the same blocks, many times faster to start.

Code cells are executed in order in one namespace, and what the last line of a cell gives is kept as an
output, as Jupyter would. What makes the document and the files after that is the pipeline's own code.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import nbformat


def executed(notebook: Path, parameters: dict[str, str | int]) -> Any:
    """An executed copy of a notebook (nbformat 4 node); whatever a cell raises comes through."""
    node = nbformat.read(notebook, as_version=4)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(node.cells, start=1):
        if cell.cell_type != "code":
            continue
        shown = _run(cell.source, names, f"{notebook.name}, cell {number}")
        if "parameters" in cell.metadata.get("tags", ()):
            names |= parameters
        blocks = () if shown is None else shown if isinstance(shown, tuple) else (shown,)
        cell.outputs = [
            nbformat.v4.new_output("display_data", data=block._repr_mimebundle_()) for block in blocks
        ]
    return node


def _run(source: str, names: dict[str, Any], place: str) -> Any:
    tree = ast.parse(source, place)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, place, "exec"), names)
    return eval(compile(ast.Expression(last.value), place, "eval"), names) if last else None
