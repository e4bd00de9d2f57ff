"""What an OpenDocument style makes of a paragraph, a list or a piece of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_HEADING = re.compile(r"(?:heading|otsikko|rubrik)[ _]*(\d)?|title$|subtitle$|alaotsikko", re.I)
_CODED = re.compile(r"_([0-9a-fA-F]{2})_")
_MAX_CHAIN = 20
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _ListLevel:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class OdtStyles:
    """The styles of a document, from content.xml and styles.xml.

    Parameters
    ----------
    roots : iterable of lxml elements
        The roots of both parts; None entries are left out.
    """

    styles: dict[tuple[str, str], Any] = field(default_factory=dict)
    lists: dict[str, dict[int, _ListLevel]] = field(default_factory=dict)
    outline: dict[int, _ListLevel] = field(default_factory=dict)
    _marks: dict[tuple[str, str | None], tuple[bool, bool]] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Iterable[Any]) -> OdtStyles:
        """Read the styles below the given elements."""
        found = cls()
        for root in roots:
            if root is None:
                continue
            for style in root.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                found.styles.setdefault(key, style)
            for style in root.iter(f"{TEXT}list-style"):
                found.lists.setdefault(style.get(f"{STYLE}name", ""), dict(map(_level, style)))
            for style in root.iter(f"{TEXT}outline-style"):
                found.outline = found.outline or dict(map(_level, style))
        return found

    def _chain(self, family: str, name: str | None) -> list[Any]:
        found: list[Any] = []
        while name and len(found) < _MAX_CHAIN and (family, name) in self.styles:
            found.append(self.styles[family, name])
            name = found[-1].get(f"{STYLE}parent-style-name")
        return found

    def heading_level(self, name: str | None) -> int:
        """The level of a heading that is one by its style only ("Heading 2", "Title"), else 0."""
        chain = self._chain("paragraph", name)
        names = [style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "") for style in chain]
        names.append((chain[-1].get(f"{STYLE}parent-style-name") if chain else name) or "")
        shown = (_CODED.sub(lambda m: chr(int(m[1], 16)), called) for called in names)
        found = [match[1] for text in shown if (match := _HEADING.match(text))]
        return int(next((digit for digit in found if digit), 1)) if found else 0

    def list_style(self, paragraph: str | None) -> str | None:
        """The list style that a paragraph's style names."""
        found = (style.get(f"{STYLE}list-style-name") for style in self._chain("paragraph", paragraph))
        return next((name for name in found if name), None)

    def marks(self, family: str, name: str | None) -> tuple[bool, bool]:
        """Whether text of a style is bold, and whether it is hidden."""
        if (family, name) not in self._marks:
            bold: str | None = None
            display: str | None = None
            for style in self._chain(family, name):
                properties = style.find(f"{STYLE}text-properties")
                if properties is not None:
                    bold = bold or properties.get(f"{FO}font-weight")
                    display = display or properties.get(f"{TEXT}display")
            strong = bold == "bold" or bool(bold and bold.isdigit() and int(bold) >= 600)
            self._marks[family, name] = (strong, display == "none")
        return self._marks[family, name]


def _level(element: Any) -> tuple[int, _ListLevel]:
    tag = str(element.tag)
    position = _whole(element.get(f"{TEXT}level"), 1)
    if not tag.endswith(("level-style-number", "outline-level-style")):
        return position, _ListLevel()
    return position, _ListLevel(
        element.get(f"{STYLE}num-format") or "",
        element.get(f"{STYLE}num-prefix") or "",
        element.get(f"{STYLE}num-suffix") or "",
        _whole(element.get(f"{TEXT}start-value"), 1),
        _whole(element.get(f"{TEXT}display-levels"), 1),
    )


def label_at(levels: dict[int, _ListLevel], counts: dict[int, int], level: int, begin: int | None) -> str:
    """Count one item in `counts` and give its number as printed, "" for a level without numbers.

    `begin` is the value that the item itself begins with, None to count on.
    """
    own = levels.get(level, _ListLevel())
    counts[level] = begin if begin is not None else counts[level] + 1 if level in counts else own.start
    for deeper in [key for key in counts if key > level]:
        del counts[deeper]
    if not own.form:
        return ""
    first = max(1, level - own.shown + 1)
    parts = []
    for position in range(first, level + 1):
        shown = levels.get(position, own)
        if shown.form:
            parts.append(_written(counts.get(position, shown.start), shown.form))
    return f"{own.prefix}{'.'.join(parts)}{own.suffix}".strip()


def _written(number: int, form: str) -> str:
    if form in ("a", "A") and number > 0:
        turns, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) * min(turns + 1, 9)
    elif form in ("i", "I") and 0 < number < 40:
        written, rest = "", number
        for value, letters in _ROMAN:
            written += letters * (rest // value)
            rest %= value
    else:
        return str(number)
    return written.upper() if form.isupper() else written


def _whole(text: str | None, other: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else other
