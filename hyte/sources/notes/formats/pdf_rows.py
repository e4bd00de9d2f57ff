"""Rows of words on a page of a PDF, and the pieces that wide gaps part them into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hyte.sources.notes.formats.pdf_page import Word

WIDE_GAP = 1.2
"""A blank of so many font heights may part two columns; blanks of justified text are narrower."""
NARROW_GAP = 0.6
"""The least blank between two columns, in font heights."""
_LABEL = re.compile(r"(?:§\s*\d+|\d+\s*§|\(?\d{1,3}[.)]|[a-zåäö]\)|[-*+•‣◦▪■□❑❒❏❖◻●➢➤→·–—✓o])$")
_LONGEST_TAB = 5.0
_NEAR = 1.5
_LIKELY_GAP = 0.85
_FEW_ROWS = 3


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


def parted_at_columns(rows: Sequence[tuple[Piece, ...]]) -> tuple[tuple[Piece, ...], ...]:
    """Part pieces also at narrow blanks before the left side of a column of the rows next to them.

    A cell that is full leaves less blank before the next column than `WIDE_GAP`. Where no row leaves more,
    words that begin at the same place behind such a blank in two rows show the column.
    """
    below = _parted_downwards(rows)
    return tuple(reversed(_parted_downwards(tuple(reversed(below)))))


def _parted_downwards(rows: Sequence[tuple[Piece, ...]]) -> tuple[tuple[Piece, ...], ...]:
    found: list[tuple[Piece, ...]] = []
    starts: list[float] = []
    seen: list[tuple[int, float]] = []
    for number, row in enumerate(rows):
        likely = [at for one in row for at in _likely_starts(one)]
        seen = [(other, at) for other, at in seen if number - other <= _FEW_ROWS]
        starts += [at for at in likely if any(abs(at - other) <= 1 for _, other in seen)]
        seen += [(number, at) for at in likely]
        if starts:
            row = tuple(part for one in row for part in _at_starts(one, starts))
        starts = [at for at in starts if not any(_crosses(one, at) for one in row)]
        starts += [one.x0 for one in row[1:] if all(abs(one.x0 - at) > _NEAR for at in starts)]
        found.append(row)
    return tuple(found)


def _likely_starts(one: Piece) -> list[float]:
    """Words behind a blank that is wider than the others of the line, which justified lines keep alike."""
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(one.words))
    usual = gaps[(len(gaps) - 1) // 2] if len(gaps) > 1 else 0.0
    return [
        after.x0
        for before, after in pairwise(one.words)
        if after.x0 - before.x1 >= max(_LIKELY_GAP * after.size, 1.08 * usual)
        and not _LABEL.match(before.text)
    ]


def _at_starts(one: Piece, starts: Sequence[float]) -> Iterator[Piece]:
    part: list[Word] = []
    for word in one.words:
        if (
            part
            and any(abs(word.x0 - at) <= _NEAR for at in starts)
            and word.x0 - part[-1].x1 >= NARROW_GAP * word.size
            and not _LABEL.match(" ".join(other.text for other in part))
        ):
            yield piece(part, one.page)
            part = []
        part.append(word)
    yield piece(part, one.page)


def _crosses(one: Piece, at: float) -> bool:
    return one.x0 < at - _NEAR and one.x1 > at - NARROW_GAP * one.size
