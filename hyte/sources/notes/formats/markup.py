"""Markdown and pasted HTML within the lines of a text file: what remains of them is the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hyte.sources.notes.folding import tidy, without_tags
from hyte.sources.notes.formats.list_marks import items_within, mark_of

_STRONG = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+?)(?<=\S)\1")
_WEAK = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])((?:(?!\1).)+?)(?<=\S)\1(?![\w*_])")
_STRUCK = re.compile(r"~~(?=\S)((?:(?!~~).)+?)(?<=\S)~~")
_CODE = re.compile(r"(`{1,3})([^`]+)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_ITEM_TAG = re.compile(r"<li\b[^<>]*>", re.I)
_CELL_TAG = re.compile(r"<t[dh]\b[^<>]*>", re.I)


def without_marks(text: str, markdown: bool = False) -> str:
    """Text without emphasis, links and code marks; `markdown` takes out also what only Markdown knows."""
    text = _STRONG.sub(r"\2", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if markdown:
        text = _STRUCK.sub(r"\1", _CODE.sub(r"\2", text))
        text = _WEAK.sub(r"\2", text)
        text = _ESCAPED.sub(r"\1", _ADDRESS.sub(r"\1", text))
    return text.strip()


def is_strong(text: str) -> bool:
    """Whether a line is emphasised as a whole."""
    return _STRONG.fullmatch(text) is not None and text.count(text[:2]) == 2


def only_tags(text: str) -> bool:
    """Whether a line holds HTML tags and nothing else."""
    return "<" in text and bool(text.strip()) and not tidy(without_tags(text))


def tagged_cells(raw: str) -> tuple[str, ...]:
    """The cells of a line that holds ``<td>`` or ``<th>`` tags, () when it has fewer than two."""
    _, *parts = _CELL_TAG.split(raw)
    return tuple(tidy(without_tags(part)) for part in parts) if len(parts) > 1 else ()


def items_of(text: str, label: str) -> tuple[str, ...]:
    """The items of a line of several: set apart by ``<li>`` tags, or by bullets."""
    _, *parts = _ITEM_TAG.split(text)
    if len(parts) > 1:
        items = (tidy(without_tags(part).replace("\n", " ")) for part in parts)
        return tuple((mark_of(item) or ("", item))[1] for item in items if item)
    return items_within(text, label)


def without_hidden(lines: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Lines whose HTML comments are blanked, over line ends too, and whether there were any."""
    found = False
    inside = False
    kept: list[str] = []
    for line in lines:
        shown = ""
        while line:
            mark = "-->" if inside else "<!--"
            before, met, line = line.partition(mark)
            shown += "" if inside else before
            if met:
                inside = not inside
                found = True
        kept.append(shown)
    # A comment that never ends hides nothing: a browser would show what follows as well.
    return (tuple(lines), False) if inside else (tuple(kept), found)
