"""How a PDF is set: the size of running text, the distance of its lines, how far they run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hyte.sources.notes.formats.pdf_layout import TextLine
from hyte.sources.notes.formats.pdf_rows import Piece

LARGER = 1.12
"""Letters so many times as large as those of running text are those of a heading."""
_USUAL_LEADING = 1.35


@dataclass(frozen=True, slots=True)
class Type:
    """How the document is set: size of running text, heading sizes from large to small, distance of lines."""

    body: float
    headings: tuple[float, ...]
    leading: float


def type_of(lines: Iterable[Piece], below: Iterable[tuple[Piece, Piece]]) -> Type:
    """Measure lines; `below` gives lines that directly follow one another in a column."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[rounded(line.size)] += len(line.text)
    body = max(sorted(letters), key=letters.__getitem__) if letters else 11.0
    larger = sorted((size for size in letters if size >= LARGER * body), reverse=True)
    steps: Counter[float] = Counter()
    for before, after in below:
        step = (after.base - before.base) / before.size
        # Only a line in small letters is sure to go on; lines of one paragraph each stand further apart.
        if abs(before.size - after.size) < 0.5 and 0.9 <= step <= 2.2 and after.text[0].islower():
            steps[round(step, 1)] += 1
    leading = max(sorted(steps), key=steps.__getitem__) if steps else _USUAL_LEADING
    return Type(body, tuple(larger), leading)


def rounded(size: float) -> float:
    """A font size in steps of half a point."""
    return round(2 * size) / 2


def with_limits(lines: Sequence[TextLine], kind: Type) -> list[TextLine]:
    """Set the limit of lines that are wrapped before the side of their column, as beside a picture.

    Where at least two lines of a block go on in small letters, and every one of them because the next word
    had no room, the longest line of the block tells how far its lines run.
    """
    found: list[TextLine] = []
    start = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and _one_block(lines[number - 1], lines[number], kind):
            continue
        block = lines[start:number]
        side = max(part.line.x1 for part in block)
        wraps = [
            _wrapped(before.line, after.line, side)
            for before, after in pairwise(block)
            if after.line.text[0].islower()
        ]
        if len(wraps) >= 2 and all(wraps):
            block = [replace(part, limit=min(part.limit, side)) for part in block]
        found.extend(block)
        start = number
    return found


def _one_block(before: TextLine, after: TextLine, kind: Type) -> bool:
    step = (after.line.base - before.line.base) / after.line.size
    return (
        before.place == after.place
        and before.line.page == after.line.page
        and abs(before.line.size - after.line.size) < 0.5
        and 0 < step <= 1.2 * kind.leading + 0.05
    )


def below(lines: Sequence[TextLine]) -> list[tuple[Piece, Piece]]:
    """The pairs of lines that directly follow one another in a column of a page."""
    return [
        (before.line, after.line)
        for before, after in pairwise(lines)
        if before.place == after.place and before.line.page == after.line.page
    ]


def text_limit(rows: Sequence[Sequence[Piece]], width: float) -> float:
    """The right side up to which lines may run on pages of this width.

    It is the longest line where lines that go on in small letters show that nothing more had room behind it;
    in a note of short lines only it is the left margin mirrored.
    """
    pieces = [piece for row in rows for piece in row]
    side = max((piece.x1 for piece in pieces), default=width)
    wraps = [
        _wrapped(before[-1], after[-1], side)
        for before, after in pairwise(rows)
        if abs(before[-1].x0 - after[-1].x0) < 3 * after[-1].size and after[-1].text[0].islower()
    ]
    if len(wraps) >= 3 and sum(wraps) >= 0.8 * len(wraps):
        return side
    return max(side, width - min((piece.x0 for piece in pieces), default=0.0))


def _wrapped(before: Piece, after: Piece, side: float) -> bool:
    first = after.words[0]
    return before.x1 + 0.2 * before.size + first.x1 - first.x0 > side - 0.5
