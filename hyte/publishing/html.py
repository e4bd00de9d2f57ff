"""Document → one HTML file that holds everything it shows: no outside request, no script."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hyte.presentation.blocks import Heading, Panel
from hyte.presentation.markup import Edition, html_of
from hyte.publishing.document import Document
from hyte.publishing.outline import Entry
from hyte.publishing.page import policy, render, style, words


@dataclass(frozen=True, slots=True)
class Files:
    """Names of the files beside the page that it links to; "" leaves the link out."""

    pdf: str = ""
    xlsx: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the contents list and the panels that stand under its heading."""

    entry: Entry
    panels: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter from its heading on, or what stands before the first one."""

    chapter: bool
    pieces: tuple[Markup, ...]


def html_page(document: Document, files: Files = Files()) -> str:
    """The whole page of a report; the same document gives the same text."""
    own = words(document.cover.language)
    sheet = style("base.css", "report.css")
    downloads = [
        {"href": name, "label": own[kind]}
        for kind, name in (("pdf", files.pdf), ("xlsx", files.xlsx))
        if name
    ]
    return render(
        "report.html.j2",
        cover=document.cover,
        front=_markup(html_of(document.cover)),
        contents=_contents(document),
        parts=_parts(document, files),
        words=own,
        downloads=downloads,
        style=sheet,
        policy=policy(styles=sheet),
    )


def _contents(document: Document) -> list[Item]:
    items: list[Item] = []
    for entry in document.contents:
        if entry.kind == "panel" and items:
            items[-1] = Item(items[-1].entry, (*items[-1].panels, entry))
        elif entry.level <= 3:
            items.append(Item(entry, ()))
    return items


def _parts(document: Document, files: Files) -> list[Part]:
    label = words(document.cover.language)["source"]
    notice = f'<p class="notice-mark">{Markup.escape(document.cover.notice)}</p>'
    back = Markup('<p class="back"><a href="#page_contents_list">{}</a></p>').format(
        words(document.cover.language)["back"]
    )
    parts: list[list[Markup]] = [[]]
    long = False
    for block in document.blocks:
        level = document.level_of(block.anchor) if isinstance(block, Panel) else 4
        piece = html_of(block, Edition(source_label=label, panel_level=level, workbook=files.xlsx))
        if isinstance(block, Heading) and block.level <= 3:
            if long or (block.level == 2 and len(parts) > 1):
                parts[-1].append(back)
            long = False
        long = long or isinstance(block, Panel)
        if isinstance(block, Heading) and block.level == 2:
            parts.append([])
            if document.cover.notice:
                piece += notice
        if piece:
            parts[-1].append(_markup(piece))
    if document.contents:
        parts[-1].append(back)
    return [Part(index > 0, tuple(pieces)) for index, pieces in enumerate(parts) if pieces]


def _markup(text: str) -> Markup:
    # `html_of` escapes every text of a block; see tests/presentation/test_markup.py.
    return Markup(text)
