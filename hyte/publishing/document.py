"""Executed notebook → document: the one reading that HTML, PDF and workbook share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from pydantic import ValidationError

from hyte.errors import PublishingError
from hyte.presentation.blocks import MIME, Block, Cover, Dataset, block_of
from hyte.publishing.outline import Entry, outlined
from hyte.publishing.prose import blocks_of_markdown

HIDDEN_TAGS = frozenset({"analyst", "remove-cell"})
"""Cells with one of these tags are for the notebook's reader and are not published."""

_QUIET = frozenset({"text/plain"})
"""What a cell may print beside its blocks: a plain echo of a value, as in any notebook."""

_WRAP = {
    "text/html": "Wrap a data frame in Table (caption, headers).",
    "image/png": "Wrap the chart in Figure (alt text, caption, source) and close it.",
    "image/svg+xml": "Wrap the chart in Figure (alt text, caption, source).",
    "text/markdown": "Write the text in a Markdown cell, or show a Paragraph.",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to publish.

    `blocks` are in reading order, without the cover; headings and panels carry unique anchors, and headings
    have levels without gaps. `contents` has an entry for each heading and panel in the same order; a panel's
    level is one below the heading that it stands under. `epoch` is the data date at midnight UTC in Unix
    seconds: the document's time.
    """

    cover: Cover
    blocks: tuple[Block, ...]
    epoch: int
    contents: tuple[Entry, ...] = ()

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """What the data workbook is made of."""
        return tuple(block for block in self.blocks if isinstance(block, Dataset))

    def level_of(self, anchor: str) -> int:
        """Level (2 to 5) of the heading or panel with this anchor; KeyError when there is none."""
        for entry in self.contents:
            if entry.anchor == anchor:
                return entry.level
        raise KeyError(anchor)


def document_of(notebook: Any) -> Document:
    """Read an executed notebook (nbformat 4 node) into a document.

    Published are the outputs that are blocks, and Markdown cells without one of the `HIDDEN_TAGS`. Streams
    and plain echoes of values are passed over.

    Raises
    ------
    PublishingError
        Naming the cell: when a cell failed, an output is rich but no block, or a Markdown cell holds what
        a report has no form for. Also when a link leads nowhere, and when the notebook has no cover, two,
        or text before it.
    """
    cells = list(enumerate(notebook.cells, start=1))
    for number, cell in cells:
        _refuse_failure(number, cell)
    found = [(number, block) for number, cell in cells for block in _blocks_of_cell(number, cell)]
    covers = [(number, block) for number, block in found if isinstance(block, Cover)]
    if not covers:
        raise PublishingError(
            "the notebook shows no Cover, so the report would have no title, language or date.",
            remedy="Execute the notebook, and let its first block be a Cover.",
        )
    if len(covers) > 1:
        raise PublishingError(
            "the report has a second Cover.", place=f"cell {covers[1][0]}", remedy="Show it once."
        )
    if found[0] != covers[0]:
        raise PublishingError(
            "something stands before the Cover.",
            place=f"cell {found[0][0]}",
            remedy="Move it below, or tag its cell 'analyst' to keep it out of the report.",
        )
    cover = covers[0][1]
    blocks, contents = outlined([block for _, block in found[1:]])
    midnight = datetime.combine(cover.data_date, time(), tzinfo=UTC)
    return Document(cover=cover, blocks=blocks, epoch=int(midnight.timestamp()), contents=contents)


def _refuse_failure(number: int, cell: Any) -> None:
    for output in cell.get("outputs", ()):
        if output.output_type == "error":
            raise PublishingError(
                f"the cell failed with {output.get('ename', 'an error')}: {output.get('evalue', '')}".rstrip(
                    ": "
                ),
                place=_place(number, cell),
                remedy="A report with a failed cell is not published; correct the cause and run it again.",
            )


def _blocks_of_cell(number: int, cell: Any) -> Iterator[Block]:
    if HIDDEN_TAGS & set(cell.metadata.get("tags", ())):
        return
    if cell.cell_type == "markdown":
        try:
            yield from blocks_of_markdown(cell.source)
        except PublishingError as error:
            raise PublishingError(error.reason, place=_place(number, cell), remedy=error.remedy) from None
    elif cell.cell_type == "raw":
        if cell.source.strip():
            raise PublishingError(
                "a raw cell has no form in a report.",
                place=_place(number, cell),
                remedy="Make it a Markdown cell, or tag it 'analyst'.",
            )
    else:
        for output in cell.get("outputs", ()):
            if output.output_type in ("display_data", "execute_result"):
                yield from _blocks_of_output(number, cell, output.get("data", {}))


def _blocks_of_output(number: int, cell: Any, data: Any) -> Iterator[Block]:
    if MIME in data:
        try:
            yield block_of(data[MIME])
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise PublishingError(
                f"the cell shows a block that cannot be read: {where}: {first['msg']}.",
                place=_place(number, cell),
                remedy="Execute the notebook again with this version of the package.",
            ) from None
        return
    rich = sorted(set(data) - _QUIET)
    if rich:
        remedy = next(
            (_WRAP[mime] for mime in _WRAP if mime in rich), "Show a block of hyte.presentation instead."
        )
        raise PublishingError(
            f"the cell shows {', '.join(rich)} without a caption, alt text or headers.",
            place=_place(number, cell),
            remedy=remedy,
        )


def _place(number: int, cell: Any) -> str:
    first = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
    return f"cell {number} ({first[:50]!r})" if first else f"cell {number}"
