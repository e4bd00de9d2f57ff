"""Names that are spelt most like a text, for messages."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable


def nearest_names(text: str, names: Iterable[str], count: int = 12) -> list[str]:
    """The names most like the text, best first; a missing dot or ring on a letter makes no difference."""
    plain = {_without_marks(name): name for name in names}
    return [
        plain[match] for match in difflib.get_close_matches(_without_marks(text), plain, n=count, cutoff=0.6)
    ]


def _without_marks(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
