"""Masked texts that still know what they hide, while records are cut out of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hyte.sources.privacy.kinds import ANY_TOKEN, TOKENS
from hyte.sources.privacy.withholder import Withholder

# Each mark is one letter for private use right behind its token: what reads the text sees the token.
_FIRST = 0xF0000
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_MARKED = re.compile(rf"(?:{ANY_TOKEN.pattern})(?P<mark>{_PRIVATE.pattern})")


@dataclass(frozen=True, slots=True)
class Marked:
    """Texts in which an invisible mark follows each token; `originals` are what the marks stand for."""

    texts: tuple[str, ...]
    originals: tuple[str, ...]

    def published(self, text: str) -> str:
        """A marked text, or any part of one, as everybody may read it: tokens without marks."""
        return _PRIVATE.sub("", text)

    def restored(self, text: str) -> str:
        """A marked text, or any part of one, as it was before."""
        whole = _MARKED.sub(lambda match: self.originals[ord(match["mark"]) - _FIRST], text)
        return _PRIVATE.sub("", whole)


def marked(texts: Sequence[str], hide: Withholder) -> Marked:
    """Mask texts with marks; the same words get the same mark everywhere, so that equal parts stay equal."""
    numbers: dict[str, int] = {}
    masked: list[str] = []
    for text in texts:
        # A mark that a file brings along stands for nothing.
        text = _PRIVATE.sub("\ufffd", text)
        for finding in reversed(hide.findings(text)):
            number = numbers.setdefault(text[finding.start : finding.end], len(numbers))
            mark = chr(_FIRST + number)
            text = text[: finding.start] + TOKENS[finding.kind] + mark + text[finding.end :]
        masked.append(text)
    return Marked(tuple(masked), tuple(numbers))
