"""Heading levels without gaps, unique anchors, links that lead somewhere, and the contents list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from hyte.errors import PublishingError
from hyte.presentation.blocks import (
    Block,
    Callout,
    Heading,
    Line,
    Listing,
    Panel,
    Paragraph,
    Row,
    Span,
    Table,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list: a heading or a panel, its level in the document, and where it is."""

    level: int
    text: str
    anchor: str
    kind: Literal["heading", "panel"]


def slug(text: str) -> str:
    """A stable ASCII id of letters, digits and hyphens; "" when nothing of the text is left."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def outlined(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Entry, ...]]:
    """Give every heading and panel a unique anchor and a level that follows from the one above it.

    A heading keeps its place in the hierarchy but never skips a level (2 then 4 becomes 2 then 3). A panel is
    one level below the heading that it stands under. Anchors that a block brings are given first, so that
    links made by a chapter stay true when an earlier heading happens to read the same.

    Raises
    ------
    PublishingError
        When a link leads to an anchor that the document does not have.
    """
    brought = [slug(block.anchor or "") for block in blocks if isinstance(block, (Heading, Panel))]
    taken: set[str] = set()
    reserved = set(filter(None, brought))
    open_levels: list[int] = []
    placed: list[Block] = []
    entries: list[Entry] = []
    for block in blocks:
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            anchor = _free(slug(block.anchor or ""), slug(block.text), taken, reserved)
            level = 1 + len(open_levels)
            block = block.model_copy(update={"level": level, "anchor": anchor})
            entries.append(Entry(level, block.text, anchor, "heading"))
        elif isinstance(block, Panel):
            anchor = _free(slug(block.anchor), slug(block.title), taken, reserved)
            block = block.model_copy(update={"anchor": anchor})
            entries.append(Entry(2 + len(open_levels), block.title, anchor, "panel"))
        placed.append(block)
    return tuple(_linked(block, taken) for block in placed), tuple(entries)


def _free(own: str, made: str, taken: set[str], reserved: set[str]) -> str:
    wanted = own or made or "section"
    anchor, count = wanted, 1
    while anchor in taken or (anchor in reserved and anchor != own):
        count += 1
        anchor = f"{wanted}-{count}"
    taken.add(anchor)
    return anchor


def _linked(block: Block, anchors: set[str]) -> Block:
    if isinstance(block, Paragraph):
        return block.model_copy(update={"spans": _line(block.spans, anchors)})
    if isinstance(block, Listing):
        return block.model_copy(update={"items": tuple(_line(item, anchors) for item in block.items)})
    if isinstance(block, Callout):
        return block.model_copy(update={"lines": tuple(_line(line, anchors) for line in block.lines)})
    if isinstance(block, Table):
        return block.model_copy(update={"rows": tuple(_row(row, anchors) for row in block.rows)})
    return block


def _row(row: Row, anchors: set[str]) -> Row:
    href = _span(Span(text=row.header, href=row.href), anchors).href
    return row if href == row.href else row.model_copy(update={"href": href})


def _line(line: Line, anchors: set[str]) -> Line:
    return tuple(_span(span, anchors) for span in line)


def _span(span: Span, anchors: set[str]) -> Span:
    if span.href is None:
        return span
    if span.href.startswith("#"):
        target = slug(span.href)
        if target in anchors:
            return span.model_copy(update={"href": f"#{target}"})
        near = get_close_matches(target, sorted(anchors), n=1)
        raise PublishingError(
            f"the link {span.text!r} leads to {span.href!r}, which no heading or panel of the report has.",
            remedy=f"Did you mean '#{near[0]}'?"
            if near
            else "Name the heading's anchor or leave the link out.",
        )
    if span.href.startswith("https://") and not re.search(r"[\s<>\"'\\]", span.href):
        return span
    raise PublishingError(
        f"the link {span.text!r} leads to {span.href!r}; a report links only to its own headings (#name) "
        "and to https addresses.",
        remedy="Write the address with https://, or as plain text.",
    )
