"""Letters without case and accents, position by position."""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1]
    low = base.lower()
    return low if len(low) == 1 else letter


def fold(text: str) -> str:
    """Lower case without accents, letter for letter: position n of the result is position n of `text`."""
    return "".join(map(_plain, text))
