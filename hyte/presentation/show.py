"""Blocks together: what a notebook cell shows when it names a chapter."""

from __future__ import annotations

from collections.abc import Iterable

from hyte.presentation.blocks import Block, Line, Span


class Blocks(tuple[Block, ...]):
    """Blocks in order; a notebook shows each of them as an output of its own."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for block in self:
            display(block)

    def __repr__(self) -> str:
        return f"Blocks of {len(self)}: {', '.join(block.kind for block in self)}"


def line(text: str, *, strong: bool = False) -> Line:
    """One line of plain text."""
    return (Span(text=text, strong=strong),)


def lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Lines of plain text."""
    return tuple(line(text) for text in texts)
