"""Names of raw files as tables and messages print them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

_UNSHOWN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Controls, ends of lines, and the halves that stand for bytes which are no letters."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of the text behind them, so that a name reads as another one."""


def shown_name(parts: Iterable[str]) -> str:
    """POSIX path of a file, with composed letters (NFC).

    What would break a line or a table, or turn its direction, stands there as its number: ``\\u000a``.
    """
    return "/".join("".join(map(_shown, unicodedata.normalize("NFC", part))) for part in parts)


def shown_below(path: Path, raw_root: Path) -> str:
    """How a file is shown, relative to the raw folder; only its own name when it lies elsewhere."""
    try:
        return shown_name(path.relative_to(raw_root).parts)
    except ValueError:
        return shown_name([path.name])


def _shown(letter: str) -> str:
    hidden = letter in _TURNING or unicodedata.category(letter) in _UNSHOWN
    return f"\\u{ord(letter):04x}" if hidden else letter
