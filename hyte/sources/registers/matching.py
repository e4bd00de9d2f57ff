"""Recognising headings, sheet names and choices as people leave them: other case, lost dots, odd letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from hyte.sources.notes.folding import squeezed, tidy

_Found = TypeVar("_Found")

_LOST = re.compile(r"[^\x00-\x7f]|\?|\ufffd")
_FEWEST_LETTERS = 2
_MARKED = re.compile(r"(?:\s*\*)+\s*$")


def name_key(text: str) -> str:
    """What two names are compared by: letters and digits without case and accents; € counts as a word."""
    return squeezed(_MARKED.sub("", tidy(text)).replace("€", " eur "))


def skeleton(text: str) -> str:
    """What is left of a name when every letter outside of ASCII was lost or turned into something else."""
    return squeezed(_LOST.sub("", _MARKED.sub("", tidy(text)).replace("€", "")))


class Names(Generic[_Found]):
    """Things by their names in every language; a name that was damaged still finds its thing.

    A name that two things share finds neither: `shared` has it.
    """

    def __init__(self, named: Iterable[tuple[str, _Found]]) -> None:
        self._by_key: dict[str, _Found] = {}
        self._by_skeleton: dict[str, _Found] = {}
        self._printed: dict[str, str] = {}
        self.shared: set[str] = set()
        unclear: set[str] = set()
        for name, found in named:
            key, bones = name_key(name), skeleton(name)
            if self._by_key.setdefault(key, found) != found:
                self.shared.add(key)
            if len(bones) >= _FEWEST_LETTERS and self._by_skeleton.setdefault(bones, found) != found:
                unclear.add(bones)
            self._printed.setdefault(key, name)
        for key in self.shared:
            del self._by_key[key]
        for bones in unclear:
            del self._by_skeleton[bones]

    def find(self, text: str) -> _Found | None:
        """The thing of this name, None when there is none."""
        found = self._by_key.get(name_key(text))
        if found is None and _LOST.search(text):
            found = self._by_skeleton.get(skeleton(text))
        return found

    def printed(self) -> tuple[str, ...]:
        """Every name as it is written, in the order in which they were given."""
        return tuple(self._printed.values())
