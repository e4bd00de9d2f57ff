"""What a Word style makes of a paragraph or a piece of text: heading, list item, bold, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hyte.sources.notes.formats.word_numbering import Numbering, W, attribute, number_of, read_numbering
from hyte.sources.notes.lines import Style

_HEADING = re.compile(r"(?:heading|otsikko|rubrik)\s*(\d)?|title$|subtitle$|alaotsikko", re.I)
_LIST = re.compile(r"list|luettelo|lista|bullet|numrerad|punkt", re.I)
# An indented paragraph, in Word a list item only when it is numbered too.
_NO_LIST = re.compile(r"list ?paragraph|luettelokappale|liststycke", re.I)
_CONTENTS = re.compile(r"(?:toc|sisluet|inneh[åa]ll)\s*\d|table of figures", re.I)
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """What a paragraph is; `contents` for the lines of a table of contents."""

    style: Style = "paragraph"
    level: int = 0
    label: str = ""
    contents: bool = False


class WordStyles:
    """The styles and lists of one document.

    Parameters
    ----------
    styles, numbering : lxml element or None
        The roots of styles.xml and numbering.xml.
    """

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._root = styles
        self._numbering_root = numbering
        self._chains: dict[str | None, list[Any]] = {}

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        found = () if self._root is None else self._root.iter(f"{W}style")
        return {style.get(f"{W}styleId", ""): style for style in found}

    @cached_property
    def numbering(self) -> Numbering:
        """The lists, which count while paragraphs are read."""
        return read_numbering(self._numbering_root)

    def _chain(self, style_id: str | None) -> list[Any]:
        """A style and those that it is based on."""
        if style_id not in self._chains:
            found: list[Any] = []
            key = style_id
            while key and len(found) < _MAX_CHAIN and key in self._by_id:
                found.append(self._by_id[key])
                key = attribute(found[-1], "basedOn")
            self._chains[style_id] = found
        return self._chains[style_id]

    def form_of(self, properties: Any) -> ParagraphForm:
        """What a paragraph with these properties (w:pPr, or None) is; a numbered one is counted."""
        style_id = attribute(properties, "pStyle")
        chain = self._chain(style_id)
        names = [attribute(style, "name") or style.get(f"{W}styleId", "") for style in chain] or [
            style_id or ""
        ]
        if _CONTENTS.match(names[0]):
            return ParagraphForm(contents=True)
        headings = [match[1] for name in names if (match := _HEADING.match(name))]
        outline = self._first(properties, chain, "outlineLvl")
        numbered = self._numbered(properties, chain)
        label = self.numbering.label(*numbered) if numbered else ""
        if headings or (outline is not None and 0 <= outline < 9):
            level = int(next((digit for digit in headings if digit), min(outline or 0, 8) + 1))
            return ParagraphForm("heading", level, "" if label == "•" else label)
        listed = _LIST.search(names[0]) is not None and not _NO_LIST.match(names[0])
        # "List Bullet 2" is deeper by its name alone: its own numbering has a single level.
        digits = re.search(r"(\d)$", names[0]) if listed else None
        depth = int(digits[1]) if digits else 1
        if numbered:
            return ParagraphForm("list", max(numbered[1] + 1, depth), label)
        return ParagraphForm("list", depth, "•") if listed else ParagraphForm()

    def _first(self, properties: Any, chain: list[Any], path: str) -> int | None:
        found = number_of(properties, path)
        for style in chain:
            found = number_of(style, f"pPr/{path}") if found is None else found
        return found

    def _numbered(self, properties: Any, chain: list[Any]) -> tuple[str, int] | None:
        """List id and level from 0; None for a paragraph that is in no list, or was taken out of one."""
        own = [properties, *(style.find(f"{W}pPr") for style in chain)]
        list_id = next((found for place in own if (found := attribute(place, "numPr/numId"))), None)
        level = next((n for place in own if (n := number_of(place, "numPr/ilvl")) is not None), 0)
        return (list_id, max(0, min(level, 8))) if list_id and list_id != "0" else None

    def is_on(self, mark: str, run_properties: Any, paragraph_style: str | None) -> bool:
        """Whether a run is "b" (bold) or "vanish" (hidden), by itself or by its styles."""
        styles = self._chain(attribute(run_properties, "rStyle"))
        if mark == "vanish":  # bold headings are headings by their style: it makes no run bold by itself
            styles = styles + self._chain(paragraph_style)
        for place in (run_properties, *(style.find(f"{W}rPr") for style in styles)):
            found = None if place is None else place.find(f"{W}{mark}")
            if found is not None:
                return found.get(f"{W}val") not in ("0", "false", "off")
        return False
