"""Looking for many pieces of personal data in long texts at once, in whatever form they may be left there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ACCENTS = re.compile(r"[\u0300-\u036f\u00ad\u200b\ufffe]")
_WORD = re.compile(r"[^\W\d_]+")
_FILLING = re.compile(r"[\s().,+/\u2010-\u2015-]+")
_SHORT = 7


class Sought:
    """Secrets to look for.

    A word is looked for as a whole word in any case and without its dots; what holds digits or signs also
    without blanks, hyphens and brackets, so that "044 123 4567" is found in "0441234567".
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        self.words: dict[str, str] = {}
        self.phrases: dict[str, str] = {}
        self.short: dict[str, re.Pattern[str]] = {}
        for secret in secrets:
            plain = folded(secret)
            if _WORD.fullmatch(plain):
                self.words[plain] = secret
            elif len(_FILLING.sub("", plain)) < _SHORT or plain.isdigit():
                self.short[secret] = re.compile(rf"(?<![\w.-]){re.escape(plain)}(?![\w-]|\.\d)")
            else:
                self.phrases[_FILLING.sub("", plain)] = secret

    def left_in(self, text: str) -> set[str]:
        """Which of the secrets still stand in a text."""
        plain = folded(text)
        words = set(_WORD.findall(plain))
        left = {secret for word, secret in self.words.items() if word in words}
        gapless = _FILLING.sub("", plain)
        left |= {secret for phrase, secret in self.phrases.items() if phrase in gapless}
        return left | {secret for secret, pattern in self.short.items() if pattern.search(plain)}


def folded(text: str) -> str:
    """A text in small letters without accents and invisible characters."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
