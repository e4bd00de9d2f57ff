"""The numbers and bullets that Word puts before paragraphs: they are not in the text of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


def attribute(element: Any, path: str) -> str | None:
    """The w:val of the element at `path` ("w:a/w:b" without prefixes), None when it is not there."""
    found = None if element is None else element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def number_of(element: Any, path: str) -> int | None:
    """`attribute` as a whole number, None when it is none."""
    text = attribute(element, path) or ""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else None


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each of them has counted."""

    lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]]
    """List id → definition id, levels, and where levels begin anew."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """Count one paragraph and give what stands before it; "•" for a bullet or a list nobody defines."""
        if list_id not in self.lists:
            return "•"
        definition, levels, starts = self.lists[list_id]
        counts = self.counts.setdefault(definition, {})
        if list_id not in self.begun:
            self.begun.add(list_id)
            for restarted in starts:
                counts.pop(restarted, None)
        own = levels.get(level, _Level())
        counts[level] = counts[level] + 1 if level in counts else starts.get(level, own.start)
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if own.form == "bullet":
            return "•"
        if own.form == "none":
            return ""

        def counted(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            shown = levels.get(number, _Level())
            return _written(counts.get(number, shown.start), shown.form)

        return re.sub(r"%([1-9])", counted, own.pattern).strip() or "•"


def read_numbering(root: Any) -> Numbering:
    """Read the part numbering.xml; `root` is None when there is none."""
    definitions: dict[str, dict[int, _Level]] = {}
    named: dict[str, str] = {}
    links: dict[str, str] = {}
    lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
    for definition in () if root is None else root.iter(f"{W}abstractNum"):
        key = definition.get(f"{W}abstractNumId", "")
        definitions[key] = dict(map(_level, definition.iter(f"{W}lvl")))
        if (style := attribute(definition, "styleLink")) is not None:
            named[style] = key
        if (style := attribute(definition, "numStyleLink")) is not None:
            links[key] = style
    for entry in () if root is None else root.iter(f"{W}num"):
        key = attribute(entry, "abstractNumId") or ""
        key = named.get(links.get(key, ""), key)
        levels = dict(definitions.get(key, {}))
        starts: dict[int, int] = {}
        for override in entry.iter(f"{W}lvlOverride"):
            position = int(override.get(f"{W}ilvl", "0"))
            if (start := number_of(override, "startOverride")) is not None:
                starts[position] = start
            levels.update(map(_level, override.iter(f"{W}lvl")))
        lists[entry.get(f"{W}numId", "")] = (key, levels, starts)
    return Numbering(lists)


def _level(element: Any) -> tuple[int, _Level]:
    position = int(element.get(f"{W}ilvl", "0"))
    start = number_of(element, "start")
    form = attribute(element, "numFmt") or "decimal"
    return position, _Level(form, attribute(element, "lvlText") or "", 1 if start is None else start)


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        turns, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) * min(turns + 1, _LEVELS)
    elif form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        written, rest = "", number
        for value, letters in _ROMAN:
            written += letters * (rest // value)
            rest %= value
    elif form == "decimalZero":
        written = f"{number:02}"
    elif form == "bullet" or form == "none":
        written = ""
    else:
        written = str(number)
    return written.upper() if form.startswith("upper") else written
