"""Text in the form in which personal data is looked for, and the way back to where it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLANKS = "\u00a0\u2000-\u200a\u202f\u3000"
_UNEVEN = re.compile(rf"[{_INVISIBLE}{_BLANKS}]|[-\u2010](?:\s*\n|[-\u2010])|[\u0300-\u036f]")
_PARTED = r"(?<=[^\W\d_])[-\u2010][ \t]*\r?\n[ \t]*(?=[a-zåäöéüšž])"
# Where a soft hyphen stood before a hyphen, a PDF shows two.
_DOUBLE = r"(?<=[^\W\d_])[-\u2010](?=[-\u2010][^\W\d_])"
_INVISIBLE_OR_BREAK = re.compile(rf"[{_INVISIBLE}]+|{_PARTED}|{_DOUBLE}")
_BLANK = re.compile(f"[{_BLANKS}]")


@cache
def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1]
    low = base.lower()
    return low if len(low) == 1 else letter


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without accents, letter for letter: position n of the result is position n of `text`."""
    return "".join(map(_plain, text))


@dataclass(frozen=True, slots=True)
class Smooth:
    """A text without soft hyphens, parted words and loose accents.

    `starts` tells for each letter of `text`, and for its end, where it was in the text that it is made of.
    """

    text: str
    starts: tuple[int, ...] | None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from `start` to `end` stand in the text that this one was made of."""
        if self.starts is None or start == end:
            return start, end
        return self.starts[start], self.starts[end]


def smooth(text: str) -> Smooth:
    """Take out what parts words: invisible characters, hyphens at line ends, accents by themselves."""
    if not _UNEVEN.search(text):
        return Smooth(text, None)
    letters: list[str] = []
    starts: list[int] = []
    position = 0
    while position < len(text):
        if skipped := _INVISIBLE_OR_BREAK.match(text, position):
            position = skipped.end()
            continue
        letter = text[position]
        joined = unicodedata.normalize("NFC", letters[-1] + letter) if letters else letter
        if unicodedata.combining(letter) and letters and len(joined) == 1:
            letters[-1] = joined
        else:
            letters.append(_BLANK.sub(" ", letter))
            starts.append(position)
        position += 1
    return Smooth("".join(letters), (*starts, len(text)))
