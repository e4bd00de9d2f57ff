"""Letters in charts: how wide they are, where a long title is broken, how labels are kept apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from hyte.presentation.charts.theme import LETTERS

_FONTS = {400: "SourceSans3-Regular.ttf", 600: "SourceSans3-Semibold.ttf"}
_UNITS = 1000
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_VOWELS = frozenset("aeiouyåäöAEIOUYÅÄÖ")
_CLEFT = re.compile(r"(?<=[\w][-–/])(?=\w)")


def text_width(text: str, *, size: float = LETTERS, weight: int = 400) -> float:
    """Width in points of a text in one line."""
    return sum(_advance(letter, weight) for letter in text) * size / _UNITS


def printable(text: str) -> str:
    """The text in one line, with a question mark for each letter that the font has not."""
    known = _letters(400)
    return "".join(letter if ord(letter) in known else "?" for letter in _BLANKS.sub(" ", text).strip(" "))


@lru_cache(maxsize=4096)
def wrapped(text: str, room: float, *, size: float = LETTERS, weight: int = 400) -> tuple[str, ...]:
    """Break a text into lines of at most `room` points: at blanks, and long words at a syllable.

    No letter is dropped; a broken word gets a hyphen. A no-break space holds its words together unless they
    are longer than a line.
    """
    lines = [""]
    for word in printable(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(joined, size=size, weight=weight) <= room:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        *full, rest = _parted(word, room, size, weight)
        lines[-1:] = [*full, rest]
    return tuple(lines)


def _parted(word: str, room: float, size: float, weight: int) -> list[str]:
    """A word in pieces that fit: parted at its own hyphens, then at syllables, else anywhere."""
    parts = []
    while text_width(word, size=size, weight=weight) > room and len(word) > 1:
        cut, hyphen = _cut(word, room, size, weight)
        parts.append(word[:cut].rstrip("\u00a0") + hyphen)
        word = word[cut:].lstrip("\u00a0")
    return [*parts, word]


def _cut(word: str, room: float, size: float, weight: int) -> tuple[int, str]:
    own = [match.start() for match in _CLEFT.finditer(word)]
    own += [at + 1 for at, letter in enumerate(word[:-1]) if letter == "\u00a0"]
    fitting = [at for at in own if text_width(word[:at].rstrip("\u00a0"), size=size, weight=weight) <= room]
    if fitting:
        return max(fitting), ""
    syllables = [
        at
        for at in range(2, len(word) - 1)
        if word[at - 1].isalpha()
        and word[at].isalpha()
        and word[at] not in _VOWELS
        and word[at + 1] in _VOWELS
        and any(letter in _VOWELS for letter in word[:at])
    ]
    for places in (syllables, range(1, len(word))):
        fitting = [at for at in places if text_width(word[:at] + "-", size=size, weight=weight) <= room]
        if fitting:
            return max(fitting), "-"
    return 1, ""


@lru_cache(maxsize=4096)
def _advance(letter: str, weight: int) -> float:
    from matplotlib.ft2font import LoadFlags

    font = _font(weight)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536


@cache
def _letters(weight: int) -> frozenset[int]:
    return frozenset(_font(weight).get_charmap())


@cache
def _font(weight: int) -> Any:
    from matplotlib.ft2font import FT2Font

    with resources.as_file(resources.files("hyte.publishing") / "fonts" / _FONTS[weight]) as path:
        font = FT2Font(str(path))
    font.set_size(_UNITS, 72)
    return font


def spread(places: Sequence[float], halves: Sequence[float]) -> list[float]:
    """Move ordered places apart so that no two labels overlap, with the least sum of squared moves.

    Isotonic regression by pooling adjacent violators; then the whole is kept within 0 and 1 where it fits.

    Parameters
    ----------
    places : sequence of float
        Wanted middles, ascending, as shares of the axis.
    halves : sequence of float
        Half the height of each label, as shares of the axis.
    """
    offsets = [0.0]
    for before, after in itertools.pairwise(halves):
        offsets.append(offsets[-1] + before + after)
    pools: list[list[float]] = []
    for place, offset in zip(places, offsets, strict=False):
        pools.append([place - offset, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean, weight), (other, more) = pools.pop(-2), pools.pop()
            pools.append([(mean * weight + other * more) / (weight + more), weight + more])
    levels = [mean for mean, weight in pools for _ in range(round(weight))]
    moved = [level + offset for level, offset in zip(levels, offsets, strict=False)]
    for index, half in enumerate(halves):
        floor = half if index == 0 else moved[index - 1] + halves[index - 1] + half
        moved[index] = max(moved[index], floor)
    for index in range(len(moved) - 1, -1, -1):
        half = halves[index]
        ceiling = 1 - half if index == len(moved) - 1 else moved[index + 1] - halves[index + 1] - half
        moved[index] = min(moved[index], ceiling)
    return moved
