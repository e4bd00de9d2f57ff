"""What Typst's Python wheel cannot tag: the row headers of tables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def row_headers(pdf: bytes) -> bytes:
    """Make the first cell of every body row a row header (TH, Scope=Row), and save with a fixed document id.

    Typst lists only column headers in the cells' /Headers; a reader that trusts such a list would never speak
    the row's header, so the lists go and headers are found by their scopes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for body in [
            node for node in _elements(document.Root.StructTreeRoot) if node.get("/S") == Name.TBody
        ]:
            for row in _children(body):
                if row.get("/S") != Name.TR:
                    continue
                for place, cell in enumerate(_children(row)):
                    if place == 0:
                        cell.S = Name.TH
                        cell.A = Dictionary(O=Name.Table, Scope=Name.Row)
                    else:
                        _drop_headers(cell)
        buffer = io.BytesIO()
        document.save(
            buffer,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            linearize=False,
        )
    return buffer.getvalue()


def _drop_headers(cell: Any) -> None:
    attributes = cell.get("/A")
    if attributes is None:
        return
    for attribute in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(attribute, Dictionary) and "/Headers" in attribute:
            del attribute["/Headers"]


def _children(node: Any) -> list[Any]:
    kids = node.get("/K")
    if kids is None:
        return []
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]


def _elements(root: Any) -> Iterator[Any]:
    waiting = _children(root)
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(_children(node))
