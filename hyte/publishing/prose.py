"""Markdown cells → blocks. What has no block (raw HTML, tables, images) is refused, never dropped."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

import mistune

from hyte.errors import PublishingError
from hyte.presentation.blocks import Block, Callout, Heading, Line, Listing, Paragraph, Span

_PARSE = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"])

_REMEDY = {
    "table": "Show it as a Table, which has a caption and scoped headers.",
    "image": "Show it as a Figure, which has an alt text, a caption and a source.",
    "block_html": "Write it in Markdown.",
    "inline_html": "Write it in Markdown; a literal < is written &lt;.",
    "block_code": "Tag the cell 'analyst' when it is meant for the notebook's reader only.",
}
_NAME = {
    "table": "a table",
    "image": "an image",
    "block_html": "raw HTML",
    "inline_html": "raw HTML",
    "block_code": "a block of code",
    "strikethrough": "struck-out text",
}


def blocks_of_markdown(source: str) -> tuple[Block, ...]:
    """Turn one Markdown cell into blocks.

    A quotation that opens with a line of bold text alone becomes a callout with that title.

    Raises
    ------
    PublishingError
        On raw HTML, tables, images, code blocks, nested lists, and headings of level 1, 5 or 6.
    """
    tokens: list[dict[str, Any]] = _PARSE(source)
    return tuple(block for token in tokens for block in _blocks(token))


def _blocks(token: dict[str, Any]) -> Iterable[Block]:
    kind = token["type"]
    if kind in ("blank_line", "thematic_break"):
        return ()
    if kind == "heading":
        return (_heading(token),)
    if kind in ("paragraph", "block_text"):
        return (Paragraph(spans=_spans(token["children"])),)
    if kind == "list":
        items = tuple(_item(item) for item in token["children"])
        return (Listing(items=items, numbered=bool(token["attrs"]["ordered"])),)
    if kind == "block_quote":
        return _quotation(token["children"])
    raise _refusal(kind, str(token.get("raw", "")))


def _heading(token: dict[str, Any]) -> Heading:
    level = token["attrs"]["level"]
    text = "".join(span.text for span in _spans(token["children"])).strip()
    if level not in (2, 3, 4):
        raise PublishingError(
            f"the heading {text!r} is of level {level}; a report's own headings are of level 2, 3 or 4.",
            remedy="Level 1 is the title on the cover: begin the line with ##." if level == 1 else None,
        )
    if not text:
        raise PublishingError("a heading has no text.", remedy="Write the heading or take its # marks away.")
    return Heading(level=level, text=text)


def _item(token: dict[str, Any]) -> Line:
    parts = [part for part in token["children"] if part["type"] != "blank_line"]
    if len(parts) != 1 or parts[0]["type"] not in ("paragraph", "block_text"):
        raise PublishingError(
            "a list item holds more than one line of text (a list within a list, or several paragraphs).",
            remedy="Make it two lists, or a list and a paragraph.",
        )
    return _spans(parts[0]["children"])


def _quotation(tokens: Iterable[dict[str, Any]]) -> tuple[Block, ...]:
    lines: list[Line] = []
    for token in tokens:
        if token["type"] == "blank_line":
            continue
        if token["type"] != "paragraph":
            raise _refusal(token["type"], "within a quotation")
        lines.append(_spans(token["children"]))
    if len(lines) > 1 and all(span.strong for span in lines[0] if span.text.strip()):
        title = "".join(span.text for span in lines[0]).strip()
        if title:
            return (Callout(tone="info", title=title, lines=tuple(lines[1:])),)
    return tuple(Paragraph(spans=line, style="quote") for line in lines)


def _spans(tokens: Iterable[dict[str, Any]], **marks: Any) -> Line:
    spans: list[Span] = []
    for token in tokens:
        kind = token["type"]
        if kind in ("text", "codespan"):
            text = html.unescape(token["raw"])
            if text:
                spans.append(Span(text=text, **marks))
        elif kind in ("softbreak", "linebreak"):
            spans.append(Span(text=" ", **marks))
        elif kind in ("strong", "emphasis"):
            spans.extend(_spans(token["children"], **{**marks, kind: True}))
        elif kind == "link":
            spans.extend(_spans(token["children"], **{**marks, "href": token["attrs"]["url"]}))
        else:
            raise _refusal(kind, str(token.get("raw", "")))
    return tuple(spans)


def _refusal(kind: str, detail: str) -> PublishingError:
    name = _NAME.get(kind, f"something that a report has no form for ({kind})")
    shown = f": {detail.strip()[:60]!r}" if detail.strip() else ""
    return PublishingError(
        f"the text holds {name}{shown}.", remedy=_REMEDY.get(kind, "Write it as plain text.")
    )
