"""The elements of a web page as a tree that is never deeper than it can be walked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
MAX_DEPTH = 150
"""Elements nested more deeply count as part of the one that they lie in; their text stays."""


@dataclass(slots=True)
class Element:
    """An element with its attributes; `children` are elements and text in the order of the page."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The child elements."""
        return (child for child in self.children if isinstance(child, Element))

    def text(self) -> str:
        """All text within."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class TreeBuilder:
    """What a parser calls for each tag and text; `root` is the result."""

    def __init__(self) -> None:
        self.root = Element("")
        self._open: list[tuple[str, Element]] = [("", self.root)]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        tag = tag.lower()
        parent = self._open[-1][1]
        if len(self._open) > MAX_DEPTH and not VOID.fullmatch(tag):
            if parent.children and tag in ("p", "div", "li", "tr", "td", "th"):
                parent.children.append(Element("br"))
            self._open.append((tag, parent))
            return
        element = Element(tag, dict(attributes))
        parent.children.append(element)
        if not VOID.fullmatch(tag):
            self._open.append((tag, element))

    def end(self, tag: str) -> None:
        """Take the end of an element; one that never began is passed over."""
        tag = tag.lower()
        if VOID.fullmatch(tag):
            return
        for position in range(len(self._open) - 1, 0, -1):
            if self._open[position][0] == tag:
                del self._open[position:]
                return

    def data(self, text: str) -> None:
        """Take text."""
        self._open[-1][1].children.append(text)

    def comment(self, text: str) -> None:
        """Leave a comment out: no reader of the page sees it."""

    def close(self) -> Element:
        """The whole page."""
        return self.root
