"""Rows of words on a page of a PDF, and the pieces that wide gaps part them into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hyte.sources.notes.pdf_page import Word

WIDE_GAP = 1.2
"""A blank of so many font heights may part two columns; blanks of justified text are narrower."""
_LABEL = re.compile(r"(?:§\s*\d+|\d+\s*§|\(?\d{1,3}[.)]|[a-zåäö]\)|[-*+•‣◦▪■□❑❒❏❖◻●➢➤→·–—✓o])$")
_LONGEST_TAB = 5.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand beside one another without a wide gap: a line of a paragraph or of a table's cell."""

    words: tuple[Word, ...]
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    order: int

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(word.text for word in self.words)


def piece(words: Sequence[Word], page: int) -> Piece:
    """The words as one piece, in the order in which they are given."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    return Piece(
        tuple(words),
        page,
        min(word.x0 for word in words),
        max(word.x1 for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        max(word.base for word in words),
        max(sorted(sizes), key=sizes.__getitem__),
        all(word.bold or not any(map(str.isalnum, word.text)) for word in words)
        and any(word.bold for word in words),
        min(word.order for word in words),
    )


def rows_of(words: Iterable[Word], page: int) -> tuple[tuple[Piece, ...], ...]:
    """Rows from top to bottom, each as its pieces from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0, word.order)):
        # A raised or lowered word joins the row of the letters beside it, where there is room for it.
        if rows and _in_row(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(
        tuple(
            piece(part, page)
            for part in _parted(sorted(row, key=lambda word: (word.x0, word.x1, word.order)))
        )
        for row in rows
    )


def _in_row(row: Sequence[Word], word: Word) -> bool:
    first = row[0]
    return word.base - first.base <= 0.3 * min(first.size, word.size) + 0.5


def _parted(row: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    part: list[Word] = []
    for word in row:
        if part:
            size = max(part[-1].size, word.size)
            gap = word.x0 - max(other.x1 for other in part)
            label = _LABEL.match(" ".join(other.text for other in part)) if len(part) <= 2 else None
            if gap > (_LONGEST_TAB if label else WIDE_GAP) * size:
                yield tuple(part)
                part = []
        part.append(word)
    yield tuple(part)


def joined(pieces: Sequence[Piece]) -> Piece:
    """Pieces of one row as one."""
    if len(pieces) == 1:
        return pieces[0]
    ordered = sorted(pieces, key=lambda one: one.x0)
    return piece([word for one in ordered for word in one.words], ordered[0].page)
