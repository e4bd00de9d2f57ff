"""Text for Typst: string literals that cannot become markup, letters that the font has, and their widths."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
"""The folder of the vendored fonts; no font of the machine is used."""

_FACES = ("SourceSans3-Regular.ttf", "SourceSans3-It.ttf", "SourceSans3-Semibold.ttf", "SourceSans3-Bold.ttf")
_INVISIBLE = re.compile("[\ufe00-\ufe0f\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LONG_NAME = re.compile(r"[^\s]{20,}")
_JOINT = re.compile(r"[_./\\:=&?]+(?=\w)")
_EM = 100


def literal(text: str) -> str:
    r"""A Typst string literal on one line. Whatever it holds (# $ @ \ " */) is printed and never run."""
    escaped = printable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def printable(text: str) -> str:
    """The text with blanks for line ends and tabs, without control characters, in composed letters.

    A character that the font does not have is written as its number, for example "[U+1F600]": PDF/A admits no
    empty boxes, and one emoji in a note must not stop a report.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", re.sub(r"[\t\r\n\f\v\x85\u2028\u2029]+", " ", text))
    shown: list[str] = []
    known = _known_characters()
    for character in _INVISIBLE.sub("", composed):
        if ord(character) in known:
            shown.append(character)
        elif unicodedata.category(character) == "Zs":
            shown.append(" ")
        elif unicodedata.category(character) != "Cc":
            shown.append(f"[U+{ord(character):04X}]")
    return "".join(shown)


def breakable(text: str) -> str:
    """The text with break points in long names of files and addresses, which no hyphenation knows."""
    return _LONG_NAME.sub(lambda found: _JOINT.sub("\\g<0>\u200b", found[0]), text)


def width(text: str, *, bold: bool = False) -> float:
    """Width of a line of text in em, digits as table digits."""
    return sum(_advance(character, bold) for character in text)


@cache
def _known_characters() -> frozenset[int]:
    sets = [frozenset(_font(face).get_charmap()) for face in _FACES]
    # Control characters are in the charmap of some fonts, without a glyph worth printing.
    return frozenset.intersection(*sets) - frozenset(range(32)) - frozenset(range(127, 160))


@cache
def _advance(character: str, bold: bool) -> float:
    if character.isdigit():
        character = "0"
    font = _font(_FACES[3] if bold else _FACES[0])
    return float(font.load_char(ord(character)).linearHoriAdvance) / 65536 / _EM


@cache
def _font(face: str) -> Any:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(FONTS / face))
    font.set_size(_EM, 72)
    return font
