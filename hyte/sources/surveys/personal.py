"""Columns about the respondent or the form, which are never read, by their headings and their content."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from hyte.sources.privacy.letters import fold
from hyte.sources.surveys.columns import Column, is_number
from hyte.sources.surveys.words import has_word, is_one, speaks_of, words

Personal = Literal["id", "time", "person", "technical"]

_MOST = 0.6
_LONGEST_CODE = 6
_CONTENTS: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    ("person", re.compile(r"[^\s@]+@[^\s@]+\.[a-zA-Z]{2,}")),
    ("person", re.compile(r"[0-3]\d[01]\d\d\d[-+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z]")),
    ("person", re.compile(r"(?:\+\d{1,3}|0)[\d ()-]{6,16}")),
    ("technical", re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}", re.I)),
    ("technical", re.compile(r"https?://\S+")),
    ("id", re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.I)),
    (
        "time",
        re.compile(
            r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
            r"[T ,]+(?:klo|kl\.?|at)?\s*\d{1,2}[:.]\d{2}.{0,24}"
        ),
    ),
)


def personal_kind(column: Column, first: bool) -> Personal | None:
    """What a column tells of the respondent, None when it is an answer.

    `first` tells that it is the first column that holds anything, where the numbers of answers stand.
    """
    name = column.option or column.stem
    for kind in ("id", "time", "person", "technical"):
        if is_one(name, "metadata", kind) and not (column.option and _is_ticked(column)):
            return kind
    if column.option and _is_ticked(column):
        return None
    filled = [text for text in column.texts if text]
    if is_one(name, "metadata", "language") and all(_is_language(text) for text in filled):
        return "technical"
    if fold(column.stem).startswith(words("metadata", "prefixes")):
        return "technical"
    if _repeated(filled) < 0.5 and speaks_of(column.heading, "metadata", "contact"):
        return "person"
    if len(set(filled)) == 1 and speaks_of(column.heading, "metadata", "consent"):
        return "technical"
    return _by_content(column, filled, first)


def _by_content(column: Column, filled: Sequence[str], first: bool) -> Personal | None:
    if not filled:
        return None
    for kind, pattern in _CONTENTS:
        if sum(pattern.fullmatch(text) is not None for text in filled) >= _MOST * len(filled):
            return kind
    asks = "?" in column.stem or any(
        speaks_of(column.stem, "headings", name) for name in ("age", "amount", "postcode")
    )
    return "id" if first and not asks and not column.option and _is_running(column.texts) else None


def _is_running(texts: Iterable[str]) -> bool:
    """Whether the column numbers the answers: whole numbers that only rise, or only fall."""
    numbers = [int(text) if text.isdigit() else None for text in texts]
    known = [number for number in numbers if number is not None]
    if len(known) < 3 or len(known) < len(numbers):
        return False
    pairs = list(itertools.pairwise(known))
    return all(before < after for before, after in pairs) or all(before > after for before, after in pairs)


def _is_ticked(column: Column) -> bool:
    """Whether the column is an option that was ticked or not; "E-mail" may be one of those."""
    filled = {text for text in column.texts if text}
    return all(
        text == column.option or is_one(text, "marks", "yes") or is_one(text, "marks", "no")
        for text in filled
    )


def _is_language(text: str) -> bool:
    return len(text) <= _LONGEST_CODE and not is_number(text) and not has_word(text, "answers", "other")


def _repeated(filled: Sequence[str]) -> float:
    """Share of answers that somebody else gave as well."""
    counts: dict[str, int] = {}
    for text in filled:
        counts[text] = counts.get(text, 0) + 1
    return sum(count for count in counts.values() if count > 1) / max(1, len(filled))
